//! Cue, polarity, tense and governors composed into a stance, its level and a stage.
//!
//! Which words do what stands in `data/wording` of `gainsay-knowledge`; how they compose stands here, in this order:
//!
//! 1. *Nothing is held* of an event that is demanded, asked, put under a condition or a duty, or only spoken of. Only a
//!    threat may hang on a condition.
//! 2. What is *taken for granted* ("after", "which", "sanctioned for", "stopped") is asserted at level presupposed.
//! 3. *Polarity*: every "not", "no" and "never" on the way up turns the words round, and so does a word of refusal
//!    ("rule out", "deny"). None is a yes, an odd number a no. An even number is a yes again where they are plain ("not true
//!    that it never sold"), and open where one of them refuses ("did not rule out").
//! 4. The *cue* takes it up:
//!
//!    | cue                | yes      | no      | open     | undone ("did not ...") |
//!    |--------------------|----------|---------|----------|------------------------|
//!    | says and its like  | asserts  | denies  | hedges   | nothing                |
//!    | confirms           | confirms | denies  | hedges   | declines               |
//!    | denies             | denies   | asserts | hedges   | hedges                 |
//!    | accuses            | accuses  | nothing | nothing  | nothing                |
//!    | declines           | declines, but who declines *to do it* denies a plan ("refused to sell"), and who declines to refuse hedges ("refused to rule out") ||||
//!    | threatens          | threatens ||||
//!
//! 5. A *hedge* ("may", "allegedly", "unlikely", a condition on a plan) turns what is asserted, or denied by a verb of
//!    saying, into hedges; a question that is denied or declined, and what is not spoken of, into declines.
//! 6. The *level* is that of the outermost word that has one ("no evidence of plans to"); else that of the cue ("ruled out
//!    the delivery"), and of a verb in the future: plan. A report that is called untrue is denied as a report, a paper that
//!    is forged as to its authenticity; that there are reports says nothing of what they report.

mod stage;

use crate::clause::{Above, effect, is_finite};
use crate::roles::{Event, Filled};
use crate::syntax::{Chunks, Kind, Modal};
use crate::view::View;
use gainsay_knowledge::{Progress, Reached, TriggerKind, WordForm};
use gainsay_record::{Act, Level, Stance};
use stage::reached;

/// What a statement holds of an event.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Held {
    pub stance: Stance,
    pub level: Level,
    pub stage: Option<String>,
    /// From 0 to 1.
    pub sure: f32,
}

impl Held {
    /// As far as what was told before, which it is said of: what is only meant to be is at no stage.
    pub fn reaches(&mut self, stage: Option<String>) {
        self.stage = stage.filter(|_| self.level != Level::Plan);
    }
}

/// How the cue that brings the words turns them.
#[derive(Clone, Copy, Debug)]
pub(crate) struct CueForce {
    pub act: Act,
    /// "did not deny", "has not confirmed", "stopped short of denying".
    pub negative: bool,
    /// What its own word is aimed at: "ruled out".
    pub level: Option<Level>,
    /// Its own word leaves it open: "doubts".
    pub doubts: bool,
    /// The statement stands inside another's words.
    pub nested: bool,
    /// In the outlet's own voice.
    pub narrated: bool,
    /// Its word says that there is something to see: "documented", "proves".
    pub shows: bool,
    /// Of what is meant to be, as "ruled out" and "is considering" are.
    pub meant: bool,
    /// How far its own word says that a thing went: "approved the sale".
    pub progress: Option<Progress>,
    /// Its word is one of warning: what will follow needs no future.
    pub warns: bool,
}

/// Whether the words say that it is so.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Polarity {
    Yes,
    No,
    /// "did not rule out".
    Open,
}

