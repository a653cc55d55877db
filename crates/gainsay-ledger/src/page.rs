//! Pages on their way in, and as they are listed.

use crate::compress::DICTIONARY;
use crate::compress::{Compressor, LIMIT};
use crate::error::{Cause, Damage, LedgerError};
use crate::gist::Positions;
use crate::rows::{PLACES, Rows, article_text, statement_words};
use crate::sound::unsound;
use gainsay_record::{Edtf, Imprint, PageId, Reading};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// The id of a page with these bytes.
pub fn page_id(bytes: &[u8]) -> PageId {
    PageId(Sha256::digest(bytes).into())
}

/// What was given beside a page's bytes and decides how it is read: without it the page could not be derived again.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Given {
    /// The file's name or the address's last part, for its extension.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// A `Content-Type` header.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub content_type: Option<String>,
    /// The address, over what the page says.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// The outlet, over what the page says.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub outlet: Option<String>,
    /// The date of publication, over what the page says.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub published: Option<Edtf>,
    /// Every block of the page is article.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub plain: bool,
}

impl Given {
    /// Whether the same bytes given with `other` would be read alike. The name is the file's, and no wish of anybody.
    fn reads_like(&self, other: &Self) -> bool {
        let name = other.name.clone();
        Self { name, ..self.clone() } == *other
    }
}

/// A page to be added.
#[derive(Clone, Copy, Debug)]
pub struct NewPage<'a> {
    /// The page as it came.
    pub bytes: &'a [u8],
    /// What was read from these bytes, with what is `given`.
    pub reading: &'a Reading,
    /// What shows whose words it carries, worked out from this reading.
    pub imprint: &'a Imprint,
    /// What was given beside the bytes.
    pub given: &'a Given,
    /// Where it was seen: a path or an address.
    pub path: &'a str,
    /// When it was taken in, RFC 3339. The ledger has no clock of its own, and keeps the words as they are.
    pub captured: &'a str,
}

/// Packs pages for a ledger: hashes, compresses, works out the rows. Everything that needs no database, so that it
/// can be done on many threads, each with a packer of its own.
pub struct Packer(Compressor);

/// A page ready to be added.
#[derive(Debug)]
pub struct Packed {
    pub(crate) id: PageId,
    pub(crate) length: i64,
    pub(crate) bytes: Vec<u8>,
    pub(crate) given: Given,
    pub(crate) path: String,
    pub(crate) captured: String,
    pub(crate) derived: Derived,
}

/// The derived part of a page.
#[derive(Debug)]
pub(crate) struct Derived {
    pub(crate) reading: Vec<u8>,
    pub(crate) rows: Rows,
    /// Nothing, where it is still to be made.
    pub(crate) imprint: Option<Imprint>,
    /// The positions for the gist, packed.
    pub(crate) positions: Vec<u8>,
    /// The words of the article blocks.
    pub(crate) text: String,
    /// The words of content and source of each statement.
    pub(crate) words: Vec<(String, String)>,
}

impl Packed {
    /// The page's id.
    pub fn id(&self) -> PageId {
        self.id
    }
}

impl Default for Packer {
    fn default() -> Self {
        Self::new()
    }
}

impl Packer {
    /// A packer.
    pub fn new() -> Self {
        Self(Compressor::new())
    }

    /// The page, ready to be added.
    ///
    /// # Errors
    ///
    /// [`LedgerError::Unstorable`] where the reading is not one of these bytes, a span of it lies outside its text,
    /// or the page is longer than 512 MiB or has more than a million statements.
    pub fn pack(&mut self, page: &NewPage<'_>) -> Result<Packed, LedgerError> {
        let id = page.reading.article.id;
        let fail = |source: Cause| LedgerError::Unstorable { page: id, source };
        if page_id(page.bytes) != id {
            return Err(fail(Damage::new("the reading is of another page").into()));
        }
        if page.bytes.len() > LIMIT {
            return Err(fail(Damage::new("it is longer than 512 MiB").into()));
        }
        Ok(Packed {
            id,
            length: page.bytes.len() as i64,
            bytes: self.0.compress(page.bytes, &[]).map_err(|damage| fail(damage.into()))?,
            given: page.given.clone(),
            path: page.path.to_owned(),
            captured: page.captured.to_owned(),
            derived: self.derive(page.bytes, page.reading, Some(page.imprint))?,
        })
    }

