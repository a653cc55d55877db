//! One page's reading against what an expert reads out of it: a line for each row that is missing, wrong or unasked for,
//! then the figures.
//!
//! * blocks: nine of ten characters of a line lie under an accepted kind, and the block's language is the line's.
//! * statements: matched one to one, best content first; at least eight of ten words of each listed content span, and no
//!   more than half as many words again around them; source and cue share a word with an accepted span; kind, act,
//!   holder (state and sector), chain in this order, nesting and `said` as listed; none read from furniture.
//! * positions, on a matched statement: frame, parties, stance, level, stage, every listed item (over all positions of
//!   the statement), quantity; `time` null where listed so.
//!
//! Rows with `required: false` count when found and cost nothing when absent. Where a row lists several values, any is
//! right.

mod blocks;
mod positions;
mod statements;

use crate::matching::matching;
use crate::python::{self, Value};
use crate::words::{Range, Words, ranges};
use anyhow::{Context, bail};
use gainsay::record::Edtf;
use gainsay::{Given, Reader, wire};
use std::collections::{BTreeSet, HashMap};
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// What to compare.
#[derive(clap::Args)]
pub struct Args {
    /// What `gainsay read --json` printed, the page itself, or - for standard input
    reading: PathBuf,
    /// What an expert reads out of the page, as JSON
    expected: PathBuf,
    /// The reading's text differs from the page's: carry the expected spans over word by word; blocks are not compared
    #[arg(long)]
    align: bool,
    /// Where the page itself is given: when it was published
    #[arg(long, value_parser = |written: &str| Edtf::parse(written).ok_or("not a date in EDTF"))]
    published: Option<Edtf>,
    /// Where the page itself is given: no furniture filter
    #[arg(long)]
    plain: bool,
}

/// Runs the command. The exit status is 0 where every required row is right and nothing unasked for was read, 1
/// otherwise, 2 where the reading is not of the wire's shape.
pub fn run(args: &Args) -> anyhow::Result<ExitCode> {
    let expected = file(&args.expected)?;
    let expected: Value =
        serde_json::from_str(&expected).with_context(|| args.expected.display().to_string())?;
    let page = expected.get("page").text().context("the expectation names no page")?;
    let page = file(&args.expected.with_file_name(page))?;
    let raw = reading(args)?;
    match compare(&expected, &python::universal_newlines(&page), &raw, args.align) {
        Ok(Compared { report, faults }) => {
            print!("{report}");
            Ok(ExitCode::from(u8::from(faults > 0)))
        }
        Err(shape) => {
            println!("not of the wire's shape: {shape}");
            Ok(ExitCode::from(2))
        }
    }
}

fn file(path: &Path) -> anyhow::Result<String> {
    std::fs::read_to_string(path).with_context(|| path.display().to_string())
}

/// The reading as JSON: as given, or read from the page now.
fn reading(args: &Args) -> anyhow::Result<String> {
    let mut bytes = Vec::new();
    if args.reading.as_os_str() == "-" {
        std::io::stdin().lock().read_to_end(&mut bytes)?;
    } else {
        bytes = std::fs::read(&args.reading).with_context(|| args.reading.display().to_string())?;
    }
    if bytes.trim_ascii_start().starts_with(b"{") {
        return Ok(String::from_utf8(bytes)?);
    }
    let name = args.reading.file_name().and_then(|name| name.to_str());
    let given = Given { name, published: args.published.clone(), plain: args.plain, ..Given::default() };
    let path = args.reading.to_string_lossy();
    match Reader::shipped().read(&bytes, &given) {
        Ok(reading) => Ok(wire::line(&wire::Reading::new(&path, &reading))),
        Err(error) => bail!("{path}: {error}"),
    }
}

struct Compared {
    report: String,
    faults: usize,
}

/// Both texts and the way from one to the other.
struct Page<'a> {
    expected: &'a Value,
    actual: &'a Value,
    /// The page as it was printed, by character.
    page: Vec<char>,
    /// The reading's text, by character.
    text: Vec<char>,
    page_words: Words<'a>,
    words: Words<'a>,
    /// With `--align`: for a word of the page the same word of the reading's text.
    carried: Option<HashMap<usize, usize>>,
    /// The words of the reading's text that are furniture.
    outside: BTreeSet<usize>,
}

