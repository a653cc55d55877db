//! What the rulers in Python take for granted: values that may be anything, and how Python prints them.

use indexmap::IndexMap;
use regex::Regex;
use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use std::fmt::{self, Display, Formatter};
use std::sync::LazyLock;

/// A JSON value as Python holds it. Printed with `{}` it is Python's `str`, with [`Value::repr`] its `repr`.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Value {
    /// `null`.
    #[default]
    None,
    /// `true` or `false`.
    Bool(bool),
    /// A number without a point.
    Int(i128),
    /// Any other number.
    Float(f64),
    /// A string.
    Str(String),
    /// An array.
    List(Vec<Value>),
    /// An object, in the order of the file.
    Dict(IndexMap<String, Value>),
}

impl Value {
    /// The member `key`; null where there is none or this is no object.
    pub fn get(&self, key: &str) -> &Self {
        match self {
            Self::Dict(members) => members.get(key).unwrap_or(&Self::None),
            _ => &Self::None,
        }
    }

    /// Whether it is an object that has `key`.
    pub fn has(&self, key: &str) -> bool {
        matches!(self, Self::Dict(members) if members.contains_key(key))
    }

    /// The items of a list; none where it is no list.
    pub fn items(&self) -> &[Self] {
        match self {
            Self::List(items) => items,
            _ => &[],
        }
    }

    /// The string, where it is one.
    pub fn text(&self) -> Option<&str> {
        match self {
            Self::Str(text) => Some(text),
            _ => None,
        }
    }

    /// The number; 0 where it is none.
    pub fn number(&self) -> f64 {
        match self {
            Self::Int(value) => *value as f64,
            Self::Float(value) => *value,
            _ => 0.0,
        }
    }

    /// The strings of a list.
    pub fn texts(&self) -> Vec<&str> {
        self.items().iter().filter_map(Self::text).collect()
    }

    /// What Python takes for true.
    pub fn is_true(&self) -> bool {
        match self {
            Self::None => false,
            Self::Bool(value) => *value,
            Self::Int(value) => *value != 0,
            Self::Float(value) => *value != 0.0,
            Self::Str(text) => !text.is_empty(),
            Self::List(items) => !items.is_empty(),
            Self::Dict(members) => !members.is_empty(),
        }
    }

    /// Python's `repr`.
    pub fn repr(&self) -> String {
        match self {
            Self::None => "None".to_owned(),
            Self::Bool(true) => "True".to_owned(),
            Self::Bool(false) => "False".to_owned(),
            Self::Int(value) => value.to_string(),
            Self::Float(value) => format!("{value:?}"),
            Self::Str(text) => repr(text),
            Self::List(items) => list(items.iter().map(Self::repr)),
            Self::Dict(members) => {
                let members: Vec<_> =
                    members.iter().map(|(key, value)| format!("{}: {}", repr(key), value.repr())).collect();
                format!("{{{}}}", members.join(", "))
            }
        }
    }
}

impl Display for Value {
    fn fmt(&self, out: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::Str(text) => out.write_str(text),
            other => out.write_str(&other.repr()),
        }
    }
}

/// A list of things whose `repr` is given, as Python prints it.
pub fn list(reprs: impl Iterator<Item = String>) -> String {
    format!("[{}]", reprs.collect::<Vec<_>>().join(", "))
}

/// Python's `repr` of a string.
pub fn repr(text: &str) -> String {
    static UNPRINTABLE: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"^[\p{C}\p{Z}]$").expect("a pattern of our own"));
    let quote = if text.contains('\'') && !text.contains('"') { '"' } else { '\'' };
    let mut out = String::from(quote);
    let mut letter = [0; 4];
    for c in text.chars() {
        match c {
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            c if c == quote => out.extend(['\\', c]),
            ' '..='~' => out.push(c),
            c if UNPRINTABLE.is_match(c.encode_utf8(&mut letter)) => {
                let code = u32::from(c);
                out.push_str(&match code {
                    0..=0xff => format!("\\x{code:02x}"),
                    0x100..=0xffff => format!("\\u{code:04x}"),
                    _ => format!("\\U{code:08x}"),
                });
            }
            c => out.push(c),
        }
    }
    out.push(quote);
    out
}

/// What Python takes for white space: also the four separators of ASCII.
pub fn is_space(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{1c}'..='\u{1f}')
}

/// The characters from `start` to `end` as Python slices them: places beyond the end hold nothing.
pub fn slice(text: &[char], start: i64, end: i64) -> &[char] {
    let clamp = |place: i64| {
        let length = text.len() as i64;
        if place < 0 { (place + length).max(0) } else { place.min(length) }
    };
    let (start, end) = (clamp(start), clamp(end));
    &text[start as usize..end.max(start) as usize]
}

/// Line ends as Python's text files have them.
pub fn universal_newlines(text: &str) -> String {
    text.replace("\r\n", "\n").replace('\r', "\n")
}

/// The lines of a text as Python's `str.splitlines` cuts them.
pub fn lines(text: &str) -> impl Iterator<Item = &str> {
    let ends = |c: char| {
        matches!(
            c,
            '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{1c}'..='\u{1e}' | '\u{85}' | '\u{2028}' | '\u{2029}'
        )
    };
    text.split(ends)
}

impl<'de> Deserialize<'de> for Value {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_any(Any)
    }
}

struct Any;

impl<'de> Visitor<'de> for Any {
    type Value = Value;

    fn expecting(&self, out: &mut Formatter<'_>) -> fmt::Result {
        out.write_str("any JSON")
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::None)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(Value::Bool(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Value, E> {
        Ok(Value::Int(value.into()))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Value, E> {
        Ok(Value::Int(value.into()))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Value, E> {
        Ok(Value::Float(value))
    }

    fn visit_str<E>(self, value: &str) -> Result<Value, E> {
        Ok(Value::Str(value.to_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut from: A) -> Result<Value, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = from.next_element()? {
            items.push(item);
        }
        Ok(Value::List(items))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut from: A) -> Result<Value, A::Error> {
        let mut members = IndexMap::new();
        while let Some((key, value)) = from.next_entry()? {
            members.insert(key, value);
        }
        Ok(Value::Dict(members))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_print_as_python_prints_them() {
        let value: Value =
            serde_json::from_str(r#"{"text":"it's","min":2000000,"max":null,"list":[true,0.5,"a\u0001—"]}"#)
                .expect("JSON");
        assert_eq!(
            value.repr(),
            r#"{'text': "it's", 'min': 2000000, 'max': None, 'list': [True, 0.5, 'a\x01—']}"#
        );
        assert_eq!(repr("\"it's\"\u{a0}\u{200b}\u{e0001}"), r#"'"it\'s"\xa0\u200b\U000e0001'"#);
        assert_eq!(value.get("text").to_string(), "it's");
    }

    #[test]
    fn slices_never_fall_off_the_end() {
        let text: Vec<char> = "abc".chars().collect();
        assert_eq!(slice(&text, 1, 99), ['b', 'c']);
        assert_eq!(slice(&text, 2, 1), [] as [char; 0]);
        assert_eq!(slice(&text, 0, -1), ['a', 'b']);
    }
}
