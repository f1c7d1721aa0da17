//! What a quarter's report says in numbers: counted here once, for the table, the workbook and the page alike.
//!
//! Nothing here reads a clock or a database. How each figure is counted:
//!
//! - *received*: items that came in the quarter. Ratings are no items and are counted apart.
//! - *answered*: items whose first answer was sent in the quarter, whenever they came. Of those with a promised time, *on
//!   time* are the ones answered by then and *late* the others; without a promise an item is neither.
//! - *overdue*: items that at the quarter's end (or now, if that is sooner) waited longer than was promised.
//! - *ended otherwise*: ended in the quarter without an answer: refused, another's matter, merged, withdrawn.
//! - *reopened*: items that were taken up again in the quarter, by staff or because the citizen said that nothing was solved.
//! - *satisfaction*: the mean of the grades for the answers of the quarter; that of ratings is a figure of its own.

use std::collections::{BTreeMap, HashSet};

use cchc::feed::feedback::RATING;
use cchc::format::number::Decimal;

use super::period::{Quarter, Span};
use crate::store::counted::Reached;

const DAY_MS: f64 = 86_400_000.0;

/// One item, as far as it counts.
#[derive(Debug, Clone, Default)]
pub(crate) struct Fact {
    /// That has it now.
    pub(crate) agency: Option<String>,
    pub(crate) kind: String,
    pub(crate) topic: Option<String>,
    pub(crate) received_ms: i64,
    pub(crate) expected_ms: Option<i64>,
    pub(crate) answered_ms: Option<i64>,
    pub(crate) closed_ms: Option<i64>,
    /// Grade of the answer.
    pub(crate) satisfaction: Option<i64>,
    /// Grade of a rating.
    pub(crate) rating: Option<i64>,
}

/// An item was taken up again.
#[derive(Debug, Clone, Default)]
pub(crate) struct Reopening {
    pub(crate) item: i64,
    pub(crate) at_ms: i64,
    pub(crate) agency: Option<String>,
    pub(crate) kind: String,
    pub(crate) topic: Option<String>,
}

/// One figure of a report, in the order in which they are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Figure {
    Received,
    Answered,
    OnTime,
    Late,
    OnTimeShare,
    Overdue,
    Ended,
    Reopened,
    MedianDays,
    AnswerMean,
    AnswerGrades,
    RatingMean,
    Ratings,
}

impl Figure {
    pub(crate) const ALL: [Self; 13] = [
        Self::Received,
        Self::Answered,
        Self::OnTime,
        Self::Late,
        Self::OnTimeShare,
        Self::Overdue,
        Self::Ended,
        Self::Reopened,
        Self::MedianDays,
        Self::AnswerMean,
        Self::AnswerGrades,
        Self::RatingMean,
        Self::Ratings,
    ];

    /// Stable name, for programs.
    pub(crate) const fn word(self) -> &'static str {
        match self {
            Self::Received => "received",
            Self::Answered => "answered",
            Self::OnTime => "on_time",
            Self::Late => "late",
            Self::OnTimeShare => "on_time_percent",
            Self::Overdue => "overdue",
            Self::Ended => "ended_otherwise",
            Self::Reopened => "reopened",
            Self::MedianDays => "median_days",
            Self::AnswerMean => "answer_satisfaction_mean",
            Self::AnswerGrades => "answer_satisfaction_count",
            Self::RatingMean => "rating_mean",
            Self::Ratings => "rating_count",
        }
    }

    /// For people.
    pub(crate) const fn label(self) -> &'static str {
        match self {
            Self::Received => "Ý kiến tiếp nhận",
            Self::Answered => "Đã trả lời",
            Self::OnTime => "Trả lời đúng hạn",
            Self::Late => "Trả lời trễ hạn",
            Self::OnTimeShare => "Tỷ lệ đúng hạn",
            Self::Overdue => "Quá hạn chưa trả lời",
            Self::Ended => "Kết thúc không trả lời",
            Self::Reopened => "Xử lý lại",
            Self::MedianDays => "Thời gian trả lời (trung vị)",
            Self::AnswerMean => "Hài lòng với câu trả lời (trung bình)",
            Self::AnswerGrades => "Lượt chấm câu trả lời",
            Self::RatingMean => "Đánh giá dịch vụ (trung bình)",
            Self::Ratings => "Lượt đánh giá dịch vụ",
        }
    }

    pub(crate) const fn unit(self) -> &'static str {
        match self {
            Self::OnTimeShare => "%",
            Self::MedianDays => "ngày",
            Self::AnswerMean | Self::RatingMean => "điểm (1–5)",
            Self::AnswerGrades | Self::Ratings => "lượt",
            _ => "ý kiến",
        }
    }

    pub(crate) const fn decimals(self) -> u8 {
        match self {
            Self::OnTimeShare | Self::MedianDays => 1,
            Self::AnswerMean | Self::RatingMean => 2,
            _ => 0,
        }
    }
}

/// Grades, added up.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Grades {
    sum: i64,
    count: i64,
}

