//! Items: what citizens sent, each exactly once.

use sqlx::Row;

use super::{Deed, Entry, Error, Limit, Transaction, outbox};

/// An item as it is stored. Texts are as the citizen wrote them.
#[derive(Debug, Clone, Default)]
pub(crate) struct NewItem {
    /// Keyed hash of the Idempotency-Key: the key itself is the receipt's secret.
    pub(crate) key_hash: Vec<u8>,
    /// SHA-256 of what was sent, without proof and trap.
    pub(crate) fingerprint: Vec<u8>,
    /// Keyed hash of the tracking code.
    pub(crate) code_hash: Vec<u8>,
    /// Keyed hash of code and PIN.
    pub(crate) pin_hash: Vec<u8>,
    pub(crate) site: String,
    pub(crate) form: String,
    pub(crate) form_version: i64,
    pub(crate) kind: String,
    pub(crate) topic: Option<String>,
    pub(crate) agency: Option<String>,
    pub(crate) ward: Option<String>,
    pub(crate) place: Option<String>,
    pub(crate) happened_on: Option<String>,
    pub(crate) title: String,
    pub(crate) body: String,
    /// JSON.
    pub(crate) answers: String,
    /// Contact data, sealed with the key of that id.
    pub(crate) contact: Option<(Vec<u8>, String)>,
    /// The e-mail alone, sealed, if she agreed to be contacted.
    pub(crate) mail: Option<(Vec<u8>, String)>,
    /// JSON: id, version, purposes and time of the consent.
    pub(crate) consent: Option<String>,
    pub(crate) can_publish: bool,
    pub(crate) rating: Option<i64>,
    pub(crate) lang: String,
    pub(crate) page: Option<String>,
    /// Hash of the sender's address with the day's salt.
    pub(crate) sender_hash: Option<String>,
    pub(crate) client_created_ms: Option<i64>,
    pub(crate) received_ms: i64,
    pub(crate) expected_ms: Option<i64>,
    /// Why a person looks at it first; empty for most.
    pub(crate) held_reasons: Vec<&'static str>,
}

/// Stores an item.
pub(crate) struct Submit {
    pub(crate) item: NewItem,
    /// Ids of the files that belong to it.
    pub(crate) uploads: Vec<String>,
    /// Signature of the challenge that was solved, and its end in ms.
    pub(crate) challenge: Option<(String, i64)>,
    /// Counted before a new item is stored; a repeat costs nothing.
    pub(crate) limits: Vec<Limit>,
}

/// What the first and every later answer is made of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Stored {
    pub(crate) number: i64,
    pub(crate) received_ms: i64,
    pub(crate) expected_ms: Option<i64>,
    /// `received` or `held`, as it was first answered.
    pub(crate) status: String,
}

/// How it went.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Submitted {
    /// It is stored now.
    New(Stored),
    /// It was stored before.
    Again(Stored),
    /// Another item was sent with this key.
    Reused,
    /// Too many; seconds to wait.
    Limited(i64),
    /// The file at this place of `uploads` is not there, or belongs to another item.
    NoUpload(usize),
}

impl Deed for Submit {
    type Done = Submitted;

    async fn run(&self, transaction: &mut Transaction<'_>) -> Result<Submitted, Error> {
        if let Some(known) = self.known(transaction).await? {
            return Ok(known);
        }
        for limit in &self.limits {
            if let Some(wait) = limit.spend(self.item.received_ms, transaction).await? {
                return Ok(Submitted::Limited(wait));
            }
        }
        // Refusals come before anything is written: what is written stays.
        for (at, id) in self.uploads.iter().enumerate() {
            let found = sqlx::query(
                "SELECT 1 AS one FROM uploads WHERE id = $1 AND form = $2 AND item IS NULL",
            )
            .bind(id.as_str())
            .bind(self.item.form.as_str())
            .fetch_optional(&mut *transaction.connection)
            .await?;
            if found.is_none() {
                return Ok(Submitted::NoUpload(at));
            }
        }
        let mut reasons = self.item.held_reasons.clone();
        if let Some((signature, expires_ms)) = &self.challenge {
            let first = sqlx::query(
                "INSERT INTO used_challenges (signature, expires_ms) VALUES ($1, $2) ON CONFLICT (signature) DO NOTHING",
            )
            .bind(signature.as_str())
            .bind(*expires_ms)
            .execute(&mut *transaction.connection)
            .await?;
            if first.rows_affected() == 0 {
                reasons.push("proof-used");
            }
        }
        let Some(number) = self.insert(&reasons, transaction).await? else {
            // Another hub was quicker.
            return Ok(self.known(transaction).await?.unwrap_or(Submitted::Reused));
        };
        for id in &self.uploads {
            sqlx::query("UPDATE uploads SET item = $1 WHERE id = $2")
                .bind(number)
                .bind(id.as_str())
                .execute(&mut *transaction.connection)
                .await?;
        }
        if reasons.is_empty() {
            outbox::announce(
                transaction.connection,
                number,
                "received",
                0,
                self.item.received_ms,
            )
            .await?;
        }
        let detail = reasons.join(" ");
        let entry = Entry {
            at_ms: self.item.received_ms,
            actor: "citizen",
            deed: "item-received",
            subject: &format!("item {number}"),
            detail: &detail,
        };
        transaction
            .ledger
            .note(&mut *transaction.connection, &entry)
            .await?;
        Ok(Submitted::New(Stored {
            number,
            received_ms: self.item.received_ms,
            expected_ms: self.item.expected_ms,
            status: status(&reasons).to_owned(),
        }))
    }

