//! What a list of positions or disputes is narrowed to.

use crate::days::Days;
use crate::rows::{PLACES, word};
use crate::{Arrival, Contested};
use gainsay_record::{Edtf, Level, PageId, PositionRef, Stance};
use rusqlite::types::Value;

/// Narrows a list. What is not set does not narrow; of a list with several entries, one must fit.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    /// In the dispute with this id, on one of its sides or beneath it.
    pub dispute: Option<String>,
    /// The frame's name.
    pub frame: Option<String>,
    /// Among the parties: a state's code, or a holder's.
    pub party: Option<String>,
    /// Who takes a position: this holder, or one whose code goes on from it (`PRK` and `PRK:GOV` both find
    /// `PRK:GOV:kcna`).
    pub holder: Option<String>,
    /// The outlet that printed it, by its name.
    pub outlet: Option<String>,
    /// Classes of what is transferred. Which class is a kind of which is not known here: name them all.
    pub items: Vec<String>,
    /// Only what nobody decided on.
    pub undecided: bool,
    /// Stances.
    pub stances: Vec<Stance>,
    /// Levels.
    pub levels: Vec<Level>,
    /// Said (or published, where that is all there is) on the first day of this date or later. What has no date does
    /// not fit.
    pub from: Option<Edtf>,
    /// Said on the last day of this date or earlier.
    pub to: Option<Edtf>,
    /// On this page.
    pub page: Option<PageId>,
    /// On a page that was taken in after this one.
    pub since: Option<Arrival>,
    /// By one of these, as people grade them.
    pub sources: Option<Sources>,
    /// One of these.
    pub among: Option<Vec<PositionRef>>,
    /// Those that come after this one in a list of positions; a list of disputes is not narrowed by it.
    pub after: Option<PositionRef>,
    /// Of disputes only those in which somebody asserts, and somebody denies, hedges or declines to say.
    pub contested: bool,
    /// Those that come after this one in a list of disputes: how contested it is, and its id. A list of positions is not narrowed
    /// by it.
    pub below: Option<(Contested, String)>,
    /// Of disputes the latest first, not the most contested. A list of positions has an order of its own.
    pub newest: bool,
    /// Without the first so many, in a list of disputes.
    pub skip: usize,
    /// At most so many.
    pub limit: Option<usize>,
}

/// Who is graded: holders for themselves, and whoever an outlet prints for whom no grade is set.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sources {
    /// These holders; those beneath them are others.
    pub holders: Vec<String>,
    /// What these outlets printed, by name,
    pub outlets: Vec<String>,
    /// unless it is by one of these holders.
    pub unless: Vec<String>,
}

/// What a list of positions is sorted by: columns of `position` and `page`.
pub(crate) const ORDER: &str = "coalesce(position.first_day, position.last_day) IS NULL,
    coalesce(position.first_day, '0000-01-01'), page.id, position.position";

/// Conditions of a query, with their values.
#[derive(Default)]
pub(crate) struct Conditions {
    parts: Vec<String>,
    pub(crate) values: Vec<Value>,
}

