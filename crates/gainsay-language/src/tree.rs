//! Dependency trees over sentences.

/// The width of each of the four views of a word: as a dependent and as a head, for the arc and for the relation.
pub const VIEW: usize = 64;

/// How many kinds of distance there are between a word and its head.
pub const DISTANCES: usize = 17;

/// The distance to the root.
pub const ROOT_DISTANCE: usize = 16;

/// The kind of distance from a word to its head, both by their place: eight steps on either side.
pub fn distance(word: usize, head: usize) -> usize {
    let step = match word.abs_diff(head) {
        0..=4 => word.abs_diff(head).saturating_sub(1),
        5..=6 => 4,
        7..=9 => 5,
        10..=14 => 6,
        _ => 7,
    };
    step + if head > word { 8 } else { 0 }
}
