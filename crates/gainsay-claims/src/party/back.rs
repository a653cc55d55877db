//! Whom words that name nobody stand for: "both countries", "it", "the military", "the rebels".

use super::{Around, Party, is_one_of, is_spot, party, rebels_behind, rebels_of};
use crate::mention::Mention;
use crate::view::View;
use gainsay_knowledge::{EntityKind, Form, GovernorKind};
use gainsay_record::{Act, Level, Tag};
use std::ops::Range;

/// How many mentions back "the two countries" are looked for.
const LOOK_BACK: usize = 200;

/// Both ends of what was spoken of: the parties of the last event, or else the last two states that a sentence names.
pub(crate) fn both(view: &View<'_>, at: usize, around: &Around) -> Vec<Party> {
    if around.last.len() == 2 {
        return around.last.clone();
    }
    let before = view.mentions.partition_point(|mention| mention.start < at);
    let named = view.mentions[..before].iter().rev().take(LOOK_BACK);
    // "met in Moscow": where it was is no end of it.
    let states = named.filter(|mention| !view.is_place(mention)).filter_map(|mention| {
        let code = mention.filler().filter(|code| code.len() == 3)?;
        Some((view.sentence(mention.start).start, party(view, mention, code)?))
    });
    let states: Vec<(usize, Party)> = states.collect();
    // Two that a sentence names together, rather than whoever speaks now and one before.
    let sentences = states.chunk_by(|(a, _), (b, _)| a == b);
    sentences.map(two).find(|both| both.len() == 2).unwrap_or_else(|| two(&states))
}

/// The first two different parties; none where there are not two.
fn two(states: &[(usize, Party)]) -> Vec<Party> {
    let mut found: Vec<Party> = Vec::new();
    for (_, party) in states {
        if found.len() < 2 && found.iter().all(|other| other.code != party.code) {
            found.push(party.clone());
        }
    }
    if found.len() == 2 { found } else { Vec::new() }
}

