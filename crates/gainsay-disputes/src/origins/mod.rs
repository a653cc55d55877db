//! How many independent origins stand behind a side.
//!
//! A *lineage* is where a chain of "X reports that Y says" ends: its last resolved link, or the holder who speaks for
//! itself. Positions are put into one lineage, never apart again, by these rules:
//!
//! 1. **Copies.** Pages with the same article text (see [`copies`]), and versions of one page, are one page: within it, the
//!    rules below see one voice where there are two prints.
//! 2. **Named holders.** The same holder is one lineage, however often and in whatever words it speaks; so is a holder
//!    with those that stand under it, and a state's government with its ministries, officials and armed forces: a
//!    government that concurs with its own officials is no new origin. Its intelligence services, parliament, courts,
//!    companies and media are lineages of their own.
//! 3. **Unnamed sources** are never put together on wording. They are one lineage only (a) within one page and its copies,
//!    where sector and state do not differ; (b) where they reached the pages through the same named outlet or agency within
//!    [`NEAR`] days ("Reuters, citing officials" on one page, "(Reuters)" over another); (c) with the named government
//!    whose officials they are said to be.
//!    "US intelligence" and "American media" are unnamed too: whole sectors, in which nobody has put a name to it.
//! 4. **The outlet's own voice**, without a source, is a lineage only where the outlet is known; its copies are the same.
//!    Words that an agency is credited with are the agency's.
//! 5. **Unknown.** A position without a holder, or with no more than "media" for one, has an unknown lineage. It is counted
//!    by page and copy, and counts as no origin.
//!
//! The answer for a side is then
//!
//! * *lineage unknown*: there is no lineage;
//! * *one origin*: there is one, it is named, and it is not an outlet's own voice;
//! * *independence shown*: at least two named lineages belong to different states or organisations, neither is an outlet
//!   (an outlet has it from somebody), and neither stands in a chain of the other;
//! * *independence not established*: everything else. One unnamed source is here and not under *one origin*: "intelligence
//!   sources" may be one person or many, and who they are and where they have it from is not known.
//!
//! Every fold of two pages or more is listed with its reason. All of this is about the sides; what lies beneath them is
//! not counted.

pub(crate) mod copies;
mod credit;
mod lineages;

use crate::member::Member;
use copies::Copies;
use credit::Outlets;
use gainsay_knowledge::Knowledge;
use gainsay_record::{Article, Imprint, Origins, Side};

/// What shows whose words a page carries: all that the rules above ask of its text.
pub fn imprint(article: &Article, known: &Knowledge) -> Imprint {
    let outlet = credit::own(article, known);
    let credited = credit::credited(article, known).filter(|agency| outlet.as_deref() != Some(agency));
    let (runs, length) = copies::sample(article);
    Imprint { outlet, credited, runs, length }
}

/// How many days may lie between two reports of the same outlet's unnamed source, or between two tellings of one
/// statement: three, which is a weekend.
pub(crate) const NEAR: i64 = 3;

/// The origins of each side that has positions.
pub(crate) fn origins(members: &[Member<'_>], known: &Knowledge) -> Origins {
    let mut pages: Vec<(&Article, &Imprint)> =
        members.iter().map(|member| (&member.reading.article, member.imprint)).collect();
    pages.sort_unstable_by_key(|(article, _)| article.id);
    pages.dedup_by_key(|(article, _)| article.id);
    let (articles, imprints): (Vec<&Article>, Vec<&Imprint>) = pages.into_iter().unzip();
    let copies = Copies::among(&articles, &imprints);
    let outlets = Outlets::of(&imprints);
    let mut origins = Vec::new();
    for side in Side::ALL {
        let own: Vec<_> = members.iter().filter(|member| member.side == side).copied().collect();
        if !own.is_empty() {
            origins.push((side, lineages::side(&own, &articles, &copies, &outlets, known)));
        }
    }
    origins
}

/// Sets that grow together (union-find with halved paths); the smallest member stands for the set.
#[derive(Clone, Debug)]
pub(crate) struct Sets(Vec<usize>);

impl Sets {
    pub fn new(size: usize) -> Self {
        Self((0..size).collect())
    }

    pub fn find(&mut self, mut at: usize) -> usize {
        while self.0[at] != at {
            self.0[at] = self.0[self.0[at]];
            at = self.0[at];
        }
        at
    }

    pub fn join(&mut self, a: usize, b: usize) {
        let (a, b) = (self.find(a), self.find(b));
        self.0[a.max(b)] = a.min(b);
    }

    pub fn join_all(&mut self, members: &[usize]) {
        members.windows(2).for_each(|pair| self.join(pair[0], pair[1]));
    }
}
