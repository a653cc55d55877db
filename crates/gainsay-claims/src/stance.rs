//! Cue, polarity, tense and governors composed into a stance, its level and a stage.

use crate::clause::Above;
use crate::roles::{Event, Filled};
use crate::syntax::{Chunks, Kind, Modal};
use crate::view::View;
use gainsay_knowledge::{Progress, Reached, TriggerKind, WordForm};
use gainsay_record::{Act, Level, Stance};

/// What a statement holds of an event.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Held {
    pub stance: Stance,
    pub level: Level,
    pub stage: Option<String>,
    /// From 0 to 1.
    pub sure: f32,
}

/// How the cue that brings the words turns them.
#[derive(Clone, Copy, Debug)]
pub(crate) struct CueForce {
    pub act: Act,
    /// "did not deny", "has not confirmed".
    pub negative: bool,
    /// The statement stands inside another's words.
    pub nested: bool,
    /// In the outlet's own voice.
    pub narrated: bool,
    /// Of what is meant to be, as "ruled out" and "is considering" are.
    pub meant: bool,
}

/// The stance, level and stage of an event under a cue; `None` where the words hold nothing of it.
pub(crate) fn held(
    view: &View<'_>,
    chunks: &Chunks,
    event: &Event<'_>,
    above: &Above,
    filled: &Filled,
    cue: CueForce,
) -> Option<Held> {
    if above.drop {
        return None;
    }
    let reached = reached(view, chunks, event, above, cue);
    if reached == Some(Reached::Nothing) {
        return None;
    }
    let stage = match &reached {
        Some(Reached::Stage(stage)) => Some(stage.to_string()),
        _ => None,
    };
    let mut sure = if above.governed { 0.95 } else { 1.0 };
    if above.given && above.report {
        return None;
    }
    if above.given {
        return Some(Held { stance: Stance::Asserts, level: Level::Presupposed, stage, sure: sure * 0.7 });
    }
    let meant = reached == Some(Reached::Plan) || cue.meant;
    let mut level = above.level.unwrap_or(if meant { Level::Plan } else { Level::Act });
    let odd = above.negatives % 2 == 1;
    let doubled = above.negatives > 1;
    let mut stance = match cue.act {
        Act::Denies if cue.negative => Stance::Hedges,
        Act::Denies if odd => {
            sure *= 0.7;
            Stance::Asserts
        }
        Act::Denies => Stance::Denies,
        Act::Confirms if cue.negative => Stance::Declines,
        Act::Confirms if odd => Stance::Denies,
        Act::Confirms => Stance::Confirms,
        Act::Accuses if odd || cue.negative => return None,
        Act::Accuses => Stance::Accuses,
        Act::Declines => Stance::Declines,
        Act::Threatens => Stance::Threatens,
        // Who demands a delivery does not say that there is one.
        Act::Demands => return None,
        Act::Asks => {
            // Whoever asks for a thing seeks it; a question holds nothing.
            if odd
                || !above.path.is_empty()
                || above.progress.is_some()
                || chunks.all[event.chunk].verb.is_none_or(|g| !g.infinitive)
            {
                return None;
            }
            level = if meant { Level::Plan } else { Level::Act };
            Stance::Asserts
        }
        _ if cue.negative => return None,
        _ if odd => Stance::Denies,
        // "did not rule out": neither; "it is not true that it never sold": it did.
        _ if doubled && above.refused => Stance::Hedges,
        _ => Stance::Asserts,
    };
    let ahead = matches!(cue.act, Act::Intends | Act::Promises | Act::Predicts | Act::Threatens);
    if ahead && level == Level::Act {
        level = Level::Plan;
    }
    if above.hedge && stance == Stance::Asserts {
        stance = Stance::Hedges;
    }
    match level {
        Level::Report | Level::Knowledge | Level::Evidence if above.report || level == Level::Report => {
            match stance {
                Stance::Asserts | Stance::Hedges if above.untrue && !cue.nested && !cue.narrated => {
                    stance = Stance::Denies;
                    level = Level::Report;
                }
                // That there are reports says nothing of what they report.
                Stance::Asserts | Stance::Hedges | Stance::Accuses | Stance::Threatens => return None,
                // "denies there are such reports" is not heard; "no reports of" is no denial either.
                Stance::Denies if odd && cue.act != Act::Denies && level == Level::Report => return None,
                _ => {}
            }
        }
        Level::Decision if stance == Stance::Asserts => level = Level::Plan,
        // Who knows that a thing is so says that it is.
        Level::Knowledge if stance == Stance::Asserts => level = Level::Act,
        _ => {}
    }
    // That a company's sales have risen is a figure: to whom they were is not said.
    let figure = event.evoked.trigger.kind == TriggerKind::Noun
        && above.progress == Some(Progress::UnderWay)
        && filled.parties.is_empty()
        && filled.roles.iter().flatten().count() < 2;
    if figure && stance == Stance::Asserts {
        return None;
    }
    if filled.anyone && level == Level::Act && is_habit(chunks, event) {
        level = Level::Policy;
    }
    let open = level == Level::Plan || (above.planned && cue.act != Act::Asks) || level == Level::Decision;
    if above.hedge {
        sure *= 0.9;
    }
    if doubled {
        sure *= 0.7;
    }
    Some(Held { stance, level, stage: stage.filter(|_| !open), sure })
}

/// "we do not sell": present, neither perfect nor progressive.
fn is_habit(chunks: &Chunks, event: &Event<'_>) -> bool {
    match chunks.all[event.chunk].verb {
        Some(group) => {
            !group.have
                && !group.past
                && group.modal.is_none_or(|modal| modal == Modal::Future)
                && matches!(event.evoked.form, WordForm::Base | WordForm::Third)
        }
        None => false,
    }
}

/// How far it went in the frame: as the words above tell, else the trigger itself, else the trigger's form.
fn reached(
    view: &View<'_>,
    chunks: &Chunks,
    event: &Event<'_>,
    above: &Above,
    cue: CueForce,
) -> Option<Reached> {
    let frame = event.evoked.frame;
    let told = if cue.act == Act::Asks { Some(Progress::Sought) } else { above.progress };
    if told.is_none() && event.evoked.trigger.meant {
        return Some(Reached::Plan);
    }
    match (told, &event.evoked.trigger.stage) {
        (Some(progress), _) => frame.reached(progress).cloned(),
        (None, Some(stage)) => Some(Reached::Stage(stage.clone())),
        (None, None) => frame.reached(own_progress(view, chunks, event, above)?).cloned(),
    }
}

/// What the trigger's own form tells: "is purchasing" is under way, "sold" done.
fn own_progress(view: &View<'_>, chunks: &Chunks, event: &Event<'_>, above: &Above) -> Option<Progress> {
    if event.evoked.trigger.kind == TriggerKind::Noun {
        return Some(Progress::UnderWay);
    }
    let group = chunks.all[event.chunk].verb?;
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
        _ => Progress::UnderWay,
    })
}
