//! Texts of others in tables that Excel opens.

/// A text as a cell of CSV: one that begins like a formula gets an apostrophe in front, because programs would carry it out
/// (OWASP, CSV injection). East Asian forms of the signs count as the signs, and space before them is skipped by some.
pub(crate) fn harmless(text: &str) -> String {
    let first = text.trim_start().chars().next();
    let is_formula = matches!(
        first,
        Some('=' | '+' | '-' | '@' | '＝' | '＋' | '－' | '＠')
    );
    match is_formula || text.starts_with(['\t', '\r', '\n']) {
        true => format!("'{text}"),
        false => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::harmless;

    #[test]
    fn what_begins_like_a_formula_is_text() {
        for text in [
            "=1+1",
            "+1",
            "-1",
            "@SUM(A1)",
            "\t=1",
            "\r=1",
            "\n=1",
            " =cmd|'/c calc'!A0",
            "\u{a0}=1",
            "＝1",
        ] {
            assert_eq!(harmless(text), format!("'{text}"));
        }
        for text in ["", "Đèn = hỏng", "0912", "'=1", "a@b"] {
            assert_eq!(harmless(text), text);
        }
    }
}
