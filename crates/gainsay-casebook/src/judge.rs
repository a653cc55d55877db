//! A case read and held against what it wants.

use crate::case::Case;
use crate::fault::{Fault, Marks, drawn};
use crate::notation::Record;
use crate::statements::Held;
use crate::{disputes, positions};
use gainsay::Reader;
use gainsay::record::Reading;
use std::num::NonZero;

/// [`judge`] for each of the cases, in their order, on as many threads as there are cores.
pub fn judge_all(reader: &Reader, cases: &[Case]) -> Vec<Option<String>> {
    let threads = std::thread::available_parallelism().map_or(1, NonZero::get);
    let share = cases.len().div_ceil(threads).max(1);
    std::thread::scope(|scope| {
        let judging = |cases: &'_ [Case]| cases.iter().map(|case| judge(reader, case)).collect::<Vec<_>>();
        let working: Vec<_> =
            cases.chunks(share).map(|cases| scope.spawn(move || judging(cases))).collect();
        let judged = working.into_iter().flat_map(|thread| {
            // A panic in a thread is one here, as it would be without threads.
            thread.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))
        });
        judged.collect()
    })
}

/// What is wrong with a case, ready to print; `None` where it is green.
pub fn judge(reader: &Reader, case: &Case) -> Option<String> {
    let mut readings: Vec<(&str, Reading)> = Vec::new();
    for text in &case.texts {
        match text.read(reader) {
            Ok(reading) => readings.push((&text.name, reading)),
            Err(refusal) => return Some(report(case, &[], &[Fault::new(format!("refused: {refusal}"))])),
        }
    }
    let mut faults: Vec<(usize, Fault)> = Vec::new();
    for (number, (_, reading)) in readings.iter().enumerate() {
        let mut held = Held::new(reading);
        let mut found = held.always();
        if number == 0 {
            found.extend(first_text(&mut held, case));
        }
        faults.extend(found.into_iter().map(|fault| (number, fault)));
    }
    let wanted: Vec<&Record> = case.of("dispute").collect();
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

/// What a case wants of its first text: everything but its disputes.
fn first_text(held: &mut Held<'_>, case: &Case) -> Vec<Fault> {
    let other = ["statement", "position", "dispute"];
    let page = case.records.iter().filter(|record| !other.contains(&record.name.as_str()));
    let mut found: Vec<Fault> = page.filter_map(|record| held.page(record)).collect();
    let statements: Vec<&Record> = case.of("statement").collect();
    if !statements.is_empty() {
        found.extend(held.statements(&statements));
    }
    let positions: Vec<&Record> = case.of("position").collect();
    if !positions.is_empty() {
        found.extend(positions::compare(held, &positions));
    }
    found
}

fn report(case: &Case, texts: &[Option<&str>], faults: &[Fault]) -> String {
    let mut out = format!("casebook/{}:{}: {}\n", case.file, case.line, case.name);
    for line in case.why.trim().lines() {
        out.push_str(&format!("  why: {line}\n"));
    }
    let unmarked = faults.iter().all(|fault| fault.wanted.is_empty() && fault.read.is_empty());
    if unmarked && !case.why.is_empty() {
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
