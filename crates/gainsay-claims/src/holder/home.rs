//! Whose organ speaks where its words name no state: "a ministry spokesman", "the government", "its army".
//!
//! In this order: where the sentence says that they are ("In Cairo a foreign ministry statement"); whoever "its" or "the
//! country's" stands for; where the words behind say that they spoke ("said in Bangkok"); the capital that the sentence
//! before lets speak; the body of which they say something; who spoke before in the paragraph; the subject of what they
//! say ("Greece will give none, the government spokesman said"), or whose rule they tell; who spoke in the paragraph
//! before; the state of which they deny something; the state of the dateline; the state that the page names most.

use super::stands::{Described, Reading, Stands};
use super::unnamed::head;
use super::whose::Asked;
use super::{Met, Who, back};
use crate::mention::Mention;
use crate::view::View;
use gainsay_knowledge::{EntityKind, Ties};
use gainsay_record::{Holder, Naming, Tag};
use std::ops::Range;

/// How many names before it the page's state is counted over.
const LOOK_BACK: usize = 200;

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
    let scene = asked.scene().or_else(heard).or_else(|| asked.beside_subject())?;
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
pub(super) fn its(view: &View<'_>, ranges: &[Range<usize>], own: &Who, met: &[Met]) -> Option<Who> {
    let first = ranges.first()?.clone();
    let reading = Reading::new(view, ranges);
    if reading.former || !reading.mentions.is_empty() || !matches!(view.word(first.start), "its" | "their") {
        return None;
    }
    // "Kyiv has not asked for troops, its foreign minister said": of whom he speaks in the same sentence.
    if let Some(one) = reading.described.iter().find(|one| is_voice(view, one)) {
        let asked = Asked { view, one, first: first.clone(), met };
        if let Some(state) = asked.subject().or_else(|| asked.goes_on_about()) {
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
pub(super) fn is_voice(view: &View<'_>, one: &Described) -> bool {
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

impl<'a> Asked<'_, 'a> {
    fn holder(&self) -> Option<Holder> {
        // Parliaments and oppositions are seldom those of whoever spoke last.
        let apart = matches!(self.one.sector.code, "LEG" | "JUD" | "OPP");
        let state = |state: &str| Some(self.of(state));
        let pointed = || self.scene().or_else(|| self.of_the_country());
        if let Some(found) = pointed() {
            return state(found);
        }
        if let Some(found) = self.ruled() {
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
        if let Some(body) = self.of_subject() {
            return Some(body);
        }
        if let Some(met) = self.only_one() {
            return self.beside(met);
        }
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
        let previous = paragraph.start.checked_sub(1).map(|last| self.paragraph(last));
        if !apart && let Some(met) = previous.and_then(|previous| self.spoke_since(previous.start)) {
            return self.beside(met);
        }
        if let Some(found) = self.denied().filter(|_| !apart) {
            return state(found);
        }
        let known = self.view.mentions.partition_point(|mention| mention.start < self.first.start);
        let before = &self.view.mentions[known.saturating_sub(LOOK_BACK)..known];
        self.view.home.or_else(|| back::dominant(before)).and_then(state)
    }

    /// "a junta spokesman": of the state named last whose soldiers rule it.
    fn ruled(&self) -> Option<&'a str> {
        let junta = self.first.clone().any(|at| self.view.word(at) == "junta");
        let known = self.view.mentions.partition_point(|mention| mention.start < self.first.start);
        let before =
            self.view.mentions[known.saturating_sub(LOOK_BACK)..known].iter().rev().filter(|_| junta);
        let date = self.view.published_edtf.as_ref();
        let under_arms = |mention: &&Mention<'a>| {
            mention.entity.kind == EntityKind::State
                && self.view.known.names.is_under_arms(&mention.entity.code, date)
        };
        before.clone().find(|mention| under_arms(mention)).map(|mention| &*mention.entity.code)
    }

    /// "State television", "a mass-circulation daily": of the state where the page was written.
    fn is_native(&self) -> bool {
        let words = &self.view.lowered[self.first.clone()];
        self.one.sector.code == "MED"
            && (0..words.len()).any(|at| self.view.known.names.natives.at(&words[at..]).is_some())
    }

    /// "The ministry's spokesman" behind a foreign official: the only ministry of the page that has spoken, and no other organ of
    /// whoever spoke last.
    fn only_one(&self) -> Option<&Met> {
        let names = &self.view.known.names;
        let key = |word: &str| names.organs.at(&[word]).is_some() || names.is_voice(word);
        let words = &self.view.lowered[self.first.clone()];
        let keys: Vec<&String> = words.iter().filter(|word| key(word)).collect();
        let same = |met: &&Met| {
            let own = &self.view.lowered[met.tokens.clone()];
            met.tokens.end <= self.first.start
                && met.who.is_resolved()
                && keys.iter().all(|key| own.contains(*key))
        };
        if keys.is_empty() {
            return None;
        }
        let mut all = self.met.iter().rev().take(super::LOOK_BACK).filter(same);
        let last = all.next()?;
        let state = |met: &Met| met.who.holder.as_ref().and_then(|holder| holder.state().map(str::to_owned));
        let own = state(last).filter(|state| state != "XXX")?;
        all.all(|met| state(met).as_deref() == Some(own.as_str())).then_some(last)
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

    pub(super) fn last(&self, fits: impl Fn(&Met) -> bool) -> Option<&Met> {
        let before = self.met.iter().rev().take(super::LOOK_BACK);
        before
            .filter(|met| met.tokens.start < self.first.start && met.who.is_resolved())
            .find(|met| fits(met))
    }

    /// Whether a source met before is an organ that others of its state speak beside.
    fn speaks(&self, met: &Met) -> bool {
        let Some(holder) = &met.who.holder else { return false };
        let state = holder.state().is_some_and(|state| state != "XXX");
        let of_state = state && matches!(holder.sector(), None | Some("GOV" | "MIL" | "SPY"));
        let body =
            matches!(holder.sector(), Some("BUS" | "REB" | "IGO" | "NGO")) && met.who.named == Naming::Named;
        !met.abroad && !self.is_plural_pronoun(met) && (of_state || self.one.sector.code.is_empty() && body)
    }

    fn is_plural_pronoun(&self, met: &Met) -> bool {
        matches!(self.view.word(met.tokens.start), "they" | "we" | "i")
    }
}

fn is_media(met: &Met) -> bool {
    met.who.holder.as_ref().is_some_and(|holder| holder.sector() == Some("MED"))
}

pub(super) fn is_mark(word: &str) -> bool {
    matches!(word, "\"" | "“" | "”" | "``" | "''" | "«" | "»")
}
