//! The rules of the house that a machine can hold: which crate may use which, what every file opens with, that every path
//! named in a Markdown file is there, that every licence is one we may ship.

use cargo_metadata::{DependencyKind, Metadata, MetadataCommand};
use std::fs;
use std::path::{Path, PathBuf};

/// What each crate may use of the workspace. A crate that is not listed may not exist.
const USES: &[(&str, &[&str])] = &[
    ("gainsay-record", &[]),
    ("gainsay-knowledge", &["gainsay-record"]),
    ("gainsay-page", STAGE),
    ("gainsay-language", STAGE),
    ("gainsay-attribution", STAGE),
    ("gainsay-claims", STAGE),
    ("gainsay-disputes", STAGE),
    ("gainsay-ledger", STAGE),
    (
        "gainsay",
        &[
            "gainsay-record",
            "gainsay-knowledge",
            "gainsay-page",
            "gainsay-language",
            "gainsay-attribution",
            "gainsay-claims",
            "gainsay-disputes",
            "gainsay-ledger",
        ],
    ),
    (CASEBOOK, DOOR),
    ("gainsay-cli", &["gainsay", "gainsay-record", "gainsay-desk"]),
    ("gainsay-desk", DOOR),
    ("gainsay-python", DOOR),
];
/// The stages in the order of the flow. The tests of one may use those before it, which make its input.
const FLOW: &[&str] =
    &["gainsay-page", "gainsay-language", "gainsay-attribution", "gainsay-claims", "gainsay-disputes"];
const STAGE: &[&str] = &["gainsay-record", "gainsay-knowledge"];
const DOOR: &[&str] = &["gainsay", "gainsay-record"];
/// What readings are held against. It reads as a door does, and only tests and the laboratory use it.
const CASEBOOK: &str = "gainsay-casebook";
/// It may use everything, and nothing uses it.
const LAB: &str = "gainsay-lab";

/// Beyond this a file wants to be a folder.
const LONGEST: usize = 800;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").canonicalize().expect("the workspace")
}

/// The files below the workspace that end in one of `extensions`, sorted; nothing that is built.
fn files(extensions: &[&str]) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![root()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path()) {
            let name = entry.file_name().and_then(|name| name.to_str()).unwrap_or_default();
            if entry.is_dir() && !matches!(name, "target" | ".git") {
                folders.push(entry);
            } else if entry.extension().is_some_and(|end| extensions.iter().any(|known| end == *known)) {
                found.push(entry);
            }
        }
    }
    found.sort();
    assert!(!found.is_empty(), "no {extensions:?} below {}", root().display());
    found
}

fn text(file: &Path) -> String {
    fs::read_to_string(file).unwrap_or_else(|error| panic!("{}: {error}", file.display()))
}

/// Fails with all faults at once.
fn none(rule: &str, faults: &[String]) {
    assert!(faults.is_empty(), "{rule}:\n  {}", faults.join("\n  "));
}

fn shown(file: &Path) -> String {
    file.strip_prefix(root()).unwrap_or(file).display().to_string()
}

#[test]
fn every_edge_between_crates_is_one_that_the_design_allows() {
    let metadata = MetadataCommand::new().current_dir(root()).no_deps().exec().expect("cargo metadata");
    let mut faults = Vec::new();
    for package in metadata.workspace_packages() {
        let name = package.name.as_str();
        let allowed = USES.iter().find(|(of, _)| *of == name).map(|(_, uses)| *uses);
        if allowed.is_none() && name != LAB {
            faults.push(format!("{name} is not in the design"));
        }
        for used in package.dependencies.iter().filter(|used| used.path.is_some()) {
            let listed = allowed.is_none_or(|allowed| allowed.contains(&used.name.as_str()));
            let place = |name: &str| FLOW.iter().position(|stage| *stage == name);
            let earlier = place(&used.name).is_some_and(|used| place(name).is_some_and(|own| used < own));
            let for_tests = used.kind == DependencyKind::Development
                && (earlier || (name == "gainsay" && used.name == CASEBOOK));
            if used.name == LAB || !(listed || for_tests) {
                faults.push(format!("{name} uses {}", used.name));
            }
        }
    }
    none("crates that may not use each other", &faults);
}

#[test]
fn every_source_file_opens_with_what_it_is_for_and_is_not_too_long() {
    // Put together here, so that this file is not found.
    let unfinished = [
        concat!("TO", "DO"),
        concat!("FIX", "ME"),
        concat!("dbg", "!("),
        concat!("todo", "!("),
        concat!("unimplemented", "!("),
    ];
    let mut faults = Vec::new();
    for file in files(&["rs"]) {
        let source = text(&file);
        if !source.starts_with("//! ") {
            faults.push(format!("{} does not open with a module doc", shown(&file)));
        }
        let lines = source.lines().count();
        if lines > LONGEST {
            faults.push(format!("{} has {lines} lines", shown(&file)));
        }
        for (number, line) in source.lines().enumerate() {
            if let Some(found) = unfinished.iter().find(|word| line.contains(**word)) {
                faults.push(format!("{}:{}: {found}", shown(&file), number + 1));
            }
        }
    }
    none("source files", &faults);
}

