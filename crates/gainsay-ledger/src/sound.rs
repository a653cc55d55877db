//! Whether a reading holds together: its spans fit its text, its references lead somewhere.

use gainsay_record::{Reading, Span};

/// What is wrong with a reading; nothing, for every reading that the stages make.
pub(crate) fn unsound(reading: &Reading) -> Option<String> {
    let text = &reading.article.text;
    if let Some(span) = spans(reading).into_iter().find(|span| !span.fits(text)) {
        let (start, end, length) = (span.start(), span.end(), text.len());
        return Some(format!("the place from byte {start} to {end} does not fit its text of {length} bytes"));
    }
    let statements = reading.statements.len();
    if reading.provenance.len() != statements {
        return Some("not every statement says who stands behind it".to_owned());
    }
    let referred = reading.statements.iter().filter_map(|statement| statement.nested_in);
    let referred = referred.chain(reading.positions.iter().map(|position| position.statement));
    if referred.into_iter().any(|statement| statement.0 as usize >= statements) {
        return Some("something refers to a statement that is not there".to_owned());
    }
    let confidence = reading.statements.iter().map(|statement| statement.confidence);
    let confidence = confidence.chain(reading.positions.iter().map(|position| position.confidence));
    if confidence.into_iter().any(|confidence| !(0.0..=1.0).contains(&confidence)) {
        return Some("a confidence is not between 0 and 1".to_owned());
    }
    None
}

/// Every place that a reading points to.
fn spans(reading: &Reading) -> Vec<Span> {
    let mut all = Vec::new();
    let article = &reading.article;
    all.extend(article.blocks.iter().map(|block| block.span));
    all.extend(article.notes.iter().chain(&reading.notes).filter_map(|note| note.span));
    for statement in &reading.statements {
        for list in
            [&statement.source, &statement.cue, &statement.content, &statement.continued, &statement.when]
        {
            all.extend(list);
        }
        all.extend(statement.antecedent);
        all.extend(statement.cited.iter().flat_map(|cited| &cited.spans));
    }
    for provenance in &reading.provenance {
        all.extend(provenance.chain.iter().flat_map(|link| &link.spans));
        all.extend(provenance.said.iter().flat_map(|said| &said.spans));
        all.extend(provenance.certainty.iter().flat_map(|certainty| &certainty.spans));
    }
    for position in &reading.positions {
        let proposition = &position.proposition;
        all.extend(&proposition.trigger);
        all.extend(proposition.roles.iter().flat_map(|role| &role.spans));
        all.extend(proposition.items.iter().flat_map(|item| &item.spans));
        all.extend(proposition.time.iter().flat_map(|time| &time.spans));
    }
    all
}
