//! What went wrong, for programs and people: `application/problem+json` (RFC 9457) with words in both languages.

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Serialize;

use crate::store;

/// One mistake in a body.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub(crate) struct Mistake {
    /// Where, as a JSON Pointer (RFC 6901), such as `/body`.
    pub(crate) pointer: String,
    /// What, such as `body-too-short`.
    pub(crate) code: String,
    /// In Vietnamese.
    pub(crate) message: String,
    /// In English.
    pub(crate) message_en: String,
}

/// Why a request was not done.
#[derive(Debug, Clone)]
pub(crate) struct Problem {
    pub(crate) status: StatusCode,
    /// Stable name.
    pub(crate) code: &'static str,
    /// In Vietnamese.
    pub(crate) detail: &'static str,
    /// In English.
    pub(crate) detail_en: &'static str,
    pub(crate) mistakes: Vec<Mistake>,
    /// Seconds until it is worth another try.
    pub(crate) retry_after_secs: Option<i64>,
}

/// The problem as it is sent.
#[derive(Serialize, utoipa::ToSchema)]
#[schema(as = Problem)]
pub(crate) struct Written<'a> {
    /// `/api/v1/errors#` and the code.
    r#type: String,
    /// In English, short.
    title: &'a str,
    status: u16,
    code: &'a str,
    detail: &'a str,
    detail_en: &'a str,
    errors: &'a [Mistake],
    request_id: &'a str,
}

