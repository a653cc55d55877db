//! The records that travel between the stages of gainsay. No logic lives here: a stage takes some of these
//! records and returns others, the ledger stores them, the doors show them.
//!
//! In the order in which a page becomes a dispute:
//!
//! 1. [`Article`]: a page's text and its [`Block`]s, furniture kept in its place.
//! 2. [`Analysis`]: the sentences, words and quotations of the article blocks.
//! 3. [`Statement`]: the spans of source, cue and content.
//! 4. [`Provenance`] and [`Position`]: who stands behind a statement, and what it holds of which [`Proposition`].
//! 5. [`Reading`]: all of the above for one page.
//! 6. [`Dispute`]: the positions of many pages, held against each other.
//!
//! Every place in a text is a [`Span`] of bytes. Code points and UTF-16 exist only at the doors.
//!
//! ```
//! use gainsay_record::Span;
//!
//! let text = "Київ denies it";
//! let word = Span::new(text, 0, 8).expect("eight bytes, four letters");
//! assert_eq!(word.of(text), "Київ");
//! assert_eq!(Span::new(text, 0, 1), None, "never inside a letter");
//! ```

mod analysis;
mod article;
mod date;
mod dispute;
mod imprint;
mod position;
mod reading;
mod span;
mod statement;

pub use analysis::{Analysis, Direction, Part, Quotation, Relation, Role, Sentence, Tag, Token};
pub use article::{Article, Block, BlockKind, Edition, Language, Method, PageId, Published};
pub use date::Edtf;
pub use dispute::{
    Answer, Cell, Dispute, Episode, Fold, FoldGround, Opposition, Origins, PositionRef, Reversal, Scope,
    Shift, Side, SideOrigins, Slot,
};
pub use imprint::{Credits, Imprint, Unresolved};
pub use position::{
    ANYONE, Filler, Holder, Item, Level, Mode, Position, Proposition, Quantity, RoleFiller, Stance, Time,
    bears_on, lies_in,
};
pub use reading::{Note, Reading};
pub use span::Span;
pub use statement::{
    Act, Certainty, Cited, How, Kind, Link, Naming, Provenance, Said, Statement, StatementId, Unnamed,
};
