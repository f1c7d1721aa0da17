//! Step after the outbox: what became of items that were passed on to other systems, and who does what comes round.

pub(super) const STEP: &[&str] = &[
    "CREATE TABLE links (
        channel TEXT NOT NULL,
        item BIGINT NOT NULL REFERENCES items (number) ON DELETE CASCADE,
        reference TEXT NOT NULL,
        first_ms BIGINT NOT NULL,
        asked_ms BIGINT,
        token TEXT,
        remote_id TEXT,
        remote_status TEXT,
        PRIMARY KEY (channel, item)
    )",
    "CREATE INDEX links_by_remote ON links (channel, remote_id)",
    "CREATE INDEX links_by_item ON links (item)",
    // What they told, by their own number of it: each counts once.
    "CREATE TABLE partner_updates (
        channel TEXT NOT NULL,
        update_id TEXT NOT NULL,
        item BIGINT NOT NULL REFERENCES items (number) ON DELETE CASCADE,
        event BIGINT NOT NULL,
        PRIMARY KEY (channel, update_id)
    )",
    "CREATE INDEX partner_updates_by_item ON partner_updates (item)",
    // What comes round, and when it is due: of several hubs the first one does it.
    "CREATE TABLE duties (name TEXT PRIMARY KEY, next_ms BIGINT NOT NULL, cursor_ms BIGINT)",
];
