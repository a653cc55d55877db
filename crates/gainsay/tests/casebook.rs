//! The casebook: every case of `casebook/` is read and held against what an expert would sign. `casebook/README.md`
//! defines the notation. A case that fails prints its text with the spans marked under the words, and why.

use gainsay::Reader;
use gainsay_casebook::case::{self, Case};
use gainsay_casebook::judge::judge_all;
use gainsay_casebook::{forms, notation, open, pages, words};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

fn casebook() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../casebook")
}

/// The cases, and the whole pages.
fn all() -> Vec<Case> {
    let mut cases = case::all(&casebook()).expect("the casebook is well-formed");
    assert!(cases.len() >= 600, "only {} cases were found", cases.len());
    let pages = pages::all(&casebook()).expect("the whole pages are well-formed");
    assert!(pages.len() >= 63, "only {} readings of whole pages were found", pages.len());
    cases.extend(pages);
    cases
}

/// A case that is red must be among the open ones, and one that is green must not: it has been closed, and the list must
/// say so.
#[test]
fn every_case_that_is_not_open_is_read_as_it_should_be() {
    let cases = all();
    let open = open::all(&casebook()).expect("casebook/OPEN.md can be read");
    let mut left: Vec<&String> = open.iter().collect();
    let mut faults: Vec<String> = Vec::new();
    let mut folders: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    for (case, report) in cases.iter().zip(judge_all(&Reader::shipped(), &cases)) {
        let folder = case.file.split('/').next().unwrap_or_default();
        let (green, all) = folders.entry(folder).or_default();
        *all += 1;
        *green += usize::from(report.is_none());
        let name = &case.name;
        let listed = left.iter().position(|open| *open == name).map(|at| left.remove(at)).is_some();
        match report {
            Some(report) if !listed => faults.push(report),
            None if listed => {
                faults.push(format!("{name}: is green, and casebook/OPEN.md says that it is open"))
            }
            _ => {}
        }
    }
    faults.extend(left.iter().map(|name| format!("{name}: casebook/OPEN.md names a case that is not there")));
    let green: usize = folders.values().map(|(green, _)| green).sum();
    let summary: Vec<String> =
        folders.iter().map(|(folder, (green, all))| format!("{folder} {green}/{all}")).collect();
    let summary = format!("green: {green} of {}, open: {} ({})", cases.len(), open.len(), summary.join(", "));
    println!("{summary}");
    assert!(faults.is_empty(), "\n{}\n{summary}\n", faults.join("\n"));
}

#[test]
fn the_two_forms_of_a_full_reading_agree() {
    let differences = forms::differ(&casebook()).expect("both forms can be read");
    assert!(differences.is_empty(), "{}", differences.join("\n"));
}

#[test]
fn no_two_cases_have_one_name() {
    let cases = all();
    let mut names: Vec<&str> = cases.iter().map(|case| case.name.as_str()).collect();
    names.sort_unstable();
    let twice: Vec<&str> = names.windows(2).filter(|pair| pair[0] == pair[1]).map(|pair| pair[0]).collect();
    assert!(twice.is_empty(), "{}", twice.join("\n"));
}

#[test]
fn every_place_that_a_case_names_is_in_its_text() {
    let cases = all();
    let mut missing = Vec::new();
    for case in cases.iter().filter(|case| !case.texts[0].html) {
        let words = words::Words::of(&case.texts[0].body);
        for record in &case.records {
            let quoted =
                record.value.find('"').filter(|_| record.name == "block").map(|at| &record.value[at..]);
            let named = ["source", "cue", "content", "continued", "certainty", "antecedent"];
            for value in named.iter().flat_map(|name| record.all(name)).chain(quoted) {
                let options =
                    notation::places(value).unwrap_or_else(|error| panic!("{}: {error}", case.name));
                let lost = options.into_iter().flatten().filter(|place| words.at(place).is_none());
                missing.extend(lost.map(|place| format!("{}: {:?}", case.name, place.written)));
            }
        }
    }
    assert!(missing.is_empty(), "{}", missing.join("\n"));
}
