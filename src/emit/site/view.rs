//! The values that all templates share. Each is what `templates/site/parts.html` describes.

use schemars::JsonSchema;
use serde::Serialize;

/// How a value is set: the `how` of the templates.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub enum How {
    #[default]
    #[serde(rename = "")]
    Plain,
    #[serde(rename = "code")]
    Code,
    /// What a person says.
    #[serde(rename = "voice")]
    Voice,
    #[serde(rename = "muted")]
    Muted,
    /// A reference that leads nowhere.
    #[serde(rename = "gone")]
    Gone,
    #[serde(rename = "alert")]
    Alert,
    #[serde(rename = "watch")]
    Watch,
    #[serde(rename = "good")]
    Good,
    #[serde(rename = "note")]
    Note,
}

/// A value that a page shows: text, the language it is in when that is not the page's, and
/// where it leads.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Shown {
    pub s: String,
    pub lang: String,
    pub href: String,
    pub how: How,
}

impl Shown {
    pub fn new(s: impl Into<String>) -> Self {
        Self { s: s.into(), ..Self::default() }
    }

    pub fn link(s: impl Into<String>, href: impl Into<String>) -> Self {
        Self { s: s.into(), href: href.into(), ..Self::default() }
    }

    pub fn code(s: impl Into<String>) -> Self {
        Self::new(s).how(How::Code)
    }

    pub fn mark(how: How, s: impl Into<String>) -> Self {
        Self::new(s).how(how)
    }

    pub fn how(mut self, how: How) -> Self {
        self.how = how;
        self
    }

    pub fn to(mut self, href: impl Into<String>) -> Self {
        self.href = href.into();
        self
    }

    /// Puts words around it; the language stays that of the text.
    pub fn wrap(mut self, f: impl FnOnce(&str) -> String) -> Self {
        self.s = f(&self.s);
        self
    }
}

/// A word and its values: one line of a list of facts.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Fact {
    pub word: String,
    pub values: Vec<Shown>,
}

/// Facts in the order they were added; those without a value are left out.
#[derive(Clone, Debug, Default, Serialize, JsonSchema)]
#[serde(transparent)]
pub struct Facts(Vec<Fact>);

impl Facts {
    pub fn add(&mut self, word: &str, values: impl IntoIterator<Item = Shown>) -> &mut Self {
        let values: Vec<Shown> = values.into_iter().collect();
        if !values.is_empty() {
            self.0.push(Fact { word: word.to_owned(), values });
        }
        self
    }

    /// Each as a line: `Every: quarter`.
    pub fn lines(&self) -> Vec<String> {
        let values = |fact: &Fact| fact.values.iter().map(|it| it.s.as_str()).collect::<Vec<_>>().join(", ");
        self.0.iter().map(|fact| format!("{}: {}", fact.word, values(fact))).collect()
    }

    /// The facts of another list behind these.
    pub fn append(&mut self, other: Facts) {
        self.0.extend(other.0);
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// How well something is supported.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Badge {
    pub level: &'static str,
    pub word: String,
    pub note: Option<String>,
}

/// A table: the first cell of a row heads it.
#[derive(Clone, Debug, Default, Serialize, JsonSchema)]
pub struct Grid {
    /// Anchor and heading of the section it stands in.
    pub id: String,
    pub word: String,
    pub about: String,
    pub title: String,
    pub note: String,
    pub head: Vec<String>,
    pub rows: Vec<Row>,
}

#[derive(Clone, Debug, Default, Serialize, JsonSchema)]
pub struct Row {
    pub id: String,
    pub cells: Vec<Vec<Shown>>,
}

impl Grid {
    pub fn new(id: &str, word: impl Into<String>, head: Vec<String>) -> Self {
        Self { id: id.to_owned(), word: word.into(), head, ..Self::default() }
    }

    pub fn row(&mut self, id: &str, cells: Vec<Vec<Shown>>) {
        self.rows.push(Row { id: id.to_owned(), cells });
    }
}

/// A horizontal place as a share of the width, the way SVG takes it: `12.5%`.
pub fn percent(fraction: f64) -> String {
    format!("{}%", short(fraction * 100.0))
}

/// A number with at most two decimals, without trailing zeros.
pub fn short(number: f64) -> String {
    let text = format!("{number:.2}");
    let text = text.trim_end_matches('0').trim_end_matches('.');
    if text == "-0" { "0".to_owned() } else { text.to_owned() }
}
