//! What stands above a finite verb: the word that opens its clause, and the verb or noun that brings the clause.

use super::sibling::sibling;
use super::verb::{is_infinitive, subordinate, told_by_verb};
use super::words::harms;
use super::{Above, belongs_to_noun, effect, is_finite, untrue_at};
use crate::subject::{Subject, cleft, replaced_by, subject};
use crate::syntax::{Chunks, Kind};
use crate::view::View;
use gainsay_record::Level;

/// A relative clause takes what it says for granted; but "papers that prove a sale" claim it, and "no responsibility for
/// weapons that were sent" is about the responsibility.
fn relative(
    view: &View<'_>,
    chunks: &Chunks,
    open: usize,
    node: usize,
    above: &mut Above,
) -> Option<(usize, bool)> {
    if above.path.contains(&node) && effect(view, chunks, node).is_some_and(|effect| effect.shows) {
        return None;
    }
    let antecedent = chunks.before(open).filter(|&noun| chunks.kind(noun) == Some(Kind::Noun));
    let over = antecedent.and_then(|noun| chunks.before(noun));
    let over = match over.and_then(|at| chunks.kind(at)) {
        Some(Kind::Prep) => over.and_then(|prep| chunks.before(prep)),
        // "knows of no company that has sold".
        Some(Kind::Verb) => over,
        _ => None,
    };
    if let Some((over, effect)) = over.and_then(|at| Some((at, effect(view, chunks, at)?)))
        && matches!(effect.level, Some(Level::Responsibility | Level::Knowledge | Level::Evidence))
    {
        above.apply(effect);
        return Some((over, true));
    }
    // "The weapons that it has sent violate the embargo": what is said of the law is said of the sending.
    let law = (node + 1..chunks.all.len()).find(|&at| is_finite(view, chunks, at));
    if let Some((verb, effect)) = law.and_then(|at| Some((at, effect(view, chunks, at)?)))
        && effect.level == Some(Level::Legality)
        && antecedent.is_some_and(|noun| subject(view, chunks, verb).subject == Subject::Noun(noun))
    {
        above.apply(effect);
        return Some((verb, true));
    }
    // "would destroy any missiles that it delivered": there may be none.
    if antecedent.is_some_and(|noun| view.word(chunks.all[noun].tokens.start) == "any") {
        above.supposed = true;
        return None;
    }
    // "spoke of fighters who had landed": nothing else is said of them.
    let opens = antecedent.is_some_and(|noun| {
        chunks.before(noun).is_none_or(|prep| prep == 0 && chunks.kind(prep) == Some(Kind::Prep))
    });
    if opens && !(node + 1..chunks.all.len()).any(|at| is_finite(view, chunks, at)) {
        return None;
    }
    above.given = true;
    None
}

/// Whether "since", "after", "despite" brings a noun phrase of its own, behind which the subject of the verb stands.
fn brings_a_noun(view: &View<'_>, chunks: &Chunks, sub: usize, verb: usize) -> bool {
    let word = view.word(chunks.all[sub].tokens.start);
    let both = crate::subject::brings_a_noun(word);
    let Subject::Noun(noun) = subject(view, chunks, verb).subject else { return false };
    let between = noun > sub
        && chunks.all[sub + 1..noun].iter().any(|chunk| matches!(chunk.kind, Kind::Noun | Kind::Time));
    // What a preposition brings is a part of the noun phrase before it.
    let own = noun > 0 && !matches!(chunks.kind(noun - 1), Some(Kind::Prep | Kind::Sub));
    both && between && own
}

/// What opens the clause of a finite verb: the chunk, going left over its subject and what is fronted. Between a subject and
/// its verb may stand whole clauses that belong to the subject.
fn opener(view: &View<'_>, chunks: &Chunks, node: usize) -> Option<usize> {
    let left = subject(view, chunks, node);
    let (mut at, mut nouns) = match left.subject {
        Subject::Noun(noun) if left.own && noun < node => (noun, 1),
        _ => (node, 0),
    };
    while at > 0 {
        at -= 1;
        match chunks.all[at].kind {
            Kind::Verb if belongs_to_noun(view, chunks, at) => {}
            // "since the start of the war we have": a time, and no clause.
            Kind::Sub if brings_a_noun(view, chunks, at, node) => {}
            Kind::Sub | Kind::Rel | Kind::Verb => return Some(at),
            Kind::And => {
                // "Iran and Russia have": the conjunction joins nouns of the subject.
                let joins_nouns = nouns > 0 && at > 0 && chunks.all[at - 1].kind == Kind::Noun && {
                    let verb = (0..at).rev().find(|&i| {
                        !matches!(
                            chunks.all[i].kind,
                            Kind::Noun | Kind::Prep | Kind::And | Kind::Adverb | Kind::Time
                        )
                    });
                    verb.is_none_or(|i| chunks.all[i].kind != Kind::Verb)
                };
                if !joins_nouns {
                    return Some(at);
                }
            }
            Kind::Noun => nouns += 1,
            Kind::Comma if nouns == 0 => {
                // The closing comma of an insertion: go on before its opening one.
                match (0..at).rev().find(|&i| chunks.all[i].kind == Kind::Comma) {
                    Some(open) if at - open < 12 => at = open,
                    _ => return Some(at),
                }
            }
            Kind::Comma => return Some(at),
            Kind::Prep | Kind::Adverb | Kind::Time => {}
        }
    }
    None
}

