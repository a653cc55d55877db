//! Chunks put together once they are cut: measures with what they measure, prepositions with times, auxiliaries with
//! the verbs they belong to.

use super::{Chunk, Chunks, Group, Kind, is_be, is_do, is_have, is_negative, modal};
use crate::view::View;
use gainsay_knowledge::{Form, WordForm};
use std::ops::Range;

impl Chunks {
    /// "the weapons Russia received": a clause on a noun that no "that" opens. It gets an opener without words.
    pub(super) fn part_relatives(&mut self, view: &View<'_>) {
        let mut parted: Vec<Chunk> = Vec::with_capacity(self.all.len());
        for (place, chunk) in self.all.iter().enumerate() {
            let next = self.all.get(place + 1).and_then(|next| next.verb);
            let subject = next
                .filter(|verb| chunk.kind == Kind::Noun && !verb.infinitive && !verb.be)
                .and_then(|_| inner_subject(view, chunk.tokens.clone()));
            let Some(start) = subject else {
                match next.and_then(|_| name_behind_time(view, parted.last(), chunk)) {
                    Some(start) => {
                        parted.push(Chunk { tokens: chunk.tokens.start..start, ..chunk.clone() });
                        parted.push(Chunk { tokens: start..chunk.tokens.end, ..chunk.clone() });
                    }
                    None => parted.push(chunk.clone()),
                }
                continue;
            };
            parted.push(Chunk { tokens: chunk.tokens.start..start, ..chunk.clone() });
            // What has an object of its own leaves none open: "in exchange for the shells Iran had received food".
            let open = self.all.get(place + 2).is_none_or(|after| {
                after.kind != Kind::Noun || view.mention_at(after.tokens.start).is_some()
            });
            let kind = if open { Kind::Rel } else { Kind::Comma };
            parted.push(Chunk::new(kind, start..start, None));
            parted.push(Chunk { tokens: start..chunk.tokens.end, ..chunk.clone() });
        }
        self.all = parted;
    }

    /// "millions of rounds" is one phrase.
    pub(super) fn join_measures(&mut self, view: &View<'_>) {
        let mut joined: Vec<Chunk> = Vec::with_capacity(self.all.len());
        let mut at = 0;
        while at < self.all.len() {
            let chunk = self.all[at].clone();
            let preposition = if chunk.kind == Kind::Prep { view.word(chunk.tokens.start) } else { "" };
            let follows = self.all.get(at + 1).is_some_and(|next| next.kind == Kind::Noun);
            let measured = |before: Range<usize>, end: usize| match preposition {
                "of" => {
                    part_of_them(view, before.clone(), end)
                        || crate::items::measures(view, before.clone())
                        || crate::items::reaches_over(view, before, end)
                }
                // "$2 billion in weapons"
                "in" => crate::items::is_money(view, before),
                _ => false,
            };
            if follows
                && let Some(last) = joined.last_mut()
                && last.kind == Kind::Noun
                && measured(last.tokens.clone(), self.all[at + 1].tokens.end)
            {
                last.tokens.end = self.all[at + 1].tokens.end;
                at += 2;
                continue;
            }
            joined.push(chunk);
            at += 1;
        }
        self.all = joined;
    }

    /// "At no time have we sold": the auxiliary before its subject joins the verb behind it.
    pub(super) fn set_right(&mut self, view: &View<'_>) {
        for at in 0..self.all.len().saturating_sub(2) {
            let (Some(aux), None, Some(mut verb)) =
                (self.all[at].verb, self.all[at + 1].verb, self.all[at + 2].verb)
            else {
                continue;
            };
            let start = self.all[at].tokens.start;
            let from = start.saturating_sub(4).max(self.all[0].tokens.start);
            let fronted = (from..start).any(|t| is_negative(view.word(t)) || view.word(t) == "no");
            let bare =
                !verb.have && !verb.be && !verb.auxiliary_do && verb.modal.is_none() && !verb.infinitive;
            let alone = is_have(view.word(aux.head))
                || is_do(view.word(aux.head))
                || is_be(view.word(aux.head))
                || modal(view.word(aux.head)).is_some();
            if !(fronted && bare && alone && self.all[at + 1].kind == Kind::Noun) {
                continue;
            }
            let word = view.word(aux.head);
            verb.have = is_have(word);
            verb.be = is_be(word);
            verb.auxiliary_do = is_do(word);
            verb.modal = modal(word);
            verb.past = aux.past;
            verb.negative = true;
            self.all[at + 2].verb = Some(verb);
            self.all[at].verb = None;
            self.all[at].kind = Kind::Comma;
        }
    }

