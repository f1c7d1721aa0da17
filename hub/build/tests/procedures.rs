//! Procedures in full: from tables, from records of the national portal, from files of a feed. The records are made up; each
//! has a defect that real ones have.

use cchc::feed::procedure::{self, Block, Channel, Detail, FeeKind, Time, Unit};
use cchc::feed::procedures::{self, Level, Online, Procedures};
use serde_json::{Value, json};

use super::*;

/// Sources of procedures: names and contents, in the order of the plan.
fn of(files: &[(&str, String)]) -> (tempfile::TempDir, Job) {
    let (dir, job) = sources("");
    let names = files.iter().filter(|(name, _)| !name.contains('/'));
    let names: Vec<_> = names
        .map(|(name, _)| format!("{{ file = \"{name}\" }}"))
        .collect();
    let plan = TOML.replace("\"news\"", "\"procedures\"");
    let plan = format!("{plan}sources = [{}]\n", names.join(", "));
    std::fs::write(job.sources.join("feed.toml"), plan).unwrap();
    for (name, content) in files {
        let path = job.sources.join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, content).unwrap();
    }
    (dir, job)
}

/// Builds and gives what is told.
fn lines(job: &Job) -> Vec<String> {
    match build(job) {
        Ok(built) => built.problems.lines(Language::En),
        Err(Error::Sources(problems)) => panic!("{:#?}", problems.lines(Language::En)),
        Err(error) => panic!("{error}"),
    }
}

fn list(job: &Job) -> Procedures {
    let text = std::fs::read_to_string(job.output.join("procedures.json")).unwrap();
    procedures::parse(&text).0
}

fn detail(job: &Job, id: &str) -> Detail {
    let path = job.output.join(procedure::detail_url(id));
    let (detail, findings) = procedure::parse(&std::fs::read_to_string(path).unwrap());
    assert_eq!(findings, []);
    detail.unwrap()
}

fn is_clean(job: &Job) {
    let found = check::files(&job.output, now(job)).unwrap();
    let worst = found.iter().filter_map(check::Checked::worst).max();
    assert_eq!(worst, None, "{found:#?}");
}

fn paragraph(text: &str) -> Block {
    Block::Paragraph(text.to_owned())
}

fn record() -> Value {
    json!({
        "id": "0aa-1", "code": "1.000001", "name": " **Thủ tục**\nví\u{a0}dụ\u{f0fc} ", "state": "UPDATED", "type": "STANDARD",
        "isWard": true, "isProvince": true, "isFullProcess": false, "keywords": "giấy mẫu; giấy ví dụ",
        "categoriesDetails": [{"name": "Hộ tịch"}],
        "departmentsExecuting": [{"name": "Sở Ví dụ."}], "unitGroupsExecuting": [{"name": "Ủy ban nhân dân cấp xã"}],
        "subjectTypesDetails": [{"name": "Công dân Việt Nam"}],
        // 23:30 on 1 January in Vietnam.
        "updatedAt": 1_767_285_000_000_i64,
        "procedureProposal": {"proposalNumber": " 1/QĐ-VD "},
        "executionMethods": [
            {"submissionMethod": "ONLINE", "processingTime": 3, "processingTimeUnit": "WORKING_DAY", "description": "Nộp trên cổng.",
             "fees": [
                {"type": "FEE", "value": 0, "description": "Do Hội đồng nhân dân\nquy định \u{f0fc}"},
                {"type": "SERVICE_FEE", "value": 8000, "currencyName": "Việt Nam Đồng", "currencyId": "x"},
                {"type": "PRICE_LEVEL", "value": 20, "currencyName": "USD", "currencyId": "y", "description": "Ghi vào sổ"},
                {"type": "FEE", "value": 0}, {"type": "FEE", "value": null, "description": null}]},
            {"submissionMethod": "DIRECT", "processingTime": 7.5, "processingTimeUnit": "WORKING_DAY", "fees": []},
            {"submissionMethod": "POSTAL", "processingTime": "Không quá 15 ngày", "processingTimeUnit": "OTHER", "fees": []},
            {"submissionMethod": "POSTAL", "processingTime": "Theo mô tả", "processingTimeUnit": "OTHER", "description": "Như trên", "fees": null},
            {"submissionMethod": "POSTAL", "processingTime": 5, "processingTimeUnit": "OTHER", "description": "Như trên", "fees": []},
            {"submissionMethod": "PIGEON", "fees": []}],
        "executionCases": [
            {"name": "* Giấy tờ phải nộp:", "profileComponents": [
                {"name": "- Tờ khai\u{f0a7}", "originalQty": 1, "copyQty": 0, "required": false,
                 "attachments": [{"fileName": "mau.docx", "filePath": "a/b"}]},
                {"name": "Ghi chú", "originalQty": 0, "copyQty": 0, "required": true, "attachments": []},
                {"name": " "}]},
            {"name": "", "profileComponents": []}],
        "executionSteps": [{"name": "", "description": "Bước 1: Nộp hồ sơ.\nBước 2: Nhận kết quả:\n\u{f0d8} tại quầy"}],
        "resultsDetails": [{"name": "Giấy ví dụ"}],
        "requirementsAndConditions": "\\- Đủ tuổi;\n\\- Có <b>giấy</b>", "note": "",
        "dossierReceivingAddresses": "\"- Trung tâm một\n- Trung tâm hai\"",
        "legalBasisesDetails": [{"code": "Luật số 1/2025/VD ", "name": "Luật  Ví dụ"}, {"code": "2/2025/VD", "name": "2/2025/VD"}],
        "procedureRelatedGroup": [], "profileComponents": [],
    })
}

