//! One measured figure beside its floor, as a line of JSON and a row of the table.

use serde::Serialize;

/// `ratio` = value ÷ floor for rates, floor ÷ value for times and sizes: the larger the better; none without a floor.
#[derive(Clone, Debug, Serialize)]
pub struct Figure {
    pub name: String,
    pub value: f64,
    pub unit: &'static str,
    pub floor: Option<f64>,
    pub ratio: Option<f64>,
    pub p50_ms: Option<f64>,
    pub p99_ms: Option<f64>,
    pub conditions: String,
}

impl Figure {
    /// A rate: more is better.
    pub fn rate(name: &str, value: f64, floor: f64, p50_ms: f64, p99_ms: f64, conditions: String) -> Self {
        Self { name: name.into(), value, unit: "1/s", floor: Some(floor), ratio: Some(value / floor), p50_ms: Some(p50_ms), p99_ms: Some(p99_ms), conditions }
    }

    /// A time or a size: less is better.
    pub fn cost(name: &str, value: f64, unit: &'static str, floor: Option<f64>, conditions: String) -> Self {
        Self { name: name.into(), value, unit, floor, ratio: floor.map(|floor| floor / value), p50_ms: None, p99_ms: None, conditions }
    }
}

/// The table for people on the error stream, one line of JSON for each figure on the output.
pub fn print(figures: &[Figure]) {
    let number = |value: Option<f64>| value.map_or_else(|| "–".to_owned(), |value| format!("{value:.2}"));
    eprintln!("{:<16}{:>11} {:<5}{:>11}{:>8}{:>9}{:>9}  conditions", "name", "value", "unit", "floor", "ratio", "p50 ms", "p99 ms");
    for figure in figures {
        eprintln!(
            "{:<16}{:>11.2} {:<5}{:>11}{:>8}{:>9}{:>9}  {}",
            figure.name,
            figure.value,
            figure.unit,
            number(figure.floor),
            number(figure.ratio),
            number(figure.p50_ms),
            number(figure.p99_ms),
            figure.conditions
        );
    }
    for figure in figures {
        println!("{}", serde_json::to_string(figure).unwrap_or_default());
    }
}
