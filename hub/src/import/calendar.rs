//! The official calendar as a CSV file: days off and make-up working days, with every line that cannot be read named.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike, NaiveDate};
use sunhall_hall::Day;
use sunhall_hall::calendar::{DayKind, SpecialDay};

/// What is wrong with a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// The columns `date`, `kind` and `name` are not there.
    Columns,
    /// Not a line of three fields.
    Shape,
    Date,
    Kind,
    /// The same day stands in an earlier line.
    Twice,
    Name,
}

/// A line that cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BadLine {
    pub line: u64,
    pub fault: Fault,
}

/// Characters of a day's name.
const NAME_MAX: usize = 40;

/// The days of each year in order, or every line that is wrong.
pub fn read(text: &str) -> Result<BTreeMap<i32, Vec<SpecialDay>>, Vec<BadLine>> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut reader = csv::ReaderBuilder::new().comment(Some(b'#')).flexible(true).trim(csv::Trim::All).from_reader(text.as_bytes());
    let header = reader.headers().cloned().unwrap_or_default();
    let column = |name: &str| header.iter().position(|known| known == name);
    let (Some(date), Some(kind), Some(name)) = (column("date"), column("kind"), column("name")) else {
        return Err(vec![BadLine { line: 1, fault: Fault::Columns }]);
    };
    let (mut years, mut bad): (BTreeMap<i32, Vec<SpecialDay>>, Vec<BadLine>) = (BTreeMap::new(), Vec::new());
    let mut known: BTreeSet<Day> = BTreeSet::new();
    for row in reader.records() {
        let (line, special) = match &row {
            Ok(row) => (row.position().map_or(0, csv::Position::line), special(row.get(date), row.get(kind), row.get(name))),
            Err(error) => (error.position().map_or(0, csv::Position::line), Err(Fault::Shape)),
        };
        match special {
            Ok(special) if known.insert(special.day) => years.entry(special.day.0.year()).or_default().push(special),
            Ok(_) => bad.push(BadLine { line, fault: Fault::Twice }),
            Err(fault) => bad.push(BadLine { line, fault }),
        }
    }
    for days in years.values_mut() {
        days.sort_by_key(|special| special.day);
    }
    if bad.is_empty() { Ok(years) } else { Err(bad) }
}

fn special(date: Option<&str>, kind: Option<&str>, name: Option<&str>) -> Result<SpecialDay, Fault> {
    let (Some(date), Some(kind), Some(name)) = (date, kind, name) else { return Err(Fault::Shape) };
    let date = NaiveDate::parse_from_str(date, "%Y-%m-%d").ok().filter(|date| (2000..=2199).contains(&date.year())).ok_or(Fault::Date)?;
    let kind = match kind {
        "rest" => DayKind::Rest,
        "work" => DayKind::Work,
        _ => return Err(Fault::Kind),
    };
    if name.is_empty() || name.chars().count() > NAME_MAX {
        return Err(Fault::Name);
    }
    Ok(SpecialDay { day: Day(date), kind, name: name.to_owned() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_read_by_year_and_in_order() {
        let years = read("\u{feff}# remark\r\ndate,kind,name\r\n2026-10-10,work,国庆节\r\n2026-10-01,rest,国庆节\r\n2027-01-01,rest,元旦\r\n").unwrap();
        assert_eq!(years.keys().copied().collect::<Vec<_>>(), [2026, 2027]);
        assert_eq!(years[&2026].iter().map(|special| special.kind).collect::<Vec<_>>(), [DayKind::Rest, DayKind::Work]);
    }

    #[test]
    fn every_bad_line_is_named_with_what_is_wrong_with_it() {
        let text = "date,kind,name\n2026-02-30,rest,春节\n2026-10-01,holiday,国庆节\n2026-10-02,rest,国庆节\n2026-10-02,work,国庆节\n2026-10-03,rest\n2026-10-04,rest,\n";
        let bad: Vec<(u64, Fault)> = read(text).unwrap_err().into_iter().map(|bad| (bad.line, bad.fault)).collect();
        assert_eq!(bad, [(2, Fault::Date), (3, Fault::Kind), (5, Fault::Twice), (6, Fault::Shape), (7, Fault::Name)]);
        assert_eq!(read("day;kind\n").unwrap_err(), [BadLine { line: 1, fault: Fault::Columns }]);
        assert_eq!(read("").unwrap_err(), [BadLine { line: 1, fault: Fault::Columns }]);
    }
}
