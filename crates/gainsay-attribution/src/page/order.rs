//! Statements in the order of the text, nested, each with how its words are given.

use super::Draft;
use crate::antecedent;
use crate::view::View;
use gainsay_record::{Kind, Span, Statement, StatementId};

/// No statement lies deeper than this in others: who says that who says that who says is a chain nobody follows further.
const DEEPEST: usize = 5;

/// Puts statements in order, nests them, and says how their words are given.
pub fn order(view: &View<'_>, drafts: Vec<Draft>) -> Vec<Statement> {
    let mut statements: Vec<Statement> =
        drafts.into_iter().map(|draft| draft.statement).filter(|s| !s.content.is_empty()).collect();
    for statement in &mut statements {
        statement.content.sort();
        statement.content.dedup();
    }
    let start = |statement: &Statement| statement.content[0].start();
    let length = |statement: &Statement| statement.content.iter().map(|span| span.len()).sum::<usize>();
    statements
        .sort_by(|a, b| start(a).cmp(&start(b)).then(length(b).cmp(&length(a))).then(a.cue.cmp(&b.cue)));
    statements.dedup_by(|b, a| a.content == b.content && a.cue == b.cue);
    let mut statements = nest(statements);
    for statement in &mut statements {
        statement.kind = kind(view, statement);
        statement.verbatim = statement.kind == Kind::Direct && speaks_english(view, statement);
    }
    antecedent::resolve(view, &mut statements);
    statements
}

/// Each statement is nested in the smallest other whose content holds its cue and content; what lies too deep is dropped.
fn nest(statements: Vec<Statement>) -> Vec<Statement> {
    // In order of start a statement's holders come before it; those that ended cannot hold a later one.
    let mut nested: Vec<Statement> = Vec::with_capacity(statements.len());
    let mut depths: Vec<usize> = Vec::with_capacity(statements.len());
    let mut open: Vec<usize> = Vec::new();
    for mut statement in statements {
        let start = statement.content[0].start();
        open.retain(|&outer| nested[outer].content.last().is_some_and(|span| span.end() > start));
        let length = |outer: usize| nested[outer].content.iter().map(|span| span.len()).sum::<usize>();
        let holders = open.iter().copied().filter(|&outer| holds(&nested[outer], &statement));
        let holder = holders.min_by_key(|&outer| (length(outer), std::cmp::Reverse(outer)));
        let depth = holder.map_or(0, |outer| depths[outer] + 1);
        if depth > DEEPEST {
            continue;
        }
        statement.nested_in = holder.map(|outer| StatementId(outer as u32));
        open.push(nested.len());
        nested.push(statement);
        depths.push(depth);
        if open.len() > 64 {
            open.remove(0);
        }
    }
    nested
}

fn holds(outer: &Statement, inner: &Statement) -> bool {
    let inside = |span: &Span| outer.content.iter().any(|content| content.contains(*span));
    !inner.cue.is_empty()
        && inner.cue.iter().all(inside)
        && inner.content.iter().all(|span| outer.content.iter().any(|content| content.overlaps(*span)))
}

fn kind(view: &View<'_>, statement: &Statement) -> Kind {
    if statement.kind == Kind::Narrated {
        return Kind::Narrated;
    }
    // A statement inside a quotation is quoted where it quotes in turn.
    let own = statement
        .cue
        .first()
        .and_then(|cue| view.analysis.within(*cue).next())
        .and_then(|at| view.quotation(at))
        // One that never closes holds its own cue, which is none of its words.
        .filter(|&own| view.analysis.quotations[own as usize].closed);
    let (mut quoted, mut words) = (0, 0);
    for at in statement.content.iter().flat_map(|span| view.analysis.within(*span)) {
        if view.printed(at).starts_with(char::is_alphanumeric) {
            words += 1;
            quoted += usize::from(view.quotation(at).is_some() && view.quotation(at) != own);
        }
    }
    match quoted {
        0 => Kind::Indirect,
        all if all == words => Kind::Direct,
        _ => Kind::Mixed,
    }
}

/// Whether a quotation is in the speaker's language, as far as the page tells: the source's state is named, and its
/// officials speak English in public. All else may be a translation.
fn speaks_english(view: &View<'_>, statement: &Statement) -> bool {
    let tokens: Vec<usize> = statement.source.iter().flat_map(|span| view.analysis.within(*span)).collect();
    let printed: Vec<&str> = tokens.iter().map(|&at| view.printed(at)).collect();
    let lowered: Vec<&str> = tokens.iter().map(|&at| view.word(at)).collect();
    let states: Vec<&str> = (0..tokens.len())
        .filter_map(|at| view.known.names.at(&printed[at..], &lowered[at..]))
        .filter_map(|(_, entity, _)| {
            entity.state.as_deref().or((entity.code.len() == 3).then_some(&*entity.code))
        })
        .collect();
    !states.is_empty() && states.iter().all(|state| view.known.vocabulary.speaks_english(state))
}
