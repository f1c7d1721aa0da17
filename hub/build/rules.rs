//! The rules of the sources in words, beside those of the feed itself (`cchc::check::RULES`).

use cchc::check::{Rule, Scope, Severity};

macro_rules! rules {
    ($($id:literal $severity:ident $summary_vi:literal $summary_en:literal $fix_vi:literal $fix_en:literal)*) => {
        /// All rules of the sources, by id.
        static RULES: &[Rule] = &[$(Rule {
            id: $id,
            severity: Severity::$severity,
            scope: Scope::File,
            summary_vi: $summary_vi,
            summary_en: $summary_en,
            fix_vi: $fix_vi,
            fix_en: $fix_en,
        }),*];
    };
}

/// The rule with this id, of the sources or of the feed.
pub(super) fn rule(id: &str) -> Option<&'static Rule> {
    RULES
        .iter()
        .find(|rule| rule.id == id)
        .or_else(|| cchc::check::rule(id))
}

rules! {
    "file-absent" Error
        "không có tệp này trong thư mục nguồn" "the folder of sources has no such file"
        "chép tệp vào thư mục, hoặc sửa tên trong feed.toml" "copy the file there, or mend its name in feed.toml"
    "file-foreign" Error
        "loại tệp này không đọc được" "files of this sort cannot be read"
        "trong Excel chọn Save As, kiểu «Excel Workbook (*.xlsx)» hoặc «CSV UTF-8»" "in Excel choose Save As, type \"Excel Workbook (*.xlsx)\" or \"CSV UTF-8\""
    "plan-unreadable" Error
        "feed.toml có chỗ không hiểu được" "feed.toml has something that cannot be understood"
        "xem chỗ được nêu; mẫu: cchc build --init THƯ_MỤC" "look at the place; for a template: cchc build --init FOLDER"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_sorted_and_are_not_those_of_the_feed() {
        assert!(RULES.is_sorted_by_key(|rule| rule.id));
        for rule in RULES {
            assert!(cchc::check::rule(rule.id).is_none(), "{}", rule.id);
            let words = [rule.summary_vi, rule.summary_en, rule.fix_vi, rule.fix_en];
            assert!(words.iter().all(|text| !text.is_empty()), "{}", rule.id);
        }
    }
}