#[test]
fn a_record_of_the_portal_becomes_a_procedure_without_its_defects() {
    let (_dir, job) = of(&[("co.jsonl", record().to_string())]);
    assert_eq!(lines(&job), [""; 0]);
    is_clean(&job);
    let found = list(&job);
    let one = &found.procedures[0];
    assert!(one.has_detail);
    assert_eq!(one.name, "Thủ tục ví dụ");
    assert_eq!(one.handler, "Sở Ví dụ; Ủy ban nhân dân cấp xã");
    assert_eq!(one.levels, [Level::City, Level::Ward]);
    assert_eq!(one.online, Some(Online::Partial));
    assert_eq!(one.updated.as_deref(), Some("2026-01-01"));
    assert_eq!(one.keywords, ["giấy mẫu", "giấy ví dụ"]);
    let page = "https://dichvucong.gov.vn/thu-tuc-hanh-chinh/0aa-1";
    assert_eq!(one.url.as_deref(), Some(page));
    let detail = detail(&job, "1.000001");
    assert_eq!(detail.decision.as_deref(), Some("1/QĐ-VD"));
    let time = Time {
        count: 3,
        unit: Unit::WorkingDay,
    };
    let ways: Vec<_> = detail
        .ways
        .iter()
        .map(|way| (way.channel, way.time, way.text.as_slice()))
        .collect();
    assert_eq!(
        ways,
        [
            (
                Channel::Online,
                Some(time),
                &[paragraph("Nộp trên cổng.")][..]
            ),
            (Channel::Counter, None, &[paragraph("7,5 ngày làm việc")]),
            (Channel::Post, None, &[paragraph("Không quá 15 ngày")]),
            (Channel::Post, None, &[paragraph("Như trên")]),
        ]
    );
    let fees: Vec<_> = detail.ways[0]
        .fees
        .iter()
        .map(|fee| (fee.kind, fee.amount_vnd, fee.text.as_deref()))
        .collect();
    assert_eq!(
        fees,
        [
            (FeeKind::Fee, None, Some("Do Hội đồng nhân dân quy định")),
            (FeeKind::Charge, Some(8000), None),
            (FeeKind::Price, None, Some("20 USD: Ghi vào sổ")),
            // Neither free nor known.
            (FeeKind::Fee, None, None),
        ]
    );
    let case = &detail.cases[0];
    assert_eq!(
        (case.name.as_deref(), detail.cases.len()),
        (Some("Giấy tờ phải nộp"), 1)
    );
    let papers: Vec<_> = case
        .papers
        .iter()
        .map(|paper| {
            (
                paper.name.as_str(),
                paper.originals,
                paper.copies,
                paper.is_required,
            )
        })
        .collect();
    assert_eq!(
        papers,
        [
            ("Tờ khai", Some(1), Some(0), None),
            ("Ghi chú", None, None, Some(true))
        ]
    );
    assert_eq!(case.papers[0].forms[0].name, "mau.docx");
    let list = |items: &[&str]| Block::List(items.iter().map(|item| (*item).to_owned()).collect());
    assert_eq!(detail.steps[0].text, [paragraph("Nộp hồ sơ.")]);
    assert_eq!(detail.steps[1].name.as_deref(), Some("Nhận kết quả"));
    assert_eq!(detail.steps[1].text, [list(&["tại quầy"])]);
    assert_eq!(detail.conditions, [list(&["Đủ tuổi;", "Có giấy"])]);
    assert_eq!(detail.places, [list(&["Trung tâm một", "Trung tâm hai"])]);
    let laws: Vec<_> = detail
        .laws
        .iter()
        .map(|law| (law.number.as_deref(), law.name.as_deref()))
        .collect();
    assert_eq!(
        laws,
        [
            (Some("1/2025/VD"), Some("Luật Ví dụ")),
            (Some("2/2025/VD"), None)
        ]
    );
    assert_eq!(detail.results, ["Giấy ví dụ"]);
}

