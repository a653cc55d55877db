//! Files that are no ledger, pages that are none, two at once: a clear sentence or a wait, and nothing lost.

use super::{done, examples, folder, gainsay, lines, run, said, write_page};
use std::fs;
use std::io::{Seek, SeekFrom, Write};
use std::process::Stdio;

const COMMANDS: [&[&str]; 11] = [
    &["add", "pages"],
    &["disputes"],
    &["show", "30f7"],
    &["search", "shells"],
    &["verify"],
    &["rebuild"],
    &["log"],
    &["diff", "--since", "2022"],
    &["rule", "reject", "30f7:p1", "--by", "Ana"],
    &["grade", "PRK:GOV", "B", "--by", "Ana"],
    &["note", "30f7", "a word", "--by", "Ana"],
];

#[test]
fn a_file_that_is_no_ledger_is_told_and_left_alone() {
    let folder = folder();
    write_page(&folder.path().join("pages"), 0);
    let letter = "Dear reader, this is a letter and no ledger.\n".repeat(300);
    fs::write(folder.path().join("letter.db"), &letter).expect("a file");
    for command in COMMANDS {
        let output = run(folder.path(), &[command, &["--ledger", "letter.db"]].concat());
        assert_eq!(output.status.code(), Some(2), "{command:?}");
        assert_eq!(said(&output), "gainsay: letter.db is not a gainsay ledger\n", "{command:?}");
    }
    assert_eq!(fs::read_to_string(folder.path().join("letter.db")).expect("there"), letter);
    let output = run(folder.path(), &["disputes", "--ledger", "none.db"]);
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(said(&output), "gainsay: there is no ledger at none.db; gainsay add PAGE... makes one\n");
    assert!(!folder.path().join("none.db").exists());
}

#[test]
fn a_ledger_of_a_newer_gainsay_is_told() {
    let folder = super::sample();
    write_page(&folder.path().join("pages"), 0);
    let mut file = fs::OpenOptions::new().write(true).open(folder.path().join("sample.db")).expect("opens");
    // The four bytes of `user_version` in the header of an SQLite file (sqlite.org/fileformat2.html, 1.3).
    file.seek(SeekFrom::Start(60)).expect("there");
    file.write_all(&999_u32.to_be_bytes()).expect("written");
    drop(file);
    for command in COMMANDS {
        let output = run(folder.path(), &[command, &["--ledger", "sample.db"]].concat());
        assert_eq!(output.status.code(), Some(2), "{command:?}");
        assert!(said(&output).contains("was made by a newer gainsay (format 999;"), "{}", said(&output));
    }
}

#[test]
fn damage_is_a_fault_and_ends_with_1() {
    let folder = super::sample();
    let path = folder.path().join("sample.db");
    let mut bytes = fs::read(&path).expect("read");
    // Within what is compressed, which opens with these bytes (RFC 8878): not in the tree that leads to the rows, nor in the schema.
    let frames: Vec<usize> = (0..bytes.len() - 100)
        .filter(|&at| bytes[at..].starts_with(&[0x28, 0xB5, 0x2F, 0xFD]) && at % 8192 < 8000)
        .collect();
    assert!(frames.len() > 2, "{}", frames.len());
    for at in [frames[frames.len() / 2], frames[frames.len() - 1]] {
        bytes[at + 12..at + 44].fill(0x5A);
    }
    fs::write(&path, bytes).expect("written");
    let output = run(folder.path(), &["verify", "--ledger", "sample.db"]);
    assert_eq!(output.status.code(), Some(1), "{}", said(&output));
    assert!(!output.stdout.is_empty());
    let output = run(folder.path(), &["verify", "--json", "--ledger", "sample.db"]);
    let faults = String::from_utf8(output.stdout).expect("UTF-8");
    assert!(lines(&faults).iter().all(|fault| fault["fault"].is_string()));
}

