//! `--static`: pages for panels whose engine has no WebAssembly, one for each screen, in the folder `static` of the feed.
//!
//! A page is drawn by the code of `<cchc-screen>` itself (`cchc_widgets::screen::still`). Beside it stand its sheet and a small file
//! that says which page is the newest: the script of the page asks for that. All of them keep their bytes while what they show does.

use std::collections::BTreeSet;
use std::sync::Arc;

use cchc::feed::screens::{Languages, Screen};
use cchc::feed::{Stamp, parse_stamp};
use cchc::format::{Lang, date_time};
use cchc::screen::wall::Wall;
use cchc_widgets::screen::data::Data;
use cchc_widgets::screen::options::Options;
use cchc_widgets::screen::scenes::Context;
use cchc_widgets::screen::still::{PICTURE_PX, SCRIPT, Still, shape};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::output::{Files, Made};
use super::plan;
use super::problem::{At, Place, Problems};
use super::swap::Old;
use crate::html::Html;

/// Longest id that is a file name.
const MAX_ID_BYTES: usize = 64;
/// Names in the folder that are no screen's.
const TAKEN: [&str; 2] = ["index", "page"];

/// The typeface, for engines that read WOFF 2 and for those that do not; and its licence, which goes with it.
macro_rules! typeface {
    ($($name:literal)*) => {
        [$(($name, include_bytes!(concat!("../../examples/fonts/", $name)))),*]
    };
}
const TYPEFACE: [(&str, &[u8]); 9] = typeface!(
    "OFL.txt"
    "be-vietnam-pro-latin-400-normal.woff"
    "be-vietnam-pro-latin-400-normal.woff2"
    "be-vietnam-pro-latin-700-normal.woff"
    "be-vietnam-pro-latin-700-normal.woff2"
    "be-vietnam-pro-vietnamese-400-normal.woff"
    "be-vietnam-pro-vietnamese-400-normal.woff2"
    "be-vietnam-pro-vietnamese-700-normal.woff"
    "be-vietnam-pro-vietnamese-700-normal.woff2"
);

const ICON: &[u8] = include_bytes!("../../examples/icon.svg");

/// What the pages need to know beside the feed.
#[derive(Debug, Clone, Default)]
pub(super) struct Pages {
    /// Page with the form, for its code.
    pub(super) forms: Option<String>,
    /// Page with the lookup, for its codes.
    pub(super) lookup: Option<String>,
}

/// What a page asks for once a minute.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Told {
    /// Name of the newest page, which changes with everything in it.
    pub(crate) page: String,
    /// When it was first made.
    made: String,
    /// A notice interrupts: nobody waits for the end of a scene.
    alarm: bool,
}

/// Whether a screen's id is a file name, on every system and in every address.
pub(crate) fn is_file_name(id: &str) -> bool {
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_';
    !id.is_empty()
        && id.len() <= MAX_ID_BYTES
        && id.bytes().all(is_plain)
        && !TAKEN.iter().any(|taken| id.eq_ignore_ascii_case(taken))
}

/// All files of the folder.
pub(super) fn files(
    pages: &Pages,
    made: &[Made],
    old: &Old,
    now: Stamp,
    problems: &mut Problems,
) -> Files {
    let mut data = Data::default();
    read(&mut data, made, &["screens".to_owned()]);
    let mut note =
        |rule, detail: &str| problems.note(Place::new(plan::NAME, At::Whole), rule, detail);
    if data.screens.screens.is_empty() {
        note("static-no-screens", "");
        return Files::new();
    }
    let mut files = Files::new();
    let mut rows = Vec::new();
    // Some file systems do not tell A from a.
    let mut names = BTreeSet::new();
    for screen in data.screens.screens.clone() {
        if !is_file_name(&screen.id) || !names.insert(screen.id.to_ascii_lowercase()) {
            note("static-id-unusable", &screen.id);
            continue;
        }
        let options = Options {
            screen: Some(screen.id.clone()),
            forms: pages.forms.clone(),
            lookup: pages.lookup.clone(),
            ..Options::default()
        };
        let programme = data.programme(&screen);
        // Which procedures are asked for most is known once their list is read.
        for _ in 0..2 {
            let wanted = data.wanted(&screen, &programme);
            read(&mut data, made, &wanted);
        }
        let context = Context {
            data: &data,
            options: &options,
            screen: &screen,
            shape: shape(&screen, false),
            lang: match screen.lang {
                Languages::En => Lang::En,
                Languages::Vi | Languages::Both => Lang::Vi,
            },
            now,
            wall: Wall::at(u64::try_from(now.timestamp_millis()).unwrap_or(0)),
        };
        let still = Still::new(context, &programme);
        let since = one(&screen, &still, old, now, &mut files);
        rows.push((screen, since));
    }
    files.push(("static/page.js".to_owned(), SCRIPT.as_bytes().to_vec()));
    files.push(("static/index.html".to_owned(), index(&rows)));
    files.push(("static/icon.svg".to_owned(), ICON.to_vec()));
    for (name, content) in TYPEFACE {
        files.push((format!("static/fonts/{name}"), content.to_vec()));
    }
    files
}

