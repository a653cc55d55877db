//! What is transferred, and how many.

mod quantity;

use crate::view::View;
use gainsay_knowledge::{Entity, EntityKind, Form, Knowledge};
use gainsay_record::{Item, Quantity, Tag};
pub(crate) use quantity::{number, quantity};
use std::ops::Range;

/// How many tokens a designation is looked for in: "J", "-", "10C".
const DESIGNATION: usize = 4;

/// Whether a noun phrase only measures what follows its "of": "millions", "two batteries", "$25 million worth"; or ends in such
/// words, behind a name: "sent Ukraine dozens".
pub(crate) fn measures(view: &View<'_>, tokens: Range<usize>) -> bool {
    let quantities = &view.known.quantities;
    let named = view.mentions_in(tokens.clone()).last().map_or(tokens.start, |mention| mention.end);
    // "Russia's third" and "the Iranian types" are somebody's.
    let owned = named > tokens.start
        && (matches!(view.word(named), "'s" | "’s")
            || view.mention_at(named - 1).is_some_and(|mention| mention.form == Form::Adjective));
    let Some(last) = (named..tokens.end).last().filter(|_| !owned) else { return false };
    let words = &view.lowered[last..tokens.end];
    quantities.vague.at(words).is_some()
        || quantities.scales.at(words).is_some()
        || quantities.measures.at(words).is_some()
        || quantities.units.at(words).is_some()
        || quantities.percent.at(words).is_some()
        || number(view, named, view.sentence(last).end).is_some_and(|(end, _)| end == tokens.end)
}

/// Whether a noun phrase is a sum of money, as in "$2 billion in weapons".
pub(crate) fn is_money(view: &View<'_>, tokens: Range<usize>) -> bool {
    tokens.clone().any(|at| {
        number(view, at, tokens.end).is_some_and(|(end, many)| end == tokens.end && many.unit.is_some())
    })
}

/// Whether an item's own words, or those of a number, run on over the "of" after a noun phrase: "rounds of
/// ammunition", "tens of thousands".
pub(crate) fn reaches_over(view: &View<'_>, tokens: Range<usize>, end: usize) -> bool {
    (tokens.end.saturating_sub(2).max(tokens.start)..tokens.end).any(|at| {
        let words = &view.lowered[at..end];
        let lengths = [
            view.known.items.at(words).map(|(length, _)| length),
            view.known.items.persons_at(words).map(|(length, _)| length),
            view.known.quantities.vague.at(words).map(|(length, _)| length),
        ];
        lengths.into_iter().flatten().any(|length| at + length > tokens.end)
    })
}

/// Whether a noun phrase ends in a word for what carries things: "an Egyptian warship".
pub(crate) fn is_carrier(view: &View<'_>, tokens: &Range<usize>) -> bool {
    view.known.wording.carriers.at(&view.lowered[tokens.end - 1..tokens.end]).is_some()
}

/// Whether a noun phrase is of a thing, which takes part in nothing itself: "Iranian drones".
pub(crate) fn is_thing(view: &View<'_>, tokens: Range<usize>) -> bool {
    ends_in(view, tokens, |words| view.known.items.at(words).map(|(length, _)| length))
}

/// Whether a noun phrase is of things or persons that a frame can be about.
pub(crate) fn is_item(view: &View<'_>, tokens: Range<usize>) -> bool {
    is_thing(view, tokens.clone())
        || ends_in(view, tokens, |words| view.known.items.persons_at(words).map(|(length, _)| length))
}

/// Whether a noun phrase ends in words of some list, as the words that say what it is stand last.
fn ends_in(view: &View<'_>, tokens: Range<usize>, length: impl Fn(&[String]) -> Option<usize>) -> bool {
    let ends =
        |at: usize| length(&view.lowered[at..tokens.end]).is_some_and(|length| at + length == tokens.end);
    (tokens.end.saturating_sub(LONGEST).max(tokens.start)..tokens.end).any(ends)
}

/// No item has more words.
const LONGEST: usize = 8;

/// "300 Colombians", "dozens of Nepalis": people of a state, told by their number, as those who are sent.
pub(crate) fn people(view: &View<'_>, tokens: Range<usize>) -> Option<Item> {
    let last = tokens.end.checked_sub(1).filter(|last| tokens.contains(last))?;
    let mention = view.mention_at(last)?;
    let demonym = mention.form == Form::Adjective && view.word(last).ends_with('s');
    let (start, many) =
        (tokens.start..mention.start).find_map(|at| Some((at, number(view, at, mention.start)?.1)))?;
    let span = view.span(mention.start..tokens.end)?;
    (demonym && start < last).then(|| Item {
        text: span.of(view.text).to_owned(),
        class: "personnel".to_owned(),
        spans: vec![span],
        quantity: Some(Quantity { unit: None, ..many }),
    })
}

