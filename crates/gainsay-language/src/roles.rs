//! The tags that carry an attribution, one a word.
//!
//! Sources, cues and contents of neighbouring statements lie side by side, so a tag also says *on which side its cue
//! stands*; in 99.5 of 100 attributions of PolNeAR (Newell, Margolin and Ruths, LREC 2018) each source and content belongs to
//! the nearest cue on that side. And it says what is *pending*: a source or a content that waits for its cue, a cue
//! that waits for its content. So a first-order chain knows what must come, and transitions that never occur can be
//! forbidden.
//!
//! | state | a word of | and before it |
//! |---|---|---|
//! | `O`, `O:s`, `O:t`, `O:c` | nothing | nothing waits; a source, a content, a cue waits |
//! | `S>`, `S>t` | a source whose cue follows | ; after a content that waits |
//! | `T>` | a content whose cue follows | |
//! | `C`, `C:t` | a cue | ; after a content that waits |
//! | `<S`, `<St` | a source whose cue stands before | while the cue waits for its content; when it has one |
//! | `<T` | a content whose cue stands before | |
//!
//! All but the first four come as `B` (the first word) and `I` (a further word).

use gainsay_record::{Direction, Part, Role};

/// How many states there are.
pub const STATES: usize = 20;

/// The names of the states, by index.
pub const NAMES: [&str; STATES] = [
    "O", "O:s", "O:t", "O:c", "B-S>", "I-S>", "B-S>t", "I-S>t", "B-T>", "I-T>", "B-C", "I-C", "B-C:t",
    "I-C:t", "B-<S", "I-<S", "B-<St", "I-<St", "B-<T", "I-<T",
];

/// What waits, as the offset of the `O` states.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Waiting {
    Nothing = 0,
    Source = 1,
    Content = 2,
    Cue = 3,
}

/// What a state says of a word: its role, where its cue stands, and whether it is the first of its run.
pub fn meaning(state: u8) -> Option<(Role, Direction, bool)> {
    let first = state.is_multiple_of(2);
    let (role, toward) = match state {
        4..8 => (Role::Source, Direction::Right),
        8..10 => (Role::Content, Direction::Right),
        10..14 => (Role::Cue, Direction::Left),
        14..18 => (Role::Source, Direction::Left),
        18..20 => (Role::Content, Direction::Left),
        _ => return None,
    };
    Some((role, toward, first))
}

/// The states of `words` words of which `parts`, in order and without overlap, have a role.
pub fn encode(parts: &[Part], words: usize) -> Vec<u8> {
    let mut states = Vec::with_capacity(words);
    let mut waiting = Waiting::Nothing;
    for part in parts {
        states.resize(part.tokens.start as usize, waiting as u8);
        let first = match (part.role, part.toward) {
            (Role::Source, Direction::Right) if waiting == Waiting::Content => 6,
            (Role::Source, Direction::Right) => {
                waiting = Waiting::Source;
                4
            }
            (Role::Content, Direction::Right) => {
                waiting = Waiting::Content;
                8
            }
            (Role::Cue, _) if waiting == Waiting::Content => {
                waiting = Waiting::Nothing;
                12
            }
            (Role::Cue, _) => {
                waiting = Waiting::Cue;
                10
            }
            (Role::Source, Direction::Left) if waiting == Waiting::Cue => 14,
            (Role::Source, Direction::Left) => {
                waiting = Waiting::Nothing;
                16
            }
            (Role::Content, Direction::Left) => {
                waiting = Waiting::Nothing;
                18
            }
        };
        states.push(first);
        states.resize(part.tokens.end as usize, first + 1);
    }
    states.resize(words, waiting as u8);
    states
}

/// The runs of words with a role that states tell of. `sure(range)` gives the confidence in a run.
pub fn decode(states: &[u8], mut sure: impl FnMut(std::ops::Range<usize>) -> f32) -> Vec<Part> {
    let mut parts = Vec::new();
    let mut at = 0;
    while at < states.len() {
        let Some((role, toward, _)) = meaning(states[at]) else {
            at += 1;
            continue;
        };
        let start = at;
        at += 1;
        while at < states.len() && states[at] == states[start] | 1 {
            at += 1;
        }
        parts.push(Part { tokens: start as u32..at as u32, role, toward, confidence: sure(start..at) });
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    fn part(tokens: std::ops::Range<u32>, role: Role, toward: Direction) -> Part {
        Part { tokens, role, toward, confidence: 1.0 }
    }

    #[test]
    fn parts_survive_the_way_through_states() {
        let parts = [
            part(1..3, Role::Source, Direction::Right),
            part(3..4, Role::Cue, Direction::Left),
            part(4..8, Role::Content, Direction::Left),
            part(9..12, Role::Content, Direction::Right),
            part(12..13, Role::Cue, Direction::Left),
            part(13..15, Role::Source, Direction::Left),
        ];
        let states = encode(&parts, 16);
        let names: Vec<&str> = states.iter().map(|&state| NAMES[state as usize]).collect();
        assert_eq!(names[..5], ["O", "B-S>", "I-S>", "B-C", "B-<T"]);
        assert_eq!(names[9..], ["B-T>", "I-T>", "I-T>", "B-C:t", "B-<St", "I-<St", "O"]);
        assert_eq!(decode(&states, |_| 1.0), parts);
    }

    #[test]
    fn what_waits_shows_between_parts() {
        let parts = [part(0..1, Role::Source, Direction::Right), part(2..3, Role::Cue, Direction::Left)];
        let states = encode(&parts, 4);
        assert_eq!(
            states.iter().map(|&s| NAMES[s as usize]).collect::<Vec<_>>(),
            ["B-S>", "O:s", "B-C", "O:c"]
        );
    }

    #[test]
    fn neighbours_of_one_role_stay_apart() {
        let parts =
            [part(0..2, Role::Content, Direction::Right), part(2..4, Role::Content, Direction::Right)];
        assert_eq!(decode(&encode(&parts, 4), |_| 1.0), parts);
    }
}
