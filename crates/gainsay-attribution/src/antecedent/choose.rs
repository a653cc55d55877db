//! Which entity a pronoun or a description stands for: the best sum of weights over the mentions before it.

use super::Page;
use super::cast::{Entity, Sort};
use super::mention::{Mention, Place, Pronoun, What};
use gainsay_knowledge::{EntityKind, Gender, Noun, NounClass};
use gainsay_record::Span;

/// How many mentions back an antecedent may stand: some thirty sentences.
const REACH: usize = 220;

/// What a mention is worth by how many sentences of the outlet's own voice lie between; beyond, the last.
const NEAR: [f32; 7] = [3.0, 2.6, 1.5, 0.9, 0.5, 0.2, 0.0];
/// A subject is gone on about; an object less, what stands behind a preposition less still.
const SUBJECT: f32 = 1.6;
const OBLIQUE: f32 = -0.6;
/// "Iran experts" is no mention of Iran to speak of.
const MODIFIER: f32 = -2.5;
/// Who is spoken of in a quotation is seldom who speaks outside of it.
const QUOTED: f32 = -2.5;
/// Who spoke last goes on speaking.
const SPOKE_LAST: f32 = 1.6;
const SPOKE: f32 = 0.4;
/// For each doubling of the mentions.
const OFTEN: f32 = 0.35;
const TITLED: f32 = 0.4;
/// A sex that is known to fit, over one that is unknown.
const SAME_SEX: f32 = 1.0;
/// A name of which nothing says that it is a person's, or a body's.
const UNSURE: f32 = -1.2;
/// A common noun that no list has: "the talks".
const THING: f32 = -1.5;

/// The same noun was said of it; one that can stand for it was; the name is of a kind that the noun can stand for.
const SAME_NOUN: f32 = 4.0;
const LIKE_NOUN: f32 = 2.0;
const LIKE_KIND: f32 = 2.0;
/// For a word that describes both: "the Clinton campaign".
const SAME_WORD: f32 = 1.0;
/// A description without such evidence needs one who is in view.
const IN_VIEW: f32 = 3.0;

/// What asks for an antecedent.
pub struct Asking<'s> {
    at: usize,
    /// The content of the statements whose source it is: of whom one speaks one is not.
    own: &'s [Span],
    order: Option<u32>,
}

