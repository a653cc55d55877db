//! Sources that are pronouns or bare descriptions, tied to the words they stand for.
//!
//! 1. `mention`: every name, description and pronoun of the page, and what it does in its clause.
//! 2. `cast`: the mentions gathered into entities, in the order of the text: what is known of each of its sex, its
//!    sort and the nouns said of it.
//! 3. `choose`: for a pronoun or a description that refers back, the entity before it that fits best, by a sum of
//!    weights (in the manner of Lappin and Leass, "An Algorithm for Pronominal Anaphora Resolution", 1994).

mod cast;
mod choose;
mod mention;

use crate::view::View;
use cast::Cast;
use choose::Asking;
use gainsay_record::{Act, Span, Statement};
use mention::{Determiner, Mention, Pronoun, What};

/// Gives each statement whose source refers back the antecedent of that source, where one stands before it.
pub fn resolve(view: &View<'_>, statements: &mut [Statement]) {
    let mentions = mention::all(view);
    let sources = sources(view, &mentions, statements);
    if !sources.iter().any(|source| refers_back(&mentions[source.mention])) {
        return;
    }
    let mut page = Page {
        cast: Cast::new(view),
        view,
        mentions: &mentions,
        referents: vec![None; mentions.len()],
        told: told(view),
    };
    let mut antecedents: Vec<Option<Span>> = vec![None; mentions.len()];
    for at in reading_order(&mentions) {
        let first = sources.partition_point(|source| source.mention < at);
        let next = sources.partition_point(|source| source.mention <= at);
        let speaking = sources.get(first).filter(|_| first < next).map(|source| {
            let spoken = sources[first..next].iter().map(|source| &statements[source.statement]);
            Speaking {
                order: source.order,
                end: source.end,
                own: spoken.clone().flat_map(|statement| statement.content.iter().copied()).collect(),
                accused: spoken.clone().find_map(|statement| accused(statements, statement)),
                shows: spoken.clone().all(|statement| statement.cue.iter().any(|cue| shows(view, *cue))),
            }
        });
        let found = page.read(at, speaking.as_ref());
        if let (Some(_), Some(best)) = (speaking, found) {
            antecedents[at] = Some(view.span(&mention::with_complement(view, &mentions[best])));
        }
    }
    for source in &sources {
        // What stands for a source stands before all of it, however much of the words around it were heard as its own.
        let statement = &mut statements[source.statement];
        let before = |own: &Span| statement.source.first().is_none_or(|first| own.end() <= first.start());
        statement.antecedent = antecedents[source.mention].filter(before);
    }
}

/// What is known of a mention that is the source of statements.
struct Speaking {
    /// Its place among the sources of the page.
    order: u32,
    /// The token behind its words.
    end: usize,
    /// What it says.
    own: Vec<Span>,
    /// Where it lies in an accusation: the words of the accusation.
    accused: Option<Span>,
    /// Whether it says so by a verb for papers.
    shows: bool,
}

/// The accusation that a statement lies in: its words open with whoever is accused.
fn accused(statements: &[Statement], inner: &Statement) -> Option<Span> {
    let outer = statements.get(inner.nested_in?.0 as usize)?;
    outer.content.first().copied().filter(|_| outer.act == Act::Accuses)
}

/// Whether a cue is what a paper or a fact can do, without anybody speaking.
fn shows(view: &View<'_>, cue: Span) -> bool {
    const STEMS: [&str; 9] =
        ["expos", "reveal", "show", "disclos", "indicat", "suggest", "demonstrat", "illustrat", "prov"];
    view.analysis.within(cue).any(|at| STEMS.iter().any(|stem| view.word(at).starts_with(stem)))
}

/// The mentions in the order in which they are read: that of the text, but pairs behind their second name.
fn reading_order(mentions: &[Mention]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..mentions.len()).collect();
    order.sort_by_key(|&at| match mentions[at].what {
        What::Pair { starts } => (starts[1], true, at),
        _ => (mentions[at].tokens.start, false, at),
    });
    order
}

/// How many mentions back a pair is looked for by "the latter".
const PAIR_REACH: usize = 40;

/// A statement by the mention that is its source.
struct Source {
    mention: usize,
    statement: usize,
    /// Its place among the sources of the page.
    order: u32,
    /// The token behind its words.
    end: usize,
}

/// The sources of statements, in the order of the text: the mention that opens each, or the longest inside it.
fn sources(view: &View<'_>, mentions: &[Mention], statements: &[Statement]) -> Vec<Source> {
    let mut sources = Vec::new();
    for (statement, source) in
        statements.iter().enumerate().filter_map(|(at, s)| Some((at, *s.source.first()?)))
    {
        let tokens = view.analysis.within(source);
        let first = mentions.partition_point(|mention| mention.tokens.start < tokens.start);
        let inside = mentions[first..]
            .iter()
            .enumerate()
            .take_while(|(_, mention)| mention.tokens.start < tokens.end)
            .filter(|(_, mention)| mention.tokens.end <= tokens.end);
        let opening = inside
            .clone()
            .filter(|(_, mention)| mention.tokens.start == tokens.start)
            .max_by_key(|(_, mention)| (mention.tokens.len(), !matches!(mention.what, What::Pronoun(_))));
        // "Its spokesman": who is meant is whose he is.
        let owned = matches!(view.word(tokens.start), "its" | "their");
        let owner = inside.clone().filter(|(_, mention)| mention.tokens == (tokens.start..tokens.start + 1));
        let owner = owner.clone().find(|(_, mention)| owned && matches!(mention.what, What::Pronoun(_)));
        if let Some((at, _)) = owner.or(opening).or_else(|| inside.clone().next()) {
            sources.push(Source { mention: first + at, statement, order: 0, end: tokens.end });
        }
    }
    sources.sort_by_key(|source| (source.mention, source.statement));
    for (order, source) in sources.iter_mut().enumerate() {
        source.order = order as u32;
    }
    sources
}

