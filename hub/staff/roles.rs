//! Who may do what: five roles, each for one agency or for all, and one table that says which deeds a role allows.
//!
//! A member may have several roles; one that allows a deed for the item's agency is enough. Administrators look after
//! accounts and see no item by that role alone, and nobody but clerks and approvers opens a citizen's contact data.

/// Stands for every agency.
pub(crate) const ALL: &str = "*";

/// What a member is for an agency.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Role {
    /// Takes items in, sorts them, writes answers.
    Clerk,
    /// Sends answers, refuses and closes.
    Approver,
    /// Puts answered items before the public.
    Publisher,
    /// Reads items and the audit, changes nothing.
    Auditor,
    /// Looks after members and templates.
    Administrator,
}

/// What may be done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Deed {
    /// Sees items, files and history.
    Read,
    /// Opens a citizen's contact data.
    Contact,
    /// Accept, assign, forward, start, ask, hold, release, merge, out of scope, and the undoing of these.
    Handle,
    /// Writes an answer and proposes it.
    Draft,
    /// Sends an answer or gives it back.
    Approve,
    /// Refuses, closes and opens again.
    Decide,
    /// Publishes and takes back.
    Publish,
    /// Sees the templates.
    UseTemplates,
    /// Writes templates.
    EditTemplates,
    /// Invites and revokes.
    Members,
    /// Reads the audit.
    Audit,
}

/// Every role, in the order in which they are listed.
pub(crate) const ROLES: [Role; 5] = [
    Role::Clerk,
    Role::Approver,
    Role::Publisher,
    Role::Auditor,
    Role::Administrator,
];

/// The table.
pub(crate) const fn can(role: Role, deed: Deed) -> bool {
    use Deed::{
        Approve, Audit, Contact, Decide, Draft, EditTemplates, Handle, Members, Publish, Read,
        UseTemplates,
    };
    match role {
        Role::Clerk => matches!(deed, Read | Contact | Handle | Draft | UseTemplates),
        Role::Approver => matches!(
            deed,
            Read | Contact | Handle | Draft | Approve | Decide | UseTemplates | EditTemplates
        ),
        Role::Publisher => matches!(deed, Read | Publish),
        Role::Auditor => matches!(deed, Read | Audit),
        Role::Administrator => matches!(deed, Members | UseTemplates | EditTemplates),
    }
}

impl Role {
    /// The word on the command line and in the database.
    pub(crate) const fn word(self) -> &'static str {
        match self {
            Self::Clerk => "clerk",
            Self::Approver => "approver",
            Self::Publisher => "publisher",
            Self::Auditor => "auditor",
            Self::Administrator => "administrator",
        }
    }

    /// The role of a word.
    pub(crate) fn parse(word: &str) -> Option<Self> {
        ROLES.into_iter().find(|role| role.word() == word)
    }

    /// As the console calls it.
    pub(crate) const fn label(self) -> &'static str {
        match self {
            Self::Clerk => "Cán bộ xử lý",
            Self::Approver => "Người duyệt",
            Self::Publisher => "Người công khai",
            Self::Auditor => "Kiểm tra",
            Self::Administrator => "Quản trị tài khoản",
        }
    }

    /// What it allows, in a few words.
    pub(crate) const fn explanation(self) -> &'static str {
        match self {
            Self::Clerk => {
                "nhận, phân công, chuyển, soạn và trình trả lời | takes in, assigns, forwards, drafts"
            }
            Self::Approver => {
                "duyệt và gửi trả lời, từ chối, đóng | approves and sends, refuses, closes"
            }
            Self::Publisher => "công khai ý kiến đã trả lời | publishes answered items",
            Self::Auditor => "chỉ xem, kể cả nhật ký | reads only, the audit too",
            Self::Administrator => {
                "mời và thu hồi tài khoản, mẫu trả lời | invites and revokes, templates"
            }
        }
    }
}

/// A role for an agency.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Grant {
    /// Id of an agency, or [`ALL`].
    pub(crate) agency: String,
    pub(crate) role: Role,
}

impl Grant {
    /// Reads `role@agency`.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let (role, agency) = text.trim().split_once('@')?;
        let agency = agency.trim();
        let is_id = agency == ALL
            || (!agency.is_empty()
                && agency.len() <= 100
                && !agency
                    .chars()
                    .any(|sign| sign.is_whitespace() || sign.is_control() || sign == '*'));
        Some(Self {
            agency: is_id.then(|| agency.to_owned())?,
            role: Role::parse(role.trim())?,
        })
    }
}

impl std::fmt::Display for Grant {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}@{}", self.role.word(), self.agency)
    }
}

/// Whether one of the roles allows a deed on what belongs to an agency. What belongs to none is for those with a role for
/// all.
pub(crate) fn allows(grants: &[Grant], deed: Deed, agency: Option<&str>) -> bool {
    grants.iter().any(|grant| {
        can(grant.role, deed) && (grant.agency == ALL || Some(grant.agency.as_str()) == agency)
    })
}

/// Whether one of the roles allows a deed for any agency.
pub(crate) fn allows_somewhere(grants: &[Grant], deed: Deed) -> bool {
    grants.iter().any(|grant| can(grant.role, deed))
}

/// Agencies for which a deed is allowed; `None` for all of them.
pub(crate) fn agencies(grants: &[Grant], deed: Deed) -> Option<Vec<String>> {
    let mut found = Vec::new();
    for grant in grants.iter().filter(|grant| can(grant.role, deed)) {
        if grant.agency == ALL {
            return None;
        }
        if !found.contains(&grant.agency) {
            found.push(grant.agency.clone());
        }
    }
    Some(found)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]
    use super::*;

    #[test]
    fn a_grant_is_read_as_it_is_written_and_nothing_else_is() {
        for text in ["clerk@so-noi-vu", "administrator@*"] {
            assert_eq!(Grant::parse(text).unwrap().to_string(), text);
        }
        for text in [
            "clerk",
            "clerk@",
            "boss@x",
            "clerk@a b",
            "clerk@*x",
            "@x",
            "",
        ] {
            assert_eq!(Grant::parse(text), None, "{text}");
        }
    }

    #[test]
    fn a_role_counts_for_its_agency_alone() {
        let grants = [
            Grant::parse("clerk@a").unwrap(),
            Grant::parse("auditor@*").unwrap(),
        ];
        assert!(allows(&grants, Deed::Handle, Some("a")));
        assert!(!allows(&grants, Deed::Handle, Some("b")) && !allows(&grants, Deed::Handle, None));
        assert!(allows(&grants, Deed::Read, Some("b")) && allows(&grants, Deed::Read, None));
        assert_eq!(agencies(&grants, Deed::Handle), Some(vec!["a".to_owned()]));
        assert_eq!(agencies(&grants, Deed::Read), None);
        assert_eq!(agencies(&grants, Deed::Publish), Some(Vec::new()));
        assert!(!allows(&[], Deed::Read, None));
    }
}
