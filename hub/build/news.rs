//! News: the table, and how the news of several sources become one file.

use std::collections::{HashMap, HashSet};

use cchc::feed::news::MAX_ITEMS;
use cchc::feed::wire::news::{DatePrecision, Extension, Item, Source};
use cchc::feed::wire::{Moment, VERSION};
use cchc::feed::{Stamp, parse_stamp};
use serde_json::{Value, json};

use super::agencies::Names;
use super::origin::Origin;
use super::plan::{self, Plan};
use super::problem::{At, Place, Problems};
use super::sources::Entry;
use super::table::Table;
use super::table::layout::{Choice, Layout, Sort, choices, columns};
use super::table::row::Row;

pub(super) const KINDS: &[Choice] = choices! {
    "news" "Tin" "News"
    "announcement" "Thông báo" "Announcement"
    "event" "Sự kiện" "Event"
    "guidance" "Hướng dẫn" "Guidance"
    "result" "Kết quả" "Result"
    "document" "Văn bản" "Document"
};
const FIELDS: &[Choice] = choices! {
    "institutions" "Cải cách thể chế" "Institutions"
    "procedures" "Cải cách thủ tục hành chính" "Procedures"
    "organisation" "Cải cách tổ chức bộ máy" "Organisation"
    "civil-service" "Cải cách chế độ công vụ" "Civil service"
    "public-finance" "Cải cách tài chính công" "Public finance"
    "digital-government" "Chính quyền số" "Digital government"
};

pub(super) static LAYOUT: Layout = Layout {
    vi: "Tin",
    en: "News",
    columns: columns! {
        "title" "Tiêu đề" "Title" must Sort::Text, "Nhiều nhất 300 chữ" "At most 300 characters" "Đổi giờ làm việc của bộ phận một cửa (ví dụ)" ["Tên tin"]
        "date_published" "Ngày đăng" "Published" must Sort::Moment, "Ngày, có giờ càng tốt: 16:30 17/11/2025" "A day, better with time: 16:30 17/11/2025" "16:30 17/11/2025" ["Ngày", "Thời gian đăng"]
        "url" "Liên kết" "Link" may Sort::Link, "Địa chỉ đầy đủ của bài" "Full address of the piece" "https://co-quan.example/tin/doi-gio" ["Địa chỉ", "URL", "Link"]
        "id" "Mã" "Id" may Sort::Text, "Để trống: là liên kết. Không đổi về sau" "Empty: the link. Never changed" "" ["Mã tin"]
        "summary" "Tóm tắt" "Summary" may Sort::Text, "Nhiều nhất 600 chữ" "At most 600 characters" "" ["Trích yếu", "Mô tả"]
        "content_text" "Nội dung" "Content" may Sort::Text, "Toàn văn, nếu muốn" "The whole text, if wanted" "" []
        "_cchc.kind" "Loại" "Kind" may Sort::Word(KINDS), "Để trống: tin" "Empty: news" "Thông báo" ["Loại tin"]
        "_cchc.agency" "Cơ quan" "Agency" may Sort::Text, "Mã hoặc tên trong bảng cơ quan" "Id or name in the table of agencies" "" ["Đơn vị"]
        "_cchc.fields" "Lĩnh vực" "Fields" may Sort::Words(FIELDS), "Một hay nhiều lĩnh vực cải cách, cách nhau bằng dấu ;" "Fields of reform, parted by ;" "Cải cách thủ tục hành chính" []
        "_cchc.pinned" "Ghim" "Pinned" may Sort::Flag, "Có: nằm trên cùng khi còn hiệu lực" "Yes: on top while valid" "" []
        "_cchc.valid_from" "Hiện từ" "Shown from" may Sort::Moment, "Để trống: hiện ngay" "Empty: at once" "" []
        "_cchc.valid_until" "Hiện đến" "Shown until" may Sort::Moment, "Để trống: không hết" "Empty: for ever" "" ["Hết hạn"]
        "_cchc.source.name" "Nguồn" "Source" may Sort::Text, "Nơi đăng đầu tiên" "Who published it first" "" ["Nơi đăng", "Báo"]
        "language" "Ngôn ngữ" "Language" may Sort::Text, "Để trống: vi" "Empty: vi" "" []
        "image" "Ảnh" "Picture" may Sort::Link, "Địa chỉ ảnh" "Address of a picture" "" []
    },
};

