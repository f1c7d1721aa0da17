//! `procedures.json`: every administrative procedure in short, enough to find the right one; the official page has the rest.
//!
//! Names come as 51 ministries and provinces wrote them: with outer spaces, line feeds, letters of the private area, and up to
//! eleven procedures of one name that differ only by who handles them. So the code is the id, and who handles it always
//! stands beside the name.

use super::Finding;
use super::reader::{Place, Reader, top};

/// Procedures kept of one file; the national catalogue has 6,297 since September 2026.
pub const MAX_PROCEDURES: usize = 50_000;
/// Longest name, in characters; the longest in the catalogue has 1,192.
pub const MAX_NAME_CHARS: usize = 1_200;
/// Longest of the other texts, in characters.
pub const MAX_TEXT_CHARS: usize = 2_000;
/// The rarest procedures, and those of which nothing is said.
pub const RAREST: u8 = 5;

/// One procedure.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Procedure {
    /// Code of the national portal: `1.001193`.
    pub id: String,
    /// Official name.
    pub name: String,
    /// Name in English, where there is one.
    pub name_en: Option<String>,
    /// Field of law: `Hộ tịch`.
    pub field: String,
    /// Who handles it, in words.
    pub handler: String,
    /// Ids in `agencies.json` of those who handle it, where they stand there.
    pub agencies: Vec<String>,
    /// At which levels it is filed.
    pub levels: Vec<Level>,
    /// Who may file it, in words.
    pub audience: Vec<String>,
    /// How far it goes online.
    pub online: Option<Online>,
    /// How citizens call it.
    pub keywords: Vec<String>,
    /// From 1, an everyday matter, to [`RAREST`].
    pub rarity: u8,
    /// What one gets.
    pub result: Option<String>,
    /// What must be so before.
    pub conditions: Option<String>,
    /// Official page.
    pub url: Option<String>,
    /// Day of the data, as written: `2026-07-18`.
    pub updated: Option<String>,
}

/// What a word stands for that citizens use, or officials as an abbreviation.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Synonym {
    /// `CCCD`
    pub term: String,
    /// `thẻ căn cước`
    pub meanings: Vec<String>,
}

/// Where a procedure is filed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Level {
    /// A ministry.
    Ministry,
    /// The city or province.
    City,
    /// The ward or commune.
    Ward,
    /// Elsewhere.
    Other,
}

/// How far a procedure goes online (Decree 42/2022/NĐ-CP).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Online {
    /// From the filing to the result: `toàn trình`.
    Full,
    /// In part: `một phần`.
    Partial,
    /// Not at all.
    No,
}

/// Words of [`Level`] in a feed.
pub const LEVELS: &[(&str, Level)] = &[
    ("ministry", Level::Ministry),
    ("city", Level::City),
    ("ward", Level::Ward),
    ("other", Level::Other),
];
/// Words of [`Online`] in a feed.
pub const ONLINE: &[(&str, Online)] = &[
    ("full", Online::Full),
    ("partial", Online::Partial),
    ("no", Online::No),
];

/// Reads the file.
#[must_use]
pub fn parse(text: &str) -> (Vec<Procedure>, Vec<Finding>) {
    let (mut reader, value) = Reader::open(text);
    let Some(top) = value.as_ref().and_then(top) else {
        return (Vec::new(), reader.findings);
    };
    reader.version(&top);
    reader.must_list(&top, "procedures");
    let mut procedures: Vec<Procedure> = Vec::new();
    let mut seen = serde_json::Map::new();
    for place in reader.places(&top, "procedures") {
        let Some(procedure) = read_procedure(&mut reader, &place) else {
            continue;
        };
        let is_known = seen.insert(procedure.id.clone(), serde_json::Value::Null);
        if is_known.is_some() {
            reader.note("id-repeated", &place.at("id"), &procedure.id);
        } else if procedures.len() == MAX_PROCEDURES {
            reader.note("items-too-many", &place.path, "");
            break;
        } else {
            procedures.push(procedure);
        }
    }
    (procedures, reader.findings)
}

