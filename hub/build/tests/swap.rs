//! That a good feed is never lost, nor anything else that stands in its folder or beside it.

use super::*;

#[test]
fn a_broken_source_leaves_the_good_feed() {
    let (_dir, settings) = sources(&news("a"));
    build(&settings).unwrap();
    let good = std::fs::read(settings.output.join("news.json")).unwrap();
    std::fs::write(settings.sources.join("news.json"), "{\"items\": [").unwrap();
    assert!(matches!(build(&settings), Err(Error::Sources(_))));
    assert_eq!(
        std::fs::read(settings.output.join("news.json")).unwrap(),
        good
    );
}

#[test]
fn a_folder_with_other_files_is_not_replaced() {
    let (_dir, settings) = sources(&news("a"));
    std::fs::create_dir(&settings.output).unwrap();
    std::fs::write(settings.output.join("thesis.txt"), "x").unwrap();
    assert!(matches!(build(&settings), Err(Error::NotAFeed(_))));
    assert!(settings.output.join("thesis.txt").exists());
}

#[test]
fn a_changed_file_is_found_by_its_hash() {
    let (_dir, settings) = sources(&news("a"));
    build(&settings).unwrap();
    std::fs::write(settings.output.join("news.json"), news("c")).unwrap();
    let worst = check::files(&settings.output, now(&settings))
        .unwrap()
        .iter()
        .filter_map(check::Checked::worst)
        .max();
    assert_eq!(worst, Some(Severity::Error));
}

#[test]
fn the_copies_of_an_unchanged_file_are_taken_over_and_broken_ones_are_made_anew() {
    let (_dir, settings) = sources(&news("a"));
    build(&settings).unwrap();
    let name = |ending: &str| settings.output.join(format!("news.json{ending}"));
    let good = std::fs::read(name(".gz")).unwrap();
    // Another packing of the same bytes shows that the copy was taken and not made.
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::none());
    std::io::Write::write_all(&mut gzip, &std::fs::read(name("")).unwrap()).unwrap();
    let other = gzip.finish().unwrap();
    std::fs::write(name(".gz"), &other).unwrap();
    build(&settings).unwrap();
    assert_eq!(std::fs::read(name(".gz")).unwrap(), other);
    std::fs::write(name(".gz"), "broken").unwrap();
    build(&settings).unwrap();
    assert_eq!(std::fs::read(name(".gz")).unwrap(), good);
}

#[test]
fn an_exchange_that_was_cut_short_is_mended_and_leaves_nothing_beside() {
    let (dir, settings) = sources(&news("a"));
    build(&settings).unwrap();
    let sequence = |from: &str, to: &str| {
        let path = settings.output.join("cchc.json");
        let text = std::fs::read_to_string(&path).unwrap();
        assert!(text.contains(from), "{text}");
        std::fs::write(path, text.replace(from, to)).unwrap();
    };
    sequence("\"sequence\":1,", "\"sequence\":41,");
    std::fs::rename(&settings.output, dir.path().join(".feed.cchc-old")).unwrap();
    std::fs::create_dir(dir.path().join(".feed.cchc-new")).unwrap();
    build(&settings).unwrap();
    // The sequence goes on.
    sequence("\"sequence\":41,", "\"sequence\":41,");
    let mut names: Vec<_> = std::fs::read_dir(dir.path())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    assert_eq!(names, [".feed.cchc-lock", "feed", "sources"]);
}

#[test]
fn two_builds_into_one_folder_do_not_meet() {
    let (_dir, settings) = sources(&news("a"));
    let output = super::super::swap::settle(&settings.output, &settings.sources).unwrap();
    let lock = super::super::swap::lock(&output).unwrap();
    assert!(matches!(build(&settings), Err(Error::Busy(_))));
    drop(lock);
    build(&settings).unwrap();
}

#[test]
fn what_others_have_put_into_the_folder_of_the_feed_or_beside_it_stays() {
    let (dir, settings) = sources(&news("a"));
    let feed = |name: &str| settings.output.join(name);
    build(&settings).unwrap();
    let theirs = [
        ".htaccess",
        "sub/deep/note.txt",
        "csv/readme.txt",
        "news.json.bak",
    ];
    for name in theirs {
        std::fs::create_dir_all(feed(name).parent().unwrap()).unwrap();
        std::fs::write(feed(name), name).unwrap();
    }
    std::fs::create_dir(feed("empty")).unwrap();
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let rights = |path: &Path, mode| {
            std::fs::set_permissions(path, std::fs::Permissions::from_mode(mode)).unwrap();
        };
        rights(&feed("sub"), 0o750);
        rights(&settings.output, 0o2775);
    }
    // Left behind by an earlier build.
    let stale = ["csv/indexes.csv", "indexes/old.json.br", "agencies.json"];
    std::fs::create_dir_all(feed("indexes")).unwrap();
    for name in stale {
        std::fs::write(feed(name), name).unwrap();
    }
    std::fs::create_dir(dir.path().join("feed.old")).unwrap();
    std::fs::write(settings.sources.join("news.json"), news("b")).unwrap();
    for _ in 0..2 {
        build(&settings).unwrap();
        for name in theirs {
            assert_eq!(std::fs::read_to_string(feed(name)).unwrap(), name);
        }
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            let mode = |path: &Path| std::fs::metadata(path).unwrap().permissions().mode() & 0o7777;
            assert_eq!(mode(&feed("sub")), 0o750);
            assert_eq!(mode(&settings.output), 0o2775);
        }
        assert!(feed("empty").is_dir() && !feed("indexes").exists());
        for name in stale {
            assert!(!feed(name).exists(), "{name}");
        }
        assert!(dir.path().join("feed.old").exists());
    }
    let text = std::fs::read_to_string(feed("news.json")).unwrap();
    assert!(text.contains("\"title\":\"b\""), "{text}");
}

