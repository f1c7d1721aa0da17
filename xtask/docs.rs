//! The documentation `target/dist/docs`: static pages in Vietnamese and English, a page per widget. Tables come from the registry,
//! the style sheets and the schemas; guides are Markdown beside the widgets, in `examples/how-to` and in `xtask/docs`.

mod fields;
mod guide;
mod page;
mod tables;
#[cfg(test)]
mod tests;
mod words;

use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::dist::{VERSION, folder, versioned};
use crate::registry::{WIDGETS, Widget};
use crate::run::{Failure, Outcome, at, read, root, say, write};
use crate::{dist, pages};

use guide::{Guide, Section};
use page::{Around, Doc, Group};
use words::Lang;

/// Where a webmaster puts the address of the toolkit; the pages' own script fills in theirs.
const HOST: &str = "https://HOST";

/// What stands beside the pages.
const OWN: [&str; 2] = ["docs.css", "docs.js"];

/// What a policy needs beside script and connection, by widget; the embed builder knows the same.
const POLICY: &[(&str, &str)] = &[("feedback", "; worker-src 'self' blob:")];

/// Writes the pages of the bundle that is built.
pub(crate) fn build() -> Outcome {
    let manifest: Value = serde_json::from_str(&read(&versioned().join("manifest.json"))?)
        .map_err(at("manifest.json"))?;
    let to = folder().join("docs");
    // Made anew, so that no page of before stays.
    if to.exists() {
        std::fs::remove_dir_all(&to).map_err(at(to.display()))?;
    }
    for name in OWN {
        write(
            &to.join(name),
            read(&root().join("xtask/docs").join(name))?.as_bytes(),
        )?;
    }
    write(&to.join("index.html"), page::root().as_bytes())?;
    let loader = pair(&manifest, "loader")?;
    let all: Vec<(Lang, Vec<Doc>)> = Lang::ALL
        .into_iter()
        .map(|lang| Ok((lang, docs(lang, &manifest)?)))
        .collect::<Outcome<_>>()?;
    for (lang, docs) in &all {
        let others = all.iter().filter(|(one, _)| one != lang);
        let other: Vec<String> = others
            .flat_map(|(_, docs)| docs.iter().map(|doc| doc.file.clone()))
            .collect();
        let around = Around {
            lang: *lang,
            all: docs,
            other: &other,
            loader: &loader,
        };
        for doc in docs {
            let file = to.join(lang.code()).join(format!("{}.html", doc.file));
            write(&file, page::html(doc, &around).as_bytes())?;
        }
    }
    dist::compress_all(&to)?;
    say("target/dist/docs is the documentation");
    Ok(())
}

/// Name and hash of a file in the manifest.
fn pair(manifest: &Value, name: &str) -> Outcome<(String, String)> {
    let part = |place: usize| {
        let part = manifest.get(name).and_then(|pair| pair.get(place));
        part.and_then(Value::as_str).map(str::to_owned)
    };
    part(0)
        .zip(part(1))
        .ok_or_else(|| Failure(format!("manifest.json names no {name}")))
}

/// All pages of one language, in the order of the menu.
fn docs(lang: Lang, manifest: &Value) -> Outcome<Vec<Doc>> {
    let shared = root().join("xtask/docs");
    let named = |folder: &Path, name: &str| folder.join(format!("{name}.{}.md", lang.code()));
    let mut found = Vec::new();
    for widget in WIDGETS {
        found.push(of_widget(widget, lang, manifest)?);
    }
    for (group, folder, except) in [
        (Group::HowTo, root().join("examples/how-to"), &[][..]),
        (Group::More, shared.clone(), &["index", "common"][..]),
    ] {
        for name in guides(&folder, lang)? {
            if !except.contains(&name.as_str()) {
                let guide = read_guide(&named(&folder, &name), "", lang, manifest)?;
                found.push(plain(&name, group, guide));
            }
        }
    }
    // For who puts a panel on the wall: one language is all there is.
    for widget in WIDGETS {
        let path = root().join("widgets").join(widget.name).join("INSTALL.md");
        if lang == Lang::Vi && path.exists() {
            let guide = read_guide(&path, widget.name, lang, manifest)?;
            let name = format!("{}-install", widget.name);
            found.push(plain(&name, Group::More, guide));
        }
    }
    let guide = read_guide(&named(&shared, "index"), "", lang, manifest)?;
    let mut first = plain("index", Group::Start, guide);
    let words = lang.words();
    for (group, title) in [
        (Group::Widgets, words.widgets),
        (Group::HowTo, words.how_to),
        (Group::More, words.more),
    ] {
        let list = page::list(found.iter().filter(|doc| doc.group == group));
        first.sections.push(Section::new(title, list));
    }
    found.insert(0, first);
    Ok(found)
}

/// Names of the guides of a folder in one language.
fn guides(folder: &Path, lang: Lang) -> Outcome<Vec<String>> {
    let ending = format!(".{}.md", lang.code());
    let mut names: Vec<String> = std::fs::read_dir(folder)
        .map_err(at(folder.display()))?
        .flatten()
        .filter_map(|entry| {
            let name = entry.file_name().to_string_lossy().into_owned();
            name.strip_suffix(&ending).map(str::to_owned)
        })
        .collect();
    names.sort();
    Ok(names)
}

/// A page that is a guide and nothing else.
fn plain(name: &str, group: Group, guide: Guide) -> Doc {
    Doc {
        file: name.to_owned(),
        group,
        title: guide.title,
        tag: "",
        about: guide.about,
        lead: guide.lead,
        sections: guide.sections,
    }
}

