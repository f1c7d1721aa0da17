//! Copies of the feed for others than the widgets: tables for people who count, RSS and Atom for readers of news.

mod columns;
mod package;
mod tables;
mod xml;

use serde_json::Value;

use super::output::{Files, Made};
use super::plan::Plan;

/// The copies of what was made.
pub(super) fn files(plan: &Plan, made: &[Made]) -> Files {
    let value = |file: &Made| -> Option<Value> { serde_json::from_slice(&file.content).ok() };
    let values = made
        .iter()
        .filter_map(|file| Some((file.name.as_str(), value(file)?)));
    let tables = tables::all(values);
    let mut files = Files::new();
    if !tables.is_empty() {
        let package = package::text(plan, &tables);
        files.push(("datapackage.json".to_owned(), package.into_bytes()));
    }
    for table in tables {
        files.push((table.path(), table.content));
    }
    let news = made.iter().find(|file| file.name == "news");
    if let Some(news) = news.and_then(value) {
        files.push(("rss.xml".to_owned(), xml::rss(plan, &news)));
        files.push(("atom.xml".to_owned(), xml::atom(plan, &news)));
    }
    files
}
