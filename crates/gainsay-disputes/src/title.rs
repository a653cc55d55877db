//! A dispute's name in plain words.

use crate::group::Key;
use crate::member::Member;
use crate::order::Order;
use std::collections::BTreeSet;

/// How many classes a title names before it falls back on what they are all kinds of.
const NAMED: usize = 3;

/// "North Korea to Russia: weapons and ammunition"; "North Korea and Russia: arms" where nobody says who supplies whom,
/// or where they differ.
pub(crate) fn title(key: &Key, members: &[Member<'_>], order: &Order<'_>) -> String {
    let names = |code: &str| order.known().names.in_words(code);
    let parties = match direction(members, order) {
        Some((from, to)) => format!("{} to {}", capital(&names(from)), names(to)),
        None => capital(&listed(&key.parties.iter().map(|party| names(party)).collect::<Vec<_>>())),
    };
    format!("{parties}: {}", what(key, members, order))
}

/// From whom to whom, where all who say so agree.
fn direction<'a>(members: &[Member<'a>], order: &Order<'_>) -> Option<(&'a str, &'a str)> {
    let [from, to] = order.party_roles() else { return None };
    let mut said = members.iter().filter_map(|member| {
        let proposition = &member.position.proposition;
        Some((order.filler(proposition, from)?, order.filler(proposition, to)?))
    });
    let first = said.next()?;
    said.all(|other| other == first).then_some(first)
}

/// The most general classes that are named, the one above all others aside; in the order of the taxonomy.
fn what(key: &Key, members: &[Member<'_>], order: &Order<'_>) -> String {
    let items = &order.known().items;
    let top = order.top_item();
    let in_words =
        |code: &str| items.class(code).map_or_else(|| code.replace('-', " "), |class| class.name.to_string());
    let named = members.iter().flat_map(|member| &member.position.proposition.items);
    let named: BTreeSet<&str> = named.map(|item| &*item.class).filter(|class| Some(*class) != top).collect();
    let is_general = |class: &&str| !named.iter().any(|other| other != class && items.entails(class, other));
    let mut general: Vec<&str> = named.iter().copied().filter(is_general).collect();
    general.sort_by_key(|code| (items.classes().iter().position(|class| *class.code == **code), *code));
    match general.len() {
        1..=NAMED => listed(&general.into_iter().map(in_words).collect::<Vec<_>>()),
        _ => top.map_or_else(|| key.frame.replace('-', " "), in_words),
    }
}

/// "a", "a and b", "a, b and c".
fn listed(names: &[String]) -> String {
    match names {
        [] => String::new(),
        [only] => only.clone(),
        [front @ .., last] => format!("{} and {last}", front.join(", ")),
    }
}

fn capital(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
