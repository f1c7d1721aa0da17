//! Charts of what no publisher should ever print: whatever comes, all marks stand on the field, and nothing panics.

use cchc::format::number::Decimal;
use leptos::prelude::RenderHtml;
use proptest::prelude::*;

use super::*;

/// All numbers in a text.
fn numbers(text: &str) -> Vec<i64> {
    let mut found = Vec::new();
    let mut digits = String::new();
    for c in text.chars().chain([' ']) {
        if c.is_ascii_digit() || (c == '-' && digits.is_empty()) {
            digits.push(c);
        } else if let Ok(number) = std::mem::take(&mut digits).parse() {
            found.push(number);
        }
    }
    found
}

/// Numbers of all paths, and of all places of words in tenths of a percent.
fn coordinates(html: &str) -> Vec<i64> {
    let paths = html
        .split(" d=\"")
        .skip(1)
        .filter_map(|rest| rest.split('"').next());
    let words = html
        .split("--")
        .skip(1)
        .filter(|rest| rest.starts_with("x=") || rest.starts_with("y="));
    let places = words.filter_map(|rest| rest.get(3..)?.split('%').next()?.split('.').next());
    paths
        .flat_map(numbers)
        .chain(places.flat_map(numbers).map(|percent| percent * 10))
        .collect()
}

fn point() -> impl Strategy<Value = Point> {
    let value = prop::option::of((-1e9_f64..1e9, 0_u8..6));
    (
        value,
        any::<bool>(),
        any::<bool>(),
        any::<bool>(),
        "\\PC{0,40}",
    )
        .prop_map(|(value, joined, breaks, doubtful, text)| Point {
            period: text.clone(),
            value: value.and_then(|(value, decimals)| Decimal::new(value, decimals)),
            text,
            joined,
            breaks,
            doubtful,
        })
}

fn whole(points: &[Point], selected: usize, inverted: bool) -> Option<String> {
    let target = Decimal::new(1e9, 0);
    let beside: Vec<Decimal> = target.into_iter().collect();
    let range = Range::around(&[points], &beside, inverted)?;
    let mean = |point: &Point| {
        point.value.map(|value| Mean {
            value,
            joined: point.joined,
        })
    };
    let means: Vec<Option<Mean>> = points.iter().map(mean).collect();
    let drawn = history(&History {
        points,
        means: &means,
        target,
        selected,
        range,
        sentence: String::new(),
        low_text: String::new(),
        high_text: String::new(),
        value_word: "",
        mean_word: "",
        target_word: "",
    });
    let small = spark(points, range, String::new());
    Some([drawn.to_html(), small.to_html()].concat())
}

proptest! {
    #[test]
    fn curves_stay_on_their_field(points in prop::collection::vec(point(), 0..100), selected in 0_usize..120, inverted: bool) {
        if let Some(html) = whole(&points, selected, inverted) {
            for number in coordinates(&html) {
                prop_assert!((0..=1000).contains(&number), "{number} in {html}");
            }
        }
    }

    #[test]
    fn bars_stay_on_their_field(zero: f64, value: f64, before: f64, mean: f64) {
        let html = bar(zero, Some(value), Some(before), Some(mean)).to_html();
        for number in coordinates(&html) {
            prop_assert!((0..=1000).contains(&number), "{number} in {html}");
        }
    }

    #[test]
    fn radars_stay_on_their_field(parts in prop::collection::vec((prop::option::of(any::<f64>()), prop::option::of(any::<f64>())), 0..200)) {
        let spokes: Vec<Spoke> = parts.into_iter().map(|(value, before)| Spoke { value, before, ..Spoke::default() }).collect();
        let html = radar(&spokes, String::new(), String::new(), Some(String::new())).to_html();
        for number in coordinates(&html) {
            prop_assert!((0..=1000).contains(&number), "{number} in {html}");
        }
    }

    #[test]
    fn slopes_stay_on_their_field(ranks in prop::collection::vec((any::<u32>(), any::<u32>()), 0..40)) {
        let lines: Vec<Line> = ranks.into_iter().map(|(from, to)| Line { from, to, ..Line::default() }).collect();
        let html = slope("2023", "2024", &lines, String::new()).to_html();
        for number in coordinates(&html) {
            prop_assert!((0..=1000).contains(&number), "{number} in {html}");
        }
    }
}

#[test]
fn the_measure_sees_a_mark_beside_the_field() {
    assert_eq!(
        coordinates("<path d=\"M-3 1001h0\"></path><i --x=\"12.5%\" --y=\"101.0%\">"),
        [-3, 1001, 0, 120, 1010]
    );
}

#[test]
fn the_first_rank_is_on_top_and_one_value_stands_in_the_middle() {
    let at = |value: f64| Point {
        value: Decimal::new(value, 0),
        ..Point::default()
    };
    let range =
        Range::around(&[&[at(1.0), at(63.0)]], &[], true).map(|range| range.y(1.0) < range.y(63.0));
    assert_eq!(range, Some(true));
    let alone = Range::around(&[&[at(5.0)]], &[], false).map(|range| range.y(5.0));
    assert_eq!(alone, Some(500));
    assert_eq!(Range::around(&[&[Point::default()]], &[], false), None);
}
