//! A reading held against what a case wants: its statements. Page, positions and disputes have modules of their own.

use crate::fault::{Fault, Marks, marks_of};
use crate::notation::{Record, alternatives, places};
use crate::words::{Place, Words};
use gainsay::record::{Holder, Position, Reading, Span, Statement};
use std::collections::{BTreeMap, BTreeSet};

/// A value as the wire writes it: `under-way`.
pub fn code<T: serde::Serialize>(value: &T) -> String {
    serde_json::to_value(value).ok().and_then(|v| v.as_str().map(str::to_owned)).unwrap_or_default()
}

/// Whether a holder is one of those wanted, or stands under one by its code. `none` wants nobody.
pub fn holder_fits(holder: Option<&str>, wanted: &[String]) -> bool {
    wanted.iter().any(|want| match holder {
        None => want == "none",
        Some(holder) => {
            holder.strip_prefix(want.as_str()).is_some_and(|rest| rest.is_empty() || rest.starts_with(':'))
        }
    })
}

/// A holder as a case writes it.
pub fn shown(holder: Option<&Holder>) -> String {
    holder.map_or_else(|| "none".to_owned(), ToString::to_string)
}

/// A reading, its words, and which of its statements each statement of the case was found as.
pub struct Held<'a> {
    /// What was read.
    pub reading: &'a Reading,
    /// The words of its text.
    pub words: Words,
    /// By the place of the record among the statements of the case, from 1: the index of the statement read.
    pub found: BTreeMap<usize, usize>,
}

impl<'a> Held<'a> {
    /// Prepares a reading.
    pub fn new(reading: &'a Reading) -> Self {
        Self { reading, words: Words::of(&reading.article.text), found: BTreeMap::new() }
    }

