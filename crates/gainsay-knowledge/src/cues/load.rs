//! The files of `data/cues`, read into tables.

use super::silence::{Silence, Unanswered};
use super::{Announcing, Cue, Cues, Listing, NounCue, Takes};
use crate::{Irregular, Phrases, WordForm, embedded, noun_forms, verb_forms};
use gainsay_record::Act;
use serde::Deserialize;
use std::collections::BTreeMap;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Verbs {
    group: Vec<Group>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Group {
    act: Act,
    takes: Vec<Box<str>>,
    #[serde(default)]
    weak: bool,
    verbs: Vec<Box<str>>,
}

#[derive(Deserialize)]
struct Exceptions {
    irregular: Irregulars,
    past: List,
}

/// The verbs whose forms follow no rule.
type Irregulars = BTreeMap<Box<str>, Irregular>;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Nouns {
    group: Vec<NounGroup>,
    summary: List,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct NounGroup {
    act: Act,
    #[serde(default)]
    of: bool,
    nouns: Vec<Box<str>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Others {
    preposition: Vec<ActPhrases>,
    nobody: List,
    account: List,
    phrasing: List,
    adverb: Vec<ActPhrases>,
    listing: ListingVerbs,
    citing: List,
    catenative: VerbList,
    before_gerund: VerbList,
    ready: List,
    copular: List,
    declining: List,
    unanswered: Unanswered,
    disbelieving: VerbList,
    silence: List,
    announcing: Vec<AnnouncingVerbs>,
    carrying: List,
    idle: List,
    continuation: Openers,
    explaining: Openers,
    withheld: Withheld,
    placing: List,
    authoring: List,
    adjective: Vec<ActPhrases>,
    prompted: List,
    aside: List,
    setting: List,
    deed: List,
    undertaking: List,
    floor: List,
    plural: List,
}

#[derive(Deserialize)]
struct Withheld {
    also_negated: Vec<Box<str>>,
    verbs: Vec<Box<str>>,
}

#[derive(Deserialize)]
struct ActPhrases {
    act: Act,
    phrases: Vec<Box<str>>,
}

#[derive(Deserialize)]
struct AnnouncingVerbs {
    act: Act,
    verbs: Vec<Box<str>>,
    objects: Vec<Box<str>>,
}

#[derive(Deserialize)]
struct List {
    phrases: Phrases<()>,
}

#[derive(Deserialize)]
struct VerbList {
    verbs: Vec<Box<str>>,
}

#[derive(Deserialize)]
struct ListingVerbs {
    verbs: Vec<Box<str>>,
    rating: Vec<Box<str>>,
}

#[derive(Deserialize)]
struct Openers {
    openers: Phrases<()>,
}

/// Reads all files.
pub(super) fn load() -> Cues {
    let verbs: Verbs = embedded("cues/verbs.toml", include_str!("../../data/cues/verbs.toml"));
    let exceptions: Exceptions =
        embedded("cues/irregular.toml", include_str!("../../data/cues/irregular.toml"));
    let nouns: Nouns = embedded("cues/nouns.toml", include_str!("../../data/cues/nouns.toml"));
    let others: Others = embedded("cues/phrases.toml", include_str!("../../data/cues/phrases.toml"));
    let irregular = &exceptions.irregular;
    Cues {
        verbs: verb_cues(&verbs, irregular),
        nouns: noun_cues(&nouns),
        summaries: nouns.summary.phrases,
        adverbs: with_acts(&others.adverb),
        past: exceptions.past.phrases,
        listing: listing(&others.listing, irregular),
        prepositions: with_acts(&others.preposition),
        nobody: others.nobody.phrases,
        accounts: others.account.phrases,
        phrasings: others.phrasing.phrases,
        citing: others.citing.phrases,
        catenatives: inflected(&others.catenative.verbs, irregular).collect(),
        before_gerunds: inflected(&others.before_gerund.verbs, irregular).collect(),
        ready: others.ready.phrases,
        copular: others.copular.phrases,
        declining: others.declining.phrases,
        unanswered: in_every_form(&others.unanswered.verbs, irregular),
        questions: others.unanswered.objects,
        silence: Silence {
            alone: others.unanswered.alone,
            left: others.unanswered.left,
            going: in_every_form(&others.unanswered.going, irregular),
            undone: others.unanswered.undone,
            bringing: in_every_form(&others.unanswered.bringing, irregular),
            seeking: others.unanswered.seeking,
            vain: others.unanswered.vain,
        },
        silences: others.silence.phrases,
        announcing: announcing(&others.announcing, irregular),
        carrying: others.carrying.phrases,
        idle: others.idle.phrases,
        continuations: others.continuation.openers,
        explaining: others.explaining.openers,
        withheld: withheld(&others.withheld, irregular),
        disbelieving: in_every_form(&others.disbelieving.verbs, irregular),
        placing: others.placing.phrases,
        authoring: others.authoring.phrases,
        adjectives: with_acts(&others.adjective),
        prompted: others.prompted.phrases,
        asides: others.aside.phrases,
        settings: others.setting.phrases,
        deeds: others.deed.phrases,
        undertakings: others.undertaking.phrases,
        floor: others.floor.phrases,
        plurals: others.plural.phrases,
    }
}

fn verb_cues(verbs: &Verbs, irregular: &Irregulars) -> Phrases<Cue> {
    let mut cues = Phrases::default();
    for group in &verbs.group {
        let takes = takes(&group.takes);
        for lemma in &group.verbs {
            for (spelled, form) in forms(lemma, irregular) {
                let cue = Cue { lemma: lemma.clone(), act: group.act, takes, weak: group.weak, form };
                cues.insert(&spelled, cue);
            }
        }
    }
    cues
}

fn noun_cues(nouns: &Nouns) -> Phrases<NounCue> {
    let cues = nouns.group.iter().flat_map(|group| {
        let cue = NounCue { act: group.act, of: group.of };
        let forms = group.nouns.iter().flat_map(|noun| noun_forms(noun));
        forms.map(move |(spelled, _)| (spelled, cue))
    });
    cues.collect()
}

fn with_acts(groups: &[ActPhrases]) -> Phrases<Act> {
    groups.iter().flat_map(|group| group.phrases.iter().map(|phrase| (phrase, group.act))).collect()
}

fn listing(verbs: &ListingVerbs, irregular: &Irregulars) -> Phrases<Listing> {
    let each = |verbs, rating| {
        inflected(verbs, irregular).map(move |(spelled, form)| (spelled, Listing { form, rating }))
    };
    each(&verbs.verbs, false).chain(each(&verbs.rating, true)).collect()
}

fn announcing(groups: &[AnnouncingVerbs], irregular: &Irregulars) -> Phrases<Announcing> {
    let all = groups.iter().flat_map(|group| {
        let announcing = Announcing { act: group.act, objects: group.objects.clone() };
        inflected(&group.verbs, irregular).map(move |(spelled, _)| (spelled, announcing.clone()))
    });
    all.collect()
}

fn withheld(verbs: &Withheld, irregular: &Irregulars) -> Phrases<bool> {
    let bare = verbs.verbs.iter().map(|verb| (verb.to_string(), false));
    // "has commented": whoever "neither ... nor" has done so gives no answer.
    let negated = verbs.also_negated.iter().flat_map(|verb| {
        let forms = forms(verb, irregular).into_iter().map(|(spelled, _)| spelled);
        forms.chain([verb.to_string()]).map(|spelled| (spelled, true))
    });
    bare.chain(negated).collect()
}

fn in_every_form(verbs: &[Box<str>], irregular: &Irregulars) -> Phrases<()> {
    inflected(verbs, irregular).map(|(spelled, _)| (spelled, ())).collect()
}

/// Every form of some verbs.
fn inflected(verbs: &[Box<str>], irregular: &Irregulars) -> impl Iterator<Item = (String, WordForm)> {
    verbs.iter().flat_map(|verb| forms(verb, irregular))
}

/// The forms of a verb; of a phrase the first word is inflected. Where the past looks like the base ("put"), it is the past.
fn forms(lemma: &str, irregular: &Irregulars) -> Vec<(String, WordForm)> {
    let verb = lemma.split(' ').next().unwrap_or(lemma);
    let mut forms = verb_forms(lemma, irregular.get(verb));
    let past = forms.iter().any(|(word, form)| word == lemma && *form == WordForm::PastOrParticiple);
    forms.retain(|(word, form)| !(past && word == lemma && *form == WordForm::Base));
    forms
}

fn takes(words: &[Box<str>]) -> Takes {
    let has = |word: &str| words.iter().any(|w| **w == *word);
    let known = ["clause", "quote", "object", "infinitive", "target", "about", "hearer", "rating"];
    assert!(
        words.iter().all(|word| known.contains(&&**word)),
        "data/cues/verbs.toml: unknown word in {words:?}"
    );
    Takes {
        clause: has("clause"),
        quote: has("quote"),
        object: has("object"),
        infinitive: has("infinitive"),
        target: has("target"),
        about: has("about"),
        hearer: has("hearer"),
        rating: has("rating"),
    }
}
