//! Who a source is: from a noun phrase to a holder code.

use crate::party::is_pronoun;
use crate::view::{Mention, View};
use gainsay_knowledge::{EntityKind, Form, Sector};
use gainsay_record::{Holder, Naming, Span};
use std::ops::Range;

/// Who was resolved, and how far.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Who {
    pub holder: Option<Holder>,
    pub named: Naming,
}

/// A source met before, for what stands for it later: "the ministry", "he", a surname.
#[derive(Clone, Debug)]
pub(crate) struct Met {
    pub who: Who,
    /// Where it was met, as tokens.
    pub tokens: Range<usize>,
}

/// How many sources back "the ministry" or a surname is looked for.
const LOOK_BACK: usize = 200;

/// Who the words in `spans` name. `antecedent` is what a pronoun stands for; `met` are the sources before, in order.
pub(crate) fn who(view: &View<'_>, spans: &[Span], antecedent: Option<Span>, met: &[Met]) -> Who {
    let ranges: Vec<Range<usize>> = spans.iter().flat_map(|span| view.stretches(*span)).collect();
    let own = by_words(view, &ranges);
    let resolved = |who: &Who| who.holder.as_ref().is_some_and(|holder| holder.parts().next() != Some("XXX"));
    if resolved(&own) {
        return own;
    }
    let definite = refers_back(view, &ranges);
    if !definite {
        return own.or_surname(view, &ranges, met);
    }
    if let Some(antecedent) = antecedent {
        let other = by_words(view, &view.stretches(antecedent));
        if other.holder.is_some() {
            return Who { holder: merged(own.holder, other.holder), ..other };
        }
    }
    let start = ranges.first().map_or(0, |range| range.start);
    let wanted = own.holder.as_ref().and_then(|holder| holder.sector().map(str::to_owned));
    let before =
        met.iter().rev().take(LOOK_BACK).filter(|other| other.tokens.start < start && resolved(&other.who));
    let same_sector = |other: &&Met| {
        // "The report" is nobody's mouth but that of a document met before.
        if own.named == Naming::Document && other.who.named != Naming::Document {
            return false;
        }
        let sector = other.who.holder.as_ref().and_then(|holder| holder.sector());
        wanted.is_none() || sector == wanted.as_deref()
    };
    if let Some(other) = before.clone().find(same_sector) {
        return Who {
            named: if own.holder.is_some() { own.named } else { other.who.named },
            ..other.who.clone()
        };
    }
    own
}

/// The antecedent's state with the description's sector, where the two are not of one kind.
fn merged(own: Option<Holder>, other: Option<Holder>) -> Option<Holder> {
    match (own.as_ref().and_then(|holder| holder.sector()), &other) {
        (Some(sector), Some(found)) if found.sector() != Some(sector) => {
            found.state().map(|state| Holder::new(format!("{state}:{sector}"))).or(other)
        }
        _ => other,
    }
}

impl Who {
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
            .filter(|word| is_name(word))
            .collect();
        let same = |other: &&Met| {
            other.who.holder.is_some()
                && other
                    .tokens
                    .clone()
                    .any(|at| may_be_surname(view, at) && names.contains(&view.printed[at]))
        };
        match met.iter().rev().take(LOOK_BACK).find(same) {
            Some(other) => Who { holder: other.who.holder.clone(), named: Naming::Named },
            None => self,
        }
    }
}

/// Whether a token of a source met before can be somebody's surname: no part of a state's or body's name.
fn may_be_surname(view: &View<'_>, at: usize) -> bool {
    view.mention_at(at).is_none_or(|mention| mention.entity.kind == EntityKind::Person)
}

fn is_name(word: &str) -> bool {
    word.len() > 2 && word.starts_with(char::is_uppercase) && word.chars().skip(1).any(char::is_lowercase)
}

/// Whether the words point back: a pronoun, or "the" and a description without a name.
fn refers_back(view: &View<'_>, ranges: &[Range<usize>]) -> bool {
    let Some(first) = ranges.first().map(|range| range.start) else { return false };
    let word = view.word(first);
    is_pronoun(word) || matches!(word, "the" | "this" | "that" | "these" | "those")
}

/// A description in the words, with its place.
type Described = (usize, Sector);

