//! What a browser has seen: how far the log had come when it last looked, and when it looks now.
//!
//! The browser keeps that itself, in a cookie; nothing of it is of use to anybody else. A visit ends when nobody has looked for
//! half an hour. What came since the last look of the visit before is new, until the visit ends or somebody says that all is seen.

use crate::safety::{cookie, set};
use crate::trouble::Trouble;
use axum::http::HeaderMap;
use gainsay::Keeper;
use gainsay::ledger::Seal;
use jiff::Timestamp;

const COOKIE: &str = "gainsay_seen";
const YEAR: u32 = 31_536_000;
/// A visit ends when nobody has looked for so long, in seconds.
const PAUSE: i64 = 30 * 60;

/// A look at the ledger.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Look {
    /// How many entries the log had.
    pub entries: u64,
    /// The opening of the last one's hash: another ledger at the same address has another.
    hash: u32,
    /// When, in seconds since 1970.
    at: i64,
}

/// A visit of a browser.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Visit {
    /// The last look of the visit before; none at the first visit.
    pub before: Option<Look>,
    now: Look,
}

impl Look {
    fn at(seal: Seal, at: i64) -> Self {
        let [a, b, c, d, ..] = seal.hash;
        Self { entries: seal.entries, hash: u32::from_be_bytes([a, b, c, d]), at }
    }

    /// "24 Nov 2022, 09:12 UTC".
    pub fn when(self) -> String {
        let moment = Timestamp::from_second(self.at).unwrap_or(Timestamp::UNIX_EPOCH);
        moment.strftime("%-d %b %Y, %H:%M UTC").to_string()
    }

    /// Whether it was a look at this ledger.
    fn is_of(self, keeper: &Keeper) -> Result<bool, Trouble> {
        let seal = keeper.ledger().seal_at(self.entries)?;
        Ok(seal.is_some_and(|seal| Self::at(seal, self.at) == self))
    }

    fn read(written: &str) -> Option<Self> {
        let mut parts = written.split('.');
        let look = Self {
            entries: parts.next()?.parse().ok()?,
            hash: u32::from_str_radix(parts.next()?, 16).ok()?,
            at: parts.next()?.parse().ok()?,
        };
        parts.next().is_none().then_some(look)
    }

    /// As it is kept.
    pub fn written(self) -> String {
        format!("{}.{:08x}.{}", self.entries, self.hash, self.at)
    }
}

impl Visit {
    /// The visit that a request with these headers is part of.
    pub fn of(headers: &HeaderMap, keeper: &Keeper) -> Result<Self, Trouble> {
        let visit = Self::told(headers, keeper.ledger().seal()?);
        match visit.before {
            Some(look) if !look.is_of(keeper)? => Ok(Self { before: None, ..visit }),
            _ => Ok(visit),
        }
    }

    /// The same of a ledger with this seal, where it need not be asked for that: at a first visit.
    pub fn first(headers: &HeaderMap, seal: Seal) -> Option<Self> {
        Some(Self::told(headers, seal)).filter(|visit| visit.before.is_none())
    }

    /// The visit as the browser has it.
    fn told(headers: &HeaderMap, seal: Seal) -> Self {
        let now = Look::at(seal, Timestamp::now().as_second());
        let (before, last) = cookie(headers, COOKIE).map(read).unwrap_or_default();
        let last = last.filter(|last| last.at <= now.at);
        let before = last.and_then(|last| if now.at - last.at > PAUSE { Some(last) } else { before });
        Self { before, now }
    }

    /// With everything that is there now seen.
    pub fn seen(self) -> Self {
        Self { before: Some(self.now), ..self }
    }

    /// Has the browser remember it.
    pub fn remember(self, headers: &mut HeaderMap) {
        let before = self.before.map(Look::written).unwrap_or_default();
        set(headers, COOKIE, &format!("{before}-{}", self.now.written()), Some(YEAR));
    }
}

/// The last look of the visit before, and the last look.
fn read(cookie: &str) -> (Option<Look>, Option<Look>) {
    match cookie.split_once('-') {
        Some((before, last)) => (Look::read(before), Look::read(last)),
        None => (None, None),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_look_is_read_back_and_nothing_else_is() {
        let look = Look { entries: 12, hash: 0xab, at: 1_669_280_000 };
        assert_eq!(Look::read(&look.written()), Some(look));
        assert_eq!(look.when(), "24 Nov 2022, 08:53 UTC");
        for wrong in ["", "1.2", "1.2.3.4", "x.00.1", "1.zz.1", "-1.00.1", "99999999999999999999.00.1"] {
            assert_eq!(Look::read(wrong), None, "{wrong}");
        }
        assert_eq!(read("-12.000000ab.1669280000"), (None, Some(look)));
    }
}
