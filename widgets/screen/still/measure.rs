//! Whether a slide fits, told without a browser: by the widths of the letters of the typeface that is shipped beside the page.
//!
//! Engines that load none of its files have narrower letters in its place (Arial, Noto Sans). What is measured here is what
//! `view` draws and `style.css` lays out.

use cchc::screen::reading;
use cchc::text::fold;

use crate::screen::shape::Shape;
use crate::screen::slide::{Body, Card, Slide};

/// Advance widths of ` ` to `~` in Be Vietnam Pro, in thousandths of the font size: the wider of regular and bold.
const WIDTHS: [u16; 95] = [
    230, 341, 391, 845, 649, 871, 763, 222, 453, 453, 513, 652, 346, 608, 335, 541, 700, 431, 664,
    680, 720, 682, 700, 598, 668, 700, 335, 346, 573, 752, 573, 621, 1018, 769, 709, 780, 751, 642,
    644, 790, 732, 290, 491, 716, 643, 888, 749, 828, 679, 826, 712, 666, 686, 738, 745, 1057, 769,
    718, 667, 504, 531, 504, 612, 736, 288, 658, 668, 629, 668, 618, 409, 659, 608, 296, 301, 599,
    288, 896, 598, 658, 668, 668, 429, 537, 438, 588, 594, 884, 608, 597, 521, 480, 434, 480, 490,
];
/// A letter with its marks is wider than the letter alone, by no more than this.
const MARKED: u32 = 40;
/// Punctuation and Latin letters that are not in the table.
const OTHER: u32 = 870;
/// What the typeface may not have: ideographs, signs.
const FOREIGN: u32 = 1_100;
/// Lines of engines that are not ours may break otherwise by a hair.
const CARE_PERCENT: u32 = 98;

/// Height of lines, in hundredths of the font size.
const TEXT: u32 = 150;
const TITLE: u32 = 145;

fn width(letter: char) -> u32 {
    let of_table = |letter: char| {
        let at = (letter as usize).checked_sub(32)?;
        WIDTHS.get(at).map(|width| u32::from(*width))
    };
    if let Some(width) = of_table(letter) {
        return width;
    }
    match letter {
        // Marks that are written over the letter before.
        '\u{300}'..='\u{36f}' | '\u{200b}' => 0,
        '\u{a0}' => 300,
        '\u{80}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}' => {
            let bare = bare(letter);
            bare.and_then(of_table).unwrap_or(OTHER) + MARKED
        }
        '\u{2000}'..='\u{20bf}' => OTHER,
        _ => FOREIGN,
    }
}

/// The letter without its marks, in its own case.
fn bare(letter: char) -> Option<char> {
    let folded = fold(&letter.to_string()).chars().next()?;
    Some(match letter.is_uppercase() {
        true => folded.to_ascii_uppercase(),
        false => folded,
    })
}

/// Lines that a text takes in a width, words kept whole where they fit.
fn lines(text: &str, width_px: u32, font_px: u32) -> u32 {
    let room = width_px * CARE_PERCENT * 10 / font_px.max(1);
    let blank = width(' ');
    let mut count = 0_u32;
    for paragraph in text.split('\n') {
        let mut used = 0_u32;
        for word in paragraph.split([' ', '\t']).filter(|word| !word.is_empty()) {
            let needs: u32 = word.chars().map(width).sum();
            if used > 0 && used + blank + needs <= room {
                used += blank + needs;
                continue;
            }
            count += 1;
            used = 0;
            for letter in word.chars() {
                let wide = width(letter);
                if used > 0 && used + wide > room {
                    count += 1;
                    used = 0;
                }
                used += wide;
            }
        }
    }
    count
}

/// Height of a text, in pixels.
fn height(text: &str, width_px: u32, font_px: u32, line: u32) -> u32 {
    (lines(text, width_px, font_px) * font_px * line).div_ceil(100)
}

