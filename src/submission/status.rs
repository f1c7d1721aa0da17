//! Where an item stands, from its arrival to its end: which change is allowed, and how a citizen is told.
//!
//! ```
//! use cchc::submission::Status;
//! assert!(Status::Received.can_become(Status::Answered));
//! assert!(!Status::Erased.can_become(Status::Received));
//! assert_eq!(Status::parse("in_progress"), Some(Status::InProgress));
//! ```

use crate::format::Lang;

/// Where an item stands. The word of each is part of the hub's interface and never changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Status {
    /// It came and nobody has looked at it yet.
    Received,
    /// A person looks at it first: it may be no real item.
    Held,
    /// An agency has taken it on.
    Accepted,
    /// It went on to another agency.
    Forwarded,
    /// Somebody works on it.
    InProgress,
    /// The citizen was asked for more.
    NeedInfo,
    /// The answer is there.
    Answered,
    /// It has ended without anything left to do.
    Closed,
    /// It is not handled, for a reason that is told.
    Refused,
    /// It belongs to a place that this hub does not reach, such as a court.
    OutOfScope,
    /// Another item says the same; that one's answer holds for both.
    Duplicate,
    /// The citizen took it back.
    Withdrawn,
    /// Its texts are gone at the citizen's request or at the end of their time.
    Erased,
}

