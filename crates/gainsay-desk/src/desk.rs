//! What every answer is made from: the ledger, opened several times to be read and once to be written, and the settings.

use crate::brief::Briefs;
use crate::jobs::Jobs;
use crate::safety::Keys;
use crate::state::{Found, State};
use crate::trouble::Trouble;
use crate::views::{Marks, View, Views};
use crate::{api, assets, pages, safety};
use axum::Router;
use gainsay::{FrameFileError, Keeper, KeeperError, Reader};
use std::net::IpAddr;
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;
use tokio::sync::Semaphore;
use tower_http::CompressionLevel;
use tower_http::compression::CompressionLayer;

/// How many answers are worked out at once; the others wait for their turn.
const AT_ONCE: usize = 8;
/// How long whoever adds pages has to work out the disputes, before it is done here.
const SETTLE_AFTER: Duration = Duration::from_secs(1);

/// How a desk is set up.
#[derive(Clone, Debug)]
pub struct Settings {
    /// The ledger; one is made where there is none.
    pub ledger: PathBuf,
    /// Files of frames beside those that ship.
    pub frames: Vec<PathBuf>,
    /// The address it listens on. Beyond loopback a token is needed.
    pub address: IpAddr,
    /// Names it answers to beside those of loopback and its own address.
    pub hosts: Vec<String>,
    /// Who does not show this is let in nowhere.
    pub token: Option<String>,
    /// Whether addresses that people give are fetched.
    pub fetch: bool,
}

impl Settings {
    /// A desk on loopback for this ledger, that fetches nothing.
    pub fn new(ledger: impl Into<PathBuf>) -> Self {
        Self {
            ledger: ledger.into(),
            frames: Vec::new(),
            address: IpAddr::from([127, 0, 0, 1]),
            hosts: Vec::new(),
            token: None,
            fetch: false,
        }
    }
}

/// Why a desk cannot be opened or cannot listen.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum DeskError {
    /// What the ledger says.
    #[error(transparent)]
    Keeper(#[from] KeeperError),
    /// A file of frames cannot be read.
    #[error(transparent)]
    Frames(#[from] FrameFileError),
    /// The token is missing or too short.
    #[error(
        "on {address}, which others can reach, a token of {} letters or more is needed",
        safety::TOKEN_LENGTH
    )]
    NoToken {
        /// The address.
        address: IpAddr,
    },
    /// The system gives no random numbers.
    #[error("the system gives no random numbers")]
    NoRandom,
    /// The address is taken, or not ours.
    #[error("cannot listen on {address}")]
    Listen {
        /// The address and port.
        address: std::net::SocketAddr,
        /// What the system says.
        source: std::io::Error,
    },
}

/// A ledger that is open at a desk. Clones are one desk.
#[derive(Clone)]
pub struct Desk(Arc<Inner>);

struct Inner {
    settings: Settings,
    keys: Keys,
    /// Connections that read and are not in use.
    readers: Mutex<Vec<Keeper>>,
    turns: Semaphore,
    writer: Arc<tokio::sync::Mutex<Keeper>>,
    briefs: Briefs,
    jobs: Jobs,
    views: Views,
    /// The state that the ledger was last found in.
    found: Mutex<Option<Found>>,
    /// What stands in a view for what differs from one browser to the next.
    marks: Marks,
    /// Whether somebody here works out disputes already.
    settling: AtomicBool,
}

impl Desk {
    /// Opens the ledger, and makes one where there is none.
    ///
    /// # Errors
    ///
    /// Where the ledger or a file of frames cannot be used, or a token is needed and not given.
    pub fn open(settings: Settings) -> Result<Self, DeskError> {
        safety::check(&settings)?;
        let writer = Keeper::open(&settings.ledger)?.with_reader(Reader::with_frames(&settings.frames)?);
        let inner = Inner {
            keys: Keys::random().ok_or(DeskError::NoRandom)?,
            readers: Mutex::default(),
            turns: Semaphore::new(AT_ONCE),
            writer: Arc::new(tokio::sync::Mutex::new(writer)),
            briefs: Briefs::default(),
            jobs: Jobs::default(),
            views: Views::default(),
            found: Mutex::default(),
            marks: Marks::random().ok_or(DeskError::NoRandom)?,
            settling: AtomicBool::new(false),
            settings,
        };
        Ok(Self(Arc::new(inner)))
    }

