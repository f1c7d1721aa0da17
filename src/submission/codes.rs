//! What can be wrong with an item, and how a citizen is told: what to do, in words that need no explaining.

use crate::format::Lang;
use crate::format::number::Decimal;

/// What is wrong. The id of each is part of the hub's interface and never changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Code {
    /// No kind was chosen.
    KindMissing,
    /// The form has no such kind.
    KindUnknown,
    /// The form has no such topic for this kind.
    TopicUnknown,
    /// No agency was chosen.
    AgencyMissing,
    /// The form does not go to this agency.
    AgencyUnknown,
    /// No ward was chosen.
    WardMissing,
    /// There is no such ward.
    WardUnknown,
    /// There is no title.
    TitleMissing,
    /// The title is longer than `number` characters.
    TitleTooLong,
    /// There is no text.
    BodyMissing,
    /// The text is shorter than `number` characters.
    BodyTooShort,
    /// The text is longer than `number` characters.
    BodyTooLong,
    /// No place is told.
    PlaceMissing,
    /// Another text is longer than `number` characters.
    TextTooLong,
    /// It is no day.
    DateUnreadable,
    /// It is no whole number.
    NumberUnreadable,
    /// A question that needs an answer has none.
    AnswerMissing,
    /// The form has no such question or option.
    AnswerUnknown,
    /// There are more than `number` files.
    FilesTooMany,
    /// A file is not on the hub, or no longer.
    FileUnknown,
    /// The form does not ask whether the item may be published.
    PublishNotAsked,
    /// No grade from 1 to 5 was chosen.
    RatingMissing,
    /// Only ratings have a grade.
    RatingNotAsked,
    /// It is no telephone number.
    PhoneUnreadable,
    /// It is no e-mail address.
    EmailUnreadable,
    /// The form does not ask for this.
    ContactNotAsked,
    /// What must be agreed to was not.
    ConsentMissing,
    /// What was agreed to is another text than the form has.
    ConsentOutdated,
}

