//! The shapes of what is answered and sent, as JSON Schema (2020-12). What the fields mean is said in [`gainsay::wire`]. A test
//! holds real answers against them, with every field that is not here forbidden.

use super::words::words;
use gainsay::record::{
    Act, Answer, BlockKind, How, Kind, Level, Method, Mode, Naming, Opposition, Scope, Side, Stance,
};
use gainsay::wire::{Newness, What};
use serde_json::{Map, Value, json};

macro_rules! shapes {
    ($($name:ident => $schema:expr,)*) => {
        /// A shape that has a name.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub(crate) enum Shape { $($name,)* }

        impl Shape {
            /// Its name in the document.
            pub fn name(self) -> &'static str {
                match self { $(Self::$name => stringify!($name),)* }
            }
        }

        /// All of them, by name.
        pub(crate) fn all() -> Map<String, Value> {
            Map::from_iter([$((stringify!($name).to_owned(), $schema),)*])
        }
    };
}

impl Shape {
    /// A reference to it.
    pub fn reference(self) -> Value {
        json!({"$ref": format!("#/components/schemas/{}", self.name())})
    }
}

use Shape as S;

shapes! {
    Problem => object(&[("type", text()), ("title", text()), ("status", whole()), ("detail", text())]),
    Status => object(&[("v", v()), ("version", text()), ("pages", whole()), ("statements", whole()), ("positions", whole()),
        ("disputes", whole()), ("seal", text())]),
    Sign => object(&[("v", v()), ("sign", text())]),
    Page => object(&[("v", v()), ("path", text()), ("page", id()), ("added", one_of(words::<Newness>())), ("versions", whole()),
        ("given_differs", flag()), ("statements", whole()), ("positions", whole())]),
    PageListed => object(&page_listed()),
    PageWhole => object(&[&[("v", v())], &page_listed()[..], &[("versions", many(id())), ("reading", S::Reading.reference()),
        ("people", many(object(&[("position", text()), ("disputes", many(text())), ("people", S::People.reference())])))]].concat()),
    Reading => object(&[("v", v()), ("id", id()), ("path", text()), ("url", or_null(text())), ("outlet", or_null(text())),
        ("title", or_null(text())), ("byline", or_null(text())), ("language", or_null(text())),
        ("published", object(&[("edtf", or_null(text())), ("method", one_of(words::<Method>()))])), ("text", text()),
        ("blocks", many(object(&[("kind", one_of(words::<BlockKind>())), ("language", or_null(text())), ("span", span())]))),
        ("statements", many(S::Statement.reference())), ("positions", many(S::Position.reference())),
        ("notes", many(object(&[("text", text()), ("span", or_null(span()))])))]),
    Statement => object(&[("id", text()), ("kind", one_of(words::<Kind>())), ("act", one_of(words::<Act>())),
        ("nested_in", or_null(text())), ("verbatim", flag()),
        ("source", object(&[("spans", spans()), ("holder", or_null(text())), ("named", one_of(words::<Naming>())),
            ("number", or_null(number())), ("condition", or_null(place())), ("antecedent", or_null(span()))])),
        ("cue", place()), ("content", object(&[("spans", spans()), ("continued", spans())])),
        ("chain", many(object(&[("holder", or_null(text())), ("spans", spans()), ("how", one_of(words::<How>())),
            ("named", one_of(words::<Naming>())), ("number", or_null(number())), ("condition", or_null(place()))]))),
        ("said", or_null(object(&[("edtf", or_null(text())), ("text", text()), ("spans", spans())]))),
        ("certainty", or_null(object(&[("text", text()), ("icd203", or_null(text())), ("spans", spans())]))),
        ("confidence", share())]),
    Position => object(&[("id", text()), ("statement", text()), ("holder", or_null(text())), ("stance", one_of(words::<Stance>())),
        ("level", one_of(words::<Level>())), ("confidence", share()), ("proposition", S::Proposition.reference())]),
    Proposition => object(&[("frame", text()), ("supplier", or_null(text())), ("recipient", or_null(text())), ("parties", many(text())),
        ("roles", each(object(&[("spans", spans()), ("text", text()), ("filler", text())]))), ("trigger", place()),
        ("items", many(object(&[("text", text()), ("class", text()), ("spans", spans()), ("quantity", or_null(object(&[("text", text()),
            ("min", or_null(whole())), ("max", or_null(whole())), ("unit", or_null(text())), ("vague", flag())])))]))),
        ("mode", one_of(words::<Mode>())), ("stage", or_null(text())), ("time", or_null(object(&[("edtf", or_null(text())),
            ("text", or_null(text())), ("spans", spans()), ("against", or_null(text()))])))]),
    Stated => object(&[&standing_on()[..], &[("words", text()), ("statement", S::Statement.reference()),
        ("rulings", many(S::Ruling.reference()))]].concat()),
    Held => object(&held()),
    PositionOne => object(&[&[("v", v())], &held()[..], &[("disputes", many(text()))]].concat()),
    Ref => object(&[("page", id()), ("position", text())]),
    Sides => object(&[("asserts", refs()), ("denies", refs()), ("hedges", refs()), ("declines", refs())]),
    DisputeListed => object(&[("id", text()), ("title", text()), ("frame", text()), ("parties", many(text())),
        ("first", or_null(text())), ("last", or_null(text())), ("sides", each(object(&[("positions", whole()), ("holders", whole())]))),
        ("pages", whole()), ("weighed", whole()), ("contested", flag())]),
    DisputeWhole => object(&[("v", v()), ("id", text()), ("title", text()), ("frame", text()), ("parties", many(text())),
        ("first", or_null(text())), ("last", or_null(text())),
        ("episodes", many(object(&[("first", text()), ("last", text()), ("positions", refs())]))),
        ("sides", S::Sides.reference()), ("beneath", S::Sides.reference()),
        ("origins", each(object(&[("answer", one_of(words::<Answer>())), ("named", many(text())), ("unnamed", whole()),
            ("unknown", whole()), ("folds", many(object(&[("id", text()), ("ground", text()), ("pages", many(id())), ("why", text())])))]))),
        ("slots", each(object(&[("asserted", cells()), ("denied", cells()), ("not_addressed", cells())]))),
        ("reversals", many(S::Reversal.reference())),
        ("shifts", many(object(&shift()))),
        ("oppositions", many(object(&[("asserting", S::Ref.reference()), ("denying", S::Ref.reference()),
            ("how", one_of(words::<Opposition>()))]))),
        ("positions", many(S::Held.reference())), ("set_aside", many(S::Held.reference())),
        ("ruling", or_null(S::Decided.reference())), ("unfolded", many(S::Decided.reference())), ("weighed", whole()),
        ("pages", whole()), ("people", S::People.reference()), ("next", or_null(text()))]),
    Reversal => object(&[("holder", text()), ("from", turn()), ("to", turn())]),
    HolderListed => object(&[("holder", text()), ("positions", whole())]),
    HolderWhole => object(&[("v", v()), ("holder", text()), ("grades", many(S::Remark.reference())), ("people", S::People.reference()),
        ("reversals", many(object(&[("dispute", text()), ("holder", text()), ("from", turn()), ("to", turn())]))),
        ("shifts", many(object(&[&[("dispute", text())], &shift()[..]].concat()))),
        ("positions", list(S::Held.reference()))]),
    People => object(&[("rulings", many(S::Ruling.reference())), ("grade", or_null(object(&[("code", text()),
        ("holder", many(S::Remark.reference())), ("outlet", many(S::Remark.reference())), ("item", many(S::Remark.reference()))]))),
        ("tags", many(S::Remark.reference())), ("notes", many(S::Remark.reference()))]),
    Ruling => object(&[("id", text()), ("by", text()), ("at", text()), ("verdict", one_of(vec!["accepted", "rejected", "corrected"])),
        ("was", each(text()))]),
    Remark => object(&[("id", text()), ("by", text()), ("at", text()), ("text", text())]),
    Decided => with(object(&[("v", v()), ("id", text()), ("entry", whole()), ("by", text()), ("at", text()), ("do", one_of(deeds())),
        ("undone_by", or_null(text())), ("orphan", flag())]), &[("on", json!({})), ("change", json!({"type": "object"})),
        ("dispute", S::Topic.reference()), ("positions", many(S::Anchor.reference())), ("disputes", many(S::Topic.reference())),
        ("fold", text()), ("ground", text()), ("pages", many(id())), ("decision", text()), ("grade", text()), ("text", text()), ("tag", text()), ("name", text()), ("words", text())]),
    Topic => with(object(&[("frame", text()), ("parties", many(text()))]), &[("ruling", or_null(text()))]),
    Anchor => with(object(&[("page", id()), ("content", many(S::Quote.reference()))]), &[("source", many(S::Quote.reference())),
        ("claim", object(&[("trigger", many(S::Quote.reference())), ("frame", text()), ("parties", many(text())),
            ("level", one_of(words::<Level>()))]))]),
    Quote => with(object(&[("exact", text())]), &[("type", text()), ("prefix", text()), ("suffix", text())]),
    Entered => object(&[("v", v()), ("decisions", many(S::Decided.reference()))]),
    Hit => object(&[&[("v", v()), ("found", one_of(words::<What>())), ("statement", or_null(text())), ("holder", or_null(text()))],
        &standing_on()[..], &[("excerpt", text()), ("marks", spans()), ("rulings", many(S::Ruling.reference()))]].concat()),
    Entry => object(&[("v", v()), ("entry", whole()), ("hash", id()), ("at", text()),
        ("kind", one_of(vec!["page", "ruling", "grade", "note", "tag", "search"])), ("page", or_null(id())), ("path", or_null(text())),
        ("decision", or_null(S::Decided.reference()))]),
    News => object(&[("v", v()), ("dispute", text()), ("title", text()), ("news", one_of(vec!["new-dispute", "new-side",
        "first-denial", "new-stage", "change-of-stance", "new-origin"])), ("side", or_null(one_of(words::<Side>()))),
        ("stage", or_null(text())), ("holders", many(text())), ("positions", refs()), ("from", or_null(one_of(words::<Stance>()))),
        ("to", or_null(one_of(words::<Stance>()))), ("unnamed", whole()), ("answer", or_null(one_of(words::<Answer>())))]),
    RuleSent => json!({"oneOf": [
        sent(&[("do", json!({"const": "accept"})), by(), ("items", some())], &[]),
        sent(&[("do", json!({"const": "reject"})), by(), ("items", some())], &[]),
        sent(&[("do", json!({"const": "edit"})), by(), ("item", text())], &[("stance", one_of(words::<Stance>())),
            ("level", one_of(words::<Level>())), ("holder", text()), ("stage", text()), ("supplier", text()), ("recipient", text()),
            ("parties", many(text())), ("source", many(text())), ("cue", many(text())), ("content", many(text()))]),
        sent(&[("do", json!({"const": "split"})), by(), ("dispute", text()), ("items", some())], &[]),
        sent(&[("do", json!({"const": "merge"})), by(), ("disputes", some())], &[]),
        sent(&[("do", json!({"const": "unfold"})), by(), ("dispute", text()), ("fold", text())], &[]),
        sent(&[("do", json!({"const": "undo"})), by(), ("decisions", some())], &[]),
    ]}),
    GradeSent => sent(&[by(), ("on", text()), ("grade", one_of(vec!["A", "B", "C", "D", "E", "F", "1", "2", "3", "4", "5", "6"]))], &[]),
    NoteSent => sent(&[by(), ("on", text()), ("text", json!({"type": "string", "minLength": 1, "maxLength": 10_000}))], &[]),
    TagSent => sent(&[by(), ("on", text()), ("tag", name())], &[]),
    SearchSent => sent(&[by(), ("name", name()), ("words", name())], &[]),
    FetchSent => sent(&[("address", text())], &[("outlet", text())]),
}