impl Grades {
    fn add(&mut self, grade: Option<i64>) {
        if let Some(grade @ 1..=5) = grade {
            self.sum += grade;
            self.count += 1;
        }
    }

    fn mean(self) -> Option<f64> {
        (self.count > 0).then(|| self.sum as f64 / self.count as f64)
    }
}

/// All figures of some items in one quarter.
#[derive(Debug, Clone, Default)]
pub(crate) struct Figures {
    received: i64,
    answered: i64,
    on_time: i64,
    late: i64,
    overdue: i64,
    ended: i64,
    reopened: i64,
    answers: Grades,
    ratings: Grades,
    /// From coming to the first answer, in ms; in order once everything is counted.
    times: Vec<i64>,
}

impl Figures {
    fn add(&mut self, fact: &Fact, span: Span) {
        let came = span.holds(fact.received_ms);
        if fact.kind == RATING {
            if came {
                self.ratings.add(fact.rating);
            }
            return;
        }
        self.received += i64::from(came);
        let by_then = |ms: Option<i64>| ms.is_some_and(|ms| ms < span.to_ms);
        match fact.answered_ms.filter(|ms| span.holds(*ms)) {
            Some(answered) => {
                self.answered += 1;
                self.times.push((answered - fact.received_ms).max(0));
                self.answers.add(fact.satisfaction);
                if let Some(due) = fact.expected_ms {
                    self.on_time += i64::from(answered <= due);
                    self.late += i64::from(answered > due);
                }
            }
            None => {
                let is_ended = fact.closed_ms.is_some_and(|ms| span.holds(ms));
                self.ended += i64::from(is_ended && fact.answered_ms.is_none());
            }
        }
        let waits =
            fact.received_ms < span.to_ms && !by_then(fact.answered_ms) && !by_then(fact.closed_ms);
        self.overdue += i64::from(waits && by_then(fact.expected_ms));
    }

    /// Its value; none where there is nothing to take it from, such as a mean of no grades.
    pub(crate) fn get(&self, figure: Figure) -> Option<Decimal> {
        let value = match figure {
            Figure::Received => self.received as f64,
            Figure::Answered => self.answered as f64,
            Figure::OnTime => self.on_time as f64,
            Figure::Late => self.late as f64,
            Figure::OnTimeShare => {
                let promised = self.on_time + self.late;
                (promised > 0).then(|| self.on_time as f64 * 100.0 / promised as f64)?
            }
            Figure::Overdue => self.overdue as f64,
            Figure::Ended => self.ended as f64,
            Figure::Reopened => self.reopened as f64,
            Figure::MedianDays => median(&self.times)? / DAY_MS,
            Figure::AnswerMean => self.answers.mean()?,
            Figure::AnswerGrades => self.answers.count as f64,
            Figure::RatingMean => self.ratings.mean()?,
            Figure::Ratings => self.ratings.count as f64,
        };
        Decimal::new(value, figure.decimals())
    }

    /// A count, for sorting and sentences.
    pub(crate) const fn received(&self) -> i64 {
        self.received
    }

    fn is_empty(&self) -> bool {
        Figure::ALL
            .iter()
            .all(|figure| self.get(*figure).is_none_or(|value| value.sign() == 0))
    }
}

/// The middle one of sorted values; of an even count, the mean of the two in the middle.
fn median(sorted: &[i64]) -> Option<f64> {
    let middle = sorted.len() / 2;
    let upper = *sorted.get(middle)? as f64;
    match sorted.len() % 2 {
        1 => Some(upper),
        _ => Some((*sorted.get(middle - 1)? as f64 + upper) / 2.0),
    }
}

/// A quarter's figures beside those of the quarter before.
#[derive(Debug, Clone, Default)]
pub(crate) struct Both {
    pub(crate) now: Figures,
    /// None where nothing was counted yet.
    pub(crate) before: Option<Figures>,
}

impl Both {
    pub(crate) fn before(&self, figure: Figure) -> Option<Decimal> {
        self.before.as_ref()?.get(figure)
    }

    /// How much more than in the quarter before.
    pub(crate) fn difference(&self, figure: Figure) -> Option<Decimal> {
        Some(self.now.get(figure)?.minus(self.before(figure)?))
    }

    fn parts(&mut self, has_before: bool) -> [Option<&mut Figures>; 2] {
        let before = has_before.then(|| self.before.get_or_insert_default());
        [Some(&mut self.now), before]
    }
}

/// Figures of an agency, or of all.
#[derive(Debug, Clone, Default)]
pub(crate) struct Section {
    pub(crate) total: Both,
    /// By kind of item.
    pub(crate) kinds: Groups,
    /// By field of the reform; items without one stand under an empty code.
    pub(crate) topics: Groups,
}

/// Figures by code, those with the most items received first.
pub(crate) type Groups = Vec<(String, Both)>;

