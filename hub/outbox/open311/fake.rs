//! An Open311 server that does what a test says with its next answers.

use std::collections::{BTreeMap, HashMap};
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};

use serde_json::{Value, json};

/// What it does with the next request that writes.
#[derive(Debug, Clone)]
pub(super) enum Fault {
    Status(u16),
    /// 200 with these words.
    Words(&'static str),
    /// Ends the connection without a word.
    Cut,
    /// Ends it in the middle of an answer.
    Halved,
    /// Keeps it open without a word.
    Silence,
    /// Takes the request first.
    TakenThen(Box<Self>),
}

/// Number and fields.
pub(super) type Request = (String, BTreeMap<String, String>);

#[derive(Default)]
struct State {
    requests: Vec<Request>,
    faults: Vec<Fault>,
    is_hidden: bool,
    knows_repeats: bool,
    gives_tokens: bool,
    /// How requests stand, by number.
    told: HashMap<String, Value>,
    /// Answers to other addresses, by path.
    pages: HashMap<String, String>,
    /// Updates that were posted to it.
    updates: Vec<BTreeMap<String, String>>,
    asked: Vec<String>,
    open: Vec<TcpStream>,
}

/// It ends with the test program.
pub(super) struct Server {
    pub(super) url: String,
    state: Arc<Mutex<State>>,
}

impl Server {
    pub(super) fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let state: Arc<Mutex<State>> = Arc::default();
        let seen = Arc::clone(&state);
        std::thread::spawn(move || {
            for stream in listener.incoming() {
                serve(stream.unwrap(), &seen);
            }
        });
        Self {
            url: format!("http://127.0.0.1:{port}/open311/v2/"),
            state,
        }
    }

    pub(super) fn fail(&self, faults: Vec<Fault>) {
        self.state.lock().unwrap().faults = faults;
    }

    pub(super) fn hide(&self, is_hidden: bool) {
        self.state.lock().unwrap().is_hidden = is_hidden;
    }

    pub(super) fn know_repeats(&self) {
        self.state.lock().unwrap().knows_repeats = true;
    }

    pub(super) fn give_tokens(&self) {
        self.state.lock().unwrap().gives_tokens = true;
    }

    pub(super) fn requests(&self) -> Vec<Request> {
        self.state.lock().unwrap().requests.clone()
    }

    pub(super) fn updates(&self) -> Vec<BTreeMap<String, String>> {
        self.state.lock().unwrap().updates.clone()
    }

    /// From now on a request stands so.
    pub(super) fn tell(&self, number: &str, fields: Value) {
        let told = &mut self.state.lock().unwrap().told;
        told.insert(number.to_owned(), fields);
    }

    /// Answers an address with these words.
    pub(super) fn page(&self, path: &str, words: &str) {
        let pages = &mut self.state.lock().unwrap().pages;
        pages.insert(path.to_owned(), words.to_owned());
    }

    /// Addresses that were asked for.
    pub(super) fn asked(&self) -> Vec<String> {
        self.state.lock().unwrap().asked.clone()
    }
}

fn serve(stream: TcpStream, state: &Mutex<State>) {
    let mut stream = BufReader::new(stream);
    let mut first = String::new();
    stream.read_line(&mut first).unwrap_or(0);
    let mut length = 0;
    loop {
        let mut line = String::new();
        if stream.read_line(&mut line).unwrap_or(0) < 3 {
            break;
        }
        if let Some(text) = line.to_lowercase().strip_prefix("content-length:") {
            length = text.trim().parse().unwrap();
        }
    }
    let mut body = vec![0; length];
    stream.read_exact(&mut body).unwrap();
    let mut words = first.split_whitespace();
    let (method, target) = (words.next().unwrap_or(""), words.next().unwrap_or(""));
    let mut state = state.lock().unwrap();
    state.asked.push(format!("{method} {target}"));
    let (path, query) = target.split_once('?').unwrap_or((target, ""));
    let path = path.trim_start_matches("/open311/v2/");
    let mut stream = stream.into_inner();
    if method == "GET" {
        let answer = get(&state, path, query);
        say(
            &mut stream,
            if answer.is_some() { 200 } else { 404 },
            &answer.unwrap_or_default(),
        );
        return;
    }
    let fields: BTreeMap<String, String> =
        url::form_urlencoded::parse(&body).into_owned().collect();
    let fault = match state.faults.is_empty() {
        true => None,
        false => Some(state.faults.remove(0)),
    };
    match fault {
        None => {
            let answer = take(&mut state, path, fields);
            say(&mut stream, 200, &answer);
        }
        Some(Fault::TakenThen(fault)) => {
            take(&mut state, path, fields);
            spoil(stream, &fault, &mut state);
        }
        Some(fault) => spoil(stream, &fault, &mut state),
    }
}

fn spoil(mut stream: TcpStream, fault: &Fault, state: &mut State) {
    match fault {
        Fault::Status(status) => say(&mut stream, *status, ""),
        Fault::Words(words) => say(&mut stream, 200, words),
        Fault::Halved => {
            _ = stream.write_all(b"HTTP/1.1 200 X\r\nContent-Length: 90\r\n\r\n[{\"service_re");
        }
        Fault::Silence => state.open.push(stream),
        Fault::Cut | Fault::TakenThen(_) => {}
    }
}

fn take(state: &mut State, path: &str, fields: BTreeMap<String, String>) -> String {
    if path == "servicerequestupdates.json" {
        let id = fields["update_id"].clone();
        if !state.updates.iter().any(|known| known["update_id"] == id) {
            state.updates.push(fields);
        }
        return json!([{"update_id": id}]).to_string();
    }
    let known = state.requests.iter().find(|(_, known)| {
        state.knows_repeats && known["client_request_id"] == fields["client_request_id"]
    });
    let number = match known {
        Some((number, _)) => number.clone(),
        None => {
            let number = (100 + state.requests.len()).to_string();
            state.requests.push((number.clone(), fields));
            number
        }
    };
    match state.gives_tokens {
        true => json!([{"token": format!("t{number}")}]).to_string(),
        // Some have whole numbers.
        false => json!([{"service_request_id": number.parse::<i64>().unwrap()}]).to_string(),
    }
}

fn get(state: &State, path: &str, query: &str) -> Option<String> {
    if let Some(words) = state.pages.get(path) {
        return Some(words.clone());
    }
    if path != "requests.json" {
        return None;
    }
    let asked: HashMap<String, String> = url::form_urlencoded::parse(query.as_bytes())
        .into_owned()
        .collect();
    let wanted = asked.get("service_request_id");
    let rows: Vec<Value> = state
        .requests
        .iter()
        .filter(|(number, _)| match wanted {
            Some(wanted) => wanted.split(',').any(|one| one == number),
            None => !state.is_hidden,
        })
        .map(|(number, fields)| {
            let mut row = json!({"service_request_id": number, "status": "open", "status_notes": null,
                "description": fields["description"]});
            for (name, value) in state.told.get(number).and_then(Value::as_object).into_iter().flatten() {
                row[name] = value.clone();
            }
            row
        })
        .collect();
    Some(Value::Array(rows).to_string())
}

fn say(stream: &mut TcpStream, status: u16, words: &str) {
    let answer = format!(
        "HTTP/1.1 {status} X\r\nContent-Type: application/json\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{words}",
        words.len()
    );
    _ = stream.write_all(answer.as_bytes());
}