fn read_procedure(reader: &mut Reader, place: &Place<'_>) -> Option<Procedure> {
    let Some(id) = reader.id(place, "id") else {
        reader.note("id-missing", &place.at("id"), "");
        return None;
    };
    let Some(name) = reader.short_text(place, "name", MAX_NAME_CHARS) else {
        reader.note("title-missing", &place.at("name"), &id);
        return None;
    };
    let mut text = |name: &str| reader.short_text(place, name, MAX_TEXT_CHARS);
    let mut procedure = Procedure {
        name_en: text("name_en"),
        field: text("field").unwrap_or_default(),
        handler: text("handler").unwrap_or_default(),
        result: text("result"),
        conditions: text("conditions"),
        agencies: reader.texts(place, "agencies"),
        audience: reader.texts(place, "audience"),
        keywords: reader.texts(place, "keywords"),
        url: reader.url(place, "url"),
        updated: reader.day_text(place, "updated"),
        rarity: RAREST,
        levels: Vec::new(),
        online: None,
        id,
        name,
    };
    for word in reader.texts(place, "levels") {
        match super::news::look_up(LEVELS, &word) {
            Some(level) => procedure.levels.push(level),
            None => reader.note("word-unknown", &place.at("levels"), &word),
        }
    }
    if let Some(word) = reader.text(place, "online") {
        procedure.online = super::news::look_up(ONLINE, &word);
        if procedure.online.is_none() {
            reader.note("word-unknown", &place.at("online"), &word);
        }
    }
    if let Some(rarity) = reader.number(place, "rarity") {
        match u8::try_from(rarity)
            .ok()
            .filter(|one| (1..=RAREST).contains(one))
        {
            Some(rarity) => procedure.rarity = rarity,
            None => reader.note("value-off-scale", &place.at("rarity"), &rarity.to_string()),
        }
    }
    Some(procedure)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]
    use super::*;

    #[test]
    fn a_procedure_is_read_and_its_name_is_cleaned() {
        let (procedures, findings) = parse(
            "{\"version\":\"1.0\",\"procedures\":[{\"id\":\"1.001193\",\"name\":\" Thủ tục\\nđăng ký\u{a0}khai sinh\u{f0fc} \",\
             \"field\":\"Hộ tịch\",\"handler\":\"Ủy ban nhân dân cấp xã\",\"levels\":[\"ward\"],\"online\":\"full\",\"rarity\":1,\
             \"keywords\":[\"giấy khai sinh\"],\"url\":\"https://dichvucong.gov.vn/\",\"updated\":\"2026-07-18\"}]}",
        );
        assert_eq!(findings, []);
        let one = &procedures[0];
        assert_eq!(one.name, "Thủ tục đăng ký khai sinh");
        assert_eq!(
            (one.levels.as_slice(), one.online),
            (&[Level::Ward][..], Some(Online::Full))
        );
        assert_eq!((one.rarity, one.keywords.len()), (1, 1));
    }

    #[test]
    fn what_is_broken_goes_and_the_rest_stays() {
        let (procedures, findings) = parse(
            r#"{"version":"1.0","procedures":[{"name":"Không mã"},{"id":"1"},{"id":"2","name":"A","rarity":9,"levels":["moon"],"online":"maybe","url":"javascript:x"},{"id":"2","name":"B"},7]}"#,
        );
        assert_eq!(procedures.len(), 1);
        assert_eq!((procedures[0].rarity, &procedures[0].url), (RAREST, &None));
        let rules: Vec<&str> = findings.iter().map(|found| found.rule).collect();
        for rule in [
            "id-missing",
            "title-missing",
            "value-off-scale",
            "word-unknown",
            "url-unsafe",
            "id-repeated",
            "type-wrong",
        ] {
            assert!(rules.contains(&rule), "{rule} in {rules:?}");
        }
    }

    #[test]
    fn codes_that_differ_only_by_outer_spaces_are_one() {
        let (procedures, findings) = parse(
            r#"{"version":"1.0","procedures":[{"id":"1.014325","name":"A"},{"id":" 1.014325","name":"B"}]}"#,
        );
        assert_eq!((procedures.len(), findings[0].rule), (1, "id-repeated"));
    }
}
