//! Listening: connections that may dawdle neither over what they send nor over what they are sent, and an end that lets answers
//! finish.

use crate::desk::{Desk, DeskError};
use crate::pace::Paced;
use axum::Router;
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use hyper_util::service::TowerToHyperService;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;
use tokio::net::TcpListener;
use tokio::sync::Semaphore;

/// How long the head of a request may take to come in.
const HEAD: Duration = Duration::from_secs(10);
/// How many connections there may be at once; others wait to be taken.
const CONNECTIONS: usize = 256;
/// How long answers have to finish when the desk closes.
const GRACE: Duration = Duration::from_secs(3);

impl Desk {
    /// Listens on `port` (0: any that is free) until it is told to stop (Ctrl-C). `ready` hears the address.
    ///
    /// # Errors
    ///
    /// Where the address is taken, or not one of this machine.
    pub async fn serve(&self, port: u16, ready: impl FnOnce(SocketAddr)) -> Result<(), DeskError> {
        let address = SocketAddr::new(self.settings().address, port);
        let trouble = |source| DeskError::Listen { address, source };
        let listener = TcpListener::bind(address).await.map_err(trouble)?;
        ready(listener.local_addr().map_err(trouble)?);
        take(listener, self.router(), async {
            let _ = tokio::signal::ctrl_c().await;
        })
        .await;
        Ok(())
    }
}

/// Takes connections until `stop` is done.
async fn take(listener: TcpListener, router: Router, stop: impl Future<Output = ()>) {
    let room = Arc::new(Semaphore::new(CONNECTIONS));
    let closing = GracefulShutdown::new();
    let mut stop = std::pin::pin!(stop);
    loop {
        let Ok(place) = room.clone().acquire_owned().await else { break };
        let stream = tokio::select! {
            taken = listener.accept() => taken,
            () = &mut stop => break,
        };
        let Ok((stream, _)) = stream else {
            // Too many open files, most likely: it passes.
            tokio::time::sleep(Duration::from_millis(50)).await;
            continue;
        };
        let service = TowerToHyperService::new(router.clone());
        let connection = http1::Builder::new()
            .timer(TokioTimer::new())
            .header_read_timeout(HEAD)
            .max_buf_size(64 << 10)
            .serve_connection(TokioIo::new(Paced::new(stream)), service);
        let connection = closing.watch(connection);
        tokio::spawn(async move {
            // One that breaks off is nobody's loss but its own.
            let _ = connection.await;
            drop(place);
        });
    }
    let _ = tokio::time::timeout(GRACE, closing.shutdown()).await;
}
