//! The measures of one page of a screen, in CSS pixels: the same sums that the style sheet does.

use cchc::screen::legible::{Fit, Panel, Sizes, fit};

/// Height of a line of a heading in its font.
const TITLE_LINE_PERCENT: u32 = 145;
/// Bold letters are wider.
const BOLD_PERCENT: u32 = 90;
/// No text is laid out as if there were less room than this.
const LEAST_PERCENT: u32 = 50;

/// Height of the bar of a kiosk, in hundredths of the shorter side: two lines of the smallest letters, and 129 pixels of 1080.
const BAR_PERCENT: u32 = 12;

/// A picture and what is in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shape {
    /// Of the whole picture.
    pub width_px: u32,
    /// Of the whole picture.
    pub height_px: u32,
    /// Inside of the safe edges.
    pub safe_px: (u32, u32),
    /// Fonts.
    pub sizes: Sizes,
    /// The picture is turned by a quarter in its box.
    pub is_turned: bool,
    /// A line moves at the bottom.
    pub has_strip: bool,
    /// How much of the room is used: less where letters turned out wider than they were taken for.
    pub percent: u32,
}

impl Shape {
    /// Of a panel.
    #[must_use]
    pub fn new(panel: Panel, has_strip: bool) -> Self {
        Self {
            width_px: panel.width_px,
            height_px: panel.height_px,
            safe_px: panel.safe_px(),
            sizes: panel.sizes(),
            is_turned: false,
            has_strip,
            percent: 100,
        }
    }

    /// Whether it is higher than wide.
    #[must_use]
    pub const fn is_portrait(&self) -> bool {
        self.height_px > self.width_px
    }

    /// With less of the room used; `None` when nothing is left to give.
    #[must_use]
    pub fn tighter(mut self) -> Option<Self> {
        self.percent = self.percent.saturating_sub(10);
        (self.percent >= LEAST_PERCENT).then_some(self)
    }

    /// Width and height that a scene has.
    #[must_use]
    pub fn scene_px(&self) -> (u32, u32) {
        let around = 4 * self.sizes.floor_px
            + if self.has_strip {
                2 * self.sizes.body_px
            } else {
                0
            };
        (self.safe_px.0, self.safe_px.1.saturating_sub(around))
    }

    /// Side of a code.
    #[must_use]
    pub fn code_px(&self) -> u32 {
        let (width, height) = self.scene_px();
        if self.is_portrait() {
            (width * 40 / 100).min(height * 28 / 100)
        } else {
            (height * 62 / 100).min(width * 25 / 100)
        }
    }

    /// Width and height for words: beside a code, or above it; below the line over the heading, above the note.
    #[must_use]
    pub fn words_px(&self, has_code: bool, note: &str) -> (u32, u32) {
        let (mut width, mut height) = self.scene_px();
        if has_code {
            let code = self.code_px() + self.sizes.body_px;
            if self.is_portrait() {
                height = height.saturating_sub(code);
            } else {
                width = width.saturating_sub(code);
            }
        }
        let floor = self.sizes.floor_px;
        height = height.saturating_sub(2 * floor);
        if !note.is_empty() {
            let note_lines = lines(note, fit(width, 1, floor).chars);
            height = height.saturating_sub((note_lines * 3 + 1) * floor / 2);
        }
        (width * self.percent / 100, height * self.percent / 100)
    }

    /// How much running text fits.
    #[must_use]
    pub fn body(&self, width_px: u32, height_px: u32) -> Fit {
        fit(width_px, height_px, self.sizes.body_px)
    }

    /// Whether a heading is too long for large letters, and how high it is.
    #[must_use]
    pub fn title(&self, title: &str, width_px: u32) -> (bool, u32) {
        if title.is_empty() {
            return (false, 0);
        }
        let height = |font_px: u32| {
            let room = fit(width_px * BOLD_PERCENT / 100, 1, font_px);
            lines(title, room.chars) * font_px * TITLE_LINE_PERCENT / 100
        };
        let large = height(self.sizes.title_px);
        let most = if self.is_portrait() { 6 } else { 3 };
        if large <= most * self.sizes.title_px * TITLE_LINE_PERCENT / 100 {
            (false, large)
        } else {
            (true, height(self.sizes.body_px))
        }
    }

    /// How much of a heading that has a page alone fits.
    #[must_use]
    pub fn long_title(&self, width_px: u32, height_px: u32) -> Fit {
        fit(width_px * BOLD_PERCENT / 100, height_px, self.sizes.body_px)
    }
}

/// Height of the bar that a kiosk has below its picture.
#[must_use]
pub fn bar_px(width_px: u32, height_px: u32) -> u32 {
    width_px.min(height_px) * BAR_PERCENT / 100
}

/// Lines that a text takes, words kept whole where they fit; at least one.
#[must_use]
pub fn lines(text: &str, chars: u32) -> u32 {
    let chars = chars.max(1);
    let (mut count, mut column) = (1_u32, 0_u32);
    for word in text.split_whitespace() {
        let length = word.chars().count() as u32;
        let needs = if column == 0 {
            length
        } else {
            column + 1 + length
        };
        if needs <= chars {
            column = needs;
            continue;
        }
        if column > 0 {
            count += 1;
        }
        count += length.saturating_sub(1) / chars;
        column = (length.max(1) - 1) % chars + 1;
    }
    count
}