/// Who the words name by themselves.
fn by_words(view: &View<'_>, ranges: &[Range<usize>]) -> Who {
    let mut mentions: Vec<Mention<'_>> = Vec::new();
    let mut asides: Vec<Mention<'_>> = Vec::new();
    let mut described: Vec<Described> = Vec::new();
    let mut unknown_name = false;
    let mut people = false;
    for range in ranges {
        let end = before_citing(view, range.clone());
        let mut at = range.start;
        while at < end {
            if let Some(mention) = view.mention_at(at).filter(|mention| mention.start == at) {
                match aside(view, range.start, mention) {
                    Aside::None => mentions.push(*mention),
                    Aside::For => asides.push(*mention),
                    Aside::Other => {}
                }
                at = mention.end.max(at + 1);
                continue;
            }
            if let Some((length, sector)) = view.known.names.sector_at(&view.lowered[at..end]) {
                people |= sector.people;
                described.push((at, sector));
                at += length.max(1);
                continue;
            }
            unknown_name |= at > range.start && is_name(view.printed[at]);
            at += 1;
        }
    }
    // "a spokesman for the State Department": whom they speak for, where nobody else is named.
    if mentions.is_empty() {
        mentions = asides;
    }
    let document = described.iter().any(|(_, sector)| sector.document);
    let telling = || described.iter().filter(|(_, sector)| !sector.code.is_empty());
    let sector = telling()
        .find(|(_, sector)| !sector.people && !sector.document)
        .or_else(|| telling().find(|(_, sector)| sector.people))
        .or_else(|| telling().next())
        .map(|(at, sector)| (*at, sector.code));
    let rank = |mention: &Mention<'_>| match mention.entity.kind {
        EntityKind::Person => 0,
        EntityKind::Body => 1,
        EntityKind::Outlet | EntityKind::Group | EntityKind::Company | EntityKind::Organisation => 2,
        EntityKind::State => 3,
    };
    let best = mentions.iter().min_by_key(|mention| rank(mention));
    let naming = |otherwise| match () {
        () if document => Naming::Document,
        () if people && !unknown_name => Naming::Unnamed,
        () => otherwise,
    };
    match best {
        Some(mention) if mention.entity.kind == EntityKind::Person => {
            Who { holder: Some(Holder::new(&*mention.entity.code)), named: Naming::Named }
        }
        Some(mention) if mention.entity.kind != EntityKind::State => {
            Who { holder: Some(Holder::new(&*mention.entity.code)), named: naming(Naming::Named) }
        }
        Some(mention) => {
            let state = &mention.entity.code;
            // "Russian sources" may be anybody's.
            let bare = sector.is_none() && mention.form == Form::Adjective && !described.is_empty() && people;
            let code = sector.map_or("GOV", |(_, code)| code);
            let generic =
                matches!(code, "MED" | "SPY") || (sector.is_none() && mention.form == Form::Adjective);
            let named = naming(if generic { Naming::Unnamed } else { Naming::Named });
            let ministry = sector.and_then(|(at, _)| ministry(view, at));
            let code = match ministry {
                _ if bare => state.to_string(),
                Some(ministry) => format!("{state}:{ministry}"),
                None => format!("{state}:{code}"),
            };
            Who { holder: Some(Holder::new(code)), named }
        }
        None => {
            let anybody = !described.is_empty() && people && !document;
            let holder = sector
                .map(|(_, sector)| Holder::new(format!("XXX:{sector}")))
                .or_else(|| anybody.then(|| Holder::new("XXX")));
            let named =
                if unknown_name && !ranges.is_empty() { Naming::Named } else { naming(Naming::Unnamed) };
            Who { holder, named }
        }
    }
}

/// The two ministries that every state has, by the words that open at a token.
fn ministry(view: &View<'_>, at: usize) -> Option<&'static str> {
    let end = (at + 5).min(view.lowered.len());
    let (length, sector) = view.known.names.sector_at(&view.lowered[at..end])?;
    let words = &view.lowered[at..at + length];
    let has = |options: &[&str]| words.iter().any(|word| options.contains(&word.as_str()));
    match () {
        () if sector.code != "GOV" || !has(&["ministry", "department"]) => None,
        () if has(&["defence", "defense"]) => Some("GOV:mod"),
        () if has(&["foreign"]) => Some("GOV:mfa"),
        () => None,
    }
}

/// Where "citing", "quoting" and what they bring begin.
fn before_citing(view: &View<'_>, range: Range<usize>) -> usize {
    range
        .clone()
        .find(|&at| {
            // "Uganda, which has been accused of helping the rebels": what follows describes, and names nobody who speaks.
            let relative = matches!(view.word(at), "which" | "who" | "whom" | "whose");
            at > range.start
                && (relative || view.known.cues.citing_at(&view.lowered[at..range.end]).is_some())
        })
        .unwrap_or(range.end)
}

/// How a name in a source may fail to say who speaks.
enum Aside {
    /// It does say so.
    None,
    /// "a spokesman for the ministry": it does, where nothing else does.
    For,
    /// "ambassador to the UN", "Iran-backed rebels", "Oslo (Agency)".
    Other,
}

fn aside(view: &View<'_>, from: usize, mention: &Mention<'_>) -> Aside {
    let mut before = mention.start;
    while before > from && matches!(view.word(before - 1), "the" | "a") {
        before -= 1;
    }
    let governor = if before > from { view.word(before - 1) } else { "" };
    let next = (mention.end + 1).min(view.lowered.len())..(mention.end + 2).min(view.lowered.len());
    let backed = matches!(view.word(mention.end), "-" | "‐" | "‑")
        && view.known.wording.not_acting.at(&view.lowered[next]).is_some();
    match governor {
        _ if backed => Aside::Other,
        // "a report seen by the agency": it passes the report on.
        "by" if before > from + 1 && view.known.cues.carries(&view.lowered[before - 2..before - 1]) => {
            Aside::Other
        }
        "to" | "on" | "against" | "about" | "(" => Aside::Other,
        "for" | "at" | "with" => Aside::For,
        _ => Aside::None,
    }
}

/// The outlet in whose own voice a page speaks.
pub(crate) fn outlet(view: &View<'_>, name: Option<&str>) -> Who {
    let known = name.and_then(|name| view.known.names.outlet_of(name));
    let holder = match (known, name.map(slug).filter(|slug| !slug.is_empty())) {
        (Some(entity), _) => Holder::new(&*entity.code),
        (None, Some(slug)) => Holder::new(format!("XXX:MED:{slug}")),
        (None, None) => Holder::new("XXX:MED"),
    };
    Who { holder: Some(holder), named: if name.is_some() { Naming::Named } else { Naming::Unnamed } }
}

fn slug(name: &str) -> String {
    let mut slug = String::new();
    for c in name.chars().take(60) {
        if c.is_alphanumeric() {
            slug.extend(c.to_lowercase());
        } else if !slug.ends_with('-') && !slug.is_empty() {
            slug.push('-');
        }
    }
    slug.trim_end_matches('-').to_owned()
}
