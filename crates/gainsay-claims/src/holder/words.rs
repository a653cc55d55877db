//! Who the words of a source name by themselves.

use super::stands::{Described, Reading, Stands};
use super::{Who, unnamed};
use crate::mention::Mention;
use crate::view::View;
use gainsay_knowledge::{Entity, EntityKind, Form, Sector, Ties};
use gainsay_record::{Edtf, Holder, Naming, Unnamed};
use std::ops::Range;

/// Who the words in `ranges` name by themselves.
pub(super) fn by_words(view: &View<'_>, ranges: &[Range<usize>]) -> Who {
    let reading = Reading::new(view, ranges);
    let mut who = resolve(view, &reading);
    if who.named == Naming::Unnamed {
        who.unnamed = unnamed::known(view, ranges, &reading.described);
        if who.is_resolved() && who.unnamed.condition.is_none() && speaks_for_it(view, &reading) {
            who.named = Naming::Named;
            who.unnamed = Unnamed::default();
        }
    }
    who
}

/// "A spokesman for the ministry": the body speaks, whatever his name is.
fn speaks_for_it(view: &View<'_>, reading: &Reading<'_>) -> bool {
    let has_one =
        |words: &[String]| (0..words.len()).any(|at| view.known.names.mouths.at(&words[at..]).is_some());
    !reading.former && reading.described.iter().any(|one| has_one(&view.lowered[one.tokens.clone()]))
}

