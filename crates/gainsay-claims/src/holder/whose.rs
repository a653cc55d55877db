//! What the words around a bare organ tell of whose it is: where they are said, who is the subject, what the sentence before
//! opens with.

use super::Met;
use super::home::{is_mark, is_of_the_country};
use super::stands::Described;
use super::words::of_state;
use crate::mention::Mention;
use crate::view::View;
use gainsay_knowledge::{EntityKind, Form, GovernorKind};
use gainsay_record::{Holder, Level, Tag};
use std::ops::Range;

/// How many tokens a name may stand behind "in" at the head of a sentence.
const SCENE: usize = 4;

/// How many tokens behind a source its "that" may stand.
const THAT: usize = 5;

/// How many tokens behind a source may tell where it spoke.
const STAGE: usize = 8;

/// A description that asks whose it is.
pub(super) struct Asked<'v, 'a> {
    pub view: &'v View<'a>,
    pub one: &'v Described,
    pub first: Range<usize>,
    pub met: &'v [Met],
}

impl<'a> Asked<'_, 'a> {
    /// The organ of a state that the description is.
    pub(super) fn of(&self, state: &str) -> Holder {
        match self.one.sector.code {
            "" => Holder::new(format!("{state}:{}", self.one.sector.of_state)),
            _ => of_state(self.view, state, self.one),
        }
    }

    /// The tokens of the sentence before the source.
    pub(super) fn before(&self) -> Range<usize> {
        self.view.sentence(self.first.start).start.min(self.first.start)..self.first.start
    }

    /// "In Cairo a foreign ministry statement ...".
    pub(super) fn scene(&self) -> Option<&'a str> {
        let before = self.before();
        if self.view.word(before.start) != "in" || before.is_empty() {
            return None;
        }
        // "In a filing with the Mumbai stock exchange": a firm of that city.
        let reach = if self.one.sector.code == "BUS" { 3 * SCENE } else { SCENE };
        let near = before.start..before.end.min(before.start + reach);
        let mention = self.view.mentions_in(near).first()?;
        let place = mention.entity.kind == EntityKind::State && mention.form != Form::Adjective;
        (place && self.view.word(mention.end) != "'s").then_some(&*mention.entity.code)
    }

    /// "an army spokesman said in Bangkok", "told a news conference in Nairobi": where whoever speaks at home speaks, in the
    /// words behind the cue.
    pub(super) fn stage(&self) -> Option<&'a str> {
        let sentence = self.view.sentence(self.first.start);
        let behind = self.first.end..sentence.end.min(self.first.end + STAGE);
        let clause = |at: &usize| {
            let word = self.view.word(*at);
            is_mark(self.view.printed[*at])
                || matches!(word, "," | ";" | ":" | "." | "that" | "who" | "which" | "as" | "after" | "when")
        };
        let end = behind.clone().find(clause).unwrap_or(behind.end);
        let mention = self.view.mentions_in(behind.start..end).first()?;
        let speaks = (behind.start..mention.start)
            .any(|at| self.view.known.cues.verb_at(&self.view.lowered[at..]).is_some());
        let names = &self.view.known.names;
        let seat = names.seats.at(&self.view.lowered[mention.start..]).is_some();
        let capital = mention.form == Form::Capital && self.view.word(mention.start.checked_sub(1)?) == "in";
        (speaks && capital && !seat && self.view.word(mention.end) != "'s").then_some(&*mention.entity.code)
    }

    /// The state with which the sentence before opens, in the same paragraph, where nobody speaks in it.
    pub(super) fn announced(&self) -> Option<&'a str> {
        let paragraph = self.paragraph(self.first.start);
        let previous = self.previous().filter(|last| paragraph.start <= last.start)?;
        let nobody = self.last(|met| previous.start <= met.tokens.start).is_none();
        if nobody { self.opens(previous) } else { None }
    }

    /// "Egypt denied the report, *with* a senior official telling state television": whoever speaks for the subject of the sentence.
    pub(super) fn beside_subject(&self) -> Option<&'a str> {
        let with = self.first.start.checked_sub(1).filter(|&at| self.view.word(at) == "with")?;
        let tells = self.view.word(self.first.end).ends_with("ing");
        let mention = self.view.mentions_in(self.before().start..with).first()?;
        let opens = mention.start <= self.before().start + 1;
        let state = mention.entity.kind == EntityKind::State && mention.form != Form::Adjective;
        (tells && opens && state).then(|| mention.state())?
    }

    /// The sentence before the one of the source, over what is quoted there.
    pub(super) fn previous(&self) -> Option<Range<usize>> {
        let mut sentence = self.view.sentence(self.first.start);
        for _ in 0..3 {
            sentence = self.view.sentence(sentence.start.checked_sub(1)?);
            if !is_mark(self.view.printed[sentence.start]) {
                return Some(sentence);
            }
        }
        None
    }

    /// "Abuja was quick to answer", "South Sudan's account has shifted": the state with which a sentence opens that tells
    /// whose word comes next. A capital stands for its government, a land's name need not.
    pub(super) fn opens(&self, sentence: Range<usize>) -> Option<&'a str> {
        let mention = self.view.mentions_in(sentence.clone()).first()?;
        let first = mention.start == sentence.start
            || mention.start == sentence.start + 1 && self.view.word(sentence.start) == "the";
        let owns = matches!(self.view.word(mention.end), "'s" | "’s");
        let state = mention.entity.kind == EntityKind::State
            && (mention.form == Form::Capital || mention.form == Form::Name && owns);
        // "Moscow launched 80 drones overnight" tells what happened, and not who speaks.
        let frames = &self.view.known.frames;
        let tells = (mention.end..sentence.end)
            .any(|at| frames.evoked_at(&self.view.lowered[at..sentence.end]).is_some());
        (first && state && !tells && !self.view.in_dateline(mention.start)).then_some(&*mention.entity.code)
    }

    /// "The foreign ministry spokesman said that Iran had supplied no weapons": who denies what a state did is of that state, where
    /// nothing else tells whose he is.
    pub(super) fn denied(&self) -> Option<&'a str> {
        let end = self.view.sentence(self.first.start).end;
        let that =
            (self.first.end..end.min(self.first.end + THAT)).find(|&at| self.view.word(at) == "that")?;
        let mention = self.view.mentions_in(that + 1..end).first()?;
        let subject = mention.start <= that + 2
            && mention.entity.kind == EntityKind::State
            && matches!(mention.form, Form::Name | Form::Capital)
            && matches!(self.view.tag(mention.end), Tag::Verb | Tag::Aux | Tag::Adv);
        // "had not", "has never", "would not have": no later "no".
        let group = mention.end..end.min(mention.end + 3);
        let denies = group
            .clone()
            .any(|at| matches!(self.view.word(at), "not" | "n't" | "never" | "no" | "neither" | "nothing"));
        (subject && denies && !group.is_empty()).then_some(&*mention.entity.code)
    }

    /// "the country's spy agency": the state that is the subject of the sentence or the one named last in it, or else that of the
    /// page.
    pub(super) fn of_the_country(&self) -> Option<&'a str> {
        if !is_of_the_country(self.view, &self.view.lowered[self.first.clone()]) {
            return None;
        }
        // "Serbia has sold none to Russia, the country's minister said": of whom he speaks, and not whom he names last.
        let own = || {
            let states = self.view.mentions_in(self.before()).iter().rev();
            states
                .filter(|mention| mention.entity.kind == EntityKind::State)
                .map(|mention| &*mention.entity.code)
                .next()
        };
        self.subject().or_else(own).or(self.view.home)
    }

    /// The state of the office named last in the sentence before: "the South Korean president ... His office".
    pub(super) fn office_before(&self) -> Option<&'a str> {
        let last = self.before().start.checked_sub(1)?;
        let sentence = self.view.sentence(last);
        let office = |mention: &&Mention<'a>| {
            let next = mention.end + usize::from(matches!(self.view.word(mention.end), "'s" | "’s"));
            let behind = &self.view.lowered[next.min(sentence.end)..sentence.end];
            let described = self.view.known.names.sector_at(behind);
            described
                .is_some_and(|(length, _)| self.view.known.names.is_voice(self.view.word(next + length - 1)))
        };
        // "He and the Russian president had agreed. His minister": the one who was meant by "he".
        let beside_him = |mention: &Mention<'a>| {
            let the = usize::from(mention.start > 0 && self.view.word(mention.start - 1) == "the");
            let and = mention.start.checked_sub(1 + the).filter(|&and| self.view.word(and) == "and");
            and.is_some_and(|and| and > 0 && matches!(self.view.word(and - 1), "he" | "she"))
        };
        let last = self.view.mentions_in(sentence.clone()).iter().rev().find(office)?;
        if beside_him(last) { None } else { last.state() }
    }

    /// "France keeps soldiers there. Its armed forces ministry": the state with which the sentence before opens, in the same paragraph,
    /// and nobody speaks in it.
    pub(super) fn goes_on_about(&self) -> Option<&'a str> {
        let before = self.before();
        let opens = before.is_empty() && self.view.word(self.first.start) == "its";
        let last = before.start.checked_sub(1).filter(|_| opens)?;
        let sentence = self.view.sentence(last);
        let near = self.view.paragraph(self.first.start) <= sentence.start;
        let silent = self.last(|met| sentence.start <= met.tokens.start).is_none();
        let mention = self.view.mentions_in(sentence.clone()).first()?;
        let subject = mention.start <= sentence.start + 1
            && mention.entity.kind == EntityKind::State
            && matches!(mention.form, Form::Name | Form::Capital)
            && matches!(self.view.tag(mention.end), Tag::Verb | Tag::Aux | Tag::Adv);
        (near && silent && subject && self.is_subject(mention, sentence.end)).then(|| mention.state())?
    }

    pub(super) fn is_possessive(&self) -> bool {
        let words = &self.view.lowered[self.first.start..self.one.tokens.start.max(self.first.start)];
        words.iter().any(|word| matches!(word.as_str(), "its" | "his" | "her" | "their"))
    }

    /// The state that is the subject of the sentence whose end the source is: "Japan granted a licence, the cabinet secretary
    /// said". A dateline is none.
    pub(super) fn subject(&self) -> Option<&'a str> {
        let before = self.before();
        for mention in self.view.mentions_in(before.clone()) {
            let opening = before.start..mention.start;
            if opening.clone().any(|at| matches!(self.view.tag(at), Tag::Verb | Tag::Aux)) {
                return None;
            }
            if self.is_subject(mention, before.end) {
                return mention.state();
            }
        }
        None
    }

    /// "The Pentagon cannot confirm the reports, a spokesman said": the body that is the subject of what its spokesman says.
    pub(super) fn of_subject(&self) -> Option<Holder> {
        let before = self.before();
        let mention = self.view.mentions_in(before.clone()).first()?;
        let plain = |at: usize| !matches!(self.view.tag(at), Tag::Verb | Tag::Aux | Tag::Adp | Tag::Punct);
        let opens = (before.start..mention.start).all(plain) && !self.view.in_dateline(mention.start);
        let acts = matches!(self.view.tag(mention.end), Tag::Verb | Tag::Aux | Tag::Adv);
        let body = mention.entity.kind == EntityKind::Body && self.one.sector.code.is_empty();
        (body && opens && acts).then(|| Holder::new(&*mention.entity.code))
    }

    /// "It is the policy of Singapore not to sell, the foreign ministry said": whose rule is told.
    pub(super) fn whose_rule(&self) -> Option<&'a str> {
        let rule = |at: usize| {
            let words = &self.view.lowered[at..=at];
            self.view.known.wording.governor_at(words).is_some_and(|(_, mut all)| {
                all.any(|(kind, effect)| kind == GovernorKind::Noun && effect.level == Some(Level::Policy))
            })
        };
        let of = |mention: &&Mention<'a>| {
            let before =
                mention.start >= 2 && self.view.word(mention.start - 1) == "of" && rule(mention.start - 2);
            let owns = matches!(self.view.word(mention.end), "'s" | "’s")
                && mention.end + 1 < self.first.start
                && rule(mention.end + 1);
            before || owns
        };
        self.view.mentions_in(self.before()).iter().find(of)?.state()
    }

    pub(super) fn is_subject(&self, mention: &Mention<'a>, end: usize) -> bool {
        if self.view.in_dateline(mention.start) || self.view.is_place(mention) {
            return false;
        }
        match (mention.entity.kind, mention.form) {
            // "The Czech trade ministry has approved".
            (EntityKind::State, Form::Adjective) => (mention.end..end.min(mention.end + 3))
                .any(|at| self.view.known.names.sector_at(&self.view.lowered[at..end]).is_some()),
            (EntityKind::State, Form::City) => false,
            (EntityKind::State | EntityKind::Body, _) => true,
            _ => false,
        }
    }

    /// The tokens of the paragraph of a token, up to the source.
    pub(super) fn paragraph(&self, at: usize) -> Range<usize> {
        self.view.paragraph(at)..at
    }
}
