//! Who a noun phrase stands for as a party: names, pronouns, "the two countries".

use crate::mention::Mention;
use crate::view::View;
use gainsay_knowledge::{EntityKind, Form, Phrases};
use gainsay_record::Span;
use std::ops::Range;

/// A party with the words that name it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Party {
    pub code: String,
    pub text: String,
    pub spans: Vec<Span>,
    /// Whether the words name it, or it was inferred from what went before.
    pub named: bool,
}

/// What is known around a statement that pronouns can stand for.
#[derive(Clone, Debug, Default)]
pub(crate) struct Around {
    /// Whom the statement's own words come from, as a party: the state of a ministry.
    pub speaker: Option<Party>,
    /// The parties of the event spoken of last.
    pub last: Vec<Party>,
    /// The state where what was spoken of last had its other end: "there".
    pub place: Option<Party>,
}

/// What a noun phrase names.
#[derive(Clone, Debug, Default)]
pub(crate) struct Named {
    pub parties: Vec<Party>,
    /// Parties that only qualify what they stand before: "Iranian drones", "US-made tanks".
    pub makers: Vec<Party>,
    /// "countries at war".
    pub anyone: bool,
    /// "the two countries": both ends.
    pub both: bool,
}

fn party(view: &View<'_>, mention: &Mention<'_>, code: &str) -> Option<Party> {
    let span = view.span(mention.start..mention.end)?;
    Some(Party { code: code.to_owned(), text: span.of(view.text).to_owned(), spans: vec![span], named: true })
}

/// Whether a word is a noun for where something is, which acts in nothing: "the port of".
pub(crate) fn is_spot(view: &View<'_>, at: usize) -> bool {
    is_one_of(view, &view.known.wording.spots, at)
}

fn is_one_of(view: &View<'_>, words: &Phrases<()>, at: usize) -> bool {
    words.at(&view.lowered[at..=at]).is_some()
}

/// The state of a region or town that is named without it: "the Kursk region".
pub(crate) fn place(view: &View<'_>, tokens: Range<usize>) -> Option<Party> {
    let city = view.mentions_in(tokens).iter().find(|mention| mention.form == Form::City)?;
    party(view, city, city.filler()?)
}

/// How a state's name stands in a compound: who acts, who made the thing, or neither.
#[derive(PartialEq, Eq)]
enum Part {
    Acts,
    Makes,
    Neither,
}

fn part(view: &View<'_>, mention: &Mention<'_>, end: usize) -> Part {
    let after = mention.end;
    if after + 1 < end && matches!(view.word(after), "-" | "‐" | "‑") {
        let next = &view.lowered[after + 1..end];
        if view.known.wording.not_acting.at(next).is_some() {
            return Part::Neither;
        }
        if view.known.wording.producing.at(next).is_some() {
            return Part::Makes;
        }
    }
    Part::Acts
}

/// What the noun phrase `tokens` names. `items` says whether it is read as an item, so that an adjective names its maker.
pub(crate) fn named(view: &View<'_>, tokens: Range<usize>, item: Option<usize>, around: &Around) -> Named {
    let mut found = Named::default();
    let wording = &view.known.wording;
    for mention in view.mentions_in(tokens.clone()) {
        let Some(code) = mention.filler() else { continue };
        // "A broker from Marseille" acts for no state, nor does "the port of Hodeidah".
        let comes_from =
            || mention.start.checked_sub(1).is_some_and(|at| matches!(view.word(at), "from" | "of"));
        if mention.form == Form::City && comes_from() {
            continue;
        }
        let Some(party) = party(view, mention, code) else { continue };
        // "Sudan's Rapid Support Forces": the genitive says whose, not who.
        let owns = view.word(mention.end) == "'s"
            && view
                .mention_at(mention.end + 1)
                .is_some_and(|other| other.filler().is_some() && other.end <= tokens.end);
        if owns {
            continue;
        }
        let party = match rebels_behind(view, mention, tokens.end) {
            Some(end) => rebels_of(view, mention.start..end, party),
            None => party,
        };
        let makes = match part(view, mention, tokens.end) {
            Part::Neither => continue,
            Part::Makes => true,
            Part::Acts => item.is_some_and(|item| mention.start < item) && qualifies(view, mention),
        };
        let list = if makes { &mut found.makers } else { &mut found.parties };
        if !list.iter().any(|other: &Party| other.code == party.code) {
            list.push(party);
        }
    }
    let places = |at: usize| &view.lowered[at..tokens.end];
    // The phrase may go on behind the noun phrase: "countries at war".
    found.anyone = tokens.clone().any(|at| wording.anyone.at(&view.lowered[at..]).is_some());
    if found.parties.is_empty()
        && let Some((at, length)) =
            tokens.clone().find_map(|at| wording.both.at(places(at)).map(|(length, ())| (at, length)))
    {
        let span = view.span(at..at + length);
        // "both sides in Libya" are of one state.
        if let Some(party) = land_behind(view, at + length) {
            found.parties = vec![party];
            return found;
        }
        found.both = true;
        found.parties = both(view, at, around);
        for party in &mut found.parties {
            party.spans = span.into_iter().collect();
            party.named = false;
        }
    }
    found
}

/// How many words behind "in" the name of a state may stand: "in the Sudanese war".
const BEHIND_IN: usize = 3;

