//! The inbox: items that fit a filter, page by page, and how many there are.

use cchc::format::VIETNAM;
use cchc::submission::{Status, read_code};
use cchc::text::fold;
use chrono::{NaiveDate, TimeZone};
use sqlx::any::AnyRow;
use sqlx::{AssertSqlSafe, Row as _};

use crate::secrets::Secrets;
use crate::store::{Error, Store};

/// Most words that are searched for.
const MAX_WORDS: usize = 8;
/// Most items on one page.
const MAX_ROWS: i64 = 500;
/// Items that are read at once when all are.
const BATCH: i64 = 1000;
/// Signs of a text that an inbox shows.
const LEAD_CHARS: i64 = 200;

/// Which items.
#[derive(Debug, Clone, Default)]
pub(crate) struct Filter {
    /// Of these agencies; `None` for all, those of no agency too.
    pub(crate) owners: Option<Vec<String>>,
    /// Empty for all.
    pub(crate) statuses: Vec<Status>,
    pub(crate) kind: Option<String>,
    pub(crate) topic: Option<String>,
    /// `Some(None)`: nobody's yet.
    pub(crate) handler: Option<Option<i64>>,
    /// Only what is overdue at `now_ms`.
    pub(crate) is_overdue: bool,
    /// Only what was published.
    pub(crate) is_published: bool,
    pub(crate) words: Words,
    /// Received from then on.
    pub(crate) from_ms: Option<i64>,
    /// Received before then.
    pub(crate) to_ms: Option<i64>,
    pub(crate) order: Order,
    pub(crate) now_ms: i64,
}

/// What is searched for, made by [`Filter::search`].
#[derive(Debug, Clone, Default)]
pub(crate) struct Words {
    folded: Vec<String>,
    number: Option<i64>,
    code_hash: Option<Vec<u8>>,
}

/// What comes first.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) enum Order {
    #[default]
    Newest,
    Oldest,
    /// What is promised soonest; without a promise last.
    DueFirst,
    ChangedLast,
}

/// Which page.
#[derive(Debug, Clone, Copy)]
pub(crate) struct PageAt {
    /// From 1.
    pub(crate) number: i64,
    /// Rows on it.
    pub(crate) size: i64,
}

/// One page of a list.
#[derive(Debug, Clone, Default)]
pub(crate) struct Page {
    pub(crate) rows: Vec<Row>,
    /// On all pages.
    pub(crate) total: i64,
    /// Of these, overdue.
    pub(crate) overdue: i64,
}

/// An item in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Row {
    pub(crate) number: i64,
    pub(crate) edition: i64,
    pub(crate) status: Status,
    pub(crate) kind: String,
    pub(crate) topic: Option<String>,
    pub(crate) owner: Option<String>,
    pub(crate) handler: Option<i64>,
    pub(crate) title: String,
    /// The beginning of the text.
    pub(crate) lead: String,
    pub(crate) place: Option<String>,
    pub(crate) received_ms: i64,
    pub(crate) expected_ms: Option<i64>,
    pub(crate) changed_ms: i64,
    pub(crate) answered_ms: Option<i64>,
    pub(crate) published_ms: Option<i64>,
    pub(crate) unsolved_ms: Option<i64>,
    pub(crate) can_publish: bool,
    pub(crate) rating: Option<i64>,
    pub(crate) satisfaction: Option<i64>,
    pub(crate) is_overdue: bool,
}

/// What the head of an inbox says.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Counts {
    /// How many in each status that there is, in the order of life.
    pub(crate) by_status: Vec<(Status, i64)>,
    pub(crate) open: i64,
    pub(crate) overdue: i64,
    /// Open and nobody's.
    pub(crate) unassigned: i64,
    /// Open and of the member of staff that was asked for.
    pub(crate) mine: i64,
}

/// When a day begins in Vietnam.
pub(crate) fn day_ms(day: NaiveDate) -> i64 {
    let begin = day.and_hms_opt(0, 0, 0).unwrap_or_default();
    let begin = VIETNAM.from_local_datetime(&begin).earliest();
    begin.map_or(0, |begin| begin.timestamp_millis())
}

impl Filter {
    /// Searches for what somebody typed: words with or without marks, the number of an item, or a tracking code.
    pub(crate) fn search(mut self, typed: &str, secrets: &Secrets) -> Self {
        let typed = typed.trim();
        self.words = Words {
            folded: fold(&cchc::text::clean_nfc(typed))
                .split_whitespace()
                .take(MAX_WORDS)
                .map(str::to_owned)
                .collect(),
            number: typed.trim_start_matches('#').parse().ok(),
            code_hash: read_code(typed)
                .map(|code| secrets.mac("code", &[code.as_bytes()]).to_vec()),
        };
        self
    }

