//! `procedures.json`: every administrative procedure in short, enough to find the right one; its own file has the rest, see
//! [`super::procedure`].
//!
//! Names come as 51 ministries and provinces wrote them: with outer spaces, line feeds, letters of the private area, and up to
//! eleven procedures of one name that differ only by who handles them. So the code is the id, and who handles it always
//! stands beside the name.

use super::Finding;
use super::reader::{Place, Reader, top};

/// Procedures kept of one file; the national catalogue has 6,297 since September 2026.
pub const MAX_PROCEDURES: usize = 50_000;
/// Synonyms kept of one file.
pub const MAX_SYNONYMS: usize = 5_000;
/// Longest name, in characters; the longest in the catalogue has 1,192.
pub const MAX_NAME_CHARS: usize = 1_200;
/// Longest of the other texts, in characters.
pub const MAX_TEXT_CHARS: usize = 2_000;
/// The rarest procedures, and those of which nothing is said.
pub const RAREST: u8 = 5;

/// The whole file.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Procedures {
    /// All of them, in the order of the file.
    pub procedures: Vec<Procedure>,
    /// What citizens say, and what it is called officially.
    pub synonyms: Vec<Synonym>,
}

/// A word of citizens, such as `sổ đỏ`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Synonym {
    /// As they say it.
    pub term: String,
    /// What it may mean, in words of the names; one at least.
    pub meanings: Vec<String>,
}

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
    /// Whether the list says that there is a file of its own.
    pub has_detail: bool,
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
pub fn parse(text: &str) -> (Procedures, Vec<Finding>) {
    let mut found = Procedures::default();
    let (mut reader, value) = Reader::open(text);
    let Some(top) = value.as_ref().and_then(top) else {
        return (found, reader.findings);
    };
    reader.version(&top);
    reader.must_list(&top, "procedures");
    let mut seen = serde_json::Map::new();
    for place in reader.places(&top, "procedures") {
        let Some(mut procedure) = read_procedure(&mut reader, &place) else {
            continue;
        };
        procedure.has_detail = reader.inner(&place, "detail").is_some();
        let is_known = seen.insert(procedure.id.clone(), serde_json::Value::Null);
        if is_known.is_some() {
            reader.note("id-repeated", &place.at("id"), &procedure.id);
        } else if found.procedures.len() == MAX_PROCEDURES {
            reader.note("items-too-many", &place.path, "");
            break;
        } else {
            found.procedures.push(procedure);
        }
    }
    for place in reader.kept(&top, "synonyms", MAX_SYNONYMS) {
        let Some(term) = reader.short_text(&place, "term", MAX_NAME_CHARS) else {
            reader.note("title-missing", &place.at("term"), "");
            continue;
        };
        let meanings = reader.texts(&place, "meanings");
        if meanings.is_empty() {
            reader.note("word-missing", &place.at("meanings"), &term);
        } else {
            found.synonyms.push(Synonym { term, meanings });
        }
    }
    (found, reader.findings)
}

/// What the list and the file of one procedure have in common.
pub(super) fn read_procedure(reader: &mut Reader, place: &Place<'_>) -> Option<Procedure> {
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
        has_detail: false,
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
        let (Procedures { procedures, .. }, findings) = parse(
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
        let (Procedures { procedures, .. }, findings) = parse(
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
        let (Procedures { procedures, .. }, findings) = parse(
            r#"{"version":"1.0","procedures":[{"id":"1.014325","name":"A"},{"id":" 1.014325","name":"B"}]}"#,
        );
        assert_eq!((procedures.len(), findings[0].rule), (1, "id-repeated"));
    }

    #[test]
    fn synonyms_stand_beside_the_list_and_need_a_meaning() {
        let (found, findings) = parse(
            r#"{"version":"1.0","procedures":[{"id":"1","name":"A","detail":{"bytes":7}},{"id":"2","name":"B","detail":7}],
            "synonyms":[{"term":" CCCD ","meanings":["thẻ căn cước"," căn cước công dân"]},{"term":"CC"},{"meanings":["x"]},7]}"#,
        );
        let has_detail: Vec<_> = found.procedures.iter().map(|one| one.has_detail).collect();
        assert_eq!(has_detail, [true, false]);
        assert_eq!(found.synonyms.len(), 1);
        assert_eq!(found.synonyms[0].term, "CCCD");
        assert_eq!(
            found.synonyms[0].meanings,
            ["thẻ căn cước", "căn cước công dân"]
        );
        let rules: Vec<_> = findings
            .iter()
            .map(|found| (found.rule, found.path.as_str()))
            .collect();
        assert_eq!(
            rules,
            [
                ("type-wrong", "$.procedures[1].detail"),
                ("type-wrong", "$.synonyms[3]"),
                ("word-missing", "$.synonyms[1].meanings"),
                ("title-missing", "$.synonyms[2].term"),
            ]
        );
    }
}
