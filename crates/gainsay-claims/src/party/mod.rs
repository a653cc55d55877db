//! Who a noun phrase stands for as a party: names, pronouns, "the two countries".

mod back;

use crate::mention::Mention;
use crate::view::View;
use gainsay_knowledge::{EntityKind, Form, Names, Phrases};
use gainsay_record::{Span, Tag};
use std::ops::Range;

pub(crate) use back::{both, claimed_of, is_pronoun, own_claim, referred, rejects};

/// A party with the words that name it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Party {
    pub code: String,
    pub text: String,
    pub spans: Vec<Span>,
    /// Whether the words name it, or it was inferred from what went before.
    pub named: bool,
}

/// What is known around a statement that pronouns can stand for.
#[derive(Clone, Debug, Default)]
pub(crate) struct Around {
    /// Whom the statement's own words come from, as a party: the state of a ministry.
    pub speaker: Option<Party>,
    /// The words of whoever speaks, as tokens.
    pub source: Option<std::ops::Range<usize>>,
    /// The parties of the event spoken of last.
    pub last: Vec<Party>,
    /// Whether whoever speaks is abroad: an ambassador's "country" is the one where he is.
    pub abroad: bool,
    /// The state where what was spoken of last had its other end: "there".
    pub place: Option<Party>,
    /// Whom "each other" is for the first of two who speak of one another.
    pub mutual: Option<Party>,
}

/// What a noun phrase names.
#[derive(Clone, Debug, Default)]
pub(crate) struct Named {
    pub parties: Vec<Party>,
    /// Parties that only qualify what they stand before: "Iranian drones", "US-made tanks".
    pub makers: Vec<Party>,
    /// "countries at war".
    pub anyone: bool,
    /// "the two countries": both ends.
    pub both: bool,
}

fn party(view: &View<'_>, mention: &Mention<'_>, code: &str) -> Option<Party> {
    let span = view.span(mention.start..mention.end)?;
    Some(Party { code: code.to_owned(), text: span.of(view.text).to_owned(), spans: vec![span], named: true })
}

/// The code that a name fills a role with: of who leads an armed group, the group.
fn filler<'a>(view: &View<'a>, mention: &Mention<'a>) -> Option<&'a str> {
    let code: &'a str = &mention.entity.code;
    match mention.entity.kind {
        EntityKind::Person if code.split(':').nth(1) == Some("REB") => {
            let names: &'a Names = &view.known.names;
            names.speaks_for(code).or_else(|| mention.filler())
        }
        _ => mention.filler(),
    }
}

/// Whether a word is a noun for where something is, which acts in nothing: "the port of".
pub(crate) fn is_spot(view: &View<'_>, at: usize) -> bool {
    is_one_of(view, &view.known.wording.spots, at)
}

/// Whether a word is a noun for those or that which can be hit: "a hospital", "civilians", "two villages".
pub(crate) fn is_victim(view: &View<'_>, at: usize) -> bool {
    is_spot(view, at) || is_one_of(view, &view.known.wording.victims, at)
}

fn is_one_of(view: &View<'_>, words: &Phrases<()>, at: usize) -> bool {
    words.at(&view.lowered[at..=at]).is_some()
}

/// The state of a region or town that is named without it: "the Kursk region".
pub(crate) fn place(view: &View<'_>, tokens: Range<usize>) -> Option<Party> {
    let city = view.mentions_in(tokens).iter().find(|mention| mention.form == Form::City)?;
    party(view, city, city.filler()?)
}

/// How a state's name stands in a compound: who acts, who made the thing, or neither.
#[derive(PartialEq, Eq)]
enum Part {
    Acts,
    Makes,
    Neither,
}

fn part(view: &View<'_>, mention: &Mention<'_>, end: usize) -> Part {
    let after = mention.end;
    if after + 1 < end && matches!(view.word(after), "-" | "‐" | "‑") {
        let next = &view.lowered[after + 1..end];
        if view.known.wording.not_acting.at(next).is_some() {
            return Part::Neither;
        }
        if view.known.wording.producing.at(next).is_some() {
            return Part::Makes;
        }
    }
    Part::Acts
}

