//! What holders change over time: the stance they take, and how much they speak of.

use super::card::{Named, when};
use super::{link, side};
use gainsay::record::{Holder, PageId, PositionRef, Provenance, Reversal, Scope, Shift, Stance};
use gainsay::{Kept, Knowledge, terms};
use std::collections::HashMap;

/// Something that a holder changed between two positions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Change {
    pub holder: Holder,
    /// Whether it is one of stance, whatever else it is.
    pub is_reversal: bool,
    /// Where it speaks of less later, or of more.
    pub scope: Option<Scope>,
    pub from: (Stance, PositionRef),
    pub to: (Stance, PositionRef),
}

impl Change {
    /// The pages that it stands on.
    pub fn pages(&self) -> [PageId; 2] {
        [self.from.1.page, self.to.1.page]
    }

    /// In a word or two, at the later position.
    pub fn badge(&self) -> &'static str {
        match self.scope {
            Some(scope) if !self.is_reversal => in_words(scope),
            _ => "changed stance",
        }
    }
}

/// What holders changed in a dispute: their stances first, then what they speak of. Who admits a part of what it denied changed
/// both, and is told of once.
pub(crate) fn changes(reversals: &[Reversal], shifts: &[Shift]) -> Vec<Change> {
    let change = |holder: &Holder, from, to| Change {
        holder: holder.clone(),
        is_reversal: true,
        scope: None,
        from,
        to,
    };
    let mut all: Vec<Change> = reversals.iter().map(|it| change(&it.holder, it.from, it.to)).collect();
    let mut places: HashMap<(PositionRef, PositionRef), usize> =
        all.iter().enumerate().map(|(place, it)| ((it.from.1, it.to.1), place)).collect();
    for it in shifts {
        let place = *places.entry((it.from.1, it.to.1)).or_insert_with(|| {
            all.push(Change { is_reversal: false, ..change(&it.holder, it.from, it.to) });
            all.len() - 1
        });
        all[place].scope = Some(it.scope);
    }
    all
}

/// A change as it is shown.
pub(crate) struct Turn {
    pub who: Named,
    pub from: Moment,
    pub to: Moment,
    /// "narrower" or "wider", where it is of what is spoken of.
    pub scope: Option<&'static str>,
}

/// A position before a change, or after it.
pub(crate) struct Moment {
    pub key: &'static str,
    pub stance: &'static str,
    /// What is spoken of, where that changes.
    pub what: Option<String>,
    pub when: String,
    pub address: String,
}

/// A change between two positions on these pages.
pub(crate) fn turn(change: &Change, pages: &[Kept], known: &Knowledge) -> Turn {
    let moment = |it| moment(it, change.scope.is_some(), pages, known);
    Turn {
        who: Named::holder(Some(&change.holder), known),
        from: moment(change.from),
        to: moment(change.to),
        scope: change.scope.map(in_words),
    }
}

fn in_words(scope: Scope) -> &'static str {
    match scope {
        Scope::Narrows => "narrower",
        Scope::Widens => "wider",
    }
}

fn moment(
    (stance, at): (Stance, PositionRef),
    with_words: bool,
    pages: &[Kept],
    known: &Knowledge,
) -> Moment {
    let found = pages.iter().find_map(|kept| {
        let reading = &kept.ruled.reading;
        let position = reading.positions.get(at.position as usize)?;
        (kept.entry.id == at.page).then_some((kept, reading, position))
    });
    let date = found.map(|(kept, reading, position)| {
        let nobody = Provenance::default();
        let provenance = reading.provenance.get(position.statement.0 as usize).unwrap_or(&nobody);
        let when = when(kept, provenance);
        format!("{}{}", when.how.map(|how| format!("{how} ")).unwrap_or_default(), when.words)
    });
    let what = found.filter(|_| with_words);
    Moment {
        key: side::of(stance).map_or("none", side::key),
        stance: terms::stance(stance),
        what: what.map(|(.., position)| terms::proposition(&position.proposition, known)),
        when: date.unwrap_or_else(|| "undated".to_owned()),
        address: link::position(at.page, at.position),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(position: u32) -> PositionRef {
        PositionRef { page: PageId([1; 32]), position }
    }

    #[test]
    fn who_admits_a_part_of_what_it_denied_is_told_of_once() {
        let holder = Holder::new("IRN:GOV");
        let (denied, admitted, more) =
            ((Stance::Denies, at(0)), (Stance::Confirms, at(1)), (Stance::Confirms, at(2)));
        let shift = |scope, from, to| Shift { holder: holder.clone(), scope, from, to };
        let reversals = [Reversal { holder: holder.clone(), from: denied, to: admitted }];
        let shifts = [shift(Scope::Narrows, denied, admitted), shift(Scope::Widens, admitted, more)];
        let told: Vec<_> =
            changes(&reversals, &shifts).iter().map(|it| (it.badge(), it.is_reversal, it.scope)).collect();
        let both = [("changed stance", true, Some(Scope::Narrows)), ("wider", false, Some(Scope::Widens))];
        assert_eq!(told, both);
    }
}
