//! How many: numbers as they are written, read as ranges.

use crate::view::View;
use gainsay_knowledge::Bounding;
use gainsay_record::Quantity;
use std::ops::Range;

/// How many of an item there are: the first number before it, or what is said behind it ("weapons worth $25 million"); and
/// where the words of that end.
pub(crate) fn quantity(view: &View<'_>, from: usize, item: Range<usize>) -> Option<(usize, Quantity)> {
    let mut at = from;
    while at < item.start {
        if let Some((end, mut quantity)) = number(view, at, item.start) {
            let counts = quantity.min.is_some() || quantity.max.is_some();
            if quantity.unit.is_none() && counts {
                quantity.unit = Some(unit(view, end..item.end));
            }
            return Some((end, quantity));
        }
        at += 1;
    }
    behind(view, item.end)
}

/// What a number counts: the first unit behind it ("two batteries of Patriots"), or the item by its last word.
fn unit(view: &View<'_>, tokens: Range<usize>) -> String {
    let names_unit = |at: &usize| view.known.quantities.units.at(&view.lowered[*at..=*at]).is_some();
    let unit = tokens.clone().find(names_unit).unwrap_or(tokens.end.saturating_sub(1));
    view.word(unit).to_owned()
}

/// "worth $25 million", "numbering 300" behind an item.
fn behind(view: &View<'_>, at: usize) -> Option<(usize, Quantity)> {
    let end = view.sentence(at.saturating_sub(1)).end;
    let (length, ()) = view.known.quantities.amounting.at(view.lowered.get(at..end)?)?;
    let (end, mut quantity) = number(view, at + length, end)?;
    quantity.unit.get_or_insert_with(|| view.word(at.saturating_sub(1)).to_owned());
    Some((end, quantity))
}

/// The number that opens at a token: where it ends, and what it says; `None` where none does, or where it counts nothing.
pub(crate) fn number(view: &View<'_>, at: usize, end: usize) -> Option<(usize, Quantity)> {
    if !view.known.quantities.opens_number(view.word(at)) {
        return None;
    }
    let reader = Reader { view, end };
    // A number beside a designation is none of how many: "Shahed-136".
    if at > 0 && matches!(view.word(at - 1), "-" | "‐" | "‑") {
        return None;
    }
    reader.open(at).or_else(|| reader.worth(at)).or_else(|| reader.counted(at))
}

/// Reads numbers in the words before `end`.
struct Reader<'v, 'a> {
    view: &'v View<'a>,
    end: usize,
}

/// The least and the most that words say, and whether they are vague.
#[derive(Clone, Copy)]
struct Bounds {
    min: Option<u64>,
    max: Option<u64>,
    vague: bool,
}

impl Bounds {
    fn exactly(value: u64) -> Self {
        Self { min: Some(value), max: Some(value), vague: false }
    }
}

impl Reader<'_, '_> {
    fn words(&self, at: usize) -> &[String] {
        &self.view.lowered[at.min(self.end)..self.end]
    }

    fn word(&self, at: usize) -> &str {
        if at < self.end { self.view.word(at) } else { "" }
    }

    fn quantity(&self, tokens: Range<usize>, bounds: Bounds, unit: Option<String>) -> (usize, Quantity) {
        let Bounds { min, max, vague } = bounds;
        let text = self.view.of(tokens.clone()).to_owned();
        (tokens.end, Quantity { text, min, max, vague, unit })
    }

    /// "a significant number", "a third", "20 percent": how many is said, and not told.
    fn open(&self, at: usize) -> Option<(usize, Quantity)> {
        let quantities = &self.view.known.quantities;
        let vague = Bounds { min: None, max: None, vague: true };
        if let Some((length, ())) = quantities.indefinite.at(self.words(at)) {
            return Some(self.quantity(at..at + length, vague, None));
        }
        if let Some((length, ())) = quantities.fractions.at(self.words(at)) {
            // "half a million" is a number; a fraction is one of a whole.
            return (self.word(at + length) == "of"
                && self.value(at).is_none_or(|(next, _)| next <= at + length))
            .then(|| self.quantity(at..at + length, vague, None));
        }
        let first = quantities.bounding.at(self.words(at)).map_or(at, |(length, _)| at + length);
        let (next, _) = self.value(first)?;
        let (length, ()) = quantities.percent.at(self.words(next))?;
        Some(self.quantity(at..next + length, vague, None))
    }

