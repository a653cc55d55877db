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
use gainsay_record::{Span, Statement};
use mention::{Determiner, Mention, Pronoun, What};

/// Gives each statement whose source refers back the antecedent of that source, where one stands before it.
pub fn resolve(view: &View<'_>, statements: &mut [Statement]) {
    let mentions = mention::all(view);
    let sources = sources(view, &mentions, statements);
    if !sources.iter().any(|source| refers_back(view, &mentions[source.mention])) {
        return;
    }
    let mut page = Page {
        cast: Cast::new(view),
        view,
        mentions: &mentions,
        referents: vec![None; mentions.len()],
        told: told(view),
    };
    let mut next = 0;
    let mut antecedents: Vec<Option<Span>> = vec![None; mentions.len()];
    for (at, antecedent) in antecedents.iter_mut().enumerate() {
        let first = next;
        while next < sources.len() && sources[next].mention == at {
            next += 1;
        }
        let source = sources[first..next].first();
        let own: Vec<Span> = sources[first..next]
            .iter()
            .flat_map(|source| statements[source.statement].content.iter().copied())
            .collect();
        let found = page.read(at, source.map(|source| (source.order, own.as_slice())));
        if let (Some(_), Some(best)) = (source, found) {
            *antecedent = Some(view.span(&mentions[best].tokens));
        }
    }
    for source in &sources {
        statements[source.statement].antecedent = antecedents[source.mention];
    }
}

/// A statement by the mention that is its source.
struct Source {
    mention: usize,
    statement: usize,
    /// Its place among the sources of the page.
    order: u32,
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
        if let Some((at, _)) = opening.or_else(|| inside.clone().next()) {
            sources.push(Source { mention: first + at, statement, order: 0 });
        }
    }
    sources.sort_by_key(|source| (source.mention, source.statement));
    for (order, source) in sources.iter_mut().enumerate() {
        source.order = order as u32;
    }
    sources
}

/// Whether a source can be a pronoun or description of something met before.
fn refers_back(view: &View<'_>, mention: &Mention) -> bool {
    match mention.what {
        What::Pronoun(_) => !matches!(view.word(mention.tokens.start), "his" | "its" | "their"),
        What::Description { determiner: Determiner::Definite, .. } => true,
        _ => false,
    }
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
    /// Reads one mention; `source` says that it is one, with its order and the content of its statements. Gives the
    /// mention that stands for it, where it refers back.
    fn read(&mut self, at: usize, source: Option<(u32, &[Span])>) -> Option<usize> {
        let mention = &self.mentions[at];
        let with = mention.with.and_then(|other| self.referents[other]);
        let mut antecedent = None;
        let referent = match &mention.what {
            What::Name { core, the } => Some(self.cast.name(mention, core, *the, with)),
            What::Pair => Some(self.cast.describe(mention)),
            What::Description { .. } if with.is_some() => with,
            What::Description { determiner, .. } => {
                let asking = Asking::new(at, source);
                let found = match determiner {
                    Determiner::Definite if !mention.introduces => asking.describes(self),
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
            if matches!(mention.what, What::Description { .. }) {
                self.cast.roles_of(entity, mention);
            }
            self.cast.meet(entity, at, mention);
            if let Some((order, _)) = source {
                self.cast.entities[entity as usize].spoke = Some(order);
            }
        }
        antecedent
    }
}
