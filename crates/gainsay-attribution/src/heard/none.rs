//! What sounds like an attribution, and is known to be none.

use crate::clause;
use crate::cue;
use crate::sentence::Found;
use crate::view::View;
use gainsay_record::{Act, Relation, Tag};
use std::ops::Range;

/// What is announced takes no more words than this: "a short written statement".
const MOST_OF_AN_OBJECT: usize = 6;

/// Below this the network is no surer that a verb attributes than that it tells of a deed.
const DOUBTFUL: f32 = 0.6;
/// Between two that are cited for each other stand no more words than this.
const LONGEST_CITED: usize = 12;

/// Whether what was heard attributes nothing.
pub fn attributes_nothing(view: &View<'_>, found: &Found) -> bool {
    let Some(cue) = found.cue.first() else { return false };
    is_idle(view, cue)
        || is_by_nobody(view, found, cue)
        || cites(view, cue)
        || announces(view, found, cue)
        || speaks_of_things(view, found, cue)
        || refuses(view, found, cue)
        || is_a_deed(view, found, cue)
        || has_no_speaker(view, found)
        || is_spoken_to(view, found, cue)
        || is_a_noun(view, found, cue)
        || is_in_question(view, found, cue)
        || is_left_undone(view, cue)
        || says_nothing(view, found)
}

/// Whether a cue says nothing here, whoever read it.
pub fn says_nothing(view: &View<'_>, found: &Found) -> bool {
    let Some(cue) = found.cue.first() else { return false };
    is_done(view, found, cue)
        || is_asked(view, found, cue)
        || gives(view, found, cue)
        || points(view, found, cue)
        || is_lacking(view, found, cue)
        || is_by_another(cue, found, view)
        || is_contrary(view, found, cue)
        || is_reduced(view, found, cue)
}

/// ", contrary to what its president has said": the words before it are the opposite of what is said there.
fn is_contrary(view: &View<'_>, found: &Found, cue: &Range<usize>) -> bool {
    const FAR: usize = 8;
    let before = found.source.as_ref().map_or(cue.start, |source| source.start.min(cue.start));
    let sentence = View::range(&view.analysis.sentences[found.sentence]);
    let from = before.saturating_sub(3).max(sentence.start);
    let told = found.content.iter().any(|content| content.start >= cue.end);
    (from..cue.start.min(before + FAR))
        .any(|at| view.word(at) == "contrary" && view.word(at + 1) == "to" && view.word(at + 2) == "what")
        && !told
}

/// "What does Iran say?": what the outlet itself asks is said by nobody.
fn is_asked(view: &View<'_>, found: &Found, cue: &Range<usize>) -> bool {
    let sentence = View::range(&view.analysis.sentences[found.sentence]);
    let end = view.trimmed_end(&sentence);
    let asks = (end..sentence.end).any(|at| view.word(at) == "?" && view.quotation(at).is_none());
    // "What does Minsk say? That the depot was empty."
    // "Did Minsk say that it sold them?" tells what it may have said.
    let told = found.content.iter().any(|range| range.start >= cue.end);
    asks && !told && view.quotation(cue.start).is_none()
}

/// "Asked whether it could confirm the sale, the ministry said": in what somebody was asked nobody speaks.
fn is_in_question(view: &View<'_>, found: &Found, cue: &Range<usize>) -> bool {
    let sentence = View::range(&view.analysis.sentences[found.sentence]);
    sentence.start <= cue.start && cue.start < cue::behind_question(view, &sentence)
}

/// ", without saying where it came from": what was not said.
fn is_left_undone(view: &View<'_>, cue: &Range<usize>) -> bool {
    let before = cue.start.checked_sub(1).map_or("", |before| view.word(before));
    before == "without" && view.word(cue.start).ends_with("ing")
}

/// "EU states", "a news briefing": a noun that looks like a verb.
fn is_a_noun(view: &View<'_>, found: &Found, cue: &Range<usize>) -> bool {
    let last = cue.end - 1;
    let gerund = cue.len() == 1 && view.tag(last) == Tag::Noun && view.word(last).ends_with("ing");
    // "dismissed claims it had sent missiles"
    let claims = view.known.cues.is_plural(view.word(last))
        && view.tag(last) == Tag::Noun
        && found.source.as_ref().is_some_and(|source| source.start == cue.end);
    gerund || claims || cue::is_plural_noun(view, last)
}

