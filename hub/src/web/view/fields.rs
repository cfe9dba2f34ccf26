//! The fields of the forms of the settings pages.

use askama::filters::Safe;
use sunhall_hall::Day;

use crate::web::say::escaped;

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
