//! What each word of a stretch is by itself, as far as the lists and its neighbours tell.

use super::{is_be, is_negative, modal};
use crate::view::View;
use gainsay_knowledge::{GovernorKind, WordForm};
use gainsay_record::Tag;
use std::ops::Range;

/// What a token is by itself, before runs are made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Class {
    Noun,
    Verb,
    Aux,
    Negative,
    Adverb,
    To,
    Prep,
    Sub,
    Rel,
    And,
    Comma,
    Time,
    Skip,
}

/// Which readings the trigger and governor lists give a word.
#[derive(Clone, Copy, Default)]
struct Readings {
    noun: bool,
    verb: Option<WordForm>,
    phrase: bool,
}

/// How many words behind a participle the verb may stand of which the people behind it are the subject.
const TOLD: usize = 4;

/// Whether a token is a participle that a hyphen or an adverb joins to the noun phrase in which it stands, or such an adverb.
fn is_attribute(view: &View<'_>, at: usize, start: usize, next: &str) -> bool {
    let participle = |at: usize| view.word(at).ends_with("ed") && view.tag(at + 1) == Tag::Noun;
    let determiner = |at: usize| {
        matches!(view.word(at), "the" | "a" | "an" | "its" | "their" | "his" | "her" | "'s" | "’s")
    };
    let adverb = |at: usize| view.word(at).ends_with("ly");
    let hyphen = at > start + 1
        && matches!(view.word(at - 1), "-" | "‐" | "‑")
        && view.token(at - 2).span.end() == view.token(at - 1).span.start()
        && view.token(at - 1).span.end() == view.token(at).span.start();
    hyphen && participle(at)
        || at > start + 1 && participle(at) && adverb(at - 1) && determiner(at - 2)
        || at > start && !next.is_empty() && adverb(at) && determiner(at - 1) && participle(at + 1)
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

/// The class of every token of a stretch. One pass from left to right, with one word of foresight. The tokens of `gap` are read
/// over.
pub(super) fn classes(view: &View<'_>, stretch: Range<usize>, gap: &Range<usize>) -> Vec<Class> {
    let mut classes: Vec<Class> = Vec::with_capacity(stretch.len());
    let mut depth = 0_usize;
    let mut counted = stretch.start;
    let mut aside = stretch.start;
    for at in stretch.clone() {
        let word = view.word(at);
        let before = classes.iter().rev().find(|class| **class != Class::Skip).copied();
        if gap.contains(&at) {
            classes.push(Class::Skip);
            continue;
        }
        let behind = if at + 1 == gap.start { gap.end } else { at + 1 };
        let next = if behind < stretch.end { view.word(behind) } else { "" };
        // The "to" of "surface-to-surface" is no preposition.
        if next == "-" && at > stretch.start && view.word(at - 1) == "-" {
            classes.push(Class::Noun);
            continue;
        }
        if at >= counted && depth == 0 {
            // "more than 200", "between 300 and 500": all of a number belongs to its noun phrase.
            counted = crate::items::number(view, at, stretch.end).map_or(at, |(end, _)| end);
            // "nothing to suggest": no infinitive of its own.
            if word == "nothing"
                && let Some((length, _)) = view.known.wording.governor_at(&view.lowered[at..stretch.end])
            {
                // "nothing to do with | the sale".
                let brings = matches!(view.word(at + length - 1), "with" | "in" | "to");
                counted = at + length - usize::from(brings);
            }
        }
        // "in all likelihood Eritrea has": how sure it is stands beside the clause.
        if at >= aside && matches!(word, "in" | "with") {
            let sure = view.known.wording.certainty.at(&view.lowered[at..stretch.end]);
            aside = sure.map_or(at, |(length, _)| at + length);
        }
        let class = match word {
            _ if at < aside => Class::Adverb,
            _ if at < counted => Class::Noun,
            "$" | "€" | "£" if depth == 0 => Class::Noun,
            "include" | "includes" | "included" | "including" if depth == 0 => Class::Verb,
            "(" | "[" => {
                depth += 1;
                Class::Skip
            }
            ")" | "]" => {
                depth = depth.saturating_sub(1);
                Class::Skip
            }
            _ if depth > 0 => Class::Skip,
            "-" | "‐" | "‑" => Class::Noun,
            // "the UN-backed government", "the internationally recognised government": a participle within a noun phrase.
            _ if depth == 0 && is_attribute(view, at, stretch.start, next) => Class::Noun,
            "," | ";" | ":" | "–" | "—" | "." | "?" | "!" | "…" => Class::Comma,
            "'s" | "’s" if before == Some(Class::Noun) && !is_contracted(view, at, next) => Class::Noun,
            "'" | "’" if before == Some(Class::Noun) && view.word(at.saturating_sub(1)).ends_with('s') => {
                Class::Noun
            }
            _ if view.tag(at) == Tag::Punct => Class::Skip,
            // "in order to help": no order of anything.
            "in" | "order" if depth == 0 && is_in_order(view, at) => Class::Skip,
            // "arms worth $406 million".
            "worth" if before == Some(Class::Noun) => Class::Noun,
            // "had most likely come from".
            "likely" | "unlikely"
                if matches!(before, Some(Class::Aux | Class::Adverb))
                    && at + 1 < stretch.end
                    && view.tag(at + 1) == Tag::Verb =>
            {
                Class::Adverb
            }
            // "trainers yes, mercenaries no".
            "yes" => Class::Adverb,
            "no" if matches!(next, "" | "," | "." | ";") => Class::Adverb,
            "no" if next == "longer" => Class::Negative,
            "longer" if before == Some(Class::Negative) => Class::Adverb,
            // "has yet to deliver", "there was as yet no evidence", "had until now sent none".
            "yet" if next == "to" && before == Some(Class::Aux) => Class::Adverb,
            "yet" if at > stretch.start && view.word(at - 1) == "as" => Class::Adverb,
            "as" if next == "yet" => Class::Adverb,
            "until" if next == "now" => Class::Adverb,
            // "two to three million".
            "to" if at > stretch.start
                && is_number(view, at - 1, stretch.end)
                && is_number(view, at + 1, stretch.end) =>
            {
                Class::Noun
            }
            // "not so much as a bullet".
            "so" | "much" | "as" if is_so_much_as(view, at) => Class::Adverb,
            // "had given it to neither".
            "to" if next == "neither" => Class::Prep,
            "to" => Class::To,
            // "that is nonsense", "no evidence of that"
            "that" if before.is_none() && is_be(next) => Class::Noun,
            "that" if matches!(next, "" | "," | "." | ";") => Class::Noun,
            // "called / that another hoax": no clause opens where no verb follows.
            "that"
                if before.is_none()
                    && (at + 1..stretch.end).all(|at| !matches!(view.tag(at), Tag::Verb | Tag::Aux)) =>
            {
                Class::Noun
            }
            "that" => super::that::that(view, at, before, stretch.end),
            "which" | "who" | "whom" | "whose" => Class::Rel,
            "where" | "whereby" if matches!(before, Some(Class::Noun | Class::Comma)) => Class::Rel,
            "and" | "or" | "but" | "nor" | "&" => Class::And,
            "if" | "whether" | "because" | "although" | "though" | "while" | "when" | "unless"
            | "whereas" | "until" => Class::Sub,
            "before" | "since" | "after"
                if matches!(before, Some(Class::Aux | Class::Negative | Class::Adverb))
                    || matches!(next, "" | "," | "." | "and") =>
            {
                Class::Adverb
            }
            "after" | "before" | "since" | "as" | "following" | "once" | "despite" | "amid" | "than" => {
                Class::Sub
            }
            // "not only false but also part of a campaign".
            "not" if matches!(next, "only" | "just" | "merely" | "simply") => Class::Adverb,
            _ if is_negative(word) => Class::Negative,
            "have" | "has" | "had" | "having" | "do" | "does" | "did" => Class::Aux,
            "done" | "doing" if depth == 0 => Class::Verb,
            _ if view.tag(at) == Tag::Aux || modal(word).is_some() || is_be(word) => {
                let opens = at == view.sentence(at).start;
                if view.printed[at] == "May" && (!opens || view.tag(at) != Tag::Aux) {
                    Class::Time
                } else {
                    Class::Aux
                }
            }
            // "night-vision devices", "armed drones": the name of a thing, whatever its first word is by itself.
            _ if view
                .known
                .items
                .at(&view.lowered[at..stretch.end])
                .is_some_and(|(length, _)| length > 1) =>
            {
                Class::Noun
            }
            // "but had not received any"
            "any" | "none" | "more" | "some"
                if matches!(next, "" | "," | "." | "and" | "but" | "or") || modal(next).is_some() =>
            {
                Class::Noun
            }
            _ if view.known.vocabulary.is_time(word) && !matches!(word, "may" | "march") => Class::Time,
            _ if is_year(word) && before != Some(Class::Noun) => Class::Time,
            _ if view.mention_at(at).is_some() => Class::Noun,
            _ if is_preposition(view, at) => Class::Prep,
            _ => open(view, at, before, next, stretch.clone()),
        };
        classes.push(class);
    }
    classes
}

/// Whether a token is of "in order to", "in order that".
fn is_in_order(view: &View<'_>, at: usize) -> bool {
    let start = if view.word(at) == "in" { at } else { at.saturating_sub(1) };
    view.word(start) == "in"
        && view.word(start + 1) == "order"
        && matches!(view.word(start + 2), "to" | "that" | "not" | "for")
}

/// Whether a token is of "so much as".
fn is_so_much_as(view: &View<'_>, at: usize) -> bool {
    let start = match view.word(at) {
        "so" => at,
        "much" => at.saturating_sub(1),
        _ => at.saturating_sub(2),
    };
    view.word(start) == "so" && view.word(start + 1) == "much" && view.word(start + 2) == "as"
}

fn is_number(view: &View<'_>, at: usize, end: usize) -> bool {
    at < end && {
        let words = &view.lowered[at..end];
        words[0].starts_with(|c: char| c.is_ascii_digit())
            || view.known.quantities.numbers.at(words).is_some()
            || view.known.quantities.scales.at(words).is_some()
    }
}

/// Whether "'s" is "is" or "has": a pronoun or "there" stands before, or what follows cannot be owned.
fn is_contracted(view: &View<'_>, at: usize, next: &str) -> bool {
    let previous = view.word(at.saturating_sub(1));
    matches!(previous, "it" | "he" | "she" | "that" | "there" | "what" | "who")
        || matches!(next, "a" | "an" | "the" | "not" | "been" | "being" | "also" | "now" | "to")
}

fn is_year(word: &str) -> bool {
    word.len() == 4
        && word.bytes().all(|b| b.is_ascii_digit())
        && (word.starts_with("19") || word.starts_with("20"))
}

/// Whether a verb of some frame opens with its particle: "end up".
fn phrasal(view: &View<'_>, at: usize, end: usize) -> bool {
    view.known.frames.trigger_at(&view.lowered[at..end]).is_some_and(|(length, ..)| length > 1)
}

/// A word of an open class: noun or verb.
fn open(view: &View<'_>, at: usize, before: Option<Class>, next: &str, stretch: Range<usize>) -> Class {
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

fn is_preposition(view: &View<'_>, at: usize) -> bool {
    view.tag(at) == Tag::Adp
        || matches!(
            view.word(at),
            "of" | "to"
                | "in"
                | "from"
                | "with"
                | "for"
                | "by"
                | "between"
                | "on"
                | "about"
                | "over"
                | "against"
                | "at"
        ) && matches!(view.tag(at), Tag::Adp | Tag::Sconj | Tag::Part)
        || matches!(view.word(at), "of" | "to" | "in" | "from" | "with" | "for" | "by" | "between")
        // "seized off Somalia".
        || view.word(at) == "off" && (view.word(at + 1) == "the" || view.mention_at(at + 1).is_some())
}
