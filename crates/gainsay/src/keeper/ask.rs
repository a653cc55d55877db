//! What people type for parties and items, as the codes that a ledger is asked with.

use gainsay_knowledge::{Knowledge, lower, words};

/// The code of a party: a code as it is (`PRK`, `IGO:un`), in any case, or the whole of a name ("North Korea", "Moscow").
/// `None` where it is neither.
///
/// ```
/// use gainsay::{Knowledge, party};
///
/// let known = Knowledge::shipped();
/// assert_eq!(party("North Korea", known).as_deref(), Some("PRK"));
/// assert_eq!(party("rus", known).as_deref(), Some("RUS"));
/// assert_eq!(party("Atlantis", known), None);
/// ```
pub fn party(written: &str, known: &Knowledge) -> Option<String> {
    let written = written.trim();
    if let Some(entity) = known.names.entity(written).or_else(|| known.names.entity(&written.to_uppercase()))
    {
        return Some(entity.code.to_string());
    }
    let printed: Vec<&str> = words(written).map(|range| &written[range]).collect();
    let lowered: Vec<String> = printed.iter().map(|word| lower(word)).collect();
    let printed: Vec<String> = printed.iter().map(|word| capital(word)).collect();
    let (length, entity, _) = known.names.at(&printed, &lowered)?;
    (length == printed.len()).then(|| entity.code.to_string())
}

/// A class of items and all that is a kind of it, by code: "artillery ammunition" or `artillery-ammunition`, or a word
/// for such a thing ("shells"). `None` where it is no class and no word for one.
///
/// ```
/// use gainsay::{Knowledge, kinds_of};
///
/// let kinds = kinds_of("ammunition", Knowledge::shipped()).ok_or("a class")?;
/// assert!(kinds.iter().any(|kind| kind == "shells") && !kinds.iter().any(|kind| kind == "drones"));
/// # Ok::<(), &str>(())
/// ```
pub fn kinds_of(written: &str, known: &Knowledge) -> Option<Vec<String>> {
    let items = &known.items;
    let written = lower(written.trim());
    let class =
        items.class(&written).or_else(|| items.class(&written.replace([' ', '_'], "-"))).or_else(|| {
            let lowered: Vec<&str> = words(&written).map(|range| &written[range]).collect();
            let (length, class) = items.at(&lowered)?;
            (length == lowered.len()).then_some(class)
        })?;
    let kinds = items.classes().iter().filter(|kind| items.entails(&kind.code, &class.code));
    Some(kinds.map(|kind| kind.code.to_string()).collect())
}

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
