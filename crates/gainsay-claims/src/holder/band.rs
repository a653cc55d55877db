//! "The group", where an armed group has just been named.

use crate::view::View;
use gainsay_knowledge::{Entity, EntityKind, Form};
use gainsay_record::Span;
use std::ops::Range;

/// "The M23 has declared a ceasefire. The group says": of a noun for those who fight under no state, whose token is `head`, the
/// armed group that the paragraph names last before `start`, rather than a "group" of experts above it that was taken for
/// the `antecedent`.
pub(super) fn band_before<'a>(
    view: &View<'a>,
    head: usize,
    start: usize,
    antecedent: Option<Span>,
) -> Option<&'a Entity> {
    view.known.wording.bands.at(&view.lowered[head..=head])?;
    let before = view.mentions.partition_point(|mention| mention.start < start);
    let paragraph = view.paragraph(start);
    let mut near = view.mentions[..before]
        .iter()
        .rev()
        .take(super::LOOK_BACK)
        .take_while(|mention| paragraph <= mention.start);
    let group = near.find(|mention| mention.entity.kind == EntityKind::Group)?;
    let nearer = antecedent.is_none_or(|other| view.analysis.within(other).start <= group.start);
    nearer.then_some(group.entity)
}

/// "The Somali group", "Yemen's rebels": the armed group of that state which the page named last before it.
pub(super) fn band_of_state<'a>(view: &View<'a>, source: &Range<usize>) -> Option<&'a Entity> {
    let mention = view.mention_at(source.start + 1).filter(|_| view.word(source.start) == "the")?;
    let adjective = mention.entity.kind == EntityKind::State && mention.form == Form::Adjective;
    let band = mention.end + 1 == source.end && mention.start == source.start + 1;
    view.known.wording.bands.at(&view.lowered[source.end - 1..source.end])?;
    let state = mention.state().filter(|_| adjective && band)?;
    let before = view.mentions.partition_point(|mention| mention.start < source.start);
    let named = view.mentions[..before].iter().rev().take(super::LOOK_BACK);
    let mut groups = named.filter(|mention| mention.entity.kind == EntityKind::Group);
    groups.find(|group| group.state() == Some(state)).map(|group| group.entity)
}
