//! "The group", where an armed group has just been named.

use crate::view::View;
use gainsay_knowledge::{Entity, EntityKind};
use gainsay_record::Span;

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
