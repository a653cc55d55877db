//! The slot table: what one side asserts, what the other denies, and what is *not addressed*.
//!
//! The pairs of [`oppositions`](gainsay_record::Dispute::oppositions) say whether two positions meet; the table says where
//! they do not. "Never exported, and no plans" is no answer to "is in talks to buy", and the row `stage` shows it.
//!
//! `asserted` and `denied` list the values that the words give, in order of time; a slot that the words leave open gives
//! none. `not_addressed` is filled only where somebody denies. In it stands, for each slot, what no denial answers:
//!
//! * **stage**: every stage of the frame that no denied act covers, whether somebody asserts it (then with the positions
//!   that do) or not. Denied plans cover no stage. Where only plans are denied, the asserted stages alone are listed.
//! * **intention**: `plan`, where a plan is asserted and only acts are denied.
//! * **items**: asserted classes that no denied class covers. A denial that names no item covers all of the frame's.
//! * **quantity**: asserted quantities, unless a denial names one that covers them: "we sent no weapons" contradicts
//!   "they sent millions" and still says nothing of how many.
//! * **mode**: asserted modes that no denial covers; and where a denial picks a mode by its words ("never *sold*"), every
//!   mode that no denial picks.
//! * **time**: asserted times that no denial reaches in full.
//! * **supplier**, **recipient** and the other roles: asserted fillers that no denial covers.
//!
//! An asserted value is answered by a denial of its own level only: a denied plan answers no act.

use crate::meetings::{Amount, amount};
use crate::member::Member;
use crate::oppose::{happened, time_fit};
use crate::order::{Fit, Order, mode_fit, quantity_fit};
use gainsay_record::{Cell, Item, Level, Mode, PositionRef, Quantity, Side, Slot};
use std::collections::{BTreeSet, HashMap};

/// The value of `intention`.
const PLAN: &str = "plan";

/// The rows that have anything in them, in this order: stage, intention, items, quantity, mode, time, then the roles in the
/// order of the frame's file.
pub(crate) fn table(members: &[Member<'_>], order: &Order<'_>) -> Vec<Slot> {
    let asserting: Vec<_> = members.iter().filter(|member| member.side == Side::Asserts).copied().collect();
    let denying: Vec<_> = members.iter().filter(|member| member.side == Side::Denies).copied().collect();
    let sides = Sides { asserting, denials: distinct(&denying), denying, order };
    let mut rows =
        vec![sides.stage(), sides.intention(), sides.items(), sides.quantity(), sides.mode(), sides.time()];
    rows.extend(order.roles().map(|role| sides.role(role)));
    rows.retain(|row| !(row.asserted.is_empty() && row.denied.is_empty() && row.not_addressed.is_empty()));
    rows
}

/// One denial for each thing denied: the last to be said, which reaches furthest where it is of an act.
fn distinct<'a>(denying: &[Member<'a>]) -> Vec<Member<'a>> {
    let mut places = HashMap::new();
    let mut kept: Vec<Member<'_>> = Vec::new();
    for member in denying {
        let meaning = crate::meetings::meaning(member.position.level, &member.position.proposition);
        let next = kept.len();
        match *places.entry(meaning).or_insert(next) {
            place if place < next => kept[place] = *member,
            _ if next < crate::meetings::CLASSES => kept.push(*member),
            _ => {}
        }
    }
    kept
}

/// Values with the positions that give them, in the order in which they came.
#[derive(Default)]
struct Cells {
    cells: Vec<Cell>,
    places: HashMap<String, usize>,
}

impl Cells {
    fn add(&mut self, value: &str, position: Option<PositionRef>) {
        let place = match self.places.get(value) {
            Some(&place) => place,
            None => {
                self.places.insert(value.to_owned(), self.cells.len());
                self.cells.push(Cell { value: value.to_owned(), positions: Vec::new() });
                self.cells.len() - 1
            }
        };
        let positions = &mut self.cells[place].positions;
        if let Some(position) = position
            && positions.last() != Some(&position)
        {
            positions.push(position);
        }
    }
}

struct Sides<'a, 'k> {
    asserting: Vec<Member<'a>>,
    denying: Vec<Member<'a>>,
    /// Of `denying`, one for each thing denied.
    denials: Vec<Member<'a>>,
    order: &'a Order<'k>,
}

