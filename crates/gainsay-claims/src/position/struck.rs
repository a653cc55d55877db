//! Whose land or people were hit, where the words name only a hospital, a village, or civilians.

use super::Reader;
use crate::party::Party;
use crate::roles::{Event, Filled};
use gainsay_record::Span;

impl<'a> Reader<'_, 'a> {
    /// "Thai officials said that Cambodian rockets had struck a hospital": of whomever the same user is said to have hit before,
    /// of whomever it fights, or else of the state that says so. Who fights whom, the page tells by earlier uses.
    pub(super) fn fill_by_struck(&self, filled: &mut Filled, event: &Event<'_>) {
        let frame = event.evoked.frame;
        if frame.apart || !filled.struck || filled.roles[1].is_some() {
            return;
        }
        let Some(user) = filled.roles[0].as_ref().map(|user| user.code.clone()) else { return };
        let of_war = |one: usize, other: usize| {
            self.spoken.iter().rev().filter(|spoken| spoken.evoked.frame.name == frame.name).find_map(
                |spoken| {
                    let roles = &spoken.filled.roles;
                    let is_user = roles[one].as_ref().is_some_and(|party| party.code == user);
                    roles[other].clone().filter(|party| is_user && party.code != user)
                },
            )
        };
        let own = || {
            // Of an armed group, the land that it is of.
            let voice = self.voice.clone().map(|voice| match voice.code.split_once(":REB") {
                Some((state, _)) if state.len() == 3 => Party { code: state.to_owned(), ..voice },
                _ => voice,
            });
            let voice = voice.filter(|voice| voice.code.len() == 3 && !user.starts_with(&voice.code));
            voice.filter(|voice| self.is_party_of_page(voice, &user))
        };
        let struck = of_war(0, 1).or_else(|| of_war(1, 0)).or_else(own);
        let spans: Vec<Span> = self.view.span(event.tokens.clone()).into_iter().collect();
        filled.roles[1] = struck.map(|struck| Party { spans, named: false, ..struck });
    }

    /// Whether a page names no third state more often than one: who tells from afar of a war between others is not who was hit.
    /// Whoever is said to have done it is no third; the land in which an armed group is may be.
    fn is_party_of_page(&self, party: &Party, user: &str) -> bool {
        let own = self.view.named(&party.code);
        self.view.states.iter().all(|(state, count)| {
            let limit = if user.starts_with(state) { 2 * own } else { own };
            *state == party.code || user == *state || *count <= limit
        })
    }
}
