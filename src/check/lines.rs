//! From a JSON path to a line and column, so that an editor can jump there.

use std::collections::HashMap;

use serde::Serialize;

/// A place in a text, counted from 1; columns count characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Position {
    /// Line.
    pub line: usize,
    /// Column.
    pub column: usize,
}

/// Where everything stands in a text; made once for all its findings.
#[derive(Debug)]
pub struct Places {
    /// Byte at which every line begins.
    lines: Vec<usize>,
    text: String,
    found: Found,
}

#[derive(Debug)]
enum Found {
    /// Byte by JSON path.
    At(HashMap<String, usize>),
    /// The text cannot be read; reading stopped here.
    Stopped(Position),
}

impl Places {
    /// Walks the text.
    #[must_use]
    pub fn of(text: &str) -> Self {
        let read =
            serde_json::from_str::<serde::de::IgnoredAny>(text.trim_start_matches('\u{feff}'));
        let found = match read {
            Err(error) => Found::Stopped(Position {
                line: error.line(),
                column: error.column(),
            }),
            Ok(_) => {
                let mut scan = Scan {
                    bytes: text.as_bytes(),
                    at: 0,
                    found: HashMap::new(),
                };
                scan.skip_blank();
                scan.value("$");
                Found::At(scan.found)
            }
        };
        let ends = text.match_indices('\n').map(|(at, _)| at + 1);
        Self {
            lines: std::iter::once(0).chain(ends).collect(),
            text: text.to_owned(),
            found,
        }
    }

    /// Where `path` stands; the nearest thing around it when it is absent. Where the text cannot be read at all, the
    /// place at which reading stopped.
    #[must_use]
    pub fn position(&self, path: &str) -> Option<Position> {
        let at = match &self.found {
            Found::Stopped(position) => return Some(*position),
            Found::At(found) => around(path).find_map(|path| found.get(path).copied())?,
        };
        let line = self.lines.partition_point(|begin| *begin <= at);
        let begin = *self.lines.get(line.checked_sub(1)?)?;
        let column = self.text.get(begin..at)?.chars().count() + 1;
        Some(Position { line, column })
    }
}

/// A path, what is around it, and so on.
fn around(path: &str) -> impl Iterator<Item = &str> {
    std::iter::successors(Some(path), |path| {
        path.rfind(['.', '[']).and_then(|end| path.get(..end))
    })
    .chain(["$"])
}

/// Walks JSON that is known to be well formed.
struct Scan<'a> {
    bytes: &'a [u8],
    at: usize,
    found: HashMap<String, usize>,
}

impl Scan<'_> {
    fn peek(&self) -> u8 {
        self.bytes.get(self.at).copied().unwrap_or(0)
    }

    fn skip_blank(&mut self) {
        while matches!(
            self.peek(),
            b' ' | b'\n' | b'\r' | b'\t' | 0xef | 0xbb | 0xbf
        ) {
            self.at += 1;
        }
    }

    /// Passes a value, which stands where it begins.
    fn value(&mut self, path: &str) {
        self.found.insert(path.to_owned(), self.at);
        self.inside(path);
    }

    fn inside(&mut self, path: &str) {
        match self.peek() {
            b'{' => self.members(path),
            b'[' => self.elements(path),
            b'"' => drop(self.text()),
            _ => {
                while !matches!(self.peek(), b',' | b'}' | b']' | 0) {
                    self.at += 1;
                }
            }
        }
    }

    /// A member stands where its name begins.
    fn members(&mut self, path: &str) {
        self.at += 1;
        loop {
            self.skip_blank();
            if self.peek() != b'"' {
                break;
            }
            let start = self.at;
            let name = self.text();
            self.skip_blank();
            self.at += 1;
            self.skip_blank();
            let path = format!("{path}.{name}");
            self.inside(&path);
            self.found.insert(path, start);
            self.skip_blank();
            if self.peek() != b',' {
                break;
            }
            self.at += 1;
        }
        self.at += 1;
    }

    fn elements(&mut self, path: &str) {
        self.at += 1;
        let mut index = 0;
        loop {
            self.skip_blank();
            if self.peek() == b']' || self.peek() == 0 {
                break;
            }
            self.value(&format!("{path}[{index}]"));
            index += 1;
            self.skip_blank();
            if self.peek() != b',' {
                break;
            }
            self.at += 1;
        }
        self.at += 1;
    }

    fn text(&mut self) -> String {
        let start = self.at;
        self.at += 1;
        while !matches!(self.peek(), b'"' | 0) {
            self.at += if self.peek() == b'\\' { 2 } else { 1 };
        }
        self.at += 1;
        let raw = self
            .bytes
            .get(start..self.at)
            .and_then(|raw| serde_json::from_slice(raw).ok());
        raw.unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn places_are_found_or_their_surroundings() {
        let text = "{\"a\": {\"b\": [1,\n  {\"c,]}\": \"\\\"x\", \"đ\": 2},\n {\"c\": 3}]}}";
        for (path, line, column) in [
            ("$", 1, 1),
            ("$.a.b", 1, 8),
            ("$.a.b[1]", 2, 3),
            ("$.a.b[1].đ", 2, 19),
            ("$.a.b[2].c", 3, 3),
            ("$.a.b[2].missing", 3, 2),
            ("$.a.b[9]", 1, 8),
        ] {
            assert_eq!(
                Places::of(text).position(path),
                Some(Position { line, column }),
                "{path}"
            );
        }
    }

    proptest! {
        #[test]
        fn no_text_or_path_panics(text in ".{0,60}", path in r"[$.a-c\[\]0-9]{0,12}") {
            let _ = Places::of(&text).position(&path);
        }
    }
}
