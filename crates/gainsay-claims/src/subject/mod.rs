//! Who acts: the subject of a verb, found through control ("plans to sell"), coordination and relative clauses.

mod bare;

use crate::clause::{belongs_to_noun, effect, is_finite};
use crate::syntax::{Chunks, Kind, is_be};
use crate::view::View;
use bare::bare;
use gainsay_record::{Level, Relation};

pub(crate) use bare::{first_of_list, head_noun, is_shown, replaced_by};

/// The subject of a verb.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Subject {
    /// A noun phrase.
    Noun(usize),
    /// Nobody in the content: whoever speaks.
    Speaker,
    /// Nobody that the words tell.
    Unknown,
}

/// What is found on the left of a verb.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Left {
    pub subject: Subject,
    /// The noun phrase that a relative clause without a gap for its subject leaves open: "weapons that X sent".
    pub object: Option<usize>,
    /// The preposition that brings it: "Turkey, *to* which X sent weapons".
    pub by: Option<usize>,
    /// Whether the subject stands in the verb's own clause, and is no other verb's.
    pub own: bool,
}

/// The subject of the verb group `verb`.
pub(crate) fn subject(view: &View<'_>, chunks: &Chunks, verb: usize) -> Left {
    *chunks.all[verb].known.subject.get_or_init(|| find(view, chunks, verb))
}

fn find(view: &View<'_>, chunks: &Chunks, verb: usize) -> Left {
    let mut at = verb;
    for _ in 0..=chunks.all.len() {
        let found =
            if is_finite(view, chunks, at) { finite(view, chunks, at) } else { bare(view, chunks, at) };
        match found {
            Step::Found(left) => {
                let left = match left.subject {
                    Subject::Noun(noun) => {
                        let noun = bare::instead(view, chunks, noun).unwrap_or(noun);
                        Left { subject: Subject::Noun(noun), ..left }
                    }
                    _ => left,
                };
                return match left.subject {
                    _ if at == verb => left,
                    // "no decision has been taken on sending": whoever speaks has to decide.
                    Subject::Noun(noun) if decides(view, chunks, noun) => {
                        Left { subject: Subject::Speaker, object: None, by: None, own: false }
                    }
                    _ => Left { object: None, by: None, own: false, ..left },
                };
            }
            Step::Up(next) if next != at => at = next,
            Step::Up(_) => break,
        }
    }
    Left { subject: Subject::Unknown, object: None, by: None, own: false }
}

enum Step {
    Found(Left),
    /// The subject is that of another verb.
    Up(usize),
}

fn found(subject: Subject) -> Step {
    Step::Found(Left { subject, object: None, by: None, own: false })
}

/// Whether a noun phrase is a decision of nobody named.
fn decides(view: &View<'_>, chunks: &Chunks, noun: usize) -> bool {
    effect(view, chunks, noun).is_some_and(|effect| effect.level == Some(Level::Decision))
        && !names_somebody(view, chunks, noun)
}

fn names_somebody(view: &View<'_>, chunks: &Chunks, at: usize) -> bool {
    let tokens = chunks.all[at].tokens.clone();
    let possessive = tokens
        .clone()
        .any(|token| matches!(view.word(token), "its" | "their" | "our" | "his" | "her" | "my"));
    possessive || !view.mentions_in(tokens).is_empty()
}

/// The "that", "which" or "who" behind a noun that opens the clause of a verb on its own, which leaves that noun without its verb.
fn relative_before(view: &View<'_>, chunks: &Chunks, verb: usize) -> Option<usize> {
    let opens = (0..verb)
        .rev()
        .find(|&at| !matches!(chunks.all[at].kind, Kind::Noun | Kind::Prep | Kind::Adverb | Kind::Time))?;
    let noun = opens.checked_sub(1).filter(|&noun| chunks.kind(noun) == Some(Kind::Noun))?;
    let first = noun == 0 || matches!(chunks.kind(noun - 1), Some(Kind::Sub | Kind::Comma | Kind::And));
    (chunks.kind(opens) == Some(Kind::Rel) && first && is_finite(view, chunks, verb)).then_some(opens)
}