#[test]
fn every_data_file_says_where_it_comes_from() {
    let data = root().join("crates/gainsay-knowledge/data");
    let mut faults = Vec::new();
    for file in files(&["toml", "txt", "tsv"]).iter().filter(|file| file.starts_with(&data)) {
        if !text(file).starts_with("# ") {
            faults.push(shown(file));
        }
    }
    none("data files without a comment at their head", &faults);
}

#[test]
fn every_path_named_in_a_markdown_file_exists() {
    let top: Vec<String> = fs::read_dir(root())
        .expect("the workspace")
        .map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned())
        .collect();
    let mut faults = Vec::new();
    for file in files(&["md"]) {
        let folder = file.parent().expect("a folder").to_owned();
        for (number, line) in text(&file).lines().enumerate() {
            let linked = links(line).filter(|to| !to.contains("://") && !to.starts_with(['#', '<']));
            let linked = linked.map(|to| (to, folder.join(to.split('#').next().unwrap_or(to))));
            let named = code_spans(line).filter(|span| names_a_path(span, &top));
            let named = named.map(|span| (span, root().join(before_any_glob(span))));
            for (written, path) in linked.chain(named) {
                if !path.exists() {
                    faults.push(format!("{}:{}: {written}", shown(&file), number + 1));
                }
            }
        }
    }
    none("paths in Markdown files that are not there", &faults);
}

/// Where the links of a line of Markdown go.
fn links(line: &str) -> impl Iterator<Item = &str> {
    line.split("](").skip(1).filter_map(|rest| rest.split(')').next()).map(|to| to.trim())
}

fn code_spans(line: &str) -> impl Iterator<Item = &str> {
    line.split('`').skip(1).step_by(2)
}

/// Whether a code span is a path of this repository: one word with a slash that begins with a name at its top, or a file
/// at its top.
fn names_a_path(span: &str, top: &[String]) -> bool {
    let plain = !span.contains(|c: char| c.is_whitespace() || "<>$\"'|=(){}".contains(c));
    let first = span.split('/').next().unwrap_or_default();
    plain
        && first != "target"
        && (span.contains('/') || span.ends_with(".md"))
        && top.iter().any(|name| name == first)
}

/// `casebook/**/*.md` names `casebook`.
fn before_any_glob(path: &str) -> &str {
    path.find('*').map_or(path, |star| &path[..star])
}

#[test]
fn the_map_of_the_code_names_every_crate() {
    let map = text(&root().join("ARCHITECTURE.md"));
    let metadata = MetadataCommand::new().current_dir(root()).no_deps().exec().expect("cargo metadata");
    let missing: Vec<String> = metadata
        .workspace_packages()
        .iter()
        .map(|package| package.name.to_string())
        .filter(|name| !map.contains(&format!("`crates/{name}`")))
        .collect();
    none("crates that ARCHITECTURE.md does not name", &missing);
}

#[test]
fn every_licence_is_one_that_may_be_shipped() {
    let allowed = text(&root().join("deny.toml"));
    let (_, list) = allowed.split_once("allow = [").expect("a list of licences");
    let list = list.split(']').next().expect("its end");
    let allowed: Vec<&str> = list.split('"').skip(1).step_by(2).collect();
    let faults: Vec<String> = all_packages()
        .packages
        .iter()
        .filter_map(|package| {
            let licence = package.license.as_deref().unwrap_or("none");
            (!may_ship(licence, &allowed)).then(|| format!("{} {}: {licence}", package.name, package.version))
        })
        .collect();
    none("licences that are not in deny.toml", &faults);
}

/// Every package that is built on this platform; those of other platforms may not have been fetched.
fn all_packages() -> Metadata {
    let rustc = std::env::var("RUSTC").unwrap_or_else(|_| "rustc".to_owned());
    let about = std::process::Command::new(rustc).arg("-vV").output().expect("rustc");
    let about = String::from_utf8(about.stdout).expect("text");
    let host = about.lines().find_map(|line| line.strip_prefix("host: ")).expect("a host").to_owned();
    let options = ["--filter-platform".to_owned(), host];
    MetadataCommand::new().current_dir(root()).other_options(options).exec().expect("cargo metadata")
}

/// Whether an SPDX expression can be met with the licences of the list.
fn may_ship(expression: &str, allowed: &[&str]) -> bool {
    let expression = expression.replace('/', " OR ");
    let one = |term: &str| allowed.contains(&term.trim_matches(['(', ')', ' ']));
    // Enough for every expression that crates use: alternatives in brackets, brackets joined by AND.
    expression.split(" AND ").all(|part| part.split(" OR ").any(one))
        || expression.split(" OR ").any(|part| !part.contains('(') && part.split(" AND ").all(one))
}

#[test]
fn expressions_of_licences_are_understood() {
    let allowed = ["MIT", "Apache-2.0", "Unicode-3.0"];
    for good in ["MIT", "MIT/Apache-2.0", "GPL-3.0 OR MIT", "(MIT OR Apache-2.0) AND Unicode-3.0"] {
        assert!(may_ship(good, &allowed), "{good}");
    }
    for bad in ["GPL-3.0", "none", "MIT AND GPL-3.0", "(MIT OR Apache-2.0) AND GPL-3.0"] {
        assert!(!may_ship(bad, &allowed), "{bad}");
    }
}
