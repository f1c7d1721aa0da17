//! Step 2: what happens to items after they came: who has them, what was done, what was answered, what is public.

pub(super) const STEP: &[&str] = &[
    // Counts up with every act: who saw another edition comes too late.
    "ALTER TABLE items ADD COLUMN edition BIGINT NOT NULL DEFAULT 1",
    // Id of the agency that has it now.
    "ALTER TABLE items ADD COLUMN owner TEXT",
    "ALTER TABLE items ADD COLUMN handler BIGINT",
    // Title, text and place in small letters without marks.
    "ALTER TABLE items ADD COLUMN folded TEXT",
    // The first answer; a correction or a second one leaves it.
    "ALTER TABLE items ADD COLUMN answered_ms BIGINT",
    "ALTER TABLE items ADD COLUMN closed_ms BIGINT",
    // Holds while the status is `duplicate`.
    "ALTER TABLE items ADD COLUMN duplicate_of BIGINT",
    "ALTER TABLE items ADD COLUMN satisfaction BIGINT",
    "ALTER TABLE items ADD COLUMN satisfaction_note TEXT",
    "ALTER TABLE items ADD COLUMN unsolved_ms BIGINT",
    "ALTER TABLE items ADD COLUMN unsolved_reason TEXT",
    "ALTER TABLE items ADD COLUMN published_ms BIGINT",
    "ALTER TABLE items ADD COLUMN public_title TEXT",
    "ALTER TABLE items ADD COLUMN public_body TEXT",
    "ALTER TABLE items ADD COLUMN public_place TEXT",
    "ALTER TABLE items ADD COLUMN public_answer TEXT",
    // What is public, in small letters without marks: whoever searches there must not find what was blacked out.
    "ALTER TABLE items ADD COLUMN public_folded TEXT",
    "ALTER TABLE items ADD COLUMN erased_ms BIGINT",
    "UPDATE items SET owner = agency",
    // All that the inbox counts and sorts by, so that it reads no item for that.
    "CREATE INDEX items_inbox ON items (owner, status, received_ms, expected_ms, kind, topic, handler)",
    "CREATE INDEX items_by_arrival ON items (received_ms, number)",
    "CREATE INDEX items_by_due ON items (expected_ms, number)",
    "CREATE INDEX items_published ON items (published_ms, number)",
    "CREATE INDEX items_by_duplicate ON items (duplicate_of)",
    "CREATE TABLE events (
        number {serial},
        item BIGINT NOT NULL REFERENCES items (number) ON DELETE CASCADE,
        at_ms BIGINT NOT NULL,
        actor TEXT NOT NULL,
        deed TEXT NOT NULL,
        status TEXT NOT NULL,
        agency TEXT,
        handler BIGINT,
        note TEXT,
        inner_note TEXT,
        undone BIGINT NOT NULL DEFAULT 0,
        before_status TEXT NOT NULL,
        before_agency TEXT,
        before_handler BIGINT
    )",
    "CREATE INDEX events_by_item ON events (item, number)",
    "CREATE INDEX events_by_time ON events (at_ms)",
    "CREATE TABLE replies (
        number {serial},
        item BIGINT NOT NULL REFERENCES items (number) ON DELETE CASCADE,
        at_ms BIGINT NOT NULL,
        staff BIGINT,
        state TEXT NOT NULL,
        body TEXT NOT NULL,
        action_taken TEXT NOT NULL,
        evidence TEXT NOT NULL,
        legal_basis TEXT NOT NULL,
        decided_by BIGINT,
        decided_ms BIGINT
    )",
    "CREATE INDEX replies_by_item ON replies (item, number)",
    "CREATE TABLE templates (
        number {serial},
        agency TEXT,
        name TEXT NOT NULL,
        body TEXT NOT NULL,
        action_taken TEXT NOT NULL,
        evidence TEXT NOT NULL,
        legal_basis TEXT NOT NULL
    )",
    "CREATE INDEX templates_by_agency ON templates (agency, name)",
];