impl<'s> Asking<'s> {
    pub fn new(at: usize, source: Option<(u32, &'s [Span])>) -> Self {
        Self { at, own: source.map_or(&[], |(_, own)| own), order: source.map(|(order, _)| order) }
    }

    /// The entity that a pronoun stands for.
    pub fn stands_for(&self, page: &Page<'_>, pronoun: Pronoun) -> Option<u32> {
        self.best(page, |_, entity| {
            let gender = match pronoun {
                Pronoun::He => Some(Gender::Man),
                Pronoun::She => Some(Gender::Woman),
                _ => None,
            };
            match (pronoun, entity.sort) {
                (Pronoun::He | Pronoun::She, Sort::Person | Sort::Unknown) if !entity.plural => {
                    if entity.gender.is_some() && entity.gender != gender {
                        return None;
                    }
                    let sex = if entity.gender.is_some() { SAME_SEX } else { 0.0 };
                    Some(sex + if entity.sort == Sort::Unknown { UNSURE } else { 0.0 })
                }
                (Pronoun::It, Sort::Body | Sort::Document) if !entity.plural => Some(0.0),
                (Pronoun::It, Sort::Unknown) if !entity.plural => Some(UNSURE),
                (Pronoun::It, Sort::Thing) if !entity.plural => Some(THING),
                (Pronoun::They, Sort::Person) if entity.plural => Some(0.5),
                (Pronoun::They, _) if entity.plural => Some(0.0),
                (Pronoun::They, Sort::Body) => Some(-2.0),
                _ => None,
            }
        })
        .map(|(entity, _)| entity)
    }

    /// The entity that a definite description names again.
    pub fn describes(&self, page: &Page<'_>) -> Option<u32> {
        let mention = &page.mentions[self.at];
        let What::Description { head, .. } = mention.what else { return None };
        let reference = &page.view.known.reference;
        let word = page.view.word(head);
        let Some(noun) = reference.abbreviated(word).or_else(|| reference.noun(word)) else {
            return self
                .best(page, |_, entity| {
                    let same = entity.head == Some(word) && entity.plural == mention.plural;
                    same.then(|| SAME_NOUN + self.shared_words(page, mention, head, &[]))
                })
                .map(|(entity, _)| entity);
        };
        let in_view = self.can_be_in_view(page, mention, head, noun);
        let found = self.best(page, |other, entity| {
            if entity.plural != noun.plural || clash(noun, entity) {
                return None;
            }
            let mut evidence = 0.0_f32;
            for (role, words) in &entity.roles {
                let fit = if role.lemma == noun.lemma {
                    SAME_NOUN
                } else if role.renames(noun) {
                    LIKE_NOUN
                } else {
                    continue;
                };
                if self.differ(page, mention, head, words) {
                    continue;
                }
                let shared: Vec<usize> = words.clone().collect();
                evidence = evidence.max(fit + self.shared_words(page, mention, head, &shared));
            }
            let office =
                entity.office.is_some_and(|office| office.to_lowercase().split(' ').any(|o| o == word));
            if office || entity.known.is_some_and(|kind| noun.kinds.contains(&kind)) {
                evidence = evidence.max(LIKE_KIND);
            }
            if evidence > 0.0 {
                return Some(evidence);
            }
            let near = page.told[mention.sentence] - page.told[other.sentence] <= 2;
            let pair = matches!(other.what, What::Pair);
            (in_view && near && (entity.roles.is_empty() || entity.sort == Sort::Person || pair))
                .then_some(0.0)
        });
        let (entity, score) = found?;
        let enough = if in_view { IN_VIEW } else { SAME_NOUN.min(LIKE_NOUN) };
        (score >= enough).then_some(entity)
    }

    /// Whether a description can stand for whoever is in view: "the businessman", "the Vermont senator", "both men".
    fn can_be_in_view(&self, page: &Page<'_>, mention: &Mention, head: usize, noun: &Noun) -> bool {
        let view = page.view;
        let described = (mention.tokens.start..head).any(|at| {
            let printed = view.printed(at);
            let known = || {
                let word = [view.word(at)];
                view.known.names.at(&[printed], &word).is_some_and(|(_, entity, _)| {
                    !matches!(entity.kind, EntityKind::State | EntityKind::Person)
                })
            };
            let capital = at > mention.tokens.start && printed.starts_with(char::is_uppercase);
            capital && !known()
                || printed.starts_with(|c: char| c.is_ascii_digit())
                || view.word(at) == "former"
        });
        match noun.class {
            NounClass::Person => noun.whoever || described || noun.plural,
            NounClass::Body => {
                noun.kinds.iter().any(|kind| !matches!(kind, EntityKind::State | EntityKind::Body))
            }
            NounClass::Place | NounClass::Document => false,
        }
    }

    /// Whether both descriptions bear names, and none in common: "the Clinton campaign", "Trump's campaign".
    fn differ(
        &self,
        page: &Page<'_>,
        mention: &Mention,
        head: usize,
        words: &std::ops::Range<usize>,
    ) -> bool {
        let view = page.view;
        let name = |&at: &usize| {
            view.printed(at).starts_with(char::is_uppercase) && !matches!(view.word(at), "the" | "a" | "an")
        };
        let mine: Vec<usize> = (mention.tokens.start..head).filter(name).collect();
        let mut theirs = words.clone().filter(name).peekable();
        !mine.is_empty()
            && theirs.peek().is_some()
            && !theirs.any(|other| mine.iter().any(|&at| view.word(at) == view.word(other)))
    }

    fn shared_words(&self, page: &Page<'_>, mention: &Mention, head: usize, words: &[usize]) -> f32 {
        let view = page.view;
        let counts =
            |at: usize| !matches!(view.word(at), "the" | "a" | "an" | "of" | "'s" | "’s" | "this" | "that");
        let shared = (mention.tokens.start..head)
            .filter(|&at| counts(at) && words.iter().any(|&other| view.word(other) == view.word(at)))
            .count();
        shared.min(2) as f32 * SAME_WORD
    }

    /// The entity of the best mention before, of those that `fit` gives a weight.
    fn best(
        &self,
        page: &Page<'_>,
        fit: impl Fn(&Mention, &Entity<'_>) -> Option<f32>,
    ) -> Option<(u32, f32)> {
        let view = page.view;
        let mention = &page.mentions[self.at];
        let quotation = view.quotation(mention.tokens.start);
        let mut best: Option<(u32, f32)> = None;
        for other in (0..self.at).rev().take(REACH) {
            let Some(entity) = page.referents[other] else { continue };
            let (before, known) = (&page.mentions[other], &page.cast.entities[entity as usize]);
            if before.tokens.end > mention.tokens.start {
                continue;
            }
            let span = view.span(&before.tokens);
            if self.own.iter().any(|own| own.contains(span)) {
                continue;
            }
            let Some(fit) = fit(before, known) else { continue };
            let told = page.told[mention.sentence].saturating_sub(page.told[before.sentence]) as usize;
            let mut score = fit + NEAR[told.min(NEAR.len() - 1)];
            score += match before.place {
                Place::Subject => SUBJECT,
                Place::Oblique => OBLIQUE,
                Place::Modifier => MODIFIER,
                Place::Object | Place::Genitive => 0.0,
            };
            let theirs = view.quotation(before.tokens.start);
            if theirs.is_some() && theirs != quotation {
                score += QUOTED;
            }
            score += match (known.spoke, self.order) {
                (Some(spoke), Some(order)) if spoke + 1 == order => SPOKE_LAST,
                (Some(_), _) => SPOKE,
                _ => 0.0,
            };
            score += OFTEN * (known.count.max(1) as f32).log2() + if known.titled { TITLED } else { 0.0 };
            if best.is_none_or(|(_, most)| score > most) {
                best = Some((entity, score));
            }
        }
        best
    }
}

/// Whether a noun cannot be said of an entity.
fn clash(noun: &Noun, entity: &Entity<'_>) -> bool {
    let sort = match noun.class {
        NounClass::Person => matches!(entity.sort, Sort::Person | Sort::Unknown),
        NounClass::Body | NounClass::Place => matches!(entity.sort, Sort::Body | Sort::Unknown),
        NounClass::Document => entity.sort == Sort::Document,
    };
    let pair = entity.plural && entity.sort == Sort::Thing && entity.head.is_none();
    !(sort || pair) || matches!((noun.gender, entity.gender), (Some(a), Some(b)) if a != b)
}
