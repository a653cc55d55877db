//! Views as they were made last, kept for as long as the ledger is what it was.
//!
//! Many look at the same few pages, and most of what it costs to answer them is the same for all. What differs from one browser to
//! the next, the sign of its forms and the name of who decides there, stands in a view as a mark that nobody can guess, and is put
//! in on the way out.
//!
//! When the ledger has changed, one reader's question makes the view anew. Who asks for a page meanwhile is given the one before,
//! and so are, for a little while, those who ask for what many ask for: while pages come in, a view that takes long to make would
//! else be made all the time. Not so where somebody decided something since: what a person enters is there at once. A program can
//! say that it waits.

mod one;

use crate::state::State;
use crate::trouble::Trouble;
pub(crate) use one::{Marks, View, takes_gzip};
use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, TryLockError};
use std::time::{Duration, Instant};

/// How many bytes of views are kept, packed forms not counted, which are about a tenth; and how many views. Beyond that a quarter is let go, those that nobody asked for the longest.
const BYTES: usize = 96 << 20;
const VIEWS: usize = 4096;
/// How long a view is kept in which not all is.
const MOMENT: Duration = Duration::from_secs(1);
/// The longest address of a view that is kept, with what stands beside it, in bytes.
const KEY: usize = 1024;
/// A view that was asked for so many times is asked for by many,
const MANY: u32 = 8;
/// and is not made anew before so many times as long have gone by as it took to make it, but after a moment at most.
const REST: u32 = 4;

/// Whether a view may be behind the ledger.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Behind {
    /// It is that of the ledger as it is.
    Never,
    /// While somebody else makes it anew, it may be the one before.
    ForAMoment,
}

/// All views of a desk.
#[derive(Default)]
pub(crate) struct Views {
    all: Mutex<HashMap<String, Arc<Slot>>>,
    bytes: Mutex<usize>,
}

/// The view of one address.
#[derive(Default)]
struct Slot {
    made: Mutex<Option<Made>>,
    /// Held by whoever makes it anew.
    making: Mutex<()>,
}

/// A view as it was made.
struct Made {
    of: State,
    view: Arc<View>,
    at: Instant,
    took: Duration,
    /// How often it was asked for, and when last.
    asked: u32,
    last: Instant,
}

impl Made {
    fn is_now(&self, state: State) -> bool {
        self.of == state && !self.view.is_over()
    }

    /// Whether it will do for those who ask now, with so many asking.
    fn will_do(&self, state: State) -> bool {
        let is_many = self.asked >= MANY;
        is_many && self.is_behind(state) && self.at.elapsed() < (self.took * REST).min(MOMENT)
    }

    /// Whether nobody decided anything since.
    fn is_behind(&self, state: State) -> bool {
        self.of.decided == state.decided
    }

    fn given(&mut self) -> (State, Arc<View>) {
        self.asked = self.asked.saturating_add(1);
        self.last = Instant::now();
        (self.of, self.view.clone())
    }
}

impl Views {
    /// The view of `key` where it was made in this very state of the ledger, and need not be packed to be answered.
    pub fn at_hand(&self, key: &str, state: State, takes_gzip: bool) -> Option<Arc<View>> {
        let slot = lock(&self.all).get(key).cloned()?;
        slot.kept(|made| made.is_now(state) && made.view.is_ready(takes_gzip)).map(|(_, view)| view)
    }