/// Whom a name makes the speaker.
enum Subject<'a> {
    /// Somebody with a code of their own.
    Entity(&'a Entity),
    /// Somebody of a state: its code, and whether the words say no more than that.
    State(&'a str, Form, Stands),
}

fn resolve(view: &View<'_>, reading: &Reading<'_>) -> Who {
    let described = &reading.described;
    // "People close to the contract" are no document.
    let people_first = described.first().is_some_and(|one| one.sector.people);
    let document = !people_first && described.iter().any(|one| one.sector.document);
    // The experts of "the panel of experts" are a body that bears a name.
    let of_body = |one: &Described| {
        let of = one.tokens.start.checked_sub(1).filter(|&of| view.word(of) == "of");
        let body = of.and_then(|of| view.mention_at(of.checked_sub(1)?));
        body.is_some_and(|body| matches!(body.entity.kind, EntityKind::Organisation | EntityKind::Body))
    };
    let people = described.iter().any(|one| one.sector.people && !of_body(one));
    let naming = |otherwise| match () {
        () if document => Naming::Document,
        () if people && reading.unknown.is_none() => Naming::Unnamed,
        () => otherwise,
    };
    let who = |code: String, named| Who { holder: Some(Holder::new(code)), named, ..Who::default() };
    let telling = telling(described);
    match subject(view, reading) {
        Some(Subject::Entity(entity)) if entity.kind == EntityKind::Person => {
            who(entity.code.to_string(), Naming::Named)
        }
        // Of whoever left it, a body tells the state.
        Some(Subject::Entity(entity)) if reading.former => {
            who(entity.state.as_deref().unwrap_or("XXX").to_owned(), naming(Naming::Named))
        }
        Some(Subject::Entity(entity)) => who(entity.code.to_string(), naming(Naming::Named)),
        Some(Subject::State(state, form, stands)) => {
            if let Some(person) = surnamed(view, reading, Some(state)) {
                return who(person.code.to_string(), Naming::Named);
            }
            let beside = described.iter().map(|one| one.sector.of_state).find(|code| !code.is_empty());
            let sector = telling.map(|one| one.sector.code).or(beside);
            let somebody = people || described.iter().any(Described::is_anybody);
            // "Russian sources" may be anybody's, and so may be whoever is close to the Kremlin.
            let says_state = sector.is_none()
                && somebody
                && (form == Form::Adjective || matches!(stands, Stands::At | Stands::For))
                || stands == Stands::Near
                || reading.former && (somebody || sector.is_some());
            if says_state {
                return who(state.to_owned(), naming(Naming::Unnamed));
            }
            if form == Form::City && sector.is_none() {
                return if somebody {
                    who(state.to_owned(), naming(Naming::Unnamed))
                } else {
                    Who::default()
                };
            }
            let code = sector.unwrap_or("GOV");
            let generic = matches!(code, "MED" | "SPY") || sector.is_none() && form == Form::Adjective;
            let named = naming(if generic { Naming::Unnamed } else { Naming::Named });
            match telling {
                Some(one) => Who { holder: Some(of_state(view, state, one)), named, ..Who::default() },
                None => who(format!("{state}:{code}"), named),
            }
        }
        None => {
            if let Some(person) = surnamed(view, reading, None) {
                return who(person.code.to_string(), Naming::Named);
            }
            if let Some(organisation) = works_for(view, reading) {
                return who(organisation.to_owned(), naming(Naming::Named));
            }
            let anybody = !document && (people || described.iter().any(Described::is_anybody));
            let code = match telling {
                Some(_) if reading.former => Some("XXX".to_owned()),
                Some(one) => Some(format!("XXX:{}", one.sector.code)),
                None if reading.society.is_some() => Some("XXX:NGO".to_owned()),
                None => anybody.then(|| "XXX".to_owned()),
            };
            // The name of a paper stands in marks behind it: "the report, “Guns for Gold”".
            let title = |at: usize| {
                document && at > 0 && matches!(view.printed[at - 1], "“" | "\"" | "‘" | "«" | "„")
            };
            let named = match reading.unknown {
                Some(at) if !title(at) => Naming::Named,
                _ => naming(Naming::Unnamed),
            };
            Who { holder: code.map(Holder::new), named, ..Who::default() }
        }
    }
}

/// "A panel of experts that *reports to the UN* Security Council", "monitors appointed by the European Union": the organisation for
/// which they work.
fn works_for<'a>(view: &View<'a>, reading: &Reading<'a>) -> Option<&'a str> {
    let works = |mention: &Mention<'a>| {
        let near = mention.start.saturating_sub(WORKS)..mention.start;
        mention.entity.kind == EntityKind::Organisation
            && near.clone().any(|at| {
                let found = view.known.names.working_for.at(&view.lowered[at..near.end]);
                found.is_some_and(|(length, ())| near.end - (at + length) <= 1)
            })
    };
    let (mention, _) = reading.mentions.iter().find(|(mention, _)| works(mention))?;
    reading.described.first().filter(|one| one.tokens.end <= mention.start)?;
    // Of one of its bodies, the whole: "the UN Security Council".
    let code: &'a str = &mention.entity.code;
    let end = code.match_indices(':').nth(1).map_or(code.len(), |(at, _)| at);
    code.starts_with("IGO:").then(|| &code[..end])
}

/// How many tokens before an organisation the words may open that say that somebody works for it.
const WORKS: usize = 4;

/// The description that tells the sector: a body before people, and these before a document.
fn telling(described: &[Described]) -> Option<&Described> {
    let telling = || described.iter().filter(|one| !one.sector.code.is_empty());
    telling()
        .find(|one| !one.sector.people && !one.sector.document)
        .or_else(|| telling().find(|one| one.sector.people))
        .or_else(|| telling().next())
}

/// The name that tells most, of those that stand nearest to the speaker.
fn subject<'a>(view: &View<'a>, reading: &Reading<'a>) -> Option<Subject<'a>> {
    let rank = |mention: &Mention<'_>| match mention.entity.kind {
        EntityKind::Person => 0,
        EntityKind::Body => 1,
        EntityKind::Outlet | EntityKind::Group | EntityKind::Company | EntityKind::Organisation => 2,
        EntityKind::State => 3,
    };
    let best = |stands: Stands| {
        let of = reading.mentions.iter().filter(|(_, other)| *other == stands).map(|(mention, _)| mention);
        of.min_by_key(|mention| rank(mention)).map(|mention| (mention, stands))
    };
    let order = [Stands::Speaks, Stands::Owns, Stands::For, Stands::At, Stands::Near];
    let (mention, stands) = order.into_iter().find_map(best)?;
    let entity = mention.entity;
    Some(match entity.kind {
        EntityKind::State => Subject::State(&entity.code, mention.form, stands),
        EntityKind::Person if stands == Stands::Speaks => Subject::Entity(entity),
        EntityKind::Person => behind(view, entity, stands)?,
        _ if stands == Stands::Near => Subject::State(entity.state.as_deref()?, mention.form, stands),
        _ => Subject::Entity(entity),
    })
}

