//! A dispute in time: its ends, its episodes, and who changed sides.

use crate::meetings::{Meaning, meaning};
use crate::member::Member;
use crate::order::Order;
use gainsay_record::{Edtf, Episode, Holder, Naming, Reversal};
use std::collections::BTreeMap;

/// How many days without a word end an episode. Ninety, about a quarter of a year: a follow-up after a parliament's recess
/// or between two meetings of a sanctions committee still belongs to the same story.
pub const GAP: i64 = 90;

/// How many of a holder's propositions are kept in view when a change of sides is looked for: the latest 64.
pub(crate) const IN_VIEW: usize = 64;

/// The earliest and the latest date on which anything was said.
pub(crate) fn ends(members: &[Member<'_>]) -> (Option<Edtf>, Option<Edtf>) {
    (earliest(members).cloned(), latest(members).cloned())
}

fn earliest<'a>(members: &[Member<'a>]) -> Option<&'a Edtf> {
    let dated = members.iter().filter_map(|member| Some((member.days?, member.date?)));
    dated.min().map(|(_, date)| date)
}

fn latest<'a>(members: &[Member<'a>]) -> Option<&'a Edtf> {
    let dated = members.iter().filter_map(|member| {
        let (first, last) = member.days?;
        Some(((last, first), member.date?))
    });
    dated.max().map(|(_, date)| date)
}

/// The stretches of time between silences of more than [`GAP`] days. `members` are in order of time.
pub(crate) fn episodes(members: &[Member<'_>]) -> Vec<Episode> {
    let mut episodes = Vec::new();
    let mut from = 0;
    let mut end = i64::MIN;
    for (place, member) in members.iter().enumerate() {
        let Some((first, last)) = member.days else {
            close(&members[from..place], &mut episodes);
            return episodes;
        };
        if place > from && first.saturating_sub(end) > GAP {
            close(&members[from..place], &mut episodes);
            from = place;
            end = last;
        }
        end = end.max(last);
    }
    close(&members[from..], &mut episodes);
    episodes
}

fn close(members: &[Member<'_>], episodes: &mut Vec<Episode>) {
    if let (Some(first), Some(last)) = (earliest(members), latest(members)) {
        let positions = members.iter().map(|member| member.at).collect();
        episodes.push(Episode { first: first.clone(), last: last.clone(), positions });
    }
}

/// Holders who took one side and, on a later day, another over what touches it: a denial that becomes an admission.
///
/// Only named holders can: two unnamed officials need not be one. Only the turn itself is given, not each repetition of
/// the new stance. Positions of one day, such as a headline and the paragraphs below it, are no turn.
pub(crate) fn reversals(members: &[Member<'_>], order: &Order<'_>) -> Vec<Reversal> {
    let mut found = Vec::new();
    for (holder, members) in speakers(members) {
        // What the holder has said so far: for each side and meaning the latest position, in order of time.
        let mut said: Vec<(Meaning<'_>, &Member<'_>)> = Vec::new();
        for member in members {
            let own = meaning(member.position.level, &member.position.proposition);
            let before = said.iter().rev().filter(|(_, earlier)| {
                earlier.position.level == member.position.level
                    && (earlier.side == member.side || ended_before(earlier, member))
                    && order.touch(&earlier.position.proposition, &member.position.proposition)
            });
            if let Some((_, earlier)) = before.map(|(meaning, earlier)| (meaning, *earlier)).next()
                && earlier.side != member.side
            {
                found.push(Reversal {
                    holder: holder.clone(),
                    from: (earlier.position.stance, earlier.at),
                    to: (member.position.stance, member.at),
                });
            }
            said.retain(|(meaning, earlier)| earlier.side != member.side || *meaning != own);
            said.push((own, member));
            if said.len() > IN_VIEW {
                said.remove(0);
            }
        }
    }
    found
}

/// The dated positions of each holder who is named and speaks for itself.
pub(crate) fn speakers<'m, 'a>(members: &'m [Member<'a>]) -> BTreeMap<&'a Holder, Vec<&'m Member<'a>>> {
    let mut by_holder: BTreeMap<&Holder, Vec<&Member<'_>>> = BTreeMap::new();
    for member in members {
        if let Some(holder) = member.holder()
            && member.days.is_some()
            && member.naming() != Naming::Unnamed
            && !member.narrated()
        {
            by_holder.entry(holder).or_default().push(member);
        }
    }
    by_holder
}

pub(crate) fn ended_before(earlier: &Member<'_>, later: &Member<'_>) -> bool {
    matches!((earlier.days, later.days), (Some((_, last)), Some((first, _))) if last < first)
}
