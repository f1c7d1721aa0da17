//! Members of staff, their roles, invitations and sessions. Of tokens and session ids only hashes are kept.

pub(super) const STEP: &[&str] = &[
    "CREATE TABLE staff (
        number {serial},
        login TEXT NOT NULL UNIQUE,
        name TEXT NOT NULL,
        passphrase TEXT,
        totp_sealed {bytes},
        totp_key_id TEXT,
        totp_last_step BIGINT,
        state TEXT NOT NULL,
        made_ms BIGINT NOT NULL,
        changed_ms BIGINT NOT NULL
    )",
    "CREATE TABLE staff_roles (
        staff BIGINT NOT NULL REFERENCES staff (number) ON DELETE CASCADE,
        agency TEXT NOT NULL,
        role TEXT NOT NULL,
        PRIMARY KEY (staff, agency, role)
    )",
    "CREATE TABLE invitations (
        token_hash {bytes} PRIMARY KEY,
        staff BIGINT NOT NULL REFERENCES staff (number) ON DELETE CASCADE,
        expires_ms BIGINT NOT NULL,
        used_ms BIGINT
    )",
    "CREATE INDEX invitations_by_staff ON invitations (staff)",
    "CREATE TABLE sessions (
        number {serial},
        id_hash {bytes} NOT NULL UNIQUE,
        staff BIGINT NOT NULL REFERENCES staff (number) ON DELETE CASCADE,
        agent TEXT NOT NULL,
        made_ms BIGINT NOT NULL,
        seen_ms BIGINT NOT NULL,
        expires_ms BIGINT NOT NULL
    )",
    "CREATE INDEX sessions_by_staff ON sessions (staff)",
];
