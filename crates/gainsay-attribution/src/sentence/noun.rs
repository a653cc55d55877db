//! Nouns that attribute: "the ministry's claim that ...", "a denial by Ankara that ...", "the suggestion, made by a minister,
//! that ...", "The official line in Moscow is that ...", "From Minsk, a denial of ...". They do so where both a speaker and what
//! was said stand beside them.

use super::{Found, Reliance};
use crate::cue::Construction;
use crate::view::View;
use crate::when;
use gainsay_knowledge::{EntityKind, NounCue};
use gainsay_record::{Act, Relation, Tag};
use std::ops::Range;

/// No sentence has more of them than this.
const MOST: usize = 8;
/// Between a noun and what was said stand no more tokens than this: the speaker.
const LONGEST_SPEAKER: usize = 16;
/// Between a speaker's "'s" and the noun stand no more than this: what describes the noun.
const LONGEST_DESCRIPTION: usize = 4;

/// The statements of a sentence whose cue is a noun. `cuts` are the commas behind which somebody else speaks.
pub fn read(view: &View<'_>, index: usize, cuts: &[usize]) -> Vec<Found> {
    let sentence = View::range(&view.analysis.sentences[index]);
    let mut found = Vec::new();
    let mut at = sentence.start;
    while at < sentence.end && found.len() < MOST {
        let next = view.known.cues.noun_at(&view.lowered[at..sentence.end]);
        let Some((length, cue)) = next.filter(|_| matches!(view.tag(at), Tag::Noun | Tag::Propn)) else {
            at += 1;
            continue;
        };
        let noun = Noun { view, index, sentence: sentence.clone(), cue, tokens: at..at + length };
        let read = noun.headline().or_else(|| noun.is_that()).or_else(|| noun.that(cuts));
        found.extend(read.or_else(|| noun.colon()).or_else(|| noun.complement()));
        at += length;
    }
    found
}

/// Where the subject of a verb opens that is a noun with what was said: "*Claims* that Iran had armed the rebels were denied".
pub fn subject_of(view: &View<'_>, scope: &Range<usize>, verb: usize) -> Option<usize> {
    let nouns = (scope.start..verb).filter(|&at| {
        view.known.cues.noun_at(&view.lowered[at..verb]).is_some() && view.tag(at) == Tag::Noun
    });
    nouns.take(MOST).find_map(|noun| {
        let that = (noun + 1..verb.min(noun + LONGEST_SPEAKER)).find(|&at| view.word(at) == "that")?;
        let plain = !view.has_verb(noun + 1..that) && opens_clause(view, that + 1);
        let subject = plain && main_verb(view, that + 1, view.trimmed_end(scope)) == Some(verb);
        subject.then(|| {
            let describes =
                |at: &usize| matches!(view.tag(*at), Tag::Det | Tag::Adj | Tag::Noun | Tag::Propn);
            (scope.start..noun).rev().take_while(describes).last().unwrap_or(noun)
        })
    })
}

struct Noun<'v, 'a> {
    view: &'v View<'a>,
    index: usize,
    sentence: Range<usize>,
    cue: NounCue,
    tokens: Range<usize>,
}

/// Who speaks, beside a noun.
struct Speaker {
    source: Range<usize>,
    /// The words beside the noun that tie the speaker to it: "by", "made by".
    tie: Option<Range<usize>>,
    /// Behind the noun and the speaker.
    end: usize,
}

impl Noun<'_, '_> {
    fn found(&self, source: Range<usize>, cue: Vec<Range<usize>>, content: Range<usize>) -> Found {
        let mut found = Found::new(self.cue.act, Construction::Noun, self.index);
        found.source = Some(source);
        found.cue = cue;
        found.content = vec![content];
        found.reliance = Reliance::Whole;
        found
    }

