//! The positions of a reading held against those that a case wants.

use crate::compare::{Held, code, holder_fits, shown};
use crate::fault::{Fault, Marks, marks_of};
use crate::notation::{Record, alternatives, is_frame, items};
use gainsay::Knowledge;
use gainsay::record::{Holder, Item, Level, Position, Quantity};
use std::collections::BTreeSet;

/// Compares them one to one, required ones first, as the rulers do.
pub fn compare(held: &Held<'_>, records: &[&Record]) -> Vec<Fault> {
    let positions = &held.reading.positions;
    let mut rows: Vec<&Record> = records.iter().copied().filter(|record| record.value != "none").collect();
    rows.sort_by_key(|record| record.may);
    let mut taken = BTreeSet::new();
    let mut faults = Vec::new();
    for record in rows {
        let own = |position: &Position| owned(held, record, position);
        let kin: Vec<&Position> = positions.iter().filter(|p| own(p) && kin(record, p)).collect();
        let listed: Vec<&Item> = kin.iter().flat_map(|p| &p.proposition.items).collect();
        let best = positions
            .iter()
            .enumerate()
            .filter(|(index, position)| !taken.contains(index) && own(position))
            .map(|(index, position)| (wrong(record, position, Some(&listed)), index))
            .min_by_key(|(wrong, _)| wrong.len());
        match best {
            Some((wrong, index)) if wrong.is_empty() => {
                taken.insert(index);
                if record.get("items").is_some() {
                    // A list may be one position or one for each item.
                    let split = |p: &Position| own(p) && self::wrong(record, p, None).is_empty();
                    taken.extend(positions.iter().enumerate().filter(|(_, p)| split(p)).map(|(at, _)| at));
                }
            }
            _ if record.may => {}
            Some((wrong, index)) => {
                let message = format!("position {}: {}", record.value, wrong.join("; "));
                faults.push(Fault { message, wanted: Marks::new(), read: marks(held, &positions[index]) });
            }
            None => faults.push(Fault::new(format!("position missing: {}", record.value))),
        }
    }
    for (index, position) in positions.iter().enumerate() {
        if !taken.contains(&index) && position.level != Level::Presupposed {
            let message = format!("position that the case does not have: {}", in_words(position));
            faults.push(Fault { message, wanted: Marks::new(), read: marks(held, position) });
        }
    }
    faults
}

/// A position on one line.
pub fn in_words(position: &Position) -> String {
    let proposition = &position.proposition;
    let party = |role| proposition.role(role).map_or("?", |filler| filler.filler.as_str());
    let items: Vec<&str> = proposition.items.iter().map(|item| item.text.as_str()).collect();
    format!(
        "{} {} {}: {} {} -> {} [{}], {}, {}",
        shown(position.holder.as_ref()),
        code(&position.stance),
        code(&position.level),
        proposition.frame,
        party("supplier"),
        party("recipient"),
        proposition.parties.join(" "),
        proposition.stage.as_deref().unwrap_or("no stage"),
        items.join(", "),
    )
}

fn marks(held: &Held<'_>, position: &Position) -> Marks {
    let mut marks =
        held.reading.statements.get(position.statement.0 as usize).map(marks_of).unwrap_or_default();
    marks.extend(position.proposition.trigger.iter().map(|s| ('t', s.start()..s.end())));
    for role in &position.proposition.roles {
        marks.extend(role.spans.iter().map(|s| ('r', s.start()..s.end())));
    }
    for item in &position.proposition.items {
        marks.extend(item.spans.iter().map(|s| ('i', s.start()..s.end())));
    }
    marks
}

/// Whether the position is of one of the statements that `by` names; of any, without it.
fn owned(held: &Held<'_>, record: &Record, position: &Position) -> bool {
    let Some(by) = record.get("by") else { return true };
    let statement = position.statement.0 as usize;
    alternatives(by)
        .iter()
        .filter_map(|n| n.parse().ok())
        .any(|n: usize| held.found.get(&n) == Some(&statement))
}

fn kin(record: &Record, position: &Position) -> bool {
    let head = record.head();
    let in_head = |place: usize, got: String| head.get(place).is_some_and(|accepted| accepted.contains(&got));
    in_head(1, code(&position.stance)) && in_head(2, code(&position.level))
}