    /// The page's text.
    pub fn text(&self) -> &'a str {
        &self.reading.article.text
    }

    /// The statement that a position is read from.
    pub fn statement(&self, position: &Position) -> Option<&'a Statement> {
        self.reading.statements.get(position.statement.0 as usize)
    }

    /// Where the places stand, with a mark for each.
    pub fn located(&self, options: &[Vec<Place>], mark: char) -> Result<Marks, String> {
        let mut marks = Marks::new();
        for place in options.iter().flatten() {
            let words =
                self.words.at(place).ok_or_else(|| format!("the text has no place {:?}", place.written))?;
            marks.push((mark, self.words.bytes(words)));
        }
        Ok(marks)
    }

    fn sets(&self, parts: &[Place]) -> Vec<BTreeSet<usize>> {
        parts.iter().map(|place| self.words.at(place).into_iter().flatten().collect()).collect()
    }

    /// The statements; fills [`Held::found`].
    pub fn statements(&mut self, records: &[&Record]) -> Vec<Fault> {
        let mut faults = Vec::new();
        if let Some(fault) = records.iter().find_map(|record| self.misplaced(record)) {
            return vec![fault];
        }
        let rows: Vec<&Record> = records.iter().copied().filter(|record| record.value != "none").collect();
        let mut ranked = Vec::new();
        for (row, record) in rows.iter().enumerate() {
            for (index, statement) in self.reading.statements.iter().enumerate() {
                if let Some(fit) = self.fit(record, statement) {
                    let source = self.shares(record, "source", &statement.source);
                    ranked.push((
                        source,
                        !record.may,
                        (fit * 1000.0) as u32,
                        std::cmp::Reverse((row, index)),
                    ));
                }
            }
        }
        ranked.sort_unstable();
        let mut used = BTreeSet::new();
        for &(_, _, _, std::cmp::Reverse((row, index))) in ranked.iter().rev() {
            if !self.found.contains_key(&(row + 1)) && used.insert(index) {
                self.found.insert(row + 1, index);
            }
        }
        for (row, record) in rows.iter().enumerate() {
            let wanted = self.wanted(record);
            match self.found.get(&(row + 1)) {
                None if record.may => {}
                None => {
                    let message = format!("statement missing: {}", record.get("content").unwrap_or_default());
                    faults.push(Fault { message, wanted, read: Marks::new() });
                }
                Some(&index) => {
                    let wrong = self.wrong(record, index);
                    if !wrong.is_empty() && !record.may {
                        let read = marks_of(&self.reading.statements[index]);
                        faults.push(Fault {
                            message: format!("statement {}: {}", row + 1, wrong.join("; ")),
                            wanted,
                            read,
                        });
                    }
                }
            }
        }
        for (index, statement) in self.reading.statements.iter().enumerate() {
            if !used.contains(&index) && code(&statement.kind) != "narrated" {
                let message = format!(
                    "statement that the case does not have: {} {}",
                    code(&statement.act),
                    code(&statement.kind)
                );
                faults.push(Fault { message, wanted: Marks::new(), read: marks_of(statement) });
            }
        }
        faults
    }

    /// A place that a statement of the case names and its text does not have.
    pub fn misplaced(&self, record: &Record) -> Option<Fault> {
        ["source", "cue", "content", "continued", "certainty", "antecedent"]
            .iter()
            .flat_map(|name| record.all(name))
            .find_map(|value| {
                let error = places(value).and_then(|options| self.located(&options, ' ')).err()?;
                Some(Fault::new(format!("line {}: {error}", record.line)))
            })
    }

    fn wanted(&self, record: &Record) -> Marks {
        let mut marks = Marks::new();
        for (name, mark) in [("content", '='), ("cue", 'c'), ("source", 's')] {
            // Of several right answers the first is drawn.
            let first: Vec<_> =
                record.get(name).and_then(|v| places(v).ok()).into_iter().flatten().take(1).collect();
            marks.extend(self.located(&first, mark).unwrap_or_default());
        }
        marks
    }

    fn fit(&self, record: &Record, statement: &Statement) -> Option<f64> {
        let got = self.words.under(&statement.content);
        let options = record.get("content").and_then(|value| places(value).ok())?;
        options.iter().filter_map(|parts| content_fit(&self.sets(parts), &got)).max_by(f64::total_cmp)
    }

    /// Whether the spans share at least half of the words of the longer of the two (a source) or the shorter (a cue, which
    /// auxiliaries may lengthen); `none` wants no words.
    fn shares(&self, record: &Record, name: &str, spans: &[Span]) -> bool {
        let Some(value) = record.get(name) else { return true };
        let Ok(options) = places(value) else { return false };
        let got = self.words.under(spans);
        if options.is_empty() {
            return got.is_empty();
        }
        options.iter().any(|parts| {
            let want: BTreeSet<usize> = self.sets(parts).into_iter().flatten().collect();
            let common = want.intersection(&got).count();
            let counted =
                if name == "source" { want.len().max(got.len()) } else { want.len().min(got.len()) };
            common > 0 && common * 2 >= counted
        })
    }

    fn wrong(&self, record: &Record, index: usize) -> Vec<String> {
        let statement = &self.reading.statements[index];
        let provenance = &self.reading.provenance[index];
        let mut wrong = Vec::new();
        for name in ["source", "cue"] {
            let spans = if name == "source" { &statement.source } else { &statement.cue };
            if !self.shares(record, name, spans) {
                wrong.push(name.to_owned());
            }
        }
        let head = record.head();
        for (accepted, got) in head.iter().zip([code(&statement.act), code(&statement.kind)]) {
            if !accepted.contains(&got) {
                wrong.push(format!("{got}, want {}", accepted.join(" or ")));
            }
        }
        if let Some(want) = record.get("holder")
            && !holder_fits(provenance.holder.as_ref().map(Holder::as_str), &alternatives(want))
        {
            wrong.push(format!("holder {}, want {want}", shown(provenance.holder.as_ref())));
        }
        if let Some(want) = record.get("chain") {
            wrong.extend(chain_fault(want, provenance));
        }
        let given = self.reading.article.published.edtf.as_ref().map(|edtf| edtf.as_str());
        let said =
            provenance.said.as_ref().and_then(|said| said.edtf.as_ref()).map_or("none", |edtf| edtf.as_str());
        for want in record.all("said") {
            let (date, accepted) = match want.strip_prefix("published ").and_then(|rest| rest.split_once(' '))
            {
                Some((date, accepted)) => (Some(date), accepted),
                None => (None, want),
            };
            let applies = date == given || accepted == "none";
            if applies && !alternatives(accepted).iter().any(|accepted| accepted == said) {
                wrong.push(format!("said {said}, want {accepted}"));
            }
        }
        if let Some(want) = record.get("certainty") {
            let spans =
                provenance.certainty.as_ref().map(|certainty| certainty.spans.clone()).unwrap_or_default();
            if !self.shares(record, "certainty", &spans) {
                wrong.push(format!(
                    "certainty {:?}, want {want}",
                    provenance.certainty.as_ref().map(|c| &c.text)
                ));
            }
        }
        if let Some(want) = record.get("icd203") {
            let row = provenance
                .certainty
                .as_ref()
                .and_then(|certainty| certainty.icd203.as_deref())
                .unwrap_or("none");
            if row != want.trim_matches('"') {
                wrong.push(format!("icd203 {row}, want {want}"));
            }
        }
        if !self.shares(record, "antecedent", &statement.antecedent.into_iter().collect::<Vec<_>>()) {
            wrong.push("antecedent".to_owned());
        }
        for (name, got) in [("named", code(&provenance.named)), ("verbatim", statement.verbatim.to_string())]
        {
            if record.get(name).is_some_and(|want| !alternatives(want).contains(&got)) {
                wrong.push(format!("{name} {got}"));
            }
        }
        if let Some(want) = record.get("continued") {
            let got = self.words.under(&statement.continued);
            let options = places(want).unwrap_or_default();
            if !options.iter().any(|parts| content_fit(&self.sets(parts), &got).is_some()) {
                wrong.push(format!("continued, want {want}"));
            }
        }
        if let Some(outer) = record.get("in").and_then(|number| number.parse::<usize>().ok()) {
            let outer = self.found.get(&outer).copied();
            if outer.is_some() && statement.nested_in.map(|id| id.0 as usize) != outer {
                wrong.push("not nested where it should be".to_owned());
            }
        }
        wrong
    }
}