/// "a report according to which": the noun for what somebody reports, before a relative clause that tells it.
fn reporting(view: &View<'_>, chunks: &Chunks, rel: usize) -> Option<usize> {
    let start = chunks.all[rel].tokens.start;
    let according = start.checked_sub(2).filter(|&at| view.word(at) == "according")?;
    let noun = (0..rel).rev().find(|&at| chunks.all[at].tokens.end <= according)?;
    let report = effect(view, chunks, noun).is_some_and(|effect| effect.level == Some(Level::Report));
    (report && chunks.kind(noun) == Some(Kind::Noun)).then_some(noun)
}

/// What stands above a verb that opens a clause of its own.
pub(super) fn above_finite(
    view: &View<'_>,
    chunks: &Chunks,
    node: usize,
    above: &mut Above,
) -> Option<(usize, bool)> {
    // Right before the subject, where a clause has no "that" of its own.
    let brings = match subject(view, chunks, node).subject {
        Subject::Noun(noun) if noun < node => noun.checked_sub(1),
        _ => None,
    };
    // "No evidence China sent drones".
    if let Some(over) = brings.filter(|&over| chunks.kind(over) == Some(Kind::Noun))
        && crate::syntax::is_claim(view, chunks.all[over].tokens.end - 1)
        && let Some(effect) = effect(view, chunks, over)
    {
        above.apply(effect);
        return Some((over, true));
    }
    // "nothing to suggest Iran had sent".
    if let Some(over) = brings.filter(|&over| is_infinitive(chunks, over))
        && effect(view, chunks, over).is_some_and(|effect| effect.shows)
    {
        return told_by_verb(view, chunks, over, above);
    }
    let open = opener(view, chunks, node)?;
    // "It is not Iran that sells": what is put forward governs nothing.
    if let Some(noun) = cleft(view, chunks, open) {
        // "It was not Russia but Turkey that": the "not" is Russia's.
        let is = chunks.before(noun).filter(|_| replaced_by(view, chunks, noun).is_none());
        let is = is.and_then(|verb| chunks.all[verb].verb);
        above.negatives += usize::from(is.is_some_and(|group| group.negative));
        return None;
    }
    match chunks.kind(open)? {
        Kind::Sub => {
            let word = view.word(chunks.all[open].tokens.start);
            let word = if is_whether(view, chunks, open) { "whether" } else { word };
            // "Russia sent arms, while firms in Singapore sent parts": told beside the other, and not for granted.
            let start = chunks.all[open].tokens.start;
            if matches!(word, "while" | "whereas") && start > view.sentence(start).start {
                return None;
            }
            // "were killed when rockets hit a market": by what they were is what is told.
            let harmed = || (0..open).any(|at| chunks.all[at].verb.is_some() && harms(view, chunks, at));
            if matches!(word, "when" | "after" | "as") && harmed() {
                return None;
            }
            if word != "that" {
                subordinate(word, above);
                if !(above.hedge && word == "whether") {
                    return None;
                }
            }
            let over = chunks.before(open)?;
            match chunks.kind(over)? {
                Kind::Verb => told_by_verb(view, chunks, over, above),
                Kind::Noun => {
                    if let Some(effect) = effect(view, chunks, over) {
                        above.apply(effect);
                        // "denied the information that": what is told, and not that it is known.
                        if is_news(view, chunks, over) {
                            above.level = Some(Level::Report);
                            above.report = true;
                        }
                    } else if untrue_at(view, chunks, over) {
                        above.untrue = true;
                        above.level = Some(Level::Report);
                    } else if word == "whether" {
                        // "to tell parliament whether": what is asked is all.
                        return None;
                    }
                    Some((over, true))
                }
                Kind::Prep | Kind::And | Kind::Comma => None,
                _ => None,
            }
        }
        Kind::Rel => {
            // "a deal under which it would buy", "whereby it would buy": it is what was agreed.
            let whereby = view.word(chunks.all[open].tokens.start) == "whereby";
            let under = open.checked_sub(1).filter(|&at| chunks.kind(at) == Some(Kind::Prep));
            let under = if whereby { Some(open) } else { under };
            // "a report according to which shells were sold": what the report says.
            if let Some(noun) = reporting(view, chunks, open) {
                above.apply(effect(view, chunks, noun)?);
                return Some((noun, true));
            }
            let noun =
                under.and_then(|at| chunks.before(at)).filter(|&at| chunks.kind(at) == Some(Kind::Noun));
            if let Some((noun, effect)) = noun.and_then(|at| Some((at, effect(view, chunks, at)?)))
                && effect.progress.is_some()
            {
                (above.level, above.planned) = (None, false);
                above.apply(effect);
                return Some((noun, true));
            }
            relative(view, chunks, open, node, above)
        }
        // "Nothing has changed, and there is no decision": a clause of its own.
        Kind::And if view.word(chunks.all[node].tokens.start.saturating_sub(1)) == "there" => None,
        Kind::And => sibling(view, chunks, open, node),
        // "believe Iran sent": a clause without "that".
        Kind::Verb => {
            if chunks.all[open + 1..node].iter().any(|chunk| chunk.kind == Kind::Noun) {
                told_by_verb(view, chunks, open, above)
            } else {
                None
            }
        }
        _ => None,
    }
}

/// "declined to say *if* it had sent drones": an "if" behind a verb of saying or knowing.
fn is_whether(view: &View<'_>, chunks: &Chunks, open: usize) -> bool {
    let start = chunks.all[open].tokens.start;
    view.word(start) == "if"
        && start > 0
        && view.known.wording.before_if.at(&view.lowered[start - 1..start]).is_some()
}

/// "the information that", "this information".
fn is_news(view: &View<'_>, chunks: &Chunks, noun: usize) -> bool {
    let tokens = chunks.all[noun].tokens.clone();
    matches!(view.word(tokens.start), "the" | "this" | "that") && view.word(tokens.end - 1) == "information"
}
