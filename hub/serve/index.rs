//! The list of example pages at `/`.

use std::path::Path;

use axum::response::{Html, IntoResponse, Response};
use cchc::text;

/// The page; titles and descriptions come from the pages themselves.
pub(super) fn page(examples: &Path) -> Response {
    let mut entries: Vec<(String, String, String)> = std::fs::read_dir(examples)
        .into_iter()
        .flatten()
        .flatten()
        .filter_map(|entry| {
            let name = entry.file_name().to_string_lossy().into_owned();
            let page = name
                .ends_with(".html")
                .then(|| std::fs::read_to_string(entry.path()).ok())
                .flatten()?;
            let title = between(&page, "<title>", "</title>")
                .unwrap_or(&name)
                .to_owned();
            let about = between(&page, "name=\"description\" content=\"", "\"")
                .unwrap_or_default()
                .to_owned();
            Some((name, title, about))
        })
        .collect();
    entries.sort();
    let mut list = String::new();
    for (name, title, about) in &entries {
        list.push_str(&format!(
            "<li><a href=\"/examples/{}\">{}</a><p>{}</p></li>",
            escape(name),
            escape(&text::plain_from_html(title, 200)),
            escape(&text::plain_from_html(about, 400))
        ));
    }
    Html(format!(
        "<!doctype html><html lang=\"vi\"><head><meta charset=\"utf-8\"><title>CCHC Widgets</title>\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\
         <link rel=\"stylesheet\" href=\"/examples/page.css\"></head><body><main class=\"wrap\">\
         <h1>CCHC Widgets</h1><p>Các trang mẫu. <span lang=\"en\">Example pages.</span></p><ul class=\"pages\">{list}</ul>\
         <p>Nguồn dữ liệu mẫu, <span lang=\"en\">sample feed</span>: <a href=\"/feed/v1/cchc.json\">/feed/v1/cchc.json</a></p>\
         </main></body></html>"
    ))
    .into_response()
}

fn between<'a>(text: &'a str, start: &str, end: &str) -> Option<&'a str> {
    text.split_once(start)?
        .1
        .split_once(end)
        .map(|(inside, _)| inside)
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}
