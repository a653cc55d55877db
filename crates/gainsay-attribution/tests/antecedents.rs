//! What a pronoun or a description stands for, in texts of our own.

mod common;

use common::{article, statements};
use gainsay_record::Span;
use proptest::prelude::*;

/// The antecedent of the last statement whose source is `source`.
fn antecedent(text: &str, source: &str) -> Option<String> {
    let article = article(text);
    let statements = statements(&article);
    let of = |span: &Span| span.of(&article.text).to_owned();
    let found = statements.iter().rev().find(|s| s.source.iter().map(of).collect::<String>() == source);
    let found = found.unwrap_or_else(|| panic!("no statement of {source:?} in {text:?}"));
    found.antecedent.as_ref().map(of)
}

/// Checks cases of a text, a source, and its antecedent.
fn check(cases: &[(&str, &str, Option<&str>)]) {
    let faults: Vec<String> = cases
        .iter()
        .filter_map(|(text, source, expected)| {
            let found = antecedent(text, source);
            (found.as_deref() != *expected)
                .then(|| format!("{text:?}: {source:?} is {found:?}, not {expected:?}"))
        })
        .collect();
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn he_and_she_are_told_apart() {
    let talk = "# A talk in Minsk\nMrs. Weber met Mr. Król on Monday to talk about the shells.\n";
    check(&[
        (&format!("{talk}She said the crates were empty."), "She", Some("Mrs. Weber")),
        (&format!("{talk}He said the crates were empty."), "He", Some("Mr. Król")),
        (
            "# A visit\nElena Petrova, a customs officer, called Boris Ivanov.\nShe said nothing was sold.",
            "She",
            Some("Elena Petrova"),
        ),
    ]);
}

#[test]
fn who_speaks_goes_on_speaking() {
    check(&[
        (
            "# Rockets\nLukashenko said the crates were empty. The rockets stayed in the depot. He added that nothing was \
             sold.",
            "He",
            Some("Lukashenko"),
        ),
        (
            "# Rockets\nThe Omani foreign ministry said the report was false. It added that Muscat sold nothing.",
            "It",
            Some("The Omani foreign ministry"),
        ),
    ]);
}

#[test]
fn whom_one_speaks_of_one_is_not() {
    let text = "# A threat\nPavel Novak met reporters on Friday.\n“Ivan Horak sold the shells,” he said.";
    check(&[(text, "he", Some("Pavel Novak"))]);
}

#[test]
fn a_description_finds_whom_it_was_said_of() {
    let reports =
        "# Shells\nJan Król, the defence minister, spoke on Monday. Piotr Nowak, a trader, listened.\n";
    check(&[
        (&format!("{reports}The minister denied that shells were sold."), "The minister", Some("Jan Król")),
        (
            "# Votes\nSen. Anna Smith met Gov. Tom Jones on Friday.\nThe governor said the deal was dead.",
            "The governor",
            Some("Gov. Tom Jones"),
        ),
        (
            "# A report\nThe Strelsau Daily printed a letter by two diplomats on Sunday.\nThe letter said shells were sold.",
            "The letter",
            Some("a letter"),
        ),
    ]);
}

#[test]
fn two_named_together_are_they() {
    let text = "# A plan\nAnna Weber and Jan Król visited the plant on Friday.\nThey said nothing was sold.";
    check(&[(text, "They", Some("Anna Weber and Jan Król"))]);
}

#[test]
fn what_nothing_before_bears_out_stays_open() {
    check(&[
        ("# Shells\nThe crates were empty.\nHe said nothing was sold.", "He", None),
        (
            "# Shells\nOman bought shells from Minsk.\nThe governor denied that they were new.",
            "The governor",
            None,
        ),
        (
            "# A visit\nPresident Obama met the guests in Paris.\nThe French president denied that arms were sold.",
            "The French president",
            None,
        ),
    ]);
}

proptest! {
    #[test]
    fn an_antecedent_stands_before_its_source(
        text in r#"([A-Z][a-z]{0,6} |the |minister|Mr. |Jan|Anna |, |\. |“|”|'s |\n|he |she |they |it |and |said |told |who |of |is |-|[0-9]{1,2}|, 56, |R\. ){0,50}"#
    ) {
        let article = article(&format!("# {text}"));
        for statement in statements(&article) {
            if let Some(antecedent) = statement.antecedent {
                prop_assert!(antecedent.fits(&article.text) && !antecedent.is_empty());
                prop_assert!(antecedent.end() <= statement.source[0].start());
            }
        }
    }
}
