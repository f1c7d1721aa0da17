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