    /// "the ministry's claim that every shell had been accounted for".
    fn that(&self, cuts: &[usize]) -> Option<Found> {
        let view = self.view;
        let speaker = self.agent(|at| view.word(at) == "that");
        let speaker = speaker.or_else(|| self.owner()).or_else(|| self.attributive())?;
        let that = when::time_phrase(view, speaker.end, self.sentence.end).unwrap_or(speaker.end);
        let when = (that > speaker.end).then_some(speaker.end..that);
        if view.word(that) != "that" || that >= self.sentence.end || !opens_clause(view, that + 1) {
            return None;
        }
        let mut limit = view.trimmed_end(&self.sentence);
        if view.quotation(that).is_some() {
            limit = (that..limit).find(|&at| view.quotation(at).is_none()).unwrap_or(limit);
        }
        limit = cuts.iter().copied().find(|&cut| cut > that + 1).map_or(limit, |cut| cut.min(limit));
        let main = if self.is_subject(&speaker) { main_verb(view, that + 1, limit) } else { None };
        let end = main.unwrap_or(limit);
        let end = if view.word(end - 1) == "," { end - 1 } else { end };
        let cue = std::iter::once(self.tokens.clone()).chain(speaker.tie).collect();
        let mut found = self.found(speaker.source, cue, that..end);
        found.when.extend(when);
        // "came late on Friday" says when the noun's words were said.
        if let Some(main) = main.filter(|&main| matches!(view.word(main), "came" | "comes" | "followed")) {
            let time = when::time_phrase(view, main + 1, limit);
            found.when.extend(time.map(|end| main + 1..end));
        }
        (end > that + 1).then_some(found)
    }

    /// "Minsk's promise to return the rifles", "Pyongyang's claims about its missiles": what the tree hangs on the noun.
    fn complement(&self) -> Option<Found> {
        let view = self.view;
        let speaker = self.owner()?;
        let opens = self.tokens.end;
        let noun = opens - 1;
        let (start, top) = match (view.word(opens), self.cue.act) {
            ("to", Act::Promises | Act::Threatens | Act::Demands) if view.tag(opens + 1) == Tag::Verb => {
                (opens, opens + 1)
            }
            ("of" | "about", Act::Asserts | Act::Accuses | Act::Denies | Act::Says | Act::Predicts) => {
                (opens + 1, view.head(opens))
            }
            _ => return None,
        };
        let limit = view.trimmed_end(&self.sentence);
        let below = (start..limit).take_while(|&at| view.is_below(at, top) && view.word(at) != ";");
        let end = below.last()? + 1;
        let end = if view.word(end - 1) == "," { end - 1 } else { end };
        let hangs = view.head(top) == noun && top >= start && top < end;
        let cue = vec![self.tokens.start..start.max(self.tokens.end)];
        hangs.then(|| Found { reliance: Reliance::Clear, ..self.found(speaker.source, cue, start..end) })
    }

    /// "Cairo's explanation: the rockets were bound for a museum", "Moscow's line has not changed: there are no soldiers".
    fn colon(&self) -> Option<Found> {
        let view = self.view;
        let speaker = self.owner()?;
        let near = self.tokens.end..self.sentence.end.min(self.tokens.end + LONGEST_DESCRIPTION + 1);
        let colon = near.into_iter().find(|&at| view.tag(at) == Tag::Punct)?;
        let content = colon + 1..view.trimmed_end(&self.sentence);
        let clause =
            content.len() > 2 && view.has_verb(content.clone()) && !view.is_quote_mark(content.start);
        let opens = self.is_subject(&speaker);
        let cue = vec![self.tokens.clone()];
        (view.word(colon) == ":" && clause && opens).then(|| self.found(speaker.source, cue, content))
    }

