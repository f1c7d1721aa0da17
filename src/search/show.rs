//! Says of every answer why it is one, in the spelling of the name.

use super::catalogue::{Catalogue, Hint};
use super::find::Found;
use super::format::Kind;
use super::rank::Tally;
use super::rewrite::Reading;
use super::terms::Plan;
use super::{Answer, Hit, Reason, Record};
use crate::text::{small, syllables};

/// Grades of what is a slip away from what was typed end here.
const SLIP: u8 = 70;

impl Catalogue {
    pub(super) fn show(
        &self,
        answer: &mut Answer,
        best: &[(u32, usize)],
        found: &[Found],
        readings: &[Reading],
        text: &str,
    ) {
        for (_, at) in best {
            let reading = found
                .get(*at)
                .and_then(|one| readings.get(usize::from(one.reading)));
            answer.hits.push(self.hit(*at, reading));
        }
        let Some((_, first)) = best.first() else {
            return;
        };
        let Some(reading) = found
            .get(*first)
            .and_then(|one| readings.get(usize::from(one.reading)))
        else {
            return;
        };
        answer.read_as = match &reading.text {
            Some(text) => Some(text.clone()),
            None => self.mended(&reading.plan, *first, text),
        };
        let tally = self.everything(&reading.plan, *first);
        for (term, grade) in reading.plan.terms.iter().zip(tally.grades) {
            if grade == 0 && !term.is_noise {
                answer.missed.push(term.exact.clone());
            }
        }
    }

    fn hit(&self, at: usize, reading: Option<&Reading>) -> Hit {
        let record = Record(at as u32);
        let Some(reading) = reading else {
            return Hit {
                record,
                name: self.name(record),
                marks: Vec::new(),
                reason: Some(Reason::Code),
            };
        };
        let plan = &reading.plan;
        let name_tally = Tally::of(self, plan, at).unwrap_or_default();
        // What a citizen's word has better is not marked in the name.
        let (name, marks) = self.marked(plan, at, &self.everything(plan, at));
        let reason = self.reason(plan, at, &name_tally);
        Hit {
            record,
            name,
            marks,
            reason,
        }
    }

    /// The name, and the bytes in it that answer as well as anything in it does.
    fn marked(&self, plan: &Plan, at: usize, tally: &Tally) -> (String, Vec<(usize, usize)>) {
        let mut spans: Vec<(usize, usize, bool)> = Vec::new();
        let name = self.write(at, |token, start| {
            let Some(word) = self.word(token) else {
                return;
            };
            let grades = plan.grades_at(token);
            let mut end = None;
            let mut is_noise = true;
            for (number, term) in plan.terms.iter().enumerate() {
                let grade = grades.get(number).copied();
                let grade = grade.unwrap_or_default();
                if grade == 0 || grade + 8 < tally.grades[number] {
                    continue;
                }
                is_noise &= term.is_noise;
                // Of a word that is not finished, what was typed.
                let letters = match term.is_open && word.exact.len() > term.exact.len() {
                    true => term.exact.chars().count(),
                    false => usize::MAX,
                };
                let stop = word.text.char_indices().nth(letters);
                let stop = stop.map_or(word.text.len(), |(stop, _)| stop);
                end = end.max(Some(start + stop));
            }
            if let Some(end) = end {
                spans.push((start, end, is_noise));
            }
        });
        let mut marks: Vec<(usize, usize)> = Vec::new();
        for (at, (start, end, is_noise)) in spans.iter().enumerate() {
            // Over the blank between two words.
            let follows = marks.last().is_some_and(|last| last.1 + 1 == *start);
            let leads = spans
                .get(at + 1)
                .is_some_and(|next| end + 1 == next.0 && !next.2);
            match marks.last_mut().filter(|_| follows) {
                Some(last) => last.1 = *end,
                // Small words of questions count beside others.
                None if !is_noise || leads => marks.push((*start, *end)),
                None => (),
            }
        }
        (name, marks)
    }

    fn reason(&self, plan: &Plan, at: usize, name: &Tally) -> Option<Reason> {
        let mut best = 0;
        let mut reason = None;
        for hint in self.hints_of(at) {
            let place = self.place(Kind::Hint, hint.text as usize);
            let Some(tally) = Tally::of(self, plan, place) else {
                continue;
            };
            let mut worth = 0;
            for (number, term) in plan.terms.iter().enumerate() {
                if !term.is_noise || !hint.is_paper {
                    let more = tally.grades[number].saturating_sub(name.grades[number]);
                    worth += u32::from(more) * term.weight;
                }
            }
            if worth > best {
                best = worth;
                let words = self.write(place, |_, _| ());
                reason = Some(match hint.is_paper {
                    false => Reason::Keyword(words),
                    true => Reason::Paper(words),
                });
            }
        }
        reason
    }

    /// The hints of a procedure.
    fn hints_of(&self, at: usize) -> &[Hint] {
        let start = self
            .hints
            .partition_point(|hint| (hint.owner as usize) < at);
        let end = self.hints.partition_point(|hint| hint.owner as usize <= at);
        self.hints.get(start..end).unwrap_or_default()
    }

    /// What all texts of a procedure have together.
    fn everything(&self, plan: &Plan, at: usize) -> Tally {
        let mut out = Tally::of(self, plan, at).unwrap_or_default();
        let record = Record(at as u32);
        let mut texts = Vec::new();
        texts.extend(
            self.field(record)
                .map(|field| self.place(Kind::Field, field)),
        );
        for handler in self.handlers_of(record) {
            texts.push(self.place(Kind::Handler, handler));
        }
        for hint in self.hints_of(at) {
            texts.push(self.place(Kind::Hint, hint.text as usize));
        }
        for text in texts {
            if let Some(tally) = Tally::of(self, plan, text) {
                out.add(&tally, 100);
            }
        }
        out
    }

    /// The query with its slips mended by the words of the best answer.
    fn mended(&self, plan: &Plan, at: usize, text: &str) -> Option<String> {
        let tally = Tally::of(self, plan, at)?;
        let mut out = String::new();
        let mut is_other = false;
        for (number, (term, typed)) in plan.terms.iter().zip(syllables(text)).enumerate() {
            let grade = tally.grades[number];
            let word = self.tokens(at).iter().find_map(|token| {
                let known = plan.grades_at(*token).get(number)?;
                (*known == grade).then(|| self.word(*token))?
            });
            if !out.is_empty() {
                out.push(' ');
            }
            match word.filter(|_| grade > 0 && grade < SLIP && !term.is_noise) {
                Some(word) => {
                    is_other = true;
                    out.push_str(&small(&word.text));
                }
                None => out.push_str(text.get(typed.start..typed.end).unwrap_or_default()),
            }
        }
        is_other.then_some(out)
    }
}
