//! From the text of the file to its screens.

use super::{
    DIAGONALS_INCH, DISTANCES_M, Days, HOWS, LANGUAGES, LIMITS, MAX_ENTRIES, MAX_PROGRAMMES,
    MAX_SCREENS, MAX_TEXT_CHARS, MAX_TITLE_CHARS, MODES, ORIENTATIONS, Programme, Quiet,
    SCENE_KINDS, SECS, Scene, SceneKind, Screen, Screens, THEMES, WEIGHTS, Window, minute_of_day,
};
use crate::feed::Finding;
use crate::feed::news::{KINDS, look_up};
use crate::feed::reader::{IN_WORDS, Place, Reader, top};

/// Reads the file; `None` where it is none.
#[must_use]
pub fn parse(text: &str) -> (Option<Screens>, Vec<Finding>) {
    let (mut reader, value) = Reader::open(text);
    let Some(top) = value.as_ref().and_then(top) else {
        return (None, reader.findings);
    };
    reader.version(&top);
    reader.must_list(&top, "screens");
    reader.must_list(&top, "programmes");
    let mut found = Screens::default();
    for place in reader.kept(&top, "programmes", MAX_PROGRAMMES) {
        let Some(programme) = programme(&mut reader, &place) else {
            continue;
        };
        match found.programmes.iter().any(|one| one.id == programme.id) {
            true => reader.note("id-repeated", &place.at("id"), &programme.id),
            false => found.programmes.push(programme),
        }
    }
    for place in reader.kept(&top, "screens", MAX_SCREENS) {
        let Some(screen) = screen(&mut reader, &place) else {
            continue;
        };
        if IN_WORDS && let Some(id) = &screen.programme {
            let is_known = found.programmes.iter().any(|known| known.id == *id);
            if !is_known {
                reader.note("programme-unknown", &place.at("programme"), id);
            }
        }
        match found.screen(&screen.id).is_some() {
            true => reader.note("id-repeated", &place.at("id"), &screen.id),
            false => found.screens.push(screen),
        }
    }
    (Some(found), reader.findings)
}

fn screen(reader: &mut Reader, place: &Place<'_>) -> Option<Screen> {
    let id = named(reader, place)?;
    let programme = reader.id(place, "programme");
    if programme.is_none() {
        reader.note("word-missing", &place.at("programme"), &id);
    }
    let mut screen = Screen {
        place: titled(reader, place, "place", &id),
        place_en: reader.short_text(place, "place_en", MAX_TITLE_CHARS),
        agency: reader.text(place, "agency"),
        ward: reader.text(place, "ward"),
        diagonal_inch: measure(reader, place, "diagonal_inch", DIAGONALS_INCH),
        distance_m: measure(reader, place, "distance_m", DISTANCES_M),
        orientation: one_of(reader, place, "orientation", ORIENTATIONS),
        lang: one_of(reader, place, "lang", LANGUAGES),
        programme,
        quiet: Vec::new(),
        theme: one_of(reader, place, "theme", THEMES),
        mode: one_of(reader, place, "mode", MODES),
        has_heartbeat: reader.flag(place, "heartbeat"),
        rev: reader.number(place, "rev").map_or(0, small),
        id,
    };
    if IN_WORDS && (screen.diagonal_inch.is_none() || screen.distance_m.is_none()) {
        reader.note("panel-unmeasured", &place.path, &screen.id);
    }
    for one in reader.kept(place, "quiet", MAX_ENTRIES) {
        let how = reader.known(&one, "how", HOWS);
        // Hours that were forgotten must not make a screen dark for ever.
        let is_said = |name: &&str| one.object.get(*name).is_some_and(|hour| !hour.is_null());
        if let Some(name) = ["from", "to"].iter().find(|name| !is_said(name)) {
            reader.note("word-missing", &one.at(name), &screen.id);
            continue;
        }
        if let (Some(window), Some(how)) = (window(reader, &one), how) {
            screen.quiet.push(Quiet { window, how });
        }
    }
    Some(screen)
}

fn programme(reader: &mut Reader, place: &Place<'_>) -> Option<Programme> {
    let id = named(reader, place)?;
    let title = titled(reader, place, "title", &id);
    let mut scenes = Vec::new();
    for one in reader.kept(place, "scenes", MAX_ENTRIES) {
        scenes.extend(scene(reader, &one));
    }
    if scenes.is_empty() {
        reader.note("programme-empty", &place.at("scenes"), &id);
    }
    Some(Programme { id, title, scenes })
}