    /// "on Wednesday" is one phrase of time.
    pub(super) fn join_times(&mut self) {
        let mut joined: Vec<Chunk> = Vec::with_capacity(self.all.len());
        for chunk in self.all.drain(..) {
            match joined.last_mut() {
                Some(last) if chunk.kind == Kind::Time && matches!(last.kind, Kind::Prep | Kind::Time) => {
                    last.kind = Kind::Time;
                    last.tokens.end = chunk.tokens.end;
                }
                _ => joined.push(chunk),
            }
        }
        self.all = joined;
    }

    /// "neither sells nor plans to sell": each of the verbs is denied.
    pub(super) fn deny_neither(&mut self, view: &View<'_>) {
        for at in 1..self.all.len() {
            let joint = &self.all[at - 1];
            let neither = joint.kind == Kind::And
                && matches!(view.word(joint.tokens.start), "neither" | "nor")
                && view.word(self.all[at].tokens.start) != "to";
            if let Some(group) = self.all[at].verb.as_mut().filter(|_| neither) {
                group.negative = true;
            }
        }
    }

    /// "had not sold or supplied": a bare verb right after "or" shares the auxiliaries of the verb before.
    pub(super) fn share_auxiliaries(&mut self, view: &View<'_>) {
        let mut last: Option<Group> = None;
        for at in 0..self.all.len() {
            let Some(mut group) = self.all[at].verb else { continue };
            let joined = at > 0
                && self.all[at - 1].kind == Kind::And
                && matches!(view.word(self.all[at - 1].tokens.start), "and" | "or" | "nor");
            let alone = is_have(view.word(group.head))
                || is_be(view.word(group.head))
                || is_do(view.word(group.head));
            let bare = !alone
                && !group.infinitive
                && !group.have
                && !group.be
                && !group.auxiliary_do
                && group.modal.is_none();
            if let Some(before) = last
                && joined
                && bare
            {
                let form = crate::clause::form(view, group.head);
                let fits = match form {
                    Some(WordForm::Base) => {
                        before.auxiliary_do || before.modal.is_some() || before.infinitive
                    }
                    Some(WordForm::PastOrParticiple | WordForm::Participle) => before.have || before.be,
                    Some(WordForm::Ing) => before.be,
                    _ => false,
                };
                if fits {
                    group = Group { head: group.head, negative: group.negative || before.negative, ..before };
                    self.all[at].verb = Some(group);
                }
            }
            last = Some(group);
        }
    }
}

/// "the first of them", "most of these": a part of what was spoken of.
fn part_of_them(view: &View<'_>, before: Range<usize>, end: usize) -> bool {
    let part = matches!(
        view.word(before.end - 1),
        "first"
            | "last"
            | "rest"
            | "some"
            | "most"
            | "many"
            | "half"
            | "all"
            | "none"
            | "few"
            | "majority"
            | "one"
    );
    part && matches!(view.word(end - 1), "them" | "these" | "those") && before.end + 2 == end
}

/// "despite the embargo *Russia* has": where the name that closes a noun phrase behind such a word opens.
fn name_behind_time(view: &View<'_>, before: Option<&Chunk>, chunk: &Chunk) -> Option<usize> {
    let sub = before.filter(|before| before.kind == Kind::Sub)?;
    let word = view.word(sub.tokens.start);
    let brings = crate::subject::brings_a_noun(word) && !matches!(word, "as" | "than");
    let mention = view.mention_at(chunk.tokens.end.checked_sub(1)?)?;
    let name = mention.form != Form::Adjective && mention.end == chunk.tokens.end;
    (brings && name && chunk.kind == Kind::Noun && mention.start > chunk.tokens.start)
        .then_some(mention.start)
        .filter(|&start| !matches!(view.word(start - 1), "the" | "'s" | "’s" | "-"))
}

/// Where a name or pronoun that closes a noun phrase opens, if an item stands right before it: "weapons *North Korea*".
fn inner_subject(view: &View<'_>, tokens: Range<usize>) -> Option<usize> {
    let last = tokens.end.checked_sub(1)?;
    let start = match view.mention_at(last) {
        Some(mention) if mention.form != Form::Adjective && mention.end == tokens.end => mention.start,
        None if matches!(view.word(last), "it" | "they" | "we" | "he" | "she" | "i") => last,
        _ => return None,
    };
    let start = if start > tokens.start && view.word(start - 1) == "the" { start - 1 } else { start };
    (start > tokens.start && crate::items::is_item(view, tokens.start..start)).then_some(start)
}
