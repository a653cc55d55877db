//! How sure a network may say it is: for each role a straight line from the chain's probability of the weakest part of a
//! statement to the share of such statements that are right, found by least squares on one half of a development set and
//! judged on the other (expected calibration error: Guo et al. 2017, ten bins).

use super::check::spans;
use super::corpus;
use super::examples::Example;
use crate::attribution;
use anyhow::Context;
use gainsay_attribution::group::group;
use gainsay_language::Analyzer;
use gainsay_language::model::weights::{Weights, checksum};
use gainsay_record::Role;
use std::path::{Path, PathBuf};

/// What to calibrate.
#[derive(clap::Args)]
pub struct Args {
    /// A model
    model: PathBuf,
    /// The folder with polnear/
    data: PathBuf,
    /// Where to write the calibrated model
    #[arg(long)]
    out: PathBuf,
}

/// Runs the command.
pub fn run(args: &Args) -> anyhow::Result<()> {
    let bytes = std::fs::read(&args.model).with_context(|| args.model.display().to_string())?;
    let mut weights = Weights::from_bytes(&bytes)?;
    let examples = corpus::set("polnear-dev", &args.data)?;
    write(&mut weights, &examples.iter().collect::<Vec<_>>(), &args.out)
}

/// Calibrates a model and writes it; prints the error and the checksum.
pub fn write(weights: &mut Weights, examples: &[&Example], out: &Path) -> anyhow::Result<()> {
    let [before, after] = fit(weights, examples)?;
    println!("calibration error {before:.3}, with a line for each role {after:.3}");
    let bytes = weights.to_bytes();
    std::fs::write(out, &bytes).with_context(|| out.display().to_string())?;
    println!("{} bytes, checksum {:016x}", bytes.len(), checksum(&bytes));
    Ok(())
}

/// A statement: the role of its weakest part, how sure that part is, and whether who said what is right.
type Judged = (usize, f32, bool);

/// Sets the confidence of a model; gives the error on the other half, before and after.
fn fit(weights: &mut Weights, examples: &[&Example]) -> anyhow::Result<[f64; 2]> {
    weights.confidence = [1.0, 0.0].repeat(3);
    let analyzer = Analyzer::with_model(&weights.to_bytes())?;
    let mut halves = [Vec::new(), Vec::new()];
    for (at, example) in examples.iter().enumerate() {
        judge(&analyzer, example, &mut halves[at % 2]);
    }
    let [learned, held] = halves;
    let before = error(held.iter().map(|&(_, sure, right)| (f64::from(sure), right)));
    for role in 0..3 {
        let own = learned.iter().filter(|judged| judged.0 == role);
        let (slope, offset) = line(own.map(|&(_, sure, right)| (f64::from(sure), right)));
        weights.confidence[2 * role] = slope as f32;
        weights.confidence[2 * role + 1] = offset as f32;
    }
    let lines = weights.confidence.clone();
    let said =
        |role: usize, sure: f32| f64::from(lines[2 * role] * sure + lines[2 * role + 1]).clamp(0.01, 0.999);
    let after = error(held.iter().map(|&(role, sure, right)| (said(role, sure), right)));
    Ok([before, after])
}

fn judge(analyzer: &Analyzer, example: &Example, judged: &mut Vec<Judged>) {
    let parts = analyzer.worker().analyze(&example.article).parts;
    let (gold, guess) = attribution::compare(&example.article.text, &example.gold, &spans(example, &parts));
    let groups = group(&parts);
    if guess.len() != groups.len() {
        return;
    }
    for (group, right) in groups.iter().zip(attribution::right(&gold, &guess)) {
        let of_group = group.source.iter().chain([&group.cue]).chain(&group.contents);
        let weakest = of_group.map(|&part| &parts[part]).min_by(|a, b| a.confidence.total_cmp(&b.confidence));
        if let Some(part) = weakest {
            let role = match part.role {
                Role::Source => 0,
                Role::Cue => 1,
                Role::Content => 2,
            };
            judged.push((role, part.confidence, right));
        }
    }
}

/// The line through points by least squares; where there are too few, the one that changes nothing.
fn line(points: impl Iterator<Item = (f64, bool)>) -> (f64, f64) {
    let points: Vec<(f64, f64)> = points.map(|(x, right)| (x, f64::from(u8::from(right)))).collect();
    let count = points.len() as f64;
    let mean = |of: fn(&(f64, f64)) -> f64| points.iter().map(of).sum::<f64>() / count.max(1.0);
    let (x, y) = (mean(|p| p.0), mean(|p| p.1));
    let spread: f64 = points.iter().map(|p| (p.0 - x) * (p.0 - x)).sum();
    if points.len() < 20 || spread < 1e-6 {
        return (1.0, 0.0);
    }
    let slope = points.iter().map(|p| (p.0 - x) * (p.1 - y)).sum::<f64>() / spread;
    (slope, y - slope * x)
}

/// The expected calibration error of what was said of each, in ten bins.
pub fn error(said: impl Iterator<Item = (f64, bool)>) -> f64 {
    let mut bins = [(0.0, 0.0, 0.0); 10];
    let mut all = 0.0;
    for (sure, right) in said {
        let bin = &mut bins[((sure * 10.0) as usize).min(9)];
        *bin = (bin.0 + 1.0, bin.1 + sure, bin.2 + f64::from(u8::from(right)));
        all += 1.0;
    }
    bins.iter().map(|(_, sure, right)| (sure - right).abs()).sum::<f64>() / f64::max(all, 1.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_finds_shares() {
        let points = (0..1000).map(|at| {
            let sure = f64::from(at % 10) / 10.0;
            (sure, f64::from(at / 10) < 100.0 * (0.2 + 0.5 * sure))
        });
        let (slope, offset) = line(points);
        assert!((slope - 0.5).abs() < 0.02 && (offset - 0.2).abs() < 0.02, "{slope} {offset}");
        assert_eq!(line([(0.3, true)].into_iter()), (1.0, 0.0));
    }

    #[test]
    fn who_is_always_half_sure_and_right_half_the_time_makes_no_error() {
        assert_eq!(error([(0.5, true), (0.5, false)].into_iter()), 0.0);
        assert_eq!(error([(0.9, false)].into_iter()), 0.9);
    }
}
