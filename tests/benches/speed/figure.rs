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

    pub fn print(&self) {
        let number = |value: Option<f64>| value.map_or_else(|| "–".to_owned(), |value| format!("{value:.2}"));
        eprintln!(
            "{:<22}{:>12.2} {:<5} floor {:>12}  ratio {:>6}  p50 {:>8} ms  p99 {:>8} ms  {}",
            self.name,
            self.value,
            self.unit,
            number(self.floor),
            number(self.ratio),
            number(self.p50_ms),
            number(self.p99_ms),
            self.conditions
        );
        println!("{}", serde_json::to_string(self).unwrap_or_default());
    }
}