/// Whether the adjective of a state only describes an armed group or a company that is named behind it in the same words.
fn describes_group(view: &View<'_>, adjective: &Mention<'_>, end: usize) -> bool {
    let behind = view.mentions_in(adjective.end..end.max(adjective.end));
    let Some(other) = behind.first() else { return false };
    let between = adjective.end..other.start;
    let of_state = other.filler().zip(adjective.filler()).is_some_and(|(group, state)| {
        let sector = group.strip_prefix(state);
        sector.is_some_and(|sector| sector.starts_with(":REB") || sector.starts_with(":BUS"))
    });
    // "Indian state-owned company Bharat Electronics".
    let plain = |at: usize| {
        matches!(view.tag(at), Tag::Noun | Tag::Adj | Tag::Propn)
            || matches!(view.word(at), "-" | "‐" | "‑")
            || at > 0 && matches!(view.word(at - 1), "-" | "‐" | "‑")
    };
    of_state && !between.is_empty() && between.clone().all(plain)
}

/// What the noun phrase `tokens` names. `items` says whether it is read as an item, so that an adjective names its maker.
pub(crate) fn named(view: &View<'_>, tokens: Range<usize>, item: Option<usize>, around: &Around) -> Named {
    let mut found = Named::default();
    let wording = &view.known.wording;
    for mention in view.mentions_in(tokens.clone()) {
        let Some(code) = filler(view, mention) else { continue };
        // "A broker from Marseille" acts for no state, nor does "the port of Hodeidah".
        let comes_from =
            || mention.start.checked_sub(1).is_some_and(|at| matches!(view.word(at), "from" | "of"));
        if mention.form == Form::City && comes_from() {
            continue;
        }
        // "the Russian private group Wagner": whose group it is, and then which.
        if mention.form == Form::Adjective && describes_group(view, mention, tokens.end) {
            continue;
        }
        let Some(party) = party(view, mention, code) else { continue };
        // "Sudan's Rapid Support Forces": the genitive says whose, not who.
        let owns = view.word(mention.end) == "'s"
            && view
                .mention_at(mention.end + 1)
                .is_some_and(|other| other.filler().is_some() && other.end <= tokens.end);
        if owns {
            continue;
        }
        let party = match rebels_behind(view, mention, tokens.end) {
            Some(end) => rebels_of(view, mention.start..end, party),
            None => party,
        };
        let makes = match part(view, mention, tokens.end) {
            Part::Neither => continue,
            Part::Makes => true,
            Part::Acts => {
                let before = item.filter(|&item| mention.start < item && qualifies(view, mention));
                before.is_some_and(|item| !takes(view, mention, item))
            }
        };
        let list = if makes { &mut found.makers } else { &mut found.parties };
        if !list.iter().any(|other: &Party| other.code == party.code) {
            list.push(party);
        }
    }
    let places = |at: usize| &view.lowered[at..tokens.end];
    // The phrase may go on behind the noun phrase: "countries at war".
    found.anyone = tokens.clone().any(|at| wording.anyone.at(&view.lowered[at..]).is_some());
    if found.parties.is_empty()
        && let Some((at, length)) =
            tokens.clone().find_map(|at| wording.both.at(places(at)).map(|(length, ())| (at, length)))
    {
        let span = view.span(at..at + length);
        // "both sides in Libya" are of one state.
        if let Some(party) = land_behind(view, at + length) {
            found.parties = vec![party];
            return found;
        }
        if let Some(other) = around.mutual.clone().filter(|_| is_mutual(view, at)) {
            found.parties = vec![Party { spans: span.into_iter().collect(), ..other }];
            return found;
        }
        found.both = true;
        found.parties = both(view, at, around);
        for party in &mut found.parties {
            party.spans = span.into_iter().collect();
            party.named = false;
        }
    }
    found
}

/// "each other", "one another".
pub(crate) fn is_mutual(view: &View<'_>, at: usize) -> bool {
    matches!((view.word(at), view.word(at + 1)), ("each", "other") | ("one", "another"))
}

/// How many words behind "in" the name of a state may stand: "in the Sudanese war".
const BEHIND_IN: usize = 3;

