//! What widgets and screens say of themselves, where the settings allow it: that a widget was seen on a host, and that a
//! screen is alive. Nothing of who looks at them.

use std::collections::HashSet;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, SystemTime};

use axum::extract::{Request, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use serde::de::DeserializeOwned;

use super::problem::{Problem, Written};
use super::{Hub, Sender, forms, read_body, sender};
use crate::store::Limit;
use crate::store::counted::{CountReach, KeepSign, Sign};

/// Largest body.
const BYTES: usize = 2048;
/// Longest time for one.
const TIME: Duration = Duration::from_secs(10);
/// Longest word of a screen about itself.
const WORD_CHARS: usize = 80;
/// Widgets that are counted.
const WIDGETS: [&str; 5] = ["news", "scoreboard", "procedures", "feedback", "screen"];

/// A widget was seen.
#[derive(Deserialize, utoipa::ToSchema)]
pub(super) struct Beacon {
    /// Such as `news`.
    widget: String,
    /// Host of the page, such as `so-noi-vu.example`; nothing more of its address.
    host: String,
}

/// A screen is alive.
#[derive(Deserialize, utoipa::ToSchema)]
pub(super) struct Heartbeat {
    /// Its id in the feed.
    screen: String,
    /// Build of the bundle.
    build: String,
    /// Age of the feed that it shows.
    feed_age_s: Option<i64>,
    /// How much its clock is ahead.
    skew_ms: Option<i64>,
    memory_bytes: Option<i64>,
    fps: Option<f64>,
    /// Browser engine with its version.
    #[serde(default)]
    engine: String,
    /// Traps of the bundle since it started.
    #[serde(default)]
    traps: i64,
}

/// Ids of the feed's screens, read again when the file changes.
#[derive(Default)]
pub(super) struct Known(Mutex<Ids>);

#[derive(Default)]
struct Ids {
    /// Time and length of the file that was read.
    stamp: Option<(SystemTime, u64)>,
    ids: HashSet<String>,
}

impl Known {
    async fn has(&self, feed: &std::path::Path, id: &str) -> bool {
        let known = || self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let seen = known().stamp;
        if let Some((stamp, text)) = forms::changed(&feed.join("screens.json"), seen).await {
            let screens = cchc::feed::screens::parse(&text).0.unwrap_or_default();
            let ids = screens
                .screens
                .into_iter()
                .map(|screen| screen.id)
                .collect();
            *known() = Ids {
                stamp: Some(stamp),
                ids,
            };
        }
        known().ids.contains(id)
    }
}

/// Who sends, from which site, and what. A beacon is sent as `text/plain`, so that no browser asks first.
async fn read<T: DeserializeOwned>(hub: &Hub, request: Request) -> Result<(Sender, T), Problem> {
    let sender = hub.sender(&request);
    let body = read_body(&sender.headers, request.into_body(), BYTES, TIME).await?;
    let read = serde_json::from_slice(&body).map_err(|_| Problem::body_unreadable())?;
    Ok((sender, read))
}

async fn per_address(hub: &Hub, sender: &Sender) -> Result<Limit, Problem> {
    let address = hub.sender_hash(sender).await?;
    let most = hub.config.limits.count_per_address;
    Ok(hub.limit(format!("count:address:{address}"), most))
}

fn done(wait: Option<i64>) -> Result<Response, Problem> {
    match wait {
        Some(secs) => Err(Problem::limited().after(secs)),
        None => Ok(StatusCode::NO_CONTENT.into_response()),
    }
}

/// Counts that a widget was seen: by day, site, host and widget. Hosts of no site are counted together.
#[utoipa::path(post, path = "/api/v1/beacon", request_body = Beacon, responses((status = 204, description = "Counted"),
    (status = 400, body = Written<'static>, description = "body-unreadable"),
    (status = 403, body = Written<'static>, description = "counting-off"),
    (status = 429, body = Written<'static>, description = "limited")))]
pub(super) async fn beacon(
    State(hub): State<Arc<Hub>>,
    request: Request,
) -> Result<Response, Problem> {
    if !hub.config.reach.is_counted {
        return Err(Problem::counting_off());
    }
    let (sender, beacon): (_, Beacon) = read(&hub, request).await?;
    let widget = WIDGETS.into_iter().find(|one| *one == beacon.widget);
    let widget = widget.ok_or_else(Problem::body_unreadable)?;
    // What the browser says counts, not what the page says of itself.
    let origin = sender.headers.get(header::ORIGIN);
    let origin = origin.and_then(|origin| url::Url::parse(origin.to_str().ok()?).ok());
    let host = origin.and_then(|origin| Some(origin.host_str()?.to_owned()));
    let host = host.filter(|host| *host == beacon.host.to_lowercase());
    let site = sender::site_of(&hub.config, &sender.headers, None).ok();
    let (site, host) = site.zip(host).unwrap_or_default();
    let deed = CountReach {
        site,
        host,
        widget,
        limits: vec![per_address(&hub, &sender).await?],
        now_ms: hub.now_ms(),
    };
    done(hub.store.act(deed).await?)
}

/// Keeps the last sign of life of a screen that the feed names.
#[utoipa::path(post, path = "/api/v1/screens/heartbeat", request_body = Heartbeat,
    responses((status = 204, description = "Noted"),
    (status = 400, body = Written<'static>, description = "body-unreadable"),
    (status = 403, body = Written<'static>, description = "counting-off, origin-refused"),
    (status = 404, body = Written<'static>, description = "screen-unknown"),
    (status = 429, body = Written<'static>, description = "limited")))]
pub(super) async fn heartbeat(
    State(hub): State<Arc<Hub>>,
    request: Request,
) -> Result<Response, Problem> {
    if !hub.config.screens.heartbeat {
        return Err(Problem::counting_off());
    }
    let (sender, heartbeat): (_, Heartbeat) = read(&hub, request).await?;
    sender::site_of(&hub.config, &sender.headers, None)?;
    if !hub.screens.has(hub.forms.feed(), &heartbeat.screen).await {
        return Err(Problem::screen_unknown());
    }
    let word = |text: &str| cchc::text::clip(cchc::text::clean(text).trim(), WORD_CHARS);
    let most = hub.config.limits.heartbeat_per_screen;
    let own = hub.limit(format!("heartbeat:{}", heartbeat.screen), most);
    let deed = KeepSign {
        limits: vec![per_address(&hub, &sender).await?, own],
        sign: Sign {
            id: heartbeat.screen,
            at_ms: hub.now_ms(),
            build: word(&heartbeat.build),
            feed_age_s: heartbeat.feed_age_s.map(|secs| secs.max(0)),
            skew_ms: heartbeat.skew_ms,
            memory_bytes: heartbeat.memory_bytes.map(|bytes| bytes.max(0)),
            // A whole number is enough, and what is none becomes 0.
            fps: heartbeat
                .fps
                .map(|fps| fps.clamp(0.0, 1000.0).round() as i64),
            engine: word(&heartbeat.engine),
            traps: heartbeat.traps.max(0),
        },
    };
    done(hub.store.act(deed).await?)
}

#[cfg(test)]
#[path = "counted_tests.rs"]
mod tests;
