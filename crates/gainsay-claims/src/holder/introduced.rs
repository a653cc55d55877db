//! Who bears a name that is in no data: whoever the page gave it to, without letting them speak by it, or whoever spoke by an
//! office alone in the sentence before.

use super::stands::{Reading, is_name};
use super::words::by_words;
use super::{Met, Who};
use crate::view::View;
use gainsay_record::{Naming, Tag};
use std::ops::Range;

/// How many words back a name is looked for.
const BACK: usize = 400;

/// How many words before a name can tell who bears it: "the US Republican Senator Rick".
const TITLE: usize = 8;

/// In how many places a name is looked at.
const PLACES: usize = 4;

/// Who the words in `ranges` are, where they are a name and nothing else.
pub(super) fn introduced(view: &View<'_>, ranges: &[Range<usize>], met: &[Met]) -> Option<Who> {
    let [name] = ranges else { return None };
    let plain = |at: usize| is_name(view.printed[at]) || matches!(view.word(at), "-" | "de" | "van" | "al");
    let short = !name.is_empty() && name.len() <= 5 && name.clone().all(plain);
    if !short || !view.mentions_in(name.clone()).is_empty() {
        return None;
    }
    let surname = name.end - 1;
    let from = name.start.saturating_sub(BACK);
    let same = (from..name.start).rev().filter(|&at| view.printed[at] == view.printed[surname]);
    let mut seen = false;
    for at in same.take(PLACES) {
        seen = true;
        let who = titled(view, at);
        if who.is_some() {
            return who;
        }
    }
    if seen || name.len() < 2 { None } else { of_office(view, name, met) }
}

/// "a claim by *US Senator Rick Scott*": by the words before a name.
fn titled(view: &View<'_>, surname: usize) -> Option<Who> {
    let start = view.sentence(surname).start.max(surname.saturating_sub(TITLE));
    let of_name = |at: &usize| matches!(view.tag(*at), Tag::Propn | Tag::Noun | Tag::Adj);
    let first = (start..surname).rev().take_while(of_name).last()?;
    let words = std::slice::from_ref(&(first..surname + 1)).to_vec();
    let who = by_words(view, &words);
    let office = !Reading::new(view, &words).described.is_empty();
    (office && who.is_resolved()).then_some(Who { named: Naming::Named, ..who })
}

/// "the interior minister said. *Daniella Misail* said": the one official who spoke by an office alone right before.
fn of_office(view: &View<'_>, name: &Range<usize>, met: &[Met]) -> Option<Who> {
    let last = met.iter().rev().find(|other| other.tokens.start < name.start)?;
    let sentence = view.sentence(name.start);
    let before = view.sentence(sentence.start.checked_sub(1)?);
    let next = before.contains(&last.tokens.start) && name.start <= sentence.start + 1;
    let reading = Reading::new(view, std::slice::from_ref(&last.tokens));
    let several = |word: &str| word.ends_with('s') || word.ends_with("men") || word.ends_with("people");
    let voice = |word: &str| view.known.names.is_voice(word) && !several(word);
    let office = reading.described.iter().any(|one| voice(view.word(one.tokens.end - 1)));
    let nameless =
        reading.unknown.is_none() && !matches!(view.word(last.tokens.start), "a" | "an" | "another");
    (next && office && nameless && last.who.is_resolved()).then(|| Who {
        holder: last.who.holder.clone(),
        named: Naming::Named,
        ..Who::default()
    })
}
