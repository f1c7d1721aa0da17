//! Step after counted: all that a report reads of items, in the order in which it groups them, so that it reads no item and
//! sorts nothing; and the events that it counts.

pub(super) const STEP: &[&str] = &[
    "CREATE INDEX items_report ON items (owner, kind, topic, received_ms, expected_ms, answered_ms, closed_ms, satisfaction,
         rating)",
    "CREATE INDEX events_by_deed ON events (deed, at_ms, item, undone)",
];
