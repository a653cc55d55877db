//! Statements that are answers: "Asked whether Minsk had sent tanks, the minister said: No". What is asked stands beside the
//! statement, and the answer is taken toward it.

use super::{Read, Reader, ends};
use crate::clause::Above;
use crate::stance::CueForce;
use crate::syntax::Chunks;
use gainsay_knowledge::Phrases;
use gainsay_record::{Act, Level, Span, Stance};
use std::ops::Range;

/// How many words are no topic of their own.
const SHORT: usize = 3;

/// How many words may stand between "asked" and what was asked.
const ASKER: usize = 10;

/// How many words behind a cue of silence what was asked may open.
const BEHIND: usize = 6;

impl<'a> Reader<'_, 'a> {
    /// Reads the positions that an answer takes toward what was asked, or toward what was claimed before.
    pub(super) fn answer(&mut self) {
        let Some(act) = self.answers() else { return };
        self.cue = CueForce { act, negative: false, ..self.cue };
        let asked = self.asked();
        if let Some(asked) = asked.clone() {
            let chunks = Chunks::new(self.view, asked.clone());
            let mut read = Vec::new();
            for at in 0..chunks.all.len() {
                for one in self.events(&chunks, &asked, at) {
                    self.remember(&one);
                    read.push(one);
                }
            }
            // "Asked about it": the question tells no event of its own.
            if !read.is_empty() {
                return self.keep(&chunks, &asked, read);
            }
        }
        if act == Act::Declines
            && (asked.is_some()
                || self.has_no_content()
                || self.is_party_to_last()
                || self.is_short()
                || self.is_what_it_called())
        {
            let Some(cue) = self.statement.cue.first().and_then(|span| self.range(*span)) else { return };
            let chunks = Chunks::new(self.view, cue.clone());
            // A cue of marks alone stands for nothing.
            if chunks.all.is_empty() {
                return;
            }
            let read = self.claimed(&chunks, cue.clone(), &Above::default(), self.cue);
            self.keep(&chunks, &cue, read.into_iter().collect());
        }
    }

    /// "Asked whether troops were in Congo, he replied that he did not know": what the question tells of is spoken of, before its answer.
    pub(super) fn hear_question(&mut self) {
        let Some(asked) = self.asked().filter(|asked| asked.end <= self.first) else { return };
        let cue = CueForce { act: Act::Declines, negative: false, ..self.cue };
        let own = std::mem::replace(&mut self.cue, cue);
        let chunks = Chunks::new(self.view, asked.clone());
        let mut told = Vec::new();
        for at in 0..chunks.all.len() {
            told.extend(self.events(&chunks, &asked, at));
        }
        // "whether it could confirm the deliveries" tells of none.
        let whole = |one: &&Read<'a>| {
            let ends = ends(&one.filled, one.event.evoked.frame.parties);
            !one.again && ends.len() == 2 && ends.iter().all(|end| end.named)
        };
        told.iter().filter(whole).for_each(|one| self.remember(one));
        self.cue = own;
    }

    /// "He did not know", "is not familiar with the situation": neither yes nor no. Who "knows of no" sale has none to tell of.
    pub(super) fn leave_open(&self, one: &mut Read<'a>, stretch: &Range<usize>) {
        let word = |at: usize| self.view.word(at);
        let not = |at: usize| matches!(word(at), "not" | "n't");
        let knows = |at: usize| {
            matches!(word(at + 1), "know" | "familiar") && !matches!(word(at + 2), "of" | "about" | "any")
        };
        let open = stretch.clone().any(|at| not(at) && knows(at));
        if open && one.held.level == Level::Knowledge && one.held.stance == Stance::Denies {
            one.held.stance = Stance::Hedges;
        }
    }

    /// "Kyiv has asked Germany for missiles": the cue is what tells of an event, and its content of whom and for what.
    pub(super) fn request(&mut self) {
        let (Some(cue), Some(content)) = (self.statement.cue.first(), self.statement.content.first()) else {
            return;
        };
        let (Some(cue), Some(content)) = (self.range(*cue), self.range(*content)) else { return };
        if cue.end > content.start {
            return;
        }
        let stretch = cue.start..content.end;
        let chunks = Chunks::new(self.view, stretch.clone());
        let tells = |at: &usize| chunks.all[*at].verb.is_some_and(|group| cue.contains(&group.head));
        let Some(at) = (0..chunks.all.len()).find(tells) else { return };
        let cue = CueForce { act: Act::Says, negative: false, ..self.cue };
        let asked = std::mem::replace(&mut self.cue, cue);
        let mut read = self.events(&chunks, &stretch, at);
        read.iter_mut().for_each(|one| self.fill_by_outer(one));
        read.iter().for_each(|one| self.remember(one));
        self.keep(&chunks, &stretch, read);
        self.cue = asked;
    }

    /// "he wrote in his reply to the minister, who had asked for rounds": who tells of the request was asked.
    fn fill_by_outer(&self, one: &mut Read<'a>) {
        let outer = self.provenance.chain.first().filter(|_| self.statement.nested_in.is_some());
        let Some((link, code)) =
            outer.and_then(|link| Some((link, crate::chain::as_party(link.holder.as_ref()?)?)))
        else {
            return;
        };
        let ends = &one.filled.roles[..one.event.evoked.frame.parties];
        let state = code.len() == 3 && ends.iter().flatten().all(|end| end.code != code);
        if state && one.filled.parties.is_empty() && one.filled.roles[0].is_none() {
            let spans = link.spans.clone();
            let text = spans.first().map_or("", |span| span.of(self.view.text)).to_owned();
            one.filled.roles[0] = Some(crate::party::Party { code, text, spans, named: false });
        }
    }

    /// Whether the statement has no words but its cue's.
    fn has_no_content(&self) -> bool {
        self.statement.content.iter().all(|span| self.statement.cue.contains(span))
    }

    /// "would not discuss *what it called* commercial matters": no topic, but why it is silent.
    fn is_what_it_called(&self) -> bool {
        let first = self.statement.content.first().and_then(|span| self.range(*span));
        first.is_some_and(|range| {
            let words = &self.view.lowered[range];
            words.first().is_some_and(|word| word == "what")
                && words.iter().take(3).any(|word| matches!(word.as_str(), "called" | "termed" | "described"))
        })
    }

    /// "declined to discuss intelligence": words that are too few to be about anything but what was told just before.
    fn is_short(&self) -> bool {
        let tokens = |span: &Span| self.view.analysis.within(*span).len();
        self.statement.content.iter().map(tokens).sum::<usize>() <= SHORT
    }

    /// What is done by the answer that the statement is, if it is one.
    fn answers(&self) -> Option<Act> {
        if self.statement.act == Act::Declines {
            return Some(Act::Declines);
        }
        let wording = &self.view.known.wording;
        let content = self.statement.content.first().and_then(|span| self.range(*span))?;
        let spoken = |at: &usize| self.view.word(*at).starts_with(char::is_alphanumeric);
        let words: Vec<&str> = content.clone().filter(spoken).map(|at| self.view.word(at)).collect();
        let whole =
            |answers: &Phrases<()>| answers.at(&words).is_some_and(|(length, ())| length == words.len());
        if whole(&wording.no) {
            return Some(Act::Denies);
        }
        if whole(&wording.yes) {
            return Some(Act::Confirms);
        }
        // "that he had nothing to add".
        if content.clone().any(|at| wording.silence.at(&self.view.lowered[at..content.end]).is_some()) {
            return Some(Act::Declines);
        }
        // "acknowledged a unit there, under an agreement that he did not describe": it is no silence.
        if matches!(self.statement.act, Act::Confirms | Act::Denies | Act::Accuses) {
            return None;
        }
        let chunks = Chunks::new(self.view, content);
        // "that she did not discuss shipments", "I will not say".
        let silent = chunks.all.iter().filter_map(|chunk| chunk.verb).any(|group| {
            let words = &self.view.lowered[group.head..];
            let says = self.view.known.cues.verb_at(words).is_some_and(|(_, cue)| cue.act != Act::Denies);
            let meanings = wording.governor_at(words);
            let speaks = || meanings.clone().is_some_and(|(_, mut all)| all.any(|(_, effect)| effect.speaks));
            // "have not concluded any agreement" tells of talks, not of silence.
            let goes = || {
                meanings.clone().is_some_and(|(_, mut all)| all.any(|(_, effect)| effect.progress.is_some()))
            };
            // "cannot be learned": no silence of who says so.
            group.negative && (says && !group.be && !goes() || speaks())
        });
        silent.then_some(Act::Declines)
    }

    /// The words of a question in the statement's own sentence, outside of its content.
    fn asked(&self) -> Option<Range<usize>> {
        let statement = self.statement;
        let parts = [&statement.source, &statement.cue, &statement.content];
        let sentence = self.view.sentence(self.range(*parts.iter().find_map(|spans| spans.first())?)?.start);
        let own = |at: usize| {
            let span = self.view.token(at).span;
            statement.content.iter().any(|content| content.contains(span))
        };
        let asking = |at: usize| self.view.known.wording.asking.at(&self.view.lowered[at..sentence.end]);
        let open = match sentence.clone().find_map(|at| Some((at, asking(at)?.0)).filter(|_| !own(at))) {
            Some((at, length)) => at + length,
            None => {
                match sentence.clone().filter(|&at| !own(at)).find_map(|at| self.asked_by(at, sentence.end)) {
                    Some(open) => open,
                    None => self.asked_behind(&sentence)?,
                }
            }
        };
        let starts = parts.into_iter().flatten().filter_map(|span| Some(self.range(*span)?.start));
        let end = starts.filter(|&start| start > open).min().unwrap_or(sentence.end);
        (open < end).then_some(open..end)
    }

    /// "asked by an American broadcaster *whether*", "pressed on Monday about": where what was asked opens, behind who asked and when.
    fn asked_by(&self, at: usize, end: usize) -> Option<usize> {
        let asked = self.view.known.cues.prompts(self.view.word(at));
        let near = at + 1..end.min(at + ASKER);
        let stops = |at: &usize| matches!(self.view.word(*at), "," | ";" | "that" | "to" | "for");
        let near = near.start..near.clone().find(stops).unwrap_or(near.end);
        let by = matches!(
            self.view.word(at + 1),
            "by" | "on" | "in" | "last" | "again" | "repeatedly" | "at" | "later"
        );
        let opens = |at: &usize| matches!(self.view.word(*at), "whether" | "if" | "about");
        near.clone().find(opens).filter(|_| asked && by).map(|at| at + 1)
    }

    /// "did not answer a question of our reporter *whether*", "did not respond to questions *about*": where what was asked opens behind a
    /// cue that is all the statement has.
    fn asked_behind(&self, sentence: &Range<usize>) -> Option<usize> {
        let end = self.statement.cue.last().and_then(|span| self.range(*span))?.end;
        let opens = |at: &usize| matches!(self.view.word(*at), "whether" | "if" | "about" | "on" | "over");
        let near = end..sentence.end.min(end + BEHIND);
        let stops = |at: &usize| matches!(self.view.word(*at), "," | ";" | "and" | "but");
        let near = near.start..near.clone().find(stops).unwrap_or(near.end);
        let silent = self.statement.act == Act::Declines && self.has_no_content();
        near.clone().find(opens).filter(|_| silent).map(|at| at + 1)
    }

    /// The tokens of a span, within its first sentence.
    fn range(&self, span: Span) -> Option<Range<usize>> {
        self.view.stretches(span).into_iter().next()
    }
}
