//! Views as they were made last, kept for as long as the ledger is what it was.
//!
//! Many look at the same few pages, and most of what it costs to answer them is the same for all. What differs from one browser to
//! the next, the sign of its forms and the name of who decides there, stands in a view as a mark that nobody can guess, and is put
//! in on the way out.
//!
//! When the ledger has changed, one reader's question makes the view anew. Who asks for a page meanwhile is given the one before,
//! unless somebody decided something since: what a person enters is there at once. A program can say that it waits.

use crate::safety::random_hex;
use crate::trouble::Trouble;
use gainsay::Keeper;
use sha2::{Digest, Sha256};
use std::collections::HashMap;
use std::ops::Range;
use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, TryLockError};
use std::time::{Duration, Instant, UNIX_EPOCH};

/// How many bytes of views are kept, and how many views; beyond that all are made anew.
const BYTES: usize = 64 << 20;
const VIEWS: usize = 4096;
/// How long a view is kept in which not all is.
const MOMENT: Duration = Duration::from_secs(1);
/// The longest address of a view that is kept, with what stands beside it, in bytes.
const KEY: usize = 1024;

/// The state of a ledger.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct State {
    /// How much people decided.
    decided: usize,
    /// Of the last entry of the log, and of the times and lengths of the files, which every commit changes, also one that
    /// derives something again and enters nothing.
    hash: [u8; 16],
}

impl State {
    pub fn of(keeper: &Keeper) -> Result<Self, Trouble> {
        let ledger = keeper.ledger();
        let mut hash = Sha256::new();
        hash.update(ledger.seal()?.to_string());
        let mut beside = ledger.path().as_os_str().to_owned();
        beside.push("-wal");
        for file in [ledger.path(), Path::new(&beside)] {
            hash.update(changed(file).to_be_bytes());
        }
        let mut short = [0; 16];
        short.copy_from_slice(&hash.finalize()[..16]);
        Ok(Self { decided: ledger.standing()?.all().len(), hash: short })
    }

    /// A tag for what is at an address, as HTTP has it.
    pub fn tag(self, address: &[&str]) -> String {
        let mut hash = Sha256::new();
        hash.update(self.hash);
        for part in [&[env!("CARGO_PKG_VERSION")], address].concat() {
            hash.update(part);
            hash.update([0]);
        }
        let hex: String = hash.finalize().iter().take(16).map(|byte| format!("{byte:02x}")).collect();
        format!("\"{hex}\"")
    }
}

/// When a file was changed and how long it is, in one number; 0 where it is not there.
fn changed(file: &Path) -> u128 {
    let Ok(about) = file.metadata() else { return 0 };
    let when = about.modified().ok().and_then(|time| time.duration_since(UNIX_EPOCH).ok());
    when.map_or(0, |when| when.as_nanos()) << 40 | u128::from(about.len())
}

/// What stands in a view for what differs from one browser to the next.
#[derive(Clone, Debug)]
pub(crate) struct Marks {
    pub sign: String,
    pub by: String,
}

impl Marks {
    /// New ones; `None` where the system has no random numbers.
    pub fn random() -> Option<Self> {
        Some(Self { sign: format!("sign-{}", random_hex()?), by: format!("by-{}", random_hex()?) })
    }
}

/// A view, cut at its marks.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct View {
    text: String,
    /// The marks, in order: where each stands, and whether it is that of the sign.
    marks: Vec<(Range<usize>, bool)>,
    /// When it is to be made anew although the ledger is as it was: not all is in it.
    until: Option<Instant>,
}

impl View {
    /// A view that is the same for all.
    pub fn plain(text: String) -> Self {
        Self { text, marks: Vec::new(), until: None }
    }

