//! Whose an official paper is that says so in the lines over it: "REPUBLIC OF SERBIA", "MINISTRY OF DEFENCE", "PRESS STATEMENT".

use super::Who;
use crate::view::View;
use gainsay_knowledge::{EntityKind, Form, lower, words};
use gainsay_record::{Article, Holder, Naming};

/// How many lines a letterhead has at most, with what the paper is called.
const LINES: usize = 6;

/// How many words a line of it has at most.
const WORDS: usize = 10;

/// Who speaks in a page that opens so; `None` where no line of its first few is what a paper is called, or those before it name
/// nobody. The lines are read from the text, as a page's reader takes them for its furniture.
pub(super) fn of(view: &View<'_>, article: &Article) -> Option<Who> {
    let mut state: Option<&str> = None;
    let mut body: Option<(&str, EntityKind)> = None;
    let mut sector: Option<&str> = None;
    for block in article.blocks.iter().take(LINES) {
        let text = block.span.of(view.text);
        let printed: Vec<String> = words(text).map(|range| text[range].to_owned()).collect();
        let lowered: Vec<String> = printed.iter().map(|word| lower(word)).collect();
        if printed.len() > WORDS {
            return None;
        }
        let paper = view.known.wording.papers.at(&lowered);
        if paper.is_some_and(|(length, ())| length == lowered.len()) {
            let code = match (body, state, sector) {
                (Some((code, _)), _, _) => code.to_owned(),
                (None, Some(state), Some(sector)) => format!("{state}:{sector}"),
                _ => return None,
            };
            let holder = Some(Holder::new(code));
            return Some(Who { holder, named: Naming::Named, ..Who::default() });
        }
        for at in 0..printed.len() {
            let Some((_, entity, form)) = view.known.names.at(&printed[at..], &lowered[at..]) else {
                continue;
            };
            match entity.kind {
                EntityKind::State if form != Form::City => state = state.or(Some(&*entity.code)),
                EntityKind::Body | EntityKind::Organisation => {
                    body = body.or(Some((&*entity.code, entity.kind)));
                }
                _ => {}
            }
        }
        let found = (0..lowered.len()).find_map(|at| view.known.names.sector_at(&lowered[at..]));
        let organ = found.map(|(_, sector)| sector).filter(|sector| !sector.people && !sector.document);
        sector = sector.or(organ.map(|sector| sector.code).filter(|code| !code.is_empty()));
    }
    None
}
