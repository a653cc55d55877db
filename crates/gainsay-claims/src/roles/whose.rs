//! Who is meant by words that name nobody: a pronoun, "the government in Tripoli", "anybody in Yemen", "two villages".

use super::Filler;
use crate::items::is_thing;
use crate::party::{Party, claimed_of, described, is_spot, is_victim, named, own_claim, place, referred};
use crate::syntax::Kind;
use gainsay_knowledge::{GovernorKind, Slot};
use gainsay_record::{Level, Tag};
use std::ops::Range;

impl Filler<'_, '_> {
    /// "on the port of Hodeidah".
    pub(super) fn spot(&self, tokens: &Range<usize>) -> Option<Party> {
        let at = self.chunks.holding(tokens.start)?;
        let next = self.chunks.get(at + 1).filter(|next| next.kind == Kind::Prep)?;
        let of = matches!(self.view.word(next.tokens.start), "of" | "in" | "near")
            && tokens.clone().any(|at| is_spot(self.view, at));
        let of = self.chunks.get(at + 2).filter(|of_what| of && of_what.kind == Kind::Noun)?.tokens.clone();
        let party = named(self.view, of.clone(), None, self.around).parties.into_iter().next();
        party.or_else(|| place(self.view, of.clone())).or_else(|| self.referred(of))
    }

    /// "struck two villages": of the state that says so, where another did it.
    pub(super) fn attacked(&self, tokens: &Range<usize>) -> Option<Party> {
        // Whoever accuses speaks, and not the accused.
        let speaker =
            self.voice.or(self.around.speaker.as_ref()).filter(|speaker| speaker.code.len() == 3)?;
        let hit = self
            .by
            .is_none_or(|by| matches!(self.view.word(by), "at" | "on" | "over" | "upon" | "into" | "across"));
        let view = self.view;
        let unnamed = view.mentions_in(tokens.clone()).is_empty();
        let alone = unnamed && !matches!(view.word(tokens.start), "the" | "its" | "their" | "his" | "her");
        let spot = is_spot(view, tokens.end - 1);
        let user = self.filled.roles.first()?.as_ref().or(self.makers.first());
        // An armed group in the land of those who speak is another.
        let by_another = user.is_some_and(|user| user.code != speaker.code);
        (hit && by_another && alone && spot).then(|| Party { named: false, ..speaker.clone() })
    }

    /// "a hospital in Surin", "civilians", "Kosti airfield": what was hit, of which the words name no state.
    pub(super) fn is_struck(&self, tokens: &Range<usize>) -> bool {
        let view = self.view;
        // "the port" is one that was told of, or that everybody knows.
        let known = matches!(view.word(tokens.start), "the" | "its" | "their" | "his" | "her" | "our");
        // "into Preah Vihear province": a place that no list knows.
        let proper = tokens.clone().any(|at| view.tag(at) == Tag::Propn) && !is_thing(view, tokens.clone());
        view.mentions_in(tokens.clone()).is_empty() && (proper || !known && is_victim(view, tokens.end - 1))
    }

    /// The state in which "anybody" is.
    pub(super) fn inside(&self, tokens: &Range<usize>) -> Option<Party> {
        let at = self.chunks.holding(tokens.start)?;
        let next = self.chunks.get(at + 1).filter(|next| next.kind == Kind::Prep)?;
        let land = self.chunks.get(at + 2).filter(|land| land.kind == Kind::Noun)?;
        let inside = matches!(self.view.word(next.tokens.start), "in" | "inside");
        inside.then(|| named(self.view, land.tokens.clone(), None, self.around).parties.into_iter().next())?
    }

    /// "from the country's own maker", "from a domestic manufacturer".
    pub(super) fn is_own_maker(&self, tokens: &Range<usize>) -> bool {
        let own =
            |at: usize| self.view.known.wording.own_makers.at(&self.view.lowered[at..tokens.end]).is_some();
        self.by.is_some_and(|by| matches!(self.view.word(by), "from" | "by" | "with" | "of"))
            && tokens.clone().any(own)
    }

