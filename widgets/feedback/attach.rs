//! Files made ready on the device. A picture is drawn anew, upright and not larger than needed: what the camera wrote beside
//! it (place, time, owner, a small copy of the uncut picture) does not come along. A PDF goes as it is.

use js_sys::{Array, ArrayBuffer, Uint8Array};
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Blob, BlobPropertyBag, File, HtmlCanvasElement};

use super::attach_bytes::{Kind, take_orientation, upright, within};
use super::browser::{self, Given, given};
use super::draft::Limits;

/// Longer side and quality of what is sent, tried until it is small enough. 2048 pixels show a house number across a street.
const SIZES: [(u32, f64); 3] = [(2048, 0.8), (1600, 0.7), (1200, 0.6)];
/// Longer side of a small picture.
const SMALL: u32 = 192;
/// Within so many bytes a camera says how the photo lies.
const NOTES_BYTES: f64 = 131_072.0;
/// Larger pictures are not opened: a phone would run out of memory.
const MOST_BYTES: f64 = 80e6;
const JPEG: &str = "image/jpeg";

#[wasm_bindgen]
extern "C" {
    /// What has a width and a height: pictures of all kinds.
    type Sized;
    #[wasm_bindgen(method, getter)]
    fn width(this: &Sized) -> u32;
    #[wasm_bindgen(method, getter)]
    fn height(this: &Sized) -> u32;
}

/// A file as it is sent.
pub(super) struct Ready {
    /// Its bytes.
    pub(super) bytes: JsValue,
    /// How many they are.
    pub(super) size: u64,
    /// Its media type.
    pub(super) kind: &'static str,
    /// Its name, which ends as its type does.
    pub(super) name: String,
}

impl Ready {
    fn of(bytes: JsValue, kind: &'static str, name: String) -> Self {
        let size = bytes.unchecked_ref::<ArrayBuffer>().byte_length();
        Self {
            bytes,
            size: u64::from(size),
            kind,
            name,
        }
    }
}

/// Makes a file ready, or says why it is not taken. `told` hears how far it is, in percent.
pub(super) async fn ready(
    file: &File,
    limits: &Limits,
    told: &dyn Fn(u8),
) -> Result<Ready, &'static str> {
    let unreadable = "file-unreadable";
    let head = slice(file, 0.0, NOTES_BYTES.min(file.size()));
    let head = bytes(&head.ok_or(unreadable)?).await.ok_or(unreadable)?;
    let mut head = Uint8Array::new(&head).to_vec();
    let kind = Kind::of(&head);
    let takes = |kind: &str| limits.file_types.iter().any(|known| known == kind);
    if kind == Kind::Pdf && takes(kind.media_type()) {
        if file.size() > limits.file_bytes as f64 {
            return Err("file-too-large");
        }
        let bytes = bytes(file).await.ok_or(unreadable)?;
        return Ok(Ready::of(bytes, kind.media_type(), file.name()));
    }
    let is_taken = match kind {
        Kind::Pdf | Kind::Other => false,
        Kind::Heic => takes(JPEG),
        Kind::Jpeg | Kind::Png | Kind::Webp => takes(kind.media_type()) && takes(JPEG),
    };
    if !is_taken {
        return Err("file-type-refused");
    }
    if file.size() > MOST_BYTES {
        return Err("file-too-large");
    }
    let orientation = match kind {
        Kind::Jpeg => take_orientation(&mut head),
        _ => 1,
    };
    let rest = slice(file, NOTES_BYTES, file.size()).ok_or(unreadable)?;
    let blob = blob(
        &Array::of2(&Uint8Array::from(&*head), &rest),
        kind.media_type(),
    );
    drop(head);
    let cannot = match kind {
        // Few browsers read what iPhones write; one that cannot says so.
        Kind::Heic => "file-type-refused",
        _ => unreadable,
    };
    let picture = Picture::open(&blob.ok_or(unreadable)?)
        .await
        .ok_or(cannot)?;
    told(40);
    let canvas = canvas().ok_or(unreadable)?;
    let mut smallest = None;
    for (most, quality) in SIZES {
        if !picture.paint(&canvas, orientation, most) {
            return Err(unreadable);
        }
        let drawn = given(browser::jpeg(&canvas, quality)).await;
        let drawn: Blob = drawn.ok_or(unreadable)?.unchecked_into();
        let is_small = drawn.size() <= limits.file_bytes as f64;
        smallest = is_small.then_some(drawn);
        if is_small {
            break;
        }
        told(70);
    }
    // What a canvas holds goes with its size, not with the last who knew it.
    canvas.set_width(0);
    let drawn = smallest.ok_or("file-too-large")?;
    let bytes = bytes(&drawn).await.ok_or(unreadable)?;
    Ok(Ready::of(bytes, JPEG, as_jpeg(file.name())))
}

/// A small picture of one that was made ready.
pub(super) async fn small(bytes: &JsValue) -> Option<HtmlCanvasElement> {
    let picture = Picture::open(&blob(&Array::of1(bytes), JPEG)?).await?;
    let canvas = canvas()?;
    picture.paint(&canvas, 1, SMALL).then_some(canvas)
}

/// Draws a small picture as large as another canvas allows.
pub(super) fn copy(small: &HtmlCanvasElement, canvas: &HtmlCanvasElement) {
    let most = canvas.width().max(canvas.height());
    paint(small, canvas, 1, most);
}

/// A picture that can be drawn. Dropped, it frees its memory at once.
struct Picture(JsValue);

impl Picture {
    async fn open(blob: &Blob) -> Option<Self> {
        given(browser::picture(blob)).await.map(Self)
    }

    fn paint(&self, canvas: &HtmlCanvasElement, orientation: u8, most: u32) -> bool {
        paint(&self.0, canvas, orientation, most)
    }
}

impl Drop for Picture {
    fn drop(&mut self) {
        browser::close(&self.0);
    }
}

/// Draws a picture upright and not larger than this.
fn paint(picture: &JsValue, canvas: &HtmlCanvasElement, orientation: u8, most: u32) -> bool {
    let size: &Sized = picture.unchecked_ref();
    let (width, height) = within(size.width(), size.height(), most);
    let (across, down) = match orientation {
        5.. => (height, width),
        _ => (width, height),
    };
    let turn = upright(orientation, f64::from(width), f64::from(height));
    browser::paint(picture, canvas, across, down, &turn, width, height)
}

fn canvas() -> Option<HtmlCanvasElement> {
    let document = web_sys::window()?.document()?;
    Some(document.create_element("canvas").ok()?.unchecked_into())
}

fn slice(file: &File, from: f64, to: f64) -> Option<Blob> {
    file.slice_with_f64_and_f64(from, to).ok()
}

fn blob(parts: &Array, kind: &str) -> Option<Blob> {
    let options = BlobPropertyBag::new();
    options.set_type(kind);
    Blob::new_with_blob_sequence_and_options(parts, &options).ok()
}

fn bytes(blob: &Blob) -> Given {
    given(browser::bytes(blob))
}

/// The name of a picture that became a JPEG.
fn as_jpeg(name: String) -> String {
    let start = name.rsplit_once('.').map(|(start, _)| start);
    [start.unwrap_or(&name), ".jpg"].concat()
}