/// Whether a source can be a pronoun or description of something met before.
fn refers_back(mention: &Mention) -> bool {
    matches!(mention.what, What::Pronoun(_) | What::Description { determiner: Determiner::Definite, .. })
}

/// For each sentence, how many before it are told by the outlet: quotation does not move the story on.
fn told(view: &View<'_>) -> Vec<u32> {
    let mut count = 0;
    let sentences = &view.analysis.sentences;
    sentences
        .iter()
        .map(|sentence| {
            let before = count;
            count += u32::from(View::range(sentence).any(|at| view.quotation(at).is_none()));
            before
        })
        .collect()
}

/// A page being read from its first mention to its last.
struct Page<'a> {
    view: &'a View<'a>,
    mentions: &'a [Mention],
    cast: Cast<'a>,
    /// The entity of each mention read so far.
    referents: Vec<Option<u32>>,
    /// For each sentence, how many before it are told by the outlet.
    told: Vec<u32>,
}

impl Page<'_> {
    /// The entity of a pair, by those of its two names.
    fn pair(&mut self, at: usize, starts: [usize; 2]) -> Option<u32> {
        let [a, b] = starts.map(|start| self.named(start, at));
        Some(self.cast.pair(a?, b?))
    }

    /// "The latter" and "the former": the second and the first of the two named together last.
    fn one_of_two(&self, at: usize) -> Option<u32> {
        let tokens = &self.mentions[at].tokens;
        let which = match self.view.word(tokens.end - 1) {
            "former" => 0,
            "latter" => 1,
            _ => return None,
        };
        let before = self.mentions[..at].iter().rev().take(PAIR_REACH);
        let starts =
            before.filter(|pair| pair.tokens.end <= tokens.start).find_map(|pair| match pair.what {
                What::Pair { starts } => Some(starts),
                _ => None,
            })?;
        self.named(starts[which], at)
    }

    /// The entity of the name that starts at a token; `not` is a mention that is none.
    fn named(&self, start: usize, not: usize) -> Option<u32> {
        let first = self.mentions.partition_point(|mention| mention.tokens.start < start);
        let same = (first..self.mentions.len()).take_while(|&at| self.mentions[at].tokens.start == start);
        same.filter(|&other| other != not && matches!(self.mentions[other].what, What::Name { .. }))
            .find_map(|other| self.referents[other])
    }

    /// Reads one mention; `source` says what it speaks, where it is a source. Gives the
    /// mention that stands for it, where it refers back.
    fn read(&mut self, at: usize, source: Option<&Speaking>) -> Option<usize> {
        let mention = &self.mentions[at];
        let with = mention.with.and_then(|other| self.referents[other]);
        let mut antecedent = None;
        let referent = match &mention.what {
            What::Name { core, the } => Some(self.cast.name(mention, core, *the, with)),
            What::Pair { starts } => self.pair(at, *starts),
            What::Description { .. } if with.is_some() => with,
            // "Every candidate" is nobody to go on about.
            What::Description { .. }
                if matches!(self.view.word(mention.tokens.start), "every" | "any" | "no" | "each") =>
            {
                None
            }
            What::Description { determiner, .. } => {
                let asking = Asking::new(at, source);
                let found = match determiner {
                    Determiner::Definite if !mention.introduces => {
                        self.one_of_two(at).or_else(|| asking.describes(self))
                    }
                    _ => None,
                };
                antecedent = found;
                Some(found.unwrap_or_else(|| self.cast.describe(mention)))
            }
            What::Pronoun(pronoun) => {
                // Who "it" and "they" are matters only where they speak.
                let asks = match pronoun {
                    Pronoun::He | Pronoun::She => {
                        source.is_some() || self.view.quotation(mention.tokens.start).is_none()
                    }
                    Pronoun::It | Pronoun::They => source.is_some(),
                };
                antecedent = if asks { Asking::new(at, source).stands_for(self, *pronoun) } else { None };
                antecedent
            }
        };
        let best = |entity: u32| self.cast.entities[entity as usize].best;
        let antecedent = antecedent.map(best).filter(|best| best.1 > 0).map(|best| best.0);
        self.referents[at] = referent;
        if let Some(entity) = referent {
            // Who is "he" once is a man from then on.
            if let (What::Pronoun(pronoun), true) = (&mention.what, source.is_some()) {
                self.cast.know(entity, *pronoun);
            }
            if matches!(mention.what, What::Description { .. }) {
                self.cast.roles_of(entity, mention);
            }
            self.cast.meet(entity, at, mention);
            if let Some(source) = source {
                self.cast.entities[entity as usize].spoke = Some(source.order);
            }
        }
        antecedent
    }
}
