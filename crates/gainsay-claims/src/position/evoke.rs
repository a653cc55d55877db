//! What the words of a chunk can evoke: verbs and nouns of some frame, and items that stand by themselves.

use super::Reader;
use crate::roles::Event;
use crate::subject::{Subject, subject};
use crate::syntax::{Chunks, Kind};
use crate::view::View;
use gainsay_knowledge::{Evoked, Frames, Progress, Slot, TriggerKind, WordForm};
use gainsay_record::Level;
use std::ops::Range;

impl<'a> Reader<'_, 'a> {
    /// Items with somebody behind them and no word that tells what becomes of them, for each frame.
    pub(super) fn items_alone(&self, chunks: &Chunks, stretch: &Range<usize>, at: usize) -> Vec<Event<'a>> {
        let (view, tokens) = (self.view, chunks.all[at].tokens.clone());
        let frames: &'a Frames = &view.known.frames;
        if chunks.kind(at) != Some(Kind::Noun) || !self.is_own(tokens.start) {
            return Vec::new();
        }
        let answered = answer_behind(view, chunks, at).is_some();
        let decided = self.is_decided(chunks, at);
        if !answered && self.is_own_army(&tokens) {
            return Vec::new();
        }
        let brings = |needs: &[Box<str>]| {
            let next = chunks.get(at + 1).filter(|next| next.kind == Kind::Prep);
            let somebody = chunks.get(at + 2).is_some_and(|noun| {
                noun.kind == Kind::Noun && !view.mentions_in(noun.tokens.clone()).is_empty()
            });
            next.is_some_and(|next| needs.iter().any(|word| **word == *view.word(next.tokens.start)))
                && somebody
        };
        let event = |frame: &'a gainsay_knowledge::Frame| {
            let trigger =
                frame.alone.as_ref().filter(|trigger| answered || decided || brings(&trigger.needs))?;
            let items = crate::items::items(view, tokens.clone(), &frame.about, &[]);
            let tokens = view.analysis.within(*items.last()?.spans.first()?);
            let evoked = gainsay_knowledge::Evoked { frame, trigger, form: WordForm::Noun };
            (tokens.end <= stretch.end).then_some(Event { evoked, tokens, chunk: at, passive: false })
        };
        frames.all().iter().filter_map(event).collect()
    }

    /// "no decision on Taurus", "a permit for rifles": an item that something is decided about, or that is allowed.
    pub(super) fn is_decided(&self, chunks: &Chunks, item: usize) -> bool {
        let Some(noun) = item.checked_sub(2) else { return false };
        if chunks.kind(item - 1) != Some(Kind::Prep) {
            return false;
        }
        let effect = crate::clause::effect(self.view, chunks, noun);
        match self.view.word(chunks.all[item - 1].tokens.start) {
            "on" | "about" | "over" => effect.is_some_and(|effect| effect.level == Some(Level::Decision)),
            "for" => {
                chunks.kind(noun) == Some(Kind::Noun)
                    && effect.is_some_and(|effect| effect.progress == Some(Progress::Authorised))
            }
            _ => false,
        }
    }

    /// "the army in Niger" is Niger's, and nobody has sent it there.
    fn is_own_army(&self, tokens: &Range<usize>) -> bool {
        self.view.word(tokens.start) == "the"
            && self.view.mentions_in(tokens.clone()).is_empty()
            && tokens.clone().any(|at| {
                let described = self.view.known.names.sector_at(&self.view.lowered[at..tokens.end]);
                described.is_some_and(|(length, sector)| {
                    sector.code == "MIL" && !sector.people && at + length == tokens.end
                })
            })
    }

    /// Whether a token is none of a statement's that is nested in this one.
    pub(super) fn is_own(&self, token: usize) -> bool {
        !self.nested.iter().any(|span| span.contains(self.view.token(token).span))
    }

    /// What the words of a chunk can evoke.
    pub(super) fn candidates(&self, chunks: &Chunks, stretch: &Range<usize>, at: usize) -> Vec<Event<'a>> {
        let (view, chunk) = (self.view, &chunks.all[at]);
        let frames: &'a Frames = &view.known.frames;
        let mut found: Vec<Event<'a>> = Vec::new();
        match (chunk.verb, chunk.kind) {
            (Some(group), _) if self.is_own(group.head) => {
                let words = &view.lowered[group.head..stretch.end];
                if self.is_let_have(chunks, at) {
                    let evoked = frames.evoked_at(&["receive"]).into_iter().flat_map(|(_, all)| all);
                    let tokens = group.head..group.head + 1;
                    let event =
                        |one| Event { evoked: one, tokens: tokens.clone(), chunk: at, passive: false };
                    found.extend(evoked.filter(|one| one.form != WordForm::Noun).map(event));
                    return found;
                }
                let Some((length, evoked)) = frames.evoked_at(words) else { return found };
                // "carried out", "took place" are other verbs than "carried" and "took".
                // "will not go unanswered" is of no way that anything goes.
                let other = view.known.wording.governor_at(words).is_some_and(|(other, _)| other > length)
                    || view.known.wording.answering.at(words).is_some_and(|(other, ())| other > length);
                if other {
                    return found;
                }
                let tokens = group.head..group.head + length;
                // "a request for guns was received": the request says how far it went.
                let told = self.is_of_told(chunks, at);
                let fits = |one: &gainsay_knowledge::Evoked<'_>| {
                    one.form != WordForm::Noun && !(told && passive(view, chunks, at, *one))
                };
                found.extend(evoked.filter(fits).map(|one| Event {
                    evoked: one,
                    tokens: tokens.clone(),
                    chunk: at,
                    passive: passive(view, chunks, at, one),
                }));
            }
            (None, Kind::Noun) => {
                let mut token = chunk.tokens.start;
                while token < chunk.tokens.end {
                    let Some((length, evoked)) = noun_at(view, token..chunk.tokens.end, stretch.end) else {
                        token += 1;
                        continue;
                    };
                    // "attack drones", "cargo planes": the name of a thing, or of what carries it.
                    let named = view.known.items.at(&view.lowered[token..chunk.tokens.end]);
                    let rest = (token + length).min(chunk.tokens.end)..chunk.tokens.end;
                    let carrier = view.known.wording.carriers.at(&view.lowered[rest]);
                    let noun = evoked.clone().any(|one| one.trigger.kind == TriggerKind::Noun);
                    if let Some(longer) =
                        named.map(|(named, _)| named).filter(|&named| noun && named > length)
                    {
                        token += longer;
                        continue;
                    }
                    if carrier.is_some() {
                        token += length;
                        continue;
                    }
                    let tokens = token..token + length;
                    let nouns =
                        evoked.filter(|one| one.trigger.kind == TriggerKind::Noun && self.is_own(token));
                    let own_army = self.is_own_army(&chunk.tokens);
                    let nouns = nouns.filter(|one| !own_army || one.trigger.needs.is_empty());
                    found.extend(nouns.map(|one| Event {
                        evoked: one,
                        tokens: tokens.clone(),
                        chunk: at,
                        passive: false,
                    }));
                    token += length.max(1);
                }
                // Of "arms trade agreement" the last noun is what is spoken of.
                found.reverse();
            }
            _ => {}
        }
        found
    }

    /// "let Moscow *have* soldiers": what is given, told by who takes it.
    pub(super) fn is_let_have(&self, chunks: &Chunks, verb: usize) -> bool {
        let word = |at: usize| chunks.get(at)?.verb.map(|group| self.view.word(group.head));
        let lets = |word: &str| matches!(word, "let" | "lets" | "letting");
        verb >= 2
            && word(verb) == Some("have")
            && chunks.kind(verb - 1) == Some(Kind::Noun)
            && word(verb - 2).is_some_and(lets)
    }

    /// Whether the subject of a verb is a noun that tells of an event by itself, and how far it went: "a request", "an order".
    pub(super) fn is_of_told(&self, chunks: &Chunks, verb: usize) -> bool {
        let Subject::Noun(noun) = subject(self.view, chunks, verb).subject else { return false };
        let end = chunks.all[noun].tokens.end;
        let evoked = self.view.known.frames.evoked_at(&self.view.lowered[end - 1..end]);
        evoked.is_some_and(|(_, mut all)| {
            all.any(|one| {
                one.trigger.kind == TriggerKind::Noun && one.trigger.stage.as_deref() == Some("sought")
            })
        })
    }
}