    /// "The official line in Moscow is that the ships carried grain".
    fn is_that(&self) -> Option<Found> {
        let view = self.view;
        let is = |at: usize| {
            matches!(view.word(at), "is" | "was" | "remains" | "remained") && view.word(at + 1) == "that"
        };
        let speaker = self.agent(is).or_else(|| self.owner().filter(|owner| is(owner.end)))?;
        let start = self.start();
        let content = speaker.end + 1..view.trimmed_end(&self.sentence);
        let cue = vec![start..self.tokens.end, speaker.end..speaker.end + 1];
        (content.len() > 2).then(|| self.found(speaker.source, cue, content))
    }

    /// "From Minsk, a denial of troop movements".
    fn headline(&self) -> Option<Found> {
        let view = self.view;
        let start = self.sentence.start;
        let article = self.tokens.start.checked_sub(1).filter(|&at| at > start + 1)?;
        let end = view.trimmed_end(&self.sentence);
        let fits = view.word(start) == "from"
            && view.tag(article) == Tag::Det
            && view.word(article.wrapping_sub(1)) == ","
            && view.word(self.tokens.end) == "of"
            && self.tokens.end + 1 < end
            && !view.has_verb(self.sentence.clone());
        let cue = vec![article..self.tokens.end + 1];
        fits.then(|| self.found(start + 1..article - 1, cue, self.tokens.end + 1..end))
    }

    /// "by Ankara", "from the embassy", ", made by a minister,": up to where the content opens.
    fn agent(&self, opens: impl Fn(usize) -> bool) -> Option<Speaker> {
        let view = self.view;
        let after = self.tokens.end;
        let comma = view.word(after) == ",";
        let made = if comma { after + 1 } else { after };
        let by = if view.word(made + 1) == "by" && view.word(made).ends_with(['d', 'e', 'n']) {
            made + 1
        } else {
            after
        };
        let ties = match view.word(by) {
            "by" | "from" => true,
            "of" => self.cue.of,
            // A capital's view is held "in Moscow" where it is said what it is.
            "in" => self.cue.of || view.word(self.tokens.start) == "line" || self.is_printed(by + 1),
            _ => false,
        };
        if !ties || by >= self.sentence.end {
            return None;
        }
        let end = (by + 2..self.sentence.end.min(by + LONGEST_SPEAKER)).find(|&at| opens(at))?;
        let source = by + 1..if view.word(end - 1) == "," { end - 1 } else { end };
        let plain = source.clone().all(|at| {
            !matches!(view.tag(at), Tag::Verb | Tag::Aux | Tag::Sconj | Tag::Pron)
                || view.is_below(at, by + 1)
        });
        let named = source.clone().any(|at| view.is_nominal(at) && !view.is_time(at));
        (plain && named && !source.is_empty()).then_some(Speaker { source, tie: Some(made..by + 1), end })
    }

    /// "a report in the Guardian", "an account in an Algerian daily": in a paper stands what the paper says.
    fn is_printed(&self, start: usize) -> bool {
        let view = self.view;
        let end = self.sentence.end.min(start + LONGEST_DESCRIPTION + 1);
        let told = matches!(self.cue.act, Act::Reports | Act::Asserts | Act::Accuses | Act::Says);
        // It is the first noun phrase behind the preposition, and no other.
        let stops =
            |at: &usize| matches!(view.tag(*at), Tag::Adp | Tag::Verb | Tag::Aux | Tag::Sconj | Tag::Punct);
        let end = (start..end).find(stops).unwrap_or(end);
        told && (start..end).any(|at| {
            let name = view.names_at(at, end).is_some_and(|(_, entity, _)| entity.kind == EntityKind::Outlet);
            let described = view.known.names.sector_at(&view.lowered[at..end]);
            name || described.is_some_and(|(_, sector)| sector.code == "MED" && !sector.people)
        })
    }

