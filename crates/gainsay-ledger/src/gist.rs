//! What of a page its disputes are worked out from: its positions without their places, and its imprint.
//!
//! A dispute is worked out again whenever one of its pages comes, goes or is ruled on. To read all its pages again each time
//! would cost more the longer it has been going on; the gists are a few hundred bytes each. And of a dispute that fills
//! thousands of pages not all are taken:
//!
//! * every page of a dispute of up to [`WEIGHED`] pages;
//! * beyond that, the first [`WEIGHED`] by their [`rank`]: it follows from the words, so reprints are taken or left together,
//!   and from nothing else, so the choice is a fair one;
//! * and for each of the [`VOICES`] who speak most often, on each side and level, the first and the last page in time, so that
//!   nobody's change of sides is missed.
//!
//! Which pages are taken depends on what is in the ledger, never on the order in which it came. Denials on other topics come
//! beside them (guests.rs).

use crate::compress::{Compressor, DICTIONARY};
use crate::error::{Cause, Damage, Inner, LedgerError};
use crate::guests::{Guest, guests};
use crate::rows::PLACES;
use crate::runs;
use crate::voices::{loudest, voices};
use crate::{Ledger, Topic};
use gainsay_record::{
    ANYONE, Act, Article, Credits, Imprint, Kind, Method, PageId, Position, Provenance, Published, Reading,
    Statement, StatementId,
};
use rusqlite::{CachedStatement, Connection, OptionalExtension};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::collections::BTreeSet;
use std::collections::btree_map::{BTreeMap, Entry};

/// How many pages of one dispute are weighed: 256. Whatever a page costs a ledger is mostly the weighing of its disputes, and
/// with this many it costs one of a million pages hardly more than one of ten thousand.
pub const WEIGHED: usize = 256;

/// How many voices are heard for the first and the last time beyond these pages: 64.
pub(crate) const VOICES: usize = 64;

/// A page as the disputes on one topic are worked out from it.
#[derive(Clone, Debug, PartialEq)]
pub struct Gist {
    /// Its positions with what people decided applied, each in its place. Those on the topic are between the topic's parties,
    /// guests between their own, all others between nobody. There is no text, and no place in it; the statements are those of the positions, numbered
    /// anew.
    pub reading: Reading,
    /// What shows whose words it carries.
    pub imprint: Imprint,
}

/// The positions of a page, as they are stored.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct Positions {
    /// The statements that they are read from, by their numbers in the reading.
    pub(crate) statements: Vec<u32>,
    pub(crate) kinds: Vec<Kind>,
    pub(crate) provenance: Vec<Provenance>,
    /// With the place among `statements` as their statement.
    pub(crate) positions: Vec<Position>,
}

impl Positions {
    pub(crate) fn of(reading: &Reading) -> Self {
        let statements: BTreeSet<u32> =
            reading.positions.iter().map(|position| position.statement.0).collect();
        let statements: Vec<u32> = statements.into_iter().collect();
        let own = |at: &u32| reading.statements.get(*at as usize);
        let place = |at: u32| StatementId(statements.partition_point(|own| *own < at) as u32);
        Self {
            kinds: statements.iter().map(|at| own(at).map_or(Kind::Indirect, |it| it.kind)).collect(),
            provenance: statements
                .iter()
                .map(|at| bare_provenance(reading.provenance.get(*at as usize).cloned().unwrap_or_default()))
                .collect(),
            positions: reading
                .positions
                .iter()
                .map(|position| bare(position.clone(), place(position.statement.0)))
                .collect(),
            statements,
        }
    }

    pub(crate) fn json(&self) -> Vec<u8> {
        // Words and numbers: this cannot fail.
        serde_json::to_vec(self).unwrap_or_default()
    }

    pub(crate) fn packed(&self, compressor: &mut Compressor) -> Result<Vec<u8>, Damage> {
        compressor.compress(&self.json(), &[DICTIONARY])
    }
}

fn bare(mut position: Position, statement: StatementId) -> Position {
    position.statement = statement;
    let proposition = &mut position.proposition;
    proposition.trigger.clear();
    for filler in &mut proposition.roles {
        filler.text.clear();
        filler.spans.clear();
    }
    for item in &mut proposition.items {
        item.text.clear();
        item.spans.clear();
    }
    if let Some(time) = &mut proposition.time {
        time.text = None;
        time.spans.clear();
    }
    position
}

fn bare_provenance(mut provenance: Provenance) -> Provenance {
    provenance.certainty = None;
    provenance.unnamed.condition = None;
    for link in &mut provenance.chain {
        link.spans.clear();
        link.unnamed.condition = None;
    }
    if let Some(said) = &mut provenance.said {
        said.text.clear();
        said.spans.clear();
    }
    provenance
}

