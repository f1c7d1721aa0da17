//! Gives a file to the reader, and paints a picture on a canvas.

use js_sys::{Array, JsString};
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{
    Blob, BlobPropertyBag, CanvasRenderingContext2d, HtmlCanvasElement, HtmlElement, Url,
};

use super::picture::{ACCENT, FONTS, Mark, PAPER, Picture, WIDTH_PX};

/// Device pixels to one of the picture, so that it stays sharp in print.
const SCALE: i32 = 2;

/// Offers text as a file of this type.
pub fn give_text(name: &str, kind: &str, text: &str) {
    let parts = Array::of1(&JsString::from(text));
    let options = BlobPropertyBag::new();
    options.set_type(kind);
    if let Ok(blob) = Blob::new_with_str_sequence_and_options(&parts, &options) {
        give(name, &blob);
    }
}

/// Paints a picture and offers it as a PNG.
pub fn give_image(name: String, picture: &Picture) {
    let Some(canvas) = document().and_then(|page| page.create_element("canvas").ok()) else {
        return;
    };
    let canvas: HtmlCanvasElement = canvas.unchecked_into();
    canvas.set_width((WIDTH_PX * SCALE) as u32);
    canvas.set_height((picture.height_px * SCALE) as u32);
    let Ok(Some(context)) = canvas.get_context("2d") else {
        return;
    };
    paint(&context.unchecked_into(), picture);
    let done = Closure::once_into_js(move |blob: Option<Blob>| {
        if let Some(blob) = blob {
            give(&name, &blob);
        }
    });
    _ = canvas.to_blob(done.unchecked_ref());
}

fn paint(brush: &CanvasRenderingContext2d, picture: &Picture) {
    let scale = f64::from(SCALE);
    _ = brush.scale(scale, scale);
    brush.set_fill_style_str(PAPER);
    brush.fill_rect(0.0, 0.0, f64::from(WIDTH_PX), f64::from(picture.height_px));
    brush.set_stroke_style_str(ACCENT);
    brush.set_line_width(3.0);
    for mark in &picture.marks {
        match mark {
            Mark::Text {
                x,
                y,
                size_px,
                bold,
                colour,
                text,
            } => {
                let weight = if *bold { "bold " } else { "" };
                brush.set_font(&[weight, &size_px.to_string(), "px ", FONTS].concat());
                brush.set_fill_style_str(colour);
                _ = brush.fill_text(text, f64::from(*x), f64::from(*y));
            }
            Mark::Line { points } => {
                brush.begin_path();
                for (x, y) in points {
                    brush.line_to(f64::from(*x), f64::from(*y));
                }
                brush.stroke();
            }
            Mark::Dot { x, y, filled } => {
                brush.begin_path();
                let turn = std::f64::consts::TAU;
                _ = brush.arc(f64::from(*x), f64::from(*y), 5.0, 0.0, turn);
                brush.set_fill_style_str(if *filled { ACCENT } else { PAPER });
                brush.fill();
                brush.stroke();
            }
        }
    }
}

fn give(name: &str, blob: &Blob) {
    let (Ok(address), Some(page)) = (Url::create_object_url_with_blob(blob), document()) else {
        return;
    };
    if let Ok(link) = page.create_element("a") {
        _ = link.set_attribute("href", &address);
        _ = link.set_attribute("download", name);
        link.unchecked_into::<HtmlElement>().click();
    }
    // The browser holds the file from the press on; the address would hold it for as long as the page lives.
    let free = Closure::once_into_js(move || _ = Url::revoke_object_url(&address));
    if let Some(window) = web_sys::window() {
        _ = window
            .set_timeout_with_callback_and_timeout_and_arguments_0(free.unchecked_ref(), 60_000);
    }
}

fn document() -> Option<web_sys::Document> {
    web_sys::window()?.document()
}
