//! From feed, options and the reader's choices to what is shown. Pure, so every state is a native test.

use std::sync::Arc;

use cchc::compare::{change, places_gained, ranking_before};
use cchc::feed::index::{Detail, Ranking, Unit};
use cchc::feed::indexes::{Index, Observation, Status};
use cchc::format::Lang;
use cchc::format::number::Decimal;
use cchc::order::sorted;
use cchc::text::{collation_key, fold};

use super::asked::{Asked, Column};
use super::chart::{Mean, Point};
use super::facts::{figures_text, rank_text};
use super::options::{Layout, Options, Rows};
use super::strings::strings;
use crate::shared::state::State;

/// Positions of one axis of time at most.
const MAX_SLOTS: usize = 100;

/// What is known at one time.
#[derive(Debug, Clone, Default)]
pub struct Model {
    /// What the widget is doing.
    pub state: State,
    /// Language of its words.
    pub lang: Lang,
    /// The line with the age.
    pub status: String,
    /// What the page asked for.
    pub options: Options,
    /// All indexes of the feed.
    pub indexes: Arc<Vec<Index>>,
    /// Those files of single indexes that are at hand.
    pub details: Arc<Vec<Detail>>,
    /// Indexes whose file could not be had.
    pub missing: Vec<String>,
}

/// Files that were read once are one as long as nobody reads them anew: what is in them need not be compared.
impl PartialEq for Model {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.indexes, &other.indexes)
            && Arc::ptr_eq(&self.details, &other.details)
            && (self.state, self.lang) == (other.state, other.lang)
            && (&self.status, &self.options, &self.missing)
                == (&other.status, &other.options, &other.missing)
    }
}

impl Model {
    /// The indexes that the page asked for, in its order.
    #[must_use]
    pub fn chosen(&self) -> Vec<&Index> {
        let asked = &self.options.indexes;
        if asked.is_empty() {
            return self.indexes.iter().collect();
        }
        asked.iter().filter_map(|id| self.index(id)).collect()
    }

    /// The index that is shown in full, or whose units are.
    #[must_use]
    pub fn open(&self, asked: &Asked) -> Option<&Index> {
        let chosen = self.chosen();
        let named = asked.index.as_deref();
        let named = named.and_then(|id| chosen.iter().find(|index| index.id == id));
        match self.options.layout {
            Layout::Compact => None,
            Layout::Cards => named.copied(),
            Layout::Index => named.or(chosen.first()).copied(),
            // Without a name: the first that ranks units.
            Layout::Ranking => {
                let units = chosen.iter().find(|index| index.of_units);
                named.or(units).or(chosen.first()).copied()
            }
        }
    }

    /// The rest of an index, if it is at hand.
    #[must_use]
    pub fn detail(&self, index: &Index) -> Option<&Detail> {
        self.details.iter().find(|detail| detail.id == index.id)
    }

    /// Does what a control says; see [`Asked::act`]. `slot` names a position of the open index by its number.
    #[must_use]
    pub fn act(&self, asked: &mut Asked, act: &str, value: &str) -> bool {
        if act != "slot" {
            return asked.act(act, value);
        }
        let slots = self.open(asked).map(slots).unwrap_or_default();
        let slot = value.parse().ok().and_then(|at: usize| slots.get(at));
        slot.is_some_and(|(period, _)| asked.act("period", period))
    }

    /// An index by its id.
    #[must_use]
    pub fn index(&self, id: &str) -> Option<&Index> {
        self.indexes.iter().find(|index| index.id == id)
    }
}

/// The periods of an index, with years that its publisher left out.
#[must_use]
pub fn slots(index: &Index) -> Vec<(String, Option<&Observation>)> {
    let mut slots: Vec<(String, Option<&Observation>)> = Vec::new();
    for observation in &index.observations {
        let year = |period: &str| {
            let whole = period.len() == 4;
            whole.then(|| period.parse::<u32>().ok()).flatten()
        };
        let before = slots.last().and_then(|(period, _)| year(period));
        if let (Some(before), Some(now)) = (before, year(&observation.period)) {
            for missing in (before + 1..now).take(MAX_SLOTS) {
                slots.push((missing.to_string(), None));
            }
        }
        slots.push((observation.period.clone(), Some(observation)));
    }
    let over = slots.len().saturating_sub(MAX_SLOTS);
    slots.drain(..over);
    slots
}

