//! A frame's file, read and checked.

use super::{
    Frame, FrameError, Irregular, Pattern, Perspective, Progress, Reached, Slot, Trigger, TriggerKind,
};
use crate::{Items, Phrases};
use gainsay_record::Mode;
use std::collections::BTreeMap;
use toml::Spanned;

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    about: Spanned<Box<str>>,
    loose: Option<Spanned<Box<str>>>,
    roles: Vec<Spanned<Box<str>>>,
    parties: Spanned<Vec<Spanned<Box<str>>>>,
    #[serde(default = "yes")]
    apart: bool,
    #[serde(default)]
    must: Vec<Spanned<Box<str>>>,
    #[serde(default)]
    owners: Vec<Spanned<Box<str>>>,
    third: Option<Spanned<Box<str>>>,
    #[serde(default)]
    unless: Vec<Spanned<Box<str>>>,
    #[serde(default)]
    modes: BTreeMap<Mode, Vec<Spanned<Box<str>>>>,
    stages: BTreeMap<Spanned<Box<str>>, Vec<Spanned<Box<str>>>>,
    #[serde(default)]
    progress: BTreeMap<Spanned<Box<str>>, Spanned<Box<str>>>,
    patterns: BTreeMap<Box<str>, PatternEntry>,
    triggers: Vec<TriggerEntry>,
    alone: Option<AloneEntry>,
    #[serde(default)]
    irregular: BTreeMap<Box<str>, Irregular>,
}

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct PatternEntry {
    perspective: Spanned<Box<str>>,
    subject: Option<Spanned<Box<str>>>,
    object: Option<Spanned<Box<str>>>,
    dative: Option<Spanned<Box<str>>>,
    #[serde(default)]
    prepositions: BTreeMap<Box<str>, Spanned<Box<str>>>,
}

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct TriggerEntry {
    kind: Spanned<Box<str>>,
    pattern: Spanned<Box<str>>,
    mode: Option<Mode>,
    stage: Option<Spanned<Box<str>>>,
    #[serde(default)]
    meant: bool,
    carries: Option<Spanned<Box<str>>>,
    #[serde(default)]
    needs: Vec<Spanned<Box<str>>>,
    #[serde(default)]
    only: Vec<Spanned<Box<str>>>,
    words: Vec<Spanned<Box<str>>>,
}

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct AloneEntry {
    pattern: Spanned<Box<str>>,
    needs: Vec<Spanned<Box<str>>>,
}

fn yes() -> bool {
    true
}

/// Turns places in the file into lines.
struct Lines<'a>(&'a str);

impl Lines<'_> {
    fn error(&self, at: usize, message: String) -> FrameError {
        let before = self.0.get(..at).unwrap_or(self.0);
        FrameError { line: before.matches('\n').count() + 1, message }
    }

    /// An error that names a word and says what it is not.
    fn unknown(&self, what: &str, word: &Spanned<Box<str>>) -> FrameError {
        self.error(word.span().start, format!("unknown {what} \"{}\"", word.get_ref()))
    }

    /// The place of a word in `all`.
    fn place(&self, what: &str, word: &Spanned<Box<str>>, all: &[Box<str>]) -> Result<usize, FrameError> {
        let known = all.iter().position(|other| other == word.get_ref());
        known.ok_or_else(|| self.unknown(what, word))
    }

    /// Something with words in it, in lower case.
    fn words(&self, what: &str, phrase: &Spanned<Box<str>>) -> Result<Box<str>, FrameError> {
        match crate::words(phrase.get_ref()).next() {
            Some(_) => Ok(crate::lower(phrase.get_ref()).into()),
            None => Err(self.error(phrase.span().start, format!("{what} without a word"))),
        }
    }
}

