//! Figures against tables that were worked out by hand.
#![allow(clippy::unwrap_used, reason = "tests")]

use super::*;
use cchc::format::Lang;

const DAY: i64 = 86_400_000;

fn quarter() -> Quarter {
    "2026Q3".parse().unwrap()
}

/// Midnight that begins the day so many days after the quarter's first one.
fn day(days: i64) -> i64 {
    quarter().span().from_ms + days * DAY
}

/// An item that came on a day, promised within five, answered after so many days.
fn item(came: i64, answered_after: Option<i64>) -> Fact {
    Fact {
        agency: Some("so-noi-vu".to_owned()),
        kind: "phan_anh".to_owned(),
        topic: Some("thu-tuc".to_owned()),
        received_ms: day(came),
        expected_ms: Some(day(came + 5)),
        answered_ms: answered_after.map(|days| day(came + days)),
        ..Fact::default()
    }
}

fn count(facts: &[Fact], now_ms: i64) -> Report {
    let first = facts.iter().map(|fact| fact.received_ms).min();
    let mut count = Count::new(quarter(), now_ms, first);
    for fact in facts {
        count.add(fact);
    }
    count.end()
}

fn said(both: &Both, figure: Figure) -> [String; 3] {
    [
        both.now.get(figure),
        both.before(figure),
        both.difference(figure),
    ]
    .map(|value| value.map_or("-".to_owned(), |value| value.text(Lang::Vi)))
}

#[test]
fn every_figure_is_counted_in_the_quarter_where_it_happened() {
    let closed = |came, after| Fact {
        closed_ms: Some(day(came + after)),
        ..item(came, None)
    };
    let facts = [
        // The quarter before: answered in time; answered late in this quarter; refused; still open.
        item(-60, Some(2)),
        item(-4, Some(6)),
        closed(-30, 1),
        item(-20, None),
        // This one: in time to the moment, late, without a promise, ended otherwise, waiting in time, overdue.
        item(1, Some(5)),
        item(2, Some(9)),
        Fact {
            expected_ms: None,
            ..item(3, Some(1))
        },
        closed(4, 20),
        item(90, None),
        item(10, None),
        // Of the next one, and one that is answered only then.
        item(92, Some(1)),
        item(91, Some(3)),
    ];
    let report = count(&facts, day(200));
    assert!(report.is_whole);
    let all = &report.all.total;
    for (figure, expected) in [
        (Figure::Received, ["7", "4", "3"]),
        (Figure::Answered, ["4", "1", "3"]),
        (Figure::OnTime, ["1", "1", "0"]),
        (Figure::Late, ["2", "0", "2"]),
        (Figure::OnTimeShare, ["33,3", "100,0", "-66,7"]),
        // −20 and 10; the one closed on day 24 had been due on day 9 and counts as ended.
        (Figure::Overdue, ["2", "1", "1"]),
        (Figure::Ended, ["1", "1", "0"]),
        (Figure::Reopened, ["0", "0", "0"]),
        // 1, 5, 6, 7 would be 5,5; the times here are 6, 5, 9, 1.
        (Figure::MedianDays, ["5,5", "2,0", "3,5"]),
        (Figure::AnswerMean, ["-", "-", "-"]),
        (Figure::AnswerGrades, ["0", "0", "0"]),
        (Figure::RatingMean, ["-", "-", "-"]),
        (Figure::Ratings, ["0", "0", "0"]),
    ] {
        assert_eq!(said(all, figure), expected, "{figure:?}");
    }
}

#[test]
fn the_first_and_the_last_moment_belong_to_one_quarter_each() {
    let span = quarter().span();
    let at = |ms| Fact {
        received_ms: ms,
        ..item(0, None)
    };
    let facts = [span.from_ms - 1, span.from_ms, span.to_ms - 1, span.to_ms].map(at);
    let report = count(&facts, day(200));
    assert_eq!(said(&report.all.total, Figure::Received), ["2", "1", "1"]);
}

#[test]
fn a_quarter_before_the_first_item_has_no_figures() {
    let report = count(&[item(1, Some(2))], day(200));
    assert!(report.all.total.before.is_none());
    assert_eq!(said(&report.all.total, Figure::Received), ["1", "-", "-"]);
    // An agency that had none in a quarter that was counted had zero.
    let other = Fact {
        agency: None,
        ..item(-5, None)
    };
    let report = count(&[item(1, Some(2)), other], day(200));
    let (id, first) = &report.agencies[0];
    assert_eq!(id, "so-noi-vu");
    assert_eq!(said(&first.total, Figure::Received), ["1", "0", "1"]);
    assert_eq!(report.agencies[1].0, "");
    let nothing = count(&[], day(200));
    assert!(nothing.agencies.is_empty() && nothing.all.kinds.is_empty());
    assert_eq!(said(&nothing.all.total, Figure::Received), ["0", "-", "-"]);
}