/// Whom a pronoun or bare description in a noun phrase stands for: "we", "it", "its", "the country".
pub(crate) fn referred(
    view: &View<'_>,
    stretch: &Range<usize>,
    tokens: Range<usize>,
    around: &Around,
) -> Option<Party> {
    let at = tokens.clone().find(|&at| is_pronoun(view.word(at))).or_else(|| {
        let definite = matches!(view.word(tokens.start), "the" | "this" | "that");
        let describes = definite
            && tokens.clone().any(|at| {
                let wording = &view.known.wording;
                [&wording.lands, &wording.spots, &wording.bands].iter().any(|list| is_one_of(view, list, at))
                    || view.known.names.sector_at(&view.lowered[at..tokens.end]).is_some()
            });
        (describes && view.mentions_in(tokens.clone()).is_empty()).then_some(tokens.start)
    })?;
    let span = view.span(at..at + 1)?;
    let word = view.word(at);
    if word == "the" && are_rebels(view, &tokens) {
        return group_before(view, &tokens, at).map(|group| Party {
            spans: vec![span],
            named: false,
            ..group
        });
    }
    // "still in the town", "across the region".
    if word == "the" && tokens.clone().any(|at| is_spot(view, at)) {
        return around.place.clone().map(|party| Party { spans: vec![span], named: false, ..party });
    }
    // "His country" is the speaker's; "his rifle" is a man's own.
    let own = matches!(word, "his" | "her" | "my");
    let of_state = |at: usize| {
        matches!(view.word(at), "country" | "nation" | "state" | "kingdom" | "side" | "people")
            || view.known.names.sector_at(&view.lowered[at..]).is_some()
    };
    if own && !(at + 1..view.sentence(at).end.min(at + 4)).any(of_state) {
        return None;
    }
    let speaker = || around.speaker.clone().map(|party| Party { named: false, ..party });
    // "His army is in our streets": theirs are not those of who says "our".
    let ours = || stretch.clone().any(|at| matches!(view.word(at), "we" | "us" | "our" | "ours"));
    if matches!(word, "his" | "her" | "he" | "she" | "its" | "their" | "they")
        && view.mentions_in(stretch.clone()).is_empty()
        && ours()
    {
        return state_before(view, at, around).map(|party| Party {
            spans: vec![span],
            named: false,
            ..party
        });
    }
    // "Chad rejected a claim by the Sudanese army that it had sent": the one whom the claim is about.
    let claimed = matches!(word, "it" | "its" | "they" | "their")
        || matches!(word, "he" | "his" | "she" | "her") && !is_somebody(view, around);
    let own_claim = if claimed { own_claim(view, stretch, at) } else { None };
    if let Some(own) = own_claim {
        if let Some(party) = own {
            return Some(Party { spans: vec![span], named: false, ..party });
        }
    } else if claimed && let Some(party) = claimed_of(view, stretch, around) {
        return Some(Party { spans: vec![span], named: false, ..party });
    }
    // "the junta", "the country" is no organisation that speaks of it, and "the Gulf state" none that says so of itself.
    if matches!(word, "the" | "this" | "that") {
        // "no firm has sold arms to the junta", says who has none at home.
        let junta = tokens.clone().any(|at| view.word(at) == "junta")
            && around.speaker.as_ref().is_some_and(|speaker| {
                !view.known.names.is_under_arms(&speaker.code, view.published_edtf.as_ref())
            });
        let other =
            junta || around.abroad || around.speaker.as_ref().is_none_or(|speaker| speaker.code.len() != 3);
        // "the army", said by those who fight it: that of the state where they do.
        if organ_before(view, &tokens, at).is_none()
            && let Some(home) = opposed_organ(view, &tokens, around)
        {
            return home.map(|party| Party { spans: vec![span], named: false, ..party });
        }
        let far = tokens.len() > 2 && view.printed[at + 1].starts_with(char::is_uppercase);
        if (other || far)
            && let Some(party) = organ_before(view, &tokens, at).or_else(|| state_before(view, at, around))
        {
            return Some(Party { spans: vec![span], named: false, ..party });
        }
    }
    if matches!(word, "we" | "us" | "our" | "ours" | "i" | "my") {
        return speaker().map(|party| Party { spans: vec![span], ..party });
    }
    // "denied allegations by Cambodia that his troops had": no state is "he".
    let he = matches!(word, "he" | "his" | "she" | "her") && is_somebody(view, around);
    let person = || {
        let mentions = view.mentions_in(stretch.start..at);
        mentions.iter().any(|mention| mention.entity.kind == EntityKind::Person)
    };
    if let Some(speaker) = speaker().filter(|_| he && !person()) {
        return Some(Party { spans: vec![span], ..speaker });
    }
    // "Rifles found in Sudan came from its stocks": whose things these were says who has missed them, and not where they lay.
    let from_own = matches!(word, "its" | "their") && at > 0 && {
        let one_of = view.word(at - 1) == "of" && at >= 3 && view.word(at - 3) == "from";
        one_of || view.word(at - 1) == "from"
    };
    if let Some(speaker) = speaker().filter(|speaker| from_own && speaker.code.len() == 3) {
        return Some(Party { spans: vec![span], ..speaker });
    }
    // The nearest party before it in the same words, unless the speaker is all there is.
    // "Neither Algiers nor Tehran had armed it": nobody is the object of his own verb.
    let object = matches!(word, "it" | "them" | "him")
        && at > 0
        && view.tag(at - 1) == Tag::Verb
        && !view.word(at - 1).ends_with("ing");
    let opens = |at: &usize| matches!(view.word(*at), "that" | "which" | "who" | "," | ";" | "but" | "while");
    let clause = (stretch.start..at).rev().find(opens).filter(|_| object).unwrap_or(at);
    let clause = if object && clause == at { stretch.start } else { clause };
    let earlier = view.mentions_in(stretch.start..clause).iter().rev().find_map(|mention| {
        let code = mention.filler()?;
        (mention.form != Form::Adjective && !tells(view, mention)).then_some(())?;
        // "The troops leaving Niger would not be on its soil": what they leave is no subject.
        let left = mention
            .start
            .checked_sub(1)
            .is_some_and(|at| view.word(at).ends_with("ing") && view.tag(at) == Tag::Verb);
        (!left || around.speaker.is_none()).then_some(())?;
        // "NATO troops on its territory": whose troops they are is no subject either.
        let behind = view.lowered.get(mention.end..stretch.end.max(mention.end)).unwrap_or_default();
        let of_item = view.known.items.persons_at(behind).is_some() || view.known.items.at(behind).is_some();
        (!of_item || around.speaker.is_none()).then_some(())?;
        party(view, mention, code)
    });
    let party = match (earlier, speaker()) {
        (Some(earlier), _) if !matches!(word, "the") => earlier,
        (_, Some(speaker)) => speaker,
        (Some(earlier), None) => earlier,
        (None, None) => return None,
    };
    Some(Party { spans: vec![span], named: false, ..party })
}