    /// "a battalion's worth", "a battery of": one of a unit.
    fn worth(&self, at: usize) -> Option<(usize, Quantity)> {
        if !matches!(self.word(at), "a" | "an" | "one") {
            return None;
        }
        let (length, ()) = self.view.known.quantities.units.at(self.words(at + 1))?;
        let unit = at + 1..at + 1 + length;
        let worth = matches!(self.word(unit.end), "'s" | "’s") && self.word(unit.end + 1) == "worth";
        let end = if worth { unit.end + 2 } else { unit.end };
        if self.word(end) != "of" {
            return None;
        }
        let name = self.view.word(unit.start).to_owned();
        Some(self.quantity(at..end, Bounds::exactly(1), Some(name)))
    }

    /// A number with what bounds it, and the currency it is in.
    fn counted(&self, at: usize) -> Option<(usize, Quantity)> {
        let quantities = &self.view.known.quantities;
        let mut next = at;
        let bounding = quantities.bounding.at(self.words(next)).map(|(length, bounding)| {
            next += length;
            *bounding
        });
        let mut unit = None;
        let mut currency = |next: &mut usize| {
            if let Some((length, code)) = quantities.currencies.at(self.words(*next)) {
                unit = Some(code.to_string());
                *next += length;
            }
        };
        currency(&mut next);
        let (stop, mut bounds) =
            self.between(next).or_else(|| self.vague(next)).or_else(|| self.range(next))?;
        next = stop;
        match bounding {
            Some(Bounding::AtLeast) => bounds.max = None,
            Some(Bounding::AtMost) => (bounds.min, bounds.max) = (None, bounds.max.or(bounds.min)),
            Some(Bounding::About) => bounds.vague = true,
            None => {}
        }
        // "tens of millions of dollars".
        let mut of = next + usize::from(self.word(next) == "of");
        let before = of;
        currency(&mut of);
        if of > before {
            next = of;
        }
        if unit.is_none() && self.measures_size(at, next) {
            return None;
        }
        // "$25 million worth" is told by its sum.
        Some(self.quantity(at..next, bounds, unit))
    }

    /// Whether the number that ends before `next` says how large, far or old a thing is, or names a year.
    fn measures_size(&self, at: usize, next: usize) -> bool {
        let hyphen = matches!(self.word(next), "-" | "‐" | "‑");
        let size = next + usize::from(hyphen);
        // "12-tonne", "four-engined": whatever is joined to a number by a hyphen tells a size.
        let joined = hyphen && self.value(size).is_none();
        let year = next == at + 1
            && at > 0
            && matches!(self.view.word(at - 1), "in" | "since" | "by" | "until" | "before" | "after")
            && self.word(at).len() == 4
            && (self.word(at).starts_with("19") || self.word(at).starts_with("20"));
        joined || year || self.view.known.quantities.sizes.at(self.words(size)).is_some()
    }

    /// "between 300 and 500", "from 300 to 500".
    fn between(&self, at: usize) -> Option<(usize, Bounds)> {
        let joint = match self.word(at) {
            "between" => "and",
            "from" => "to",
            _ => return None,
        };
        let (next, low) = self.value(at + 1)?;
        if self.word(next) != joint {
            return None;
        }
        let (stop, high) = self.value(next + 1)?;
        self.ranged(low, high, stop)
    }

    /// "dozens", "several hundred".
    fn vague(&self, at: usize) -> Option<(usize, Bounds)> {
        let quantities = &self.view.known.quantities;
        let article = usize::from(self.word(at) == "a" && quantities.vague.at(self.words(at)).is_none());
        let (length, least) = quantities.vague.at(self.words(at + article))?;
        let mut next = at + article + length;
        let scale = quantities.scales.at(self.words(next)).map(|(length, scale)| {
            next += length;
            *scale
        });
        let min = Some(least.saturating_mul(scale.unwrap_or(1)));
        Some((next, Bounds { min, max: None, vague: true }))
    }

    /// "two", "2 to 3 million", "two or three".
    fn range(&self, at: usize) -> Option<(usize, Bounds)> {
        let (next, value) = self.value(at)?;
        let upper = matches!(self.word(next), "to" | "-" | "–" | "or")
            .then(|| self.value(next + 1))
            .flatten()
            .and_then(|(stop, upper)| self.ranged(value, upper, stop));
        Some(upper.unwrap_or((next, Bounds::exactly(value))))
    }

