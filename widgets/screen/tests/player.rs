//! What is on, and for how long.

use std::sync::Arc;

use cchc::feed::screens::Screen;
use cchc::format::Lang;

use super::*;

#[test]
fn a_severe_notice_interrupts_at_once_and_clears_by_itself() {
    let mut data = data();
    with(&data, LYING, Lang::Vi, |context| {
        assert_eq!(alert(context), (String::new(), Vec::new()));
    });
    let programme = data.programme(&Screen::default());
    let mut player = Player::default();
    let step = |player: &mut Player, data: &Data, ms: u64| {
        let options = Options::default();
        let screen = Screen::default();
        let (now, wall) = now();
        let context = Context {
            data,
            options: &options,
            screen: &screen,
            shape: Shape::new(panel(LYING), false),
            lang: Lang::Vi,
            now,
            wall,
        };
        player.tick(&programme, &context, ms)
    };
    assert!(step(&mut player, &data, 0), "the first scene begins");
    assert!(!step(&mut player, &data, 1_000));
    assert!(!player.is_interrupted());
    let severe: Arc<str> = Arc::from(SEVERE);
    data.read(&[("notices", &severe)]);
    assert!(data.is_well());
    assert!(!step(&mut player, &data, 2_000), "no scene has ended");
    assert!(player.is_interrupted());
    let slide = player.slide().unwrap();
    assert!(slide.is_grave && slide.title.starts_with("Có cháy"));
    with(&data, LYING, Lang::Vi, |context| {
        let (_, all) = alert(context);
        let mut whole = String::new();
        for slide in all {
            let frame = frame(context, slide);
            whole.push_str(&html(move || view(&frame)));
            whole.push('\n');
        }
        assert!(whole.contains("DIỄN TẬP"));
        check("screen", "alert-lying-vi", &whole);
    });
    // It stays for as long as it holds, round and round.
    for second in 3..300 {
        assert!(!step(&mut player, &data, second * 1_000));
    }
    assert!(player.is_interrupted());
    let calm: Arc<str> = Arc::from(NOTICES);
    data.read(&[("notices", &calm)]);
    assert!(data.is_well());
    assert!(step(&mut player, &data, 300_000));
    assert!(!player.is_interrupted());
}

#[test]
fn without_any_data_the_clock_is_on() {
    let data = Data::default();
    with(&data, LYING, Lang::Vi, |context| {
        let options = Options::default();
        let context = &Context {
            options: &options,
            ..*context
        };
        let programme = data.programme(context.screen);
        let mut player = Player::default();
        assert!(player.tick(&programme, context, 0));
        assert_eq!(player.slide().unwrap().kind, "clock");
        assert_eq!(strip(&programme, context), None);
    });
}
