//! What a word of an open class is, a noun or a verb: by the lists that know it, its tag and its neighbours.

use super::class::Class;
use super::modal;
use crate::view::View;
use gainsay_knowledge::{GovernorKind, WordForm};
use gainsay_record::Tag;
use std::ops::Range;

/// How many words behind a participle the verb may stand of which the people behind it are the subject.
const TOLD: usize = 4;

/// Which readings the trigger and governor lists give a word.
#[derive(Clone, Copy, Default)]
struct Readings {
    noun: bool,
    verb: Option<WordForm>,
    phrase: bool,
}

fn readings(view: &View<'_>, at: usize, end: usize) -> Readings {
    let mut found = Readings::default();
    let words = &view.lowered[at..end];
    if let Some((length, evoked)) = view.known.frames.evoked_at(words) {
        for one in evoked {
            match one.form {
                WordForm::Noun => found.noun = true,
                form => found.verb = Some(form),
            }
        }
        // "the armed forces" have armed nobody.
        let determined = at > 0 && matches!(view.tag(at - 1), Tag::Det | Tag::Adj | Tag::Adp);
        if found.verb.is_some()
            && (determined || at > 0 && view.word(at - 1) == "'s")
            && view.known.names.sector_at(words).is_some_and(|(other, _)| other > length)
        {
            return Readings { noun: true, ..Readings::default() };
        }
    }
    // "arms" is a verb now and then, and a noun nearly always.
    found.noun |= view.known.items.at(words).is_some() || view.known.items.persons_at(words).is_some();
    if let Some((_, meanings)) = view.known.wording.governor_at(words) {
        for (kind, _) in meanings {
            match kind {
                GovernorKind::Noun => found.noun = true,
                GovernorKind::Phrase => found.phrase = true,
                GovernorKind::Verb(form) => found.verb = found.verb.or(Some(form)),
            }
        }
    }
    if let Some((1, cue)) = view.known.cues.verb_at(words) {
        found.verb = found.verb.or(Some(cue.form));
    }
    found
}

/// Whether a verb of some frame opens with its particle: "end up".
fn phrasal(view: &View<'_>, at: usize, end: usize) -> bool {
    view.known.frames.trigger_at(&view.lowered[at..end]).is_some_and(|(length, ..)| length > 1)
}

