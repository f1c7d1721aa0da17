//! What the workbook of screens says: panels, programmes, their scenes, and hours in which nobody looks.

use cchc::feed::wire::news::Kind;
use cchc::feed::wire::screens::{
    How, Languages, Mode, Orientation, Programme, Quiet, Scene, SceneKind, Screen, Theme,
};

use super::{layouts, times};
use crate::build::agencies::Names;
use crate::build::origin::{Origin, Origins};
use crate::build::problem::Problems;
use crate::build::table::book::Book;
use crate::build::table::fold::nearest;
use crate::build::table::row::{Row, Scale};

/// Something of the file, and where it and its parts came from, by their paths inside of it.
pub(super) struct Draft<T> {
    pub(super) wire: T,
    pub(super) origin: Origin,
    pub(super) parts: Vec<(String, Origin)>,
}

impl<T> Draft<T> {
    fn new(wire: T, row: &Row<'_>) -> Self {
        Self {
            wire,
            origin: Origin::from(row),
            parts: Vec::new(),
        }
    }

    /// Tells the check of the file where it came from that stands there.
    pub(super) fn origins(&mut self, path: &str, origins: &mut Origins) {
        for (part, origin) in std::mem::take(&mut self.parts) {
            origins.insert(format!("{path}.{part}"), origin);
        }
        origins.insert(path.to_owned(), self.origin.clone());
    }
}

/// Reads all sheets.
pub(super) fn read(
    book: &Book<'_>,
    names: &Names,
    problems: &mut Problems,
) -> (Vec<Draft<Screen>>, Vec<Draft<Programme>>) {
    let mut screens = Vec::new();
    for row in book.rows(&layouts::SCREENS, problems) {
        screens.extend(screen(&row, names, problems).map(|screen| Draft::new(screen, &row)));
    }
    let mut programmes = Vec::new();
    for row in book.rows(&layouts::PROGRAMMES, problems) {
        programmes.extend(programme(&row, problems).map(|programme| Draft::new(programme, &row)));
    }
    for row in book.rows(&layouts::SCENES, problems) {
        let scene = scene(&row, names, problems);
        let id = |programme: &Programme| programme.id.clone();
        for draft in named(
            &row,
            "programme",
            "programme-unknown",
            &mut programmes,
            id,
            problems,
        ) {
            if let Some(scene) = &scene {
                let path = format!("scenes[{}]", draft.wire.scenes.len());
                draft.parts.push((path, Origin::from(&row)));
                draft.wire.scenes.push(scene.clone());
            }
        }
    }
    for row in book.rows(&layouts::QUIET, problems) {
        let quiet = quiet(&row, problems);
        let id = |screen: &Screen| screen.id.clone();
        for draft in named(&row, "screen", "screen-unknown", &mut screens, id, problems) {
            if let Some(quiet) = &quiet {
                let path = format!("quiet[{}]", draft.wire.quiet.len());
                draft.parts.push((path, Origin::from(&row)));
                draft.wire.quiet.push(quiet.clone());
            }
        }
    }
    (screens, programmes)
}

/// Those that a row belongs to: the one that it names, or all.
fn named<'a, T>(
    row: &Row<'_>,
    key: &str,
    rule: &'static str,
    drafts: &'a mut [Draft<T>],
    id: fn(&T) -> String,
    problems: &mut Problems,
) -> Vec<&'a mut Draft<T>> {
    let name = row.text(problems, key);
    let ids: Vec<_> = drafts.iter().map(|draft| id(&draft.wire)).collect();
    if let Some(name) = name.as_ref().filter(|name| !ids.contains(name)) {
        let detail = match nearest(name, ids.iter().map(String::as_str)) {
            Some(meant) => format!("{name} → {meant}?"),
            None => name.clone(),
        };
        row.note(problems, key, rule, &detail);
    }
    let is_meant =
        |draft: &&mut Draft<T>| name.as_ref().is_none_or(|name| *name == id(&draft.wire));
    drafts.iter_mut().filter(is_meant).collect()
}

