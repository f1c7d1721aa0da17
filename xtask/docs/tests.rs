//! The documentation says everything that the registry has, in both languages, and its guides show nothing that is not there.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "tests")]

use std::collections::BTreeSet;

use super::words::{phrase, property};
use super::*;
use crate::npm::custom_properties;
use crate::registry::COMMON;

/// A manifest of all bundles that pages could ask for.
fn manifest() -> Value {
    let mut bundles = serde_json::Map::new();
    for name in WIDGETS.iter().map(|widget| widget.name).chain(["all"]) {
        let files =
            serde_json::json!({ "js": ["a.js", "sha256-a"], "wasm": ["a.wasm", "sha256-b"] });
        bundles.insert(name.to_owned(), files);
    }
    serde_json::json!({ "loader": ["cchc.js", "sha384-c"], "height": ["h.js", "sha384-d"], "bundles": bundles })
}

/// Every page of a language as HTML.
fn written(lang: Lang) -> Vec<(String, String)> {
    let docs = docs(lang, &manifest()).unwrap();
    let other: Vec<String> = docs.iter().map(|doc| doc.file.clone()).collect();
    let loader = ("cchc.js".to_owned(), "sha384-c".to_owned());
    let around = Around {
        lang,
        all: &docs,
        other: &other,
        loader: &loader,
    };
    let pages = docs.iter();
    pages
        .map(|doc| (doc.file.clone(), page::html(doc, &around)))
        .collect()
}

/// Every guide in Markdown.
fn sources() -> Vec<PathBuf> {
    let mut folders = vec![root().join("xtask/docs"), root().join("examples/how-to")];
    folders.extend(
        WIDGETS
            .iter()
            .map(|widget| root().join("widgets").join(widget.name)),
    );
    let entries = folders
        .iter()
        .flat_map(|folder| std::fs::read_dir(folder).unwrap().flatten());
    entries
        .map(|entry| entry.path())
        .filter(|path| {
            let name = path.to_string_lossy();
            name.ends_with(".vi.md") || name.ends_with(".en.md")
        })
        .collect()
}

#[test]
fn every_attribute_event_and_part_is_told_in_both_languages() {
    for lang in Lang::ALL {
        let pages = written(lang);
        for widget in WIDGETS {
            let (_, page) = pages.iter().find(|(file, _)| file == widget.name).unwrap();
            let mut wanted = Vec::new();
            for one in COMMON.iter().chain(widget.attributes) {
                wanted.push((one.name, lang.pick(one.about_vi, one.about_en)));
            }
            for one in widget.events {
                wanted.push((one.name, lang.pick(one.about_vi, one.about_en)));
            }
            for one in widget.parts {
                wanted.push((one.name, lang.pick(one.about_vi, one.about_en)));
            }
            for (name, about) in wanted {
                assert!(
                    !about.is_empty(),
                    "{}: `{name}` has no text in {}",
                    widget.name,
                    lang.code()
                );
                let head = format!("{}</th>", tables::code(name));
                let row = page.lines().find(|line| line.contains(&head));
                assert!(
                    row.is_some_and(|row| row.contains(&page::escape(about)))
                        || page.matches(&head).count() > 1 && page.contains(&page::escape(about)),
                    "{}.html in {} does not tell of `{name}`: {about}",
                    widget.name,
                    lang.code()
                );
            }
        }
    }
}

#[test]
fn vietnamese_texts_of_events_and_parts_are_vietnamese() {
    for widget in WIDGETS {
        let events = widget.events.iter().map(|one| (one.name, one.about_vi));
        let parts = widget.parts.iter().map(|one| (one.name, one.about_vi));
        for (name, about) in events.chain(parts) {
            assert!(
                !about.is_ascii(),
                "{}: `{name}` in Vietnamese: {about}",
                widget.name
            );
        }
    }
}

