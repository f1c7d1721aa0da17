//! Copies of the feed for others than the widgets: tables for people who count, RSS and Atom for readers of news.

mod package;
mod tables;
mod xml;

use serde_json::Value;

use super::output::{Files, Made};
use super::plan::Plan;

/// The copies of what was made.
pub(super) fn files(plan: &Plan, made: &[Made]) -> Files {
    let value = |name: &str| -> Option<Value> {
        let file = made.iter().find(|file| file.name == name)?;
        serde_json::from_slice(&file.content).ok()
    };
    let details: Vec<Value> = made
        .iter()
        .filter(|file| file.name.starts_with("indexes/"))
        .filter_map(|file| serde_json::from_slice(&file.content).ok())
        .collect();
    let tables = tables::all(value, &details);
    let mut files = Files::new();
    if !tables.is_empty() {
        let package = package::text(plan, &tables);
        files.push(("datapackage.json".to_owned(), package.into_bytes()));
    }
    for table in tables {
        files.push((table.path(), table.content));
    }
    if let Some(news) = value("news") {
        files.push(("rss.xml".to_owned(), xml::rss(plan, &news)));
        files.push(("atom.xml".to_owned(), xml::atom(plan, &news)));
    }
    files
}