/// The state that "in" brings right behind a token: "both sides in Libya".
fn land_behind(view: &View<'_>, at: usize) -> Option<Party> {
    let end = view.sentence(at).end.min(at + 1 + BEHIND_IN);
    let land = view.mentions_in((at + 1).min(end)..end).first()?;
    let one = matches!(view.word(at), "in" | "of" | "inside") && land.entity.kind == EntityKind::State;
    party(view, land, land.filler().filter(|_| one)?)
}

/// "Syrian rebels", "Iraq's militias": where the words for the rebels end that stand right behind a state's name.
fn rebels_behind(view: &View<'_>, mention: &Mention<'_>, end: usize) -> Option<usize> {
    let state = mention.entity.kind == EntityKind::State;
    let owns = view.word(mention.end) == "'s";
    let at = mention.end + usize::from(owns);
    let describes = state && at < end && (owns || mention.form == Form::Adjective);
    let (length, sector) = view.known.names.sector_at(view.lowered.get(at..end).filter(|_| describes)?)?;
    // Fighters and mercenaries are sent, whoever they fight for.
    let persons = view.known.items.persons_at(&view.lowered[at..end]).is_some();
    (matches!(sector.code, "REB" | "OPP") && !persons).then_some(at + length)
}

/// The armed groups of a state, none of them named.
fn rebels_of(view: &View<'_>, tokens: Range<usize>, state: Party) -> Party {
    let span = view.span(tokens);
    let text = span.map_or(state.text, |span| span.of(view.text).to_owned());
    Party { code: format!("{}:REB", state.code), text, spans: span.into_iter().collect(), named: state.named }
}

/// "the government in Tripoli", "the militias in Iraq", "the guerrillas of the ELN": whom what a preposition brings says that
/// a description is of.
pub(crate) fn described(
    view: &View<'_>,
    tokens: Range<usize>,
    place: Range<usize>,
    around: &Around,
) -> Option<Party> {
    let (at, (length, sector)) = tokens
        .clone()
        .find_map(|at| Some((at, view.known.names.sector_at(&view.lowered[at..tokens.end])?)))?;
    let party = named(view, place, None, around).parties.into_iter().next()?;
    let rebels = matches!(sector.code, "REB" | "OPP") && party.code.len() == 3;
    Some(if rebels { rebels_of(view, at..at + length, party) } else { party })
}

/// An adjective, or a name without a genitive right before what it qualifies: "US weapons", "Rheinmetall shells".
fn qualifies(view: &View<'_>, mention: &Mention<'_>) -> bool {
    match mention.form {
        _ if mention.entity.kind == EntityKind::Company => view.word(mention.end) != "'s",
        Form::Adjective => true,
        // Short names that serve as adjectives: "US", "UN", "UK".
        Form::Name => {
            view.printed[mention.start..mention.end].iter().all(|word| !word.chars().any(char::is_lowercase))
        }
        Form::Capital | Form::City => false,
    }
}

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
    if word == "the"
        && let Some(group) = group_before(view, &tokens, at)
    {
        return Some(Party { spans: vec![span], named: false, ..group });
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
    if matches!(word, "it" | "its" | "they" | "their")
        && let Some(party) = claimed_of(view, stretch, around)
    {
        return Some(Party { spans: vec![span], named: false, ..party });
    }
    // "the junta", "the country" is no organisation that speaks of it, and "the Gulf state" none that says so of itself.
    if matches!(word, "the" | "this" | "that") {
        let other = around.speaker.as_ref().is_none_or(|speaker| speaker.code.len() != 3);
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
    // The nearest party before it in the same words, unless the speaker is all there is.
    let earlier = view.mentions_in(stretch.start..at).iter().rev().find_map(|mention| {
        let code = mention.filler()?;
        (mention.form != Form::Adjective).then_some(())?;
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

/// Whom the claim of another is about, in whose sentence it stands: "Chad" of "Chad rejected a claim by the army of Sudan that".
pub(crate) fn claimed_of(view: &View<'_>, stretch: &Range<usize>, around: &Around) -> Option<Party> {
    let speaker = around.speaker.as_ref()?;
    let source = view.analysis.within(*speaker.spans.first()?);
    let sentence = view.sentence(stretch.start);
    let by = source.start.checked_sub(1).filter(|by| sentence.contains(by))?;
    let between = source.end..stretch.start;
    if !matches!(view.word(by), "by" | "from" | "of") || between.len() > 1 {
        return None;
    }
    let first = view.mentions_in(sentence.start..by).first()?;
    let code = first.filler().filter(|code| *code != speaker.code && code.len() == 3)?;
    let subject = first.form != Form::Adjective
        && !matches!(view.word(first.end), "'s" | "’s")
        && !view.is_place(first);
    party(view, first, code).filter(|_| subject)
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

/// "the rebels", "the group": the armed group named last before it.
fn group_before(view: &View<'_>, tokens: &Range<usize>, at: usize) -> Option<Party> {
    let rebels = tokens.clone().any(|at| {
        let described = view.known.names.sector_at(&view.lowered[at..tokens.end]);
        described.is_some_and(|(_, sector)| sector.code == "REB")
            || is_one_of(view, &view.known.wording.bands, at)
    });
    if !rebels {
        return None;
    }
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
