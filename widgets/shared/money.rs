//! Sums of money as each language writes them.

use cchc::format::Lang;

/// `10.000 đồng`
#[must_use]
pub fn dong(amount: u64, lang: Lang) -> String {
    let digits = amount.to_string();
    let mut out = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(if lang == Lang::Vi { '.' } else { ',' });
        }
        out.push(digit);
    }
    out.push_str(match lang {
        Lang::Vi => " đồng",
        Lang::En => " VND",
    });
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_are_parted_as_the_language_does() {
        for (amount, text) in [
            (8, "8 đồng"),
            (8_000, "8.000 đồng"),
            (12_345_678, "12.345.678 đồng"),
        ] {
            assert_eq!(dong(amount, Lang::Vi), text);
        }
        assert_eq!(dong(800_000, Lang::En), "800,000 VND");
    }
}
