//! Figures as CSV for spreadsheets: UTF-8 with its mark (Excel reads Vietnamese only with it), a comma between fields,
//! RFC 4180 quotes, points in numbers and ISO days. A field that a spreadsheet would take for a formula gets an
//! apostrophe (OWASP, CSV injection).

use cchc::feed::index::Ranking;
use cchc::feed::indexes::{Figures, Index, Link, Observation, STATUSES, Status};

const MARK: char = '\u{feff}';

/// The figures of an index, a line for every edition, and one for every restatement and for every other source.
#[must_use]
pub fn figures(index: &Index) -> String {
    let mut out = Csv::new(&[
        "index",
        "name",
        "period",
        "row",
        "value",
        "unit",
        "rank",
        "rank_of",
        "basis",
        "band",
        "mean",
        "status",
        "published",
        "source",
        "source_url",
        "note",
        "break",
    ]);
    for one in &index.observations {
        line(&mut out, index, one, "observation", &one.figures);
        for (row, others) in [("restated", &one.restated), ("conflict", &one.conflicts)] {
            for other in others {
                line(&mut out, index, one, row, other);
            }
        }
    }
    out.text
}

fn line(out: &mut Csv, index: &Index, one: &Observation, row: &str, figures: &Figures) {
    let is_own = row == "observation";
    let band = figures.band.as_deref().and_then(|band| index.band(band));
    let (title, url) = source(figures.source.as_ref());
    out.text(&index.id);
    out.text(&index.name.vi);
    out.text(&one.period);
    out.text(row);
    out.number(figures.value.map(|value| value.plain()));
    out.text(&index.unit.vi);
    out.number(figures.rank.map(|rank| rank.to_string()));
    out.number(figures.rank_of.map(|of| of.to_string()));
    out.text(figures.basis.as_deref().unwrap_or_default());
    out.text(band.map_or("", |(_, band)| &band.name.vi));
    out.number(one.mean.filter(|_| is_own).map(|mean| mean.plain()));
    out.text(if is_own { status(one.status) } else { "" });
    out.text(
        one.published
            .as_deref()
            .filter(|_| is_own)
            .unwrap_or_default(),
    );
    out.text(title);
    out.text(url);
    let words = |words: &Option<cchc::feed::indexes::Words>| {
        let words = words.as_ref().filter(|_| is_own);
        words.map_or_else(String::new, |words| words.vi.clone())
    };
    out.text(&words(&one.note));
    out.text(&words(&one.breaks));
    out.end();
}

/// The units of a ranking in the order of its file.
#[must_use]
pub fn ranking(index: &Index, ranking: &Ranking) -> String {
    let mut out = Csv::new(&[
        "index",
        "period",
        "units",
        "rank",
        "rank_of",
        "unit",
        "agency",
        "value",
        "value_unit",
        "until",
        "status",
        "published",
        "source",
        "source_url",
    ]);
    let (title, url) = source(ranking.source.as_ref());
    for unit in &ranking.rows {
        out.text(&index.id);
        out.text(&ranking.period);
        out.text(&ranking.universe.vi);
        out.number(unit.rank.map(|rank| rank.to_string()));
        out.number(ranking.rank_of.map(|of| of.to_string()));
        out.text(&unit.name);
        out.text(unit.agency.as_deref().unwrap_or_default());
        out.number(unit.value.map(|value| value.plain()));
        out.text(&index.unit.vi);
        out.text(unit.closed.as_deref().unwrap_or_default());
        out.text(status(ranking.status));
        out.text(ranking.published.as_deref().unwrap_or_default());
        out.text(title);
        out.text(url);
        out.end();
    }
    out.text
}

fn source(link: Option<&Link>) -> (&str, &str) {
    link.map_or(("", ""), |link| {
        (&link.title, link.url.as_deref().unwrap_or_default())
    })
}

fn status(status: Status) -> &'static str {
    let known = STATUSES.iter().find(|(_, known)| *known == status);
    known.map_or("", |(word, _)| word)
}

struct Csv {
    text: String,
    is_begun: bool,
}

impl Csv {
    fn new(head: &[&str]) -> Self {
        let mut csv = Self {
            text: String::from(MARK),
            is_begun: false,
        };
        for name in head {
            csv.text(name);
        }
        csv.end();
        csv
    }

    fn field(&mut self, field: &str) {
        if self.is_begun {
            self.text.push(',');
        }
        self.is_begun = true;
        let is_quoted = field.contains(['"', ',', '\n', '\r']);
        if is_quoted {
            self.text.push('"');
        }
        for c in field.chars() {
            if c == '"' {
                self.text.push('"');
            }
            self.text.push(c);
        }
        if is_quoted {
            self.text.push('"');
        }
    }

    fn text(&mut self, text: &str) {
        if text.starts_with(['=', '+', '-', '@', '\t', '\r']) {
            self.field(&["'", text].concat());
        } else {
            self.field(text);
        }
    }

    fn number(&mut self, number: Option<String>) {
        self.field(&number.unwrap_or_default());
    }

    fn end(&mut self) {
        self.text.push_str("\r\n");
        self.is_begun = false;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spreadsheets_read_it_and_take_nothing_for_a_formula() {
        let mut csv = Csv::new(&["a", "b"]);
        csv.text("=HYPERLINK(\"x\")");
        csv.number(Some("-0.5".to_owned()));
        csv.end();
        csv.text("Ẩ, \"Ỗ\"");
        csv.text("@cmd");
        csv.end();
        assert_eq!(
            csv.text,
            "\u{feff}a,b\r\n\"'=HYPERLINK(\"\"x\"\")\",-0.5\r\n\"Ẩ, \"\"Ỗ\"\"\",'@cmd\r\n"
        );
    }
}
