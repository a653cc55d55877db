//! Where a cue stands among the clauses of its sentence, and who its subject is.

use crate::clause;
use crate::cue::{self, Construction, Hit};
use crate::mark;
use crate::source::{self, Source};
use crate::view::View;
use gainsay_record::Tag;
use std::ops::Range;

/// A hit with its place among the clauses of its sentence.
pub struct Placed {
    pub hit: Hit,
    pub source: Option<Source>,
    /// Where its clause starts, where it stands beside the clause before it and not inside: ", but Moscow denied".
    pub cut: Option<usize>,
    /// Who passes its words on.
    pub carrier: Option<Range<usize>>,
    /// The stretch of the sentence in which its source and content can stand.
    pub scope: Range<usize>,
}

/// The hits of a sentence, each in its place.
pub fn all(view: &View<'_>, sentence: &Range<usize>, hits: Vec<Hit>) -> Vec<Placed> {
    let mut placed: Vec<Placed> = Vec::with_capacity(hits.len());
    for hit in hits {
        let scope = scope(view, sentence, &hit);
        let earlier = placed.iter().any(|p| p.scope == scope);
        placed.push(place(view, hit, scope, earlier));
    }
    placed
}

/// The comma behind which a clause with a cue opens.
pub fn comma_before(view: &View<'_>, placed: &Placed) -> Option<usize> {
    let start = placed.source.as_ref().map_or(placed.hit.group.start, |source| {
        source.fronted.start.min(source.tokens.start).min(placed.hit.group.start)
    });
    placed.cut.or_else(|| start.checked_sub(1).filter(|&at| view.word(at) == ","))
}

/// "After France said that they had come, Mali denied it": the comma that closes a clause which opens its sentence, where
/// somebody else speaks behind it.
pub fn closes(view: &View<'_>, clause: &Placed, main: &Placed) -> Option<usize> {
    let opening = clause.scope.start..clause.source.as_ref()?.tokens.start;
    let fronted = view.opens_subordinate(opening);
    comma_before(view, main).filter(|&comma| fronted && comma > clause.hit.group.end)
}

/// The stretch of the sentence in which a hit's source and content can stand: the quotation it lies in, else all of it.
fn scope(view: &View<'_>, sentence: &Range<usize>, hit: &Hit) -> Range<usize> {
    let Some(own) = view.quotation(hit.group.start) else { return sentence.clone() };
    if quoted_alone(view, hit).is_some() {
        return sentence.clone();
    }
    let inside = |at: usize| {
        let mut quotation = view.quotation(at);
        while let Some(q) = quotation {
            if q == own {
                return true;
            }
            quotation = view.analysis.quotations[q as usize].inside;
        }
        false
    };
    let mut start = hit.group.start;
    while start > sentence.start && inside(start - 1) {
        start -= 1;
    }
    let mut end = hit.group.end;
    while end < sentence.end && inside(end) {
        end += 1;
    }
    // The marks themselves are no words of the quotation.
    if start < hit.group.start && view.is_quote_mark(start) {
        start += 1;
    }
    while end > hit.group.end && view.is_quote_mark(end - 1) && view.quotation(end - 1) == Some(own) {
        end -= 1;
    }
    start..end
}

/// he could “neither confirm nor deny” that, it “categorically rejects” the charge: the opening mark, where only the words of a
/// cue stand in marks.
pub fn quoted_alone(view: &View<'_>, hit: &Hit) -> Option<usize> {
    let open =
        (hit.group.start.saturating_sub(3)..hit.group.start).rev().find(|&at| view.tag(at) != Tag::Adv)?;
    let close = hit.group.end;
    let whole = hit.construction == Construction::Declining
        || hit.construction == Construction::Finite && hit.takes.object && !hit.shares_subject;
    let marks = view.is_quote_mark(open) && view.is_quote_mark(close);
    (whole && marks && view.quotation(open) == view.quotation(close)).then_some(open)
}

