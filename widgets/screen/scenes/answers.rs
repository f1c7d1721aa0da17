//! What a citizen asked, and what was answered: one of the newest at a time.

use cchc::feed::answers::Answer;
use cchc::feed::screens::Scene;
use cchc::format::{Lang, date};
use cchc::screen::programme::item;
use cchc::text::clip;

use super::words::pages;
use super::{Context, heading};
use crate::screen::slide::Slide;

/// Items at most, where a scene says nothing.
const MOST: usize = 3;
/// Nobody waits for more of a question, or of an answer.
const MOST_BODY_CHARS: usize = 300;
const MOST_ANSWER_CHARS: usize = 900;

/// The items of a scene: those of this place where there are any, else all.
pub(super) fn items<'a>(scene: &Scene, context: &Context<'a>) -> Vec<&'a Answer> {
    let most = scene.limit.map_or(MOST, |limit| limit as usize);
    let screen = context.screen;
    let is_here = |one: &&Answer| {
        let is_own = |own: &Option<String>, of: &Option<String>| own.is_some() && own == of;
        is_own(&screen.agency, &one.agency) || is_own(&screen.ward, &one.ward)
    };
    let all = &context.data.answers;
    let mut found: Vec<&Answer> = all.iter().filter(is_here).take(most).collect();
    if found.is_empty() {
        found.extend(all.iter().take(most));
    }
    found
}

pub(super) fn answers(scene: &Scene, context: &Context<'_>, shown: u32) -> Vec<Slide> {
    let found = items(scene, context);
    let Some(one) = found.get(item(shown, found.len())) else {
        return Vec::new();
    };
    let words = context.words();
    let agency = one.agency.as_deref().and_then(|id| context.data.agency(id));
    let mut note = String::new();
    if let Some(agency) = agency {
        let english = agency.name_en.as_ref().filter(|_| !context.is_vietnamese());
        note.push_str(english.unwrap_or(&agency.name));
        note.push_str(" · ");
    }
    note.push_str(&date(one.answered));
    let mut base = Slide {
        kind: "answers",
        kicker: heading(scene, context).unwrap_or(words.answered).to_owned(),
        note,
        lang: context.lang,
        tag: (!context.is_vietnamese()).then(|| Lang::Vi.tag().to_owned()),
        ..Slide::default()
    };
    // A title that is the beginning of the question is not said twice.
    let title = if one.body.starts_with(one.title.trim_end_matches('…')) {
        ""
    } else {
        &one.title
    };
    let question = clip(&one.body, MOST_BODY_CHARS);
    let mut slides = pages(&base, title, &question, &context.shape);
    base.kicker = words.answer.to_owned();
    let answer = clip(&one.answer, MOST_ANSWER_CHARS);
    slides.append(&mut pages(&base, "", &answer, &context.shape));
    slides
}
