//! The statements of one sentence.

use crate::clause::{self, Tail};
use crate::cue::{self, Construction, Hit};
use crate::source::{self, Source};
use crate::view::View;
use gainsay_knowledge::EntityKind;
use gainsay_record::{Act, Tag};
use std::ops::Range;

/// No sentence has more cues than this that mean anything; beyond, it is noise, and nesting would make it quadratic.
const MOST_CUES: usize = 16;

/// What a sentence attributes, in tokens. Quotations that run on are joined later.
#[derive(Clone, Debug)]
pub struct Found {
    pub act: Act,
    pub source: Option<Range<usize>>,
    pub cue: Vec<Range<usize>>,
    pub content: Vec<Range<usize>>,
    /// The quotation that is the content, or opens it, as an index.
    pub quotation: Option<Claim>,
    pub cited: Vec<Range<usize>>,
    /// Who passes it on: "in a statement carried by the agency".
    pub carried: Option<Range<usize>>,
    pub when: Vec<Range<usize>>,
    pub confidence: f32,
    /// The sentence, as an index.
    pub sentence: usize,
}

/// A quotation as content; of two cues that claim one, the nearer wins.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Claim {
    pub nearness: Nearness,
    pub quotation: u32,
}

/// How near a cue stands to the quotation it claims.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Nearness {
    /// The quotation opens what follows an announcement: "released a statement."
    Announced,
    /// A colon at the end of the sentence before.
    Introduced,
    /// In the same sentence, before it.
    Leading,
    /// Right after it: “...,” said the ministry.
    Closing,
}

/// A hit with its place among the clauses of its sentence.
struct Placed {
    hit: Hit,
    source: Option<Source>,
    /// Where its clause starts, where it stands beside the clause before it and not inside: ", but Moscow denied".
    cut: Option<usize>,
    /// Who passes its words on.
    carrier: Option<Range<usize>>,
    scope: Range<usize>,
}

/// The statements whose cue stands in this sentence.
pub fn read(view: &View<'_>, index: usize) -> Vec<Found> {
    let sentence = View::range(&view.analysis.sentences[index]);
    let mut hits = cue::find(view, sentence.clone());
    hits.truncate(MOST_CUES);
    let mut placed: Vec<Placed> = Vec::with_capacity(hits.len());
    for hit in hits {
        let scope = scope(view, &sentence, &hit);
        let earlier = placed.iter().rev().find(|p| p.scope == scope);
        let place = place(view, hit, scope, earlier);
        placed.push(place);
    }
    let mut found: Vec<Found> = Vec::new();
    let mut sources: Vec<Option<Range<usize>>> = Vec::new();
    for at in 0..placed.len() {
        let limit = placed[at + 1..]
            .iter()
            .filter(|later| later.scope == placed[at].scope)
            .find_map(|later| later.cut)
            .unwrap_or(placed[at].scope.end);
        let shared = sources[..at]
            .iter()
            .zip(&placed)
            .rev()
            .find_map(|(source, p)| (p.scope == placed[at].scope).then(|| source.clone())?);
        let read = read_hit(view, &placed[at], limit, shared, index);
        if let Some(source) = cited_by_media(view, &placed[at], found.last_mut()) {
            sources.push(Some(source));
            continue;
        }
        sources.push(
            read.as_ref()
                .and_then(|found| found.source.clone())
                .or(placed[at].source.as_ref().map(|s| s.tokens.clone())),
        );
        found.extend(read);
    }
    found
}

/// "The agency reported that Minsk sold rockets, according to two diplomats": the agency has it from them. Notes it with
/// the report, and returns those cited.
fn cited_by_media(view: &View<'_>, placed: &Placed, report: Option<&mut Found>) -> Option<Range<usize>> {
    if placed.hit.construction != Construction::Preposition || placed.cut.is_none() {
        return None;
    }
    let source = placed.source.as_ref()?.tokens.clone();
    let report = report?;
    let before = report.cue.first().is_some_and(|cue| cue.end <= placed.hit.group.start);
    let media = report.source.clone().filter(|source| source.end <= placed.hit.group.start)?;
    (before && is_media(view, &media)).then(|| {
        report.cited.push(source.clone());
        source
    })
}

/// A named outlet or agency, or "the newspaper".
fn is_media(view: &View<'_>, range: &Range<usize>) -> bool {
    let described = range.clone().any(|at| {
        view.known
            .names
            .sector_at(&view.lowered[at..range.end])
            .is_some_and(|(_, sector)| sector.code == "MED")
    });
    described || is_outlet(view, range)
}

