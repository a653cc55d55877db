//! Who used what was given: "the missile that the Houthis fired".

use super::Filler;
use crate::party::{Party, named};
use crate::syntax::Kind;
use gainsay_knowledge::{Perspective, Slot, WordForm};

impl Filler<'_, '_> {
    /// "the missile that the Houthis fired", "drones used by Russia": who used what was given had been given it.
    pub(super) fn user_behind(&mut self, at: usize) {
        let frame = self.event.evoked.frame;
        let taker = match self.pattern.perspective {
            Perspective::Role(own) if frame.parties == 2 => 1 - usize::from(own).min(1),
            _ => return,
        };
        let open = self.filled.roles[taker].is_none() && self.filled.parties.is_empty();
        if !open || self.filled.items.is_empty() || self.pattern.dative.is_none() {
            return;
        }
        let opens = at + usize::from(matches!(self.chunks.kind(at), Some(Kind::Rel | Kind::Sub)));
        let verb = |at: usize| self.chunks.get(at)?.verb;
        let user = match (verb(opens), verb(opens + 1)) {
            (None, Some(group)) if self.chunks.kind(opens) == Some(Kind::Noun) => {
                self.uses(group.head, WordForm::Participle, false).then_some(opens)
            }
            (Some(group), _) if self.chunks.kind(opens + 2) == Some(Kind::Noun) => {
                let by = self.chunks.get(opens + 1).is_some_and(|by| self.view.word(by.tokens.start) == "by");
                (by && self.uses(group.head, WordForm::Participle, true)).then_some(opens + 2)
            }
            _ => None,
        };
        let Some(user) = user else { return };
        let party = named(self.view, self.tokens(user), None, self.around).parties.into_iter().next();
        let giver = |party: &Party| {
            self.filled.roles[..frame.parties].iter().flatten().any(|other| other.code == party.code)
        };
        if let Some(party) = party.filter(|party| !giver(party)) {
            self.filled.roles[taker] = Some(Party { named: false, ..party });
        }
    }

    /// Whether a verb tells in another frame what its subject did with a thing.
    fn uses(&self, head: usize, form: WordForm, is_form: bool) -> bool {
        let frame = &self.event.evoked.frame.name;
        self.view.known.frames.evoked_at(&self.view.lowered[head..]).is_some_and(|(_, mut all)| {
            all.any(|one| {
                let pattern = one.frame.pattern(one.trigger);
                let with_a_thing =
                    matches!((pattern.subject, pattern.object), (Some(Slot::Role(0)), Some(Slot::Item)));
                let past = one.form == WordForm::PastOrParticiple;
                one.frame.name != *frame && with_a_thing && (past || is_form == (one.form == form))
            })
        })
    }
}
