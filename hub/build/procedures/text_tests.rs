//! Texts as they come: hard line breaks, bullets of private fonts, markdown, markup. What is read here is made up.
#![allow(clippy::unwrap_used, reason = "tests")]
use proptest::prelude::*;

use super::*;

fn shown(blocks: &[Block]) -> Vec<String> {
    let shown = blocks.iter().map(|block| match block {
        Block::Paragraph(text) => text.clone(),
        Block::List(items) => format!("[{}]", items.join(" | ")),
    });
    shown.collect()
}

#[test]
fn lines_become_paragraphs_and_lists() {
    for (raw, expected) in [
        ("Một đoạn.\nĐoạn hai.", &["Một đoạn.", "Đoạn hai."][..]),
        // Lines that Word has broken.
        (
            "Người nộp hồ sơ được chọn nộp\nbản sao giấy tờ\n(nếu có).\nGhi chú.",
            &[
                "Người nộp hồ sơ được chọn nộp bản sao giấy tờ (nếu có).",
                "Ghi chú.",
            ],
        ),
        ("Gồm:\ntờ khai", &["Gồm:", "tờ khai"]),
        ("một\n\nhai", &["một", "hai"]),
        (
            "Gồm có:\n- tờ khai;\n+ bản sao\nbị ngắt dòng;\n• ảnh.\nHết.",
            &[
                "Gồm có:",
                "[tờ khai; | bản sao bị ngắt dòng; | ảnh.]",
                "Hết.",
            ],
        ),
        (
            "\u{f0fc} Tờ khai\n\u{f0a7}\tẢnh\n\u{200e}\u{f0d8} Bản sao",
            &["[Tờ khai | Ảnh | Bản sao]"],
        ),
        (
            "Gồm: \u{f0fc} tờ khai \u{f0fc} ảnh",
            &["Gồm:", "[tờ khai | ảnh]"],
        ),
        (
            "* Giấy tờ phải nộp:\n- tờ khai",
            &["Giấy tờ phải nộp:", "[tờ khai]"],
        ),
        (
            "a) Một\nb) Hai\n1. Ba\n(ii) Bốn\n2) Năm",
            &["[a) Một | b) Hai | 1. Ba | (ii) Bốn | 2) Năm]"],
        ),
        (
            "2025. Năm\n1.500 đồng\n-5 độ\nII. Phần",
            &["2025. Năm", "1.500 đồng", "-5 độ", "II. Phần"],
        ),
        (
            "**Lưu ý:** nộp \\- trước \\*hạn\\*",
            &["Lưu ý: nộp - trước *hạn*"],
        ),
        ("# Đầu đề\n> Trích", &["Đầu đề", "Trích"]),
        (
            "| Loại | Mức |\n|---|---:|\n| A | 5 |",
            &["Loại; Mức", "A; 5"],
        ),
        (
            "<p>Nộp <b>tờ khai</b>&nbsp;&amp; ảnh</p><ul><li>một</li><li>hai</li></ul><script>x()</script>",
            &["Nộp tờ khai & ảnh", "[một | hai]"],
        ),
        (
            "diện tích <a nhỏ hơn 5 và <xyz> rồi 1 < 2",
            &["diện tích <a nhỏ hơn 5 và <xyz> rồi 1 < 2"],
        ),
        ("Ho\u{300}a gia\u{309}i", &["Hòa giải"]),
        ("  \n \u{a0}\n - \n***\n____", &[]),
        ("a\u{ad}b\u{200b}c", &["abc"]),
    ] {
        assert_eq!(shown(&blocks(raw)), expected, "{raw}");
    }
}

#[test]
fn a_name_is_one_line() {
    for (raw, expected) in [
        (
            " Thủ tục\nđăng ký\u{a0}ví dụ\u{f0fc} ",
            "Thủ tục đăng ký ví dụ",
        ),
        ("- Giấy ví dụ;", "Giấy ví dụ;"),
        ("**Tờ khai**", "Tờ khai"),
        ("- ", ""),
    ] {
        assert_eq!(line(raw), expected, "{raw}");
    }
}

fn told(parts: &[(&str, &str)]) -> Vec<String> {
    let steps = steps(parts.iter().copied()).into_iter();
    let told = steps.map(|step| {
        let name = step.name.unwrap_or_else(|| "-".to_owned());
        format!("{name} = {}", shown(&step.text).join(" / "))
    });
    told.collect()
}

