//! Deciding: what a person enters, checked, on the disk before anybody is told, and the disputes that follow.

use super::{Keeper, KeeperError, settle};
use gainsay_knowledge::Knowledge;
use gainsay_ledger::{Anchor, Change, Decision, Deed, LedgerError, Quote, Spot};
use gainsay_record::{ANYONE, Fold, Holder, Level, PositionRef, Reading, Span, Stance};
use std::collections::BTreeMap;

/// What a person says that the machine should have read; what is `None` or empty stays.
#[derive(Clone, Debug, Default)]
pub struct Wanted {
    /// The stance.
    pub stance: Option<Stance>,
    /// The level.
    pub level: Option<Level>,
    /// The holder.
    pub holder: Option<Holder>,
    /// The stage by the frame's name, or `none`.
    pub stage: Option<String>,
    /// Who supplies, by code.
    pub supplier: Option<String>,
    /// Who receives.
    pub recipient: Option<String>,
    /// Both, where the direction is left open.
    pub parties: Vec<String>,
    /// The words that name the source, as they stand on the page; each part for itself.
    pub source: Vec<String>,
    /// The words that attribute.
    pub cue: Vec<String>,
    /// The words attributed.
    pub content: Vec<String>,
}

impl Keeper {
    /// Enters decisions, all or none, and works out the disputes that they change. When this returns, the disk has them.
    ///
    /// # Errors
    ///
    /// As [`gainsay_ledger::Batch::decide`], and where the ledger cannot be written to.
    pub fn decide(&mut self, by: &str, at: &str, deeds: Vec<Deed>) -> Result<Vec<Decision>, KeeperError> {
        let Self { ledger, reader } = self;
        let mut batch = ledger.batch()?;
        let decided = deeds
            .into_iter()
            .map(|deed| batch.decide(by, at, deed))
            .collect::<Result<Vec<_>, LedgerError>>()?;
        batch.commit()?;
        // What was decided is in. That its disputes cannot be worked out now is no reason to say that it is not: whoever asks
        // next does it.
        drop(settle::settle(ledger, reader.known(), |_, _| {}));
        Ok(decided)
    }

    /// The correction of one item.
    ///
    /// # Errors
    ///
    /// Where nothing is to be changed, or something that the item has not; where a stage is none of the frame's, or words do
    /// not stand on the page or stand there twice at the same distance; where the ledger cannot be read.
    pub fn correction(&self, on: Anchor, wanted: &Wanted) -> Result<Deed, KeeperError> {
        let reading = self.ledger().reading(&on.page)?;
        let spot =
            on.find(&reading).ok_or_else(|| KeeperError::wrong("its words are no longer on the page"))?;
        let change = change(&reading, spot, wanted, self.reader().known())?;
        if change == Change::default() {
            return Err(KeeperError::wrong("nothing is to be changed"));
        }
        Ok(Deed::Edit { on, change: Box::new(change) })
    }

    /// The positions that are to leave a dispute.
    ///
    /// # Errors
    ///
    /// Where one of them is not in it, or all are; where the ledger cannot be read.
    pub fn splitting(&self, dispute: &str, positions: Vec<Anchor>) -> Result<Deed, KeeperError> {
        let dispute = self.dispute(dispute)?;
        let topic = self.topic_of(&dispute)?;
        for anchor in &positions {
            let ruled = self.ledger().ruled(&anchor.page)?;
            let spot = anchor.find(&self.ledger().reading(&anchor.page)?);
            let Some(Spot::Position(at)) = spot else {
                return Err(KeeperError::wrong("only positions (PAGE:p1) can be split off"));
            };
            if ruled.topics.get(at as usize) != Some(&topic) || ruled.is_rejected(at) {
                let position = PositionRef { page: anchor.page, position: at };
                let is_guest = dispute.sides.iter().any(|(_, positions)| positions.contains(&position));
                let page = &anchor.page.to_string()[..12];
                let mut what =
                    format!("position p{} of page {page} is not in dispute {}", at + 1, dispute.id);
                if is_guest {
                    what += ", but denies more than it or a part of it: correct its parties, or reject it";
                }
                return Err(KeeperError::Wrong { what });
            }
        }
        Ok(Deed::Split { dispute: topic, positions })
    }

    /// The pages of a fold of a dispute that are to count each for itself, by the fold's id or the opening of it.
    ///
    /// # Errors
    ///
    /// Where the dispute has no such fold, or several; where the ledger cannot be read.
    pub fn unfolding(&self, dispute: &str, fold: &str) -> Result<Deed, KeeperError> {
        let dispute = self.dispute(dispute)?;
        let opening = fold.trim().to_ascii_lowercase();
        let folds = dispute.origins.iter().flat_map(|(_, origins)| &origins.folds);
        let meant = folds.filter(|fold| !opening.is_empty() && fold.id.starts_with(&opening));
        // Both sides of a dispute can have it.
        let meant: BTreeMap<&str, &Fold> = meant.map(|fold| (fold.id.as_str(), fold)).collect();
        match &meant.values().collect::<Vec<_>>()[..] {
            [one] => Ok(Deed::Unfold { fold: one.id.clone(), ground: one.ground, pages: one.pages.clone() }),
            [] => Err(KeeperError::Wrong { what: format!("dispute {} has no fold {opening}", dispute.id) }),
            several => {
                let ids: Vec<&str> = several.iter().map(|fold| fold.id.as_str()).collect();
                Err(KeeperError::Wrong {
                    what: format!("{opening} opens the ids of several folds: {}", ids.join(", ")),
                })
            }
        }
    }