/// Id, Vietnamese, English; `{n}` stands for the number.
type Row = (&'static str, &'static str, &'static str);

impl Code {
    /// All of them.
    pub const ALL: &'static [Self] = &[
        Self::KindMissing,
        Self::KindUnknown,
        Self::TopicUnknown,
        Self::AgencyMissing,
        Self::AgencyUnknown,
        Self::WardMissing,
        Self::WardUnknown,
        Self::TitleMissing,
        Self::TitleTooLong,
        Self::BodyMissing,
        Self::BodyTooShort,
        Self::BodyTooLong,
        Self::PlaceMissing,
        Self::TextTooLong,
        Self::DateUnreadable,
        Self::NumberUnreadable,
        Self::AnswerMissing,
        Self::AnswerUnknown,
        Self::FilesTooMany,
        Self::FileUnknown,
        Self::PublishNotAsked,
        Self::RatingMissing,
        Self::RatingNotAsked,
        Self::PhoneUnreadable,
        Self::EmailUnreadable,
        Self::ContactNotAsked,
        Self::ConsentMissing,
        Self::ConsentOutdated,
    ];

    #[rustfmt::skip]
    const fn row(self) -> Row {
        match self {
            Self::KindMissing => ("kind-missing", "Hãy chọn loại ý kiến", "Choose what kind of message it is"),
            Self::KindUnknown => ("kind-unknown", "Hãy chọn lại loại ý kiến", "Choose again what kind of message it is"),
            Self::TopicUnknown => ("topic-unknown", "Hãy chọn lại chủ đề", "Choose the topic again"),
            Self::AgencyMissing => ("agency-missing", "Hãy chọn cơ quan nhận ý kiến", "Choose the agency that it goes to"),
            Self::AgencyUnknown => ("agency-unknown", "Hãy chọn lại cơ quan nhận ý kiến", "Choose the agency again"),
            Self::WardMissing => ("ward-missing", "Hãy chọn phường, xã", "Choose the ward or commune"),
            Self::WardUnknown => ("ward-unknown", "Hãy chọn lại phường, xã", "Choose the ward or commune again"),
            Self::TitleMissing => ("title-missing", "Hãy viết tiêu đề", "Write a title"),
            Self::TitleTooLong => ("title-too-long", "Hãy viết tiêu đề không quá {n} ký tự", "Write a title of at most {n} characters"),
            Self::BodyMissing => ("body-missing", "Hãy viết nội dung", "Write what you want to say"),
            Self::BodyTooShort => ("body-too-short", "Hãy viết nội dung rõ hơn, ít nhất {n} ký tự", "Say a little more: at least {n} characters"),
            Self::BodyTooLong => ("body-too-long", "Hãy viết nội dung không quá {n} ký tự", "Say it in at most {n} characters"),
            Self::PlaceMissing => ("place-missing", "Hãy viết nơi xảy ra sự việc", "Write where it happened"),
            Self::TextTooLong => ("text-too-long", "Hãy viết không quá {n} ký tự", "Write at most {n} characters"),
            Self::DateUnreadable => ("date-unreadable", "Hãy viết một ngày có thật, ví dụ 17/11/2025", "Write a day that there is, such as 17/11/2025"),
            Self::NumberUnreadable => ("number-unreadable", "Hãy viết một số, ví dụ 12", "Write a number, such as 12"),
            Self::AnswerMissing => ("answer-missing", "Hãy trả lời câu hỏi này", "Answer this question"),
            Self::AnswerUnknown => ("answer-unknown", "Hãy chọn lại câu trả lời", "Choose the answer again"),
            Self::FilesTooMany => ("files-too-many", "Hãy bỏ bớt tệp: nhiều nhất {n} tệp", "Take some files out: {n} at most"),
            Self::FileUnknown => ("file-unknown", "Máy chủ không còn tệp này; hãy chọn lại tệp", "The server no longer has this file; choose it again"),
            Self::PublishNotAsked => ("publish-not-asked", "Biểu mẫu này không đăng công khai ý kiến", "This form publishes nothing"),
            Self::RatingMissing => ("rating-missing", "Hãy chọn một mức hài lòng", "Choose how satisfied you are"),
            Self::RatingNotAsked => ("rating-not-asked", "Ý kiến loại này không có mức hài lòng", "A message of this kind has no rating"),
            Self::PhoneUnreadable => ("phone-unreadable", "Hãy viết số điện thoại có từ 8 đến 15 chữ số, ví dụ 0912 345 678", "Write a telephone number of 8 to 15 digits, such as 0912 345 678"),
            Self::EmailUnreadable => ("email-unreadable", "Hãy viết thư điện tử đúng dạng, ví dụ ten@example.com", "Write an e-mail address such as name@example.com"),
            Self::ContactNotAsked => ("contact-not-asked", "Biểu mẫu này không hỏi thông tin này; hãy bỏ trống", "This form does not ask for this; leave it empty"),
            Self::ConsentMissing => ("consent-missing", "Hãy đánh dấu đồng ý để gửi được ý kiến", "Tick that you agree, so that it can be sent"),
            Self::ConsentOutdated => ("consent-outdated", "Nội dung xin đồng ý đã thay đổi; hãy đọc và đánh dấu lại", "The text to agree to has changed; read it and tick again"),
        }
    }

    /// Its id, such as `body-missing`.
    #[must_use]
    pub const fn id(self) -> &'static str {
        self.row().0
    }

    /// What to do about it; `{n}` stands where the number of the problem goes.
    #[must_use]
    pub const fn words(self, lang: Lang) -> &'static str {
        match lang {
            Lang::Vi => self.row().1,
            Lang::En => self.row().2,
        }
    }
}

impl super::Problem {
    /// What to do about it, with its number.
    #[must_use]
    pub fn sentence(&self, lang: Lang) -> String {
        let words = self.code.words(lang);
        let number = Decimal::new(f64::from(self.number), 0);
        match (words.split_once("{n}"), number) {
            (Some((before, after)), Some(number)) => [before, &number.text(lang), after].concat(),
            _ => words.to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_id_is_its_own_and_every_code_says_what_to_do_in_both_languages() {
        for (at, code) in Code::ALL.iter().enumerate() {
            let (id, vietnamese, english) = code.row();
            assert!(id.bytes().all(|b| b.is_ascii_lowercase() || b == b'-'));
            assert!(!vietnamese.is_empty() && !english.is_empty(), "{id}");
            assert_eq!(vietnamese.contains("{n}"), english.contains("{n}"), "{id}");
            assert!(Code::ALL.iter().take(at).all(|other| other.id() != id));
        }
    }
}
