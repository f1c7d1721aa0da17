//! The line of headlines that moves at the bottom.

use std::rc::Rc;

use cchc::feed::screens::Scene;
use cchc::format::date;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

use super::scenes::Context;
use crate::news::conveyor::Conveyor;
use crate::news::model::Row;
use crate::news::options::Pace;
use crate::shared::element::Host;

/// Reading speed in words of a minute: people who pass by read slower than those who sit.
const WORDS: u32 = 120;

/// What moves, and the element that it moves in; nothing for viewers who want no motion.
pub(super) type Line = Option<(Rc<Conveyor>, Element)>;

/// Headlines for the moving line. Nobody can follow a link here.
pub(super) fn rows(context: &Context<'_>, scene: &Scene) -> Vec<Row> {
    let mut rows = Vec::new();
    for one in context.news(scene) {
        rows.push(Row {
            id: one.id.clone(),
            url: None,
            title: one.title.clone(),
            summary: None,
            meta: one.published.map(date).unwrap_or_default(),
            lang: None,
            pinned: false,
        });
    }
    rows
}

/// Gives the line its headlines; none means that nothing moves. Where no motion is wanted one of them stands, another at every
/// `turn`.
pub(super) fn load(host: &Host, line: &mut Line, rows: Vec<Row>, turn: u32) {
    let root = host.element.shadow_root();
    let lane = root.and_then(|root| root.query_selector(".lane").ok()?);
    let Some(lane) = lane.filter(|_| !rows.is_empty()) else {
        *line = None;
        return;
    };
    if is_calm() {
        *line = None;
        let at = turn as usize % rows.len();
        let text = rows.get(at).map_or("", |row| &row.title);
        if lane.text_content().as_deref() != Some(text) {
            lane.set_text_content(Some(text));
        }
        return;
    }
    if line.as_ref().is_none_or(|(_, known)| *known != lane) {
        lane.set_text_content(None);
        let target: HtmlElement = lane.clone().unchecked_into();
        *line = Some((Conveyor::new(target), lane));
    }
    if let Some((conveyor, _)) = line {
        let pace = Pace {
            words_per_minute: WORDS,
            ..Pace::default()
        };
        conveyor.load(rows, pace);
    }
}

fn is_calm() -> bool {
    let query = |window: web_sys::Window| {
        window
            .match_media("(prefers-reduced-motion: reduce)")
            .ok()?
    };
    web_sys::window()
        .and_then(query)
        .is_some_and(|query| query.matches())
}
