//! How long `cchc build` takes and what it needs: 7,000 procedures, 5,000 pieces of news, and 126 units over ten years; then
//! the same with every procedure in full, from records such as the national portal has.
//!
//! `cargo bench --profile hub --package cchc-hub`; the aim is below 3 s and 200 MB on two cores, in full below 20 s, and
//! below 6 s when nothing has changed.
#![allow(
    clippy::print_stdout,
    clippy::disallowed_macros,
    reason = "a program for people"
)]

use std::error::Error;
use std::fmt::Write;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

const PROCEDURES: usize = 7_000;
const NEWS: usize = 5_000;
const UNITS: usize = 126;
const YEARS: std::ops::Range<usize> = 2015..2025;
const ROUNDS: usize = 5;
const ROUNDS_IN_FULL: usize = 2;
const LOOK_EVERY: Duration = Duration::from_millis(2);

const PLAN: &str = r#"languages = ["vi"]
ttl_secs = 300
[publisher]
name = "Cơ quan ví dụ"
url = "https://co-quan.example/"
contact = "mailto:tin@co-quan.example"
[[files]]
name = "news"
ttl_secs = 300
sources = [{ file = "tin.csv" }]
[[files]]
name = "procedures"
ttl_secs = 300
sources = [{ file = "thu-tuc.csv" }]
[[files]]
name = "indexes"
ttl_secs = 300
sources = [{ file = "chi-so" }]
"#;

const WORDS: [&str; 16] = [
    "cải cách",
    "hành chính",
    "thủ tục",
    "bộ phận một cửa",
    "phường",
    "xã",
    "Hà Nội",
    "công bố",
    "chỉ số",
    "hài lòng",
    "người dân",
    "chuyển đổi số",
    "kết quả",
    "đánh giá",
    "năm",
    "hồ sơ",
];

fn main() -> Result<(), Box<dyn Error>> {
    let folder = tempfile::tempdir()?;
    let sources = folder.path().join("sources");
    write_sources(&sources)?;
    println!(
        "{PROCEDURES} procedures, {NEWS} news, {UNITS} units x {} years",
        YEARS.len()
    );
    for round in 1..=ROUNDS {
        measure(&sources, &folder.path().join(format!("feed-{round}")))?;
    }
    println!("with every procedure in full");
    std::fs::write(sources.join("cong.jsonl"), records()?)?;
    let both = "{ file = \"thu-tuc.csv\" }, { file = \"cong.jsonl\" }";
    let plan = PLAN.replace("{ file = \"thu-tuc.csv\" }", both);
    std::fs::write(sources.join("feed.toml"), plan)?;
    for round in 1..=ROUNDS_IN_FULL {
        measure(&sources, &folder.path().join(format!("full-{round}")))?;
    }
    Ok(())
}

/// Builds from nothing, then the same again over the feed that is there.
fn measure(sources: &Path, feed: &Path) -> Result<(), Box<dyn Error>> {
    let (from_nothing, memory) = build(sources, feed)?;
    let (again, _) = build(sources, feed)?;
    println!(
        "{:.2} s, {memory} MB; unchanged {:.2} s",
        from_nothing.as_secs_f64(),
        again.as_secs_f64()
    );
    Ok(())
}

/// Records of about 13 kB, one in each line, as the national portal has them.
fn records() -> Result<String, std::fmt::Error> {
    let mut words = words();
    let mut text = String::new();
    let list = |count: usize, make: &mut dyn FnMut() -> String| {
        let parts: Vec<String> = (0..count).map(|_| make()).collect();
        parts.join(",")
    };
    for at in 0..PROCEDURES {
        let mut papers = || {
            format!(
                r#"{{"name":"- {}","originalQty":1,"copyQty":0}}"#,
                words(30)
            )
        };
        let papers = list(8, &mut papers);
        let mut steps = || {
            format!(
                r#"{{"name":"","description":"Bước 1: {}.\n- {}"}}"#,
                words(60),
                words(40)
            )
        };
        let steps = list(4, &mut steps);
        let fee = words(30);
        let ways = ["ONLINE", "DIRECT", "POSTAL"].map(|way| {
            format!(
                r#"{{"submissionMethod":"{way}","processingTime":3,"processingTimeUnit":"WORKING_DAY","description":"{}",
                "fees":[{{"type":"FEE","value":0,"description":"{fee}"}}]}}"#,
                words(20)
            )
            .replace('\n', "")
        });
        let mut laws = || format!(r#"{{"code":"{}/2025/VD","name":"{}"}}"#, at, words(20));
        let laws = list(8, &mut laws);
        writeln!(
            text,
            r#"{{"id":"x{at}","code":"1.{at:06}","name":"{}","executionMethods":[{}],"executionCases":[{{"name":"","profileComponents":[{papers}]}}],"executionSteps":[{steps}],"legalBasisesDetails":[{laws}]}}"#,
            words(9),
            ways.join(",")
        )?;
    }
    Ok(text)
}

