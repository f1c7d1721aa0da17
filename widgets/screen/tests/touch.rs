//! Which screens are kiosks, and what room their bar has.

use cchc::feed::screens::Mode;

use super::super::shape::{Shape, bar_px};
use super::*;

#[test]
fn feed_or_page_make_a_kiosk_and_the_page_goes_first() {
    let data = data();
    let mode = |words: &[(&str, &str)]| {
        let (options, warnings) = read(&attributes(words));
        (data.screen(&options).mode, warnings.0.len())
    };
    assert_eq!(mode(&[("screen", "mau-sanh-1")]), (Mode::Show, 0));
    assert_eq!(mode(&[("screen", "mau-kiosk")]), (Mode::Touch, 0));
    assert_eq!(
        mode(&[("screen", "mau-kiosk"), ("mode", "show")]),
        (Mode::Show, 0)
    );
    assert_eq!(mode(&[("mode", "touch")]), (Mode::Touch, 0));
    // A word that is none leaves what the feed says, and is told.
    assert_eq!(
        mode(&[("screen", "mau-kiosk"), ("mode", "kiosk")]),
        (Mode::Touch, 1)
    );
}

#[test]
fn seconds_without_a_touch_are_within_bounds() {
    for (text, secs) in [
        ("20", Some(20)),
        ("600", Some(600)),
        ("19", None),
        ("601", None),
        ("", None),
    ] {
        let (options, warnings) = read(&attributes(&[("idle", text)]));
        assert_eq!(options.idle_secs, secs, "{text}");
        assert_eq!(warnings.0.is_empty(), secs.is_some(), "{text}");
    }
}

#[test]
fn a_finger_meets_the_bar_and_its_words_fit() {
    for (width, height) in [LYING, STANDING, (3840, 2160), (1366, 768)] {
        let bar = bar_px(width, height);
        let side = width.min(height);
        // 96 pixels of 1080, and the buttons are four fifths of it.
        assert!(
            bar * 78 / 100 >= side * 96 / 1080,
            "{width} x {height}: {bar}"
        );
        let shape = Shape::new(panel((width, height - bar)), false);
        let lines = 2 * shape.sizes.floor_px * 130 / 100;
        assert!(
            lines <= bar * 82 / 100,
            "{width} x {height}: {lines} of {bar}"
        );
    }
}
