//! Where what is said ends. Clauses that trail behind it are often the outlet's: what it answers, what went on meanwhile, how
//! long ago something was, what others made of it.

use crate::view::View;
use gainsay_knowledge::WordForm;
use gainsay_record::{Relation, Tag};
use std::ops::Range;

/// What a content keeps at the least, in tokens.
const LEAST: usize = 2;
/// Who reports what something answers to is named in no more words than this.
const LONGEST_OCCASION: usize = 12;

/// Where what is said behind a cue ends, of words that might all be said.
pub fn end(view: &View<'_>, cue: &Range<usize>, content: &Range<usize>) -> usize {
    if cue.start >= content.start {
        return content.end;
    }
    let verb = view.verb_of(cue);
    let level = view.quotation(cue.start);
    let trails = |at: &usize| {
        let outside = view.quotation(*at) == level && view.quotation(*at - 1) == level;
        outside
            && (is_beside(view, verb, content, *at)
                || is_unlike(view, *at)
                || is_held_against(view, verb, content.start..*at, *at)
                || is_meanwhile(view, *at)
                || is_dated(view, *at)
                || is_answer(view, *at..content.end)
                || is_judged(view, *at)
                || is_left_out(view, *at)
                || is_despite(view, *at..content.end)
                || is_setting(view, cue, content, *at)
                || is_behind_relative(view, cue, *at)
                || is_spliced(view, content.start..*at, *at)
                || is_of_the_outer(view, content.start..*at, *at)
                || is_spoken_on(view, &(content.start..*at), *at))
            || is_behind_quotation(view, content.start, *at)
            || view.quotation(*at) == level && is_of_another(view, content.start..*at, *at)
    };
    let Some(at) = (content.start + LEAST..content.end).find(trails) else { return content.end };
    if view.word(at - 1) == "," { at - 1 } else { at }
}

/// "championed rights and extended benefits", ", but the same rocket carried": a verb that the tree coordinates with the cue
/// and not with what is said. Where a clause is said, trees know little of that, so there it takes a comma, a subject of its
/// own and "but"; or, inside a quotation, whose speaker is nobody the network hears, "and".
fn is_beside(view: &View<'_>, verb: usize, said: &Range<usize>, at: usize) -> bool {
    let clause = view.head(at);
    let coordinated = view.tag(at) == Tag::Cconj
        && clause > at
        && view.relation(clause) == Relation::Conj
        && view.head(clause) == verb
        && (is_finite(view, clause) || view.dependent(clause, Relation::Cop, at..clause).is_some());
    // What follows looks at all that was said so far, so it is asked of few words only.
    if !coordinated {
        return false;
    }
    let own = view.dependent(clause, Relation::Nsubj, at..clause).is_some();
    let but = view.word(at) == "but" || view.quotation(at).is_some();
    // "denied supplying rifles, and did so again".
    let gerund = view.word(said.start).ends_with("ing")
        && view.word(at - 1) == ","
        && !has_subject(view, said.start..at);
    let clausal = view.has_verb(said.start..at) && view.word(said.start) != "to" && !gerund;
    !clausal || but && own && view.word(at - 1) == "," && view.word(at + 1) != "that"
}

/// ", despite residents' accounts that they are still there": what stands against what is said, in the outlet's words.
fn is_despite(view: &View<'_>, rest: Range<usize>) -> bool {
    let despite = view.word(rest.start) == "despite" && view.word(rest.start - 1) == ",";
    let near = rest.start + 1..rest.end.min(rest.start + LONGEST_OCCASION);
    despite && near.into_iter().any(|at| view.known.cues.noun_at(&view.lowered[at..rest.end]).is_some())
}

/// "rejected the accusation in a letter to its counterpart": where a thing was denied, behind the thing.
fn is_setting(view: &View<'_>, cue: &Range<usize>, content: &Range<usize>, at: usize) -> bool {
    let article = matches!(view.word(at + 1), "a" | "an" | "his" | "her" | "its" | "their");
    if !article || !matches!(view.word(at), "in" | "at" | "during") {
        return false;
    }
    let noun = at + 2 + usize::from(view.tag(at + 2) == Tag::Adj);
    let sets = view.lowered.get(noun..content.end).is_some_and(|rest| view.known.cues.sets(rest));
    let verb = view.known.cues.verb_at(&view.lowered[view.verb_of(cue)..]);
    let object = verb.is_some_and(|(_, verb)| verb.takes.object && verb.takes.clause);
    sets && object && !view.has_verb(content.start..at)
}