/// The items in a noun phrase that are a kind of `class`, but for those within `but` (the words of a trigger).
pub(crate) fn items(view: &View<'_>, tokens: Range<usize>, class: &str, but: &[Range<usize>]) -> Vec<Item> {
    let mut found: Vec<Item> = Vec::new();
    let mut from = tokens.start;
    for (range, code) in places(view, tokens.clone(), class, but) {
        let (numbered, quantity) = quantity(view, from, range.clone()).unzip();
        if is_dug(view, &range, quantity.as_ref()) {
            continue;
        }
        // What counts the item is no part of it.
        let number = numbered.filter(|end| *end <= range.start).unwrap_or(from);
        let start = with_modifiers(view, from.max(number), range.start);
        from = range.end;
        let Some(span) = view.span(start..range.end) else { continue };
        found.push(Item { text: span.of(view.text).to_owned(), class: code, spans: vec![span], quantity });
    }
    found
}

/// Mines that are sold singly are dug, and those for an enemy are laid by the hundred.
const DUG: u64 = 9;

/// "sold two mines", on a page without a word of war: they are dug.
fn is_dug(view: &View<'_>, item: &Range<usize>, quantity: Option<&Quantity>) -> bool {
    let wording = &view.known.wording;
    let few = quantity.and_then(|many| many.max).is_some_and(|most| most <= DUG);
    let bare = wording.dug.at(&view.lowered[item.clone()]).is_some_and(|(length, ())| length == item.len());
    few && bare && !view.tells_of_war
}

/// How many sentences back an item is looked for that a pronoun may stand for.
const SENTENCES: usize = 3;

/// The item named last before a token: what "them" stands for.
pub(crate) fn last_before(view: &View<'_>, token: usize, class: &str) -> Option<Item> {
    let mut end = token;
    for _ in 0..SENTENCES {
        let sentence = view.sentence(end.checked_sub(1)?);
        if let Some(item) = items(view, sentence.start..end, class, &[]).pop() {
            return Some(item);
        }
        end = sentence.start;
    }
    None
}

/// Whether a noun phrase names an item of the class.
pub(crate) fn has_item(view: &View<'_>, tokens: Range<usize>, class: &str) -> bool {
    !places(view, tokens, class, &[]).is_empty()
}

/// "J-10C fighters" are aircraft: people of a word that a thing's designation stands right before.
fn is_craft(view: &View<'_>, from: usize, at: usize, class: &str) -> bool {
    let items = &view.known.items;
    items.class(class).is_some_and(|class| class.persons)
        && (from.max(at.saturating_sub(DESIGNATION))..at).any(|start| {
            items.system_at(&view.lowered[start..at]).is_some_and(|(length, _)| start + length == at)
        })
}

/// Where the items stand. Those of one phrase are one item, of the class of its head unless what qualifies the head says
/// more: "ammunition rounds", "F-16 spare parts", "155mm NATO-standard shells".
fn places(
    view: &View<'_>,
    tokens: Range<usize>,
    class: &str,
    but: &[Range<usize>],
) -> Vec<(Range<usize>, String)> {
    let items = &view.known.items;
    let mut found: Vec<(Range<usize>, String)> = Vec::new();
    let mut at = tokens.start;
    while at < tokens.end {
        // A phrase that reaches into the trigger's words is cut before them: "arms shipments" brings "arms".
        let stop =
            but.iter().map(|range| range.start).filter(|&start| start > at).min().unwrap_or(tokens.end);
        if but.iter().any(|range| range.contains(&at)) {
            at += 1;
            continue;
        }
        let Some((length, item)) = items.about_at(class, &view.lowered[at..stop.min(tokens.end)]) else {
            match by_itself(view, at, stop.min(tokens.end), class) {
                Some((end, code)) => {
                    found.push((at..end, code.to_owned()));
                    at = end;
                }
                None => at += 1,
            }
            continue;
        };
        let next = at..at + length.max(1);
        at = next.end;
        if is_named(view, next.clone(), class)
            || is_common(view, next.clone())
            || is_craft(view, tokens.start, next.start, class)
        {
            continue;
        }
        match found.last_mut() {
            Some((range, code)) if joins(view, range, &next, but) => {
                let measured = view.lowered[range.end..next.start].iter().any(|word| word == "of");
                if !items.entails(code, &item.code) || measured {
                    *code = item.code.to_string();
                }
                // Of "10,000 rounds of 155mm ammunition" the rounds only count the rest.
                *range = if measured { next } else { range.start..next.end };
            }
            _ => found.push((next, item.code.to_string())),
        }
    }
    found.retain(|(range, code)| items.entails(code, class) && !is_qualifier(view, range, tokens.end, but));
    found
}

