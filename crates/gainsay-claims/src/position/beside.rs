//! What words beside those that govern an event say of it: nouns behind its trigger, an object that is none, what closes the sentence.

use super::Reader;
use crate::clause::{Above, phrase};
use crate::roles::{Event, Filled};
use crate::syntax::{Chunks, Kind};
use gainsay_knowledge::{Effect, GovernorKind, Slot, TriggerKind};
use gainsay_record::{Item, Level};
use std::ops::Range;

/// How many words at the end of a content may say something of the whole: "contrary to international law".
const CLOSING: usize = 4;

/// How many words behind "from no" who there is not is named: "from no foreign state".
const BEHIND_NO: usize = 3;

/// How many words that call something untrue have at most: "nothing to do with reality".
const UNTRUE: usize = 6;

impl<'a> Reader<'_, 'a> {
    /// What a noun right behind a trigger, or one that it is a part of, says of the event: "an arms export *licence*".
    pub(super) fn head(&self, chunks: &Chunks, event: &Event<'a>) -> Option<&Effect> {
        let tokens = &event.tokens;
        let end = chunks.all[event.chunk].tokens.end;
        if event.evoked.trigger.kind != TriggerKind::Noun || event.evoked.trigger.is_item() {
            return None;
        }
        let noun = |at: usize| {
            let (length, mut meanings) = self.view.known.wording.governor_at(&self.view.lowered[at..end])?;
            (at + length > tokens.end)
                .then(|| meanings.find(|(kind, _)| *kind == GovernorKind::Noun).map(|(_, effect)| effect))?
        };
        (tokens.start..end).find_map(noun)
    }

    /// "find reports of arms for the rebels credible": the words that close the content call it true.
    pub(super) fn called_true(&self, stretch: &Range<usize>) -> bool {
        let affirming = &self.view.known.wording.affirming;
        let words = |at: usize| &self.view.lowered[at..stretch.end];
        let marked = |at: usize| matches!(self.view.word(at), "\"" | "”" | "“" | "." | "'" | "’");
        (stretch.end.saturating_sub(3).max(stretch.start)..stretch.end).any(|at| {
            affirming.at(words(at)).is_some_and(|(length, ())| {
                (at + length..stretch.end).all(marked) && !matches!(self.view.word(at), "right" | "so")
            })
        })
    }

    /// "called the sale illegal": what closes the words is said of all of them.
    pub(super) fn close(&self, above: &mut Above, stretch: &Range<usize>) {
        let from = stretch.end.saturating_sub(CLOSING).max(stretch.start);
        let closing = (from..stretch.end).find_map(|at| {
            let (length, _) = self.view.known.wording.governor_at(&self.view.lowered[at..stretch.end])?;
            (at + length == stretch.end).then(|| phrase(self.view, at..stretch.end))?
        });
        if let Some(level @ Level::Legality) = closing.and_then(|effect| effect.level)
            && above.level.is_none()
        {
            above.level = Some(level);
            above.given = false;
        }
    }

    /// "It sends no shells": the object itself is denied. A subject that is ("no shells went") is seen from above.
    pub(super) fn sends_none(&self, chunks: &Chunks, event: &Event<'_>, filled: &Filled) -> bool {
        let item = event.evoked.frame.pattern(event.evoked.trigger).subject == Some(Slot::Item);
        let is_subject = event.passive || item;
        if filled.none && !is_subject || filled.turn.is_none() && self.not_to(chunks, filled) {
            return true;
        }
        if self.none_behind(event, filled) || self.neither_way(chunks, event) {
            return true;
        }
        let Some(item) = filled.items.first().and_then(|item| item.spans.first()) else { return false };
        let token = self.view.analysis.within(*item).start;
        let chunk = chunks.all.iter().enumerate().find(|(_, chunk)| chunk.tokens.contains(&token));
        chunk.is_some_and(|(place, chunk)| {
            // "and no arms were exported": the "no" is the subject's, and is seen from above.
            if is_subject && place < event.chunk {
                return false;
            }
            let before = place.checked_sub(1).map(|before| &chunks.all[before]);
            // "sent howitzers but no tanks".
            let object =
                before.is_some_and(|before| matches!(before.kind, Kind::Verb | Kind::And | Kind::Comma));
            // "receives neither men nor weapons".
            let neither = before.is_some_and(|before| {
                before.kind == Kind::And && matches!(self.view.word(before.tokens.start), "neither" | "nor")
            });
            // "sent Ukraine no missiles": the name before it is who would have them.
            neither || object && (chunk.tokens.start..token).any(|at| self.view.word(at) == "no")
        })
    }

    /// "supplied Azerbaijan *with no* arms", "received shells *from no* foreign state".
    fn none_behind(&self, event: &Event<'_>, filled: &Filled) -> bool {
        let pattern = event.evoked.frame.pattern(event.evoked.trigger);
        let view = self.view;
        filled.prepositions.iter().filter(|&&at| matches!(view.word(at + 1), "no" | "nobody")).any(|&at| {
            let behind = at + 2..view.sentence(at).end.min(at + 2 + BEHIND_NO);
            let words = |at: usize| &view.lowered[at..behind.end];
            match pattern.prepositions.get(view.word(at)) {
                Some(Slot::Item) => {
                    let starts = |item: &Item| {
                        item.spans
                            .first()
                            .is_some_and(|span| behind.contains(&view.analysis.within(*span).start))
                    };
                    filled.items.iter().any(starts)
                }
                // "by no means" names nobody.
                Some(Slot::Role(_)) => {
                    view.known.wording.everyone.at(&view.lowered[at + 1..behind.end.max(at + 1)]).is_some()
                        || behind.clone().any(|at| view.known.wording.anyone.at(words(at)).is_some())
                }
                _ => false,
            }
        })
    }

    /// "delivered it *neither directly nor through* third countries": both ways are denied, and so the whole.
    fn neither_way(&self, chunks: &Chunks, event: &Event<'_>) -> bool {
        let behind = chunks.all.iter().enumerate().skip(event.chunk + 1);
        let mut behind = behind.take_while(|(_, chunk)| chunk.verb.is_none());
        event.evoked.trigger.kind == TriggerKind::Verb
            && behind.any(|(at, chunk)| {
                let way = matches!(chunks.kind(at + 1), Some(Kind::Adverb | Kind::Prep));
                // "had given it *to neither*".
                let to = at > 0 && chunks.kind(at - 1) == Some(Kind::Prep);
                chunk.kind == Kind::And && self.view.word(chunk.tokens.start) == "neither" && (way || to)
            })
    }

    /// "sold them to Chad and *not to* Sudan".
    pub(super) fn not_to(&self, chunks: &Chunks, filled: &Filled) -> bool {
        filled.roles.iter().flatten().filter_map(|party| party.spans.first()).any(|span| {
            let token = self.view.analysis.within(*span).start;
            let place = chunks.all.iter().position(|chunk| chunk.tokens.contains(&token));
            place.and_then(|place| place.checked_sub(2)).is_some_and(|at| {
                chunks.kind(at + 1) == Some(Kind::Prep)
                    && chunks.kind(at) == Some(Kind::Adverb)
                    && self.view.word(chunks.all[at].tokens.start) == "not"
            })
        })
    }

    /// "If it turns out that they were used, it will act": whether an event stands in the condition with which the words open.
    pub(super) fn is_under_if(&self, stretch: &Range<usize>, event: usize) -> bool {
        let spoken = |at: &usize| self.view.word(*at).starts_with(char::is_alphanumeric);
        let first = (stretch.start..event).find(spoken);
        first.is_some_and(|first| {
            let first = first + usize::from(self.view.word(first) == "that");
            matches!(self.view.word(first), "if" | "unless")
                && !(first..event).any(|at| matches!(self.view.word(at), "," | "then"))
        })
    }

    /// "It is a lie to say that it sent troops": whether the words open by calling it untrue to say what an event is told in.
    pub(super) fn is_untrue_to_say(&self, stretch: &Range<usize>, event: usize) -> bool {
        let word = |at: usize| self.view.word(at);
        let spoken = |at: &usize| word(*at).starts_with(char::is_alphanumeric);
        let Some(first) = (stretch.start..event).find(spoken) else { return false };
        let it = first + usize::from(word(first) == "that");
        let opens = word(it) == "it" && (crate::syntax::is_be(word(it + 1)) || word(it + 2) == "be");
        let Some(to) = (it + 2..(it + 2 + UNTRUE).min(event)).find(|&at| word(at) == "to").filter(|_| opens)
        else {
            return false;
        };
        let untrue = &self.view.known.wording.untrue;
        let called = (it + 2..to).any(|at| untrue.at(&self.view.lowered[at..to]).is_some());
        let not = (it + 1..to).any(|at| matches!(word(at), "not" | "n't" | "no"));
        let says = self.view.known.cues.verb_at(&self.view.lowered[to + 1..stretch.end.max(to + 1)]);
        called && !not && says.is_some_and(|(_, cue)| cue.takes.clause)
    }

    /// "called the report ... false": the words that close the content, or those of the cue, call it untrue.
    pub(super) fn called_untrue(&self, stretch: &Range<usize>) -> bool {
        let untrue = &self.view.known.wording.untrue;
        // 'was "not accurate in parts"'.
        let limits = |at: &usize| {
            let word = self.view.word(*at);
            matches!(word, "in" | "part" | "parts" | "partly") || !word.starts_with(char::is_alphanumeric)
        };
        let end = stretch.end - stretch.clone().rev().take_while(limits).count();
        let closes = (end.saturating_sub(UNTRUE).max(stretch.start)..end)
            .any(|at| untrue.at(&self.view.lowered[at..end]).is_some_and(|(length, ())| at + length == end));
        closes
            || self
                .statement
                .cue
                .iter()
                .flat_map(|span| self.view.stretches(*span))
                .any(|range| range.clone().any(|at| untrue.at(&self.view.lowered[at..range.end]).is_some()))
    }

    /// The noun behind which an event is a bare participle: of "weapons sold by" the weapons.
    pub(super) fn top(&self, chunks: &Chunks, event: &Event<'_>) -> Option<usize> {
        let at = event.chunk;
        // "talk of weapons in the hands of rebels": what governs the weapons governs in whose hands they are.
        if event.evoked.trigger.kind == TriggerKind::Noun {
            let holds = event.evoked.frame.pattern(event.evoked.trigger).object == Some(Slot::Item);
            let of = chunks.before(at).filter(|&prep| holds && chunks.kind(prep) == Some(Kind::Prep));
            let what = of.and_then(|prep| chunks.before(prep));
            let about = &event.evoked.frame.about;
            return what.filter(|&what| {
                let tokens = chunks.all[what].tokens.clone();
                let governed = chunks.before(what).is_some_and(|prep| chunks.kind(prep) == Some(Kind::Prep));
                governed && crate::items::has_item(self.view, tokens, about)
            });
        }
        let bare = chunks.all[at].verb.is_some_and(|group| !group.be && !group.infinitive);
        let noun = chunks.before(at).filter(|&before| chunks.kind(before) == Some(Kind::Noun));
        // "fighters from Syria being flown": those who are flown.
        let from = noun.and_then(|noun| chunks.before(noun)).filter(|&prep| {
            chunks.kind(prep) == Some(Kind::Prep) && self.view.word(chunks.all[prep].tokens.start) == "from"
        });
        let over = from.and_then(|prep| chunks.before(prep)).filter(|&over| {
            let about = &event.evoked.frame.about;
            chunks.kind(over) == Some(Kind::Noun)
                && crate::items::has_item(self.view, chunks.all[over].tokens.clone(), about)
        });
        over.or(noun).filter(|_| event.passive && bare)
    }
}
