//! How the names and descriptions in a source stand to whoever speaks.

use super::around::{
    anywhere, backed, based, before_citing, compounded, description_after, following_is, governor, in_exile,
    is_acronym, is_capital, is_genitive, is_hyphen, is_place, owner_of_backed, seen_by,
};
use crate::mention::Mention;
use crate::view::View;
use gainsay_knowledge::{EntityKind, Form, Sector, Ties};
use std::ops::Range;

/// How a name in a source stands to whoever speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stands {
    /// It is the speaker, or the speaker is of it.
    Speaks,
    /// A person whose people speak: "Putin's spokesman", "the Biden administration".
    Owns,
    /// "a spokesman for the ministry": whom they speak for, where nobody else is named.
    For,
    /// "officials in Kyiv": where they are, which tells whose they are if nothing else does.
    At,
    /// "a source close to the Kremlin": it tells the state.
    Near,
    /// "ambassador to the UN", "Iran-backed rebels", "Ukraine's allies": it says nothing of the speaker.
    Not,
}

/// A description with its place.
#[derive(Clone, Debug)]
pub(super) struct Described {
    pub tokens: Range<usize>,
    pub sector: Sector,
}

impl Described {
    /// Whether it tells nothing of whose they are: "sources", "the group".
    pub fn is_anybody(&self) -> bool {
        let Sector { code, of_state, document, .. } = self.sector;
        code.is_empty() && of_state.is_empty() && !document
    }
}

/// What stands in the words of a source.
#[derive(Debug, Default)]
pub(super) struct Reading<'a> {
    pub mentions: Vec<(Mention<'a>, Stands)>,
    pub described: Vec<Described>,
    /// The first name that no data knows.
    pub unknown: Option<usize>,
    /// The noun of an association in a name that no data knows: "the Cluster Munition *Coalition*".
    pub society: Option<usize>,
    /// Whether they are no longer what the description says.
    pub former: bool,
}

impl<'a> Reading<'a> {
    pub fn new(view: &View<'a>, ranges: &[Range<usize>]) -> Self {
        let mut reading = Self::default();
        for range in ranges {
            reading.range(view, range.clone());
            reading.society = reading.society.or_else(|| society(view, range.clone()));
        }
        reading.settle(view);
        reading
    }

    fn range(&mut self, view: &View<'a>, range: Range<usize>) {
        let names = &view.known.names;
        let end = before_citing(view, range.clone());
        let mut near = false;
        let mut at = range.start;
        while at < end {
            if let Some(mention) = view.mention_at(at).filter(|mention| mention.start == at) {
                if let Some((owner, end)) = owner_of_backed(view, mention) {
                    self.mentions.push((owner, Stands::Speaks));
                    at = end;
                    continue;
                }
                let stands = if near { Stands::Near } else { self.stands(view, range.start..end, mention) };
                self.mentions.push((*mention, stands));
                at = mention.end.max(at + 1);
                continue;
            }
            let words = &view.lowered[at..end];
            if let Some((length, sector)) = names.sector_at(words) {
                let tokens = at..at + length.max(1);
                at = tokens.end;
                // "Three state-owned companies": whose they are is told by the companies.
                if is_hyphen(view.word(tokens.end))
                    && view.known.wording.belonging.at(&view.lowered[tokens.end + 1..]).is_some()
                {
                    at = tokens.end + 2;
                    continue;
                }
                // "Sudan's army-backed government": who stands behind it does not speak.
                if let Some(end) = backed(view, tokens.end) {
                    at = end;
                    continue;
                }
                self.described.push(Described { tokens, sector });
                continue;
            }
            if let Some((length, ())) = names.near.at(words).filter(|_| at > range.start) {
                self.anybody();
                near = true;
                at += length;
                continue;
            }
            if names.knowing.at(words).is_some() && at > range.start {
                self.anybody();
                return;
            }
            if let Some((length, ())) = names.former.at(words) {
                // "the former Soviet Union" is no former official.
                let land = view.mention_at(at + length).is_some_and(|mention| mention.entity.ended);
                self.former |= !land;
                at += length;
                continue;
            }
            // "European diplomats" bear no name.
            let known = || names.anywhere.at(words).is_some();
            if at > range.start && is_name(view.printed[at]) && !known() {
                self.unknown.get_or_insert(at);
            }
            at += 1;
        }
        if names.knowing.at(&view.lowered[end..range.end]).is_some() {
            self.anybody();
        }
    }

