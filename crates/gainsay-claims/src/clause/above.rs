//! What is gathered on the way from an event to the top of its sentence, and what it comes to there.

use gainsay_knowledge::{Effect, Progress};
use gainsay_record::Level;

/// What was gathered on the way up.
#[derive(Clone, Debug, Default)]
pub(crate) struct Above {
    pub negatives: usize,
    /// Those among them that take a stance of their own: "did not *rule out*" is no yes, "not true that never" is one.
    pub refusals: usize,
    pub level: Option<Level>,
    pub progress: Option<Progress>,
    pub hedge: bool,
    pub drop: bool,
    /// Taken for granted.
    pub given: bool,
    pub untrue: bool,
    pub report: bool,
    /// What is told is called true: "reports ... are correct".
    pub affirmed: bool,
    /// It is put under a condition: "if it sends".
    pub supposed: bool,
    /// It is asked, and not claimed.
    pub asked: bool,
    /// It is not spoken of: "we do not comment on".
    pub silent: bool,
    /// A thing that can be forged tells it: "papers on".
    pub paper: bool,
    /// The event is told as past, so that no plan is made of it: "likely to have sold".
    pub past: bool,
    /// The event itself, where it is a participle behind its noun: "weapons *sold* by".
    pub participle: Option<usize>,
    /// It is not to be: "agreed *not to sell*".
    pub(super) refrains: bool,
    /// "may", "might" or "could" stand before the event's own verb.
    pub maybe: bool,
    /// Told as the reason of something: "because it was carrying".
    pub reason: bool,
    /// What is told is its end: "to stop".
    pub ended: bool,
    /// What it would be taken for is told: "would regard a delivery as".
    pub judged: bool,
    /// Some word on the way speaks of what is still to come.
    pub planned: bool,
    /// The chunks of the governors.
    pub path: Vec<usize>,
    /// Whether anything governs at all.
    pub governed: bool,
    /// Words that a "no" or "not" above them turns into something else, each with the negatives below it.
    pub(super) turned: Vec<(Turn, usize)>,
}

/// What a word comes to when it is negated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Turn {
    /// "no doubt that": sure. Without a negation it hedges.
    Doubt,
    /// "not certain that": a hedge.
    Sure,
    /// "does not prove that": about evidence.
    Shows,
    /// "do not comment on": no answer. Without a negation nothing is held.
    Speaks,
    /// "seized no missiles": says nothing of whether they were sent.
    Seizes,
    /// "will not stop": it goes on. Without a negation it is taken for granted;
    Ends,
    /// or, as what is called off need not have begun, it is decided against.
    CallsOff,
}

impl Above {
    /// Above what a whole report tells, which is called untrue or not.
    pub fn report(untrue: bool) -> Self {
        Self { level: Some(Level::Report), report: true, untrue, ..Self::default() }
    }

    /// Above what is called untrue as a whole, by no word for a report.
    pub fn untrue() -> Self {
        Self { untrue: true, ..Self::default() }
    }

    /// Above what a paper or picture shows, which is called forged or genuine.
    pub fn paper(untrue: bool) -> Self {
        let level = Some(Level::Authenticity);
        Self { level, paper: true, untrue, affirmed: !untrue, governed: true, ..Self::default() }
    }

    /// Above what is told by itself, as a yes or as a no.
    pub fn plain(yes: bool) -> Self {
        Self { negatives: usize::from(!yes), ..Self::default() }
    }

    /// Above what is said, or denied, to be shown by what was found.
    pub fn evidence(yes: bool) -> Self {
        let level = Some(Level::Evidence);
        Self { level, negatives: usize::from(!yes), governed: true, ..Self::default() }
    }

    /// Above what is denied at a level: that a law was broken, that there is evidence.
    pub fn denied(level: Level) -> Self {
        Self { level: Some(level), negatives: 1, governed: true, ..Self::default() }
    }

    pub(super) fn apply(&mut self, effect: &Effect) {
        self.governed = true;
        self.negatives += usize::from(effect.negative);
        // A ban is a rule, and refuses nothing in particular.
        self.refusals += usize::from(effect.negative && effect.level != Some(Level::Policy));
        self.hedge |= effect.hedge;
        // "unable to confirm that" is as good as "does not confirm that".
        let sure = self.turned.iter().any(|(turn, _)| *turn == Turn::Sure);
        self.drop |= effect.drop && !effect.ends && !sure;
        self.given |= effect.given && !effect.ends && !effect.judges;
        self.judged |= effect.judges;
        self.untrue |= effect.untrue;
        self.asked |= effect.asked;
        self.paper |= effect.paper;
        let turns = [
            (effect.doubt, Turn::Doubt),
            (effect.sure, Turn::Sure),
            (effect.shows, Turn::Shows),
            (effect.speaks, Turn::Speaks),
            (effect.outside, Turn::Seizes),
            (effect.ends && effect.given, Turn::Ends),
            (effect.ends && effect.drop, Turn::CallsOff),
        ];
        self.turned.extend(turns.iter().filter(|(has, _)| *has).map(|&(_, turn)| (turn, self.negatives)));
        // Above what is past a plan is none: it is only held likely.
        let likely = self.past && effect.level == Some(Level::Plan);
        self.hedge |= likely && !effect.negative;
        if let Some(level) = effect.level.filter(|_| !likely) {
            self.report |= level == Level::Report;
            self.planned |= level == Level::Plan;
            self.level = Some(level);
        }
        if let Some(progress) = effect.progress {
            // "began talks" is talks: a word that only says that something goes on adds nothing to what is told already.
            let aspect = matches!(progress, Progress::UnderWay | Progress::Done);
            if !aspect && self.refrains {
                // "agreed not to sell": no sale was agreed, but that there shall be none.
                self.level = self.level.or(Some(Level::Plan));
                self.planned = true;
            } else if !(aspect && (self.progress.is_some() || self.level.is_some())) {
                self.progress = Some(progress);
            }
        }
    }

    /// Says what words came to by the negations that were found above them.
    pub(super) fn turn(&mut self) {
        for (turn, below) in std::mem::take(&mut self.turned) {
            let negated = self.negatives > below;
            match turn {
                Turn::Doubt if negated => self.negatives -= 1,
                Turn::Doubt => self.hedge = true,
                Turn::Sure if negated => {
                    self.negatives -= 1;
                    self.hedge = true;
                }
                Turn::Shows if negated => self.level = self.level.or(Some(Level::Evidence)),
                Turn::Speaks if negated => self.silent = true,
                Turn::Speaks => self.drop = true,
                Turn::Seizes => self.drop |= self.negatives > 0,
                // That no end of it is decided says nothing of it.
                Turn::Ends | Turn::CallsOff if negated && self.level == Some(Level::Decision) => {
                    self.drop = true
                }
                Turn::Ends | Turn::CallsOff if negated => {
                    self.negatives -= 1;
                    // "refused to stop" refuses nothing of the event.
                    self.refusals = self.refusals.saturating_sub(1);
                    if self.level.is_none() {
                        self.progress = self.progress.or(Some(Progress::UnderWay));
                    }
                }
                // Whatever is said of the end of it, it was there.
                Turn::Ends => (self.given, self.drop, self.ended) = (true, false, true),
                Turn::CallsOff if matches!(self.level, None | Some(Level::Plan)) => {
                    self.level = self.level.or(Some(Level::Decision));
                    self.progress = None;
                    self.negatives += 1;
                }
                Turn::CallsOff => self.drop = true,
                Turn::Sure | Turn::Shows => {}
            }
        }
    }
}