#[test]
fn a_bad_page_is_told_and_the_rest_goes_on() {
    let folder = folder();
    let pages = folder.path().join("pages");
    for number in 0..3 {
        write_page(&pages, number);
    }
    fs::write(pages.join("000001.html"), b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x02")
        .expect("a file");
    let output = run(folder.path(), &["add", "--json", "pages", "missing.html", "--ledger", "a.db"]);
    assert_eq!(output.status.code(), Some(1), "{}", said(&output));
    let text = String::from_utf8(output.stdout.clone()).expect("UTF-8");
    let rows = lines(&text);
    let paths: Vec<&str> = rows.iter().filter_map(|row| row["path"].as_str()).collect();
    let names =
        ["pages/000000.txt", "pages/000001.html", "pages/000001.txt", "pages/000002.txt", "missing.html"];
    assert_eq!(paths, names, "in the order of the files");
    assert!(rows[1]["error"].is_string());
    assert_eq!(rows[4]["error"], "no such file");
    assert_eq!((&rows[5]["new"], &rows[5]["unread"]), (&3.into(), &2.into()));
    assert_eq!(said(&output).lines().count(), 2, "{}", said(&output));
    let output = run(folder.path(), &["add", "pages", "--ledger", "a.db"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(
        String::from_utf8_lossy(&output.stdout)
            .starts_with("0 pages new, 3 known already, 1 could not be read\n")
    );
}

#[test]
fn what_is_no_file_and_no_folder_is_told_before_anything_is_done() {
    let folder = folder();
    write_page(&folder.path().join("pages"), 0);
    fs::write(folder.path().join("news.xml"), "<rss/>").expect("a file");
    for (what, word) in [
        ("https://example.org/a", "a web address"),
        ("feed://example.org/rss", "a web address"),
        ("news.xml", "a feed"),
        ("pages.tar.gz", "an archive"),
        ("crawl.WARC", "an archive"),
    ] {
        let output = run(folder.path(), &["add", "pages", what, "--ledger", "a.db"]);
        assert_eq!(output.status.code(), Some(2), "{what}");
        let said = said(&output);
        assert!(said.contains(word) && said.contains("this version reads files and folders only"), "{said}");
        assert!(!folder.path().join("a.db").exists());
    }
}

#[test]
fn two_at_once_wait_for_each_other() {
    let folder = folder();
    for number in 0..120 {
        // A third of the pages is in both folders.
        for name in [(number < 80).then_some("a"), (number >= 40).then_some("b")].into_iter().flatten() {
            write_page(&folder.path().join(name), number);
        }
    }
    let start = |name| {
        let mut command = gainsay(folder.path());
        command.args(["add", name, "--ledger", "both.db"]).stdout(Stdio::piped()).stderr(Stdio::piped());
        command.spawn().expect("the program runs")
    };
    for child in [start("a"), start("b"), start("a")] {
        let output = child.wait_with_output().expect("it ends");
        assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    }
    done(folder.path(), &["add", "a", "b", "--ledger", "one.db"]);
    let disputes = |ledger| done(folder.path(), &["disputes", "--all", "--json", "--ledger", ledger]);
    assert!(disputes("both.db") == disputes("one.db"));
    let verified = done(folder.path(), &["verify", "--ledger", "both.db"]);
    assert!(verified.starts_with("All is well: 120 pages"), "{verified}");
}

#[test]
fn a_broken_pipe_is_no_error_and_the_pages_are_in() {
    let folder = folder();
    let pages = examples();
    let mut command = gainsay(folder.path());
    command.args(["add", "--json", &pages.to_string_lossy(), "--ledger", "a.db"]);
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("the program runs");
    drop(child.stdout.take());
    let output = child.wait_with_output().expect("it ends");
    assert_eq!((output.status.code(), said(&output)), (Some(0), String::new()));
    assert!(done(folder.path(), &["verify", "--ledger", "a.db"]).starts_with("All is well: 19 pages"));
}
