//! Screens: their sheets, what they are held against, and a revision that counts what has changed.

use cchc::feed::screens::{How, Languages, Mode, SceneKind, Screens, parse};

use super::*;

const SCREENS: &str = "Mã*;Nơi đặt*;Đường chéo (inch);Khoảng cách xem (m);Ngôn ngữ;Chương trình*;Cách dùng\n\
    sanh-1;Sảnh 1;42,5;4;Việt và Anh;chung;Chạm\nsanh-2;Sảnh 2;55;6;;rieng;\n";
const PROGRAMMES: &str = "Mã*;Tên*\nchung;Chung\nrieng;Riêng\n";
const SCENES: &str = "Chương trình;Loại cảnh*;Trọng số;Ngày;Từ giờ;Đến giờ\nchung;Tin;5;;;\n;Đồng hồ;;;;\nrieng;Tin;;T2-T6;7h;17h30\n";
const QUIET: &str =
    "Màn hình;Ngày;Từ giờ*;Đến giờ*;Cách*\n;;22:00;5:30;Tắt hẳn\nsanh-2;CN;12:00;13:00;Giảm sáng\n";

fn whole() -> (tempfile::TempDir, Job) {
    let (dir, job) = sources("");
    let plan = TOML.replace("\"news\"", "\"screens\"");
    let plan = format!("{plan}sources = [{{ file = \"man-hinh\" }}]\n");
    std::fs::write(job.sources.join("feed.toml"), plan).unwrap();
    std::fs::create_dir(job.sources.join("man-hinh")).unwrap();
    for (name, text) in [
        ("man-hinh", SCREENS),
        ("chuong-trinh", PROGRAMMES),
        ("canh", SCENES),
        ("gio-tat", QUIET),
    ] {
        write(&job, name, text);
    }
    (dir, job)
}

fn write(job: &Job, name: &str, text: &str) {
    let path = job.sources.join("man-hinh").join(format!("{name}.csv"));
    std::fs::write(path, text).unwrap();
}

fn built(job: &Job) -> Screens {
    let built = build(job).unwrap_or_else(|error| match error {
        Error::Sources(problems) => panic!("{:#?}", problems.lines(Language::Vi)),
        error => panic!("{error}"),
    });
    assert_eq!(built.problems.lines(Language::Vi), [""; 0]);
    let text = std::fs::read_to_string(job.output.join("screens.json")).unwrap();
    let (found, findings) = parse(&text);
    assert_eq!(findings, []);
    found.unwrap()
}

#[test]
fn sheets_become_screens_and_rows_without_a_name_belong_to_all() {
    let (_dir, job) = whole();
    let found = built(&job);
    let [first, second] = &found.screens[..] else {
        panic!("{found:#?}");
    };
    assert_eq!((first.diagonal_inch, first.mode), (Some(42.5), Mode::Touch));
    assert_eq!((first.lang, second.lang), (Languages::Both, Languages::Vi));
    let hows = |quiet: &[cchc::feed::screens::Quiet]| -> Vec<How> {
        quiet.iter().map(|quiet| quiet.how).collect()
    };
    assert_eq!(hows(&first.quiet), [How::Dark]);
    assert_eq!(hows(&second.quiet), [How::Dark, How::Dim]);
    assert!(first.quiet[0].window.holds(7, 0) && second.quiet[1].window.holds(7, 720));
    let kinds = |at: usize| -> Vec<SceneKind> {
        let scenes = found.programmes[at].scenes.iter();
        scenes.map(|scene| scene.kind).collect()
    };
    assert_eq!(kinds(0), [SceneKind::News, SceneKind::Clock]);
    assert_eq!(kinds(1), [SceneKind::Clock, SceneKind::News]);
    let hours = found.programmes[1].scenes[1].window;
    assert!(hours.holds(5, 420) && !hours.holds(5, 1_050) && !hours.holds(6, 420));
    let checked = check::files(&job.output, now(&job)).unwrap();
    assert!(
        checked.iter().all(|file| file.worst().is_none()),
        "{checked:#?}"
    );
    let table = std::fs::read_to_string(job.output.join("csv/screens.csv")).unwrap();
    assert!(
        table.contains("\nsanh-2,Sảnh 2,,,,55.0,6.0,,,rieng,,1"),
        "{table}"
    );
}

#[test]
fn a_revision_counts_changes_of_a_screen_and_of_what_it_shows() {
    let (_dir, job) = whole();
    let revs = || -> Vec<u32> {
        let found = built(&job);
        found.screens.iter().map(|screen| screen.rev).collect()
    };
    assert_eq!(revs(), [1, 1]);
    assert_eq!(revs(), [1, 1]);
    write(&job, "man-hinh", &SCREENS.replace("Sảnh 2", "Sảnh hai"));
    assert_eq!(revs(), [1, 2]);
    write(&job, "canh", &SCENES.replace("Tin;5", "Tin;6"));
    assert_eq!(revs(), [2, 2]);
    write(&job, "gio-tat", &QUIET.replace("22:00", "21:00"));
    assert_eq!(revs(), [3, 3]);
    write(
        &job,
        "man-hinh",
        &format!("{SCREENS}sanh-3;Sảnh 3;43;4;;chung;\n"),
    );
    assert_eq!(revs(), [3, 4, 1]);
}

#[test]
fn a_file_of_a_feed_is_taken_with_its_own_revisions() {
    let (_dir, job) = sources("");
    let plan = TOML.replace("\"news\"", "\"screens\"");
    std::fs::write(job.sources.join("feed.toml"), plan).unwrap();
    let text = r#"{"version":"1.0","screens":[{"id":"a","place":"A","programme":"p","diagonal_inch":43,"distance_m":4,"rev":9},
        {"id":"b","place":"B","programme":"p","diagonal_inch":43,"distance_m":4}],
        "programmes":[{"id":"p","title":"P","scenes":[{"kind":"clock"}]}]}"#;
    std::fs::write(job.sources.join("screens.json"), text).unwrap();
    let found = built(&job);
    assert_eq!((found.screens[0].rev, found.screens[1].rev), (9, 1));
}

#[test]
fn hours_that_excel_has_made_times_of_are_read() {
    use rust_xlsxwriter::{Format, Workbook};
    let (_dir, job) = whole();
    let mut book = Workbook::new();
    for (name, text) in [
        ("Màn hình", SCREENS),
        ("Chương trình", PROGRAMMES),
        ("Cảnh", SCENES),
        ("Giờ tắt", "Từ giờ*;Đến giờ*;Cách*\n0.9375;0;Tắt hẳn\n"),
    ] {
        let sheet = book.add_worksheet();
        sheet.set_name(name).unwrap();
        let time = Format::new().set_num_format("hh:mm");
        for (row, line) in (0..).zip(text.lines()) {
            for (at, cell) in (0..).zip(line.split(';')) {
                match cell.parse::<f64>() {
                    Ok(part) if name == "Giờ tắt" => {
                        sheet.write_number_with_format(row, at, part, &time)
                    }
                    _ => sheet.write_string(row, at, cell),
                }
                .unwrap();
            }
        }
    }
    book.save(job.sources.join("man-hinh.xlsx")).unwrap();
    let plan = std::fs::read_to_string(job.sources.join("feed.toml")).unwrap();
    let plan = plan.replace("\"man-hinh\"", "\"man-hinh.xlsx\"");
    std::fs::write(job.sources.join("feed.toml"), plan).unwrap();
    let quiet = built(&job).screens[0].quiet[0].window;
    assert_eq!((quiet.from, quiet.to), (1_350, 0));
}
