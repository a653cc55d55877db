//! What is new in the disputes of a ledger.

use super::paint::{FAINT, Look, MARKED, TITLE};
use super::{safe, terms};
use gainsay::record::{Holder, Side};
use gainsay::{Event, Knowledge, News};

/// The news, dispute by dispute.
pub fn news(news: &[News], known: &Knowledge, look: Look) -> String {
    if news.is_empty() {
        return "Nothing new.\n".to_owned();
    }
    let mut out = String::new();
    let mut before = "";
    for one in news {
        if one.dispute != before {
            if !out.is_empty() {
                out.push('\n');
            }
            let title = format!(
                "{}  {}",
                look.paint(TITLE, &safe::line(&one.title)),
                look.paint(FAINT, &one.dispute)
            );
            out += &look.wrap(&title, "", "  ");
            before = &one.dispute;
        }
        let words = event(&one.what, known);
        let style = match one.what {
            Event::Stance(_) | Event::Side { side: Side::Denies, .. } => MARKED,
            _ => super::paint::PLAIN,
        };
        out += &look.wrap(&look.paint(style, &words), "  ", "    ");
    }
    out
}

fn event(event: &Event, known: &Knowledge) -> String {
    let listed = |holders: &[Holder]| -> String {
        let named: Vec<String> = holders.iter().map(|holder| terms::holder(Some(holder), known)).collect();
        if named.is_empty() { "nobody that is known".to_owned() } else { named.join(", ") }
    };
    match event {
        Event::Dispute => "new dispute".to_owned(),
        Event::Side { side: Side::Denies, holders, .. } => format!("first denial: {}", listed(holders)),
        Event::Side { side, holders, .. } => format!("new side, {}: {}", name(*side), listed(holders)),
        Event::Stage { stage, .. } => format!("new stage asserted: {}", safe::line(stage)),
        Event::Stance(turn) => format!(
            "change of stance: {} first {}, now {}",
            terms::holder(Some(&turn.holder), known),
            terms::stance(turn.from.0),
            terms::stance(turn.to.0)
        ),
        Event::Origins { side, named, unnamed, answer } => {
            let mut who: Vec<String> =
                named.iter().map(|holder| terms::holder(Some(holder), known)).collect();
            if *unnamed > 0 {
                who.push(format!("{unnamed} more that end in an unnamed source"));
            }
            let now = match answer {
                (Some(before), now) if before == now => terms::answer(*now).to_owned(),
                (Some(before), now) => format!("{}, before: {}", terms::answer(*now), terms::answer(*before)),
                (None, now) => terms::answer(*now).to_owned(),
            };
            format!("new origin, {}: {} ({now})", name(*side), who.join(", "))
        }
    }
}

fn name(side: Side) -> &'static str {
    match side {
        Side::Asserts => "asserted",
        Side::Denies => "denied",
        Side::Hedges => "hedged",
        Side::Declines => "no answer",
    }
}
