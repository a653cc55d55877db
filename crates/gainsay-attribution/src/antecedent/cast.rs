//! Who and what a page is about: its mentions gathered into entities, as they come.

use super::mention::{Determiner, Mention, Place, Pronoun, What};
use crate::view::View;
use gainsay_knowledge::{EntityKind, Form, Gender, Noun, NounClass};
use gainsay_record::{BlockKind, Tag};
use std::collections::HashMap;
use std::ops::Range;

/// What an entity is, as far as the text tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sort {
    /// One person.
    Person,
    /// A body, a state, a place that acts.
    Body,
    /// A text.
    Document,
    /// Anything else that a common noun names.
    Thing,
    /// A name of which nothing is known.
    Unknown,
}

/// Somebody or something.
#[derive(Debug)]
pub struct Entity<'a> {
    pub sort: Sort,
    pub gender: Option<Gender>,
    pub plural: bool,
    /// Nouns said of it, each with the tokens that describe it there.
    pub roles: Vec<(&'a Noun, Range<usize>)>,
    /// The head where it is no known noun, as a word, and the tokens that describe it.
    pub head: Option<(&'a str, Range<usize>)>,
    /// Of a pair, the two.
    pub two: Option<(u32, u32)>,
    /// The kind of a known name.
    pub known: Option<EntityKind>,
    /// The office of a known person: "President".
    pub office: Option<&'a str>,
    /// The state of a known name.
    pub state: Option<&'a str>,
    /// The fullest name met, without titles.
    pub name: Range<usize>,
    /// How many mentions it has.
    pub count: u32,
    /// Whether the title names it.
    pub titled: bool,
    /// The mention that says most, and how much that is.
    pub best: (usize, u8),
    /// The last statement whose source it is, by order of the text.
    pub spoke: Option<u32>,
}

/// All entities met so far.
pub struct Cast<'a> {
    view: &'a View<'a>,
    pub entities: Vec<Entity<'a>>,
    /// Entities by each word of their names, latest last.
    by_word: HashMap<&'a str, Vec<u32>>,
}

/// No more entities of one word are compared than this.
const NAMESAKES: usize = 8;
/// How many entities back a pair or the words of an acronym are looked for.
const RECENT: usize = 80;

impl<'a> Cast<'a> {
    pub fn new(view: &'a View<'a>) -> Self {
        Self { view, entities: Vec::new(), by_word: HashMap::new() }
    }

    /// Counts one more mention of an entity.
    pub fn meet(&mut self, entity: u32, at: usize, mention: &Mention) {
        let view = self.view;
        let block = view.analysis.sentences[mention.sentence].block as usize;
        let titled = block == 0 || view.article.blocks[block].kind == BlockKind::Headline;
        let quoted = view.quotation(mention.tokens.start).is_some();
        let fullness = match &mention.what {
            What::Name { core, .. } if mention.place == Place::Modifier => u8::from(core.len() > 1),
            What::Name { core, .. } => {
                let words = words_of(view, core).count();
                3 + 2 * u8::from(words > 1) + u8::from(mention.tokens.start < core.start)
            }
            What::Pair { .. } => 3,
            // "The email" says less than "an email from the club".
            What::Description { determiner: Determiner::Definite, .. } if mention.tokens.len() < 3 => 1,
            What::Description { .. } => 2,
            What::Pronoun(_) => 0,
        };
        let fullness = if quoted { u8::min(fullness, 1) } else { fullness };
        let known = &mut self.entities[entity as usize];
        known.count += 1;
        known.titled |= titled;
        // Of equals the latest stands nearest to what refers back.
        if fullness >= known.best.1 && fullness > 0 {
            known.best = (at, fullness);
        }
    }

    fn add(&mut self, entity: Entity<'a>) -> u32 {
        self.entities.push(entity);
        self.entities.len() as u32 - 1
    }

