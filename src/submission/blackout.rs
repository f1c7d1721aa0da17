//! What should not become public with an item: telephones, e-mail addresses, numbers of identity cards and accounts, plates.
//!
//! It proposes, an official decides: names are for people to find, and what looks like a number of a card may be one of a
//! document. House numbers, dates, sums of money and public hotlines stay, because an answer is about them.
//!
//! ```
//! use cchc::submission::blackout;
//! assert_eq!(blackout("Gọi 0912 345 678, số 5 ngõ 12"), "Gọi █████, số 5 ngõ 12");
//! ```

/// What stands in place of what is taken out, whatever its length.
pub const BLACK: &str = "█████";

/// Fewest digits of what is looked at as a number of an account.
const ACCOUNT_DIGITS: usize = 8;
/// Most digits of it.
const MAX_DIGITS: usize = 19;

/// A text with all that should not become public blacked out. Blacking out again changes nothing.
#[must_use]
pub fn blackout(text: &str) -> String {
    let signs: Vec<char> = text.chars().collect();
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    while let Some(sign) = signs.get(at) {
        let end = email(&signs, at)
            .or_else(|| plate(&signs, at))
            .map(|end| (end, true))
            .or_else(|| number(&signs, at));
        match end {
            Some((end, true)) => {
                out.push_str(BLACK);
                at = end;
            }
            Some((end, false)) => {
                out.extend(&signs[at..end]);
                at = end;
            }
            None => {
                out.push(*sign);
                at += 1;
            }
        }
    }
    out
}

fn is_digit(signs: &[char], at: usize) -> bool {
    signs.get(at).is_some_and(char::is_ascii_digit)
}

/// Whether a word may begin at a place.
fn is_start(signs: &[char], at: usize) -> bool {
    at == 0 || !signs[at - 1].is_alphanumeric()
}

fn is_end(signs: &[char], at: usize) -> bool {
    signs.get(at).is_none_or(|sign| !sign.is_alphanumeric())
}

/// End of an e-mail address that begins here.
fn email(signs: &[char], from: usize) -> Option<usize> {
    let is_name = |sign: &char| sign.is_ascii_alphanumeric() || "._%+-".contains(*sign);
    // In the middle of a word it has been looked at already.
    if from > 0 && is_name(&signs[from - 1]) {
        return None;
    }
    let name = signs[from..]
        .iter()
        .take_while(|sign| is_name(sign))
        .count();
    let at = from + name;
    if name == 0 || signs.get(at) != Some(&'@') {
        return None;
    }
    let is_host = |sign: &char| sign.is_alphanumeric() || ".-".contains(*sign);
    let host: Vec<char> = signs[at + 1..]
        .iter()
        .copied()
        .take_while(is_host)
        .collect();
    let kept = host.iter().rposition(|sign| sign.is_alphanumeric())? + 1;
    host[..kept].contains(&'.').then_some(at + 1 + kept)
}

/// End of a vehicle's plate that begins here: `29A-123.45`, `29-X1 123.45`, `30E12345`, `29AA-1234`.
fn plate(signs: &[char], from: usize) -> Option<usize> {
    if !is_start(signs, from) || !is_digit(signs, from) || !is_digit(signs, from + 1) {
        return None;
    }
    let mut at = from + 2;
    if matches!(signs.get(at), Some('-')) {
        at += 1;
    }
    let letters = signs.get(at..)?.iter().take(3);
    let letters = letters
        .take_while(|sign| sign.is_ascii_alphabetic() || matches!(sign, 'Đ' | 'đ'))
        .count();
    if !(1..=2).contains(&letters) {
        return None;
    }
    at += letters;
    // The series of a motorcycle has a digit, which stands before a gap.
    if is_digit(signs, at) && matches!(signs.get(at + 1), Some('-' | ' ' | '.')) {
        at += 1;
    }
    let has_space = matches!(signs.get(at), Some(' '));
    if matches!(signs.get(at), Some('-' | ' ' | '.')) {
        at += 1;
    }
    let mut digits = 0;
    while is_digit(signs, at)
        || digits == 3 && signs.get(at) == Some(&'.') && is_digit(signs, at + 1)
    {
        digits += usize::from(is_digit(signs, at));
        at += 1;
    }
    // `15A 2024` may be a room and a year.
    let is_plate = digits == 5 || digits == 4 && !has_space;
    (is_plate && is_end(signs, at)).then_some(at)
}

/// Digits in groups that begin here: their end, and whether they are taken out.
fn number(signs: &[char], from: usize) -> Option<(usize, bool)> {
    let has_plus = signs[from] == '+' && is_digit(signs, from + 1);
    if !has_plus && !is_digit(signs, from) || from > 0 && signs[from - 1].is_ascii_digit() {
        return None;
    }
    let mut groups: Vec<(usize, usize)> = Vec::new();
    let mut gaps = String::new();
    let mut at = from + usize::from(has_plus);
    loop {
        let start = at;
        while is_digit(signs, at) {
            at += 1;
        }
        groups.push((start, at));
        let mut next = at;
        // Telephones have their area in brackets.
        if signs.get(next) == Some(&')') {
            next += 1;
        }
        if let Some(sign) = signs.get(next)
            && matches!(sign, ' ' | '.' | '-' | '\u{a0}')
        {
            next += 1;
        }
        if next == at || !is_digit(signs, next) {
            break;
        }
        gaps.extend(&signs[at..next]);
        at = next;
    }
    let longest = groups.iter().map(|(start, end)| end - start).max();
    // One that is a number by itself: what stands beside it, such as a house number, is looked at apart.
    if groups.len() > 1 && longest >= Some(ACCOUNT_DIGITS) {
        let end = groups[0].1;
        let [first, second] = [groups[0], groups[1]].map(|(start, end)| end - start);
        let has_area = has_plus || signs[groups[0].0] == '0' && (2..=4).contains(&first);
        if has_area && (10..=12).contains(&(first + second)) {
            return Some((groups[1].1, true));
        }
        return Some((end, is_personal(signs, &groups[..1], "", has_plus)));
    }
    Some((at, is_personal(signs, &groups, &gaps, has_plus)))
}

