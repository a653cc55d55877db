//! Which entity a pronoun or a description stands for: the best sum of weights over the mentions before it.

use super::cast::{Entity, Sort, said_of};
use super::mention::{Determiner, Mention, Place, Pronoun, What};
use super::{Page, Speaking};
use gainsay_knowledge::{EntityKind, Gender, Noun, NounClass};
use gainsay_record::{Span, Tag};

/// How many mentions back an antecedent may stand: some thirty sentences.
const REACH: usize = 220;

/// What a mention is worth by how many sentences of the outlet's own voice lie between; beyond, the last.
const NEAR: [f32; 7] = [3.0, 2.6, 1.5, 0.9, 0.5, 0.2, 0.0];
/// "It" and "they" reach less far, by so much a sentence.
const FADES: f32 = 0.3;
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
/// "Accused the panel of inventing its claim": the panel's.
const ACCUSED: f32 = 4.0;
/// A person who is the subject of the same sentence or the one before.
const SUBJECT_BEFORE: f32 = 0.6;
/// Such a person of whom the page speaks for the first time, or in the sentence itself.
const BROUGHT_ON: f32 = 1.5;
/// Such a person with whom the paragraph opens.
const OPENS: f32 = 0.5;
/// A sex that is known to fit, over one that is unknown.
const SAME_SEX: f32 = 1.0;
/// A name of which nothing says that it is a person's, or a body's.
const UNSURE: f32 = -1.2;
/// A common noun that no list has: "the talks".
const THING: f32 = -1.5;

/// Papers that show something, in the sentence of "they show".
const PAPERS: f32 = 1.8;

/// The same noun was said of it; one that can stand for it was; the name is of a kind that the noun can stand for.
const SAME_NOUN: f32 = 4.0;
const LIKE_NOUN: f32 = 2.0;
const LIKE_KIND: f32 = 2.0;
/// For a word that describes both: "the Clinton campaign".
const SAME_WORD: f32 = 1.0;
/// A description without such evidence needs one who is in view.
const IN_VIEW: f32 = 2.0;
const OTHER_TITLE: f32 = -0.8;
/// For each doubling of the mentions of one in view, beside `OFTEN`.
const ABOUT: f32 = 0.3;
/// What one of whom the noun was said needs to be meant, near or far.
const ENOUGH: f32 = 2.0;

/// What asks for an antecedent.
pub struct Asking<'s> {
    at: usize,
    /// The content of the statements whose source it is: of whom one speaks one is not.
    own: &'s [Span],
    /// The words of the accusation that it lies in: whoever is accused of something is meant by it.
    accused: Option<Span>,
    order: Option<u32>,
    /// The token behind the source.
    end: usize,
    /// Whether the cue is what papers do, not people: "reveals".
    shows: bool,
}

impl<'s> Asking<'s> {
    pub fn new(at: usize, source: Option<&'s Speaking>) -> Self {
        Self {
            at,
            own: source.map_or(&[], |source| &source.own),
            accused: source.and_then(|source| source.accused),
            order: source.map(|source| source.order),
            end: source.map_or(0, |source| source.end),
            shows: source.is_some_and(|source| source.shows),
        }
    }