    /// "people familiar with the matter" are no civilians: of whom only what they know is said, no sector is known.
    fn anybody(&mut self) {
        if let Some(last) = self.described.last_mut().filter(|last| last.sector.code == "CVL") {
            last.sector.code = "";
        }
    }

    fn stands(&self, view: &View<'_>, range: Range<usize>, mention: &Mention<'_>) -> Stands {
        if compounded(view, range.start, mention) {
            return Stands::Not;
        }
        let kind = mention.entity.kind;
        let next = mention.end;
        let genitive = is_genitive(view, next);
        let after = next + usize::from(genitive);
        let (skipped, following) = description_after(view, after..range.end);
        let directly = skipped == 0;
        let following = following.map(|one| (one, directly));
        let (governor, at) = governor(view, range.start, mention.start);
        let last = self.described.iter().rev().find(|one| one.tokens.end <= at).map(|one| one.sector);
        let of_others = governor == "of" && last.is_some_and(|last| last.ties == Ties::Apart);
        if of_others || following.is_some_and(|(one, _)| one.ties == Ties::Apart) {
            let state = kind == EntityKind::State || kind == EntityKind::Organisation;
            return if state { Stands::Not } else { Stands::Near };
        }
        let sources = |one: Sector| one.people && one.code.is_empty() && one.of_state.is_empty();
        if kind == EntityKind::Outlet && following.is_some_and(|(one, _)| sources(one)) {
            return Stands::Not;
        }
        let topic = kind == EntityKind::State && mention.form == Form::Name && !is_acronym(view, mention);
        if !genitive && (topic || kind == EntityKind::Group) {
            let envoy = topic && (next..range.end).take(2).any(|at| view.word(at).starts_with("envoy"));
            let studied = following.is_some_and(|(one, directly)| directly && one.ties == Ties::Studies);
            if envoy || studied {
                return Stands::Not;
            }
        }
        let abroad = last.is_some_and(|last| last.ties == Ties::Abroad);
        let stands = match governor {
            // "a report seen by the agency": it passes the report on.
            "by" if seen_by(view, range.start, mention.start) => Stands::Not,
            "to" if last.is_some_and(|last| last.ties == Ties::Serves) => Stands::For,
            "to" | "on" | "against" | "about" | "over" | "regarding" | "(" => Stands::Not,
            "for" if abroad => Stands::Not,
            "for" | "at" | "with" | "representing" => Stands::For,
            "in" | "near" | "outside" | "around" | "across" | "inside" if is_place(mention, genitive) => {
                if abroad || anywhere(view, range.start..mention.start) || in_exile(view, at) {
                    Stands::Not
                } else {
                    Stands::At
                }
            }
            // "Diplomats in the Burkinabe capital".
            "in" if abroad && is_capital(view.word(mention.end)) => Stands::Not,
            _ if based(view, mention) => {
                // "A Brussels-based think tank" is not the Union.
                let abroad =
                    kind == EntityKind::Organisation || following_is(view, mention, range.end, Ties::Abroad);
                if abroad { Stands::Not } else { Stands::At }
            }
            // "A Zurich weekly" is of the city; no city speaks for its state.
            _ if mention.form == Form::City => Stands::At,
            _ => Stands::Speaks,
        };
        let owned = genitive && after < range.end
            || following.is_some_and(|(_, directly)| directly)
            || view.mention_at(after).is_some_and(|other| other.start == after && after < range.end)
            || matches!(governor, "of" | "for" | "to" | "under" | "around" | "behind" | "at" | "with" | "in");
        match stands {
            Stands::Speaks | Stands::For if kind == EntityKind::Person && owned => Stands::Owns,
            stands => stands,
        }
    }

