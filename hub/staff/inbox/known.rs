//! Names for what items carry ids of: agencies, members, kinds; and statuses in few words.

use std::sync::Arc;

use cchc::feed::agencies::Agency;
use cchc::submission::Status;

use crate::store::staff::Member;

/// Names for what items carry ids of.
pub(crate) struct Known {
    pub(crate) members: Vec<Member>,
    pub(crate) agencies: Arc<Vec<Agency>>,
    /// Codes and labels.
    pub(crate) kinds: Vec<(String, String)>,
    pub(crate) topics: Vec<(String, String)>,
    /// Whose items are seen; `None` for all.
    pub(crate) owners: Option<Vec<String>>,
}

impl Known {
    pub(crate) fn agency<'a>(&'a self, id: Option<&'a str>) -> &'a str {
        let Some(id) = id else {
            return "Chưa rõ cơ quan";
        };
        self.agencies
            .iter()
            .find(|agency| agency.id == id)
            .map_or(id, |agency| agency.name.as_str())
    }

    pub(crate) fn member(&self, number: i64) -> &str {
        self.members
            .iter()
            .find(|member| member.number == number)
            .map_or("", |member| member.name.as_str())
    }

    pub(crate) fn kind<'a>(&'a self, code: &'a str) -> &'a str {
        self.kinds
            .iter()
            .find(|(known, _)| known == code)
            .map_or(code, |(_, label)| label.as_str())
    }

    /// Agencies that can be chosen from: those of the feed, and those of members.
    pub(crate) fn choice(&self) -> Vec<(&str, &str)> {
        let seen = |id: &str| {
            self.owners
                .as_ref()
                .is_none_or(|owners| owners.iter().any(|owner| owner == id))
        };
        let mut found: Vec<(&str, &str)> = self
            .agencies
            .iter()
            .filter(|agency| seen(&agency.id))
            .map(|agency| (agency.id.as_str(), agency.name.as_str()))
            .collect();
        for owner in self.owners.iter().flatten() {
            if !found.iter().any(|(id, _)| id == owner) {
                found.push((owner, owner));
            }
        }
        found
    }
}

/// The status in as few words as a list has room for.
pub(crate) const fn short(status: Status) -> &'static str {
    match status {
        Status::Received => "Mới",
        Status::Held => "Tạm giữ",
        Status::Accepted => "Đã tiếp nhận",
        Status::Forwarded => "Chuyển đến",
        Status::InProgress => "Đang giải quyết",
        Status::NeedInfo => "Chờ người dân",
        Status::Answered => "Đã trả lời",
        Status::Closed => "Đã kết thúc",
        Status::Refused => "Không giải quyết",
        Status::OutOfScope => "Nơi khác",
        Status::Duplicate => "Đã gộp",
        Status::Withdrawn => "Đã rút",
        _ => "Đã xóa",
    }
}
