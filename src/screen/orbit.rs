//! Against burn-in: the whole picture moves by a few pixels each minute, and its layout changes sides.
//!
//! Both directions go to and fro with periods that have no factor in common, so the picture comes everywhere and stands in the
//! middle on average. A known recipe: at most 1.5 % and 24 px, once a minute.

/// Share of the shorter side, in thousandths.
const MOST_THOUSANDTHS: u32 = 15;
/// No more than this.
pub const MOST_PX: u32 = 24;
/// Minutes of a way to and fro.
const ACROSS: u64 = 47;
const DOWN: u64 = 31;
/// Minutes that a layout keeps its sides.
const SIDES_MINUTES: u64 = 37;

/// Where the picture stands in this minute since 1970, in CSS pixels from the middle.
#[must_use]
pub fn offset(minute: u64, width_px: u32, height_px: u32) -> (i32, i32) {
    let side = u64::from(width_px.min(height_px));
    let most = (side * u64::from(MOST_THOUSANDTHS) / 1000).min(u64::from(MOST_PX)) as i32;
    (
        to_and_fro(minute, ACROSS, most),
        to_and_fro(minute, DOWN, most),
    )
}

/// Whether a layout of two sides is turned round in this minute.
#[must_use]
pub const fn is_turned(minute: u64) -> bool {
    minute / SIDES_MINUTES % 2 == 1
}

/// From 0 to `most`, to `-most` and back to 0, evenly; what is before the middle of the period and behind it add up to 0.
fn to_and_fro(minute: u64, period: u64, most: i32) -> i32 {
    let at = (minute % period) as i32;
    let period = period as i32;
    let quarters = 4 * at;
    let up = if quarters <= period {
        quarters
    } else if quarters <= 3 * period {
        2 * period - quarters
    } else {
        quarters - 4 * period
    };
    most * up / period
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// After so many minutes everything begins anew.
    const ROUND: u64 = ACROSS * DOWN;

    #[test]
    fn the_picture_is_in_the_middle_on_average_and_comes_everywhere() {
        for (width, height, most) in [
            (1_920, 1_080, 16),
            (1_080, 1_920, 16),
            (3_840, 2_160, 24),
            (640, 360, 5),
        ] {
            let (mut x, mut y) = (0, 0);
            let mut places = std::collections::BTreeMap::new();
            for minute in 0..ROUND {
                let (right, down) = offset(minute, width, height);
                assert!(right.abs() <= most && down.abs() <= most);
                *places.entry((right, down)).or_insert(0_u32) += 1;
                x += right;
                y += down;
            }
            assert_eq!((x, y), (0, 0));
            // The corners too, and no place for more than a hundredth of the time.
            let reach = |way: fn(&(i32, i32)) -> i32| places.keys().map(way).max();
            assert!(
                reach(|place| place.0) >= Some(most - 1)
                    && reach(|place| place.1) >= Some(most - 1)
            );
            let longest = places.values().max().copied().unwrap_or(0);
            assert!(
                u64::from(longest) * 100 <= ROUND * if most < 10 { 8 } else { 1 },
                "{longest}"
            );
        }
        assert_eq!(offset(7, 0, 0), (0, 0));
        let turned = (0..74_000).filter(|minute| is_turned(*minute)).count();
        assert_eq!(turned, 37_000);
    }

    proptest! {
        #[test]
        fn it_never_stands_for_long_and_never_jumps(minute in 0_u64..u64::MAX - 9, width in 360_u32..8_000, height in 360_u32..8_000) {
            let places: Vec<_> = (0..4).map(|more| offset(minute + more, width, height)).collect();
            prop_assert!(places.windows(4).all(|four| four.iter().any(|one| *one != four[0])));
            for two in places.windows(2) {
                let far = (two[0].0 - two[1].0).abs().max((two[0].1 - two[1].1).abs());
                // Where a round ends, too.
                prop_assert!(far <= 4, "{places:?}");
            }
        }
    }
}