impl Frame {
    /// Reads a frame's file. `items` says which classes exist.
    ///
    /// # Errors
    /// What is wrong, and in which line: no TOML, a key that no frame has, or a kind of trigger, a role, stage, progress,
    /// pattern or class of items that is not declared.
    pub fn parse(name: &str, text: &str, items: &Items) -> Result<Self, FrameError> {
        let lines = Lines(text);
        let file: File = toml::from_str(text).map_err(|error: toml::de::Error| {
            lines.error(error.span().map_or(0, |span| span.start), error.message().trim().to_owned())
        })?;
        let class = |word: &Spanned<Box<str>>| match items.class(word.get_ref()) {
            Some(_) => Ok(word.get_ref().clone()),
            None => Err(lines.unknown("class of items", word)),
        };
        let (roles, parties) = roles(&lines, &file)?;
        let stages = closed(&lines, &file.stages)?;
        let patterns = patterns(&lines, file.patterns, &roles)?;
        let stage_names: Vec<Box<str>> = stages.keys().cloned().collect();
        let pattern_names: Vec<Box<str>> = patterns.keys().cloned().collect();
        let mut triggers = Vec::new();
        for entry in file.triggers {
            let kind = match &**entry.kind.get_ref() {
                "verb" => TriggerKind::Verb,
                "noun" => TriggerKind::Noun,
                _ => return Err(lines.unknown("kind of trigger", &entry.kind)),
            };
            lines.place("pattern", &entry.pattern, &pattern_names)?;
            if let Some(stage) = &entry.stage {
                lines.place("stage", stage, &stage_names)?;
            }
            let carries = entry.carries.as_ref().map(class).transpose()?;
            let needs = entry.needs.iter().map(|word| lines.words("a preposition", word));
            let needs = needs.collect::<Result<Vec<_>, _>>()?;
            let only = entry.only.iter().map(class).collect::<Result<Vec<_>, _>>()?;
            for word in &entry.words {
                triggers.push(Trigger {
                    lemma: lines.words("a trigger", word)?,
                    kind,
                    pattern: entry.pattern.get_ref().clone(),
                    mode: entry.mode,
                    stage: entry.stage.as_ref().map(|stage| stage.get_ref().clone()),
                    meant: entry.meant,
                    carries: carries.clone(),
                    needs: needs.clone(),
                    only: only.clone(),
                });
            }
        }
        let alone = file.alone.as_ref().map(|entry| {
            lines.place("pattern", &entry.pattern, &pattern_names)?;
            let needs = entry.needs.iter().map(|word| lines.words("a preposition", word));
            Ok(Trigger {
                lemma: "".into(),
                kind: TriggerKind::Noun,
                pattern: entry.pattern.get_ref().clone(),
                mode: None,
                stage: None,
                meant: false,
                carries: None,
                needs: needs.collect::<Result<_, FrameError>>()?,
                only: Vec::new(),
            })
        });
        let alone = alone.transpose()?;
        let places = |words: &[Spanned<Box<str>>]| {
            words
                .iter()
                .map(|role| Ok(lines.place("role", role, &roles)? as u8))
                .collect::<Result<_, FrameError>>()
        };
        let (must, owners) = (places(&file.must)?, places(&file.owners)?);
        let third = file.third.as_ref().map(|role| Ok(lines.place("role", role, &roles)? as u8));
        let third = third.transpose()?;
        let mut modes = Phrases::default();
        for (mode, phrases) in &file.modes {
            for phrase in phrases {
                modes.insert(&lines.words("a mode", phrase)?, *mode);
            }
        }
        let mut unless = Phrases::default();
        for phrase in &file.unless {
            unless.insert(&lines.words("an exception", phrase)?, ());
        }
        Ok(Self {
            name: name.into(),
            about: class(&file.about)?,
            loose: file.loose.as_ref().map(class).transpose()?,
            apart: file.apart,
            must,
            owners,
            third,
            unless,
            modes,
            reached: reached(&lines, &file.progress, &stage_names)?,
            roles,
            parties,
            stages,
            patterns,
            triggers,
            alone,
            irregular: file.irregular,
        })
    }
}

/// The roles, those that make the parties of a dispute first, and how many these are.
fn roles(lines: &Lines<'_>, file: &File) -> Result<(Vec<Box<str>>, usize), FrameError> {
    let declared: Vec<Box<str>> = file.roles.iter().map(|role| role.get_ref().clone()).collect();
    for party in file.parties.get_ref() {
        lines.place("role", party, &declared)?;
    }
    if !matches!(file.parties.get_ref().len(), 1 | 2) {
        return Err(
            lines.error(file.parties.span().start, "a dispute is about one party or between two".to_owned())
        );
    }
    if let Some(extra) = file.roles.get(usize::from(u8::MAX)) {
        return Err(lines.error(extra.span().start, "more roles than a frame can have".to_owned()));
    }
    let mut roles: Vec<Box<str>> = file.parties.get_ref().iter().map(|role| role.get_ref().clone()).collect();
    let parties = roles.len();
    for role in declared {
        if !roles.contains(&role) {
            roles.push(role);
        }
    }
    Ok((roles, parties))
}

/// What each progress is in this frame: what the file says, else the stage of the same name.
fn reached(
    lines: &Lines<'_>,
    progress: &BTreeMap<Spanned<Box<str>>, Spanned<Box<str>>>,
    stages: &[Box<str>],
) -> Result<BTreeMap<Progress, Reached>, FrameError> {
    let mut reached = BTreeMap::new();
    for (name, progress) in Progress::ALL {
        if stages.iter().any(|stage| **stage == *name) {
            reached.insert(progress, Reached::Stage(name.into()));
        }
    }
    for (name, stage) in progress {
        let known = Progress::ALL.into_iter().find(|(known, _)| **known == **name.get_ref());
        let (_, progress) = known.ok_or_else(|| lines.unknown("progress", name))?;
        let what = match &**stage.get_ref() {
            "plan" => Reached::Plan,
            "nothing" => Reached::Nothing,
            _ => Reached::Stage(stages[lines.place("stage", stage, stages)?].clone()),
        };
        reached.insert(progress, what);
    }
    Ok(reached)
}