/// "dismissed Iran's claim that *it* had sent only a few": whoever makes little of a thing, or claims not to have done it, speaks of
/// himself. Nothing where the words behind the pronoun at `at` do not; nobody where whoever claims is not named in the same words.
pub(crate) fn own_claim(view: &View<'_>, stretch: &Range<usize>, at: usize) -> Option<Option<Party>> {
    let less = |at: usize| matches!(view.word(at), "only" | "not" | "n't" | "never" | "no");
    if !(at + 1..stretch.end.min(at + LESS)).any(less) {
        return None;
    }
    let before = view.mentions_in(stretch.start..at).iter().rev();
    let claimant = before.into_iter().find(|mention| tells(view, mention));
    Some(claimant.and_then(|mention| party(view, mention, mention.filler()?)))
}

/// Whom the claim of another is about, in whose sentence it stands: "Chad" of "Chad rejected a claim by the army of Sudan that".
pub(crate) fn claimed_of(view: &View<'_>, stretch: &Range<usize>, around: &Around) -> Option<Party> {
    let speaker = around.speaker.as_ref()?;
    let source = view.analysis.within(*speaker.spans.first()?);
    let sentence = view.sentence(stretch.start);
    if let Some(party) = spoken_of_by_two(view, stretch, &source) {
        return Some(party);
    }
    let by = source.start.checked_sub(1).filter(|by| sentence.contains(by))?;
    let between = source.end..stretch.start;
    let by_another = matches!(view.word(by), "by" | "from" | "of") && between.len() <= 1;
    if !by_another && !rejects(view, by) || is_denial(view, source.end) {
        return None;
    }
    let first = view.mentions_in(sentence.start..by).first()?;
    let code = first.filler().filter(|code| *code != speaker.code && code.len() == 3)?;
    // "A Thai general", "the Chadian army", "Pyongyang's defence ministry".
    let owns = matches!(view.word(first.end), "'s" | "’s");
    let behind = (first.end + usize::from(owns)).min(by);
    let described = view.known.names.sector_at(&view.lowered[behind..by]).is_some();
    let subject = (first.form != Form::Adjective && !owns || described) && !view.is_place(first);
    party(view, first, code).filter(|_| subject)
}

/// Whether a word is a noun for a denial.
fn is_denial(view: &View<'_>, at: usize) -> bool {
    let noun = view.lowered.get(at..at + 1).and_then(|words| view.known.cues.noun_at(words));
    noun.is_some_and(|(_, cue)| cue.act == Act::Denies)
}

