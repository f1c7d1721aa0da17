//! For those who run the hub: whether it can store, what it counts, and the broom.

use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::extract::State;
use axum::http::header;
use axum::routing::get;

use super::Hub;
use super::problem::Problem;
use crate::store::{Clean, Spend};

/// Between two sweeps.
const SWEEP: Duration = Duration::from_secs(600);

/// `GET /ready`: a transaction was written and committed just now.
pub(super) async fn ready(State(hub): State<Arc<Hub>>) -> Result<&'static str, Problem> {
    let limit = hub.limit("ready".to_owned(), u32::MAX);
    let now_ms = hub.now_ms();
    let limits = vec![limit];
    hub.store.act(Spend { limits, now_ms }).await?;
    Ok("ready\n")
}

/// The server of metrics, for an address of its own.
pub(crate) fn measure(hub: Arc<Hub>) -> Router {
    Router::new()
        .route(
            "/metrics",
            get(|State(hub): State<Arc<Hub>>| async move {
                (
                    [(header::CONTENT_TYPE, "text/plain; version=0.0.4")],
                    hub.metrics.text(&hub.store),
                )
            }),
        )
        .with_state(hub)
}

/// Takes out what has had its time, for ever.
pub(crate) async fn clean_up(hub: Arc<Hub>) {
    loop {
        let now_ms = hub.now_ms();
        if let Err(error) = hub.store.act(Clean { now_ms }).await {
            tracing::warn!(%error, "not cleaned up");
        }
        tokio::time::sleep(SWEEP).await;
    }
}