    /// "to the government in Tripoli", "to the guerrillas of the ELN".
    pub(super) fn described(&self, tokens: &Range<usize>) -> Option<Party> {
        let at = self.chunks.holding(tokens.start)?;
        // "a company *owned by* India's defence ministry", "a broker *based in* Dubai".
        let owned = self.chunks.get(at + 1).filter(|next| {
            let words = &self.view.lowered[next.tokens.end - 1..next.tokens.end];
            next.kind == Kind::Verb && self.view.known.wording.belonging.at(words).is_some()
        });
        let at = at + usize::from(owned.is_some());
        let next = self.chunks.get(at + 1).filter(|next| next.kind == Kind::Prep)?;
        let of = match owned {
            Some(_) => matches!(self.view.word(next.tokens.start), "by" | "in" | "to"),
            None => matches!(self.view.word(next.tokens.start), "of" | "in" | "from"),
        };
        let place = self.chunks.get(at + 2).filter(|place| of && place.kind == Kind::Noun)?;
        described(self.view, tokens.clone(), place.tokens.clone(), self.around)
    }

    /// "its partners", "Russia's neighbours": somebody else than who is named.
    pub(super) fn is_of_others(&self, tokens: &Range<usize>) -> bool {
        let view = self.view;
        let ends = |at: usize| {
            let others = view.known.wording.others.at(&view.lowered[at..tokens.end]);
            others.is_some_and(|(length, ())| at + length == tokens.end)
        };
        let owned = view
            .mentions_in(tokens.clone())
            .last()
            .is_none_or(|mention| matches!(view.word(mention.end), "'s" | "’s" | "'" | "’"));
        owned && tokens.clone().any(ends)
    }

    /// "to Russia *for its war*": what whoever takes a thing needs it for, and nobody else who takes it.
    pub(super) fn is_purpose(&self, slot: Slot, tokens: &Range<usize>) -> bool {
        let view = self.view;
        let Slot::Role(role) = slot else { return false };
        let theirs = matches!(view.word(tokens.start), "its" | "their" | "his" | "her")
            && view.mentions_in(tokens.clone()).is_empty();
        theirs
            && self.by.is_some_and(|by| view.word(by) == "for")
            && self.filled.roles[usize::from(role)].is_some()
    }

    /// "*a wing of* the TPLF", "units of the RSF": the armed group of which it is a part.
    pub(super) fn part_of(&self, tokens: &Range<usize>) -> Option<Party> {
        let view = self.view;
        let part = view.known.wording.parts.at(&view.lowered[tokens.end - 1..tokens.end]).is_some();
        let next = self.chunks.holding(tokens.start).filter(|_| part)? + 1;
        self.chunks.get(next).filter(|of| of.kind == Kind::Prep && view.word(of.tokens.start) == "of")?;
        let group = self.chunks.get(next + 1).filter(|group| group.kind == Kind::Noun)?;
        let mut parties = named(view, group.tokens.clone(), None, self.around).parties.into_iter();
        parties.find(|party| party.code.contains("REB"))
    }

    /// "more than three times *its earlier estimate*": what is said or reckoned, and nobody.
    pub(super) fn is_figure(&self, tokens: &Range<usize>) -> bool {
        let view = self.view;
        // "its *earlier* estimate": a word of time parts them.
        let alone = matches!(view.word(tokens.end - 1), "its" | "their" | "his" | "her" | "our");
        let noun = (tokens.end..tokens.end + 3).find(|&at| view.tag(at) == Tag::Noun).filter(|_| alone);
        let last = noun.unwrap_or(tokens.end - 1);
        let says = || {
            let noun = view.known.wording.governor_at(&view.lowered[last..=last]);
            noun.is_some_and(|(_, mut all)| {
                all.any(|(kind, effect)| kind == GovernorKind::Noun && effect.level == Some(Level::Report))
            })
        };
        let own = tokens.clone().any(|at| matches!(view.word(at), "its" | "their" | "his" | "her" | "our"));
        let reckoned = || view.known.quantities.figures.at(&view.lowered[last..=last]).is_some();
        own && last > tokens.start && (reckoned() || says())
    }