    /// From `low` to `high`, whose words end before `stop`: "2 to 3 million" counts millions twice.
    fn ranged(&self, low: u64, high: u64, stop: usize) -> Option<(usize, Bounds)> {
        let last = &self.view.lowered[stop - 1..stop];
        let scale = self.view.known.quantities.scales.at(last).map_or(1, |(_, scale)| *scale);
        let scaled = low.saturating_mul(scale);
        let min = if scaled < high { scaled } else { low };
        (min < high).then_some((stop, Bounds { min: Some(min), max: Some(high), vague: false }))
    }

    /// Digits or number words with their scale: "1.5 million", "two dozen", "half a million", "a hundred and twenty".
    fn value(&self, at: usize) -> Option<(usize, u64)> {
        let quantities = &self.view.known.quantities;
        let article = |at: usize| at + usize::from(matches!(self.word(at), "a" | "an"));
        if let Some(part) = match self.word(at) {
            "half" => Some(2.0),
            "quarter" => Some(4.0),
            _ => None,
        } {
            let next = at + 1 + usize::from(self.word(at + 1) == "of" || self.word(at + 1) == "-");
            let (length, scale) = quantities.scales.at(self.words(article(next)))?;
            return whole(article(next) + length, *scale as f64 / part);
        }
        let start = article(at);
        if start > at && matches!(self.word(start), "half" | "quarter") {
            return self.value(start);
        }
        let (mut next, mut value) = match self.simple(start) {
            // "a 12" is no number.
            Some(simple) => (start == at).then_some(simple)?,
            None => {
                let (length, scale) = quantities.scales.at(self.words(start))?;
                (start + length, *scale as f64)
            }
        };
        // "one and a half million"
        if start == at && self.and_a_half(next) {
            value += 0.5;
            next += 3;
        }
        let mut last = if start > at { value } else { 1.0 };
        while let Some((length, scale)) = quantities.scales.at(self.words(next)) {
            last = *scale as f64;
            value *= last;
            next += length;
        }
        // "a million and a half"
        if last > 1.0 && self.and_a_half(next) {
            value += last / 2.0;
            next += 3;
        }
        // "two hundred and fifty"
        let and = next + usize::from(self.word(next) == "and");
        if value >= 100.0
            && self.view.lowered.get(and).is_some_and(|word| word.starts_with(char::is_alphabetic))
            && let Some((stop, rest)) = self.simple(and).filter(|(_, rest)| *rest < 100.0)
        {
            value += rest;
            next = stop;
        }
        whole(next, value)
    }

    fn and_a_half(&self, at: usize) -> bool {
        ["and", "a", "half"].iter().zip(at..).all(|(word, at)| self.word(at) == *word)
    }

    /// Digits, or words below a hundred: "1,500", "2.5bn", "twenty-five".
    fn simple(&self, at: usize) -> Option<(usize, f64)> {
        let quantities = &self.view.known.quantities;
        let word = self.word(at);
        if word.starts_with(|c: char| c.is_ascii_digit()) {
            let digits = word.trim_end_matches(|c: char| c.is_ascii_alphabetic());
            let value = digits.replace(',', "").parse::<f64>().ok().filter(|value| *value < 1e15)?;
            return match &word[digits.len()..] {
                "" => Some((at + 1, value)),
                // "155mm" and "3rd" count nothing.
                suffix => Some((at + 1, value * *quantities.scales.get(suffix)? as f64)),
            };
        }
        let (length, value) = quantities.numbers.at(self.words(at))?;
        let next = at + length;
        let ones = || quantities.numbers.at(self.words(next + 1)).filter(|(_, ones)| **ones < 10);
        if *value >= 20
            && self.word(next) == "-"
            && let Some((length, ones)) = ones()
        {
            return Some((next + 1 + length, (value + ones) as f64));
        }
        Some((next, *value as f64))
    }
}

/// Whatever is larger than any number of weapons is a mistake of the page.
fn whole(next: usize, value: f64) -> Option<(usize, u64)> {
    (value.is_finite() && value < 1e18).then_some((next, value as u64))
}
