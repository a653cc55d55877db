//! Those who speak together: "Moscow and Pyongyang denied".

use super::Spoken;
use crate::chain::as_party;
use crate::holder::who;
use crate::party::{Around, Party, both, is_mutual, is_pronoun};
use crate::view::View;
use gainsay_record::{Act, Holder, Position, Provenance, Statement};

/// The governments that "both sides" are, where those are the source; none but where nobody else is the holder.
pub(super) fn either(
    view: &View<'_>,
    statement: &Statement,
    provenance: &Provenance,
    around: &Around,
) -> Vec<Holder> {
    let [source] = statement.source.as_slice() else { return Vec::new() };
    let at = view.analysis.within(*source).start;
    let names_both = view.known.wording.both.at(view.lowered.get(at..).unwrap_or_default()).is_some();
    // "Neither government" is no government of its own; nor is it the paper that tells of both.
    let own = provenance.holder.as_ref().or(provenance.origin().filter(|one| one.sector() != Some("MED")));
    let known = own.is_some_and(|one| one.state().is_some_and(|state| state != "XXX"));
    if !names_both || known {
        return Vec::new();
    }
    both(view, at, around).into_iter().map(as_holder).collect()
}

/// "accused the Emirates and Egypt of arming him, which both countries deny": the two of whom the same was just told, where
/// only one end of it differs.
pub(super) fn told_of_both(
    view: &View<'_>,
    statement: &Statement,
    provenance: &Provenance,
    spoken: &[Spoken<'_>],
) -> Vec<Party> {
    let [source] = statement.source.as_slice() else { return Vec::new() };
    let tokens = view.analysis.within(*source);
    let names_both = view.known.wording.both.at(&view.lowered[tokens.clone()]);
    let whole = names_both.is_some_and(|(length, ())| length == tokens.len());
    let own = provenance.holder.as_ref().and_then(Holder::state).is_some_and(|state| state != "XXX");
    let Some(last) = spoken.last().filter(|_| whole && !own) else { return Vec::new() };
    let same =
        |other: &&Spoken<'_>| other.token == last.token && other.evoked.frame.name == last.evoked.frame.name;
    let told: Vec<&Spoken<'_>> = spoken.iter().rev().take_while(same).collect();
    let ends = (0..last.evoked.frame.parties).map(|role| {
        let mut parties: Vec<Party> = told.iter().filter_map(|one| one.filled.roles[role].clone()).collect();
        parties.sort_by(|one, other| one.code.cmp(&other.code));
        parties.dedup_by(|one, other| one.code == other.code);
        parties
    });
    ends.into_iter().find(|parties| parties.len() == 2).unwrap_or_default()
}

/// The position of one of two of whom the same was told: of its own part in it.
pub(super) fn own_part(own: &Position, holder: &Holder, two: &[Party]) -> Position {
    let mut position = Position { holder: Some(holder.clone()), ..own.clone() };
    let Some(code) = as_party(holder) else { return position };
    let proposition = &mut position.proposition;
    let fillers = proposition.roles.iter_mut().map(|role| &mut role.filler).chain(&mut proposition.parties);
    for filler in fillers {
        if two.iter().any(|party| party.code == *filler) {
            filler.clone_from(&code);
        }
    }
    proposition.parties.sort();
    proposition.parties.dedup();
    position
}

/// A party as the one who speaks for it.
pub(super) fn as_holder(party: Party) -> Holder {
    match party.code.len() {
        3 => Holder::new(format!("{}:GOV", party.code)),
        _ => Holder::new(party.code),
    }
}

/// The holders that an "and" joins to the one for whom a statement's source stands; each has the statement's stance, too.
pub(super) fn together(view: &View<'_>, statement: &Statement, provenance: &Provenance) -> Vec<Holder> {
    let [source] = statement.source.as_slice() else { return Vec::new() };
    // Who only passes on what another says takes no position.
    let own = provenance.holder.as_ref().filter(|own| provenance.origin() == Some(own));
    let (Some(own), Some(range)) = (own, view.stretches(*source).into_iter().next()) else {
        return Vec::new();
    };
    // "The junta, which buys jets from China and Russia": what is told of whoever speaks names nobody who does.
    let told = range.clone().skip(1).find(|&at| matches!(view.word(at), "which" | "who" | "whom" | "whose"));
    let range = range.start..told.unwrap_or(range.end);
    // "Neither Ankara nor Tripoli".
    let and = |at: &usize| matches!(view.word(*at), "and" | "nor") && view.mention_at(*at).is_none();
    // "Britain, France and Germany": a comma between two names, where an "and" follows; but those "among" whom they are speak as one.
    let among = range.clone().any(|at| matches!(view.word(at), "among" | "including"));
    let last = range.clone().rev().find(and).filter(|_| !among);
    // "Chad, UAE deny", in a headline: two names, and nothing else.
    let pair = view.mention_at(range.start).is_some_and(|first| {
        let second = view.mention_at(first.end + 1);
        second.is_some_and(|second| second.start == first.end + 1 && second.end == range.end)
    });
    let comma = |at: &usize| {
        view.word(*at) == ","
            && (Some(*at) < last || pair)
            && at.checked_sub(1).is_some_and(|before| view.mention_at(before).is_some())
            && view.mention_at(at + 1).is_some_and(|next| next.start == at + 1)
    };
    let joins = |at: &usize| and(at) || comma(at);
    let mut starts: Vec<usize> = vec![range.start];
    starts.extend(range.clone().filter(joins).map(|and| and + 1));
    let ends = starts.iter().skip(1).map(|start| start - 1).chain([range.end]);
    let parts = starts.iter().zip(ends).filter_map(|(&start, end)| {
        let names = view.mentions_in(start..end).iter().any(|mention| mention.state().is_some());
        let span = view.span(start..end).filter(|_| names)?;
        who(view, &[span], None, &[]).holder
    });
    let parts: Vec<Holder> = parts.collect();
    // "the ministry of defence and armed forces of Chad" is one.
    if parts.len() < starts.len() || starts.len() == 1 {
        return Vec::new();
    }
    parts.into_iter().filter(|other| other != own).collect()
}

/// "Armenia and Azerbaijan accuse each other": whom the first of two accuses.
pub(super) fn mutual(view: &View<'_>, statement: &Statement, together: &[Holder]) -> Option<Party> {
    let ([other], Act::Accuses) = (together, statement.act) else { return None };
    let at = view.analysis.within(*statement.content.first()?).start;
    if !is_mutual(view, at) {
        return None;
    }
    let span = view.span(at..at + 2)?;
    let text = span.of(view.text).to_owned();
    Some(Party { code: as_party(other)?, text, spans: vec![span], named: false })
}

/// The position of the second of two who say the same of each other: `other` is who the second is as a party.
pub(super) fn crosswise(own: &Position, holder: &Holder, other: &str) -> Position {
    let mut position = Position { holder: Some(holder.clone()), ..own.clone() };
    let Some(first) = own.holder.as_ref().and_then(as_party) else { return position };
    let proposition = &mut position.proposition;
    for code in proposition.roles.iter_mut().map(|role| &mut role.filler).chain(&mut proposition.parties) {
        if code == other {
            code.clone_from(&first);
        } else if *code == first {
            other.clone_into(code);
        }
    }
    proposition.parties.sort();
    proposition.parties.dedup();
    position
}

/// The position of one who speaks together with the holder of another: what that one did himself, this one did himself, too
/// ("the Emirates and Jordan denied sending arms").
pub(super) fn for_itself(
    view: &View<'_>,
    statement: &Statement,
    own: &Position,
    holder: &Holder,
) -> Position {
    let mut position = Position { holder: Some(holder.clone()), ..own.clone() };
    let (Some(first), Some(other)) = (own.holder.as_ref().and_then(as_party), as_party(holder)) else {
        return position;
    };
    let proposition = &mut position.proposition;
    if proposition.parties.contains(&other) {
        return position;
    }
    for role in proposition.roles.iter_mut().filter(|role| role.filler == first) {
        let pronoun = role.spans.first().is_some_and(|span| {
            let tokens = view.analysis.within(*span);
            tokens.len() == 1 && is_pronoun(view.word(tokens.start))
        });
        if pronoun || role.spans == statement.source {
            role.filler.clone_from(&other);
            proposition.parties.retain(|party| *party != first);
            proposition.parties.push(other.clone());
        }
    }
    proposition.parties.sort();
    proposition.parties.dedup();
    position
}
