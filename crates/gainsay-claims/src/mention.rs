//! Who is named where on a page.
//!
//! Most names say who they are; these are settled over the whole page:
//!
//! * a *local* name ("the North", "Congress", "MIT") counts where its entity or state is named otherwise;
//! * a state's name counts not where it is somebody's surname ("Jim Jordan"), nor where the page's other words show that
//!   something else is meant (Georgia, on a page with Atlanta and without Tbilisi);
//! * a body's name counts not behind the name of another state ("Australian Defense Department").

use gainsay_knowledge::{Entity, EntityKind, Form, Knowledge, Names, Opening};
use gainsay_record::{Analysis, Tag};
use std::collections::{HashMap, HashSet};
use std::ops::Range;

/// Fewer words without a capital are no sentence, but a part of one.
const SMALL: usize = 4;

/// How many names around a local name are looked at to tell which of several entities it is.
const NEAR: usize = 200;

/// Somebody named in the text.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Mention<'a> {
    pub start: usize,
    pub end: usize,
    pub entity: &'a Entity,
    pub form: Form,
}

impl<'a> Mention<'a> {
    /// The state it is or belongs to.
    pub fn state(&self) -> Option<&'a str> {
        state(self.entity)
    }

    /// The code that fills a role: the state, or the holder code of an armed group, company or organisation. An outlet
    /// fills none, nor does the adjective of a state that is no more: "a Soviet tank".
    pub fn filler(&self) -> Option<&'a str> {
        match self.entity.kind {
            EntityKind::Group | EntityKind::Company | EntityKind::Organisation => Some(&self.entity.code),
            EntityKind::Outlet => None,
            EntityKind::State if self.entity.ended && self.form == Form::Adjective => None,
            _ => self.state(),
        }
    }
}

fn state(entity: &Entity) -> Option<&str> {
    match entity.kind {
        EntityKind::State => Some(&entity.code),
        _ => entity.state.as_deref().filter(|state| *state != "XXX"),
    }
}

/// A local name, and whose it can be.
struct Candidate<'a> {
    range: Range<usize>,
    whose: Vec<&'a Entity>,
}

/// A page's words, and who is named in them.
pub(crate) struct Finder<'w, 'a> {
    known: &'a Knowledge,
    analysis: &'w Analysis,
    printed: &'w [&'a str],
    lowered: &'w [&'w str],
}