/// Takes files in as the widget takes them from a server.
fn read(data: &mut Data, made: &[Made], names: &[String]) {
    for name in names {
        let file = made.iter().find(|file| file.name == *name);
        let text = file.and_then(|file| std::str::from_utf8(&file.content).ok());
        if let Some(text) = text {
            data.read(&[(name.as_str(), &Arc::from(text))]);
        }
    }
}

/// The three files of a screen; says since when its page is as it is.
fn one(screen: &Screen, still: &Still<'_>, old: &Old, now: Stamp, files: &mut Files) -> Stamp {
    let id = &screen.id;
    let sheet = still.sheet();
    let print = print(&[
        env!("CARGO_PKG_VERSION"),
        &page(id, still, Stamp::default(), ""),
        &sheet,
        SCRIPT,
    ]);
    let told_name = format!("static/{id}.json");
    let known = old.read(&told_name);
    let known: Option<Told> = known.and_then(|known| serde_json::from_slice(&known).ok());
    let made = known
        .filter(|known| known.page == print)
        .and_then(|known| parse_stamp(&known.made))
        .map_or(now, |(made, _)| made.min(now));
    let told = Told {
        page: print.clone(),
        made: made.to_rfc3339(),
        alarm: still.is_alarm(),
    };
    // Plain types without maps: there is nothing that could fail.
    files.push((told_name, serde_json::to_vec(&told).unwrap_or_default()));
    files.push((format!("static/{id}.css"), sheet.into_bytes()));
    let page = page(id, still, made, &print);
    files.push((format!("static/{id}.html"), page.into_bytes()));
    made
}

fn print(parts: &[&str]) -> String {
    let mut hash = Sha256::new();
    for part in parts {
        hash.update(part.as_bytes());
    }
    let hash = hash.finalize();
    let bytes = hash.iter().take(9);
    bytes.map(|byte| format!("{byte:02x}")).collect()
}

/// The whole document. Its policy stands in it, for hosts that send none.
fn page(id: &str, still: &Still<'_>, made: Stamp, print: &str) -> String {
    let mut html = Html::default();
    html.raw("<!doctype html>\n<html lang=\"vi\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=")
        .text(&still.shape().width_px.to_string())
        .raw(concat!(
            "\">\n<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; script-src 'self'; style-src 'self'; ",
            "font-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'\">\n<title>"
        ))
        .text(still.place())
        .raw("</title>\n<meta name=\"date\" content=\"")
        .text(&made.to_rfc3339())
        // The script asks first whether the server answers. Without one, this is the only way to a new page.
        .raw("\">\n<noscript><meta http-equiv=\"refresh\" content=\"600\"></noscript>\n<link rel=\"stylesheet\" href=\"")
        .text(&format!("{id}.css?{print}"))
        .raw("\">\n<link rel=\"icon\" href=\"icon.svg\" type=\"image/svg+xml\">\n</head>\n<body>\n");
    let mut out = html.done();
    out.push_str(&still.body(made, print, &format!("{id}.json")));
    let mut html = Html::default();
    html.raw("\n<script src=\"")
        .text(&format!("page.js?{print}"))
        .raw("\"></script>\n</body>\n</html>\n");
    out + &html.done()
}

/// The list of all pages, for those who set panels up.
fn index(rows: &[(Screen, Stamp)]) -> Vec<u8> {
    let mut html = Html::default();
    html.raw(concat!(
        "<!doctype html>\n<html lang=\"vi\">\n<head>\n<meta charset=\"utf-8\">\n",
        "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>Trang màn hình không cần WebAssembly</title>\n",
        "<link rel=\"icon\" href=\"icon.svg\" type=\"image/svg+xml\">\n</head>\n<body>\n<main>\n<h1>Trang màn hình không cần WebAssembly</h1>\n<p>Dành cho màn hình có trình duyệt cũ hơn Chromium 57, hình ",
    ))
    .text(&format!("{} × {}", PICTURE_PX.0, PICTURE_PX.1))
    .raw(". <span lang=\"en\">Screen pages for engines older than Chromium 57.</span></p>\n<ul>\n");
    for (screen, made) in rows {
        html.raw("<li><a href=\"")
            .text(&format!("{}.html", screen.id))
            .raw("\">")
            .text(&screen.id)
            .raw("</a>: ")
            .text(&screen.place)
            .raw(", cập nhật ")
            .text(&date_time(*made));
        if let Some(place) = &screen.place_en {
            html.element(" <span lang=\"en\">", place, "</span>");
        }
        html.raw("</li>\n");
    }
    html.raw("</ul>\n</main>\n</body>\n</html>\n");
    html.done().into_bytes()
}
