//! The ledger: the only memory that gainsay has, and the only crate that knows SQL.
//!
//! In go pages with what was read from them; out come pages, readings, positions and disputes, in lists, by full
//! text, and one by one. It never reads a page itself, never works out a dispute, has no clock, and takes no word of
//! anybody for a fact: it keeps what came in, and can show that it did.
//!
//! In the order in which they are needed:
//!
//! 1. [`Ledger::open`]: one SQLite file, told by its own mark and format number.
//! 2. [`Packer::pack`]: hashes and compresses a page and works out its rows, on as many threads as there are.
//! 3. [`Ledger::batch`]: one transaction for many pages. [`Batch::commit`] says what became of each, and only when
//!    the disk has it: what was reported is there after a `kill -9` or a power cut.
//! 4. [`Ledger::stale`] and [`Batch::put_disputes`]: a new position can only change the disputes of its own
//!    [`Topic`]. The batch marks the topic, in the same transaction; the caller works the disputes out from
//!    [`Ledger::gists`] and puts them back, now or after many batches. Of a topic that fills very many pages most of what comes
//!    changes nothing but the counts ([`Batch::holds`]).
//! 5. [`Ledger::disputes`], [`Ledger::positions`], [`Ledger::search`], [`Ledger::pages`]: what is there.
//! 6. [`Batch::decide`], [`Ledger::standing`], [`Ledger::ruled`]: what people decide, beside what the machine has read.
//! 7. [`Ledger::to_rebuild`] and [`Batch::put_again`]: everything derived again from the bytes and the log.
//! 8. [`Ledger::verify`]: whether all of it is as it should be.
//!
//! The same bytes are one page, however often they are added. Pages with one canonical address are versions of one
//! another. What a ledger derives does not depend on the order in which its pages came; the log ([`Ledger::seal`])
//! does, being a record of just that.
//!
//! The tables are explained in `schema.sql`.
//!
//! ```
//! use gainsay_ledger::{Added, Given, Ledger, NewPage, Packer, Within, page_id};
//! use gainsay_record::{Article, Block, BlockKind, Imprint, Published, Reading, Span};
//!
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! # let folder = tempfile::tempdir()?;
//! # let path = folder.path().join("sample.db");
//! // What the stages would have read from these bytes.
//! let text = "The ministry said that no shells had been sold.";
//! let block = Block::new(BlockKind::Lede, None, Span::new(text, 0, text.len()).ok_or("span")?);
//! let article = Article {
//!     id: page_id(text.as_bytes()), url: None, outlet: None, title: None, byline: None, language: None,
//!     published: Published::default(), text: text.to_owned(), blocks: vec![block], notes: vec![],
//! };
//! let reading = Reading { article, statements: vec![], provenance: vec![], positions: vec![], notes: vec![] };
//!
//! let mut ledger = Ledger::open(&path)?;
//! let page = NewPage {
//!     bytes: text.as_bytes(), reading: &reading, imprint: &Imprint::default(), given: &Given::default(),
//!     path: "ministry.txt", captured: "2022-09-22T06:00:00Z",
//! };
//! let packed = Packer::new().pack(&page)?;
//! let mut batch = ledger.batch()?;
//! batch.add(&packed)?;
//! let outcomes = batch.commit()?;
//! assert_eq!(outcomes[0].added, Added::New);
//!
//! let hits = ledger.search("Shells sold", Within::Pages, 10)?;
//! assert_eq!(hits.len(), 1);
//! assert_eq!(&hits[0].excerpt[hits[0].marks[0].clone()], "shells");
//! assert_eq!(ledger.reading(&hits[0].page)?, reading);
//! assert_eq!(ledger.bytes(&hits[0].page)?, text.as_bytes());
//!
//! let faults = ledger.verify(|pages| vec![Ok::<_, String>((reading.clone(), Imprint::default())); pages.len()], |_, _| vec![])?;
//! assert_eq!(faults, []);
//! # Ok(())
//! # }
//! ```

mod arrival;
mod batch;
mod brief;
mod compress;
mod days;
mod disputes;
mod error;
mod facets;
mod filter;
mod forget;
mod forward;
mod gist;
mod guests;
mod holds;
mod indexed;
mod ledger;
mod log;
mod open;
mod page;
mod parts;
mod people;
mod place;
mod positions;
mod rebuild;
mod rows;
mod runs;
mod sayings;
mod search;
mod sound;
mod topic;
mod touch;
mod verify;
mod versions;
mod voices;
mod write;

pub use arrival::Arrival;
pub use batch::Batch;
pub use days::first_day;
pub use disputes::{Contested, DisputeEntry, Tally};
pub use error::{Cause, LedgerError};
pub use facets::{Facets, Lane};
pub use filter::{Filter, Sources};
pub use gist::{Gist, WEIGHED};
pub use ledger::{Counts, Ledger};
pub use log::{Entered, Entry, Seal};
pub use page::{Added, Given, NewPage, Outcome, Packed, PackedAgain, Packer, PageEntry, StoredPage, page_id};
pub use people::{
    Anchor, Change, Claim, Decision, Deed, Grade, Mark, Quote, Reliability, Ruled, Spot, Standing, Subject,
    Verdict,
};
pub use place::default_path;
pub use positions::{PositionEntry, Unsure};
pub use sayings::{SayingEntry, SayingPlace};
pub use search::{Hit, Within};
pub use topic::Topic;
pub use verify::{Fault, Place};