/// A word of an open class: noun or verb.
pub(super) fn open(
    view: &View<'_>,
    at: usize,
    before: Option<Class>,
    next: &str,
    stretch: Range<usize>,
) -> Class {
    let word = view.word(at);
    let Readings { noun, verb, phrase } = readings(view, at, stretch.end);
    let previous = if at > stretch.start { view.word(at - 1) } else { "" };
    // "this includes": a determiner before a verb is a pronoun.
    let pronoun =
        matches!(previous, "this" | "that" | "these" | "those" | "all" | "both" | "some" | "neither")
            && view.tag(at) == Tag::Verb;
    let after_determiner = at > stretch.start
        && !pronoun
        && (matches!(view.tag(at - 1), Tag::Det | Tag::Adj | Tag::Num)
            || matches!(
                previous,
                "its"
                    | "their"
                    | "our"
                    | "his"
                    | "her"
                    | "the"
                    | "a"
                    | "an"
                    | "no"
                    | "any"
                    | "such"
                    | "'s"
                    | "’s"
                    | "-"
            ));
    let item_after = view.known.items.at(&view.lowered[(at + 1).min(stretch.end)..stretch.end]).is_some();
    let item_before = at > stretch.start && view.known.items.at(&view.lowered[at - 1..at]).is_some();
    let starts_phrase = matches!(
        next,
        "the"
            | "a"
            | "an"
            | "its"
            | "their"
            | "his"
            | "any"
            | "some"
            | "no"
            | "more"
            | "them"
            | "it"
            | "up"
            | "to"
    ) || (at + 1 < stretch.end
        && (view.mention_at(at + 1).is_some()
            || view.known.items.at(&view.lowered[at + 1..stretch.end]).is_some()
            || view.tag(at + 1) == Tag::Num));
    if let Some(form) = verb {
        let verbal = match form {
            // "will clear mines", but "is clear that"; "were going to Juba" says where, "going to send" what is meant.
            _ if phrase && before != Some(Class::To) && modal(previous).is_none() => {
                word == "going" && next == "to" && view.mention_at(at + 2).is_some()
            }
            // "came down in Romania".
            WordForm::Base if word == "down" && matches!(view.tag(at), Tag::Adv | Tag::Adp) => false,
            WordForm::Base | WordForm::Third => match before {
                Some(Class::To) => form == WordForm::Base,
                Some(Class::Aux) => form == WordForm::Base && !(noun && after_determiner),
                // "never exports weapons"; "not exports but gifts" denies a noun.
                Some(Class::Negative) => {
                    form == WordForm::Base || !noun || previous == "never" && starts_phrase
                }
                _ if after_determiner => false,
                Some(Class::Prep) => false,
                // "tanks, missiles and shells": the last of a list of things.
                Some(Class::And)
                    if at >= stretch.start + 2
                        && form == WordForm::Third
                        && view.known.items.at(&view.lowered[at..=at]).is_some()
                        && view.known.items.at(&view.lowered[at - 2..at - 1]).is_some() =>
                {
                    false
                }
                // "to strike targets", "shipped complete drones"
                Some(Class::Verb) if matches!(view.tag(at), Tag::Noun | Tag::Adj) => false,
                // "the air force"
                Some(Class::Noun) if !noun && form == WordForm::Base && view.tag(at) == Tag::Noun => false,
                // "US charge that": one state does not "charge".
                Some(Class::Noun)
                    if form == WordForm::Base && next == "that" && view.mention_at(at - 1).is_some() =>
                {
                    false
                }
                _ if !noun => true,
                // "rejected US claims that": what is rejected, and whose it is.
                Some(Class::Noun)
                    if view
                        .mention_at(at - 1)
                        .is_some_and(|m| m.start > 0 && crate::party::rejects(view, m.start - 1)) =>
                {
                    false
                }
                // "our shells end up in Ukraine": a verb with its particle is one.
                Some(Class::Noun) if item_before && !phrasal(view, at, stretch.end) => false,
                // "had sold it bombs": what is given, and to whom.
                Some(Class::Noun) if matches!(previous, "it" | "you") && is_given(view, at, &stretch) => {
                    false
                }
                Some(Class::Noun)
                    if matches!(previous, "it" | "they" | "we" | "he" | "she" | "i" | "you") =>
                {
                    true
                }
                // "Russia plans to buy": a name, not an adjective, stands before.
                Some(Class::Noun) if next == "to" => {
                    view.mention_at(at - 1).is_some_and(|m| m.form != gainsay_knowledge::Form::Adjective)
                }
                Some(Class::Noun | Class::Rel | Class::And | Class::Adverb | Class::Comma) => {
                    starts_phrase && next != "to" || view.tag(at) == Tag::Verb
                }
                _ => view.tag(at) == Tag::Verb && starts_phrase && next != "to",
            },
            WordForm::Noun => false,
            // "their supplying of", "weapons smuggling to"; but "was shipping to", "denied sending long-range missiles".
            WordForm::Ing => {
                let closes = matches!(
                    next,
                    "" | "," | "." | "of" | "to" | "from" | "by" | "in" | "with" | "between" | "and" | "or"
                );
                let verb_after =
                    at + 1 < stretch.end && !item_after && matches!(view.tag(at + 1), Tag::Aux | Tag::Verb);
                before == Some(Class::Aux)
                    || !(noun && (closes || verb_after) || after_determiner && next == "of")
            }
            // "the exported weapons", "Iran-supplied drones", "bought used tanks": a part of the noun phrase.
            WordForm::Past | WordForm::PastOrParticiple | WordForm::Participle => {
                let number = at > stretch.start && view.tag(at - 1) == Tag::Num;
                // "the armed forces".
                // "the internationally recognised government".
                let adverb =
                    at > stretch.start + 1 && view.tag(at - 1) == Tag::Adv && previous.ends_with("ly");
                let article = if adverb { view.word(at - 2) } else { previous };
                let qualifies =
                    matches!(article, "the" | "a" | "an" | "its" | "their" | "our" | "his" | "her")
                        && at + 1 < stretch.end
                        && matches!(view.tag(at + 1), Tag::Noun | Tag::Propn | Tag::Adj);
                // "request armed police".
                let adjective = view.tag(at) == Tag::Adj
                    && before == Some(Class::Verb)
                    && at + 1 < stretch.end
                    && matches!(view.tag(at + 1), Tag::Noun | Tag::Adj);
                // "Smuggled missiles came from": what opens the words describes what follows.
                // But not "the ship, she said, delivered ammunition".
                let parted = at > 0 && view.word(at - 1) == ",";
                let opens = at == stretch.start && item_after && form != WordForm::Past && !parted;
                !qualifies
                    && !opens
                    && !adjective
                    && !is_of_people(view, at, before, stretch.start)
                    && !(item_after && (after_determiner && !number || before == Some(Class::Verb)))
            }
        };
        if verbal {
            return Class::Verb;
        }
        return Class::Noun;
    }
    // "It knew nothing of them": a verb opens the phrase.
    let opened = || {
        let governor = view.known.wording.governor_at(&view.lowered[at..stretch.end]);
        matches!(before, None | Some(Class::Noun | Class::And | Class::Comma | Class::Adverb))
            && view.tag(at) == Tag::Verb
            && governor.is_some_and(|(length, _)| length > 1)
    };
    if noun || phrase && !opened() {
        return Class::Noun;
    }
    match view.tag(at) {
        // "rejected as baseless the claim": no verb, whatever it was heard as.
        Tag::Verb
            if before == Some(Class::Sub)
                && view.known.wording.untrue.at(&view.lowered[at..=at]).is_some() =>
        {
            Class::Noun
        }
        Tag::Verb if before == Some(Class::To) || !after_determiner => Class::Verb,
        Tag::Adv => Class::Adverb,
        Tag::Part | Tag::Intj => Class::Adverb,
        Tag::Sconj => Class::Sub,
        Tag::Cconj => Class::And,
        _ => match word {
            "yet" | "also" | "there" => Class::Adverb,
            _ => Class::Noun,
        },
    }
}

