//! A card as a picture that stands alone: name, figure, change, curve, source and day, on white, for a report or a post.
//!
//! It is a list of marks that two hands draw: one writes SVG, the other paints a canvas. Turning the SVG into an image by
//! the browser would need `img-src blob:`, which strict policies refuse.

use cchc::feed::indexes::Index;
use cchc::format::Lang;

use crate::scoreboard::chart::{Point, Range};
use crate::scoreboard::facts::{Facts, join};
use crate::scoreboard::strings::strings;
use crate::shared::tree::escape;

/// Width in pixels.
pub const WIDTH_PX: i32 = 640;
const MARGIN_PX: i32 = 32;
const INK: &str = "#16202a";
const QUIET: &str = "#44505c";
/// Colour of figure and curve.
pub(super) const ACCENT: &str = "#0b4a8f";
/// Colour of the ground.
pub(super) const PAPER: &str = "#ffffff";
/// Typefaces, the system's own first.
pub(super) const FONTS: &str = "system-ui, 'Segoe UI', Roboto, 'Noto Sans', Arial, sans-serif";

/// One mark.
#[derive(Debug, Clone, PartialEq)]
pub enum Mark {
    /// A line of text; `y` is its baseline.
    Text {
        /// From the left.
        x: i32,
        /// Baseline from the top.
        y: i32,
        /// Height of the letters.
        size_px: i32,
        /// Bold or not.
        bold: bool,
        /// Colour.
        colour: &'static str,
        /// What it says.
        text: String,
    },
    /// Lines from point to point.
    Line {
        /// The points.
        points: Vec<(i32, i32)>,
    },
    /// A dot.
    Dot {
        /// Its middle from the left.
        x: i32,
        /// Its middle from the top.
        y: i32,
        /// Filled or a ring.
        filled: bool,
    },
}

/// Marks on paper.
#[derive(Debug, Clone, PartialEq)]
pub struct Picture {
    /// Height in pixels.
    pub height_px: i32,
    /// What it says, for those who do not see it.
    pub title: String,
    /// From back to front.
    pub marks: Vec<Mark>,
}

/// Draws a card.
#[must_use]
pub fn card(index: &Index, facts: &Facts, points: &[Point], lang: Lang) -> Picture {
    let words = strings(lang);
    let mut pen = Pen {
        y: MARGIN_PX,
        marks: Vec::new(),
    };
    let name = index.name.get(lang);
    pen.text(&index.short, 26, true, INK);
    if name != index.short {
        pen.text(name, 16, false, QUIET);
    }
    pen.y += 12;
    let space = if facts.unit.is_empty() || facts.unit == "%" {
        ""
    } else {
        " "
    };
    let head = [&facts.head, space, &facts.unit].concat();
    let size = if head.chars().count() > 14 { 28 } else { 48 };
    pen.text(&head, size, true, ACCENT);
    let mut place = vec![Some(facts.when.clone())];
    place.extend(facts.place.iter().cloned().map(Some));
    pen.text(&join(place, " · "), 18, false, INK);
    for trend in &facts.trends {
        pen.text(&trend.words, 16, false, INK);
    }
    if let Some(range) = Range::around(&[points], &[], index.lower_is_better) {
        pen.curve(points, range);
    }
    if let Some((target, _)) = &facts.target {
        pen.text(target, 16, false, INK);
    }
    for note in &facts.notes {
        pen.text(note, 14, false, QUIET);
    }
    pen.y += 8;
    for source in &facts.sources {
        let url = source.url.as_deref().unwrap_or_default();
        pen.text(&[words.source, &source.title].concat(), 14, false, QUIET);
        if url != source.title {
            pen.text(url, 12, false, QUIET);
        }
    }
    if let Some(day) = &facts.published {
        pen.text(&[words.published, day].concat(), 14, false, QUIET);
    }
    Picture {
        height_px: pen.y + MARGIN_PX / 2,
        title: [&index.short, ", ", &facts.when, ": ", &head].concat(),
        marks: pen.marks,
    }
}

struct Pen {
    y: i32,
    marks: Vec<Mark>,
}

impl Pen {
    /// Writes lines as wide as the picture. Letters are measured by a generous mean, so that both hands break alike.
    fn text(&mut self, text: &str, size_px: i32, bold: bool, colour: &'static str) {
        let most =
            ((WIDTH_PX - 2 * MARGIN_PX) * 100 / (size_px * if bold { 62 } else { 57 })) as usize;
        for line in lines(text, most.max(1)) {
            self.y += size_px * 3 / 2;
            self.marks.push(Mark::Text {
                x: MARGIN_PX,
                y: self.y - size_px * 2 / 5,
                size_px,
                bold,
                colour,
                text: line,
            });
        }
    }

