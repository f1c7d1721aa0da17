//! Files that citizens send: first each by itself, then attached to the item that names them. Their content stands in
//! the database, so that several hubs share it and a file is there whole or not at all.

use sqlx::Row;

use super::{Deed, Error, Transaction};

/// A file after its check.
#[derive(Debug, Clone)]
pub(crate) struct NewUpload {
    /// UUID that the sender made.
    pub(crate) id: String,
    pub(crate) site: String,
    pub(crate) form: String,
    /// As the sender called it; only ever shown as text.
    pub(crate) name: String,
    /// Of the content as it is stored.
    pub(crate) media_type: &'static str,
    /// Width and height in pixels, of an image.
    pub(crate) pixels: Option<(u32, u32)>,
    /// SHA-256 of the bytes as they were sent.
    pub(crate) sent_hash: Vec<u8>,
    pub(crate) received_ms: i64,
    pub(crate) content: Vec<u8>,
}

/// What is answered about a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct KeptUpload {
    pub(crate) bytes: i64,
    pub(crate) media_type: String,
    pub(crate) pixels: Option<(i64, i64)>,
    /// Whether it was there before.
    pub(crate) again: bool,
}

/// Keeps a file. `None` if there is another one of this id.
pub(crate) struct KeepUpload(pub(crate) NewUpload);

impl Deed for KeepUpload {
    type Done = Option<KeptUpload>;

    async fn run(&self, transaction: &mut Transaction<'_>) -> Result<Self::Done, Error> {
        let upload = &self.0;
        let bytes = i64::try_from(upload.content.len()).unwrap_or(i64::MAX);
        let pixels = upload
            .pixels
            .map(|(width, height)| (i64::from(width), i64::from(height)));
        let stored = sqlx::query(
            "INSERT INTO uploads (id, site, form, name, media_type, width, height, sent_hash, received_ms, bytes, content)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) ON CONFLICT (id) DO NOTHING",
        )
        .bind(upload.id.as_str())
        .bind(upload.site.as_str())
        .bind(upload.form.as_str())
        .bind(upload.name.as_str())
        .bind(upload.media_type)
        .bind(pixels.map(|pixels| pixels.0))
        .bind(pixels.map(|pixels| pixels.1))
        .bind(upload.sent_hash.clone())
        .bind(upload.received_ms)
        .bind(bytes)
        .bind(upload.content.clone())
        .execute(&mut *transaction.connection)
        .await?;
        if stored.rows_affected() == 1 {
            return Ok(Some(KeptUpload {
                bytes,
                media_type: upload.media_type.to_owned(),
                pixels,
                again: false,
            }));
        }
        read(
            &mut *transaction.connection,
            &upload.id,
            &upload.form,
            &upload.sent_hash,
        )
        .await
    }

    fn bytes(&self) -> usize {
        self.0.content.len()
    }
}

/// The file of this id, form and content, if it is there.
async fn read(
    connection: &mut sqlx::AnyConnection,
    id: &str,
    form: &str,
    sent_hash: &[u8],
) -> Result<Option<KeptUpload>, Error> {
    let row = sqlx::query(
        "SELECT bytes, media_type, width, height FROM uploads WHERE id = $1 AND form = $2 AND sent_hash = $3",
    )
    .bind(id.to_owned())
    .bind(form.to_owned())
    .bind(sent_hash.to_vec())
    .fetch_optional(connection)
    .await?;
    let Some(row) = row else { return Ok(None) };
    let (width, height): (Option<i64>, Option<i64>) = (row.try_get(2)?, row.try_get(3)?);
    Ok(Some(KeptUpload {
        bytes: row.try_get(0)?,
        media_type: row.try_get(1)?,
        pixels: width.zip(height),
        again: true,
    }))
}
