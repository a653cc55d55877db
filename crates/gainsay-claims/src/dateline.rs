//! Where a page was written: "BISHKEK, 20 September 2022 - ...".

use crate::mention::Mention;
use gainsay_knowledge::{EntityKind, Form, Knowledge, Opening, lower, words};
use gainsay_record::{Analysis, Article, BlockKind};

/// How many blocks of the article may open with a dateline: the first paragraph, behind headlines.
const BLOCKS: usize = 4;

/// The state in which a page was written, where a dateline says so and the page speaks of that state besides.
pub(crate) fn home<'a>(
    article: &Article,
    analysis: &Analysis,
    mentions: &[Mention<'a>],
    known: &'a Knowledge,
) -> Option<&'a str> {
    let of_line = || {
        let lines = article.blocks.iter().filter(|block| block.kind == BlockKind::Dateline);
        lines.filter_map(|block| first_place(block.span.of(&article.text), known)).next()
    };
    let opening = || {
        let blocks = article.blocks.iter().filter(|block| block.kind.is_article()).take(BLOCKS);
        blocks.filter_map(|block| {
            let tokens = analysis.within(block.dateline?);
            let mention = mentions.iter().find(|mention| mention.start >= tokens.start)?;
            (mention.end <= tokens.end && is_place(mention.form))
                .then_some((mention.start, &*mention.entity.code))
        })
    };
    let opened = opening().next();
    let state = of_line().or(opened.map(|(_, state)| state))?;
    let own = opened.map(|(start, _)| start);
    let besides = mentions.iter().any(|mention| mention.state() == Some(state) && Some(mention.start) != own);
    besides.then_some(state)
}

fn is_place(form: Form) -> bool {
    matches!(form, Form::Capital | Form::City)
}

/// The first state or city that a line names, as its state.
fn first_place<'a>(line: &str, known: &'a Knowledge) -> Option<&'a str> {
    let printed: Vec<&str> = words(line).map(|range| &line[range]).take(40).collect();
    let lowered: Vec<String> = printed.iter().map(|word| lower(word)).collect();
    let lowered: Vec<&str> = lowered.iter().map(String::as_str).collect();
    (0..printed.len()).find_map(|at| match known.names.opening(&printed[at..], &lowered[at..])? {
        Opening::Somebody(_, entity, form) if entity.kind == EntityKind::State && is_place(form) => {
            Some(&*entity.code)
        }
        _ => None,
    })
}