impl Conditions {
    /// The conditions that `filter` puts on rows of `position`, joined with `voice`, `topic` and `article`.
    pub(crate) fn on_positions(filter: &Filter) -> Self {
        let mut all = Self::default();
        all.is("topic.frame", filter.frame.as_deref());
        all.party(filter);
        if let Some(id) = &filter.dispute {
            all.parts.push(
                "position.topic = (SELECT topic FROM dispute WHERE id = ?) AND position.rank IS NOT NULL"
                    .to_owned(),
            );
            all.values.push(id.clone().into());
        }
        all.on_one_position(filter);
        all.days(filter, "position");
        if let Some(after) = &filter.after {
            all.parts.push(format!(
                "({ORDER}) > (SELECT {ORDER} FROM page JOIN position ON position.position = page.page * {PLACES} + ?
                    WHERE page.id = ?)"
            ));
            all.values.extend([i64::from(after.position).into(), after.page.0.to_vec().into()]);
        }
        all
    }

    /// The conditions that it puts on rows of `dispute`, joined with `topic`: one of the positions must fit.
    pub(crate) fn on_disputes(filter: &Filter) -> Self {
        let mut all = Self::default();
        all.is("topic.frame", filter.frame.as_deref());
        all.is("dispute.id", filter.dispute.as_deref());
        all.party(filter);
        if let Some((contested, id)) = &filter.below {
            let contested = contested.to_bytes();
            all.parts.push("contested <= ? AND (contested < ? OR dispute.id > ?)".to_owned());
            all.values.extend([contested.clone().into(), contested.into(), id.clone().into()]);
        }
        if filter.contested {
            all.parts.push("asserts > 0 AND denies + hedges + declines > 0".to_owned());
        }
        let mut inner = Self::default();
        inner.on_one_position(filter);
        inner.days(filter, "position");
        if !inner.parts.is_empty() {
            all.parts.push(format!(
                "EXISTS (SELECT 1 FROM position JOIN voice USING (voice)
                    JOIN article ON article.page = position.position / 1048576
                    WHERE position.topic = dispute.topic AND position.rank IS NOT NULL AND {})",
                inner.parts.join(" AND ")
            ));
            all.values.append(&mut inner.values);
        }
        all
    }

    /// The conditions as SQL.
    pub(crate) fn sql(&self) -> String {
        if self.parts.is_empty() { "1".to_owned() } else { self.parts.join(" AND ") }
    }

    fn on_one_position(&mut self, filter: &Filter) {
        self.is("article.outlet", filter.outlet.as_deref());
        if let Some(holder) = &filter.holder {
            // ';' follows ':' in ASCII, so this is every code that goes on from this one.
            self.parts.push("(voice.holder = ? OR (voice.holder > ? AND voice.holder < ?))".to_owned());
            self.values.extend([holder.clone(), format!("{holder}:"), format!("{holder};")].map(Value::from));
        }
        if filter.undecided {
            self.parts.push("position.ruled IS NULL".to_owned());
        }
        if let Some(page) = &filter.page {
            self.parts.push(format!(
                "position.position >= (SELECT page * {PLACES} FROM page WHERE id = ?)
                AND position.position < (SELECT page * {PLACES} + {PLACES} FROM page WHERE id = ?)"
            ));
            self.values.extend([page, page].map(|page| Value::from(page.0.to_vec())));
        }
        if let Some(since) = filter.since {
            self.parts.push("position.position >= ?".to_owned());
            self.values.push(since.first_key().into());
        }
        self.sources(filter);
        if let Some(among) = &filter.among {
            let among: Vec<(String, u32)> =
                among.iter().map(|at| (at.page.to_string(), at.position)).collect();
            self.parts.push(format!(
                "position.position IN (SELECT page.page * {PLACES} + (one.value ->> 1) FROM json_each(?) one
                    JOIN page ON page.id = unhex(one.value ->> 0))"
            ));
            self.values.push(json(&among));
        }
        self.any("position.stance", filter.stances.iter().map(word));
        self.any("voice.level", filter.levels.iter().map(word));
        if !filter.items.is_empty() {
            let mut inner = Self::default();
            inner.any("item.class", filter.items.iter().cloned());
            self.parts.push(format!(
                "EXISTS (SELECT 1 FROM item WHERE item.position = position.position AND {})",
                inner.sql()
            ));
            self.values.append(&mut inner.values);
        }
    }

    fn sources(&mut self, filter: &Filter) {
        let Some(Sources { holders, outlets, unless }) = &filter.sources else { return };
        let list = "(SELECT value FROM json_each(?))";
        self.parts.push(format!(
            "(voice.holder IN {list} OR (article.outlet IN {list} AND voice.holder NOT IN {list}))"
        ));
        self.values.extend([holders, outlets, unless].map(json));
    }

    fn party(&mut self, filter: &Filter) {
        if let Some(party) = &filter.party {
            // As a list, so that the party's few topics are walked through and not all disputes.
            self.parts.push("topic.topic IN (SELECT topic FROM topic_party WHERE party = ?)".to_owned());
            self.values.push(party.clone().into());
        }
    }

    fn days(&mut self, filter: &Filter, table: &str) {
        let bounds = [
            (Days::of(filter.from.as_ref()).first, format!("coalesce({table}.last_day, '9999-12-31') >= ?")),
            (Days::of(filter.to.as_ref()).last, format!("coalesce({table}.first_day, '0000-01-01') <= ?")),
        ];
        for (day, condition) in bounds {
            if let Some(day) = day {
                self.parts.push(format!(
                    "coalesce({table}.first_day, {table}.last_day) IS NOT NULL AND {condition}"
                ));
                self.values.push(day.into());
            }
        }
    }

    fn is(&mut self, column: &str, value: Option<&str>) {
        if let Some(value) = value {
            self.parts.push(format!("{column} = ?"));
            self.values.push(value.to_owned().into());
        }
    }

    fn any(&mut self, column: &str, values: impl Iterator<Item = String>) {
        let before = self.values.len();
        self.values.extend(values.map(Value::from));
        let marks = vec!["?"; self.values.len() - before];
        if !marks.is_empty() {
            self.parts.push(format!("{column} IN ({})", marks.join(", ")));
        }
    }
}

/// A list as SQL takes it.
fn json<T: serde::Serialize>(list: &T) -> Value {
    // Words and numbers: this cannot fail.
    serde_json::to_string(list).unwrap_or_default().into()
}

/// A limit as SQL takes it; -1 is none.
pub(crate) fn limit(filter: &Filter) -> Value {
    filter.limit.and_then(|limit| i64::try_from(limit).ok()).unwrap_or(-1).into()
}
