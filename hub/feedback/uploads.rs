//! Files arrive one by one, before the item that names them. The id is the sender's own, so that a repeat is the same
//! file: the same bytes get the same answer, other bytes are refused.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Path, Query, Request, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::problem::{Problem, Written};
use super::{FILE_TIME, Hub, Sender, images, read_body, sender};
use crate::store::{KeepUpload, KeptUpload, NewUpload};

/// Longest name of a file that is kept.
const MAX_NAME_CHARS: usize = 120;

/// What is answered about a file.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub(crate) struct Uploaded {
    /// The id that the sender gave.
    upload_id: String,
    /// Size as it is kept.
    bytes: i64,
    /// As it is kept: images may have become JPEG or PNG.
    r#type: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    width: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    height: Option<i64>,
}

/// To which form a file belongs.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Asked {
    form: String,
    site: String,
    name: String,
}

/// Takes a file, before the item that names it. The same id and bytes get the same answer.
#[utoipa::path(put, path = "/api/v1/uploads/{upload}", request_body(content = Vec<u8>, content_type = "application/octet-stream"),
    params(("upload" = String, Path, description = "UUID, made by the sender"), ("form" = String, Query, description = "Id of the form"),
        ("site" = Option<String>, Query, description = "The site"), ("name" = Option<String>, Query, description = "Name of the file")),
    responses((status = 201, body = Uploaded), (status = 200, body = Uploaded, description = "It was here before"),
        (status = 400, body = Written<'static>, description = "upload-id-unreadable"), (status = 403, body = Written<'static>, description = "origin-refused"),
        (status = 404, body = Written<'static>, description = "form-unknown"), (status = 409, body = Written<'static>, description = "upload-differs"),
        (status = 413, body = Written<'static>, description = "too-large, image-too-large"),
        (status = 415, body = Written<'static>, description = "type-refused"), (status = 429, body = Written<'static>, description = "limited"),
        (status = 503, body = Written<'static>, description = "storage-…")))]
pub(crate) async fn receive(
    State(hub): State<Arc<Hub>>,
    Path(id): Path<String>,
    Query(asked): Query<Asked>,
    request: Request,
) -> Result<Response, Problem> {
    let sender = hub.sender(&request);
    if !sender.headers.contains_key(header::ORIGIN) {
        return Err(Problem::origin_refused());
    }
    let site = sender::site_of(&hub.config, &sender.headers, Some(&asked.site))?;
    let id = uuid(&id).ok_or_else(Problem::id_unreadable)?;
    let form = hub
        .forms
        .current(&hub, &asked.form)
        .await?
        .ok_or_else(Problem::form_unknown)?;
    let _room = hub.room()?;
    hub.count_upload(&sender, &site).await?;
    let most = usize::try_from(form.form.limits.file_bytes).unwrap_or(usize::MAX);
    let most = most.min(hub.config.limits.upload_bytes);
    let body = read_body(&sender.headers, request.into_body(), most, FILE_TIME).await?;
    let kept = hub
        .keep(id.clone(), (site, asked.form), asked.name, body.to_vec())
        .await?;
    let status = if kept.again {
        StatusCode::OK
    } else {
        StatusCode::CREATED
    };
    let answer = Uploaded {
        upload_id: id,
        bytes: kept.bytes,
        r#type: kept.media_type,
        width: kept.pixels.map(|pixels| pixels.0),
        height: kept.pixels.map(|pixels| pixels.1),
    };
    Ok((status, Json(answer)).into_response())
}

impl Hub {
    /// Counts one more file.
    pub(super) async fn count_upload(&self, sender: &Sender, site: &str) -> Result<(), Problem> {
        let address = self.sender_hash(sender).await?;
        let limits = &self.config.limits;
        self.spend(vec![
            self.limit(
                format!("upload:address:{address}"),
                limits.upload_per_address,
            ),
            self.limit(format!("upload:site:{site}"), limits.upload_per_site),
        ])
        .await
    }

    /// Looks at a file and keeps it.
    pub(super) async fn keep(
        &self,
        id: String,
        (site, form): (String, String),
        name: String,
        bytes: Vec<u8>,
    ) -> Result<KeptUpload, Problem> {
        let sent_hash = Sha256::digest(&bytes).to_vec();
        let most_pixels = self.config.limits.pixels;
        let kept = {
            let _turn = self
                .decoders
                .acquire()
                .await
                .map_err(|_| Problem::broken())?;
            tokio::task::spawn_blocking(move || images::look(&bytes, most_pixels))
                .await
                .map_err(|_| Problem::type_refused())??
        };
        let upload = NewUpload {
            id,
            site,
            form,
            name: name
                .chars()
                .filter(|sign| !sign.is_control())
                .take(MAX_NAME_CHARS)
                .collect(),
            media_type: kept.media_type,
            pixels: kept.pixels,
            sent_hash,
            received_ms: self.now_ms(),
            content: kept.content,
        };
        let done = self.store.act(KeepUpload(upload)).await?;
        self.metrics.upload();
        done.ok_or_else(Problem::upload_differs)
    }
}

/// A UUID in small letters.
fn uuid(text: &str) -> Option<String> {
    let fits = text.len() == 36
        && text.bytes().enumerate().all(|(at, sign)| match at {
            8 | 13 | 18 | 23 => sign == b'-',
            _ => sign.is_ascii_hexdigit(),
        });
    fits.then(|| text.to_ascii_lowercase())
}
