//! Order, fairness, hours, and that a screen is never left without a scene.
#![allow(clippy::unwrap_used, reason = "tests")]

use proptest::prelude::*;

use super::*;
use crate::feed::screens::{Days, Window};

const NOON: Wall = Wall {
    day: 1,
    minute: 720,
    second: 0,
    date: 20_000,
};

fn scene(kind: SceneKind, weight: u32) -> Scene {
    Scene {
        weight,
        ..Scene::new(kind)
    }
}

fn programme(scenes: Vec<Scene>) -> Programme {
    Programme {
        id: "chung".to_owned(),
        scenes,
        ..Programme::default()
    }
}

fn order(programme: &Programme, count: usize) -> Vec<usize> {
    let mut turn = Turn::default();
    let next = |_| next(programme, &mut turn, NOON, &|_| true).unwrap();
    (0..count).map(next).collect()
}

#[test]
fn weights_are_spread_evenly_and_repeat() {
    let three = programme(vec![
        scene(SceneKind::News, 5),
        scene(SceneKind::Cards, 1),
        scene(SceneKind::Clock, 1),
    ]);
    assert_eq!(
        order(&three, 14),
        [0, 0, 1, 0, 2, 0, 0, 0, 0, 1, 0, 2, 0, 0]
    );
}

#[test]
fn hours_and_missing_data_put_scenes_aside() {
    let mut evening = scene(SceneKind::Text, 1);
    evening.window = Window {
        days: Days::ALL,
        from: 18 * 60,
        to: 6 * 60,
    };
    let programme = programme(vec![
        evening,
        scene(SceneKind::News, 1),
        scene(SceneKind::Cards, 1),
    ]);
    let at = |minute| Wall { minute, ..NOON };
    for (minute, missing, expected) in [
        (720, None, &[1, 2, 1, 2][..]),
        (720, Some(SceneKind::Cards), &[1, 1]),
        (1_200, None, &[0, 1, 2, 0]),
        // Nothing else is left.
        (720, Some(SceneKind::News), &[2, 2]),
    ] {
        let mut turn = Turn::default();
        let has = |scene: &Scene| Some(scene.kind) != missing;
        for expected in expected {
            let found = next(&programme, &mut turn, at(minute), &has);
            assert_eq!(found, Some(*expected), "{minute} {missing:?}");
        }
    }
    let only_text = |scene: &Scene| scene.kind == SceneKind::Text;
    let mut turn = Turn::default();
    assert_eq!(next(&programme, &mut turn, NOON, &only_text), Some(0));
    assert_eq!(next(&programme, &mut turn, NOON, &|_| false), None);
}

#[test]
fn outside_of_all_hours_the_clock_goes_first() {
    let never = Window {
        days: Days::read("7").unwrap(),
        from: 0,
        to: 1,
    };
    let scenes = [SceneKind::News, SceneKind::Clock, SceneKind::Text].map(|kind| Scene {
        window: never,
        ..Scene::new(kind)
    });
    let programme = programme(scenes.to_vec());
    let mut turn = Turn::default();
    assert_eq!(next(&programme, &mut turn, NOON, &|_| true), Some(1));
}

#[test]
fn items_follow_one_another_and_the_day_has_its_own() {
    let programme = programme(vec![scene(SceneKind::News, 1)]);
    let mut turn = Turn::default();
    let mut items = Vec::new();
    for _ in 0..4 {
        items.push(item(turn.shown(0), 3));
        next(&programme, &mut turn, NOON, &|_| true);
    }
    assert_eq!(items, [0, 1, 2, 0]);
    assert_eq!((item(7, 0), item_of_the_day(NOON, 7)), (0, 20_000 % 7));
    // One scene more: the order begins anew.
    let mut longer = programme.clone();
    longer.scenes.push(scene(SceneKind::Cards, 1));
    next(&longer, &mut turn, NOON, &|_| true);
    assert_eq!(turn.shown(0), 1);
}

fn any_scene() -> impl Strategy<Value = Scene> {
    (1_u32..=10, 0_u16..1_440, 1_u16..=1_440, 1_u8..=7).prop_map(|(weight, from, to, day)| Scene {
        weight,
        window: Window {
            days: Days::read(&day.to_string()).unwrap(),
            from,
            to,
        },
        ..Scene::new(SceneKind::News)
    })
}

proptest! {
    #[test]
    fn each_scene_comes_as_often_as_its_weight(weights in prop::collection::vec(1_u32..=10, 1..8)) {
        let scenes = weights.iter().map(|weight| scene(SceneKind::News, *weight)).collect();
        let total: u32 = weights.iter().sum();
        let order = order(&programme(scenes), total as usize);
        for (at, weight) in weights.iter().enumerate() {
            prop_assert_eq!(order.iter().filter(|one| **one == at).count(), *weight as usize);
        }
    }

    #[test]
    fn there_is_always_a_scene_while_any_has_data(
        scenes in prop::collection::vec(any_scene(), 1..8),
        data in prop::collection::vec(any::<bool>(), 8),
        times in prop::collection::vec(any::<u64>(), 1..40),
    ) {
        let programme = programme(scenes);
        let mut turn = Turn::default();
        let place = |scene: &Scene| programme.scenes.iter().position(|one| std::ptr::eq(one, scene)).unwrap();
        let has = |scene: &Scene| data[place(scene)];
        let any = programme.scenes.iter().any(has);
        for now_ms in times {
            let found = next(&programme, &mut turn, Wall::at(now_ms), &has);
            prop_assert_eq!(found.is_some(), any);
            prop_assert!(found.is_none_or(|at| data[at]));
        }
    }

    #[test]
    fn no_scene_waits_for_ever_however_hours_come_and_go(
        scenes in prop::collection::vec(any_scene(), 2..6),
        hours in prop::collection::vec(any::<u64>(), 0..60),
    ) {
        let mut programme = programme(scenes);
        let mut turn = Turn::default();
        for now_ms in hours {
            next(&programme, &mut turn, Wall::at(now_ms), &|_| true);
        }
        // From here on all hours fit. Credits stay small, so nobody has to wait for long.
        for scene in &mut programme.scenes {
            scene.window = Window::ALWAYS;
        }
        let mut seen = vec![false; programme.scenes.len()];
        for _ in 0..400 {
            seen[next(&programme, &mut turn, NOON, &|_| true).unwrap()] = true;
        }
        prop_assert!(seen.iter().all(|seen| *seen), "{:?}", turn);
    }
}
