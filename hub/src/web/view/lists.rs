//! Lists of the administrator's pages: rows of cells that are described and not drawn one by one, found by their words.

/// One field that changed: as it was, where it was something, and as it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChangeLine {
    pub label: String,
    pub before: Option<String>,
    pub after: String,
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
    /// The letter of a group, as numbers begin with it.
    Letter(char),
    /// Numbers of windows.
    Plates(Vec<u32>),
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

impl List {
    /// Whether another list of the page has the same columns, so that they stand in one line.
    pub fn same(&self, lists: &Lists) -> bool {
        lists.lists.iter().filter(|list| list.columns == self.columns).count() > 1
    }
}

impl Row {
    /// A row found by its own words.
    pub fn new(href: impl Into<String>, cells: Vec<Cell>, also: &str) -> Self {
        let mut search = also.to_lowercase();
        for cell in &cells {
            match cell {
                Cell::Text(text) | Cell::Soft(text) | Cell::Chip { text, .. } => push(&mut search, text),
                Cell::Two(first, second) | Cell::Person { name: first, line: second, .. } => {
                    push(&mut search, first);
                    push(&mut search, second);
                }
                Cell::Changes(lines) => lines.iter().for_each(|line| push(&mut search, &line.after)),
                Cell::Letter(letter) => push(&mut search, &letter.to_string()),
                Cell::Plates(numbers) => numbers.iter().for_each(|number| push(&mut search, &number.to_string())),
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
