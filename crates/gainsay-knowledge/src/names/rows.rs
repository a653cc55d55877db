//! The entries of `data/names`, one a line: a small part of TOML, read without a TOML parser.
//!
//! There are thousands of them and each start of the program reads them all, which a whole TOML parser makes the most of
//! what a start costs. A test holds what is read here against what a TOML parser reads.

/// What a file says of one entity. Which fields make sense depends on the file.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Row {
    pub code: &'static str,
    /// The usual name; a lower-case "the" in front is not part of what must be found.
    pub name: &'static str,
    /// Other names.
    pub names: Vec<&'static str>,
    /// Adjectives and demonyms in the singular, the usual one first; plurals in "-s" are added.
    pub adjectives: Vec<&'static str>,
    /// Capitals and seats of power.
    pub capitals: Vec<&'static str>,
    /// Other cities.
    pub cities: Vec<&'static str>,
    /// Names that count only on a page that names the entity or its state otherwise.
    pub local: Vec<&'static str>,
    /// Of these, names that count as well where the page names no organ of any state.
    pub bare: Vec<&'static str>,
    /// States whose names serve for that, too.
    pub beside: Vec<&'static str>,
    /// Holders under which it stands besides those that its code names.
    pub under: Vec<&'static str>,
    /// Web hosts of an outlet.
    pub hosts: Vec<&'static str>,
    /// Names of an outlet that count only where the page says who it is, not in running text.
    pub titles: Vec<&'static str>,
    /// The code by which it is known where a description and its state name it.
    pub also: Option<&'static str>,
    /// The day on which a state ended.
    pub ended: Option<&'static str>,
    /// A person's surname, where it is not the last word of the name.
    pub surname: Option<&'static str>,
    /// A person's office.
    pub office: Option<&'static str>,
    /// The time in that office.
    pub time: Option<&'static str>,
    /// Other offices: a time, a space, a name.
    pub offices: Vec<&'static str>,
}

/// The rows of a file in their order; a line that is none is given as the fault.
pub(super) fn rows(text: &'static str) -> impl Iterator<Item = Result<Row, &'static str>> {
    text.lines().filter(|line| !line.is_empty() && !line.starts_with('#')).map(|line| row(line).ok_or(line))
}

/// `"code" = { key = "text", key = ["text", "text"] }`, blanks as they stand here. Only single characters are looked for,
/// which is several times as fast as looking for " = " in each of thousands of lines.
fn row(line: &'static str) -> Option<Row> {
    let (code, fields) = line.strip_suffix(" }")?.split_once('=')?;
    let (code, fields) = (code.strip_suffix(' ')?, fields.strip_prefix(" { ")?);
    let code = code.strip_prefix('"').map_or(Some(code), |code| code.strip_suffix('"'))?;
    let mut row = Row { code, ..Row::default() };
    let mut rest = fields;
    loop {
        let (key, value) = rest.split_once('=')?;
        let (key, value) = (key.strip_suffix(' ')?, value.strip_prefix(' ')?);
        rest = match value.strip_prefix('[') {
            Some(list) => {
                let (list, rest) = list.split_once(']')?;
                texts(list, row.list(key)?)?;
                rest
            }
            None => {
                let (text, rest) = value.strip_prefix('"')?.split_once('"')?;
                row.set(key, text)?;
                rest
            }
        };
        match rest.strip_prefix(", ") {
            Some(next) => rest = next,
            None => return rest.is_empty().then_some(row),
        }
    }
}

/// Reads `"text", "text"` into a list.
fn texts(mut list: &'static str, into: &mut Vec<&'static str>) -> Option<()> {
    loop {
        let (text, rest) = list.strip_prefix('"')?.split_once('"')?;
        into.push(text);
        match rest.strip_prefix(", ") {
            Some(next) => list = next,
            None => return rest.is_empty().then_some(()),
        }
    }
}

impl Row {
    fn list(&mut self, key: &str) -> Option<&mut Vec<&'static str>> {
        Some(match key {
            "names" => &mut self.names,
            "adjectives" => &mut self.adjectives,
            "capitals" => &mut self.capitals,
            "cities" => &mut self.cities,
            "local" => &mut self.local,
            "bare" => &mut self.bare,
            "beside" => &mut self.beside,
            "under" => &mut self.under,
            "hosts" => &mut self.hosts,
            "titles" => &mut self.titles,
            "offices" => &mut self.offices,
            _ => return None,
        })
    }

    fn set(&mut self, key: &str, text: &'static str) -> Option<()> {
        match key {
            "name" => self.name = text,
            "also" => self.also = Some(text),
            "ended" => self.ended = Some(text),
            "surname" => self.surname = Some(text),
            "office" => self.office = Some(text),
            "time" => self.time = Some(text),
            _ => return None,
        }
        Some(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::names::load::FILES;

    #[test]
    fn rows_are_what_toml_reads() {
        for (file, _, text) in FILES {
            let mut table: toml::Table =
                toml::from_str(text).unwrap_or_else(|error| panic!("{file}: {error}"));
            for row in rows(text) {
                let row = row.unwrap_or_else(|line| panic!("{file}: {line}"));
                let Some(toml::Value::Table(entry)) = table.remove(row.code) else {
                    panic!("{file}: {}", row.code)
                };
                let mut read = Row { code: row.code, ..Row::default() };
                for (key, value) in entry {
                    // The texts are kept for the rest of the test, as those of the program are.
                    let keep = |value: &toml::Value| -> &'static str {
                        value.as_str().unwrap_or_else(|| panic!("{file}: {key}")).to_owned().leak()
                    };
                    match &value {
                        toml::Value::Array(texts) => {
                            *read.list(&key).expect("a known list") = texts.iter().map(keep).collect();
                        }
                        text => read.set(&key, keep(text)).expect("a known field"),
                    }
                }
                assert_eq!(row, read, "{file}");
            }
            assert!(table.is_empty(), "{file}: not read: {table:?}");
        }
    }

    #[test]
    fn what_is_no_row_is_a_fault() {
        for line in [
            "X",
            "X = { }",
            "X = { name = \"a\"",
            "X = { name = a }",
            "X = { nam = \"a\" }",
            "X = { names = [\"a\", b] }",
            "X = { name = \"a\" names = [\"b\"] }",
        ] {
            assert_eq!(row(line), None, "{line}");
        }
    }
}
