//! How the news looks as elements. One list in every arrangement: it is what assistive technology reads, and
//! the moving line is a picture of it.
//!
//! No element below the top is literal through and through: Leptos would build such a one from markup, which
//! pages with Trusted Types refuse.

use leptos::either::Either;
use leptos::html::Div;
use leptos::prelude::*;

use super::model::{Model, NoticeRow, Row};
use super::options::Layout;
use super::strings::strings;
use crate::shared::list::{Entry, list};
use crate::shared::state::State;

/// What is shown, as signals, and the elements that the page side works on.
#[derive(Clone, Copy)]
pub struct Shown {
    /// State, words, news and notices: one signal, because each type of signal weighs a kilobyte.
    pub model: RwSignal<Model>,
    /// The reader wants nothing to move.
    pub calm: RwSignal<bool>,
    /// The reader pressed pause.
    pub paused: RwSignal<bool>,
    /// A pointer rests on the news.
    pub pointed: RwSignal<bool>,
    /// The focus is in the news.
    pub focused: RwSignal<bool>,
    /// Which item is shown where only one is.
    pub at: RwSignal<usize>,
    /// Where the line moves.
    pub lane: NodeRef<Div>,
}

/// How items are shown: the arrangement, and what the reader can bear.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// All of them.
    Plain,
    /// One after the other by itself.
    Rotating,
    /// One after the other by hand.
    Paged,
    /// A moving line.
    Moving,
}

impl Mode {
    const fn word(self) -> &'static str {
        match self {
            Self::Plain => "plain",
            Self::Rotating => "rotating",
            Self::Paged => "paged",
            Self::Moving => "moving",
        }
    }
}

impl Shown {
    /// Nothing yet.
    #[must_use]
    pub fn new(model: Model) -> Self {
        Self {
            model: RwSignal::new(model),
            calm: RwSignal::new(false),
            paused: RwSignal::new(false),
            pointed: RwSignal::new(false),
            focused: RwSignal::new(false),
            at: RwSignal::new(0),
            lane: NodeRef::new(),
        }
    }

    /// How items are shown now.
    #[must_use]
    pub fn mode(&self) -> Mode {
        let (layout, many) = self
            .model
            .with(|model| (model.frame.layout, model.rows.len() > 1));
        match (layout, self.calm.get()) {
            (Layout::List, _) => Mode::Plain,
            (Layout::Ticker, false) => Mode::Moving,
            _ if !many => Mode::Plain,
            (_, true) => Mode::Paged,
            (Layout::Rotator, false) => Mode::Rotating,
        }
    }

    /// Whether an item waits its turn.
    fn hides(&self, id: &str) -> bool {
        let turn = self.at.get();
        matches!(self.mode(), Mode::Rotating | Mode::Paged)
            && self
                .model
                .with(|model| model.rows.get(turn).is_some_and(|row| row.id != id))
    }

    /// Whether nothing may move just now.
    #[must_use]
    pub fn is_still(&self) -> bool {
        // All three are read, so that all three are watched.
        let (paused, pointed, focused) =
            (self.paused.get(), self.pointed.get(), self.focused.get());
        paused || pointed || focused
    }

    /// Does what a control says.
    pub fn act(&self, act: &str) {
        match act {
            "pause" => self.paused.update(|paused| *paused = !*paused),
            "next" => self.turn(1),
            // All the way round but one.
            "previous" => self.turn(usize::MAX),
            _ => {}
        }
    }

    /// Goes on by `steps`, round and round; `usize::MAX` is one back.
    pub fn turn(&self, steps: usize) {
        let count = self.model.with_untracked(|model| model.rows.len()).max(1);
        let steps = steps.min(count - 1);
        self.at.update(|at| *at = (*at + steps) % count);
    }
}

