//! What people decide: it lives beside the machine's reading, never in it, and survives every rebuild.
//!
//! The log is its only home: each [`Decision`] is an entry of it, and nothing of it is ever changed. A decision on a
//! statement or position is tied to the page's bytes and to its [`Quote`]s, exact words with those before and after them; a
//! row's number never appears in it. Whoever asks for a reading as people have ruled on it ([`Ledger::ruled`]) gets the
//! machine's reading with the standing decisions applied ([`Ruled`]): where the words are gone, or the machine no longer
//! finds anything in them, the decision is an *orphan*, and told as one.
//!
//! * `quote`: exact words in a text, and where they are (W3C Web Annotation, TextQuoteSelector).
//! * `anchor`: what ties a decision to a statement or a position.
//! * `grade`: the Admiralty code.
//! * `decision`: what can be decided, as it stands in the log.
//! * `standing`: all decisions, and which of them hold.
//! * `ruled`: a reading with the decisions on its page applied.
//! * `keep`: decisions into the log, and the rows that follow from them.
//!
//! [`Ledger::ruled`]: crate::Ledger::ruled

mod anchor;
mod decision;
mod grade;
mod keep;
mod quote;
mod ruled;
mod standing;

pub use anchor::{Anchor, Claim, Spot};
pub use decision::{Change, Decision, Deed, Subject};
pub use grade::{Grade, Reliability};
pub use quote::Quote;
pub use ruled::{Mark, Ruled, Verdict};
pub use standing::Standing;
pub(crate) use standing::decision;
