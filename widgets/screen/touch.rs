//! What a kiosk has on top of a screen stands in a script of its own, `touch/layer.js`, which other screens never load. It comes
//! in where the feed or the page says that people touch this one.

use cchc::feed::screens::{Languages, Mode, Screen};
use wasm_bindgen::prelude::wasm_bindgen;
use web_sys::HtmlElement;

use crate::shared::element::Host;

/// Seconds without a touch after which a kiosk forgets its reader, where nobody says otherwise.
const IDLE_SECS: u32 = 60;

#[wasm_bindgen]
extern "C" {
    /// Brings the kiosk in, or takes it away where there are no words.
    #[wasm_bindgen(js_name = cchcTouch)]
    fn serve(host: &HtmlElement, words: &str);
}

/// Says what the screen is: seconds, languages and agency, or nothing where nobody touches it.
pub(super) fn tell(host: &Host, screen: &Screen, idle_secs: Option<u32>) {
    let lang = match screen.lang {
        Languages::Vi => "vi",
        Languages::En => "en",
        Languages::Both => "vi+en",
    };
    let words = match screen.mode {
        Mode::Show => String::new(),
        Mode::Touch => [
            &*idle_secs.unwrap_or(IDLE_SECS).to_string(),
            " ",
            lang,
            " ",
            screen.agency.as_deref().unwrap_or_default(),
        ]
        .concat(),
    };
    serve(&host.element, &words);
}

/// Whether somebody is at the lookup or the form.
pub(super) fn is_used(host: &Host) -> bool {
    host.attribute("data-busy").is_some()
}
