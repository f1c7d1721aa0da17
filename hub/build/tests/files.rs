//! Files that cannot be read, or not wholly.

use super::*;

/// A compound file as Office writes it around an encrypted workbook ([MS-CFB], [MS-OFFCRYPTO] 2.3.4): a header, one
/// sector of the allocation table, one of the directory.
fn encrypted() -> Vec<u8> {
    const END: u32 = 0xffff_fffe;
    const FREE: u32 = 0xffff_ffff;
    let mut file = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec();
    file.extend([0; 16]);
    for short in [0x3e_u16, 3, 0xfffe, 9, 6, 0, 0, 0] {
        file.extend(short.to_le_bytes());
    }
    for word in [0, 1, 1, 0, 4096, END, 0, END, 0, 0] {
        file.extend(u32::to_le_bytes(word));
    }
    file.resize(512, 0xff);
    for word in [0xffff_fffd, END] {
        file.extend(u32::to_le_bytes(word));
    }
    file.resize(1024, 0xff);
    for (name, kind) in [("Root Entry", 5_u8), ("EncryptedPackage", 2)] {
        let mut entry: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let length = u16::try_from(entry.len() + 2).unwrap();
        entry.resize(64, 0);
        entry.extend(length.to_le_bytes());
        entry.extend([kind, 1]);
        for word in [FREE; 3] {
            entry.extend(word.to_le_bytes());
        }
        entry.resize(116, 0);
        entry.extend(END.to_le_bytes());
        entry.resize(128, 0);
        file.extend(entry);
    }
    file.resize(1536, 0);
    file
}

#[test]
fn files_that_no_one_could_read_say_why() {
    let (_dir, job) = sources("");
    let names = ["khoa.xlsx", "thu-muc.xml", "lon.csv", "dai.csv"];
    let list = names
        .map(|name| format!("{{ file = \"{name}\" }}"))
        .join(", ");
    let toml = format!("{TOML}sources = [{list}]\n");
    std::fs::write(job.sources.join("feed.toml"), toml).unwrap();
    std::fs::write(job.sources.join("khoa.xlsx"), encrypted()).unwrap();
    std::fs::create_dir(job.sources.join("thu-muc.xml")).unwrap();
    // Takes no room on disk.
    let large = std::fs::File::create(job.sources.join("lon.csv")).unwrap();
    large.set_len(65 << 20).unwrap();
    let rows = "a;17/11/2025\n".repeat(100_001);
    let text = format!("Tiêu đề;Ngày đăng\n{rows}");
    std::fs::write(job.sources.join("dai.csv"), text).unwrap();
    let Err(Error::Sources(problems)) = build(&job) else {
        panic!("unreadable files pass");
    };
    let lines = problems.lines(Language::En);
    for expected in [
        "khoa.xlsx: file-encrypted",
        "thu-muc.xml: file-locked",
        "lon.csv: file-too-large",
        "dai.csv › 100002:100002: rows-too-many",
    ] {
        let is_told = lines.iter().any(|line| line.starts_with(expected));
        assert!(is_told, "{expected}");
    }
}

/// Lines that a workbook of news makes.
fn told_of(fill: impl Fn(&mut rust_xlsxwriter::Workbook)) -> Vec<String> {
    let (_dir, job) = sources("");
    let toml = format!("{TOML}sources = [{{ file = \"tin.xlsx\" }}]\n");
    std::fs::write(job.sources.join("feed.toml"), toml).unwrap();
    let mut book = rust_xlsxwriter::Workbook::new();
    fill(&mut book);
    book.save(job.sources.join("tin.xlsx")).unwrap();
    match build(&job) {
        Ok(built) => built.problems.lines(Language::En),
        Err(Error::Sources(problems)) => problems.lines(Language::En),
        Err(error) => panic!("{error}"),
    }
}

/// A sheet with a piece of news.
fn sheet_of<'a>(
    book: &'a mut rust_xlsxwriter::Workbook,
    name: &str,
) -> &'a mut rust_xlsxwriter::Worksheet {
    let sheet = book.add_worksheet().set_name(name).unwrap();
    for (column, [heading, value]) in (0..).zip([
        ["Tiêu đề", "a"],
        ["Ngày đăng", "17/11/2025"],
        ["Liên kết", "https://co-quan.example/1"],
    ]) {
        sheet.write(0, column, heading).unwrap();
        sheet.write(1, column, value).unwrap();
    }
    sheet
}