/// What is an item by what else is said: an engine that is for drones, and a company of mercenaries.
fn by_itself<'v>(view: &'v View<'_>, at: usize, end: usize, class: &str) -> Option<(usize, &'v str)> {
    let (items, wording) = (&view.known.items, &view.known.wording);
    if items.class(class).is_some_and(|class| class.persons) {
        if let Some((end, _)) = hired_before(view, at, end) {
            return items.entails(MERCENARIES, class).then_some((end, MERCENARIES));
        }
        let mention = view.mention_at(at).filter(|mention| mention.start == at && mention.end <= end)?;
        // The fighters of a company are named by themselves, and what is its own is not the company.
        let alone =
            mention.end == end || !matches!(view.tag(mention.end), Tag::Noun | Tag::Propn | Tag::Part);
        let people = (at..mention.end).any(|at| items.persons_at(&view.lowered[at..mention.end]).is_some());
        let hired = alone && !people && wording.hired.contains(&mention.entity.code);
        return (hired && items.entails(MERCENARIES, class)).then_some((mention.end, MERCENARIES));
    }
    let (length, ()) = wording.components.at(&view.lowered[at..end])?;
    (view.has_components && items.entails(PARTS, class)).then_some((at + length, PARTS))
}

/// Where the noun at a token ends that stands for a company of mercenaries, where the page has named no other company or group
/// since: "talks with the firm", "turned to a private Russian company".
fn hired_before<'a>(view: &View<'a>, at: usize, end: usize) -> Option<(usize, &'a Entity)> {
    let company = view.known.wording.firms.at(&view.lowered[at..=at]).is_some();
    let alone = at + 1 == end || !matches!(view.tag(at + 1), Tag::Noun | Tag::Propn | Tag::Part);
    // "the firm", "a private company"; but "a demining firm" is another.
    let meant = (at.saturating_sub(3)..at).any(|before| {
        matches!(
            view.word(before),
            "the" | "this" | "that" | "same" | "private" | "security" | "military" | "its"
        )
    });
    if !company || !alone || !meant || view.mention_at(at).is_some() {
        return None;
    }
    let before = view.mentions.partition_point(|mention| mention.start < at);
    let named = view.mentions[..before].iter().rev().take(LOOK_BACK);
    let mut bodies =
        named.filter(|mention| matches!(mention.entity.kind, EntityKind::Company | EntityKind::Group));
    let last = bodies.next()?;
    view.known.wording.hired.contains(&last.entity.code).then_some((at + 1, last.entity))
}

/// The company of mercenaries for which the nouns of a noun phrase stand, where it was named before.
pub(crate) fn hired<'a>(view: &View<'a>, tokens: Range<usize>) -> Option<&'a Entity> {
    tokens.clone().find_map(|at| hired_before(view, at, tokens.end)).map(|(_, company)| company)
}

/// How many names back a company is looked for.
const LOOK_BACK: usize = 100;

/// The class of what is a part of some weapon, and that of companies of mercenaries.
const PARTS: &str = "parts";
const MERCENARIES: &str = "mercenaries";

/// Whether a page tells of parts that are for arms: "engines for Russia's attack drones".
pub(crate) fn has_components(known: &Knowledge, lowered: &[String]) -> bool {
    let part = |at: usize| known.wording.components.at(&lowered[at..]).map(|(length, ())| at + length);
    (0..lowered.len()).filter_map(part).any(|end| {
        let behind = &lowered[end..lowered.len().min(end + FOR)];
        behind.first().is_some_and(|word| word == "for")
            && (1..behind.len()).any(|at| known.items.about_at("arms", &behind[at..]).is_some())
    })
}

/// Whether a page has any word for what a frame is about, or one that brings it along: items, those who are sent, an army,
/// those who fight for hire, "arms deal".
pub(crate) fn are_told_of(view: &View<'_>) -> bool {
    let Knowledge { items, frames, names, .. } = view.known;
    let hired = view.mentions.iter().any(|mention| view.known.wording.hired.contains(&mention.entity.code));
    hired
        || (0..view.lowered.len()).any(|at| {
            let words = &view.lowered[at..];
            items.at(words).is_some()
                || items.persons_at(words).is_some()
                || frames
                    .evoked_at(words)
                    .is_some_and(|(_, mut evoked)| evoked.any(|one| one.trigger.carries.is_some()))
                || names.sector_at(words).is_some_and(|(_, sector)| sector.code == "MIL")
        })
}

