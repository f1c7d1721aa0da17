//! Connections: how many there may be, how slow, and for how long.
//!
//! A client that sends its headers byte by byte, asks and never reads, or keeps a connection open for nothing holds
//! memory and a file handle. Each of them costs little, ten thousand stop the server; so every wait has an end here. A
//! request itself has its own limit beside the router.

use std::convert::Infallible;
use std::future::Future;
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::http::Request;
use axum::response::Response;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::TcpListener;
use tokio::sync::{Semaphore, watch};
use tokio::time::{sleep, timeout};
use tower::Service;
use tower_http::add_extension::AddExtension;

use crate::feedback::Peer;

/// Most bytes of a request's line and headers; hyper takes no less than 8 KiB.
const MAX_HEADER_BYTES: usize = 16 * 1024;
/// Wait after the system could not give a connection, such as when file handles ran out.
const ACCEPT_PAUSE: Duration = Duration::from_secs(1);

/// What a client may take.
#[derive(Debug, Clone, Copy)]
pub(super) struct Limits {
    /// From one answer, or from the beginning, to the end of the next request's headers.
    pub(super) header_time: Duration,
    /// After this a connection takes no more requests; a browser opens another one.
    pub(super) connection_time: Duration,
    /// For the answer that is under way when the connection or the server ends.
    pub(super) grace_time: Duration,
    /// Open at once; more wait in the system's queue.
    pub(super) connections: u32,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            header_time: Duration::from_secs(10),
            connection_time: Duration::from_secs(120),
            // 1 MB over a telephone of 300 kbit/s.
            grace_time: Duration::from_secs(30),
            connections: 1024,
        }
    }
}

/// Serves until `stop`; open requests are finished first.
pub(super) async fn serve(
    listener: TcpListener,
    app: Router,
    limits: Limits,
    stop: impl Future<Output = ()>,
) {
    let room = Arc::new(Semaphore::new(limits.connections as usize));
    let (stopping, stopped) = watch::channel(());
    let accept = async {
        loop {
            // Nobody closes the semaphore, so there is a permit or a wait for one.
            let Ok(permit) = Arc::clone(&room).acquire_owned().await else {
                return;
            };
            match listener.accept().await {
                Ok((stream, peer)) => {
                    // Small answers go out at once; without it they are only slower.
                    _ = stream.set_nodelay(true);
                    let app = AddExtension::new(app.clone(), Peer(peer.ip()));
                    let served = connection(stream, app, limits, stopped.clone());
                    tokio::spawn(async move {
                        served.await;
                        drop(permit);
                    });
                }
                Err(error) => {
                    tracing::warn!(%error, "no connection");
                    sleep(ACCEPT_PAUSE).await;
                }
            }
        }
    };
    tokio::select! {
        () = stop => {}
        () = accept => {}
    }
    drop(listener);
    drop(stopping);
    // All permits are back when the last connection ended, which grace_time bounds.
    _ = room.acquire_many(limits.connections).await;
}

/// Serves one connection until it ends, is too old, or `stop` has no sender any more.
pub(super) async fn connection<S, A>(
    stream: S,
    app: A,
    limits: Limits,
    mut stop: watch::Receiver<()>,
) where
    S: AsyncRead + AsyncWrite + Unpin + Send + 'static,
    A: Service<Request<Incoming>, Response = Response, Error = Infallible> + Clone + Send + 'static,
    A::Future: Send,
{
    let mut builder = http1::Builder::new();
    builder
        .timer(TokioTimer::new())
        .header_read_timeout(limits.header_time)
        .max_buf_size(MAX_HEADER_BYTES);
    let service = TowerToHyperService::new(app);
    let mut served = pin!(builder.serve_connection(TokioIo::new(stream), service));
    let outcome = tokio::select! {
        outcome = served.as_mut() => Some(outcome),
        _ = stop.changed() => None,
        () = sleep(limits.connection_time) => None,
    };
    let outcome = match outcome {
        Some(outcome) => outcome,
        None => {
            served.as_mut().graceful_shutdown();
            timeout(limits.grace_time, served).await.unwrap_or(Ok(()))
        }
    };
    // Clients go away in the middle of things; that is no defect of the server.
    if let Err(error) = outcome {
        tracing::debug!(%error, "connection");
    }
}

#[cfg(test)]
#[path = "connections_tests.rs"]
mod tests;
