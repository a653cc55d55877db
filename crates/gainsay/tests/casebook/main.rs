//! The casebook: every case of `casebook/` is read and held against what an expert would sign. `casebook/README.md`
//! defines the notation. A case that fails prints its text with the spans marked under the words, and why.

mod case;
mod compare;
mod disputes;
mod fault;
mod notation;
mod open;
mod page;
mod pages;
mod positions;
mod words;

use case::Case;
use compare::Held;
use fault::{Fault, Marks, drawn};
use gainsay::Reader;
use gainsay::record::Reading;
use notation::Record;

#[test]
fn every_case_that_is_not_open_is_read_as_it_should_be() {
    let cases = case::all().expect("the casebook is well-formed");
    assert!(cases.len() >= 300, "only {} cases were found", cases.len());
    run(&cases, &open::all().expect("casebook/OPEN.md can be read"));
}

#[test]
fn whole_pages_are_read_as_they_should_be() {
    let cases = pages::all().expect("the whole pages are well-formed");
    assert!(cases.len() >= 3, "only {} readings of whole pages were found", cases.len());
    run(&cases, &[]);
}

#[test]
fn the_two_forms_of_a_full_reading_agree() {
    let differences = pages::forms_differ().expect("both forms can be read");
    assert!(differences.is_empty(), "{}", differences.join("\n"));
}

#[test]
fn every_place_that_a_case_names_is_in_its_text() {
    let mut cases = case::all().expect("the casebook is well-formed");
    cases.extend(pages::all().expect("the whole pages are well-formed"));
    let mut missing = Vec::new();
    for case in cases.iter().filter(|case| !case.texts[0].html) {
        let words = words::Words::of(&case.texts[0].body);
        for record in &case.records {
            let quoted =
                record.value.find('"').filter(|_| record.name == "block").map(|at| &record.value[at..]);
            let named = ["source", "cue", "content", "continued", "certainty", "antecedent"];
            for value in named.iter().flat_map(|name| record.all(name)).chain(quoted) {
                let options =
                    notation::places(value).unwrap_or_else(|error| panic!("{}: {error}", case.title));
                let lost = options.into_iter().flatten().filter(|place| words.at(place).is_none());
                missing
                    .extend(lost.map(|place| format!("{}: {}: {:?}", case.file, case.title, place.written)));
            }
        }
    }
    assert!(missing.is_empty(), "{}", missing.join("\n"));
}

/// Runs all cases and prints how many are green. Fails where a case is red that is not among the `open` ones, and where an
/// open one is green: it has been closed, and the list must say so.
fn run(cases: &[Case], open: &[String]) {
    let reader = Reader::shipped();
    let mut faults: Vec<String> = Vec::new();
    let mut folders: std::collections::BTreeMap<&str, (usize, usize)> = std::collections::BTreeMap::new();
    let mut left: Vec<&String> = open.iter().collect();
    for case in cases {
        let report = judge(&reader, case);
        let folder = case.file.split('/').next().unwrap_or_default();
        let (green, all) = folders.entry(folder).or_default();
        *all += 1;
        *green += usize::from(report.is_none());
        let name = open::name(case);
        let listed = left.iter().position(|open| **open == name).map(|at| left.remove(at)).is_some();
        match report {
            Some(report) if !listed => faults.push(report),
            None if listed => {
                faults.push(format!("{name}: is green, and casebook/OPEN.md says that it is open"))
            }
            _ => {}
        }
    }
    faults.extend(left.iter().map(|name| format!("{name}: casebook/OPEN.md names a case that is not there")));
    let green: usize = folders.values().map(|(green, _)| green).sum();
    let summary: Vec<String> =
        folders.iter().map(|(folder, (green, all))| format!("{folder} {green}/{all}")).collect();
    let summary = format!("green: {green} of {}, open: {} ({})", cases.len(), open.len(), summary.join(", "));
    println!("{summary}");
    assert!(faults.is_empty(), "\n{}\n{summary}\n", faults.join("\n"));
}

/// What is wrong with a case, ready to print; `None` where it is green.
fn judge(reader: &Reader, case: &Case) -> Option<String> {
    let mut readings: Vec<(&str, Reading)> = Vec::new();
    for text in &case.texts {
        match text.read(reader) {
            Ok(reading) => readings.push((&text.name, reading)),
            Err(refusal) => return Some(report(case, &[], &[Fault::new(format!("refused: {refusal}"))])),
        }
    }
    let mut faults: Vec<(usize, Fault)> = Vec::new();
    let of =
        |name: &str| -> Vec<&Record> { case.records.iter().filter(|record| record.name == name).collect() };
    for (number, (_, reading)) in readings.iter().enumerate() {
        let mut held = Held::new(reading);
        let mut found = held.always();
        if number == 0 {
            let other = ["statement", "position", "dispute"];
            let page = case.records.iter().filter(|record| !other.contains(&record.name.as_str()));
            found.extend(page.filter_map(|record| held.page(record)));
            let (statements, positions) = (of("statement"), of("position"));
            if !statements.is_empty() {
                found.extend(held.statements(&statements));
            }
            if !positions.is_empty() {
                found.extend(positions::compare(&held, &positions));
            }
        }
        faults.extend(found.into_iter().map(|fault| (number, fault)));
    }
    let wanted = of("dispute");
    if !wanted.is_empty() {
        let all: Vec<&Reading> = readings.iter().map(|(_, reading)| reading).collect();
        let found = reader.disputes(&all);
        let named: Vec<(&str, &Reading)> = readings.iter().map(|(name, reading)| (*name, reading)).collect();
        faults
            .extend(disputes::compare(&named, &found, &wanted).into_iter().map(|fault| (usize::MAX, fault)));
    }
    if faults.is_empty() {
        return None;
    }
    let drawn = faults.into_iter().map(|(number, fault)| {
        let text = readings.get(number).map(|(_, reading)| reading.article.text.as_str());
        (text, fault)
    });
    let (texts, faults): (Vec<Option<&str>>, Vec<Fault>) = drawn.unzip();
    let mut report = report(case, &texts, &faults);
    if !wanted.is_empty() {
        for (name, reading) in &readings {
            for position in &reading.positions {
                report.push_str(&format!("  read in {name}: {}\n", positions::in_words(position)));
            }
        }
    }
    Some(report)
}

fn report(case: &Case, texts: &[Option<&str>], faults: &[Fault]) -> String {
    let mut out = format!("casebook/{}:{}: {}\n", case.file, case.line, case.title);
    for line in case.why.trim().lines() {
        out.push_str(&format!("  why: {line}\n"));
    }
    let unmarked = faults.iter().all(|fault| fault.wanted.is_empty() && fault.read.is_empty());
    if unmarked && case.why.len() > 1 {
        for text in &case.texts {
            out.push_str(&drawn(text.body.trim_end(), &[]));
        }
    }
    for (number, fault) in faults.iter().enumerate() {
        out.push_str(&format!("  - {}\n", fault.message));
        if let Some(text) = texts.get(number).copied().flatten()
            && !(fault.wanted.is_empty() && fault.read.is_empty())
        {
            let rows: [(&str, &Marks); 2] = [("wanted", &fault.wanted), ("read", &fault.read)];
            out.push_str(&drawn(text, &rows));
        }
    }
    out
}
