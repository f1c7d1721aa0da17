//! Sorting. The library's sort weighs 5 kB in the browser and is compiled anew for every type; this one is compiled once.

/// The numbers below `count` in an order in which none `is_before` one that stands earlier; equals stay as they are.
#[must_use]
pub fn sorted(count: usize, is_before: &dyn Fn(usize, usize) -> bool) -> Vec<usize> {
    let mut from: Vec<usize> = (0..count).collect();
    let mut width = 1;
    while width < count {
        let mut to = Vec::with_capacity(count);
        for start in (0..count).step_by(2 * width) {
            let middle = (start + width).min(count);
            let end = (middle + width).min(count);
            let (mut left, mut right) = (start, middle);
            while left < middle || right < end {
                let takes_right =
                    right < end && (left >= middle || is_before(from[right], from[left]));
                let next = if takes_right { &mut right } else { &mut left };
                to.push(from[*next]);
                *next += 1;
            }
        }
        from = to;
        width *= 2;
    }
    from
}

#[cfg(test)]
mod tests {
    use super::sorted;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn it_is_the_library_s_stable_sort(values in prop::collection::vec(0_u8..9, 0..200)) {
            let mut expected: Vec<usize> = (0..values.len()).collect();
            expected.sort_by_key(|at| values[*at]);
            prop_assert_eq!(sorted(values.len(), &|a, b| values[a] < values[b]), expected);
        }
    }
}