#[test]
fn phrases_of_the_registry_have_a_vietnamese_form() {
    let mut missing = BTreeSet::new();
    for widget in WIDGETS {
        for one in COMMON.iter().chain(widget.attributes) {
            let is_choice = one.values.contains('|');
            for text in [one.values, one.default] {
                let is_code = is_choice && one.values.split('|').any(|word| word == text);
                let is_list = is_choice && text == one.values;
                if !is_code && !is_list && !tables::is_range(text) && phrase(text).is_none() {
                    missing.insert(text);
                }
            }
        }
    }
    assert!(
        missing.is_empty(),
        "say these in Vietnamese in PHRASES of xtask/docs/words.rs: {missing:#?}"
    );
}

#[test]
fn every_custom_property_is_explained_in_both_languages() {
    let tokens = read(&root().join("style/tokens.css")).unwrap();
    let all = custom_properties(&tokens);
    assert!(all.len() > 15);
    for one in all {
        for lang in Lang::ALL {
            assert!(
                property(&one.name, lang).is_some(),
                "say what {} is for in PROPERTIES of xtask/docs/words.rs",
                one.name
            );
        }
    }
}

#[test]
fn every_file_that_a_widget_reads_has_its_fields() {
    for widget in WIDGETS {
        for file in fields::files(widget) {
            assert!(
                fields::kinds(file).is_some(),
                "{} reads `{file}`: which kinds of files are that? say so in xtask/docs/fields.rs",
                widget.name
            );
        }
        let page = fields::of(widget, Lang::Vi);
        assert!(page.contains("<details"), "{}", widget.name);
    }
    let news = WIDGETS.iter().find(|widget| widget.name == "news");
    assert!(fields::of(news.unwrap(), Lang::En).contains("items[].title"));
    // A mode may read more than the rest.
    let feedback = WIDGETS.iter().find(|widget| widget.name == "feedback");
    let page = fields::of(feedback.unwrap(), Lang::En);
    assert_eq!(page.matches("<summary>answers.json").count(), 1);
    assert_eq!(page.matches("<summary>feedback.json").count(), 1);
}

#[test]
fn fields_of_the_feed_are_told_in_vietnamese() {
    let mut missing = BTreeSet::new();
    for widget in WIDGETS {
        for part in fields::of(widget, Lang::Vi)
            .split("<span lang=\"en\">")
            .skip(1)
        {
            missing.insert(part.split("</span>").next().unwrap().to_owned());
        }
    }
    // A few that a change has reworded are shown in English meanwhile.
    assert!(
        missing.len() <= 10,
        "put these into xtask/docs/fields.vi.txt, Vietnamese below: {missing:#?}"
    );
    assert_eq!(
        fields::vietnamese("Name of the publisher."),
        Some("Tên nơi đăng.")
    );
    assert_eq!(fields::vietnamese("Tên nơi đăng."), None);
}

#[test]
fn a_widget_without_a_guide_is_told() {
    let error = guide_of("chua-co", Lang::Vi).unwrap_err().to_string();
    assert!(
        error.contains("write widgets/chua-co/guide.vi.md"),
        "{error}"
    );
    for widget in WIDGETS {
        for lang in Lang::ALL {
            assert!(guide_of(widget.name, lang).is_ok(), "{}", widget.name);
        }
    }
}

#[test]
fn guides_stand_in_both_languages_with_the_same_code() {
    for path in sources() {
        let name = path.to_string_lossy().into_owned();
        let Some(stem) = name.strip_suffix(".vi.md") else {
            let twin = name.replace(".en.md", ".vi.md");
            assert!(std::path::Path::new(&twin).exists(), "{name} has no {twin}");
            continue;
        };
        let twin = PathBuf::from(format!("{stem}.en.md"));
        assert!(twin.exists(), "{name} has no {}", twin.display());
        let count = |path: &std::path::Path| {
            let text = read(path).unwrap();
            let fences = text.matches("```").count() / 2;
            (
                fences,
                text.matches("html live").count(),
                text.matches("\n## ").count(),
            )
        };
        assert_eq!(
            count(&path),
            count(&twin),
            "fences, live ones and sections of {name} and its English"
        );
    }
}

