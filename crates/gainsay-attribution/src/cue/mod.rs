//! Cues: where a sentence attributes. `verb`: by a verb; `group`: what belongs to that verb; `asked`: who is asked, and who gives
//! no answer.

mod asked;
mod group;
mod verb;

use crate::source;
use crate::view::View;
use asked::{declining, withheld};
use gainsay_knowledge::{Takes, WordForm};
use gainsay_record::{Act, Tag};
use group::group_start;
use std::ops::Range;
use verb::{plural_subject, verb};

pub use asked::{behind_question, is_asked};
pub use group::verb_group;
pub use verb::{is_plural_noun, quoting_verb, reduced};

/// How a cue stands in its sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Construction {
    /// A verb with a subject: "officials said".
    Finite,
    /// "adding that": it shares the subject of the clause before it.
    Participle,
    /// "is accused of", "is reported to".
    Passive,
    /// "was quoted by the agency as saying", "the agency quoted him as saying".
    Quoted,
    /// "according to".
    Preposition,
    /// "declined to comment", whose content may be missing.
    Declining,
    /// "released a statement": its content is a quotation that follows.
    Announcing,
    /// "the annex lists": what a document does with what stands in it.
    Listing,
    /// "the ministry's claim that", "a denial by Ankara that".
    Noun,
    /// "reportedly".
    Adverb,
    /// "as the minister put it", "By its own account".
    Turn,
    /// No word: the colon or dash of a headline, the dash before a signature.
    Mark,
}

/// A place that attributes.
#[derive(Clone, Debug)]
pub struct Hit {
    pub construction: Construction,
    pub act: Act,
    pub takes: Takes,
    pub weak: bool,
    /// The verb group with its auxiliaries, as tokens; the cue of the statement.
    pub group: Range<usize>,
    /// Whether the verb group holds "not" or "never": "did not deny".
    pub negated: bool,
    /// Coordinated with the hit before it: "and added".
    pub shares_subject: bool,
    /// Whether its words make it a cue whatever its verb means alone: "lost no time in pointing out", "called for".
    pub idiom: bool,
}

/// The cues of a sentence, in order.
pub fn find(view: &View<'_>, sentence: Range<usize>) -> Vec<Hit> {
    let mut hits: Vec<Hit> = Vec::new();
    let mut at = behind_question(view, &sentence);
    while at < sentence.end {
        if let Some(length) = view.known.cues.idle_at(&view.lowered[at..sentence.end]) {
            at += length;
            continue;
        }
        match hit(view, &sentence, at) {
            Some(hit) => {
                at = hit.group.end;
                hits.push(hit);
            }
            None => at += 1,
        }
    }
    hits
}