/// "who was the first to say that tanks were on board, stood by his account": the verb of whom the clause describes, behind the
/// comma that closes it.
fn is_behind_relative(view: &View<'_>, cue: &Range<usize>, at: usize) -> bool {
    // ", now says"
    let verb = at + usize::from(view.tag(at) == Tag::Adv);
    if view.word(at - 1) != ","
        || !matches!(view.tag(verb), Tag::Verb | Tag::Aux)
        || view.word(verb).ends_with("ing")
    {
        return false;
    }
    let sentence = &view.analysis.sentences[view.sentence_of(cue.start)];
    let marks = sentence.tokens.start as usize..cue.start;
    let comma =
        marks.rev().find(|&at| view.word(at) == "," && view.quotation(at) == view.quotation(cue.start));
    comma.is_some_and(|comma| matches!(view.word(comma + 1), "who" | "which"))
}

/// "denied having bought them, it also demanded": a pronoun and its verb behind a comma, where what is said has no subject of
/// its own that could bring another clause along.
fn is_spliced(view: &View<'_>, said: Range<usize>, at: usize) -> bool {
    let pronoun =
        view.word(at - 1) == "," && matches!(view.word(at), "it" | "he" | "she" | "they" | "we" | "i");
    let verb = at + 1 + usize::from(view.tag(at + 1) == Tag::Adv);
    let gerund = view.word(said.start).ends_with("ing");
    pronoun && gerund && matches!(view.tag(verb), Tag::Verb | Tag::Aux) && !has_subject(view, said)
}

/// "had accused Minsk of hiding it and that Minsk had denied it": a clause with "that" goes on with one that opened further
/// out, where what is said is none.
fn is_of_the_outer(view: &View<'_>, said: Range<usize>, at: usize) -> bool {
    let and = view.tag(at) == Tag::Cconj && view.word(at + 1) == "that";
    and && view.tag(at + 2) != Tag::Verb
        && !said.clone().any(|at| view.word(at) == "that")
        && !has_subject(view, said)
}

/// "called the reports baseless and Moscow declined to comment": what is said is no clause, and somebody else speaks behind it.
fn is_of_another(view: &View<'_>, said: Range<usize>, at: usize) -> bool {
    const LONGEST_NAME: usize = 6;
    if view.tag(at) != Tag::Cconj || view.tag(at + 1) != Tag::Propn || view.has_verb(said) {
        return false;
    }
    let name = |at: &usize| view.is_nominal(*at) || view.tag(*at) == Tag::Adj;
    let verb = (at + 1..at + LONGEST_NAME).find(|at| !name(at));
    verb.is_some_and(|verb| {
        let cue = view.known.cues.verb_at(&view.lowered[verb.min(view.lowered.len())..]);
        matches!(view.tag(verb), Tag::Verb | Tag::Aux)
            && !view.word(verb).ends_with("ing")
            && cue.is_some_and(|(_, cue)| cue.form != WordForm::Base && cue.form != WordForm::Ing)
    })
}

/// “They tell us that it is over, and the shells keep falling”: inside a quotation a clause with a subject of its own behind
/// ", and" is the speaker's, who told what others say and goes on.
fn is_spoken_on(view: &View<'_>, said: &Range<usize>, at: usize) -> bool {
    let joins = view.tag(at) == Tag::Cconj
        && view.word(at - 1) == ","
        && view.quotation(at).is_some()
        && !matches!(view.word(at + 1), "that" | "if" | "when");
    let verb = || (at + 2..at + 6).find(|&at| matches!(view.tag(at), Tag::Verb | Tag::Aux));
    joins && view.has_verb(said.clone()) && verb().is_some_and(|verb| has_subject(view, at + 1..verb))
}

/// ‘We will never sell them,’ and I believe him: what is said is a quotation that closed with a stop of its own, and a clause
/// goes on behind it.
fn is_behind_quotation(view: &View<'_>, start: usize, at: usize) -> bool {
    let closes = view.tag(at) == Tag::Cconj
        && view.is_quote_mark(at - 1)
        && matches!(view.word(at - 2), "," | "." | "!" | "?")
        && view.is_quote_mark(start)
        && view.quotation(start) == view.quotation(at - 1);
    closes && !view.is_quote_mark(at + 1) && !matches!(view.word(at + 1), "that" | "to")
}

/// Whether a subject stands in a range.
fn has_subject(view: &View<'_>, mut range: Range<usize>) -> bool {
    range.any(|at| view.relation(at) == Relation::Nsubj)
}

