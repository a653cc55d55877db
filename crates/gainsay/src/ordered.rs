//! Work on many things at once, handed over in order, with no more than a few held back.

use std::num::NonZeroUsize;
use std::ops::ControlFlow;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

/// How many results a thread may be ahead of the one that is handed over next.
const AHEAD: usize = 4;

struct Desk<R> {
    /// The place of the next item that nobody has taken.
    next: usize,
    /// The place of the next result to hand over.
    due: usize,
    /// Results from `due` on, by place modulo their number.
    waiting: Vec<Option<R>>,
    stopped: bool,
}

/// Does `work` on every item, on `threads` threads, and hands each result to `done` in the order of the items.
///
/// `worker` makes what a thread keeps between its items. At most four results a thread wait to be handed over, so
/// memory stays flat however many items there are. `done` runs on the calling thread and may end the whole with
/// [`ControlFlow::Break`]. `work` must not panic: [`std::panic::catch_unwind`] is for the caller, who knows what a
/// result looks like then.
///
/// ```
/// use std::{num::NonZeroUsize, ops::ControlFlow};
///
/// let mut doubled = Vec::new();
/// gainsay::in_order(&[1, 2, 3], NonZeroUsize::MIN, || (), |(), n| n * 2, |_, n| {
///     doubled.push(n);
///     ControlFlow::Continue(())
/// });
/// assert_eq!(doubled, [2, 4, 6]);
/// ```
pub fn in_order<T: Sync, W, R: Send>(
    items: &[T],
    threads: NonZeroUsize,
    worker: impl Fn() -> W + Sync,
    work: impl Fn(&mut W, &T) -> R + Sync,
    mut done: impl FnMut(usize, R) -> ControlFlow<()>,
) {
    let threads = threads.get().min(items.len());
    let slots = threads * AHEAD;
    let desk = Mutex::new(Desk {
        next: 0,
        due: 0,
        waiting: std::iter::repeat_with(|| None).take(slots).collect(),
        stopped: false,
    });
    let (arrived, handed_over) = (Condvar::new(), Condvar::new());
    let take = || {
        let mut desk = lock(&desk);
        loop {
            if desk.stopped || desk.next == items.len() {
                return None;
            }
            if desk.next < desk.due + slots {
                desk.next += 1;
                return Some(desk.next - 1);
            }
            desk = handed_over.wait(desk).unwrap_or_else(PoisonError::into_inner);
        }
    };
    std::thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| {
                // A thread that ends by a panic must not leave the others waiting for its result.
                let _end = StopOnPanic(|| {
                    lock(&desk).stopped = true;
                    arrived.notify_all();
                    handed_over.notify_all();
                });
                let mut own = worker();
                while let Some(place) = take() {
                    let result = work(&mut own, &items[place]);
                    lock(&desk).waiting[place % slots] = Some(result);
                    arrived.notify_one();
                }
            });
        }
        for place in 0..items.len() {
            let result = {
                let mut desk = lock(&desk);
                loop {
                    if let Some(result) = desk.waiting[place % slots].take() {
                        desk.due = place + 1;
                        break Some(result);
                    }
                    if desk.stopped {
                        break None;
                    }
                    desk = arrived.wait(desk).unwrap_or_else(PoisonError::into_inner);
                }
            };
            handed_over.notify_all();
            let Some(result) = result else { break };
            if done(place, result).is_break() {
                lock(&desk).stopped = true;
                handed_over.notify_all();
                break;
            }
        }
    });
}

/// The desk is whole between any two statements, so a panic elsewhere leaves nothing half-done in it.
fn lock<R>(desk: &Mutex<Desk<R>>) -> MutexGuard<'_, Desk<R>> {
    desk.lock().unwrap_or_else(PoisonError::into_inner)
}

struct StopOnPanic<F: FnMut()>(F);

impl<F: FnMut()> Drop for StopOnPanic<F> {
    fn drop(&mut self) {
        if std::thread::panicking() {
            (self.0)();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::{AtomicUsize, Ordering};
    use std::time::Duration;

    fn threads(n: usize) -> NonZeroUsize {
        NonZeroUsize::new(n).expect("more than none")
    }

    #[test]
    fn results_come_in_the_order_of_the_items_though_the_first_is_the_slowest() {
        let items: Vec<u64> = (0..200).collect();
        for n in [1, 2, 7] {
            let mut seen = Vec::new();
            in_order(
                &items,
                threads(n),
                || (),
                |(), &item| {
                    std::thread::sleep(Duration::from_micros(if item % 50 == 0 { 2000 } else { 1 }));
                    item
                },
                |place, item| {
                    assert_eq!(place as u64, item);
                    seen.push(item);
                    ControlFlow::Continue(())
                },
            );
            assert_eq!(seen, items);
        }
    }

    #[test]
    fn nobody_runs_far_ahead_of_a_slow_reader() {
        let items = [(); 500];
        let (made, taken) = (AtomicUsize::new(0), AtomicUsize::new(0));
        in_order(
            &items,
            threads(3),
            || (),
            |(), ()| {
                made.fetch_add(1, Ordering::SeqCst);
            },
            |_, ()| {
                let ahead = made.load(Ordering::SeqCst) - taken.fetch_add(1, Ordering::SeqCst);
                assert!(ahead <= 3 * AHEAD + 3, "{ahead} results wait");
                ControlFlow::Continue(())
            },
        );
        assert_eq!(taken.into_inner(), 500);
    }

    #[test]
    fn a_break_ends_the_work() {
        let made = AtomicUsize::new(0);
        in_order(
            &[(); 10_000],
            threads(2),
            || (),
            |(), ()| made.fetch_add(1, Ordering::SeqCst),
            |place, _| if place == 4 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) },
        );
        assert!(made.into_inner() < 100);
    }

    #[test]
    fn no_items_is_no_work() {
        in_order(&[] as &[u8], threads(4), || (), |(), _| (), |_, ()| panic!("nothing to hand over"));
    }
}
