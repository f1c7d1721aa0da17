//! Items in words, for people and for `grep`: one line each, or one item whole.

use cchc::format::Lang;

use super::{Error, day};
use crate::place::Opened;
use crate::store::life::{self, By, Filter, ItemWhole, PageAt, Row};
use crate::store::{CONTACT_OPENED, Note};

/// Signs of a title in a line.
const TITLE_CHARS: usize = 80;

/// One page, and how many there are.
pub(super) async fn list(
    opened: &Opened,
    filter: &Filter,
    page: i64,
    size: i64,
) -> Result<String, Error> {
    let at = PageAt { number: page, size };
    let page = life::list(&opened.store, filter, at).await?;
    let mut lines: Vec<_> = page.rows.iter().map(line).collect();
    lines.push(format!(
        "{0} ý kiến, {1} quá hạn | {0} items, {1} overdue",
        page.total, page.overdue
    ));
    Ok(lines.join("\n"))
}

fn line(row: &Row) -> String {
    let title = if row.title.is_empty() {
        &row.lead
    } else {
        &row.title
    };
    [
        row.number.to_string(),
        row.status.word().to_owned(),
        day(row.received_ms),
        match (row.expected_ms, row.is_overdue) {
            (Some(due), true) => format!("{} !", day(due)),
            (Some(due), false) => day(due),
            (None, _) => "-".to_owned(),
        },
        row.owner.clone().unwrap_or_else(|| "-".to_owned()),
        row.kind.clone(),
        // A terminal obeys what stands in a citizen's text: `clean` leaves no control signs.
        cchc::text::clip(&cchc::text::clean(title), TITLE_CHARS),
    ]
    .join("\t")
}

/// One item whole. Who reads contact data leaves a line in the audit first.
pub(super) async fn show(
    opened: &Opened,
    number: i64,
    with_contact: bool,
    now_ms: i64,
) -> Result<String, Error> {
    let item = life::show(&opened.store, number)
        .await?
        .ok_or(Error::NoItem(number))?;
    let mut lines = facts(&item);
    if with_contact && let Some((sealed, key_id)) = &item.contact {
        let note = Note::of_item(now_ms, By::Command.word(), CONTACT_OPENED, number);
        opened.store.act(note).await?;
        let plain = opened.secrets.open(sealed, key_id, &item.key_hash);
        let plain = plain.map(|plain| String::from_utf8_lossy(&plain).into_owned());
        lines.push(("contact", plain.unwrap_or_else(|| "?".to_owned())));
    }
    let mut out = String::new();
    for (name, value) in lines {
        out.push_str(&format!("{name}: {}\n", tidy(&value)));
    }
    for event in &item.events {
        let note = event.note.as_deref().or(event.inner_note.as_deref());
        out.push_str(&format!(
            "{}\t{}\t{}\t{}\t{}{}\n",
            day(event.at_ms),
            event.actor,
            event.deed,
            event.status.word(),
            tidy(note.unwrap_or_default()),
            if event.is_undone { " (undone)" } else { "" },
        ));
    }
    for reply in &item.replies {
        out.push_str(&format!(
            "reply {} ({}): {}\n",
            reply.number,
            reply.state,
            tidy(&reply.text.body)
        ));
    }
    Ok(out)
}

fn tidy(text: &str) -> String {
    let lines: Vec<_> = text.lines().map(cchc::text::clean).collect();
    lines.join("\n    ")
}

fn facts(item: &ItemWhole) -> Vec<(&'static str, String)> {
    let mut facts = vec![
        ("number", item.number.to_string()),
        (
            "status",
            format!("{} ({})", item.status.word(), item.status.label(Lang::Vi)),
        ),
        ("kind", item.kind.clone()),
        ("received", day(item.received_ms)),
    ];
    for (name, value) in [
        ("topic", item.topic.clone()),
        ("agency", item.agency.clone()),
        ("owner", item.owner.clone()),
        ("handler", item.handler.map(|number| number.to_string())),
        ("expected", item.expected_ms.map(day)),
        ("answered", item.answered_ms.map(day)),
        ("published", item.published_ms.map(day)),
        (
            "duplicate of",
            item.duplicate_of.map(|number| number.to_string()),
        ),
        ("ward", item.ward.clone()),
        ("place", item.place.clone()),
        (
            "satisfaction",
            item.satisfaction.map(|grade| grade.to_string()),
        ),
        ("satisfaction note", item.satisfaction_note.clone()),
        ("unsolved", item.unsolved_reason.clone()),
        ("title", Some(item.title.clone())),
        ("body", Some(item.body.clone())),
    ] {
        facts.extend(value.map(|value| (name, value)));
    }
    facts
}
