//! How many slips of the finger lie between two words: `knai sinh` is one from `khai sinh`, and so is `hkai sinh`.

/// Words up to this length are compared on the stack.
const SHORT: usize = 24;

/// Optimal string alignment distance in bytes: letters inserted, left out, replaced, or swapped with their neighbour,
/// no letter twice. `None` above `most`. Meant for [folded](super::fold) syllables, where a byte is a letter.
#[must_use]
pub fn distance(a: &str, b: &str, most: usize) -> Option<usize> {
    let (long, short) = if a.len() < b.len() { (b, a) } else { (a, b) };
    if long.len() - short.len() > most {
        return None;
    }
    let (long, short) = (long.as_bytes(), short.as_bytes());
    let width = short.len() + 1;
    let mut stack = [0; 3 * (SHORT + 1)];
    let mut heap;
    let rows: &mut [usize] = if width > SHORT + 1 {
        heap = vec![0; 3 * width];
        &mut heap
    } else {
        &mut stack
    };
    for (column, cell) in rows.iter_mut().take(width).enumerate() {
        *cell = column;
    }
    // Three rows are enough, because a swap looks two rows back.
    for row in 1..=long.len() {
        let at = row % 3 * width;
        let above = (row + 2) % 3 * width;
        let two_above = (row + 1) % 3 * width;
        rows[at] = row;
        let mut least = row;
        for column in 1..width {
            let (x, y) = (long[row - 1], short[column - 1]);
            let mut cell = (rows[above + column - 1] + usize::from(x != y))
                .min(rows[above + column] + 1)
                .min(rows[at + column - 1] + 1);
            if row > 1 && column > 1 && x == short[column - 2] && y == long[row - 2] {
                cell = cell.min(rows[two_above + column - 2] + 1);
            }
            rows[at + column] = cell;
            least = least.min(cell);
        }
        if least > most {
            return None;
        }
    }
    Some(rows[long.len() % 3 * width + width - 1]).filter(|found| *found <= most)
}

#[cfg(test)]
mod tests {
    use super::distance;
    use proptest::prelude::*;

    #[test]
    fn slips_are_counted() {
        for (a, b, expected) in [
            ("", "", 0),
            ("khai", "khai", 0),
            ("khai", "kha", 1),
            ("khai", "kkhai", 1),
            ("khai", "knai", 1),
            ("khai", "hkai", 1),
            ("khai", "khia", 1),
            ("", "sinh", 4),
            ("nghiep", "nghep", 1),
            ("nghiep", "gnhiepj", 2),
            // A letter between two swapped ones: three edits here, two where a letter may be touched twice.
            ("ca", "abc", 3),
        ] {
            assert_eq!(distance(a, b, 9), Some(expected), "{a} {b}");
            assert_eq!(distance(b, a, 9), Some(expected), "{b} {a}");
            assert_eq!(distance(a, b, expected), Some(expected), "{a} {b}");
            if expected > 0 {
                assert_eq!(distance(a, b, expected - 1), None, "{a} {b}");
            }
        }
    }

    /// The definition, without bound and without economy.
    fn by_definition(a: &[u8], b: &[u8]) -> usize {
        let mut table = vec![vec![0; b.len() + 1]; a.len() + 1];
        for i in 0..=a.len() {
            for j in 0..=b.len() {
                table[i][j] = if i == 0 || j == 0 {
                    i + j
                } else {
                    let mut cell = (table[i - 1][j] + 1)
                        .min(table[i][j - 1] + 1)
                        .min(table[i - 1][j - 1] + usize::from(a[i - 1] != b[j - 1]));
                    if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                        cell = cell.min(table[i - 2][j - 2] + 1);
                    }
                    cell
                };
            }
        }
        table[a.len()][b.len()]
    }

    proptest! {
        #[test]
        fn it_is_the_bounded_definition(a in "[abc]{0,30}", b in "[abc]{0,30}", most in 0_usize..12) {
            let expected = by_definition(a.as_bytes(), b.as_bytes());
            prop_assert_eq!(distance(&a, &b, most), Some(expected).filter(|found| *found <= most));
        }

        #[test]
        fn no_text_makes_it_panic(a in any::<String>(), b in any::<String>(), most in any::<usize>()) {
            prop_assert_eq!(distance(&a, &b, most), distance(&b, &a, most));
        }
    }
}
