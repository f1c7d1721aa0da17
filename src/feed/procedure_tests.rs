//! One procedure in full: what is read of it, what is left out, and where its file stands.
#![allow(clippy::unwrap_used, reason = "tests")]
use super::*;
use crate::feed::procedures::Level;

const WHOLE: &str = r#"{"version":"1.0","id":"1.001193","name":"Thủ tục ví dụ","levels":["ward"],"result":"Giấy","conditions":"Ngắn",
"decision":"163/QĐ-VD",
"ways":[{"channel":"online","time":{"count":3,"unit":"working_day"},"fees":[
  {"kind":"charge","amount_vnd":8000},{"kind":"fee","amount_vnd":0,"text":"Miễn"},{"kind":"fee","text":"Theo nghị quyết"}],
  "text":["Nộp trên cổng &amp; chờ",["một","hai"]]},
 {"channel":"counter"}],
"cases":[{"papers":[{"name":"Tờ khai","originals":1,"copies":0,"is_required":true,"forms":[{"name":"Mẫu 1","url":"mau/1.pdf"}]}]},
 {"name":"Uỷ quyền","papers":[{"name":"Giấy uỷ quyền","is_required":null}]}],
"steps":[{"name":"Nộp","text":["Nộp hồ sơ."]},{"text":[["a"]]}],
"results":["Giấy ví dụ"],"requirements":["Đủ điều kiện:",["một"]],"places":["Trung tâm"],
"laws":[{"number":"60/2014/QH13","name":"Luật Hộ tịch","url":"https://vb.example/60"},{"name":"Luật"}],"related":["1.000894"]}"#;

fn paragraph(text: &str) -> Block {
    Block::Paragraph(text.to_owned())
}

fn rules(text: &str) -> Vec<(&'static str, String)> {
    let findings = parse(text).1.into_iter();
    findings.map(|found| (found.rule, found.path)).collect()
}

#[test]
fn everything_that_a_citizen_needs_is_read() {
    let (detail, findings) = parse(WHOLE);
    let detail = detail.unwrap();
    assert_eq!(findings, []);
    assert_eq!(detail.procedure.levels, [Level::Ward]);
    assert_eq!(detail.decision.as_deref(), Some("163/QĐ-VD"));
    let way = &detail.ways[0];
    assert_eq!(
        (way.channel, detail.ways[1].channel),
        (Channel::Online, Channel::Counter)
    );
    assert_eq!(
        way.time,
        Some(Time {
            count: 3,
            unit: Unit::WorkingDay
        })
    );
    let amounts: Vec<_> = way
        .fees
        .iter()
        .map(|fee| (fee.kind, fee.amount_vnd))
        .collect();
    assert_eq!(
        amounts,
        [
            (FeeKind::Charge, Some(8000)),
            (FeeKind::Fee, Some(0)),
            (FeeKind::Fee, None)
        ]
    );
    assert_eq!(
        way.text,
        [
            paragraph("Nộp trên cổng & chờ"),
            Block::List(vec!["một".to_owned(), "hai".to_owned()])
        ]
    );
    let paper = &detail.cases[0].papers[0];
    assert_eq!(
        (paper.originals, paper.copies, paper.is_required),
        (Some(1), Some(0), Some(true))
    );
    assert_eq!(paper.forms[0].url.as_deref(), Some("mau/1.pdf"));
    let other = &detail.cases[1];
    assert_eq!(other.name.as_deref(), Some("Uỷ quyền"));
    assert_eq!(
        (other.papers[0].originals, other.papers[0].is_required),
        (None, None)
    );
    assert_eq!((detail.steps.len(), detail.laws.len()), (2, 2));
    assert_eq!(detail.results, ["Giấy ví dụ"]);
    assert_eq!(detail.conditions[0], paragraph("Đủ điều kiện:"));
    assert_eq!(detail.procedure.conditions.as_deref(), Some("Ngắn"));
    assert_eq!(detail.related, ["1.000894"]);
}

