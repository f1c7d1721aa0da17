//! Which rows of a long ranking are in the page. Rows come in chunks; only those near what is seen hold rows, the others
//! an empty one of the same height, so 10,000 units scroll like 100.

use std::ops::Range;

/// Rows of one chunk.
pub(super) const CHUNK_ROWS: usize = 40;
/// A ranking of more rows scrolls in a box of its own.
pub(super) const MOST_ROWS_AT_ONCE: usize = 80;
/// Height of a row that nobody has seen yet.
const ROW_PX: u32 = 49;

/// The part of a ranking that is near.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Window {
    /// Numbers of the chunks that hold rows.
    pub near: Range<usize>,
    /// Heights in pixels of chunks that were seen, by their number; 0 for the others.
    pub heights_px: Vec<u32>,
    /// All rows are wanted: the page is printed.
    pub whole: bool,
}

impl Default for Window {
    fn default() -> Self {
        Self {
            near: 0..2,
            heights_px: Vec::new(),
            whole: false,
        }
    }
}

impl Window {
    /// Whether a chunk holds rows in a ranking of so many.
    #[must_use]
    pub fn holds(&self, chunk: usize, rows: usize) -> bool {
        self.whole || rows <= MOST_ROWS_AT_ONCE || self.near.contains(&chunk)
    }

    /// Height of a chunk of so many rows, as measured, else as it is likely.
    #[must_use]
    pub fn height_px(&self, chunk: usize, rows: usize) -> u32 {
        let known = self
            .heights_px
            .get(chunk)
            .copied()
            .filter(|height| *height > 0);
        known.unwrap_or_else(|| {
            u32::try_from(rows)
                .unwrap_or(u32::MAX)
                .saturating_mul(ROW_PX)
        })
    }

    /// The window when this much of a ranking of so many rows is seen, and as much again above and below is near.
    #[must_use]
    pub fn at(&self, top_px: u32, seen_px: u32, rows: usize) -> Self {
        let (from, to) = (
            top_px.saturating_sub(seen_px),
            top_px + seen_px.saturating_mul(2),
        );
        let mut near = 0..0;
        let mut edge = 0;
        for chunk in 0..rows.div_ceil(CHUNK_ROWS) {
            let held = CHUNK_ROWS.min(rows - chunk * CHUNK_ROWS);
            let end = edge + self.height_px(chunk, held);
            if end > from && edge < to {
                near = if near.is_empty() { chunk } else { near.start }..chunk + 1;
            }
            edge = end;
        }
        if near.is_empty() {
            near = 0..2;
        }
        Self {
            near,
            ..self.clone()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_near_what_is_seen_are_there_and_no_others() {
        let window = Window::default().at(0, 600, 3321);
        assert_eq!(window.near, 0..1);
        let middle = window.at(50_000, 600, 3321);
        assert_eq!(middle.near, 25..27);
        let end = window.at(162_000, 600, 3321);
        assert_eq!(end.near.end, 84);
        assert!(end.near.len() <= 3);
    }

    #[test]
    fn a_measured_height_moves_what_comes_after_it() {
        let window = Window {
            heights_px: vec![4_000, 0],
            ..Window::default()
        };
        assert_eq!(window.height_px(0, 40), 4_000);
        assert_eq!(window.height_px(1, 40), 1_960);
        assert!(!window.at(4_700, 600, 200).near.contains(&0));
        // Beyond the end: what is there is shown from the beginning.
        assert_eq!(window.at(1_000_000, 600, 200).near, 0..2);
    }

    #[test]
    fn short_rankings_and_paper_hold_everything() {
        let mut window = Window::default().at(0, 600, 80);
        assert!(window.holds(1, 80));
        assert!(!window.holds(2, 81));
        window.whole = true;
        assert!(window.holds(200, 10_000));
    }
}
