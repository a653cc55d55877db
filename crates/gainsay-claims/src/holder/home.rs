//! Whose organ speaks where its words name no state: "a ministry spokesman", "the government", "its army".
//!
//! In this order: where the sentence says that they are ("In Cairo a foreign ministry statement"); whoever "its" or "the
//! country's" stands for; where the words behind say that they spoke ("said in Bangkok"); who spoke before in the
//! paragraph; the subject of what they say ("Greece will give none, the government spokesman said"); who spoke in the
//! paragraph before; the state of the dateline; the state that the page names most.

use super::stands::{Described, Reading, Stands};
use super::unnamed::head;
use super::words::of_state;
use super::{Met, Who, back};
use crate::mention::Mention;
use crate::view::View;
use gainsay_knowledge::{EntityKind, Form, GovernorKind, Ties};
use gainsay_record::{Holder, Level, Naming, Tag};
use std::ops::Range;

/// How many names before it the page's state is counted over.
const LOOK_BACK: usize = 200;

/// How many tokens a name may stand behind "in" at the head of a sentence.
const SCENE: usize = 4;

/// How many tokens behind a source its "that" may stand.
const THAT: usize = 5;

/// How many tokens behind a source may tell where it spoke.
const STAGE: usize = 8;

/// Who the organ is that the words in `ranges` speak for; `own` is who they name by themselves.
pub(super) fn home(view: &View<'_>, ranges: &[Range<usize>], own: &Who, met: &[Met]) -> Option<Who> {
    let first = ranges.first()?.clone();
    let reading = Reading::new(view, ranges);
    let lead = &view.lowered[first.clone()];
    let names = &view.known.names;
    let of_others = names.others.at(lead).is_some()
        || lead.iter().enumerate().any(|(at, _)| names.anywhere.at(&lead[at..]).is_some());
    // "An opposition politician in exile in Vilnius": where he is is not where his party is.
    let exiled = reading.described.iter().any(|one| one.sector.code == "OPP")
        && reading.mentions.iter().all(|(_, stands)| *stands == Stands::Not);
    if reading.former || of_others || !(reading.mentions.is_empty() || exiled) {
        return None;
    }
    let mut voices = reading.described.iter().filter(|one| is_voice(view, one));
    // "The country" is described, too.
    let one = if is_of_the_country(view, lead) { voices.next_back()? } else { voices.next()? };
    // "A shadow government" is one of which the page has not spoken.
    let joined = reading.described.iter().any(|other| other.tokens.start == one.tokens.end);
    let leads = reading.described.first().is_some_and(|first| first.tokens.start == one.tokens.start);
    let alone = leads && !one.sector.people && !joined && !is_office(view, one);
    let asked = Asked { view, one, first: first.clone(), met };
    if alone && matches!(view.word(first.start), "a" | "an") && !asked.is_native() {
        return None;
    }
    let holder = asked.holder()?;
    Some(Who { holder: Some(holder), ..own.clone() })
}

/// Who an organ is where the sentence opens with where they are: "In Prague the defence ministry denied".
pub(super) fn there(view: &View<'_>, ranges: &[Range<usize>], own: &Who, met: &[Met]) -> Option<Who> {
    let first = ranges.first()?.clone();
    let reading = Reading::new(view, ranges);
    if reading.former || !reading.mentions.is_empty() {
        return None;
    }
    let voice = reading.described.iter().find(|one| is_voice(view, one));
    let one = voice.or_else(|| reading.described.iter().find(|one| is_of_the_house(one)))?;
    let asked = Asked { view, one, first: first.clone(), met };
    let heard = || asked.stage().or_else(|| asked.announced());
    let apart = matches!(one.sector.code, "LEG" | "JUD" | "OPP" | "BUS" | "MED" | "NGO");
    let heard = || heard().filter(|_| voice.is_some() && !apart && !asked.is_possessive());
    let scene = asked.scene().or_else(heard)?;
    // "In Brussels a senior official": of a state, or of those whom many states keep there.
    let names = &view.known.names;
    let anybodys = || {
        let words = &view.lowered[asked.before().start..first.end];
        (0..words.len())
            .any(|at| names.seats.at(&words[at..]).is_some() || names.anywhere.at(&words[at..]).is_some())
    };
    if voice.is_none() && anybodys() {
        return None;
    }
    Some(Who { holder: Some(asked.of(scene)), ..own.clone() })
}

