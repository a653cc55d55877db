//! A statement on a side of a dispute: who, when, on whose word, the words as printed, and what is claimed in them.

use super::{dates, link, side};
use gainsay::ledger::{Grade, Mark, PageEntry, Verdict};
use gainsay::record::{
    Fold, Holder, Kind, Level, Link, PageId, PositionRef, Provenance, Reading, Span, Statement,
};
use gainsay::{Beside, Kept, Knowledge, safe, terms, wire};

/// One statement with the positions that are read from it and stand on one list.
#[derive(Clone, Debug)]
pub(crate) struct Card {
    /// Where it is on the page of the dispute.
    pub anchor: String,
    pub key: &'static str,
    pub when: When,
    pub who: Named,
    /// "unnamed", "in a document".
    pub naming: Option<&'static str>,
    pub claims: Vec<Claim>,
    pub words: String,
    /// Whose words they are.
    pub whose: &'static str,
    pub is_direct: bool,
    /// How surely, as worded.
    pub certainty: Option<String>,
    /// Those who passed it on, the outlet first.
    pub through: Vec<Named>,
    pub page: PageLine,
    /// Where in the page's text its words stand, in code points.
    pub place: String,
    /// The page on the web, with these words to be found there.
    pub original: Option<String>,
    pub grade: GradeLine,
    /// What people decided, tagged and noted.
    pub remarks: Vec<String>,
    /// Whether it came since the visit before.
    pub is_new: bool,
    /// Other pages that have the same words of the same holder, and count once with this one.
    pub copies: Vec<Copy>,
}

/// A page that has the same words.
#[derive(Clone, Debug)]
pub(crate) struct Copy {
    pub anchors: Vec<String>,
    pub outlet: String,
    pub address: String,
}

/// A position of a card.
#[derive(Clone, Debug)]
pub(crate) struct Claim {
    pub anchor: String,
    /// `PAGE:p1`, as decisions name it.
    pub item: String,
    pub key: &'static str,
    pub stance: &'static str,
    /// What it is aimed at, where that is not the act.
    pub aim: Option<&'static str>,
    pub words: String,
    pub stage: Option<String>,
    /// The page with this position lit.
    pub address: String,
    /// Where it can be corrected.
    pub review: String,
    pub confidence: u8,
    pub ruled: Option<&'static str>,
}

/// When something was said, and when it was printed.
#[derive(Clone, Debug)]
pub(crate) struct When {
    pub words: String,
    /// What the date is of, where it is not that of the saying.
    pub how: Option<&'static str>,
    /// The words of the page that it is read from.
    pub printed: Option<String>,
    /// When the page was published, where that is another day.
    pub published: Option<String>,
}

/// A name with the address of all that its bearer has said.
#[derive(Clone, Debug)]
pub(crate) struct Named {
    pub words: String,
    pub address: Option<String>,
}

/// Where a statement stands.
#[derive(Clone, Debug)]
pub(crate) struct PageLine {
    pub address: String,
    pub outlet: String,
    pub title: String,
}

/// The Admiralty code of a statement.
#[derive(Clone, Debug)]
pub(crate) struct GradeLine {
    pub code: String,
    pub words: String,
    pub is_judged: bool,
}

impl Named {
    pub fn holder(holder: Option<&Holder>, known: &Knowledge) -> Self {
        Self { words: terms::holder(holder, known), address: holder.map(link::holder) }
    }

    /// Who speaks in a statement, by the words that name them where the holder is not known.
    pub fn speaker(reading: &Reading, statement: u32, holder: Option<&Holder>, known: &Knowledge) -> Self {
        Self { words: terms::speaker(reading, statement, holder, known), address: holder.map(link::holder) }
    }
}