/// The whole report.
#[derive(Debug, Clone)]
pub(crate) struct Report {
    pub(crate) quarter: Quarter,
    /// Until when it is counted: the quarter's end, or now.
    pub(crate) to_ms: i64,
    /// Whether the quarter was over.
    pub(crate) is_whole: bool,
    pub(crate) all: Section,
    /// By id of the agency; items of none stand under an empty id.
    pub(crate) agencies: Vec<(String, Section)>,
    /// How often widgets were seen, where hosts say so; whole days.
    pub(crate) reach: Vec<Reached>,
}

#[derive(Default)]
struct Sum {
    total: Both,
    kinds: BTreeMap<String, Both>,
    topics: BTreeMap<String, Both>,
}

/// Counts item after item.
pub(crate) struct Count {
    quarter: Quarter,
    /// The quarter and the one before.
    spans: [Span; 2],
    has_before: bool,
    is_whole: bool,
    all: Sum,
    agencies: BTreeMap<String, Sum>,
    reopened: HashSet<(i64, bool)>,
}

impl Count {
    /// `first_ms` is when the first item of all came; a quarter that ended before has no figures.
    pub(crate) fn new(quarter: Quarter, now_ms: i64, first_ms: Option<i64>) -> Self {
        let (mut span, before) = (quarter.span(), quarter.before().span());
        let is_whole = span.to_ms <= now_ms;
        span.to_ms = span.to_ms.min(now_ms.max(span.from_ms));
        Self {
            quarter,
            spans: [span, before],
            has_before: first_ms.is_some_and(|first| first < before.to_ms),
            is_whole,
            all: Sum::default(),
            agencies: BTreeMap::new(),
            reopened: HashSet::new(),
        }
    }

    /// From the first moment that counts to the last.
    pub(crate) const fn span(&self) -> Span {
        Span {
            from_ms: self.spans[1].from_ms,
            to_ms: self.spans[0].to_ms,
        }
    }

    pub(crate) fn add(&mut self, fact: &Fact) {
        let spans = self.spans;
        self.each(&fact.agency, &fact.kind, &fact.topic, |at, figures| {
            figures.add(fact, spans[at]);
        });
    }

    pub(crate) fn add_reopening(&mut self, one: &Reopening) {
        let Some(at) = self.spans.iter().position(|span| span.holds(one.at_ms)) else {
            return;
        };
        // Taken up twice in one quarter is one item.
        if self.reopened.insert((one.item, at == 0)) {
            self.each(&one.agency, &one.kind, &one.topic, |other, figures| {
                figures.reopened += i64::from(other == at);
            });
        }
    }

    /// Does it with every set of figures that an item belongs to; 0 is the quarter, 1 the one before.
    fn each(
        &mut self,
        agency: &Option<String>,
        kind: &str,
        topic: &Option<String>,
        mut with: impl FnMut(usize, &mut Figures),
    ) {
        let agency = agency.as_deref().unwrap_or_default();
        let own = entry(&mut self.agencies, agency);
        for sum in [&mut self.all, own] {
            let mut parts = vec![&mut sum.total];
            // A rating has no field, and its kind says nothing.
            if kind != RATING {
                parts.push(entry(&mut sum.kinds, kind));
                parts.push(entry(&mut sum.topics, topic.as_deref().unwrap_or_default()));
            }
            for both in parts {
                for (at, figures) in both.parts(self.has_before).into_iter().enumerate() {
                    if let Some(figures) = figures {
                        with(at, figures);
                    }
                }
            }
        }
    }

    pub(crate) fn end(self) -> Report {
        let has_before = self.has_before;
        let mut agencies: Vec<_> = self
            .agencies
            .into_iter()
            .map(|(id, sum)| (id, section(sum, has_before)))
            .filter(|(_, section)| !is_empty(&section.total))
            .collect();
        agencies.sort_by_key(|(_, section)| -section.total.now.received);
        Report {
            quarter: self.quarter,
            to_ms: self.spans[0].to_ms,
            is_whole: self.is_whole,
            all: section(self.all, has_before),
            agencies,
            reach: Vec::new(),
        }
    }
}

fn entry<'a, T: Default>(map: &'a mut BTreeMap<String, T>, key: &str) -> &'a mut T {
    map.entry(key.to_owned()).or_default()
}

fn section(sum: Sum, has_before: bool) -> Section {
    let groups = |groups: BTreeMap<String, Both>| {
        let mut groups: Vec<_> = groups
            .into_iter()
            .map(|(code, both)| (code, ended(both, has_before)))
            .filter(|(_, both)| !is_empty(both))
            .collect();
        groups.sort_by_key(|(_, both)| -both.now.received);
        groups
    };
    Section {
        total: ended(sum.total, has_before),
        kinds: groups(sum.kinds),
        topics: groups(sum.topics),
    }
}

fn ended(mut both: Both, has_before: bool) -> Both {
    for figures in both.parts(has_before).into_iter().flatten() {
        figures.times.sort_unstable();
    }
    both
}

fn is_empty(both: &Both) -> bool {
    both.now.is_empty() && both.before.as_ref().is_none_or(Figures::is_empty)
}

#[cfg(test)]
#[path = "figures_tests.rs"]
mod tests;
