//! A toy: a network that learns, from sentences of our own, to hear who says what, and goes the whole way to a model that
//! the reader reads by.

use super::corpus;
use super::examples::Syntax;
use super::export;
use super::recipe::Recipe;
use super::train::{self, Material, Prepared};
use crate::corpora::in_blocks;
use gainsay_language::model::weights::Weights;
use gainsay_language::{Analyzer, CueLexicon, Rows, roles};
use gainsay_record::{Direction, Part, Relation, Role, Tag};

const SPEAKERS: [&str; 4] = ["Minsk", "Cairo", "Lima", "Oslo"];
const CUES: [&str; 3] = ["said", "claimed", "insisted"];
const CONTENTS: [&str; 5] = ["trains stop", "ships wait", "roads close", "tanks roll", "planes land"];

/// "Minsk said trains stop ." as text, with its parts and its tree.
fn sentence(at: usize) -> (String, Vec<Part>, Syntax) {
    let text = format!("{} {} {}.", SPEAKERS[at % 4], CUES[at % 3], CONTENTS[at % 5]);
    let part = |tokens, role, toward| Part { tokens, role, toward, confidence: 1.0 };
    let parts = vec![
        part(0..1, Role::Source, Direction::Right),
        part(1..2, Role::Cue, Direction::Left),
        part(2..4, Role::Content, Direction::Left),
    ];
    let of = |tag: Tag| Tag::ALL.iter().position(|t| *t == tag).unwrap_or(0) as u8;
    let how = |relation: Relation| Relation::ALL.iter().position(|r| *r == relation).unwrap_or(0) as u8;
    let syntax = Syntax {
        tags: [Tag::Propn, Tag::Verb, Tag::Noun, Tag::Verb, Tag::Punct].map(of).to_vec(),
        heads: vec![1, 1, 3, 1, 1],
        relations: [Relation::Nsubj, Relation::Root, Relation::Nsubj, Relation::Ccomp, Relation::Punct]
            .map(how)
            .to_vec(),
        ends: vec![false, false, false, false, true],
    };
    (text, parts, syntax)
}

fn material() -> Material {
    let cues = CueLexicon::empty();
    let documents: Vec<Prepared> = (0..60)
        .map(|at| {
            let (text, parts, syntax) = sentence(at);
            let whole = 0..text.len();
            let article = in_blocks(&text, std::slice::from_ref(&whole));
            let cut = gainsay_language::cut(&article, None);
            let states = roles::encode(&parts, cut.tokens.len());
            Prepared::annotated(train::rows_of(&article, &cut, &cues), states, syntax)
        })
        .collect();
    let states: Vec<Vec<u8>> = (0..60).map(|at| roles::encode(&sentence(at).1, 5)).collect();
    let allowed = corpus::allowed(states.iter().map(Vec::as_slice));
    Material { documents, cues, allowed, taught: None }
}

#[test]
fn a_toy_model_is_trained_written_and_read_by() {
    let recipe = Recipe {
        seed: 3,
        width: 16,
        layers: vec![true, false],
        epochs: 30,
        window: 64,
        batch: 100,
        rate: 2e-2,
        warm_up: 5,
        decay: 0.0,
        drop_units: 0.0,
        drop_words: 0.0,
        teacher: 0.0,
        states: 1.0,
        tags: 1.0,
        trees: 1.0,
        ends: 1.0,
        taught_syntax: 0.0,
        lean: 0.0,
        bodies: false,
    };
    let material = material();
    let mut losses = Vec::new();
    let network = train::train(&material, &recipe, |_, loss, _| {
        losses.push(loss.iter().sum::<f32>());
        Ok(())
    })
    .expect("training");
    assert!(losses[29] < losses[0] / 10.0, "{losses:?}");
    let used: Vec<&[Rows]> = material.documents.iter().map(|document| &document.rows[..]).collect();
    let bytes = export::weights(&network, &used, &material.cues, 0.0).expect("a model").to_bytes();
    assert!(Weights::from_bytes(&bytes).is_ok());

    let analyzer = Analyzer::with_model(&bytes).expect("a model");
    let text = "Oslo claimed tanks roll. Lima said ships wait.";
    let whole = 0..text.len();
    let article = in_blocks(text, std::slice::from_ref(&whole));
    let analysis = analyzer.worker().analyze(&article);
    let heard: Vec<(Role, &str)> = analysis
        .parts
        .iter()
        .map(|part| {
            let (first, last) = (part.tokens.start as usize, part.tokens.end as usize - 1);
            (part.role, analysis.tokens[first].span.cover(analysis.tokens[last].span).of(text))
        })
        .collect();
    assert_eq!(heard[..3], [(Role::Source, "Oslo"), (Role::Cue, "claimed"), (Role::Content, "tanks roll")]);
    assert_eq!(analysis.sentences.len(), 2);
    assert_eq!(analysis.tokens[0].head, 1);
    assert_eq!(analysis.tokens[0].relation, Relation::Nsubj);
    assert_eq!(analysis.tokens[1].tag, Tag::Verb);
}

#[test]
fn the_same_recipe_gives_the_same_model() {
    let recipe = Recipe::read(std::path::Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/recipes/en.toml")));
    let recipe = Recipe { width: 16, epochs: 2, batch: 100, ..recipe.expect("the recipe that ships") };
    let material = material();
    let bytes = || {
        let network = train::train(&material, &recipe, |_, _, _| Ok(())).expect("training");
        export::weights(&network, &[], &material.cues, 0.0).expect("a model").to_bytes()
    };
    assert!(bytes() == bytes());
}