    /// "Russia's UN ambassador" is Russia's: an organisation to which the diplomat of a state is sent does not speak.
    fn settle(&mut self, view: &View<'_>) {
        let state = |(mention, stands): &(Mention<'_>, Stands)| {
            mention.entity.kind == EntityKind::State && *stands == Stands::Speaks
        };
        // "North Korea's UN representative".
        let owned = |before: &[(Mention<'_>, Stands)]| {
            before.last().is_some_and(|one| state(one) && is_genitive(view, one.0.end))
        };
        for at in 1..self.mentions.len() {
            let (before, rest) = self.mentions.split_at_mut(at);
            let Some((mention, stands)) = rest.first_mut() else { break };
            let end = self.described.last().map_or(mention.end, |last| last.tokens.end).max(mention.end);
            if mention.entity.kind == EntityKind::Organisation
                && before.iter().any(state)
                && description_after(view, mention.end..end)
                    .1
                    .is_some_and(|one| one.ties == Ties::Abroad || one.people && owned(before))
            {
                *stands = Stands::Not;
            }
        }
        self.settle_origin(view);
        // "a paper of the finance ministry" is no newspaper.
        for at in 1..self.described.len() {
            let (before, rest) = self.described.split_at_mut(at);
            let ([.., paper], [body, ..]) = (before, &*rest) else { continue };
            let of = matches!(view.word(paper.tokens.end), "of" | "by" | "from");
            let official = matches!(body.sector.code, "GOV" | "MIL" | "SPY" | "LEG") && !body.sector.people;
            let near = body.tokens.start <= paper.tokens.end + 3;
            if paper.sector.code == "MED"
                && view.word(paper.tokens.end - 1).starts_with("paper")
                && of
                && official
                && near
            {
                paper.sector = Sector { code: "", document: true, ..paper.sector };
            }
        }
    }

    /// "The Serb member of Bosnia's presidency" sits in Bosnia's: the adjective says of what people he is.
    fn settle_origin(&mut self, view: &View<'_>) {
        for at in 1..self.mentions.len() {
            let (before, rest) = self.mentions.split_at_mut(at);
            let ([.., (first, stands)], [(second, Stands::Speaks | Stands::For | Stands::At), ..]) =
                (before, &*rest)
            else {
                continue;
            };
            let kinds = first.entity.kind == EntityKind::State && second.entity.kind == EntityKind::State;
            let one = self.described.iter().find(|one| first.end <= one.tokens.start);
            let between = one.is_some_and(|one| {
                one.tokens.end <= second.start
                    && one.sector.ties == Ties::Own
                    && matches!(governor(view, one.tokens.end, second.start), ("of", _))
            });
            if kinds
                && between
                && *stands == Stands::Speaks
                && first.form == Form::Adjective
                && first.state() != second.state()
            {
                *stands = Stands::Not;
            }
        }
    }
}

/// "its partners": those who are apart from the one they are said to be of, and no name among them.
pub(super) fn is_of_others(view: &View<'_>, ranges: &[Range<usize>]) -> bool {
    let reading = Reading::new(view, ranges);
    reading.mentions.is_empty() && reading.described.first().is_some_and(|one| one.sector.ties == Ties::Apart)
}

/// How many words a name has at most up to the noun that says that it is of an association.
const NAME: usize = 8;

/// The noun of an association in a name: capitalised, with a capitalised word before it, or behind it and what joins the two.
pub(super) fn society(view: &View<'_>, range: Range<usize>) -> Option<usize> {
    let first = range.start + usize::from(matches!(view.word(range.start), "the" | "a" | "an"));
    let capital = |at: usize| view.printed[at].starts_with(char::is_uppercase);
    let end = range.end.min(first + NAME);
    let noun = (first..end)
        .find(|&at| capital(at) && view.known.names.societies.at(&view.lowered[at..range.end]).is_some())?;
    let before = (first..noun).any(capital);
    let behind = noun + 2 < range.end && capital(noun + 2) && !capital(noun + 1);
    (before || behind).then_some(noun)
}

pub(super) fn is_name(word: &str) -> bool {
    word.len() > 2 && word.starts_with(char::is_uppercase) && word.chars().skip(1).any(char::is_lowercase)
}
