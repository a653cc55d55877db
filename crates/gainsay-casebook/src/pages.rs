//! Whole pages: the reading of `pages/NAME.txt` or `pages/NAME.html`, or of both, in `pages/NAME.expected`.

use crate::case::{Case, Text, entries};
use crate::check::checked;
use crate::notation::{Record, records};
use gainsay::record::Edtf;
use std::path::Path;

/// The whole pages as cases: each as text, as text with the dates that its reading knows, and as HTML, where it is there.
pub fn all(casebook: &Path) -> Result<Vec<Case>, String> {
    let folder = casebook.join("pages");
    let mut cases = Vec::new();
    for (name, expected) in expected(&folder)? {
        let page = format!("pages/{name}");
        let read = || {
            let records = records(&expected, 1).and_then(checked);
            records.map_err(|error| format!("{page}.expected: {error}"))
        };
        let mut forms = vec![("txt", String::new()), ("html", String::new())];
        forms.extend(dates(&read()?).into_iter().map(|date| ("txt", date)));
        let mut of_page = Vec::new();
        for (form, date) in forms {
            let Ok(body) = std::fs::read_to_string(folder.join(format!("{name}.{form}"))) else { continue };
            let mut records = read()?;
            if !date.is_empty() {
                records.retain(|record| record.name != "published");
            }
            let published = Edtf::parse(&date);
            let as_form = if date.is_empty() { form.to_owned() } else { format!("{form}, published {date}") };
            of_page.push(Case {
                file: format!("{page}.expected"),
                line: 1,
                name: format!("{page}: {as_form}"),
                why: String::new(),
                texts: vec![Text { html: form == "html", published, body, ..Text::default() }],
                records,
            });
        }
        match of_page.as_mut_slice() {
            [] => return Err(format!("{page}.expected: neither {name}.txt nor {name}.html is there")),
            // A page of one form needs no more of a name.
            [only] => only.name = page,
            _ => {}
        }
        cases.append(&mut of_page);
    }
    Ok(cases)
}

/// The dates of publication for which a reading has answers of their own.
fn dates(records: &[Record]) -> Vec<String> {
    let said = records.iter().flat_map(|record| record.all("said"));
    said.filter_map(|said| Some(said.strip_prefix("published ")?.split(' ').next()?.to_owned())).collect()
}

/// Name and text of the readings in the folder of whole pages.
pub(crate) fn expected(folder: &Path) -> Result<Vec<(String, String)>, String> {
    let mut found = Vec::new();
    for path in entries(folder)?.into_iter().filter(|path| path.extension().is_some_and(|e| e == "expected")) {
        let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        found.push((name, std::fs::read_to_string(&path).map_err(|e| format!("{}: {e}", path.display()))?));
    }
    Ok(found)
}