/// Whether a verb is a participle behind the noun phrase that opens its clause, and tells of it by the way.
fn says_beside(view: &View<'_>, chunks: &Chunks, verb: usize) -> bool {
    let bare = !is_finite(view, chunks, verb) && chunks.all[verb].verb.is_some_and(|group| !group.infinitive);
    let Some(noun) = verb.checked_sub(1).filter(|&noun| bare && chunks.kind(noun) == Some(Kind::Noun)) else {
        return false;
    };
    let mut first = noun;
    while first >= 2
        && chunks.kind(first - 2) == Some(Kind::Noun)
        && view.word(chunks.all[first - 1].tokens.start) == "of"
    {
        first -= 2;
    }
    first == 0 || matches!(chunks.kind(first - 1), Some(Kind::Sub))
}

/// Whether a word that opens a clause can also bring a noun phrase alone: "since the war".
pub(crate) fn brings_a_noun(word: &str) -> bool {
    matches!(word, "since" | "after" | "before" | "following" | "despite" | "amid" | "until" | "as" | "than")
}

/// Of a verb that stands on its own: the first noun phrase of its clause that no preposition governs.
fn finite(view: &View<'_>, chunks: &Chunks, verb: usize) -> Step {
    let mut at = verb;
    let mut nouns: Vec<usize> = Vec::new();
    let mut boundary = None;
    let mut listed = false;
    let mut beside = false;
    while at > 0 {
        at -= 1;
        match chunks.all[at].kind {
            Kind::Noun => nouns.push(at),
            Kind::Prep | Kind::Adverb | Kind::Time => {}
            // "Serbia neither sells": the subject is before it.
            Kind::And if nouns.is_empty() && view.word(chunks.all[at].tokens.start) == "neither" => {}
            Kind::And => {
                let joins =
                    nouns.last() == Some(&(at + 1)) && at > 0 && chunks.all[at - 1].kind == Kind::Noun;
                let earlier_verb = (0..at).rev().find(|&i| {
                    !matches!(
                        chunks.all[i].kind,
                        Kind::Noun | Kind::Prep | Kind::And | Kind::Adverb | Kind::Time
                    )
                });
                let participles = over_participles(chunks, at);
                if !participles
                    && (!joins
                        || earlier_verb.is_some_and(|i| {
                            chunks.all[i].kind == Kind::Verb && !says_beside(view, chunks, i)
                        }))
                {
                    boundary = Some(at);
                    break;
                }
                listed |= joins;
            }
            Kind::Comma if nouns.is_empty() => {
                match (0..at).rev().find(|&i| chunks.all[i].kind == Kind::Comma) {
                    Some(open) if at - open < 12 => at = open,
                    _ => {
                        boundary = Some(at);
                        break;
                    }
                }
            }
            // "rounds that turned up in Aleppo had been sold": over the clause that is about the noun.
            Kind::Verb if let Some(rel) = relative_before(view, chunks, at) => {
                nouns.clear();
                at = rel;
            }
            // "two ships carrying shells sailed": over what the noun is said to do beside.
            Kind::Verb if !nouns.is_empty() && says_beside(view, chunks, at) => {
                nouns.clear();
                beside = true;
            }
            // "weapons supplied by Iran were found": over what belongs to the noun.
            Kind::Verb if chunks.all[at].verb.is_some_and(|group| group.of.is_some()) => {}
            // "Egypt, Russia and the Emirates have"
            Kind::Comma
                if listed
                    && nouns.last() == Some(&(at + 1))
                    && at > 0
                    && chunks.all[at - 1].kind == Kind::Noun => {}
            Kind::Verb if belongs_to_noun(view, chunks, at) => {}
            Kind::Comma | Kind::Sub | Kind::Rel | Kind::Verb => {
                boundary = Some(at);
                break;
            }
        }
    }
    // "since the start of the war we have": what "since" brings does not act, where somebody else does.
    let by_time = |noun: usize| {
        let next_to_verb = nouns.first().is_some_and(|&next| next != noun && next + 1 == verb);
        noun > 0
            && next_to_verb
            && chunks.all[noun - 1].kind == Kind::Sub
            && brings_a_noun(view.word(chunks.all[noun - 1].tokens.start))
    };
    let governed = |noun: usize| noun > 0 && chunks.all[noun - 1].kind == Kind::Prep || by_time(noun);
    let subject = nouns.iter().rev().copied().find(|&noun| !governed(noun));
    let relative = boundary.filter(|&at| chunks.all[at].kind == Kind::Rel);
    let by = relative.and_then(|at| at.checked_sub(1)).filter(|&at| chunks.all[at].kind == Kind::Prep);
    let antecedent = relative.and_then(|at| {
        let mut before = by.unwrap_or(at).checked_sub(1)?;
        if chunks.all[before].kind == Kind::Comma {
            before = before.checked_sub(1)?;
        }
        (chunks.all[before].kind == Kind::Noun).then_some(before)
    });
    // Words of time aside, what stands right before a verb is its subject; over more than that, the tree sees farther.
    let next_to =
        |noun: usize| chunks.all[noun + 1..verb].iter().all(|c| matches!(c.kind, Kind::Adverb | Kind::Time));
    let subject = match subject {
        Some(noun) if next_to(noun) || relative.is_some() || beside => Some(noun),
        other => by_tree(view, chunks, verb).filter(|&noun| !governed(noun)).or(other),
    };
    match (subject, boundary.and_then(|at| chunks.kind(at))) {
        (Some(noun), _) => {
            Step::Found(Left { subject: Subject::Noun(noun), object: antecedent, by, own: true })
        }
        (None, Some(Kind::Rel | Kind::Sub))
            if let Some(be) = boundary.and_then(|that| told_of(view, chunks, that)) =>
        {
            Step::Up(be)
        }
        (None, Some(Kind::Rel | Kind::Sub))
            if let Some(noun) = boundary.and_then(|that| listed_among(view, chunks, that)) =>
        {
            Step::Found(Left { subject: Subject::Noun(noun), object: None, by: None, own: true })
        }
        // "It is Russia, not Ukraine, which has stationed".
        (None, Some(Kind::Rel)) if let Some(noun) = boundary.and_then(|which| cleft(view, chunks, which)) => {
            Step::Found(Left { subject: Subject::Noun(noun), object: None, by: None, own: true })
        }
        (None, Some(Kind::Rel)) => found(antecedent.map_or(Subject::Unknown, Subject::Noun)),
        (None, Some(Kind::And | Kind::Comma)) => {
            let boundary = boundary.unwrap_or_default();
            match (0..boundary)
                .rev()
                .find(|&i| chunks.all[i].kind == Kind::Verb && (is_finite(view, chunks, i) || i == 0))
            {
                Some(other) => Step::Up(other),
                None => found(Subject::Speaker),
            }
        }
        (None, None) => found(Subject::Speaker),
        (None, Some(Kind::Sub)) => match boundary {
            // "It is the United States that is pouring weapons into".
            Some(that) if cleft(view, chunks, that).is_some() => {
                let noun = cleft(view, chunks, that).map_or(Subject::Unknown, Subject::Noun);
                Step::Found(Left { subject: noun, object: None, by: None, own: true })
            }
            Some(0) if view.word(chunks.all[0].tokens.start) == "that" => found(Subject::Speaker),
            _ => found(Subject::Unknown),
        },
        (None, _) => found(Subject::Unknown),
    }
}