#[test]
fn what_a_workbook_would_lose_in_silence_is_told() {
    let starts = |lines: Vec<String>, expected: &[&str]| {
        assert_eq!(lines.len(), expected.len(), "{lines:#?}");
        for (line, expected) in lines.iter().zip(expected) {
            assert!(line.starts_with(expected), "{line}");
        }
    };
    let lines = told_of(|book| {
        sheet_of(book, "2024").write(1, 3, "x").unwrap();
        sheet_of(book, "_cũ");
        sheet_of(book, "2025").write(2, 9, "far away").unwrap();
        book.add_worksheet().set_name("Thông báo").unwrap();
        let notes = book.add_worksheet().set_name("Việc").unwrap();
        notes.write(0, 0, "gọi điện").unwrap();
        for name in ["Ẩn", "Danh mục"] {
            sheet_of(book, name).set_hidden(true);
        }
    });
    starts(
        lines,
        &[
            "tin.xlsx › 2024 › D2: heading-empty",
            "tin.xlsx › 2025: sheet-twice",
            "tin.xlsx › Việc: sheet-unknown",
            "tin.xlsx › Ẩn: sheet-hidden",
        ],
    );
    // A formula that no program has worked out yet, and a heading that came to nothing.
    let lines = told_of(|book| {
        let sheet = sheet_of(book, "Tin");
        let formula = |text: &str| rust_xlsxwriter::Formula::new(text);
        sheet
            .write(0, 3, formula("=1/0").set_result("#DIV/0!"))
            .unwrap();
        sheet.write(0, 4, "Tóm tắt").unwrap();
        sheet.write(1, 4, formula("=A1").set_result("b")).unwrap();
    });
    starts(lines, &["tin.xlsx › Tin › D1: cell-error"]);
    let lines = told_of(|book| {
        use rust_xlsxwriter::{Chart, ChartType};
        let mut chart = Chart::new(ChartType::Line);
        chart.add_series().set_values("Chart1!$A$1:$A$2");
        book.add_chartsheet().insert_chart(0, 0, &chart).unwrap();
    });
    starts(lines, &["tin.xlsx: sheets-hidden"]);
}

#[test]
fn scripts_are_told_where_and_what() {
    let (_dir, job) = sources("");
    let toml = format!("{TOML}sources = [{{ file = \"tin.csv\" }}]\n");
    std::fs::write(job.sources.join("feed.toml"), toml).unwrap();
    let write = |text: &str| std::fs::write(job.sources.join("tin.csv"), text).unwrap();
    let json = || {
        let built = build(&job);
        let problems = match &built {
            Ok(built) => Some(&built.problems),
            Err(Error::Sources(problems)) => Some(&**problems),
            Err(_) => None,
        };
        let line = report::json(&built, problems, Path::new("feed"), Language::En);
        assert!(!line.contains('\n'));
        serde_json::from_str::<serde_json::Value>(&line).unwrap()
    };
    write("Tiêu đề;Ngày đăng;Liên kết\na;hôm qua;https://a.vn/1\n");
    let told = json();
    assert_eq!((&told["built"], &told["files"]), (&false.into(), &0.into()));
    assert!(told["error"].is_string());
    assert_eq!(told["problems"].as_array().unwrap().len(), 1);
    let expected = serde_json::json!({
        "file": "tin.csv", "sheet": null, "row": 2, "column": 2, "cell": "B2", "line": null, "path": null,
        "rule": "day-unreadable", "severity": "error", "summary": "the date cannot be read",
        "fix": "write day/month/year with four digits, such as 07/02/2025 or 16:30 07/02/2025", "detail": "hôm qua",
    });
    assert_eq!(told["problems"][0], expected);
    write("Tiêu đề;Ngày đăng;Liên kết\na;17/11/2025;https://a.vn/1\n");
    let told = json();
    assert_eq!((&told["built"], &told["error"]), (&true.into(), &().into()));
    assert!(told["files"].as_u64().unwrap() > 5);
    std::fs::remove_file(job.sources.join("feed.toml")).unwrap();
    let told = json();
    assert_eq!(
        (&told["built"], &told["problems"]),
        (&false.into(), &serde_json::json!([]))
    );
}

#[test]
fn folders_of_sources_that_are_empty_or_away_do_not_empty_the_feed() {
    let (_dir, job) = sources("");
    let toml = format!(
        "{TOML}sources = [{{ file = \"bai\" }}]\n[[files]]\nname = \"indexes\"\nttl_secs = 60\nsources = [{{ file = \"chi-so\" }}]\n"
    );
    std::fs::write(job.sources.join("feed.toml"), toml).unwrap();
    for folder in ["bai", "chi-so"] {
        std::fs::create_dir(job.sources.join(folder)).unwrap();
    }
    let Err(Error::Sources(problems)) = build(&job) else {
        panic!("empty folders pass");
    };
    let lines = problems.lines(Language::En);
    for (line, expected) in lines
        .iter()
        .zip(["bai: folder-empty", "chi-so: folder-empty"])
    {
        assert!(line.starts_with(expected), "{line}");
    }
    assert_eq!(lines.len(), 2);
}
