//! `gainsay-lab train`.

use super::calibrate;
use super::check;
use super::corpus;
use super::examples::Example;
use super::export;
use super::network::Network;
use super::recipe::Recipe;
use super::train::{self, timed};
use gainsay_language::{CueLexicon, Rows};
use std::path::{Path, PathBuf};
use std::time::Instant;

/// What to train from.
#[derive(clap::Args)]
pub struct Args {
    /// The recipe
    recipe: PathBuf,
    /// The folder with polnear/, ewt/, gum/ and fnc-bodies/
    data: PathBuf,
    /// The folder of the teacher's labels; without it the network learns from the annotators alone
    #[arg(long)]
    labels: Option<PathBuf>,
    /// Where to write the model
    #[arg(long)]
    out: Option<PathBuf>,
}

/// Runs the command.
pub fn run(args: &Args) -> anyhow::Result<()> {
    let recipe = Recipe::read(&args.recipe)?;
    let material = timed("corpora", || train::material(&args.data, args.labels.as_deref(), &recipe))?;
    let dev = Dev::read(&args.data, &material.cues)?;
    let words: usize = material.documents.iter().map(|document| document.rows.len()).sum();
    println!("{} documents, {words} words", material.documents.len());
    let start = Instant::now();
    let network = train::train(&material, &recipe, |epoch, loss, network| {
        print!(
            "epoch {epoch} loss {:.3}/{:.3}/{:.3}/{:.3} {:.0} s",
            loss[0],
            loss[1],
            loss[2],
            loss[3],
            start.elapsed().as_secs_f64()
        );
        if epoch % 2 == 0 || epoch + 1 == recipe.epochs {
            dev.check(network)?;
        }
        println!();
        Ok(())
    })?;
    println!("{} multiplications a word in the dense layers", network.cost());
    if let Some(out) = &args.out {
        let used: Vec<&[Rows]> = material.documents.iter().map(|document| &document.rows[..]).collect();
        let mut weights = export::weights(&network, &used, &material.cues, recipe.lean)?;
        let examples: Vec<&Example> = dev.attributions.iter().map(|(example, _)| example).collect();
        calibrate::write(&mut weights, &examples, out)?;
    }
    Ok(())
}

/// The development sets.
struct Dev {
    attributions: Vec<(Example, Vec<Rows>)>,
    syntax: Vec<(Example, Vec<Rows>)>,
}

impl Dev {
    fn read(data: &Path, cues: &CueLexicon) -> anyhow::Result<Self> {
        let set = |name: &str| -> anyhow::Result<Vec<(Example, Vec<Rows>)>> {
            let examples = corpus::set(name, data)?;
            Ok(examples
                .into_iter()
                .map(|example| (train::rows(&example, cues), example))
                .map(|(r, e)| (e, r))
                .collect())
        };
        Ok(Self { attributions: set("polnear-dev")?, syntax: set("ewt-dev")? })
    }

    fn check(&self, network: &Network) -> anyhow::Result<()> {
        let scores = check::attributions(network, &self.attributions)?;
        let syntax = check::syntax(network, &self.syntax)?;
        let f1 = |name: &str| scores.words.get(name).or(scores.pairs.get(name)).map_or(0.0, |f| f.f1);
        print!(
            "  who-said-what {:.4} (P {:.3} R {:.3})  words {:.3}/{:.3}/{:.3}  UPOS {:.2} UAS {:.2} LAS {:.2} ends {:.2}",
            f1("who-said-what"),
            scores.pairs["who-said-what"].precision,
            scores.pairs["who-said-what"].recall,
            f1("source"),
            f1("cue"),
            scores.words["content"].f1,
            100.0 * syntax.tags,
            100.0 * syntax.heads,
            100.0 * syntax.labelled,
            100.0 * syntax.ends,
        );
        Ok(())
    }
}