/// Word, Vietnamese, English.
type Row = (&'static str, &'static str, &'static str);

impl Status {
    /// All of them, in the order of an item's life.
    pub const ALL: &'static [Self] = &[
        Self::Received,
        Self::Held,
        Self::Accepted,
        Self::Forwarded,
        Self::InProgress,
        Self::NeedInfo,
        Self::Answered,
        Self::Closed,
        Self::Refused,
        Self::OutOfScope,
        Self::Duplicate,
        Self::Withdrawn,
        Self::Erased,
    ];

    #[rustfmt::skip]
    const fn row(self) -> Row {
        match self {
            Self::Received => ("received", "Đã nhận, chờ xem", "Received, waiting to be read"),
            Self::Held => ("held", "Đã nhận, đang kiểm tra", "Received, being checked"),
            Self::Accepted => ("accepted", "Đã tiếp nhận để giải quyết", "Taken on"),
            Self::Forwarded => ("forwarded", "Đã chuyển đến cơ quan giải quyết", "Passed on to the agency in charge"),
            Self::InProgress => ("in_progress", "Đang giải quyết", "Being dealt with"),
            Self::NeedInfo => ("need_info", "Cần ông bà cho biết thêm", "More is needed from you"),
            Self::Answered => ("answered", "Đã trả lời", "Answered"),
            Self::Closed => ("closed", "Đã kết thúc", "Ended"),
            Self::Refused => ("refused", "Không giải quyết", "Not taken on"),
            Self::OutOfScope => ("out_of_scope", "Không thuộc nơi này giải quyết", "Belongs elsewhere"),
            Self::Duplicate => ("duplicate", "Đã gộp với ý kiến giống như vậy", "Joined with one that says the same"),
            Self::Withdrawn => ("withdrawn", "Ông bà đã rút lại", "Taken back by you"),
            Self::Erased => ("erased", "Đã xóa nội dung", "Its text has been erased"),
        }
    }

    /// Its word, such as `in_progress`.
    #[must_use]
    pub const fn word(self) -> &'static str {
        self.row().0
    }

    /// Of its word.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|one| one.word() == word)
    }

    /// How it is told to a citizen.
    #[must_use]
    pub const fn label(self, lang: Lang) -> &'static str {
        match lang {
            Lang::Vi => self.row().1,
            Lang::En => self.row().2,
        }
    }

    /// Whether somebody still has to do something about it.
    #[must_use]
    pub const fn is_open(self) -> bool {
        matches!(
            self,
            Self::Received
                | Self::Held
                | Self::Accepted
                | Self::Forwarded
                | Self::InProgress
                | Self::NeedInfo
        )
    }

    /// `open` or `closed`: all that Open311 (GeoReport v2) knows.
    #[must_use]
    pub const fn open311(self) -> &'static str {
        if self.is_open() { "open" } else { "closed" }
    }

    /// Whether an item may go from here to there. What has ended may be opened again, except what the citizen took back or
    /// had erased; and all but what is erased may be erased.
    #[must_use]
    pub const fn can_become(self, next: Self) -> bool {
        match (self, next) {
            (Self::Erased, _) | (Self::Withdrawn, Self::Withdrawn) => false,
            (_, Self::Erased) => true,
            (Self::Withdrawn, _) => false,
            // Let go: it goes back to where it stood.
            (Self::Held, Self::Received | Self::Forwarded | Self::NeedInfo) => true,
            (Self::Held, Self::Accepted | Self::InProgress) => true,
            // What was never read by a person is neither answered nor closed.
            (Self::Held, Self::Answered | Self::Closed | Self::Held) => false,
            (_, Self::Received) => false,
            // A correction, or a second agency.
            (Self::Answered, Self::Answered) | (Self::Forwarded, Self::Forwarded) => true,
            (Self::Answered, Self::Closed) => true,
            (Self::NeedInfo, Self::NeedInfo) => true,
            (from, Self::InProgress) => !matches!(from, Self::InProgress),
            (from, _) if from.is_open() => self.differs(next),
            _ => false,
        }
    }

    const fn differs(self, other: Self) -> bool {
        self as u8 != other as u8
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn every_word_is_its_own_and_every_status_has_a_label_in_both_languages() {
        for (at, status) in Status::ALL.iter().enumerate() {
            let (word, vietnamese, english) = status.row();
            assert_eq!(Status::parse(word), Some(*status));
            assert!(word.bytes().all(|b| b.is_ascii_lowercase() || b == b'_'));
            assert!(!vietnamese.is_empty() && !english.is_empty(), "{word}");
            for other in Status::ALL.iter().take(at) {
                assert!(other.word() != word && other.row().1 != vietnamese);
            }
        }
        assert_eq!(Status::parse("Answered"), None);
    }

    #[test]
    fn the_allowed_changes_are_these() {
        let table = [
            (
                Status::Received,
                "held accepted forwarded in_progress need_info answered closed refused out_of_scope duplicate withdrawn erased",
            ),
            (
                Status::Held,
                "received accepted forwarded in_progress need_info refused out_of_scope duplicate withdrawn erased",
            ),
            (
                Status::Accepted,
                "held forwarded in_progress need_info answered closed refused out_of_scope duplicate withdrawn erased",
            ),
            (
                Status::Forwarded,
                "held accepted forwarded in_progress need_info answered closed refused out_of_scope duplicate withdrawn erased",
            ),
            (
                Status::InProgress,
                "held accepted forwarded need_info answered closed refused out_of_scope duplicate withdrawn erased",
            ),
            (
                Status::NeedInfo,
                "held accepted forwarded in_progress need_info answered closed refused out_of_scope duplicate withdrawn erased",
            ),
            (Status::Answered, "in_progress answered closed erased"),
            (Status::Closed, "in_progress erased"),
            (Status::Refused, "in_progress erased"),
            (Status::OutOfScope, "in_progress erased"),
            (Status::Duplicate, "in_progress erased"),
            (Status::Withdrawn, "erased"),
            (Status::Erased, ""),
        ];
        assert_eq!(table.len(), Status::ALL.len());
        for (from, words) in table {
            let allowed: Vec<_> = Status::ALL
                .iter()
                .filter(|next| from.can_become(**next))
                .map(|next| next.word())
                .collect();
            assert_eq!(allowed.join(" "), words, "from {}", from.word());
        }
    }

    #[test]
    fn what_is_open_is_what_somebody_has_to_do() {
        let open: Vec<_> = Status::ALL
            .iter()
            .filter(|status| status.open311() == "open")
            .map(|status| status.word())
            .collect();
        assert_eq!(
            open.join(" "),
            "received held accepted forwarded in_progress need_info"
        );
    }

    proptest! {
        #[test]
        fn nothing_leads_out_of_an_end_but_opening_it_again(steps in proptest::collection::vec(0..Status::ALL.len(), 1..40)) {
            let mut status = Status::Received;
            for step in steps {
                let next = Status::ALL[step];
                if !status.can_become(next) {
                    continue;
                }
                match status {
                    Status::Erased => prop_assert!(false, "out of erased"),
                    Status::Withdrawn => prop_assert_eq!(next, Status::Erased),
                    ended if !ended.is_open() => prop_assert!(
                        matches!(next, Status::InProgress | Status::Erased)
                            || ended == Status::Answered && matches!(next, Status::Answered | Status::Closed)
                    ),
                    _ => {}
                }
                status = next;
            }
        }
    }
}
