//! Fetching a page whose address somebody gives, where the desk was told to (`--fetch`).
//!
//! An address can be anything, and the desk may stand inside a network that its user may not reach. So: http and https only, no
//! names and passwords, and never to an address that is not of the public internet. What is checked is not the name but the
//! very addresses that are connected to, for the first page and for every one that it leads on to; what a name resolves to
//! afterwards makes no difference. A page takes so long and is so large at most. No proxy is asked, nor are cookies kept.

mod public;

use gainsay::Source;
use public::is_public;
use std::net::{IpAddr, SocketAddr};
use std::time::Duration;
use ureq::config::Config;
use ureq::http::Uri;
use ureq::unversioned::resolver::{DefaultResolver, ResolvedSocketAddrs, Resolver};
use ureq::unversioned::transport::{DefaultConnector, NextTimeout};
use ureq::{Agent, ResponseExt};

/// How long a page may take, with everything that it leads on to.
const LONGEST: Duration = Duration::from_secs(20);
/// How large it may be, in bytes.
const LARGEST: u64 = 16 << 20;
/// How many times it may lead on to another address.
const LEADS: u32 = 5;

/// A page that was fetched.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Fetched {
    /// Where it was in the end.
    pub address: String,
    name: &'static str,
    bytes: Vec<u8>,
}

impl Fetched {
    /// As it is read.
    pub fn into_source(self) -> Source {
        Source::Bytes { path: self.address, name: Some(self.name.to_owned()), bytes: self.bytes.into() }
    }
}

/// Why a page was not fetched.
#[derive(Debug, thiserror::Error)]
pub(crate) enum FetchError {
    /// No address of the web.
    #[error("“{}” is no address of a page: one begins with http:// or https://", gainsay::safe::line(.0))]
    NoAddress(String),
    /// It has a name and a password in it.
    #[error("an address with a name or password in it is not fetched")]
    Credentials,
    /// It is of this machine, or of a network that is not the public internet.
    #[error("{0} is no address of the public internet")]
    NotPublic(String),
    /// Something else than a page.
    #[error("there is no page at this address, but {0}")]
    NoPage(String),
    /// The server says no.
    #[error("the server answers {0}")]
    Status(u16),
    /// Too large.
    #[error("the page is larger than {} MB", LARGEST >> 20)]
    TooLarge,
    /// Too slow.
    #[error("the page did not come within {} seconds", LONGEST.as_secs())]
    TooSlow,
    /// It leads from one address to the next.
    #[error("the address leads on to another more than {LEADS} times")]
    TooManyLeads,
    /// The network.
    #[error("the page cannot be fetched: {0}")]
    Failed(String),
}

/// Fetches the page at `address`. It blocks, for 20 seconds at most.
///
/// # Errors
///
/// Where the address is none that may be fetched, or there is no page.
pub(crate) fn page(address: &str) -> Result<Fetched, FetchError> {
    fetch(address, Guard { look_up: by_system, may: is_public }, LONGEST)
}

type LookUp = fn(&Uri, &Config, NextTimeout) -> Result<ResolvedSocketAddrs, ureq::Error>;

/// Looks names up, and lets through only what may be connected to.
#[derive(Clone, Copy, Debug)]
struct Guard {
    look_up: LookUp,
    may: fn(IpAddr) -> bool,
}

fn by_system(uri: &Uri, config: &Config, timeout: NextTimeout) -> Result<ResolvedSocketAddrs, ureq::Error> {
    DefaultResolver::default().resolve(uri, config, timeout)
}

impl Resolver for Guard {
    fn resolve(
        &self,
        uri: &Uri,
        config: &Config,
        timeout: NextTimeout,
    ) -> Result<ResolvedSocketAddrs, ureq::Error> {
        let refused = |error: FetchError| ureq::Error::Other(Box::new(error));
        check(uri).map_err(refused)?;
        let found = (self.look_up)(uri, config, timeout)?;
        let mut allowed = self.empty();
        found
            .iter()
            .filter(|address: &&SocketAddr| (self.may)(address.ip()))
            .for_each(|it| allowed.push(*it));
        if allowed.is_empty() {
            let host = uri.host().unwrap_or_default().to_owned();
            return Err(refused(FetchError::NotPublic(host)));
        }
        Ok(allowed)
    }
}

/// Whether an address is one of the web, with nothing in it that is nobody's business.
fn check(uri: &Uri) -> Result<(), FetchError> {
    if !matches!(uri.scheme_str(), Some("http" | "https")) || uri.host().is_none_or(str::is_empty) {
        return Err(FetchError::NoAddress(uri.to_string()));
    }
    match uri.authority() {
        Some(authority) if authority.as_str().contains('@') => Err(FetchError::Credentials),
        _ => Ok(()),
    }
}

fn fetch(address: &str, guard: Guard, longest: Duration) -> Result<Fetched, FetchError> {
    let uri: Uri = address.trim().parse().map_err(|_| FetchError::NoAddress(address.to_owned()))?;
    check(&uri)?;
    let config = Agent::config_builder()
        .proxy(None)
        .max_redirects(LEADS)
        .timeout_global(Some(longest))
        .http_status_as_error(false)
        // Every address is connected to anew, so that every one is looked up and checked.
        .max_idle_connections(0)
        .max_response_header_size(32 << 10)
        .user_agent(concat!("gainsay/", env!("CARGO_PKG_VERSION")))
        .accept("text/html, application/xhtml+xml, text/plain")
        .build();
    let agent = Agent::with_parts(config, DefaultConnector::default(), guard);
    let mut response = agent.get(uri).call().map_err(told)?;
    let status = response.status();
    if status.as_u16() != 200 {
        return Err(FetchError::Status(status.as_u16()));
    }
    let kind = response.body().mime_type().unwrap_or("something of no kind").to_ascii_lowercase();
    let name = match kind.as_str() {
        "text/html" | "application/xhtml+xml" => "page.html",
        "text/plain" => "page.txt",
        _ => return Err(FetchError::NoPage(gainsay::safe::line(&kind))),
    };
    let address = response.get_uri().to_string();
    let bytes = response.body_mut().with_config().limit(LARGEST).read_to_vec().map_err(told)?;
    Ok(Fetched { address, name, bytes })
}

fn told(error: ureq::Error) -> FetchError {
    match error {
        ureq::Error::Other(error) => match error.downcast::<FetchError>() {
            Ok(error) => *error,
            Err(error) => FetchError::Failed(error.to_string()),
        },
        ureq::Error::Timeout(_) => FetchError::TooSlow,
        ureq::Error::BodyExceedsLimit(_) => FetchError::TooLarge,
        ureq::Error::TooManyRedirects => FetchError::TooManyLeads,
        // A body that breaks off or is too slow comes as an error of reading.
        ureq::Error::Io(error) if error.kind() == std::io::ErrorKind::TimedOut => FetchError::TooSlow,
        error => FetchError::Failed(error.to_string()),
    }
}

#[cfg(test)]
mod tests;
