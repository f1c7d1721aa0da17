//! What of an index may be compared with what. A number that went from 6 to 1 is no rise of five places when 63 were
//! ranked before and 34 after; a curve that crosses a change of method shows the method. So a change is only given
//! between figures on the same footing, and otherwise the reason why there is none.
//!
//! The rules come from real editions, by which the tests name them (C1 to C7).

mod sentence;
mod units;
mod words;

pub use sentence::sentence;
pub use units::{places_gained, ranking_before};
pub use words::{
    amount, band_words, period_words, rank_words, status_words, value_words, why_words,
};

use crate::feed::index::{Detail, Edition};
use crate::feed::indexes::{Figures, Index, Observation, Status, Words};
use crate::format::number::Decimal;

/// What became of an index since its edition before.
#[derive(Debug, Clone, PartialEq)]
pub struct Change<'a> {
    /// The edition before of which anything is known, a year for a year and a part of one for such a part.
    pub since: Option<&'a Observation>,
    /// Difference of the values.
    pub value: Result<Difference, Why<'a>>,
    /// Places gained; a loss is negative.
    pub rank: Result<Places, Why<'a>>,
    /// Groups gained; a loss is negative.
    pub band: Result<i64, Why<'a>>,
}

/// Change of a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Difference {
    /// The later less the earlier.
    pub by: Decimal,
    /// One of both editions was worked out again on the footing of the other.
    pub restated: bool,
}

/// Change of a rank.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Places {
    /// Places gained; a loss is negative.
    pub gained: i64,
    /// One of both editions was worked out again on the footing of the other.
    pub restated: bool,
}

/// Why there is no change to tell.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Why<'a> {
    /// It is the first edition.
    First,
    /// A figure of one of both is not known.
    Unknown,
    /// The series began anew; the publisher's reason.
    Break(&'a Words),
    /// Others were ranked: how many then, how many now.
    Universe(u32, u32),
    /// It is not said among how many one of both was ranked.
    UniverseUnknown,
    /// Another set was measured, or it is not said which.
    Basis,
    /// Sources contradict one another.
    Conflict,
}

/// What became of the index with this edition.
#[must_use]
pub fn change<'a>(index: &'a Index, later: &'a Observation) -> Change<'a> {
    let editions = &index.observations;
    let at = editions.partition_point(|one| one.period < later.period);
    let before = editions.get(..at).unwrap_or_default();
    // Nine months are not compared with a year.
    let is_like = |one: &Observation| one.is_known() && one.period.len() == later.period.len();
    let Some(since) = before.iter().rposition(is_like) else {
        return Change {
            since: None,
            value: Err(Why::First),
            rank: Err(Why::First),
            band: Err(Why::First),
        };
    };
    let earlier = &before[since];
    // A break in an edition that nobody knows breaks the series all the same.
    let broken = before
        .get(since + 1..)
        .unwrap_or_default()
        .iter()
        .chain(std::iter::once(later))
        .find_map(|one| one.breaks.as_ref());
    let refused = broken.map(Why::Break).or_else(|| {
        let conflict = [earlier, later]
            .iter()
            .any(|one| one.status == Status::Conflict);
        conflict.then_some(Why::Conflict)
    });
    Change {
        since: Some(earlier),
        value: refused.map_or_else(|| value_change(earlier, later), Err),
        rank: refused.map_or_else(|| rank_change(earlier, later), Err),
        band: refused.map_or_else(|| band_change(index, earlier, later), Err),
    }
}

/// The edition whose components may stand beside those of `later`: the one before, if both are on one footing.
///
/// # Errors
///
/// The reason why there is none.
pub fn edition_before<'a>(
    index: &'a Index,
    detail: &'a Detail,
    later: &Edition,
) -> Result<&'a Edition, Why<'a>> {
    let mut before = detail.editions.iter().rev();
    let is_like =
        |one: &&Edition| one.period < later.period && one.period.len() == later.period.len();
    let earlier = before.find(is_like).ok_or(Why::First)?;
    if let Some(reason) = broken_between(index, &earlier.period, &later.period) {
        return Err(Why::Break(reason));
    }
    let mut basis = None;
    for one in &index.observations {
        if one.period == earlier.period || one.period == later.period {
            if one.status == Status::Conflict {
                return Err(Why::Conflict);
            }
            if *basis.get_or_insert(&one.figures.basis) != &one.figures.basis {
                return Err(Why::Basis);
            }
        }
    }
    Ok(earlier)
}

/// Why the series began anew after `earlier`, up to and with `later`.
fn broken_between<'a>(index: &'a Index, earlier: &str, later: &str) -> Option<&'a Words> {
    let mut between = index
        .observations
        .iter()
        .filter(|one| *earlier < *one.period && *one.period <= *later);
    between.find_map(|one| one.breaks.as_ref())
}

impl Index {
    /// Whether a change of this sign is for the better; none is not.
    #[must_use]
    pub const fn is_better(&self, sign: i64) -> bool {
        sign != 0 && (sign > 0) != self.lower_is_better
    }
}

/// The figures of both editions in pairs: as published, then with either of them worked out again.
fn pairs<'a>(earlier: &'a Observation, later: &'a Observation) -> Vec<(&'a Figures, &'a Figures)> {
    let mut pairs = vec![(&earlier.figures, &later.figures)];
    for then in &earlier.restated {
        pairs.push((then, &later.figures));
    }
    for now in &later.restated {
        pairs.push((&earlier.figures, now));
    }
    pairs
}

fn value_change<'a>(earlier: &Observation, later: &Observation) -> Result<Difference, Why<'a>> {
    let mut why = Why::Unknown;
    for (at, (then, now)) in pairs(earlier, later).into_iter().enumerate() {
        let (Some(before), Some(after)) = (then.value, now.value) else {
            continue;
        };
        if then.basis == now.basis {
            return Ok(Difference {
                by: after.minus(before),
                restated: at > 0,
            });
        }
        why = Why::Basis;
    }
    Err(why)
}

fn rank_change<'a>(earlier: &Observation, later: &Observation) -> Result<Places, Why<'a>> {
    let mut why = Why::Unknown;
    for (at, (then, now)) in pairs(earlier, later).into_iter().enumerate() {
        let (Some(before), Some(after)) = (then.rank, now.rank) else {
            continue;
        };
        let refused = match (then.rank_of, now.rank_of) {
            (Some(then), Some(now)) if then != now => Why::Universe(then, now),
            (Some(_), Some(_)) if then.basis == now.basis => {
                return Ok(Places {
                    gained: i64::from(before) - i64::from(after),
                    restated: at > 0,
                });
            }
            (Some(_), Some(_)) => Why::Basis,
            _ => Why::UniverseUnknown,
        };
        // The reason that counts is that of the figures as published.
        if at == 0 {
            why = refused;
        }
    }
    Err(why)
}

/// Groups are often quarters of those that were measured, so the set must be the same.
fn band_change<'a>(
    index: &Index,
    earlier: &Observation,
    later: &Observation,
) -> Result<i64, Why<'a>> {
    let place = |one: &Figures| {
        let (at, _) = index.band(one.band.as_deref()?)?;
        i64::try_from(at).ok()
    };
    let mut why = Why::Unknown;
    for (then, now) in pairs(earlier, later) {
        let (Some(before), Some(after)) = (place(then), place(now)) else {
            continue;
        };
        if then.basis == now.basis {
            return Ok(before - after);
        }
        why = Why::Basis;
    }
    Err(why)
}

#[cfg(test)]
#[path = "compare/properties.rs"]
mod properties;
#[cfg(test)]
#[path = "compare/tests.rs"]
mod tests;