impl Polarity {
    fn of(above: &Above) -> Self {
        match (above.negatives % 2, above.refusals) {
            (1, _) => Self::No,
            (_, 0) => Self::Yes,
            _ => Self::Open,
        }
    }
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
    // What is supposed is claimed by nobody; but "threatened to cut all links if it sends missiles" is a threat over them.
    if above.supposed {
        let held = Held { stance: Stance::Threatens, level: Level::Plan, stage: None, sure };
        return (cue.act == Act::Threatens || warns(view, chunks, event, cue)).then_some(held);
    }
    let untold = above.paper && !above.untrue && !above.affirmed;
    if above.judged {
        return judged(view, chunks, event, above, cue, sure);
    }
    // "refused to stop": it shall go on; "denied having stopped": it does.
    if above.ended && !above.report {
        let own = cue.act == Act::Declines && chunks.all.iter().any(|c| c.verb.is_some_and(|g| g.infinitive));
        match cue.act {
            Act::Declines if own && !cue.negative => {
                return Some(Held { stance: Stance::Asserts, level: Level::Plan, stage: None, sure });
            }
            // "denied that it had asked them to stop": that they do it is taken for granted.
            Act::Denies if !cue.negative && above.path.len() > 1 => {}
            Act::Denies if !cue.negative => {
                let level = if above.planned { Level::Plan } else { Level::Act };
                let stage = stage.filter(|_| level == Level::Act);
                return Some(Held { stance: Stance::Asserts, level, stage, sure: sure * 0.9 });
            }
            _ => {}
        }
    }
    // A reason is given by who says it: one that is denied is not.
    let told = matches!(cue.act, Act::Says | Act::Asserts | Act::Reports | Act::Accuses | Act::Confirms);
    let given = above.given || above.reason && !told;
    if given && above.report {
        return None;
    }
    if given || untold {
        return Some(Held { stance: Stance::Asserts, level: Level::Presupposed, stage, sure: sure * 0.7 });
    }
    if refuses_request(view, chunks, event, above, cue) {
        return Some(Held { stance: Stance::Denies, level: Level::Plan, stage: None, sure });
    }
    let meant = reached == Some(Reached::Plan) || cue.meant;
    let mut level = above.level.unwrap_or(if meant { Level::Plan } else { Level::Act });
    // "could arm it in return": it may come, and is no deed yet.
    if above.maybe && level == Level::Act && is_to_come(chunks, event) {
        level = Level::Plan;
    }
    let refused = cue.act == Act::Declines && is_own_infinitive(chunks, event, above);
    let polarity = Polarity::of(above);
    let mut stance = taken(cue, polarity, refused)?;
    // "nobody could rule out", "cannot be ruled out": nor is it said that it was.
    if stance == Stance::Asserts && above.refusals > 0 && above.negatives > above.refusals && !above.untrue {
        stance = Stance::Hedges;
    }
    // "refused to rule out": the door is kept open.
    if cue.act == Act::Declines && polarity == Polarity::No && above.refusals > 0 {
        stance = Stance::Hedges;
    }
    if cue.act == Act::Asks {
        // Whoever asks for a thing seeks it; a question holds nothing.
        let seeks = chunks.all[event.chunk].verb.is_some_and(|group| group.infinitive);
        if polarity == Polarity::No || !above.path.is_empty() || above.progress.is_some() || !seeks {
            return None;
        }
        level = if meant { Level::Plan } else { Level::Act };
    }
    let to_come = matches!(cue.act, Act::Intends | Act::Promises | Act::Predicts | Act::Threatens);
    if level == Level::Act && (to_come || refused) {
        level = Level::Plan;
    }
    if let Some(of_cue) = cue.level.filter(|_| level == Level::Act && !is_clause(view, chunks, event)) {
        level = of_cue;
    }
    let on_condition = level == Level::Plan && has_condition(view, chunks, event);
    // "approved the possible sale": what is allowed is possible.
    let allowed = cue.progress == Some(Progress::Authorised) && !is_clause(view, chunks, event);
    let hedged = above.hedge && !allowed || cue.doubts;
    stance = match stance {
        Stance::Asserts if hedged || on_condition => Stance::Hedges,
        // "acknowledged that it might have ended up there" admits no more than that it may be.
        Stance::Confirms if hedged => Stance::Hedges,
        Stance::Denies if hedged && cue.act != Act::Denies => Stance::Hedges,
        other => other,
    };
    if hedged && cue.act != Act::Declines && has_condition(view, chunks, event) && level == Level::Act {
        level = Level::Plan;
    }
    if above.silent {
        stance = Stance::Declines;
    }
    if above.asked {
        match stance {
            Stance::Denies | Stance::Declines => stance = Stance::Declines,
            _ => return None,
        }
    }
    (stance, level) = of_report(above, cue, polarity, stance, level)?;
    match level {
        Level::Decision if stance == Stance::Asserts => level = Level::Plan,
        // Who knows that a thing is so says that it is.
        Level::Knowledge if stance == Stance::Asserts => level = Level::Act,
        // And who claims responsibility for it, too.
        Level::Responsibility if matches!(stance, Stance::Asserts | Stance::Confirms) => level = Level::Act,
        _ => {}
    }
    // "no record of a sale" does not say how far it would have gone.
    let unsaid = matches!(level, Level::Evidence | Level::Knowledge)
        && stance == Stance::Denies
        && event.evoked.trigger.kind == TriggerKind::Noun
        && event.evoked.trigger.stage.is_none()
        && above.progress.is_none();
    // That a company's sales have risen is a figure: to whom they were is not said.
    let figure = event.evoked.trigger.kind == TriggerKind::Noun
        && above.progress == Some(Progress::UnderWay)
        && filled.parties.is_empty()
        && filled.roles.iter().flatten().count() < 2;
    if figure && stance == Stance::Asserts {
        return None;
    }
    // "through middlemen" leaves open by whom, and not to whom.
    let whole = filled.roles[..event.evoked.frame.parties].iter().all(Option::is_some);
    if filled.anyone && !whole && level == Level::Act && is_habit(chunks, event) {
        level = Level::Policy;
    }
    // "free to sell", "had the right to deliver": nothing that was done.
    let may = level == Level::Legality
        && event.evoked.trigger.kind == TriggerKind::Verb
        && matches!(event.evoked.form, WordForm::Base | WordForm::Third);
    let ruled = above.level == Some(Level::Policy) || may;
    let open =
        matches!(level, Level::Plan | Level::Decision) || ruled || (above.planned && cue.act != Act::Asks);
    if hedged {
        sure *= 0.9;
    }
    if above.negatives > 1 || (cue.act == Act::Denies && polarity == Polarity::No) {
        sure *= 0.7;
    }
    Some(Held { stance, level, stage: stage.filter(|_| !open && !unsaid), sure })
}

