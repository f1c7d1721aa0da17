//! A file of screens with every field in use.

use super::some;
use crate::feed::wire::{VERSION, news, screens};

/// The file.
pub(super) fn full() -> screens::Screens {
    screens::Screens {
        version: VERSION.to_owned(),
        screens: vec![screens::Screen {
            id: "sanh-mau".to_owned(),
            place: "Sảnh mẫu".to_owned(),
            place_en: some("Sample lobby"),
            agency: some("so-vi-du"),
            ward: some("phuong-vi-du"),
            diagonal_inch: Some(43.0),
            distance_m: Some(4.5),
            orientation: Some(screens::Orientation::Portrait),
            lang: Some(screens::Languages::Both),
            programme: "chung".to_owned(),
            quiet: vec![screens::Quiet {
                days: some("1-5"),
                from: "22:00".to_owned(),
                to: "05:30".to_owned(),
                how: screens::How::Dim,
            }],
            theme: Some(screens::Theme::Contrast),
            mode: Some(screens::Mode::Touch),
            heartbeat: Some(true),
            rev: Some(3),
        }],
        programmes: vec![screens::Programme {
            id: "chung".to_owned(),
            title: "Chương trình mẫu".to_owned(),
            scenes: vec![screens::Scene {
                kind: screens::SceneKind::Text,
                weight: Some(2),
                secs: Some(20),
                days: some("1-5"),
                from: some("07:00"),
                to: some("18:00"),
                index: some("vi-du"),
                unit: some("so-vi-du"),
                codes: vec!["1.001193".to_owned()],
                limit: Some(5),
                kinds: vec![news::Kind::Event],
                title: some("Ví dụ"),
                title_en: some("Example"),
                text: some("Ví dụ"),
                text_en: some("Example"),
                url: some("https://co-quan.example/"),
            }],
        }],
    }
}