    /// "the ministry's", "its": before the noun and what describes it.
    fn owner(&self) -> Option<Speaker> {
        let view = self.view;
        let mut at = self.tokens.start;
        let least = self.sentence.start.max(at.saturating_sub(LONGEST_DESCRIPTION));
        while at > least
            && matches!(view.tag(at - 1), Tag::Adj | Tag::Adv | Tag::Noun | Tag::Num | Tag::Verb)
            && (view.tag(at - 1) != Tag::Verb || self.is_describing(at - 1))
            && !is_owner(view, at - 1)
        {
            at -= 1;
        }
        let mark = at.checked_sub(1).filter(|&mark| mark >= self.sentence.start && is_owner(view, mark))?;
        if is_pronoun(view.word(mark)) {
            return Some(Speaker { source: mark..mark + 1, tie: None, end: self.tokens.end });
        }
        let mut start = mark;
        while start > self.sentence.start {
            let word = start - 1;
            // "rejected as baseless Khartoum's allegation": what it is called is no part of whose it is.
            let called = view.tag(word) == Tag::Adj && word > 0 && view.word(word - 1) == "as";
            let inside = !called
                && match view.tag(word) {
                    Tag::Adj | Tag::Noun | Tag::Propn | Tag::Num => true,
                    Tag::Punct => view.word(word) == "-" && view.joins(word),
                    _ => false,
                };
            if view.tag(word) == Tag::Det && view.word(word) != "that" {
                start = word;
                break;
            }
            if !inside {
                break;
            }
            start = word;
        }
        let named = (start..mark).any(|at| view.is_nominal(at) && !view.is_time(at));
        named.then_some(Speaker { source: start..mark + 1, tie: None, end: self.tokens.end })
    }

    /// "the ministry's repeated claim"; but "Iran's minister *dismissed* reports" owns none of them.
    fn is_describing(&self, verb: usize) -> bool {
        let cue = self.view.known.cues.verb_at(&self.view.lowered[verb..self.sentence.end]);
        let answers = cue.is_some_and(|(_, cue)| matches!(cue.act, Act::Denies | Act::Confirms));
        !answers && self.tokens.contains(&self.view.head(verb))
    }

    /// "a Reuters report that", "American accusations that": a known name right before the noun.
    fn attributive(&self) -> Option<Speaker> {
        let view = self.view;
        let noun = self.tokens.start;
        let starts = self.sentence.start.max(noun.saturating_sub(LONGEST_DESCRIPTION))..noun;
        let ends = |at: &usize| view.names_at(*at, noun).is_some_and(|(length, ..)| at + length == noun);
        let start = starts.clone().find(ends)?;
        Some(Speaker { source: start..noun, tie: None, end: self.tokens.end })
    }

    /// The first word of the noun phrase without an owner: its article.
    fn start(&self) -> usize {
        let view = self.view;
        let mut at = self.tokens.start;
        while at > self.sentence.start && matches!(view.tag(at - 1), Tag::Det | Tag::Adj) {
            at -= 1;
        }
        at
    }

    /// "Nairobi *said* Sudan's accusation that", "said *that* the claim that": a clause of its own opens behind a token.
    fn opens_what_is_said(&self, at: usize) -> bool {
        let view = self.view;
        let verb = if view.word(at) == "that" && at > self.sentence.start { at - 1 } else { at };
        let cue = view.known.cues.verb_at(&view.lowered[verb..=verb]);
        view.tag(verb) == Tag::Verb
            && cue.is_some_and(|(_, cue)| cue.takes.clause && matches!(cue.act, Act::Says | Act::Asserts))
    }

    /// Whether the noun opens its clause, so that a verb must follow of which it is the subject.
    fn is_subject(&self, speaker: &Speaker) -> bool {
        let view = self.view;
        let first = speaker.source.start.min(self.start());
        let joins = |at: usize| matches!(view.tag(at), Tag::Cconj | Tag::Sconj);
        let clause = (self.sentence.start..first)
            .rev()
            .find(|&at| {
                matches!(view.word(at), ";" | ":")
                    || view.is_quote_mark(at)
                    || view.word(at) == "," && joins(at + 1)
                    || at + 1 == first && self.opens_what_is_said(at)
            })
            .map_or(self.sentence.start, |at| at + 1);
        !view.has_verb(clause..first)
    }
}

