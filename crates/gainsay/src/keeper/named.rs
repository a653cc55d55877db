//! What people name when they decide something: items, pages, disputes, sources, decisions.

use super::{Keeper, KeeperError, NAMED, party};
use gainsay_ledger::{Anchor, Decision, Spot, Subject, Topic};
use gainsay_record::{Dispute, Holder, PageId};

impl Keeper {
    /// The statement or position that `PAGE:s1` or `PAGE:p1` names, PAGE being the opening of a page's id, a path at which
    /// it was seen, or the end of one.
    ///
    /// # Errors
    ///
    /// Where it names none, or more than one page, or the ledger cannot be read.
    pub fn item(&self, written: &str) -> Result<Anchor, KeeperError> {
        let (page, spot) =
            item(written).ok_or_else(|| KeeperError::NoItem { written: written.to_owned() })?;
        let page = self.page_named(page)?;
        let missing = || KeeperError::NoSuchItem { written: written.to_owned() };
        Anchor::of(&self.ledger().reading(&page)?, spot).ok_or_else(missing)
    }

    /// The page that a person names: by the opening of its id, a path at which it was seen, or the end of one.
    ///
    /// # Errors
    ///
    /// Where it names none, or several, or the ledger cannot be read.
    pub fn page_named(&self, written: &str) -> Result<PageId, KeeperError> {
        let mut found = self.ledger().pages_seen_at(written, NAMED)?;
        if found.is_empty() && written.len() >= 4 {
            found = self.ledger().pages_starting(&written.to_ascii_lowercase(), NAMED)?;
        }
        match found[..] {
            [page] => Ok(page),
            [] => {
                let path = self.ledger().path().to_owned();
                Err(KeeperError::NoSuchPage { written: written.to_owned(), path })
            }
            _ => {
                let found = found.iter().map(|page| page.to_string()[..12].to_owned()).collect();
                Err(KeeperError::SeveralPages { written: written.to_owned(), found })
            }
        }
    }

    /// What a dispute is on, as decisions speak of it.
    ///
    /// # Errors
    ///
    /// Where the ledger cannot be read.
    pub fn topic_of(&self, dispute: &Dispute) -> Result<Topic, KeeperError> {
        let ruling = self.ledger().standing()?.get(&dispute.id).map(|decision| decision.id.clone());
        Ok(Topic { frame: dispute.frame.clone(), parties: dispute.parties.clone(), ruling })
    }

    /// The holder or outlet that a person names: a holder by its code, an outlet by its name as pages have it.
    ///
    /// # Errors
    ///
    /// Where it is neither, or the ledger cannot be read.
    pub fn source_named(&self, written: &str) -> Result<Subject, KeeperError> {
        let written = written.trim();
        if self.ledger().has_outlet(written)? {
            return Ok(Subject::Outlet(written.to_owned()));
        }
        let holder = self.holder_named(written);
        holder.map(Subject::Holder).ok_or_else(|| KeeperError::NoSource { written: written.to_owned() })
    }

    /// The holder that a person names, by a code whose state, body or group is known, or by a name that is. A state that is
    /// named as one who speaks is its government.
    pub fn holder_named(&self, written: &str) -> Option<Holder> {
        let holder = self.code_of(written)?;
        let is_state = holder.state().is_some() && holder.sector().is_none();
        Some(if is_state { Holder::new(format!("{holder}:GOV")) } else { holder })
    }

    fn code_of(&self, written: &str) -> Option<Holder> {
        let known = self.reader().known();
        let code = written.trim();
        let shaped = !code.is_empty()
            && code.split(':').all(|part| {
                !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
            });
        let first = code.split(':').next().unwrap_or_default();
        let is_code = shaped
            && (matches!(first, "XXX" | "IGO" | "REB" | "BUS") && code.len() >= 3
                || known.names.entity(first).is_some());
        if is_code {
            return Some(Holder::new(code));
        }
        party(written, known).map(Holder::new)
    }

    /// What a grade, note or tag can be on, as a person names it: an item, a dispute, a page, a holder, an outlet. The first
    /// of these that it can be is meant.
    ///
    /// # Errors
    ///
    /// Where it is none of them, or the ledger cannot be read.
    pub fn subject(&self, written: &str) -> Result<Subject, KeeperError> {
        if item(written).is_some() {
            return self.item(written).map(Subject::Item);
        }
        if written.len() >= 4
            && let Ok(dispute) = self.dispute(written)
        {
            return Ok(Subject::Dispute(self.topic_of(&dispute)?));
        }
        match self.page_named(written) {
            Ok(page) => return Ok(Subject::Page(page)),
            Err(KeeperError::NoSuchPage { .. }) => {}
            Err(error) => return Err(error),
        }
        self.source_named(written).map_err(|error| match error {
            KeeperError::NoSource { written } => KeeperError::NoSubject { written },
            other => other,
        })
    }

    /// The decision whose id is `id`, or the only one whose id opens with it.
    ///
    /// # Errors
    ///
    /// Where there is none, or several, or the ledger cannot be read.
    pub fn decision(&self, id: &str) -> Result<Decision, KeeperError> {
        let id = id.trim().to_ascii_lowercase();
        let standing = self.ledger().standing()?;
        match standing.starting(&id)[..] {
            [decision] if !id.is_empty() => Ok(decision.clone()),
            [] | [_] => {
                let path = self.ledger().path().to_owned();
                Err(gainsay_ledger::LedgerError::NoSuchDecision { path, id }.into())
            }
            ref found => {
                let found = found.iter().take(NAMED).map(|decision| decision.id.clone()).collect();
                Err(KeeperError::SeveralDecisions { id, found })
            }
        }
    }
}

/// The page and the place that `PAGE:s1` or `PAGE:p1` speaks of.
fn item(written: &str) -> Option<(&str, Spot)> {
    let (page, place) = written.trim().rsplit_once(':')?;
    let number = |digits: &str| -> Option<u32> {
        let digits = Some(digits).filter(|digits| digits.bytes().all(|digit| digit.is_ascii_digit()))?;
        digits.parse::<u32>().ok()?.checked_sub(1)
    };
    let spot = match place.split_at_checked(1)? {
        ("s", digits) => Spot::Statement(number(digits)?),
        ("p", digits) => Spot::Position(number(digits)?),
        _ => return None,
    };
    (!page.is_empty()).then_some((page, spot))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_item_is_a_page_and_a_place_on_it() {
        assert_eq!(item("9f86:p1"), Some(("9f86", Spot::Position(0))));
        assert_eq!(item("C:/news/a.html:s12"), Some(("C:/news/a.html", Spot::Statement(11))));
        for wrong in ["9f86", "9f86:p0", "9f86:p", ":p1", "PRK:GOV", "9f86:p+1", "a:x1", "é:é1"] {
            assert_eq!(item(wrong), None, "{wrong}");
        }
    }
}