    fn bytes(&self) -> usize {
        self.item.body.len() + self.item.answers.len() + 1024
    }
}

/// What an item is searched in: its texts in small letters without marks.
pub(super) fn folded(title: &str, body: &str, place: Option<&str>) -> String {
    cchc::text::fold(&[title, body, place.unwrap_or_default()].join("\n"))
}

const fn status(reasons: &[&str]) -> &'static str {
    if reasons.is_empty() {
        "received"
    } else {
        "held"
    }
}

impl Submit {
    /// The answer for a key that is known.
    async fn known(&self, transaction: &mut Transaction<'_>) -> Result<Option<Submitted>, Error> {
        let row = sqlx::query(
            "SELECT number, fingerprint, received_ms, expected_ms, held_reasons FROM items WHERE key_hash = $1",
        )
        .bind(self.item.key_hash.clone())
        .fetch_optional(&mut *transaction.connection)
        .await?;
        let Some(row) = row else { return Ok(None) };
        if row.try_get::<Vec<u8>, _>(1)? != self.item.fingerprint {
            return Ok(Some(Submitted::Reused));
        }
        // Not the column `status`, which goes on while the first answer stays.
        let held = !row.try_get::<String, _>(4)?.is_empty();
        Ok(Some(Submitted::Again(Stored {
            number: row.try_get(0)?,
            received_ms: row.try_get(2)?,
            expected_ms: row.try_get(3)?,
            status: if held { "held" } else { "received" }.to_owned(),
        })))
    }

    /// Number of the new row; none if there is one with this key.
    async fn insert(
        &self,
        reasons: &[&str],
        transaction: &mut Transaction<'_>,
    ) -> Result<Option<i64>, Error> {
        let item = &self.item;
        let (sealed, key_id) = match &item.contact {
            Some((sealed, key_id)) => (Some(sealed.clone()), Some(key_id.as_str())),
            None => (None, None),
        };
        let (mail, mail_key_id) = item.mail.clone().unzip();
        let row = sqlx::query(
            "INSERT INTO items (key_hash, fingerprint, code_hash, pin_hash, site, form, form_version, kind, topic,
                 agency, ward, place, happened_on, title, body, answers, contact_sealed, contact_key_id, consent,
                 can_publish, rating, lang, page, sender_hash, status, held_reasons, client_created_ms, received_ms,
                 expected_ms, changed_ms, owner, folded, mail_sealed, mail_key_id)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21,
                 $22, $23, $24, $25, $26, $27, $28, $29, $30, $31, $32, $33, $34)
             ON CONFLICT (key_hash) DO NOTHING RETURNING number",
        )
        .bind(item.key_hash.clone())
        .bind(item.fingerprint.clone())
        .bind(item.code_hash.clone())
        .bind(item.pin_hash.clone())
        .bind(item.site.as_str())
        .bind(item.form.as_str())
        .bind(item.form_version)
        .bind(item.kind.as_str())
        .bind(item.topic.as_deref())
        .bind(item.agency.as_deref())
        .bind(item.ward.as_deref())
        .bind(item.place.as_deref())
        .bind(item.happened_on.as_deref())
        .bind(item.title.as_str())
        .bind(item.body.as_str())
        .bind(item.answers.as_str())
        .bind(sealed)
        .bind(key_id)
        .bind(item.consent.as_deref())
        .bind(i64::from(item.can_publish))
        .bind(item.rating)
        .bind(item.lang.as_str())
        .bind(item.page.as_deref())
        .bind(item.sender_hash.as_deref())
        .bind(status(reasons))
        .bind(reasons.join(" "))
        .bind(item.client_created_ms)
        .bind(item.received_ms)
        .bind(item.expected_ms)
        .bind(item.received_ms)
        .bind(item.agency.as_deref())
        .bind(folded(&item.title, &item.body, item.place.as_deref()))
        .bind(mail)
        .bind(mail_key_id)
        .fetch_optional(&mut *transaction.connection)
        .await?;
        Ok(row.map(|row| row.try_get(0)).transpose()?)
    }
}
