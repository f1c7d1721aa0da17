//! The table of agencies, and how other tables name an agency: by its id or by its name.

use std::collections::HashMap;

use cchc::feed::wire::{Day, agencies::Agency};
use serde_json::Value;

use super::origin::Origin;
use super::problem::Problems;
use super::sources::Entry;
use super::table::Table;
use super::table::fold::{fold, nearest};
use super::table::layout::{Choice, Layout, Sort, choices, columns};
use super::table::row::Row;

const KINDS: &[Choice] = choices! {
    "people-committee" "Ủy ban nhân dân" "People's committee"
    "department" "Sở" "Department"
    "department-equivalent" "Cơ quan ngang sở" "Equal to a department"
    "administrative-organisation" "Tổ chức hành chính" "Administrative organisation"
    "ward" "Phường" "Ward"
    "commune" "Xã" "Commune"
    "former-department" "Sở (đã kết thúc)" "Former department"
    "former-urban-district" "Quận (đã kết thúc)" "Former urban district"
    "former-rural-district" "Huyện (đã kết thúc)" "Former rural district"
    "former-town" "Thị xã (đã kết thúc)" "Former town"
    "other" "Khác" "Other"
};

pub(super) static LAYOUT: Layout = Layout {
    vi: "Cơ quan",
    en: "Agencies",
    columns: columns! {
        "id" "Mã" "Id" must Sort::Text,
            "Mã cố định, không dấu, không đổi về sau; các bảng khác dùng mã này hoặc tên"
            "Permanent, without marks or spaces; other tables use it or the name"
            "so-vi-du" ["Mã cơ quan", "Mã đơn vị"]
        "name" "Tên" "Name" must Sort::Text, "Tên chính thức" "Official name" "Sở Ví dụ" ["Tên cơ quan", "Tên đơn vị", "Cơ quan", "Đơn vị"]
        "name_en" "Tên tiếng Anh" "Name in English" may Sort::Text, "Nếu có" "If there is one" "Example Department" []
        "kind" "Loại" "Kind" may Sort::Word(KINDS), "Chọn trong danh sách" "One of the list" "Sở" ["Loại cơ quan", "Loại đơn vị"]
        "code" "Mã chính thức" "Official code" may Sort::Text, "Ví dụ mã đơn vị hành chính" "Such as that of an administrative unit" "" ["Mã đơn vị hành chính"]
        "valid_from" "Từ ngày" "First day" may Sort::Day, "Ngày đầu tiên hoạt động" "First day of its existence" "01/03/2025" ["Ngày thành lập"]
        "valid_to" "Đến ngày" "Last day" may Sort::Day, "Ngày cuối cùng, nếu đã kết thúc" "Last day, if it has ended" "" ["Ngày kết thúc"]
        "predecessors" "Tiền thân" "Came from" may Sort::List, "Mã hoặc tên, cách nhau bằng dấu ;" "Ids or names, parted by ;" "" []
        "address" "Địa chỉ" "Address" may Sort::Text, "Nơi tiếp người dân" "Where it receives citizens" "1 phố Ví dụ" []
        "phone" "Điện thoại" "Telephone" may Sort::Text, "Viết như người dân gọi" "As citizens dial it" "024 0000 0000" ["Số điện thoại"]
        "url" "Trang thông tin" "Web site" may Sort::Link, "Địa chỉ trang của cơ quan" "Address of its own page" "https://co-quan.example/" ["Trang web"]
        "sources" "Nguồn" "Sources" may Sort::List, "Văn bản hoặc địa chỉ, cách nhau bằng dấu ;" "Documents or addresses, parted by ;" "" ["Căn cứ"]
    },
};

/// The agencies of a table.
pub(super) fn read(table: &Table<'_>, problems: &mut Problems) -> Vec<Entry> {
    let rows = table.rows(problems);
    let entries = rows.iter().filter_map(|row| {
        let agency = agency(row, problems)?;
        Some(Entry {
            value: serde_json::to_value(agency).ok()?,
            origin: Origin::from(row),
        })
    });
    entries.collect()
}

fn agency(row: &Row<'_>, problems: &mut Problems) -> Option<Agency> {
    row.must(problems, "id");
    let id = row.id(problems, "id");
    let name = row.must(problems, "name");
    let agency = Agency {
        name_en: row.text(problems, "name_en"),
        kind: row.word(problems, "kind").map(str::to_owned),
        code: row.text(problems, "code"),
        valid_from: row.day(problems, "valid_from").map(Day),
        valid_to: row.day(problems, "valid_to").map(Day),
        predecessors: row.list(problems, "predecessors"),
        address: row.text(problems, "address"),
        phone: row.text(problems, "phone"),
        url: row.link(problems, "url"),
        sources: row.list(problems, "sources"),
        id: id?,
        name: name?,
    };
    Some(agency)
}

/// The agencies of the feed by all their names.
#[derive(Debug, Default)]
pub(super) struct Names {
    ids: Vec<String>,
    by_name: HashMap<String, Vec<String>>,
    names: Vec<String>,
}

impl Names {
    /// From the entries of `agencies.json`.
    pub(super) fn new(agencies: &[Entry]) -> Self {
        let mut names = Self::default();
        for entry in agencies {
            let text = |field: &str| entry.value.get(field).and_then(Value::as_str);
            let Some(id) = text("id") else { continue };
            names.ids.push(id.to_owned());
            for name in ["name", "name_en"].into_iter().filter_map(text) {
                let ids = names.by_name.entry(fold(name)).or_default();
                ids.push(id.to_owned());
                names.names.push(name.to_owned());
            }
        }
        names
    }

    /// The id that a word means, or the rule that it breaks and what may have been meant. Without a table of agencies every
    /// word is an id.
    pub(super) fn id_of(&self, text: &str) -> Result<String, (&'static str, String)> {
        if self.is_id(text) {
            return Ok(text.to_owned());
        }
        match self.by_name.get(&fold(text)).map(Vec::as_slice) {
            Some([id]) => Ok(id.clone()),
            Some(several) => Err((
                "agency-ambiguous",
                format!("{text}: {}", several.join(" | ")),
            )),
            None => {
                let known = self.names.iter().chain(&self.ids);
                let detail = match nearest(text, known.map(String::as_str)) {
                    Some(meant) => format!("{text} → {meant}?"),
                    None => text.to_owned(),
                };
                Err(("agency-unknown", detail))
            }
        }
    }

    /// The id of an agency that has this id or alone has this name.
    pub(super) fn known(&self, text: &str) -> Option<String> {
        let id = self.ids.iter().find(|id| *id == text);
        id.cloned()
            .or_else(|| match self.by_name.get(&fold(text)).map(Vec::as_slice) {
                Some([id]) => Some(id.clone()),
                _ => None,
            })
    }

    /// Whether it is an id. Without a table of agencies every word is one.
    pub(super) fn is_id(&self, text: &str) -> bool {
        self.ids.is_empty() || self.ids.iter().any(|id| id == text)
    }

    /// The id that a cell means.
    pub(super) fn find(
        &self,
        row: &Row<'_>,
        problems: &mut Problems,
        key: &str,
        text: &str,
    ) -> Option<String> {
        self.id_of(text)
            .map_err(|(rule, detail)| row.note(problems, key, rule, &detail))
            .ok()
    }

    /// The agency that a cell names, if it is filled.
    pub(super) fn one(&self, row: &Row<'_>, problems: &mut Problems, key: &str) -> Option<String> {
        let text = row.text(problems, key)?;
        self.find(row, problems, key, &text)
    }
}
