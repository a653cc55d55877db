//! The example pages hold what `examples/README.md` says that a careful person finds in them, as `examples/expected.toml`
//! spells it.

use gainsay::ledger::Filter;
use gainsay::record::{Dispute, Holder, PageId, PositionRef, Reading, Side, Stance};
use gainsay::{Adding, Keeper, Known, Progress, Source, pages_under, wire};
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
use std::num::NonZeroUsize;
use std::path::Path;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Expected {
    pages: usize,
    refused: usize,
    silent: Vec<Silent>,
    published: BTreeMap<String, (String, String)>,
    dispute: Vec<WantedDispute>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Silent {
    page: String,
    language: String,
    statements: Option<usize>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WantedDispute {
    frame: String,
    parties: Vec<String>,
    #[serde(default)]
    reversals: Vec<(String, Stance, Stance)>,
    asserts: Option<WantedSide>,
    denies: Option<WantedSide>,
    hedges: Option<WantedSide>,
    declines: Option<WantedSide>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WantedSide {
    holders: Vec<String>,
    #[serde(default)]
    may: Vec<String>,
    pages: Vec<String>,
    answer: String,
    together: Vec<Together>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Together {
    pages: Vec<String>,
    why: Vec<String>,
}

/// The example pages in a ledger, by their names.
struct Examples {
    keeper: Keeper,
    readings: BTreeMap<PageId, (String, Reading)>,
    refused: usize,
    _folder: tempfile::TempDir,
}

impl Examples {
    fn read(root: &Path) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let mut keeper = Keeper::open(folder.path().join("sample.db")).expect("a ledger");
        let sources: Vec<Source> = pages_under(&root.join("pages")).into_iter().map(Source::File).collect();
        let how = Adding {
            known: Known::default(),
            threads: NonZeroUsize::MIN,
            now: || "2026-01-01T00:00:00Z".to_owned(),
        };
        let mut names = BTreeMap::new();
        let mut refused = 0;
        keeper
            .add(&sources, &how, |progress| match progress {
                Progress::Page(at, Ok(taken)) => {
                    names.insert(taken.page, sources[at].name().expect("a name").to_owned());
                }
                Progress::Page(_, Err(_)) => refused += 1,
                Progress::Topics(..) => {}
            })
            .expect("added");
        let readings = names
            .into_iter()
            .map(|(page, name)| (page, (name, keeper.ledger().reading(&page).expect("a reading"))))
            .collect();
        Self { keeper, readings, refused, _folder: folder }
    }

    fn name(&self, page: PageId) -> &str {
        &self.readings[&page].0
    }

    fn reading(&self, name: &str) -> &Reading {
        let found = self.readings.values().find(|(of, _)| of == name);
        &found.unwrap_or_else(|| panic!("no page {name}")).1
    }

    fn holder(&self, at: &PositionRef) -> Option<&Holder> {
        self.readings[&at.page].1.positions[at.position as usize].holder.as_ref()
    }

    fn stands_under(&self, holder: &str, any: &[String]) -> bool {
        let names = &self.keeper.reader().known().names;
        any.iter().any(|above| names.stands_under(holder, above))
    }
}

/// The word on the wire.
fn word(value: impl serde::Serialize) -> String {
    serde_json::to_value(value).expect("a word").as_str().expect("a word").to_owned()
}

#[test]
fn the_examples_hold_what_their_readme_says() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples");
    let written = std::fs::read_to_string(root.join("expected.toml")).expect("what is expected");
    let expected: Expected = toml::from_str(&written).expect("TOML");
    let examples = Examples::read(&root);
    let mut faults = Vec::new();

    if examples.readings.len() != expected.pages {
        faults.push(format!("{} pages instead of {}", examples.readings.len(), expected.pages));
    }
    if examples.refused != expected.refused {
        faults.push(format!("{} pages refused instead of {}", examples.refused, expected.refused));
    }
    for silent in &expected.silent {
        let reading = examples.reading(&silent.page);
        let language = reading.article.language.map(|language| language.as_str().to_owned());
        if language.as_deref() != Some(&silent.language) {
            faults.push(format!("{}: language {language:?} instead of {}", silent.page, silent.language));
        }
        if !reading.positions.is_empty() {
            faults.push(format!("{}: {} positions instead of none", silent.page, reading.positions.len()));
        }
        if silent.statements.is_some_and(|wanted| wanted != reading.statements.len()) {
            faults.push(format!("{}: {} statements", silent.page, reading.statements.len()));
        }
    }
    if expected.published.len() != expected.pages {
        faults.push("expected.toml does not give the date of every page".to_owned());
    }
    for (page, (date, method)) in &expected.published {
        let published = &examples.reading(page).article.published;
        let found = published.edtf.as_ref().map(|date| date.as_str().split('T').next().unwrap_or_default());
        if found != Some(&**date) || word(published.method) != *method {
            faults.push(format!(
                "{page}: published {found:?} by {}, not {date} by {method}",
                word(published.method)
            ));
        }
    }

    let listed = examples.keeper.disputes(&Filter::default(), false).expect("disputes");
    let key = |frame: &str, parties: &[String]| format!("{frame} {}", parties.join(" "));
    let found: BTreeSet<String> = listed.iter().map(|d| key(&d.topic.frame, &d.topic.parties)).collect();
    let wanted: BTreeSet<String> =
        expected.dispute.iter().map(|d| key(&d.frame, &sorted(&d.parties))).collect();
    if found != wanted {
        faults.push(format!("disputes {found:?} instead of {wanted:?}"));
    }
    if let (Some(first), Some(wanted)) = (listed.first(), expected.dispute.first())
        && first.topic.parties != sorted(&wanted.parties)
    {
        faults.push(format!("the most contested is {}", first.title));
    }
    for wanted in &expected.dispute {
        let Some(entry) = listed.iter().find(|entry| entry.topic.parties == sorted(&wanted.parties)) else {
            continue;
        };
        let dispute = examples.keeper.dispute(&entry.id).expect("the dispute");
        hold(&examples, &dispute, wanted, &mut faults);
    }
    assert!(faults.is_empty(), "{} expectations fail:\n  {}", faults.len(), faults.join("\n  "));
}

fn sorted(parties: &[String]) -> Vec<String> {
    let mut parties = parties.to_vec();
    parties.sort_unstable();
    parties
}

fn hold(examples: &Examples, dispute: &Dispute, wanted: &WantedDispute, faults: &mut Vec<String>) {
    let nothing =
        WantedSide { holders: vec![], may: vec![], pages: vec![], answer: String::new(), together: vec![] };
    let sides = [&wanted.asserts, &wanted.denies, &wanted.hedges, &wanted.declines];
    for (side, wanted) in Side::ALL.into_iter().zip(sides) {
        let told = format!("{}, {}", dispute.title, word(side));
        hold_side(examples, dispute, side, wanted.as_ref().unwrap_or(&nothing), &told, faults);
    }
    let turns: Vec<(&Holder, Stance, Stance)> =
        dispute.reversals.iter().map(|turn| (&turn.holder, turn.from.0, turn.to.0)).collect();
    for (holder, from, to) in &wanted.reversals {
        let fits = |turn: &&(&Holder, Stance, Stance)| {
            examples.stands_under(turn.0.as_str(), std::slice::from_ref(holder))
                && (turn.1, turn.2) == (*from, *to)
        };
        if !turns.iter().any(|turn| fits(&turn)) {
            faults
                .push(format!("{}: no change of {holder} from {from:?} to {to:?}: {turns:?}", dispute.title));
        }
    }
    if turns.len() > wanted.reversals.len() {
        faults.push(format!("{}: more changes of stance than there are: {turns:?}", dispute.title));
    }
}

fn hold_side(
    examples: &Examples,
    dispute: &Dispute,
    side: Side,
    wanted: &WantedSide,
    told: &str,
    faults: &mut Vec<String>,
) {
    let positions: Vec<&PositionRef> =
        dispute.sides.iter().filter(|(of, _)| *of == side).flat_map(|(_, positions)| positions).collect();
    let allowed: Vec<String> = wanted.holders.iter().chain(&wanted.may).cloned().collect();
    for at in &positions {
        let holder = examples.holder(at).map(|holder| holder.as_str());
        if !holder.is_some_and(|holder| examples.stands_under(holder, &allowed)) {
            let place = format!("{} {}", examples.name(at.page), wire::position_id(at.position));
            faults.push(format!("{told}: {} on {place} is none of {allowed:?}", holder.unwrap_or("nobody")));
        }
    }
    for holder in &wanted.holders {
        let is = |at: &&PositionRef| {
            examples
                .holder(at)
                .is_some_and(|it| examples.stands_under(it.as_str(), std::slice::from_ref(holder)))
        };
        if !positions.iter().any(is) {
            faults.push(format!("{told}: nobody is {holder}"));
        }
    }
    let pages: BTreeSet<&str> = positions.iter().map(|at| examples.name(at.page)).collect();
    let wanted_pages: BTreeSet<&str> = wanted.pages.iter().map(|page| &**page).collect();
    for page in wanted_pages.difference(&pages) {
        faults.push(format!("{told}: nothing on {page}"));
    }
    for page in pages.difference(&wanted_pages) {
        faults.push(format!("{told}: a position on {page}"));
    }
    let Some((_, origins)) = dispute.origins.iter().find(|(of, _)| *of == side) else {
        if !wanted.answer.is_empty() {
            faults.push(format!("{told}: no origins"));
        }
        return;
    };
    if word(origins.answer) != wanted.answer {
        faults.push(format!("{told}: {} instead of {}", word(origins.answer), wanted.answer));
    }
    // Every fold of the kinds that are asked for joins its pages; groups of pages are what is joined directly or through
    // one another.
    let folds: Vec<(&str, Vec<&str>)> = origins
        .folds
        .iter()
        .filter_map(|fold| {
            let pages = fold.pages.iter().map(|page| examples.name(*page)).collect();
            Some((kind(&fold.why)?, pages))
        })
        .collect();
    let mut groups: Vec<(BTreeSet<&str>, BTreeSet<&str>)> = Vec::new();
    for (kind, pages) in &folds {
        let mut all: BTreeSet<&str> = pages.iter().copied().collect();
        let mut kinds = BTreeSet::from([*kind]);
        groups.retain(|(group, why)| {
            let apart = group.is_disjoint(&all);
            if !apart {
                all.extend(group);
                kinds.extend(why);
            }
            apart
        });
        groups.push((all, kinds));
    }
    for together in &wanted.together {
        let pages: BTreeSet<&str> = together.pages.iter().map(|page| &**page).collect();
        match groups.iter().find(|(group, _)| *group == pages) {
            Some((_, kinds)) if together.why.iter().any(|why| kinds.contains(&**why)) => {}
            Some((_, kinds)) => faults.push(format!("{told}: {pages:?} are joined by {kinds:?}")),
            None => faults.push(format!("{told}: {pages:?} are not one group, but {groups:?}")),
        }
    }
    for (group, kinds) in &groups {
        let asked =
            wanted.together.iter().any(|together| together.pages.iter().any(|page| group.contains(&**page)));
        if !asked {
            faults.push(format!("{told}: {group:?} are joined by {kinds:?}"));
        }
    }
}

/// The kind of a fold's reason, as `expected.toml` names them; `None` for the same origin and for unnamed sources.
fn kind(why: &str) -> Option<&'static str> {
    if why.starts_with("the same words") || why.starts_with("versions of") {
        Some("copy")
    } else if why.starts_with("all are the words of") || why.contains("credited") {
        Some("credit")
    } else if why.starts_with("the same statement by") {
        Some("statement")
    } else {
        None
    }
}
