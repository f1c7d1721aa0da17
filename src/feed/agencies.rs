//! `agencies.json`: who is who, and since when.
//!
//! Names change: Hanoi's districts ended on 30 June 2025, and 126 wards and communes began the day after. So every
//! agency carries the days between which it exists, and what it came from.

use chrono::NaiveDate;

use super::Finding;
use super::reader::{Place, Reader, top};

/// One agency or unit.
#[derive(Debug, Clone, PartialEq)]
pub struct Agency {
    /// Permanent, printable ASCII.
    pub id: String,
    /// Official name in Vietnamese.
    pub name: String,
    /// Official name in English, where there is one.
    pub name_en: Option<String>,
    /// `department`, `ward`, `commune`, … as the feed says.
    pub kind: String,
    /// Official code, where there is one.
    pub code: Option<String>,
    /// First day.
    pub valid_from: Option<NaiveDate>,
    /// Last day.
    pub valid_to: Option<NaiveDate>,
    /// Ids or names of what it came from.
    pub predecessors: Vec<String>,
    /// Where it receives citizens.
    pub address: Option<String>,
    /// Its telephone, as it is written.
    pub phone: Option<String>,
    /// Its own page.
    pub url: Option<String>,
}

impl Agency {
    /// Whether it exists on this day; unknown ends are open.
    #[must_use]
    pub fn exists_on(&self, day: NaiveDate) -> bool {
        self.valid_from.is_none_or(|from| from <= day) && self.valid_to.is_none_or(|to| day <= to)
    }
}

/// Reads a file of agencies.
#[must_use]
pub fn parse(text: &str) -> (Vec<Agency>, Vec<Finding>) {
    let (mut reader, value) = Reader::open(text);
    let Some(top) = value.as_ref().and_then(top) else {
        return (Vec::new(), reader.findings);
    };
    reader.version(&top);
    reader.must_list(&top, "agencies");
    let mut agencies: Vec<Agency> = Vec::new();
    let mut seen = serde_json::Map::new();
    for place in reader.places(&top, "agencies") {
        let Some(id) = reader.id(&place, "id") else {
            reader.note("id-missing", &place.at("id"), "");
            continue;
        };
        let Some(name) = reader.text(&place, "name") else {
            reader.note("title-missing", &place.at("name"), &id);
            continue;
        };
        if seen.insert(id.clone(), serde_json::Value::Null).is_some() {
            reader.note("id-repeated", &place.at("id"), &id);
            continue;
        }
        let agency = Agency {
            name_en: reader.text(&place, "name_en"),
            kind: reader.text(&place, "kind").unwrap_or_default(),
            code: reader.text(&place, "code"),
            valid_from: day(&mut reader, &place, "valid_from"),
            valid_to: day(&mut reader, &place, "valid_to"),
            predecessors: reader.texts(&place, "predecessors"),
            address: reader.text(&place, "address"),
            phone: reader.text(&place, "phone"),
            url: reader.url(&place, "url"),
            id,
            name,
        };
        if let (Some(from), Some(to)) = (agency.valid_from, agency.valid_to)
            && to < from
        {
            reader.note("days-reversed", &place.at("valid_to"), &agency.id);
        }
        agencies.push(agency);
    }
    (agencies, reader.findings)
}

fn day(reader: &mut Reader, place: &Place<'_>, name: &str) -> Option<NaiveDate> {
    let raw = reader.text(place, name)?;
    let stamp = super::parse_stamp(&raw);
    if stamp.is_none() {
        reader.note("date-unreadable", &place.at(name), &raw);
    }
    stamp.map(|(stamp, _)| stamp.date_naive())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]
    use super::*;

    #[test]
    fn a_district_ends_where_its_wards_begin() {
        let (agencies, findings) = parse(
            r#"{"version":"1.0","agencies":[
            {"id":"quan-ba-dinh","name":"Quận Ba Đình","valid_to":"2025-06-30"},
            {"id":"phuong-ba-dinh","name":"Phường Ba Đình","valid_from":"2025-07-01","predecessors":["quan-ba-dinh"]},
            {"id":"sai","name":"Sai","valid_from":"2025-07-01","valid_to":"2025-06-30"}]}"#,
        );
        let last = NaiveDate::from_ymd_opt(2025, 6, 30).unwrap();
        assert!(agencies[0].exists_on(last) && !agencies[1].exists_on(last));
        assert!(
            !agencies[0].exists_on(last.succ_opt().unwrap())
                && agencies[1].exists_on(last.succ_opt().unwrap())
        );
        assert_eq!(findings.len(), 1);
        assert_eq!(
            (findings[0].rule, findings[0].path.as_str()),
            ("days-reversed", "$.agencies[2].valid_to")
        );
    }
}
