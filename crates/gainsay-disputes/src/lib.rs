//! From positions to disputes.

use gainsay_knowledge::Knowledge;
use gainsay_record::{Dispute, Reading};

/// The disputes among the pages given, most contested first. The order of `readings` never matters.
pub fn disputes(_readings: &[&Reading], _known: &Knowledge) -> Vec<Dispute> {
    Vec::new()
}
