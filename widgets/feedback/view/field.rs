//! Fields: label, hint, what is wrong, and the control, tied together for those who see them and those who do not.

use cchc::feed::feedback::{Question, Type};
use cchc::submission::count_chars;

use super::{Look, summary};
use crate::shared::tree::{Tree, el};

/// What is asked.
pub(super) struct Ask<'a> {
    /// Place in the item; id and name of the control.
    pub(super) pointer: &'a str,
    pub(super) label: &'a str,
    pub(super) hint: &'a str,
    pub(super) is_required: bool,
}

impl<'a> Ask<'a> {
    pub(super) const fn new(
        pointer: &'a str,
        label: &'a str,
        hint: &'a str,
        is_required: bool,
    ) -> Self {
        Self {
            pointer,
            label,
            hint,
            is_required,
        }
    }

    pub(super) fn part(&self, name: &str) -> String {
        [self.pointer, "-", name].concat()
    }

    /// The label with what it says of being required. Most fields are required or not in masses: the few say it.
    fn label(&self, look: &Look<'_>, tag: &'static str) -> Tree {
        let need = match self.is_required {
            true => look.words.required,
            false => look.words.optional,
        };
        el(tag)
            .class("label")
            .text([self.label, " "].concat())
            .with(el("span").class("need").text(need))
    }

    fn notes(&self, look: &Look<'_>) -> Vec<Tree> {
        let mut out = Vec::new();
        if !self.hint.is_empty() {
            let hint = el("p").class("hint").set("id", self.part("hint"));
            out.push(hint.text(self.hint.to_owned()));
        }
        if let Some(problem) = look.filled.problem(self.pointer) {
            out.push(
                el("p")
                    .class("error")
                    .set("part", "error")
                    .set("id", self.part("error"))
                    .with(el("span").class("told").text(look.words.error))
                    .text(summary::words(look, problem)),
            );
        }
        out
    }

    /// Ties a control, or a group of them, to hint and error. `more` names what else describes it.
    fn tie(&self, look: &Look<'_>, control: Tree, more: Option<&str>) -> Tree {
        let is_wrong = look.filled.problem(self.pointer).is_some();
        let mut ids = String::new();
        let hint = (!self.hint.is_empty()).then_some("hint");
        for part in [hint, is_wrong.then_some("error"), more]
            .into_iter()
            .flatten()
        {
            if !ids.is_empty() {
                ids.push(' ');
            }
            ids.push_str(&self.part(part));
        }
        control
            .set_some("aria-describedby", (!ids.is_empty()).then_some(ids))
            .set_some("aria-invalid", is_wrong.then_some("true"))
    }

    /// A field under its label. `after` stands below it, and `more` names what of that describes it.
    pub(super) fn field(
        &self,
        look: &Look<'_>,
        control: Tree,
        more: Option<&str>,
        after: Vec<Tree>,
    ) -> Tree {
        let control = control
            .set("id", self.pointer.to_owned())
            .set("name", self.pointer.to_owned())
            .set_some("aria-required", self.is_required.then_some("true"));
        self.group(
            look,
            el("div"),
            self.label(look, "label")
                .set("for", self.pointer.to_owned()),
        )
        .all(self.notes(look))
        .with(self.tie(look, control, more))
        .all(after)
    }

    /// Several controls under one legend.
    pub(super) fn fields(&self, look: &Look<'_>, controls: Vec<Tree>) -> Tree {
        let set = el("fieldset").set("id", self.pointer.to_owned());
        self.group(look, self.tie(look, set, None), self.label(look, "legend"))
            .all(self.notes(look))
            .all(controls)
    }

    fn group(&self, look: &Look<'_>, tree: Tree, label: Tree) -> Tree {
        tree.class("group")
            .set("part", "field")
            .flag("data-wrong", look.filled.problem(self.pointer).is_some())
            .with(label)
    }
}

/// A field of one line.
pub(super) fn line(kind: &'static str, value: &str) -> Tree {
    el("input")
        .class("input")
        .set("part", "input")
        .set("type", kind)
        .set("data-act", "fill")
        // Not what is in it: that is the citizen's, and an input method may be at work there.
        .set("value", value.to_owned())
}