#[test]
fn one_blob_is_parted_into_its_steps() {
    for (parts, expected) in [
        (
            &[(
                "",
                "Bước 1: Nộp hồ sơ.\nNộp tại quầy.\nBước 2. Nhận phiếu hẹn.\nb) Bước 3: Nhận kết quả:\n- tại quầy",
            )][..],
            &[
                "- = Nộp hồ sơ. / Nộp tại quầy.",
                "- = Nhận phiếu hẹn.",
                "Nhận kết quả = [tại quầy]",
            ][..],
        ),
        (
            &[
                ("Bước 1: Nộp hồ sơ:", "- tại quầy"),
                ("Bước 2:", "Nhận kết quả."),
                ("Mặc định", ""),
            ],
            &["Nộp hồ sơ = [tại quầy]", "- = Nhận kết quả."],
        ),
        // Numbers that begin again say more than the place in the list.
        (
            &[
                ("Trường hợp một", "Bước 1: Nộp.\nBước 2: Nhận."),
                ("", "Bước 1: Gửi."),
            ],
            &[
                "- = Trường hợp một",
                "Bước 1 = Nộp.",
                "Bước 2 = Nhận.",
                "Bước 1 = Gửi.",
            ],
        ),
        (
            &[(
                "",
                "Theo bước 2 và bước 3 của quy định.\nBước 1.1 là phần nhỏ.",
            )],
            &["- = Theo bước 2 và bước 3 của quy định. / Bước 1.1 là phần nhỏ."],
        ),
        (&[("Tiếp nhận", "Nộp."), ("", "")], &["Tiếp nhận = Nộp."]),
        (&[("", "")], &[]),
    ] {
        assert_eq!(told(parts), expected, "{parts:?}");
    }
}

#[test]
fn long_paragraphs_are_parted_so_that_readers_take_them_whole() {
    let raw = "chữ ".repeat(MAX_BLOCK_CHARS);
    let blocks = blocks(&raw);
    assert!(blocks.len() >= 4);
    for block in &blocks {
        let Block::Paragraph(text) = block else {
            panic!("{block:?}");
        };
        assert!(text.chars().count() <= MAX_BLOCK_CHARS && text.ends_with("chữ"));
    }
}

/// Letters and digits, in their order.
fn letters(text: &str) -> String {
    text.nfc().filter(|c| c.is_alphanumeric()).collect()
}

fn words_of(blocks: &[Block]) -> String {
    shown(blocks).concat()
}

fn raw() -> impl Strategy<Value = String> {
    let part = prop_oneof![
        "[a-zđạếọ]{1,6}",
        Just("Bước 2:".to_owned()),
        Just("bước 3".to_owned()),
        "[0-9]{1,3}[.)]?",
        Just("\n".to_owned()),
        Just("\r\n\n".to_owned()),
        "[-+*•–(){}<>|#\\\\;:.,!?]{1,2}",
        Just("a)".to_owned()),
        Just("\u{f0fc}".to_owned()),
        Just("**".to_owned()),
        Just("Hà".to_owned()),
        Just("&".to_owned()),
        Just("o\u{323}".to_owned()),
    ];
    proptest::collection::vec(part, 0..40).prop_map(|parts| parts.join(" "))
}

proptest! {
    #[test]
    fn no_word_is_lost(raw in raw()) {
        prop_assert_eq!(letters(&words_of(&blocks(&raw))), letters(&raw));
        prop_assert_eq!(letters(&line(&raw)), letters(&raw));
    }

    #[test]
    fn steps_lose_no_word_but_their_numbers(raw in raw()) {
        let mut told = String::new();
        for step in steps(std::iter::once(("", raw.as_str()))) {
            told.push_str(&step.name.unwrap_or_default());
            told.push_str(&words_of(&step.text));
        }
        // What is left of the text without a label stands there in its order.
        let told = letters(&told);
        let mut rest = told.chars();
        let plain: String = raw.nfc().collect();
        let plain = plain.replace("Bước", " ");
        let words = plain.split_whitespace().filter(|word| word.chars().all(char::is_alphabetic));
        for letter in letters(&words.collect::<String>()).chars() {
            prop_assert!(rest.any(|next| next == letter), "{raw:?} → {told:?}");
        }
    }

    #[test]
    fn anything_may_come(raw in "\\PC{0,200}") {
        let found = steps(std::iter::once((raw.as_str(), raw.as_str())));
        prop_assert!(found.iter().all(|step| step.name.is_some() || !step.text.is_empty()));
        let _ = blocks(&raw);
    }
}
