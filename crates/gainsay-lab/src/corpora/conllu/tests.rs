//! A sample of our own, read.

use super::*;

/// Lines whose columns are parted by blanks: number, form, part of speech, head, relation, and the last column.
fn file(short: &str) -> String {
    let line = |line: &str| match line.split_whitespace().collect::<Vec<_>>()[..] {
        [id, form, tag, head, relation, misc] if !line.starts_with('#') => {
            format!("{id}\t{form}\t_\t{tag}\t_\t_\t{head}\t{relation}\t_\t{misc}\n")
        }
        _ => format!("{line}\n"),
    };
    short.lines().map(str::trim).map(line).collect()
}

const SAMPLE: &str = "# newdoc id = one
    # newpar id = one-1
    1 Ada PROPN 2 nsubj _
    2-3 won't _ _ _ SpaceAfter=No
    2 wo AUX 0 root _
    3 n't PART 2 advmod:neg Z=|X=y=z
    3.1 go VERB _ _ _
    4 . PUNCT 2 punct SpaceAfter=No

    1 « PUNCT 2 punct SpaceAfter=No
    2 Ні INTJ 0 root _

    # newpar
    1-3 gimme _ _ _ SpaceAfter=No
    1 give VERB 0 root _
    2 me PRON 1 iobj _
    3 me PRON 1 iobj NewPar=No
    4 ! PUNCT 1 punct _
    5 Now ADV 1 advmod NewPar=Yes

    # newdoc
    1 Bye INTJ 0 root _";

fn forms(document: &Document) -> Vec<&str> {
    document.words.iter().map(|word| &document.text[word.range.clone()]).collect()
}

#[test]
fn the_text_is_put_together_and_the_words_stand_in_it() {
    let documents = parse(&file(SAMPLE), "stem").expect("a good file");
    let names: Vec<_> = documents.iter().map(|document| document.name.as_str()).collect();
    assert_eq!(names, ["one", "stem"]);
    let one = &documents[0];
    assert_eq!(one.text, "Ada won't.«Ні\n\ngimme!\n\nNow");
    assert_eq!(forms(one), ["Ada", "wo", "n't", ".", "«", "Ні", "gi", "m", "me", "!", "Now"]);
    assert_eq!(one.sentences, [0..4, 4..6, 6..11]);
    let paragraphs: Vec<_> = one.paragraphs.iter().map(|range| &one.text[range.clone()]).collect();
    assert_eq!(paragraphs, ["Ada won't.«Ні", "gimme!", "Now"]);
    assert_eq!(documents[1].text, "Bye", "a document starts without white space");
}

#[test]
fn words_have_heads_relations_and_whatever_else() {
    let documents = parse(&file(SAMPLE), "stem").expect("a good file");
    let words = &documents[0].words;
    let heads: Vec<_> = words.iter().map(|word| word.head).collect();
    assert_eq!(heads, [1, 1, 1, 1, 5, 5, 6, 6, 6, 6, 6]);
    assert_eq!((words[2].tag, words[2].relation), (Tag::Part, Relation::Advmod));
    assert_eq!(words[2].misc.get("X"), Some("y=z"));
    assert_eq!(words[1].misc.get("X"), None);
}

#[test]
fn an_error_says_where_and_why() {
    let fault = |short: &str| format!("{:#}", parse(&file(short), "stem").expect_err("a bad file"));
    assert_eq!(fault("1 a X 0 root _\n3 b X 1 dep _"), "line 2: word 3 where word 2 is due");
    assert_eq!(fault("1 a X 2 dep _"), "the last line: \"a\" has word 2 for a head, of 1");
    assert_eq!(fault("1 a"), "line 1: 1 columns instead of 10");
    assert!(fault("1 a NN 0 root _").starts_with("line 1: the part of speech \"NN\": unknown variant"));
    assert_eq!(
        fault("1-2 a _ _ _ _\n1 a X 0 root _"),
        "the last line: the multiword token \"a\" ends at word 2 of 1"
    );
    assert_eq!(
        fault("1-2 a _ _ _ _\n1 b X 0 root _\n2 c X 1 dep _\n\n"),
        "line 4: \"a\" is too short for its 2 words"
    );
}

#[test]
fn a_file_that_cannot_be_read_is_named() {
    let fault = read(Path::new("nowhere/none.conllu")).expect_err("no file");
    assert_eq!(fault.to_string(), "nowhere/none.conllu");
}