/// "some 50 *armed* Hungarians", "said *heavily armed* Rwandan soldiers had": a participle before people of a state, and nobody
/// before it who could have done it to them.
fn is_of_people(view: &View<'_>, at: usize, before: Option<Class>, start: usize) -> bool {
    let of_state = view
        .mention_at(at + 1)
        .is_some_and(|mention| mention.start == at + 1 && mention.form == gainsay_knowledge::Form::Adjective);
    let told = |at: usize| (at..at + TOLD).any(|at| matches!(view.tag(at), Tag::Verb | Tag::Aux));
    let opens = |at: usize, before: Option<Class>| match before {
        None | Some(Class::Prep) => true,
        Some(Class::Sub) => told(at + 2),
        // "some 50 armed Hungarians", but "a Turkish F-16 downed Armenian drones".
        _ => {
            let counts =
                |at: &usize| matches!(view.tag(*at), Tag::Num | Tag::Det | Tag::Adv | Tag::Adp | Tag::Sconj);
            at > start
                && view.tag(at - 1) == Tag::Num
                && (start..at - 1).rev().take(TOLD).all(|at| counts(&at))
        }
    };
    // "heavily armed", but "Russia reportedly supplied Iranian drones".
    let adverb = before == Some(Class::Adverb) && view.word(at - 1).ends_with("ly");
    let opens = match adverb {
        true if at - 1 == start || view.word(at - 2) == "that" => told(at + 2),
        true => matches!(view.tag(at - 2), Tag::Num | Tag::Det),
        false => opens(at, before),
    };
    of_state && opens
}

/// Whether the word before a pronoun is a verb of giving, which has two objects.
fn is_given(view: &View<'_>, at: usize, stretch: &Range<usize>) -> bool {
    at >= stretch.start + 2
        && view.known.frames.evoked_at(&view.lowered[at - 2..at]).is_some_and(|(_, mut all)| {
            all.any(|one| one.form != WordForm::Noun && one.frame.pattern(one.trigger).dative.is_some())
        })
}