    fn blank(sort: Sort) -> Entity<'a> {
        Entity {
            sort,
            gender: None,
            plural: false,
            roles: Vec::new(),
            head: None,
            two: None,
            known: None,
            office: None,
            state: None,
            name: 0..0,
            count: 0,
            titled: false,
            best: (0, 0),
            spoke: None,
        }
    }

    /// The noun a token is, titles included.
    fn title(&self, token: usize) -> Option<&'a Noun> {
        said_of(self.view, token)
    }

    /// A new entity for a description or a pair.
    pub fn describe(&mut self, mention: &Mention) -> u32 {
        let view = self.view;
        let mut entity = Self::blank(Sort::Thing);
        entity.plural = mention.plural;
        if let What::Description { head, .. } = mention.what {
            match self.title(head) {
                Some(noun) => {
                    entity.sort = sort_of(noun.class);
                    entity.gender = noun.gender;
                    entity.roles.push((noun, mention.tokens.start..head));
                }
                None => entity.head = Some((view.word(head), mention.tokens.start..head)),
            }
        }
        self.add(entity)
    }

    /// The entity of two named together: met before, or new. What was said of both can be said of it.
    pub fn pair(&mut self, a: u32, b: u32) -> u32 {
        let two = Some((a.min(b), a.max(b)));
        let met = self.entities.iter().rev().take(RECENT).position(|entity| entity.two == two);
        if let Some(back) = met {
            return (self.entities.len() - 1 - back) as u32;
        }
        let mut entity = Self::blank(Sort::Thing);
        for one in [a, b].map(|one| &self.entities[one as usize]) {
            entity.sort = one.sort;
            entity.roles.extend(one.roles.iter().take(NAMESAKES).cloned());
        }
        (entity.plural, entity.two) = (true, two);
        self.add(entity)
    }

    /// The entity of a name: one met before, or a new one. `with` is whom words beside the name have told of.
    pub fn name(&mut self, mention: &Mention, core: &Range<usize>, the: bool, with: Option<u32>) -> u32 {
        let view = self.view;
        let seen = self.look(mention, core, the);
        let namesake = self.namesake(core, &seen);
        let entity = match (namesake, with) {
            (Some(entity), Some(with)) if with != entity => {
                let roles = std::mem::take(&mut self.entities[with as usize].roles);
                self.entities[entity as usize].roles.extend(roles);
                entity
            }
            (Some(entity), _) => entity,
            (None, Some(with)) => with,
            (None, None) => self.add(Self::blank(seen.sort)),
        };
        let known = &mut self.entities[entity as usize];
        if known.sort == Sort::Unknown || seen.sort == Sort::Person {
            known.sort = seen.sort;
        }
        known.gender = known.gender.or(seen.gender);
        known.known = known.known.or(seen.known);
        known.office = known.office.or(seen.office);
        known.state = known.state.or(seen.state);
        for role in seen.roles {
            if known.roles.len() < NAMESAKES
                && !known.roles.iter().any(|(noun, _)| noun.lemma == role.0.lemma)
            {
                known.roles.push(role);
            }
        }
        if words_of(view, core).count() > words_of(view, &known.name).count() {
            known.name = core.clone();
        }
        for at in core.clone().filter(|&at| is_word(view, at)) {
            let list = self.by_word.entry(view.word(at)).or_default();
            if list.last() != Some(&entity) {
                list.retain(|&other| other != entity);
                list.push(entity);
            }
        }
        entity
    }

    /// What a name itself tells.
    fn look(&self, mention: &Mention, core: &Range<usize>, the: bool) -> Seen<'a> {
        let view = self.view;
        let mut seen = Seen {
            sort: Sort::Unknown,
            gender: None,
            roles: Vec::new(),
            known: None,
            office: None,
            state: None,
        };
        for at in mention.tokens.start..core.start {
            seen.gender = seen.gender.or(view.known.reference.title(view.word(at)));
            if view.known.reference.title(view.word(at)).is_some() {
                seen.sort = Sort::Person;
            }
            if let Some(noun) = self.title(at)
                && noun.class == NounClass::Person
            {
                seen.sort = Sort::Person;
                seen.gender = seen.gender.or(noun.gender);
                seen.roles.push((noun, mention.tokens.start..at));
            }
        }
        let printed: Vec<&str> = core.clone().map(|at| view.printed(at)).collect();
        let lowered: Vec<&str> = core.clone().map(|at| view.word(at)).collect();
        // "Cuban" is more often somebody's adjective, or somebody's name.
        if let Some((length, entity, form)) = view.known.names.at(&printed, &lowered)
            && length == core.len()
            && form != Form::Adjective
        {
            seen.state =
                entity.state.as_deref().or((entity.kind == EntityKind::State).then_some(&*entity.code));
            seen.known = Some(entity.kind);
            seen.office = entity.office.as_deref();
            if seen.sort == Sort::Unknown {
                seen.sort = if entity.kind == EntityKind::Person { Sort::Person } else { Sort::Body };
            }
        }
        let given = view.known.reference.given_name(lowered[0]);
        let last = view.known.reference.noun(lowered[lowered.len() - 1]);
        let acronym = printed.len() == 1
            && printed[0].chars().filter(|c| c.is_uppercase()).count() > 1
            && !printed[0].chars().any(char::is_lowercase);
        if seen.sort == Sort::Unknown {
            seen.sort = match last {
                Some(noun) if core.len() > 1 && noun.class != NounClass::Person => sort_of(noun.class),
                _ if core.len() > 1 && given.is_some() => Sort::Person,
                _ if mention.person => Sort::Person,
                _ if acronym || the => Sort::Body,
                _ => Sort::Unknown,
            };
        }
        if seen.sort == Sort::Person {
            seen.gender = seen.gender.or(given.filter(|_| core.len() > 1));
        } else if let Some(noun) = last {
            seen.roles.push((noun, mention.tokens.start..core.end - 1));
        }
        seen
    }

    /// The entity met before that a name names.
    fn namesake(&self, core: &Range<usize>, seen: &Seen<'a>) -> Option<u32> {
        let view = self.view;
        let last = core.clone().rev().find(|&at| is_word(view, at) && !is_generation(view.word(at)))?;
        let single = words_of(view, core).count() == 1;
        let candidates = self.by_word.get(view.word(last)).map_or(&[][..], Vec::as_slice);
        let fits = |&&entity: &&u32| {
            let other = &self.entities[entity as usize];
            let clash = matches!((other.gender, seen.gender), (Some(a), Some(b)) if a != b)
                || matches!((other.sort, seen.sort), (Sort::Person, Sort::Body | Sort::Document))
                || matches!((other.sort, seen.sort), (Sort::Body | Sort::Document, Sort::Person));
            !clash
                && self.same_words(core, &other.name, other.sort == Sort::Person || seen.sort == Sort::Person)
        };
        let best = candidates
            .iter()
            .rev()
            .take(NAMESAKES)
            .filter(fits)
            .max_by_key(|&&entity| self.entities[entity as usize].count);
        best.copied().or_else(|| if single { self.acronym(core) } else { None })
    }

    /// Whether two names can be one: a surname or given name of the full one, or its words with fewer between.
    fn same_words(&self, a: &Range<usize>, b: &Range<usize>, person: bool) -> bool {
        let view = self.view;
        let (short, long) =
            if words_of(view, a).count() <= words_of(view, b).count() { (a, b) } else { (b, a) };
        let mut rest = words_of(view, long);
        let inside = words_of(view, short).all(|word| rest.any(|other| other == word));
        if inside {
            return true;
        }
        // "Bill Clinton" is not "Hillary Clinton", and "Don Fowler" is "Donald Fowler".
        let (first_a, first_b) = (words_of(view, a).next(), words_of(view, b).next());
        let (last_a, last_b) = (words_of(view, a).last(), words_of(view, b).last());
        person
            && last_a == last_b
            && matches!((first_a, first_b), (Some(a), Some(b)) if a.starts_with(b) || b.starts_with(a))
    }

    /// The entity whose words an acronym abbreviates: "IMF".
    fn acronym(&self, core: &Range<usize>) -> Option<u32> {
        let printed = self.view.printed(core.end - 1);
        let letters = || printed.chars().filter(|c| *c != '.');
        if letters().count() < 2 || !letters().all(char::is_uppercase) {
            return None;
        }
        let entities = self.entities.iter().enumerate().rev().take(RECENT);
        entities
            .filter(|(_, entity)| entity.name.len() > 1)
            .find(|(_, entity)| {
                let initials = entity.name.clone().filter_map(|at| self.view.printed(at).chars().next());
                initials.filter(|c| c.is_uppercase()).eq(letters())
            })
            .map(|(at, _)| at as u32)
    }

    /// Takes from a pronoun that stands for an entity what that tells of it.
    pub fn know(&mut self, entity: u32, pronoun: Pronoun) {
        let known = &mut self.entities[entity as usize];
        let gender = match pronoun {
            Pronoun::He => Gender::Man,
            Pronoun::She => Gender::Woman,
            Pronoun::It | Pronoun::They => return,
        };
        known.gender = known.gender.or(Some(gender));
        known.sort = Sort::Person;
    }

    /// Adds the noun of a description to what is said of its entity.
    pub fn roles_of(&mut self, entity: u32, mention: &Mention) {
        let What::Description { head, .. } = mention.what else { return };
        let Some(noun) = self.title(head) else { return };
        let known = &mut self.entities[entity as usize];
        if known.roles.len() < NAMESAKES && !known.roles.iter().any(|(other, _)| other.lemma == noun.lemma) {
            known.roles.push((noun, mention.tokens.start..head));
        }
        if noun.class == NounClass::Person && known.sort == Sort::Unknown {
            known.sort = Sort::Person;
        }
        known.gender = known.gender.or(noun.gender);
    }
}

