//! Pages without WebAssembly: one for each screen, unchanged while what they show is, and nothing of a feed is markup in them.

use super::super::still::Pages;
use super::*;

const SCREENS: &str = r#"{"version":"1.0","screens":[
    {"id":"sanh-1","place":"Sảnh <A> & \"B\"","programme":"p","diagonal_inch":43,"distance_m":4,
     "quiet":[{"days":"1-7","from":"22:00","to":"05:30","how":"dark"}]},
    {"id":"thang-may","place":"Thang máy","programme":"p","orientation":"portrait","diagonal_inch":32,"distance_m":2,"theme":"dark"}],
    "programmes":[{"id":"p","title":"P","scenes":[{"kind":"news","weight":3,"secs":20},{"kind":"ticker"},{"kind":"notice","days":"1-5","from":"07:00","to":"17:30"},
    {"kind":"feedback","url":"https://co-quan.example/gop-y"},{"kind":"clock"}]}]}"#;
const NOTICES: &str = r#"{"version":"1.0","notices":[
    {"identifier":"mua","status":"Actual","msg_type":"Alert","severity":"Moderate","sent":"2025-11-18T08:00:00+07:00","expires":"2025-11-18T20:00:00+07:00",
     "info":[{"language":"vi","headline":"Mưa lớn chiều nay"}]},
    {"identifier":"cu","status":"Actual","msg_type":"Alert","severity":"Extreme","sent":"2025-11-16T08:00:00+07:00","expires":"2025-11-17T08:00:00+07:00",
     "info":[{"language":"vi","headline":"Đã hết hạn"}]},
    {"identifier":"chay","status":"Actual","msg_type":"Alert","severity":"Extreme","sent":"2025-11-18T08:00:00+07:00","expires":"2025-11-18T12:00:00+07:00",
     "info":[{"language":"vi","headline":"Có cháy ở tầng 5"}]}]}"#;

fn whole() -> (tempfile::TempDir, Job) {
    let (dir, mut job) = sources(&news(
        "Tin <script>alert(1)</script> \\\"><img src=x onerror=alert(2)>",
    ));
    job.pages = Some(Pages::default());
    let plan = format!(
        "{TOML}[[files]]\nname = \"screens\"\nttl_secs = 60\n[[files]]\nname = \"notices\"\nttl_secs = 60\n"
    );
    std::fs::write(job.sources.join("feed.toml"), plan).unwrap();
    std::fs::write(job.sources.join("screens.json"), SCREENS).unwrap();
    std::fs::write(job.sources.join("notices.json"), NOTICES).unwrap();
    (dir, job)
}

fn built(job: &Job) -> Vec<String> {
    let built = build(job).unwrap_or_else(|error| match error {
        Error::Sources(problems) => panic!("{:#?}", problems.lines(Language::Vi)),
        error => panic!("{error}"),
    });
    let lines = built.problems.lines(Language::Vi);
    let rule = |line: &String| line.split(' ').nth(1).unwrap_or_default().to_owned();
    lines.iter().map(rule).collect()
}

fn text(job: &Job, name: &str) -> String {
    std::fs::read_to_string(job.output.join("static").join(name)).unwrap()
}

/// Names of the files in the folder, without their compressed copies.
fn names(job: &Job) -> Vec<String> {
    let entries = std::fs::read_dir(job.output.join("static")).unwrap();
    let names = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let mut names: Vec<_> = names
        .filter(|name| !name.ends_with(".br") && !name.ends_with(".gz"))
        .collect();
    names.sort();
    names
}