/// "a US claim that it", "Niger's charge that its": whoever claims is not the one whom it is about.
fn tells(view: &View<'_>, mention: &Mention<'_>) -> bool {
    let claim = mention.end + usize::from(matches!(view.word(mention.end), "'s" | "’s"));
    // "Tehran's denial that it": who denies a thing denies it of himself.
    if is_denial(view, claim) {
        return false;
    }
    if mention.start > 0 && rejects(view, mention.start - 1) {
        return true;
    }
    let meanings = view.lowered.get(claim..).and_then(|words| view.known.wording.governor_at(words));
    // "that Russia claims it sent none": a verb.
    view.tag(claim) == Tag::Noun
        && meanings.is_some_and(|(_, mut all)| {
            all.any(|(kind, effect)| kind == GovernorKind::Noun && effect.level == Some(Level::Report))
        })
}

/// How many words behind whoever claims to have done little say so: "it had sent only".
const LESS: usize = 6;

/// How many words between a verb and the words of another tell what these are called: "as an absurd".
const CALLED: usize = 5;

/// Whether the words right before those of another reject what these say: "Phnom Penh *rejected* Thai claims that its soldiers",
/// "*dismissed as absurd* Washington's claim", "*called "ridiculous" a* Ukrainian claim". `last` is the last of them.
pub(crate) fn rejects(view: &View<'_>, last: usize) -> bool {
    let least = view.sentence(last).start.max(last.saturating_sub(CALLED));
    let describes = |at: usize| {
        matches!(view.tag(at), Tag::Det | Tag::Adj | Tag::Adv)
            || view.word(at) == "as"
            || view.tag(at) == Tag::Punct && view.word(at) != ","
    };
    let verb = (least..=last).rev().find(|&at| !describes(at)).filter(|&at| view.tag(at) == Tag::Verb);
    let Some(verb) = verb else { return false };
    let untrue = (verb + 1..=last).any(|at| view.known.wording.untrue.at(&view.lowered[at..=last]).is_some());
    untrue || view.known.cues.verb_at(&view.lowered[verb..]).is_some_and(|(_, cue)| cue.act == Act::Denies)
}

/// Whether a person speaks, of whom "his" could be: no government and no army.
fn is_somebody(view: &View<'_>, around: &Around) -> bool {
    let source = around.speaker.as_ref().and_then(|speaker| speaker.spans.first());
    source.is_none_or(|source| {
        let tokens = view.analysis.within(*source);
        tokens.clone().any(|at| {
            let described = view.known.names.sector_at(&view.lowered[at..tokens.end]);
            view.known.names.is_voice(view.word(at)) || described.is_some_and(|(_, sector)| sector.people)
        })
    })
}

/// "Seoul and Kyiv first spoke of its soldiers": two are never "it", which is the one with whom the sentence before opens.
fn spoken_of_by_two(view: &View<'_>, stretch: &Range<usize>, source: &Range<usize>) -> Option<Party> {
    let one = stretch.clone().any(|at| matches!(view.word(at), "it" | "its"));
    let and = source.clone().any(|at| view.word(at) == "and" && view.mention_at(at).is_none());
    if !one || !and || view.mentions_in(source.clone()).len() < 2 {
        return None;
    }
    let before = view.sentence(view.sentence(source.start).start.checked_sub(1)?);
    let first = view.mentions_in(before).first().filter(|first| first.form != Form::Adjective)?;
    party(view, first, first.filler().filter(|_| !view.is_place(first))?)
}

