//! A reading with what people decided on its page applied.

use super::anchor::{Anchor, Spot};
use super::decision::{Change, Decision, Deed, NO_STAGE};
use super::quote::Quote;
use super::standing::Standing;
use crate::error::Inner;
use crate::rows::{word, words_at};
use crate::write::stored_imprint;
use crate::{Ledger, LedgerError, Topic};
use gainsay_record::{ANYONE, Holder, Imprint, Level, PageId, Position, Reading, RoleFiller, Span};
use rusqlite::Connection;
use std::collections::BTreeMap;

/// What people hold of a page: the machine's reading as they corrected it, and who did what.
///
/// Statements and positions keep their places, so that whatever refers to the machine's reading refers to this one too. A
/// rejected position is still there; it stands in no dispute.
#[derive(Clone, Debug, PartialEq)]
pub struct Ruled {
    /// The reading.
    pub reading: Reading,
    /// What was decided on its statements and positions, in the order in which it was.
    pub marks: BTreeMap<Spot, Vec<Mark>>,
    /// For each position the topic that it is on, after all splits and merges.
    pub topics: Vec<Topic>,
    /// The decisions on this page whose words are gone, or in which nothing is read any more.
    pub orphans: Vec<String>,
}

/// Somebody's decision on a statement or position.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// The decision's id.
    pub decision: String,
    /// Its entry in the log.
    pub entry: u64,
    /// Who decided.
    pub by: String,
    /// When, RFC 3339.
    pub at: String,
    /// What.
    pub verdict: Verdict,
}

/// What a decision says of what the machine has read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It is right.
    Accepted,
    /// It should not be there.
    Rejected,
    /// It was wrong: the fields that changed, each with what stood there before.
    Corrected(Vec<(&'static str, String)>),
}

impl Ruled {
    /// The machine's reading with the decisions that hold applied.
    ///
    /// With the page's imprint, those too that were made on a page of which it is a copy.
    pub(crate) fn of(mut reading: Reading, imprint: Option<&Imprint>, standing: &Standing) -> Self {
        let mut marks: BTreeMap<Spot, Vec<Mark>> = BTreeMap::new();
        let mut orphans = Vec::new();
        let mut splits: BTreeMap<u32, Vec<Anchor>> = BTreeMap::new();
        let mut edits = Vec::new();
        // Every anchor is found in what the machine has read, before anything is changed.
        for decision in standing.on(&reading, imprint) {
            for anchor in decision.deed.anchors() {
                let of_another = anchor.page != reading.article.id;
                match (anchor.find(&reading), &decision.deed) {
                    // A version or copy need not have the words of another; and what leaves a dispute is a position of one page.
                    (None, _) | (_, Deed::Split { .. }) if of_another => {}
                    (None, _) => orphans.push(decision.id.clone()),
                    (Some(Spot::Position(at)), Deed::Split { .. }) => {
                        splits.entry(at).or_default().push(anchor.clone());
                    }
                    (Some(spot), _) => edits.push((spot, decision)),
                }
            }
        }
        orphans.dedup();
        for (spot, decision) in edits {
            if let Some(verdict) = apply(&mut reading, spot, decision) {
                let Decision { id, entry, by, at, .. } = decision;
                let mark =
                    Mark { decision: id.clone(), entry: *entry, by: by.clone(), at: at.clone(), verdict };
                marks.entry(spot).or_default().push(mark);
            }
        }
        let topics = (0..)
            .zip(&reading.positions)
            .map(|(at, position)| {
                let own = splits.get(&at);
                let is_among = |anchors: &[Anchor]| {
                    own.is_some_and(|own| own.iter().any(|anchor| anchors.contains(anchor)))
                };
                standing.moved(Topic::of(&position.proposition), is_among)
            })
            .collect();
        Self { reading, marks, topics, orphans }
    }

    /// What was decided on a position, and on the statement that it is read from, in the order in which it was.
    pub fn marks_on(&self, position: u32) -> Vec<&Mark> {
        let statement =
            self.reading.positions.get(position as usize).map(|it| Spot::Statement(it.statement.0));
        let spots = statement.into_iter().chain([Spot::Position(position)]);
        let mut marks: Vec<&Mark> = spots.filter_map(|spot| self.marks.get(&spot)).flatten().collect();
        marks.sort_by_key(|mark| mark.entry);
        marks
    }

    /// What was decided on a statement and on its positions, each with what it is on, in the order in which it was.
    pub fn marks_within(&self, statement: u32) -> Vec<(Spot, &Mark)> {
        let of_statement = |spot: &Spot| match spot {
            Spot::Statement(at) => *at == statement,
            Spot::Position(at) => {
                self.reading.positions.get(*at as usize).is_some_and(|it| it.statement.0 == statement)
            }
        };
        let spots = self.marks.iter().filter(|(spot, _)| of_statement(spot));
        let mut marks: Vec<(Spot, &Mark)> =
            spots.flat_map(|(spot, marks)| marks.iter().map(|mark| (*spot, mark))).collect();
        marks.sort_by_key(|(_, mark)| mark.entry);
        marks
    }

    /// Whether a position is set aside: it was rejected, or its statement was, and neither was accepted since.
    pub fn is_rejected(&self, position: u32) -> bool {
        let marks = self.marks_on(position);
        let mut verdicts = marks.iter().rev().map(|mark| &mark.verdict);
        verdicts.find(|verdict| !matches!(verdict, Verdict::Corrected(_))) == Some(&Verdict::Rejected)
    }

    /// The word that the row of a position has for what was decided on it; nothing where nothing was.
    pub(crate) fn word_for(&self, position: u32) -> Option<&'static str> {
        if self.is_rejected(position) {
            return Some("rejected");
        }
        match self.marks_on(position).last()?.verdict {
            Verdict::Accepted => Some("accepted"),
            Verdict::Rejected => None,
            Verdict::Corrected(_) => Some("corrected"),
        }
    }
}

