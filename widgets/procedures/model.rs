//! What is known: the catalogue, the procedure that is open, the agencies, and what this device remembers.

use std::sync::Arc;

use cchc::feed::agencies::Agency;
use cchc::feed::procedure::Detail;
use cchc::format::Lang;
use cchc::search::{Answer, Catalogue};
use chrono::NaiveDate;

use super::asked::Asked;
use super::options::Options;
use crate::shared::state::State;
use crate::shared::units;

/// Data older than this is told to be old.
pub const OLD_DAYS: i64 = 180;
/// Everyday procedures shown before anything is typed.
pub const POPULAR: usize = 8;
/// Wards offered for what was typed.
pub const WARDS: usize = 6;

/// Code of a procedure that the network did not bring.
pub const UNREACHABLE: &str = "feed-unreachable";

/// The procedure that is open.
#[derive(Debug, Clone, PartialEq, Default)]
pub enum Open {
    /// None, or it is on its way.
    #[default]
    Waiting,
    /// As it came, or as it was kept when it last came.
    Here(Arc<Detail>, Freshness),
    /// It could not be had, and this is why.
    Missing(&'static str),
}

/// Where the procedure that is open came from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Freshness {
    /// From the feed.
    Fresh,
    /// From this device, because the feed cannot be reached.
    Kept,
}

/// What this device remembers.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Memory {
    /// What was searched for, the last first.
    pub recent: Vec<String>,
    /// Papers of the open procedure that are at hand: case and place.
    pub ticks: Vec<(usize, usize)>,
    /// Id of the citizen's ward.
    pub ward: Option<String>,
}

/// Everything that is shown.
#[derive(Debug, Clone, Default)]
pub struct Model {
    /// State of the element.
    pub state: State,
    /// Language of the words.
    pub lang: Lang,
    /// The line below, about the age of the data.
    pub status: String,
    /// What the page asked for.
    pub options: Options,
    /// All procedures.
    pub catalogue: Arc<Catalogue>,
    /// The one that is open.
    pub open: Open,
    /// For finding the ward.
    pub agencies: Arc<Vec<Agency>>,
    /// What this device remembers.
    pub memory: Memory,
    /// Today.
    pub today: NaiveDate,
    /// Address of the page, without its `#`.
    pub page: String,
}

impl PartialEq for Model {
    fn eq(&self, other: &Self) -> bool {
        self.state == other.state
            && self.lang == other.lang
            && self.status == other.status
            && self.options == other.options
            && Arc::ptr_eq(&self.catalogue, &other.catalogue)
            && self.open == other.open
            && Arc::ptr_eq(&self.agencies, &other.agencies)
            && self.memory == other.memory
            && self.today == other.today
            && self.page == other.page
    }
}

impl Model {
    /// The answers to what was asked.
    #[must_use]
    pub fn answer(&self, asked: &Asked) -> Answer {
        let most = self.options.limit + asked.more;
        self.catalogue.search(&asked.query, most)
    }

    /// Wards and communes that exist today and have these words, the best first.
    #[must_use]
    pub fn wards(&self, text: &str) -> Vec<&Agency> {
        let is_wanted = |agency: &Agency| units::is_ward(agency) && agency.exists_on(self.today);
        units::find(&self.agencies, text, &is_wanted, WARDS)
    }

    /// The citizen's ward.
    #[must_use]
    pub fn ward(&self) -> Option<&Agency> {
        let id = self.memory.ward.as_ref()?;
        self.agencies.iter().find(|agency| agency.id == *id)
    }

    /// Days since the day of some data; `None` when it is not known.
    #[must_use]
    pub fn age_days(&self, day: &str) -> Option<i64> {
        let day = cchc::feed::parse_stamp(day)?.0.date_naive();
        Some(self.today.signed_duration_since(day).num_days())
    }
}
