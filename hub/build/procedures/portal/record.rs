//! One record of the national portal: what its fields mean here.
//!
//! Its amounts are not to be trusted by themselves: three of four are 0 beside a text such as "set by the People's Council", so
//! 0 is never free, and the words are kept as they are written. What is in another currency is told in words alone.

use cchc::feed::wire::Day;
use cchc::feed::wire::procedure::{
    Case, Channel, Detail, Fee, FeeKind, Form, Law, Paper, Time, Unit, Way,
};
use cchc::feed::wire::procedures::{Level, Online, Procedure};
use cchc::format::VIETNAM;
use serde_json::{Map, Value};

use super::super::text;
use crate::build::problem::Place;
use crate::build::table::fold::fold;

/// Public page of a procedure, before its number.
const PAGE: &str = "https://dichvucong.gov.vn/thu-tuc-hanh-chinh/";
/// States of what is in force.
const STATES: [&str; 2] = ["ACTIVE", "UPDATED"];
/// What stands for a time that is told in the text.
const AS_DESCRIBED: &str = "Theo mô tả";
/// Longest result in the list, where it only helps to find a procedure.
const MAX_RESULT_CHARS: usize = 300;

type Fields = Map<String, Value>;

/// One record.
#[derive(Debug)]
pub(super) struct Record {
    /// Number of the portal; may be empty.
    pub(super) number: String,
    pub(super) code: String,
    /// Whether the code had to be cleaned.
    pub(super) is_mended: bool,
    pub(super) name: String,
    /// Whether it tells the procedure in full.
    pub(super) is_whole: bool,
    pub(super) detail: Detail,
    pub(super) place: Place,
}

/// Why a record is nothing for citizens, if it is not.
pub(super) fn why_not(fields: &Fields) -> Option<String> {
    let kind = string(fields, "type");
    if kind.ends_with("INTERNAL") {
        return Some(kind.to_owned());
    }
    if fields.get("isInternal") == Some(&Value::Bool(true)) {
        return Some("isInternal".to_owned());
    }
    let state = string(fields, "state");
    let is_in_force = state.is_empty() || STATES.contains(&state);
    (!is_in_force).then(|| state.to_owned())
}

impl Record {
    /// `None` when it has no code or no name.
    pub(super) fn read(fields: &Fields, place: Place) -> Option<Self> {
        let written = string(fields, "code");
        let code: String = cchc::text::clean_nfc(written)
            .chars()
            .map(|c| if c.is_ascii_graphic() { c } else { '-' })
            .take(MAX_CODE_CHARS)
            .collect();
        let name = text::line(string(fields, "name"));
        if code.is_empty() || name.is_empty() {
            return None;
        }
        let is_whole = ["executionMethods", "executionCases", "executionSteps"]
            .iter()
            .any(|name| fields.get(*name).is_some_and(Value::is_array));
        let mut detail = Detail {
            procedure: about(fields, is_whole),
            ..Detail::default()
        };
        if is_whole {
            fill(&mut detail, fields);
        }
        Some(Self {
            number: string(fields, "id").trim().to_owned(),
            is_mended: code != written,
            code,
            name,
            is_whole,
            detail,
            place,
        })
    }

    /// Adds what another record of the same procedure knows.
    pub(super) fn fill(&mut self, other: Self) {
        let is_better = other.is_whole && !self.is_whole;
        let mut other = other;
        if is_better {
            std::mem::swap(&mut self.detail, &mut other.detail);
            self.is_whole = true;
        }
        if self.number.is_empty() {
            self.number = other.number;
        }
        self.is_mended &= other.is_mended;
        let (ours, theirs) = (&mut self.detail.procedure, other.detail.procedure);
        ours.field = ours.field.take().or(theirs.field);
        ours.handler = ours.handler.take().or(theirs.handler);
        ours.online = ours.online.or(theirs.online);
        ours.url = ours.url.take().or(theirs.url);
        ours.updated = ours.updated.or(theirs.updated);
        for (ours, theirs) in [
            (&mut ours.audience, theirs.audience),
            (&mut ours.keywords, theirs.keywords),
        ] {
            if ours.is_empty() {
                *ours = theirs;
            }
        }
        if ours.levels.is_empty() {
            ours.levels = theirs.levels;
        }
    }
}

/// Longer codes are none, and file systems end at 255 bytes.
const MAX_CODE_CHARS: usize = 70;

