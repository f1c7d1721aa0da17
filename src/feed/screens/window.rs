//! Days of the week and hours of a day, in the wall time of a screen.

/// Minutes of a day.
pub const DAY_MINUTES: u16 = 1_440;

/// Days of the week.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Days(u8);

impl Days {
    /// All of them.
    pub const ALL: Self = Self(0b1111_1110);

    /// Reads `1-5`, `6-7`, `1,3,5`; 1 is Monday, and `6-1` goes over the end of the week.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        let mut days = 0;
        for part in text.split(',') {
            let (first, last) = match part.trim().as_bytes() {
                [one] => (*one, *one),
                [first, b'-', last] => (*first, *last),
                _ => return None,
            };
            let is_day = |day: u8| (b'1'..=b'7').contains(&day);
            if !is_day(first) || !is_day(last) {
                return None;
            }
            let mut day = first;
            days |= 1 << (day - b'0');
            while day != last {
                day = if day == b'7' { b'1' } else { day + 1 };
                days |= 1 << (day - b'0');
            }
        }
        Some(Self(days))
    }

    /// Whether a day is among them; 1 is Monday.
    #[must_use]
    pub const fn has(self, day: u8) -> bool {
        day >= 1 && day <= 7 && self.0 & (1 << day) != 0
    }
}

/// Reads `7:05` and `22:00` as a minute of the day; `24:00` is its end.
#[must_use]
pub fn minute_of_day(text: &str) -> Option<u16> {
    let (hour, minute) = text.split_once(':')?;
    let number = |part: &str| -> Option<u16> {
        let is_short = (1..=2).contains(&part.len());
        let is_plain = part.bytes().all(|byte| byte.is_ascii_digit());
        if is_short && is_plain {
            part.parse().ok()
        } else {
            None
        }
    };
    let minute = if minute.len() == 2 {
        number(minute)?
    } else {
        return None;
    };
    let at = number(hour)? * 60 + minute;
    (minute < 60 && at <= DAY_MINUTES).then_some(at)
}

/// Hours on some days. One that ends before it begins goes on into the next morning and belongs to the day on which it begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Window {
    /// Days on which it begins.
    pub days: Days,
    /// First minute of the day.
    pub from: u16,
    /// Minute behind the last one.
    pub to: u16,
}

impl Window {
    /// Without a limit.
    pub const ALWAYS: Self = Self {
        days: Days::ALL,
        from: 0,
        to: DAY_MINUTES,
    };

    /// Whether it holds on a day, 1 is Monday, at a minute of that day.
    #[must_use]
    pub const fn holds(&self, day: u8, minute: u16) -> bool {
        if self.from < self.to {
            return self.days.has(day) && self.from <= minute && minute < self.to;
        }
        let before = if day <= 1 { 7 } else { day - 1 };
        self.days.has(day) && self.from <= minute || self.days.has(before) && minute < self.to
    }
}