/// Each stage with all that follows from it, over any number of steps.
fn closed(
    lines: &Lines<'_>,
    stages: &BTreeMap<Spanned<Box<str>>, Vec<Spanned<Box<str>>>>,
) -> Result<BTreeMap<Box<str>, Vec<Box<str>>>, FrameError> {
    let names: Vec<Box<str>> = stages.keys().map(|stage| stage.get_ref().clone()).collect();
    let mut next = BTreeMap::<&str, Vec<&str>>::new();
    for (stage, entailed) in stages {
        let direct = entailed.iter().map(|other| Ok(&*names[lines.place("stage", other, &names)?]));
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
    let role = |word: &Spanned<Box<str>>| Ok::<_, FrameError>(lines.place("role", word, roles)? as u8);
    let slot = |word: &Spanned<Box<str>>| {
        Ok::<_, FrameError>(match &**word.get_ref() {
            "item" => Slot::Item,
            "other" => Slot::Other,
            "parties" => Slot::Parties,
            _ => Slot::Role(role(word)?),
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
                perspective: match &**entry.perspective.get_ref() {
                    "both" => Perspective::Both,
                    _ => Perspective::Role(role(&entry.perspective)?),
                },
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

    const SMALL: &str = r#"about = "arms"
loose = "weapons"
roles = ["giver", "taker"]
parties = ["giver"]
owners = ["giver"]
unless = ["in a dream"]
[stages]
begun = []
done = ["begun"]
[progress]
sought = "plan"
agreed = "begun"
[patterns.p]
perspective = "giver"
subject = "giver"
prepositions = { at = "taker" }
[[triggers]]
kind = "verb"
pattern = "p"
needs = ["at"]
words = ["lob"]
"#;

    fn parse(text: &str) -> Result<Frame, FrameError> {
        Frame::parse("small", text, &Knowledge::shipped().items)
    }

    fn error(from: &str, to: &str) -> FrameError {
        let text = SMALL.replacen(from, to, 1);
        assert_ne!(text, SMALL, "the fault must be in the file");
        parse(&text).expect_err("a fault")
    }

    #[test]
    fn a_frame_of_ones_own_can_be_read() {
        let frame = parse(SMALL).expect("it is right");
        assert_eq!((frame.roles.len(), frame.parties, frame.triggers().len()), (2, 1, 1));
        assert_eq!(frame.reached(Progress::Sought), Some(&Reached::Plan));
        assert_eq!(frame.reached(Progress::Agreed), Some(&Reached::Stage("begun".into())));
        assert_eq!(frame.reached(Progress::Done), Some(&Reached::Stage("done".into())), "by its name");
        assert_eq!(frame.reached(Progress::UnderWay), None, "left open");
        assert_eq!(frame.triggers()[0].needs, ["at".into()]);
    }

    #[test]
    fn what_is_unknown_is_named_with_its_line() {
        for (from, to, line, message) in [
            ("subject = \"giver\"", "subject = \"donor\"", 15, "unknown role \"donor\""),
            ("perspective = \"giver\"", "perspective = \"none\"", 14, "unknown role \"none\""),
            ("at = \"taker\"", "at = \"victim\"", 16, "unknown role \"victim\""),
            ("owners = [\"giver\"]", "owners = [\"thief\"]", 5, "unknown role \"thief\""),
            ("owners = [\"giver\"]", "must = [\"all\"]", 5, "unknown role \"all\""),
            ("parties = [\"giver\"]", "parties = [\"host\"]", 4, "unknown role \"host\""),
            ("parties = [\"giver\"]", "parties = []", 4, "a dispute is about one party or between two"),
            ("about = \"arms\"", "about = \"tulips\"", 1, "unknown class of items \"tulips\""),
            ("loose = \"weapons\"", "loose = \"things\"", 2, "unknown class of items \"things\""),
            ("done = [\"begun\"]", "done = [\"started\"]", 9, "unknown stage \"started\""),
            ("sought = \"plan\"", "sought = \"hoped\"", 11, "unknown stage \"hoped\""),
            ("sought = \"plan\"", "dreamt = \"plan\"", 11, "unknown progress \"dreamt\""),
            ("pattern = \"p\"", "pattern = \"q\"", 19, "unknown pattern \"q\""),
            ("pattern = \"p\"", "pattern = \"p\"\nstage = \"ended\"", 20, "unknown stage \"ended\""),
            ("pattern = \"p\"", "pattern = \"p\"\ncarries = \"tea\"", 20, "unknown class of items \"tea\""),
            ("kind = \"verb\"", "kind = \"adverb\"", 18, "unknown kind of trigger \"adverb\""),
            ("words = [\"lob\"]", "words = [\" \"]", 21, "a trigger without a word"),
        ] {
            let wrong = error(from, to);
            assert_eq!((wrong.line, wrong.message.as_str()), (line, message));
        }
        let wrong = error("kind = \"verb\"", "kind = \"verb\"\ncolour = \"red\"");
        assert_eq!(wrong.line, 19);
        assert!(wrong.message.contains("colour"), "{wrong}");
        let wrong = error("pattern = \"p\"", "pattern = \"p\"\nmode = \"theft\"");
        assert_eq!(wrong.line, 20);
        assert!(wrong.message.contains("theft"), "{wrong}");
        assert_eq!(error("about =", "about").line, 1);
    }
}
