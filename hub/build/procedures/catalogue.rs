//! `procedures.bin`: the list and the names of papers as a catalogue that browsers search where it lies.

use cchc::feed::procedure;
use cchc::feed::procedures;
use cchc::search::{self, Entry, TooMany};

use crate::build::output::Made;

/// Its name in the discovery file, and its address.
pub(super) const NAME: &str = "procedures.bin";
/// Papers of one procedure by which it is found.
const MOST_PAPERS: usize = 8;
/// Longer names are sentences, and find everything.
const MOST_PAPER_CHARS: usize = 90;

/// Made from the files as readers find them: so what they would leave out is not found either.
pub(super) fn content(list: &[u8], details: &[Made]) -> Result<Vec<u8>, TooMany> {
    let (known, _) = procedures::parse(&String::from_utf8_lossy(list));
    let mut papers: Vec<Vec<String>> = vec![Vec::new(); known.procedures.len()];
    let places: std::collections::HashMap<&str, usize> = known
        .procedures
        .iter()
        .enumerate()
        .map(|(at, one)| (one.id.as_str(), at))
        .collect();
    for detail in details {
        let (found, _) = procedure::parse(&String::from_utf8_lossy(&detail.content));
        let Some(detail) = found else { continue };
        let place = places.get(detail.procedure.id.as_str());
        let Some(own) = place.and_then(|at| papers.get_mut(*at)) else {
            continue;
        };
        let needed = detail.cases.iter().flat_map(|case| &case.papers);
        let needed = needed.map(|paper| &paper.name);
        let short = detail.results.iter().chain(needed);
        let short = short.filter(|name| name.chars().count() <= MOST_PAPER_CHARS);
        own.extend(short.take(MOST_PAPERS).cloned());
    }
    let entries: Vec<Entry<'_>> = known
        .procedures
        .iter()
        .zip(&papers)
        .map(|(procedure, papers)| Entry { procedure, papers })
        .collect();
    search::build(&entries, &known.synonyms)
}