/// A turn of speech that holds the word of a cue: "called off".
fn is_idle(view: &View<'_>, cue: &Range<usize>) -> bool {
    (cue.start.saturating_sub(4)..cue.end)
        .any(|at| view.known.cues.idle_at(&view.lowered[at..]).is_some_and(|length| at + length > cue.start))
}

/// "according to plan", "stored according to calibre".
fn is_by_nobody(view: &View<'_>, found: &Found, cue: &Range<usize>) -> bool {
    let cues = &view.known.cues;
    let preposition = (cue.start..cue.end).any(|at| cues.preposition_at(&view.lowered[at..]).is_some());
    let source = found.source.as_ref();
    preposition
        && (cues.is_nobody(view.word(cue.end - 1))
            || source.is_some_and(|source| clause::is_manner(view, source)))
}

/// Whom somebody cites is told with the statement they are cited for.
fn cites(view: &View<'_>, cue: &Range<usize>) -> bool {
    let cites = |at: usize| {
        view.known.cues.citing_at(&view.lowered[at..]).is_some_and(|length| at + length > cue.start)
    };
    // ", citing an agency, which quoted a lawmaker,".
    let first = (cue.start.saturating_sub(LONGEST_CITED)..cue.start.saturating_sub(2))
        .any(|at| view.known.cues.citing_at(&view.lowered[at..]).is_some());
    let dash = || cue.start > 1 && matches!(view.word(cue.start - 2), "–" | "—");
    cites(cue.start) || (first || dash()) && cites(cue.start - 1)
}

/// The mere announcement of words that follow: "released a statement".
fn announces(view: &View<'_>, found: &Found, cue: &Range<usize>) -> bool {
    view.known.cues.announcing_at(&view.lowered[cue.start..]).is_some_and(|(_, announcing)| {
        let last = found.content.last().and_then(|range| {
            range.clone().rev().map(|at| view.word(at)).find(|word| word.starts_with(char::is_alphanumeric))
        });
        announcing.objects.iter().any(|object| object.rsplit(' ').next() == last)
            && found.content.iter().all(|range| range.len() <= MOST_OF_AN_OBJECT)
    })
}

/// "claimed a thousand lives": a verb that takes a clause or a quotation, and has neither.
fn speaks_of_things(view: &View<'_>, found: &Found, cue: &Range<usize>) -> bool {
    let bare = |range: &Range<usize>| {
        !view.has_verb(range.clone()) && !range.clone().any(|at| view.quotation(at).is_some())
    };
    let asserts = view.known.cues.verb_at(&view.lowered[cue.end - 1..]).is_some_and(|(_, cue)| {
        cue.act == Act::Asserts && cue.takes.clause && !cue.takes.object && !cue.takes.target
    });
    asserts && found.content.iter().all(bare)
}

/// "denied the enemy the bridge": one thing is kept from another, and nothing is said to be untrue.
fn refuses(view: &View<'_>, found: &Found, cue: &Range<usize>) -> bool {
    let denies = view
        .known
        .cues
        .verb_at(&view.lowered[cue.end - 1..])
        .is_some_and(|(_, cue)| cue.act == Act::Denies && cue.takes.object);
    let behind = found.content.iter().find(|range| range.start >= cue.end);
    denies && behind.is_some_and(|range| clause::is_given_something(view, range))
}

/// "The ministry supplied the car": a verb of a frame, and a thing behind it, of which the network is not sure either
/// ("attacked the president" can be either).
fn is_a_deed(view: &View<'_>, found: &Found, cue: &Range<usize>) -> bool {
    let words = &view.lowered[cue.clone()];
    let trigger = view.known.frames.trigger_at(words);
    let does = view.known.cues.verb_at(words).is_none()
        && found.confidence < DOUBTFUL
        && trigger.is_some_and(|(length, ..)| length == words.len());
    does && is_of_a_thing(view, found, cue)
}

/// "The panel heard a pilot", "has concluded no agreement": a verb that attributes a clause, and a mere thing behind it.
fn is_done(view: &View<'_>, found: &Found, cue: &Range<usize>) -> bool {
    let verb = view.known.cues.verb_at(&view.lowered[cue.end - 1..cue.end]);
    // "agreed not to sell": what is agreed on is done, and not said.
    let not_to = || {
        found.content.first().is_some_and(|range| {
            range.start == cue.end && view.word(range.start) == "not" && view.word(range.start + 1) == "to"
        })
    };
    let cues = &view.known.cues;
    verb.is_some_and(|(_, verb)| {
        cues.is_deed(&verb.lemma) && is_of_a_thing(view, found, cue)
            || cues.is_undertaking(&verb.lemma) && not_to()
    })
}