/// The whole widget.
pub fn view(shown: Shown) -> impl IntoView {
    let words = move || strings(shown.model.with(|model| model.frame.lang));
    let state = move || shown.model.with(|model| model.frame.state);
    let pause_word = move || {
        if shown.paused.get() {
            words().play
        } else {
            words().pause
        }
    };
    let count = move || shown.model.with(|model| model.rows.len());
    view! {
        <div
            part="base"
            class="base"
            lang=move || shown.model.with(|model| model.frame.lang.tag())
            data-mode=move || shown.mode().word()
            data-paused=move || shown.paused.get().then_some("")
        >
            <div class="notices">
                {list(move || notices(shown.model.get().notices, words().more))}
            </div>
            <div
                class="news"
                hidden=move || count() == 0
            >
                <div class="controls">
                    {control("previous", move || words().previous)}
                    {control("pause", pause_word)}
                    {control("next", move || words().next)}
                    <span class="count">{move || position(shown.at.get() + 1, count())}</span>
                </div>
                <div class="line">
                    <div part="strip" class="lane" aria-hidden="true" node_ref=shown.lane></div>
                    <ul part="list" class="list" aria-label=move || words().list_label>
                        {list(move || items(shown, shown.model.get().rows, words().pinned))}
                    </ul>
                </div>
            </div>
            <p class="empty" hidden=move || state() != State::Empty && !(state() == State::Stale && count() == 0)>
                {move || words().empty}
            </p>
            <p part="status" class="status" hidden=move || state() == State::Loading>
                {move || shown.model.with(|model| model.frame.status.clone())}
            </p>
        </div>
    }
}

fn position(at: usize, count: usize) -> String {
    let mut text = at.min(count).to_string();
    text.push('/');
    text.push_str(&count.to_string());
    text
}

/// A button whose picture comes from the style sheet and whose name from the words.
fn control(
    class: &'static str,
    label: impl Fn() -> &'static str + Copy + Send + Sync + 'static,
) -> impl IntoView {
    view! {
        <button type="button" part="button" class=class data-act=class title=label aria-label=label></button>
    }
    .into_any()
}

fn items(shown: Shown, rows: Vec<Row>, pinned: &'static str) -> Vec<Entry> {
    let entry = |row| Entry::new((row, pinned), move |(row, pinned)| item(shown, row, pinned));
    rows.into_iter().map(entry).collect()
}

fn notices(rows: Vec<NoticeRow>, more: &'static str) -> Vec<Entry> {
    let entry = |row| Entry::new((row, more), |(row, more)| notice(row, more));
    rows.into_iter().map(entry).collect()
}

fn item(shown: Shown, row: Row, pinned: &'static str) -> AnyView {
    let id = row.id.clone();
    view! {
        <li part="item" class="item" class:pinned=row.pinned lang=row.lang hidden=move || shown.hides(&id)>
            {row.pinned.then(|| view! { <span class="tag">{pinned}</span> })}
            {headline(row.id, row.url, row.title)}
            {row.summary.map(|summary| view! { <p part="summary" class="summary">{summary}</p> })}
            <p part="meta" class="meta">{row.meta}</p>
        </li>
    }
    .into_any()
}

fn headline(id: String, url: Option<String>, title: String) -> impl IntoView {
    match url {
        Some(url) => {
            Either::Left(view! { <a part="title" class="title" href=url data-id=id>{title}</a> })
        }
        None => Either::Right(view! { <span part="title" class="title">{title}</span> }),
    }
}

/// Announced when it appears: its element is new exactly once per notice.
fn notice(row: NoticeRow, more: &'static str) -> AnyView {
    view! {
        <div part="notice" class="notice" class:grave=row.grave role="alert">
            <p class="headline"><strong class="label">{row.label}</strong>": "{row.headline}</p>
            {row.description.map(|text| view! { <p class="description">{text}</p> })}
            {row.url.map(|url| view! { <a class="more" href=url>{more}</a> })}
        </div>
    }
    .into_any()
}
