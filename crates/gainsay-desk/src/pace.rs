//! A connection whose other end has to keep pace: who takes what is sent too slowly is hung up on, so that nobody can hold a place,
//! and the memory of an answer, by asking and not reading.

use std::io::{Error, ErrorKind, IoSlice, Result};
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::time::{Instant, Sleep, sleep};

/// The longest that the other end may leave what is sent lying, in all, before it has taken anything.
const LONGEST: Duration = Duration::from_secs(15);
/// How fast it has to take what is sent when it does take it, in bytes a second: a line of 64 kbit/s.
const SLOWEST: u64 = 8 << 10;

/// A stream that is paced.
pub(crate) struct Paced<S> {
    stream: S,
    /// How much longer it may leave lying what is sent: what it has taken earns it time.
    patience: Duration,
    /// Since when it does, and what wakes us when it has done so for too long.
    waiting: Option<(Instant, Pin<Box<Sleep>>)>,
}

impl<S> Paced<S> {
    pub fn new(stream: S) -> Self {
        Self { stream, patience: LONGEST, waiting: None }
    }

    /// Passes on how a write went, or that it took too long.
    fn paced(&mut self, context: &mut Context<'_>, written: Poll<Result<usize>>) -> Poll<Result<usize>> {
        match &written {
            Poll::Ready(Ok(bytes)) => {
                let waited = self.waiting.take().map_or(Duration::ZERO, |(since, _)| since.elapsed());
                let earned = Duration::from_millis(*bytes as u64 * 1000 / SLOWEST);
                self.patience = (self.patience.saturating_sub(waited) + earned).min(LONGEST);
                written
            }
            Poll::Ready(Err(_)) => written,
            Poll::Pending => {
                let patience = self.patience;
                let (_, end) =
                    self.waiting.get_or_insert_with(|| (Instant::now(), Box::pin(sleep(patience))));
                ready!(end.as_mut().poll(context));
                Poll::Ready(Err(Error::new(ErrorKind::TimedOut, "the other end does not read")))
            }
        }
    }
}

impl<S: AsyncRead + Unpin> AsyncRead for Paced<S> {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        into: &mut ReadBuf<'_>,
    ) -> Poll<Result<()>> {
        Pin::new(&mut self.stream).poll_read(context, into)
    }
}

impl<S: AsyncWrite + Unpin> AsyncWrite for Paced<S> {
    fn poll_write(mut self: Pin<&mut Self>, context: &mut Context<'_>, bytes: &[u8]) -> Poll<Result<usize>> {
        let written = Pin::new(&mut self.stream).poll_write(context, bytes);
        self.paced(context, written)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        parts: &[IoSlice<'_>],
    ) -> Poll<Result<usize>> {
        let written = Pin::new(&mut self.stream).poll_write_vectored(context, parts);
        self.paced(context, written)
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Result<()>> {
        Pin::new(&mut self.stream).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(context)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use tokio::io::{AsyncReadExt, AsyncWriteExt, duplex};

    /// Sends so many bytes through a pipe of 1 KB, of which the other end takes `part` every `pause`.
    async fn sent(bytes: usize, part: usize, pause: Duration) -> Result<()> {
        let (ours, mut theirs) = duplex(1 << 10);
        let reading = tokio::spawn(async move {
            let mut part = vec![0; part];
            loop {
                tokio::time::sleep(pause).await;
                if !matches!(theirs.read(&mut part).await, Ok(1..)) {
                    break;
                }
            }
        });
        let sent = Paced::new(ours).write_all(&vec![b'a'; bytes]).await;
        reading.abort();
        sent
    }

    #[tokio::test(start_paused = true)]
    async fn who_reads_slowly_but_well_enough_is_sent_everything() {
        sent(1 << 20, 1 << 10, Duration::from_millis(100)).await.expect("sent");
        // A pause now and then does no harm.
        sent(20 << 10, 1 << 10, Duration::from_millis(700)).await.expect("sent");
    }

    #[tokio::test(start_paused = true)]
    async fn who_takes_a_letter_now_and_then_or_nothing_is_hung_up_on() {
        for pause in [Duration::from_secs(1), Duration::from_secs(3600)] {
            let began = Instant::now();
            let error = sent(1 << 20, 1, pause).await.expect_err("given up");
            assert_eq!(error.kind(), ErrorKind::TimedOut);
            assert!(began.elapsed() < LONGEST * 2, "{:?}", began.elapsed());
        }
    }
}