/// Who stands behind a person whose people speak: "Putin's spokesman" speaks for Russia, "Hemedti's forces" for the group.
fn behind<'a>(view: &View<'a>, person: &'a Entity, stands: Stands) -> Option<Subject<'a>> {
    let sector = person.code.split(':').nth(1).unwrap_or_default();
    match person.state.as_deref() {
        Some(state) if !matches!(sector, "REB" | "BUS") => Some(Subject::State(state, Form::Name, stands)),
        _ => {
            let names = &view.known.names;
            let above = person.code.rsplit_once(':').map(|(above, _)| above);
            names.speaks_for(&person.code).or(above).and_then(|code| names.entity(code)).map(Subject::Entity)
        }
    }
}

/// The holder that a description with a sector is beside a state.
pub(super) fn of_state(view: &View<'_>, state: &str, one: &Described) -> Holder {
    let code = match ministry(view, one) {
        Some(ministry) => format!("{state}:{ministry}"),
        None => format!("{state}:{}", one.sector.code),
    };
    Holder::new(view.known.names.known_as(&code))
}

/// The ministry that a description names, of the two that every state has.
fn ministry(view: &View<'_>, one: &Described) -> Option<&'static str> {
    let words = &view.lowered[one.tokens.clone()];
    let has = |options: &[&str]| words.iter().any(|word| options.contains(&word.as_str()));
    let Sector { code: "GOV", ties: Ties::Own, .. } = one.sector else { return None };
    match () {
        () if has(&["office"]) && has(&["foreign"]) => Some("GOV:mfa"),
        () if !has(&["ministry", "department"]) => None,
        () if has(&["defence", "defense"]) || has(&["armed"]) && has(&["forces"]) => Some("GOV:mod"),
        () if has(&["foreign", "external"]) => Some("GOV:mfa"),
        () => None,
    }
}

/// "Prime Minister Sharif": the person of a surname that stands alone behind an office, the one who held it when the page
/// was published, where there are several.
fn surnamed<'a>(view: &View<'a>, reading: &Reading<'_>, state: Option<&str>) -> Option<&'a Entity> {
    let at = reading.unknown.filter(|_| !reading.former)?;
    let title = reading.described.iter().find(|one| one.tokens.end == at)?;
    let alone = view
        .printed
        .get(at + 1)
        .is_none_or(|next| !next.starts_with(char::is_uppercase) && !matches!(*next, "-" | "‐" | "‑"));
    if !alone {
        return None;
    }
    let words = &view.lowered[title.tokens.clone()];
    let office = |office: &str| {
        let office = office.to_lowercase();
        let parts: Vec<&str> = office.split(' ').collect();
        let spelled = |word: &str| match word {
            "defense" => parts.contains(&"defence") || parts.contains(&"defense"),
            "of" | "the" => true,
            _ => parts.contains(&word),
        };
        words.iter().all(|word| spelled(word))
    };
    let date = view.published_edtf.as_ref();
    let held = |time: Option<&str>| match (date, time.and_then(Edtf::parse)) {
        (Some(date), Some(time)) => gainsay_knowledge::time::overlap(date, &time),
        _ => true,
    };
    let mut found = view.known.names.of_surname(view.printed[at]).filter(|person| {
        state.is_none_or(|state| person.state.as_deref() == Some(state))
            && person.offices.iter().any(|one| office(one.title) && held(one.time))
    });
    found.next().filter(|_| found.next().is_none())
}
