//! Who fills the end of an event that is only meant to be, where the words that tell it name only those who are to see to it.

use super::{Reader, ends};
use crate::clause::Above;
use crate::party::{Party, named, referred};
use crate::roles::{Event, Filled};
use crate::subject::{Subject, subject};
use crate::syntax::{Chunks, Kind, is_have};
use gainsay_knowledge::Slot;
use gainsay_record::Level;
use std::ops::Range;

impl<'a> Reader<'_, 'a> {
    /// "The president ordered missiles to be sent", "told his officers to make rockets", "planned for tanks to be delivered": whoever
    /// means it to be does it, where nobody else is named who would.
    pub(super) fn fill_by_planner(
        &self,
        chunks: &Chunks,
        stretch: &Range<usize>,
        filled: &mut Filled,
        event: &Event<'_>,
        above: &Above,
    ) {
        let frame = event.evoked.frame;
        let role = match frame.pattern(event.evoked.trigger).subject {
            Some(Slot::Role(role)) => usize::from(role),
            Some(Slot::Item) => 0,
            _ => return,
        };
        let open = role < frame.parties && filled.roles[role].is_none() && filled.parties.is_empty();
        let planning = |at: &&usize| {
            let effect = crate::clause::effect(self.view, chunks, **at);
            let told = chunks.all[**at].verb.is_some()
                && above.level == Some(Level::Plan)
                && crate::clause::tells_to(self.view, chunks, **at);
            // "Iran had missiles flown to Damascus".
            let had = chunks.all[**at].verb.is_some_and(|group| is_have(self.view.word(group.head)));
            let of = chunks.all[event.chunk].verb.and_then(|group| group.of);
            let caused = had && event.passive && of == Some(**at + 1);
            told || caused
                || chunks.kind(**at) == Some(Kind::Verb)
                    && effect.is_some_and(|effect| effect.level == Some(Level::Plan) && !effect.negative)
        };
        let Some(&verb) = above.path.iter().find(planning).filter(|_| open) else { return };
        let planner = match subject(self.view, chunks, verb).subject {
            Subject::Noun(noun) => {
                let tokens = chunks.all[noun].tokens.clone();
                let party = named(self.view, tokens.clone(), None, &self.around).parties.into_iter().next();
                party.or_else(|| referred(self.view, stretch, tokens, &self.around))
            }
            Subject::Speaker => self.around.speaker.clone(),
            Subject::Unknown => None,
        };
        let other = |party: &Party| ends(filled, frame.parties).iter().all(|end| end.code != party.code);
        filled.roles[role] = planner.filter(other).map(|party| Party { named: false, ..party });
    }
}