/// Whether a verb alone is the cue, and what it has behind it holds no verb and no quotation.
fn is_of_a_thing(view: &View<'_>, found: &Found, cue: &Range<usize>) -> bool {
    let verb = cue.end - 1;
    // The verb may stand in the same quotation itself.
    let thing = |range: &Range<usize>| {
        range.start >= cue.end
            && !view.has_verb(range.clone())
            && !range.clone().any(|at| view.quotation(at).is_some_and(|it| view.quotation(verb) != Some(it)))
    };
    let alone = (cue.start..verb).all(|at| matches!(view.tag(at), Tag::Aux | Tag::Adv | Tag::Part));
    alone && view.tag(verb) == Tag::Verb && found.content.iter().all(thing)
}

/// "has not been asked", "when asked whether", "was briefed by the agency": whoever is spoken to does not speak.
fn is_spoken_to(view: &View<'_>, found: &Found, cue: &Range<usize>) -> bool {
    let sentence = View::range(&view.analysis.sentences[found.sentence]);
    let verb = cue.clone().rev().find(|&at| view.tag(at) == Tag::Verb).unwrap_or(cue.end - 1);
    let Some((_, known)) = view.known.cues.verb_at(&view.lowered[verb..cue.end]) else { return false };
    let told = || {
        let that = |range: &Range<usize>| {
            range.start >= cue.end && view.word(range.start) == "that" && !view.has_verb(cue.end..range.start)
        };
        let passive = cue::verb_group(view, sentence.start, verb).1;
        known.takes.hearer && known.takes.quote && passive && !found.content.iter().any(that)
    };
    known.act == Act::Asks && cue::is_asked(view, &sentence, verb) || told()
}

/// "had shown Tehran the file": a verb that can tell of what stands in papers, and somebody who is given a thing.
fn gives(view: &View<'_>, found: &Found, cue: &Range<usize>) -> bool {
    let shows = view.known.cues.verb_at(&view.lowered[cue.end - 1..]).is_some_and(|(_, cue)| cue.weak);
    let behind = found.content.iter().find(|range| range.start >= cue.end);
    shows && behind.is_some_and(|range| clause::is_given_something(view, range))
}

/// “now that Colombia mentions it, ...”: a verb for what is said, and a pronoun for what others said.
fn points(view: &View<'_>, found: &Found, cue: &Range<usize>) -> bool {
    let verb = view.known.cues.verb_at(&view.lowered[cue.end - 1..]);
    let clausal = verb.is_some_and(|(_, cue)| cue.takes.clause && !cue.takes.object);
    let pronoun = |range: &Range<usize>| {
        range.start == cue.end
            && matches!(view.word(range.start), "it" | "this")
            && view.word(range.start + 1) == ","
    };
    clausal && found.content.first().is_some_and(pronoun)
}

/// "no information that would confirm this": a thing that there is not says nothing.
fn is_lacking(view: &View<'_>, found: &Found, cue: &Range<usize>) -> bool {
    found.source.as_ref().is_some_and(|source| {
        view.word(source.start) == "no"
            && source.end == cue.start
            && matches!(view.word(source.end - 1), "that" | "which")
    })
}

/// "the neutrality declared by Belgrade": whoever "by" brings declared it, and nothing of it is said here.
fn is_by_another(cue: &Range<usize>, found: &Found, view: &View<'_>) -> bool {
    let by = |range: &Range<usize>| range.start == cue.end && view.word(range.start) == "by";
    found.content.first().is_some_and(by)
}

/// "The owner, a company registered in Panama, denied": what was done to a firm in some place, which says nothing by it.
fn is_reduced(view: &View<'_>, found: &Found, cue: &Range<usize>) -> bool {
    let done = cue.len() == 1
        && view.word(cue.start).ends_with("ed")
        && matches!(view.relation(cue.start), Relation::Acl)
        && matches!(view.word(cue.end), "in" | "at" | "under" | "with");
    let source = found.source.as_ref().is_some_and(|source| source.end == cue.start);
    done && source && found.content.first().is_some_and(|range| range.start < cue.start)
}

/// "The said vessel": an article names nobody.
fn has_no_speaker(view: &View<'_>, found: &Found) -> bool {
    found.source.as_ref().is_some_and(|source| {
        source.len() == 1
            && view.tag(source.start) == Tag::Det
            && matches!(view.word(source.start), "the" | "a" | "an")
    })
}
