//! Through whom the words of a statement came, and when they were said.

use crate::holder::{Met, Who, document_of, is_abroad, outlet, who};
use crate::syntax::{Chunks, Kind as Shape};
use crate::view::View;
use gainsay_knowledge::{EntityKind, Form};
use gainsay_record::{
    Act, Article, Certainty, Holder, How, Kind, Link, Naming, Provenance, Said, Span, Statement, Tag,
};

/// How many sources back it is looked for whether somebody was sent abroad.
const ABROAD: usize = 60;

/// The provenance of every statement, in their order.
pub(crate) fn provenance(view: &View<'_>, article: &Article, statements: &[Statement]) -> Vec<Provenance> {
    let mut met: Vec<Met> = Vec::new();
    let mut own: Vec<Who> = Vec::with_capacity(statements.len());
    let mut cited: Vec<Vec<Link>> = Vec::with_capacity(statements.len());
    let voice = document_of(view, article).unwrap_or_else(|| outlet(view, article.outlet.as_deref()));
    for statement in statements {
        let found = if statement.source.is_empty()
            && (statement.kind == Kind::Narrated || is_hearsay(view, statement))
        {
            voice.clone()
        } else {
            match quoted(view, statement, &own) {
                Some(own) => own,
                None => {
                    threatening(view, statement, who(view, &statement.source, statement.antecedent, &met))
                }
            }
        };
        if let Some(tokens) =
            statement.source.first().and_then(|span| view.stretches(*span).into_iter().next())
        {
            let stood_for = statement.antecedent.into_iter().flat_map(|span| view.stretches(span));
            let abroad = stood_for.chain([tokens.clone()]).any(|tokens| is_abroad(view, &tokens))
                || was_abroad(view, &found, &met);
            met.push(Met { who: found.clone(), tokens, abroad });
        }
        let mut links = Vec::new();
        for link in &statement.cited {
            let found = who(view, &link.spans, None, &met);
            if let Some(tokens) = link.spans.first().and_then(|span| view.stretches(*span).into_iter().next())
            {
                let abroad = is_abroad(view, &tokens);
                met.push(Met { who: found.clone(), tokens, abroad });
            }
            // "citing internal documents": whoever passes on what nobody's papers say stands for it.
            let papers = found.named == Naming::Document;
            let holder = found.holder.filter(|holder| !(papers && holder.parts().eq(["XXX"])));
            links.push(Link {
                holder,
                spans: link.spans.clone(),
                named: found.named,
                unnamed: found.unnamed,
                how: link.how,
            });
        }
        cited.push(links);
        let found = of_inquiry(view, statement, &own, found);
        let found = of_mouthpiece(view, statement, cited.last().map_or(&[], Vec::as_slice), found);
        own.push(found);
    }
    let link = |i: usize, how| Link {
        holder: own[i].holder.clone(),
        spans: statements[i].source.clone(),
        named: own[i].named,
        unnamed: own[i].unnamed,
        how,
    };
    let mut chains: Vec<Vec<Link>> = Vec::with_capacity(statements.len());
    for (i, statement) in statements.iter().enumerate() {
        let mut chain: Vec<Link> = Vec::new();
        // An outer statement stands before those nested in it, so that its chain is there already.
        if let Some(outer) = statement.nested_in.map(|id| id.0 as usize).filter(|&outer| outer < i) {
            let outer_link = || statements[outer].kind != Kind::Narrated;
            match chains[outer].is_empty() {
                true if outer_link() => chain.push(link(outer, How::Reports)),
                true => {}
                false => chain.extend(chains[outer].iter().cloned()),
            }
        }
        let (carriers, on_whose_word): (Vec<_>, Vec<_>) =
            cited[i].iter().cloned().partition(|link| link.how == How::Reports);
        if !chain.is_empty() || !cited[i].is_empty() {
            // An agency that carries a statement stands before its source, whoever is cited behind it.
            chain.extend(carriers);
            if statement.kind != Kind::Narrated {
                chain.push(link(i, How::Reports));
            }
            chain.extend(on_whose_word);
        }
        chain.extend(perceiver(view, statements, i, &own[i], &chain, &met).into_iter().flatten());
        finish(&mut chain);
        chains.push(chain);
    }
    pass_on(view, statements, &own, &mut chains);
    let join = |(i, chain): (usize, Vec<Link>)| {
        let statement: &Statement = &statements[i];
        Provenance {
            holder: own[i].holder.clone(),
            named: if statement.source.is_empty() && statement.kind != Kind::Narrated {
                Naming::Unnamed
            } else {
                own[i].named
            },
            unnamed: own[i].unnamed,
            chain,
            said: said(view, &statement.when)
                .or_else(|| said(view, &of_document(statement, statements, &own)?.when))
                .or_else(|| said_by_cited(view, statement)),
            certainty: certainty(view, statement),
        }
    };
    chains.into_iter().enumerate().map(join).collect()
}