/// "the military", "the junta": the state of which the page has said the same word, or whose army rules it.
fn organ_before(view: &View<'_>, tokens: &Range<usize>, at: usize) -> Option<Party> {
    let names = &view.known.names;
    let organ = tokens.clone().find(|&at| {
        let described = names.sector_at(&view.lowered[at..tokens.end]);
        described.is_some_and(|(_, sector)| matches!(sector.code, "MIL" | "GOV") && !sector.people)
    })?;
    let word = view.word(tokens.end - 1);
    let before = view.mentions.partition_point(|mention| mention.start < at);
    let states = || {
        let before = view.mentions[..before].iter().rev().take(LOOK_BACK);
        before.filter(|mention| mention.entity.kind == EntityKind::State)
    };
    let same = |mention: &&Mention<'_>| {
        let next = mention.end + usize::from(matches!(view.word(mention.end), "'s" | "’s"));
        (next..(next + 2).min(view.sentence(mention.start).end)).any(|at| view.word(at) == word)
    };
    let ruled =
        |mention: &&Mention<'_>| names.is_under_arms(&mention.entity.code, view.published_edtf.as_ref());
    let junta = view.word(organ) == "junta";
    let found = states().find(same).or_else(|| states().filter(|_| junta).find(ruled))?;
    party(view, found, &found.entity.code)
}

/// "the army", "the government" in the words of rebels or of an opposition: that of their state, or nobody's where they have none;
/// nothing where the words are of no such organ, or of no such speaker.
fn opposed_organ(view: &View<'_>, tokens: &Range<usize>, around: &Around) -> Option<Option<Party>> {
    let speaker = around.speaker.as_ref()?;
    let (state, sector) = speaker.code.split_once(':')?;
    let names = &view.known.names;
    let organ = tokens.clone().any(|at| {
        let described = names.sector_at(&view.lowered[at..tokens.end]);
        described.is_some_and(|(_, sector)| matches!(sector.code, "MIL" | "GOV") && !sector.people)
    });
    let against = ["REB", "OPP"].iter().any(|other| sector.starts_with(other));
    let home = !matches!(state, "XXX" | "PSE");
    (organ && against).then(|| home.then(|| Party { code: state.to_owned(), ..speaker.clone() }))
}

/// The state last spoken of that is not the speaker's: one of the ends of what was told, or the last that is named.
fn state_before(view: &View<'_>, at: usize, around: &Around) -> Option<Party> {
    let own = around.speaker.as_ref().map(|speaker| speaker.code.as_str());
    // Whoever the sentence has named takes another part in what it tells.
    let sentence = view.sentence(at).start;
    let named = view.mentions_in(sentence..at);
    let told = |code: &str| named.iter().any(|mention| mention.state() == Some(code));
    let other = |code: &str| code.len() == 3 && own != Some(code) && !told(code);
    if let Some(party) = around.last.iter().find(|party| other(&party.code)) {
        return Some(party.clone());
    }
    let before = view.mentions.partition_point(|mention| mention.start < at);
    view.mentions[..before].iter().rev().take(LOOK_BACK).find_map(|mention| {
        let code = mention.filler().filter(|code| other(code))?;
        party(view, mention, code)
    })
}

/// Whether words are of an armed group that they do not name.
fn are_rebels(view: &View<'_>, tokens: &Range<usize>) -> bool {
    tokens.clone().any(|at| {
        let described = view.known.names.sector_at(&view.lowered[at..tokens.end]);
        described.is_some_and(|(_, sector)| sector.code == "REB")
            || is_one_of(view, &view.known.wording.bands, at)
    })
}

/// "the rebels", "the group": the armed group named last before it.
fn group_before(view: &View<'_>, tokens: &Range<usize>, at: usize) -> Option<Party> {
    let before = view.mentions.partition_point(|mention| mention.start < at);
    view.mentions[..before].iter().rev().take(LOOK_BACK).find_map(|mention| {
        let code = mention.filler()?;
        if code.contains("REB") {
            return party(view, mention, code);
        }
        // "the Syrian rebels", of whom none is named.
        let end = rebels_behind(view, mention, tokens.start)?;
        party(view, mention, code).map(|state| rebels_of(view, mention.start..end, state))
    })
}

pub(crate) fn is_pronoun(word: &str) -> bool {
    matches!(
        word,
        "we" | "us"
            | "our"
            | "ours"
            | "i"
            | "my"
            | "it"
            | "its"
            | "they"
            | "their"
            | "them"
            | "he"
            | "his"
            | "him"
            | "she"
            | "her"
    )
}
