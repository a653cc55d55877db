//! A reading on the wire. Every field is described in the [module](super).

use super::{Points, VERSION};
use gainsay_record as record;
use gainsay_record::{
    ANYONE, Act, BlockKind, Edtf, Holder, How, Kind, Language, Level, Method, Mode, Naming, PageId, Stance,
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A span in code points: `[start, end)`.
type Range = [u32; 2];

/// The wire's id of the statement at `place`, counted from 0.
pub fn statement_id(place: u32) -> String {
    format!("s{}", place + 1)
}

/// The wire's id of the position at `place`, counted from 0.
pub fn position_id(place: u32) -> String {
    format!("p{}", place + 1)
}

/// A page that could not be read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[allow(missing_docs, reason = "described in the module")]
pub struct Failure {
    pub path: String,
    pub error: String,
}

/// All that was read from one page.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[allow(missing_docs, reason = "described in the module")]
pub struct Reading {
    pub v: u32,
    pub id: PageId,
    pub path: String,
    pub url: Option<String>,
    pub outlet: Option<String>,
    pub title: Option<String>,
    pub byline: Option<String>,
    pub language: Option<Language>,
    pub published: Published,
    pub text: String,
    pub blocks: Vec<Block>,
    pub statements: Vec<Statement>,
    pub positions: Vec<Position>,
    pub notes: Vec<Note>,
}

/// When a page was published.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[allow(missing_docs, reason = "described in the module")]
pub struct Published {
    pub edtf: Option<Edtf>,
    pub method: Method,
}

/// A stretch of the text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[allow(missing_docs, reason = "described in the module")]
pub struct Block {
    pub kind: BlockKind,
    pub language: Option<Language>,
    pub span: Range,
}

/// What a stage could not do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[allow(missing_docs, reason = "described in the module")]
pub struct Note {
    pub text: String,
    pub span: Option<Range>,
}

/// Who says what.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[allow(missing_docs, reason = "described in the module")]
pub struct Statement {
    pub id: String,
    pub kind: Kind,
    pub act: Act,
    pub nested_in: Option<String>,
    pub verbatim: bool,
    pub source: Source,
    pub cue: Spans,
    pub content: Content,
    pub chain: Vec<Link>,
    pub said: Option<Said>,
    pub certainty: Option<Certainty>,
    pub confidence: f32,
}

/// Words, where nothing more is said of them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[allow(missing_docs, reason = "described in the module")]
pub struct Spans {
    pub spans: Vec<Range>,
}

/// Who says it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[allow(missing_docs, reason = "described in the module")]
pub struct Source {
    pub spans: Vec<Range>,
    pub holder: Option<Holder>,
    pub named: Naming,
    pub number: Option<Number>,
    pub condition: Option<Spans>,
    pub antecedent: Option<Range>,
}

/// How many unnamed sources speak.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[allow(missing_docs, reason = "described in the module")]
pub struct Number {
    pub min: Option<u32>,
    pub max: Option<u32>,
}

/// What is said.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[allow(missing_docs, reason = "described in the module")]
pub struct Content {
    pub spans: Vec<Range>,
    pub continued: Vec<Range>,
}

/// One who passes a statement on, or makes it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[allow(missing_docs, reason = "described in the module")]
pub struct Link {
    pub holder: Option<Holder>,
    pub spans: Vec<Range>,
    pub how: How,
    pub named: Naming,
    pub number: Option<Number>,
    pub condition: Option<Spans>,
}

/// When it was said.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[allow(missing_docs, reason = "described in the module")]
pub struct Said {
    pub edtf: Option<Edtf>,
    pub text: String,
    pub spans: Vec<Range>,
}

/// How surely.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[allow(missing_docs, reason = "described in the module")]
pub struct Certainty {
    pub text: String,
    pub icd203: Option<String>,
    pub spans: Vec<Range>,
}

/// A stance toward a proposition.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[allow(missing_docs, reason = "described in the module")]
pub struct Position {
    pub id: String,
    pub statement: String,
    pub holder: Option<Holder>,
    pub stance: Stance,
    pub level: Level,
    pub confidence: f32,
    pub proposition: Proposition,
}

/// What a position is about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[allow(missing_docs, reason = "described in the module")]
pub struct Proposition {
    pub frame: String,
    pub supplier: Option<String>,
    pub recipient: Option<String>,
    pub parties: Vec<String>,
    pub roles: BTreeMap<String, Role>,
    pub trigger: Spans,
    pub items: Vec<Item>,
    pub mode: Mode,
    pub stage: Option<String>,
    pub time: Option<Time>,
}

/// Who fills a role.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[allow(missing_docs, reason = "described in the module")]
pub struct Role {
    pub spans: Vec<Range>,
    pub text: String,
    pub filler: String,
}

/// Something transferred.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[allow(missing_docs, reason = "described in the module")]
pub struct Item {
    pub text: String,
    pub class: String,
    pub spans: Vec<Range>,
    pub quantity: Option<Quantity>,
}

/// How many.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[allow(missing_docs, reason = "described in the module")]
pub struct Quantity {
    pub text: String,
    pub min: Option<u64>,
    pub max: Option<u64>,
    pub unit: Option<String>,
    pub vague: bool,
}

/// When a thing happened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[allow(missing_docs, reason = "described in the module")]
pub struct Time {
    pub edtf: Option<Edtf>,
    pub text: Option<String>,
    pub spans: Vec<Range>,
    pub against: Option<Edtf>,
}

impl Reading {
    /// What was read from the page at `path`.
    pub fn new(path: &str, reading: &record::Reading) -> Self {
        let article = &reading.article;
        let points = Points::new(&article.text);
        let nobody = record::Provenance::default();
        let statements = reading.statements.iter().enumerate().map(|(place, statement)| {
            Statement::new(place as u32, statement, reading.provenance.get(place).unwrap_or(&nobody), &points)
        });
        let positions =
            reading.positions.iter().enumerate().map(|(place, it)| Position::new(place as u32, it, &points));
        Self {
            v: VERSION,
            id: article.id,
            path: path.to_owned(),
            url: article.url.clone(),
            outlet: article.outlet.clone(),
            title: article.title.clone(),
            byline: article.byline.clone(),
            language: article.language,
            published: Published { edtf: article.published.edtf.clone(), method: article.published.method },
            blocks: article
                .blocks
                .iter()
                .map(|block| Block {
                    kind: block.kind,
                    language: block.language,
                    span: points.span(block.span),
                })
                .collect(),
            statements: statements.collect(),
            positions: positions.collect(),
            notes: article
                .notes
                .iter()
                .chain(&reading.notes)
                .map(|note| Note { text: note.text.clone(), span: note.span.map(|span| points.span(span)) })
                .collect(),
            text: article.text.clone(),
        }
    }
}

impl Statement {
    fn new(
        place: u32,
        statement: &record::Statement,
        provenance: &record::Provenance,
        points: &Points<'_>,
    ) -> Self {
        Self {
            id: statement_id(place),
            kind: statement.kind,
            act: statement.act,
            nested_in: statement.nested_in.map(|outer| statement_id(outer.0)),
            verbatim: statement.verbatim,
            source: Source {
                spans: points.spans(&statement.source),
                holder: provenance.holder.clone(),
                named: provenance.named,
                number: Number::new(&provenance.unnamed),
                condition: condition(&provenance.unnamed, points),
                antecedent: statement.antecedent.map(|span| points.span(span)),
            },
            cue: Spans { spans: points.spans(&statement.cue) },
            content: Content {
                spans: points.spans(&statement.content),
                continued: points.spans(&statement.continued),
            },
            chain: provenance
                .chain
                .iter()
                .map(|link| Link {
                    holder: link.holder.clone(),
                    spans: points.spans(&link.spans),
                    how: link.how,
                    named: link.named,
                    number: Number::new(&link.unnamed),
                    condition: condition(&link.unnamed, points),
                })
                .collect(),
            said: provenance.said.as_ref().map(|said| Said {
                edtf: said.edtf.clone(),
                text: said.text.clone(),
                spans: points.spans(&said.spans),
            }),
            certainty: provenance.certainty.as_ref().map(|certainty| Certainty {
                text: certainty.text.clone(),
                icd203: certainty.icd203.clone(),
                spans: points.spans(&certainty.spans),
            }),
            confidence: statement.confidence,
        }
    }
}

impl Number {
    fn new(unnamed: &record::Unnamed) -> Option<Self> {
        let record::Unnamed { at_least: min, at_most: max, .. } = *unnamed;
        (min.is_some() || max.is_some()).then_some(Self { min, max })
    }
}

fn condition(unnamed: &record::Unnamed, points: &Points<'_>) -> Option<Spans> {
    unnamed.condition.map(|span| Spans { spans: vec![points.span(span)] })
}

impl Position {
    fn new(place: u32, position: &record::Position, points: &Points<'_>) -> Self {
        let proposition = &position.proposition;
        let named = |role| proposition.role(role).map(|filler| &filler.filler).filter(|code| *code != ANYONE);
        let filler = |role| named(role).cloned();
        let mut roles = BTreeMap::new();
        for filler in &proposition.roles {
            // Of two that fill one role the first is the one that `supplier` and `recipient` name.
            roles.entry(filler.role.clone()).or_insert_with(|| Role {
                spans: points.spans(&filler.spans),
                text: filler.text.clone(),
                filler: filler.filler.clone(),
            });
        }
        Self {
            id: position_id(place),
            statement: statement_id(position.statement.0),
            holder: position.holder.clone(),
            stance: position.stance,
            level: position.level,
            confidence: position.confidence,
            proposition: Proposition {
                frame: proposition.frame.clone(),
                supplier: filler("supplier"),
                recipient: filler("recipient"),
                parties: proposition.parties.clone(),
                roles,
                trigger: Spans { spans: points.spans(&proposition.trigger) },
                items: proposition.items.iter().map(|item| Item::new(item, points)).collect(),
                mode: proposition.mode,
                stage: proposition.stage.clone(),
                time: proposition.time.as_ref().map(|time| Time {
                    edtf: time.edtf.clone(),
                    text: time.text.clone(),
                    spans: points.spans(&time.spans),
                    against: time.against.clone(),
                }),
            },
        }
    }
}

impl Item {
    fn new(item: &record::Item, points: &Points<'_>) -> Self {
        Self {
            text: item.text.clone(),
            class: item.class.clone(),
            spans: points.spans(&item.spans),
            quantity: item.quantity.as_ref().map(|quantity| Quantity {
                text: quantity.text.clone(),
                min: quantity.min,
                max: quantity.max,
                unit: quantity.unit.clone(),
                vague: quantity.vague,
            }),
        }
    }
}