/// The cards of these positions: those of one statement together, and with them other pages with the same words that
/// `folds` counts once; in the order of the first of each.
pub(crate) fn cards(
    refs: &[PositionRef],
    key: &'static str,
    folds: &[Fold],
    pages: &[Kept],
    beside: &Beside,
    known: &Knowledge,
) -> Vec<Card> {
    let mut cards: Vec<(PageId, u32, Card)> = Vec::new();
    for at in refs {
        let Some((kept, card)) = card(at, key, pages, beside, known) else { continue };
        let statement = kept.ruled.reading.positions.get(at.position as usize).map_or(0, |it| it.statement.0);
        let same = cards.iter_mut().rev().take(8).find(|(page, of, other)| {
            *page == at.page
                && *of == statement
                && other.who.words == card.who.words
                && other.words == card.words
        });
        match same {
            Some((_, _, other)) => {
                other.claims.extend(card.claims);
                other.remarks.extend(card.remarks);
                other.remarks.dedup();
            }
            None => cards.push((at.page, statement, card)),
        }
    }
    let fold_of = |page: &PageId| folds.iter().position(|fold| fold.pages.contains(page));
    let mut told: Vec<(Option<usize>, Card)> = Vec::new();
    for (page, _, card) in cards {
        let fold = fold_of(&page);
        let original = told.iter_mut().find(|(of, other)| {
            fold.is_some() && *of == fold && other.is_same_as(&card) && card.remarks.is_empty()
        });
        match original {
            Some((_, original)) => original.copies.push(Copy {
                outlet: card.page.outlet,
                address: card.claims.first().map_or(card.page.address, |claim| claim.address.clone()),
                anchors: card.claims.into_iter().map(|claim| claim.anchor).collect(),
            }),
            None => told.push((fold, card)),
        }
    }
    told.into_iter().map(|(_, card)| card).collect()
}

impl Card {
    /// Whether somebody says the same in the same words.
    fn is_same_as(&self, other: &Self) -> bool {
        let claims = |card: &Self| -> Vec<_> {
            card.claims.iter().map(|claim| (claim.stance, claim.aim, claim.words.clone())).collect()
        };
        self.who.words == other.who.words && self.words == other.words && claims(self) == claims(other)
    }
}

/// The card of one position, and its page.
fn card<'a>(
    at: &PositionRef,
    key: &'static str,
    pages: &'a [Kept],
    beside: &Beside,
    known: &Knowledge,
) -> Option<(&'a Kept, Card)> {
    let kept = pages.iter().find(|kept| kept.entry.id == at.page)?;
    let reading = &kept.ruled.reading;
    let position = reading.positions.get(at.position as usize)?;
    let statement = reading.statements.get(position.statement.0 as usize)?;
    let nobody = Provenance::default();
    let provenance = reading.provenance.get(position.statement.0 as usize).unwrap_or(&nobody);
    let people = wire::People::on_position(kept, at.position, &beside.standing);
    let anchor = anchor(at);
    let marks = kept.ruled.marks_on(at.position);
    let claim = Claim {
        item: link::item(*at),
        key: side::of(position.stance).map_or("none", side::key),
        stance: terms::stance(position.stance),
        aim: (position.level != Level::Act).then(|| side::aim(position.level)),
        words: terms::proposition(&position.proposition, known),
        stage: position.proposition.stage.as_deref().map(terms::key),
        address: link::position(at.page, at.position),
        review: link::review(at.page, at.position),
        confidence: (position.confidence * 100.0).round() as u8,
        ruled: ruled(&marks),
        anchor: anchor.clone(),
    };
    let mut remarks: Vec<String> = marks.into_iter().map(terms::people::mark).collect();
    remarks.extend(terms::people::tags_and_notes(&people));
    let card = Card {
        anchor,
        key,
        when: when(kept, provenance),
        who: Named::speaker(reading, position.statement.0, position.holder.as_ref(), known),
        naming: terms::naming(provenance),
        claims: vec![claim],
        words: terms::words_behind(reading, position),
        whose: whose(statement),
        is_direct: matches!(statement.kind, Kind::Direct),
        certainty: provenance.certainty.as_ref().map(|certainty| safe::line(&certainty.text)),
        through: through(kept, provenance, known),
        page: page_line(kept),
        place: place(&reading.article.text, &statement.content),
        original: original(kept, statement),
        grade: grade(people.grade.as_ref()),
        remarks,
        is_new: false,
        copies: Vec::new(),
    };
    Some((kept, card))
}

/// "characters 120 to 164 of the text".
fn place(text: &str, spans: &[Span]) -> String {
    let points = |at: usize| text.get(..at).map_or(0, |before| before.chars().count());
    match (spans.iter().map(|span| span.start()).min(), spans.iter().map(|span| span.end()).max()) {
        (Some(start), Some(end)) => format!("characters {} to {} of the text", points(start), points(end)),
        _ => "without words of its own".to_owned(),
    }
}

