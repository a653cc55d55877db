//! The positions of a reading held against those that a case wants.

use crate::fault::{Fault, Marks, marks_of};
use crate::notation::{Record, WantedQuantity, alternatives, items, parties, quantities};
use crate::pairs::one_to_one;
use crate::statements::{Held, code, holder_fits, shown};
use gainsay::Knowledge;
use gainsay::record::{ANYONE, Holder, Item, Kind, Level, Position, Quantity, Span};

/// What a position can be wrong in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
#[allow(missing_docs, reason = "the words are their own meaning")]
pub enum Field {
    Holder,
    Stance,
    Level,
    Frame,
    Parties,
    Stage,
    Mode,
    Time,
    Role,
    Items,
    Quantity,
}

/// A field that is wrong, and how.
pub type Wrong = (Field, String);

/// Every position of a reading against every record of a case.
pub struct Grid<'a> {
    held: &'a Held<'a>,
    /// The records, those that must be found before those that may.
    pub rows: Vec<&'a Record>,
    /// Whether the case says that nobody takes a position, nor the outlet.
    nobody: bool,
    /// For each record and each position what is wrong; `None` where it is of another statement than the record wants.
    wrong: Vec<Vec<Option<Vec<Wrong>>>>,
}

impl<'a> Grid<'a> {
    /// Compares them all.
    pub fn of(held: &'a Held<'a>, records: impl IntoIterator<Item = &'a Record>) -> Self {
        let (none, mut rows): (Vec<&Record>, Vec<&Record>) =
            records.into_iter().partition(|record| record.value == "none");
        rows.sort_by_key(|record| record.may);
        let positions = &held.reading.positions;
        let wrong = rows.iter().map(|record| {
            let own = |position: &&Position| owned(held, record, position);
            let kin = positions.iter().filter(own).filter(|position| kin(record, position));
            let listed: Vec<&Item> = kin.flat_map(|position| &position.proposition.items).collect();
            positions.iter().map(|p| own(&p).then(|| wrong(record, p, &listed))).collect()
        });
        Self { held, nobody: !none.is_empty(), wrong: wrong.collect(), rows }
    }

    /// What is wrong with a position where a record is to be; `None` where it is of another statement.
    pub fn wrong(&self, row: usize, position: usize) -> Option<&[Wrong]> {
        self.wrong[row][position].as_deref()
    }

    /// Pairs records with positions one to one, as many as can be, where nothing that is `counted` is wrong.
    pub fn paired(&self, counted: impl Fn(Field) -> bool) -> Vec<Option<usize>> {
        let wanted = |row: &Vec<Option<Vec<Wrong>>>| {
            let fits = |wrong: &[Wrong]| wrong.iter().all(|(field, _)| !counted(*field));
            let mut fitting: Vec<(usize, usize)> = row
                .iter()
                .enumerate()
                .filter_map(|(at, wrong)| wrong.as_deref().filter(|w| fits(w)).map(|w| (w.len(), at)))
                .collect();
            fitting.sort_unstable();
            fitting.into_iter().map(|(_, at)| at).collect()
        };
        one_to_one(&self.wrong.iter().map(wanted).collect::<Vec<_>>())
    }

    /// The positions that no record accounts for. A list may be one position or one for each item, and a position that is
    /// taken for granted is never unasked for, nor one in the outlet's own voice, but where the case says that there is none.
    pub fn unasked(&self, pairs: &[Option<usize>], counted: impl Fn(Field) -> bool) -> Vec<usize> {
        let statement = |position: usize| self.held.reading.positions[position].statement;
        let of_list = |position: usize| {
            pairs.iter().enumerate().any(|(row, pair)| {
                let counts = |field| counted(field) && !matches!(field, Field::Items | Field::Quantity);
                let fits = |wrong: &[Wrong]| wrong.iter().all(|(field, _)| !counts(*field));
                self.rows[row].get("items").is_some()
                    && pair.is_some_and(|pair| statement(pair) == statement(position))
                    && self.wrong(row, position).is_some_and(fits)
            })
        };
        let own_voice = |position: &Position| {
            !self.nobody
                && self.held.statement(position).is_some_and(|statement| statement.kind == Kind::Narrated)
        };
        let positions = self.held.reading.positions.iter().enumerate();
        let asked = |at: usize, position: &Position| {
            pairs.contains(&Some(at))
                || position.level == Level::Presupposed
                || own_voice(position)
                || of_list(at)
        };
        positions.filter(|(at, position)| !asked(*at, position)).map(|(at, _)| at).collect()
    }

