//! Codes as people type them: in groups as on the receipt, whatever case, gaps and look-alike signs.

/// Signs of a code.
const CODE_SIGNS: usize = 14;
/// Digits of a PIN.
pub const PIN_DIGITS: usize = 6;

/// What was typed of a code, written as on the receipt: `7k3qx9f` → `7K3QX-9F`. Signs that no code has stay, so that who typed
/// them sees them; what is longer than a code is left as it is.
///
/// ```
/// use cchc_widgets::feedback::follow::typed::grouped;
/// assert_eq!(grouped("7k3qx 9f2m–rto4w"), "7K3QX-9F2M-RT04W");
/// assert_eq!(grouped("7k3qx"), "7K3QX");
/// ```
#[must_use]
pub fn grouped(typed: &str) -> String {
    let mut out = String::new();
    let mut count = 0;
    for sign in typed.chars() {
        if sign.is_whitespace() || matches!(sign, '-' | '–' | '.' | '_') {
            continue;
        }
        if matches!(count, 5 | 9) {
            out.push('-');
        }
        out.push(match sign.to_ascii_uppercase() {
            'O' => '0',
            'I' | 'L' => '1',
            other => other,
        });
        count += 1;
    }
    if count > CODE_SIGNS {
        return typed.to_owned();
    }
    out
}

/// The digits of a PIN; gaps do not count. `None` where there are too few, too many, or something else.
#[must_use]
pub fn pin(typed: &str) -> Option<String> {
    let mut digits = String::new();
    for sign in typed.chars() {
        match sign {
            '0'..='9' => digits.push(sign),
            'o' | 'O' => digits.push('0'),
            'l' | 'I' => digits.push('1'),
            ' ' | '\u{a0}' | '-' | '.' => {}
            _ => return None,
        }
    }
    (digits.len() == PIN_DIGITS).then_some(digits)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]
    use super::*;
    use cchc::submission::{Key, Receipt, read_code};
    use proptest::prelude::*;

    #[test]
    fn a_pin_is_six_digits_whatever_stands_between() {
        assert_eq!(pin("402 917").as_deref(), Some("402917"));
        assert_eq!(pin(" 4O29l7 ").as_deref(), Some("402917"));
        for bad in ["", "40291", "4029178", "40291x", "４０２９１７"] {
            assert_eq!(pin(bad), None, "{bad}");
        }
    }

    #[test]
    fn what_is_no_code_is_not_hidden() {
        assert_eq!(grouped("7K3QX-9F2M-RT84W-99"), "7K3QX-9F2M-RT84W-99");
        assert_eq!(grouped("u?"), "U?");
        assert_eq!(grouped("7K3QX-"), "7K3QX");
    }

    proptest! {
        #[test]
        fn what_is_typed_sign_by_sign_ends_as_on_the_receipt(random in any::<[u8; 10]>(), low in any::<bool>()) {
            let code = Receipt::of(&Key::new(1, random)).code;
            let mut field = String::new();
            for sign in code.chars().filter(|sign| *sign != '-') {
                field.push(if low { sign.to_ascii_lowercase() } else { sign });
                field = grouped(&field);
            }
            prop_assert_eq!(&field, &code);
            prop_assert_eq!(read_code(&field), Some(code));
        }

        #[test]
        fn no_text_panics_and_twice_is_once(text in "\\PC*") {
            let once = grouped(&text);
            prop_assert_eq!(grouped(&once), once.clone());
            _ = pin(&text);
        }
    }
}