/// How many chunks before its closing comma an aside of a cleft may open.
const ASIDE: usize = 5;

/// "It is *the United States* that": the noun phrase that is put forward before the clause that opens at `that`.
pub(crate) fn cleft(view: &View<'_>, chunks: &Chunks, that: usize) -> Option<usize> {
    // "It was not Russia *but* Turkey that".
    let that = if replaced_by(view, chunks, that + 1).is_some() { that + 2 } else { that };
    let noun = before_aside(view, chunks, that.checked_sub(1)?);
    let noun = Some(noun).filter(|&noun| chunks.kind(noun) == Some(Kind::Noun))?;
    let verb = chunks.before(replaced_by(view, chunks, noun).unwrap_or(noun))?;
    let is = chunks.all[verb].verb.is_some_and(|group| is_be(view.word(group.head)));
    let it = chunks.before(verb).map(|it| chunks.all[it].tokens.clone())?;
    // "It is not certain that": no name.
    let names = !view.mentions_in(chunks.all[noun].tokens.clone()).is_empty();
    (is && names && it.len() == 1 && view.word(it.start) == "it").then_some(noun)
}

/// "It is Russia, *not Ukraine*, which": the noun phrase before an aside that says who it is not, whose last chunk stands at `at`.
fn before_aside(view: &View<'_>, chunks: &Chunks, at: usize) -> usize {
    if chunks.kind(at) != Some(Kind::Comma) {
        return at;
    }
    let Some(open) =
        (at.saturating_sub(ASIDE)..at).rev().find(|&open| chunks.kind(open) == Some(Kind::Comma))
    else {
        return at;
    };
    let not = (open + 1..at).any(|at| chunks.all[at].tokens.clone().any(|at| view.word(at) == "not"));
    let verb = (open + 1..at).any(|at| chunks.all[at].verb.is_some());
    if not && !verb { open.saturating_sub(1) } else { at }
}

