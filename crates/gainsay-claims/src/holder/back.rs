//! Whom a bare description stands for: "the ministry", "the junta", "the official".

use super::antecedent::{author, is_of_several, stood_for};
use super::band::band_before;
use super::stands::{Described, Reading};
use super::unnamed::{head, is_plural};
use super::words::of_state;
use super::{LOOK_BACK, Met, Who};
use crate::mention::Mention;
use crate::party::is_pronoun;
use crate::view::View;
use gainsay_knowledge::{Entity, EntityKind, Form, Noun, Ties};
use gainsay_record::{Holder, Naming, Span};
use std::ops::Range;

/// What points back in the words of a source.
enum Pointer {
    /// "it", "they".
    Pronoun,
    /// "the ministry"; whether others speak for it: "a spokesman for the ministry".
    Description(Described, bool),
    /// "the" and words that no data knows.
    Other,
}

/// Whom the words in `ranges` stand for, where they point back at somebody; `own` is who they name by themselves.
pub(super) fn back(
    view: &View<'_>,
    ranges: &[Range<usize>],
    own: &Who,
    antecedent: Option<Span>,
    met: &[Met],
) -> Option<Who> {
    let start = ranges.first()?.start;
    let before = || met.iter().rev().take(LOOK_BACK).filter(|other| other.tokens.start < start);
    let resolved = || before().filter(|other| other.who.is_resolved());
    // "it" is none of several firms or people.
    let antecedent = antecedent.filter(|span| view.word(start) != "it" || !is_of_several(view, *span));
    match pointer(view, ranges, antecedent.is_some())? {
        Pointer::Description(one, true) => {
            let noun = Asked::new(view, &one);
            // "a secretary at the ministry": at that which has been called so, rather than with others of its kind.
            let same = || resolved().find(|other| noun.same_word(&other.tokens) && noun.fits(other));
            let other = same().or_else(|| resolved().find(|other| noun.fits(other)));
            let holder =
                other.and_then(|other| other.who.holder.clone()).or_else(|| noun.on_page(start, || None))?;
            Some(Who { holder: Some(holder), ..own.clone() })
        }
        Pointer::Description(one, _)
            if let Some(group) = band_before(view, head(view, one.tokens.clone()), start, antecedent) =>
        {
            Some(Who { holder: Some(Holder::new(&*group.code)), named: Naming::Named, ..own.clone() })
        }
        pointer => {
            if let Pointer::Description(one, _) = &pointer
                && let Some(found) = Asked::new(view, one).of_lawmakers(ranges, met)
            {
                return Some(found);
            }
            // No junta is one of a state that has none.
            let rules = |who: &Who| match &pointer {
                Pointer::Description(one, _) => Asked::new(view, one).can_be(who.holder.as_ref()),
                _ => true,
            };
            if let Some(other) = antecedent.map(|span| stood_for(view, span, met)).filter(rules)
                && other.holder.is_some()
            {
                let same =
                    match (&pointer, antecedent.and_then(|span| view.stretches(span).into_iter().next())) {
                        (Pointer::Description(one, _), Some(tokens)) => {
                            Asked::new(view, one).same_word(&tokens)
                        }
                        _ => false,
                    };
                let holder = if same { other.holder } else { merged(own.holder.as_ref(), other.holder) };
                return Some(Who { holder, ..other });
            }
            let one = match pointer {
                Pointer::Description(one, _) => one,
                Pointer::Pronoun => return resolved().next().map(|other| other.who.clone()),
                // "The courier" is somebody whose words have a courier in them.
                Pointer::Other => {
                    let last = view.word(ranges.first()?.end.checked_sub(1)?);
                    let same = |other: &&Met| other.tokens.clone().any(|at| view.word(at) == last);
                    return resolved().find(same).map(|other| other.who.clone());
                }
            };
            let noun = Asked::new(view, &one);
            if one.sector.document
                && let Some(found) = noun.written_by(start, met).or_else(|| noun.told_in(start, met))
            {
                return Some(found);
            }
            // "the same government, which has fled to Tobruk": of the state where that is.
            let of_place = noun.placed(ranges).and_then(|state| {
                resolved().find(|other| {
                    noun.fits(other) && other.who.holder.as_ref().and_then(Holder::state) == Some(state)
                })
            });
            if let Some(other) = of_place {
                return Some(other.who.clone());
            }
            // "Bulgaria licensed exports, by the ministry's own figures": of whoever is told of.
            let of_subject = super::there::own_of_subject(view, ranges).and_then(|state| {
                resolved().find(|other| {
                    noun.fits(other) && other.who.holder.as_ref().and_then(Holder::state) == Some(state)
                })
            });
            if let Some(other) = of_subject {
                return Some(Who { unnamed: own.unnamed, ..other.who.clone() });
            }
            let fits = |other: &&Met| noun.fits(other) && !noun.is_somebody_new(ranges, other);
            let same = resolved().find(|other| noun.same_word(&other.tokens) && fits(other));
            // "The embassy", behind an ambassador.
            let sent =
                || resolved().find(|other| one.sector.ties == Ties::Abroad && other.abroad && fits(other));
            let same = same.or_else(sent);
            if let Some(other) =
                same.or_else(|| resolved().find(|other| fits(other) && !noun.is_far(other, start)))
            {
                return Some(other.who.clone());
            }
            let beside = || super::home::home(view, ranges, own, met).and_then(|who| who.holder);
            let holder = noun.on_page(start, beside)?;
            let generic = holder.sector().is_some_and(|sector| matches!(sector, "MED" | "SPY"));
            let named = if one.sector.people || generic { Naming::Unnamed } else { Naming::Named };
            Some(Who { holder: Some(holder), named, unnamed: own.unnamed })
        }
    }
}