fn place(view: &View<'_>, hit: Hit, scope: Range<usize>, earlier: bool) -> Placed {
    let start = hit.group.start;
    let left = scope.start;
    if hit.construction == Construction::Preposition {
        let tokens = source::after(view, hit.group.end, scope.end);
        // "reported that, according to documents, ...": inside what was reported.
        let inside = start > left + 1 && view.word(start - 2) == "that";
        let cut = (start > left && view.word(start - 1) == "," && !inside).then(|| start - 1);
        let source = tokens.map(|tokens| Source { fronted: tokens.start..tokens.start, tokens, late: None });
        return Placed { hit, source, cut, carrier: None, scope };
    }
    if hit.construction == Construction::Quoted {
        return quoted_as(view, hit, scope);
    }
    // "rejected media reports claiming that": the papers claim it.
    if hit.construction == Construction::Participle
        && !hit.shares_subject
        && start > left
        && source::is_document(view, start - 1)
    {
        let source = source::before(view, left, start);
        return Placed { hit, source, cut: None, carrier: None, scope };
    }
    if hit.shares_subject || hit.construction == Construction::Participle {
        let before = if hit.shares_subject { start - 1 } else { start };
        // "insists – and has shown reporters – that": what stands between dashes cuts nothing off.
        let aside = before > left
            && matches!(view.word(before - 1), "–" | "—")
            && clause::beyond_dashes(view, before - 1, scope.end).is_some();
        if aside {
            return Placed { hit, source: None, cut: None, carrier: None, scope };
        }
        let comma = before > left && matches!(view.word(before - 1), "," | ";" | "and" | "but");
        let cut = if comma { before - 1 } else { before };
        // "..., saying": beside the clause before it, where that attributes; else a source of its own.
        let own = (!earlier).then(|| clause_subject(view, left, cut)).flatten();
        return Placed { hit, source: own, cut: Some(cut), carrier: None, scope };
    }
    // "Iran denies the sale, calls the report baseless": headlines leave out "and".
    if earlier && start > left && view.word(start - 1) == "," && mark::is_headline(view, start) {
        return Placed { hit, source: None, cut: Some(start - 1), carrier: None, scope };
    }
    // "Japan clears missiles for America, says none will go on": nor do they repeat the subject.
    if start > left && view.word(start - 1) == "," && mark::is_headline(view, start) {
        let named = || {
            let (length, ..) = view.names_at(left, start - 1)?;
            Some(Source { tokens: left..left + length, fronted: left..left, late: None })
        };
        if let Some(own) = clause_subject(view, left, start - 1).or_else(named) {
            return Placed { hit, source: Some(own), cut: Some(start - 1), carrier: None, scope };
        }
    }
    // ", first reported by a newspaper,": what it says so of stands before the comma.
    let reduced = cue::reduced(view, &hit);
    // he could “neither confirm nor deny”
    let start = match quoted_alone(view, &hit) {
        Some(open) if view.tag(open.wrapping_sub(1)) == Tag::Aux => open - 1,
        Some(open) => open,
        None => start,
    };
    let source = source::before(view, left, reduced.filter(|&comma| comma > left).unwrap_or(start))
        .map(|source| source::whole(view, left, &hit.group, source));
    let source = source.or_else(|| outside_marks(view, &hit, left));
    let clause = source.as_ref().map_or(start, |source| source.fronted.start.min(source.tokens.start));
    let conjunction = clause > left
        && matches!(
            view.word(clause.wrapping_sub(1)),
            "but" | "while" | "whereas" | "although" | "though" | "and" | "as"
        );
    let opens = if conjunction { clause - 1 } else { clause };
    // A conjunction may have been passed over as fronted.
    let passed = source.as_ref().is_some_and(|s| {
        !s.fronted.is_empty() && matches!(view.word(s.fronted.start), "but" | "and" | "yet")
    });
    let comma = opens > left && matches!(view.word(opens - 1), "," | ";" | "—" | "–");
    let cut = match () {
        () if comma && (conjunction || passed || view.word(opens - 1) != ",") => Some(opens - 1),
        () if comma && trails(view, &hit, &scope) => Some(opens - 1),
        // "Yerevan says a jet was shot down, Ankara denies it": headlines leave out "but".
        () if comma && earlier && mark::is_headline(view, start) && speaks(view, source.as_ref()) => {
            Some(opens - 1)
        }
        () => None,
    };
    Placed { hit, source, cut, carrier: None, scope }
}

/// said that Kyiv “does not talk about where they come from”: the subject stands before the mark that opens with the cue.
fn outside_marks(view: &View<'_>, hit: &Hit, left: usize) -> Option<Source> {
    let mark = left.checked_sub(1).filter(|&mark| hit.group.start == left && view.is_quote_mark(mark))?;
    let sentence = View::range(&view.analysis.sentences[view.sentence_of(mark)]);
    let named = mark > sentence.start && view.tag(mark - 1) == Tag::Propn;
    let verb = matches!(hit.construction, Construction::Declining | Construction::Finite);
    let fits = verb && named;
    let source = source::before(view, sentence.start, mark).filter(|_| fits)?;
    Some(Source { fronted: left..left, ..source })
}

/// Whether a source names a speaker, and nothing else.
fn speaks(view: &View<'_>, source: Option<&Source>) -> bool {
    source.is_some_and(|source| view.is_speaker(&source.tokens))
}

/// "The minister was quoted by the agency as saying", "The agency quoted the minister as saying": who says it, and in
/// front of it who passes it on.
fn quoted_as(view: &View<'_>, hit: Hit, scope: Range<usize>) -> Placed {
    let as_ = hit.group.start;
    let verb = cue::quoting_verb(view, scope.start, as_).unwrap_or(as_);
    let (group, passive) = cue::verb_group(view, scope.start, verb);
    let subject = source::before(view, scope.start, group);
    let (source, carrier) = match subject {
        Some(subject) if passive => {
            let by = verb + 1 < as_ && view.word(verb + 1) == "by";
            (Some(subject), by.then_some(verb + 2..as_))
        }
        subject => {
            // "The missiles, the service quotes an officer as saying, came": the clause starts with the service.
            let fronted = subject.as_ref().map_or(verb, |subject| subject.tokens.start);
            (
                Some(Source { tokens: verb + 1..as_, fronted: fronted..fronted, late: None }),
                subject.map(|s| s.tokens),
            )
        }
    };
    let source = source.filter(|source| !source.tokens.is_empty());
    Placed { hit, source, cut: None, carrier, scope }
}

/// The subject of the clause that a participle belongs to: the first noun phrase before its first verb.
fn clause_subject(view: &View<'_>, left: usize, end: usize) -> Option<Source> {
    let verb = (left..end).find(|&at| matches!(view.tag(at), Tag::Verb | Tag::Aux))?;
    source::before(view, left, verb)
}

/// Whether nothing that could be content follows a cue: ", officials said on Tuesday."
fn trails(view: &View<'_>, hit: &Hit, scope: &Range<usize>) -> bool {
    let end = view.trimmed_end(scope);
    let tail = clause::tail(view, hit, hit.group.end, end);
    tail.content >= end || (tail.comma && !tail.that && !tail.opened)
}