    /// The entity that a pronoun stands for.
    pub fn stands_for(&self, page: &Page<'_>, pronoun: Pronoun) -> Option<u32> {
        self.best(page, |before, entity| {
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
                // "They said" are people or bodies; "they reveal" may be papers, and then of the same sentence.
                (Pronoun::They, Sort::Thing | Sort::Document) if entity.plural && self.shows => {
                    let near = before.sentence == page.mentions[self.at].sentence;
                    Some(if near { PAPERS } else { 0.0 })
                }
                (Pronoun::They, Sort::Thing | Sort::Document) if entity.plural => Some(THING),
                (Pronoun::They, _) if entity.plural => Some(if self.shows { THING } else { 0.5 }),
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
        let word = page.view.word(head);
        if let Some((pair, _)) = self.both(page, head) {
            return Some(pair);
        }
        // "The last man to run" says itself who he is.
        let complete = self.end > mention.tokens.end + 2;
        let Some(noun) = said_of(page.view, head).filter(|_| !complete) else {
            if complete {
                return None;
            }
            return self
                .best(page, |_, entity| {
                    let (other, words) = entity.head.as_ref()?;
                    let same = *other == word && entity.plural == mention.plural;
                    (same && !self.differ(page, mention, head, words)).then_some(SAME_NOUN)
                })
                .map(|(entity, _)| entity);
        };
        let states = self.states(page, mention, head);
        // "The French president" is nobody known to be of another state.
        let foreign = |entity: &Entity<'_>| {
            entity.sort == Sort::Person
                && !states.is_empty()
                && entity.state.is_some_and(|state| !states.contains(&state))
        };
        let can =
            |entity: &Entity<'_>| entity.plural == noun.plural && !clash(noun, entity) && !foreign(entity);
        let role = |entity: &Entity<'_>, same: bool| {
            let roles = entity.roles.iter().filter(|(role, words)| {
                (if same { role.lemma == noun.lemma } else { role.renames(noun) })
                    && !self.differ(page, mention, head, words)
            });
            roles
                .map(|(_, words)| self.shared_words(page, mention, head, words.clone()))
                .max_by(f32::total_cmp)
        };
        // First those of whom the noun itself was said.
        let said = self.best(page, |_, entity| {
            let shared = role(entity, true).filter(|_| can(entity))?;
            Some(SAME_NOUN + shared)
        });
        if let Some((entity, _)) = said.filter(|(_, score)| *score >= ENOUGH) {
            return Some(entity);
        }
        // Then those who could be called so: by a noun that can stand for it, by what they are known to be, or because
        // they are in view.
        let in_view = self.can_be_in_view(page, mention, head, noun);
        let seen = self.best(page, |other, entity| {
            // "The journalists" of a newspaper met before.
            let staff = entity.sort == Sort::Body
                && noun.plural
                && entity.roles.iter().any(|(role, _)| noun.works_for & role.sets != 0);
            if staff {
                return Some(LIKE_NOUN);
            }
            if !can(entity) {
                return None;
            }
            if let Some(shared) = role(entity, false) {
                return Some(LIKE_NOUN + shared);
            }
            let holds = |office: &str| office.split(' ').any(|part| part.eq_ignore_ascii_case(word));
            if entity.office.is_some_and(holds) {
                return Some(LIKE_NOUN);
            }
            match entity.known {
                Some(kind) if noun.kinds.contains(&kind) => return Some(LIKE_KIND),
                Some(_) if noun.class != NounClass::Person => return None,
                _ => {}
            }
            let near = page.told[mention.sentence].saturating_sub(page.told[other.sentence]) <= 2;
            let open = entity.roles.is_empty() || entity.sort == Sort::Person;
            if !(in_view && near && open) {
                return None;
            }
            // Who bears another title is less often meant, and what may be no person; who the page is about, more often.
            let other_title =
                noun.class == NounClass::Person && !entity.roles.is_empty() && entity.two.is_none();
            Some(
                if entity.sort == Sort::Unknown { UNSURE } else { 0.0 }
                    + if other_title { OTHER_TITLE } else { 0.0 }
                    + ABOUT * (entity.count.max(1) as f32).log2(),
            )
        });
        let enough = if in_view { IN_VIEW } else { ENOUGH };
        seen.filter(|(_, score)| *score >= enough).map(|(entity, _)| entity)
    }

    /// "Both sides", "the two countries": the two that were named together.
    fn both(&self, page: &Page<'_>, head: usize) -> Option<(u32, f32)> {
        let mention = &page.mentions[self.at];
        let two = (mention.tokens.start..head).any(|at| matches!(page.view.word(at), "both" | "two"));
        if !two || !mention.plural {
            return None;
        }
        let noun = said_of(page.view, head);
        self.best(page, |_, entity| {
            let fits = entity.two.is_some() && noun.is_none_or(|noun| !clash(noun, entity));
            fits.then_some(SAME_NOUN)
        })
    }

