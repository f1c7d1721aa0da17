//! From a JSON path to a line and column, so that an editor can jump there.

use serde::Serialize;

/// A place in a text, counted from 1; columns count characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Position {
    /// Line.
    pub line: usize,
    /// Column.
    pub column: usize,
}

/// Where `path` stands; the nearest thing around it when it is absent. Where the text cannot be read at all, the
/// place at which reading stopped.
#[must_use]
pub fn position(text: &str, path: &str) -> Option<Position> {
    if let Err(error) =
        serde_json::from_str::<serde::de::IgnoredAny>(text.trim_start_matches('\u{feff}'))
    {
        return Some(Position {
            line: error.line(),
            column: error.column(),
        });
    }
    let mut scan = Scan {
        bytes: text.as_bytes(),
        at: 0,
    };
    let mut found = 0;
    let steps = steps(path);
    scan.value(&steps, &mut found);
    let before = text.get(..found)?;
    let line = before.matches('\n').count() + 1;
    let column = before
        .rsplit('\n')
        .next()
        .unwrap_or_default()
        .chars()
        .count()
        + 1;
    Some(Position { line, column })
}

enum Step {
    Name(String),
    Index(usize),
}

fn steps(path: &str) -> Vec<Step> {
    let mut steps = Vec::new();
    for part in path.trim_start_matches('$').split('.') {
        let (name, indexes) = part
            .split_once('[')
            .map_or((part, ""), |(name, rest)| (name, rest));
        if !name.is_empty() {
            steps.push(Step::Name(name.to_owned()));
        }
        steps.extend(
            indexes
                .split(['[', ']'])
                .filter_map(|index| index.parse().ok())
                .map(Step::Index),
        );
    }
    steps
}

/// Walks JSON that is known to be well formed.
struct Scan<'a> {
    bytes: &'a [u8],
    at: usize,
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

    /// Passes a value; when it is on the way of `steps`, notes where it begins.
    fn value(&mut self, steps: &[Step], found: &mut usize) {
        self.skip_blank();
        *found = self.at;
        self.inside(Some(steps), found);
    }

    fn inside(&mut self, steps: Option<&[Step]>, found: &mut usize) {
        match self.peek() {
            b'{' => self.members(steps, found),
            b'[' => self.elements(steps, found),
            b'"' => drop(self.text()),
            _ => {
                while !matches!(self.peek(), b',' | b'}' | b']' | 0) {
                    self.at += 1;
                }
            }
        }
    }

    fn members(&mut self, steps: Option<&[Step]>, found: &mut usize) {
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
            match steps.and_then(<[Step]>::split_first) {
                Some((Step::Name(wanted), rest)) if *wanted == name => {
                    *found = start;
                    self.inside(Some(rest), found);
                }
                _ => self.inside(None, found),
            }
            self.skip_blank();
            if self.peek() != b',' {
                break;
            }
            self.at += 1;
        }
        self.at += 1;
    }

    fn elements(&mut self, steps: Option<&[Step]>, found: &mut usize) {
        self.at += 1;
        let mut index = 0;
        loop {
            self.skip_blank();
            if self.peek() == b']' || self.peek() == 0 {
                break;
            }
            match steps.and_then(<[Step]>::split_first) {
                Some((Step::Index(wanted), rest)) if *wanted == index => self.value(rest, found),
                _ => self.inside(None, found),
            }
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
                position(text, path),
                Some(Position { line, column }),
                "{path}"
            );
        }
    }

    proptest! {
        #[test]
        fn no_text_or_path_panics(text in ".{0,60}", path in r"[$.a-c\[\]0-9]{0,12}") {
            let _ = position(&text, &path);
        }
    }
}
