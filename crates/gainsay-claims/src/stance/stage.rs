//! How far an event went in its frame: as the words above it tell, else its trigger, else its trigger's form.

use super::CueForce;
use crate::clause::Above;
use crate::roles::Event;
use crate::syntax::{Chunks, Kind};
use crate::view::View;
use gainsay_knowledge::{Progress, Reached, TriggerKind, WordForm};
use gainsay_record::{Act, Level};

/// How far it went in the frame: as the words above tell, else the trigger itself, else the trigger's form.
pub(super) fn reached(
    view: &View<'_>,
    chunks: &Chunks,
    event: &Event<'_>,
    above: &Above,
    cue: CueForce,
) -> Option<Reached> {
    let frame = event.evoked.frame;
    let told = if cue.act == Act::Asks { Some(Progress::Sought) } else { above.progress };
    // "approved the sale", "agreed to the deployment": as far as the cue's own word tells.
    let of_cue = cue
        .progress
        .filter(|_| event.evoked.trigger.kind == TriggerKind::Noun && !super::is_clause(view, chunks, event));
    let told = told.or(of_cue);
    if told.is_none() && event.evoked.trigger.meant {
        return Some(Reached::Plan);
    }
    // "keeps soldiers in", "its presence continues": that it goes on adds nothing to what the words say by themselves.
    let told =
        told.filter(|progress| *progress != Progress::UnderWay || event.evoked.trigger.stage.is_none());
    match (told, &event.evoked.trigger.stage) {
        (Some(progress), _) => frame.reached(progress).cloned(),
        (None, Some(stage)) => Some(Reached::Stage(stage.clone())),
        (None, None) => frame.reached(own_progress(view, chunks, event, above, cue)?).cloned(),
    }
}

/// What the trigger's own form tells: "is purchasing" is under way, "sold" done.
pub(super) fn own_progress(
    view: &View<'_>,
    chunks: &Chunks,
    event: &Event<'_>,
    above: &Above,
    cue: CueForce,
) -> Option<Progress> {
    // "no shells for Russia" does not say how far it went.
    if event.evoked.trigger.is_item() {
        return None;
    }
    if event.evoked.trigger.kind == TriggerKind::Noun {
        return match cue {
            // Who gives no answer, or a figure, says nothing of how far it went;
            CueForce { act: Act::Declines | Act::Assesses, .. } => None,
            // and who shows it, that it was.
            CueForce { shows: true, negative: false, .. } => Some(Progress::Done),
            // "complicity in a delivery" is in one that there was.
            _ if above.level == Some(Level::Responsibility) && is_single(view, chunks, event) => {
                Some(Progress::Done)
            }
            _ => Some(Progress::UnderWay),
        };
    }
    let group = chunks.get(event.chunk)?.verb?;
    Some(match event.evoked.form {
        // "is supplying"; "says Russia buying shells": a headline's present.
        WordForm::Ing if group.be => Progress::UnderWay,
        WordForm::Ing if event.chunk > 0 && chunks.kind(event.chunk - 1) == Some(Kind::Noun) => {
            Progress::UnderWay
        }
        // "denied supplying" is of the past; "began supplying" says how far it went itself.
        WordForm::Ing if !above.governed => Progress::Done,
        WordForm::Past | WordForm::PastOrParticiple | WordForm::Participle => {
            let being = chunks.all[event.chunk].tokens.clone().any(|at| view.word(at) == "being");
            if being { Progress::UnderWay } else { Progress::Done }
        }
        WordForm::Base if group.auxiliary_do && group.past => Progress::Done,
        // "has yet to deliver": it has not done so.
        WordForm::Base if group.have && group.negative && !group.infinitive => Progress::Done,
        // "had helped to deliver", "managed to send": what was helped was done.
        WordForm::Base if above.path.first().is_some_and(|&over| helped(view, chunks, over)) => {
            Progress::Done
        }
        _ => Progress::UnderWay,
    })
}

/// Whether a verb tells that what is under it came about: "helped to", "managed to".
fn helped(view: &View<'_>, chunks: &Chunks, over: usize) -> bool {
    let Some(group) = chunks.all[over].verb.filter(|group| group.modal.is_none() && !group.negative) else {
        return false;
    };
    view.known.wording.achieving.at(&view.lowered[group.head..=group.head]).is_some()
        || group.have && view.word(group.head) == "help"
}

/// "a delivery": one of them.
fn is_single(view: &View<'_>, chunks: &Chunks, event: &Event<'_>) -> bool {
    let tokens = &chunks.all[event.chunk].tokens;
    matches!(view.word(tokens.start), "a" | "an") && !view.word(event.tokens.end - 1).ends_with('s')
}
