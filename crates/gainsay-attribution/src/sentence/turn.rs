//! Turns of speech that attribute without a verb of saying: "as the minister put it", "To hear Belgrade tell it", "By its own
//! account", "For Tehran".

use super::{Found, Reliance};
use crate::clause::trim_marks;
use crate::cue::Construction;
use crate::source;
use crate::view::View;
use gainsay_knowledge::{EntityKind, Form, WordForm};
use gainsay_record::{Act, Tag};
use std::ops::Range;

/// No speaker in a turn of speech is longer, in tokens.
const LONGEST_SPEAKER: usize = 12;

/// What a sentence attributes by a turn of speech.
pub fn read(view: &View<'_>, index: usize) -> Option<Found> {
    let sentence = View::range(&view.analysis.sentences[index]);
    let end = view.trimmed_end(&sentence);
    if let Some(found) = how(view, &sentence, index).or_else(|| reaction(view, &sentence, index)) {
        return Some(found);
    }
    let turn = put_it(view, &sentence)
        .or_else(|| as_said_by(view, &sentence))
        .or_else(|| told(view, &sentence))
        .or_else(|| believed(view, &sentence))
        .or_else(|| own_account(view, &sentence))
        .or_else(|| standpoint(view, &sentence))?;
    let comma = |at: usize| view.word(at) == ",";
    let mut found = Found::new(turn.act, Construction::Turn, index);
    let mut before = sentence.start..turn.words.start;
    let mut behind = turn.words.end..end;
    if !before.is_empty() && comma(before.end - 1) {
        before.end -= 1;
    }
    // "as the minister put it in a letter,".
    let close = (behind.start..behind.end.min(behind.start + LONGEST_SPEAKER)).find(|&at| comma(at));
    if let Some(close) = close.filter(|_| !view.is_quote_mark(behind.start)) {
        behind.start = close + 1;
    }
    // Words in marks are the speaker's own, and what they are said of is the outlet's.
    if view.is_quote_mark(behind.start) {
        before.end = before.start;
    }
    found.content =
        [before, behind].map(|part| trim_marks(view, part)).into_iter().filter(|p| !p.is_empty()).collect();
    let said = found.content.iter().any(|part| view.has_verb(part.clone()) || view.is_quote_mark(part.start));
    found.source = Some(turn.source);
    found.cue = turn.cue;
    found.reliance = Reliance::Whole;
    said.then_some(found)
}

/// A turn of speech.
struct Turn {
    act: Act,
    source: Range<usize>,
    cue: Vec<Range<usize>>,
    /// All of it; what stands before and behind is said.
    words: Range<usize>,
}

/// "as the Czech defence minister put it".
fn put_it(view: &View<'_>, sentence: &Range<usize>) -> Option<Turn> {
    let as_ = sentence.clone().find(|&at| {
        view.word(at) == "as" && (at == sentence.start || matches!(view.tag(at - 1), Tag::Punct))
    })?;
    let rest = as_ + 2..sentence.end.min(as_ + 2 + LONGEST_SPEAKER);
    let (put, length) = rest
        .clone()
        .find_map(|at| Some((at, view.known.cues.phrasing_at(&view.lowered[at..sentence.end])?)))?;
    let source = as_ + 1..put;
    let plain = !view.has_verb(source.clone()) && source.clone().any(|at| view.is_nominal(at));
    let end = put + length;
    plain.then(|| Turn { act: Act::Says, source, cue: vec![as_..as_ + 1, put..end], words: as_..end })
}

/// "As reported by Reuters,", ", as first reported by Reuters".
fn as_said_by(view: &View<'_>, sentence: &Range<usize>) -> Option<Turn> {
    let as_ = sentence.clone().find(|&at| {
        view.word(at) == "as" && (at == sentence.start || matches!(view.tag(at - 1), Tag::Punct))
    })?;
    let verb = as_ + 1 + usize::from(view.tag(as_ + 1) == Tag::Adv);
    let (length, cue) = view.known.cues.verb_at(&view.lowered[verb.min(sentence.end)..sentence.end])?;
    let by = verb + length;
    let participle = matches!(cue.form, WordForm::Participle | WordForm::PastOrParticiple);
    if !participle || view.word(by) != "by" || by + 1 >= sentence.end {
        return None;
    }
    let limit = view.trimmed_end(sentence).min(by + 1 + LONGEST_SPEAKER);
    let end = (by + 1..limit).find(|&at| view.word(at) == ",").unwrap_or(limit);
    let source = by + 1..end;
    let named = !source.is_empty() && view.is_nominal(end - 1);
    named.then(|| Turn { act: cue.act, source, cue: vec![as_..by + 1], words: as_..end })
}