fn chain_fault(want: &str, provenance: &gainsay::record::Provenance) -> Option<String> {
    let links: Vec<Option<&str>> =
        provenance.chain.iter().map(|link| link.holder.as_ref().map(Holder::as_str)).collect();
    let got = || match links.as_slice() {
        [] => "none".to_owned(),
        links => links.iter().map(|link| link.unwrap_or("?")).collect::<Vec<_>>().join(" > "),
    };
    if want == "none" {
        // A chain of the source alone says the same as an empty one.
        let passed_on = links.iter().any(|link| *link != provenance.holder.as_ref().map(Holder::as_str));
        return passed_on.then(|| format!("chain {}, want none", got()));
    }
    let mut rest = links.as_slice();
    for step in want.split('>') {
        let accepted = alternatives(step);
        let at = rest.iter().position(|link| holder_fits(*link, &accepted));
        let Some(at) = at else { return Some(format!("chain {}, want {want}", got())) };
        rest = &rest[at + 1..];
    }
    None
}

/// How well the words read cover the words wanted; `None` where they do not.
fn content_fit(parts: &[BTreeSet<usize>], got: &BTreeSet<usize>) -> Option<f64> {
    let whole: BTreeSet<usize> = parts.iter().flatten().copied().collect();
    let missing = parts.iter().any(|part| part.intersection(got).count() * 10 < part.len() * 8);
    let around = got.difference(&whole).count();
    if whole.is_empty() || missing || around * 2 > whole.len() {
        return None;
    }
    Some(whole.intersection(got).count() as f64 / whole.union(got).count() as f64)
}

#[cfg(test)]
mod tests {
    use super::*;
    use gainsay::record::{How, Link, Naming, Provenance};

    fn set(words: std::ops::Range<usize>) -> BTreeSet<usize> {
        words.collect()
    }

    #[test]
    fn a_content_is_right_within_its_bounds() {
        assert!(content_fit(&[set(10..20)], &set(12..20)).is_some(), "eight of ten words");
        assert!(content_fit(&[set(10..20)], &set(13..20)).is_none(), "seven of ten words");
        assert!(content_fit(&[set(10..20)], &set(5..20)).is_some(), "half as many around");
        assert!(content_fit(&[set(10..20)], &set(4..20)).is_none(), "more than half as many around");
        assert!(content_fit(&[set(10..20), set(30..32)], &set(10..20)).is_none(), "a part is missing");
    }

    #[test]
    fn a_holder_stands_under_its_code() {
        let wanted = ["PRK:GOV".to_owned(), "none".to_owned()];
        assert!(holder_fits(Some("PRK:GOV"), &wanted) && holder_fits(Some("PRK:GOV:mfa"), &wanted));
        assert!(holder_fits(None, &wanted) && !holder_fits(Some("PRK:MIL"), &wanted));
        assert!(!holder_fits(Some("PRK:GOVX"), &wanted));
    }

    #[test]
    fn a_chain_keeps_its_order() {
        let link = |code: &str| Link {
            holder: Some(Holder::new(code)),
            spans: Vec::new(),
            named: Naming::Unnamed,
            how: How::Reports,
        };
        let of = |chain: Vec<Link>| Provenance {
            holder: Some(Holder::new("USA:MED")),
            chain,
            ..Provenance::default()
        };
        let passed_on = of(vec![link("USA:MED"), link("XXX:SPY")]);
        assert_eq!(chain_fault("USA:MED > XXX:SPY|USA:SPY", &passed_on), None);
        assert_eq!(
            chain_fault("XXX:SPY > USA:MED", &passed_on).as_deref(),
            Some("chain USA:MED > XXX:SPY, want XXX:SPY > USA:MED")
        );
        assert!(chain_fault("none", &passed_on).is_some());
        assert_eq!(chain_fault("none", &of(vec![link("USA:MED")])), None, "the source alone");
    }
}
