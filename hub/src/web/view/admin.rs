//! What the administrator's pages show: a menu, a head, and lists and forms that are described and not drawn one by one.

use askama::Template;
use askama::filters::Safe;
use sunhall_hall::Day;

use super::Frame;
use super::people::Badge;
use crate::web::say::escaped;

/// What stands beside and above the content of a settings page.
#[derive(Clone, Debug, Default)]
pub struct Page {
    pub menu: Vec<MenuPart>,
    pub title: String,
    /// One sentence that says what this page is for.
    pub lead: String,
    /// The page above this one.
    pub back: Option<Link>,
    /// Keys beside the title: something new, the history.
    pub links: Vec<Link>,
    /// What somebody should know before reading on.
    pub notes: Vec<Note>,
    /// The badge of the person whom the page is about.
    pub badge: Option<Badge>,
    /// A password that is shown this once.
    pub secret: Option<String>,
    /// What is so and is not changed here, as name and value.
    pub facts: Vec<(String, String)>,
    pub forms: Vec<Form>,
    /// What the lists are filtered by.
    pub find: Option<Find>,
    pub lists: Lists,
    /// To earlier and later pages of a long list.
    pub pages: Vec<Link>,
}

/// A form that asks for the same page again, filtered.
#[derive(Clone, Debug)]
pub struct Find {
    pub action: &'static str,
    pub fields: Vec<Field>,
    pub save: String,
}

/// One field that changed: as it was, where it was something, and as it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChangeLine {
    pub label: String,
    pub before: Option<String>,
    pub after: String,
}

#[derive(Clone, Debug)]
pub struct MenuPart {
    pub name: String,
    pub entries: Vec<MenuEntry>,
}

#[derive(Clone, Debug)]
pub struct MenuEntry {
    pub href: &'static str,
    pub icon: &'static str,
    pub name: String,
    pub here: bool,
}

#[derive(Clone, Debug, Default)]
pub struct Link {
    pub href: String,
    pub icon: &'static str,
    pub name: String,
}

/// A banner of the page itself; `tone` is `amber`, `red` or `green`.
#[derive(Clone, Debug)]
pub struct Note {
    pub tone: &'static str,
    pub icon: &'static str,
    pub text: String,
    pub link: Option<Link>,
}

/// A settings page.
#[derive(Debug, Template)]
#[template(path = "admin.html")]
pub struct AdminPage<'a> {
    pub frame: &'a Frame,
    pub page: &'a Page,
}

/// The same without what stands round it, as the page's script puts it in.
#[derive(Debug, Template)]
#[template(path = "admin.html", block = "content")]
pub struct AdminContent<'a> {
    pub frame: &'a Frame,
    pub page: &'a Page,
}

/// Lists of one page, narrowed together by one search.
#[derive(Clone, Debug, Default)]
pub struct Lists {
    /// Label of the search; empty: the page needs none.
    pub search: String,
    pub lists: Vec<List>,
}

#[derive(Clone, Debug, Default)]
pub struct List {
    /// Empty where the page's title says it.
    pub title: String,
    pub columns: Vec<String>,
    pub rows: Vec<Row>,
    /// Said when there are no rows.
    pub empty: String,
}

#[derive(Clone, Debug, Default)]
pub struct Row {
    /// Where the row's first words lead.
    pub href: String,
    pub cells: Vec<Cell>,
    /// What a search finds it by, in lower case.
    pub search: String,
    /// Not in use: shown softly.
    pub off: bool,
    /// Name of the row in the page's address, so that an act in it comes back to it.
    pub id: String,
}

