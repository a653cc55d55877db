//! What a holder says of itself over time that narrows or widens.
//!
//! A holder that denied every transfer and later admits "only a small number, before the war" still denies all but these: what it
//! denies has become narrower. So has what it denies when "no weapons" becomes "no lethal weapons", and what it asserts when
//! "missiles" become "two missiles". Each is a shift from the latest position before that spoke of the same in other terms.

use crate::meetings::{Meaning, meaning};
use crate::member::Member;
use crate::order::Order;
use crate::story::{IN_VIEW, ended_before, speakers};
use gainsay_record::{Scope, Shift, Side};

/// The shifts of the holders of these positions, which are in order of time; by holder, then in order of time. Only the first
/// position that says it in these terms is given, and none on the day of the one before.
pub(crate) fn shifts(members: &[Member<'_>], order: &Order<'_>) -> Vec<Shift> {
    let mut found = Vec::new();
    for (holder, own) in speakers(members) {
        let mut said: Vec<(Meaning<'_>, &Member<'_>)> = Vec::new();
        for member in own.into_iter().filter(|it| matches!(it.side, Side::Asserts | Side::Denies)) {
            let means = meaning(member.position.level, &member.position.proposition);
            if said.iter().any(|(before, earlier)| earlier.side == member.side && *before == means) {
                continue;
            }
            let now = &member.position.proposition;
            let before = said.iter().rev().map(|(_, earlier)| *earlier).find(|earlier| {
                earlier.position.level == member.position.level
                    && ended_before(earlier, member)
                    && order.touch(&earlier.position.proposition, now)
            });
            if let Some(earlier) = before
                && let Some(scope) = scope(order, earlier, member)
            {
                found.push(Shift {
                    holder: holder.clone(),
                    scope,
                    from: (earlier.position.stance, earlier.at),
                    to: (member.position.stance, member.at),
                });
            }
            said.push((means, member));
            if said.len() > IN_VIEW {
                said.remove(0);
            }
        }
    }
    found
}

/// Whether the later of two speaks of a part of what the earlier did, or the other way round.
fn scope(order: &Order<'_>, earlier: &Member<'_>, later: &Member<'_>) -> Option<Scope> {
    let (earlier, later) = (&earlier.position.proposition, &later.position.proposition);
    match (order.entails(later, earlier), order.entails(earlier, later)) {
        (true, false) => Some(Scope::Narrows),
        (false, true) => Some(Scope::Widens),
        _ => None,
    }
}