/// "Brigety", behind "the ambassador, Reuben Brigety": who was told to be sent abroad once is so wherever the page names him.
fn was_abroad(view: &View<'_>, who: &Who, met: &[Met]) -> bool {
    let Some(holder) = &who.holder else { return false };
    let person = view.known.names.entity(holder.as_str()).is_some_and(|one| one.kind == EntityKind::Person);
    let last = || met.iter().rev().take(ABROAD).find(|other| other.who.holder.as_ref() == Some(holder));
    person && last().is_some_and(|other| other.abroad)
}

/// "Togo has reportedly received drones": from whom the outlet has it, it does not say, and answers for it.
fn is_hearsay(view: &View<'_>, statement: &Statement) -> bool {
    let [cue] = statement.cue.as_slice() else { return false };
    let words = &view.lowered[view.analysis.within(*cue)];
    let adverb = view.known.cues.adverb_at(words).is_some_and(|(length, _)| length == words.len());
    adverb && statement.nested_in.is_none() && statement.cited.is_empty()
}

/// Whose envoy it is that threatens what a state would do: that state's.
fn threatening(view: &View<'_>, statement: &Statement, who: Who) -> Who {
    let unknown = who.holder.as_ref().is_some_and(|holder| holder.state().is_none());
    let of_state = who
        .holder
        .as_ref()
        .and_then(Holder::sector)
        .filter(|sector| unknown && matches!(*sector, "GOV" | "MIL") && statement.act == Act::Threatens);
    let (Some(sector), Some(content)) = (of_state, statement.content.first()) else { return who };
    let tokens = view.analysis.within(*content);
    let verb = |at: &usize| matches!(view.tag(*at), Tag::Verb | Tag::Aux);
    let before = tokens.start..tokens.clone().find(verb).unwrap_or(tokens.end);
    let state = match view.mentions_in(before) {
        [one] if one.entity.kind == EntityKind::State && one.form != Form::Adjective => one.state(),
        _ => None,
    };
    match state {
        Some(state) => Who { holder: Some(Holder::new(format!("{state}:{sector}"))), ..who },
        None => who,
    }
}

/// "KCNA quoted a vice-minister as saying": whom an outlet that prints its government's words quotes without a name serves that
/// government.
fn of_mouthpiece(view: &View<'_>, statement: &Statement, links: &[Link], who: Who) -> Who {
    let [source] = statement.source.as_slice() else { return who };
    let tokens = view.analysis.within(*source);
    let sector = who.holder.as_ref().and_then(Holder::sector);
    let anybody = matches!(view.word(tokens.start), "a" | "an") && view.mentions_in(tokens).is_empty();
    let Some(sector) = sector.filter(|sector| anybody && matches!(*sector, "GOV" | "MIL" | "SPY")) else {
        return who;
    };
    let printed = links.iter().find_map(|link| {
        let outlet = link.holder.as_ref().filter(|_| link.how == How::Reports)?;
        let state = outlet.state()?;
        view.known.names.stands_under(outlet.as_str(), &format!("{state}:GOV")).then_some(state)
    });
    match printed {
        Some(state) => Who { holder: Some(Holder::new(format!("{state}:{sector}"))), ..who },
        None => who,
    }
}