#[test]
fn every_screen_has_a_page_a_sheet_and_what_tells_of_the_newest() {
    let (_dir, job) = whole();
    built(&job);
    assert_eq!(
        names(&job),
        [
            "fonts",
            "icon.svg",
            "index.html",
            "page.js",
            "sanh-1.css",
            "sanh-1.html",
            "sanh-1.json",
            "thang-may.css",
            "thang-may.html",
            "thang-may.json"
        ]
    );
    let page = text(&job, "sanh-1.html");
    let at = |words: &str| {
        page.find(words)
            .unwrap_or_else(|| panic!("{words}: {page}"))
    };
    // What is severe stands first, what has expired nowhere.
    assert!(at("Có cháy ở tầng 5") < at("Tin &lt;script&gt;"));
    assert!(at("Tin &lt;script&gt;") < at("Mưa lớn chiều nay"));
    assert!(!page.contains("Đã hết hạn"));
    // Noon of that day, in seconds.
    at("data-until=\"1763442000\"");
    // Weights, hours and quiet hours as in the programme: minutes of the week from Monday on.
    at("data-kind=\"news\" data-weight=\"3\" data-hours=\"0-10080\"");
    at(
        "data-kind=\"notice\" data-weight=\"1\" data-hours=\"420-1050,1860-2490,3300-3930,4740-5370,6180-6810\"",
    );
    at(
        "data-dark=\"0-330,1320-1770,2760-3210,4200-4650,5640-6090,7080-7530,8520-8970,9960-10080\"",
    );
    at("data-secs=\"20\"");
    at("aria-label=\"Quét mã để mở biểu mẫu\"");
    at("Cập nhật 09:00 18/11/2025");
    let told: serde_json::Value = serde_json::from_str(&text(&job, "sanh-1.json")).unwrap();
    at(&format!("data-page=\"{}\"", told["page"].as_str().unwrap()));
    assert_eq!(told["alarm"], true);
    assert!(text(&job, "index.html").contains("<a href=\"thang-may.html\">"));
    assert!(text(&job, "thang-may.html").contains("data-width=\"1080\" data-height=\"1920\""));
    assert!(
        job.output
            .join("static/fonts/be-vietnam-pro-latin-400-normal.woff")
            .exists()
    );
}

#[test]
fn texts_of_a_feed_are_texts_and_nothing_in_a_page_needs_an_inline_word() {
    let (_dir, job) = whole();
    built(&job);
    for name in ["sanh-1.html", "thang-may.html", "index.html"] {
        let page = text(&job, name);
        for bad in [
            "<img",
            "<script>",
            "onerror=alert(2)>",
            " style=",
            "--_",
            "<A>",
            "javascript:",
        ] {
            assert!(!page.contains(bad), "{name}: {bad}");
        }
        assert!(page.matches("<script").count() <= 1);
    }
    assert!(
        text(&job, "sanh-1.html").contains("<title>Sảnh &lt;A&gt; &amp; &quot;B&quot;</title>")
    );
}

#[test]
fn a_page_keeps_its_bytes_and_its_day_while_it_shows_the_same() {
    let (_dir, mut job) = whole();
    built(&job);
    let all = |job: &Job| -> Vec<String> {
        let files = [
            "sanh-1.html",
            "sanh-1.css",
            "sanh-1.json",
            "thang-may.html",
            "index.html",
        ];
        files.iter().map(|name| text(job, name)).collect()
    };
    let first = all(&job);
    job.now = Some("2025-11-18T09:40:00+07:00".to_owned());
    built(&job);
    assert_eq!(all(&job), first);
    // Another text gives another page, and its day.
    std::fs::write(job.sources.join("news.json"), news("Tin khác")).unwrap();
    built(&job);
    let page = text(&job, "sanh-1.html");
    assert!(page.contains("Cập nhật 09:40 18/11/2025") && page.contains("Tin khác"));
    assert_ne!(text(&job, "sanh-1.json"), first[2]);
    // The notice has ended: nothing interrupts any more.
    job.now = Some("2025-11-18T13:00:00+07:00".to_owned());
    built(&job);
    assert!(!text(&job, "sanh-1.html").contains("Có cháy"));
    assert!(text(&job, "sanh-1.json").contains("\"alarm\":false"));
}

#[test]
fn a_screen_that_is_gone_takes_its_page_along_and_what_others_put_there_stays() {
    let (_dir, mut job) = whole();
    built(&job);
    std::fs::write(job.output.join("static/.htaccess"), "x").unwrap();
    let screens = SCREENS.replace("\"thang-may\"", "\"thang-may-2\"");
    std::fs::write(job.sources.join("screens.json"), screens).unwrap();
    built(&job);
    let found = names(&job);
    assert!(
        !found.contains(&"thang-may.html".to_owned())
            && found.contains(&"thang-may-2.html".to_owned())
    );
    assert!(found.contains(&".htaccess".to_owned()));
    // Without the word nothing of it is left, but for that.
    job.pages = None;
    built(&job);
    assert_eq!(names(&job), [".htaccess"]);
}