    /// What was read again from the bytes of a page that a ledger has, ready for [`Batch::put_again`].
    ///
    /// # Errors
    ///
    /// As [`Packer::pack`].
    ///
    /// [`Batch::put_again`]: crate::Batch::put_again
    pub fn pack_again(
        &mut self,
        bytes: &[u8],
        reading: &Reading,
        imprint: &Imprint,
    ) -> Result<PackedAgain, LedgerError> {
        let derived = self.derive(bytes, reading, Some(imprint))?;
        Ok(PackedAgain { reading: reading.clone(), derived })
    }

    pub(crate) fn derive(
        &mut self,
        bytes: &[u8],
        reading: &Reading,
        imprint: Option<&Imprint>,
    ) -> Result<Derived, LedgerError> {
        let fail = |source: Cause| LedgerError::Unstorable { page: reading.article.id, source };
        if let Some(what) = unsound(reading) {
            return Err(fail(Damage::new(what).into()));
        }
        let places = reading.statements.len().max(reading.positions.len());
        if places >= PLACES as usize {
            return Err(fail(Damage::new("it has more than a million statements or positions").into()));
        }
        let json = serde_json::to_vec(reading).map_err(|error| fail(error.into()))?;
        if json.len() > LIMIT {
            return Err(fail(Damage::new("what was read from it is longer than 512 MiB").into()));
        }
        Ok(Derived {
            reading: self.0.compress(&json, &[DICTIONARY, bytes]).map_err(|damage| fail(damage.into()))?,
            rows: Rows::of(reading),
            imprint: imprint.cloned(),
            positions: self.positions(reading)?,
            text: article_text(reading),
            words: statement_words(reading),
        })
    }
}

impl Packer {
    /// The positions of a reading for its gist.
    pub(crate) fn positions(&mut self, reading: &Reading) -> Result<Vec<u8>, LedgerError> {
        let fail =
            |damage: Damage| LedgerError::Unstorable { page: reading.article.id, source: damage.into() };
        Positions::of(reading).packed(&mut self.0).map_err(fail)
    }
}

/// A page that was read again, ready to take the place of its earlier reading.
#[derive(Debug)]
pub struct PackedAgain {
    pub(crate) reading: Reading,
    pub(crate) derived: Derived,
}

/// What became of a page that was added.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// The page.
    pub page: PageId,
    /// Where it was seen this time.
    pub path: String,
    /// Whether it was new.
    pub added: Added,
}

/// Whether a page was new.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Added {
    /// Never seen before.
    New,
    /// New bytes at an address of which other bytes are known.
    NewVersion {
        /// How many versions there are now, this one included.
        versions: u64,
    },
    /// The same bytes are there already; nothing changed, but that it was seen at this path too.
    Known {
        /// Something else was given beside them now (a date, an outlet, ...) than when they were added, and was not
        /// taken over.
        given_differs: bool,
    },
}

impl Added {
    pub(crate) fn known(stored: &Given, now: &Given) -> Self {
        Self::Known { given_differs: !stored.reads_like(now) }
    }
}

/// A page as the ledger keeps it: all that is needed to derive the rest again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredPage {
    /// Its id.
    pub id: PageId,
    /// The bytes as they came.
    pub bytes: Vec<u8>,
    /// What was given beside them.
    pub given: Given,
}

/// A page in a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PageEntry {
    /// Its id.
    pub id: PageId,
    /// The length of its bytes.
    pub length: u64,
    /// When it was taken in, as the one who added it said.
    pub captured: String,
    /// What was given beside the bytes.
    pub given: Given,
    /// Where it was seen, sorted.
    pub paths: Vec<String>,
    /// Its canonical address.
    pub url: Option<String>,
    /// The outlet.
    pub outlet: Option<String>,
    /// The title.
    pub title: Option<String>,
    /// The language of its article blocks, as BCP 47.
    pub language: Option<String>,
    /// When it was published.
    pub published: Option<Edtf>,
    /// How many statements were read from it.
    pub statements: u64,
    /// How many positions.
    pub positions: u64,
}