/// What the list says.
fn about(fields: &Fields, is_whole: bool) -> Procedure {
    let handlers = handlers(fields);
    let results = names(fields, "resultsDetails").join("; ");
    let result = Some(cchc::text::clip(&results, MAX_RESULT_CHARS));
    Procedure {
        field: joined(&first(fields, &["categoriesDetails", "categories"])),
        levels: levels(fields, &handlers, is_whole),
        handler: joined(&handlers),
        audience: first(fields, &["subjectTypesDetails", "formalityTargetType"]),
        online: online(fields, is_whole),
        keywords: {
            let words = string(fields, "keywords").split([';', '\n']);
            let words = words.map(cchc::text::clean_nfc);
            words.filter(|word| !word.is_empty()).collect()
        },
        result: result.filter(|result| !result.is_empty()),
        url: {
            let number = string(fields, "id").trim();
            let is_plain = |c: char| c.is_ascii_alphanumeric() || c == '-';
            let is_number = !number.is_empty() && number.chars().all(is_plain);
            is_number.then(|| format!("{PAGE}{number}"))
        },
        updated: fields
            .get("updatedAt")
            .and_then(Value::as_i64)
            .and_then(chrono::DateTime::from_timestamp_millis)
            .map(|at| Day(at.with_timezone(&VIETNAM).date_naive())),
        ..Procedure::default()
    }
}

/// Everything else.
fn fill(detail: &mut Detail, fields: &Fields) {
    let proposal = fields.get("procedureProposal").and_then(Value::as_object);
    let decision = [
        string(fields, "decisionNo"),
        proposal.map_or("", |proposal| string(proposal, "proposalNumber")),
    ];
    let decision = decision.into_iter().map(text::line);
    detail.decision = decision.into_iter().find(|number| !number.is_empty());
    for method in objects(fields, "executionMethods") {
        let way = way(method);
        // The portal repeats each for every case.
        if let Some(way) = way.filter(|way| !detail.ways.contains(way)) {
            detail.ways.push(way);
        }
    }
    detail.cases = objects(fields, "executionCases").map(case).collect();
    detail
        .cases
        .retain(|case| case.name.is_some() || !case.papers.is_empty());
    let steps: Vec<_> = objects(fields, "executionSteps").collect();
    let steps = steps.iter();
    detail.steps =
        text::steps(steps.map(|step| (string(step, "name"), string(step, "description"))));
    detail.results = names(fields, "resultsDetails");
    detail.requirements = text::blocks(string(fields, "requirementsAndConditions"));
    detail
        .requirements
        .extend(text::blocks(string(fields, "note")));
    let places = string(fields, "dossierReceivingAddresses").trim();
    let inner = places
        .strip_prefix('"')
        .and_then(|rest| rest.strip_suffix('"'));
    detail.places = text::blocks(inner.unwrap_or(places));
    for basis in objects(fields, "legalBasisesDetails") {
        let law = law(basis);
        let says_something = law.number.is_some() || law.name.is_some();
        if says_something && !detail.laws.contains(&law) {
            detail.laws.push(law);
        }
    }
    let related = fields
        .get("procedureRelatedGroup")
        .and_then(Value::as_array);
    for one in related.into_iter().flatten() {
        let code = one.as_str().or_else(|| one.get("code")?.as_str());
        let code = cchc::text::clean(code.unwrap_or_default());
        if !code.is_empty() && !detail.related.contains(&code) {
            detail.related.push(code);
        }
    }
}

fn way(method: &Fields) -> Option<Way> {
    let channel = match string(method, "submissionMethod") {
        "ONLINE" => Channel::Online,
        "DIRECT" => Channel::Counter,
        "POSTAL" => Channel::Post,
        _ => return None,
    };
    let (time, words) = time(method);
    let mut text = Vec::new();
    if let Some(words) = words {
        text.extend(text::blocks(&words));
    }
    for block in text::blocks(string(method, "description")) {
        if !text.contains(&block) {
            text.push(block);
        }
    }
    let mut fees = Vec::new();
    for fee in objects(method, "fees").map(fee) {
        if !fees.contains(&fee) {
            fees.push(fee);
        }
    }
    Some(Way {
        channel,
        time,
        fees,
        text,
    })
}