/// "rejected a German request to re-export it": whoever turns a request down means not to do it, and was asked.
fn refuses_request(
    view: &View<'_>,
    chunks: &Chunks,
    event: &Event<'_>,
    above: &Above,
    cue: CueForce,
) -> bool {
    let turns_down = matches!(cue.act, Act::Denies | Act::Declines) && !cue.negative;
    let first = chunks.all.iter().position(|chunk| chunk.kind == Kind::Noun);
    let request = first.filter(|first| above.path.last() == Some(first));
    let own = chunks.get(event.chunk).and_then(|chunk| chunk.verb).is_some_and(|group| group.infinitive);
    turns_down
        && own
        && above.progress == Some(Progress::Sought)
        && request.is_some_and(|noun| effect(view, chunks, noun).is_some_and(|effect| effect.object))
}

/// What is held of an event of which is said what it would be taken for: a threat, where that is hostile and it is still to come.
fn judged(
    view: &View<'_>,
    chunks: &Chunks,
    event: &Event<'_>,
    above: &Above,
    cue: CueForce,
    sure: f32,
) -> Option<Held> {
    let end = chunks.all.last()?.tokens.end;
    let wording = &view.known.wording;
    let hostile = (event.tokens.end..end).any(|at| {
        let words = &view.lowered[at..end];
        wording.hostile.at(words).is_some() || wording.answering.at(words).is_some()
    });
    let says = matches!(cue.act, Act::Says | Act::Asserts | Act::Predicts | Act::Threatens | Act::Believes);
    if hostile && above.planned && says && !cue.negative && above.negatives == 0 {
        return Some(Held { stance: Stance::Threatens, level: Level::Plan, stage: None, sure });
    }
    let stage = match reached(view, chunks, event, above, cue) {
        Some(Reached::Stage(stage)) if !above.planned => Some(stage.to_string()),
        _ => None,
    };
    Some(Held { stance: Stance::Asserts, level: Level::Presupposed, stage, sure: sure * 0.7 })
}

/// "may supply", "could send", but not "may have sent", "could be using".
fn is_to_come(chunks: &Chunks, event: &Event<'_>) -> bool {
    let group = chunks.all[event.chunk].verb;
    group.is_some_and(|group| {
        group.modal == Some(Modal::Maybe) && !group.have && event.evoked.form == WordForm::Base
    })
}

/// The stance that a cue takes toward words of a polarity: the table above.
fn taken(cue: CueForce, polarity: Polarity, refused: bool) -> Option<Stance> {
    Some(match (cue.act, cue.negative, polarity) {
        // Who demands a delivery does not say that there is one.
        (Act::Demands, ..) => return None,
        (Act::Denies, true, _) | (Act::Denies | Act::Confirms, false, Polarity::Open) => Stance::Hedges,
        (Act::Denies, false, Polarity::Yes) => Stance::Denies,
        (Act::Denies, false, Polarity::No) => Stance::Asserts,
        (Act::Confirms, true, _) => Stance::Declines,
        (Act::Confirms, false, Polarity::Yes) => Stance::Confirms,
        (Act::Confirms, false, Polarity::No) => Stance::Denies,
        (Act::Accuses, false, Polarity::Yes) => Stance::Accuses,
        (Act::Accuses, ..) => return None,
        (Act::Declines, ..) if refused => Stance::Denies,
        (Act::Declines, ..) => Stance::Declines,
        (Act::Threatens, ..) => Stance::Threatens,
        (Act::Asks, true, _) => Stance::Denies,
        (Act::Asks, ..) => Stance::Asserts,
        // "Beijing is not considering sending weapons".
        (Act::Believes | Act::Intends, true, Polarity::Yes) if cue.meant => Stance::Denies,
        (_, true, _) => return None,
        (_, false, Polarity::Yes) => Stance::Asserts,
        (_, false, Polarity::No) => Stance::Denies,
        (_, false, Polarity::Open) => Stance::Hedges,
    })
}