    /// The condition, and what is bound in it.
    fn condition(&self) -> Statement {
        let mut to = Statement::default();
        if let Some(owners) = &self.owners {
            let texts = owners.iter().map(|owner| Value::Text(owner.clone()));
            to.one_of("owner", texts.collect());
        }
        if !self.statuses.is_empty() {
            let words = self.statuses.iter();
            let words = words.map(|status| Value::Text(status.word().to_owned()));
            to.one_of("status", words.collect());
        }
        for (column, text) in [("kind", &self.kind), ("topic", &self.topic)] {
            if let Some(text) = text {
                to.and(&format!("{column} = {{}}"), vec![Value::Text(text.clone())]);
            }
        }
        match self.handler {
            None => {}
            Some(None) => to.and("handler IS NULL", Vec::new()),
            Some(Some(number)) => to.and("handler = {}", vec![Value::Number(number)]),
        }
        if let Some(from_ms) = self.from_ms {
            to.and("received_ms >= {}", vec![Value::Number(from_ms)]);
        }
        if let Some(to_ms) = self.to_ms {
            to.and("received_ms < {}", vec![Value::Number(to_ms)]);
        }
        if self.is_overdue {
            to.and(
                &format!("expected_ms < {{}} AND {}", open_condition()),
                vec![Value::Number(self.now_ms)],
            );
        }
        if self.is_published {
            to.and("published_ms IS NOT NULL", Vec::new());
        }
        self.words.condition(&mut to);
        to
    }
}

impl Words {
    fn condition(&self, to: &mut Statement) {
        let Self {
            folded,
            number,
            code_hash,
        } = self;
        if folded.is_empty() {
            return;
        }
        // A code is a code: it is found through its index, and no text is read for it.
        if let Some(hash) = code_hash {
            to.and("code_hash = {}", vec![Value::Bytes(hash.clone())]);
            return;
        }
        let mut each = Vec::new();
        let mut values = Vec::new();
        for word in folded {
            each.push("folded LIKE {} ESCAPE '\\'");
            values.push(Value::Text(format!("%{}%", escaped(word))));
        }
        let mut text = each.join(" AND ");
        if let Some(number) = number {
            text = format!("(({text}) OR number = {{}})");
            values.push(Value::Number(*number));
        }
        to.and(&text, values);
    }
}

pub(super) fn escaped(word: &str) -> String {
    let mut out = String::with_capacity(word.len());
    for sign in word.chars().filter(|sign| *sign != '\0') {
        if matches!(sign, '%' | '_' | '\\') {
            out.push('\\');
        }
        out.push(sign);
    }
    out
}

/// A condition with its values.
#[derive(Default)]
pub(super) struct Statement {
    text: String,
    values: Vec<Value>,
}

pub(super) enum Value {
    Text(String),
    Number(i64),
    Bytes(Vec<u8>),
}

impl Statement {
    /// One more condition; `{}` stands for each value. The words are constants of this file.
    pub(super) fn and(&mut self, condition: &str, values: Vec<Value>) {
        self.text.push_str(if self.text.is_empty() {
            " WHERE "
        } else {
            " AND "
        });
        let mut parts = condition.split("{}");
        self.text.push_str(parts.next().unwrap_or_default());
        for (part, value) in parts.zip(values) {
            self.values.push(value);
            self.text.push_str(&format!("${}{part}", self.values.len()));
        }
    }

    fn one_of(&mut self, column: &str, values: Vec<Value>) {
        if values.is_empty() {
            self.and("1 = 0", Vec::new());
            return;
        }
        let marks = vec!["{}"; values.len()].join(", ");
        self.and(&format!("{column} IN ({marks})"), values);
    }

    pub(super) async fn rows(
        &self,
        store: &Store,
        head: &str,
        tail: &str,
    ) -> Result<Vec<AnyRow>, Error> {
        let text = format!("{head}{}{tail}", self.text);
        let mut query = sqlx::query(AssertSqlSafe(text));
        for value in &self.values {
            query = match value {
                Value::Text(text) => query.bind(text.as_str()),
                Value::Number(number) => query.bind(*number),
                Value::Bytes(bytes) => query.bind(bytes.clone()),
            };
        }
        Ok(query.fetch_all(store.readers()).await?)
    }
}

/// The statuses that are open, as a condition.
fn open_condition() -> String {
    let words: Vec<_> = Status::ALL
        .iter()
        .filter(|status| status.is_open())
        .map(|status| format!("'{}'", status.word()))
        .collect();
    format!("status IN ({})", words.join(", "))
}

