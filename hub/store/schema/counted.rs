//! Step after undo: where widgets are seen, counted and nothing else; and the last sign of life of each screen.

pub(super) const STEP: &[&str] = &[
    "CREATE TABLE reach (
        day TEXT NOT NULL,
        site TEXT NOT NULL,
        host TEXT NOT NULL,
        widget TEXT NOT NULL,
        count BIGINT NOT NULL,
        PRIMARY KEY (day, site, host, widget)
    )",
    "CREATE TABLE screens (
        id TEXT PRIMARY KEY,
        at_ms BIGINT NOT NULL,
        build TEXT NOT NULL,
        feed_age_s BIGINT,
        skew_ms BIGINT,
        memory_bytes BIGINT,
        fps BIGINT,
        engine TEXT NOT NULL,
        traps BIGINT NOT NULL
    )",
];
