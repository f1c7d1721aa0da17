//! The frame: `frame.html` shows one element for pages that may not run WebAssembly or any script of others, with the
//! module by which the loader puts it there, and the script that gives frames their height.

use serde_json::{Value, json};

use crate::dist::{VERSION, folder, integrity, short_hash, short_integrity, versioned};
use crate::registry::WIDGETS;
use crate::run::{Outcome, read, root, write};
use crate::script;

/// The script that a page with frames may add.
pub(crate) const HEIGHT: &str = "frame-height.js";

/// Writes the module of what the loader seldom needs: a frame where a page forbids WebAssembly, hashes checked by script
/// where the engine cannot; returns its name and hash.
pub(crate) fn aside(keep: &mut Vec<String>) -> Outcome<Value> {
    let titles: serde_json::Map<String, Value> = WIDGETS
        .iter()
        .map(|widget| {
            let titles = json!([widget.summary_vi, widget.summary_en]);
            (widget.tag.to_owned(), titles)
        })
        .collect();
    let show = part("show.js")?.replace("__CCHC_TITLES__", &Value::Object(titles).to_string());
    let check = read(&root().join("widgets/bundle/loader/check.js"))?;
    let code = script::minify("aside.js", &(show + &check))?;
    let name = format!("aside.{}.js", short_hash(code.as_bytes()));
    write(&versioned().join(&name), code.as_bytes())?;
    keep.push(name.clone());
    Ok(json!([name, short_integrity(code.as_bytes())]))
}

/// Writes the page, of this version and of the newest, around the loader with this hash; returns name and hash of the
/// script for heights.
pub(crate) fn page(loader_integrity: &str, keep: &mut Vec<String>) -> Outcome<Value> {
    let code = script::minify("page.js", &part("page.js")?)?;
    let name = format!("frame-page.{}.js", short_hash(code.as_bytes()));
    write(&versioned().join(&name), code.as_bytes())?;
    let page = part("frame.html")?
        .replace("__CCHC_LOADER__", loader_integrity)
        .replace("__CCHC_PAGE__", &name)
        .replace("__CCHC_PAGE_HASH__", &integrity(code.as_bytes()));
    let own = page.replace("__CCHC_BASE__", "");
    write(&versioned().join("frame.html"), own.as_bytes())?;
    let newest = page.replace("__CCHC_BASE__", &format!("{VERSION}/"));
    write(&folder().join("v1/frame.html"), newest.as_bytes())?;
    let height = script::minify(HEIGHT, &part("height.js")?)?;
    write(&versioned().join(HEIGHT), height.as_bytes())?;
    keep.extend([name, "frame.html".to_owned(), HEIGHT.to_owned()]);
    Ok(json!([HEIGHT, integrity(height.as_bytes())]))
}

fn part(name: &str) -> Outcome<String> {
    read(&root().join("widgets/bundle/frame").join(name))
}
