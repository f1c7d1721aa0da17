//! One edition of an index in words: what a card, one line in a sidebar, a picture and a screen reader tell.

use std::borrow::Cow;

use cchc::compare::{
    Why, amount, band_words, change, period_words, rank_words, status_words, value_words,
};
use cchc::feed::indexes::{Figures, Index, Link, Observation, Status};
use cchc::feed::parse_stamp;
use cchc::format::{Lang, date};

use super::strings::{Strings, strings};

/// One edition, ready to be told.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Facts {
    /// The year, as the feed writes it.
    pub period: String,
    /// The year in words: `năm 2024`.
    pub when: String,
    /// What is told first: the value, else the rank, else the group; the group before all where nobody is ranked.
    pub head: String,
    /// Unit of the head, if it is a value.
    pub unit: String,
    /// The rest of value, rank and group.
    pub place: Vec<String>,
    /// What became of it, or why that cannot be said.
    pub trends: Vec<Trend>,
    /// How sure it is, what others say, what a reader has to know.
    pub notes: Vec<String>,
    /// What is aimed at, and who says so.
    pub target: Option<(String, Option<Link>)>,
    /// Where it was published, the main source first.
    pub sources: Vec<Link>,
    /// Day of publication in words.
    pub published: Option<String>,
}

/// One change in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trend {
    /// 1 for the better, −1 for the worse, 0 for neither.
    pub toward: i64,
    /// `tăng 1,14 điểm phần trăm so với năm 2023`.
    pub words: String,
    /// It says why there is nothing to compare.
    pub is_reason: bool,
}

/// Puts an edition into words.
#[must_use]
pub fn facts(index: &Index, observation: &Observation, lang: Lang) -> Facts {
    let words = strings(lang);
    let figures = &observation.figures;
    let value = figures.value.map(|value| amount(value, &index.unit, lang));
    let rank = rank_text(figures, words);
    let band = band_text(index, figures, lang);
    let mut facts = Facts {
        period: observation.period.clone(),
        when: period_words(&observation.period, lang),
        trends: trends(index, observation, lang),
        notes: notes(index, observation, lang),
        target: target(index, lang),
        published: observation.published.as_deref().and_then(day),
        ..Facts::default()
    };
    let mut place = Vec::new();
    if !index.ranked && band.is_some() {
        facts.head = band.unwrap_or_default();
        place.push(value);
        place.push(rank);
    } else if let Some(value) = figures.value {
        facts.head = value.text(lang);
        facts.unit = index.unit.get(lang).to_owned();
        let is_missed = index.ranked && !index.of_units;
        place.push(rank.or_else(|| is_missed.then(|| words.rank_unknown.to_owned())));
        place.push(band);
    } else if let Some(rank) = figures.rank {
        let of = figures.rank_of.map(|of| ["/", &of.to_string()].concat());
        let of_unknown = of.is_none().then(|| words.of_unknown.to_owned());
        facts.head = [
            &capital(words.rank),
            &*rank.to_string(),
            &of.unwrap_or_default(),
        ]
        .concat();
        place.push(of_unknown);
        place.push(Some(words.value_unknown.to_owned()));
        place.push(band);
    } else {
        facts.head = band.unwrap_or_else(|| words.no_data.to_owned());
    }
    facts.place = place.into_iter().flatten().collect();
    if index.of_units && figures.value.is_some() {
        facts.place.insert(0, words.mean_of_units.to_owned());
    }
    if let Some(first) = facts.place.first_mut() {
        *first = capital(first);
    }
    let mut add = |one: &Figures| {
        if let Some(source) = &one.source
            && !facts.sources.contains(source)
        {
            facts.sources.push(source.clone());
        }
    };
    add(figures);
    observation.conflicts.iter().for_each(&mut add);
    observation.restated.iter().for_each(&mut add);
    facts
}

/// The edition of this period; without one the newest of which anything is known, else the newest.
#[must_use]
pub fn edition<'a>(index: &'a Index, period: Option<&str>) -> Option<Cow<'a, Observation>> {
    let Some(period) = period else {
        let newest = index.latest().or_else(|| index.observations.last());
        return newest.map(Cow::Borrowed);
    };
    let known = index.observations.iter().find(|one| one.period == period);
    Some(known.map_or_else(|| Cow::Owned(unknown(period)), Cow::Borrowed))
}

/// An edition of which the feed says nothing.
fn unknown(period: &str) -> Observation {
    Observation {
        period: period.to_owned(),
        figures: Figures::default(),
        status: Status::Unknown,
        published: None,
        mean: None,
        breaks: None,
        note: None,
        restated: Vec::new(),
        conflicts: Vec::new(),
    }
}

/// What is still to come after the newest known edition: `năm 2025: chưa có số liệu`.
#[must_use]
pub fn pending(index: &Index, observation: &Observation, lang: Lang) -> Option<String> {
    let newest = index.observations.last()?;
    let is_latest = index.latest() == Some(observation) && newest.period > observation.period;
    is_latest.then(|| {
        [
            &capital(&period_words(&newest.period, lang)),
            ": ",
            strings(lang).no_data_in,
        ]
        .concat()
    })
}

