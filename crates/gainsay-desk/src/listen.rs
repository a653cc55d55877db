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
use tokio::net::{TcpListener, TcpSocket};
use tokio::sync::Semaphore;

/// How long the head of a request may take to come in.
const HEAD: Duration = Duration::from_secs(10);
/// How many connections there may be at once; others wait to be taken.
const CONNECTIONS: usize = 256;
/// How much of an answer the system may hold for a connection, in bytes. Left to itself it would hold megabytes, and tell nobody for
/// minutes that a slow line takes them: whoever reads as fast as has to be ([`crate::pace`]) makes room in this within its patience.
const SENDING: u32 = 128 << 10;
/// How many connections the system keeps that are not taken yet.
const WAITING: u32 = 1024;
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
        let listener = listening(address).map_err(trouble)?;
        ready(listener.local_addr().map_err(trouble)?);
        take(listener, self.router(), CONNECTIONS, async {
            let _ = tokio::signal::ctrl_c().await;
        })
        .await;
        Ok(())
    }
}

/// Listens on an address.
fn listening(address: SocketAddr) -> std::io::Result<TcpListener> {
    let socket = if address.is_ipv4() { TcpSocket::new_v4() } else { TcpSocket::new_v6() }?;
    // As other programs do, so that a desk can be opened again at once. On Windows it would mean that two can share a port.
    #[cfg(not(windows))]
    socket.set_reuseaddr(true)?;
    // Those that are taken inherit it. Where the system does not have it, slow lines have less patience.
    let _ = socket.set_send_buffer_size(SENDING);
    socket.bind(address)?;
    socket.listen(WAITING)
}

/// Takes connections, so many at once, until `stop` is done.
async fn take(listener: TcpListener, router: Router, places: usize, stop: impl Future<Output = ()>) {
    let room = Arc::new(Semaphore::new(places));
    let closing = GracefulShutdown::new();
    let mut stop = std::pin::pin!(stop);
    loop {
        let next = async {
            let place = room.clone().acquire_owned().await.ok()?;
            Some((place, listener.accept().await))
        };
        // It is heard also while no place is free.
        let taken = tokio::select! {
            taken = next => taken,
            () = &mut stop => break,
        };
        let Some((place, stream)) = taken else { break };
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

#[cfg(test)]
mod tests {
    use super::*;
    use tokio::io::{AsyncReadExt, AsyncWriteExt};
    use tokio::net::TcpStream;

    #[tokio::test]
    async fn the_end_is_heard_while_every_place_is_taken() {
        let listener = listening(SocketAddr::from(([127, 0, 0, 1], 0))).expect("listens");
        let address = listener.local_addr().expect("an address");
        let (end, ended) = tokio::sync::oneshot::channel::<()>();
        let taking = tokio::spawn(take(listener, Router::new(), 1, async {
            let _ = ended.await;
        }));
        let mut one = TcpStream::connect(address).await.expect("connects");
        one.write_all(b"GET / HTTP/1.1\r\nhost: localhost\r\n\r\n").await.expect("sent");
        assert!(one.read(&mut [0; 16]).await.expect("answered") > 0, "the place is taken");
        let _other = TcpStream::connect(address).await.expect("connects");
        end.send(()).expect("told");
        tokio::time::timeout(GRACE + HEAD, taking).await.expect("it ends").expect("no panic");
    }
}