/// The history of an index for a chart, of its ranks or of its values, and the means beside the values.
#[must_use]
pub fn history(index: &Index, ranks: bool, lang: Lang) -> (Vec<Point>, Vec<Option<Mean>>) {
    let words = strings(lang);
    let mut points: Vec<Point> = Vec::new();
    let mut means: Vec<Option<Mean>> = Vec::new();
    let mut basis = None;
    for (period, observation) in slots(index) {
        let Some(observation) = observation else {
            means.push(None);
            points.push(Point {
                period,
                text: words.no_data_in.to_owned(),
                ..Point::default()
            });
            continue;
        };
        let figures = &observation.figures;
        let change = change(index, observation);
        let is_next = points.last().is_some_and(|before| before.value.is_some());
        let (value, text, joined) = if ranks {
            (
                figures
                    .rank
                    .and_then(|rank| Decimal::new(f64::from(rank), 0)),
                rank_text(figures, words).unwrap_or_default(),
                change.rank.is_ok_and(|places| !places.restated),
            )
        } else {
            (
                figures.value,
                figures_text(index, figures, lang),
                change.value.is_ok_and(|by| !by.restated),
            )
        };
        let is_named = !text.is_empty();
        points.push(Point {
            period,
            value,
            text: if is_named {
                text
            } else {
                words.no_data_in.to_owned()
            },
            joined: joined && is_next,
            breaks: observation.breaks.is_some(),
            doubtful: observation.status != Status::Published,
        });
        // A mean of another set is another curve.
        let is_alike = basis == Some(&figures.basis) && observation.breaks.is_none();
        basis = Some(&figures.basis);
        let joined = is_alike && means.last().is_some_and(Option::is_some);
        let mean = observation.mean.filter(|_| !ranks);
        means.push(mean.map(|value| Mean { value, joined }));
    }
    (points, means)
}

/// How often an index has a value, and how often a rank.
#[must_use]
pub fn counts(index: &Index) -> (usize, usize) {
    let count =
        |has: fn(&Observation) -> bool| index.observations.iter().filter(|one| has(one)).count();
    (
        count(|one| one.figures.value.is_some()),
        count(|one| one.figures.rank.is_some()),
    )
}

/// A ranking as it is shown.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Listing {
    /// Numbers of the rows in the order in which they are shown.
    pub order: Vec<usize>,
    /// Places gained by every unit, in the order of the file; empty where no ranking before can be compared.
    pub gained: Vec<Option<i64>>,
}

/// Which ranking of an index is shown: the one that the reader chose, else the newest of the asked year, else the newest.
#[must_use]
pub fn ranking<'a>(
    detail: &'a Detail,
    asked: &Asked,
    options: &Options,
) -> Option<(usize, &'a Ranking)> {
    let rankings = &detail.rankings;
    let period = asked.period.as_ref().or(options.period.as_ref());
    let of_period = rankings.iter().rposition(|one| Some(&one.period) == period);
    let at = asked
        .ranking
        .filter(|at| *at < rankings.len())
        .or(of_period)
        .or_else(|| rankings.len().checked_sub(1))?;
    rankings.get(at).map(|ranking| (at, ranking))
}

/// Filters and sorts a ranking.
#[must_use]
pub fn listing(
    index: &Index,
    detail: &Detail,
    ranking: &Ranking,
    asked: &Asked,
    options: &Options,
) -> Listing {
    let gained = ranking_before(index, detail, ranking)
        .map(|earlier| places_gained(earlier, ranking))
        .unwrap_or_default();
    let sought = fold(asked.find.trim());
    let rows = &ranking.rows;
    let mut kept: Vec<usize> = Vec::new();
    for (at, unit) in rows.iter().enumerate() {
        if sought.is_empty() || holds(&fold(&unit.name), &sought) {
            kept.push(at);
        }
    }
    let best = best_first(index, rows, &kept);
    let shown = asked.rows(options);
    let count = options.limit.min(best.len());
    kept = match shown {
        Rows::All => best,
        Rows::Top => best[..count].to_vec(),
        Rows::Bottom => best[best.len() - count..].to_vec(),
    };
    let mut order = match asked.column {
        Column::Rank => kept,
        Column::Name => {
            let keys: Vec<Vec<u8>> = kept
                .iter()
                .map(|at| collation_key(&rows[*at].name))
                .collect();
            by(&kept, &|a, b| keys[a] < keys[b])
        }
        Column::Value => by(&kept, &|a, b| {
            is_above(rows[kept[a]].value, rows[kept[b]].value)
        }),
        Column::Change => by(&kept, &|a, b| {
            let of = |at: usize| gained.get(kept[at]).copied().flatten();
            of(a).is_some() && (of(b).is_none() || of(a) > of(b))
        }),
    };
    if asked.reversed {
        order.reverse();
    }
    Listing { order, gained }
}

/// The library's search for one text in another weighs 2 kB.
fn holds(text: &str, sought: &str) -> bool {
    let mut windows = text.as_bytes().windows(sought.len());
    windows.any(|window| window == sought.as_bytes())
}

/// By rank; units without one after those that have one, by value.
fn best_first(index: &Index, rows: &[Unit], kept: &[usize]) -> Vec<usize> {
    by(kept, &|a, b| {
        let (a, b) = (&rows[kept[a]], &rows[kept[b]]);
        match (a.rank, b.rank) {
            (Some(first), Some(second)) => first < second,
            (Some(_), None) => true,
            (None, Some(_)) => false,
            (None, None) if index.lower_is_better => is_above(b.value, a.value),
            (None, None) => is_above(a.value, b.value),
        }
    })
}

fn by(kept: &[usize], is_before: &dyn Fn(usize, usize) -> bool) -> Vec<usize> {
    let order = sorted(kept.len(), is_before);
    order.into_iter().map(|at| kept[at]).collect()
}

/// A known value stands before an unknown one.
fn is_above(a: Option<Decimal>, b: Option<Decimal>) -> bool {
    match (a, b) {
        (Some(a), Some(b)) => a.minus(b).sign() > 0,
        (a, b) => a.is_some() && b.is_none(),
    }
}