/// “An insult” was how the minister described it: words in marks, and whose they are.
fn how(view: &View<'_>, sentence: &Range<usize>, index: usize) -> Option<Found> {
    let how = (sentence.start + 2..sentence.end).find(|&at| {
        matches!(view.word(at), "how" | "what")
            && view.is_be(at.wrapping_sub(1))
            && view.is_quote_mark(at.wrapping_sub(2))
    })?;
    let verb =
        (how + 2..sentence.end.min(how + 2 + LONGEST_SPEAKER)).find(|&at| view.tag(at) == Tag::Verb)?;
    let quoted =
        view.is_quote_mark(sentence.start) && view.known.cues.verb_at(&view.lowered[verb..]).is_some();
    let mut found = Found::new(Act::Says, Construction::Turn, index);
    found.source = Some(source::before(view, how + 1, verb)?.tokens);
    found.cue = vec![how - 1..how + 1, verb..verb + 1];
    found.content = vec![sentence.start..how - 1];
    found.reliance = Reliance::Whole;
    quoted.then_some(found)
}

/// “That is a lie,” was the reaction of the information minister: words in marks, and whose answer they are.
fn reaction(view: &View<'_>, sentence: &Range<usize>, index: usize) -> Option<Found> {
    let is = (sentence.start + 2..sentence.end)
        .find(|&at| view.is_be(at) && view.is_quote_mark(at - 1) && view.word(at + 1) == "the")?;
    let of = (is + 3..sentence.end.min(is + 6)).find(|&at| matches!(view.word(at), "of" | "from"))?;
    let cues = &view.known.cues;
    let answers = cues.is_answer(view.word(of - 1)) || cues.noun_at(&view.lowered[of - 1..of]).is_some();
    let source = source::after(view, of + 1, view.trimmed_end(sentence))?;
    let mut found = Found::new(Act::Says, Construction::Turn, index);
    found.source = Some(source);
    found.cue = vec![is..of + 1];
    found.content = vec![sentence.start..is];
    found.reliance = Reliance::Whole;
    (answers && view.is_quote_mark(sentence.start)).then_some(found)
}

/// "To hear Belgrade tell it,".
fn told(view: &View<'_>, sentence: &Range<usize>) -> Option<Turn> {
    let start = sentence.start;
    let hear = view.word(start) == "to" && view.word(start + 1) == "hear";
    let tell = (start + 3..sentence.end.min(start + 3 + LONGEST_SPEAKER))
        .find(|&at| view.word(at) == "tell" && view.word(at + 1) == "it")?;
    let cue = vec![start..start + 2, tell..tell + 2];
    hear.then(|| Turn { act: Act::Says, source: start + 2..tell, cue, words: start..tell + 2 })
}

/// "if documents that leaked that year are to be believed": whose word it hangs on.
fn believed(view: &View<'_>, sentence: &Range<usize>) -> Option<Turn> {
    let if_ = sentence.clone().find(|&at| view.word(at) == "if")?;
    let is = (if_ + 2..sentence.end.min(if_ + 2 + LONGEST_SPEAKER)).find(|&at| {
        view.is_be(at)
            && view.word(at + 1) == "to"
            && view.word(at + 2) == "be"
            && matches!(view.word(at + 3), "believed" | "trusted")
    })?;
    let source = if_ + 1..is;
    let words = if_..is + 4;
    let named = source.clone().any(|at| view.is_nominal(at)) && words.end <= sentence.end;
    named.then(|| Turn { act: Act::Says, source, cue: vec![if_..if_ + 1, is..is + 4], words })
}

/// "By its own account,": who the sentence goes on to be about speaks.
fn own_account(view: &View<'_>, sentence: &Range<usize>) -> Option<Turn> {
    let start = sentence.start;
    let own = matches!(view.word(start), "by" | "on")
        && matches!(view.word(start + 1), "its" | "their" | "his" | "her")
        && view.word(start + 2) == "own"
        && view.known.cues.is_account(view.word(start + 3))
        && view.word(start + 4) == ",";
    if !own {
        return None;
    }
    let verb = (start + 5..sentence.end).find(|&at| matches!(view.tag(at), Tag::Verb | Tag::Aux))?;
    let source = source::before(view, start + 5, verb)?.tokens;
    Some(Turn { act: Act::Says, source, cue: vec![start..start + 4], words: start..start + 5 })
}

/// "For Tehran,": a capital that stands for its government has a point of view.
fn standpoint(view: &View<'_>, sentence: &Range<usize>) -> Option<Turn> {
    let start = sentence.start;
    let comma =
        (start + 2..sentence.end.min(start + 2 + LONGEST_SPEAKER)).find(|&at| view.word(at) == ",")?;
    let source = start + 1..comma;
    let speaks = view.names_in(&source).any(|(length, entity, form)| {
        length == source.len() && (form == Form::Capital || entity.kind == EntityKind::Body)
    });
    (view.word(start) == "for" && speaks).then(|| Turn {
        act: Act::Believes,
        source,
        cue: vec![start..start + 1],
        words: start..comma,
    })
}