fn wrong(record: &Record, position: &Position, listed: Option<&[&Item]>) -> Vec<String> {
    let mut wrong = Vec::new();
    let proposition = &position.proposition;
    let head = record.head();
    let holder = position.holder.as_ref().map(Holder::as_str);
    if !head.first().is_some_and(|wanted| holder_fits(holder, wanted)) {
        wrong.push(format!("holder {}", shown(position.holder.as_ref())));
    }
    for (accepted, got) in head.iter().skip(1).zip([code(&position.stance), code(&position.level)]) {
        if !accepted.contains(&got) {
            wrong.push(format!("{got}, want {}", accepted.join(" or ")));
        }
    }
    for (frame, want) in record.attributes.iter().filter(|(name, _)| is_frame(name)) {
        let parties = alternatives(want).iter().any(|option| parties_fit(position, option));
        if proposition.frame != *frame || !parties {
            wrong.push(format!("{}, want {want}", in_words(position)));
        }
    }
    let mut simple = |name: &str, got: &str| {
        if let Some(want) = record.get(name)
            && !alternatives(want).iter().any(|accepted| accepted == got)
        {
            wrong.push(format!("{name} {got}, want {want}"));
        }
    };
    simple("stage", proposition.stage.as_deref().unwrap_or("none"));
    simple("mode", &code(&proposition.mode));
    let time = proposition.time.as_ref().and_then(|time| time.edtf.as_ref());
    simple("time", time.map_or("none", |edtf| edtf.as_str()));
    for want in record.all("role") {
        let (name, accepted) = want.split_once(' ').unwrap_or((want, "none"));
        let filler = proposition.role(name).map(|role| role.filler.as_str());
        if !holder_fits(filler, &alternatives(accepted)) {
            wrong.push(format!("{name} {}, want {accepted}", filler.unwrap_or("none")));
        }
    }
    let Some(listed) = listed else { return wrong };
    for want in record.get("items").map(items).unwrap_or_default() {
        let mut named = listed.iter().filter(|item| item.text.to_lowercase().contains(&want.text)).peekable();
        if named.peek().is_none() {
            wrong.push(format!("item {:?} missing", want.text));
        } else if !want.classes.is_empty() {
            let classes: Vec<&str> = named.map(|item| item.class.as_str()).collect();
            if !classes.iter().any(|class| want.classes.iter().any(|want| want == class)) {
                wrong.push(format!(
                    "{:?} is {}, want {}",
                    want.text,
                    classes.join(", "),
                    want.classes.join(" or ")
                ));
            }
        }
    }
    if let Some(want) = record.get("quantity") {
        let quantities: Vec<&Quantity> = listed.iter().filter_map(|item| item.quantity.as_ref()).collect();
        if !(want == "none" && quantities.is_empty() || quantities.iter().any(|q| quantity_fits(q, want))) {
            let got: Vec<String> =
                quantities.iter().map(|q| format!("{:?} {:?}..{:?}", q.text, q.min, q.max)).collect();
            wrong.push(format!("quantity {}, want {want}", got.join(", ")));
        }
    }
    wrong
}

fn quantity_fits(quantity: &Quantity, want: &str) -> bool {
    let mut parts = want.split('"').skip(1);
    let text = parts.next().unwrap_or_default();
    let Some((min, max)) = parts.next().unwrap_or_default().trim().split_once("..") else { return false };
    quantity.text.contains(text) && quantity.min == min.parse().ok() && quantity.max == max.parse().ok()
}

/// `A -> B`, `A -- B`, `A -> ?`: the frame's first two roles; a party is right when its code is the one given or stands
/// under it.
fn parties_fit(position: &Position, want: &str) -> bool {
    let proposition = &position.proposition;
    let Some(frame) = Knowledge::shipped().frames.get(&proposition.frame) else { return false };
    let filler = |at: usize| Some(proposition.role(frame.roles.get(at)?)?.filler.as_str());
    let fits = |got: Option<&str>, want: &str| match want.trim() {
        "?" => got.is_none(),
        want => holder_fits(got, &[want.to_owned()]),
    };
    if let Some((a, b)) = want.split_once("--") {
        let has = |want: &str| proposition.parties.iter().any(|party| fits(Some(party), want));
        return has(a) && has(b) && filler(0).is_none() && filler(1).is_none();
    }
    want.split_once("->").is_some_and(|(a, b)| fits(filler(0), a) && fits(filler(1), b))
}
