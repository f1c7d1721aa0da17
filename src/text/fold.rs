//! Letters without their marks, for comparing what people type with what publishers write: `Đống Đa` → `dong da`.

/// Base letters of U+00C0 to U+00FF; a space stands for a character that stays as it is.
const LATIN_1: &[u8; 64] = b"aaaaaa ceeeeiiiidnooooo ouuuuy  aaaaaa ceeeeiiiidnooooo ouuuuy y";
/// Base letters of U+1EA0 to U+1EF9, small and capital by turns.
const VIETNAMESE: &[u8; 45] = b"aaaaaaaaaaaaeeeeeeeeiioooooooooooouuuuuuuyyyy";

/// Small letters without marks; both normal forms of Unicode come out alike.
#[must_use]
pub fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    out.extend(text.chars().filter_map(bare));
    out
}

/// One letter without its mark; `None` for a mark that stands alone.
pub(super) fn bare(c: char) -> Option<char> {
    let code = c as usize;
    let base = match c {
        '\u{300}'..='\u{36f}' => return None,
        '\u{c0}'..='\u{ff}' => LATIN_1.get(code - 0xc0).copied(),
        '\u{1ea0}'..='\u{1ef9}' => VIETNAMESE.get((code - 0x1ea0) / 2).copied(),
        'ă' | 'Ă' => Some(b'a'),
        'đ' | 'Đ' => Some(b'd'),
        'ĩ' | 'Ĩ' => Some(b'i'),
        'ũ' | 'Ũ' | 'ư' | 'Ư' => Some(b'u'),
        'ơ' | 'Ơ' => Some(b'o'),
        _ => None,
    };
    Some(match base {
        Some(base) if base != b' ' => base as char,
        _ => c.to_ascii_lowercase(),
    })
}

#[cfg(test)]
mod tests {
    use super::fold;

    #[test]
    fn every_vietnamese_letter_loses_its_marks() {
        let rows = [
            ("aàáảãạăằắẳẵặâầấẩẫậAÀÁẢÃẠĂẰẮẲẴẶÂẦẤẨẪẬ", 'a'),
            ("eèéẻẽẹêềếểễệEÈÉẺẼẸÊỀẾỂỄỆ", 'e'),
            ("iìíỉĩịIÌÍỈĨỊ", 'i'),
            ("oòóỏõọôồốổỗộơờớởỡợOÒÓỎÕỌÔỒỐỔỖỘƠỜỚỞỠỢ", 'o'),
            ("uùúủũụưừứửữựUÙÚỦŨỤƯỪỨỬỮỰ", 'u'),
            ("yỳýỷỹỵYỲÝỶỸỴ", 'y'),
            ("dđDĐ", 'd'),
        ];
        for (letters, base) in rows {
            for c in letters.chars() {
                assert_eq!(fold(&c.to_string()), base.to_string(), "{c}");
            }
        }
    }

    #[test]
    fn both_normal_forms_come_out_alike() {
        assert_eq!(fold("Phường Ô Chợ Dừa"), "phuong o cho dua");
        assert_eq!(
            fold("Phu\u{31b}o\u{31b}\u{300}ng"),
            fold("Phường"),
            "decomposed"
        );
        assert_eq!(fold("126 × 3 – ß Ж"), "126 × 3 – ß Ж");
    }
}