/// How many words behind a part what it is for is looked for.
const FOR: usize = 6;

/// Whether what looks like the name of a system is a common word: a leopard, javelins.
fn is_common(view: &View<'_>, tokens: Range<usize>) -> bool {
    let plain = |at: usize| view.printed[at].chars().all(|c| c.is_lowercase() || c == '-');
    view.known.items.system_at(&view.lowered[tokens.clone()]).is_some() && tokens.clone().all(plain)
}

/// Whether an item only qualifies another noun, which is none: "bullet trains", "a missile programme". Nouns that measure,
/// and those of the trigger, leave it what it is.
fn is_qualifier(view: &View<'_>, item: &Range<usize>, end: usize, but: &[Range<usize>]) -> bool {
    let next = item.end;
    if next >= end || but.iter().any(|range| range.contains(&next)) {
        return false;
    }
    let words = &view.lowered[next..end];
    let known = &view.known;
    matches!(view.tag(next), Tag::Noun | Tag::Propn)
        && view.mention_at(next).is_none()
        && view.word(next).chars().all(char::is_alphabetic)
        && !known.vocabulary.is_time(view.word(next))
        && known.quantities.measures.at(words).is_none()
        && known.quantities.units.at(words).is_none()
        && known.wording.governor_at(words).is_none()
        && known.quantities.amounting.at(words).is_none()
        && (known.frames.evoked_at(words).is_none() || is_of_people(view, words))
        && known.quantities.heads.at(words).is_none()
}

/// "drone trainers", "tank crews": people, and no thing; but "F-16 fighters".
fn is_of_people(view: &View<'_>, words: &[String]) -> bool {
    let items = &view.known.items;
    items.persons_at(words).is_some() && items.at(words).is_none() && words[0] != "fighters"
}

/// Whether an item belongs to the one after it: side by side, as what qualifies a head, or as a measure before "of".
fn joins(view: &View<'_>, before: &Range<usize>, after: &Range<usize>, but: &[Range<usize>]) -> bool {
    let between = before.end..after.start;
    if but.iter().any(|range| between.start < range.end && range.start < between.end) {
        return false;
    }
    let words = &view.lowered[between.clone()];
    match words {
        [of] if of == "of" => {
            view.known.quantities.units.at(&view.lowered[before.end - 1..before.end]).is_some()
        }
        _ => between.clone().all(|at| {
            view.word(at) == "-"
                || matches!(view.tag(at), Tag::Adj | Tag::Noun | Tag::Propn)
                    && view.known.vocabulary.tag(view.word(at)).is_none()
                    && view.mention_at(at).is_none()
        }),
    }
}

/// Whether the words are a part of somebody's name: the "Forces" of the Rapid Support Forces. The "fighters" of Wagner are
/// people all the same.
fn is_named(view: &View<'_>, tokens: Range<usize>, class: &str) -> bool {
    let persons = view.known.items.class(class).is_some_and(|class| class.persons);
    let capital = |at: usize| view.printed[at].starts_with(char::is_uppercase);
    tokens.clone().all(|at| view.mention_at(at).is_some() && (!persons || capital(at)))
}

/// The first token of an item with the words that qualify it: "long-range" missiles. Determiners, numbers and names of
/// states are not part of it.
fn with_modifiers(view: &View<'_>, from: usize, item: usize) -> usize {
    let mut start = item;
    while start > from {
        let at = start - 1;
        let word = view.word(at);
        let joins = word == "-" || matches!(view.tag(at), Tag::Adj | Tag::Noun | Tag::Propn);
        let names = view.mention_at(at).is_some()
            || view.known.wording.producing.at(&view.lowered[at..=at]).is_some();
        let counts = view.known.quantities.vague.at(&view.lowered[at..=at]).is_some()
            || view.known.quantities.scales.at(&view.lowered[at..=at]).is_some()
            || view.known.quantities.numbers.at(&view.lowered[at..=at]).is_some()
            || word.starts_with(|c: char| c.is_ascii_digit());
        let determines = view.known.vocabulary.tag(word).is_some()
            || matches!(word, "'s" | "’s" | "of" | "\"" | "“" | "”");
        // "500-kilogram" bombs: a number before a hyphen tells a size.
        let size = counts && view.word(start) == "-";
        if !(joins || size) || names || (counts || determines) && !size {
            break;
        }
        start = at;
    }
    // "Soviet-era tanks": whose era it was is no part of them, nor is "era".
    if start < item && start > from && view.word(start) == "-" && view.mention_at(start - 1).is_some() {
        start = (start + 2).min(item);
    }
    while start < item && matches!(view.word(start), "-" | "'" | "’") {
        start += 1;
    }
    start
}