impl Page<'_> {
    /// The words of the reading at `parts` of the reading.
    fn got(&self, parts: &[Range]) -> BTreeSet<usize> {
        self.words.within(parts)
    }

    /// The words of the reading at `parts` of the page.
    fn want(&self, parts: &[Range]) -> BTreeSet<usize> {
        let found = self.page_words.within(parts);
        match &self.carried {
            Some(carried) => found.iter().filter_map(|word| carried.get(word).copied()).collect(),
            None => found,
        }
    }

    fn rows(&self, part: &str) -> &[Value] {
        self.expected.get(part).items()
    }
}

/// What is compared, or what makes the reading something else than the wire.
fn compare(expected: &Value, page: &str, raw: &str, align: bool) -> Result<Compared, String> {
    let first = serde_json::Deserializer::from_str(raw.trim()).into_iter::<Value>().next();
    let actual = first.ok_or("no JSON")?.map_err(|error| error.to_string())?;
    for field in ["text", "statements", "positions", "blocks"] {
        if !actual.has(field) {
            return Err(format!("KeyError({})", python::repr(field)));
        }
    }
    let text = actual.get("text").text().ok_or("text is no string")?;
    let (page_words, words) = (Words::of(page), Words::of(text));
    let mut carried = None;
    if align {
        let runs = matching(page_words.words(), words.words());
        carried = Some(runs.iter().flat_map(|run| (0..run.size).map(|k| (run.a + k, run.b + k))).collect());
    } else if text.trim_end_matches('\n') != page.trim_end_matches('\n') {
        let report = "text differs from the page: offsets cannot be compared (--align compares by words)\n";
        return Ok(Compared { report: report.to_owned(), faults: 1 });
    }
    let mut page = Page {
        expected,
        actual: &actual,
        page: page.chars().collect(),
        text: text.chars().collect(),
        page_words,
        words,
        carried,
        outside: BTreeSet::new(),
    };
    let furniture = page.rows("blocks").iter().filter(|row| !row.get("article").is_true());
    page.outside = furniture.flat_map(|row| page.want(&span(row.get("span")))).collect();

    let mut faults = Vec::new();
    let good = if align { None } else { Some(blocks::compare(&page, &mut faults)) };
    let (matched, right_statements) = statements::compare(&page, &mut faults);
    let right_positions = positions::compare(&page, &matched, &mut faults);

    let required = |part| page.rows(part).iter().filter(|row| row.get("required").is_true()).count();
    let good = good.map_or("-".to_owned(), |good| good.to_string());
    let mut report: String = faults.iter().map(|fault| format!("{fault}\n")).collect();
    report += &format!(
        "blocks {good}/{}  statements {right_statements} right, {} required  positions {right_positions} right, \
         {} required  faults {}\n",
        page.rows("blocks").len(),
        required("statements"),
        required("positions"),
        faults.len()
    );
    Ok(Compared { report, faults: faults.len() })
}

/// One span as a list of one.
fn span(value: &Value) -> Vec<Range> {
    match value.items() {
        [Value::Int(start), Value::Int(end)] => vec![(*start as i64, *end as i64)],
        _ => Vec::new(),
    }
}

/// The spans of a part of a statement.
fn spans(part: &Value) -> Vec<Range> {
    ranges(part.get("spans"))
}

/// State and sector of a holder.
fn coarse(holder: &str) -> String {
    holder.split(':').take(2).collect::<Vec<_>>().join(":")
}

fn holder_ok(holder: &Value, accepted: &Value) -> bool {
    let holder = coarse(holder.text().unwrap_or_default());
    accepted.texts().iter().any(|one| coarse(one) == holder)
}

/// The accepted values of a row, as they are shown.
fn any_of(accepted: &Value) -> String {
    accepted.items().iter().map(Value::to_string).collect::<Vec<_>>().join("/")
}

/// The first `n` characters.
fn head(text: &[char], n: usize) -> String {
    text.iter().take(n).collect()
}

#[cfg(test)]
mod tests;
