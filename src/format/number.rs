//! Numbers as publishers print them: exact, with a fixed count of decimals, Vietnamese or English.
//!
//! Binary floating point is left at the border: 92.57 − 91.43 must be 1,14 and not 1,1399999, and the code that prints
//! floating point weighs 5 kB in the browser.

use super::Lang;

/// Most decimals that any index prints.
pub const MAX_DECIMALS: u8 = 6;
/// Larger values belong to no index.
const MAX_VALUE: f64 = 1e9;

/// A number with `decimals` digits behind the point.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Decimal {
    units: i64,
    decimals: u8,
}

impl Decimal {
    /// Rounds half away from zero; `None` for what is no finite number of a sensible size.
    #[must_use]
    pub fn new(value: f64, decimals: u8) -> Option<Self> {
        let decimals = decimals.min(MAX_DECIMALS);
        // NaN fails this too.
        if !(-MAX_VALUE..=MAX_VALUE).contains(&value) {
            return None;
        }
        let scaled = value * power_of_ten(decimals) as f64;
        let half = if scaled < 0.0 { -0.5 } else { 0.5 };
        Some(Self {
            units: (scaled + half) as i64,
            decimals,
        })
    }

    /// For drawing.
    #[must_use]
    pub fn to_f64(self) -> f64 {
        self.units as f64 / power_of_ten(self.decimals) as f64
    }

    /// Difference, with the finer of both counts of decimals.
    #[must_use]
    pub fn minus(self, other: Self) -> Self {
        let decimals = self.decimals.max(other.decimals);
        let scale = |one: Self| one.units * power_of_ten(decimals - one.decimals);
        Self {
            units: scale(self) - scale(other),
            decimals,
        }
    }

    /// −1, 0 or 1.
    #[must_use]
    pub const fn sign(self) -> i64 {
        self.units.signum()
    }

    /// Without its sign.
    #[must_use]
    pub const fn abs(self) -> Self {
        Self {
            units: self.units.abs(),
            decimals: self.decimals,
        }
    }

    /// Without zeros at the end of its decimals: a scale of ten points is `10`, whatever its index prints.
    #[must_use]
    pub fn trimmed(self) -> Self {
        let mut trimmed = self;
        while trimmed.decimals > 0 && trimmed.units % 10 == 0 {
            trimmed.units /= 10;
            trimmed.decimals -= 1;
        }
        trimmed
    }

    /// `1.234,57` in Vietnamese, `1,234.57` in English; always with all its decimals.
    #[must_use]
    pub fn text(self, lang: Lang) -> String {
        let (group, point) = match lang {
            Lang::Vi => ('.', ','),
            Lang::En => (',', '.'),
        };
        self.written(Some(group), point)
    }

    /// `-1234.57`, for files and attributes.
    #[must_use]
    pub fn plain(self) -> String {
        self.written(None, '.')
    }

    fn written(self, group: Option<char>, point: char) -> String {
        let digits = self.units.unsigned_abs().to_string();
        let decimals = usize::from(self.decimals);
        let mut out = String::new();
        if self.units < 0 {
            out.push('-');
        }
        // At least one digit stands before the point.
        let missing = (decimals + 1).saturating_sub(digits.len());
        let whole = digits.len() + missing - decimals;
        for (at, digit) in std::iter::repeat_n('0', missing)
            .chain(digits.chars())
            .enumerate()
        {
            if at == whole {
                out.push(point);
            } else if at > 0 && at < whole && (whole - at).is_multiple_of(3) {
                out.extend(group);
            }
            out.push(digit);
        }
        out
    }
}

const fn power_of_ten(decimals: u8) -> i64 {
    let mut power = 1;
    let mut left = decimals;
    while left > 0 {
        power *= 10;
        left -= 1;
    }
    power
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]
    use super::*;
    use proptest::prelude::*;

    fn decimal(value: f64, decimals: u8) -> Decimal {
        Decimal::new(value, decimals).unwrap()
    }

    #[test]
    fn numbers_read_as_in_vietnam_and_in_english() {
        for (value, decimals, vi, en) in [
            (92.57, 2, "92,57", "92.57"),
            (0.8241, 4, "0,8241", "0.8241"),
            (43.7747, 4, "43,7747", "43.7747"),
            (100.0, 2, "100,00", "100.00"),
            (-0.05, 2, "-0,05", "-0.05"),
            (0.0, 0, "0", "0"),
            (1_234_567.891, 3, "1.234.567,891", "1,234,567.891"),
            (1_234.0, 0, "1.234", "1,234"),
            (94.0, 1, "94,0", "94.0"),
            (99.995, 1, "100,0", "100.0"),
        ] {
            assert_eq!(decimal(value, decimals).text(Lang::Vi), vi);
            assert_eq!(decimal(value, decimals).text(Lang::En), en);
        }
        assert_eq!(decimal(1_234.5, 2).plain(), "1234.50");
        assert_eq!(decimal(1_200.5, 4).trimmed().plain(), "1200.5");
        assert_eq!(decimal(-10.0, 2).trimmed().plain(), "-10");
        assert_eq!(decimal(0.0, 3).trimmed().plain(), "0");
    }

    #[test]
    fn a_difference_is_exact() {
        let change = decimal(92.57, 2).minus(decimal(91.43, 2));
        assert_eq!((change.text(Lang::Vi).as_str(), change.sign()), ("1,14", 1));
        let change = decimal(43.7747, 4).minus(decimal(43.96, 2));
        assert_eq!(
            (change.abs().plain().as_str(), change.sign()),
            ("0.1853", -1)
        );
    }

    #[test]
    fn what_is_no_number_of_an_index_is_refused() {
        for value in [f64::NAN, f64::INFINITY, 1e308, -1e300, 1e9 + 1.0] {
            assert_eq!(Decimal::new(value, 2), None);
        }
        // More decimals than anybody prints are cut, not refused.
        assert_eq!(decimal(0.5, 200).plain(), "0.500000");
    }

    proptest! {
        #[test]
        fn what_is_written_can_be_read_again(value in -1e9_f64..1e9, decimals in 0_u8..=6) {
            let written = decimal(value, decimals);
            let read: f64 = written.plain().parse().unwrap();
            prop_assert_eq!(Decimal::new(read, decimals), Some(written));
        }
    }
}
