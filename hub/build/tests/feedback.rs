//! Forms: their sheets, and that nothing which somebody answered or agreed to changes under its version.

use cchc::feed::feedback::{Feedback, Need, RATING, parse};
use cchc::feed::procedure::Unit;
use cchc::submission::{Code, Submission, check as check_item};

use super::*;

const FORMS: &str = "Mã*;Phiên bản*;Tên*;Tên tiếng Anh;Hỏi cơ quan;Hỏi phường, xã;Hỏi liên hệ;Hỏi đăng công khai;\
    Nội dung ít nhất;Số tệp;Dung lượng tệp (MB);Loại tệp;Hạn trả lời;Đơn vị;Căn cứ hạn trả lời;Câu hỏi hài lòng\n\
    gop-y;3;Góp ý;Feedback;bắt buộc;Tùy chọn;Họ tên; có;20;3;4;JPEG;5;Ngày làm việc;Quy chế ví dụ;\n\
    danh-gia;1;Đánh giá;;;;;;;;;;;;;Ông, bà có hài lòng không?\n";

/// A folder of tables, by their names.
fn of(tables: &[(&str, &str)]) -> (tempfile::TempDir, Job) {
    let (dir, job) = sources("");
    let plan = TOML.replace("\"news\"", "\"feedback\"");
    let plan = format!("{plan}hub = \"../../\"\nsources = [{{ file = \"gop-y\" }}]\n");
    std::fs::write(job.sources.join("feed.toml"), plan).unwrap();
    std::fs::create_dir(job.sources.join("gop-y")).unwrap();
    for (name, text) in tables {
        write(&job, name, text);
    }
    (dir, job)
}

fn write(job: &Job, name: &str, text: &str) {
    std::fs::write(job.sources.join("gop-y").join(format!("{name}.csv")), text).unwrap();
}

/// What is told of a build.
fn lines(job: &Job) -> Vec<String> {
    match build(job) {
        Ok(built) => built.problems.lines(Language::Vi),
        Err(Error::Sources(problems)) => problems.lines(Language::Vi),
        Err(error) => panic!("{error}"),
    }
}

fn read(job: &Job) -> Feedback {
    let text = std::fs::read_to_string(job.output.join("feedback.json")).unwrap();
    let (found, findings) = parse(&text);
    assert_eq!(findings, []);
    found.unwrap()
}

/// All sheets.
fn whole() -> (tempfile::TempDir, Job) {
    of(&[
        ("bieu-mau", FORMS),
        (
            "loai-y-kien",
            "Biểu mẫu;Loại*;Nhắc ghi\ngop-y;Phản ánh;Nơi; Lúc\n"
                .replace("Nơi; Lúc", "\"Nơi; Lúc\"")
                .as_str(),
        ),
        (
            "chu-de",
            "Biểu mẫu;Mã*;Chủ đề*;Loại\ngop-y;mot-cua;Một cửa;Phản ánh\n",
        ),
        (
            "cau-hoi",
            "Biểu mẫu;Mã*;Câu hỏi*;Kiểu*;Bắt buộc\ngop-y;quay;Quầy nào?;Chọn một;có\n",
        ),
        (
            "lua-chon",
            "Câu hỏi*;Mã*;Lựa chọn*\nquay;q1;Quầy 1\nquay;q2;Quầy 2\n",
        ),
        (
            "dong-y",
            "Biểu mẫu;Mã*;Phiên bản*;Nội dung*;Bên kiểm soát dữ liệu*\ngop-y;dong-y;2026-01;Tôi đồng ý.;Sở Ví dụ\n",
        ),
        ("muc-dich", "Mã*;Mục đích*;Bắt buộc\ntra-loi;Trả lời;có\n"),
        ("gui-noi-khac", "Mã*;Việc*;Điện thoại\nchay;Cháy;114\n"),
    ])
}

#[test]
fn sheets_become_forms_and_rows_without_a_form_belong_to_all() {
    let (_dir, job) = whole();
    assert_eq!(lines(&job), [""; 0]);
    let found = read(&job);
    assert_eq!(found.hub.as_deref(), Some("../../"));
    let [form, rating] = &found.forms[..] else {
        panic!("{found:#?}");
    };
    assert_eq!((form.version, form.title.as_str()), (3, "Góp ý"));
    assert_eq!(
        (form.agency, form.ward, form.place),
        (Need::Required, Need::Optional, Need::No)
    );
    let kind = &form.kinds[0];
    assert_eq!(
        (kind.label.as_str(), kind.label_en.as_deref()),
        ("Phản ánh", Some("Report"))
    );
    assert_eq!(kind.asks, ["place", "time"]);
    assert_eq!(form.topics[0].kinds, ["phan_anh"]);
    let options: Vec<_> = form.questions[0]
        .options
        .iter()
        .map(|one| &*one.value)
        .collect();
    assert_eq!(options, ["q1", "q2"]);
    assert_eq!(form.contact.as_ref().unwrap().fields, ["name"]);
    let limits = &form.limits;
    assert_eq!(
        (limits.body_min_chars, limits.files, limits.file_bytes),
        (20, 3, 4 << 20)
    );
    assert_eq!(
        (limits.body_chars, &limits.file_types[..]),
        (4_000, &["image/jpeg".to_owned()][..])
    );
    let due = form.due.as_ref().unwrap();
    assert_eq!((due.count, due.unit), (5, Unit::WorkingDay));
    assert!(form.consent.as_ref().unwrap().purposes[0].is_required);
    assert!(rating.kinds.is_empty() && rating.rating.is_some() && rating.consent.is_none());
    // The row without a form.
    assert!(
        found
            .forms
            .iter()
            .all(|form| form.elsewhere[0].id == "chay")
    );
    // What is built is what items are held to.
    let item = Submission {
        kind: RATING.to_owned(),
        rating: Some(5),
        ..Submission::default()
    };
    assert_eq!(check_item(&item, rating), []);
    let codes: Vec<_> = check_item(&item, form)
        .into_iter()
        .map(|problem| problem.code)
        .collect();
    assert!(codes.contains(&Code::KindUnknown), "{codes:?}");
    let found = check::files(&job.output, now(&job)).unwrap();
    assert!(
        found.iter().all(|file| file.worst().is_none()),
        "{found:#?}"
    );
}