/// One cell of a list.
#[derive(Clone, Debug)]
pub enum Cell {
    Text(String),
    /// A name with a smaller line under it.
    Two(String, String),
    Soft(String),
    /// Right aligned.
    Figure(String),
    Plate(String),
    /// Somebody with a small portrait.
    Person {
        portrait: Option<String>,
        name: String,
        line: String,
    },
    Chip {
        tone: &'static str,
        text: String,
    },
    Changes(Vec<ChangeLine>),
    /// A form with one key: its address, hidden fields and name; the whole page comes again.
    Act {
        action: String,
        fields: Vec<(&'static str, String)>,
        name: String,
    },
}

/// A form: parts with fields, each with what is wrong with it.
#[derive(Clone, Debug, Default)]
pub struct Form {
    /// Heading where a page has more than one form.
    pub title: String,
    pub action: String,
    pub hidden: Vec<(&'static str, String)>,
    pub parts: Vec<Part>,
    /// What is wrong with the whole.
    pub wrong: String,
    /// Name of the red key.
    pub save: String,
    pub back: String,
    /// False: this reader may only look.
    pub may: bool,
    /// Carries a file.
    pub file: bool,
    /// Not the main thing of its page: no red key.
    pub quiet: bool,
}

#[derive(Clone, Debug, Default)]
pub struct Part {
    pub title: String,
    pub note: String,
    pub fields: Vec<Field>,
}

#[derive(Clone, Debug)]
pub struct Field {
    /// Its own name in the page, where several fields answer under one name.
    pub id: String,
    pub name: String,
    pub label: String,
    pub hint: String,
    pub wrong: String,
    pub needed: bool,
    /// Takes half the width, beside its neighbour.
    pub half: bool,
    pub value: String,
    pub input: Input,
    /// The cursor goes here: the first that is wrong.
    pub first: bool,
}

#[derive(Clone, Debug)]
pub enum Input {
    /// One line; `kind` as HTML names it.
    Line {
        kind: &'static str,
        min: String,
        max: usize,
    },
    Area {
        rows: u8,
        max: usize,
    },
    Pick(Vec<Choice>),
    /// Any number of ticks under one name.
    Ticks(Vec<Choice>),
    /// One tick; its value is `yes`.
    Tick,
    File {
        accept: &'static str,
    },
    /// Pairs of times, each from and to.
    Spans(Vec<(String, String)>),
}

#[derive(Clone, Debug)]
pub struct Choice {
    pub value: String,
    pub label: String,
    pub chosen: bool,
}

/// The longest line that anything here may have.
const LINE_MAX: usize = 200;

impl Field {
    fn new(name: &str, label: String, value: impl Into<String>, input: Input) -> Self {
        Self {
            id: name.to_owned(),
            name: name.to_owned(),
            label,
            hint: String::new(),
            wrong: String::new(),
            needed: false,
            half: false,
            value: value.into(),
            input,
            first: false,
        }
    }

    pub fn line(name: &str, label: String, value: impl Into<String>) -> Self {
        Self::new(name, label, value, Input::Line { kind: "text", min: String::new(), max: LINE_MAX })
    }

    pub fn figure(name: &str, label: String, value: impl Into<String>) -> Self {
        Self::new(name, label, value, Input::Line { kind: "number", min: "0".to_owned(), max: 12 })
    }

    pub fn day(name: &str, label: String, value: impl Into<String>, earliest: Day) -> Self {
        Self::new(name, label, value, Input::Line { kind: "date", min: earliest.0.to_string(), max: 10 })
    }

    pub fn time(name: &str, label: String, value: impl Into<String>) -> Self {
        Self::new(name, label, value, Input::Line { kind: "time", min: String::new(), max: 5 })
    }

    pub fn area(name: &str, label: String, value: impl Into<String>, rows: u8) -> Self {
        Self::new(name, label, value, Input::Area { rows, max: 4_000 })
    }

    pub fn pick(name: &str, label: String, choices: Vec<Choice>) -> Self {
        Self::new(name, label, "", Input::Pick(choices))
    }

    pub fn ticks(name: &str, label: String, choices: Vec<Choice>) -> Self {
        Self { needed: true, ..Self::new(name, label, "", Input::Ticks(choices)) }
    }

    pub fn tick(name: &str, label: String, ticked: bool) -> Self {
        Self { needed: true, ..Self::new(name, label, if ticked { "yes" } else { "" }, Input::Tick) }
    }

    pub fn spans(name: &str, label: String, spans: Vec<(String, String)>) -> Self {
        Self { needed: true, ..Self::new(name, label, "", Input::Spans(spans)) }
    }

    pub fn file(name: &str, label: String, accept: &'static str) -> Self {
        Self::new(name, label, "", Input::File { accept })
    }

    #[must_use]
    pub fn hint(mut self, hint: String) -> Self {
        self.hint = hint;
        self
    }

    #[must_use]
    pub fn needed(mut self) -> Self {
        self.needed = true;
        self
    }

    #[must_use]
    pub fn half(mut self) -> Self {
        self.half = true;
        self
    }

    /// One of several fields that answer under one name.
    #[must_use]
    pub fn apart(mut self, part: &str) -> Self {
        self.id = format!("{}-{part}", self.name);
        self
    }

