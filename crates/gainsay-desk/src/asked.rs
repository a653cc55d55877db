//! What a list of disputes is narrowed to, as an address says it; the same for pages and for the API.

use crate::graded;
use crate::trouble::Trouble;
use crate::view::link::encoded;
use gainsay::ledger::Filter;
use gainsay::record::{Edtf, Stance};
use gainsay::{Keeper, Knowledge, kinds_of, party};
use serde::Deserialize;

/// The fields of an address. What is empty does not narrow.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Deserialize)]
#[serde(default)]
pub(crate) struct Asked {
    /// A party: a code or a name.
    pub party: String,
    /// A class of what is transferred, or a word for it.
    pub item: String,
    /// An outlet, by its name.
    pub outlet: String,
    /// A holder's code, or the opening of it.
    pub holder: String,
    /// A stance.
    pub stance: String,
    /// Said on this date (EDTF) or later.
    pub from: String,
    /// Said on this date or earlier.
    pub to: String,
    /// A grade that somebody gave: a letter of the source, a digit of the item, or both.
    pub grade: String,
    /// `all`: also those in which nobody is contradicted; `new`: those that gained positions since the last visit.
    pub show: String,
    /// `newest`: the latest first.
    pub sort: String,
    /// Which part of the list, from 1.
    pub page: String,
}

impl Asked {
    /// Also those in which nobody is contradicted.
    pub fn all(&self) -> bool {
        self.show == "all"
    }

    /// Those that gained positions since the last visit.
    pub fn is_new(&self) -> bool {
        self.show == "new"
    }

    /// The latest first, not the most contested.
    pub fn newest(&self) -> bool {
        self.sort == "newest"
    }

    /// Which part of the list, from 1.
    pub fn part(&self) -> usize {
        self.page.parse().unwrap_or(1).clamp(1, 100_000)
    }

    /// As the ledger is asked.
    ///
    /// # Errors
    ///
    /// Where a name, class, stance, date or grade is none, or the ledger cannot be read.
    pub fn filter(&self, keeper: &Keeper) -> Result<Filter, Trouble> {
        let mut filter = self.by_words(keeper.reader().known())?;
        if !self.grade.trim().is_empty() {
            graded::narrow(keeper, &mut filter, &self.grade)?;
        }
        Ok(filter)
    }

    /// All of it that follows from the words alone.
    fn by_words(&self, known: &Knowledge) -> Result<Filter, Trouble> {
        let given = |text: &str| Some(text.trim().to_owned()).filter(|text| !text.is_empty());
        let party_code = |written: String| {
            party(&written, known)
                .ok_or_else(|| Trouble::wrong(format!("“{written}” is no party that is known")))
        };
        let kinds = |written: String| {
            kinds_of(&written, known)
                .ok_or_else(|| Trouble::wrong(format!("“{written}” is no class of items that is known")))
        };
        let date = |written: String| {
            Edtf::parse(&written).ok_or_else(|| {
                Trouble::wrong(format!("“{written}” is no date in EDTF, such as 2022-09-22 or 2022-09"))
            })
        };
        Ok(Filter {
            party: given(&self.party).map(party_code).transpose()?,
            items: given(&self.item).map(kinds).transpose()?.unwrap_or_default(),
            outlet: given(&self.outlet),
            holder: given(&self.holder),
            stances: given(&self.stance).map(|written| stance(&written)).transpose()?.into_iter().collect(),
            from: given(&self.from).map(date).transpose()?,
            to: given(&self.to).map(date).transpose()?,
            ..Filter::default()
        })
    }

    /// The fields that are set, as they stand in an address.
    fn fields(&self) -> [(&'static str, &str); 11] {
        [
            ("party", &self.party),
            ("item", &self.item),
            ("outlet", &self.outlet),
            ("holder", &self.holder),
            ("stance", &self.stance),
            ("from", &self.from),
            ("to", &self.to),
            ("grade", &self.grade),
            ("show", &self.show),
            ("sort", &self.sort),
            ("page", &self.page),
        ]
    }

    /// The fields that narrow: what a form has to carry along.
    pub fn narrowing(&self) -> impl Iterator<Item = (&'static str, &str)> {
        self.fields().into_iter().filter(|(name, value)| *name != "page" && !value.is_empty())
    }

    /// The address of the list with one field changed; an empty value takes it away. Another list begins at its beginning.
    pub fn with(&self, field: &str, value: &str) -> String {
        let fields = self.fields().into_iter().filter(|(name, _)| *name == field || *name != "page");
        let fields = fields.map(|(name, old)| (name, if name == field { value } else { old }));
        address("/", fields)
    }

    /// The address of another list that is narrowed alike, with these fields beside.
    pub fn within(&self, path: &str, beside: &[(&'static str, &str)]) -> String {
        address(path, self.narrowing().chain(beside.iter().copied()))
    }
}

/// An address with those of these fields that are filled in.
fn address<'a>(path: &str, fields: impl Iterator<Item = (&'static str, &'a str)>) -> String {
    let pairs: Vec<String> = fields
        .filter(|(_, value)| !value.is_empty())
        .map(|(name, value)| format!("{name}={}", encoded(value)))
        .collect();
    if pairs.is_empty() { path.to_owned() } else { format!("{path}?{}", pairs.join("&")) }
}

/// A stance by its word on the wire.
pub(crate) fn stance(written: &str) -> Result<Stance, Trouble> {
    word(written).ok_or_else(|| Trouble::wrong(format!("“{written}” is no stance")))
}

/// A value from its word on the wire.
pub(crate) fn word<T: serde::de::DeserializeOwned>(written: &str) -> Option<T> {
    serde_json::from_value(serde_json::Value::String(written.to_owned())).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_keeps_what_narrows_and_goes_back_to_the_first_part() {
        let asked =
            Asked { party: "RUS".into(), outlet: "A & B".into(), page: "3".into(), ..Asked::default() };
        assert_eq!(asked.with("party", ""), "/?outlet=A%20%26%20B");
        assert_eq!(asked.with("page", "4"), "/?party=RUS&outlet=A%20%26%20B&page=4");
        assert_eq!(Asked::default().with("show", ""), "/");
    }

    #[test]
    fn what_is_no_name_is_refused_in_words() {
        let asked = Asked { party: "Atlantis".into(), ..Asked::default() };
        let trouble = asked.by_words(Knowledge::shipped()).expect_err("no party");
        assert_eq!(trouble.detail, "“Atlantis” is no party that is known");
        let asked = Asked { party: "North Korea".into(), stance: "denies".into(), ..Asked::default() };
        let filter = asked.by_words(Knowledge::shipped()).expect("known");
        assert_eq!((filter.party.as_deref(), &filter.stances[..]), (Some("PRK"), &[Stance::Denies][..]));
    }
}