/// Who "its chairman" speaks for: the body, or the state, that is the subject of what he says.
pub(super) fn its(view: &View<'_>, ranges: &[Range<usize>], own: &Who) -> Option<Who> {
    let first = ranges.first()?.clone();
    let reading = Reading::new(view, ranges);
    if reading.former || !reading.mentions.is_empty() || view.word(first.start) != "its" {
        return None;
    }
    // "Kyiv has not asked for troops, its foreign minister said": of whom he speaks in the same sentence.
    if let Some(one) = reading.described.iter().find(|one| is_voice(view, one)) {
        let asked = Asked { view, one, first: first.clone(), met: &[] };
        if let Some(state) = asked.subject() {
            return Some(Who { holder: Some(asked.of(state)), ..own.clone() });
        }
    }
    let people = reading.described.first().filter(|one| one.sector.people && one.sector.code.is_empty())?;
    let asked = Asked { view, one: people, first, met: &[] };
    let before = asked.before();
    let mention = view.mentions_in(before.clone()).first()?;
    let verb =
        (before.start..mention.start).any(|at| matches!(view.tag(at), Tag::Verb | Tag::Aux | Tag::Adp));
    let body = !matches!(mention.entity.kind, EntityKind::State | EntityKind::Person);
    let holder = (body && !verb).then(|| Holder::new(&*mention.entity.code))?;
    Some(Who { holder: Some(holder), ..own.clone() })
}

/// Whether the words of a source speak for an organ of a state.
pub(super) fn speaks_for_organ(view: &View<'_>, ranges: &[Range<usize>]) -> bool {
    let of_state = |one: &Described| !matches!(one.sector.code, "BUS" | "MED" | "NGO");
    Reading::new(view, ranges).described.iter().any(|one| of_state(one) && is_voice(view, one))
}

/// "the country's spy agency".
pub(super) fn is_of_the_country(view: &View<'_>, words: &[String]) -> bool {
    let lands = &view.known.wording.lands;
    words.windows(3).any(|three| {
        three[0] == "the" && lands.at(&three[1..2]).is_some() && matches!(three[2].as_str(), "'s" | "’s")
    })
}

/// Whether those who speak are sent abroad: an embassy, an envoy.
pub(crate) fn is_abroad(view: &View<'_>, tokens: &Range<usize>) -> bool {
    tokens.clone().any(|at| {
        let described = view.known.names.sector_at(&view.lowered[at..tokens.end.max(at)]);
        described.is_some_and(|(_, sector)| sector.ties == Ties::Abroad)
    })
}

/// Whether a description is of somebody who serves the state where he is: "an aide to the president", "a security official".
fn is_of_the_house(one: &Described) -> bool {
    one.sector.people
        && matches!(one.sector.ties, Ties::Own | Ties::Serves)
        && matches!(one.sector.code, "GOV" | "MIL" | "SPY")
}

/// Whether a description is of a state's organ, an office, or of somebody who speaks for one: no "officials".
fn is_voice(view: &View<'_>, one: &Described) -> bool {
    let sector = one.sector;
    if sector.document || sector.ties != Ties::Own {
        return false;
    }
    let words = &view.lowered[one.tokens.clone()];
    let speaks = || is_office(view, one);
    let names = &view.known.names;
    let of_body = || (0..words.len()).any(|at| names.organs.at(&words[at..]).is_some());
    match sector.code {
        "LEG" | "JUD" | "OPP" => true,
        "GOV" | "MIL" | "SPY" => !sector.people || speaks() || of_body(),
        // Of a company or paper only where the words point: "one of the country's factories".
        "BUS" | "MED" | "NGO" => true,
        "" => !sector.of_state.is_empty() && (sector.people && speaks() || of_body()),
        _ => false,
    }
}

