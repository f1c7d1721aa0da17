//! Words compared as people compare them: without marks, case and punctuation.

use unicode_normalization::UnicodeNormalization;

/// `Ngày  công bố*` becomes `ngay cong bo`.
pub(crate) fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut is_gap = false;
    for letter in text.nfd().flat_map(char::to_lowercase) {
        if ('\u{300}'..='\u{36f}').contains(&letter) {
            continue;
        }
        if !letter.is_alphanumeric() {
            is_gap = true;
            continue;
        }
        if is_gap && !out.is_empty() {
            out.push(' ');
        }
        is_gap = false;
        out.push(if letter == 'đ' { 'd' } else { letter });
    }
    out
}

/// The known word that may have been meant.
pub(crate) fn nearest<'a>(word: &str, known: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let folded = fold(word);
    let known: Vec<_> = known.map(|known| (fold(known), known)).collect();
    let meant = cchc::check::nearest(&folded, known.iter().map(|(folded, _)| folded.as_str()))?;
    known
        .iter()
        .find(|(folded, _)| folded == meant)
        .map(|(_, known)| *known)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_meet_whatever_their_marks() {
        for (text, expected) in [
            ("Ngày  công bố*", "ngay cong bo"),
            ("ĐƠN VỊ (tên)", "don vi ten"),
            ("Thứ hạng / Tổng số", "thu hang tong so"),
            ("Gia\u{301} tri\u{323}", "gia tri"),
            ("  ", ""),
        ] {
            assert_eq!(fold(text), expected);
        }
        let known = ["Giá trị", "Hạng", "Ghi chú"];
        assert_eq!(nearest("Gía trj", known.into_iter()), Some("Giá trị"));
        assert_eq!(nearest("Ghi chus", known.into_iter()), Some("Ghi chú"));
        assert_eq!(nearest("Người nhập", known.into_iter()), None);
    }
}
