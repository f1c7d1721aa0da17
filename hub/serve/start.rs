//! What `cchc serve` starts besides the files: the hub with its store, the metrics' own address, the broom.

use std::fs::File;
use std::sync::Arc;

use super::Settings;
use crate::backup;
use crate::config;
use crate::feedback::{self, Hub};
use crate::outbox;
use crate::place::{Error, open};
use crate::store::Store;

/// The hub, if the settings ask for one, and what says that it works on its folder.
pub(super) async fn hub(settings: &Settings) -> Result<Option<(Arc<Hub>, Option<File>)>, Error> {
    let mut config = config::read(settings.config.as_deref(), std::env::vars())?;
    // One of the two on the command line replaces both of the file.
    if settings.data.is_some() || settings.database.is_some() {
        config.data.clone_from(&settings.data);
        config.database.clone_from(&settings.database);
    }
    if settings.secrets.is_some() {
        config.secrets.clone_from(&settings.secrets);
    }
    if settings.metrics_addr.is_some() {
        config.metrics_addr.clone_from(&settings.metrics_addr);
    }
    let Some((place, secrets)) = open(&config)? else {
        return Ok(None);
    };
    let lock = config.data.as_deref().map(backup::share).transpose()?;
    let store = Store::open(&place).await?;
    tracing::info!(engine = ?store.engine(), "store open");
    let feed = settings
        .feed
        .clone()
        .unwrap_or_else(|| settings.root().join("feed/v1"));
    let hub = Hub::new(store, config, secrets, feed, feedback::clock());
    Ok(Some((hub, lock)))
}

/// Starts what runs beside the server.
pub(super) async fn beside(hub: &Arc<Hub>) -> std::io::Result<()> {
    let mut channels = outbox::channels(&hub.config).map_err(std::io::Error::other)?;
    let partners = outbox::partners(&hub.config, &hub.store).map_err(std::io::Error::other)?;
    for partner in &partners {
        channels.push(Arc::<outbox::Partner>::clone(partner));
    }
    // A store that is away now is there later; the outbox waits.
    if let Err(error) = outbox::keep(&hub.store, &channels).await {
        tracing::warn!(%error, "outbox");
    }
    tokio::spawn(outbox::work(Arc::clone(hub), channels));
    if !partners.is_empty() {
        tokio::spawn(outbox::watch(Arc::clone(hub), partners));
    }
    tokio::spawn(feedback::clean_up(Arc::clone(hub)));
    if hub.config.retention.daily {
        tokio::spawn(crate::desk::every_day(Arc::clone(hub)));
    }
    if let Some(address) = &hub.config.metrics_addr {
        let listener = tokio::net::TcpListener::bind(address).await?;
        if let Ok(addr) = listener.local_addr() {
            crate::say!("metrics http://{addr}/metrics");
        }
        let router = feedback::measure(Arc::clone(hub));
        tokio::spawn(super::connections::serve(
            listener,
            router,
            super::connections::Limits::default(),
            std::future::pending(),
        ));
    }
    Ok(())
}
