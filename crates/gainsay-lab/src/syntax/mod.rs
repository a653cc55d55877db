//! `gainsay-lab syntax`: how well text is cut into sentences and words, tagged and parsed, against a treebank.

mod score;

pub use score::{Confusion, Syntax};

use crate::corpora::conllu::{self, Document};
use crate::figures::Figures;
use gainsay_language::Analyzer;
use std::path::PathBuf;

/// What to score.
#[derive(clap::Args)]
pub struct Args {
    /// Treebanks in CoNLL-U, scored as one
    #[arg(required = true)]
    files: Vec<PathBuf>,
    /// Cut the raw paragraphs into sentences and words, instead of taking those of the gold
    #[arg(long)]
    raw: bool,
    /// Print the figures as JSON
    #[arg(long)]
    json: bool,
}

/// Runs the command.
pub fn run(args: &Args) -> anyhow::Result<()> {
    let mut documents = Vec::new();
    for file in &args.files {
        documents.extend(conllu::read(file)?);
    }
    let scores = scores(&documents, args.raw);
    if args.json {
        println!("{}", serde_json::to_string_pretty(&scores)?);
    } else {
        print!("{}", table(&scores, args.raw));
    }
    Ok(())
}

/// Scores the analyzer that ships: from `raw` paragraphs, or with the words and sentences of the gold.
pub fn scores(documents: &[Document], raw: bool) -> Syntax {
    let analyzer = Analyzer::shipped();
    let mut worker = analyzer.worker();
    let mut tally = score::Tally::default();
    for document in documents {
        let article = document.article();
        let analysis = if raw {
            worker.analyze(&article)
        } else {
            let ends: Vec<u32> = document.sentences.iter().map(|sentence| sentence.end as u32 - 1).collect();
            worker.tag(&article, &document.spans(), Some(&ends))
        };
        tally.add(document, &analysis);
    }
    tally.scores()
}

fn table(scores: &Syntax, raw: bool) -> String {
    let mut out = format!("words in the gold  {}\n", scores.count);
    let mut rows = vec![("UPOS", scores.upos), ("UAS", scores.uas), ("LAS", scores.las)];
    if raw {
        rows.splice(0..0, [("sentences", scores.sentences), ("words", scores.words)]);
    }
    for (name, figures) in rows {
        out += &if raw { row(name, figures) } else { format!("{name:12} {:6.2}\n", figures.f1 * 100.0) };
    }
    for (name, confusions) in [("part of speech", &scores.tags), ("relation", &scores.labels)] {
        out += &format!("\n{name}, gold taken for another\n");
        for Confusion { gold, predicted, times } in confusions {
            out += &format!("{gold:12} {predicted:12} {times:6}\n");
        }
    }
    out += "\nrelation with its head\n";
    for (name, relation) in &scores.relations {
        out += &format!("{}  {:6}\n", row(name, relation.figures).trim_end(), relation.count);
    }
    out
}

fn row(name: &str, figures: Figures) -> String {
    let Figures { precision, recall, f1 } = figures;
    let [precision, recall, f1] = [precision, recall, f1].map(|share| share * 100.0);
    format!("{name:12} P {precision:6.2}  R {recall:6.2}  F1 {f1:6.2}\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    const OWN: &str = "# newdoc id = own\n\
        1\tThe\t_\tDET\t_\t_\t2\tdet\t_\t_\n\
        2\tminister\t_\tNOUN\t_\t_\t3\tnsubj\t_\t_\n\
        3\tleft\t_\tVERB\t_\t_\t0\troot\t_\tSpaceAfter=No\n\
        4\t.\t_\tPUNCT\t_\t_\t3\tpunct\t_\t_\n\n\
        # newpar\n\
        1\tHe\t_\tPRON\t_\t_\t2\tnsubj\t_\t_\n\
        2\twept\t_\tVERB\t_\t_\t0\troot\t_\tSpaceAfter=No\n\
        3\t.\t_\tPUNCT\t_\t_\t2\tpunct\t_\t_\n";

    #[test]
    fn plain_text_is_cut_as_the_gold_is() {
        let documents = conllu::parse(OWN, "own").expect("a good file");
        let scores = scores(&documents, true);
        assert_eq!((scores.words.f1, scores.sentences.f1), (1.0, 1.0));
        let table = table(&scores, true);
        assert!(table.contains("sentences    P 100.00  R 100.00  F1 100.00\n"), "{table}");
    }

    #[test]
    fn gold_words_and_sentences_are_taken_as_they_are() {
        let documents = conllu::parse(OWN, "own").expect("a good file");
        let scores = scores(&documents, false);
        assert_eq!((scores.count, scores.words.f1, scores.sentences.f1), (7, 1.0, 1.0));
        assert!(table(&scores, false).starts_with("words in the gold  7\nUPOS "));
    }
}
