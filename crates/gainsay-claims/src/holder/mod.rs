//! Who a source is: from a noun phrase to a holder code.
//!
//! 1. `stands`: the names and descriptions in the words, and how each stands to whoever speaks ("for", "in", "'s allies").
//! 2. `words`: who they name by themselves.
//! 3. `back`: whom a bare description stands for ("the ministry"), from the sources before it and from the page; `antecedent`:
//!    who the words are that attribution found it to stand for.
//! 4. `home`: whose organ speaks where no words say so ("a ministry spokesman"), by what `whose` finds around it.
//! 5. `unnamed`: how many speak without a name, and on what condition.
//!
//! A description resolves to somebody only where the words point at them: "another official" and "officials" are people
//! of whom the page has not spoken, and stay apart from all others.

mod antecedent;
mod around;
mod back;
mod band;
mod home;
mod introduced;
mod letterhead;
mod opposite;
mod own;
mod stands;
mod there;
mod unnamed;
mod whose;
mod words;

pub(crate) use home::is_abroad;

use crate::view::View;
use gainsay_knowledge::EntityKind;
use gainsay_record::{Article, BlockKind, Holder, Naming, Span, Tag, Unnamed};
use std::ops::Range;

/// Who was resolved, and how far.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Who {
    pub holder: Option<Holder>,
    pub named: Naming,
    pub unnamed: Unnamed,
}

/// A source met before, for what stands for it later: "the ministry", "he", a surname.
#[derive(Clone, Debug)]
pub(crate) struct Met {
    pub who: Who,
    /// Where it was met, as tokens.
    pub tokens: Range<usize>,
    /// Whether it is somebody sent abroad, by its own words or those it stands for: an ambassador, and the "he" behind him.
    pub abroad: bool,
}

/// How many words of a headline may stand before "statement of": "Joint press".
const DOCUMENT: usize = 4;

/// How many sources and names back "the ministry" or a surname is looked for.
const LOOK_BACK: usize = 200;

/// Who the words in `spans` name. `antecedent` is what a pronoun stands for; `met` are the sources before, in order.
pub(crate) fn who(view: &View<'_>, spans: &[Span], antecedent: Option<Span>, met: &[Met]) -> Who {
    let ranges = spans.iter().flat_map(|span| view.stretches(*span));
    let mut ranges: Vec<Range<usize>> = ranges.map(|range| without_aside(view, range)).collect();
    let mut own = words::by_words(view, &ranges);
    if let Some(author) = ranges.first().and_then(|range| published_by(view, range)) {
        return author;
    }
    if let Some(group) = ranges.first().and_then(|range| band::band_of_state(view, range)) {
        return Who { holder: Some(Holder::new(&*group.code)), named: Naming::Named, ..own };
    }
    if own.is_resolved() {
        return own;
    }
    if let Some(first) = ranges.first_mut()
        && let wide = widened(view, first)
        && wide != *first
    {
        *first = wide;
        own = words::by_words(view, &ranges);
        if own.is_resolved() {
            return own;
        }
    }
    if let Some(found) = opposite::opposite(view, &ranges, &own, met) {
        return found;
    }
    // "its partners" are others, and nobody says who.
    if stands::is_of_others(view, &ranges) {
        return own;
    }
    let found = home::its(view, &ranges, &own, met).or_else(|| home::there(view, &ranges, &own, met));
    if let Some(found) = found.or_else(|| there::over_there(view, &ranges, &own)) {
        return found;
    }
    if let Some(found) = own::of_one_state(view, &ranges, &own, met) {
        return found;
    }
    if let Some(found) = own::of_own_deeds(view, &ranges, &own, met) {
        return found;
    }
    if let Some(found) = own::one_of_its(view, &ranges, &own, met) {
        return found;
    }
    let found = back::back(view, &ranges, &own, antecedent, met);
    if found.as_ref().is_some_and(Who::is_resolved) {
        return found.unwrap_or_default();
    }
    match home::home(view, &ranges, &own, met).or(found) {
        Some(found) => found,
        None => {
            let named = own.or_surname(view, &ranges, met);
            let found =
                if named.holder.is_none() { introduced::introduced(view, &ranges, met) } else { None };
            found.unwrap_or_else(|| named.or_anybodys(view, &ranges))
        }
    }
}

/// "documents published by a campaign group": whoever wrote them or made them public.
fn published_by(view: &View<'_>, source: &Range<usize>) -> Option<Who> {
    let authors = |at: &usize| view.known.cues.authors(view.word(*at)) && view.word(at + 1) == "by";
    let by = (source.start + 1..source.end.saturating_sub(2)).find(authors)? + 2;
    let author = words::by_words(view, std::slice::from_ref(&(by..source.end)));
    author.is_resolved().then_some(Who { named: Naming::Document, ..author })
}

/// How many words a noun phrase may hold before those that were taken for a source.
const WIDER: usize = 8;