    pub fn marked(text: String, marks: &Marks, is_whole: bool) -> Self {
        let find = |mark: &str, is_sign| -> Vec<(Range<usize>, bool)> {
            text.match_indices(mark).map(|(at, _)| (at..at + mark.len(), is_sign)).collect()
        };
        let mut found = [find(&marks.sign, true), find(&marks.by, false)].concat();
        found.sort_unstable_by_key(|(range, _)| range.start);
        Self { text, marks: found, until: (!is_whole).then(|| Instant::now() + MOMENT) }
    }

    fn is_over(&self) -> bool {
        self.until.is_some_and(|until| Instant::now() >= until)
    }

    /// The view with its marks replaced; `by` is escaped already.
    pub fn filled(&self, sign: &str, by: &str) -> String {
        let mut filled = String::with_capacity(self.text.len() + self.marks.len() * (sign.len() + by.len()));
        let mut from = 0;
        for (range, is_sign) in &self.marks {
            filled.push_str(&self.text[from..range.start]);
            filled.push_str(if *is_sign { sign } else { by });
            from = range.end;
        }
        filled.push_str(&self.text[from..]);
        filled
    }
}

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
    made: Mutex<Option<(State, Arc<View>)>>,
    /// Held by whoever makes it anew.
    making: Mutex<()>,
}

impl Views {
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
        let kept = |is_good: &dyn Fn(&State, &View) -> bool| {
            let made = lock(&slot.made);
            made.as_ref().filter(|(of, view)| is_good(of, view)).cloned()
        };
        if let Some(view) = kept(&|of, view| *of == state && !view.is_over()) {
            return Ok(view);
        }
        let _making = match slot.making.try_lock() {
            Ok(making) => making,
            Err(TryLockError::Poisoned(making)) => making.into_inner(),
            Err(TryLockError::WouldBlock) => {
                match kept(&|of, _| behind == Behind::ForAMoment && of.decided == state.decided) {
                    Some(before) => return Ok(before),
                    None => lock(&slot.making),
                }
            }
        };
        if let Some(view) = kept(&|of, view| *of == state && !view.is_over()) {
            return Ok(view);
        }
        let view = Arc::new(make()?);
        let before = lock(&slot.made).replace((state, view.clone()));
        self.count(view.text.len(), before.map_or(0, |(_, view)| view.text.len()));
        Ok((state, view))
    }

    fn slot(&self, key: String) -> Arc<Slot> {
        let mut all = lock(&self.all);
        if all.len() >= VIEWS && !all.contains_key(&key) {
            all.clear();
            *lock(&self.bytes) = 0;
        }
        all.entry(key).or_default().clone()
    }

    /// Counts what is kept, and lets go of all where it is too much.
    fn count(&self, more: usize, less: usize) {
        let mut all = lock(&self.all);
        let mut bytes = lock(&self.bytes);
        *bytes = (*bytes + more).saturating_sub(less);
        if *bytes > BYTES {
            all.clear();
            *bytes = 0;
        }
    }
}

fn lock<T>(it: &Mutex<T>) -> MutexGuard<'_, T> {
    it.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
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
    fn a_view_is_filled_for_each_browser_and_only_where_its_marks_stand() {
        let marks = Marks { sign: "sign-00ff".into(), by: "by-00ff".into() };
        let view = View::marked("<a sign-00ff>by-00ff, sign-00ff; sign-0".into(), &marks, true);
        assert_eq!(view.filled("S", "Ana"), "<a S>Ana, S; sign-0");
        assert_eq!(
            view.filled("by-00ff", ""),
            "<a by-00ff>, by-00ff; sign-0",
            "what is put in is not looked at"
        );
        assert_eq!(View::plain("x".into()).filled("S", "Ana"), "x");
    }

    #[test]
    fn a_view_is_made_once_a_state() {
        let views = Views::default();
        let get = |state, text: &str| {
            views.get("/".into(), state, Behind::Never, || plain(text)).expect("a view").1.text.clone()
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
            views.get("/".into(), state, behind, || plain(text)).expect("a view").1.text.clone()
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
                views.get("/".into(), STATES[1], Behind::ForAMoment, make).expect("a view").1.text.clone()
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
}
