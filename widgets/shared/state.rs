//! The five states of a widget, and how they follow from what is known.

use cchc::format::{Lang, ago};

/// What a widget is doing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum State {
    /// Nothing yet; the fallback is in sight.
    #[default]
    Loading,
    /// Shows current data.
    Ready,
    /// Current data, with nothing to show.
    Empty,
    /// Shows the last good copy, which is old.
    Stale,
    /// Nothing to show, and the feed cannot be had; the fallback is in sight.
    Failed,
}

impl State {
    /// As the element's `data-state`.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Loading => "loading",
            Self::Ready => "ready",
            Self::Empty => "empty",
            Self::Stale => "stale",
            Self::Failed => "failed",
        }
    }

    /// Whether what the webmaster wrote inside the tag is shown.
    #[must_use]
    pub const fn shows_fallback(self) -> bool {
        matches!(self, Self::Loading | Self::Failed)
    }

    /// From what is known: is there data, has it anything to show, is it old, did the last try fail.
    #[must_use]
    pub const fn of(known: bool, any: bool, old: bool, failed: bool) -> Self {
        match (known, any, old, failed) {
            (false, _, _, false) => Self::Loading,
            (false, _, _, true) => Self::Failed,
            (true, _, true, _) => Self::Stale,
            (true, true, false, _) => Self::Ready,
            (true, false, false, _) => Self::Empty,
        }
    }
}

/// The line under a widget that says how old its data is; empty while there is nothing to say.
#[must_use]
pub fn age_line(state: State, age_secs: i64, lang: Lang) -> String {
    let words = match (state, lang) {
        (State::Ready | State::Empty, Lang::Vi) => "Cập nhật ",
        (State::Ready | State::Empty, Lang::En) => "Updated ",
        (State::Stale, Lang::Vi) => "Chưa tải được dữ liệu mới. Đang xem bản lưu, cập nhật ",
        (State::Stale, Lang::En) => "New data could not be loaded. Showing a saved copy, updated ",
        (State::Failed, Lang::Vi) => {
            return "Chưa tải được dữ liệu. Trang sẽ tự thử lại.".to_owned();
        }
        (State::Failed, Lang::En) => {
            return "Data could not be loaded. The page will try again by itself.".to_owned();
        }
        (State::Loading, _) => return String::new(),
    };
    let mut line = words.to_owned();
    line.push_str(&ago(age_secs, lang));
    line
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_widget_that_has_shown_something_never_falls_back() {
        for any in [false, true] {
            for old in [false, true] {
                for failed in [false, true] {
                    assert!(!State::of(true, any, old, failed).shows_fallback());
                    assert!(State::of(false, any, old, failed).shows_fallback());
                }
            }
        }
    }

    #[test]
    fn old_data_says_so_in_words() {
        assert_eq!(
            age_line(State::Ready, 300, Lang::Vi),
            "Cập nhật 5 phút trước"
        );
        assert!(age_line(State::Stale, 7_200, Lang::Vi).ends_with("cập nhật 2 giờ trước"));
        assert!(age_line(State::Stale, 7_200, Lang::En).ends_with("updated 2 hours ago"));
        assert_eq!(age_line(State::Loading, 0, Lang::En), "");
    }
}