/// A field of many lines.
pub(super) fn lines(rows: &'static str, value: &str) -> Tree {
    el("textarea")
        .class("input")
        .set("part", "input")
        .set("rows", rows)
        .set("data-act", "fill")
        .text(value.to_owned())
}

/// One of several: a box to tick, or one that takes the place of another.
pub(super) fn choice(
    kind: &'static str,
    pointer: &str,
    value: &str,
    label: String,
    hint: Option<String>,
    is_on: bool,
) -> Tree {
    let input = el("input")
        .class("tick")
        .set("type", kind)
        .set("name", pointer.to_owned())
        .set("value", value.to_owned())
        .set("data-act", "fill")
        .flag("checked", is_on);
    let mut text = el("span").class("words").text(label);
    if let Some(hint) = hint {
        text = text.with(el("small").text(hint));
    }
    el("label").class("choice").with(input).with(text)
}

/// One of many, in a list that opens.
pub(super) fn select(options: Vec<(String, String)>, none: &'static str, chosen: &str) -> Tree {
    let mut list = vec![
        el("option")
            .set("value", "")
            .flag("selected", chosen.is_empty())
            .text(none),
    ];
    for (value, label) in options {
        list.push(
            el("option")
                .flag("selected", value == chosen)
                .set("value", value)
                .text(label),
        );
    }
    el("select")
        .class("select")
        .set("part", "select")
        .set("data-act", "fill")
        .all(list)
}

/// How many characters are left, below a field; what screen readers hear of it is told once the typing pauses.
pub(super) fn count(look: &Look<'_>, ask: &Ask<'_>, text: &str, most: u32) -> Tree {
    let used = count_chars(text);
    el("p")
        .class("count")
        .set("id", ask.part("count"))
        .flag("data-over", used > most)
        .text(count_words(look, used, most))
}

pub(super) fn count_words(look: &Look<'_>, used: u32, most: u32) -> String {
    let words = look.words;
    let (before, number, after) = match most.checked_sub(used) {
        Some(left) => (words.left, left, words.left_end),
        None => (words.over, used - most, words.over_end),
    };
    [before, &number.to_string(), after].concat()
}

/// A question of the form's own.
pub(super) fn question(look: &Look<'_>, question: &Question) -> Tree {
    let pointer = ["/answers/", &question.id].concat();
    let label = look.say(&question.label, question.label_en.as_ref());
    let hint = look.say_some(question.hint.as_ref(), question.hint_en.as_ref());
    let hint = hint.unwrap_or_default();
    let ask = Ask::new(&pointer, &label, &hint, question.is_required);
    let answered = look.filled.answered(&question.id);
    let text = answered.first().map_or("", |text| text);
    let (kind, options) = match question.kind {
        Type::Text => (line("text", text), None),
        Type::LongText => (lines("4", text), None),
        Type::Date => (line("date", text), None),
        Type::Number => (line("text", text).set("inputmode", "decimal"), None),
        Type::Choices => (el("p"), Some("checkbox")),
        Type::Choice | Type::YesNo => (el("p"), Some("radio")),
    };
    let Some(input) = options else {
        let most = question.most_chars();
        let is_long = count_chars(text) * 4 > most * 3;
        let count = is_long.then(|| count(look, &ask, text, most));
        let more = count.is_some().then_some("count");
        return ask.field(look, kind, more, count.into_iter().collect());
    };
    let mut choices = Vec::new();
    let is_on = |value: &str| answered.iter().any(|one| one == value);
    if question.kind == Type::YesNo {
        for (value, label) in [("yes", look.words.yes), ("no", look.words.no)] {
            choices.push(choice(
                input,
                &pointer,
                value,
                label.to_owned(),
                None,
                is_on(value),
            ));
        }
    }
    for one in &question.options {
        let label = look.say(&one.label, one.label_en.as_ref());
        choices.push(choice(
            input,
            &pointer,
            &one.value,
            label,
            None,
            is_on(&one.value),
        ));
    }
    ask.fields(look, choices)
}