/// The page on the web, with the words of a statement to be found there.
pub(crate) fn original(kept: &Kept, statement: &Statement) -> Option<String> {
    let text = &kept.ruled.reading.article.text;
    let words: Vec<&str> = statement.content.iter().map(|span| span.of(text)).collect();
    link::original(kept.entry.url.as_deref()?, &words.join(" "))
}

/// When the page was published, in words.
pub(crate) fn when_published(kept: &Kept) -> String {
    let published = &kept.ruled.reading.article.published.edtf;
    published.as_ref().map_or_else(|| "date not known".to_owned(), dates::date)
}

/// Where a position is on the page of its dispute.
pub(crate) fn anchor(at: &PositionRef) -> String {
    let page: String = at.page.to_string().chars().take(8).collect();
    format!("at-{page}-p{}", at.position + 1)
}

/// What people decided last, in a word.
pub(crate) fn ruled(marks: &[&Mark]) -> Option<&'static str> {
    marks.last().map(|mark| match mark.verdict {
        Verdict::Accepted => "confirmed",
        Verdict::Rejected => "rejected",
        Verdict::Corrected(_) => "corrected",
    })
}

/// When it was said, or by when it was printed.
pub(crate) fn when(kept: &Kept, provenance: &Provenance) -> When {
    let published = kept.ruled.reading.article.published.edtf.as_ref().map(dates::date);
    let printed = provenance.said.as_ref().map(|said| safe::line(&said.text));
    match (provenance.said.as_ref().and_then(|said| said.edtf.as_ref()), published) {
        (Some(said), published) => {
            let words = dates::date(said);
            When { published: published.filter(|day| *day != words), words, how: None, printed }
        }
        (None, Some(published)) => When { words: published, how: Some("by"), printed, published: None },
        (None, None) => When { words: "undated".to_owned(), how: None, printed, published: None },
    }
}

/// Whose the words are that are shown.
pub(crate) fn whose(statement: &Statement) -> &'static str {
    match (statement.kind, statement.verbatim) {
        (Kind::Direct, true) => "direct quotation",
        (Kind::Direct, false) => "direct quotation, as printed",
        (Kind::Mixed, _) => "partly quoted, partly in the outlet’s words",
        (Kind::Indirect, _) => "in the outlet’s words",
        (Kind::Narrated, _) => "in the outlet’s own voice",
    }
}

/// The outlet, then those who pass the statement on, but for the one who makes it.
fn through(kept: &Kept, provenance: &Provenance, known: &Knowledge) -> Vec<Named> {
    let before: &[Link] = provenance.chain.split_last().map_or(&[], |(_, before)| before);
    let outlet = Named { words: outlet(kept), address: None };
    let links = before.iter().map(|link| Named::holder(link.holder.as_ref(), known));
    let mut all: Vec<Named> = std::iter::once(outlet).chain(links).collect();
    all.dedup_by(|later, earlier| later.words == earlier.words);
    all
}

/// The outlet's name, or what else a page goes by.
pub(crate) fn outlet(kept: &Kept) -> String {
    outlet_of(&kept.entry)
}

/// The outlet's name, or what else a page in a list goes by.
pub(crate) fn outlet_of(entry: &PageEntry) -> String {
    let file = || entry.paths.first().map(|path| path.rsplit('/').next().unwrap_or(path).to_owned());
    safe::line(&entry.outlet.clone().or_else(file).unwrap_or_else(|| link::short(entry.id)))
}

/// Where a page's statements stand.
pub(crate) fn page_line(kept: &Kept) -> PageLine {
    let title = kept.entry.title.as_deref().map(safe::line).filter(|title| !title.is_empty());
    PageLine {
        address: link::page(kept.entry.id),
        outlet: outlet(kept),
        title: title.unwrap_or_else(|| "(no title)".to_owned()),
    }
}

fn grade(grading: Option<&wire::Grading>) -> GradeLine {
    let code = grading.map_or_else(|| "F6".to_owned(), |grading| safe::line(&grading.code));
    let words: Vec<&str> =
        code.chars().filter_map(|sign| Grade::parse(&sign.to_string())).map(Grade::words).collect();
    GradeLine { words: words.join("; "), is_judged: grading.is_some_and(wire::Grading::is_judged), code }
}