/// The news of a table.
pub(super) fn read(table: &Table<'_>, names: &Names, problems: &mut Problems) -> Vec<Entry> {
    let rows = table.rows(problems);
    let entries = rows.iter().filter_map(|row| {
        // The columns know the words of the feed.
        let kind = row.word(problems, "_cchc.kind");
        let fields = row.words(problems, "_cchc.fields");
        let mut value = serde_json::to_value(item(row, names, problems)?).ok()?;
        if let Some(kind) = kind {
            value["_cchc"]["kind"] = json!(kind);
        }
        if !fields.is_empty() {
            value["_cchc"]["fields"] = json!(fields);
        }
        let origin = Origin::from(row);
        Some(Entry { value, origin })
    });
    entries.collect()
}

fn item(row: &Row<'_>, names: &Names, problems: &mut Problems) -> Option<Item> {
    let title = row.must(problems, "title");
    let url = row.link(problems, "url");
    let given = row.text(problems, "id");
    let has_link = row.text(problems, "url").is_some();
    if given.is_none() && !has_link {
        row.note(problems, "id", "id-or-link-missing", "");
    }
    row.must(problems, "date_published");
    let published = row.moment(problems, "date_published");
    let moment =
        |problems: &mut Problems, key| row.moment(problems, key).map(|(stamp, _)| Moment(stamp));
    let source = row.text(problems, "_cchc.source.name").map(|name| Source {
        name,
        url: url.clone(),
    });
    let mut extension = Extension {
        agency: names.one(row, problems, "_cchc.agency"),
        pinned: row.flag(problems, "_cchc.pinned").filter(|pinned| *pinned),
        valid_from: moment(problems, "_cchc.valid_from"),
        valid_until: moment(problems, "_cchc.valid_until"),
        source,
        ..Extension::default()
    };
    let (published, is_day) = published?;
    extension.date_precision = is_day.then_some(DatePrecision::Day);
    let title = title?;
    Some(Item {
        id: given.or_else(|| url.clone())?,
        summary: row.text(problems, "summary"),
        content_text: Some(
            row.lines(problems, "content_text")
                .unwrap_or_else(|| title.clone()),
        ),
        language: row.text(problems, "language"),
        image: row.link(problems, "image"),
        date_published: Some(Moment(published)),
        cchc: Some(extension),
        title: Some(title),
        url,
        ..Item::default()
    })
}

/// Fills in what a source says of all its items.
pub(super) fn fill(
    entries: &mut [Entry],
    source: &plan::Source,
    names: &Names,
    problems: &mut Problems,
) {
    let agency = source.agency.as_ref().map(|agency| agency.get_ref());
    let agency = agency.and_then(|agency| match names.id_of(agency) {
        Ok(id) => Some(id),
        Err((rule, detail)) => {
            let place = Place::new(plan::NAME, source.agency_at.unwrap_or(At::Whole));
            problems.note(place, rule, &detail);
            None
        }
    });
    for entry in entries {
        let Value::Object(item) = &mut entry.value else {
            continue;
        };
        if let Some(language) = &source.language {
            item.entry("language").or_insert_with(|| json!(language));
        }
        let extension = item.entry("_cchc").or_insert_with(|| json!({}));
        let Value::Object(extension) = extension else {
            continue;
        };
        let mut fill = |name: &str, value: Option<Value>| {
            if let Some(value) = value {
                extension.entry(name).or_insert(value);
            }
        };
        fill("kind", source.kind.as_ref().map(|kind| json!(kind)));
        fill("agency", agency.as_ref().map(|agency| json!(agency)));
        fill(
            "fields",
            (!source.fields.is_empty()).then(|| json!(source.fields)),
        );
        fill(
            "source",
            source
                .publisher
                .as_ref()
                .map(|name| json!({ "name": name })),
        );
    }
}

