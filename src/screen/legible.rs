//! Letters large enough for the distance: how large they are, and how many fit.
//!
//! A capital of 1 mm is read with ease from 0.4 m and no more from beyond 0.6 m (spectra-displays.co.uk). Without the two
//! measures of a panel, letters take 6 % of its shorter side and never less than 3.5 % (Concerto, content_fit_design.md).

/// Share of the shorter side that running text takes where the distance asks for no more.
pub const FONT_TARGET: f64 = 0.06;
/// Share below which nothing goes.
pub const FONT_FLOOR: f64 = 0.035;
/// Share above which a page holds too few words to be one.
pub const FONT_MOST: f64 = 0.11;
/// Metres from which a capital of 1 mm is read with ease.
const CLEAR_M_PER_MM: f64 = 0.4;
/// Metres beyond which a capital of 1 mm is not read.
const MOST_M_PER_MM: f64 = 0.6;
/// Height of a capital in the size of its font: 0.70 to 0.73 in the families at hand.
const CAPITAL: f64 = 0.7;
/// Mean width of a letter, blanks among them, in the size of its font.
const LETTER_WIDTH: f64 = 0.55;
/// Two stacked marks, as in Ẩ, and the tail of ỵ below.
pub const LINE_HEIGHT: f64 = 1.5;
/// Share of each edge that a frame may hide and the orbit moves over.
pub const SAFE_EDGE: f64 = 0.05;
/// A heading beside running text.
const TITLE: f64 = 1.5;
const MM_PER_INCH: f64 = 25.4;

/// A panel and who looks at it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Panel {
    /// Width of its page, in CSS pixels.
    pub width_px: u32,
    /// Height of its page, in CSS pixels.
    pub height_px: u32,
    /// Diagonal in inches, if it is known.
    pub diagonal_inch: Option<f64>,
    /// Distance in metres, if it is known.
    pub distance_m: Option<f64>,
}

/// Sizes of fonts, in CSS pixels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sizes {
    /// Running text.
    pub body_px: u32,
    /// Headings.
    pub title_px: u32,
    /// Nothing is smaller: dates, sources, notes.
    pub floor_px: u32,
    /// Whether running text can be read from the distance at all.
    pub is_legible: bool,
}

/// How much text fits into a box.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Fit {
    /// Characters of a line, with care: a line of wide letters fits too.
    pub chars: u32,
    /// Lines.
    pub lines: u32,
}

impl Panel {
    /// Sizes of its fonts.
    #[must_use]
    pub fn sizes(&self) -> Sizes {
        let (width, height) = (self.width_px.max(1), self.height_px.max(1));
        let side = f64::from(width.min(height));
        let clear = self.font_px(CLEAR_M_PER_MM).unwrap_or(0.0);
        let least = self.font_px(MOST_M_PER_MM).unwrap_or(0.0);
        let most = side * FONT_MOST;
        let body = clear.max(side * FONT_TARGET).min(most);
        // What a page cannot hold at that size is too far away to be read.
        let floor = least.max(side * FONT_FLOOR).min(body);
        let px = |size: f64| size.ceil().max(1.0) as u32;
        Sizes {
            body_px: px(body),
            title_px: px(body * TITLE),
            floor_px: px(floor),
            is_legible: least <= most,
        }
    }

    /// Size of the font whose capitals are read from the distance.
    fn font_px(&self, metres_per_mm: f64) -> Option<f64> {
        let (diagonal_inch, distance_m) = (self.diagonal_inch?, self.distance_m?);
        let (width, height) = (f64::from(self.width_px), f64::from(self.height_px));
        let diagonal_px = (width * width + height * height).sqrt();
        let px_per_mm = diagonal_px / (diagonal_inch.max(1.0) * MM_PER_INCH);
        Some(distance_m / metres_per_mm * px_per_mm / CAPITAL)
    }