/// "The president said that an independent inquiry had found no evidence": whose the inquiry is of which a state's own people tell.
fn of_inquiry(view: &View<'_>, statement: &Statement, own: &[Who], who: Who) -> Who {
    let outer = statement.nested_in.and_then(|outer| own.get(outer.0 as usize)?.holder.as_ref());
    let [source] = statement.source.as_slice() else { return who };
    let tokens = view.analysis.within(*source);
    let unknown = who.holder.as_ref().is_none_or(|holder| holder.as_str() == "XXX");
    let last = tokens.end.saturating_sub(1)..tokens.end;
    let inquiry = view.known.wording.inquiries.at(&view.lowered[last]).is_some();
    let named = !view.mentions_in(tokens).is_empty();
    let state = outer.filter(|outer| matches!(outer.sector(), Some("GOV" | "MIL"))).and_then(Holder::state);
    match state.filter(|_| unknown && inquiry && !named) {
        Some(state) => Who { holder: Some(Holder::new(format!("{state}:GOV"))), ..who },
        None => who,
    }
}

/// Who "we" and "I" are in a quotation: whoever is quoted.
fn quoted(view: &View<'_>, statement: &Statement, own: &[Who]) -> Option<Who> {
    let outer = own.get(statement.nested_in?.0 as usize)?;
    let [source] = statement.source.as_slice() else { return None };
    let tokens = view.analysis.within(*source);
    let first_person = tokens.len() == 1 && matches!(view.word(tokens.start), "we" | "i");
    (first_person && outer.holder.is_some()).then(|| outer.clone())
}

/// "Reporters noted that Danish intelligence recorded ...": media pass on what a body that is the subject of their words
/// came to know, even where those words are no statement of their own. The media's own link and that body's.
fn perceiver(
    view: &View<'_>,
    statements: &[Statement],
    i: usize,
    own: &Who,
    chain: &[Link],
    met: &[Met],
) -> Option<Vec<Link>> {
    let statement = &statements[i];
    let media = own.holder.as_ref().is_some_and(|holder| holder.sector() == Some("MED"));
    let has_nested =
        statements.get(i + 1).is_some_and(|next| next.nested_in.is_some_and(|outer| outer.0 as usize == i));
    if !media || has_nested || statement.kind == Kind::Narrated || !statement.cited.is_empty() {
        return None;
    }
    let mut stretch = view.stretches(*statement.content.first()?).into_iter().next()?;
    stretch.end = stretch.end.min(stretch.start + 40);
    let chunks = Chunks::new(view, stretch);
    let first = chunks.all.iter().position(|chunk| chunk.kind != Shape::Sub)?;
    let verb = chunks.get(first + 1)?.verb?;
    if chunks.kind(first)? != Shape::Noun
        || view.known.wording.perceiving.at(&view.lowered[verb.head..]).is_none()
    {
        return None;
    }
    let span = view.span(chunks.all[first].tokens.clone())?;
    let found = who(view, &[span], None, met);
    let knows = found
        .holder
        .as_ref()
        .and_then(Holder::sector)
        .is_some_and(|sector| matches!(sector, "SPY" | "GOV" | "MIL"));
    if !knows {
        return None;
    }
    let mut links = Vec::new();
    if chain.is_empty() {
        links.push(Link {
            holder: own.holder.clone(),
            spans: statement.source.clone(),
            named: own.named,
            unnamed: own.unnamed,
            how: How::Reports,
        });
    }
    let Who { holder, named, unnamed } = found;
    links.push(Link { holder, spans: vec![span], named, unnamed, how: How::Says });
    Some(links)
}

/// The last link says it; those before report it.
fn finish(chain: &mut [Link]) {
    let last = chain.len().saturating_sub(1);
    for (i, link) in chain.iter_mut().enumerate() {
        link.how = match link.how {
            _ if i == last => How::Says,
            How::Says => How::Reports,
            how => how,
        };
    }
}