    /// The view of `key` in this state of the ledger, or the one before, where that may be; and of which state it is.
    pub fn get(
        &self,
        key: String,
        state: State,
        behind: Behind,
        make: impl FnOnce() -> Result<View, Trouble>,
    ) -> Result<(State, Arc<View>), Trouble> {
        if key.len() > KEY {
            return Ok((state, Arc::new(make()?)));
        }
        let slot = self.slot(key);
        let may_be_behind = behind == Behind::ForAMoment;
        let good = |made: &Made| made.is_now(state) || may_be_behind && made.will_do(state);
        if let Some(view) = slot.kept(good) {
            return Ok(view);
        }
        let _making = match slot.making.try_lock() {
            Ok(making) => making,
            Err(TryLockError::Poisoned(making)) => making.into_inner(),
            Err(TryLockError::WouldBlock) => match slot.kept(|made| may_be_behind && made.is_behind(state)) {
                Some(before) => return Ok(before),
                None => lock(&slot.making),
            },
        };
        if let Some(view) = slot.kept(good) {
            return Ok(view);
        }
        let began = Instant::now();
        let view = Arc::new(make()?);
        let at = Instant::now();
        let mut kept = lock(&slot.made);
        // What many ask for is asked for by many still.
        let asked = kept.as_ref().map_or(1, |before| before.asked / 2 + 1);
        let made = Made { of: state, view: view.clone(), at, took: at - began, asked, last: at };
        let less = kept.replace(made).map_or(0, |before| before.view.length());
        drop(kept);
        self.count(view.length(), less);
        Ok((state, view))
    }

    fn slot(&self, key: String) -> Arc<Slot> {
        let mut all = lock(&self.all);
        if all.len() >= VIEWS && !all.contains_key(&key) {
            *lock(&self.bytes) = let_go(&mut all);
        }
        all.entry(key).or_default().clone()
    }

    /// Counts what is kept, and lets go of some where it is too much.
    fn count(&self, more: usize, less: usize) {
        let mut all = lock(&self.all);
        let mut bytes = lock(&self.bytes);
        *bytes = (*bytes + more).saturating_sub(less);
        if *bytes > BYTES {
            *bytes = let_go(&mut all);
        }
    }
}

/// Lets go of views until there is room again, those first that nobody asked for the longest; and says how many bytes are left.
fn let_go(all: &mut HashMap<String, Arc<Slot>>) -> usize {
    let mut by_age: Vec<(Option<Instant>, usize, String)> = all
        .iter()
        .map(|(key, slot)| {
            let made = lock(&slot.made);
            let bytes = made.as_ref().map_or(0, |made| made.view.length());
            (made.as_ref().map(|made| made.last), bytes, key.clone())
        })
        .collect();
    by_age.sort_unstable_by_key(|(last, ..)| *last);
    let mut bytes: usize = by_age.iter().map(|(_, bytes, _)| bytes).sum();
    for (_, its, key) in by_age {
        if bytes <= BYTES / 4 * 3 && all.len() <= VIEWS / 4 * 3 {
            break;
        }
        all.remove(&key);
        bytes -= its;
    }
    bytes
}

impl Slot {
    fn kept(&self, is_good: impl FnOnce(&Made) -> bool) -> Option<(State, Arc<View>)> {
        lock(&self.made).as_mut().filter(|made| is_good(made)).map(Made::given)
    }
}

