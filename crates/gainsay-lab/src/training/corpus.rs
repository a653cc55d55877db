//! `gainsay-lab corpus`: the corpora as words, for the teacher, which is trained outside Rust.
//!
//! One JSON object a line and document: `doc`, `words`, `opens` (1: the word opens a paragraph), and `states`, `tags`,
//! `heads`, `relations`, `ends`, each a list of numbers, one a word, or null. `meta.json` names the numbers, and says which
//! state may follow which in the training set (its last row: which may come first). The files hold the corpora's own
//! sentences and belong in no repository.

use super::examples::{self, Example, Words};
use anyhow::Context;
use gainsay_language::roles;
use gainsay_record::{Relation, Tag};
use serde_json::json;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

/// Where the corpora are, and where to.
#[derive(clap::Args)]
pub struct Args {
    /// The folder with polnear/, ewt/, gum/ and fnc-bodies/
    data: PathBuf,
    /// The folder to write to
    out: PathBuf,
}

/// The sets, in the order in which they are written.
pub const SETS: [&str; 7] =
    ["polnear-train", "polnear-dev", "ewt-train", "ewt-dev", "gum-train", "gum-dev", "bodies"];

/// Reads a set by its name.
pub fn set(name: &str, data: &Path) -> anyhow::Result<Vec<Example>> {
    let (corpus, part) = name.split_once('-').unwrap_or((name, ""));
    match corpus {
        "polnear" => examples::attributions(&data.join("polnear").join(part)),
        "bodies" => examples::bodies(&data.join("fnc-bodies/train_bodies.csv")),
        _ => examples::treebank(&data.join(corpus).join(part).with_extension("conllu"), Words::Gold),
    }
}

/// Which state may follow which: `[STATES]` is the row of those that may come first.
pub fn allowed<'a>(states: impl Iterator<Item = &'a [u8]>) -> [[bool; roles::STATES]; roles::STATES + 1] {
    let mut allowed = [[false; roles::STATES]; roles::STATES + 1];
    // A window may be cut anywhere, so any state may come first.
    allowed[roles::STATES] = [true; roles::STATES];
    for states in states {
        states.windows(2).for_each(|pair| allowed[pair[0] as usize][pair[1] as usize] = true);
    }
    allowed
}

/// Runs the command.
pub fn run(args: &Args) -> anyhow::Result<()> {
    fs::create_dir_all(&args.out).with_context(|| args.out.display().to_string())?;
    for name in SETS {
        let examples = set(name, &args.data)?;
        let path = args.out.join(name).with_extension("jsonl");
        let file = fs::File::create(&path).with_context(|| path.display().to_string())?;
        let mut out = std::io::BufWriter::new(file);
        for example in &examples {
            writeln!(out, "{}", line(example))?;
        }
        out.flush()?;
        let words: usize = examples.iter().map(|example| example.cut.tokens.len()).sum();
        println!("{name:14} {:5} documents  {words:8} words", examples.len());
        if name == "polnear-train" {
            let allowed = allowed(examples.iter().filter_map(|example| example.states.as_deref()));
            let rows: Vec<Vec<u8>> =
                allowed.iter().map(|row| row.iter().map(|&may| u8::from(may)).collect()).collect();
            let names = |all: &[String]| all.to_vec();
            let meta = json!({
                "states": roles::NAMES,
                "tags": names(&Tag::ALL.map(|tag| format!("{tag:?}").to_uppercase())),
                "relations": names(&Relation::ALL.map(|relation| format!("{relation:?}").to_lowercase())),
                "allowed": rows,
            });
            fs::write(args.out.join("meta.json.part"), meta.to_string())?;
        }
    }
    // Last, so that who waits for it finds everything.
    fs::rename(args.out.join("meta.json.part"), args.out.join("meta.json"))?;
    Ok(())
}

fn line(example: &Example) -> serde_json::Value {
    let words: Vec<&str> =
        example.cut.tokens.iter().map(|token| token.span.of(&example.article.text)).collect();
    let bits = |bits: &[bool]| bits.iter().map(|&bit| u8::from(bit)).collect::<Vec<_>>();
    let syntax = example.syntax.as_ref();
    json!({
        "doc": example.name,
        "words": words,
        "opens": bits(&example.opens()),
        "states": example.states,
        "tags": syntax.map(|syntax| &syntax.tags),
        "heads": syntax.map(|syntax| &syntax.heads),
        "relations": syntax.map(|syntax| &syntax.relations),
        "ends": syntax.map(|syntax| bits(&syntax.ends)),
    })
}
