//! Cases as they stand in Markdown.

use crate::check::checked;
use crate::notation::{Record, records};
use gainsay::record::{Edtf, Reading};
use gainsay::{Given, Reader};
use std::path::{Path, PathBuf};

/// A case: why, one or more texts, and the reading an expert would sign.
pub struct Case {
    /// The file, from the casebook's folder.
    pub file: String,
    /// The line of its heading, from 1.
    pub line: usize,
    /// As [`crate::open`] lists it: `statements/none.md: Claimed lives`, `pages/01-sudan-emirates`.
    pub name: String,
    /// The prose.
    pub why: String,
    /// What is read.
    pub texts: Vec<Text>,
    /// What it must be read as.
    pub records: Vec<Record>,
}

/// A text of a case.
#[derive(Default)]
pub struct Text {
    /// Its name in the case; empty where the case has but one.
    pub name: String,
    /// Read without the furniture filter.
    pub plain: bool,
    /// Read as HTML.
    pub html: bool,
    /// The date of publication given with it.
    pub published: Option<Edtf>,
    /// The outlet given with it.
    pub outlet: Option<String>,
    /// The address given with it.
    pub url: Option<String>,
    /// The text.
    pub body: String,
}

impl Case {
    /// The records of a kind.
    pub fn of<'a>(&'a self, kind: &'a str) -> impl Iterator<Item = &'a Record> {
        self.records.iter().filter(move |record| record.name == kind)
    }
}

impl Text {
    /// Reads it as the fence says.
    pub fn read(&self, reader: &Reader) -> Result<Reading, String> {
        let given = Given {
            name: Some(if self.html { "page.html" } else { "page.txt" }),
            content_type: None,
            url: self.url.as_deref(),
            outlet: self.outlet.as_deref(),
            published: self.published.clone(),
            plain: self.plain,
        };
        reader.read(self.body.as_bytes(), &given).map_err(|refusal| refusal.to_string())
    }
}

/// All cases in the Markdown files of the folders of a casebook, in the order of their names.
pub fn all(casebook: &Path) -> Result<Vec<Case>, String> {
    let mut cases = Vec::new();
    for folder in entries(casebook)?.into_iter().filter(|path| path.is_dir()) {
        for path in entries(&folder)?.into_iter().filter(|path| path.extension().is_some_and(|e| e == "md")) {
            let text = std::fs::read_to_string(&path).map_err(|error| format!("{}: {error}", path.display()))?;
            let file = path.strip_prefix(casebook).unwrap_or(&path).display().to_string();
            cases.extend(in_file(&file, &text).map_err(|error| format!("{file}: {error}"))?);
        }
    }
    Ok(cases)
}

/// What is in a folder, in the order of its names.
pub(crate) fn entries(folder: &Path) -> Result<Vec<PathBuf>, String> {
    let listing = std::fs::read_dir(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    let mut paths: Vec<PathBuf> = listing.filter_map(|entry| Some(entry.ok()?.path())).collect();
    paths.sort();
    Ok(paths)
}

/// The cases of one file.
pub fn in_file(file: &str, text: &str) -> Result<Vec<Case>, String> {
    let mut cases: Vec<Case> = Vec::new();
    let mut lines = text.lines().enumerate().map(|(number, line)| (number + 1, line));
    while let Some((number, line)) = lines.next() {
        if let Some(title) = line.strip_prefix("## ") {
            cases.push(Case {
                file: file.to_owned(),
                line: number,
                name: format!("{file}: {}", title.trim()),
                why: String::new(),
                texts: Vec::new(),
                records: Vec::new(),
            });
            continue;
        }
        let Some(case) = cases.last_mut() else { continue };
        let Some(fence) = line.strip_prefix("```") else {
            case.why.push_str(line);
            case.why.push('\n');
            continue;
        };
        let mut body = String::new();
        loop {
            let (_, line) = lines.next().ok_or(format!("line {number}: a fence that does not close"))?;
            if line.starts_with("```") {
                break;
            }
            body.push_str(line);
            body.push('\n');
        }
        if fence.trim() == "reading" {
            case.records.extend(checked(records(&body, number + 1)?)?);
        } else {
            case.texts.push(text_of(fence, body).map_err(|error| format!("line {number}: {error}"))?);
        }
    }
    for case in &cases {
        if case.texts.is_empty() || case.records.is_empty() || case.why.trim().is_empty() {
            return Err(format!("line {}: a case has prose, a text and a reading", case.line));
        }
    }
    Ok(cases)
}

fn text_of(fence: &str, body: String) -> Result<Text, String> {
    let mut text = Text { body, ..Text::default() };
    for (place, word) in options(fence).into_iter().enumerate() {
        match (place, word.split_once('=')) {
            (0, _) => match word.as_str() {
                "text" => text.plain = true,
                "page" => {}
                "html" => text.html = true,
                other => return Err(format!("no fence is called {other}")),
            },
            (_, Some(("published", date))) => {
                text.published = Some(Edtf::parse(date).ok_or_else(|| format!("no date: {date}"))?);
            }
            (_, Some(("outlet", name))) => text.outlet = Some(name.to_owned()),
            (_, Some(("url", address))) => text.url = Some(address.to_owned()),
            (1, None) => text.name = word,
            _ => return Err(format!("no option of a text: {word}")),
        }
    }
    Ok(text)
}

/// The words after a fence; white space inside double quotes does not part them.
fn options(fence: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut quoted = false;
    for c in fence.chars() {
        match (c, words.last_mut()) {
            ('"', _) => quoted = !quoted,
            (c, _) if c.is_whitespace() && !quoted => words.push(String::new()),
            (c, Some(word)) => word.push(c),
            _ => {}
        }
    }
    words.retain(|word| !word.is_empty());
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_case_is_prose_text_and_reading() {
        let file = "# Group\n\n## Title\n\nWhy.\n\n```text a published=2022-09 outlet=\"Harbour Courier\"\nIran says no.\n```\n\n```reading\nstatement none\n```\n";
        let cases = in_file("x.md", file).expect("well-formed");
        assert_eq!(cases.len(), 1);
        let text = &cases[0].texts[0];
        assert_eq!((text.name.as_str(), text.plain, text.body.as_str()), ("a", true, "Iran says no.\n"));
        assert_eq!(text.outlet.as_deref(), Some("Harbour Courier"));
        assert_eq!(cases[0].why.trim(), "Why.");
        assert!(in_file("x.md", "## T\n\n```text\nno end").is_err());
        assert!(in_file("x.md", "## T\n\nonly prose").is_err());
    }
}