fn scene(reader: &mut Reader, place: &Place<'_>) -> Option<Scene> {
    let kind = reader.known(place, "kind", SCENE_KINDS);
    let mut kinds = Vec::new();
    for word in reader.texts(place, "kinds") {
        match look_up(KINDS, &word) {
            Some(kind) => kinds.push(kind),
            None => reader.note("word-unknown", &place.at("kinds"), &word),
        }
    }
    let mut codes = reader.texts(place, "codes");
    if codes.len() > MAX_ENTRIES {
        reader.note("items-too-many", &place.at("codes"), "");
        codes.truncate(MAX_ENTRIES);
    }
    let scene = Scene {
        weight: within(reader, place, "weight", WEIGHTS).unwrap_or(1),
        secs: within(reader, place, "secs", SECS),
        // Hours that cannot be read are none: rather too often than never.
        window: window(reader, place).unwrap_or(Window::ALWAYS),
        index: reader.text(place, "index"),
        unit: reader.text(place, "unit"),
        codes,
        limit: within(reader, place, "limit", LIMITS),
        kinds,
        title: reader.short_text(place, "title", MAX_TITLE_CHARS),
        title_en: reader.short_text(place, "title_en", MAX_TITLE_CHARS),
        text: reader.short_text(place, "text", MAX_TEXT_CHARS),
        text_en: reader.short_text(place, "text_en", MAX_TEXT_CHARS),
        url: reader.url(place, "url"),
        ..Scene::new(kind?)
    };
    if scene.kind == SceneKind::Text && scene.title.is_none() && scene.text.is_none() {
        reader.note("item-empty", &place.path, "");
        return None;
    }
    Some(scene)
}

/// Days and hours; those that are not said are all. `None` where they cannot be read or never hold.
fn window(reader: &mut Reader, place: &Place<'_>) -> Option<Window> {
    let mut window = Window::ALWAYS;
    let mut is_read = true;
    if let Some(text) = reader.text(place, "days") {
        match Days::read(&text) {
            Some(days) => window.days = days,
            None => {
                reader.note("time-unreadable", &place.at("days"), &text);
                is_read = false;
            }
        }
    }
    for (name, minute) in [("from", &mut window.from), ("to", &mut window.to)] {
        if let Some(text) = reader.text(place, name) {
            match minute_of_day(&text) {
                Some(read) => *minute = read,
                None => {
                    reader.note("time-unreadable", &place.at(name), &text);
                    is_read = false;
                }
            }
        }
    }
    if is_read && window.from == window.to {
        reader.note("window-empty", &place.at("from"), "");
        return None;
    }
    is_read.then_some(window)
}

fn small(number: u64) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

fn named(reader: &mut Reader, place: &Place<'_>) -> Option<String> {
    let id = reader.id(place, "id");
    if id.is_none() {
        reader.note("id-missing", &place.at("id"), "");
    }
    id
}

/// A name without which the entry is kept all the same.
fn titled(reader: &mut Reader, place: &Place<'_>, name: &str, id: &str) -> String {
    let title = reader.short_text(place, name, MAX_TITLE_CHARS);
    if title.is_none() {
        reader.note("title-missing", &place.at(name), id);
    }
    title.unwrap_or_default()
}

/// A word that may be left out.
fn one_of<T: Copy + Default>(
    reader: &mut Reader,
    place: &Place<'_>,
    name: &str,
    words: &[(&str, T)],
) -> T {
    let Some(word) = reader.text(place, name) else {
        return T::default();
    };
    let found = look_up(words, &word);
    if found.is_none() {
        reader.note("word-unknown", &place.at(name), &word);
    }
    found.unwrap_or_default()
}

fn within(
    reader: &mut Reader,
    place: &Place<'_>,
    name: &str,
    [least, most]: [u32; 2],
) -> Option<u32> {
    let number = reader.number(place, name)?;
    let is_within = (u64::from(least)..=u64::from(most)).contains(&number);
    if !is_within {
        reader.note("number-outside", &place.at(name), "");
    }
    is_within.then_some(number as u32)
}

fn measure(
    reader: &mut Reader,
    place: &Place<'_>,
    name: &str,
    [least, most]: [f64; 2],
) -> Option<f64> {
    let value = place.object.get(name).filter(|value| !value.is_null())?;
    let Some(number) = value.as_f64() else {
        reader.note("type-wrong", &place.at(name), "");
        return None;
    };
    let is_within = (least..=most).contains(&number);
    if !is_within {
        reader.note("number-outside", &place.at(name), "");
    }
    is_within.then_some(number)
}