/// A text in pieces of so many lines.
#[must_use]
pub fn in_lines(text: &str, width_px: u32, font_px: u32, most: u32) -> Vec<String> {
    let mut pieces: Vec<String> = Vec::new();
    let mut open = String::new();
    for word in text.split_whitespace() {
        let longer = match open.is_empty() {
            true => word.to_owned(),
            false => [&*open, " ", word].concat(),
        };
        if !open.is_empty() && lines(&longer, width_px, font_px) > most {
            pieces.push(std::mem::replace(&mut open, word.to_owned()));
        } else {
            open = longer;
        }
    }
    if !open.is_empty() {
        pieces.push(open);
    }
    pieces
}

/// Whether the words of a slide need more height than they have.
#[must_use]
pub fn overflows(slide: &Slide, shape: &Shape) -> bool {
    let (mut width, mut room) = shape.scene_px();
    if slide.code.is_some() {
        let code = shape.code_px() + shape.sizes.body_px;
        match shape.is_portrait() {
            true => room = room.saturating_sub(code),
            false => width = width.saturating_sub(code),
        }
    }
    needs(slide, width, shape) > room
}

fn needs(slide: &Slide, width: u32, shape: &Shape) -> u32 {
    let sizes = shape.sizes;
    let (body_px, floor) = (sizes.body_px, sizes.floor_px);
    let mut all = 0;
    if !slide.kicker.is_empty() {
        let (font, line) = match slide.kind == "alert" {
            true => (body_px, TITLE),
            false => (floor, TEXT),
        };
        all += height(&slide.kicker, width, font, line) + floor / 2 + 1;
    }
    if !slide.title.is_empty() {
        let font = if slide.is_long {
            body_px
        } else {
            sizes.title_px
        };
        all += height(&slide.title, width, font, TITLE) + floor / 2 + 1;
    }
    let fifth = body_px / 5 + 1;
    all += match &slide.body {
        Body::None => 0,
        Body::Text(text) => height(text, width, body_px, TEXT),
        Body::Items(_, items) => {
            let width = width.saturating_sub(2 * body_px);
            let each = |item: &String| height(item, width, body_px, TEXT) + fifth;
            items.iter().map(each).sum()
        }
        Body::Facts(facts) => {
            let each = |(name, value): &(&str, String)| {
                let text = [name, ": ", value].concat();
                height(&text, width, body_px, TEXT) + fifth
            };
            facts.iter().map(each).sum()
        }
        Body::Rows(rows) => rows
            .iter()
            .map(|row| {
                let value: u32 = row.value.chars().map(self::width).sum();
                let beside = body_px * 22 / 10 + body_px * 6 / 10 + value * body_px / 1000 + 1;
                let name = height(&row.name, width.saturating_sub(beside), body_px, TEXT);
                name.max(body_px * TEXT / 100) + fifth + 1
            })
            .sum(),
        Body::Cards(columns, cards) => {
            let columns = (*columns).max(1);
            let inner = (width + floor) / columns;
            let inner = inner.saturating_sub(2 * floor);
            let rows = cards.chunks(columns as usize);
            let of_row = |row: &[Card]| row.iter().map(|one| card(one, inner, shape)).max();
            rows.filter_map(of_row).sum()
        }
        Body::Clock => body_px * 3,
    };
    if !slide.note.is_empty() {
        all += height(&slide.note, width, floor, TEXT) + floor / 2 + 1;
    }
    all
}

/// Height of a card with what is around it.
fn card(card: &Card, inner: u32, shape: &Shape) -> u32 {
    let sizes = shape.sizes;
    let floor = sizes.floor_px;
    let unit = [&*card.unit, " · ", &card.when].concat();
    let mut all = height(&card.name, inner, sizes.body_px, TEXT);
    let head = if card.is_long {
        sizes.body_px
    } else {
        sizes.title_px
    };
    all += height(&card.head, inner, head, TITLE);
    for text in [&unit, &card.place, &card.trend, &card.source] {
        all += height(text, inner, floor, TEXT);
    }
    all + 2 * floor + floor * 15 / 100 + 2
}