    /// Of the positions that no record has, the one that is least wrong for this one.
    pub fn nearest(&self, row: usize, pairs: &[Option<usize>]) -> Option<(usize, &[Wrong])> {
        let free = (0..self.held.reading.positions.len()).filter(|at| !pairs.contains(&Some(*at)));
        free.filter_map(|at| Some((at, self.wrong(row, at)?))).min_by_key(|(_, wrong)| wrong.len())
    }
}

/// Holds them against each other; everything that a record says counts.
pub fn compare(held: &Held<'_>, records: &[&Record]) -> Vec<Fault> {
    let grid = Grid::of(held, records.iter().copied());
    let pairs = grid.paired(|_| true);
    let mut faults = Vec::new();
    for (row, record) in grid.rows.iter().enumerate().filter(|(row, _)| pairs[*row].is_none()) {
        if record.may {
            continue;
        }
        faults.push(match grid.nearest(row, &pairs) {
            Some((at, wrong)) => Fault {
                message: format!("position {}: {}", record.value, told(wrong)),
                wanted: Marks::new(),
                read: marks(held, &held.reading.positions[at]),
            },
            None => Fault::new(format!("position missing: {}", record.value)),
        });
    }
    for at in grid.unasked(&pairs, |_| true) {
        let position = &held.reading.positions[at];
        let message = format!("position that the case does not have: {}", in_words(position));
        faults.push(Fault { message, wanted: Marks::new(), read: marks(held, position) });
    }
    faults
}

/// What is wrong, on one line.
pub fn told(wrong: &[Wrong]) -> String {
    wrong.iter().map(|(_, how)| how.as_str()).collect::<Vec<_>>().join("; ")
}

/// A position on one line.
pub fn in_words(position: &Position) -> String {
    let proposition = &position.proposition;
    let items: Vec<&str> = proposition.items.iter().map(|item| item.text.as_str()).collect();
    format!(
        "{} {} {}: {} {}, {}, {}",
        shown(position.holder.as_ref()),
        code(&position.stance),
        code(&position.level),
        proposition.frame,
        parties_in_words(position),
        proposition.stage.as_deref().unwrap_or("no stage"),
        if items.is_empty() { "no items".to_owned() } else { items.join(", ") },
    )
}

/// The fillers of the two roles of a position's frame that are its parties: those that are somebody.
fn fillers(position: &Position) -> [Option<&str>; 2] {
    let proposition = &position.proposition;
    let frame = Knowledge::shipped().frames.get(&proposition.frame);
    let filler = |at: usize| Some(proposition.role(frame?.roles.get(at)?)?.filler.as_str());
    [0, 1].map(|at| filler(at).filter(|filler| *filler != ANYONE))
}

/// `PRK -> RUS`, or `PRK -- RUS` with the direction left open.
fn parties_in_words(position: &Position) -> String {
    match (fillers(position), position.proposition.parties.as_slice()) {
        ([None, None], [a, b]) => format!("{a} -- {b}"),
        ([a, b], _) => format!("{} -> {}", a.unwrap_or("?"), b.unwrap_or("?")),
    }
}

fn marks(held: &Held<'_>, position: &Position) -> Marks {
    let mut marks = held.statement(position).map(marks_of).unwrap_or_default();
    let under = |mark: char, spans: &[Span]| -> Marks {
        spans.iter().map(|span| (mark, span.start()..span.end())).collect()
    };
    marks.extend(under('t', &position.proposition.trigger));
    for role in &position.proposition.roles {
        marks.extend(under('r', &role.spans));
    }
    for item in &position.proposition.items {
        marks.extend(under('i', &item.spans));
    }
    marks
}

/// Whether the position is of one of the statements that `by` names; of any, without it.
fn owned(held: &Held<'_>, record: &Record, position: &Position) -> bool {
    let Some(by) = record.get("by") else { return true };
    let statement = position.statement.0 as usize;
    alternatives(by)
        .iter()
        .filter_map(|n| n.parse().ok())
        .any(|n: usize| held.found.get(&n) == Some(&statement))
}

fn kin(record: &Record, position: &Position) -> bool {
    let head = record.head();
    let in_head = |place: usize, got: String| head.get(place).is_some_and(|accepted| accepted.contains(&got));
    in_head(1, code(&position.stance)) && in_head(2, code(&position.level))
}