type Field = (&'static str, Value);

/// A list of such items, and where it goes on.
pub(crate) fn list(items: Value) -> Value {
    object(&[("v", v()), ("items", many(items)), ("next", or_null(text()))])
}

/// An object that has all of these fields.
fn object(fields: &[Field]) -> Value {
    let names: Vec<&str> = fields.iter().map(|(name, _)| *name).collect();
    let properties: Map<String, Value> =
        fields.iter().map(|(name, schema)| ((*name).to_owned(), schema.clone())).collect();
    json!({"type": "object", "properties": properties, "required": names})
}

/// The same, and fields that need not be there.
fn with(mut object: Value, fields: &[Field]) -> Value {
    for (name, schema) in fields {
        object["properties"][*name] = schema.clone();
    }
    object
}

/// What is sent: nothing may be in it that is not known.
fn sent(needed: &[Field], more: &[Field]) -> Value {
    let mut object = with(object(needed), more);
    object["additionalProperties"] = false.into();
    object
}

fn page_listed() -> Vec<Field> {
    let [page, paths, url, outlet, title, published] = standing_on();
    let rest = [("captured", text()), ("bytes", whole()), ("statements", whole()), ("positions", whole())];
    [page, paths, url, outlet, title, ("language", or_null(text())), published]
        .into_iter()
        .chain(rest)
        .collect()
}

/// Where something stands.
fn standing_on() -> [Field; 6] {
    [
        ("page", id()),
        ("paths", many(text())),
        ("url", or_null(text())),
        ("outlet", or_null(text())),
        ("title", or_null(text())),
        ("published", or_null(text())),
    ]
}

fn held() -> Vec<Field> {
    let rest = [
        ("words", text()),
        ("statement", or_null(S::Statement.reference())),
        ("position", S::Position.reference()),
        ("people", S::People.reference()),
    ];
    standing_on().into_iter().chain(rest).collect()
}

fn turn() -> Value {
    object(&[("stance", one_of(words::<Stance>())), ("page", id()), ("position", text())])
}

fn shift() -> Vec<Field> {
    vec![("holder", text()), ("scope", one_of(words::<Scope>())), ("from", turn()), ("to", turn())]
}

fn cells() -> Value {
    many(object(&[("value", text()), ("positions", refs())]))
}

fn deeds() -> Vec<&'static str> {
    // A tagged enumeration does not tell its words; these are the ones of `Deed`, which a test holds against it.
    vec!["accept", "reject", "edit", "split", "merge", "unfold", "undo", "grade", "note", "tag", "search"]
}

