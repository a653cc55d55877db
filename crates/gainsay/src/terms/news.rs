//! What is new in a dispute, in words.

use super::{answer as answer_in_words, holder, stance};
use crate::{Event, safe};
use gainsay_knowledge::Knowledge;
use gainsay_record::{Holder, Side};

/// "change of stance: Kyiv first asserts, now denies".
pub fn event(event: &Event, known: &Knowledge) -> String {
    let listed = |holders: &[Holder]| -> String {
        let named: Vec<String> = holders.iter().map(|one| holder(Some(one), known)).collect();
        if named.is_empty() { "nobody that is known".to_owned() } else { named.join(", ") }
    };
    match event {
        Event::Dispute => "new dispute".to_owned(),
        Event::Side { side: Side::Denies, holders, .. } => format!("first denial: {}", listed(holders)),
        Event::Side { side, holders, .. } => format!("new side, {}: {}", name(*side), listed(holders)),
        Event::Stage { stage, .. } => format!("new stage asserted: {}", safe::line(stage)),
        Event::Stance(turn) => format!(
            "change of stance: {} first {}, now {}",
            holder(Some(&turn.holder), known),
            stance(turn.from.0),
            stance(turn.to.0)
        ),
        Event::Origins { side, named, unnamed, answer } => {
            let mut who: Vec<String> = named.iter().map(|one| holder(Some(one), known)).collect();
            if *unnamed > 0 {
                who.push(format!("{unnamed} more that end in an unnamed source"));
            }
            let now = match answer {
                (Some(before), now) if before == now => answer_in_words(*now).to_owned(),
                (Some(before), now) => {
                    format!("{}, before: {}", answer_in_words(*now), answer_in_words(*before))
                }
                (None, now) => answer_in_words(*now).to_owned(),
            };
            format!("new origin, {}: {} ({now})", name(*side), who.join(", "))
        }
    }
}

/// A side, as what is on it was dealt with.
fn name(side: Side) -> &'static str {
    match side {
        Side::Asserts => "asserted",
        Side::Denies => "denied",
        Side::Hedges => "hedged",
        Side::Declines => "no answer",
    }
}