/// So many words, the same on every machine: numbers as from Knuth's MMIX generator.
fn words() -> impl FnMut(usize) -> String {
    let mut seed = 1_u64;
    move |count: usize| {
        let mut text = String::new();
        for _ in 0..count {
            seed = seed
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            let at = usize::try_from(seed >> 33).unwrap_or(0) % WORDS.len();
            text.push_str(WORDS.get(at).copied().unwrap_or_default());
            text.push(' ');
        }
        text
    }
}

fn write_sources(folder: &Path) -> Result<(), Box<dyn Error>> {
    std::fs::create_dir_all(folder.join("chi-so"))?;
    std::fs::write(folder.join("feed.toml"), PLAN)?;
    let mut words = words();
    let mut news = String::from("Tiêu đề;Ngày đăng;Liên kết;Tóm tắt;Loại\n");
    for at in 0..NEWS {
        let (title, summary) = (words(6), words(25));
        let (day, month, year) = (1 + at % 28, 1 + at % 12, 2015 + at % 10);
        writeln!(
            news,
            "{title};{day:02}/{month:02}/{year};https://co-quan.example/tin/{at};{summary};Tin"
        )?;
    }
    let mut procedures = String::from(
        "Mã;Tên;Lĩnh vực;Cơ quan thực hiện;Cấp;Trực tuyến;Từ khoá;Thường gặp;Kết quả;Trang chính thức\n",
    );
    for at in 0..PROCEDURES {
        let (name, handler, result) = (words(9), words(3), words(3));
        writeln!(
            procedures,
            "1.{at:06};{name};Hộ tịch;{handler};\"Phường, xã\";Toàn trình;{result};{};{result};https://co-quan.example/thu-tuc/{at}",
            1 + at % 5
        )?;
    }
    let index =
        "Mã;Tên;Đơn vị tính;Thấp nhất;Cao nhất;Xếp hạng đơn vị\nvi-du;Chỉ số ví dụ;%;0;100;có\n";
    let mut figures = String::from("Chỉ số;Năm;Giá trị;Nguồn (tên)\n");
    let mut rankings = String::from("Chỉ số;Năm;Nhóm đơn vị;Tổng số;Nguồn (tên)\n");
    let mut units = String::from("Chỉ số;Năm;Tên đơn vị;Giá trị;Hạng\n");
    for year in YEARS {
        writeln!(figures, "vi-du;{year};85,5;Quyết định")?;
        writeln!(rankings, "vi-du;{year};\"Xã, phường\";{UNITS};Quyết định")?;
        for rank in 1..=UNITS {
            let value = 9_900 - rank * 20;
            let (whole, part) = (value / 100, value % 100);
            let name = (rank * 37 + year) % UNITS;
            writeln!(
                units,
                "vi-du;{year};Phường số {name};{whole},{part:02};{rank}"
            )?;
        }
    }
    for (name, text) in [
        ("tin.csv", news.as_str()),
        ("thu-tuc.csv", &procedures),
        ("chi-so/chi-so.csv", index),
        ("chi-so/so-lieu.csv", &figures),
        ("chi-so/bang-xep-hang.csv", &rankings),
        ("chi-so/xep-hang-don-vi.csv", &units),
    ] {
        std::fs::write(folder.join(name), text)?;
    }
    Ok(())
}

/// Time of a build, and its largest size in memory, where the system tells it.
fn build(sources: &Path, feed: &Path) -> Result<(Duration, u64), Box<dyn Error>> {
    let begun = Instant::now();
    let mut child = Command::new(env!("CARGO_BIN_EXE_cchc"))
        .arg("build")
        .arg(sources)
        .arg("-o")
        .arg(feed)
        .stdout(Stdio::null())
        .spawn()?;
    let status = format!("/proc/{}/status", child.id());
    let mut memory = 0;
    loop {
        let about = std::fs::read_to_string(&status).unwrap_or_default();
        let peak = about.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        let peak = peak.and_then(|line| line.trim().strip_suffix(" kB")?.parse::<u64>().ok());
        memory = memory.max(peak.unwrap_or(0) / 1024);
        if let Some(ended) = child.try_wait()? {
            let time = begun.elapsed();
            return match ended.success() {
                true => Ok((time, memory)),
                false => Err(format!("cchc build ended with {ended}").into()),
            };
        }
        std::thread::sleep(LOOK_EVERY);
    }
}
