//! Step after staff: notices on their way out, and the channels that they go by.

pub(super) const STEP: &[&str] = &[
    // The citizen's e-mail alone, sealed; there only if she agreed to be contacted.
    "ALTER TABLE items ADD COLUMN mail_sealed {bytes}",
    "ALTER TABLE items ADD COLUMN mail_key_id TEXT",
    // As the hubs' settings name them; whatever causes a notice looks here, hub or command.
    "CREATE TABLE outbox_channels (id TEXT PRIMARY KEY, agency TEXT, events TEXT NOT NULL)",
    "CREATE TABLE outbox (
        number {serial},
        id TEXT NOT NULL UNIQUE,
        item BIGINT NOT NULL REFERENCES items (number) ON DELETE CASCADE,
        event TEXT NOT NULL,
        status TEXT NOT NULL,
        agency TEXT,
        channel TEXT NOT NULL,
        target_sealed {bytes},
        key_id TEXT,
        state TEXT NOT NULL,
        tries BIGINT NOT NULL,
        next_ms BIGINT NOT NULL,
        last_error TEXT,
        made_ms BIGINT NOT NULL
    )",
    "CREATE INDEX outbox_due ON outbox (state, next_ms)",
    "CREATE INDEX outbox_by_item ON outbox (item)",
];