/// The state that "in" brings right behind a token: "both sides in Libya".
fn land_behind(view: &View<'_>, at: usize) -> Option<Party> {
    let end = view.sentence(at).end.min(at + 1 + BEHIND_IN);
    let land = view.mentions_in((at + 1).min(end)..end).first()?;
    let one = matches!(view.word(at), "in" | "of" | "inside") && land.entity.kind == EntityKind::State;
    party(view, land, land.filler().filter(|_| one)?)
}

/// "Syrian rebels", "Iraq's militias": where the words for the rebels end that stand right behind a state's name.
fn rebels_behind(view: &View<'_>, mention: &Mention<'_>, end: usize) -> Option<usize> {
    let state = mention.entity.kind == EntityKind::State;
    let owns = view.word(mention.end) == "'s";
    let at = mention.end + usize::from(owns);
    // "Myanmar rebels": a land's name before people without an article.
    let bare = mention.form == Form::Name && matches!(view.tag(at), Tag::Noun);
    let describes =
        state && at < end && (owns || bare || matches!(mention.form, Form::Adjective | Form::City));
    let (length, sector) = view.known.names.sector_at(view.lowered.get(at..end).filter(|_| describes)?)?;
    // Fighters and mercenaries are sent, whoever they fight for.
    let persons = view.known.items.persons_at(&view.lowered[at..end]).is_some();
    (matches!(sector.code, "REB" | "OPP") && !persons).then_some(at + length)
}

/// The armed groups of a state, none of them named.
fn rebels_of(view: &View<'_>, tokens: Range<usize>, state: Party) -> Party {
    let span = view.span(tokens);
    let text = span.map_or(state.text, |span| span.of(view.text).to_owned());
    Party { code: format!("{}:REB", state.code), text, spans: span.into_iter().collect(), named: state.named }
}

/// "the government in Tripoli", "the militias in Iraq", "the guerrillas of the ELN": whom what a preposition brings says that
/// a description is of.
pub(crate) fn described(
    view: &View<'_>,
    tokens: Range<usize>,
    place: Range<usize>,
    around: &Around,
) -> Option<Party> {
    let (at, (length, sector)) = tokens
        .clone()
        .find_map(|at| Some((at, view.known.names.sector_at(&view.lowered[at..tokens.end])?)))?;
    let party = named(view, place, None, around).parties.into_iter().next()?;
    let rebels = matches!(sector.code, "REB" | "OPP") && party.code.len() == 3;
    Some(if rebels { rebels_of(view, at..at + length, party) } else { party })
}

/// "gave the Cambodian *army no* shells", "sold the Malian junta *200* trucks": an organ of the state with a determiner of the item
/// behind it, which so is another noun phrase.
fn takes(view: &View<'_>, mention: &Mention<'_>, item: usize) -> bool {
    let Some((length, sector)) =
        view.known.names.sector_at(view.lowered.get(mention.end..item).unwrap_or_default())
    else {
        return false;
    };
    let behind = mention.end + length;
    let opens = || view.known.vocabulary.opens_noun_phrase(view.word(behind));
    let counts = || view.tag(behind) == Tag::Num || crate::items::number(view, behind, item).is_some();
    !sector.code.is_empty() && behind < item && (opens() || counts())
}

/// An adjective, or a name without a genitive right before what it qualifies: "US weapons", "Rheinmetall shells".
fn qualifies(view: &View<'_>, mention: &Mention<'_>) -> bool {
    // "has not given M23 a single bullet": a noun phrase of its own.
    if matches!(view.word(mention.end), "a" | "an" | "the" | "any" | "no" | "some" | "its" | "their" | "one")
    {
        return false;
    }
    match mention.form {
        _ if mention.entity.kind == EntityKind::Company => view.word(mention.end) != "'s",
        // "sent the Ukrainians shells": they are people, and no kind of shells.
        Form::Adjective => {
            let last = view.word(mention.end - 1);
            !last.ends_with('s') || last.ends_with("ss")
        }
        // Short names that serve as adjectives: "US", "UN", "UK".
        Form::Name => {
            view.printed[mention.start..mention.end].iter().all(|word| !word.chars().any(char::is_lowercase))
        }
        Form::Capital | Form::City => false,
    }
}