impl<'w, 'a> Finder<'w, 'a> {
    pub fn new(
        known: &'a Knowledge,
        analysis: &'w Analysis,
        printed: &'w [&'a str],
        lowered: &'w [&'w str],
    ) -> Self {
        Self { known, analysis, printed, lowered }
    }

    /// Everyone named, in the order of the text, none overlapping.
    pub fn mentions(&self) -> Vec<Mention<'a>> {
        let mut found: Vec<Mention<'a>> = Vec::new();
        let mut local: Vec<Candidate<'a>> = Vec::new();
        for sentence in &self.analysis.sentences {
            let end = (sentence.tokens.end as usize).min(self.printed.len());
            let start = (sentence.tokens.start as usize).min(end);
            let titled = self.is_title(start..end);
            if self.has_no_capitals(start..end) {
                found.extend(self.small(start..end));
                continue;
            }
            let mut at = start;
            while at < end {
                local.extend(self.local(start, at..end));
                match self.known.names.opening(&self.printed[at..end], &self.lowered[at..end]) {
                    Some(Opening::Somebody(length, entity, form)) if length > 0 => {
                        let mention = Mention { start: at, end: at + length, entity, form };
                        if self.is_of_another(found.last(), &mention) {
                            at += 1;
                            continue;
                        }
                        if !self.is_a_person(start..end, &mention, titled) {
                            found.push(mention);
                        }
                        at += length;
                    }
                    Some(Opening::Nobody(length)) => at += length.max(1),
                    _ => at += 1,
                }
            }
        }
        self.drop_homonyms(&mut found);
        let named: HashSet<&'a str> = found
            .iter()
            .flat_map(|mention| [Some(&*mention.entity.code), mention.state()])
            .flatten()
            .collect();
        // Whether the page names nobody whose a name could be is told before any of its names is settled.
        let mut nobodys: HashMap<&'a str, bool> = HashMap::new();
        for candidate in &local {
            if let [one] = candidate.whose.as_slice()
                && one.bare
                && !nobodys.contains_key(&*one.code)
            {
                nobodys.insert(&one.code, self.is_of_nobody(&candidate.range, &found));
            }
        }
        for candidate in local {
            self.settle(candidate, &named, &nobodys, &mut found);
        }
        found
    }

    /// Whether a sentence is written without any capital, as posts are: then small letters tell nothing.
    fn has_no_capitals(&self, sentence: Range<usize>) -> bool {
        let opens_small =
            sentence.len() >= SMALL && self.printed[sentence.start].starts_with(char::is_lowercase);
        opens_small && !sentence.clone().any(|at| self.printed[at].contains(char::is_uppercase))
    }

    /// The states that such a sentence names.
    fn small(&self, sentence: Range<usize>) -> Vec<Mention<'a>> {
        let raised = |word: &&str| -> String {
            let mut letters = word.chars();
            letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
        };
        let raised: Vec<String> = self.printed[sentence.clone()].iter().map(raised).collect();
        let raised: Vec<&str> = raised.iter().map(String::as_str).collect();
        let mut found = Vec::new();
        let mut at = sentence.start;
        while at < sentence.end {
            let opening =
                self.known.names.opening(&raised[at - sentence.start..], &self.lowered[at..sentence.end]);
            match opening {
                Some(Opening::Somebody(length, entity, form))
                    if length > 0 && entity.kind == EntityKind::State && self.printed[at].len() > 3 =>
                {
                    found.push(Mention { start: at, end: at + length, entity, form });
                    at += length;
                }
                _ => at += 1,
            }
        }
        found
    }

    fn capital(&self, at: usize) -> bool {
        self.printed.get(at).is_some_and(|word| word.starts_with(char::is_uppercase))
    }

    /// Whether a sentence is set as a title: most of its words have capitals, which so tell nothing.
    fn is_title(&self, sentence: Range<usize>) -> bool {
        let words = sentence.filter(|&at| self.printed[at].len() > 3);
        let (all, capitals) = words.fold((0, 0), |(all, capitals), at| {
            (all + 1, capitals + usize::from(!self.printed[at].starts_with(char::is_lowercase)))
        });
        all > 3 && capitals * 3 > all * 2
    }

    /// "Australian Defense Department": the name of another state's body.
    fn is_of_another(&self, before: Option<&Mention<'a>>, mention: &Mention<'a>) -> bool {
        let Some(before) = before.filter(|_| mention.entity.kind == EntityKind::Body) else { return false };
        let genitive = self.lowered.get(before.end).is_some_and(|word| matches!(*word, "'s" | "'"));
        before.entity.kind == EntityKind::State
            && before.end + usize::from(genitive) == mention.start
            && mention.state() != before.state()
    }

    /// "Jim Jordan", "Chad Baker": a state's name that a person bears.
    fn is_a_person(&self, sentence: Range<usize>, mention: &Mention<'a>, titled: bool) -> bool {
        let alone = mention.end - mention.start == 1 && mention.entity.kind == EntityKind::State;
        if !alone || titled || !self.known.names.is_also_a_person(self.lowered[mention.start]) {
            return false;
        }
        let given = mention.start > sentence.start
            && self.capital(mention.start - 1)
            && self.known.reference.given_name(self.lowered[mention.start - 1]).is_some();
        let next = mention.end;
        let surname = next < sentence.end
            && self.capital(next)
            && self.analysis.tokens[next].tag == Tag::Propn
            && self.is_unknown(next, sentence.end);
        given || surname
    }

    /// Whether no name and no description opens at a token.
    fn is_unknown(&self, at: usize, end: usize) -> bool {
        let names = &self.known.names;
        names.opening(&self.printed[at..end], &self.lowered[at..end]).is_none()
            && names.sector_at(&self.lowered[at..end]).is_none()
    }

    /// A local name at the first of `tokens`, not inside a longer name that is nobody's in the data.
    fn local(&self, sentence: usize, tokens: Range<usize>) -> Option<Candidate<'a>> {
        let names: &'a Names = &self.known.names;
        let (at, end) = (tokens.start, tokens.end);
        let (length, whose) = names.local_at(&self.printed[at..end], &self.lowered[at..end])?;
        let next = at + length;
        let open = |at: usize| at < end && self.capital(at) && self.is_unknown(at, end);
        // "the North Atlantic", "World Congress", "the north-west".
        let goes_on =
            open(next) || self.lowered.get(next).is_some_and(|word| matches!(*word, "-" | "‐" | "‑"));
        let inside = at > sentence && self.capital(at) && open(at - 1) && self.lowered[at - 1] != "the";
        (!goes_on && !inside).then(|| Candidate { range: at..next, whose: whose.collect() })
    }

    /// Puts a local name among the mentions, where one of those whose it can be is named otherwise: the nearest of them.
    fn settle(
        &self,
        candidate: Candidate<'a>,
        named: &HashSet<&'a str>,
        nobodys: &HashMap<&'a str, bool>,
        found: &mut Vec<Mention<'a>>,
    ) {
        let Range { start, end } = candidate.range;
        let place = found.partition_point(|mention| mention.end <= start);
        // The "Security Council" of the "National Security Council" is a part of its name.
        let part = |mention: &Mention<'_>| start < mention.start && mention.end == end;
        if found.get(place).is_some_and(|mention| mention.start < end && !part(mention)) {
            return;
        }
        let names: &'a Names = &self.known.names;
        let by = |entity: &'a Entity, code: &str| {
            *entity.code == *code || state(entity) == Some(code) || names.beside(&entity.code).contains(&code)
        };
        let possible = candidate.whose.iter().copied().filter(|entity| {
            named.contains(&*entity.code)
                || state(entity).is_some_and(|state| named.contains(state))
                || names.beside(&entity.code).iter().any(|state| named.contains(state))
        });
        let possible: Vec<&'a Entity> = possible.collect();
        let entity = match possible.as_slice() {
            // "The National Security Council", with no word of any government.
            [] => match candidate.whose.as_slice() {
                [one] if nobodys.get(&*one.code) == Some(&true) => *one,
                _ => return,
            },
            [one] => *one,
            many => {
                let near = |mention: &Mention<'a>| {
                    many.iter().copied().find(|entity| {
                        by(entity, &mention.entity.code)
                            || mention.state().is_some_and(|state| by(entity, state))
                    })
                };
                let (before, after) = found.split_at(place);
                let nearest = before.iter().rev().take(NEAR).find_map(near);
                nearest.or_else(|| after.iter().take(NEAR).find_map(near)).unwrap_or(many[0])
            }
        };
        if found.get(place).is_some_and(part) {
            found.remove(place);
        }
        found.insert(place, Mention { start, end, entity, form: Form::Name });
    }

    /// Whether a page says of no state that a name is of an organ of it: it names no organ, nobody in office and no
    /// seat of a government, and nowhere a state right before these words.
    fn is_of_nobody(&self, name: &Range<usize>, found: &[Mention<'a>]) -> bool {
        let words = &self.lowered[name.clone()];
        found.iter().all(|mention| {
            let organ = matches!(mention.entity.kind, EntityKind::Body | EntityKind::Person)
                || mention.form == Form::Capital;
            let behind = mention.end
                + usize::from(self.lowered.get(mention.end).is_some_and(|word| matches!(*word, "'s" | "’s")));
            let described = self.known.names.sector_at(self.lowered.get(behind..).unwrap_or_default());
            let owned = self.lowered.get(behind..behind + words.len()) == Some(words) || described.is_some();
            !(organ || mention.entity.kind == EntityKind::State && owned)
        })
    }

    /// Takes away names that mean something else on this page.
    fn drop_homonyms(&self, found: &mut Vec<Mention<'a>>) {
        let mut doubtful: Vec<&'a str> = Vec::new();
        for mention in found.iter().filter(|mention| mention.form == Form::Name) {
            let code: &'a str = &mention.entity.code;
            if !doubtful.contains(&code) && self.known.names.unless(code).is_some() {
                doubtful.push(code);
            }
        }
        for code in doubtful {
            let Some(unless) = self.known.names.unless(code) else { continue };
            let otherwise = |mention: &Mention<'a>| {
                mention.state() == Some(code) && (mention.form != Form::Name || *mention.entity.code != *code)
            };
            let other_things = (0..self.lowered.len()).any(|at| unless.at(&self.lowered[at..]).is_some());
            if other_things && !found.iter().any(otherwise) {
                found.retain(|mention| *mention.entity.code != *code);
            }
        }
    }
}
