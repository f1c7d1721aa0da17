//! What agencies, kinds and topics are called: from the feed and from the forms that citizens filled in.

use std::collections::HashMap;
use std::path::Path;

use cchc::feed::{agencies, feedback::parse_form};
use sqlx::Row;

use crate::store::{Error, Store};

/// Names by code.
#[derive(Debug, Default)]
pub(crate) struct Names {
    agencies: HashMap<String, String>,
    kinds: HashMap<String, String>,
    topics: HashMap<String, String>,
}

impl Names {
    /// Reads the forms of the database, and the agencies of a feed's folder if one is named.
    pub(crate) async fn read(store: &Store, feed: Option<&Path>) -> Result<Self, Error> {
        let mut names = Self::default();
        let rows = sqlx::query("SELECT content FROM forms ORDER BY id, version")
            .fetch_all(store.readers())
            .await?;
        for row in &rows {
            let content: String = row.try_get(0)?;
            let Some(form) = parse_form(&content).0 else {
                continue;
            };
            // Later versions know better.
            let kinds = form.kinds.into_iter().map(|kind| (kind.code, kind.label));
            names.kinds.extend(kinds);
            let topics = form.topics.into_iter().map(|one| (one.code, one.label));
            names.topics.extend(topics);
        }
        let file = feed.map(|feed| feed.join("agencies.json"));
        // Without the file the report shows ids.
        if let Some(text) = file.and_then(|file| std::fs::read_to_string(file).ok()) {
            let known = agencies::parse(&text).0;
            names.agencies = known.into_iter().map(|one| (one.id, one.name)).collect();
        }
        Ok(names)
    }

    pub(crate) fn agency<'a>(&'a self, id: &'a str) -> &'a str {
        name(&self.agencies, id, "Chưa phân cơ quan")
    }

    /// The agency of a site; the hub's own pages and hosts of no site have none.
    pub(crate) fn site<'a>(&'a self, id: &'a str) -> &'a str {
        match id {
            "" => "",
            id => self.agency(id),
        }
    }

    pub(crate) fn kind<'a>(&'a self, code: &'a str) -> &'a str {
        name(&self.kinds, code, "Khác")
    }

    pub(crate) fn topic<'a>(&'a self, code: &'a str) -> &'a str {
        name(&self.topics, code, "Không chọn lĩnh vực")
    }
}

fn name<'a>(names: &'a HashMap<String, String>, code: &'a str, none: &'a str) -> &'a str {
    match code {
        "" => none,
        _ => names.get(code).map_or(code, String::as_str),
    }
}

/// What a widget is called.
pub(super) fn widget(word: &str) -> &str {
    match word {
        "news" => "Tin cải cách",
        "scoreboard" => "Bảng chỉ số",
        "procedures" => "Tra cứu thủ tục",
        "feedback" => "Góp ý",
        "screen" => "Màn hình sảnh",
        other => other,
    }
}

/// What a host is called that no site of the settings has.
pub(super) fn host(host: &str) -> &str {
    match host {
        "" => "Trang khác",
        host => host,
    }
}