#[test]
fn code_in_guides_uses_only_tags_and_attributes_of_the_registry() {
    let mut seen = 0;
    for path in sources() {
        let text = fill(&read(&path).unwrap(), "news", &manifest()).unwrap();
        let guide = guide::parse("guide", &text, Lang::Vi.words()).unwrap();
        for code in &guide.codes {
            for rest in code.split("<cchc-").skip(1) {
                let open = rest.split('>').next().unwrap();
                let (name, rest) = open.split_once(char::is_whitespace).unwrap_or((open, ""));
                // Guides may be older or newer than the branch that has their widget.
                if name == "screen" && WIDGETS.iter().all(|widget| widget.name != "screen") {
                    continue;
                }
                let widget = WIDGETS.iter().find(|widget| widget.name == name);
                let widget = widget.unwrap_or_else(|| panic!("{}: <cchc-{name}>", path.display()));
                for (word, value) in attributes_of(rest) {
                    seen += 1;
                    let mut known = COMMON.iter().chain(widget.attributes);
                    let one = known.find(|one| one.name == word).unwrap_or_else(|| {
                        panic!(
                            "{}: <cchc-{name}> has no attribute `{word}`",
                            path.display()
                        )
                    });
                    let mut choices = one.values.split('|');
                    assert!(
                        !one.values.contains('|') || choices.any(|choice| choice == value),
                        "{}: {word}=\"{value}\" is none of {}",
                        path.display(),
                        one.values
                    );
                }
            }
        }
    }
    assert!(seen > 20, "{seen}");
}

/// Attributes of an opening tag with their values.
fn attributes_of(open: &str) -> Vec<(&str, &str)> {
    let mut found = Vec::new();
    let parts: Vec<&str> = open.split('"').collect();
    for pair in parts.chunks(2) {
        for word in pair[0].split_whitespace() {
            match word.strip_suffix('=') {
                Some(name) => found.push((name, pair.get(1).copied().unwrap_or_default())),
                None => found.push((word, "")),
            }
        }
    }
    found
}

#[test]
fn a_guide_with_html_of_its_own_or_without_a_name_is_refused() {
    let words = Lang::En.words();
    for (text, says) in [
        ("# A\n\nB <b>bold</b>", "HTML outside"),
        ("# A\n\n<script>1</script>", "HTML outside"),
        ("no heading", "begins with"),
        ("# A\n\nB\n\n```html live x\"y\n```\n", "no class"),
    ] {
        let error = guide::parse("guide.md", text, words)
            .unwrap_err()
            .to_string();
        assert!(error.contains(says), "{text:?}: {error}");
    }
    let guide = guide::parse("g", "# Tên\n\nCâu.\n\n## Khi mất mạng\n\n```html live\n<cchc-news limit=\"5\"></cchc-news>\n```\n", words).unwrap();
    assert_eq!(guide.sections[0].id, "khi-mat-mang");
    let html = &guide.sections[0].html;
    assert!(html.contains("<div class=\"stage\">\n<cchc-news limit=\"5\"></cchc-news>"));
    assert!(html.contains("&lt;cchc-news limit=&quot;5&quot;&gt;"));
}

#[test]
fn pages_have_relative_links_and_nothing_inline() {
    for lang in Lang::ALL {
        for (file, page) in written(lang) {
            assert!(
                !page.contains("=\"/"),
                "{file}: an address from the root of a host"
            );
            for inline in [" style=\"", "<style", " onclick=", "<script>"] {
                assert!(!page.contains(inline), "{file}: {inline}");
            }
            let ids: Vec<&str> = page
                .split(" id=\"")
                .skip(1)
                .map(|rest| rest.split('"').next().unwrap())
                .collect();
            let different: BTreeSet<&&str> = ids.iter().collect();
            assert_eq!(different.len(), ids.len(), "{file}: an id stands twice");
        }
    }
}

#[test]
fn the_policy_is_that_of_the_embed_builder() {
    let builder = read(&root().join("examples/builder/code.js")).unwrap();
    let needs = builder
        .lines()
        .find(|line| line.starts_with("const NEEDS"))
        .unwrap();
    assert_eq!(
        needs,
        "const NEEDS = { feedback: { \"worker-src\": [\"blob:\"] } };"
    );
    assert_eq!(POLICY, [("feedback", "; worker-src 'self' blob:")]);
}