fn is_personal(signs: &[char], groups: &[(usize, usize)], gaps: &str, has_plus: bool) -> bool {
    let digits: String = groups
        .iter()
        .flat_map(|(start, end)| &signs[*start..*end])
        .collect();
    let lengths: Vec<usize> = groups.iter().map(|(start, end)| end - start).collect();
    let shortest = lengths.iter().copied().min().unwrap_or_default();
    let is_phone = match digits.len() {
        10 | 11 if digits.starts_with('0') => shortest >= 2,
        10..=12 if digits.starts_with("84") && !has_plus => shortest >= 2,
        8..=15 => has_plus,
        _ => false,
    };
    if is_phone {
        return true;
    }
    if !(ACCOUNT_DIGITS..=MAX_DIGITS).contains(&digits.len()) {
        return false;
    }
    // Numbers that anybody may call.
    if digits.len() <= 10 && (digits.starts_with("1900") || digits.starts_with("1800")) {
        return false;
    }
    match lengths[..] {
        // A day, or two years.
        [1 | 2, 1 | 2, 4] => false,
        [4, 1 | 2, 1 | 2] => false,
        [4, 4] => !(is_year(&digits[..4]) && is_year(&digits[4..])),
        [_] => true,
        // A sum: 1.500.000, 12 000 000.
        [1..=3, ..]
            if !digits.starts_with('0')
                && lengths[1..].iter().all(|length| *length == 3)
                && is_one_sign(gaps) =>
        {
            false
        }
        [.., _] => lengths[..lengths.len() - 1]
            .iter()
            .all(|length| *length >= 3),
        [] => false,
    }
}

fn is_year(digits: &str) -> bool {
    digits.starts_with("19") || digits.starts_with("20")
}

/// Whether all gaps are the same dot or the same space.
fn is_one_sign(gaps: &str) -> bool {
    let mut signs = gaps.chars();
    let first = signs.next();
    matches!(first, Some('.' | ' ' | '\u{a0}')) && signs.all(|sign| Some(sign) == first)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_names_a_person_is_blacked_out() {
        for (text, expected) in [
            ("Gọi 0912345678 nhé", "Gọi █████ nhé"),
            ("Gọi 0912 345 678.", "Gọi █████."),
            ("0912.345.678, 09 12 34 56 78", "█████, █████"),
            ("+84 912 345 678 hoặc 84912345678", "█████ hoặc █████"),
            ("(024) 3825 1234", "(█████"),
            ("024.38251234, +84 912345678", "█████, █████"),
            ("hanh.nguyen+a@mail.example.vn.", "█████."),
            ("Thư: Hanh_1@example.com; xong", "Thư: █████; xong"),
            (
                "CCCD 001085012345, CMND 012345678",
                "CCCD █████, CMND █████",
            ),
            ("CCCD 001 085 012 345", "CCCD █████"),
            ("STK 19034567890123 Techcombank", "STK █████ Techcombank"),
            ("STK 1903-4567-8901-23", "STK █████"),
            ("STK 1903 4567 8901 234", "STK █████"),
            ("xe 29A-123.45 đỗ", "xe █████ đỗ"),
            ("29-X1 123.45; 30E12345; 29AA-1234", "█████; █████; █████"),
            ("29X1-123.45", "█████"),
            ("29đ-12345", "█████"),
            ("số 12 0912345678", "số 12 █████"),
            ("hộ chiếu B12345678", "hộ chiếu B█████"),
        ] {
            assert_eq!(blackout(text), expected, "{text}");
        }
    }

    #[test]
    fn what_an_answer_is_about_stays() {
        for text in [
            "Số 5 ngõ 12 phố Trần Duy Hưng, phường Yên Hòa",
            "Số nhà 12A/34 ngách 56/78",
            "ngày 17/11/2025, 17-11-2025, 17.11.2025, 2025-11-17",
            "giai đoạn 2021-2025, 2021 - 2025",
            "lúc 8h30 đến 16:45",
            "1.500.000 đồng, 12 000 000 đ, 1.234.567.890 đ",
            "Quyết định 1207/QĐ-UBND, 13/2023/QĐ-UBND",
            "Tổng đài 1900 1009, 18001091, 1022, 113",
            "năm 2024. 15 người",
            "phòng 15A 2024",
            "mã hồ sơ H26.19.8",
            "@ không phải thư, a@b cũng không",
            "",
        ] {
            assert_eq!(blackout(text), text);
        }
    }

    proptest! {
        #[test]
        fn it_never_panics_and_twice_is_once(text in "[0-9A-Za-zđ@ .+()█-]{0,60}") {
            let once = blackout(&text);
            prop_assert_eq!(&blackout(&once), &once);
        }

        #[test]
        fn a_mobile_number_never_stays(before in "[a-zđ ]{0,10}", number in "0[35789][0-9]{8}", after in "( [a-zđ ]{0,10})?") {
            let text = format!("{before} {number}{after}");
            prop_assert!(!blackout(&text).contains(&number));
        }
    }
}