impl Ledger {
    /// What was read from a page, with what people decided applied.
    pub fn ruled(&self, page: &PageId) -> Result<Ruled, LedgerError> {
        self.rule_on(self.reading(page)?)
    }

    /// The machine's reading of a page with what people decided applied.
    pub fn rule_on(&self, reading: Reading) -> Result<Ruled, LedgerError> {
        self.run(|db| self.ruled_of(db, reading, &*self.standing_of(db)?))
    }

    pub(crate) fn ruled_of(&self, db: &Connection, reading: Reading, standing: &Standing) -> Inner<Ruled> {
        // Most pages need not be asked for what tells their copies.
        let imprint = match standing.may_reach(None, &Topic::all_of(&reading)) {
            true => stored_imprint(db, self.number_of(db, &reading.article.id)?)?,
            false => None,
        };
        Ok(Ruled::of(reading, imprint.as_ref(), standing))
    }
}

/// Applies one decision; what it says of the machine's reading. `None` where it changes nothing that is there.
fn apply(reading: &mut Reading, spot: Spot, decision: &Decision) -> Option<Verdict> {
    let change = match &decision.deed {
        Deed::Accept { .. } => return Some(Verdict::Accepted),
        Deed::Reject { .. } => return Some(Verdict::Rejected),
        Deed::Edit { change, .. } => change,
        _ => return None,
    };
    let mut was = Vec::new();
    let statement = match spot {
        Spot::Statement(at) => at,
        Spot::Position(at) => {
            let position = reading.positions.get_mut(at as usize)?;
            change_position(position, change, &mut was);
            position.statement.0
        }
    } as usize;
    let text = &reading.article.text;
    let found = |quotes: &[Quote]| -> Option<Vec<Span>> {
        let mut spans = quotes.iter().map(|quote| quote.find(text)).collect::<Option<Vec<_>>>()?;
        spans.sort_unstable();
        (!spans.is_empty()).then_some(spans)
    };
    let new =
        [("source", found(&change.source)), ("cue", found(&change.cue)), ("content", found(&change.content))];
    for (field, spans) in new {
        let Some(spans) = spans else { continue };
        let target = match field {
            "source" => &mut reading.statements.get_mut(statement)?.source,
            "cue" => &mut reading.statements.get_mut(statement)?.cue,
            _ => &mut reading.statements.get_mut(statement)?.content,
        };
        let before = std::mem::replace(target, spans);
        if field == "content" {
            let kept = reading.statements[statement].content.clone();
            reading.statements[statement]
                .continued
                .retain(|span| kept.iter().any(|part| part.contains(*span)));
        }
        was.push((field, words_at(reading, &before)));
    }
    Some(Verdict::Corrected(was))
}

/// Sets what is to be changed, and says what stood there.
fn change_position(position: &mut Position, change: &Change, was: &mut Vec<(&'static str, String)>) {
    let Change { stance, level, holder, stage, roles, parties, source: _, cue: _, content: _ } = change;
    if let Some(new) = stance {
        was.push(("stance", word(&std::mem::replace(&mut position.stance, *new))));
    }
    if let Some(new) = level {
        was.push(("level", word(&std::mem::replace(&mut position.level, *new))));
    }
    if let Some(new) = holder {
        let before = position.holder.replace(new.clone());
        was.push(("holder", before.as_ref().map_or_else(String::new, Holder::to_string)));
    }
    let proposition = &mut position.proposition;
    if let Some(new) = stage {
        let before = std::mem::replace(&mut proposition.stage, (new != NO_STAGE).then(|| new.clone()));
        was.push(("stage", before.unwrap_or_else(|| NO_STAGE.to_owned())));
    }
    if position.level == Level::Plan {
        proposition.stage = None;
    }
    if !parties.is_empty() {
        let before = std::mem::replace(&mut proposition.parties, parties.clone());
        was.push(("parties", before.join(", ")));
        // An end of the transfer that is no longer one, or whose direction is left open.
        proposition
            .roles
            .retain(|filler| !before.contains(&filler.filler) || parties.contains(&filler.filler));
        if roles.is_empty() {
            proposition.roles.retain(|filler| !parties.contains(&filler.filler) && filler.filler != ANYONE);
        }
    }
    for (place, (role, filler)) in roles.iter().enumerate() {
        match proposition.roles.iter_mut().find(|known| known.role == *role) {
            Some(known) if known.filler == *filler => {}
            Some(known) => {
                was.push((role_name(role), std::mem::replace(&mut known.filler, filler.clone())));
            }
            None => {
                // The words do not name it: a person does.
                let (role, filler) = (role.clone(), filler.clone());
                let filler = RoleFiller { role, filler, text: String::new(), spans: vec![] };
                // The two ends stand first among the roles of a frame.
                proposition.roles.insert(place.min(proposition.roles.len()), filler);
            }
        }
    }
}

fn role_name(role: &str) -> &'static str {
    match role {
        "supplier" => "supplier",
        "recipient" => "recipient",
        _ => "role",
    }
}