/// A slide as so many that all of them fit; what cannot be parted stays.
pub(super) fn halve(slide: Slide, shape: &Shape, out: &mut Vec<Slide>) {
    if !overflows(&slide, shape) {
        out.push(slide);
        return;
    }
    // Smaller letters before fewer words, as for any heading that is long.
    if !slide.title.is_empty() && !slide.is_long {
        let mut small = slide;
        small.is_long = true;
        halve(small, shape, out);
        return;
    }
    match parts(&slide, shape) {
        Some(parts) => {
            for mut part in parts {
                part.secs =
                    reading::secs(&[&part.title, text(&part), &part.note], part.code.is_some());
                halve(part, shape, out);
            }
        }
        None => out.push(slide),
    }
}

fn text(slide: &Slide) -> &str {
    match &slide.body {
        Body::Text(text) => text,
        _ => "",
    }
}

/// Two smaller ones.
fn parts(slide: &Slide, shape: &Shape) -> Option<[Slide; 2]> {
    let (mut first, mut second) = (slide.clone(), slide.clone());
    if slide.body != Body::None && !slide.title.is_empty() {
        first.body = Body::None;
        // A heading that leaves no room for words stands alone.
        if needs_all(&first, shape) {
            second.title.clear();
            return Some([first, second]);
        }
    }
    if slide.body == Body::None {
        let (a, b) = in_two(&slide.title)?;
        (first.title, second.title) = (a, b);
        return Some([first, second]);
    }
    let bodies = match &slide.body {
        Body::Text(text) => in_two(text).map(|(a, b)| (Body::Text(a), Body::Text(b))),
        Body::Items(start, items) if items.len() > 1 => {
            let (a, b) = items.split_at(items.len() / 2);
            let later = Body::Items(start + a.len(), b.to_vec());
            Some((Body::Items(*start, a.to_vec()), later))
        }
        Body::Items(start, items) => {
            let (a, b) = in_two(items.first()?)?;
            Some((Body::Items(*start, vec![a]), Body::Text(b)))
        }
        Body::Facts(facts) if facts.len() > 1 => {
            let (a, b) = facts.split_at(facts.len() / 2);
            Some((Body::Facts(a.to_vec()), Body::Facts(b.to_vec())))
        }
        Body::Facts(facts) => {
            let (name, value) = facts.first()?;
            let (a, b) = in_two(value)?;
            Some((Body::Facts(vec![(*name, a)]), Body::Text(b)))
        }
        Body::Rows(rows) if rows.len() > 1 => {
            let (a, b) = rows.split_at(rows.len() / 2);
            Some((Body::Rows(a.to_vec()), Body::Rows(b.to_vec())))
        }
        Body::Cards(columns, cards) if cards.len() > 1 => {
            let (a, b) = cards.split_at(cards.len() / 2);
            Some((
                Body::Cards(*columns, a.to_vec()),
                Body::Cards(*columns, b.to_vec()),
            ))
        }
        _ => None,
    };
    match bodies {
        Some((a, b)) => {
            (first.body, second.body) = (a, b);
            Some([first, second])
        }
        None if !slide.title.is_empty() => {
            first.body = Body::None;
            second.title.clear();
            Some([first, second])
        }
        None => None,
    }
}

/// Whether there is no room for two lines more.
fn needs_all(slide: &Slide, shape: &Shape) -> bool {
    let mut more = slide.clone();
    more.body = Body::Text("\u{2014}\n\u{2014}".to_owned());
    overflows(&more, shape)
}

/// Between two words near the middle, else between two letters.
fn in_two(text: &str) -> Option<(String, String)> {
    let middle = text.char_indices().nth(text.chars().count() / 2)?.0;
    if middle == 0 {
        return None;
    }
    let (before, behind) = text.split_at(middle);
    let cut = match (
        before.rfind(char::is_whitespace),
        behind.find(char::is_whitespace),
    ) {
        (Some(at), _) if at > middle / 2 => at,
        (_, Some(at)) if at < middle / 2 => middle + at,
        _ => middle,
    };
    let (before, behind) = text.split_at(cut);
    let (before, behind) = (before.trim(), behind.trim());
    (!before.is_empty() && !behind.is_empty()).then(|| (before.to_owned(), behind.to_owned()))
}