/// What a noun phrase evokes with the words at its start, which may go on behind it: "boots on the ground".
fn noun_at<'a>(
    view: &View<'a>,
    tokens: Range<usize>,
    end: usize,
) -> Option<(usize, impl Iterator<Item = Evoked<'a>> + Clone)> {
    let frames: &'a Frames = &view.known.frames;
    let (length, evoked) = frames.evoked_at(&view.lowered[tokens.start..end])?;
    let noun = || evoked.clone().any(|one| one.trigger.kind == TriggerKind::Noun);
    if length <= tokens.len() || noun() {
        return Some((length, evoked));
    }
    frames.evoked_at(&view.lowered[tokens])
}

/// "trainers yes, mercenaries no", "shells for Israel yes, for Ukraine never": the answer behind a noun phrase and what
/// belongs to it, if there is one.
pub(super) fn answer_behind(view: &View<'_>, chunks: &Chunks, noun: usize) -> Option<bool> {
    let behind =
        chunks.all[noun + 1..].iter().find(|chunk| !matches!(chunk.kind, Kind::Noun | Kind::Prep))?;
    match (behind.kind, view.word(behind.tokens.start)) {
        (Kind::Adverb, "yes") => Some(true),
        (Kind::Adverb, "no" | "never") => Some(false),
        _ => None,
    }
}

/// Whether a verb has what it takes as its subject: "were delivered", "weapons supplied by".
pub(super) fn passive(view: &View<'_>, chunks: &Chunks, at: usize, evoked: Evoked<'_>) -> bool {
    let Some(group) = chunks.all[at].verb else { return false };
    if !matches!(evoked.form, WordForm::PastOrParticiple | WordForm::Participle) {
        return false;
    }
    if group.be || group.of.is_some() {
        return true;
    }
    // What goes or ends up somewhere itself has nobody who does it.
    let goes = evoked.frame.pattern(evoked.trigger).subject == Some(Slot::Item);
    if group.have || group.modal.is_some() || group.infinitive || goes {
        return false;
    }
    // A bare participle follows the item, and is followed by who or where.
    let item = at > 0 && {
        let before = &chunks.all[at - 1];
        before.kind == Kind::Noun && crate::items::has_item(view, before.tokens.clone(), &evoked.frame.about)
    };
    let followed = chunks.get(at + 1).is_none_or(|next| !matches!(next.kind, Kind::Noun));
    item && followed
}
