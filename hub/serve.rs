//! `cchc serve`: bundle, feed and pages from one folder, over plain HTTP behind whatever proxy a host has.

mod connections;
mod files;
mod headers;
mod index;

use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;
use std::time::{Duration, Instant};

use axum::Router;
use axum::extract::{Request, State};
use axum::http::{Method, StatusCode, header};
use axum::middleware::{Next, from_fn};
use axum::response::{IntoResponse, Response};
use axum::routing::any;
use clap::{Args, ValueEnum};
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::timeout::TimeoutLayer;

/// What to serve.
#[derive(Debug, Clone, Args)]
pub(crate) struct Settings {
    /// Folder with v1, feed and examples
    #[arg(long, default_value = "target/dist")]
    root: PathBuf,
    /// Another folder for /feed/v1
    #[arg(long)]
    feed: Option<PathBuf>,
    /// Address to listen on; port 0 takes a free one
    #[arg(long, default_value = "127.0.0.1:8080")]
    addr: String,
    /// Form of the log on standard error
    #[arg(long, value_enum, default_value_t)]
    log: Log,
}

#[derive(Debug, Clone, Copy, ValueEnum, Default)]
enum Log {
    #[default]
    Text,
    Json,
}

/// Longest a request may take.
const TIMEOUT: Duration = Duration::from_secs(30);

pub(crate) fn run(settings: Settings) -> ExitCode {
    let log = tracing_subscriber::fmt()
        .with_writer(std::io::stderr)
        .with_target(false);
    match settings.log {
        Log::Text => log.compact().init(),
        Log::Json => log.json().init(),
    }
    let runtime = match tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
    {
        Ok(runtime) => runtime,
        Err(error) => return refuse(&error),
    };
    runtime.block_on(async {
        let listener = match tokio::net::TcpListener::bind(&settings.addr).await {
            Ok(listener) => listener,
            Err(error) => {
                crate::complain!(
                    "cchc serve: không mở được {0}: {error}. Chọn cổng khác bằng --addr 127.0.0.1:0. | \
                     cannot listen on {0}: {error}. Choose another port with --addr 127.0.0.1:0.",
                    settings.addr
                );
                return ExitCode::FAILURE;
            }
        };
        if let Ok(addr) = listener.local_addr() {
            crate::say!("listening http://{addr}");
        }
        connections::serve(listener, app(settings), connections::Limits::default(), stop()).await;
        ExitCode::SUCCESS
    })
}

fn refuse(error: &std::io::Error) -> ExitCode {
    crate::complain!("cchc serve: {error}");
    ExitCode::FAILURE
}

/// Ends when the process is asked to; open requests are finished first.
async fn stop() {
    let interrupted = async { _ = tokio::signal::ctrl_c().await };
    #[cfg(unix)]
    let ended = async {
        if let Ok(mut signal) =
            tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate())
        {
            signal.recv().await;
        }
    };
    #[cfg(not(unix))]
    let ended = std::future::pending::<()>();
    tokio::select! {
        () = interrupted => {}
        () = ended => {}
    }
}

/// The whole server as a value, so that tests need no port.
pub(crate) fn app(settings: Settings) -> Router {
    Router::new()
        .fallback(any(answer))
        .with_state(Arc::new(files::Files::new(settings.root, settings.feed)))
        .layer(CatchPanicLayer::new())
        .layer(TimeoutLayer::with_status_code(
            StatusCode::REQUEST_TIMEOUT,
            TIMEOUT,
        ))
        // Outside of the two above: their answers carry the headers too.
        .layer(from_fn(dress))
        .layer(from_fn(note))
}

/// Puts the headers on that every answer has.
async fn dress(request: Request, next: Next) -> Response {
    let (path, asked) = (request.uri().path().to_owned(), request.headers().clone());
    let mut answer = next.run(request).await;
    headers::add(&mut answer, &path, &asked);
    answer
}

/// One line per request; no address of the reader.
async fn note(request: Request, next: Next) -> Response {
    let start = Instant::now();
    let (method, path) = (request.method().clone(), request.uri().path().to_owned());
    let answer = next.run(request).await;
    let millis = u64::try_from(start.elapsed().as_millis()).unwrap_or(u64::MAX);
    tracing::info!(%method, path, status = answer.status().as_u16(), millis);
    answer
}

async fn answer(State(files): State<Arc<files::Files>>, request: Request) -> Response {
    let path = request.uri().path().to_owned();
    match *request.method() {
        Method::GET | Method::HEAD => files.answer(&path, request.headers()).await,
        Method::OPTIONS => StatusCode::NO_CONTENT.into_response(),
        _ => (
            StatusCode::METHOD_NOT_ALLOWED,
            [(header::ALLOW, "GET, HEAD, OPTIONS")],
        )
            .into_response(),
    }
}

#[cfg(test)]
mod requests_tests;
#[cfg(test)]
pub(crate) mod tests;