    /// "*its neighbour* has sent soldiers", "delivered shells *to its ally*": the one state with which the page has just told that
    /// whoever's it is deals.
    pub(super) fn neighbour(&self, slot: Slot, tokens: &Range<usize>) -> Option<Party> {
        let view = self.view;
        let one = view.known.wording.counterparts.at(&view.lowered[tokens.end - 1..tokens.end]).is_some();
        let its = matches!(view.word(tokens.start), "its" | "their" | "his" | "her");
        // "is arming *the other side*", says one of the two.
        let other = view.word(tokens.start) == "the"
            && matches!(view.word(tokens.end - 1), "side" | "camp" | "enemy");
        let span = view
            .span(tokens.clone())
            .filter(|_| (its && one || other) && view.mentions_in(tokens.clone()).is_empty())?;
        let acts = Some(slot) == self.pattern.subject;
        let owner = match self.pattern.subject {
            Some(Slot::Role(role)) if !acts && !other => self.filled.roles[usize::from(role)].as_ref(),
            _ => self.voice.or(self.around.speaker.as_ref()),
        };
        let owner = owner?.code.clone();
        let takes_part =
            |party: &Party| other && self.filled.roles.iter().flatten().any(|own| own.code == party.code);
        let mut others = self
            .around
            .last
            .iter()
            .filter(|party| party.code.len() == 3 && party.code != owner && !takes_part(party));
        let other = others.next().filter(|_| others.next().is_none())?;
        Some(Party { spans: vec![span], named: false, ..other.clone() })
    }

    /// Whom a pronoun stands for. One who acts upon "its" troops acts upon those of the speaker.
    pub(super) fn referred(&self, tokens: Range<usize>) -> Option<Party> {
        let party = match self.subject_before(&tokens) {
            Some(subject) => subject,
            None => referred(self.view, &self.stretch, tokens, self.around)?,
        };
        let parties = self.event.evoked.frame.parties;
        // "accused Thai forces of firing at its troops": whose they are that did it is told by an adjective.
        let makers = self.makers.iter().filter(|_| !self.event.evoked.frame.apart);
        let mut acting = self.filled.roles[..parties].iter().flatten().chain(makers);
        let acts = acting.any(|other| other.code == party.code);
        // "against its *own* people": he who acts it is.
        let acts = acts && !self.is_own(&party);
        match self.voice {
            Some(voice) if acts && voice.code != party.code => {
                Some(Party { spans: party.spans, named: false, ..voice.clone() })
            }
            _ => Some(party),
        }
    }

    /// Whether the pronoun that stands for somebody has "own" behind it.
    fn is_own(&self, party: &Party) -> bool {
        let end = party.spans.first().map(|span| self.view.analysis.within(*span).end);
        end.is_some_and(|end| self.view.word(end) == "own")
    }

    /// Of a pronoun that is itself a subject: it goes on about a subject before it, or about the speaker, rather than about
    /// somebody whom a preposition brought ("it plans to buy jets from India but has not").
    fn subject_before(&self, tokens: &Range<usize>) -> Option<Party> {
        let pronoun =
            tokens.len() == 1 && matches!(self.view.word(tokens.start), "it" | "they" | "he" | "she");
        let own = self.chunks.all.iter().position(|chunk| chunk.tokens.contains(&tokens.start))?;
        let is_subject = |at: usize| {
            let governed = at > 0 && self.chunks.all[at - 1].kind == Kind::Prep;
            !governed
                && self.chunks.kind(at) == Some(Kind::Noun)
                && self.chunks.kind(at + 1) == Some(Kind::Verb)
        };
        if !pronoun || !is_subject(own) {
            return None;
        }
        let span = self.view.span(tokens.clone())?;
        let named =
            |at: usize| named(self.view, self.tokens(at), None, self.around).parties.into_iter().next();
        let before = (0..own).rev().filter(|&at| is_subject(at)).find_map(named);
        let it = || matches!(self.view.word(tokens.start), "it" | "they");
        let claimed = || match own_claim(self.view, &self.stretch, tokens.start) {
            Some(own) => own,
            None => it().then(|| claimed_of(self.view, &self.stretch, self.around))?,
        };
        let party = before.or_else(claimed).or_else(|| self.around.speaker.clone())?;
        Some(Party { spans: vec![span], named: false, ..party })
    }
}
