//! Files that a reader takes away: figures as CSV, a card as a picture with its source.

pub mod csv;
#[cfg(target_arch = "wasm32")]
pub mod hand;
pub mod picture;

/// What is downloaded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// The figures of an index over the years.
    Csv,
    /// The ranking that is shown.
    CsvRanking,
    /// The card as a drawing.
    Svg,
    /// The card as an image.
    Png,
}

impl Kind {
    /// From the word of a control.
    #[must_use]
    pub fn of(act: &str) -> Option<Self> {
        Some(match act {
            "csv" => Self::Csv,
            "csv-ranking" => Self::CsvRanking,
            "svg" => Self::Svg,
            "png" => Self::Png,
            _ => return None,
        })
    }

    /// Ending of the file's name.
    #[must_use]
    pub const fn ending(self) -> &'static str {
        match self {
            Self::Csv | Self::CsvRanking => ".csv",
            Self::Svg => ".svg",
            Self::Png => ".png",
        }
    }
}
