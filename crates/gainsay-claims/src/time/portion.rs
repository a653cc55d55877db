//! Parts of a time: "early", "the end of", "the first half of", "the first three months of", "earlier this".

use super::base::around;
use super::piece::{HALF, Piece, QUARTER};
use super::reader::{Found, Reader};
use super::value::Value;
use gainsay_knowledge::time::Unit;

impl Reader<'_> {
    /// A part of a time, without its article.
    pub(super) fn portion(&self, at: usize) -> Option<Found> {
        self.third(at)
            .or_else(|| self.close(at))
            .or_else(|| self.half(at))
            .or_else(|| self.nth(at))
            .or_else(|| self.so_far(at))
            .or_else(|| self.week_of(at))
    }

    /// "early X", "mid-X", "early to mid X", "the end of X".
    fn third(&self, at: usize) -> Option<Found> {
        let (length, from) = self.phrase(&self.known.parts, at)?;
        let mut next = at + length;
        let mut to = *from;
        // "early to mid", "mid-to-late".
        let joint = next + usize::from(self.is_dash(next));
        if self.word(joint) == "to" {
            let other = joint + 1 + usize::from(self.is_dash(joint + 1));
            if let Some((length, part)) = self.phrase(&self.known.parts, other) {
                (to, next) = (*part, other + length);
            }
        }
        next += usize::from(self.is_dash(next));
        let (end, value) = self.whole(next)?;
        Some((end, value.and_then(|value| self.settled(value, at)).map(|value| value.thirds(*from, to))))
    }

    /// "year's end", "year-end 2021".
    fn close(&self, at: usize) -> Option<Found> {
        let mark = self.unit(at)?.0;
        let joined = self.word(mark) == "'s" || self.is_dash(mark);
        let (end, value) = self.this_unit(at, joined)?;
        if self.word(end + 1) != "end" {
            return None;
        }
        let (year, after) = self.year_after(end + 2);
        let value = year.map(|year| Piece::Year(year).into()).or(value);
        Some((after, value.map(|value| value.thirds(3, 3))))
    }

    /// "the first half of X", "the second half".
    fn half(&self, at: usize) -> Option<Found> {
        let (length, which) = self.phrase(&self.known.halves, at)?;
        let next = at + length;
        if matches!(self.word(next), "of" | "in")
            && let Some((end, value)) = self.uncut(next + 1)
        {
            return Some((
                end,
                value.and_then(|value| self.settled(value, at)).map(|value| value.half(*which)),
            ));
        }
        let (year, end) = self.year_after(next);
        let bare = end == next && !matches!(self.word(next), "of");
        if let Some(year) = year {
            return Some((end, Some(Value::from(Piece::Year(year)).half(*which))));
        }
        (bare && self.stands_in(at)).then(|| (next, Some(Piece::PartOfYear(HALF + which - 1).into())))
    }

    /// "the first week of X", "the last day of X", "the first three months of X", "the first Monday in X".
    fn nth(&self, at: usize) -> Option<Found> {
        // "The first quarter" has a code of its own.
        if self.phrase(&self.known.seasons, at).is_some() {
            return None;
        }
        let (length, nth) = self.phrase(&self.known.ordinals, at)?;
        let mut next = at + length;
        if let Some((length, weekday)) = self.phrase(&self.known.weekdays, next) {
            next += length;
            let weekday = jiff::civil::Weekday::from_monday_one_offset(*weekday as i8).ok()?;
            let (end, value) = self.of_whole(next)?;
            let value = value.and_then(|value| self.settled(value, at));
            return Some((end, value.and_then(|value| value.weekday_of(*nth, weekday))));
        }
        let (count, unit, end) = match self.amount(next) {
            Some((end, amount)) if amount.count.is_some() && !amount.vague => {
                (amount.count?, amount.unit, end)
            }
            Some(_) => return None,
            None => {
                let (end, unit) = self.unit(next)?;
                (1, unit, end)
            }
        };
        let (end, value) = self.of_whole(end)?;
        let value = value.and_then(|value| self.settled(value, at));
        let part = value.and_then(|value| {
            // Days of a month whose year is not said cannot be told from its other days.
            if value.piece().is_some_and(Piece::is_open) {
                return Some(value);
            }
            match unit {
                Unit::Hour => None,
                Unit::Day => value.days_of(*nth, count, 1),
                Unit::Week => value.days_of(*nth, count, 7),
                Unit::Fortnight => value.days_of(*nth, count, 14),
                Unit::Month => value.months_of(*nth, count),
                Unit::Quarter if count == 1 => match value.piece() {
                    Some(Piece::Year(year)) if *nth < 0 => Some(Piece::Part(year, QUARTER + 3).into()),
                    _ => value.months_of(*nth, 3),
                },
                Unit::Quarter => value.months_of(*nth, count * 3),
                Unit::Year => value.years_of(*nth, count),
                Unit::Decade => value.years_of(*nth, count * 10),
                Unit::Century => None,
            }
        });
        Some((end, part))
    }

    /// "earlier this month", "later in the year", "so far this year", "earlier on Tuesday".
    fn so_far(&self, at: usize) -> Option<Found> {
        let (past, next) = match (self.word(at), self.word(at + 1)) {
            ("earlier", _) => (true, at + 1),
            ("later", _) => (false, at + 1),
            ("so", "far") => (true, at + 2),
            _ => return None,
        };
        let joint = matches!(self.word(next), "in" | "on" | "during");
        let inner = next + usize::from(joint);
        let (end, value) = self.whole(inner)?;
        let Some((value, today)) = value.and_then(|value| self.settled(value, at)).zip(self.today) else {
            return Some((end, value.filter(|_| self.today.is_none())));
        };
        let value = match value.bounds() {
            Some((first, last)) if first <= today && today <= last => {
                if past {
                    Value::days(first, today)
                } else if self.is_ahead(at) || !joint {
                    Value::days(today, last)
                } else {
                    value
                }
            }
            _ => value,
        };
        Some((end, Some(value)))
    }

    /// "the week of 5 September", "the week ending 10 September".
    fn week_of(&self, at: usize) -> Option<Found> {
        if self.word(at) != "week" {
            return None;
        }
        let ending = self.word(at + 1) == "ending";
        let next = match self.word(at + 1) {
            "of" | "from" | "starting" | "beginning" | "ending" | "commencing" => at + 2,
            _ => return None,
        };
        let next = next + usize::from(matches!(self.word(next), "on" | "from"));
        let (end, value) = self.base(self.article(next), false)?;
        let day = value.and_then(|value| self.settled(value, at)).and_then(Value::piece);
        let Some(day @ Piece::Day(_)) = day else { return Some((end, None)) };
        let far = day.next(if ending { -6 } else { 6 });
        Some((end, far.map(|far| if ending { Value::between(far, day) } else { Value::between(day, far) })))
    }

    /// What is cut: "September", "last week", "the year"; or a half of it.
    fn whole(&self, at: usize) -> Option<Found> {
        self.half(self.named_at(at).0).or_else(|| self.uncut(at))
    }

    /// "September", "last week", "the year".
    fn uncut(&self, at: usize) -> Option<Found> {
        let (named, the) = self.named_at(at);
        self.base(named, the).or_else(|| self.this_unit(named, the))
    }

    /// "of X", "in X".
    fn of_whole(&self, at: usize) -> Option<Found> {
        if matches!(self.word(at), "of" | "in") { self.whole(at + 1) } else { None }
    }

    /// "the year", "year's end", where a part of it is spoken of: that of the time named before in the sentence, if a day
    /// or month was, and else that of publication.
    pub(super) fn this_unit(&self, at: usize, the: bool) -> Option<Found> {
        let (end, unit) = self.unit(at).filter(|_| the)?;
        if self.word(end - 1).ends_with('s') {
            return None;
        }
        let named = self.anchored_here(at).and_then(Value::piece);
        let named = named.filter(|piece| matches!(piece, Piece::Day(_) | Piece::Month(..) | Piece::Part(..)));
        let piece = named.or(self.today.map(Piece::Day));
        Some((end, piece.and_then(|piece| around(piece, unit))))
    }
}
