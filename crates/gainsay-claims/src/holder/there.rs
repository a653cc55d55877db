//! Who somebody is by where he is said to be, or by what is told: "a diplomat there", "a diplomat in Algiers" who speaks of "it", "the
//! ministry's own figures".

use super::Who;
use super::home::is_abroad;
use super::stands::{Described, Reading};
use super::words::of_state;
use crate::view::View;
use gainsay_knowledge::{EntityKind, Form};
use gainsay_record::Tag;
use std::ops::Range;

/// Who "a diplomat there" is: of the state that the words before name last, or else of that where the page was written. And who
/// "a diplomat in Algiers" is, where what is said is of "it", and that is Algeria.
pub(super) fn over_there(view: &View<'_>, ranges: &[Range<usize>], own: &Who) -> Option<Who> {
    let first = ranges.first()?.clone();
    let reading = Reading::new(view, ranges);
    let serves = |one: &&Described| one.sector.people && matches!(one.sector.code, "GOV" | "MIL" | "SPY");
    let one = reading.described.iter().find(serves)?;
    let sentence = view.sentence(first.start);
    let before = sentence.start.checked_sub(1).map_or(sentence.clone(), |last| view.sentence(last));
    let state = match reading.mentions.as_slice() {
        [] => {
            let there = [first.end - 1, first.end].into_iter().any(|at| view.word(at) == "there");
            let told = before.start.min(first.start)..first.start;
            if !there || reading.former || is_abroad(view, &told) {
                return None;
            }
            view.mentions_in(told).iter().rev().find_map(|mention| mention.state()).or(view.home)?
        }
        [(capital, _)] => {
            let it = matches!(view.word(sentence.start), "it" | "its" | "we" | "our");
            let subject = view.mentions_in(before).first().filter(|first| !view.is_place(first))?;
            let same = capital.form == Form::Capital && subject.state() == capital.state();
            capital.state().filter(|_| it && same && !reading.former)?
        }
        _ => return None,
    };
    Some(Who { holder: Some(of_state(view, state, one)), ..own.clone() })
}

/// "Bulgaria licensed exports, according to the ministry's own figures": the state that is the subject of a sentence whose source
/// speaks of its own.
pub(super) fn own_of_subject<'a>(view: &View<'a>, ranges: &[Range<usize>]) -> Option<&'a str> {
    let first = ranges.first()?.clone();
    let own = first.clone().any(|at| view.word(at) == "own" && matches!(view.word(at - 1), "'s" | "’s"));
    let before = view.sentence(first.start).start.min(first.start)..first.start;
    let verb = before.clone().find(|&at| matches!(view.tag(at), Tag::Verb | Tag::Aux)).filter(|_| own)?;
    let last = view.mentions_in(before.start..verb).last()?;
    let subject = matches!(last.form, Form::Name | Form::Capital)
        && last.entity.kind == EntityKind::State
        && !view.in_dateline(last.start)
        && !view.is_place(last);
    last.state().filter(|_| subject)
}
