//! What the page around the screen gives: room, colours, addresses.

use cchc::feed::screens::{Mode, Orientation, Screen, Theme};
use cchc::screen::legible::Panel;
use cchc::screen::night::Light;
use web_sys::Element;

use super::shape::{Shape, bar_px};
use crate::shared::element::Host;

/// A box without a size yet.
const LEAST_PX: i32 = 100;

/// The measures of the box that the page gives.
pub(super) fn shape(host: &Host, screen: &Screen, has_strip: bool) -> Shape {
    let px = |side: i32| side.max(LEAST_PX) as u32;
    let (mut width, mut height) = (
        px(host.element.client_width()),
        px(host.element.client_height()),
    );
    let is_turned = match screen.orientation {
        Orientation::Portrait => width > height,
        Orientation::Landscape => height > width,
        Orientation::Auto => false,
    };
    if is_turned {
        (width, height) = (height, width);
    }
    if screen.mode == Mode::Touch {
        height -= bar_px(width, height);
    }
    let mut shape = Shape::new(
        Panel {
            width_px: width,
            height_px: height,
            diagonal_inch: screen.diagonal_inch,
            distance_m: screen.distance_m,
        },
        has_strip,
    );
    shape.is_turned = is_turned;
    shape
}

/// Whether the slide in sight is larger than its room.
pub(super) fn overflows(host: &Host) -> bool {
    let root = host.element.shadow_root();
    let find = |selector: &str| root.as_ref()?.query_selector(selector).ok()?;
    let is_over = |room: Element| room.scroll_height() > room.client_height() + 2;
    find(".words").is_some_and(is_over) || find(".stage").is_some_and(is_over)
}

/// The colours that the feed asks for, where the page asks for none: by the attribute that the style sheet knows.
pub(super) fn paint(host: &Host, own: &mut Option<&'static str>, screen: &Screen, light: Light) {
    let now = host.attribute("theme");
    if now.is_some() && now.as_deref() != *own {
        return;
    }
    let wanted = match screen.theme {
        Theme::Auto if light == Light::Day => None,
        Theme::Auto | Theme::Dark => Some("dark"),
        Theme::Light => Some("light"),
        Theme::Contrast => Some("contrast"),
    };
    if now.as_deref() != wanted {
        *own = wanted;
        _ = match wanted {
            Some(theme) => host.element.set_attribute("theme", theme),
            None => host.element.remove_attribute("theme"),
        };
    }
}

/// Codes are read on phones, which know nothing of this page.
pub(super) fn absolute(host: &Host, page: &str) -> Option<String> {
    let base = host.element.base_uri().ok().flatten()?;
    let url = web_sys::Url::new_with_base(page, &base).ok()?;
    Some(url.href())
}

/// `?s=` of the page.
pub(super) fn of_page() -> Option<String> {
    let search = web_sys::window()?.location().search().ok()?;
    let words = search.strip_prefix('?')?.split('&');
    let named = words.into_iter().find_map(|word| word.strip_prefix("s="))?;
    Some(named.to_owned()).filter(|id| !id.is_empty())
}