impl<'a> Sides<'a, '_> {
    fn row(
        &self,
        name: &str,
        values: impl Fn(&Member<'a>) -> Vec<String>,
        open: impl FnOnce(&mut Cells),
    ) -> Slot {
        let cells = |members: &[Member<'a>]| {
            let mut cells = Cells::default();
            for member in members {
                values(member).iter().for_each(|value| cells.add(value, Some(member.at)));
            }
            cells.cells
        };
        let mut not_addressed = Cells::default();
        if !self.denying.is_empty() {
            open(&mut not_addressed);
        }
        Slot {
            name: name.to_owned(),
            asserted: cells(&self.asserting),
            denied: cells(&self.denying),
            not_addressed: not_addressed.cells,
        }
    }

    /// The asserted values that no denial of the same level answers.
    fn unanswered<T: Copy + std::hash::Hash + Eq>(
        &self,
        cells: &mut Cells,
        values: impl Fn(&Member<'a>) -> Vec<(T, String)>,
        answers: impl Fn(T, &Member<'a>) -> bool,
    ) {
        let mut known: HashMap<(Level, T), bool> = HashMap::new();
        for member in &self.asserting {
            let level = member.position.level;
            for (value, shown) in values(member) {
                let answered = *known.entry((level, value)).or_insert_with(|| {
                    self.denials.iter().any(|denial| denial.position.level == level && answers(value, denial))
                });
                if !answered {
                    cells.add(&shown, Some(member.at));
                }
            }
        }
    }

    /// The denials on the level of what is asserted.
    fn denials_of(&self, asserted: &Member<'a>) -> impl Iterator<Item = &Member<'a>> {
        let level = asserted.position.level;
        self.denials.iter().filter(move |denial| denial.position.level == level)
    }

    fn stage(&self) -> Slot {
        fn stage_of<'a>(member: &Member<'a>) -> Option<&'a str> {
            let act = member.position.level == Level::Act;
            member.position.proposition.stage.as_deref().filter(|_| act)
        }
        let covers =
            |stage: &str, denial: &Member<'_>| self.order.stage_within(Some(stage), stage_of(denial));
        self.row(
            "stage",
            |member| stage_of(member).map(str::to_owned).into_iter().collect(),
            |cells| {
                let values = |member: &Member<'a>| {
                    stage_of(member).map(|stage| (stage, stage.to_owned())).into_iter().collect()
                };
                self.unanswered(cells, values, covers);
                let acts: Vec<_> =
                    self.denials.iter().filter(|denial| denial.position.level == Level::Act).collect();
                if !acts.is_empty() {
                    let open =
                        self.order.stages().filter(|stage| !acts.iter().any(|denial| covers(stage, denial)));
                    open.for_each(|stage| cells.add(stage, None));
                }
            },
        )
    }

    fn intention(&self) -> Slot {
        let plan = |member: &Member<'a>| member.position.level == Level::Plan;
        self.row(
            "intention",
            |member| plan(member).then(|| PLAN.to_owned()).into_iter().collect(),
            |cells| {
                self.unanswered(
                    cells,
                    |member| plan(member).then(|| ((), PLAN.to_owned())).into_iter().collect(),
                    |(), _| true,
                )
            },
        )
    }

    fn items(&self) -> Slot {
        let top = self.order.top_item();
        let covers = |class: &str, denial: &Member<'_>| {
            let denied = &denial.position.proposition.items;
            match top {
                Some(top) if denied.is_empty() => self.order.class_within(class, top),
                None if denied.is_empty() => true,
                _ => denied.iter().any(|item| self.order.class_within(class, &item.class)),
            }
        };
        let classes = |member: &Member<'a>| member.position.proposition.items.iter().map(|item| &*item.class);
        self.row(
            "items",
            |member| classes(member).map(str::to_owned).collect(),
            |cells| {
                self.unanswered(
                    cells,
                    |member| classes(member).map(|class| (class, class.to_owned())).collect(),
                    covers,
                )
            },
        )
    }

    fn quantity(&self) -> Slot {
        let ambiguous = self.ambiguous_quantities();
        let shown = |item: &Item, many: &Quantity| match ambiguous.contains(many.text.as_str()) {
            true => format!("{} ({})", many.text, item.class.replace('-', " ")),
            false => many.text.clone(),
        };
        let counted = |member: &Member<'a>| {
            member.position.proposition.items.iter().filter_map(|item| Some((item, item.quantity.as_ref()?)))
        };
        let values = |member: &Member<'a>| counted(member).map(|(item, many)| shown(item, many)).collect();
        self.row("quantity", values, |cells| {
            let mut known: HashMap<(Level, &str, Amount<'_>), bool> = HashMap::new();
            for member in &self.asserting {
                for (item, many) in counted(member) {
                    let key = (member.position.level, &*item.class, amount(many));
                    let answers = |denied: &Item| {
                        denied.quantity.is_some()
                            && self.order.class_within(&item.class, &denied.class)
                            && quantity_fit(Some(many), denied.quantity.as_ref()) == Fit::Covered
                    };
                    let answered = *known.entry(key).or_insert_with(|| {
                        self.denials_of(member).any(|no| no.position.proposition.items.iter().any(answers))
                    });
                    if !answered {
                        cells.add(&shown(item, many), Some(member.at));
                    }
                }
            }
        })
    }

    /// Words that count different things: "3" of tanks and of missiles.
    fn ambiguous_quantities(&self) -> BTreeSet<&'a str> {
        let mut class_of: HashMap<&str, &str> = HashMap::new();
        let mut ambiguous = BTreeSet::new();
        for member in self.asserting.iter().chain(&self.denying) {
            for item in &member.position.proposition.items {
                if let Some(many) = &item.quantity
                    && *class_of.entry(&many.text).or_insert(&item.class) != item.class
                {
                    ambiguous.insert(many.text.as_str());
                }
            }
        }
        ambiguous
    }

    fn mode(&self) -> Slot {
        let of = |member: &Member<'a>| member.position.proposition.mode;
        let named = |member: &Member<'a>| (of(member) != Mode::Unspecified).then(|| of(member));
        self.row(
            "mode",
            |member| named(member).map(|mode| mode_name(mode).to_owned()).into_iter().collect(),
            |cells| {
                let values = |member: &Member<'a>| {
                    named(member).map(|mode| (mode, mode_name(mode).to_owned())).into_iter().collect()
                };
                self.unanswered(cells, values, |mode, denial| mode_fit(mode, of(denial)) == Fit::Covered);
                let picked: Vec<Mode> = self.denials.iter().filter_map(named).collect();
                if !picked.is_empty() {
                    let asserted: Vec<Mode> = self.asserting.iter().filter_map(named).collect();
                    let open = MODES.iter().filter(|mode| !picked.contains(mode) && !asserted.contains(mode));
                    open.for_each(|mode| cells.add(mode_name(*mode), None));
                }
            },
        )
    }

    fn time(&self) -> Slot {
        let value = |member: &Member<'a>| happened(&member.position.proposition).map(|date| date.to_string());
        self.row(
            "time",
            |member| value(member).into_iter().collect(),
            |cells| {
                // What is asserted has a time of its own here, so when it was said makes no difference.
                let mut known: HashMap<(Level, String), bool> = HashMap::new();
                for member in &self.asserting {
                    let Some(value) = value(member) else { continue };
                    let answered =
                        *known.entry((member.position.level, value.clone())).or_insert_with(|| {
                            let answers =
                                |no: &Member<'a>| time_fit(&member.claim(), &no.claim()) == Fit::Covered;
                            self.denials_of(member).any(answers)
                        });
                    if !answered {
                        cells.add(&value, Some(member.at));
                    }
                }
            },
        )
    }

    fn role(&self, role: &str) -> Slot {
        let of = |member: &Member<'a>| self.order.filler(member.claim().proposition, role);
        let covers = |filler: &str, denial: &Member<'a>| {
            of(denial).is_none_or(|denied| self.order.stands_under(filler, denied))
        };
        self.row(
            role,
            |member| of(member).map(str::to_owned).into_iter().collect(),
            |cells| {
                self.unanswered(
                    cells,
                    |member| of(member).map(|filler| (filler, filler.to_owned())).into_iter().collect(),
                    covers,
                )
            },
        )
    }
}

/// The modes that words can pick, in the order in which they are shown.
const MODES: [Mode; 6] = [Mode::Sale, Mode::Gift, Mode::Barter, Mode::Loan, Mode::Licence, Mode::ReExport];

fn mode_name(mode: Mode) -> &'static str {
    match mode {
        Mode::Sale => "sale",
        Mode::Gift => "gift",
        Mode::Barter => "barter",
        Mode::Loan => "loan",
        Mode::Licence => "licence",
        Mode::ReExport => "re-export",
        Mode::Unspecified => "unspecified",
    }
}
