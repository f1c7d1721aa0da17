//! `cchc serve`: bundle, feed and pages from one folder, over plain HTTP behind whatever proxy a host has.

mod carried;
mod connections;
mod files;
mod headers;
mod index;
mod start;

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

use crate::feedback::{Hub, Label};

/// What to serve.
#[derive(Debug, Clone, Args)]
pub(crate) struct Settings {
    /// Folder with v1, feed and examples; without it, what this program carries, else target/dist
    #[arg(long)]
    root: Option<PathBuf>,
    /// Another folder for /feed/v1
    #[arg(long)]
    feed: Option<PathBuf>,
    /// Address to listen on; port 0 takes a free one
    #[arg(long, default_value = "127.0.0.1:8080")]
    addr: String,
    /// Folder with the database of what citizens send; without it only files are served
    #[arg(long)]
    data: Option<PathBuf>,
    /// PostgreSQL instead, for several hubs: postgres://user@host/name
    #[arg(long)]
    database: Option<String>,
    /// The secrets file (cchc keys new); with --data it is made there if none is named
    #[arg(long)]
    secrets: Option<PathBuf>,
    /// cchc.toml
    #[arg(long)]
    config: Option<PathBuf>,
    /// Address for Prometheus, which must not be public
    #[arg(long)]
    metrics_addr: Option<String>,
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

/// Pages for panels without WebAssembly, which `cchc build --static` makes.
const STATIC: &str = "/feed/v1/static/";
/// Longest a request for a file may take.
const TIMEOUT: Duration = Duration::from_secs(30);
/// Longest any request may take; what citizens send has limits of its own within.
const LONGEST: Duration = Duration::from_secs(120);

impl Settings {
    fn root(&self) -> PathBuf {
        let root = self.root.clone();
        root.unwrap_or_else(|| PathBuf::from("target/dist"))
    }
}

pub(crate) fn run(mut settings: Settings) -> ExitCode {
    let log = tracing_subscriber::fmt()
        .with_writer(std::io::stderr)
        .with_target(false);
    match settings.log {
        Log::Text => log.compact().init(),
        Log::Json => log.json().init(),
    }
    // Held until the server has ended.
    let carried = match settings.root {
        Some(_) => None,
        None => match carried::Carried::unpack() {
            Ok(carried) => carried,
            Err(error) => return refuse(&error),
        },
    };
    if let Some(carried) = &carried {
        settings.root = Some(carried.path().to_path_buf());
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
        let hub = match start::hub(&settings).await {
            Ok(hub) => hub,
            Err(error) => {
                crate::complain!("cchc serve: {error}");
                return ExitCode::FAILURE;
            }
        };
        // The lock is held until the server has ended.
        let (hub, _lock) = hub.map_or((None, None), |(hub, lock)| (Some(hub), lock));
        if let Some(hub) = &hub
            && let Err(error) = start::beside(hub).await
        {
            return refuse(&error);
        }
        if let Ok(addr) = listener.local_addr() {
            crate::say!("listening http://{addr}");
        }
        let mut limits = connections::Limits::default();
        if let Some(hub) = &hub {
            limits.connections = hub.config.limits.connections;
        }
        connections::serve(listener, app(settings, hub), limits, stop()).await;
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
pub(crate) fn app(settings: Settings, hub: Option<Arc<Hub>>) -> Router {
    let files = Router::new()
        .fallback(any(answer))
        .with_state(Arc::new(files::Files::new(settings.root(), settings.feed)))
        .layer(TimeoutLayer::with_status_code(
            StatusCode::REQUEST_TIMEOUT,
            TIMEOUT,
        ));
    let all = match &hub {
        Some(hub) => crate::feedback::router(hub).fallback_service(files),
        None => files,
    };
    all.route("/health", any(|| async { "ok\n" }))
        .layer(CatchPanicLayer::new())
        // A file over a slow line takes longer than a page; whatever takes longer than this is no citizen.
        .layer(TimeoutLayer::with_status_code(
            StatusCode::REQUEST_TIMEOUT,
            LONGEST,
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

/// One line per request; no address of the reader, and nothing of what was sent or asked for by secret.
async fn note(request: Request, next: Next) -> Response {
    let start = Instant::now();
    let (method, path) = (request.method().clone(), request.uri().path().to_owned());
    let answer = next.run(request).await;
    let (millis, status) = (
        u64::try_from(start.elapsed().as_millis()).unwrap_or(u64::MAX),
        answer.status().as_u16(),
    );
    match answer.extensions().get::<Label>() {
        Some(label) => {
            let (path, id) = (label.path.as_str(), label.id.as_str());
            let problem = label.problem.unwrap_or_default();
            tracing::info!(%method, path, status, millis, id, problem);
        }
        None => tracing::info!(%method, path, status, millis),
    }
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