fn screen(row: &Row<'_>, names: &Names, problems: &mut Problems) -> Option<Screen> {
    row.must(problems, "id");
    let id = row.id(problems, "id");
    let place = row.must(problems, "place");
    let programme = row.must(problems, "programme");
    let screen = Screen {
        place_en: row.text(problems, "place_en"),
        agency: names.one(row, problems, "agency"),
        ward: names.one(row, problems, "ward"),
        diagonal_inch: measure(row, problems, "diagonal_inch"),
        distance_m: measure(row, problems, "distance_m"),
        orientation: row.word(problems, "orientation").map(|word| match word {
            "landscape" => Orientation::Landscape,
            "portrait" => Orientation::Portrait,
            _ => Orientation::Auto,
        }),
        lang: row.word(problems, "lang").map(|word| match word {
            "en" => Languages::En,
            "vi+en" => Languages::Both,
            _ => Languages::Vi,
        }),
        theme: row.word(problems, "theme").map(|word| match word {
            "light" => Theme::Light,
            "dark" => Theme::Dark,
            "contrast" => Theme::Contrast,
            _ => Theme::Auto,
        }),
        mode: row.word(problems, "mode").map(|word| match word {
            "touch" => Mode::Touch,
            _ => Mode::Show,
        }),
        heartbeat: row.flag(problems, "heartbeat"),
        id: id?,
        place: place?,
        programme: programme?,
        ..Screen::default()
    };
    Some(screen)
}

/// A measure; those that no panel has are told by the check of the file.
fn measure(row: &Row<'_>, problems: &mut Problems, key: &str) -> Option<f64> {
    let scale = Scale {
        is_percent: false,
        min: Some(0.0),
        max: Some(1_000.0),
    };
    row.number(problems, key, scale)
}

fn programme(row: &Row<'_>, problems: &mut Problems) -> Option<Programme> {
    row.must(problems, "id");
    let id = row.id(problems, "id");
    let title = row.must(problems, "title");
    Some(Programme {
        id: id?,
        title: title?,
        scenes: Vec::new(),
    })
}

fn scene(row: &Row<'_>, names: &Names, problems: &mut Problems) -> Option<Scene> {
    row.must(problems, "kind");
    let kind = row.word(problems, "kind").map(|word| match word {
        "ticker" => SceneKind::Ticker,
        "cards" => SceneKind::Cards,
        "ranking" => SceneKind::Ranking,
        "procedure" => SceneKind::Procedure,
        "answers" => SceneKind::Answers,
        "feedback" => SceneKind::Feedback,
        "notice" => SceneKind::Notice,
        "clock" => SceneKind::Clock,
        "text" => SceneKind::Text,
        _ => SceneKind::News,
    });
    let kinds = row.words(problems, "kinds").into_iter();
    let scene = Scene {
        weight: row.count(problems, "weight"),
        secs: row.count(problems, "secs"),
        days: days(row, problems),
        from: hour(row, problems, "from"),
        to: hour(row, problems, "to"),
        index: row.text(problems, "index"),
        unit: names.one(row, problems, "unit"),
        codes: row.list(problems, "codes"),
        limit: row.count(problems, "limit"),
        kinds: kinds
            .map(|word| match word {
                "announcement" => Kind::Announcement,
                "event" => Kind::Event,
                "guidance" => Kind::Guidance,
                "result" => Kind::Result,
                "document" => Kind::Document,
                _ => Kind::News,
            })
            .collect(),
        title: row.text(problems, "title"),
        title_en: row.text(problems, "title_en"),
        text: row.text(problems, "text"),
        text_en: row.text(problems, "text_en"),
        url: row.link(problems, "url"),
        kind: kind?,
    };
    Some(scene)
}

fn quiet(row: &Row<'_>, problems: &mut Problems) -> Option<Quiet> {
    for key in ["from", "to", "how"] {
        row.must(problems, key);
    }
    let days = days(row, problems);
    let (from, to) = (hour(row, problems, "from"), hour(row, problems, "to"));
    let how = row.word(problems, "how").map(|word| match word {
        "dim" => How::Dim,
        _ => How::Dark,
    });
    Some(Quiet {
        days,
        from: from?,
        to: to?,
        how: how?,
    })
}

fn days(row: &Row<'_>, problems: &mut Problems) -> Option<String> {
    let text = row.text(problems, "days")?;
    let days = times::days(&text);
    if days.is_none() {
        row.note(problems, "days", "days-unclear", &text);
    }
    days
}

fn hour(row: &Row<'_>, problems: &mut Problems, key: &str) -> Option<String> {
    let text = row.text(problems, key)?;
    let hour = times::hour(&text);
    if hour.is_none() {
        row.note(problems, key, "hour-unreadable", &text);
    }
    hour
}