#[test]
fn what_is_not_said_stays_unknown() {
    let catalogue = |name: &str, kind: &str| {
        json!({"id": name, "code": name, "name": "Ví dụ", "state": "ACTIVE", "type": kind, "departments": ["", "Sở Ví dụ"],
            "departmentPromulgate": "UBND tỉnh Ví dụ", "categories": ["Đất đai", "Hộ tịch"], "formalityTargetType": ["Hợp tác xã"]})
    };
    let bare = json!({"code": "3", "name": "Trống", "executionMethods": [], "executionCases": null, "executionSteps": []});
    let by_post = json!({"code": "4", "name": "Qua thư", "executionMethods": [{"submissionMethod": "POSTAL"}], "isFullProcess": false});
    let full =
        json!({"code": "5", "name": "Toàn trình", "executionMethods": [], "isFullProcess": true});
    let records = json!([
        catalogue("1", "STANDARD"),
        catalogue("2", "SPECIFIC"),
        bare,
        by_post,
        full
    ]);
    let (_dir, job) = of(&[("ban-ghi.json", records.to_string())]);
    assert_eq!(lines(&job), [""; 0]);
    is_clean(&job);
    let found = list(&job).procedures;
    assert_eq!(found[0].handler, "Sở Ví dụ");
    // Eleven provinces have one of the same name.
    assert_eq!(found[1].handler, "Sở Ví dụ; UBND tỉnh Ví dụ");
    assert_eq!(found[0].field, "Đất đai; Hộ tịch");
    assert_eq!(
        (found[0].levels.as_slice(), found[0].online),
        (&[Level::City][..], None)
    );
    let online: Vec<_> = found.iter().skip(2).map(|one| one.online).collect();
    assert_eq!(online, [None, Some(Online::No), Some(Online::Full)]);
    // Each can be opened, and one of them says more than the list does.
    assert!(found.iter().all(|one| one.has_detail));
    let ways: Vec<_> = found
        .iter()
        .map(|one| detail(&job, &one.id).ways.len())
        .collect();
    assert_eq!(ways, [0, 0, 0, 1, 0]);
    assert_eq!(found[2].url, None);
}

#[test]
fn levels_are_read_from_names_only_where_they_are_clear() {
    let records = [
        ("Ủy ban nhân dân cấp tỉnh", &[Level::City][..]),
        ("Công an cấp Xã", &[Level::Ward]),
        ("Bộ Tư pháp", &[Level::Ministry]),
        ("Cục Ví dụ - Bộ Ví dụ", &[Level::Ministry]),
        ("Bộ phận Một cửa", &[]),
        ("Bộ chỉ huy quân sự tỉnh", &[]),
        ("Cơ sở giáo dục", &[]),
        ("Thuế cơ sở", &[]),
    ];
    let values = (0..).zip(&records).map(|(at, (name, _))| {
        json!({"code": format!("1.{at}"), "name": format!("Ví dụ {at}"), "departments": [name]})
    });
    let values: Vec<_> = values.collect();
    let (_dir, job) = of(&[("ban-ghi.json", Value::from(values).to_string())]);
    assert_eq!(lines(&job), [""; 0]);
    for (one, (name, levels)) in list(&job).procedures.iter().zip(records) {
        assert_eq!(one.levels, levels, "{name}");
    }
}

