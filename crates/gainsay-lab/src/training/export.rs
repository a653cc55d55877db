//! From a trained network to the model that ships: weights as bytes.

use super::network::{Network, values};
use candle_core::Var;
use gainsay_language::model::weights::{Dense, Embeddings, Evening, Weights};
use gainsay_language::roles::{self, STATES};
use gainsay_language::{CueLexicon, ROWS, Rows};
use gainsay_record::Role;
use std::sync::Arc;

/// The share of inputs of a layer that its clip lets through as they are.
const WITHIN: f64 = 0.9999;

/// The weights of a network. `used` holds what it was trained on: rows that no word of it has are set to nothing, and
/// what comes into layers is measured on some of it. `lean` is added to the scores of the states that begin a cue.
pub fn weights(network: &Network, used: &[&[Rows]], cues: &CueLexicon, lean: f32) -> anyhow::Result<Weights> {
    let clips = clips(network, used)?;
    let mut seen: Vec<Vec<bool>> = ROWS.iter().map(|&rows| vec![false; rows]).collect();
    for rows in used.iter().flat_map(|rows| rows.iter()) {
        rows.iter().zip(&mut seen).for_each(|(&row, seen)| seen[row as usize] = true);
    }
    let tables = network.tables.iter().zip(&seen).map(|(table, seen)| {
        let mut embeddings = Embeddings::default();
        for (row, seen) in table.chunks_exact(network.width).zip(seen) {
            let (scale, bytes) = quantised(row.iter().map(|x| if *seen { *x } else { 0.0 }));
            embeddings.scales.push(scale);
            embeddings.bytes.extend(bytes);
        }
        embeddings
    });
    let tables = tables.collect();
    let evening = |gain: &Var, offset: &Var| -> anyhow::Result<Evening> {
        Ok(Evening { gain: values(gain)?, offset: values(offset)? })
    };
    let mut layers = Vec::new();
    for (layer, &clip) in network.layers.iter().zip(&clips) {
        let around = usize::from(layer.window);
        let dense = dense(&[(&layer.weights, &layer.bias)], network.width, around, clip)?;
        layers.push((dense, evening(&layer.gain, &layer.offset)?));
    }
    let heads = [(&network.heads, &network.heads_bias), (&network.views, &network.views_bias)];
    let mut heads = dense(&heads, network.width, 0, clips.last().copied().unwrap_or(1.0))?;
    for state in (0..STATES).filter(|&state| begins_cue(state as u8)) {
        heads.bias[state] += lean;
    }
    let tree = &network.tree;
    Ok(Weights {
        width: network.width,
        tables,
        cues: cues.0.clone(),
        evening: evening(&network.gain, &network.offset)?,
        layers,
        heads,
        root: tree.root.clone(),
        root_label: tree.root_label.clone(),
        distance: tree.distance.clone(),
        label: tree.label.clone(),
        label_bias: tree.label_bias.clone(),
        transitions: network.transitions.as_flattened().to_vec(),
        confidence: vec![1.0, 0.0, 1.0, 0.0, 1.0, 0.0],
    })
}

fn begins_cue(state: u8) -> bool {
    roles::meaning(state).is_some_and(|(role, _, begins)| role == Role::Cue && begins)
}

/// Layers side by side as one whose weights are bytes.
fn dense(parts: &[(&Var, &Var)], inputs: usize, around: usize, clip: f32) -> anyhow::Result<Dense> {
    let mut dense = Dense { inputs, around, clip, ..Dense::default() };
    for (weights, bias) in parts {
        let (rows, columns) = weights.dims2()?;
        let weights = values(weights)?;
        for output in 0..columns {
            let column = (0..rows).map(|input| weights[input * columns + output]);
            let (scale, bytes) = quantised(column);
            dense.scales.push(scale);
            dense.weights.extend(bytes);
        }
        dense.bias.extend(values(bias)?);
        dense.outputs += columns;
    }
    Ok(dense)
}

/// Numbers as bytes, and what one is worth.
fn quantised(numbers: impl Iterator<Item = f32>) -> (f32, Vec<i8>) {
    let numbers: Vec<f32> = numbers.collect();
    let most = numbers.iter().fold(0.0f32, |most, x| most.max(x.abs()));
    let scale = if most > 0.0 { most / 127.0 } else { 0.0 };
    let byte = |x: &f32| if most > 0.0 { (x / scale).round() as i8 } else { 0 };
    (scale, numbers.iter().map(byte).collect())
}

/// For each layer and the heads, how large what comes in is, but for few.
fn clips(network: &Network, used: &[&[Rows]]) -> anyhow::Result<Vec<f32>> {
    let mut sizes: Vec<Vec<f32>> = Vec::new();
    for rows in used.iter().step_by((used.len() / 40).max(1)) {
        let rows = &rows[..rows.len().min(1000)];
        if rows.is_empty() {
            continue;
        }
        let (pass, _) = network.run(rows, &Arc::new(vec![0, rows.len()]), None)?;
        sizes.resize(pass.inputs.len(), Vec::new());
        for (sizes, input) in sizes.iter_mut().zip(&pass.inputs) {
            sizes.extend(values(input)?.iter().map(|x| x.abs()));
        }
    }
    Ok(sizes
        .iter_mut()
        .map(|sizes| {
            sizes.sort_by(f32::total_cmp);
            let at = (sizes.len() as f64 * WITHIN) as usize;
            sizes.get(at.min(sizes.len().saturating_sub(1))).copied().unwrap_or(1.0).max(1e-3)
        })
        .collect())
}