/// Reads a guide with its placeholders filled; `widget` is the one that it is about, if there is one.
fn read_guide(path: &Path, widget: &str, lang: Lang, manifest: &Value) -> Outcome<Guide> {
    let place = path.display().to_string();
    let text = fill(&read(path)?, widget, manifest)?;
    if let Some((_, rest)) = text.split_once("{{") {
        let word = rest.split("}}").next().unwrap_or_default();
        return Err(Failure(format!(
            "{place}: unknown placeholder `{word}`; known: version, tag, widget, policy, script, height, allowed"
        )));
    }
    guide::parse(&place, &text, lang.words())
}

fn fill(text: &str, widget: &str, manifest: &Value) -> Outcome<String> {
    let (loader, hash) = pair(manifest, "loader")?;
    let (height, height_hash) = pair(manifest, "height")?;
    let pinned = |file: &str, hash: &str, kind: &str| {
        format!(
            "<script {kind}async src=\"{HOST}/v1/{VERSION}/{file}\" integrity=\"{hash}\" crossorigin=\"anonymous\"></script>"
        )
    };
    // What editors such as CKEditor are told to keep.
    let allowed: Vec<String> = WIDGETS
        .iter()
        .map(|widget| format!("{}[*]", widget.tag))
        .collect();
    Ok(text
        .replace("{{version}}", VERSION)
        .replace("{{allowed}}", &allowed.join("; "))
        .replace("{{tag}}", &format!("cchc-{widget}"))
        .replace("{{widget}}", widget)
        .replace("{{policy}}", &policy(widget))
        .replace("{{script}}", &pinned(&loader, &hash, "type=\"module\" "))
        .replace("{{height}}", &pinned(&height, &height_hash, "")))
}

/// The policy of a page with this widget, as the embed builder prints it.
fn policy(widget: &str) -> String {
    let more = POLICY.iter().find(|(name, _)| *name == widget);
    format!(
        "Content-Security-Policy: script-src 'self' {HOST} 'wasm-unsafe-eval'; connect-src 'self' {HOST}{}",
        more.map(|(_, more)| *more).unwrap_or_default()
    )
}

/// The guide of a widget, which every one has.
fn guide_of(widget: &str, lang: Lang) -> Outcome<PathBuf> {
    let name = format!("widgets/{widget}/guide.{}.md", lang.code());
    let path = root().join(&name);
    match path.exists() {
        true => Ok(path),
        false => Err(Failure(format!(
            "the widget `{widget}` has no guide: write {name} (what it is, `html live` examples, accessibility, without network)"
        ))),
    }
}

/// The page of a widget: its guide, how it is embedded, what holds for all, and the tables.
fn of_widget(widget: &'static Widget, lang: Lang, manifest: &Value) -> Outcome<Doc> {
    let words = lang.words();
    let path = guide_of(widget.name, lang)?;
    let guide = read_guide(&path, widget.name, lang, manifest)?;
    let common = root().join(format!("xtask/docs/common.{}.md", lang.code()));
    let common = read_guide(&common, widget.name, lang, manifest)?;
    let style = |name: &str| read(&root().join("style").join(name));
    let mut sections = vec![Section::new(
        words.embed,
        embed(widget, lang, manifest, &guide)?,
    )];
    sections.extend(guide.sections);
    sections.extend(common.sections);
    for (title, html) in [
        (words.attributes, tables::attributes(widget, lang)),
        (words.events, tables::events(widget.events, lang)),
        (words.parts, tables::parts(widget.parts, lang)),
        (
            words.properties,
            tables::properties(&style("tokens.css")?, &style("themes/dark.css")?, lang),
        ),
        (words.fields, fields::of(widget, lang)),
    ] {
        sections.push(Section::new(title, html));
    }
    Ok(Doc {
        file: widget.name.to_owned(),
        group: Group::Widgets,
        title: guide.title,
        tag: widget.tag,
        about: lang.pick(widget.summary_vi, widget.summary_en).to_owned(),
        lead: guide.lead,
        sections,
    })
}

/// Script and tag, in the short form and in the pinned one.
fn embed(widget: &Widget, lang: Lang, manifest: &Value, guide: &Guide) -> Outcome<String> {
    let words = lang.words();
    let code = |text: &str| guide::code(text, words);
    let newest = format!(
        "<script type=\"module\" async src=\"{HOST}/v1/cchc.js\" crossorigin=\"anonymous\"></script>"
    );
    let tag = guide
        .codes
        .first()
        .ok_or_else(|| Failure(format!("the guide of {} shows no code", widget.name)))?;
    let pinned = pages::snippet(widget.name, manifest)
        .ok_or_else(|| Failure(format!("no bundle of {} is built", widget.name)))?
        .replace("=\"/", &format!("=\"{HOST}/"));
    Ok(format!(
        "<p>{}</p>\n{}<p>{}</p>\n{}<details class=\"fold\"><summary>{}</summary>\n<p>{}</p>\n{}</details>\n\
         <p>{}<a href=\"../../index.html\">{}</a>.</p>\n",
        page::escape(words.embed_head),
        code(&newest),
        page::escape(words.embed_tag),
        code(tag),
        page::escape(words.embed_pinned),
        page::escape(words.embed_pinned_why),
        code(&pinned),
        words.embed_builder,
        words.builder
    ))
}