/// One page of what fits.
pub(crate) async fn list(store: &Store, filter: &Filter, at: PageAt) -> Result<Page, Error> {
    let condition = filter.condition();
    let order = match filter.order {
        Order::Newest => "received_ms DESC, number DESC",
        Order::Oldest => "received_ms, number",
        Order::DueFirst => "CASE WHEN expected_ms IS NULL THEN 1 ELSE 0 END, expected_ms, number",
        Order::ChangedLast => "changed_ms DESC, number DESC",
    };
    let size = at.size.clamp(1, MAX_ROWS);
    let skip = (at.number.max(1) - 1).saturating_mul(size);
    let head = head(&format!("SUBSTR(body, 1, {LEAD_CHARS})"));
    let tail = format!(" ORDER BY {order} LIMIT {size} OFFSET {skip}");
    let mut page = Page::default();
    for row in condition.rows(store, &head, &tail).await? {
        page.rows.push(read(&row, filter.now_ms)?);
    }
    let head = format!(
        "SELECT COUNT(*), COALESCE(SUM(CASE WHEN expected_ms < {} AND {} THEN 1 ELSE 0 END), 0) FROM items",
        filter.now_ms,
        open_condition()
    );
    for row in condition.rows(store, &head, "").await? {
        page.total = row.try_get(0)?;
        page.overdue = row.try_get(1)?;
    }
    Ok(page)
}

fn head(body: &str) -> String {
    format!(
        "SELECT number, edition, status, kind, topic, owner, handler, title, {body}, place, received_ms, expected_ms,
             changed_ms, answered_ms, published_ms, unsolved_ms, can_publish, rating, satisfaction FROM items"
    )
}

/// Some of what fits, by number, after a number; the lead is the whole text. For going through all without a page's cost.
pub(crate) async fn batch(store: &Store, filter: &Filter, after: i64) -> Result<Vec<Row>, Error> {
    let mut condition = filter.condition();
    condition.and("number > {}", vec![Value::Number(after)]);
    let tail = format!(" ORDER BY number LIMIT {BATCH}");
    let rows = condition.rows(store, &head("body"), &tail).await?;
    rows.iter().map(|row| read(row, filter.now_ms)).collect()
}

fn read(row: &AnyRow, now_ms: i64) -> Result<Row, Error> {
    let status = status(row, 2)?;
    let expected_ms: Option<i64> = row.try_get(11)?;
    Ok(Row {
        number: row.try_get(0)?,
        edition: row.try_get(1)?,
        status,
        kind: row.try_get(3)?,
        topic: row.try_get(4)?,
        owner: row.try_get(5)?,
        handler: row.try_get(6)?,
        title: row.try_get(7)?,
        lead: row.try_get(8)?,
        place: row.try_get(9)?,
        received_ms: row.try_get(10)?,
        expected_ms,
        changed_ms: row.try_get(12)?,
        answered_ms: row.try_get(13)?,
        published_ms: row.try_get(14)?,
        unsolved_ms: row.try_get(15)?,
        can_publish: row.try_get::<i64, _>(16)? != 0,
        rating: row.try_get(17)?,
        satisfaction: row.try_get(18)?,
        is_overdue: status.is_open() && expected_ms.is_some_and(|due| due < now_ms),
    })
}

/// The status in a column; a word that is not known is a defect of the database.
pub(super) fn status(row: &AnyRow, at: usize) -> Result<Status, Error> {
    let word: String = row.try_get(at)?;
    Status::parse(&word).ok_or_else(|| Error::Refused {
        code: "status".to_owned(),
        words: word,
    })
}

/// Numbers for the head of an inbox: of these agencies (`None` for all), for this member of staff.
pub(crate) async fn counts(
    store: &Store,
    owners: Option<&[String]>,
    staff: Option<i64>,
    now_ms: i64,
) -> Result<Counts, Error> {
    let filter = Filter {
        owners: owners.map(<[String]>::to_vec),
        ..Filter::default()
    };
    // No member of staff has the number -1.
    let staff = staff.unwrap_or(-1);
    let head = format!(
        "SELECT status, COUNT(*), COALESCE(SUM(CASE WHEN expected_ms < {now_ms} THEN 1 ELSE 0 END), 0),
             COALESCE(SUM(CASE WHEN handler IS NULL THEN 1 ELSE 0 END), 0),
             COALESCE(SUM(CASE WHEN handler = {staff} THEN 1 ELSE 0 END), 0) FROM items"
    );
    let rows = filter
        .condition()
        .rows(store, &head, " GROUP BY status")
        .await?;
    let mut counts = Counts::default();
    for row in rows {
        let (status, count) = (status(&row, 0)?, row.try_get(1)?);
        counts.by_status.push((status, count));
        if status.is_open() {
            counts.open += count;
            counts.overdue += row.try_get::<i64, _>(2)?;
            counts.unassigned += row.try_get::<i64, _>(3)?;
            counts.mine += row.try_get::<i64, _>(4)?;
        }
    }
    counts.by_status.sort_unstable_by_key(|(status, _)| *status);
    Ok(counts)
}
