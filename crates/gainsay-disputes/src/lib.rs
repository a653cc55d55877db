//! From positions to disputes: who asserts, who denies, and how many independent origins stand behind each side.
//!
//! In go the readings of any number of pages; out come [`Dispute`]s. It never says who is right, never reads a text for its
//! meaning (that has been done), keeps nothing between two calls, and does not care in which order the pages come.
//!
//! 1. **Grouping.** Positions on one frame between the same parties are one dispute ([`Key`]); the id is a hash of these,
//!    so it survives new pages. Direction is no part of it. A denial that is wider ("to no country") or narrower (one of a
//!    state's companies for itself) than what somebody asserts is a guest in that dispute as well.
//! 2. **Sides.** Whoever asserts, confirms or accuses *asserts*; the others *deny*, *hedge* or *decline*. Only acts and
//!    plans count. What is aimed at reports, evidence, knowledge and the like stands `beneath` the side it resembles.
//!    Threats, and reports of another's stance, take no side. Everything is in order of time.
//! 3. **Order.** `a ⇒ b`: whoever asserts `a` has asserted `b`. Slot by slot, over the data of `gainsay-knowledge`
//!    ([`Order`]); no weights, no threshold on a similarity.
//! 4. **Opposition.** From that order and from what was said when: opposed, partly opposed, past each other
//!    ([`Order::meet`]).
//! 5. **Slot table.** For each slot what is asserted, what is denied, and what no denial answers (*not addressed*).
//! 6. **Origins.** Where the chains behind a side end, once copies and repetitions are folded together, each fold with its
//!    reason.
//! 7. **Time.** Episodes are parted by more than [`GAP`] days of silence; a named holder who takes one side and on a later
//!    day another has reversed; one who speaks of a part of what it spoke of before, or of more, has shifted.
//!
//! [`disputes`] does all of it; [`keys`] and [`reconcile`] do the same for one dispute at a time, for a store that adds
//! pages one by one. One that keeps the [`imprint`] of each page need not have its text again ([`reconcile_leaves`]).
//!
//! ```
//! use gainsay_disputes::{disputes, is_contested};
//! use gainsay_knowledge::Knowledge;
//! use gainsay_record::{Answer, Opposition, Reading, Side, Stance};
//! # use gainsay_record::*;
//! # fn page(number: u8, published: &str, holder: &str, stance: Stance, item: &str) -> Reading {
//! #     let role = |role: &str, filler: &str| RoleFiller {
//! #         role: role.into(), filler: filler.into(), text: filler.into(), spans: vec![],
//! #     };
//! #     Reading {
//! #         article: Article {
//! #             id: PageId([number; 32]), url: None, outlet: None, title: None, byline: None, language: None,
//! #             published: Published { edtf: Edtf::parse(published), method: Method::Given },
//! #             text: String::new(), blocks: vec![], notes: vec![],
//! #         },
//! #         statements: vec![Statement {
//! #             kind: Kind::Indirect, act: Act::Says, nested_in: None, verbatim: false, source: vec![], antecedent: None,
//! #             cue: vec![], content: vec![], continued: vec![], cited: vec![], when: vec![], confidence: 1.0,
//! #         }],
//! #         provenance: vec![Provenance {
//! #             holder: Some(Holder::new(holder)), named: Naming::Named, ..Provenance::default()
//! #         }],
//! #         positions: vec![Position {
//! #             statement: StatementId(0), holder: Some(Holder::new(holder)), stance, level: Level::Act, confidence: 1.0,
//! #             proposition: Proposition {
//! #                 frame: "arms-transfer".into(), trigger: vec![],
//! #                 roles: vec![role("supplier", "IRN"), role("recipient", "RUS")],
//! #                 parties: vec!["IRN".into(), "RUS".into()],
//! #                 items: vec![Item { text: item.into(), class: item.into(), spans: vec![], quantity: None }],
//! #                 mode: Mode::Unspecified, stage: Some("delivered".into()), time: None,
//! #             },
//! #         }],
//! #         notes: vec![],
//! #     }
//! # }
//!
//! // Three pages, of which the first says that Ukraine holds that Iran has delivered drones to Russia, and so on.
//! let pages = [
//!     page(1, "2022-10-10", "UKR:GOV", Stance::Asserts, "drones"),
//!     page(2, "2022-10-12", "IRN:GOV:mfa", Stance::Denies, "weapons"),
//!     page(3, "2022-10-18", "USA:GOV", Stance::Accuses, "drones"),
//! ];
//! let found = disputes(&pages.each_ref(), Knowledge::shipped());
//! assert_eq!(found.len(), 1);
//! assert!(is_contested(&found[0]));
//! assert_eq!(found[0].title, "Iran to Russia: weapons");
//!
//! // The denial of weapons covers the drones of which Ukraine spoke before it. The United States spoke later, and may have
//! // meant something new.
//! let how: Vec<Opposition> = found[0].oppositions.iter().map(|(_, _, how)| *how).collect();
//! assert_eq!(how, [Opposition::Opposed, Opposition::PartlyOpposed]);
//!
//! // Neither of the two says how it knows, so they may have it from one another.
//! let (side, origins) = &found[0].origins[0];
//! assert_eq!((*side, origins.answer), (Side::Asserts, Answer::IndependenceNotEstablished));
//! ```
//!
//! The comparison of pages follows A. Broder, "On the resemblance and containment of documents" (1997); the order over
//! propositions is the one of monotonicity in natural logic, see B. MacCartney and C. Manning, "An extended model of
//! natural logic" (2009): a list and a class may be widened under assertion, and only narrowed under denial.
//!
//! [`Dispute`]: gainsay_record::Dispute

mod group;
mod meetings;
mod member;
mod oppose;
mod order;
mod origins;
mod shifts;
mod slots;
mod story;
mod title;

pub use group::{Key, disputes, is_contested, keys, more_contested, reconcile, reconcile_leaves, weight};
pub use member::Leaf;
pub use oppose::Claim;
pub use order::Order;
pub use origins::{Apart, imprint};
pub use story::GAP;

#[cfg(test)]
mod tests;