    /// Width and height inside of the safe edges, in CSS pixels.
    #[must_use]
    pub fn safe_px(&self) -> (u32, u32) {
        let inside = |side: u32| (f64::from(side) * (1.0 - 2.0 * SAFE_EDGE)) as u32;
        (inside(self.width_px), inside(self.height_px))
    }
}

/// How much text of a size fits into a box; one character and one line at least.
#[must_use]
pub fn fit(width_px: u32, height_px: u32, font_px: u32) -> Fit {
    let font = f64::from(font_px.max(1));
    let chars = f64::from(width_px) / (font * LETTER_WIDTH);
    let lines = f64::from(height_px) / (font * LINE_HEIGHT);
    Fit {
        chars: (chars as u32).max(1),
        lines: (lines as u32).max(1),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn panel(width_px: u32, height_px: u32, diagonal_inch: f64, distance_m: f64) -> Panel {
        Panel {
            width_px,
            height_px,
            diagonal_inch: Some(diagonal_inch),
            distance_m: Some(distance_m),
        }
    }

    /// Height of a capital in millimetres.
    fn capital_mm(panel: &Panel, font_px: u32) -> f64 {
        let (width, height) = (f64::from(panel.width_px), f64::from(panel.height_px));
        let mm = panel.diagonal_inch.unwrap_or(0.0) * MM_PER_INCH;
        f64::from(font_px) * CAPITAL * mm / (width * width + height * height).sqrt()
    }

    #[test]
    fn sizes_follow_distance_and_diagonal() {
        for (panel, body, floor, is_legible) in [
            // In a lobby: six hundredths are more than the distance asks for.
            (panel(1_920, 1_080, 43.0, 4.0), 65, 38, true),
            (panel(1_080, 1_920, 43.0, 4.0), 65, 38, true),
            (panel(3_840, 2_160, 43.0, 4.0), 130, 76, true),
            // A hall: the distance decides.
            (panel(1_920, 1_080, 55.0, 12.0), 68, 46, true),
            (panel(1_920, 1_080, 43.0, 12.0), 87, 58, true),
            // No letters of a page are read from there.
            (panel(1_920, 1_080, 24.0, 20.0), 119, 119, false),
        ] {
            let sizes = panel.sizes();
            let found = (sizes.body_px, sizes.floor_px, sizes.is_legible);
            assert_eq!(found, (body, floor, is_legible), "{panel:?}");
            assert!(sizes.title_px > sizes.body_px);
        }
        let unknown = Panel {
            diagonal_inch: None,
            ..panel(1_920, 1_080, 1.0, 4.0)
        };
        assert_eq!(unknown.sizes().body_px, 65);
    }

    #[test]
    fn a_page_of_a_lobby_holds_a_headline_with_room() {
        let panel = panel(1_920, 1_080, 43.0, 4.0);
        let (width, height) = panel.safe_px();
        let fit = fit(width, height, panel.sizes().body_px);
        assert_eq!(
            fit,
            Fit {
                chars: 48,
                lines: 9
            }
        );
        assert_eq!(super::fit(0, 0, 0), Fit { chars: 1, lines: 1 });
    }

    proptest! {
        #[test]
        fn letters_are_read_from_the_distance_or_it_is_said(
            width in 320_u32..8_000, height in 320_u32..8_000,
            inch in 5.0_f64..300.0, metres in 0.3_f64..50.0,
        ) {
            let panel = panel(width, height, inch, metres);
            let sizes = panel.sizes();
            prop_assert!(sizes.floor_px <= sizes.body_px && sizes.body_px <= sizes.title_px);
            let side = f64::from(width.min(height));
            prop_assert!(f64::from(sizes.floor_px) >= side * FONT_FLOOR);
            let mm = capital_mm(&panel, sizes.floor_px);
            prop_assert!(!sizes.is_legible || mm * MOST_M_PER_MM >= metres * 0.999, "{mm}");
        }
    }
}
