//! A frame's file, read and checked.

use super::{Frame, FrameError, Irregular, Pattern, Perspective, Slot, Trigger, TriggerKind};
use crate::Items;
use gainsay_record::Mode;
use std::collections::BTreeMap;
use toml::Spanned;

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    roles: Vec<Spanned<Box<str>>>,
    parties: Vec<Spanned<Box<str>>>,
    item: Spanned<Box<str>>,
    stages: BTreeMap<Spanned<Box<str>>, Vec<Spanned<Box<str>>>>,
    patterns: BTreeMap<Box<str>, PatternEntry>,
    triggers: Vec<TriggerEntry>,
    #[serde(default)]
    irregular: BTreeMap<Box<str>, Irregular>,
}

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct PatternEntry {
    perspective: Perspective,
    subject: Option<Spanned<Box<str>>>,
    object: Option<Spanned<Box<str>>>,
    dative: Option<Spanned<Box<str>>>,
    #[serde(default)]
    prepositions: BTreeMap<Box<str>, Spanned<Box<str>>>,
}

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct TriggerEntry {
    kind: TriggerKind,
    pattern: Spanned<Box<str>>,
    mode: Option<Mode>,
    stage: Option<Spanned<Box<str>>>,
    carries: Option<Spanned<Box<str>>>,
    words: Vec<Spanned<Box<str>>>,
}

/// Turns places in the file into lines.
struct Lines<'a>(&'a str);

impl Lines<'_> {
    fn error(&self, at: usize, message: String) -> FrameError {
        let before = self.0.get(..at).unwrap_or(self.0);
        FrameError { line: before.matches('\n').count() + 1, message }
    }

    fn known<'s>(
        &self,
        what: &str,
        word: &'s Spanned<Box<str>>,
        all: &[Box<str>],
    ) -> Result<&'s str, FrameError> {
        let value: &str = word.get_ref();
        if all.iter().any(|other| **other == *value) {
            Ok(value)
        } else {
            Err(self.error(word.span().start, format!("unknown {what} \"{value}\"")))
        }
    }
}

impl Frame {
    /// Reads a frame's file. `items` says which classes exist.
    ///
    /// # Errors
    /// What is wrong, and in which line: no TOML, a key that no frame has, or a role, stage, pattern or class of items
    /// that is not declared.
    pub fn parse(name: &str, text: &str, items: &Items) -> Result<Self, FrameError> {
        let lines = Lines(text);
        let file: File = toml::from_str(text).map_err(|error: toml::de::Error| {
            lines.error(error.span().map_or(0, |span| span.start), error.message().trim().to_owned())
        })?;
        let class = |word: &Spanned<Box<str>>| -> Result<Box<str>, FrameError> {
            let code = word.get_ref();
            match items.class(code) {
                Some(_) => Ok(code.clone()),
                None => Err(lines.error(word.span().start, format!("unknown class of items \"{code}\""))),
            }
        };
        let declared: Vec<Box<str>> = file.roles.iter().map(|role| role.get_ref().clone()).collect();
        for party in &file.parties {
            lines.known("role", party, &declared)?;
        }
        let mut roles: Vec<Box<str>> = file.parties.iter().map(|role| role.get_ref().clone()).collect();
        let parties = roles.len();
        let others = declared.into_iter().filter(|role| !roles.contains(role)).collect::<Vec<_>>();
        roles.extend(others);
        let item = class(&file.item)?;
        let stages = closed(&lines, &file.stages)?;
        let patterns = patterns(&lines, file.patterns, &roles)?;
        let stage_names: Vec<Box<str>> = stages.keys().cloned().collect();
        let pattern_names: Vec<Box<str>> = patterns.keys().cloned().collect();
        let mut triggers = Vec::new();
        for entry in file.triggers {
            lines.known("pattern", &entry.pattern, &pattern_names)?;
            if let Some(stage) = &entry.stage {
                lines.known("stage", stage, &stage_names)?;
            }
            let carries = entry.carries.as_ref().map(class).transpose()?;
            for word in entry.words {
                if crate::words(word.get_ref()).next().is_none() {
                    return Err(lines.error(word.span().start, "a trigger without a word".to_owned()));
                }
                triggers.push(Trigger {
                    lemma: crate::lower(word.get_ref()).into(),
                    kind: entry.kind,
                    pattern: entry.pattern.get_ref().clone(),
                    mode: entry.mode,
                    stage: entry.stage.as_ref().map(|stage| stage.get_ref().clone()),
                    carries: carries.clone(),
                });
            }
        }
        Ok(Self {
            name: name.into(),
            roles,
            parties,
            item,
            stages,
            patterns,
            triggers,
            irregular: file.irregular,
        })
    }
}

