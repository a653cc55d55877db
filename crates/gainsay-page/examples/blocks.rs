//! Prints how pages are cut: for each block its kind, its language, its place in code points and its words.
//!
//!     cargo run -p gainsay-page --example blocks -- [--plain] PAGE...

use gainsay_knowledge::Knowledge;
use gainsay_page::{Given, read};

fn main() {
    let plain = std::env::args().any(|argument| argument == "--plain");
    for path in std::env::args().skip(1).filter(|argument| argument != "--plain") {
        let bytes = match std::fs::read(&path) {
            Ok(bytes) => bytes,
            Err(error) => {
                println!("{path}: {error}");
                continue;
            }
        };
        let given = Given { name: Some(&path), plain, ..Given::default() };
        match read(&bytes, &given, Knowledge::shipped()) {
            Err(refusal) => println!("{path}: {refusal}"),
            Ok(article) => {
                println!("# {path}");
                println!(
                    "# title {:?}, outlet {:?}, byline {:?}",
                    article.title, article.outlet, article.byline
                );
                println!(
                    "# language {:?}, published {:?}, url {:?}",
                    article.language, article.published, article.url
                );
                for note in &article.notes {
                    println!("# note: {}", note.text);
                }
                let mut at = 0;
                let mut points = 0;
                for block in &article.blocks {
                    points += article.text[at..block.span.start()].chars().count();
                    at = block.span.start();
                    let words = block.span.of(&article.text);
                    let end = points + words.chars().count();
                    let kind = serde_json::to_string(&block.kind).unwrap_or_default();
                    let language = block.language.map_or_else(|| "-".to_owned(), String::from);
                    println!("{}\t{language}\t{points}\t{end}\t{words:?}", kind.trim_matches('"'));
                }
            }
        }
    }
}
