//! How many independent origins stand behind a side.
//!
//! A *lineage* is where a chain of "X reports that Y says" ends: its last resolved link, or the holder who speaks for
//! itself. A chain goes on from page to page: "the Alpine Register reported" stands on what the Alpine Register's own page
//! has it from, where that page is known and speaks of the same thing; papers that have it only from one another stand on
//! nobody. Positions are put into one lineage, never apart again, by these rules:
//!
//! 1. **Copies.** Pages with the same article text (see [`copies`]) are one page: within it, the rules below see one voice
//!    where there are two prints. Of versions of one page only the last that takes the side is heard.
//! 2. **Named holders.** The same holder is one lineage, however often and in whatever words it speaks; so is a holder
//!    with those that stand under it, and a state's government with its ministries, officials and armed forces: a
//!    government that concurs with its own officials is no new origin. Its intelligence services, parliament, courts,
//!    companies and media are lineages of their own. Whoever speaks for a body ("a spokesman for") is that body.
//! 3. **Unnamed sources** are never put together on wording, nor with the government whose officials they are said to be.
//!    They are one lineage only (a) within one page and its copies, where sector and state do not differ; (b) where they
//!    reached the pages through the same named outlet or agency within [`NEAR`] days ("Reuters, citing officials" on one
//!    page, "(Reuters)" over another). "American media" are unnamed too, and so is "US intelligence" where media say what
//!    it says: whole sectors, in which nobody has put a name to it.
//! 4. **The outlet's own voice**, without a source, is a lineage only where the outlet is known; its copies are the same.
//!    Words that an agency is credited with are the agency's.
//! 5. **Unknown.** A position without a holder, or with no more than "media" for one, has an unknown lineage. It is counted
//!    by page and copy, and counts as no origin.
//! 6. **Documents** for which nobody is named ("invoices seen by Reuters") are one lineage for each outlet that has them.
//!
//! The answer for a side is then
//!
//! * *lineage unknown*: there is no lineage;
//! * *one origin*: there is one, which is no unnamed source, and no outlet's own voice that does not say that it was there;
//! * *independence shown*: at least two lineages belong to different states or organisations, neither stands in a chain of
//!   the other, and the pages say what keeps them apart: one is a party and tells of its own acts, or both say that they
//!   looked for themselves (see [`firsthand`]). An outlet has it from somebody, but where its own people looked;
//! * *independence not established*: everything else. One unnamed source is here and not under *one origin*: "intelligence
//!   sources" may be one person or many, and who they are and where they have it from is not known.
//!
//! Folds of two pages or more are listed with their reasons ([`folds`]): the same words, versions, the same agency, one
//! statement told twice. Those that a person rejected are not made ([`Apart`]); what named holders say stays one lineage. All of this is about the sides; what lies beneath them is not counted.

mod answer;
mod apart;
pub(crate) mod copies;
mod credit;
mod firsthand;
mod folds;
mod follow;
mod lineages;
mod strands;

use crate::member::Member;
use crate::order::Order;
pub use apart::Apart;
use copies::Copies;
use credit::Outlets;
use gainsay_knowledge::Knowledge;
use gainsay_record::{Article, Credits, FoldGround, Imprint, Origins, PageId, Reading, Side};
use lineages::Ground;

/// What shows whose words a page carries: all that the rules above ask of its text.
pub fn imprint(reading: &Reading, known: &Knowledge) -> Imprint {
    let article = &reading.article;
    let outlet = credit::own(article, known);
    let mut agencies = credit::credited(article, known);
    agencies.retain(|agency| outlet.as_ref() != Some(agency));
    let credits = Credits {
        agencies,
        cited: credit::cited(reading, known),
        firsthand: firsthand::firsthand(reading, known),
    };
    let (runs, length) = copies::sample(article);
    Imprint { outlet, credits, runs, length }
}

/// How many days may lie between two reports of the same outlet's unnamed source, or between two tellings of one
/// statement: three, which is a weekend.
pub(crate) const NEAR: i64 = 3;

/// The origins of each side that has positions.
pub(crate) fn origins(
    members: &[Member<'_>],
    parties: &[String],
    order: &Order<'_>,
    apart: &Apart,
) -> Origins {
    let mut pages: Vec<(&Article, &Imprint)> =
        members.iter().map(|member| (&member.reading.article, member.imprint)).collect();
    pages.sort_unstable_by_key(|(article, _)| article.id);
    pages.dedup_by_key(|(article, _)| article.id);
    let (articles, imprints): (Vec<&Article>, Vec<&Imprint>) = pages.into_iter().unzip();
    let ids: Vec<PageId> = articles.iter().map(|article| article.id).collect();
    let copies = Copies::among(&imprints, &apart.pairs(FoldGround::Words, &ids));
    let outlets = Outlets::of(&articles, &imprints);
    let ground = Ground { articles: &articles, copies: &copies, outlets: &outlets, order, parties, apart };
    let mut origins = Vec::new();
    for side in Side::ALL {
        let own: Vec<_> = members.iter().filter(|member| member.side == side).copied().collect();
        if !own.is_empty() {
            origins.push((side, lineages::side(&own, &ground)));
        }
    }
    origins
}

/// Sets that grow together (union-find with halved paths); the smallest member stands for the set.
#[derive(Clone, Debug)]
pub(crate) struct Sets {
    above: Vec<usize>,
    /// Pairs that no joining may bring together from now on.
    apart: Vec<(usize, usize)>,
}

impl Sets {
    pub fn new(size: usize) -> Self {
        Self { above: (0..size).collect(), apart: Vec::new() }
    }

    /// Joins that would bring one of these pairs together are left out from now on; those that are together stay so.
    pub fn keep_apart(&mut self, pairs: &[(usize, usize)]) {
        for &(a, b) in pairs {
            if self.find(a) != self.find(b) {
                self.apart.push((a, b));
            }
        }
    }

    pub fn find(&mut self, mut at: usize) -> usize {
        while self.above[at] != at {
            self.above[at] = self.above[self.above[at]];
            at = self.above[at];
        }
        at
    }

    pub fn join(&mut self, a: usize, b: usize) {
        let (a, b) = (self.find(a), self.find(b));
        for place in 0..self.apart.len() {
            let (x, y) = self.apart[place];
            let (x, y) = (self.find(x), self.find(y));
            if (x, y) == (a, b) || (x, y) == (b, a) {
                return;
            }
        }
        self.above[a.max(b)] = a.min(b);
    }

    pub fn join_all(&mut self, members: &[usize]) {
        members.windows(2).for_each(|pair| self.join(pair[0], pair[1]));
    }
}