/// Each stage with all that follows from it, over any number of steps.
fn closed(
    lines: &Lines<'_>,
    stages: &BTreeMap<Spanned<Box<str>>, Vec<Spanned<Box<str>>>>,
) -> Result<BTreeMap<Box<str>, Vec<Box<str>>>, FrameError> {
    let names: Vec<Box<str>> = stages.keys().map(|stage| stage.get_ref().clone()).collect();
    let mut next = BTreeMap::<&str, Vec<&str>>::new();
    for (stage, entailed) in stages {
        let direct = entailed.iter().map(|other| lines.known("stage", other, &names));
        next.insert(stage.get_ref(), direct.collect::<Result<_, _>>()?);
    }
    let reach = |from: &str| {
        let mut found: Vec<&str> = vec![from];
        let mut at = 0;
        while at < found.len() {
            for other in next.get(found[at]).into_iter().flatten() {
                if !found.contains(other) {
                    found.push(other);
                }
            }
            at += 1;
        }
        (from.into(), found.into_iter().map(Into::into).collect())
    };
    Ok(names.iter().map(|name| reach(name)).collect())
}

fn patterns(
    lines: &Lines<'_>,
    entries: BTreeMap<Box<str>, PatternEntry>,
    roles: &[Box<str>],
) -> Result<BTreeMap<Box<str>, Pattern>, FrameError> {
    let slot = |word: &Spanned<Box<str>>| -> Result<Slot, FrameError> {
        let name: &str = word.get_ref();
        Ok(match name {
            "item" => Slot::Item,
            "other" => Slot::Other,
            "parties" => Slot::Parties,
            _ => {
                lines.known("role", word, roles)?;
                Slot::Role(roles.iter().position(|role| **role == *name).unwrap_or_default() as u8)
            }
        })
    };
    let mut patterns = BTreeMap::new();
    for (name, entry) in entries {
        let mut prepositions = BTreeMap::new();
        for (word, filled) in &entry.prepositions {
            prepositions.insert(crate::lower(word).into(), slot(filled)?);
        }
        patterns.insert(
            name,
            Pattern {
                perspective: entry.perspective,
                subject: entry.subject.as_ref().map(slot).transpose()?,
                object: entry.object.as_ref().map(slot).transpose()?,
                dative: entry.dative.as_ref().map(slot).transpose()?,
                prepositions,
            },
        );
    }
    Ok(patterns)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Knowledge;

    const SMALL: &str = "roles = [\"giver\", \"taker\"]\nparties = [\"giver\"]\nitem = \"arms\"\n[stages]\ndone = []\n\
                         [patterns.p]\nperspective = \"seller\"\nsubject = \"giver\"\n\
                         [[triggers]]\nkind = \"verb\"\npattern = \"p\"\nwords = [\"lob\"]\n";

    fn error(from: &str, to: &str) -> FrameError {
        let text = SMALL.replacen(from, to, 1);
        assert_ne!(text, SMALL, "the fault must be in the file");
        Frame::parse("small", &text, &Knowledge::shipped().items).expect_err("a fault")
    }

    #[test]
    fn a_frame_of_ones_own_can_be_read() {
        let frame = Frame::parse("small", SMALL, &Knowledge::shipped().items).expect("it is right");
        assert_eq!((frame.roles.len(), frame.parties, frame.triggers().len()), (2, 1, 1));
    }

    #[test]
    fn what_is_unknown_is_named_with_its_line() {
        let wrong = error("subject = \"giver\"", "subject = \"donor\"");
        assert_eq!((wrong.line, wrong.message.as_str()), (8, "unknown role \"donor\""));
        let wrong = error("item = \"arms\"", "item = \"tulips\"");
        assert_eq!((wrong.line, wrong.message.as_str()), (3, "unknown class of items \"tulips\""));
        let wrong = error("done = []", "done = [\"begun\"]");
        assert_eq!((wrong.line, wrong.message.as_str()), (5, "unknown stage \"begun\""));
        let wrong = error("pattern = \"p\"", "pattern = \"q\"");
        assert_eq!((wrong.line, wrong.message.as_str()), (11, "unknown pattern \"q\""));
        let wrong = error("kind = \"verb\"", "kind = \"verb\"\ncolour = \"red\"");
        assert_eq!(wrong.line, 11);
        assert!(wrong.message.contains("colour"), "{wrong}");
        assert_eq!(error("roles =", "roles").line, 1);
    }
}