fn by() -> Field {
    ("by", name())
}

/// A word or a few, on one line: no control characters, and not white space alone. Written out, for what `\p{Cc}` and `\s` are
/// differs from one engine to the next.
fn name() -> Value {
    const LINE: &str = r"[^\u0000-\u001f\u007f-\u009f]*";
    const WORD: &str = r"[^\u0000-\u0020\u007f-\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]";
    json!({"type": "string", "maxLength": 100, "pattern": format!("^{LINE}{WORD}{LINE}$")})
}

fn some() -> Value {
    json!({"type": "array", "items": {"type": "string"}, "minItems": 1})
}

fn refs() -> Value {
    many(S::Ref.reference())
}

fn v() -> Value {
    json!({"const": gainsay::wire::VERSION})
}

fn text() -> Value {
    json!({"type": "string"})
}

fn id() -> Value {
    json!({"type": "string", "pattern": "^[0-9a-f]{64}$"})
}

fn flag() -> Value {
    json!({"type": "boolean"})
}

fn whole() -> Value {
    json!({"type": "integer", "minimum": 0})
}

fn share() -> Value {
    json!({"type": "number", "minimum": 0, "maximum": 1})
}

fn number() -> Value {
    object(&[("min", or_null(whole())), ("max", or_null(whole()))])
}

fn place() -> Value {
    object(&[("spans", spans())])
}

fn spans() -> Value {
    many(span())
}

fn span() -> Value {
    json!({"type": "array", "items": whole(), "minItems": 2, "maxItems": 2})
}

fn many(items: Value) -> Value {
    json!({"type": "array", "items": items})
}

fn each(values: Value) -> Value {
    json!({"type": "object", "additionalProperties": values})
}

fn or_null(schema: Value) -> Value {
    json!({"anyOf": [schema, {"type": "null"}]})
}

fn one_of(words: Vec<&'static str>) -> Value {
    json!({"type": "string", "enum": words})
}

#[cfg(test)]
mod tests {
    use super::*;
    use gainsay::ledger::Deed;

    #[test]
    fn every_deed_is_listed() {
        let unknown = serde_json::from_value::<Deed>(json!({"do": "?"})).expect_err("no deed").to_string();
        let known: Vec<String> = deeds().into_iter().map(|deed| format!("`{deed}`")).collect();
        assert!(unknown.ends_with(&format!("expected one of {}", known.join(", "))), "{unknown}");
    }
}
