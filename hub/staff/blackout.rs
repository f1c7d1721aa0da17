//! Personal data is blacked out before anything is published: the hub proposes, a person decides. To the numbers and
//! addresses that the library finds come names behind a form of address, and whatever the citizen gave as contact data.

use cchc::submission::{BLACK, blackout};

/// What stands before a name.
const BEFORE_NAMES: &[&str] = &[
    "ông", "bà", "anh", "chị", "cô", "chú", "bác", "em", "cháu", "tên", "là",
];
/// What looks like a name and is an office.
const OFFICES: &[&str] = &[
    "chủ",
    "phó",
    "giám",
    "trưởng",
    "bí",
    "ủy",
    "uỷ",
    "sở",
    "phòng",
    "công",
    "ban",
    "thành",
    "phường",
    "quận",
    "xã",
];

/// The text with bars. `known` are texts of the contact data.
pub(super) fn propose(text: &str, known: &[String]) -> String {
    let signs: Vec<char> = blackout(text).chars().collect();
    let mut hidden = vec![false; signs.len()];
    names(&signs, &mut hidden);
    let small: Vec<char> = signs.iter().map(|sign| lower(*sign)).collect();
    for one in known {
        let one: Vec<char> = one.trim().chars().map(lower).collect();
        if one.len() < 3 {
            continue;
        }
        for at in 0..small.len().saturating_sub(one.len() - 1) {
            if small[at..at + one.len()] == one[..] {
                hidden[at..at + one.len()].fill(true);
            }
        }
    }
    let mut out = String::with_capacity(text.len());
    for (at, sign) in signs.iter().enumerate() {
        match (hidden[at], at > 0 && hidden[at - 1]) {
            (false, _) => out.push(*sign),
            (true, false) => out.push_str(BLACK),
            (true, true) => {}
        }
    }
    out
}

fn lower(sign: char) -> char {
    sign.to_lowercase().next().unwrap_or(sign)
}

/// Words with their places.
fn words(signs: &[char]) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    let mut from = None;
    for (at, sign) in signs.iter().chain([&' ']).enumerate() {
        match (sign.is_alphabetic(), from) {
            (true, None) => from = Some(at),
            (false, Some(begun)) => {
                found.push((begun, at));
                from = None;
            }
            _ => {}
        }
    }
    found
}

fn names(signs: &[char], hidden: &mut [bool]) {
    let words = words(signs);
    let word = |(from, to): (usize, usize)| {
        signs[from..to]
            .iter()
            .map(|sign| lower(*sign))
            .collect::<String>()
    };
    for (at, place) in words.iter().enumerate() {
        if !BEFORE_NAMES.contains(&word(*place).as_str()) {
            continue;
        }
        let mut last = place.1;
        for next in &words[at + 1..] {
            let is_beside = signs[last..next.0] == [' '];
            let is_name = signs[next.0].is_uppercase()
                && (next.1 - next.0 == 1 || !signs[next.0 + 1].is_uppercase());
            if !is_beside || !is_name || OFFICES.contains(&word(*next).as_str()) {
                break;
            }
            hidden[next.0..next.1].fill(true);
            // Between two hidden words nothing stands out.
            if last != place.1 {
                hidden[last..next.0].fill(true);
            }
            last = next.1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn telephones_cards_mail_names_and_contact_data_are_blacked_out() {
        for (text, expected) in [
            ("Gọi 0912 345 678 nhé", "Gọi █████ nhé"),
            (
                "số 0912.345.678, CCCD 001099012345.",
                "số █████, CCCD █████.",
            ),
            (
                "hạn 28/11/2026, phạt 1.500.000.000 đồng",
                "hạn 28/11/2026, phạt 1.500.000.000 đồng",
            ),
            ("thư hanh.do@example.vn!", "thư █████!"),
            ("Ông Nguyễn Văn An ở số 5", "Ông █████ ở số 5"),
            (
                "bà Hà nói; ông Chủ tịch UBND",
                "bà █████ nói; ông Chủ tịch UBND",
            ),
            ("Nhà ĐỖ THỊ HẠNH bị ngập", "Nhà █████ bị ngập"),
            (
                "Đèn hỏng từ 12 tháng 5, ngõ 34",
                "Đèn hỏng từ 12 tháng 5, ngõ 34",
            ),
            ("", ""),
        ] {
            assert_eq!(
                propose(text, &["Đỗ Thị Hạnh".to_owned()]),
                expected,
                "{text}"
            );
        }
    }

    proptest::proptest! {
        #[test]
        fn no_text_panics_and_what_is_blacked_out_stays_so(text in ".{0,80}") {
            let once = propose(&text, &["An Bình".to_owned()]);
            proptest::prop_assert_eq!(propose(&once, &["An Bình".to_owned()]), once);
        }
    }
}
