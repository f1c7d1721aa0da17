//! Which element of a page shows which notice. A page may hold a list and a ticker; an alarm that both of them show is
//! read out twice. The first element that wants to show a notice keeps it until it goes or no longer wants to.

use super::model::NoticeRow;

/// Notice and element, for the notices in sight.
#[derive(Debug, Default)]
pub struct Claims(Vec<(String, u32)>);

impl Claims {
    /// Leaves in `notices` those that the element `handle` shows, and gives up those that it no longer wants.
    pub fn settle(&mut self, handle: u32, notices: &mut Vec<NoticeRow>) {
        self.0.retain(|(id, owner)| {
            *owner != handle || notices.iter().any(|notice| notice.id == *id)
        });
        notices.retain(
            |notice| match self.0.iter().find(|(id, _)| *id == notice.id) {
                Some((_, owner)) => *owner == handle,
                None => {
                    self.0.push((notice.id.clone(), handle));
                    true
                }
            },
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(claims: &mut Claims, handle: u32, ids: &[&str]) -> Vec<String> {
        let mut notices: Vec<NoticeRow> = ids
            .iter()
            .map(|id| NoticeRow {
                id: (*id).to_owned(),
                ..NoticeRow::default()
            })
            .collect();
        claims.settle(handle, &mut notices);
        notices.into_iter().map(|notice| notice.id).collect()
    }

    #[test]
    fn each_notice_is_shown_by_one_element() {
        let mut claims = Claims::default();
        assert_eq!(shown(&mut claims, 1, &["a", "b"]), ["a", "b"]);
        assert_eq!(shown(&mut claims, 2, &["a", "c"]), ["c"]);
        assert_eq!(shown(&mut claims, 1, &["a", "b", "c"]), ["a", "b"]);
    }

    #[test]
    fn what_an_element_gives_up_another_one_takes() {
        let mut claims = Claims::default();
        assert_eq!(shown(&mut claims, 1, &["a", "b"]), ["a", "b"]);
        assert_eq!(shown(&mut claims, 1, &["b"]), ["b"]);
        assert_eq!(shown(&mut claims, 2, &["a", "b"]), ["a"]);
        assert!(shown(&mut claims, 1, &[]).is_empty());
        assert_eq!(shown(&mut claims, 2, &["a", "b"]), ["a", "b"]);
    }
}