    /// Everything that the desk answers.
    pub fn router(&self) -> Router {
        let router = Router::new()
            .merge(pages::router())
            .nest("/api/v1", api::router())
            .merge(assets::router())
            .fallback(pages::nothing_here)
            .with_state(self.clone());
        // Last, so that all else sees answers as they are. What is sent event by event stays as it is.
        safety::before(router, self)
            .layer(axum::middleware::from_fn(api::problems))
            .layer(CompressionLayer::new().quality(CompressionLevel::Fastest))
    }

    pub(crate) fn settings(&self) -> &Settings {
        &self.0.settings
    }

    pub(crate) fn keys(&self) -> &Keys {
        &self.0.keys
    }

    pub(crate) fn briefs(&self) -> &Briefs {
        &self.0.briefs
    }

    pub(crate) fn jobs(&self) -> &Jobs {
        &self.0.jobs
    }

    pub(crate) fn views(&self) -> &Views {
        &self.0.views
    }

    /// The view of `key` as it is to be answered, and of which state it is; where that takes neither a question to the ledger nor
    /// any work.
    pub(crate) fn at_hand(&self, key: &str, takes_gzip: bool) -> Option<(State, Arc<View>)> {
        let state = self.known_state()?.state;
        Some((state, self.views().at_hand(key, state, takes_gzip)?))
    }

    pub(crate) fn found(&self) -> MutexGuard<'_, Option<Found>> {
        self.0.found.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn marks(&self) -> &Marks {
        &self.0.marks
    }

    /// On how many topics the disputes are not what the pages say yet. Whoever adds pages works them out in the end; where
    /// nobody does, because a process was killed, it is begun here, and this answer does not wait for it.
    pub(crate) fn unsettled(&self, keeper: &Keeper) -> Result<usize, Trouble> {
        let stale = keeper.ledger().stale()?.len();
        if stale > 0 && !self.0.settling.swap(true, Ordering::AcqRel) {
            let desk = self.clone();
            tokio::runtime::Handle::current().spawn(async move {
                tokio::time::sleep(SETTLE_AFTER).await;
                // Where it cannot be done now, the next answer tries again.
                let _ = desk.write(|keeper| Ok(keeper.settle()?)).await;
                desk.0.settling.store(false, Ordering::Release);
            });
        }
        Ok(stale)
    }

    /// Works out an answer from the ledger, beside the threads that serve.
    pub(crate) async fn read<T: Send + 'static>(
        &self,
        answer: impl FnOnce(&Keeper) -> Result<T, Trouble> + Send + 'static,
    ) -> Result<T, Trouble> {
        let _turn = self.0.turns.acquire().await.map_err(|_| Trouble::fault("the desk is closing"))?;
        let desk = self.clone();
        let work = tokio::task::spawn_blocking(move || {
            // A panic takes its connection along; the next answer opens another.
            let free = desk.0.readers.lock().unwrap_or_else(PoisonError::into_inner).pop();
            let keeper = free.map_or_else(|| desk.open_to_read(), Ok)?;
            let answer = answer(&keeper);
            desk.0.readers.lock().unwrap_or_else(PoisonError::into_inner).push(keeper);
            answer
        });
        work.await.unwrap_or_else(|_| Err(Trouble::fault("a fault in gainsay while this was worked out")))
    }

    /// Changes the ledger, one change after another.
    pub(crate) async fn write<T: Send + 'static>(
        &self,
        change: impl FnOnce(&mut Keeper) -> Result<T, Trouble> + Send + 'static,
    ) -> Result<T, Trouble> {
        let mut keeper = self.0.writer.clone().lock_owned().await;
        let desk = self.clone();
        let work = tokio::task::spawn_blocking(move || {
            let changed = change(&mut keeper);
            // Whoever changed it sees the change at once, whatever its files say.
            *desk.found() = None;
            changed
        });
        work.await.unwrap_or_else(|_| Err(Trouble::fault("a fault in gainsay while this was entered")))
    }

    /// Another connection that writes.
    pub(crate) fn open_to_write(&self) -> Result<Keeper, Trouble> {
        let settings = &self.0.settings;
        let reader =
            Reader::with_frames(&settings.frames).map_err(|error| Trouble::fault(error.to_string()))?;
        Ok(Keeper::open(&settings.ledger)?.with_reader(reader))
    }

    fn open_to_read(&self) -> Result<Keeper, Trouble> {
        let settings = &self.0.settings;
        let reader =
            Reader::with_frames(&settings.frames).map_err(|error| Trouble::fault(error.to_string()))?;
        Ok(Keeper::open_to_read(&settings.ledger)?.with_reader(reader))
    }
}

/// The time, RFC 3339, to the second.
pub(crate) fn now() -> String {
    jiff::Timestamp::now().strftime("%Y-%m-%dT%H:%M:%SZ").to_string()
}
