//! What a reader typed and chose. Every choice is one word with a value, so that fields, buttons, keys and the address of the
//! page lead here alike.

use cchc::feed::agencies::Agency;
use cchc::feed::news::look_up;
use cchc::feed::procedures::{LEVELS, Level, ONLINE};
use cchc::search::{Catalogue, Query};

use super::options::Options;
use crate::shared::address;

/// The mark in an address: `#cchc-procedures=1.001193`.
pub const MARK: &str = "cchc-procedures=";

/// What a reader typed and chose.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Asked {
    /// What is looked for, and by which filters.
    pub query: Query,
    /// The field and the handler that the page is about.
    own_field: Option<usize>,
    own_handler: Option<usize>,
    own_agency: Option<String>,
    /// How many answers more than the page asks for.
    pub more: usize,
    /// The answer that the arrow keys are at.
    pub at: Option<usize>,
    /// Whether the answers were closed with Escape.
    pub is_closed: bool,
    /// The procedure that is open.
    pub open: Option<String>,
    /// Which case of it, by its place.
    pub case: Option<usize>,
    /// What was typed to find a ward.
    pub ward_text: String,
    /// Whether link and QR code are shown.
    pub is_shared: bool,
    /// How often the open procedure was asked for once more.
    pub tries: u32,
}

impl Asked {
    /// What a page begins with, and goes back to with a new catalogue, in which filters have other places.
    pub fn renew(&mut self, options: &Options, catalogue: &Catalogue) {
        let field = options.field.as_deref();
        self.own_field = field.and_then(|field| find(catalogue.fields(), field));
        (self.own_handler, self.own_agency) = (None, None);
        self.query = Query {
            text: std::mem::take(&mut self.query.text),
            field: self.own_field,
            home: options.level,
            ..Query::default()
        };
    }

    /// On the site of a ward its level stands first; on that of another agency only its own procedures are shown.
    pub fn is_at_home_with(&mut self, agency: &Agency, catalogue: &Catalogue) {
        // Once: after that the reader chooses.
        if self.own_agency.as_deref() == Some(&*agency.id) {
            return;
        }
        self.own_agency = Some(agency.id.clone());
        let home = match &*agency.kind {
            "ward" | "commune" => Some(Level::Ward),
            _ => None,
        };
        self.query.home = self.query.home.or(home);
        self.own_handler = find(catalogue.handlers(), &agency.name);
        self.query.handler = self.query.handler.or(self.own_handler);
    }

    /// Whether the reader asked for something: words or filters beyond the page's own.
    #[must_use]
    pub fn is_asking(&self) -> bool {
        !self.query.text.trim().is_empty() || self.filters() > 0
    }

    /// How many filters are set.
    #[must_use]
    pub fn filters(&self) -> usize {
        let query = &self.query;
        let is_set = [
            query.field != self.own_field,
            query.handler != self.own_handler,
            query.audience.is_some(),
            query.level.is_some(),
            query.online.is_some(),
        ];
        let mut count = 0;
        for is_set in is_set {
            count += usize::from(is_set);
        }
        count
    }

    /// Takes one choice; `false` when nothing changed. `count` is the number of answers in sight.
    pub fn act(&mut self, act: &str, value: &str, count: usize) -> bool {
        let before = self.clone();
        match act {
            "find" => {
                value.clone_into(&mut self.query.text);
                (self.more, self.at, self.is_closed) = (0, None, false);
            }
            "clear" => {
                self.query.text.clear();
                (self.more, self.at, self.is_closed) = (0, None, false);
            }
            "field" | "handler" | "audience" | "level" | "online" => self.filter(act, value),
            "unfilter" => {
                let Query { text, home, .. } = std::mem::take(&mut self.query);
                self.query = Query {
                    text,
                    home,
                    field: self.own_field,
                    handler: self.own_handler,
                    ..Query::default()
                };
                (self.more, self.at) = (0, None);
            }
            "more" => self.more += 20,
            "key" => self.key(value, count),
            "open" => {
                (self.open, self.case) = (Some(value.to_owned()), None);
                (self.at, self.is_shared) = (None, false);
            }
            "back" => (self.open, self.case, self.is_shared) = (None, None, false),
            "case" => self.case = value.parse().ok(),
            "ward-find" => value.clone_into(&mut self.ward_text),
            "reload" => self.tries += 1,
            "share" => self.is_shared = !self.is_shared,
            _ => {}
        }
        *self != before
    }

    fn filter(&mut self, act: &str, value: &str) {
        let query = &mut self.query;
        let place = value.parse().ok();
        match act {
            "field" => query.field = place,
            "handler" => query.handler = place,
            "audience" => query.audience = place,
            "level" => query.level = look_up(LEVELS, value),
            _ => query.online = look_up(ONLINE, value),
        }
        (self.more, self.at) = (0, None);
    }

    /// Arrow keys go through the answers and, beyond either end, back to the field.
    fn key(&mut self, key: &str, count: usize) {
        let last = count.checked_sub(1);
        self.at = match (key, self.at) {
            ("ArrowDown", None) => last.map(|_| 0),
            ("ArrowDown", Some(at)) => Some(at + 1).filter(|next| *next < count),
            ("ArrowUp", None) => last,
            ("ArrowUp", Some(at)) => at.checked_sub(1),
            (_, at) => at,
        };
        self.is_closed = key == "Escape";
        if self.is_closed {
            self.at = None;
        }
    }

    /// Reads the address of the page; `true` if what is open changed.
    pub fn follow(&mut self, hash: &str) -> bool {
        match (address::read(MARK, hash), &self.open) {
            (Some((id, _)), Some(open)) if id == *open => false,
            (Some((id, _)), _) => self.act("open", &id, 0),
            (None, Some(_)) => self.act("back", "", 0),
            (None, None) => false,
        }
    }
}

/// The place of a text in a list, its marks and capitals aside.
fn find(list: &[String], text: &str) -> Option<usize> {
    let wanted = cchc::text::fold(text);
    list.iter().position(|one| cchc::text::fold(one) == wanted)
}

/// The address of a procedure.
#[must_use]
pub fn address_of(id: &str) -> String {
    address::write(MARK, id, None)
}