#[test]
fn two_procedures_of_one_code_keep_theirs_whatever_their_order() {
    let records = [
        json!({"id": "b", "code": " 1.014325", "name": "Tư vấn ví dụ", "state": "ACTIVE"}),
        json!({"id": "a", "code": "1.014325", "name": "Chương trình ví dụ", "state": "ACTIVE"}),
        json!({"id": "c", "code": "1.014325-2", "name": "Có sẵn", "state": "ACTIVE"}),
    ];
    let mut lists = Vec::new();
    for order in [[0, 1, 2], [2, 1, 0]] {
        let text = order.map(|at: usize| records[at].to_string()).join("\n");
        let (_dir, job) = of(&[("co.jsonl", text)]);
        let told = lines(&job);
        assert_eq!(told.len(), 1, "{told:?}");
        let line = order.iter().position(|at| *at == 0).unwrap() + 1;
        let expected = format!("co.jsonl:{line}:1: code-twice");
        assert!(told[0].starts_with(&expected), "{told:?}");
        let mut found: Vec<_> = list(&job)
            .procedures
            .into_iter()
            .map(|one| (one.id, one.name))
            .collect();
        found.sort();
        lists.push(found);
    }
    let expected = [
        ("1.014325", "Chương trình ví dụ"),
        ("1.014325-2", "Có sẵn"),
        ("1.014325-3", "Tư vấn ví dụ"),
    ]
    .map(|(id, name)| (id.to_owned(), name.to_owned()));
    assert_eq!(lists, [expected.to_vec(), expected.to_vec()]);
}

#[test]
fn what_several_sources_say_of_one_procedure_is_put_together() {
    let catalogue = json!({"id": "0aa-1", "code": "1.000001", "name": "Khác", "departments": ["Sở Khác"], "type": "STANDARD"});
    let other = json!({"id": "0bb-2", "code": "1.000002", "name": "Chỉ ở danh mục", "departments": ["Bộ Ví dụ"]});
    let (_dir, job) = of(&[
        ("thu-tuc", String::new()),
        ("co.jsonl", format!("{catalogue}\n{other}")),
        ("ban-ghi.json", record().to_string()),
    ]);
    // The first source is a folder.
    std::fs::remove_file(job.sources.join("thu-tuc")).unwrap();
    std::fs::create_dir(job.sources.join("thu-tuc")).unwrap();
    for (name, text) in [
        (
            "thu-tuc.csv",
            "Mã;Tên;Từ khoá;Thường gặp\n1.000001;Tên của thành phố;giấy thành phố;1\n9;Của riêng;;\n",
        ),
        (
            "buoc.csv",
            "Mã;Bước;Việc\n1.000001;1;\"Chuẩn bị:\n- giấy\n- bút\"\n",
        ),
        ("lien-quan.csv", "Mã;Mã liên quan\n1.000001;1.000002\n"),
    ] {
        std::fs::write(job.sources.join("thu-tuc").join(name), text).unwrap();
    }
    assert_eq!(lines(&job), [""; 0]);
    is_clean(&job);
    let found = list(&job).procedures;
    let ids: Vec<_> = found.iter().map(|one| one.id.as_str()).collect();
    assert_eq!(ids, ["1.000001", "9", "1.000002"]);
    let detail = detail(&job, "1.000001");
    assert_eq!(detail.procedure.name, "Tên của thành phố");
    assert_eq!(detail.procedure.keywords, ["giấy thành phố"]);
    assert_eq!(detail.procedure.rarity, 1);
    assert_eq!(detail.procedure.levels, [Level::City, Level::Ward]);
    assert_eq!(detail.steps.len(), 1);
    assert_eq!(detail.steps[0].text.len(), 2);
    assert_eq!(detail.ways.len(), 4);
    assert_eq!(detail.related, ["1.000002"]);
}

