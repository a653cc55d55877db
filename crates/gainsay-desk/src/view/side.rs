//! The four sides in words. A side is told by its word and the shape of its mark; its colour only helps.

use gainsay::record::{Level, Side, Stance};

/// The name that styles and marks go by.
pub(crate) fn key(side: Side) -> &'static str {
    match side {
        Side::Asserts => "asserts",
        Side::Denies => "denies",
        Side::Hedges => "hedges",
        Side::Declines => "declines",
    }
}

/// As a heading.
pub(crate) fn heading(side: Side) -> &'static str {
    match side {
        Side::Asserts => "Asserted",
        Side::Denies => "Denied",
        Side::Hedges => "Hedged",
        Side::Declines => "No answer",
    }
}

/// The side whose mark a stance is shown with.
pub(crate) fn of(stance: Stance) -> Option<Side> {
    match stance {
        Stance::Asserts | Stance::Confirms | Stance::Accuses => Some(Side::Asserts),
        Stance::Denies => Some(Side::Denies),
        Stance::Hedges => Some(Side::Hedges),
        Stance::Declines => Some(Side::Declines),
        Stance::Threatens | Stance::Relays => None,
    }
}

/// What a stance is aimed at, in the words that go on from it: "denies *that there is evidence*".
pub(crate) fn aim(level: Level) -> &'static str {
    match level {
        Level::Act => "the act",
        Level::Plan => "a plan",
        Level::Report => "a report",
        Level::Evidence => "that there is evidence",
        Level::Knowledge => "knowing of it",
        Level::Responsibility => "being responsible",
        Level::Policy => "it as policy",
        Level::Legality => "that it is lawful",
        Level::Authenticity => "that it is authentic",
        Level::Decision => "that it was decided",
        Level::Presupposed => "it, as taken for granted",
    }
}