/// How many words behind a source a place may stand that tells whose it is.
const PLACED: usize = 8;

/// How many words may stand between whoever spoke and "the statement" that is theirs.
const STATED: usize = 60;

/// The antecedent's state with the description's sector, where the two are not of one kind.
fn merged(own: Option<&Holder>, other: Option<Holder>) -> Option<Holder> {
    match (own.and_then(|holder| holder.sector()), &other) {
        (Some(sector), Some(found)) if found.sector() != Some(sector) => {
            found.state().map(|state| Holder::new(format!("{state}:{sector}"))).or(other)
        }
        _ => other,
    }
}

fn is_definite(word: &str) -> bool {
    matches!(word, "the" | "this" | "that" | "these" | "those")
}

fn pointer(view: &View<'_>, ranges: &[Range<usize>], has_antecedent: bool) -> Option<Pointer> {
    let first = ranges.first()?.clone();
    let word = view.word(first.start);
    // "which said", where attribution found whom it stands for.
    if has_antecedent && first.len() == 1 && matches!(word, "who" | "which" | "that") {
        return Some(Pointer::Pronoun);
    }
    // "One of them put the order at 40".
    let of_them =
        first.len() == 3 && view.word(first.start + 1) == "of" && view.word(first.start + 2) == "them";
    if of_them && matches!(word, "one" | "some" | "two" | "both" | "most" | "several") {
        return Some(Pointer::Pronoun);
    }
    if is_pronoun(word) {
        // "His ministry" is not he.
        let organ = !has_antecedent && super::home::speaks_for_organ(view, ranges);
        return (!organ).then_some(Pointer::Pronoun);
    }
    if is_definite(word) && super::home::is_of_the_country(view, &view.lowered[first.clone()]) {
        return None;
    }
    let names = &view.known.names;
    if is_definite(word) {
        let words = &view.lowered[first.start + 1..first.end.max(first.start + 1)];
        if names.others.at(words).is_some() {
            return None;
        }
        let reading = Reading::new(view, std::slice::from_ref(&first));
        // "The Cluster Munition Coalition" is a name, and points back at nobody.
        if reading.society.is_some() && reading.mentions.is_empty() {
            return None;
        }
        let described = reading.described.into_iter().next();
        return Some(described.map_or(Pointer::Other, |one| Pointer::Description(one, false)));
    }
    let described = Reading::new(view, std::slice::from_ref(&first)).described;
    let definite = described.into_iter().skip(1).find(|one| {
        let before = one.tokens.start.checked_sub(1);
        !one.sector.people && !one.sector.document && before.is_some_and(|at| view.word(at) == "the")
    })?;
    Some(Pointer::Description(definite, true))
}