#[test]
fn a_form_that_changes_takes_a_new_version_and_so_does_a_consent() {
    let (_dir, job) = whole();
    assert_eq!(lines(&job), [""; 0]);
    assert_eq!(lines(&job), [""; 0]);
    write(&job, "bieu-mau", &FORMS.replace("Đánh giá", "Đánh giá mới"));
    let told = lines(&job);
    assert_eq!(told.len(), 1, "{told:?}");
    assert!(
        told[0].starts_with("gop-y/bieu-mau.csv › B3: form-unraised"),
        "{told:?}"
    );
    assert!(told[0].ends_with("(«danh-gia: 1 → 2?»)"), "{told:?}");
    // The good one is still there.
    assert_eq!(read(&job).forms[1].title, "Đánh giá");
    let raised = FORMS.replace("danh-gia;1;Đánh giá", "danh-gia;2;Đánh giá mới");
    write(&job, "bieu-mau", &raised);
    assert_eq!(lines(&job), [""; 0]);
    // Back again.
    write(&job, "bieu-mau", FORMS);
    assert!(lines(&job)[0].contains("form-unraised"));
    let raised = raised.replace("gop-y;3", "gop-y;4");
    write(&job, "bieu-mau", &raised);
    write(
        &job,
        "muc-dich",
        "Mã*;Mục đích*;Bắt buộc\ntra-loi;Trả lời;có\nthong-ke;Thống kê;có\n",
    );
    let told = lines(&job);
    assert!(
        told[0].starts_with("gop-y/bieu-mau.csv › B2: consent-unraised"),
        "{told:?}"
    );
    assert_eq!(told.len(), 1, "{told:?}");
    let consent = "Biểu mẫu;Mã*;Phiên bản*;Nội dung*;Bên kiểm soát dữ liệu*\ngop-y;dong-y;2026-02;Tôi đồng ý.;Sở Ví dụ\n";
    write(&job, "dong-y", consent);
    assert_eq!(lines(&job), [""; 0]);
    assert_eq!(
        read(&job).forms[0].consent.as_ref().unwrap().purposes.len(),
        2
    );
}

#[test]
fn a_file_of_a_feed_is_taken_as_it_stands_and_its_lines_are_told() {
    let (_dir, job) = sources("");
    let plan = TOML.replace("\"news\"", "\"feedback\"");
    std::fs::write(job.sources.join("feed.toml"), plan).unwrap();
    let file = |kinds: &str| {
        let text = format!(
            "{{\"version\":\"1.0\",\"hub\":\"https://y-kien.example/\",\"forms\":[\n{{\"id\":\"a\",\"version\":1,\"title\":\"A\",{kinds}}}]}}"
        );
        std::fs::write(job.sources.join("feedback.json"), text).unwrap();
    };
    file("\"kinds\":[]");
    let told = lines(&job);
    assert!(told[0].starts_with("feedback.json:2:"), "{told:?}");
    assert!(told[0].contains("form-asks-nothing"), "{told:?}");
    file("\"kinds\":[{\"code\":\"khen\",\"label\":\"Khen\"}]");
    assert_eq!(lines(&job), [""; 0]);
    let found = read(&job);
    assert_eq!(found.hub.as_deref(), Some("https://y-kien.example/"));
    assert_eq!(found.forms[0].kinds[0].code, "khen");
    file("\"kinds\":[{\"code\":\"khen\",\"label\":\"Khen ngợi\"}]");
    let told = lines(&job);
    assert!(
        told[0].starts_with("feedback.json: form-unraised"),
        "{told:?}"
    );
}

#[test]
fn tables_of_forms_are_copied_for_people_who_count() {
    let (_dir, job) = whole();
    build(&job).unwrap();
    for (name, rows) in [
        ("forms", "danh-gia,1,Đánh giá"),
        ("kinds", "gop-y,phan_anh,Phản ánh,Report,,place; time"),
        ("topics", "gop-y,mot-cua,Một cửa,,phan_anh,"),
        ("questions", "gop-y,quay,Quầy nào?,,choice,true,,"),
        ("options", "gop-y,quay,q2,Quầy 2,"),
        ("purposes", "gop-y,tra-loi,Trả lời,,true"),
        ("elsewhere", "danh-gia,chay,Cháy,,,114,"),
    ] {
        let text = std::fs::read_to_string(job.output.join(format!("csv/{name}.csv"))).unwrap();
        assert!(
            text.lines().any(|line| line.starts_with(rows)),
            "{name}: {text}"
        );
    }
}