fn is_office(view: &View<'_>, one: &Described) -> bool {
    view.known.names.is_voice(view.word(head(view, one.tokens.clone())))
}

/// A description that asks whose it is.
struct Asked<'v, 'a> {
    view: &'v View<'a>,
    one: &'v Described,
    first: Range<usize>,
    met: &'v [Met],
}

impl<'a> Asked<'_, 'a> {
    fn holder(&self) -> Option<Holder> {
        // Parliaments and oppositions are seldom those of whoever spoke last.
        let apart = matches!(self.one.sector.code, "LEG" | "JUD" | "OPP");
        let state = |state: &str| Some(self.of(state));
        let pointed = || self.scene().or_else(|| self.of_the_country());
        if let Some(found) = pointed() {
            return state(found);
        }
        if matches!(self.one.sector.code, "BUS" | "MED" | "NGO") {
            return self.view.home.filter(|_| self.is_native()).and_then(state);
        }
        if self.is_possessive() {
            let before = || self.last(|met| !is_media(met) && !self.is_plural_pronoun(met));
            let his = || {
                let words = &self.view.lowered[self.first.clone()];
                words
                    .iter()
                    .any(|word| matches!(word.as_str(), "his" | "her"))
                    .then(|| self.office_before())?
            };
            let found = self.subject().or_else(his).and_then(state);
            // "A shadow government rejected it, and its envoy said": whosever it is, it is none of those before.
            let last = self.met.iter().rev().find(|met| met.tokens.start < self.first.start);
            let of_unknown = last.is_some_and(|met| {
                let body = Reading::new(self.view, std::slice::from_ref(&met.tokens)).described;
                !met.who.is_resolved()
                    && body.first().is_some_and(|one| !one.sector.people && !one.sector.document)
            });
            if found.is_none() && of_unknown {
                return None;
            }
            return found.or_else(|| before().and_then(|met| self.beside(met)));
        }
        let paragraph = self.paragraph(self.first.start);
        if !apart && let Some(met) = self.spoke_since(paragraph.start) {
            return self.beside(met);
        }
        let quoted = self.before().any(|at| is_mark(self.view.printed[at]));
        let subject = self.subject().or_else(|| self.whose_rule()).filter(|_| !quoted && !apart);
        let at_home = self.view.home.filter(|home| {
            subject.is_some()
                && self.view.mentions_in(self.before()).iter().any(|it| it.state() == Some(home))
        });
        if let Some(found) = at_home.or(subject) {
            return state(found);
        }
        if let Some(found) = self.denied().filter(|_| !apart) {
            return state(found);
        }
        let previous = paragraph.start.checked_sub(1).map(|last| self.paragraph(last));
        if !apart && let Some(met) = previous.and_then(|previous| self.spoke_since(previous.start)) {
            return self.beside(met);
        }
        let known = self.view.mentions.partition_point(|mention| mention.start < self.first.start);
        let before = &self.view.mentions[known.saturating_sub(LOOK_BACK)..known];
        self.view.home.or_else(|| back::dominant(before)).and_then(state)
    }

    /// "State television", "a mass-circulation daily": of the state where the page was written.
    fn is_native(&self) -> bool {
        let words = &self.view.lowered[self.first.clone()];
        self.one.sector.code == "MED"
            && (0..words.len()).any(|at| self.view.known.names.natives.at(&words[at..]).is_some())
    }

    /// The organ of a state that the description is.
    fn of(&self, state: &str) -> Holder {
        match self.one.sector.code {
            "" => Holder::new(format!("{state}:{}", self.one.sector.of_state)),
            _ => of_state(self.view, state, self.one),
        }
    }

    /// The organ beside one that spoke before: its spokesman, the same ministry, or another of its state.
    fn beside(&self, met: &Met) -> Option<Holder> {
        let holder = met.who.holder.as_ref()?;
        let same = || {
            let words = &self.view.lowered[self.one.tokens.clone()];
            let organ =
                |at: usize| self.view.word(at) == "ministry" && words.iter().any(|word| word == "ministry");
            holder.sector() == Some(self.one.sector.code) && met.tokens.clone().any(organ)
        };
        if self.one.sector.code.is_empty() || same() {
            return match (holder.sector(), holder.state()) {
                (None, Some(state)) => Some(self.of(state)),
                _ => Some(holder.clone()),
            };
        }
        holder.state().filter(|state| *state != "XXX").map(|state| self.of(state))
    }

    /// The tokens of the sentence before the source.
    fn before(&self) -> Range<usize> {
        self.view.sentence(self.first.start).start.min(self.first.start)..self.first.start
    }

    /// "In Cairo a foreign ministry statement ...".
    fn scene(&self) -> Option<&'a str> {
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
    fn stage(&self) -> Option<&'a str> {
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
    fn announced(&self) -> Option<&'a str> {
        let paragraph = self.paragraph(self.first.start);
        let previous = self.previous().filter(|last| paragraph.start <= last.start)?;
        let nobody = self.last(|met| previous.start <= met.tokens.start).is_none();
        if nobody { self.opens(previous) } else { None }
    }

    /// The sentence before the one of the source, over what is quoted there.
    fn previous(&self) -> Option<Range<usize>> {
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
    fn opens(&self, sentence: Range<usize>) -> Option<&'a str> {
        let mention = self.view.mentions_in(sentence.clone()).first()?;
        let first = mention.start == sentence.start
            || mention.start == sentence.start + 1 && self.view.word(sentence.start) == "the";
        let owns = matches!(self.view.word(mention.end), "'s" | "’s");
        let state = mention.entity.kind == EntityKind::State
            && (mention.form == Form::Capital || mention.form == Form::Name && owns);
        (first && state && !self.view.in_dateline(mention.start)).then_some(&*mention.entity.code)
    }

    /// "The foreign ministry spokesman said that Iran had supplied no weapons": who denies what a state did is of that state, where
    /// nothing else tells whose he is.
    fn denied(&self) -> Option<&'a str> {
        let end = self.view.sentence(self.first.start).end;
        let that =
            (self.first.end..end.min(self.first.end + THAT)).find(|&at| self.view.word(at) == "that")?;
        let mention = self.view.mentions_in(that + 1..end).first()?;
        let subject = mention.start <= that + 2
            && mention.entity.kind == EntityKind::State
            && matches!(mention.form, Form::Name | Form::Capital)
            && matches!(self.view.tag(mention.end), Tag::Verb | Tag::Aux | Tag::Adv);
        let denies = (mention.end..end)
            .any(|at| matches!(self.view.word(at), "not" | "n't" | "never" | "no" | "neither" | "nothing"));
        (subject && denies).then_some(&*mention.entity.code)
    }

    /// "the country's spy agency": the state named last in the sentence, or else that of the page.
    fn of_the_country(&self) -> Option<&'a str> {
        if !is_of_the_country(self.view, &self.view.lowered[self.first.clone()]) {
            return None;
        }
        let own = self.view.mentions_in(self.before()).iter().rev();
        own.filter(|mention| mention.entity.kind == EntityKind::State)
            .map(|mention| &*mention.entity.code)
            .next()
            .or(self.view.home)
    }

    /// The state of the office named last in the sentence before: "the South Korean president ... His office".
    fn office_before(&self) -> Option<&'a str> {
        let last = self.before().start.checked_sub(1)?;
        let sentence = self.view.sentence(last);
        let office = |mention: &&Mention<'a>| {
            let next = mention.end + usize::from(matches!(self.view.word(mention.end), "'s" | "’s"));
            let behind = &self.view.lowered[next.min(sentence.end)..sentence.end];
            let described = self.view.known.names.sector_at(behind);
            described
                .is_some_and(|(length, _)| self.view.known.names.is_voice(self.view.word(next + length - 1)))
        };
        self.view.mentions_in(sentence.clone()).iter().rev().find(office)?.state()
    }

    fn is_possessive(&self) -> bool {
        let words = &self.view.lowered[self.first.start..self.one.tokens.start.max(self.first.start)];
        words.iter().any(|word| matches!(word.as_str(), "its" | "his" | "her" | "their"))
    }

    /// The state that is the subject of the sentence whose end the source is: "Japan granted a licence, the cabinet secretary
    /// said". A dateline is none.
    fn subject(&self) -> Option<&'a str> {
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

    /// "It is the policy of Singapore not to sell, the foreign ministry said": whose rule is told.
    fn whose_rule(&self) -> Option<&'a str> {
        let rule = |at: usize| {
            let words = &self.view.lowered[at..=at];
            self.view.known.wording.governor_at(words).is_some_and(|(_, mut all)| {
                all.any(|(kind, effect)| kind == GovernorKind::Noun && effect.level == Some(Level::Policy))
            })
        };
        let of = |mention: &&Mention<'a>| {
            let before =
                mention.start >= 2 && self.view.word(mention.start - 1) == "of" && rule(mention.start - 2);
            let owns = matches!(self.view.word(mention.end), "'s" | "’s") && rule(mention.end + 1);
            before || owns
        };
        self.view.mentions_in(self.before()).iter().find(of)?.state()
    }

    fn is_subject(&self, mention: &Mention<'a>, end: usize) -> bool {
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
    fn paragraph(&self, at: usize) -> Range<usize> {
        let mut start = self.view.sentence(at).start.min(at);
        while let Some(last) = start.checked_sub(1) {
            let gap = self.view.token(last).span.end()..self.view.token(start).span.start();
            if self.view.text.get(gap).is_some_and(|gap| gap.contains('\n')) {
                break;
            }
            start = self.view.sentence(last).start.min(last);
        }
        start..at
    }

    /// Who spoke last since a token; of those who speak in one sentence the first, in whose mouth the others are.
    fn spoke_since(&self, start: usize) -> Option<&Met> {
        let last = self.last(|met| start <= met.tokens.start && self.speaks(met))?;
        let sentence = self.view.sentence(last.tokens.start);
        let own = self.view.sentence(self.first.start) == sentence;
        let first =
            self.met.iter().rev().take(super::LOOK_BACK).filter(|met| {
                sentence.contains(&met.tokens.start) && met.who.is_resolved() && self.speaks(met)
            });
        if own { Some(last) } else { first.min_by_key(|met| met.tokens.start).or(Some(last)) }
    }

    fn last(&self, fits: impl Fn(&Met) -> bool) -> Option<&Met> {
        let before = self.met.iter().rev().take(super::LOOK_BACK);
        before
            .filter(|met| met.tokens.start < self.first.start && met.who.is_resolved())
            .find(|met| fits(met))
    }

    /// Whether a source met before is an organ that others of its state speak beside.
    fn speaks(&self, met: &Met) -> bool {
        let Some(holder) = &met.who.holder else { return false };
        let abroad = is_abroad(self.view, &met.tokens);
        let state = holder.state().is_some_and(|state| state != "XXX");
        let of_state = state && matches!(holder.sector(), None | Some("GOV" | "MIL" | "SPY"));
        let body =
            matches!(holder.sector(), Some("BUS" | "REB" | "IGO" | "NGO")) && met.who.named == Naming::Named;
        !abroad && !self.is_plural_pronoun(met) && (of_state || self.one.sector.code.is_empty() && body)
    }

    fn is_plural_pronoun(&self, met: &Met) -> bool {
        matches!(self.view.word(met.tokens.start), "they" | "we" | "i")
    }
}

fn is_media(met: &Met) -> bool {
    met.who.holder.as_ref().is_some_and(|holder| holder.sector() == Some("MED"))
}

fn is_mark(word: &str) -> bool {
    matches!(word, "\"" | "“" | "”" | "``" | "''" | "«" | "»")
}