    /// The disputes that are to be one.
    ///
    /// # Errors
    ///
    /// Where there are fewer than two, or they are of different frames; where the ledger cannot be read.
    pub fn merging(&self, disputes: &[String]) -> Result<Deed, KeeperError> {
        let mut topics = Vec::new();
        for id in disputes {
            topics.push(self.topic_of(&self.dispute(id)?)?);
        }
        topics.sort_unstable();
        topics.dedup();
        match &topics[..] {
            [] | [_] => Err(KeeperError::wrong("it takes two disputes to merge")),
            [first, rest @ ..] if rest.iter().any(|topic| topic.frame != first.frame) => {
                Err(KeeperError::wrong("disputes of different frames cannot be merged"))
            }
            _ => Ok(Deed::Merge { disputes: topics }),
        }
    }
}

fn change(reading: &Reading, spot: Spot, wanted: &Wanted, known: &Knowledge) -> Result<Change, KeeperError> {
    let position = match spot {
        Spot::Position(at) => reading.positions.get(at as usize),
        Spot::Statement(_) => None,
    };
    let Wanted { stance, level, holder, stage, supplier, recipient, parties, .. } = wanted;
    let of_position = stance.is_some()
        || level.is_some()
        || holder.is_some()
        || stage.is_some()
        || supplier.is_some()
        || recipient.is_some()
        || !parties.is_empty();
    let mut change = Change {
        stance: *stance,
        level: *level,
        holder: holder.clone(),
        stage: stage.clone(),
        ..Change::default()
    };
    match position {
        None if of_position => {
            return Err(KeeperError::wrong(
                "a statement has words only; stance and claim are those of its positions",
            ));
        }
        None => {}
        Some(position) => {
            let proposition = &position.proposition;
            let frame = known.frames.get(&proposition.frame);
            if let (Some(stage), Some(frame)) = (stage, frame)
                && stage != "none"
                && !frame.stages().any(|known| known == stage)
            {
                let stages: Vec<&str> = frame.stages().collect();
                let what = format!("\"{stage}\" is no stage; {} or none", stages.join(", "));
                return Err(KeeperError::Wrong { what });
            }
            if supplier.is_some() || recipient.is_some() {
                if !parties.is_empty() {
                    return Err(KeeperError::wrong(
                        "either both ends are named, or the direction is left open",
                    ));
                }
                for (role, filler) in [("supplier", supplier), ("recipient", recipient)] {
                    let before = proposition.role(role).map(|known| &known.filler);
                    if let Some(filler) = filler.as_ref().or(before) {
                        change.roles.push((role.to_owned(), filler.clone()));
                        if filler != ANYONE {
                            change.parties.push(filler.clone());
                        }
                    }
                }
            } else {
                change.parties = parties.clone();
            }
            change.parties.sort_unstable();
            change.parties.dedup();
        }
    }
    let statement = match (spot, position) {
        (_, Some(position)) => position.statement.0,
        (Spot::Statement(at), None) | (Spot::Position(at), None) => at,
    };
    let statement = reading.statements.get(statement as usize);
    let near = statement.and_then(|statement| statement.content.first()).copied();
    let quotes = |words: &[String]| -> Result<Vec<Quote>, KeeperError> {
        words.iter().map(|words| quote(reading, near, words)).collect()
    };
    change.source = quotes(&wanted.source)?;
    change.cue = quotes(&wanted.cue)?;
    change.content = quotes(&wanted.content)?;
    Ok(change)
}

/// The words where they stand nearest to the statement.
fn quote(reading: &Reading, near: Option<Span>, words: &str) -> Result<Quote, KeeperError> {
    let text = &reading.article.text;
    let near = near.map_or(0, Span::start);
    let mut places: Vec<usize> = text.match_indices(words).map(|(at, _)| at).collect();
    places.sort_by_key(|at| at.abs_diff(near));
    let wrong = |what: &str| KeeperError::Wrong { what: format!("\"{words}\" {what}") };
    let alike = |one: usize, other: usize| one.abs_diff(near) == other.abs_diff(near);
    let at = match places[..] {
        [] => return Err(wrong("does not stand on the page, word for word")),
        [one, other, ..] if alike(one, other) => return Err(wrong("stands on the page twice, equally near")),
        [one, ..] => one,
    };
    let span = Span::new(text, at, at + words.len()).ok_or_else(|| wrong("is no place on the page"))?;
    Quote::of(text, span).ok_or_else(|| wrong("cannot be told from other places on the page"))
}