/// The place of a page among those that could be weighed: the least hash of its runs of words, which its copies share, then
/// the opening of its id.
pub(crate) fn rank(page: &PageId, imprint: Option<&Imprint>) -> i64 {
    let [a, b, c, d, e, f, g, h, ..] = page.0;
    let own = u32::from_be_bytes([a, b, c, d]);
    let least = imprint.and_then(|imprint| imprint.runs.first().copied());
    let least = least.unwrap_or(u32::from_be_bytes([e, f, g, h]));
    // Half the range, for the database's numbers have a sign.
    ((u64::from(least) << 32 | u64::from(own)) >> 1) as i64
}

/// What the words of a page say of where it has them from, as it is stored: nothing where they do not say.
pub(crate) fn credits_to_json(credits: &Credits) -> Option<String> {
    // Words and numbers: this cannot fail.
    (!credits.is_empty()).then(|| serde_json::to_string(credits).unwrap_or_default())
}

/// `None` for what cannot be read.
pub(crate) fn credits_from(json: Option<&str>) -> Option<Credits> {
    json.map_or(Some(Credits::default()), |json| serde_json::from_str(json).ok())
}

/// The pages from which the disputes on a topic are worked out, by their numbers.
#[derive(Debug, Default)]
pub(crate) struct Weighed {
    /// Each with the places of its positions on the topic.
    pub(crate) pages: BTreeMap<i64, Vec<i64>>,
    /// Whether these are all that there are.
    pub(crate) all: bool,
    /// Denials on other topics that bear on this one.
    pub(crate) guests: Vec<Guest>,
}

impl Weighed {
    /// A hash of the pages and guests.
    pub(crate) fn hash(&self) -> [u8; 32] {
        let mut hash = Sha256::new();
        self.pages.keys().for_each(|page| hash.update(page.to_be_bytes()));
        for guest in &self.guests {
            hash.update((guest.page * PLACES + guest.place).to_be_bytes());
        }
        hash.finalize().into()
    }
}

pub(crate) fn weighed(db: &Connection, topic: i64) -> Inner<Weighed> {
    let mut weighed = Weighed { pages: BTreeMap::new(), all: true, guests: guests(db, topic)? };
    let mut query = db.prepare_cached(
        "SELECT position FROM position WHERE topic = ?1 AND rank IS NOT NULL ORDER BY rank",
    )?;
    let mut rows = query.query([topic])?;
    while let Some(row) = rows.next()? {
        let position: i64 = row.get(0)?;
        let page = position / PLACES;
        if weighed.pages.len() == WEIGHED && !weighed.pages.contains_key(&page) {
            weighed.all = false;
            heard(db, topic, &mut weighed.pages)?;
            break;
        }
        weighed.pages.entry(page).or_default().push(position % PLACES);
    }
    Ok(weighed)
}

/// Adds the pages on which the loudest voices are first and last heard.
fn heard(db: &Connection, topic: i64, pages: &mut BTreeMap<i64, Vec<i64>>) -> Inner<()> {
    let mut ends = Ends::new(db)?;
    // The sign keeps SQLite from going through all positions of the topic, by its index, to find those of one page.
    let mut on_topic = db.prepare_cached(
        "SELECT position % 1048576 FROM position
        WHERE position >= ?1 AND position < ?2 AND +topic = ?3 AND rank IS NOT NULL",
    )?;
    for voice in loudest(&voices(db, topic)?, VOICES) {
        for page in ends.of(voice)?.into_iter().flatten() {
            if let Entry::Vacant(place) = pages.entry(page) {
                let range = (page * PLACES, (page + 1) * PLACES, topic);
                place.insert(on_topic.query_map(range, |row| row.get(0))?.collect::<Result<_, _>>()?);
            }
        }
    }
    Ok(())
}

/// Where a voice is heard for the first and for the last time.
pub(crate) struct Ends<'db> {
    first: CachedStatement<'db>,
    last: CachedStatement<'db>,
}

impl<'db> Ends<'db> {
    pub(crate) fn new(db: &'db Connection) -> Inner<Self> {
        Ok(Self {
            first: db.prepare_cached(
                "SELECT position / 1048576 FROM position WHERE voice = ?1 AND first_day IS NOT NULL
                ORDER BY first_day, rank LIMIT 1",
            )?,
            last: db.prepare_cached(
                "SELECT position / 1048576 FROM position WHERE voice = ?1 AND first_day IS NOT NULL
                ORDER BY first_day DESC, rank DESC LIMIT 1",
            )?,
        })
    }

    /// The two pages, by their numbers; nothing where no day is known.
    pub(crate) fn of(&mut self, voice: i64) -> Inner<[Option<i64>; 2]> {
        Ok([
            self.first.query_row([voice], |row| row.get(0)).optional()?,
            self.last.query_row([voice], |row| row.get(0)).optional()?,
        ])
    }
}