/// A time, or what is said instead of one.
fn time(method: &Fields) -> (Option<Time>, Option<String>) {
    let (unit, name) = match string(method, "processingTimeUnit") {
        "WORKING_DAY" => (Some(Unit::WorkingDay), "ngày làm việc"),
        "DAY" => (Some(Unit::Day), "ngày"),
        "HOUR" => (Some(Unit::Hour), "giờ"),
        "MONTH" => (Some(Unit::Month), "tháng"),
        // A number of nothing says nothing.
        _ => (None, ""),
    };
    let said = match method.get("processingTime") {
        Some(Value::String(text)) => text.trim().to_owned(),
        Some(Value::Number(number)) => number.to_string(),
        _ => return (None, None),
    };
    let is_number = !said.is_empty() && said.chars().all(|c| c.is_ascii_digit() || c == '.');
    match (said.parse::<u32>(), is_number, unit) {
        (Ok(0), ..) | (_, true, None) => (None, None),
        (Ok(count), _, Some(unit)) => (Some(Time { count, unit }), None),
        // Seven days and a half.
        (_, true, Some(_)) => (None, Some(format!("{} {name}", said.replace('.', ",")))),
        _ => {
            let is_said = !said.is_empty() && fold(&said) != fold(AS_DESCRIBED);
            (None, is_said.then_some(said))
        }
    }
}

fn fee(fee: &Fields) -> Fee {
    let amount = fee.get("value").and_then(Value::as_u64);
    let amount = amount.filter(|amount| *amount > 0);
    let currency = cchc::text::clean_nfc(string(fee, "currencyName"));
    let folded = fold(&currency);
    let is_named = !string(fee, "currencyId").trim().is_empty() || !currency.is_empty();
    let is_dong = !is_named || folded.contains("dong") || folded == "vnd";
    // Bullets of private fonts apart it is as it is written.
    let words = cchc::text::clean_nfc(string(fee, "description"));
    let words = Some(words).filter(|words| !words.is_empty());
    let foreign = amount.filter(|_| !is_dong);
    let text = match (foreign, words) {
        (Some(amount), words) => {
            let sum = format!("{amount} {currency}");
            let words = words.map_or_else(String::new, |words| format!(": {words}"));
            Some(format!("{}{words}", sum.trim_end()))
        }
        (None, words) => words,
    };
    Fee {
        kind: match string(fee, "type") {
            "SERVICE_FEE" => FeeKind::Charge,
            "PRICE_LEVEL" => FeeKind::Price,
            _ => FeeKind::Fee,
        },
        amount_vnd: amount.filter(|_| is_dong),
        text,
    }
}

fn case(case: &Fields) -> Case {
    let name = text::line(string(case, "name"));
    let name = name.trim_end_matches(':').trim_end().to_owned();
    let mut papers = Vec::new();
    for component in objects(case, "profileComponents") {
        papers.extend(paper(component));
    }
    Case {
        name: Some(name).filter(|name| !name.is_empty()),
        papers,
    }
}

fn paper(component: &Fields) -> Option<Paper> {
    let forms = objects(component, "attachments").filter_map(|form| {
        // Its address holds for those who are logged in.
        let name = text::line(string(form, "fileName"));
        (!name.is_empty()).then_some(Form { name, url: None })
    });
    let forms: Vec<_> = forms.collect();
    let name = text::line(string(component, "name"));
    let name = match forms.first() {
        Some(form) if name.is_empty() => form.name.clone(),
        _ => name,
    };
    let count = |name: &str| {
        let count = component.get(name).and_then(Value::as_u64);
        count.and_then(|count| u32::try_from(count).ok())
    };
    let (originals, copies) = (count("originalQty"), count("copyQty"));
    // Neither one nor the other is how the portal writes that nothing is said.
    let is_said = originals.unwrap_or(0) > 0 || copies.unwrap_or(0) > 0;
    (!name.is_empty()).then(|| Paper {
        name,
        originals: originals.filter(|_| is_said),
        copies: copies.filter(|_| is_said),
        // False wherever nobody has set it.
        is_required: (component.get("required") == Some(&Value::Bool(true))).then_some(true),
        forms,
    })
}

