//! Cues: where a sentence attributes.

use crate::mark;
use crate::source;
use crate::view::View;
use gainsay_knowledge::{Takes, WordForm};
use gainsay_record::{Act, Relation, Tag};
use std::ops::Range;

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

/// "Asked whether it could confirm the sale, the ministry said": where a sentence begins behind what somebody was asked, in
/// which nobody speaks.
pub fn behind_question(view: &View<'_>, sentence: &Range<usize>) -> usize {
    let asked = view.known.cues.prompts(view.word(sentence.start));
    let level = view.quotation(sentence.start);
    let comma = sentence.clone().find(|&at| view.word(at) == "," && view.quotation(at) == level);
    comma.filter(|_| asked).unwrap_or(sentence.start)
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
        let ambiguous = length == 1 && !names_one(view, at + 1, sentence.end);
        return (!ambiguous).then(|| plain(Construction::Preposition, act, takes, at + length));
    }
    if let Some(length) = cues.declining_at(rest) {
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

/// A phrase by which no answer is given, with the auxiliaries before it: "has neither confirmed nor denied".
fn declining(view: &View<'_>, sentence: &Range<usize>, phrase: Range<usize>) -> Hit {
    let group = group_start(view, sentence.start, phrase.start);
    let hearer = view.word(phrase.end - 1) == "tell";
    Hit {
        construction: Construction::Declining,
        act: Act::Declines,
        takes: Takes { object: true, hearer, ..Takes::default() },
        weak: false,
        group: group.start..phrase.end,
        negated: false,
        shares_subject: group.start > sentence.start && is_and(view, Some(group.start - 1)),
        idiom: false,
    }
}

/// "refused to tell", "won't comment on": what is not told, of which the phrase starts at `at`.
fn withheld(view: &View<'_>, sentence: &Range<usize>, at: usize) -> Option<Range<usize>> {
    let cues = &view.known.cues;
    let rest = &view.lowered[at..sentence.end];
    let refuses = cues.verb_at(rest).is_some_and(|(length, cue)| length == 1 && cue.act == Act::Declines);
    if refuses && rest.get(1).is_some_and(|to| to == "to") {
        let (length, _) = cues.withheld_at(rest.get(2..)?)?;
        return Some(at..at + 2 + length);
    }
    let (length, negated) = cues.withheld_at(rest)?;
    let fits = negated && group_start(view, sentence.start, at).negated;
    fits.then_some(at..at + length)
}

/// Whether a verb for questions is said of whoever was asked: "has not been asked", "when asked whether", "The Kremlin, asked
/// on whose orders, answered".
pub fn is_asked(view: &View<'_>, sentence: &Range<usize>, verb: usize) -> bool {
    let group = group_start(view, sentence.start, verb);
    let participle = view.known.cues.prompts(view.word(verb));
    let Some(before) = group.start.checked_sub(1).filter(|&before| before >= sentence.start) else {
        return participle;
    };
    let aside = || {
        let close = (verb + 1..sentence.end).find(|&at| view.word(at) == ",");
        let next = |comma: usize| comma + 1 + usize::from(view.tag(comma + 1) == Tag::Adv);
        view.word(before) == "," && close.is_some_and(|at| matches!(view.tag(next(at)), Tag::Verb | Tag::Aux))
    };
    let bare = participle && !group.helped;
    participle && group.be
        || bare && (matches!(view.word(before), "when" | "if" | "once" | "where") || aside())
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

fn verb(view: &View<'_>, sentence: &Range<usize>, at: usize) -> Option<Hit> {
    let (length, cue) = view.known.cues.verb_at(&view.lowered[at..sentence.end])?;
    if cue.act == Act::Asks && is_asked(view, sentence, at) {
        return None;
    }
    // "stands accused"
    let stands = cue.takes.target && at > sentence.start && view.known.cues.is_copular(view.word(at - 1));
    let group = match stands {
        true => Group { be: true, helped: true, ..group_start(view, sentence.start, at - 1) },
        false => group_start(view, sentence.start, at),
    };
    let before = group.start.checked_sub(1).filter(|&before| before >= sentence.start);
    let capital = view.printed(at).starts_with(char::is_uppercase) && at > sentence.start;
    // "Foreign Affairs Reports" in a name, "U.S.-backed" in a compound.
    let compound = view.word(at.saturating_sub(1)) == "-"
        || view.lowered.get(at + length).is_some_and(|next| next == "-");
    if (capital && !is_headline_case(view, sentence)) || (compound && at > sentence.start) {
        return None;
    }
    let helped = group.helped;
    // "as reported by Reuters" is a turn of speech.
    if !helped && before.is_some_and(|as_| view.word(as_) == "as") && view.word(at + length) == "by" {
        return None;
    }
    // "the said vessel", "the newly confirmed ambassador": a participle that describes a noun.
    let article = (sentence.start..group.start).rev().find(|&at| view.tag(at) != Tag::Adv);
    let describes = !helped
        && article.is_some_and(|at| {
            matches!(
                view.word(at),
                "the" | "a" | "an" | "no" | "its" | "their" | "his" | "her" | "our" | "every"
            )
        });
    if describes {
        return None;
    }
    // "Rwanda accused of shelling": whom it accuses does not follow, so that a headline has left out "is".
    let left_out = cue.takes.target
        && view.relation(at) == Relation::Root
        && view.word(at + length) == "of"
        && view.word(at + length + 1).ends_with("ing");
    // "EU urged to act": nor do they say who urges.
    let addressed = cue.act == Act::Demands
        && cue.takes.clause
        && view.word(at + length) == "to"
        && view.tag(at + length + 1) == Tag::Verb;
    let left_out = left_out || addressed && !helped && mark::is_headline(view, at);
    let construction = match cue.form {
        WordForm::Past | WordForm::PastOrParticiple | WordForm::Participle if group.be || left_out => {
            Construction::Passive
        }
        // ", first reported by a newspaper,": a passive without its "be".
        WordForm::Past | WordForm::PastOrParticiple | WordForm::Participle
            if !helped
                && view.word(at + length) == "by"
                && article.is_some_and(|before| view.word(before) == ",")
                && matches!(view.relation(at), Relation::Acl | Relation::Advcl) =>
        {
            Construction::Passive
        }
        // "the neutrality declared by Belgrade": it only says which is meant.
        WordForm::PastOrParticiple
            if !helped
                && view.word(at + length) == "by"
                && view.relation(at) == Relation::Acl
                && before.is_some_and(|before| view.is_nominal(before)) =>
        {
            return None;
        }
        WordForm::Participle if !helped => return None,
        WordForm::Ing if group.be || group.catenative => Construction::Finite,
        // "Speaking of the deal, an official said": no cue of its own.
        WordForm::Ing if before.is_none() && cue.takes.about => return None,
        WordForm::Ing => {
            // "by denying", "of saying" and "the warning" attribute nothing by themselves.
            if before.is_some_and(|as_| {
                view.word(as_) == "as" && quoting_verb(view, sentence.start, as_).is_some()
            }) {
                return Some(Hit {
                    construction: Construction::Quoted,
                    act: cue.act,
                    takes: cue.takes,
                    weak: false,
                    group: at - 1..at + length,
                    negated: false,
                    shares_subject: false,
                    idiom: false,
                });
            }
            let after = before.map(|before| view.tag(before));
            if matches!(after, Some(Tag::Adp | Tag::Det | Tag::Adj | Tag::Sconj)) {
                return None;
            }
            Construction::Participle
        }
        // "less than forecast", "they put it": a past that looks like the base takes a subject too.
        WordForm::PastOrParticiple
            if *cue.lemma == *view.word(at)
                && !helped
                && !before.is_some_and(|b| plural_subject(view, b) || singular_subject(view, b)) =>
        {
            return None;
        }
        WordForm::Third if is_plural_noun(view, at) => return None,
        // "US claims are absurd": what is absurd are claims.
        WordForm::Third
            if matches!(view.word(at + length), "are" | "were" | "have")
                && view.relation(at) == Relation::Nsubj =>
        {
            return None;
        }
        // "in a Telegram post".
        WordForm::Base if view.tag(at) == Tag::Noun && has_article(view, sentence.start, at) => return None,
        WordForm::Base if !helped && !before.is_some_and(|b| plural_subject(view, b)) => return None,
        WordForm::Third if !before.is_some_and(|b| singular_subject(view, b)) && !is_and(view, before) => {
            return None;
        }
        _ => Construction::Finite,
    };
    if group.infinitive {
        return None;
    }
    Some(Hit {
        construction,
        act: cue.act,
        takes: cue.takes,
        weak: cue.weak,
        group: group.start..at + length,
        negated: group.negated,
        shares_subject: is_and(view, before),
        idiom: group.led_up_to || length > 1 && cue.takes.object,
    })
}

/// "EU states suspended exports", "documents that leaked": a plural that looks like a verb, and its own verb behind it.
pub fn is_plural_noun(view: &View<'_>, at: usize) -> bool {
    let that = usize::from(matches!(view.word(at + 1), "that" | "which"));
    view.known.cues.is_plural(view.word(at)) && matches!(view.tag(at + 1 + that), Tag::Verb | Tag::Aux)
}

/// The comma before a passive without its "be": ", first reported by a newspaper,".
pub fn reduced(view: &View<'_>, hit: &Hit) -> Option<usize> {
    let bare = hit.construction == Construction::Passive && view.tag(hit.group.start) == Tag::Verb;
    let before = (0..hit.group.start).rev().find(|&at| view.tag(at) != Tag::Adv);
    before.filter(|&before| bare && view.word(before) == ",")
}

/// The verb of "quoted ... as saying", before "as".
pub fn quoting_verb(view: &View<'_>, left: usize, as_: usize) -> Option<usize> {
    (left.max(as_.saturating_sub(25))..as_)
        .rev()
        .find(|&at| matches!(view.word(at), "quoted" | "quotes" | "quote" | "cited" | "cites"))
}

/// Where a verb group starts that ends with the verb at `verb`, and whether it is passive.
pub fn verb_group(view: &View<'_>, left: usize, verb: usize) -> (usize, bool) {
    let group = group_start(view, left, verb);
    (group.start, group.be)
}

struct Group {
    start: usize,
    /// A form of "be" stands right before the verb, adverbs apart.
    be: bool,
    /// An auxiliary or a catenative stands before it.
    helped: bool,
    catenative: bool,
    negated: bool,
    /// A bare "to" stands before it: "to deny".
    infinitive: bool,
    /// Words stand before it that only lead up to a cue: "at pains to", "lost no time in".
    led_up_to: bool,
}

/// Where the verb group of the verb at `verb` starts: over auxiliaries, adverbs, negation, "trying to".
fn group_start(view: &View<'_>, left: usize, verb: usize) -> Group {
    let mut group = Group {
        start: verb,
        be: false,
        helped: false,
        catenative: false,
        negated: false,
        infinitive: false,
        led_up_to: false,
    };
    let mut nearest = true;
    if let Some(start) = before_gerund(view, left, verb) {
        (group.helped, group.catenative, group.led_up_to) = (true, true, true);
        group.start = start;
        nearest = false;
    }
    let mut at = group.start;
    while at > left {
        let word = at - 1;
        if view.is_negation(word) {
            group.negated = true;
        } else if view.tag(word) == Tag::Aux {
            group.be |= nearest && view.is_be(word);
            group.helped = true;
            nearest = false;
            group.start = word;
        } else if view.word(word) == "to" && at == group.start {
            let ready = || ready_before(view, left, word);
            let Some((start, be)) = catenative_before(view, left, word).or_else(|| {
                let start = ready()?;
                group.led_up_to = true;
                Some((start, false))
            }) else {
                group.infinitive = true;
                break;
            };
            group.helped = true;
            group.catenative = true;
            nearest = be;
            group.start = start;
            at = start;
            continue;
        } else if view.tag(word) != Tag::Adv
            || matches!(view.word(word), "ago" | "there" | "here" | "today" | "yesterday")
        {
            break;
        }
        at = word;
    }
    // "trying to" without "is" before it is a participle.
    group
}

/// "lost no time in" before a cue in "-ing": where it starts.
fn before_gerund(view: &View<'_>, left: usize, verb: usize) -> Option<usize> {
    if !view.word(verb).ends_with("ing") {
        return None;
    }
    (left.max(verb.saturating_sub(4))..verb).find(|&at| {
        let fits = view.known.cues.before_gerund_at(&view.lowered[at..verb]);
        fits.is_some_and(|(length, _)| at + length == verb)
    })
}

/// "at pains" behind "is" and before "to": where it starts.
fn ready_before(view: &View<'_>, left: usize, to: usize) -> Option<usize> {
    (left.max(to.saturating_sub(3))..to).find(|&at| {
        let fits = view.known.cues.ready_at(&view.lowered[at..to]) == Some(to - at);
        fits && at > left && matches!(view.tag(at - 1), Tag::Aux | Tag::Adv)
    })
}

/// "is trying" before "to": where it starts, and that a form of "be" may come before it.
fn catenative_before(view: &View<'_>, left: usize, to: usize) -> Option<(usize, bool)> {
    let from = left.max(to.saturating_sub(3));
    (from..to).find_map(|at| {
        let (length, form) = view.known.cues.catenative_at(&view.lowered[at..to])?;
        (at + length == to).then_some((at, form == WordForm::Ing))
    })
}

/// Whether an article opens the noun phrase that ends with a noun: "a Telegram post".
fn has_article(view: &View<'_>, left: usize, noun: usize) -> bool {
    let describes = |at: &usize| matches!(view.tag(*at), Tag::Noun | Tag::Propn | Tag::Adj);
    let first = (left..noun).rev().take_while(describes).last().unwrap_or(noun);
    first > left
        && matches!(view.word(first - 1), "a" | "an" | "the" | "this" | "his" | "her" | "its" | "their")
}

fn is_and(view: &View<'_>, at: Option<usize>) -> bool {
    at.is_some_and(|at| matches!(view.word(at), "and" | "but" | "or"))
}

/// Whether the word before a base form can be its subject: "officials say", "they claim".
fn plural_subject(view: &View<'_>, at: usize) -> bool {
    match view.tag(at) {
        Tag::Pron => matches!(view.word(at), "they" | "we" | "i" | "you" | "who" | "others" | "some"),
        Tag::Det | Tag::Adj => matches!(view.word(at), "some" | "many" | "most" | "several" | "both" | "few"),
        Tag::Noun => is_plural(view.word(at)),
        Tag::Propn => true,
        Tag::Punct => matches!(view.word(at), "," | ")" | "”" | "\""),
        _ => is_and(view, Some(at)),
    }
}

/// Whether a noun looks plural: "officials", "media", "people"; "press" does not.
fn is_plural(noun: &str) -> bool {
    (noun.ends_with('s') && !noun.ends_with("ss"))
        || matches!(noun, "media" | "people" | "police" | "men" | "women" | "militia" | "military" | "staff")
}

/// Whether the word before a form in -s can be its subject: "the ministry says", not "the claims".
fn singular_subject(view: &View<'_>, at: usize) -> bool {
    match view.tag(at) {
        Tag::Pron | Tag::Noun | Tag::Propn => true,
        Tag::Punct => matches!(view.word(at), "," | ")" | "”" | "\"" | "’" | "»" | "“"),
        // "Britain also says"; group_start has passed over the adverb.
        _ => false,
    }
}

/// A line of which most words have capitals, as headlines often do.
fn is_headline_case(view: &View<'_>, sentence: &Range<usize>) -> bool {
    let words: Vec<usize> =
        sentence.clone().filter(|&at| view.printed(at).starts_with(char::is_alphabetic)).collect();
    let capital = words.iter().filter(|&&at| view.printed(at).starts_with(char::is_uppercase)).count();
    capital * 3 >= words.len() * 2
}
