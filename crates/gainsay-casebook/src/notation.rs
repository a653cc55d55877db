//! The notation of a reading, as `casebook/README.md` defines it.

use crate::words::Place;

/// A record of a reading: a line at the margin with its indented attributes.
#[derive(Debug)]
pub struct Record {
    /// Right when found, no fault when not.
    pub may: bool,
    /// `statement`, `position`, `block`, `title`, ...
    pub name: String,
    /// The rest of the line.
    pub value: String,
    /// Name and value of each indented line.
    pub attributes: Vec<(String, String)>,
    /// The remarks before it.
    pub remark: String,
    /// Where it stands in its file, from 1.
    pub line: usize,
}

impl Record {
    /// The value of the attribute of a name.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    /// The values of all attributes of a name.
    pub fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.attributes.iter().filter(move |(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    /// The frame of a position and its parties as written: every attribute that is no other is one, whether such a frame
    /// ships or not.
    pub fn frame(&self) -> Option<(&str, &str)> {
        let named = self.attributes.iter().find(|(name, _)| !POSITION.contains(&name.as_str()));
        named.filter(|_| self.name == "position").map(|(name, value)| (name.as_str(), value.as_str()))
    }

    /// The words of the record's own line: `denies indirect`, each a list of alternatives.
    pub fn head(&self) -> Vec<Vec<String>> {
        self.value.replace(" | ", "|").split_whitespace().map(alternatives).collect()
    }
}

/// Reads the lines of a reading; the first stands on line `first` of its file. A line that starts with `#` is a remark.
pub fn records(text: &str, first: usize) -> Result<Vec<Record>, String> {
    let mut records: Vec<Record> = Vec::new();
    let mut remarks: Vec<&str> = Vec::new();
    for (number, line) in text.lines().enumerate() {
        let at = first + number;
        if let Some(remark) = line.trim().strip_prefix('#') {
            remarks.push(remark.trim());
            continue;
        }
        let (key, value) = split(line.trim());
        if key.is_empty() {
            continue;
        }
        if line.starts_with(' ') {
            let owner = records.last_mut().ok_or(format!("line {at}: an attribute without a record"))?;
            let frame = owner.name == "position" && owner.frame().is_none() && parties(value).is_ok();
            if !known_attribute(&owner.name, key) && !frame {
                return Err(format!("line {at}: {} has no attribute {key}", owner.name));
            }
            owner.attributes.push((key.to_owned(), value.to_owned()));
            continue;
        }
        let may = key == "may";
        let (name, value) = if may { split(value) } else { (key, value) };
        if !RECORDS.contains(&name) {
            return Err(format!("line {at}: no record is called {name}"));
        }
        records.push(Record {
            may,
            name: name.to_owned(),
            value: value.to_owned(),
            attributes: Vec::new(),
            remark: std::mem::take(&mut remarks).join(" "),
            line: at,
        });
    }
    Ok(records)
}

const RECORDS: [&str; 10] = [
    "title",
    "byline",
    "outlet",
    "language",
    "published",
    "block",
    "note",
    "statement",
    "position",
    "dispute",
];

/// What a position can have beside its frame.
const POSITION: [&str; 7] = ["by", "stage", "items", "quantity", "mode", "role", "time"];

fn known_attribute(record: &str, name: &str) -> bool {
    match record {
        "statement" => [
            "source",
            "cue",
            "content",
            "continued",
            "holder",
            "chain",
            "said",
            "certainty",
            "icd203",
            "in",
            "antecedent",
            "named",
            "verbatim",
        ]
        .contains(&name),
        "position" => POSITION.contains(&name),
        "dispute" => [
            "asserts", "denies", "hedges", "declines", "side", "meets", "origins", "fold", "slot", "reversal",
        ]
        .contains(&name),
        _ => false,
    }
}

fn split(line: &str) -> (&str, &str) {
    let (head, rest) = line.split_once(char::is_whitespace).unwrap_or((line, ""));
    (head, rest.trim())
}

/// `a | b` as a list.
pub fn alternatives(value: &str) -> Vec<String> {
    value.split('|').map(|part| part.trim().to_owned()).filter(|part| !part.is_empty()).collect()
}

/// `"a" + "b" | "c"` as alternatives of parts; `none` as no alternative at all.
pub fn places(value: &str) -> Result<Vec<Vec<Place>>, String> {
    let mut options = vec![Vec::new()];
    let mut rest = value.trim();
    if rest == "none" {
        return Ok(Vec::new());
    }
    while !rest.is_empty() {
        let body = rest.strip_prefix('"').ok_or_else(|| format!("words in double quotes wanted: {rest}"))?;
        let (written, after) =
            body.split_once('"').ok_or_else(|| format!("a quote that does not close: {rest}"))?;
        let (nth, after) = match after.strip_prefix('@') {
            Some(after) => {
                let end = after.find(|c: char| !c.is_ascii_digit()).unwrap_or(after.len());
                (after[..end].parse().map_err(|_| format!("a number wanted after @: {rest}"))?, &after[end..])
            }
            None => (1, after),
        };
        let place = Place { written: written.to_owned(), nth: std::cmp::max(nth, 1) };
        if let Some(parts) = options.last_mut() {
            parts.push(place);
        }
        rest = after.trim_start();
        if let Some(next) = rest.strip_prefix('|') {
            options.push(Vec::new());
            rest = next.trim_start();
        } else if let Some(next) = rest.strip_prefix('+') {
            rest = next.trim_start();
        } else if !rest.is_empty() {
            return Err(format!("+ or | wanted before: {rest}"));
        }
    }
    Ok(options)
}

/// Who stands where in a frame.
#[derive(Debug, PartialEq, Eq)]
pub struct Parties {
    /// The filler of the first role; `?`: the words leave it open.
    pub first: String,
    /// The filler of the second.
    pub second: String,
    /// Whether it is said which of them fills which role.
    pub directed: bool,
}

/// `A -> B | A -- B` as alternatives.
pub fn parties(value: &str) -> Result<Vec<Parties>, String> {
    let one = |option: String| {
        let words: Vec<&str> = option.split_whitespace().collect();
        match words.as_slice() {
            [first, arrow @ ("->" | "--"), second] => Ok(Parties {
                first: (*first).to_owned(),
                second: (*second).to_owned(),
                directed: *arrow == "->",
            }),
            _ => Err(format!("A -> B or A -- B wanted: {option}")),
        }
    };
    let options: Vec<Parties> = alternatives(value).into_iter().map(one).collect::<Result<_, _>>()?;
    if options.is_empty() { Err("A -> B or A -- B wanted".to_owned()) } else { Ok(options) }
}

/// How many, as printed and as a range.
#[derive(Debug, PartialEq, Eq)]
pub struct WantedQuantity {
    /// As printed.
    pub text: String,
    /// At least and at most; `None`: the numbers are not compared.
    pub range: Option<(Option<u64>, Option<u64>)>,
}

/// `"millions" 2000000.. | "hundreds" | none` as alternatives; `None` is no quantity.
pub fn quantities(value: &str) -> Result<Vec<Option<WantedQuantity>>, String> {
    let one = |option: String| {
        if option == "none" {
            return Ok(None);
        }
        let wrong = || format!("\"words\" MIN..MAX wanted: {option}");
        let (text, range) =
            option.strip_prefix('"').and_then(|rest| rest.split_once('"')).ok_or_else(wrong)?;
        let bound = |number: &str| match number {
            "" => Ok(None),
            number => number.parse().map(Some).map_err(|_| wrong()),
        };
        let range = match range.trim() {
            "" => None,
            range => {
                let (min, max) = range.split_once("..").ok_or_else(wrong)?;
                Some((bound(min)?, bound(max)?))
            }
        };
        Ok(Some(WantedQuantity { text: text.to_owned(), range }))
    };
    alternatives(value).into_iter().map(one).collect()
}

/// What is transferred: as printed, and its class where the case is about that.
#[derive(Debug, PartialEq, Eq)]
pub struct WantedItem {
    /// As printed.
    pub text: String,
    /// The classes of which any is right; empty: not compared.
    pub classes: Vec<String>,
}

/// `"weapons" (weapons), "shells"` as a list.
pub fn items(value: &str) -> Vec<WantedItem> {
    let mut found = Vec::new();
    for part in value.split(',') {
        let Some(text) = part.split('"').nth(1) else { continue };
        let class =
            part.split_once('(').map(|(_, rest)| rest.trim_end().trim_end_matches(')')).unwrap_or_default();
        found.push(WantedItem { text: text.to_lowercase(), classes: alternatives(class) });
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reading_is_records_with_attributes() {
        let read = records(
            "# a remark\nmay statement says|asserts indirect\n  source \"Iran\"\n\n# of\n# two lines\nposition none\n",
            7,
        );
        let read = read.expect("well-formed");
        assert_eq!(read.len(), 2);
        assert!(read[0].may && !read[1].may);
        assert_eq!(read[0].head(), [vec!["says", "asserts"], vec!["indirect"]]);
        assert_eq!(read[0].get("source"), Some("\"Iran\""));
        assert_eq!((read[0].remark.as_str(), read[1].remark.as_str()), ("a remark", "of two lines"));
        assert_eq!(read[1].line, 13);
    }

    #[test]
    fn a_slip_of_the_pen_is_an_error_with_its_line() {
        assert_eq!(
            records("statement says direct\n  sorce \"Iran\"", 3).expect_err("a slip"),
            "line 4: statement has no attribute sorce"
        );
        assert_eq!(records("statment", 1).expect_err("a slip"), "line 1: no record is called statment");
        assert!(places("\"Iran").is_err());
    }

    #[test]
    fn an_attribute_with_parties_is_a_frame_whether_it_ships_or_not() {
        let read = records("position A denies act\n  bread-baking A:GOV -> ? | A -- B\n  stage none", 1);
        let read = read.expect("well-formed");
        let (frame, written) = read[0].frame().expect("a frame");
        assert_eq!(frame, "bread-baking");
        let options = parties(written).expect("well-formed");
        assert_eq!((options[0].second.as_str(), options[0].directed, options[1].directed), ("?", true, false));
        assert!(records("position A denies act\n  stge delivered", 1).is_err());
        assert!(records("position A denies act\n  a A -> B\n  b A -> B", 1).is_err(), "two frames");
        assert!(parties("A -> ").is_err() && parties("A|B -> C").is_err());
    }

    #[test]
    fn a_quantity_is_words_and_a_range_or_none() {
        let read = quantities("\"millions\" 2000000.. | \"a few\" | none").expect("well-formed");
        let of = |text: &str, range| Some(WantedQuantity { text: text.to_owned(), range });
        assert_eq!(read, [of("millions", Some((Some(2_000_000), None))), of("a few", None), None]);
        assert!(quantities("millions 2..").is_err() && quantities("\"two\" 2").is_err());
    }

    #[test]
    fn places_and_items() {
        let read = places("\"a\" + \"b ... c\"@2 | \"d\"").expect("well-formed");
        assert_eq!(read.len(), 2);
        assert_eq!(read[0][1], Place { written: "b ... c".to_owned(), nth: 2 });
        assert!(places("none").expect("well-formed").is_empty());
        let read = items("\"Weapons\" (weapons | arms), \"shells\"");
        assert_eq!(
            read[0],
            WantedItem { text: "weapons".to_owned(), classes: vec!["weapons".to_owned(), "arms".to_owned()] }
        );
        assert!(read[1].classes.is_empty());
    }
}