    /// The largest number of characters.
    #[must_use]
    pub fn at_most(mut self, characters: usize) -> Self {
        if let Input::Line { max, .. } | Input::Area { max, .. } = &mut self.input {
            *max = characters;
        }
        self
    }

    /// Attributes that every kind of input has: its name, and what describes it.
    pub fn attributes(&self) -> Safe<String> {
        let (id, name) = (escaped(&self.id), escaped(&self.name));
        let mut parts = vec![format!(r#"id="f-{id}" name="{name}""#)];
        let described: Vec<String> = [("hint", &self.hint), ("wrong", &self.wrong)]
            .into_iter()
            .filter(|(_, words)| !words.is_empty())
            .map(|(what, _)| format!("f-{id}-{what}"))
            .collect();
        if !described.is_empty() {
            parts.push(format!(r#"aria-describedby="{}""#, described.join(" ")));
        }
        let plain = [
            (!self.wrong.is_empty(), r#"aria-invalid="true""#),
            (self.needed && !matches!(self.input, Input::Ticks(_) | Input::Tick), r#"aria-required="true""#),
            (self.first, "autofocus"),
        ];
        parts.extend(plain.into_iter().filter(|(is, _)| *is).map(|(_, attribute)| attribute.to_owned()));
        Safe(parts.join(" "))
    }
}

impl Choice {
    pub fn new(value: impl Into<String>, label: impl Into<String>, chosen: bool) -> Self {
        Self { value: value.into(), label: label.into(), chosen }
    }
}

impl Form {
    fn fields(&mut self) -> impl Iterator<Item = &mut Field> {
        self.parts.iter_mut().flat_map(|part| &mut part.fields)
    }

    /// Says beside each field what is wrong with it; what belongs to no field is said above the form.
    pub fn blame(&mut self, wrong: impl IntoIterator<Item = (String, String)>) {
        let mut rest: Vec<String> = Vec::new();
        for (name, words) in wrong {
            match self.fields().find(|field| field.name == name) {
                Some(field) => field.wrong = words,
                None => rest.push(words),
            }
        }
        self.wrong = rest.join("\n");
        if let Some(field) = self.fields().find(|field| !field.wrong.is_empty()) {
            field.first = true;
        }
    }

    /// Fields that are wrong, as name and label.
    pub fn wrongs(&self) -> Vec<(&str, &str)> {
        let fields = self.parts.iter().flat_map(|part| &part.fields);
        fields.filter(|field| !field.wrong.is_empty()).map(|field| (field.id.as_str(), field.label.as_str())).collect()
    }
}

impl Row {
    /// A row found by its own words.
    pub fn new(href: impl Into<String>, cells: Vec<Cell>, also: &str) -> Self {
        let mut search = also.to_lowercase();
        for cell in &cells {
            match cell {
                Cell::Text(text) | Cell::Soft(text) | Cell::Figure(text) | Cell::Plate(text) | Cell::Chip { text, .. } => push(&mut search, text),
                Cell::Two(first, second) | Cell::Person { name: first, line: second, .. } => {
                    push(&mut search, first);
                    push(&mut search, second);
                }
                Cell::Changes(lines) => lines.iter().for_each(|line| push(&mut search, &line.after)),
                Cell::Act { .. } => {}
            }
        }
        Self { href: href.into(), cells, search, off: false, id: String::new() }
    }

    #[must_use]
    pub fn off(mut self, off: bool) -> Self {
        self.off = off;
        self
    }

    #[must_use]
    pub fn id(mut self, id: String) -> Self {
        self.id = id;
        self
    }
}

fn push(search: &mut String, text: &str) {
    search.push(' ');
    search.push_str(&text.to_lowercase());
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_wrong_stands_beside_its_field_and_the_rest_above() {
        let fields = vec![Field::line("name", "名称".into(), ""), Field::line("letter", "字母".into(), "I")];
        let mut form = Form { parts: vec![Part { fields, ..Part::default() }], ..Form::default() };
        form.blame([("letter".into(), "字母已有别的队伍用".into()), ("elsewhere".into(), "没有保存".into())]);
        assert_eq!(form.wrongs(), [("letter", "字母")]);
        assert_eq!(form.wrong, "没有保存");
        let attributes = form.parts[0].fields[1].attributes().0;
        assert!(attributes.contains("autofocus") && attributes.contains(r#"aria-describedby="f-letter-wrong""#), "{attributes}");
    }
}
