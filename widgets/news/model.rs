//! From feed, options and time to what is shown. Pure, so every state is a native test.

use cchc::feed::Stamp;
use cchc::feed::news::{News, NewsItem, select};
use cchc::feed::notices::{Notice, Severity, Status, active};
use cchc::format::{Lang, date, date_time};

use super::options::{Layout, Options, Pace};
use super::strings::{Strings, strings};
use crate::shared::state::{State, age_line};

/// One item, ready to show.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Row {
    /// Permanent id.
    pub id: String,
    /// Address of the article.
    pub url: Option<String>,
    /// Headline.
    pub title: String,
    /// Summary, in the list.
    pub summary: Option<String>,
    /// Kind, date and source in one line.
    pub meta: String,
    /// Language of the headline where it is not the widget's.
    pub lang: Option<String>,
    /// Stays on top.
    pub pinned: bool,
}

/// One notice, ready to show.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct NoticeRow {
    /// Permanent id; announced once.
    pub id: String,
    /// Warning, notice, exercise, test.
    pub label: &'static str,
    /// Severe or extreme, and meant.
    pub grave: bool,
    /// One sentence.
    pub headline: String,
    /// More.
    pub description: Option<String>,
    /// Where to read more.
    pub url: Option<String>,
}

/// Everything but the rows.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Frame {
    /// What the widget is doing.
    pub state: State,
    /// Language of its words.
    pub lang: Lang,
    /// Arrangement.
    pub layout: Layout,
    /// How fast it goes.
    pub pace: Pace,
    /// The line with the age.
    pub status: String,
}

/// What is shown at one time.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Model {
    /// State and words.
    pub frame: Frame,
    /// The news.
    pub rows: Vec<Row>,
    /// The notices.
    pub notices: Vec<NoticeRow>,
}

/// What is known.
#[derive(Debug)]
pub struct Known<'a> {
    /// The news, once there was a good copy.
    pub news: Option<&'a News>,
    /// The notices.
    pub notices: &'a [Notice],
    /// The copy is old or the last try failed.
    pub stale: bool,
    /// The last try failed.
    pub failed: bool,
    /// When the copy was last known to be current.
    pub checked: Option<Stamp>,
}

/// Works it out.
#[must_use]
pub fn model(known: &Known<'_>, options: &Options, lang: Lang, now: Stamp) -> Model {
    let words = strings(lang);
    let items = known
        .news
        .map(|news| select(news, &options.filter, now))
        .unwrap_or_default();
    let rows: Vec<Row> = items.iter().map(|item| row(item, words, lang)).collect();
    let mut notices = Vec::new();
    if options.notices {
        for notice in active(known.notices, now, options.filter.agency.as_deref()) {
            notices.extend(notice_row(notice, words, lang));
        }
    }
    let state = State::of(
        known.news.is_some(),
        !rows.is_empty(),
        known.stale,
        known.failed,
    );
    let age = known
        .checked
        .map_or(0, |then| now.timestamp() - then.timestamp());
    let status = age_line(state, age, lang);
    Model {
        frame: Frame {
            state,
            lang,
            layout: options.layout,
            pace: options.pace,
            status,
        },
        rows,
        notices,
    }
}

fn row(item: &NewsItem, words: &Strings, lang: Lang) -> Row {
    let mut meta = String::new();
    let day = item.published.map(|stamp| {
        if item.date_only {
            date(stamp)
        } else {
            date_time(stamp)
        }
    });
    let kind = words.kind(item.kind).map(str::to_owned);
    for part in [kind, day, item.source.clone()].into_iter().flatten() {
        if !meta.is_empty() {
            meta.push_str(" · ");
        }
        meta.push_str(&part);
    }
    Row {
        id: item.id.clone(),
        url: item.url.clone(),
        title: item.title.clone(),
        summary: item
            .summary
            .clone()
            .filter(|summary| *summary != item.title),
        meta,
        lang: item
            .language
            .clone()
            .filter(|tag| Lang::from_tag(tag) != lang),
        pinned: item.pinned,
    }
}

fn notice_row(notice: &Notice, words: &Strings, lang: Lang) -> Option<NoticeRow> {
    let info = notice.info_for(lang.tag())?;
    Some(NoticeRow {
        id: notice.identifier.clone(),
        label: words.notice_label(notice.status, notice.severity),
        grave: notice.status == Status::Actual && notice.severity <= Severity::Severe,
        headline: info.headline.clone(),
        description: info.description.clone(),
        url: notice.web.clone(),
    })
}
