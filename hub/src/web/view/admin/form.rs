//! Forms of settings pages: parts with fields, each with its input, its hint, and what is wrong with it.

use askama::filters::Safe;
use sunhall_hall::Day;

use crate::web::say::escaped;

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
    pub way: Way,
    /// Not the main thing of its page: no red key.
    pub quiet: bool,
}

/// How a form travels.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Way {
    /// By the page's script, where there is one.
    #[default]
    Usual,
    /// With a file.
    Upload,
    /// For a file, which the browser keeps.
    Download,
}

impl Form {
    pub fn uploads(&self) -> bool {
        self.way == Way::Upload
    }

    pub fn downloads(&self) -> bool {
        self.way == Way::Download
    }
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

/// Characters of a choice that go into a narrow column.
const LABEL_SHORT: usize = 10;

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

    /// Whether its choices have names that need room.
    pub fn is_long(&self) -> bool {
        match &self.input {
            Input::Ticks(choices) => choices.iter().any(|choice| choice.label.chars().count() > LABEL_SHORT),
            Input::Line { .. } | Input::Area { .. } | Input::Pick(_) | Input::Tick | Input::File { .. } | Input::Spans(_) => false,
        }
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
        rest.retain(|words| !self.parts.iter().flat_map(|part| &part.fields).any(|field| field.wrong == *words));
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