#[test]
fn what_the_list_says_in_short_stands_in_for_what_is_missing() {
    let (detail, findings) =
        parse(r#"{"version":"1.0","id":"1","name":"A","result":"Giấy","conditions":"Đủ tuổi"}"#);
    let detail = detail.unwrap();
    assert_eq!(findings, []);
    assert_eq!(detail.results, ["Giấy"]);
    assert_eq!(detail.conditions, [paragraph("Đủ tuổi")]);
    assert_eq!(detail.ways, []);
}

#[test]
fn what_is_broken_goes_and_the_rest_stays() {
    let text = r#"{"version":"1.0","id":"1","name":"A",
        "ways":[{"channel":"pigeon"},{},7,{"channel":"post","time":{"count":-1,"unit":"day"},"fees":[{"kind":"gift","amount_vnd":"8000"},{}]},
          {"channel":"post","time":{"count":3,"unit":"moon"}},{"channel":"post","time":{"count":99999999999,"unit":"day"}}],
        "cases":[{"papers":[{"originals":1},{"name":"B","originals":-1,"is_required":"x","forms":[{"url":"a"},{"name":"M","url":"javascript:x"}]}]}],
        "steps":[{},{"name":"S","text":"x"}],"laws":[{"url":"a"}],"requirements":[7,["",{}],"ok"],"places":{}}"#;
    let (detail, _) = parse(text);
    let detail = detail.unwrap();
    assert_eq!(detail.ways.len(), 3);
    assert!(detail.ways.iter().all(|way| way.time.is_none()));
    // Money is told, whatever it is called.
    assert_eq!(detail.ways[0].fees.len(), 2);
    assert_eq!(detail.cases[0].papers.len(), 1);
    assert_eq!(detail.cases[0].papers[0].forms[0].url, None);
    assert_eq!((detail.steps.len(), detail.laws.len()), (1, 0));
    assert_eq!(detail.conditions, [paragraph("ok")]);
    let found = rules(text);
    for (rule, path) in [
        ("word-unknown", "$.ways[0].channel"),
        ("word-missing", "$.ways[1].channel"),
        ("type-wrong", "$.ways[2]"),
        ("type-wrong", "$.ways[3].time.count"),
        ("value-unreadable", "$.ways[3].time.count"),
        ("word-unknown", "$.ways[3].fees[0].kind"),
        ("type-wrong", "$.ways[3].fees[0].amount_vnd"),
        ("word-missing", "$.ways[3].fees[1].kind"),
        ("word-unknown", "$.ways[4].time.unit"),
        ("value-unreadable", "$.ways[5].time.count"),
        ("title-missing", "$.cases[0].papers[0].name"),
        ("type-wrong", "$.cases[0].papers[1].is_required"),
        ("title-missing", "$.cases[0].papers[1].forms[0].name"),
        ("url-unsafe", "$.cases[0].papers[1].forms[1].url"),
        ("item-empty", "$.steps[0]"),
        ("type-wrong", "$.steps[1].text"),
        ("title-missing", "$.laws[0].name"),
        ("type-wrong", "$.requirements[0]"),
        ("type-wrong", "$.requirements[1][0]"),
        ("type-wrong", "$.requirements[1][1]"),
        ("type-wrong", "$.places"),
    ] {
        let is_found = found.iter().any(|(known, at)| *known == rule && at == path);
        assert!(is_found, "{rule} {path} in {found:?}");
    }
}

#[test]
fn a_file_without_id_or_name_is_none() {
    for (text, rule) in [
        (r#"{"version":"1.0","name":"A"}"#, "id-missing"),
        (r#"{"version":"1.0","id":"1"}"#, "title-missing"),
        ("[]", "file-not-object"),
        ("{", "file-unreadable"),
    ] {
        assert_eq!(parse(text).0, None, "{text}");
        assert_eq!(rules(text)[0].0, rule, "{text}");
    }
}

#[test]
fn the_short_form_has_the_same_procedure_ways_and_papers_and_nothing_else() {
    let text = r#"{"version":"1.0","id":"1","name":"A","results":["B"],"steps":[{"name":"C"}],
        "ways":[{"channel":"post"}],"cases":[{"papers":[{"name":"D"}]}]}"#;
    let (whole, short) = (parse(text).0.unwrap(), parse_short(text).unwrap());
    assert_eq!(
        (whole.steps.len(), whole.ways.len(), whole.cases.len()),
        (1, 1, 1)
    );
    let bare = Detail {
        results: Vec::new(),
        steps: Vec::new(),
        ..whole
    };
    assert_eq!(short, bare);
    assert_eq!(parse_short("[]"), None);
}

#[test]
fn long_texts_and_lists_have_an_end() {
    let long = "a".repeat(MAX_BLOCK_CHARS + 1);
    let step = r#"{"name":"a"},"#.repeat(MAX_ENTRIES);
    let items = r#""a","#.repeat(MAX_ENTRIES);
    let text = format!(
        r#"{{"version":"1.0","id":"1","name":"A","requirements":["{long}"],"steps":[{step}{{"name":"b"}}],
        "places":[{items}"b"],"ways":[{{"channel":"post","text":[[{items}"b"]]}}]}}"#
    );
    let detail = parse(&text).0.unwrap();
    assert_eq!(detail.steps.len(), MAX_ENTRIES);
    assert_eq!(detail.places.len(), MAX_ENTRIES);
    assert_eq!(
        rules(&text),
        [
            ("items-too-many", "$.ways[0].text[0]".to_owned()),
            ("text-too-long", "$.requirements[0]".to_owned()),
            ("items-too-many", format!("$.places[{MAX_ENTRIES}]")),
            ("items-too-many", format!("$.steps[{MAX_ENTRIES}]")),
        ]
    );
}

#[test]
fn ids_become_addresses_that_mean_nothing_else() {
    for (id, expected) in [
        ("1.001193", "procedures/1.001193.json"),
        ("1.014955-Xoa", "procedures/1.014955-Xoa.json"),
        ("../a", "procedures/~2E.~2Fa.json"),
        (".a", "procedures/~2Ea.json"),
        ("a b~c", "procedures/a~20b~7Ec.json"),
        ("1?x#y", "procedures/1~3Fx~23y.json"),
        ("Đ", "procedures/~C4~90.json"),
    ] {
        assert_eq!(detail_url(id), expected);
    }
}