/// "would continue and flew on": what stands beside a verb in the past is not what stands beside one behind "would".
fn is_unlike(view: &View<'_>, at: usize) -> bool {
    let other = at + 1 + usize::from(view.tag(at + 1) == Tag::Adv);
    let first = view.head(other);
    let modal = |at: usize| {
        matches!(
            view.word(at),
            "would" | "will" | "could" | "can" | "should" | "might" | "may" | "must" | "shall"
        )
    };
    let past = view.word(other).ends_with("ed") || view.known.cues.is_past(view.word(other));
    view.tag(at) == Tag::Cconj
        && view.tag(other) == Tag::Verb
        && view.relation(other) == Relation::Conj
        && first < at
        && past
        && (first.saturating_sub(4)..first).any(|at| modal(at) && view.head(at) == first)
        && !(first.saturating_sub(3)..first).any(|at| matches!(view.word(at), "be" | "been" | "have"))
}

/// "says that the satellite is civilian, but the same rocket carried": behind what somebody says in the present of the present a
/// clause of its own tells what was, which is what the outlet holds against it.
fn is_held_against(view: &View<'_>, cue: usize, said: Range<usize>, at: usize) -> bool {
    let opens = view.word(at) == "but" && view.word(at - 1) == "," && view.word(said.start) == "that";
    if !opens || view.tag(at + 1) != Tag::Det {
        return false;
    }
    let present = |verb: usize| {
        matches!(view.word(verb), "is" | "are" | "has" | "have")
            || view.tag(verb) == Tag::Verb && view.word(verb).ends_with('s')
    };
    let finite = |range: Range<usize>| range.clone().find(|&at| matches!(view.tag(at), Tag::Verb | Tag::Aux));
    let past = |verb: usize| {
        view.word(verb).ends_with("ed")
            || view.known.cues.is_past(view.word(verb))
            || matches!(view.word(verb), "was" | "were")
    };
    present(cue)
        && finite(said).is_some_and(present)
        && finite(at + 1..at + LONGEST_OCCASION)
            .is_some_and(|verb| past(verb) && view.word(verb + 1) != "that")
}

/// Whether a verb heads a clause of its own: no "-ing", no infinitive, no bare participle.
fn is_finite(view: &View<'_>, verb: usize) -> bool {
    let helped = view.dependent(verb, Relation::Aux, verb.saturating_sub(5)..verb).is_some();
    let infinitive = view.dependent(verb, Relation::Mark, verb.saturating_sub(3)..verb).is_some();
    view.tag(verb) == Tag::Verb && !infinitive && (helped || !view.word(verb).ends_with("ing"))
}

/// ", while brigades dug in".
fn is_meanwhile(view: &View<'_>, at: usize) -> bool {
    matches!(view.word(at), "while" | "whereas") && view.word(at - 1) == ","
}

/// "ever since the photographs appeared", ", three days after parliament had approved".
fn is_dated(view: &View<'_>, at: usize) -> bool {
    if view.word(at) == "ever" && view.word(at + 1) == "since" {
        return true;
    }
    let counted = view.word(at - 1) == ","
        && (view.tag(at) == Tag::Num || matches!(view.word(at), "a" | "an" | "several" | "few" | "some"));
    let after = |at: usize| matches!(view.word(at), "after" | "before");
    counted && view.is_time(at + 1) && after(at + 2)
}

/// ", after a newspaper reported that talks were under way": what somebody answers to.
fn is_answer(view: &View<'_>, rest: Range<usize>) -> bool {
    let after = view.word(rest.start) == "after" && view.word(rest.start - 1) == ",";
    after && reports(view, rest)
}

/// Whether somebody reports something in the words that open a range.
pub fn reports(view: &View<'_>, rest: Range<usize>) -> bool {
    let near = rest.start..rest.end.min(rest.start + LONGEST_OCCASION);
    near.clone().skip(1).any(|at| {
        let cue = view.known.cues.verb_at(&view.lowered[at..rest.end]);
        view.tag(at) == Tag::Verb && cue.is_some_and(|(_, cue)| !cue.weak && !cue.takes.infinitive)
    })
}

/// ", a decision that caused bad blood": a noun that sums up what was said, and what others made of it.
fn is_judged(view: &View<'_>, at: usize) -> bool {
    let opens = matches!(view.word(at), "a" | "an" | "the") && view.word(at - 1) == ",";
    let mut noun = at + 1;
    while matches!(view.tag(noun), Tag::Adj | Tag::Adv) && noun < at + 4 {
        noun += 1;
    }
    opens && view.known.cues.sums_up(view.word(noun)) && matches!(view.word(noun + 1), "that" | "which")
}

/// ", without giving a date": what was not said.
fn is_left_out(view: &View<'_>, at: usize) -> bool {
    view.word(at) == "without" && view.word(at - 1) == "," && view.word(at + 1).ends_with("ing")
}
