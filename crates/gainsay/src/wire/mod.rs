//! The JSON of readings and disputes: one shape for the command line, the API, the exports and Python.
//!
//! # Rules that hold everywhere
//!
//! * `v` is the version of the shape, 1. Fields may be added within a version; those described here stay and keep
//!   their meaning and their order.
//! * A *span* is `[start, end)`: two integers that count Unicode code points of the article's `text` from 0. Inside the
//!   program spans count bytes; they are converted here and nowhere else.
//! * Lists are never null; one that holds nothing is `[]`. `source`, `cue`, `content`, `trigger` and `published` are always
//!   objects. `said`, `certainty`, `quantity` and `time` are null or objects.
//! * A *date* is a string in EDTF (ISO 8601-2:2019, annex A): `2022-09-22`, `XXXX-09`, `2022-09-01/2022-09-10`.
//! * A *holder* is a code as [`gainsay_record::Holder`] describes it: `PRK:GOV`, `XXX:SPY`, `GBR:MED:reuters`.
//! * `confidence` is a number from 0 to 1 with at most three decimals. It is the program's own and no probability that a
//!   claim is true.
//! * One object is one line: line separators that JSON would let stand (U+0085, U+2028, U+2029) are escaped.
//!
//! # A reading ([`Reading`])
//!
//! | field | what it is |
//! |---|---|
//! | `v` | 1 |
//! | `id` | SHA-256 of the page's bytes, bare lower-case hex |
//! | `path` | the file as it was named, `-` for standard input |
//! | `url`, `outlet`, `title`, `byline` | as the page or the user gives them, or null |
//! | `language` | BCP 47 primary subtag of the article, or null |
//! | `published` | `edtf`: date or null; `method`: `metadata`, `text`, `given` or `unknown` |
//! | `text` | the whole text, furniture included |
//! | `blocks` | [`Block`]s in the order of the text, without overlap |
//! | `statements` | [`Statement`]s: by the start of the content, outer before nested |
//! | `positions` | [`Position`]s in the order of their statements |
//! | `notes` | what could not be done: `text`, and `span` or null |
//!
//! A page that could not be read is a [`Failure`] instead: `path` and `error`.
//!
//! # A block
//!
//! `kind` is one of `headline`, `lede`, `body`, `quote`, `subhead` (article) or `repeat`, `caption`, `credit`, `byline`,
//! `dateline`, `tags`, `teaser`, `promotion`, `share`, `comments`, `legal`, `correction`, `navigation` (furniture); `language`
//! or null; `span`.
//!
//! # A statement
//!
//! | field | what it is |
//! |---|---|
//! | `id` | `s1`, `s2`, ...: its place on the page |
//! | `kind` | `direct`, `indirect`, `mixed`, `narrated` (the outlet's own voice: source and cue have no spans) |
//! | `act` | what the cue says is done: `says`, `reports`, `asserts`, `denies`, `confirms`, `accuses`, `assesses`, `believes`, `predicts`, `intends`, `promises`, `demands`, `asks`, `threatens`, `declines` |
//! | `nested_in` | the id of the statement whose content holds it, or null |
//! | `verbatim` | direct quotation in the speaker's language, as far as the page tells; all else is words as printed |
//! | `source` | `spans`; `holder` whom these words name, or null; `named`: `named`, `unnamed`, `document`; of those not named the `number` (`min` and `max`, each a number or null; or null) and the `condition` on which they spoke (`spans`; or null); `antecedent`: the span of what a pronoun or bare description stands for, or null |
//! | `cue` | `spans` |
//! | `content` | `spans`, quotation marks included; `continued`: those of them that stand in later sentences without a cue |
//! | `chain` | everyone the words came through, outermost first, the last being the origin: `holder` or null, `spans`, `how` (`reports`, `cited`, `says`), `named`, `number`, `condition`; empty where the source speaks for itself |
//! | `said` | when it was said, which is not when the thing happened: `edtf` or null, `text` as printed, `spans` |
//! | `certainty` | how surely, as worded: `text`, `icd203` (the row of ICD 203 whose own words these are) or null, `spans` |
//! | `confidence` | see above |
//!
//! # A position
//!
//! | field | what it is |
//! |---|---|
//! | `id` | `p1`, `p2`, ... |
//! | `statement` | the id of the statement it is read from |
//! | `holder` | who takes it: the last resolved link of the chain, or null |
//! | `stance` | `asserts`, `confirms`, `accuses`, `denies`, `hedges`, `declines`, `threatens`, `relays` |
//! | `level` | what the stance is aimed at: `act`, `plan`, `report`, `evidence`, `knowledge`, `responsibility`, `policy`, `legality`, `authenticity`, `decision`, `presupposed` |
//! | `confidence` | see above |
//! | `proposition` | below |
//!
//! # A proposition
//!
//! | field | what it is |
//! |---|---|
//! | `frame` | `arms-transfer`, `troop-deployment`, `use-in-combat`, or the name of a frame of the user's own |
//! | `supplier`, `recipient` | of `arms-transfer`: a state's alpha-3 code, a holder's code, or null where the words leave it open, or leave nobody out; of any other frame null |
//! | `parties` | the codes of the parties, sorted; filled also where the direction is open |
//! | `roles` | for each role of the frame that is filled, by its name (`supplier`, `recipient`, `via`, `broker`, `producer`; `sender`, `host`, `via`; `user`, `target`, `producer`): `spans`, `text` as printed, `filler` the code, `none` where words say that it is nobody ("not directly"), `any` where a denial leaves nobody out ("to no country") |
//! | `trigger` | `spans` of the words that evoke the frame |
//! | `items` | what is transferred, sent or used: `text` as printed, `class`, `spans`, `quantity` |
//! | `items[].quantity` | `text` as printed, `min`, `max` (integers or null), `unit` or null, `vague` |
//! | `mode` | `sale`, `gift`, `barter`, `loan`, `licence`, `re-export`, `unspecified` |
//! | `stage` | one of the frame's: `sought`, `negotiating`, `agreed`, `authorised`, `under-way`, `delivered`; of troops `deployed` in the place of `delivered`; of weapons in combat `authorised`, `used`; or null |
//! | `time` | when it happened: `edtf` or null, `text` or null, `spans`, `against` (the date it was resolved against, or null) |
//!
//! # A dispute ([`Dispute`])
//!
//! A *reference* is `{"page": id, "position": "p1"}`.
//!
//! | field | what it is |
//! |---|---|
//! | `v` | 1 |
//! | `id` | 16 hex digits, a hash of frame and parties |
//! | `title` | in plain words |
//! | `frame`, `parties` | as in a proposition |
//! | `first`, `last` | dates of the earliest and latest word, or null |
//! | `episodes` | stretches of time: `first`, `last`, `positions` (references) |
//! | `sides` | `asserts`, `denies`, `hedges`, `declines`, each a list of references in order of time; levels `act` and `plan` only |
//! | `beneath` | the same for the other levels, beneath the side they resemble |
//! | `origins` | for each side that has positions: `answer` (`one-origin`, `independence-not-established`, `independence-shown`, `lineage-unknown`), `named` (holders), `unnamed` and `unknown` (how many lineages), `folds` (`id`, made of what is folded; `ground`: `words`, `versions`, `outlet`, `statement`, `circle`; `pages` that count once, and `why`) |
//! | `slots` | for each slot: `asserted`, `denied`, `not_addressed`, each a list of `value` and `positions` |
//! | `reversals` | a holder's own change of stance: `holder`, `from` and `to`, each `stance`, `page`, `position` |
//! | `shifts` | a holder who speaks later of a part of what it spoke of before, or of more: `holder`, `scope` (`narrows`, `widens`), `from` and `to` as above; the stance may have changed too, as where a denial becomes the admission of a part |
//! | `oppositions` | which positions meet: `asserting`, `denying` (references), `how` (`opposed`, `partly-opposed`, `past-each-other`) |
//!
//! # What a ledger tells
//!
//! *A page that was added* ([`Page`]); one that could not be read is a [`Failure`]:
//!
//! | field | what it is |
//! |---|---|
//! | `v` | 1 |
//! | `path` | the file as it was named |
//! | `page` | the page's id |
//! | `added` | `new`; `new-version` (new bytes at a known address); `known` (these bytes are there already) |
//! | `versions` | how many versions of the page there are now; 0 where it was known |
//! | `given_differs` | whether it was known, and another date, address or outlet was given this time, which was not taken over |
//! | `statements`, `positions` | how many were read from it |
//!
//! *What became of all pages* ([`Sum`]), the last line: `new`, `new_versions`, `known`, `given_differs`, `unread`; `statements`
//! and `positions` on new pages and versions; `ledger`: `pages`, `statements`, `positions`, `disputes` and `contested` (disputes
//! with two sides) that there are now.
//!
//! *A dispute that is shown* ([`Shown`]): all of a dispute; `pages` with a position on a side, and how many of them were `weighed`
//! (all, unless there are very many); and `positions`: first those on its sides, then those beneath, each
//! with `page`, `paths` (where the page was seen), `url`, `outlet`, `title`, `published` (date or null), `words` (the statement's
//! content as printed, parts joined by `[…]`), `statement` and `position` (as in a reading, with what people decided applied;
//! spans count in the page's text) and `people`, what was decided on it (below). Further `set_aside`: the same for positions that
//! would be in it, had they not been rejected; `ruling`: the decision that split or merged it, or null; `unfolded`: the decisions
//! by which pages of it count each for itself; `people`: what was decided on the dispute itself.
//!
//! *Something found* ([`Hit`]): `found` (`statement` or `page`), `page`, `statement` (its id, or null), `holder` (whose it is,
//! or null), `paths`, `url`, `outlet`, `title`, `published`, `excerpt` (up to 40 words), `marks` (spans in the excerpt),
//! `rulings` on the statement and its positions (below).
//!
//! *A fault* ([`Fault`]) that a check of the ledger found: `fault` in words; `page`, or `entry` of the log, or `frame` and
//! `parties` of the disputes, where it concerns one of them.
//!
//! # What people decided
//!
//! *On an item or dispute* ([`People`]):
//!
//! | field | what it is |
//! |---|---|
//! | `rulings` | in the order in which they were made: `id`, `by`, `at` (RFC 3339), `verdict` (`accepted`, `rejected`, `corrected`), `was`: the fields that were corrected, each with what stood there before |
//! | `grade` | for positions, the Admiralty code: `code`, such as `B2` (`F6` where nobody judged), and what was given over time, the last of each counting, each with `id`, `by`, `at`, `text`: `holder` and `outlet` (letters; the holder's counts before the outlet's), `item` (digits); else null |
//! | `tags`, `notes` | `id`, `by`, `at`, `text` |
//!
//! *A decision* ([`Decided`]): `v`, `id`, `entry` of the log, `by`, `at`; `do`: `accept`, `reject`, `edit`, `split`, `merge`,
//! `unfold`, `undo`, `grade`, `note`, `tag`, `search`; what it is `on`, and what else it says, as it stands in the log: places are quotes by
//! the W3C Web Annotation Data Model (`TextQuoteSelector`); `undone_by`: the id of the decision that took it back, or null;
//! `orphan`: whether its words are gone from their page, or nothing is read in them any more.
//!
//! *An entry of the log* ([`Entry`]): `v`, `entry`, `hash`, `at`, `kind` (`page`, `ruling`, `grade`, `note`, `tag`, `search`);
//! `page` and `path` of a page that was taken in, or null; the `decision`, or null (whether it is an orphan is not looked at).
//!
//! *News* ([`News`]): `v`, `dispute`, `title`, `news` (`new-dispute`, `new-side`, `first-denial`, `new-stage`, `change-of-stance`,
//! `new-origin`), and what of it applies: `side`, `stage`, `holders`, `positions` (references), the stances `from` and `to`, how
//! many more `unnamed` lineages, and the `answer` as it is now.

mod dispute;
mod ledger;
mod line;
mod people;
mod points;
mod reading;

pub use dispute::{Cell, Dispute, Episode, Meeting, Ref, Reversal, Shift, SideOrigins, Sides, Slot, Turn};
pub use ledger::{Fault, Held, Hit, Newness, Page, Shown, Sum, Totals, What};
pub use line::line;
pub use people::{Decided, Entry, Grading, News, People, Remark, Ruling};
pub use points::Points;
pub use reading::{
    Block, Certainty, Content, Failure, Item, Link, Note, Position, Proposition, Published, Quantity,
    Reading, Role, Said, Source, Spans, Statement, Time, position_id, statement_id,
};

/// The version of the shape, in the field `v`.
pub const VERSION: u32 = 1;
