//! News pages in, contested claims out: the stages composed into one reader, and the wire that every door speaks.
//!
//! In go the bytes of a page and what is known of it beside its bytes ([`Given`]); out comes a
//! [`Reading`](record::Reading): the article with its furniture set aside, who says what, and which positions they
//! take. Many readings go into [`Reader::disputes`]; out come the disputes among them. The reader keeps nothing: no store, no
//! clock, no network. The same bytes in give the same bytes out, on any number of threads. A [`Keeper`] puts pages into a
//! ledger and takes disputes out of it.
//!
//! * [`Reader`]: one page at a time.
//! * [`read_all`]: many files, in parallel, handed over in their order, one bad page never stopping the batch.
//! * [`Keeper`]: pages into a ledger, disputes out of it.
//! * [`wire`]: the JSON shape of readings and disputes, documented field by field.
//!
//! ```
//! use gainsay::{Given, Reader, wire};
//!
//! let page = "Officials in the capital spoke on Monday.\n\nThey denied that any arms had been delivered.\n";
//! let reading = Reader::shipped().read(page.as_bytes(), &Given { name: Some("page.txt"), ..Given::default() })?;
//! let json = wire::line(&wire::Reading::new("page.txt", &reading));
//! assert!(json.starts_with(r#"{"v":1,"id":""#));
//! # Ok::<(), gainsay::Refusal>(())
//! ```

mod batch;
mod files;
mod frames;
mod keeper;
mod ordered;
mod reader;
pub mod safe;
pub mod terms;
pub mod wire;

pub use batch::{Known, PageError, Read, read_all};
pub use files::{PAGE_LIMIT, Source, pages_under};
pub use frames::FrameFileError;
pub use gainsay_knowledge::Knowledge;
pub use gainsay_ledger as ledger;
pub use gainsay_page::{Given, Refusal};
pub use gainsay_record as record;
pub use keeper::{
    Adding, Beside, Changed, Changes, Event, Found, Keeper, KeeperError, Kept, News, Progress, Rebuilding,
    Rebuilt, Summary, Taken, Wanted, kinds_of, party,
};
pub use ordered::in_order;
pub use reader::{Reader, Worker};