#[test]
fn files_of_a_feed_are_a_source_too() {
    let (_dir, first) = of(&[("co.jsonl", record().to_string())]);
    assert_eq!(lines(&first), [""; 0]);
    let read = |name: &str| std::fs::read_to_string(first.output.join(name)).unwrap();
    let file = "procedures/1.000001.json";
    let (_dir, second) = of(&[
        ("procedures.json", read("procedures.json")),
        (file, read(file)),
    ]);
    assert_eq!(lines(&second), [""; 0]);
    is_clean(&second);
    assert_eq!(list(&second), list(&first));
    assert_eq!(detail(&second, "1.000001"), detail(&first, "1.000001"));
    std::fs::remove_file(second.sources.join(file)).unwrap();
    let Err(Error::Sources(problems)) = build(&second) else {
        panic!("a list without its file passes");
    };
    let told = problems.lines(Language::En);
    let expected = "procedures.json: $.procedures[0].detail file-missing";
    assert!(told[0].starts_with(expected), "{told:?}");
}

#[test]
fn a_packed_file_of_records_is_read_and_what_is_gone_leaves_the_feed() {
    use std::io::Write as _;
    let (_dir, job) = of(&[("co.jsonl.gz", String::new())]);
    let write = |records: &[Value]| {
        let file = std::fs::File::create(job.sources.join("co.jsonl.gz")).unwrap();
        let mut gzip = flate2::write::GzEncoder::new(file, flate2::Compression::fast());
        for record in records {
            writeln!(gzip, "{record}").unwrap();
        }
        gzip.finish().unwrap();
    };
    let mut other = record();
    other["code"] = json!("1.000002");
    other["id"] = json!("0aa-2");
    write(&[record(), other]);
    assert_eq!(lines(&job), [""; 0]);
    // What others have put there stays.
    std::fs::write(job.output.join("procedures/notes.txt"), "x").unwrap();
    assert!(job.output.join("procedures/1.000002.json").exists());
    write(&[record()]);
    assert_eq!(lines(&job), [""; 0]);
    assert!(!job.output.join("procedures/1.000002.json").exists());
    assert!(!job.output.join("procedures/1.000002.json.br").exists());
    assert!(job.output.join("procedures/notes.txt").exists());
    is_clean(&job);
}

#[test]
fn more_words_than_one_catalogue_holds_are_told() {
    let letter = |at: usize| char::from(b'a' + u8::try_from(at % 26).unwrap());
    let word = |at: usize| -> String {
        [26 * 26 * 26, 26 * 26, 26, 1]
            .map(|of| letter(at / of))
            .iter()
            .collect()
    };
    let rows = (0..700).map(|row| {
        let words: Vec<_> = (row * 100..row * 100 + 100).map(word).collect();
        format!("1.{row};{}\n", words.join(" "))
    });
    let table = format!("Mã;Tên\n{}", rows.collect::<String>());
    let (_dir, job) = of(&[("thu-tuc.csv", table)]);
    let Err(Error::Sources(problems)) = build(&job) else {
        panic!("seventy thousand words pass");
    };
    let told = problems.lines(Language::En);
    assert!(
        told[0].starts_with("feed.toml: catalogue-too-large"),
        "{told:?}"
    );
}

#[test]
fn the_sample_tells_procedures_in_full() {
    let sources = concat!(env!("CARGO_MANIFEST_DIR"), "/../examples/sources");
    let (dir, _) = told(Path::new(sources), Language::En);
    let feed = dir.path().join("feed");
    let text = std::fs::read_to_string(feed.join("procedures.json")).unwrap();
    let found = procedures::parse(&text).0;
    assert!(found.synonyms.len() > 200);
    let with_detail = found.procedures.iter().filter(|one| one.has_detail);
    assert!(with_detail.count() > 100);
    let text = std::fs::read_to_string(feed.join("procedures/1.001193.json")).unwrap();
    let (detail, findings) = procedure::parse(&text);
    let detail = detail.unwrap();
    assert_eq!(findings, []);
    assert_eq!(detail.ways.len(), 3);
    assert_eq!(
        detail.cases[0].name.as_deref(),
        Some("Nộp trực tiếp hoặc qua bưu chính")
    );
    assert_eq!(detail.cases[0].papers[0].is_required, Some(true));
    assert_eq!(detail.steps.len(), 5);
    assert_eq!(detail.laws[0].number.as_deref(), Some("60/2014/QH13"));
    assert_eq!(detail.results, ["Giấy khai sinh"]);
    let text = std::fs::read_to_string(feed.join("procedures/1.000894.json")).unwrap();
    let marriage = procedure::parse(&text).0.unwrap();
    assert_eq!(marriage.ways[0].fees[0].amount_vnd, Some(0));
}