/// "Italy was among *the countries that*", "is one of the states which": the "was" whose subject does what those do of whom it is
/// said to be one.
fn told_of(view: &View<'_>, chunks: &Chunks, that: usize) -> Option<usize> {
    if !matches!(view.word(chunks.all[that].tokens.start), "that" | "which" | "who") {
        return None;
    }
    let noun = that.checked_sub(1).filter(|&noun| is_of_states(view, chunks, noun))?;
    let mut at = noun;
    // "one of", "among".
    while at >= 1 && chunks.kind(at - 1) == Some(Kind::Prep) {
        at -= 1;
        if at >= 1
            && chunks.kind(at - 1) == Some(Kind::Noun)
            && view.mentions_in(chunks.all[at - 1].tokens.clone()).is_empty()
        {
            at -= 1;
        }
    }
    let verb = at.checked_sub(1)?;
    let be = chunks.all[verb].verb.is_some_and(|group| is_be(view.word(group.head)) && !group.negative);
    be.then_some(verb)
}

/// "the document lists *Serbia* among the countries that": who is said to be one of them.
fn listed_among(view: &View<'_>, chunks: &Chunks, that: usize) -> Option<usize> {
    let noun = that.checked_sub(1).filter(|&noun| is_of_states(view, chunks, noun))?;
    let among = noun.checked_sub(1).filter(|&at| view.word(chunks.all[at].tokens.start) == "among")?;
    let one = among.checked_sub(1).filter(|&one| chunks.kind(one) == Some(Kind::Noun))?;
    (!view.mentions_in(chunks.all[one].tokens.clone()).is_empty()).then_some(one)
}

/// Whether a noun phrase is of states or suppliers that it does not name: "the countries".
fn is_of_states(view: &View<'_>, chunks: &Chunks, noun: usize) -> bool {
    let several = chunks.all[noun].tokens.clone();
    chunks.kind(noun) == Some(Kind::Noun)
        && view.mentions_in(several.clone()).is_empty()
        && matches!(
            view.word(several.end - 1),
            "countries"
                | "states"
                | "nations"
                | "governments"
                | "those"
                | "country"
                | "state"
                | "one"
                | "ones"
                | "powers"
                | "suppliers"
        )
}

/// Whether an "and" joins two participles of one noun: "made in Iran and delivered to".
fn over_participles(chunks: &Chunks, and: usize) -> bool {
    let of = |at: usize| chunks.get(at).and_then(|chunk| chunk.verb).and_then(|group| group.of);
    let before = (0..and).rev().find(|&at| chunks.kind(at) == Some(Kind::Verb));
    of(and + 1).is_some() && before.is_some_and(|before| of(before) == of(and + 1))
}

/// The noun phrase before a verb that the tree has for its subject, where there is a tree.
fn by_tree(view: &View<'_>, chunks: &Chunks, verb: usize) -> Option<usize> {
    let head = chunks.all[verb].verb?.head;
    // Of "were false" the tree has "false" for the head.
    let token = view.token(head);
    let head = if token.relation == Relation::Cop { token.head as usize } else { head };
    let is_subject = |at: usize| {
        let token = view.token(at);
        token.head as usize == head && at != head && token.relation == Relation::Nsubj
    };
    (0..verb)
        .rev()
        .find(|&noun| chunks.all[noun].kind == Kind::Noun && chunks.all[noun].tokens.clone().any(is_subject))
}
