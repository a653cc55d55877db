//! Cues that are verbs: which construction they stand in, and which forms are none.

use super::asked::is_asked;
use super::group::{Group, group_start};
use super::{Construction, Hit, is_and};
use crate::mark;
use crate::view::View;
use gainsay_knowledge::WordForm;
use gainsay_record::{Act, Relation, Tag};
use std::ops::Range;

pub fn verb(view: &View<'_>, sentence: &Range<usize>, at: usize) -> Option<Hit> {
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
    // "Britain also says": the adverb is the verb's.
    let subject = (sentence.start..group.start).rev().find(|&at| view.tag(at) != Tag::Adv);
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
        // "in Darfur state came from", "the Amnesty report says": a name and its noun, before the verb of both.
        WordForm::Base
            if !helped
                && matches!(view.tag(at + length), Tag::Verb | Tag::Aux)
                && !view.word(at + length).ends_with("ing")
                && before.is_some_and(|before| view.tag(before) == Tag::Propn) =>
        {
            return None;
        }
        // "the ambulances promised to Kyiv had arrived": a participle, with what it was done to before it.
        WordForm::PastOrParticiple if !helped && has_own_verb_behind(view, at + length, sentence.end) => {
            return None;
        }
        // "dismissed as “fantasy” reports that", "as propaganda claims that": behind what they are called, which is no subject.
        WordForm::Third
            if view.known.cues.is_plural(view.word(at))
                && view.word(at + length) == "that"
                && (is_called(view, at, sentence.start)
                    || view.tag(at) == Tag::Noun
                        && before.is_some_and(|before| view.is_quote_mark(before))) =>
        {
            return None;
        }
        // "US claims are absurd": what is absurd are claims.
        WordForm::Third
            if matches!(view.word(at + length), "are" | "were" | "have")
                && view.relation(at) == Relation::Nsubj =>
        {
            return None;
        }
        // "in a Telegram post".
        WordForm::Base if view.tag(at) == Tag::Noun && has_article(view, sentence.start, at) => return None,
        WordForm::Base if !helped && !subject.is_some_and(|b| plural_subject(view, b)) => return None,
        WordForm::Third if !subject.is_some_and(|b| singular_subject(view, b)) && !is_and(view, before) => {
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

/// "dismissed as propaganda claims that", "called lies claims that": whether a noun stands behind what a cue calls it.
fn is_called(view: &View<'_>, at: usize, left: usize) -> bool {
    const LONGEST_NAME: usize = 4;
    let before = || (left + 1..at).rev().take(LONGEST_NAME);
    let is_cue = |at: usize| view.known.cues.verb_at(&view.lowered[at..=at]).is_some();
    // the country “categorically rejects” claims that
    let quoted = at >= left + 2 && view.is_quote_mark(at - 1) && is_cue(at - 2);
    quoted
        || before().find(|&at| view.word(at) == "as").is_some_and(|as_| is_cue(as_ - 1))
        || before().any(|at| view.known.wording.untrue.at(&view.lowered[at..]).is_some() && is_cue(at - 1))
}

/// "promised to Kyiv had been": whether a name behind "to" is followed at once by the verb of what stands before.
fn has_own_verb_behind(view: &View<'_>, at: usize, end: usize) -> bool {
    const LONGEST_NAME: usize = 4;
    if view.word(at) != "to" || !view.is_nominal(at + 1) && view.tag(at + 1) != Tag::Det {
        return false;
    }
    let name = |at: &usize| view.is_nominal(*at) || matches!(view.tag(*at), Tag::Det | Tag::Adj);
    let behind = (at + 1..end.min(at + 1 + LONGEST_NAME)).find(|at| !name(at));
    behind.is_some_and(|behind| matches!(view.tag(behind), Tag::Verb | Tag::Aux))
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

/// Whether an article opens the noun phrase that ends with a noun: "a Telegram post".
fn has_article(view: &View<'_>, left: usize, noun: usize) -> bool {
    let describes = |at: &usize| matches!(view.tag(*at), Tag::Noun | Tag::Propn | Tag::Adj);
    let first = (left..noun).rev().take_while(describes).last().unwrap_or(noun);
    first > left
        && matches!(view.word(first - 1), "a" | "an" | "the" | "this" | "his" | "her" | "its" | "their")
}

/// Whether the word before a base form can be its subject: "officials say", "they claim".
pub fn plural_subject(view: &View<'_>, at: usize) -> bool {
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
