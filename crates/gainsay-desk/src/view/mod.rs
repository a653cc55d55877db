//! Records as the templates show them: words, marks, dates, addresses, drawings. Nothing here asks the ledger.

pub(crate) mod card;
pub(crate) mod dates;
pub(crate) mod link;
pub(crate) mod said;
pub(crate) mod side;
pub(crate) mod slots;
pub(crate) mod spark;
pub(crate) mod time_line;
pub(crate) mod turn;
pub(crate) mod whence;
pub(crate) mod words;