/// The stretch of the sentence in which a hit's source and content can stand: the quotation it lies in, else all of it.
fn scope(view: &View<'_>, sentence: &Range<usize>, hit: &Hit) -> Range<usize> {
    let Some(own) = view.quotation(hit.group.start) else { return sentence.clone() };
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

fn place(view: &View<'_>, hit: Hit, scope: Range<usize>, earlier: Option<&Placed>) -> Placed {
    let start = hit.group.start;
    let left = scope.start;
    if hit.construction == Construction::Preposition {
        let tokens = source::after(view, hit.group.end, scope.end);
        let cut = (start > left && view.word(start - 1) == ",").then(|| start - 1);
        let source = tokens.map(|tokens| Source { fronted: tokens.start..tokens.start, tokens, late: None });
        return Placed { hit, source, cut, carrier: None, scope };
    }
    if hit.construction == Construction::Quoted {
        return quoted_as(view, hit, scope);
    }
    if hit.shares_subject || hit.construction == Construction::Participle {
        let before = if hit.shares_subject { start - 1 } else { start };
        let comma = before > left && matches!(view.word(before - 1), "," | ";" | "and" | "but");
        let cut = if comma { before - 1 } else { before };
        // "..., saying": beside the clause before it, where that attributes; else a source of its own.
        let own = earlier.is_none().then(|| clause_subject(view, left, cut)).flatten();
        return Placed { hit, source: own, cut: Some(cut), carrier: None, scope };
    }
    let source = source::before(view, left, start);
    let clause = source.as_ref().map_or(start, |source| source.fronted.start.min(source.tokens.start));
    let conjunction = clause > left
        && matches!(
            view.word(clause - 1),
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
        () => None,
    };
    Placed { hit, source, cut, carrier: None, scope }
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
        subject => (
            Some(Source { tokens: verb + 1..as_, fronted: verb + 1..verb + 1, late: None }),
            subject.map(|s| s.tokens),
        ),
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

fn read_hit(
    view: &View<'_>,
    placed: &Placed,
    limit: usize,
    shared: Option<Range<usize>>,
    sentence: usize,
) -> Option<Found> {
    let Placed { hit, source, scope, .. } = placed;
    let limit = view.trimmed_end(&(scope.start..limit)).max(hit.group.end.min(limit));
    let relative = relative(view, hit, source.as_ref(), scope);
    let limit = match &relative {
        Some(_) => (hit.group.end..limit)
            .find(|&at| view.word(at) == "," && view.quotation(at) == view.quotation(hit.group.start))
            .unwrap_or(limit),
        None => limit,
    };
    let mut found = Found {
        act: hit.act,
        source: source.as_ref().map(|source| source.tokens.clone()),
        cue: vec![hit.group.clone()],
        content: Vec::new(),
        quotation: None,
        cited: Vec::new(),
        carried: None,
        when: source.as_ref().map_or(Vec::new(), |source| fronted(view, scope.start, source)),
        confidence: 0.9,
        sentence,
    };
    if let Some(noun) = relative {
        found.source = Some(noun);
    }
    if found.source.is_none()
        && matches!(
            hit.construction,
            Construction::Participle | Construction::Finite | Construction::Declining
        )
    {
        found.source = shared;
    }
    match hit.construction {
        Construction::Preposition => preposition(view, placed, limit, &mut found),
        Construction::Passive => {
            let subject = found.source.clone();
            passive(view, placed, subject, limit, &mut found)
        }
        _ => active(view, placed, limit, &mut found),
    }?;
    if let Some(source) = &found.source {
        found.cited.extend(clause::cited_in(view, source));
    }
    if found.source.is_none() {
        found.confidence -= 0.4;
    }
    if hit.construction == Construction::Quoted
        && let Some(verb) = cue::quoting_verb(view, scope.start, hit.group.start)
    {
        found.cue.insert(0, verb..verb + 1);
    }
    let told = found.carried.take();
    found.carried = placed.carrier.clone().filter(|range| !range.is_empty());
    found.carried = found.carried.or(told);
    if found.carried.is_none() {
        found.carried = carried_in(view, scope, limit, &found);
    }
    if hit.negated {
        negate(view, hit, &mut found);
    }
    found.content.retain(|range| !range.is_empty());
    (!found.content.is_empty() || found.quotation.is_some()).then_some(found)
}

/// Who passes a statement on, by the words before its content.
fn carried_in(view: &View<'_>, scope: &Range<usize>, limit: usize, found: &Found) -> Option<Range<usize>> {
    let end = found.content.first().map_or(limit, |range| range.start).max(scope.start);
    clause::carried(view, scope.start..end)
}

/// "who", "which" and "that" stand for the noun phrase before them: "Tehran, which has denied it, ...".
fn relative(
    view: &View<'_>,
    hit: &Hit,
    source: Option<&Source>,
    scope: &Range<usize>,
) -> Option<Range<usize>> {
    let pronoun = match source {
        Some(source) if source.tokens.len() == 1 => source.tokens.start,
        Some(_) => return None,
        None => hit.group.start.checked_sub(1)?,
    };
    let opens = match view.word(pronoun) {
        "who" | "which" => pronoun > scope.start,
        // "a report that accused": a noun stands before it, no verb ("said that accused men").
        "that" => pronoun > scope.start && view.is_nominal(pronoun - 1) && source.is_none(),
        _ => false,
    };
    if !opens {
        return None;
    }
    let end = if view.word(pronoun - 1) == "," { pronoun - 1 } else { pronoun };
    source::before(view, scope.start, end).map(|source| source.tokens)
}

/// "did not deny", "would not confirm", "did not say when": no answer is given. "never said that" denies having said it.
fn negate(view: &View<'_>, hit: &Hit, found: &mut Found) {
    let asks = found.content.first().is_some_and(|range| {
        matches!(
            view.word(range.start),
            "when" | "whether" | "how" | "where" | "who" | "what" | "which" | "why" | "if"
        )
    });
    found.act = match hit.act {
        Act::Denies | Act::Confirms => Act::Declines,
        Act::Says | Act::Reports if asks => Act::Declines,
        Act::Says | Act::Asserts | Act::Reports => Act::Denies,
        act => act,
    };
    found.confidence -= 0.3;
}

/// Words of time before the source, up to the start of the sentence where only a comma stands between.
fn fronted(view: &View<'_>, left: usize, source: &Source) -> Vec<Range<usize>> {
    let mut start = source.fronted.start;
    if start > left && view.word(start - 1) == "," {
        let from = (left..start - 1)
            .rev()
            .find(|&at| matches!(view.tag(at), Tag::Punct | Tag::Verb | Tag::Aux))
            .map_or(left, |at| at + 1);
        if from == left {
            start = from;
        }
    }
    let mut times = clause::fronted_times(view, start..source.tokens.start);
    times.extend(source.late.clone());
    times
}

/// "officials said that ...", “...,” said the ministry, "..., officials said".
fn active(view: &View<'_>, placed: &Placed, limit: usize, found: &mut Found) -> Option<()> {
    let Placed { hit, scope, source, .. } = placed;
    let cue = hit.group.clone();
    let level = view.quotation(cue.start);
    // A quotation right before the clause.
    let clause = source.as_ref().map_or(cue.start, |source| source.fronted.start.min(source.tokens.start));
    let sentence = View::range(&view.analysis.sentences[found.sentence]);
    let before = closed_before(view, clause, level)
        .filter(|_| clause > sentence.start || !view.analysis.sentences[found.sentence].opens_block);
    let inverted = if source.is_none() && before.is_some() && clause > sentence.start {
        source::after(view, cue.end, limit.max(scope.end))
    } else {
        None
    };
    let after_source = inverted.as_ref().map_or(cue.end, |source| source.end);
    let tail = clause::tail(view, hit, after_source, limit);
    found.when.extend(tail.when.iter().cloned());
    found.cited.extend(tail.cited.iter().cloned());
    found.carried = tail.hearer.clone().filter(|hearer| is_outlet(view, hearer));
    if inverted.is_some() {
        found.source.clone_from(&inverted);
    }
    let content_follows = tail.content < limit && !tail.comma && !view.is_quote_mark(tail.content);
    if hit.takes.quote
        && let Some((quotation, first)) = before
        && (clause > sentence.start || !content_follows)
        && (first <= scope.start || opens_clause(view, scope.start, first))
    {
        found.quotation = Some(Claim { nearness: Nearness::Closing, quotation });
        // “...,” he said, “...”
        if tail.content < limit && view.is_quote_mark(tail.content) {
            let more = tail.content..limit;
            found.content.push(more);
        }
        return Some(());
    }
    if tail.content < limit && !tail.comma {
        return following(view, hit, &tail, limit, found);
    }
    if tail.content >= limit
        && limit >= view.trimmed_end(scope)
        && let Some(quotation) = opened_after(view, found.sentence, &tail, hit)
        && hit.takes.quote
    {
        found.quotation = Some(quotation);
        return Some(());
    }
    if hit.construction == Construction::Declining {
        found.content.push(cue.clone());
        return Some(());
    }
    // ", officials said." and "Russia, officials said, is buying": the content stands before.
    let source = source.as_ref().filter(|_| hit.takes.clause || hit.takes.quote)?;
    let comma = source
        .fronted
        .start
        .min(source.tokens.start)
        .checked_sub(1)
        .filter(|&at| at > scope.start && matches!(view.word(at), "," | "—" | "–"))?;
    let left = scope.start..comma;
    let parenthesis = tail.comma && tail.content + 1 < limit && view.has_verb(tail.content + 1..limit);
    if !view.has_verb(left.clone()) && !parenthesis && !is_headline(view, found.sentence) {
        return None;
    }
    found.content.push(trim_marks(view, left));
    if parenthesis {
        let end = cut_citing(view, tail.content + 1..limit, found);
        found.content.push(tail.content + 1..end);
    } else if tail.comma {
        clause::citing(view, tail.content + 1, limit).into_iter().for_each(|cited| found.cited.push(cited));
    }
    Some(())
}

/// Content after the cue in the same sentence.
fn following(view: &View<'_>, hit: &Hit, tail: &Tail, limit: usize, found: &mut Found) -> Option<()> {
    let takes = hit.takes;
    let start = tail.content;
    let quoted = view.is_quote_mark(start);
    let end = cut_citing(view, start..limit, found);
    let range = start..end;
    let clear = tail.that || tail.opened || quoted;
    let fits = match () {
        () if hit.weak => tail.that || tail.opened || (takes.object && is_observation(view, found, &range)),
        () if quoted && (takes.quote || takes.clause) => true,
        () if takes.clause && (tail.that || tail.opened) => true,
        () if takes.target => {
            range.clone().skip(1).any(|at| matches!(view.word(at), "of" | "for" | "over" | "as"))
        }
        () if takes.about && matches!(view.word(start), "of" | "about") => true,
        () if takes.infinitive && view.word(start) == "to" => true,
        () if takes.object => range.clone().any(|at| view.is_nominal(at) || view.tag(at) == Tag::Verb),
        // "said" and its like need no verb that the tags know.
        () if takes.clause => {
            let strong =
                hit.act == Act::Says && range.len() > 3 && !matches!(view.tag(start), Tag::Adp | Tag::Adv);
            (strong || view.has_verb(range.clone())) && view.word(start) != "to" && is_clause(view, start)
        }
        () => false,
    };
    if !fits {
        return None;
    }
    if !clear {
        found.confidence -= 0.1;
    }
    if calls_untrue(view, hit, &range) {
        found.act = Act::Denies;
    }
    let start = if takes.about && matches!(view.word(start), "of" | "about") { start + 1 } else { start };
    if quoted
        && takes.quote
        && let Some(quotation) = outermost(view, start, view.quotation(hit.group.start))
        && ends_with(view, quotation, end)
    {
        found.quotation = Some(Claim { nearness: Nearness::Leading, quotation });
        return Some(());
    }
    if takes.target
        && let Some((time, rest)) = time_of_accusing(view, start, end)
    {
        found.content.extend([start..time.start, rest..end]);
        found.when.push(time);
        return Some(());
    }
    found.content.push(start..end);
    Some(())
}

/// "accused Minsk on Friday of arming": the day stands inside the content and is no part of it.
fn time_of_accusing(view: &View<'_>, start: usize, end: usize) -> Option<(Range<usize>, usize)> {
    let gerund = |at: usize| {
        let adverb = usize::from(view.tag(at) == Tag::Adv);
        view.word(at + adverb).ends_with("ing")
    };
    let of = (start + 1..end).find(|&at| matches!(view.word(at), "of" | "for") && gerund(at + 1))?;
    let time = (start + 1..of).find(|&at| clause::time_phrase(view, at, of) == Some(of))?;
    Some((time..of, of))
}

/// "US intelligence recorded attempts to buy rockets": somebody who reports, and what a frame covers.
fn is_observation(view: &View<'_>, found: &Found, content: &Range<usize>) -> bool {
    let reports = found.source.clone().is_some_and(|mut source| {
        source.any(|at| {
            view.known
                .names
                .sector_at(&view.lowered[at..])
                .is_some_and(|(_, sector)| matches!(sector.code, "SPY" | "MED"))
        })
    });
    reports && view.known.frames.touches(&view.lowered[content.clone()], &view.known.items)
}

/// Whether somebody who was told something passes it on: a named outlet or agency, not "reporters".
fn is_outlet(view: &View<'_>, range: &Range<usize>) -> bool {
    let printed: Vec<&str> = range.clone().map(|at| view.printed(at)).collect();
    let lowered: Vec<&str> = range.clone().map(|at| view.word(at)).collect();
    (0..lowered.len()).any(|at| {
        let name = view.known.names.at(&printed[at..], &lowered[at..]);
        name.is_some_and(|(_, entity, _)| entity.kind == EntityKind::Outlet)
    })
}

/// "called the report a fake": who calls a report untrue denies it.
fn calls_untrue(view: &View<'_>, hit: &Hit, range: &Range<usize>) -> bool {
    let only_object = hit.takes.object && !hit.takes.clause && !hit.takes.quote && hit.act == Act::Says;
    only_object
        && range.clone().any(|at| view.known.wording.untrue.at(&view.lowered[at..range.end]).is_some())
}

/// Whether the words at `start` can open a clause without "that".
fn is_clause(view: &View<'_>, start: usize) -> bool {
    match view.tag(start) {
        Tag::Adp => matches!(
            view.word(start),
            "in" | "on" | "by" | "after" | "before" | "under" | "without" | "with" | "during" | "at"
        ),
        Tag::Punct | Tag::Cconj => view.word(start) == "(",
        Tag::Sconj => matches!(
            view.word(start),
            "if" | "whether" | "why" | "how" | "when" | "where" | "while" | "as" | "although" | "since"
        ),
        _ => true,
    }
}

/// "According to officials, ..." and "..., according to officials".
fn preposition(view: &View<'_>, placed: &Placed, limit: usize, found: &mut Found) -> Option<()> {
    let Placed { hit, source, scope, .. } = placed;
    let source = source.as_ref()?;
    if source.tokens.len() == 1 && view.known.cues.is_nobody(view.word(source.tokens.start)) {
        return None;
    }
    let start = hit.group.start;
    if start == scope.start || !view.has_verb(scope.start..start) && start - scope.start < 4 {
        let comma = (source.tokens.end..limit).find(|&at| view.word(at) == ",")?;
        let end = cut_citing(view, comma + 1..limit, found);
        found.content.push(comma + 1..end);
        return Some(());
    }
    let comma = view.word(start - 1) == ",";
    let left = scope.start..if comma { start - 1 } else { start };
    let level = view.quotation(start);
    if let Some((quotation, first)) = closed_before(view, start, level)
        && first <= scope.start
    {
        found.quotation = Some(Claim { nearness: Nearness::Closing, quotation });
        return Some(());
    }
    found.content.push(trim_marks(view, left));
    // "Russia, according to officials, is buying": the rest of the clause follows.
    let rest = (source.tokens.end..limit).find(|&at| view.word(at) == ",");
    if let Some(rest) = rest
        && comma
        && !view.has_verb(scope.start..start - 1)
    {
        found.content.push(rest + 1..limit);
    }
    Some(())
}

/// "Rwanda is accused by Kinshasa of arming", "Russia is reported to have bought".
fn passive(
    view: &View<'_>,
    placed: &Placed,
    subject: Option<Range<usize>>,
    limit: usize,
    found: &mut Found,
) -> Option<()> {
    let hit = &placed.hit;
    let subject = subject?;
    let mut at = hit.group.end;
    found.source = None;
    if at < limit && view.word(at) == "by" {
        let opens = |here: usize| {
            matches!(view.word(here), "of" | "to" | "as" | "that" | "for" | ",") && here > at + 1
        };
        let gerund =
            |here: usize| matches!(view.word(here), "of" | "for") && view.word(here + 1).ends_with("ing");
        let end = (at + 1..limit).find(|&here| opens(here) && (gerund(here) || !follows_body(view, here)))?;
        // "accused by Kinshasa on Monday of arming".
        let named = (at + 2..end).find(|&here| clause::time_phrase(view, here, end) == Some(end));
        found.when.extend(named.map(|time| time..end));
        found.source = Some(at + 1..named.unwrap_or(end));
        at = if view.word(end) == "," { end + 1 } else { end };
    }
    let time = clause::time_phrase(view, at, limit);
    if let Some(end) = time {
        found.when.push(at..end);
        at = end;
    }
    if at >= limit {
        return None;
    }
    let impersonal = view.word(subject.start) == "it" && subject.len() == 1;
    match view.word(at) {
        "that" if impersonal || found.source.is_some() => found.content.push(at..limit),
        "of" | "for" if hit.takes.target => found.content.extend([subject, at..limit]),
        "to" if hit.takes.clause && !hit.takes.hearer => found.content.extend([subject, at..limit]),
        _ => return None,
    }
    Some(())
}

/// Whether "of" belongs to a name before it: "the Ministry of Defence", "the government of Sudan".
fn follows_body(view: &View<'_>, of: usize) -> bool {
    view.word(of) == "of" && view.known.names.sector_at(&view.lowered[of - 1..]).is_some()
}

/// The quotation that closes right before `at`, a comma or full stop apart, with its first token in this block.
fn closed_before(view: &View<'_>, at: usize, level: Option<u32>) -> Option<(u32, usize)> {
    let mut last = at.checked_sub(1)?;
    if matches!(view.word(last), "," | "." | "—" | "–") && last > 0 {
        last -= 1;
    }
    if !view.is_quote_mark(last) {
        return None;
    }
    let quotation = outermost(view, last, level)?;
    let spans = &view.analysis.quotations[quotation as usize].spans;
    let end = view.analysis.tokens[last].span.end();
    let span = spans.iter().rev().find(|span| span.end() == end)?;
    Some((quotation, view.analysis.within(*span).start))
}

/// The outermost quotation around a token that lies inside the quotation `level`.
fn outermost(view: &View<'_>, at: usize, level: Option<u32>) -> Option<u32> {
    let mut quotation = view.quotation(at)?;
    while let Some(outer) = view.analysis.quotations[quotation as usize].inside {
        if Some(outer) == level {
            break;
        }
        quotation = outer;
    }
    (Some(quotation) != level).then_some(quotation)
}

/// Whether only a conjunction or words of time stand between `left` and the quotation that opens at `first`.
fn opens_clause(view: &View<'_>, left: usize, first: usize) -> bool {
    first - left <= 2 && (left..first).all(|at| matches!(view.tag(at), Tag::Cconj | Tag::Adv | Tag::Punct))
}

/// Whether a quotation ends at `end`, or runs beyond it.
fn ends_with(view: &View<'_>, quotation: u32, end: usize) -> bool {
    let spans = &view.analysis.quotations[quotation as usize].spans;
    spans.last().is_some_and(|span| span.end() >= view.analysis.tokens[end - 1].span.end())
}

/// The quotation that the next sentence opens with, where this one leads up to it by a colon or an announcement.
fn opened_after(view: &View<'_>, sentence: usize, tail: &Tail, hit: &Hit) -> Option<Claim> {
    let range = View::range(&view.analysis.sentences[sentence]);
    let colon = view.word(range.end - 1) == ":" || tail.opened;
    let announced = hit.construction == Construction::Announcing;
    let next = view.analysis.sentences.get(sentence + 1)?;
    let first = next.tokens.start as usize;
    let opens = view.is_quote_mark(first) && view.quotation(first).is_some();
    if !opens || !(colon || announced) {
        return None;
    }
    let nearness = if colon { Nearness::Introduced } else { Nearness::Announced };
    Some(Claim { nearness, quotation: outermost(view, first, None)? })
}

/// The end of a content without a trailing ", citing ...", which is noted.
fn cut_citing(view: &View<'_>, range: Range<usize>, found: &mut Found) -> usize {
    for at in range.clone().skip(1) {
        if let Some(cited) = clause::citing(view, at, range.end) {
            let end = if view.word(at - 1) == "," { at - 1 } else { at };
            found.cited.push(cited);
            return end;
        }
    }
    range.end
}

fn trim_marks(view: &View<'_>, mut range: Range<usize>) -> Range<usize> {
    while range.start < range.end && matches!(view.word(range.start), "," | "-" | "–" | "—") {
        range.start += 1;
    }
    while range.start < range.end && matches!(view.word(range.end - 1), "," | "-" | "–" | "—") {
        range.end -= 1;
    }
    range
}

fn is_headline(view: &View<'_>, sentence: usize) -> bool {
    let block = view.analysis.sentences[sentence].block as usize;
    matches!(
        view.article.blocks[block].kind,
        gainsay_record::BlockKind::Headline | gainsay_record::BlockKind::Subhead
    )
}