/// What is held where a report, evidence or a paper tells of the event.
fn of_report(
    above: &Above,
    cue: CueForce,
    polarity: Polarity,
    stance: Stance,
    level: Level,
) -> Option<(Stance, Level)> {
    let told = if above.paper { Level::Authenticity } else { level };
    let through = matches!(level, Level::Report | Level::Knowledge | Level::Evidence) && above.report;
    if !through && level != Level::Report && !above.paper {
        return Some((stance, level));
    }
    match stance {
        Stance::Asserts | Stance::Hedges if above.untrue && !cue.nested && !cue.narrated => {
            let level = if above.paper { Level::Authenticity } else { Level::Report };
            Some((Stance::Denies, level))
        }
        Stance::Asserts if above.affirmed => Some((Stance::Asserts, told)),
        // "denounced it for spreading the story that": the story is denied.
        Stance::Accuses if above.untrue && !cue.nested => Some((Stance::Denies, Level::Report)),
        // That there are reports says nothing of what they report.
        Stance::Asserts | Stance::Hedges | Stance::Accuses | Stance::Threatens => None,
        // "denies there are such reports" is not heard; "no reports of" is no denial either, but "reports are not true" is.
        Stance::Denies
            if polarity == Polarity::No
                && cue.act != Act::Denies
                && level == Level::Report
                && !above.affirmed =>
        {
            None
        }
        _ => Some((stance, told)),
    }
}

/// "If the missiles arrive, we will know what to do": a condition that can still come true, and what will follow from it.
fn warns(view: &View<'_>, chunks: &Chunks, event: &Event<'_>, cue: CueForce) -> bool {
    let says = matches!(cue.act, Act::Says | Act::Asserts | Act::Predicts | Act::Believes)
        && !cue.negative
        && !cue.narrated;
    let past = chunks.all[event.chunk].verb.is_some_and(|group| group.have)
        || event.chunk >= 2 && view.word(chunks.all[event.chunk - 2].tokens.start) == "had";
    let even = chunks.all.iter().any(|chunk| view.word(chunk.tokens.start) == "even");
    let follows = |at: usize| {
        let future = chunks.all[at].verb.is_some_and(|group| group.modal == Some(Modal::Future));
        at != event.chunk && (future || cue.warns && is_finite(view, chunks, at))
    };
    // "warned of serious consequences should the transfer go ahead".
    let threatened = || {
        let (first, last) = (chunks.all.first(), chunks.all.last());
        let words = first.zip(last).map_or(0..0, |(first, last)| first.tokens.start..last.tokens.end);
        let wording = &view.known.wording;
        words.clone().any(|at| {
            let words = &view.lowered[at..words.end];
            wording.answering.at(words).is_some() || wording.hostile.at(words).is_some()
        })
    };
    says && !past && !even && ((0..chunks.all.len()).any(follows) || cue.warns && threatened())
}

/// Whether the event is what the cue's own infinitive names: "declined *to sell*", not "declined to say that it sold".
fn is_own_infinitive(chunks: &Chunks, event: &Event<'_>, above: &Above) -> bool {
    // "refused to let Berlin send them".
    let lets = above.progress == Some(Progress::Authorised) && above.path.len() == 1 && {
        let infinitive = |at: &usize| chunks.all[*at].verb.is_some_and(|group| group.infinitive);
        above.path.first().is_some_and(infinitive)
    };
    if lets {
        return true;
    }
    above.path.is_empty() && chunks.all[event.chunk].verb.is_some_and(|group| group.infinitive)
}

/// Whether the event is told in a clause of its own.
fn is_clause(view: &View<'_>, chunks: &Chunks, event: &Event<'_>) -> bool {
    is_finite(view, chunks, event.chunk) && !event.passive
        || chunks.all[..event.chunk].iter().any(|chunk| chunk.kind == Kind::Sub)
}

/// Whether the words put a condition on the event: "only if", "unless".
fn has_condition(view: &View<'_>, chunks: &Chunks, event: &Event<'_>) -> bool {
    let end = chunks.all.last().map_or(0, |chunk| chunk.tokens.end);
    let opens = |at: usize| view.known.wording.conditions.at(&view.lowered[at..end]).is_some();
    chunks
        .all
        .iter()
        .enumerate()
        .any(|(at, chunk)| at != event.chunk && chunk.kind != Kind::Noun && opens(chunk.tokens.start))
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
