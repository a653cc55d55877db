//! Words of time beside a cue: when something was said.

use crate::view::View;
use gainsay_record::Tag;
use std::ops::Range;

/// Words of time that start at `at`: "on Tuesday", "late last week", "earlier this month", "in September 2022".
pub fn time_phrase(view: &View<'_>, at: usize, limit: usize) -> Option<usize> {
    let leads = matches!(
        view.word(at),
        "on" | "in"
            | "at"
            | "late"
            | "early"
            | "earlier"
            | "later"
            | "last"
            | "this"
            | "during"
            | "since"
            | "next"
            | "the"
            | "over"
            | "by"
            | "from"
            | "mid"
    );
    // "two weeks ago", "a day earlier".
    let counted = matches!(view.tag(at), Tag::Num | Tag::Det)
        && view.is_time(at + 1)
        && at + 2 < limit
        && matches!(view.word(at + 2), "ago" | "earlier" | "later" | "before");
    if counted {
        return Some(at + 3);
    }
    if !leads && !view.is_time(at) {
        return None;
    }
    let mut last = view.is_time(at).then_some(at);
    for here in at + 1..limit.min(at + 9) {
        let gap = last.map_or(here - at, |last| here - last);
        let stop = here > 0 && view.word(here - 1) == ".";
        let number = view.tag(here) == Tag::Num && last.is_some() && gap <= 1 + usize::from(stop);
        if view.is_time(here) || number {
            last = Some(here);
            continue;
        }
        // "the beginning of" leads to a word of time.
        if last.is_none() && matches!(view.word(here), "beginning" | "start" | "end" | "middle" | "course") {
            continue;
        }
        let joins = match last {
            // "on Sept. 5"
            Some(last) if view.word(here) == "." => last + 1 == here && view.tag(here + 1) == Tag::Num,
            Some(_) => matches!(
                view.word(here),
                "of" | "," | "the" | "in" | "on" | "this" | "last" | "at" | "ago" | "after"
            ),
            None => {
                matches!(view.tag(here), Tag::Det | Tag::Adj | Tag::Num | Tag::Noun | Tag::Adp | Tag::Adv)
                    && view.word(here) != "that"
                    || view.word(here) == "following"
            }
        };
        if gap > 4 || !joins {
            break;
        }
    }
    let end = last? + 1;
    // "at the beginning of talks in September" is no time of speaking; the phrase must be short.
    let end = if end < limit && view.word(end) == "ago" { end + 1 } else { end };
    Some(end)
}

/// Words of time in what is fronted before a source: "At the beginning of September,".
pub fn fronted_times(view: &View<'_>, range: Range<usize>) -> Vec<Range<usize>> {
    let mut times = Vec::new();
    let mut at = range.start;
    while at < range.end {
        match time_phrase(view, at, range.end) {
            Some(end) => {
                times.push(at..end);
                at = end;
            }
            None => at += 1,
        }
    }
    times
}