/// Media whose report is wholly what somebody else says pass it on: their own chain ends with whom they report.
fn pass_on(view: &View<'_>, statements: &[Statement], own: &[Who], chains: &mut [Vec<Link>]) {
    for (i, statement) in statements.iter().enumerate() {
        let Some(outer) = statement.nested_in.map(|id| id.0 as usize).filter(|&outer| outer < i) else {
            continue;
        };
        let media = own[outer].holder.as_ref().is_some_and(|holder| holder.sector() == Some("MED"));
        if !media || statements[outer].kind == Kind::Narrated {
            continue;
        }
        let words =
            |spans: &[Span]| -> usize { spans.iter().map(|span| view.analysis.within(*span).len()).sum() };
        let inner = words(&statement.content) + words(&statement.source) + words(&statement.cue);
        if inner * 10 < words(&statements[outer].content) * 8 {
            continue;
        }
        let ends_with_outer = chains[outer].last().is_none_or(|link| link.holder == own[outer].holder);
        if ends_with_outer && chains[i].len() == chains[outer].len().max(1) + 1 {
            chains[outer] = chains[i].clone();
        }
    }
}

/// When it was said.
fn said(view: &View<'_>, when: &[Span]) -> Option<Said> {
    let first = when.first()?;
    let text = first.of(view.text).to_owned();
    let edtf = when.iter().find_map(|span| crate::time::resolve(view, *span));
    Some(Said { edtf, text, spans: when.to_vec() })
}

/// "In a report published on Tuesday the panel said": what stands in a document was said when that came out.
fn of_document<'s>(statement: &Statement, all: &'s [Statement], own: &[Who]) -> Option<&'s Statement> {
    let outer = statement.nested_in?.0 as usize;
    let document = own.get(outer)?.named == Naming::Document && !all[outer].source.is_empty();
    all.get(outer).filter(|_| document)
}

/// "citing what the institute had said on Monday": the words are those of the institute, and so is the day.
fn said_by_cited(view: &View<'_>, statement: &Statement) -> Option<Said> {
    let cited = statement.cited.iter().rfind(|link| link.how == How::Cited)?;
    let range = view.stretches(*cited.spans.first()?).into_iter().next()?;
    if !range.clone().any(|at| {
        view.tag(at) == Tag::Verb && view.known.cues.verb_at(&view.lowered[at..range.end]).is_some()
    }) {
        return None;
    }
    let time = crate::time::find(view, range, &[])?;
    Some(Said { edtf: time.edtf, text: time.text?, spans: time.spans })
}

/// How sure the source says it is: the first words of certainty beside the cue or in the content.
fn certainty(view: &View<'_>, statement: &Statement) -> Option<Certainty> {
    if statement.content.is_empty() {
        return None;
    }
    let beside = statement.cue.iter().flat_map(|span| view.stretches(*span)).map(|range| {
        let sentence = view.sentence(range.start);
        range.start.saturating_sub(2).max(sentence.start)..(range.end + 2).min(sentence.end)
    });
    let content = statement.content.iter().take(1).flat_map(|span| view.stretches(*span)).take(1);
    for range in beside.chain(content) {
        for at in range.clone() {
            if let Some((length, row)) = view.known.wording.certainty.at(&view.lowered[at..range.end]) {
                let span = view.span(at..at + length)?;
                return Some(Certainty {
                    text: span.of(view.text).to_owned(),
                    icd203: row.as_deref().map(str::to_owned),
                    spans: vec![span],
                });
            }
        }
    }
    None
}

/// The state or other party that a holder is or belongs to.
pub(crate) fn as_party(holder: &Holder) -> Option<String> {
    match holder.sector() {
        Some("MED" | "EDU" | "NGO") => None,
        Some("REB" | "BUS" | "IGO") => Some(holder.as_str().to_owned()),
        _ => holder.state().map(str::to_owned),
    }
}