macro_rules! problems {
    ($($(#[$meta:meta])* $name:ident $status:ident $code:literal $detail:literal $detail_en:literal;)*) => {
        impl Problem {
            $(
                $(#[$meta])*
                #[doc = $detail_en]
                pub(crate) const fn $name() -> Self {
                    Self {
                        status: StatusCode::$status,
                        code: $code,
                        detail: $detail,
                        detail_en: $detail_en,
                        mistakes: Vec::new(),
                        retry_after_secs: None,
                    }
                }
            )*
        }
    };
}

problems! {
    body_unreadable BAD_REQUEST "body-unreadable" "Không đọc được dữ liệu gửi lên." "The body cannot be read.";
    address_unreadable BAD_REQUEST "address-unreadable" "Không đọc được địa chỉ yêu cầu." "The request's address cannot be read.";
    key_missing BAD_REQUEST "key-missing" "Thiếu hoặc sai Idempotency-Key: cần một UUIDv7." "Idempotency-Key is missing or is no UUIDv7.";
    id_unreadable BAD_REQUEST "upload-id-unreadable" "Mã tệp phải là UUID." "The id of a file must be a UUID.";
    origin_refused FORBIDDEN "origin-refused" "Trang này chưa được phép gửi ý kiến đến hệ thống. Người quản trị trang cần đăng ký địa chỉ trang." "Pages of this site may not send here. Its webmaster must have the site's origin registered.";
    counting_off FORBIDDEN "counting-off" "Hệ thống này không đếm." "This hub does not count that.";
    not_found NOT_FOUND "not-found" "Không có gì ở địa chỉ này." "There is nothing at this address.";
    form_unknown NOT_FOUND "form-unknown" "Không có biểu mẫu này." "There is no such form.";
    screen_unknown NOT_FOUND "screen-unknown" "Không có màn hình này trong nguồn tin." "The feed has no such screen.";
    item_unknown NOT_FOUND "item-unknown" "Không tìm thấy ý kiến nào có mã và số PIN này. Hãy xem lại mã và số PIN trên giấy hẹn." "No item has this code and PIN. Look at the code and the PIN on the receipt again.";
    method_refused METHOD_NOT_ALLOWED "method-refused" "Địa chỉ này không nhận cách gọi đó." "This address does not take that method.";
    too_slow REQUEST_TIMEOUT "too-slow" "Dữ liệu đến quá chậm. Hãy gửi lại." "The body came too slowly. Send it again.";
    in_progress CONFLICT "in-progress" "Ý kiến này đang được ghi. Hãy gửi lại sau giây lát." "This item is being stored right now. Send it again in a moment.";
    upload_differs CONFLICT "upload-differs" "Mã tệp này đã dùng cho một tệp khác." "This id was used for another file.";
    not_possible CONFLICT "not-possible" "Ý kiến đang ở bước không làm được việc này." "This cannot be done with the item as it stands now.";
    form_gone GONE "form-gone" "Phiên bản biểu mẫu này không còn nhận ý kiến." "This version of the form takes no items any more.";
    too_large PAYLOAD_TOO_LARGE "too-large" "Dữ liệu quá lớn." "The body is too large.";
    image_too_large PAYLOAD_TOO_LARGE "image-too-large" "Ảnh có quá nhiều điểm ảnh." "The image has too many pixels.";
    type_refused UNSUPPORTED_MEDIA_TYPE "type-refused" "Chỉ nhận ảnh JPEG, PNG, WebP và tệp PDF đọc được." "Only readable JPEG, PNG and WebP images and PDF files are taken.";
    json_only UNSUPPORTED_MEDIA_TYPE "json-only" "Dữ liệu phải là application/json." "The body must be application/json.";
    key_reused UNPROCESSABLE_ENTITY "key-reused" "Idempotency-Key này đã dùng cho một ý kiến khác." "This Idempotency-Key was used for another item.";
    invalid UNPROCESSABLE_ENTITY "invalid" "Có lỗi cần sửa." "There are mistakes to correct.";
    page_expired UNPROCESSABLE_ENTITY "page-expired" "Trang đã mở quá lâu. Hãy gửi lại." "The page was open for too long. Send it again.";
    limited TOO_MANY_REQUESTS "limited" "Có quá nhiều ý kiến được gửi cùng lúc. Hãy thử lại sau." "Too much is being sent. Try again later.";
    track_limited TOO_MANY_REQUESTS "limited" "Có quá nhiều lần tra cứu. Hãy thử lại sau." "Items were looked up too often. Try again later.";
    broken INTERNAL_SERVER_ERROR "broken" "Hệ thống gặp lỗi. Hãy gửi lại sau." "Something broke. Send it again later.";
    form_ahead SERVICE_UNAVAILABLE "form-not-yet" "Hệ thống chưa có phiên bản mới của biểu mẫu. Hãy gửi lại sau." "The hub does not have this new version of the form yet. Send it again later.";
    forms_missing SERVICE_UNAVAILABLE "forms-missing" "Hệ thống chưa đọc được biểu mẫu. Hãy gửi lại sau." "The hub could not read its forms yet. Send it again later.";
    storage_full SERVICE_UNAVAILABLE "storage-full" "Hệ thống hết chỗ lưu. Ý kiến chưa được ghi; hãy gửi lại sau." "No space is left to store it. Nothing was stored; send it again later.";
    storage_read_only SERVICE_UNAVAILABLE "storage-read-only" "Hệ thống đang không ghi được. Ý kiến chưa được ghi; hãy gửi lại sau." "Nothing can be written now. Nothing was stored; send it again later.";
    storage_busy SERVICE_UNAVAILABLE "storage-busy" "Hệ thống đang bận. Hãy gửi lại sau." "The database does not keep up. Send it again later.";
    storage_gone SERVICE_UNAVAILABLE "storage-gone" "Cơ sở dữ liệu không trả lời. Hãy gửi lại sau." "The database does not answer. Send it again later.";
}

/// Wait that is asked for when storing fails.
const STORAGE_WAIT_SECS: i64 = 10;

impl Problem {
    /// With mistakes in the body.
    pub(crate) fn with(mut self, mistakes: Vec<Mistake>) -> Self {
        self.mistakes = mistakes;
        self
    }

    /// Worth another try after so many seconds.
    pub(crate) const fn after(mut self, secs: i64) -> Self {
        self.retry_after_secs = Some(secs);
        self
    }

    /// As it is sent.
    pub(crate) fn body(&self, request_id: &str) -> Vec<u8> {
        let written = Written {
            r#type: format!("/api/v1/errors#{}", self.code),
            title: self.status.canonical_reason().unwrap_or(self.code),
            status: self.status.as_u16(),
            code: self.code,
            detail: self.detail,
            detail_en: self.detail_en,
            errors: &self.mistakes,
            request_id,
        };
        serde_json::to_vec(&written).unwrap_or_default()
    }
}

impl From<store::Error> for Problem {
    fn from(error: store::Error) -> Self {
        let problem = match error {
            store::Error::Full => Self::storage_full(),
            store::Error::ReadOnly => Self::storage_read_only(),
            store::Error::Busy => Self::storage_busy(),
            store::Error::Gone(_) => Self::storage_gone(),
            // A defect of the hub: the writer has logged it.
            store::Error::Refused { .. } | store::Error::Newer { .. } => Self::broken(),
        };
        problem.after(STORAGE_WAIT_SECS)
    }
}

impl IntoResponse for Problem {
    /// Without its body, which the outermost layer writes because it knows the request's id.
    fn into_response(self) -> Response {
        let mut answer = self.status.into_response();
        if let Some(secs) = self.retry_after_secs {
            answer
                .headers_mut()
                .insert(header::RETRY_AFTER, HeaderValue::from(secs));
        }
        answer.extensions_mut().insert(self);
        answer
    }
}
