//! `gainsay read` with real files: what comes out, and how it ends, whatever goes in.

use serde_json::Value;
use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Command, Output, Stdio};
use tempfile::TempDir;

const PAGE: &str = "Ministry denies the deliveries\n\n\
    The foreign ministry of Serbia denied that it had sold rockets to either side.\n\n\
    Officials in Berlin said that the rockets had been delivered in March.\n";

fn folder() -> TempDir {
    tempfile::tempdir().expect("a folder")
}

fn gainsay(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_gainsay"));
    command.current_dir(folder).env_remove("RUST_BACKTRACE").stdin(Stdio::null());
    command
}

fn run(folder: &Path, arguments: &[&str]) -> Output {
    gainsay(folder).args(arguments).output().expect("the program runs")
}

fn write(folder: &Path, name: &str, bytes: impl AsRef<[u8]>) {
    let path = folder.join(name);
    fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
    fs::write(path, bytes).expect("a file");
}

fn lines(output: &Output) -> Vec<Value> {
    let text = std::str::from_utf8(&output.stdout).expect("UTF-8");
    text.lines().map(|line| serde_json::from_str(line).expect("JSON on every line")).collect()
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

fn paths(rows: &[Value]) -> Vec<&str> {
    rows.iter().map(|row| row["path"].as_str().expect("a path")).collect()
}

#[test]
fn json_is_one_object_a_line_in_the_order_of_the_files() {
    let folder = folder();
    write(folder.path(), "z.txt", PAGE);
    write(folder.path(), "pages/b.txt", PAGE);
    write(
        folder.path(),
        "pages/a.html",
        format!("<html><body><p>{}</p></body></html>", PAGE.replace("\n\n", "</p><p>")),
    );
    write(folder.path(), "pages/notes.md", "not a page");
    let output = run(folder.path(), &["read", "--json", "z.txt", "pages"]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    let rows = lines(&output);
    assert_eq!(paths(&rows), ["z.txt", "pages/a.html", "pages/b.txt"]);
    for row in &rows {
        assert_eq!(row["v"], 1);
        assert_eq!(row["id"].as_str().expect("an id").len(), 64);
        for list in ["blocks", "statements", "positions", "notes"] {
            assert!(row[list].is_array(), "{list} is a list");
        }
        assert!(row["published"].is_object());
    }
    assert_eq!(rows[0]["text"], PAGE, "text that was given is not changed");
    assert_eq!(rows[0]["id"], rows[2]["id"], "the id is of the bytes, not of the path");
}

#[test]
fn what_is_given_overrides_the_page() {
    let folder = folder();
    write(folder.path(), "a.txt", PAGE);
    let given = ["--published", "2022-09-22", "--url", "https://example.org/a", "--outlet", "The Post"];
    let output = run(folder.path(), &[&["read", "--json", "a.txt"], &given[..]].concat());
    let rows = lines(&output);
    assert_eq!(rows[0]["published"]["edtf"], "2022-09-22");
    assert_eq!(rows[0]["published"]["method"], "given");
    assert_eq!(rows[0]["url"], "https://example.org/a");
    assert_eq!(rows[0]["outlet"], "The Post");
}

#[test]
fn bad_input_is_one_sentence_each_and_the_batch_goes_on() {
    let folder = folder();
    let utf16: Vec<u8> =
        "\u{feff}".encode_utf16().chain(PAGE.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    write(folder.path(), "1-empty.html", "");
    write(
        folder.path(),
        "2-picture.html",
        b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x02\0\0\0\x90wS\xde",
    );
    write(folder.path(), "3-broken.txt", [PAGE.as_bytes(), b"\xff\xfe\xc3(\n"].concat());
    write(folder.path(), "4-wide.txt", utf16);
    write(folder.path(), "5-good.txt", PAGE);
    let arguments = ["read", "--json", ".", "missing.html"];
    let output = run(folder.path(), &arguments);
    assert_eq!(output.status.code(), Some(1), "{}", said(&output));
    let rows = lines(&output);
    let names = [
        "./1-empty.html",
        "./2-picture.html",
        "./3-broken.txt",
        "./4-wide.txt",
        "./5-good.txt",
        "missing.html",
    ];
    assert_eq!(paths(&rows), names);
    for (place, name) in names.into_iter().enumerate() {
        let failed = [0, 1, 5].contains(&place);
        assert_eq!(rows[place]["error"].is_string(), failed, "{name}: {}", rows[place]);
        let sentences = said(&output).lines().filter(|line| line.contains(name)).count();
        assert_eq!(sentences, usize::from(failed), "{name} on stderr: {}", said(&output));
    }
    assert_eq!(rows[5]["error"], "no such file");
    assert!(rows[3]["text"].as_str().is_some_and(|text| text.contains("foreign ministry of Serbia")));
}

#[test]
fn a_cue_of_which_only_marks_are_left_is_no_fault() {
    let folder = folder();
    // A page as it was spoilt at random, the bytes that are no UTF-8 among them.
    let spoilt = b"r carry rocket India o\n\xe2\x80\x9cWe o not comment n the y o,\xe2\x80\x9dthe Ministry two pepls\xe2\x9d.\nd r e n.";
    write(folder.path(), "spoilt.txt", spoilt);
    let output = run(folder.path(), &["read", "--json", "--plain", "spoilt.txt"]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    assert!(lines(&output)[0]["error"].is_null());
}

#[test]
fn a_file_over_the_limit_is_refused_before_it_is_read() {
    let folder = folder();
    let file = fs::File::create(folder.path().join("large.html")).expect("a file");
    file.set_len(3 << 30).expect("a sparse file");
    let output = run(folder.path(), &["read", "--json", "large.html"]);
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(lines(&output)[0]["error"], "larger than 64 MB, which no article is");
}

#[test]
fn what_cannot_start_ends_with_2() {
    let folder = folder();
    fs::create_dir(folder.path().join("none")).expect("a folder");
    for arguments in [
        &["read", "none"][..],
        &["read"],
        &["read", "--published", "last week", "a.txt"],
        &["read", "-", "-"],
        &["read", "--threads", "0", "a.txt"],
        &["devour", "a.txt"],
    ] {
        let output = run(folder.path(), arguments);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert!(output.stdout.is_empty(), "{arguments:?} prints nothing to stdout");
        assert!(!output.stderr.is_empty(), "{arguments:?} says why");
    }
}

#[test]
fn help_has_examples_and_ends_with_0() {
    let folder = folder();
    for arguments in [&["--help"][..], &["read", "--help"], &["--version"]] {
        assert_eq!(run(folder.path(), arguments).status.code(), Some(0), "{arguments:?}");
    }
    let help = run(folder.path(), &["read", "--help"]);
    let help = String::from_utf8_lossy(&help.stdout).into_owned();
    for part in ["Examples:", "gainsay read --json", "--published", "Exit status"] {
        assert!(help.contains(part), "{part} in the help");
    }
}

#[test]
fn any_number_of_threads_gives_the_same_bytes() {
    let folder = folder();
    for page in 0..24 {
        write(
            folder.path(),
            &format!("{page:02}.txt"),
            format!("{PAGE}\nThe envoy said {page} ships had left.\n"),
        );
    }
    write(folder.path(), "07.txt", "");
    let outputs: Vec<_> = ["1", "2", "5"]
        .iter()
        .map(|threads| run(folder.path(), &["read", "--json", "--threads", threads, "."]))
        .collect();
    assert_eq!(lines(&outputs[0]).len(), 24);
    for other in &outputs[1..] {
        assert!(other.stdout == outputs[0].stdout, "the same bytes");
        assert_eq!(said(other), said(&outputs[0]));
    }
}

#[test]
fn standard_input_is_a_page() {
    let folder = folder();
    let mut child = gainsay(folder.path())
        .args(["read", "--json", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("the program runs");
    child.stdin.take().expect("a pipe").write_all(PAGE.as_bytes()).expect("written");
    let output = child.wait_with_output().expect("it ends");
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(lines(&output)[0]["path"], "-");
}

#[test]
fn a_broken_pipe_is_no_error() {
    let folder = folder();
    // More than a pipe holds, so that the program is still writing when nobody reads any more.
    let long = format!("{PAGE}{}", "The envoy said nothing more of it on Monday.\n\n".repeat(2000));
    for page in 0..20 {
        write(folder.path(), &format!("{page:02}.txt"), format!("{page} {long}"));
    }
    for format in [&["read", "--json", "."][..], &["read", "."]] {
        let mut child = gainsay(folder.path())
            .args(format)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program runs");
        let mut first = String::new();
        BufReader::new(child.stdout.take().expect("a pipe")).read_line(&mut first).expect("a line");
        let output = child.wait_with_output().expect("it ends");
        assert_eq!(output.status.code(), Some(0), "{format:?}: {}", said(&output));
        assert_eq!(said(&output), "", "{format:?}");
    }
}

#[test]
fn a_page_cannot_drive_the_terminal() {
    let folder = folder();
    write(folder.path(), "a.txt", PAGE.replace("rockets", "rock\u{1b}[31mets \u{202e}\u{9b}2J"));
    for arguments in [&["read", "a.txt"][..], &["read", "--plain", "a.txt", "b\u{1b}]0;x.txt"]] {
        let output = run(folder.path(), arguments);
        let shown = [output.stdout, output.stderr].concat();
        let shown = String::from_utf8(shown).expect("UTF-8");
        assert!(!shown.contains(['\u{1b}', '\u{202e}', '\u{9b}']), "{shown}");
        assert!(shown.contains("rock<U+001B>"), "what was there is shown: {shown}");
    }
}

#[test]
fn the_terminal_view_has_the_page_its_kinds_and_an_end() {
    let folder = folder();
    write(folder.path(), "a.txt", PAGE);
    let output = run(folder.path(), &["read", "--plain", "a.txt"]);
    assert_eq!(output.status.code(), Some(0));
    let shown = String::from_utf8(output.stdout).expect("UTF-8");
    for part in ["a.txt", "date unknown", "body", "foreign ministry of Serbia", "on this page"] {
        assert!(shown.contains(part), "{part} in:\n{shown}");
    }
    assert!(shown.lines().all(|line| line.chars().count() <= 100), "{shown}");
}

#[test]
fn a_frame_of_ones_own_is_read_beside_those_that_ship() {
    let folder = folder();
    let frame = include_str!("../../../examples/frames/training.toml");
    write(folder.path(), "training.toml", frame);
    let page = "The Kremlin denied that Russia had trained Malian soldiers in Belarus.\n\n\
        Kyiv said that Iran had delivered drones to Russia.\n";
    write(folder.path(), "a.txt", page);
    let read = |arguments: &[&str]| {
        let output = run(folder.path(), &[&["read", "--json", "--plain", "a.txt"], arguments].concat());
        assert_eq!(output.status.code(), Some(0), "{}", said(&output));
        let rows = lines(&output);
        rows[0]["positions"].as_array().expect("a list").clone()
    };
    assert_eq!(read(&[]).len(), 1, "only the drones");
    let positions = read(&["--frame", "training.toml"]);
    assert_eq!(positions.len(), 2);
    let proposition = &positions[0]["proposition"];
    assert_eq!(proposition["frame"], "training");
    assert_eq!(proposition["parties"], serde_json::json!(["MLI", "RUS"]));
    assert_eq!(proposition["roles"]["trainer"]["filler"], "RUS");
    assert_eq!(proposition["roles"]["trained"]["filler"], "MLI");
    assert_eq!(proposition["roles"]["place"]["filler"], "BLR");
    assert_eq!(proposition["stage"], "trained");
    assert!(proposition["supplier"].is_null() && proposition["recipient"].is_null());
    assert_eq!(positions[1]["proposition"]["frame"], "arms-transfer");
}

#[test]
fn a_fault_in_a_frame_is_told_with_file_and_line() {
    let folder = folder();
    let frame = include_str!("../../../examples/frames/training.toml");
    write(folder.path(), "a.txt", PAGE);
    let line_of = |words: &str| {
        let before = frame.split(words).next().expect("words of the file");
        before.matches('\n').count() + 1
    };
    for (from, to, told) in [
        ("kind = \"noun\"", "kind = \"adverb\"", "unknown kind of trigger \"adverb\""),
        ("subject = \"trainer\"", "subject = \"teacher\"", "unknown role \"teacher\""),
        ("[\"agreed\"]", "[\"begun\"]", "unknown stage \"begun\""),
        ("about = \"personnel\"", "about = \"pupils\"", "unknown class of items \"pupils\""),
    ] {
        write(folder.path(), "own/training.toml", frame.replacen(from, to, 1));
        let output = run(folder.path(), &["--frame", "own/training.toml", "read", "a.txt"]);
        assert_eq!(output.status.code(), Some(2), "{from}");
        assert!(output.stdout.is_empty());
        let wanted = format!("own/training.toml is no frame: line {}: {told}", line_of(from));
        assert!(said(&output).contains(&wanted), "{} has no {wanted:?}", said(&output));
    }
    let output = run(folder.path(), &["read", "--frame", "none.toml", "a.txt"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(said(&output).contains("none.toml cannot be read"), "{}", said(&output));
    write(folder.path(), "arms-transfer.toml", frame);
    let output = run(folder.path(), &["read", "--frame", "arms-transfer.toml", "a.txt"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(said(&output).contains("there is a frame arms-transfer already"), "{}", said(&output));
}