/// What is wrong with a position; its items are looked for among all that are `listed`.
fn wrong(record: &Record, position: &Position, listed: &[&Item]) -> Vec<Wrong> {
    let proposition = &position.proposition;
    let head = record.head();
    let mut wrong = Vec::new();
    let holder = position.holder.as_ref().map(Holder::as_str);
    if !head.first().is_some_and(|wanted| holder_fits(holder, wanted)) {
        wrong.push((Field::Holder, format!("holder {}", shown(position.holder.as_ref()))));
    }
    let said = [(Field::Stance, code(&position.stance)), (Field::Level, code(&position.level))];
    for (accepted, (field, got)) in head.iter().skip(1).zip(said) {
        if !accepted.contains(&got) {
            wrong.push((field, format!("{got}, want {}", accepted.join(" or "))));
        }
    }
    if let Some((frame, want)) = record.frame() {
        if proposition.frame != frame {
            wrong.push((Field::Frame, format!("frame {}, want {frame}", proposition.frame)));
        }
        if !parties_fit(position, want) {
            wrong.push((Field::Parties, format!("{}, want {want}", parties_in_words(position))));
        }
    }
    let mut simple = |field: Field, got: &str| {
        let name = code(&field);
        if let Some(want) = record.get(&name)
            && !alternatives(want).iter().any(|accepted| accepted == got)
        {
            wrong.push((field, format!("{name} {got}, want {want}")));
        }
    };
    simple(Field::Stage, proposition.stage.as_deref().unwrap_or("none"));
    simple(Field::Mode, &code(&proposition.mode));
    let time = proposition.time.as_ref().and_then(|time| time.edtf.as_ref());
    simple(Field::Time, time.map_or("none", |edtf| edtf.as_str()));
    for want in record.all("role") {
        let (name, accepted) = want.split_once(' ').unwrap_or((want, "none"));
        let filler = proposition.role(name).map(|role| role.filler.as_str());
        if !holder_fits(filler, &alternatives(accepted)) {
            wrong.push((Field::Role, format!("{name} {}, want {accepted}", filler.unwrap_or("none"))));
        }
    }
    wrong.extend(items_wrong(record, listed));
    wrong.extend(quantity_wrong(record, listed));
    wrong
}

fn items_wrong(record: &Record, listed: &[&Item]) -> Vec<Wrong> {
    let mut wrong = Vec::new();
    for want in record.get("items").map(items).unwrap_or_default() {
        let mut named = listed.iter().filter(|item| item.text.to_lowercase().contains(&want.text)).peekable();
        if named.peek().is_none() {
            wrong.push((Field::Items, format!("item {:?} missing", want.text)));
            continue;
        }
        let classes: Vec<&str> = named.map(|item| item.class.as_str()).collect();
        let right = |class: &&str| want.classes.iter().any(|want| want == class);
        if !want.classes.is_empty() && !classes.iter().any(right) {
            let (got, want_class) = (classes.join(", "), want.classes.join(" or "));
            wrong.push((Field::Items, format!("{:?} is {got}, want {want_class}", want.text)));
        }
    }
    wrong
}

fn quantity_wrong(record: &Record, listed: &[&Item]) -> Option<Wrong> {
    let want = record.get("quantity")?;
    let read: Vec<&Quantity> = listed.iter().filter_map(|item| item.quantity.as_ref()).collect();
    let right = |want: Option<WantedQuantity>| match want {
        None => read.is_empty(),
        Some(want) => read.iter().any(|read| {
            read.text.contains(&want.text) && want.range.is_none_or(|range| range == (read.min, read.max))
        }),
    };
    if quantities(want).is_ok_and(|options| options.into_iter().any(right)) {
        return None;
    }
    let bound = |bound: Option<u64>| bound.map(|number| number.to_string()).unwrap_or_default();
    let shown = |q: &&Quantity| format!("{:?} {}..{}", q.text, bound(q.min), bound(q.max));
    let got: Vec<String> = read.iter().map(shown).collect();
    let got = if got.is_empty() { "none".to_owned() } else { got.join(", ") };
    Some((Field::Quantity, format!("quantity {got}, want {want}")))
}

/// `A -> B`, `A -- B`, `A -> ?`: the frame's first two roles; a party is right when its code is the one given or stands
/// under it.
fn parties_fit(position: &Position, want: &str) -> bool {
    let fits = |got: Option<&str>, want: &str| match want {
        "?" => got.is_none(),
        want => holder_fits(got, &[want.to_owned()]),
    };
    let filled = fillers(position);
    parties(want).unwrap_or_default().iter().any(|want| {
        if want.directed {
            return fits(filled[0], &want.first) && fits(filled[1], &want.second);
        }
        let among = &position.proposition.parties;
        let has = |want: &str| among.iter().any(|party| fits(Some(party), want));
        has(&want.first) && has(&want.second) && filled == [None, None]
    })
}
