//! Finding an agency or a ward among those that exist today by what a citizen types: without marks, without the word that
//! every name begins with, and by names that are no more.

use cchc::feed::agencies::Agency;
use cchc::text::fold;

/// Words that so many names begin with that nobody types them.
const KINDS: [&str; 6] = ["phuong ", "xa ", "dac khu ", "so ", "ubnd ", "ban "];

/// Whether it is one of the 126 units that citizens live in.
#[must_use]
pub fn is_ward(agency: &Agency) -> bool {
    matches!(&*agency.kind, "ward" | "commune")
}

/// Those that have these words, the best first, at most so many. Nothing typed finds nothing.
#[must_use]
pub fn find<'a>(
    agencies: &'a [Agency],
    text: &str,
    is_wanted: &dyn Fn(&Agency) -> bool,
    most: usize,
) -> Vec<&'a Agency> {
    let wanted = fold(text.trim());
    let mut starts = Vec::new();
    let mut others = Vec::new();
    for agency in agencies {
        if wanted.is_empty() || !is_wanted(agency) {
            continue;
        }
        let name = fold(&agency.name);
        let mut bare = &*name;
        for kind in KINDS {
            bare = bare.strip_prefix(kind).unwrap_or(bare);
        }
        if bare.starts_with(&wanted) || name.starts_with(&wanted) {
            starts.push(agency);
        } else if has(&name, &wanted)
            || agency
                .predecessors
                .iter()
                .any(|old| has(&fold(old), &wanted))
        {
            others.push(agency);
        }
    }
    starts.append(&mut others);
    starts.truncate(most);
    starts
}

/// Whether a text has another one in it. The library's way is the quickest for long ones, and weighs 2 kB.
fn has(text: &str, part: &str) -> bool {
    let mut windows = text.as_bytes().windows(part.len().max(1));
    windows.any(|window| window == part.as_bytes())
}
