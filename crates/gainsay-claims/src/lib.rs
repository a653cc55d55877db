//! From statements to positions: who takes which stance toward what.
//!
//! In go an [`Article`], its [`Analysis`] and its [`Statement`]s (spans of source, cue and content); out come, for each
//! statement, a [`Provenance`] (who the source is, through whom the words came, when they were said and how surely) and
//! [`Position`]s: a holder's stance toward a proposition of some frame of `gainsay-knowledge`. It never changes a span
//! of a statement, never judges who is right, and reads no position where nobody that the words name is a party.
//!
//! A position is composed from what stands above the words of an event, from the inside out:
//!
//! 1. a *trigger* evokes a frame ("sold"), and what fills its roles is found by place and preposition;
//! 2. its verb group tells tense and polarity ("has never sold");
//! 3. the words that govern it tell stage and level ("plans to", "accusations of", "after");
//! 4. the cue of the statement tells the stance ("denied").
//!
//! The confidence of a position is a product: that of the statement, 0.98 for each role that a name fills and 0.92 for
//! each that was inferred, 0.95 where the direction is open or something governs the event, 0.8 where only one party is
//! known, 0.9 for what is hedged or taken over from an event before, 0.7 for what is presupposed or doubly negated.
//! These factors are a reader's judgement, not measured frequencies.

mod chain;
mod clause;
mod dateline;
mod holder;
mod items;
mod mention;
mod party;
mod position;
mod relay;
mod roles;
mod stance;
mod subject;
mod syntax;
mod time;
mod view;

#[cfg(test)]
mod tests;

use gainsay_knowledge::Knowledge;
use gainsay_record::{Analysis, Article, Note, Position, Provenance, Statement, Time};

/// What this stage adds to a page's statements.
#[derive(Debug, Default)]
pub struct Claims {
    /// One for each statement, in the same order.
    pub provenance: Vec<Provenance>,
    /// The positions, in the order of their statements.
    pub positions: Vec<Position>,
    /// What could not be resolved and matters.
    pub notes: Vec<Note>,
}

/// Resolves the sources of `statements` and reads the positions in them.
pub fn claims(article: &Article, analysis: &Analysis, statements: &[Statement], known: &Knowledge) -> Claims {
    let view = view::View::new(article, analysis, known);
    let provenance = chain::provenance(&view, article, statements);
    let mut memory = position::Memory::default();
    let mut found = Claims::default();
    // A page that names nothing that could be transferred, sent or used takes no position.
    let tells = items::are_told_of(&view) && !view.is_elsewhere();
    for (id, of) in provenance.iter().enumerate().filter(|_| tells) {
        let positions = position::positions(&view, statements, id, of, &mut memory);
        for position in positions.iter().filter(|position| position.holder.is_none()) {
            let place = position.proposition.trigger.first().copied();
            let text = "nobody resolves who stands behind this position".to_owned();
            found.notes.push(Note { text, span: place });
        }
        found.positions.extend(positions);
    }
    relay::relays(&article.text, statements, &provenance, &mut found.positions);
    found.provenance = provenance;
    found
}

/// All words of time on a page, in order, with the dates that they name. Those of a statement or a position are among them.
pub fn times(article: &Article, analysis: &Analysis, known: &Knowledge) -> Vec<Time> {
    time::all(&view::View::new(article, analysis, known))
}