fn hit(view: &View<'_>, sentence: &Range<usize>, at: usize) -> Option<Hit> {
    let rest = &view.lowered[at..sentence.end];
    let cues = &view.known.cues;
    let plain = |construction, act, takes, end| Hit {
        construction,
        act,
        takes,
        weak: false,
        group: at..end,
        negated: false,
        shares_subject: at > sentence.start && is_and(view, Some(at - 1)),
        idiom: false,
    };
    if let Some((length, act)) = cues.preposition_at(rest) {
        let takes = Takes::default();
        // "a report according to which shells were diverted": the report says so, and nobody named by "which".
        if matches!(view.word(at + length), "which" | "whom") {
            return None;
        }
        let ambiguous = length == 1 && !names_one(view, at + 1, sentence.end);
        return (!ambiguous).then(|| plain(Construction::Preposition, act, takes, at + length));
    }
    if let Some(length) = cues.declining_at(rest) {
        // "was neither confirmed nor denied by The Hague".
        if at > sentence.start && view.is_be(at - 1) && view.word(at + length) == "by" {
            let takes = Takes { object: true, ..Takes::default() };
            let hit = plain(Construction::Passive, Act::Declines, takes, at + length);
            return Some(Hit { group: at - 1..at + length, ..hit });
        }
        return Some(declining(view, sentence, at..at + length));
    }
    if let Some(phrase) = withheld(view, sentence, at) {
        return Some(declining(view, sentence, phrase));
    }
    if let Some(length) = cues.unanswered_at(rest) {
        let group = group_start(view, sentence.start, at);
        let nobody = |at: usize| matches!(view.word(at), "neither" | "nobody" | "none" | "no");
        if group.negated || (sentence.start..group.start).any(nobody) {
            let hit = plain(Construction::Declining, Act::Declines, Takes::default(), at + length);
            return Some(Hit { group: group.start..at + length, ..hit });
        }
    }
    if let Some((length, cue)) = cues.disbelieving_at(rest) {
        let group = group_start(view, sentence.start, at);
        let nobody = |at: usize| matches!(view.word(at), "neither" | "nobody" | "none" | "no");
        let own = |at: &usize| {
            !matches!(view.tag(*at), Tag::Punct | Tag::Verb | Tag::Aux | Tag::Sconj | Tag::Cconj)
                && !matches!(view.word(*at), "why" | "where" | "when" | "which" | "who" | "that")
        };
        let negated = group.negated || (sentence.start..group.start).rev().take_while(own).any(nobody);
        return (negated && asked::is_of_claim(view, at + length, sentence.end)).then(|| Hit {
            group: group.start..at + length,
            idiom: true,
            ..plain(Construction::Finite, cue, Takes { object: true, ..Takes::default() }, at + length)
        });
    }
    if let Some(phrase) = asked::alone(view, sentence, at).or_else(|| asked::leaving(view, sentence, at)) {
        return Some(declining(view, sentence, phrase));
    }
    if let Some(hit) = verb(view, sentence, at) {
        return Some(hit);
    }
    if let Some((length, listing)) = cues.listing_at(rest) {
        let group = group_start(view, sentence.start, at);
        let subject = group.start.checked_sub(1).filter(|&before| before >= sentence.start)?;
        let finite = match listing.form {
            WordForm::Ing | WordForm::Participle | WordForm::Noun => false,
            WordForm::Base => group.helped || plural_subject(view, subject),
            _ => !group.be,
        };
        let takes = Takes { object: !listing.rating, rating: listing.rating, ..Takes::default() };
        return (finite && !group.infinitive && source::is_document(view, subject)).then(|| Hit {
            group: group.start..at + length,
            negated: group.negated,
            ..plain(Construction::Listing, Act::Reports, takes, at + length)
        });
    }
    let (length, announcing) = cues.announcing_at(rest)?;
    let object = announced(view, at + length, sentence.end, &announcing.objects)?;
    let takes = Takes { quote: true, ..Takes::default() };
    Some(plain(Construction::Announcing, announcing.act, takes, object))
}

/// Whether "per" stands before one who can be a source: a name, or a certain document or body ("per the port's register"),
/// not a measure ("per ton").
fn names_one(view: &View<'_>, at: usize, end: usize) -> bool {
    let printed: Vec<&str> = (at..end).map(|at| view.printed(at)).collect();
    let lowered: Vec<&str> = view.lowered[at..end].iter().map(String::as_str).collect();
    matches!(view.word(at), "the" | "its" | "their" | "his" | "her")
        || view.known.names.at(&printed, &lowered).is_some()
}

/// The end of the object after an announcing verb: "a press statement".
fn announced(view: &View<'_>, from: usize, end: usize, objects: &[Box<str>]) -> Option<usize> {
    let end = end.min(from + 5);
    (from..end).find_map(|at| {
        let fits = objects.iter().filter(|object| {
            object.split(' ').enumerate().all(|(n, word)| at + n < end && view.word(at + n) == word)
        });
        fits.map(|object| at + object.split(' ').count()).max()
    })
}

fn is_and(view: &View<'_>, at: Option<usize>) -> bool {
    at.is_some_and(|at| matches!(view.word(at), "and" | "but" | "or"))
}
