//! What a reader chose: which index, which year, which way of looking at it. Every choice is one word with a value, so
//! that buttons, lists, the slider and the address of the page lead here alike.

use super::model::Model;
use super::options::{DRAWINGS, Drawing, Options, ROWS, Rows};
use crate::shared::address;

/// The mark in an address: `#cchc-scoreboard=sipas/2024`.
pub const MARK: &str = "cchc-scoreboard=";

/// Columns of a ranking.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Column {
    /// By rank.
    #[default]
    Rank,
    /// By name, as Vietnamese dictionaries have it.
    Name,
    /// By value.
    Value,
    /// By places gained.
    Change,
}

/// Words of [`Column`].
pub const COLUMNS: &[(&str, Column)] = &[
    ("rank", Column::Rank),
    ("name", Column::Name),
    ("value", Column::Value),
    ("change", Column::Change),
];

/// What the reader chose.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Asked {
    /// The index that is open, where several are shown.
    pub index: Option<String>,
    /// The edition.
    pub period: Option<String>,
    /// Tables that are open, by the word of their place.
    pub tables: Vec<String>,
    /// The history shows ranks.
    pub ranks: bool,
    /// How components are drawn, if the reader said so.
    pub drawing: Option<Drawing>,
    /// Which rows of a ranking, if the reader said so.
    pub rows: Option<Rows>,
    /// What is looked for in a ranking.
    pub find: String,
    /// Order of a ranking.
    pub column: Column,
    /// The other way round.
    pub reversed: bool,
    /// Which ranking, where a period has several.
    pub ranking: Option<usize>,
}

impl Asked {
    /// Does what a control says. `false` if nothing became of it.
    pub fn act(&mut self, act: &str, value: &str) -> bool {
        let before = self.clone();
        match act {
            "open" => {
                *self = Self {
                    index: Some(value.to_owned()),
                    ..Self::default()
                };
            }
            "back" => *self = Self::default(),
            "period" => {
                self.period = Some(value.to_owned());
                self.ranking = None;
            }
            "table" => match self.tables.iter().position(|known| known == value) {
                Some(at) => _ = self.tables.remove(at),
                None => self.tables.push(value.to_owned()),
            },
            "history" => self.ranks = value == "ranks",
            "components" => self.drawing = look_up(DRAWINGS, value),
            "rows" => self.rows = look_up(ROWS, value),
            "find" => value.clone_into(&mut self.find),
            "sort" => {
                if let Some(column) = look_up(COLUMNS, value) {
                    self.reversed = self.column == column && !self.reversed;
                    self.column = column;
                }
            }
            "ranking" => self.ranking = value.parse().ok(),
            _ => {}
        }
        *self != before
    }

    /// Reads the address of the page; `false` if it names no index that this element shows.
    pub fn follow(&mut self, hash: &str, model: &Model) -> bool {
        let Some((index, period)) = address::read(MARK, hash) else {
            return false;
        };
        let is_shown = model.chosen().iter().any(|one| one.id == index);
        if is_shown {
            _ = self.act("open", &index);
            self.period = period;
        }
        is_shown
    }

    /// Which rows of a ranking.
    #[must_use]
    pub fn rows(&self, options: &Options) -> Rows {
        self.rows.unwrap_or(options.rows)
    }

    /// Whether a table is open.
    #[must_use]
    pub fn has_table(&self, name: &str) -> bool {
        self.tables.iter().any(|known| known == name)
    }
}

/// The address of an index, and of one of its editions.
#[must_use]
pub fn address(index: &str, period: Option<&str>) -> String {
    address::write(MARK, index, period)
}

fn look_up<T: Copy>(table: &[(&str, T)], word: &str) -> Option<T> {
    cchc::feed::news::look_up(table, word)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn followed(hash: &str, shown: &str) -> (Option<String>, Option<String>) {
        let words: &[(&str, &str)] = if shown.is_empty() {
            &[]
        } else {
            &[("index", shown)]
        };
        let model = crate::scoreboard::tests::model(words, cchc::format::Lang::Vi);
        let mut asked = Asked::default();
        let is_named = asked.follow(hash, &model);
        assert_eq!(is_named, asked.index.is_some());
        (asked.index, asked.period)
    }

    #[test]
    fn an_address_names_index_and_year() {
        let some = |text: &str| Some(text.to_owned());
        for (hash, index, period) in [
            ("#cchc-scoreboard=sipas/2024", some("sipas"), some("2024")),
            ("#cchc-scoreboard=sipas", some("sipas"), None),
            ("#tab=2&cchc-scoreboard=pci/", some("pci"), None),
            ("#cchc-scoreboard=hapi/2024", None, None),
            ("#my-cchc-scoreboard=pci", None, None),
            ("#cchc-scoreboard=", None, None),
            ("", None, None),
        ] {
            assert_eq!(followed(hash, ""), (index, period), "{hash}");
        }
        assert_eq!(followed("#cchc-scoreboard=sipas", "pci").0, None);
        for id in ["a b/c&d#e", "ẩ%20%", "__proto__"] {
            let written = address(id, Some("2024"));
            assert!(written.is_ascii(), "{written}");
            let read = address::read(MARK, &written);
            assert_eq!(read, Some((id.to_owned(), some("2024"))), "{written}");
        }
        assert_eq!(
            followed(&address("pci", Some("2019")), "pci").1.as_deref(),
            Some("2019")
        );
    }

    #[test]
    fn a_second_press_turns_the_order_and_closes_the_table() {
        let mut asked = Asked::default();
        assert!(asked.act("sort", "value"));
        assert_eq!((asked.column, asked.reversed), (Column::Value, false));
        assert!(asked.act("sort", "value"));
        assert_eq!((asked.column, asked.reversed), (Column::Value, true));
        assert!(asked.act("sort", "name"));
        assert_eq!((asked.column, asked.reversed), (Column::Name, false));
        assert!(asked.act("table", "history") && asked.has_table("history"));
        assert!(asked.act("table", "history") && !asked.has_table("history"));
        for (act, value) in [("sort", "colour"), ("dance", ""), ("history", "")] {
            assert!(!asked.act(act, value), "{act} {value}");
        }
    }
}
