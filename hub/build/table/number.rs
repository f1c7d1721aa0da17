//! Numbers as Vietnamese write them: 92,57 and 1.234,5; and what Excel makes of them.

/// Why a text is no number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum NoNumber {
    /// It says something else.
    Unreadable,
    /// `1.234` may be a thousand or one and a bit.
    TwoWays,
}

/// A number in a text.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Written {
    pub(crate) value: f64,
    /// A percent sign stood behind.
    pub(crate) is_percent: bool,
}

/// Reads a number. A comma is the decimal sign, points part thousands; a single point is the decimal sign where it cannot
/// part thousands (`92.57`), and `fits` decides where it can be both.
pub(crate) fn read(text: &str, fits: impl Fn(f64) -> bool) -> Result<Written, NoNumber> {
    let text: String = text
        .chars()
        .filter(|c| !c.is_whitespace())
        .map(|c| {
            if matches!(c, '\u{2212}' | '\u{2013}') {
                '-'
            } else {
                c
            }
        })
        .collect();
    let (text, is_percent) = match text.strip_suffix('%') {
        Some(rest) => (rest.to_owned(), true),
        None => (text, false),
    };
    let written = |value| Written { value, is_percent };
    let (commas, points) = (text.matches(',').count(), text.matches('.').count());
    let plain = |text: &str| text.parse::<f64>().map_err(|_| NoNumber::Unreadable);
    let allowed = |c: char| c.is_ascii_digit() || matches!(c, ',' | '.' | '-');
    if !text.contains(|c: char| c.is_ascii_digit()) || !text.chars().all(allowed) {
        return Err(NoNumber::Unreadable);
    }
    let value = match (commas, points) {
        (0, 0) => plain(&text)?,
        (1, 0) => plain(&text.replace(',', "."))?,
        (0, 1) => {
            let as_decimal = plain(&text)?;
            if !parts_thousands(&text, '.') {
                as_decimal
            } else {
                let as_thousands = plain(&text.replace('.', ""))?;
                match (fits(as_decimal), fits(as_thousands)) {
                    (true, false) => as_decimal,
                    (false, true) => as_thousands,
                    _ => return Err(NoNumber::TwoWays),
                }
            }
        }
        (0, _) if parts_thousands(&text, '.') => plain(&text.replace('.', ""))?,
        (1, _) if text.rfind(',') > text.rfind('.') => {
            let (whole, decimals) = text.split_once(',').ok_or(NoNumber::Unreadable)?;
            if !parts_thousands(whole, '.') {
                return Err(NoNumber::Unreadable);
            }
            plain(&format!("{}.{decimals}", whole.replace('.', "")))?
        }
        // 1,234.5 can be read in one way only.
        (_, 1) if text.rfind('.') > text.rfind(',') => {
            let (whole, decimals) = text.split_once('.').ok_or(NoNumber::Unreadable)?;
            if !parts_thousands(whole, ',') {
                return Err(NoNumber::Unreadable);
            }
            plain(&format!("{}.{decimals}", whole.replace(',', "")))?
        }
        _ => return Err(NoNumber::Unreadable),
    };
    Ok(written(value))
}

/// Groups of three digits behind the first.
fn parts_thousands(text: &str, sign: char) -> bool {
    let mut groups = text.trim_start_matches('-').split(sign);
    let first = groups.next().unwrap_or_default();
    (1..=3).contains(&first.len())
        && !first.starts_with('0')
        && groups.all(|group| group.len() == 3)
}

/// `3/63`: a rank and among how many.
pub(crate) fn rank_of(text: &str) -> Option<(u32, u32)> {
    let (rank, of) = text.split_once('/')?;
    Some((rank.trim().parse().ok()?, of.trim().parse().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_as_vietnamese_write_them() {
        let ok = |value: f64| {
            Ok(Written {
                value,
                is_percent: false,
            })
        };
        let percent = |value: f64| {
            Ok(Written {
                value,
                is_percent: true,
            })
        };
        for (text, expected) in [
            ("92,57", ok(92.57)),
            ("92.57", ok(92.57)),
            (" 92,57 % ", percent(92.57)),
            ("0,8241", ok(0.8241)),
            ("0.824", ok(0.824)),
            ("1.234,5", ok(1234.5)),
            ("1,234.5", ok(1234.5)),
            ("1.234.567", ok(1_234_567.0)),
            ("1 234 567", ok(1_234_567.0)),
            ("−3,5", ok(-3.5)),
            ("3", ok(3.0)),
            ("1.234", Err(NoNumber::TwoWays)),
            ("1.23.4", Err(NoNumber::Unreadable)),
            ("1,2,3", Err(NoNumber::Unreadable)),
            ("92,57 điểm", Err(NoNumber::Unreadable)),
            ("1e5", Err(NoNumber::Unreadable)),
            ("--1", Err(NoNumber::Unreadable)),
            ("-", Err(NoNumber::Unreadable)),
            ("", Err(NoNumber::Unreadable)),
            ("nan", Err(NoNumber::Unreadable)),
        ] {
            assert_eq!(read(text, |_| true), expected, "{text}");
        }
        // On a scale up to 80 only one reading is left.
        assert_eq!(read("41.629", |value| value <= 80.0), ok(41.629));
        assert_eq!(read("1.234", |value| value >= 100.0), ok(1234.0));
        assert_eq!(rank_of("3 / 63"), Some((3, 63)));
        assert_eq!(rank_of("3/"), None);
    }
}