#[test]
fn a_feed_is_not_built_over_its_sources() {
    let (_dir, mut settings) = sources(&news("a"));
    build(&settings).unwrap();
    let inside = settings.output.join("sources");
    std::fs::create_dir(&inside).unwrap();
    for name in ["feed.toml", "news.json"] {
        std::fs::copy(settings.sources.join(name), inside.join(name)).unwrap();
    }
    settings.sources = inside.clone();
    assert!(matches!(build(&settings), Err(Error::Overlap(_))));
    settings.output = inside.join("../sources");
    assert!(matches!(build(&settings), Err(Error::Overlap(_))));
    assert!(inside.join("feed.toml").exists());
    // The other way round nothing is lost.
    settings.output = inside.join("feed");
    build(&settings).unwrap();
    for name in ["/", ".."] {
        settings.output = name.into();
        let built = build(&settings);
        assert!(
            matches!(
                built,
                Err(Error::NoName(_) | Error::NotAFeed(_) | Error::Here(_) | Error::Overlap(_))
            ),
            "{name}"
        );
    }
}

#[test]
#[cfg(unix)]
fn a_feed_behind_a_link_is_exchanged_where_it_is() {
    let (dir, mut settings) = sources(&news("a"));
    build(&settings).unwrap();
    let link = dir.path().join("link");
    std::os::unix::fs::symlink(&settings.output, &link).unwrap();
    std::fs::write(settings.sources.join("news.json"), news("b")).unwrap();
    let real = std::mem::replace(&mut settings.output, link.clone());
    build(&settings).unwrap();
    assert!(link.is_symlink());
    let text = std::fs::read_to_string(real.join("news.json")).unwrap();
    assert!(text.contains("\"title\":\"b\""), "{text}");
}

#[test]
fn a_broken_feed_in_use_is_told_before_its_sequence_is_lost() {
    let (_dir, settings) = sources(&news("a"));
    build(&settings).unwrap();
    for name in ["cchc.json", "news.json"] {
        let path = settings.output.join(name);
        let good = std::fs::read(&path).unwrap();
        std::fs::write(&path, &good[..good.len() / 2]).unwrap();
        let built = build(&settings).unwrap();
        let lines = built.problems.lines(Language::En);
        assert_eq!(lines.len(), 1, "{lines:?}");
        assert!(
            lines[0].contains(&format!("feed/{name}: old-feed-broken")),
            "{lines:?}"
        );
        assert_eq!(
            build(&settings).unwrap().problems.lines(Language::En),
            [""; 0]
        );
    }
}

#[test]
fn a_folder_without_a_plan_says_how_to_begin() {
    let (_dir, settings) = sources(&news("a"));
    std::fs::remove_file(settings.sources.join("feed.toml")).unwrap();
    let error = build(&settings).err().unwrap();
    assert!(matches!(error, Error::NoPlan(_)));
    assert_eq!(error.exit_code(), 3);
    assert!(error.to_string().contains("cchc build --init"));
}

#[test]
fn a_feed_that_cannot_be_written_whole_leaves_the_old_one_and_nothing_beside() {
    let (dir, settings) = sources(&news("a"));
    build(&settings).unwrap();
    // A folder where a file has to be.
    let toml = format!(
        "{TOML}[[files]]\nname = \"indexes\"\nttl_secs = 60\n[[files]]\nname = \"agencies\"\nttl_secs = 60\nsources = [{{ file = \"cq.csv\" }}]\n"
    );
    let indexes =
        r#"{"version":"1.0","indexes":[{"id":"a","name":"A","detail":"agencies.json/a.json"}]}"#;
    std::fs::create_dir(settings.sources.join("agencies.json")).unwrap();
    for (name, text) in [
        ("feed.toml", toml.as_str()),
        ("news.json", &news("b")),
        ("cq.csv", "Mã;Tên\nso-a;Sở A\n"),
        ("indexes.json", indexes),
        (
            "agencies.json/a.json",
            r#"{"version":"1.0","id":"a","method":"x"}"#,
        ),
    ] {
        std::fs::write(settings.sources.join(name), text).unwrap();
    }
    let error = build(&settings).err().unwrap();
    assert!(matches!(error, Error::File(..)), "{error}");
    assert!(error.to_string().contains("agencies.json"), "{error}");
    let text = std::fs::read_to_string(settings.output.join("news.json")).unwrap();
    assert!(text.contains("\"title\":\"a\""), "{text}");
    assert!(!dir.path().join(".feed.cchc-new").exists());
}