/// One file of all sources: the newest first, each piece once, and no more than a page can use.
pub(super) fn merge(lists: Vec<Vec<Entry>>, max_items: Option<usize>) -> Vec<Entry> {
    let mut ids = HashSet::new();
    let mut addresses = HashSet::new();
    let mut merged = Vec::new();
    for list in lists {
        // Within a source a repeated id is a mistake that the check tells; between sources it is the same piece.
        let known = |entry: &Entry| {
            text(entry, "id").is_some_and(|id| ids.contains(id))
                || text(entry, "url").is_some_and(|url| addresses.contains(url))
        };
        let list: Vec<_> = list.into_iter().filter(|entry| !known(entry)).collect();
        ids.extend(
            list.iter()
                .filter_map(|entry| text(entry, "id").map(str::to_owned)),
        );
        addresses.extend(
            list.iter()
                .filter_map(|entry| text(entry, "url").map(str::to_owned)),
        );
        merged.extend(list);
    }
    let when = |entry: &Entry| published(entry).map(|at| at.timestamp());
    merged.sort_by_key(|entry| std::cmp::Reverse(when(entry)));
    merged.truncate(max_items.unwrap_or(MAX_ITEMS).min(MAX_ITEMS));
    merged
}

/// When a piece was published.
pub(super) fn published(entry: &Entry) -> Option<Stamp> {
    let date = text(entry, "date_published")?;
    parse_stamp(date).map(|(stamp, _)| stamp)
}

/// A text field of an item.
pub(super) fn text<'a>(entry: &'a Entry, field: &str) -> Option<&'a str> {
    entry.value.get(field).and_then(Value::as_str)
}

/// Readers know a piece by its id; one with a new id would be shown as new. Nobody here can mend the news of others: those
/// keep the id that they had. `json` names the source whose items have no place of their own.
pub(super) fn refuse_changed_ids(
    entries: &mut [Entry],
    json: &str,
    old: Option<&[u8]>,
    problems: &mut Problems,
) {
    let old: Value = old
        .and_then(|content| serde_json::from_slice(content).ok())
        .unwrap_or_default();
    let items = old["items"].as_array().into_iter().flatten();
    // Two pieces may lead to one page: an id has changed when the one before is no more.
    let ids = entries.iter().filter_map(|entry| text(entry, "id"));
    let ids: HashSet<String> = ids.map(str::to_owned).collect();
    let mut known: HashMap<&str, Vec<&str>> = HashMap::new();
    for item in items {
        if let (Some(url), Some(id)) = (item["url"].as_str(), item["id"].as_str()) {
            known.entry(url).or_default().push(id);
        }
    }
    for entry in entries {
        let (Some(url), Some(id)) = (text(entry, "url"), text(entry, "id")) else {
            continue;
        };
        let is_gone = |before: &&Vec<&str>| before.iter().all(|id| !ids.contains(*id));
        let Some(before) = known.get(url).filter(is_gone) else {
            continue;
        };
        match (&entry.origin, before.as_slice()) {
            (Origin::Foreign, [before, ..]) => entry.value["id"] = json!(before),
            _ => {
                let place = entry.origin.place("id").cloned();
                let place = place.unwrap_or_else(|| Place::new(json, At::Whole));
                let before = before.join(" | ");
                problems.note(place, "id-changed", &format!("{url}: {before} → {id}"));
            }
        }
    }
}

/// The file around the items: what the plan says, what a JSON source says, and who publishes the feed.
pub(super) fn file(plan: &Plan, file: &plan::File, top: Option<Value>, items: Vec<Value>) -> Value {
    let mut value = top.unwrap_or_else(|| {
        json!({
            "version": cchc::feed::wire::news::JSON_FEED,
            "title": plan.publisher.name,
            "home_page_url": plan.publisher.url,
            "language": plan.languages.first(),
            "_cchc": { "version": VERSION },
        })
    });
    if let Value::Object(fields) = &mut value {
        if let Some(title) = &file.title {
            fields.insert("title".to_owned(), json!(title));
        }
        fields.insert("items".to_owned(), Value::Array(items));
    }
    value
}