/// `hạng 3/63`.
#[must_use]
pub fn rank_text(figures: &Figures, words: &Strings) -> Option<String> {
    let rank = figures.rank?.to_string();
    Some(match figures.rank_of {
        Some(of) => [words.rank, &rank, "/", &of.to_string()].concat(),
        None => [words.rank, &rank, " (", words.of_unknown, ")"].concat(),
    })
}

/// Name of the group.
#[must_use]
pub fn band_text(index: &Index, figures: &Figures, lang: Lang) -> Option<String> {
    let (_, band) = index.band(figures.band.as_deref()?)?;
    Some(band.name.get(lang).to_owned())
}

/// `06/04/2025` from what the feed writes.
#[must_use]
pub fn day(raw: &str) -> Option<String> {
    parse_stamp(raw).map(|(stamp, _)| date(stamp))
}

/// With a capital at its beginning, if that is a letter of ASCII.
#[must_use]
pub fn capital(text: &str) -> String {
    let mut out = text.to_owned();
    if let Some(first) = out.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    out
}

/// Value, rank and group of some figures in one line.
#[must_use]
pub fn figures_text(index: &Index, figures: &Figures, lang: Lang) -> String {
    let value = figures.value.map(|value| amount(value, &index.unit, lang));
    let rank = rank_text(figures, strings(lang));
    join(vec![value, rank, band_text(index, figures, lang)], " · ")
}

/// Those texts that there are, with something between them.
#[must_use]
pub fn join(texts: Vec<Option<String>>, between: &str) -> String {
    let mut out = String::new();
    for text in texts.into_iter().flatten() {
        if !out.is_empty() {
            out.push_str(between);
        }
        out.push_str(&text);
    }
    out
}

fn trends(index: &Index, observation: &Observation, lang: Lang) -> Vec<Trend> {
    let figures = &observation.figures;
    let change = change(index, observation);
    let mut told = Vec::new();
    // Whether something is only missing, and why there is nothing to compare.
    let mut reasons: Vec<(bool, String)> = Vec::new();
    let mut tell = |outcome: Result<i64, Why<'_>>, words: String| match outcome {
        Ok(toward) => told.push(Trend {
            toward,
            words: capital(&words),
            is_reason: false,
        }),
        Err(why) => {
            let reason = (matches!(why, Why::First | Why::Unknown), words);
            if !reason.1.is_empty() && !reasons.contains(&reason) {
                reasons.push(reason);
            }
        }
    };
    if figures.band.is_some() {
        let words = figures.band.as_deref().unwrap_or_default();
        let words = band_words(index, &change, words, lang);
        tell(change.band.map(i64::signum), words);
    }
    if figures.value.is_some() {
        let toward = change.value.map(|by| {
            let sign = by.by.sign();
            if index.lower_is_better { -sign } else { sign }
        });
        tell(toward, value_words(index, &change, lang));
    }
    if figures.rank.is_some() {
        let toward = change.rank.map(|places| places.gained.signum());
        tell(toward, rank_words(&change, lang));
    }
    // That something is missing is worth a word only where nothing else is told.
    let has_more = !told.is_empty() || !reasons.iter().all(|(is_idle, _)| *is_idle);
    // Another number of places says more than another set, and means the same.
    let has_universe = matches!(change.rank, Err(Why::Universe(..) | Why::UniverseUnknown));
    for (is_idle, words) in reasons {
        let is_same = has_universe && words != rank_words(&change, lang);
        if !(is_same || is_idle && has_more) {
            told.push(Trend {
                toward: 0,
                words: capital(&words),
                is_reason: true,
            });
        }
    }
    told
}

fn notes(index: &Index, observation: &Observation, lang: Lang) -> Vec<String> {
    let words = strings(lang);
    let mut notes = Vec::new();
    let status = status_words(observation.status, lang);
    if !status.is_empty() && observation.status != Status::Unknown {
        notes.push(capital(status));
    }
    for (before, others) in [
        (words.others_say, &observation.conflicts),
        (words.restated, &observation.restated),
    ] {
        for one in others {
            let mut note = [before, &figures_text(index, one, lang)].concat();
            if let Some(source) = &one.source {
                note.push_str(" (");
                note.push_str(&source.title);
                note.push(')');
            }
            notes.push(note);
        }
    }
    if let Some(note) = &observation.note {
        notes.push(note.get(lang).trim_end_matches('.').to_owned());
    }
    if !index.ranked && observation.figures.rank.is_some() {
        notes.push(words.no_rank_note.trim_end_matches('.').to_owned());
    }
    notes
}

fn target(index: &Index, lang: Lang) -> Option<(String, Option<Link>)> {
    let words = strings(lang);
    let target = index.target.as_ref()?;
    let bound = if index.lower_is_better {
        words.at_most
    } else {
        words.at_least
    };
    let value = target
        .value
        .map(|value| [bound, &amount(value.trimmed(), &index.unit, lang)].concat());
    let rank = target
        .rank
        .map(|rank| [words.rank, &rank.to_string(), words.or_better].concat());
    let aim = join(vec![value, rank], " · ");
    let when = period_words(&target.period, lang);
    Some((
        [words.target, &when, ": ", &aim].concat(),
        target.source.clone(),
    ))
}