fn law(basis: &Fields) -> Law {
    let name = text::line(string(basis, "name"));
    let code = cchc::text::clean_nfc(string(basis, "code"));
    // The number alone, where the kind of document stands before it.
    let is_number =
        |word: &&str| word.contains('/') && word.starts_with(|first: char| first.is_ascii_digit());
    let number = code
        .split(' ')
        .find(is_number)
        .map_or(code.clone(), str::to_owned);
    Law {
        name: Some(name).filter(|name| !name.is_empty() && *name != number),
        number: Some(number).filter(|number| !number.is_empty()),
        url: None,
    }
}

/// Who handles it; of a province's own procedures also who made them, or many could not be told apart.
fn handlers(fields: &Fields) -> Vec<String> {
    let mut found = Vec::new();
    for list in ["departmentsExecuting", "unitGroupsExecuting", "departments"] {
        found.extend(names(fields, list));
    }
    if found.is_empty() {
        for list in ["departmentsAuthority", "unitGroupsAuthority"] {
            found.extend(names(fields, list));
        }
    }
    if string(fields, "type") == "SPECIFIC" {
        let made = ["departmentPromulgateName", "departmentPromulgate"];
        found.extend(made.iter().map(|name| text::line(string(fields, name))));
    }
    let mut handlers: Vec<String> = Vec::new();
    for name in found {
        let name = name.trim_end_matches(['.', ';', ' ']).to_owned();
        if !name.is_empty() && !handlers.contains(&name) {
            handlers.push(name);
        }
    }
    handlers
}

fn levels(fields: &Fields, handlers: &[String], is_whole: bool) -> Vec<Level> {
    let flags = [
        ("isMinistry", Level::Ministry),
        ("isProvince", Level::City),
        ("isWard", Level::Ward),
        ("isOtherAgency", Level::Other),
    ];
    let flags = flags.iter();
    let flagged: Vec<_> = flags
        .filter(|(name, _)| fields.get(*name) == Some(&Value::Bool(true)))
        .map(|(_, level)| *level)
        .collect();
    if is_whole || !flagged.is_empty() {
        return flagged;
    }
    let known: Vec<_> = handlers.iter().filter_map(|name| level_of(name)).collect();
    let all = [Level::Ministry, Level::City, Level::Ward];
    all.into_iter()
        .filter(|level| known.contains(level))
        .collect()
}

/// The level of a body, where its name is clear.
fn level_of(name: &str) -> Option<Level> {
    let name = fold(name);
    let begins = |words: &[&str]| words.iter().any(|word| name.starts_with(word));
    if name.contains("cap xa") {
        Some(Level::Ward)
    } else if name.contains("cap tinh") || begins(&["so "]) {
        Some(Level::City)
    } else if begins(&["bo ", "cuc "]) && !begins(&["bo phan", "bo chi huy", "bo tu lenh"]) {
        Some(Level::Ministry)
    } else {
        None
    }
}

fn online(fields: &Fields, is_whole: bool) -> Option<Online> {
    let mut ways = objects(fields, "executionMethods").peekable();
    if fields.get("isFullProcess") == Some(&Value::Bool(true)) {
        return Some(Online::Full);
    }
    ways.peek().filter(|_| is_whole)?;
    match ways.any(|way| string(way, "submissionMethod") == "ONLINE") {
        true => Some(Online::Partial),
        false => Some(Online::No),
    }
}

/// The first of these lists that holds names.
fn first(fields: &Fields, lists: &[&str]) -> Vec<String> {
    let found = lists.iter().map(|list| names(fields, list));
    found
        .into_iter()
        .find(|names| !names.is_empty())
        .unwrap_or_default()
}

/// Names of a list of texts or of objects, each once.
fn names(fields: &Fields, list: &str) -> Vec<String> {
    let mut names = Vec::new();
    let list = fields.get(list).and_then(Value::as_array);
    for one in list.into_iter().flatten() {
        let name = one.as_str().or_else(|| one.get("name")?.as_str());
        let name = text::line(name.unwrap_or_default());
        if !name.is_empty() && !names.contains(&name) {
            names.push(name);
        }
    }
    names
}

fn joined(names: &[String]) -> Option<String> {
    (!names.is_empty()).then(|| names.join("; "))
}

fn objects<'a>(fields: &'a Fields, list: &str) -> impl Iterator<Item = &'a Fields> {
    let list = fields.get(list).and_then(Value::as_array);
    list.into_iter().flatten().filter_map(Value::as_object)
}

fn string<'a>(fields: &'a Fields, name: &str) -> &'a str {
    fields.get(name).and_then(Value::as_str).unwrap_or_default()
}