fn lock<T>(it: &Mutex<T>) -> MutexGuard<'_, T> {
    it.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::one::SMALL;
    use super::*;
    use std::sync::mpsc;

    const STATES: [State; 3] = [
        State { decided: 1, hash: [1; 16] },
        State { decided: 1, hash: [2; 16] },
        State { decided: 2, hash: [3; 16] },
    ];

    fn plain(text: &str) -> Result<View, Trouble> {
        Ok(View::plain(text.to_owned()))
    }

    #[test]
    fn a_view_is_made_once_a_state() {
        let views = Views::default();
        let get = |state, text: &str| {
            views.get("/".into(), state, Behind::Never, || plain(text)).expect("a view").1.filled("", "")
        };
        assert_eq!(get(STATES[0], "a"), "a");
        assert_eq!(get(STATES[0], "b"), "a", "nothing has changed");
        assert_eq!(get(STATES[1], "c"), "c");
        let gone = || Err(Trouble::missing("gone"));
        views.get("/".into(), STATES[2], Behind::Never, gone).expect_err("no view");
        assert_eq!(get(STATES[2], "d"), "d", "what went wrong is not kept");
    }

    #[test]
    fn while_one_makes_it_others_have_the_one_before_unless_somebody_decided_something() {
        let views = Views::default();
        let get = |state, behind, text: &str| {
            views.get("/".into(), state, behind, || plain(text)).expect("a view").1.filled("", "")
        };
        get(STATES[0], Behind::ForAMoment, "before");
        let (begun, begins) = mpsc::channel();
        let (end, ends) = mpsc::channel::<()>();
        std::thread::scope(|scope| {
            let views = &views;
            let slow = scope.spawn(move || {
                let make = || {
                    begun.send(()).expect("told");
                    ends.recv().expect("heard");
                    plain("now")
                };
                views.get("/".into(), STATES[1], Behind::ForAMoment, make).expect("a view").1.filled("", "")
            });
            begins.recv().expect("begun");
            assert_eq!(get(STATES[1], Behind::ForAMoment, "twice"), "before");
            let waiting = scope.spawn(|| get(STATES[1], Behind::Never, "twice"));
            end.send(()).expect("told");
            assert_eq!(slow.join().expect("made"), "now");
            assert_eq!(waiting.join().expect("made"), "now");
            assert_eq!(get(STATES[2], Behind::ForAMoment, "decided"), "decided");
        });
    }

    #[test]
    fn what_many_ask_for_rests_although_the_ledger_changes_all_the_time() {
        let views = Views::default();
        let states = std::cell::Cell::new(0);
        let get = |make: &dyn Fn()| {
            states.set(states.get() + 1);
            let state = State { decided: 1, hash: [states.get(); 16] };
            let made = std::cell::Cell::new(false);
            let make = || {
                made.set(true);
                make();
                plain("made")
            };
            views.get("/".into(), state, Behind::ForAMoment, make).expect("a view");
            made.get()
        };
        assert!(get(&|| {}));
        // While it is made, others ask, each in another state.
        assert!(get(&|| {
            assert!(!(0..MANY * 2).any(|_| get(&|| {})), "they have the one before");
            std::thread::sleep(MOMENT / 2);
        }));
        assert!(!get(&|| {}), "it is not made again at once");
        let decided = State { decided: 2, hash: [0; 16] };
        let view = views.get("/".into(), decided, Behind::ForAMoment, || plain("decided")).expect("a view");
        assert_eq!(view.1.filled("", ""), "decided");
    }

    #[test]
    fn a_view_that_is_not_packed_yet_is_not_at_hand_for_those_who_take_it_so() {
        let views = Views::default();
        let text = "a".repeat(SMALL + 1);
        views.get("/".into(), STATES[0], Behind::Never, || plain(&text)).expect("a view");
        assert!(views.at_hand("/", STATES[0], true).is_none());
        let view = views.at_hand("/", STATES[0], false).expect("as it is");
        view.pack(true).expect("packed");
        assert!(views.at_hand("/", STATES[0], true).is_some());
    }

    #[test]
    fn where_there_is_too_much_those_go_that_nobody_asked_for_the_longest() {
        let views = Views::default();
        let large = || View::plain("a".repeat(BYTES / 8));
        let made = std::cell::Cell::new(0);
        let get = |key: usize| {
            let make = || {
                made.set(made.get() + 1);
                Ok(large())
            };
            views.get(key.to_string(), STATES[0], Behind::Never, make).expect("a view");
        };
        (0..8).for_each(&get);
        get(0);
        assert_eq!(made.get(), 8, "all have room");
        get(8);
        assert_eq!(made.get(), 9);
        for kept in [0, 8, 7] {
            get(kept);
        }
        assert_eq!(made.get(), 9, "what was asked for of late is there");
        get(1);
        assert_eq!(made.get(), 10, "what was not is made anew");
        assert!(*lock(&views.bytes) <= BYTES);
    }
}