#[test]
fn a_quarter_that_is_not_over_is_counted_up_to_now() {
    let facts = [item(1, Some(20)), item(2, None), item(40, None)];
    let report = count(&facts, day(10));
    assert!(!report.is_whole);
    assert_eq!(report.to_ms, day(10));
    // What will be answered on day 21 waits on day 10, and day 40 has not come.
    assert_eq!(said(&report.all.total, Figure::Received)[0], "2");
    assert_eq!(said(&report.all.total, Figure::Overdue)[0], "2");
    let early = count(&facts, day(-40));
    assert_eq!(said(&early.all.total, Figure::Received)[0], "0");
}

#[test]
fn grades_of_answers_and_ratings_are_kept_apart() {
    let graded = |grade| Fact {
        satisfaction: Some(grade),
        ..item(1, Some(2))
    };
    let rated = |came, grade| Fact {
        kind: RATING.to_owned(),
        rating: Some(grade),
        topic: None,
        expected_ms: None,
        ..item(came, None)
    };
    let facts = [
        graded(5),
        graded(2),
        graded(9),
        rated(1, 4),
        rated(2, 4),
        rated(3, 5),
        rated(-3, 1),
    ];
    let report = count(&facts, day(200));
    let all = &report.all;
    assert_eq!(said(&all.total, Figure::Received), ["3", "0", "3"]);
    assert_eq!(said(&all.total, Figure::AnswerMean), ["3,50", "-", "-"]);
    assert_eq!(said(&all.total, Figure::AnswerGrades)[0], "2");
    assert_eq!(
        said(&all.total, Figure::RatingMean),
        ["4,33", "1,00", "3,33"]
    );
    assert_eq!(said(&all.total, Figure::Ratings), ["3", "1", "2"]);
    assert_eq!(all.kinds.len(), 1, "a rating is no kind of item");
}

#[test]
fn an_item_taken_up_twice_in_a_quarter_counts_once_in_it() {
    let mut count = Count::new(quarter(), day(200), Some(day(-80)));
    for (item, at) in [(1, 3), (1, 9), (2, 9), (1, -3), (3, 120)] {
        count.add_reopening(&Reopening {
            item,
            at_ms: day(at),
            kind: "gop_y".to_owned(),
            ..Reopening::default()
        });
    }
    let report = count.end();
    assert_eq!(said(&report.all.total, Figure::Reopened), ["2", "1", "1"]);
    assert_eq!(report.agencies.len(), 1);
}

#[test]
fn groups_stand_by_how_much_came_and_add_up() {
    let of = |topic: Option<&str>, kind: &str, agency: &str| Fact {
        topic: topic.map(str::to_owned),
        kind: kind.to_owned(),
        agency: Some(agency.to_owned()),
        ..item(1, None)
    };
    let facts = [
        of(Some("b"), "gop_y", "x"),
        of(Some("a"), "gop_y", "x"),
        of(None, "phan_anh", "y"),
        of(Some("b"), "gop_y", "y"),
    ];
    let report = count(&facts, day(200));
    let codes = |groups: &Groups| {
        let said = |(code, both): &(String, Both)| format!("{code}:{}", both.now.received());
        groups.iter().map(said).collect::<Vec<_>>().join(" ")
    };
    assert_eq!(codes(&report.all.topics), "b:2 :1 a:1");
    assert_eq!(codes(&report.all.kinds), "gop_y:3 phan_anh:1");
    assert_eq!(codes(&report.agencies[1].1.topics), ":1 b:1");
    let sum: i64 = report
        .agencies
        .iter()
        .map(|(_, one)| one.total.now.received())
        .sum();
    assert_eq!(sum, report.all.total.now.received());
}

#[test]
fn the_median_is_the_middle_and_between_two_the_mean() {
    for (values, expected) in [
        (&[][..], None),
        (&[3], Some(3.0)),
        (&[1, 2], Some(1.5)),
        (&[1, 2, 90], Some(2.0)),
        (&[1, 2, 4, 90], Some(3.0)),
    ] {
        assert_eq!(median(values), expected, "{values:?}");
    }
}
