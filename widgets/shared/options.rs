//! Reading attributes in two steps: as written, then checked. A bad value means the default and one warning.

/// How an attribute is read: its name gives its value, if it is there.
pub type Attributes<'a> = &'a dyn Fn(&str) -> Option<String>;

/// Collects what was wrong, for the console.
#[derive(Debug, Default)]
pub struct Warnings(pub Vec<String>);

impl Warnings {
    /// Notes one bad value.
    pub fn bad(&mut self, name: &str, value: &str) {
        let mut line = String::from("attribute ");
        line.push_str(name);
        line.push_str("=\"");
        line.push_str(&cchc::text::clip(value, 40));
        line.push_str("\" is not valid; the default is used");
        self.0.push(line);
    }
}

/// A whole number within bounds.
pub fn number(
    attributes: Attributes<'_>,
    name: &str,
    min: u32,
    max: u32,
    warnings: &mut Warnings,
) -> Option<u32> {
    let raw = attributes(name)?;
    let number = raw
        .trim()
        .parse::<u32>()
        .ok()
        .filter(|number| (min..=max).contains(number));
    if number.is_none() {
        warnings.bad(name, &raw);
    }
    number
}

/// The theme. Its effect is all in the style sheet; here it is only checked.
pub fn theme(attributes: Attributes<'_>, warnings: &mut Warnings) {
    let themes = &[("auto", ()), ("light", ()), ("dark", ()), ("contrast", ())];
    _ = word(attributes, "theme", themes, warnings);
}

/// Seconds between refreshes, if the page says so.
pub fn refresh_secs(attributes: Attributes<'_>, warnings: &mut Warnings) -> Option<u32> {
    number(attributes, "refresh", 60, 86_400, warnings)
}

/// `on` or `off`; on where nothing is said.
pub fn is_on(attributes: Attributes<'_>, name: &str, warnings: &mut Warnings) -> bool {
    word(attributes, name, &[("on", true), ("off", false)], warnings).unwrap_or(true)
}

/// One word of a table.
pub fn word<T: Copy>(
    attributes: Attributes<'_>,
    name: &str,
    table: &[(&str, T)],
    warnings: &mut Warnings,
) -> Option<T> {
    let raw = attributes(name)?;
    let value = cchc::feed::news::look_up(table, raw.trim());
    if value.is_none() {
        warnings.bad(name, &raw);
    }
    value
}

/// Several words of a table, separated by white space; unknown ones are left out.
pub fn words<T: Copy>(
    attributes: Attributes<'_>,
    name: &str,
    table: &[(&str, T)],
    warnings: &mut Warnings,
) -> Vec<T> {
    let raw = attributes(name).unwrap_or_default();
    let mut values = Vec::new();
    for word in raw.split_whitespace() {
        match cchc::feed::news::look_up(table, word) {
            Some(value) => values.push(value),
            None => warnings.bad(name, word),
        }
    }
    values
}
