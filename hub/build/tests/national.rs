//! The records of the national portal as they are, where they are at hand: beside the folder of the project, not in it.

use cchc::feed::procedure::{detail_url, parse};
use cchc::feed::procedures;

use super::*;

const DATA: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../shared/data/procedures");
/// Most that the file of one procedure should cost a phone.
const AIM_BYTES: usize = 5_000;
/// Nineteen of twenty must keep to it.
const SHARE: f64 = 0.95;

#[test]
#[allow(
    clippy::print_stdout,
    clippy::disallowed_macros,
    reason = "what was measured"
)]
fn the_whole_catalogue_is_built_without_a_defect() {
    let names = [
        "national-details-502.jsonl.gz",
        "national-catalog-5670.jsonl.gz",
    ];
    let data = Path::new(DATA);
    if names.iter().any(|name| !data.join(name).is_file()) {
        println!("skipped: {DATA} is not there");
        return;
    }
    let (_dir, job) = sources("");
    let plan = TOML.replace("\"news\"", "\"procedures\"");
    let list = names.map(|name| format!("{{ file = \"{name}\" }}"));
    let plan = format!("{plan}sources = [{}]\n", list.join(", "));
    std::fs::write(job.sources.join("feed.toml"), plan).unwrap();
    for name in names {
        std::fs::copy(data.join(name), job.sources.join(name)).unwrap();
    }
    let built = build(&job).unwrap_or_else(|error| match error {
        Error::Sources(problems) => panic!("{:#?}", problems.lines(Language::En)),
        error => panic!("{error}"),
    });
    let told = built.problems.lines(Language::En);
    assert!(
        told.iter().all(|line| line.contains("records-left-out")),
        "{told:#?}"
    );
    let text = std::fs::read_to_string(job.output.join("procedures.json")).unwrap();
    let (found, findings) = procedures::parse(&text);
    assert_eq!(findings, []);
    assert_eq!(found.procedures.len(), 5_670 - 192);
    let mut sizes = Vec::new();
    for one in &found.procedures {
        assert!(one.has_detail, "{}", one.id);
        let path = job.output.join(detail_url(&one.id));
        let text = std::fs::read_to_string(&path).unwrap();
        let (detail, findings) = parse(&text);
        assert_eq!(findings, [], "{}", one.id);
        let detail = detail.unwrap();
        assert_eq!(detail.procedure.name, one.name);
        // What the catalogue alone knows is in its own file too, so that it can be opened.
        if detail.ways.is_empty() && detail.cases.is_empty() && detail.laws.is_empty() {
            continue;
        }
        let packed = std::fs::read(format!("{}.br", path.display())).unwrap();
        sizes.push((packed.len(), one.id.clone(), fattest(&text)));
    }
    sizes.sort();
    assert_eq!(sizes.len(), 502);
    let at = |share: f64| &sizes[((sizes.len() - 1) as f64 * share) as usize];
    println!(
        "brotli of one procedure: p50 {}, p95 {}",
        at(0.5).0,
        at(0.95).0
    );
    for (bytes, id, part) in sizes.iter().filter(|(bytes, ..)| *bytes > AIM_BYTES) {
        println!("{id}: {bytes} B, most of it {part}");
    }
    assert!(at(SHARE).0 <= AIM_BYTES, "{:?}", at(SHARE));
    let checked = check::files(&job.output, now(&job)).unwrap();
    assert!(checked.iter().all(|file| file.worst().is_none()));
}

/// The longest part of a file, and its share of the whole.
fn fattest(text: &str) -> String {
    let value: serde_json::Value = serde_json::from_str(text).unwrap();
    let parts = value.as_object().unwrap().iter();
    let parts = parts.map(|(name, part)| (part.to_string().len(), name));
    let (bytes, name) = parts.max().unwrap();
    format!("{name} ({} % before packing)", bytes * 100 / text.len())
}
