//! Whom a statement is by, as a party to what it tells.

use crate::chain::as_party;
use crate::mention::Mention;
use crate::party::{Around, Party, named};
use crate::view::View;
use gainsay_knowledge::Form;
use gainsay_record::{Act, Provenance, Statement};

/// The party that the speaker is: "we", "its", and whoever denies doing a thing. Of an accusation it is the accused.
pub(super) fn speaker(view: &View<'_>, statement: &Statement, provenance: &Provenance) -> Option<Party> {
    // "whose territory officials say has been used": it is used by nobody who speaks.
    let whose = |span: &gainsay_record::Span| view.word(view.analysis.within(*span).start) == "whose";
    if statement.source.first().is_some_and(whose) {
        return None;
    }
    if statement.act == Act::Accuses {
        let cue = statement.cue.last()?;
        let content = statement.content.first()?;
        // "Rwanda was accused of arming": the accused stands before the cue, as a part of the content.
        if content.end() <= cue.start() {
            let accused = view.analysis.within(*content);
            return named(view, accused, None, &Around::default()).parties.into_iter().next();
        }
        if cue.end() <= content.start() {
            let between = view.analysis.within(cue.cover(*content));
            let start = view.analysis.within(*cue).end;
            let end = view.analysis.within(*content).start.min(between.end);
            // "allegations by Cambodia's government that": whoever stands there is who accuses.
            let by = statement
                .source
                .iter()
                .any(|source| cue.end() <= source.start() && source.end() <= content.start());
            let start = if by { end } else { start };
            if start < end {
                let accused = named(view, start..end, None, &Around::default()).parties.into_iter().next();
                return accused.or_else(|| accused_before(view, statement, start));
            }
            let own = || own_government(view, statement, provenance, end);
            return accused_before(view, statement, end).or_else(own);
        }
        return None;
    }
    voice(statement, provenance, view)
}

/// "Togo's opposition accused the president": of those at home who accuse a government without a name, their own.
fn own_government(
    view: &View<'_>,
    statement: &Statement,
    provenance: &Provenance,
    at: usize,
) -> Option<Party> {
    let end = view.sentence(at).end.min(at + 4);
    let definite = matches!(view.word(at), "the" | "its" | "their" | "his" | "her");
    let government = (at + 1..end).find_map(|at| view.known.names.sector_at(&view.lowered[at..end]));
    let at_home = provenance.holder.as_ref().and_then(gainsay_record::Holder::sector);
    let at_home = matches!(at_home, Some("OPP" | "LEG" | "NGO" | "CVL" | "MED" | "JUD" | "EDU"));
    let named = !view.mentions_in(at..end).is_empty();
    let government = government.is_some_and(|(_, sector)| matches!(sector.code, "GOV" | "MIL"));
    if !definite || named || !government || !at_home {
        return None;
    }
    let span = statement.source.first()?;
    let code = provenance.holder.as_ref()?.state()?.to_owned();
    Some(Party { code, text: span.of(view.text).to_owned(), spans: statement.source.clone(), named: false })
}

/// "Belgrade said after Moscow accused it of selling": whom "it" stands for behind a cue, the state named before the accuser in
/// the same sentence, or else the one with which the sentence before opens.
pub(super) fn accused_before(view: &View<'_>, statement: &Statement, at: usize) -> Option<Party> {
    let source = view.analysis.within(*statement.source.first()?);
    let accuser = view.mentions_in(source.clone()).first().and_then(|mention| mention.state());
    let sentence = view.sentence(source.start);
    // "A Thai general has denied allegations by Cambodia's government that his troops ...".
    let by = source.start.checked_sub(1).filter(|&by| matches!(view.word(by), "by" | "from"));
    let whose = (at..(at + 3).min(sentence.end))
        .any(|at| matches!(view.word(at), "he" | "his" | "she" | "her" | "it" | "its" | "they" | "their"));
    if let Some(by) = by.filter(|_| whose)
        && let Some(first) = view.mentions_in(sentence.start..by).first()
        && let Some(code) = first.filler().filter(|_| first.state() != accuser && !view.is_place(first))
    {
        let span = view.span(first.start..first.end)?;
        let text = span.of(view.text).to_owned();
        return Some(Party { code: code.to_owned(), text, spans: vec![span], named: false });
    }
    if !matches!(view.word(at), "it" | "them") {
        return None;
    }
    let before = sentence.start.checked_sub(1).map(|last| view.sentence(last));
    let is_one = |mention: &&Mention<'_>| {
        mention.form != Form::Adjective && !view.is_place(mention) && mention.state() != accuser
    };
    let own = view.mentions_in(sentence.start..source.start).iter().rev().find(is_one);
    // "The SPLM-IO says the Ugandans fought. The party accused them": who accuses without a name was named first.
    let other = || {
        let mut named = view.mentions_in(before?).iter().filter(is_one);
        let first = named.next()?;
        let unnamed = accuser.is_none() && view.word(at) == "them";
        let second = || named.find(|mention| mention.state() != first.state());
        unnamed.then(second).flatten().or(Some(first))
    };
    let mention = own.or_else(other)?;
    let code = mention.filler()?.to_owned();
    let span = view.span(at..at + 1)?;
    Some(Party { code, text: span.of(view.text).to_owned(), spans: vec![span], named: false })
}

/// The party that says it.
pub(super) fn voice(statement: &Statement, provenance: &Provenance, view: &View<'_>) -> Option<Party> {
    let span = statement.source.first()?;
    let code = as_party(provenance.holder.as_ref()?)?;
    Some(Party { code, text: span.of(view.text).to_owned(), spans: statement.source.clone(), named: false })
}