/// What says that the words before it own what follows: "'s", the apostrophe of a plural, a possessive pronoun.
fn is_owner(view: &View<'_>, at: usize) -> bool {
    let word = view.word(at);
    let apostrophe =
        matches!(word, "'" | "’") && at > 0 && view.word(at - 1).ends_with('s') && !view.delimits(at);
    matches!(word, "'s" | "’s") || apostrophe || is_pronoun(word)
}

fn is_pronoun(word: &str) -> bool {
    matches!(word, "its" | "their" | "his" | "her")
}

/// Whether a clause with a subject opens: what follows "that" is no verb ("a claim that was false").
fn opens_clause(view: &View<'_>, at: usize) -> bool {
    !matches!(view.tag(at), Tag::Verb | Tag::Aux | Tag::Punct | Tag::Part)
        || view.is_quote_mark(at)
        || view.tag(at) == Tag::Verb && view.relation(at) == Relation::Amod
}

/// The verb of a subject that a clause describes: the one for which the clause has no subject left ("that every shell had been
/// accounted for *did* not convince"). Trees seldom get it right, so it is counted: each verb of the clause needs an opener.
fn main_verb(view: &View<'_>, start: usize, limit: usize) -> Option<usize> {
    let mut expected = 1_usize;
    let mut in_disguise = None;
    let mut at = start;
    while at < limit {
        let relative = matches!(
            view.word(at),
            "which" | "who" | "whose" | "where" | "when" | "because" | "if" | "while" | "although"
        ) || view.word(at) == "that" && at > start;
        if relative {
            expected += 1;
        }
        if view.tag(at) == Tag::Cconj && expected == 0 {
            let joined = (at + 1..limit).find(|&other| view.relation(other) == Relation::Conj);
            expected +=
                usize::from(joined.is_some_and(|other| matches!(view.tag(other), Tag::Verb | Tag::Aux)));
        }
        // "Caracas shelters the rebels": what stands right before an article is no noun.
        if view.tag(at) == Tag::Noun && view.tag(at + 1) == Tag::Det && at > start && !view.is_time(at) {
            in_disguise = Some(at);
        }
        if !is_finite(view, at) {
            at += 1;
            continue;
        }
        let only = expected == 1 && in_disguise.is_some_and(|noun| noun < at) && is_last(view, at, limit);
        if expected == 0 || only {
            return Some(at);
        }
        expected -= 1;
        at = after_group(view, at, limit);
    }
    None
}

/// Behind a verb group that starts with a verb: "had not been searched".
fn after_group(view: &View<'_>, verb: usize, limit: usize) -> usize {
    let mut at = verb;
    while at < limit && matches!(view.tag(at), Tag::Aux | Tag::Part | Tag::Adv) {
        at += 1;
    }
    if at < limit && view.tag(at) == Tag::Verb { at + 1 } else { at.max(verb + 1) }
}

/// Whether no finite verb follows.
fn is_last(view: &View<'_>, verb: usize, limit: usize) -> bool {
    !(after_group(view, verb, limit)..limit).any(|at| is_finite(view, at))
}

/// Whether a verb can stand at the head of a clause: no "-ing", no infinitive, no participle behind its noun ("crews trained
/// in Belarus").
fn is_finite(view: &View<'_>, at: usize) -> bool {
    let word = view.word(at);
    let before = at.checked_sub(1).map_or("", |before| view.word(before));
    match view.tag(at) {
        Tag::Aux => before != "to" && !matches!(word, "be" | "been" | "being" | "having"),
        Tag::Verb => {
            let reduced = word.ends_with("ed") && view.is_nominal(at - 1) && view.tag(at + 1) == Tag::Adp;
            before != "to" && !word.ends_with("ing") && !reduced && view.relation(at) != Relation::Amod
        }
        _ => false,
    }
}