    fn curve(&mut self, points: &[Point], range: Range) {
        const HEIGHT_PX: i32 = 140;
        let wide = WIDTH_PX - 2 * MARGIN_PX - 16;
        let top = self.y + 16;
        let last = (points.len().saturating_sub(1)).max(1) as i32;
        let mut run: Vec<(i32, i32)> = Vec::new();
        let mut dots = Vec::new();
        let flush = |run: &mut Vec<(i32, i32)>, marks: &mut Vec<Mark>| {
            let points = std::mem::take(run);
            if points.len() > 1 {
                marks.push(Mark::Line { points });
            }
        };
        for (at, point) in points.iter().enumerate() {
            let x = MARGIN_PX + 8 + wide * at as i32 / last;
            if !point.joined {
                flush(&mut run, &mut self.marks);
            }
            if let Some(value) = point.value {
                let y = top + range.height(value.to_f64(), HEIGHT_PX);
                run.push((x, y));
                dots.push(Mark::Dot {
                    x,
                    y,
                    filled: !point.doubtful,
                });
            }
            if at == 0 || at + 1 == points.len() {
                self.marks.push(Mark::Text {
                    x: if at == 0 { MARGIN_PX } else { x - 34 },
                    y: top + HEIGHT_PX + 24,
                    size_px: 14,
                    bold: false,
                    colour: QUIET,
                    text: point.period.clone(),
                });
            }
        }
        flush(&mut run, &mut self.marks);
        self.marks.extend(dots);
        self.y = top + HEIGHT_PX + 32;
    }
}

/// Breaks a text between words; a word longer than a line is broken itself.
fn lines(text: &str, most_chars: usize) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = String::new();
    let mut count = 0;
    for word in text.split(' ') {
        let length = word.chars().count();
        if count > 0 && count + 1 + length > most_chars {
            lines.push(std::mem::take(&mut line));
            count = 0;
        }
        if count > 0 {
            line.push(' ');
            count += 1;
        }
        for c in word.chars() {
            if count == most_chars {
                lines.push(std::mem::take(&mut line));
                count = 0;
            }
            line.push(c);
            count += 1;
        }
    }
    if !line.is_empty() {
        lines.push(line);
    }
    lines
}

impl Picture {
    /// As a file of its own.
    #[must_use]
    pub fn svg(&self) -> String {
        let (width, height) = (WIDTH_PX.to_string(), self.height_px.to_string());
        let mut out = [
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"",
            &width,
            "\" height=\"",
            &height,
            "\" viewBox=\"0 0 ",
            &width,
            " ",
            &height,
            "\" font-family=\"",
            FONTS,
            "\">\n<title>",
        ]
        .concat();
        escape(&self.title, &mut out);
        out.push_str("</title>\n<rect width=\"100%\" height=\"100%\" fill=\"");
        out.push_str(PAPER);
        out.push_str("\"/>\n");
        for mark in &self.marks {
            write(mark, &mut out);
        }
        out.push_str("</svg>\n");
        out
    }
}

fn write(mark: &Mark, out: &mut String) {
    let number = |out: &mut String, name: &str, number: i32| {
        out.push(' ');
        out.push_str(name);
        out.push_str("=\"");
        out.push_str(&number.to_string());
        out.push('"');
    };
    match mark {
        Mark::Text {
            x,
            y,
            size_px,
            bold,
            colour,
            text,
        } => {
            out.push_str("<text");
            number(out, "x", *x);
            number(out, "y", *y);
            number(out, "font-size", *size_px);
            number(out, "font-weight", if *bold { 700 } else { 400 });
            out.push_str(" fill=\"");
            out.push_str(colour);
            out.push_str("\">");
            escape(text, out);
            out.push_str("</text>\n");
        }
        Mark::Line { points } => {
            out.push_str("<polyline fill=\"none\" stroke-width=\"3\" stroke=\"");
            out.push_str(ACCENT);
            out.push('"');
            out.push_str(" points=\"");
            for (x, y) in points {
                out.push_str(&x.to_string());
                out.push(',');
                out.push_str(&y.to_string());
                out.push(' ');
            }
            out.push_str("\"/>\n");
        }
        Mark::Dot { x, y, filled } => {
            out.push_str("<circle r=\"5\" stroke-width=\"3\" stroke=\"");
            out.push_str(ACCENT);
            out.push_str("\" fill=\"");
            out.push_str(if *filled { ACCENT } else { PAPER });
            out.push('"');
            number(out, "cx", *x);
            number(out, "cy", *y);
            out.push_str("/>\n");
        }
    }
}