    /// The states whose adjectives describe it.
    fn states<'v>(&self, page: &'v Page<'_>, mention: &Mention, head: usize) -> Vec<&'v str> {
        let view = page.view;
        let described = mention.tokens.start..head;
        described
            .filter_map(|at| view.known.names.at(&[view.printed(at)], &[view.word(at)]))
            .filter(|(_, entity, _)| entity.kind == EntityKind::State)
            .map(|(_, entity, _)| &*entity.code)
            .collect()
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
                || matches!(view.word(at), "former" | "retired" | "longtime" | "veteran")
        });
        let listed = view.known.reference.noun(view.word(head)).is_some();
        match noun.class {
            NounClass::Person => noun.whoever || described || noun.plural || !listed,
            NounClass::Body => {
                noun.kinds.iter().any(|kind| !matches!(kind, EntityKind::State | EntityKind::Body))
            }
            NounClass::Place | NounClass::Document => false,
        }
    }

    /// Whether both descriptions bear names, or an unknown noun bears words, and none in common: "the Clinton campaign",
    /// "Trump's campaign"; "the euro crisis", "the migration crisis".
    fn differ(
        &self,
        page: &Page<'_>,
        mention: &Mention,
        head: usize,
        words: &std::ops::Range<usize>,
    ) -> bool {
        let view = page.view;
        let known = view.known.reference.noun(view.word(head)).is_some();
        let name = |&at: &usize| {
            (!known || view.printed(at).starts_with(char::is_uppercase)) && view.tag(at) != Tag::Det
        };
        let mine: Vec<usize> = (mention.tokens.start..head).filter(name).collect();
        let mut theirs = words.clone().filter(name).peekable();
        let owned = Pronoun::of(view.word(words.start)).is_some() && !words.is_empty();
        !mine.is_empty()
            && (owned || theirs.peek().is_some())
            && !theirs.any(|other| mine.iter().any(|&at| view.word(at) == view.word(other)))
    }

    fn shared_words(
        &self,
        page: &Page<'_>,
        mention: &Mention,
        head: usize,
        words: std::ops::Range<usize>,
    ) -> f32 {
        let view = page.view;
        let counts =
            |at: usize| !matches!(view.word(at), "the" | "a" | "an" | "of" | "'s" | "’s" | "this" | "that");
        let shared = (mention.tokens.start..head)
            .filter(|&at| counts(at) && words.clone().any(|other| view.word(other) == view.word(at)))
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
        let beside = joined_to(page, self.at);
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
            // "He and the Russian president, he added": the other of the two is not he.
            if stands_beside(page, before, mention) || beside == Some(entity) {
                continue;
            }
            let Some(mut fit) = fit(before, known) else { continue };
            if self.accused.is_some_and(|words| words.start() == span.start()) {
                fit += ACCUSED;
            }
            let told = page.told[mention.sentence].saturating_sub(page.told[before.sentence]) as usize;
            // Persons are gone on about for paragraphs, others from one sentence to the next.
            if mention.what == What::Pronoun(Pronoun::It) || mention.what == What::Pronoun(Pronoun::They) {
                fit -= FADES * told.min(6) as f32;
            }
            let mut score = fit + NEAR[told.min(NEAR.len() - 1)];
            score += match before.place {
                Place::Subject => SUBJECT,
                Place::Oblique => OBLIQUE,
                Place::Modifier => MODIFIER,
                Place::Object | Place::Genitive => 0.0,
            };
            if told <= 1
                && before.place == Place::Subject
                && known.sort == Sort::Person
                && !known.roles.is_empty()
            {
                score += SUBJECT_BEFORE;
                // "Azerbaijan's president reacted": who takes the floor speaks next.
                if view.known.cues.takes_the_floor(&view.lowered[before.tokens.end..]) {
                    score += SPOKE_LAST;
                }
                // "A manager at one of the factories was blunter": who is brought on is about to speak.
                let brought_on = matches!(
                    before.what,
                    What::Description { determiner: Determiner::Indefinite | Determiner::Possessive, .. }
                );
                let opens =
                    view.analysis.sentences[before.sentence].tokens.start as usize == before.tokens.start;
                let first = told == 0 || brought_on && opens && known.spoke.is_none();
                score += if first { BROUGHT_ON } else { 0.0 };
                let [there, here] = [before, mention].map(|it| &view.analysis.sentences[it.sentence]);
                let of_block = opens && there.opens_block && there.block == here.block;
                score += if of_block { OPENS } else { 0.0 };
            }
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

/// The entity of a pronoun to which "and" joins a mention: "*he* and the Russian president" are two.
fn joined_to(page: &Page<'_>, at: usize) -> Option<u32> {
    let start = page.mentions[at].tokens.start;
    let and = start.checked_sub(1).filter(|&and| page.view.word(and) == "and")?;
    let pronoun = page.mentions[..at].iter().rposition(|other| other.tokens.end == and)?;
    matches!(page.mentions[pronoun].what, What::Pronoun(_)).then(|| page.referents[pronoun])?
}

/// Whether a mention is joined by "and" to the same pronoun before it, as the one that asks is.
fn stands_beside(page: &Page<'_>, before: &Mention, asking: &Mention) -> bool {
    let (What::Pronoun(_), Some(and)) = (&asking.what, before.tokens.start.checked_sub(1)) else {
        return false;
    };
    let view = page.view;
    view.word(and) == "and"
        && before.sentence == asking.sentence
        && and.checked_sub(1).is_some_and(|at| view.word(at) == view.word(asking.tokens.start))
}

/// Whether a noun cannot be said of an entity.
fn clash(noun: &Noun, entity: &Entity<'_>) -> bool {
    let sort = match noun.class {
        NounClass::Person => matches!(entity.sort, Sort::Person | Sort::Unknown),
        NounClass::Body | NounClass::Place => matches!(entity.sort, Sort::Body | Sort::Unknown),
        NounClass::Document => entity.sort == Sort::Document,
    };
    !sort || matches!((noun.gender, entity.gender), (Some(a), Some(b)) if a != b)
}