#[test]
fn ids_that_are_no_file_names_and_feeds_without_screens_are_told() {
    let (_dir, job) = whole();
    for bad in [
        "../x",
        "index",
        "Page",
        "sảnh",
        "a b",
        "SANH-1",
        &"a".repeat(65),
    ] {
        let screens = SCREENS.replace("\"thang-may\"", &format!("\"{bad}\""));
        std::fs::write(job.sources.join("screens.json"), screens).unwrap();
        assert_eq!(built(&job), ["static-id-unusable"], "{bad}");
        assert!(!job.output.join("x.html").exists());
        assert_eq!(
            names(&job)
                .iter()
                .filter(|name| name.ends_with(".html"))
                .count(),
            2,
            "{bad}"
        );
    }
    std::fs::write(job.sources.join("feed.toml"), TOML).unwrap();
    assert_eq!(built(&job), ["static-no-screens"]);
    assert!(!job.output.join("static").exists());
}

#[test]
fn addresses_for_codes_are_whole() {
    let settings = |words: &[&str]| {
        use clap::Parser;
        #[derive(Parser)]
        struct Words {
            #[command(flatten)]
            settings: Settings,
        }
        let all = ["cchc", "sources", "-o", "feed"].iter().chain(words);
        Words::try_parse_from(all).map(|words| words.settings)
    };
    assert!(settings(&["--forms", "https://a.example/"]).is_err());
    for bad in ["feedback.html", "javascript:alert(1)", "mailto:a@a.example"] {
        let settings = settings(&["--static", "--lookup", bad]).unwrap();
        let Err(Error::Address("--lookup", told)) = super::super::job(&settings) else {
            panic!("{bad} passes");
        };
        assert_eq!(told, bad);
    }
    let settings = settings(&["--static", "--forms", "https://a.example/gop-y"]).unwrap();
    let pages = super::super::job(&settings).unwrap().pages.unwrap();
    assert_eq!(pages.forms.as_deref(), Some("https://a.example/gop-y"));
}

#[test]
fn the_sample_has_a_page_for_each_of_its_screens() {
    let dir = tempfile::tempdir().unwrap();
    let job = Job {
        sources: Path::new(env!("CARGO_MANIFEST_DIR")).join("../examples/sources"),
        output: dir.path().join("feed"),
        now: Some("2026-01-05T09:00:00+07:00".to_owned()),
        key: None,
        pages: Some(Pages {
            forms: Some("https://co-quan.example/gop-y".to_owned()),
            lookup: None,
        }),
        strict: false,
    };
    build(&job).unwrap();
    let page = text(&job, "mau-sanh-1.html");
    for kind in [
        "news",
        "cards",
        "ranking",
        "procedure",
        "answers",
        "feedback",
        "clock",
        "text",
    ] {
        assert!(page.contains(&format!("data-kind=\"{kind}\"")), "{kind}");
    }
    assert_eq!(
        names(&job)
            .iter()
            .filter(|name| name.ends_with(".html"))
            .count(),
        6
    );
}

#[test]
fn the_check_tells_of_pages_that_are_missing_or_of_another_build() {
    let (_dir, job) = whole();
    built(&job);
    let rules = || {
        let mut rules = check::tests::rules_in(&job.output, now(&job));
        rules.retain(|rule| rule.starts_with("static"));
        rules
    };
    assert_eq!(rules(), [""; 0]);
    let told = job.output.join("static/sanh-1.json");
    let text = std::fs::read_to_string(&told).unwrap();
    std::fs::write(&told, text.replacen("\"page\":\"", "\"page\":\"0", 1)).unwrap();
    std::fs::remove_file(job.output.join("static/thang-may.css")).unwrap();
    assert_eq!(rules(), ["static-mixed", "static-missing"]);
}