/// A description that asks for whom it stands.
struct Asked<'v, 'a> {
    view: &'v View<'a>,
    one: &'v Described,
    head: usize,
    noun: Option<&'a Noun>,
}

impl<'v, 'a> Asked<'v, 'a> {
    fn new(view: &'v View<'a>, one: &'v Described) -> Self {
        let head = head(view, one.tokens.clone());
        Self { view, one, head, noun: view.known.reference.noun(view.word(head)) }
    }

    /// Whether the words of a source have the noun in them.
    fn same_word(&self, tokens: &Range<usize>) -> bool {
        tokens.clone().any(|at| self.view.word(at) == self.view.word(self.head))
    }

    fn renames(&self, tokens: &Range<usize>) -> bool {
        let noun = |at: usize| self.view.known.reference.noun(self.view.word(at));
        self.same_word(tokens)
            || self
                .noun
                .is_some_and(|own| tokens.clone().any(|at| noun(at).is_some_and(|other| own.renames(other))))
    }

    fn entity(&self, holder: &Holder) -> Option<&'a Entity> {
        self.view.known.names.entity(holder.as_str())
    }

    /// Whether it can stand for a source met before.
    fn fits(&self, other: &Met) -> bool {
        let Some(holder) = &other.who.holder else { return false };
        let sector = self.one.sector;
        // "The report" is nobody's mouth but that of a document met before.
        if sector.document {
            return other.who.named == Naming::Document;
        }
        let same_sector = sector.code.is_empty() || holder.sector() == Some(sector.code);
        if !self.can_be(Some(holder)) {
            return false;
        }
        // No minister and no ministry is that of an embassy.
        if sector.ties == Ties::Own && other.abroad {
            return false;
        }
        let person = self.entity(holder).is_some_and(|entity| entity.kind == EntityKind::Person);
        // "The journalists" are those of the newspaper, "the rebels" those of the group.
        let of_a_body = matches!(sector.code, "MED" | "REB" | "BUS" | "NGO");
        if sector.people && sector.of_state.is_empty() && !of_a_body {
            // "The official" is somebody who was called so or has a name, never a body.
            let plural = is_plural(self.view, self.one.tokens.clone());
            let several = other.who.unnamed.at_most.is_none_or(|most| most > 1);
            let somebody = other.who.named == Naming::Unnamed && self.renames(&other.tokens);
            return same_sector && (person && !plural || somebody && plural == several);
        }
        if !sector.code.is_empty() {
            return same_sector && (!person || !sector.people);
        }
        if sector.people && !sector.of_state.is_empty() {
            return holder.sector() != Some("MED");
        }
        self.renames(&other.tokens)
            || self
                .entity(holder)
                .is_some_and(|entity| self.noun.is_some_and(|noun| noun.kinds.contains(&entity.kind)))
    }

    /// "The Socialist leader, Kornelia Ninova": whoever bears a name that the page has not told is nobody who spoke before.
    fn is_somebody_new(&self, ranges: &[Range<usize>], other: &Met) -> bool {
        let person = other.who.holder.as_ref().and_then(|holder| self.entity(holder));
        let named = Reading::new(self.view, ranges).unknown.map(|at| self.view.printed[at]);
        person.is_some_and(|entity| entity.kind == EntityKind::Person)
            && named.is_some_and(|name| !other.tokens.clone().any(|at| self.view.printed[at] == name))
    }

    /// Whether another organ of the same kind spoke farther back, and the sentence before is of the state in which the page was
    /// written, and not of that organ's: "The Kremlin said ... accused President Noboa. The presidency ...".
    fn is_far(&self, other: &Met, start: usize) -> bool {
        let state = other.who.holder.as_ref().and_then(Holder::state);
        let sentence = self.view.sentence(start);
        let (Some(home), Some(last)) = (self.view.home, sentence.start.checked_sub(1)) else { return false };
        let near = self.view.sentence(last).start..start;
        let named =
            |code: &str| self.view.mentions_in(near.clone()).iter().any(|it| it.state() == Some(code));
        let organ = !self.one.sector.people && self.one.sector.ties == Ties::Own;
        organ
            && state.is_some_and(|state| state != home && !named(state))
            && named(home)
            && other.tokens.end <= near.start
    }

    /// "Two US lawmakers said the administration had assured them": the government of which those of its own state tell who are no
    /// part of it.
    fn of_lawmakers(&self, ranges: &[Range<usize>], met: &[Met]) -> Option<Who> {
        let start = ranges.first()?.start;
        let sector = self.one.sector;
        let government = sector.code == "GOV" && !sector.people && sector.ties == Ties::Own;
        let last = met.iter().rev().find(|other| other.tokens.start < start).filter(|_| government)?;
        let sentence = self.view.sentence(start);
        let between = self.view.mentions_in(last.tokens.end..start.max(last.tokens.end));
        let holder = last.who.holder.as_ref()?;
        let apart = matches!(holder.sector(), Some("LEG" | "OPP" | "JUD"));
        let state = holder.state().filter(|state| *state != "XXX" && apart)?;
        let holder = Some(of_state(self.view, state, self.one));
        (sentence.contains(&last.tokens.start) && between.is_empty()).then(|| Who {
            holder,
            named: Naming::Named,
            ..Who::default()
        })
    }

    /// Whether a holder can be meant, where the words are of a junta.
    fn can_be(&self, holder: Option<&Holder>) -> bool {
        let date = self.view.published_edtf.as_ref();
        let state = holder.and_then(Holder::state);
        !self.is_junta() || state.is_some_and(|state| self.view.known.names.is_under_arms(state, date))
    }

    /// The state of a place that the words behind the description name.
    fn placed(&self, ranges: &[Range<usize>]) -> Option<&'a str> {
        let last = ranges.last()?;
        let behind = self.one.tokens.end..self.view.sentence(last.start).end.min(last.end + PLACED);
        let relative = matches!(self.view.word(behind.start), "," | "which" | "that")
            && (behind.start..behind.end.min(behind.start + 2))
                .any(|at| matches!(self.view.word(at), "which" | "that"));
        let verb = (behind.start..behind.end)
            .find(|&at| at > behind.start && matches!(self.view.word(at), ",") && at > behind.start + 1)
            .unwrap_or(behind.end);
        let place = self.view.mentions_in(behind.start..verb).first()?;
        (relative && matches!(place.form, Form::City | Form::Capital)).then(|| place.state())?
    }

    fn is_junta(&self) -> bool {
        self.view.word(self.head) == "junta"
    }

    /// The state named last whose soldiers rule it: "the junta".
    fn ruled(&self, before: &[Mention<'a>]) -> Option<Holder> {
        let date = self.view.published_edtf.as_ref();
        let ruled = |mention: &&Mention<'a>| {
            mention.entity.kind == EntityKind::State
                && self.view.known.names.is_under_arms(&mention.entity.code, date)
        };
        let found = before.iter().rev().filter(|_| self.is_junta()).find(ruled)?;
        Some(of_state(self.view, &found.entity.code, self.one))
    }

    /// Who said something in a document of this name in one of the two sentences before: "say in a report. The report says".
    fn written_by(&self, start: usize, met: &[Met]) -> Option<Who> {
        let mut sentence = self.view.sentence(start);
        for _ in 0..2 {
            sentence = self.view.sentence(sentence.start.checked_sub(1)?);
            let named = sentence.clone().find(|&at| self.view.word(at) == self.view.word(self.head));
            if let Some(found) = named.and_then(|at| author(self.view, at, met)) {
                return Some(Who { named: Naming::Document, ..found });
            }
        }
        None
    }

    /// Who speaks in "the statement" of which the page has told no more: who spoke last, in the paragraph or the one before.
    fn told_in(&self, start: usize, met: &[Met]) -> Option<Who> {
        if !matches!(
            self.view.word(self.head),
            "statement" | "communique" | "communiqué" | "release" | "post"
        ) {
            return None;
        }
        let last = met.iter().rev().find(|other| other.tokens.start < start)?;
        let near = self.view.sentence(last.tokens.start).end + STATED >= start;
        (near && last.who.is_resolved()).then(|| Who { named: Naming::Document, ..last.who.clone() })
    }

    /// Whom it stands for among those that the page names before it, no sources.
    fn on_page(&self, start: usize, beside: impl FnOnce() -> Option<Holder>) -> Option<Holder> {
        let before = self.view.mentions.partition_point(|mention| mention.start < start);
        let before = &self.view.mentions[before.saturating_sub(LOOK_BACK)..before];
        self.called_so(before, start)
            .or_else(|| self.ruled(before))
            .or_else(beside)
            .or_else(|| self.of_the_page(before, start))
    }

    /// A body of this kind, or a state of which it was said: "the Malian junta".
    fn called_so(&self, before: &[Mention<'a>], start: usize) -> Option<Holder> {
        let sector = self.one.sector;
        let kinds = self.noun.map_or(&[][..], |noun| &noun.kinds);
        before.iter().rev().find_map(|mention| {
            let entity = mention.entity;
            let words = mention.start..mention.end;
            match entity.kind {
                EntityKind::State => {
                    let next = mention.end + usize::from(self.view.word(mention.end) == "'s");
                    // Not in the words that ask: "no shells to Ukraine, the government said".
                    let near =
                        next..(next + 3).min(self.view.sentence(mention.start).end).min(start).max(next);
                    let said = sector.of_state.is_empty()
                        && !sector.document
                        && !sector.code.is_empty()
                        && near.clone().any(|at| self.view.word(at) == self.view.word(self.head));
                    said.then(|| of_state(self.view, &entity.code, self.one))
                }
                EntityKind::Body => {
                    let own = entity.code.split(':').nth(1) == Some(sector.code);
                    let telling = matches!(sector.code, "MIL" | "SPY" | "LEG" | "JUD");
                    (own && !sector.people && (telling || self.same_word(&words)))
                        .then(|| Holder::new(&*entity.code))
                }
                EntityKind::Person => None,
                kind => kinds.contains(&kind).then(|| Holder::new(&*entity.code)),
            }
        })
    }

    /// The organ of the state that the page is about, where it is about one.
    fn of_the_page(&self, before: &[Mention<'a>], start: usize) -> Option<Holder> {
        let sector = self.one.sector;
        let organ = matches!(sector.code, "GOV" | "MIL" | "SPY" | "LEG" | "JUD" | "OPP")
            && !sector.people
            && sector.ties == Ties::Own;
        if !organ {
            return None;
        }
        let place = self.noun.is_some_and(|noun| noun.kinds.contains(&EntityKind::State));
        let state = if place { self.subject(before, start) } else { None };
        let state = state.or_else(|| dominant(before))?;
        Some(if place { Holder::new(format!("{state}:GOV")) } else { of_state(self.view, state, self.one) })
    }

    /// The first state of the sentence before: "Chad has a long border. The country ...".
    fn subject(&self, before: &[Mention<'a>], start: usize) -> Option<&'a str> {
        let sentence = self.view.sentence(start);
        let last = sentence.start.checked_sub(1)?;
        let previous = self.view.sentence(last);
        before
            .iter()
            .filter(|mention| previous.contains(&mention.start) && !self.view.is_place(mention))
            .find(|mention| mention.entity.kind == EntityKind::State && mention.form != Form::Adjective)
            .map(|mention| &*mention.entity.code)
    }
}

/// The state that is named alone, or twice as often as any other.
pub(super) fn dominant<'a>(before: &[Mention<'a>]) -> Option<&'a str> {
    let mut counts: Vec<(&'a str, usize)> = Vec::new();
    for state in before.iter().filter_map(|mention| match mention.entity.kind {
        EntityKind::State | EntityKind::Body | EntityKind::Person => mention.state(),
        _ => None,
    }) {
        match counts.iter_mut().find(|(other, _)| *other == state) {
            Some((_, count)) => *count += 1,
            None => counts.push((state, 1)),
        }
    }
    counts.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    match counts.as_slice() {
        [(state, _)] => Some(state),
        [(state, most), (_, next), ..] if *most >= 2 * next => Some(state),
        _ => None,
    }
}
