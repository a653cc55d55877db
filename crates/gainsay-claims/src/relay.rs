//! Stances of others that somebody tells: "said that Moscow had denied it".

use gainsay_record::{Act, Holder, Kind, Position, Provenance, Stance, Statement};

/// Adds, before the positions of a statement that is told in another, that whoever tells it relays them. Media are there to pass
/// things on and get no position for it, nor does anybody who speaks of a stance of their own state.
pub(crate) fn relays(
    text: &str,
    statements: &[Statement],
    provenance: &[Provenance],
    positions: &mut Vec<Position>,
) {
    let told = |position: &&Position| !is_aside(text, statements.get(position.statement.0 as usize));
    // "Nairobi said that Sudan's accusation was false": who denies it passes nothing on.
    let answered = |relayed: &Position| {
        positions.iter().any(|own| {
            own.statement == relayed.statement
                && own.stance == Stance::Denies
                && own.proposition.trigger == relayed.proposition.trigger
        })
    };
    let relayed: Vec<Position> = positions
        .iter()
        .filter(told)
        .filter_map(|position| relay(statements, provenance, position))
        .filter(|relayed| !answered(relayed))
        .collect();
    positions.extend(relayed);
    // Stable: what is relayed stands behind the statement's own positions.
    positions.sort_by_key(|position| position.statement.0);
}

/// "Baku alleged that Yerevan had hired fighters, *which* Yerevan called absurd": the paper tells so, and not Baku.
fn is_aside(text: &str, statement: Option<&Statement>) -> bool {
    statement.is_some_and(|statement| statement.content.iter().any(|span| span.of(text) == "which"))
}

fn relay(statements: &[Statement], provenance: &[Provenance], position: &Position) -> Option<Position> {
    let outer = statements.get(position.statement.0 as usize)?.nested_in?;
    let tells = statements.get(outer.0 as usize).filter(|outer| outer.kind != Kind::Narrated)?;
    let stance =
        matches!(position.stance, Stance::Denies | Stance::Confirms | Stance::Declines | Stance::Accuses);
    let teller = provenance.get(outer.0 as usize)?.holder.clone().filter(|holder| !is_media(holder))?;
    let other = position.holder.as_ref()?.state()? != teller.state()?;
    // Who denies what another says takes a stance of its own.
    let tells_only = matches!(tells.act, Act::Says | Act::Asserts | Act::Reports | Act::Confirms);
    (stance && other && tells_only).then(|| Position {
        statement: outer,
        holder: Some(teller),
        stance: Stance::Relays,
        ..position.clone()
    })
}

fn is_media(holder: &Holder) -> bool {
    holder.sector() == Some("MED")
}