/// The noun phrase of which a source is a part: "[Libya's internationally recognised] prime minister", "a Zurich [weekly]".
fn widened(view: &View<'_>, source: &Range<usize>) -> Range<usize> {
    let start = source.start;
    let sentence = view.sentence(start);
    let mut end = source.end;
    if matches!(view.tag(end.saturating_sub(1)), Tag::Adj | Tag::Propn) {
        while end < sentence.end && end < source.end + 3 {
            let described = view.known.names.sector_at(&view.lowered[end..sentence.end]);
            match described {
                Some((length, _)) => end += length,
                None if view.tag(end) == Tag::Noun => end += 1,
                None => break,
            }
        }
    }
    if matches!(view.tag(start), Tag::Det | Tag::Pron) {
        return start..end;
    }
    let mut first = start;
    for at in (sentence.start.max(start.saturating_sub(WIDER))..start).rev() {
        let word = view.word(at);
        let modifies = match view.tag(at) {
            Tag::Adj | Tag::Noun | Tag::Propn | Tag::Num | Tag::Adv => true,
            Tag::Verb => word.ends_with("ed"),
            _ => matches!(word, "'s" | "’s"),
        };
        let article = matches!(word, "the" | "a" | "an" | "its" | "his" | "her" | "their");
        if modifies || article {
            first = at;
        }
        if !modifies {
            break;
        }
    }
    first..end
}

impl Who {
    /// Whether it is known who or of which state they are.
    fn is_resolved(&self) -> bool {
        self.holder.as_ref().is_some_and(|holder| holder.parts().next() != Some("XXX"))
    }

    /// "A leaked invoice" is somebody's, and nobody says whose.
    fn or_anybodys(self, view: &View<'_>, ranges: &[Range<usize>]) -> Self {
        // "Customs data" are anybody's, too; "the report" is one that the page has told.
        let indefinite = ranges.first().is_some_and(|range| {
            let word = view.word(range.start);
            !matches!(
                word,
                "the" | "this" | "that" | "these" | "those" | "its" | "his" | "her" | "their" | "it" | "they"
            )
        });
        if self.holder.is_some() || self.named != Naming::Document || !indefinite {
            return self;
        }
        Self { holder: Some(Holder::new("XXX")), ..self }
    }

    /// A name not in the data may have been met with its office: "Kim" after "the spokesman, Kim".
    fn or_surname(self, view: &View<'_>, ranges: &[Range<usize>], met: &[Met]) -> Self {
        if self.holder.is_some() {
            return self;
        }
        let names: Vec<&str> = ranges
            .iter()
            .cloned()
            .flatten()
            .map(|at| view.printed[at])
            .filter(|word| stands::is_name(word))
            .collect();
        let same = |other: &&Met| {
            other.who.holder.is_some()
                && other
                    .tokens
                    .clone()
                    .any(|at| may_be_surname(view, at) && names.contains(&view.printed[at]))
        };
        match met.iter().rev().take(LOOK_BACK).find(same) {
            Some(other) => Who { holder: other.who.holder.clone(), named: Naming::Named, ..Who::default() },
            None => self,
        }
    }
}

/// Whether a token of a source met before can be somebody's surname: no part of a state's or body's name.
fn may_be_surname(view: &View<'_>, at: usize) -> bool {
    view.mention_at(at).is_none_or(|mention| mention.entity.kind == EntityKind::Person)
}

/// "An Egyptian official, *speaking to* the channel Al-Qahera News": to whom somebody speaks is not who does.
fn without_aside(view: &View<'_>, range: Range<usize>) -> Range<usize> {
    let aside = (range.start + 1..range.end.saturating_sub(1))
        .find(|&at| view.word(at) == "," && view.known.cues.speaks_aside(view.word(at + 1)));
    range.start..aside.unwrap_or(range.end)
}

/// Whose document the page is, as its headline says: "Statement of the Ministry of Foreign Affairs of Ukraine on ...". What
/// stands in it without a source they say themselves.
pub(crate) fn document_of(view: &View<'_>, article: &Article) -> Option<Who> {
    titled(view, article).or_else(|| letterhead::of(view, article))
}

/// Whose the paper is that a headline names.
fn titled(view: &View<'_>, article: &Article) -> Option<Who> {
    let titles =
        article.blocks.iter().take_while(|block| !matches!(block.kind, BlockKind::Lede | BlockKind::Body));
    let titles = titles.filter(|block| matches!(block.kind, BlockKind::Headline | BlockKind::Subhead));
    // "Remarks by the president spark alarm" is the title of no paper.
    let verbless =
        |tokens: &Range<usize>| !tokens.clone().any(|at| matches!(view.tag(at), Tag::Verb | Tag::Aux));
    let titles = titles.flat_map(|title| view.stretches(title.span)).filter(verbless);
    let (by, tokens) = titles
        .filter_map(|tokens| {
            let paper = |at: usize| {
                view.known.wording.papers_of.at(&view.lowered[at..tokens.end]).map(|(length, ())| at + length)
            };
            Some((tokens.clone().take(DOCUMENT).find_map(paper)?, tokens))
        })
        .next()?;
    let goes_on = |at: &usize| view.known.wording.topics.at(&view.lowered[*at..=*at]).is_none();
    let end = by + (by..tokens.end).take_while(goes_on).count();
    let who = words::by_words(view, std::slice::from_ref(&(by..end)));
    let sector = who.holder.as_ref().and_then(Holder::sector);
    (end > by && who.is_resolved() && sector.is_some_and(|sector| sector != "MED")).then_some(who)
}

/// The outlet in whose own voice a page speaks.
pub(crate) fn outlet(view: &View<'_>, name: Option<&str>) -> Who {
    let code = name.and_then(|name| view.known.names.outlet_code(name));
    let named = if name.is_some() { Naming::Named } else { Naming::Unnamed };
    let holder = Some(Holder::new(code.as_deref().unwrap_or("XXX:MED")));
    Who { holder, named, ..Who::default() }
}
