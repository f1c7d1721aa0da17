//! Step after partners: an event says all that was before it, so that taking it back leaves nothing behind.

pub(super) const STEP: &[&str] = &[
    // 0 for events that came before this step: there the four that follow say nothing.
    "ALTER TABLE events ADD COLUMN before_known BIGINT NOT NULL DEFAULT 0",
    "ALTER TABLE events ADD COLUMN before_answered_ms BIGINT",
    "ALTER TABLE events ADD COLUMN before_closed_ms BIGINT",
    "ALTER TABLE events ADD COLUMN before_duplicate_of BIGINT",
    "ALTER TABLE events ADD COLUMN before_published_ms BIGINT",
];
