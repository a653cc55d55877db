//! Participles that belong to a noun phrase, as a relative clause without its "which were" does: "weapons *supplied* by Iran
//! and *fired* at Israel".

use super::{Chunks, Kind};
use crate::clause::form;
use crate::view::View;
use gainsay_knowledge::{Slot, TriggerKind, WordForm};
use gainsay_record::Relation;

/// The noun phrase that the verb group at `at` belongs to as a participle. The tree says so; where it does not, a verb that stands on
/// its own and has no other subject does ("weapons supplied by Iran *were found*").
pub(super) fn noun_of(view: &View<'_>, chunks: &Chunks, at: usize) -> Option<usize> {
    let group = chunks.all[at].verb.filter(|group| group.is_bare())?;
    let participle = match form(view, group.head) {
        Some(form) => matches!(form, WordForm::PastOrParticiple | WordForm::Participle),
        None => view.word(group.head).ends_with("ed"),
    };
    // What has an object is no passive.
    if !participle || chunks.kind(at + 1) == Some(Kind::Noun) || goes_itself(view, group.head) {
        return None;
    }
    by_tree(view, chunks, at, group.head).or_else(|| caused(view, chunks, at)).or_else(|| {
        let noun = chunks.before(at).filter(|&before| chunks.kind(before) == Some(Kind::Noun))?;
        let own = !is_subject(view, chunks, noun, group.head) && leaves_a_subject(chunks, at);
        (own || is_done_by(view, chunks, at)).then_some(noun)
    })
}

/// "missiles *launched* by Russian forces struck": whatever was done by somebody is a passive, which stands on its own nowhere without
/// its "was", and another verb tells what became of the thing.
fn is_done_by(view: &View<'_>, chunks: &Chunks, at: usize) -> bool {
    let by = chunks.get(at + 1).filter(|next| next.kind == Kind::Prep);
    let agent = chunks.get(at + 2).filter(|next| next.kind == Kind::Noun);
    let named = agent.is_some_and(|agent| !view.mentions_in(agent.tokens.clone()).is_empty());
    let verb = chunks.get(at + 3).and_then(|next| next.verb).is_some_and(|group| !group.infinitive);
    by.is_some_and(|by| view.word(by.tokens.start) == "by") && named && verb
}

/// "to have rockets made *and sent*": what somebody has done to a thing, and then another.
fn caused(view: &View<'_>, chunks: &Chunks, at: usize) -> Option<usize> {
    let and = at.checked_sub(1).filter(|&and| chunks.kind(and) == Some(Kind::And));
    let first = and.and_then(|and| and.checked_sub(1)).unwrap_or(at);
    let noun = chunks.before(first).filter(|&noun| chunks.kind(noun) == Some(Kind::Noun))?;
    let has = chunks.all[chunks.before(noun)?].verb?;
    let caused = super::is_have(view.word(has.head));
    (chunks.all[first].verb.is_some() && caused).then_some(noun)
}

/// "shells *arrived*": of a verb whose subject is what goes, nothing can be done to anything.
fn goes_itself(view: &View<'_>, head: usize) -> bool {
    let evoked = view.known.frames.evoked_at(&view.lowered[head..]);
    evoked.is_some_and(|(_, all)| {
        let mut verbs = all.filter(|one| one.trigger.kind == TriggerKind::Verb).peekable();
        verbs.peek().is_some() && verbs.all(|one| one.frame.pattern(one.trigger).subject == Some(Slot::Item))
    })
}

fn by_tree(view: &View<'_>, chunks: &Chunks, at: usize, head: usize) -> Option<usize> {
    let token = view.token(head);
    let of = match token.relation {
        Relation::Acl => token.head,
        // "made in Iran and delivered to": it shares the noun of the one before.
        Relation::Conj => {
            let other = view.token(token.head as usize);
            (other.relation == Relation::Acl).then_some(other.head)?
        }
        _ => return None,
    };
    let noun =
        chunks.holding(of as usize).filter(|&noun| noun < at && chunks.kind(noun) == Some(Kind::Noun))?;
    let between = chunks.all[noun + 1..at].iter().any(|chunk| chunk.kind == Kind::Rel);
    let own = (noun + 1..at).any(|other| is_subject(view, chunks, other, head));
    (!between && !own && !is_subject(view, chunks, noun, head)).then_some(noun)
}

/// Whether the tree has a noun phrase for the subject of the verb at `head`.
fn is_subject(view: &View<'_>, chunks: &Chunks, noun: usize, head: usize) -> bool {
    chunks.kind(noun) == Some(Kind::Noun)
        && chunks.all[noun].tokens.clone().any(|at| {
            let token = view.token(at);
            at != head && token.head as usize == head && token.relation == Relation::Nsubj
        })
}

/// Whether the next verb, with only what prepositions bring in between, would have no subject if the one at `at` had it.
fn leaves_a_subject(chunks: &Chunks, at: usize) -> bool {
    let mut governed = false;
    for next in &chunks.all[at + 1..] {
        match next.kind {
            Kind::Prep => governed = true,
            Kind::Noun if governed => governed = false,
            Kind::Adverb | Kind::Time => {}
            Kind::Verb => return next.verb.is_some_and(|verb| !verb.infinitive && !verb.is_bare()),
            _ => return false,
        }
    }
    false
}
