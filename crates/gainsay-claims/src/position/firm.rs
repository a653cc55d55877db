//! What a maker of arms tells of is its own: "Dassault confirmed that the Rafales ordered by Jakarta were under contract".

use super::Reader;
use crate::roles::{Event, Filled, is_made_in};
use gainsay_knowledge::TriggerKind;

impl Reader<'_, '_> {
    /// Whoever speaks for a firm that is open to be the one who gives: the things are of its state's making, or no others than it
    /// could be meant, as in "no agreement with Jakarta has been concluded".
    pub(super) fn fill_by_firm(&self, filled: &mut Filled, event: &Event<'_>) {
        let frame = event.evoked.frame;
        let Some(speaker) = &self.around.speaker else { return };
        let mut code = speaker.code.split(':');
        let (Some(state), Some("BUS")) = (code.next(), code.next()) else { return };
        if !frame.apart || frame.parties != 2 || self.persons(frame) || filled.roles[0].is_some() {
            return;
        }
        let taker = match filled.parties.as_slice() {
            [] => filled.roles[1].as_ref(),
            [one] => Some(one),
            _ => None,
        };
        if taker.is_none_or(|taker| taker.code.starts_with(state)) {
            return;
        }
        let deal = event.evoked.trigger.kind == TriggerKind::Noun
            && matches!(event.evoked.trigger.stage.as_deref(), Some("agreed" | "negotiating"));
        if is_made_in(self.view, &filled.items, state) || deal && filled.items.is_empty() {
            filled.roles[1] = taker.cloned();
            filled.roles[0] = Some(speaker.clone());
            filled.parties.clear();
        }
    }
}