/// What one mention of a name tells.
struct Seen<'a> {
    sort: Sort,
    gender: Option<Gender>,
    roles: Vec<(&'a Noun, Range<usize>)>,
    known: Option<EntityKind>,
    office: Option<&'a str>,
    state: Option<&'a str>,
}

/// The noun a token is: a title, a noun of the data, or a word that ends in one for a person.
pub fn said_of<'a>(view: &View<'a>, token: usize) -> Option<&'a Noun> {
    let (reference, word) = (&view.known.reference, view.word(token));
    let noun = reference.abbreviated(word).or_else(|| reference.noun(word));
    noun.or_else(|| {
        if view.printed(token).starts_with(char::is_lowercase) { reference.person_ending(word) } else { None }
    })
}

/// The sort of entity that a class of nouns is said of.
pub fn sort_of(class: NounClass) -> Sort {
    match class {
        NounClass::Person => Sort::Person,
        NounClass::Body | NounClass::Place => Sort::Body,
        NounClass::Document => Sort::Document,
    }
}

/// The words of a name, without marks, initials and small words.
fn words_of<'v>(view: &'v View<'_>, core: &Range<usize>) -> impl Iterator<Item = &'v str> + use<'v> {
    let range = core.clone();
    range.filter(move |&at| is_word(view, at) && !is_generation(view.word(at))).map(move |at| view.word(at))
}

fn is_word(view: &View<'_>, at: usize) -> bool {
    view.printed(at).starts_with(char::is_alphanumeric)
        && view.printed(at).chars().count() > 1
        && !matches!(view.tag(at), Tag::Adp | Tag::Det)
}

fn is_generation(word: &str) -> bool {
    matches!(word, "jr" | "sr" | "ii" | "iii" | "iv")
}