impl Ledger {
    /// What the disputes on `topic` are worked out from, sorted by page id: its pages, or the part of them that is
    /// [weighed](WEIGHED). Pages of which a later version is there are not among them.
    pub fn gists(&self, topic: &Topic) -> Result<Vec<Gist>, LedgerError> {
        self.run(|db| {
            let Some(number) = self.topic_number(topic)? else { return Ok(Vec::new()) };
            let mut gists = self.gists_of(&weighed(db, number)?, topic)?;
            gists.sort_unstable_by_key(|(_, gist)| gist.reading.article.id);
            Ok(gists.into_iter().map(|(_, gist)| gist).collect())
        })
    }

    /// The gists of these pages, each with the number of its page.
    pub(crate) fn gists_of(&self, weighed: &Weighed, topic: &Topic) -> Inner<Vec<(i64, Gist)>> {
        let own = weighed.pages.iter().map(|(page, places)| (*page, &**places));
        let mut pages: BTreeMap<i64, (&[i64], Vec<&Guest>)> =
            own.map(|(page, places)| (page, (places, Vec::new()))).collect();
        for guest in &weighed.guests {
            pages.entry(guest.page).or_default().1.push(guest);
        }
        let gist = |(page, (places, guests)): (i64, (&[i64], Vec<&Guest>))| {
            let between = places.iter().map(|place| (*place, &topic.parties));
            let between = between.chain(guests.iter().map(|guest| (guest.place, &guest.parties)));
            Ok((page, self.gist(page, between)?))
        };
        pages.into_iter().map(gist).collect()
    }

    /// The gist of a page whose positions at these places are between these parties, and all others between nobody.
    fn gist<'p>(&self, page: i64, between: impl Iterator<Item = (i64, &'p Vec<String>)>) -> Inner<Gist> {
        let (article, imprint, stored) = self
            .db
            .prepare_cached(
                "SELECT id, published, printed, outlet, credits, sample, length, positions FROM gist WHERE page = ?1",
            )?
            .query_row([page], |row| {
                let id = PageId(row.get(0)?);
                let article = Article {
                    id,
                    url: None,
                    outlet: row.get(2)?,
                    title: None,
                    byline: None,
                    language: None,
                    published: Published {
                        edtf: row.get_ref(1)?.as_str_or_null()?.and_then(gainsay_record::Edtf::parse),
                        method: Method::Unknown,
                    },
                    text: String::new(),
                    blocks: Vec::new(),
                    notes: Vec::new(),
                };
                let runs = match row.get_ref(5)?.as_blob_or_null()?.map(runs::from_bytes) {
                    None => Ok(Vec::new()),
                    Some(Some(runs)) => Ok(runs),
                    Some(None) => Err(Damage::new("the sample of its words is damaged")),
                };
                let credits = credits_from(row.get_ref(4)?.as_str_or_null()?).unwrap_or_default();
                let (outlet, length) = (row.get(3)?, row.get(6)?);
                let imprint = runs.map(|runs| Imprint { outlet, credits, runs, length });
                Ok((article, imprint, self.positions_from(id, row.get_ref(7)?.as_blob()?)))
            })?;
        let unreadable = |damage: Damage| LedgerError::Unreadable { page: article.id, source: damage.into() };
        let imprint = imprint.map_err(unreadable)?;
        let Positions { kinds, provenance, mut positions, .. } = stored?;
        positions.iter_mut().for_each(|position| position.proposition.parties.clear());
        for (place, parties) in between {
            let Some(position) = usize::try_from(place).ok().and_then(|place| positions.get_mut(place))
            else {
                return Err(unreadable(Damage::new("rows are missing")).into());
            };
            let parties = parties.iter().filter(|party| *party != ANYONE);
            position.proposition.parties = parties.cloned().collect();
        }
        let statements = kinds.into_iter().map(|kind| Statement::without_words(kind, Act::Says)).collect();
        Ok(Gist {
            reading: Reading { article, statements, provenance, positions, notes: Vec::new() },
            imprint,
        })
    }

    /// The positions of a page as they are stored.
    pub(crate) fn positions_from(&self, page: PageId, frame: &[u8]) -> Inner<Positions> {
        let unreadable = |source: Cause| LedgerError::Unreadable { page, source };
        let json = self.decompressor.borrow_mut().decompress(frame, &[DICTIONARY]);
        let json = json.map_err(|damage| unreadable(damage.into()))?;
        Ok(serde_json::from_slice(&json).map_err(|error| unreadable(error.into()))?)
    }

    /// The pages whose imprint is still to be made, at most `limit`, in the order in which they were taken in: those of a file
    /// that was brought forward from an earlier format. [`Batch::put_reading`](crate::Batch::put_reading) gives them one.
    pub fn without_imprint(&self, limit: usize) -> Result<Vec<PageId>, LedgerError> {
        self.run(|db| {
            let mut query =
                db.prepare_cached("SELECT id FROM gist WHERE sample IS NULL ORDER BY page LIMIT ?1")?;
            let limit = i64::try_from(limit).unwrap_or(i64::MAX);
            Ok(query.query_map([limit], |row| row.get(0).map(PageId))?.collect::<Result<_, _>>()?)
        })
    }
}
