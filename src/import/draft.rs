//! A survey as a reader hands it over: neutral of platforms, with ids that Senda accepts.

use super::condition::Foreign;
use serde_json::Value as Json;
use std::collections::BTreeMap;

/// What is read in each language or variant, by its tag.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Text(pub BTreeMap<String, String>);

impl Text {
    pub fn get(&self, tag: &str) -> Option<&str> {
        self.0.get(tag).map(String::as_str)
    }

    /// Whether nobody would read anything.
    pub fn is_empty(&self) -> bool {
        self.0.values().all(|words| words.trim().is_empty())
    }

    /// The same in all of these languages.
    pub fn same(words: &str, languages: &[String]) -> Self {
        Self(languages.iter().map(|tag| (tag.clone(), words.to_owned())).collect())
    }

    pub fn map(&self, change: impl Fn(&str) -> String) -> Self {
        Self(self.0.iter().map(|(tag, words)| (tag.clone(), change(words))).collect())
    }
}

/// A survey.
#[derive(Debug, Default)]
pub struct Draft {
    /// Its tags, the one first that is shown unless somebody chooses another.
    pub languages: Vec<String>,
    pub title: Option<Text>,
    /// Whether it is marked as agreed and not sent yet.
    pub proposed: bool,
    /// The fields of `consent` that its notice tells.
    pub consent: Vec<(&'static str, Json)>,
    pub questions: Vec<Question>,
    /// What is read at the end; the first one that holds.
    pub ends: Vec<End>,
    /// Whether the platform numbers options and never names them.
    pub numbered: bool,
}

#[derive(Debug)]
pub struct Question {
    pub id: String,
    /// Its name in the file.
    pub name: String,
    /// Where it stands in the file.
    pub place: String,
    pub text: Text,
    pub answer: Answer,
    pub required: bool,
    pub when: Option<When>,
}

impl Draft {
    /// How many questions there are to answer.
    pub fn asked(&self) -> usize {
        self.questions.iter().filter(|question| !matches!(question.answer, Answer::Statement)).count()
    }
}

/// An end page.
#[derive(Debug)]
pub struct End {
    pub text: Text,
    /// By whoever is left when there is none.
    pub when: Option<When>,
}

/// A condition, and how the file writes it.
#[derive(Clone, Debug)]
pub struct When {
    pub place: String,
    pub written: String,
    pub condition: Foreign,
}

#[derive(Debug)]
pub enum Answer {
    Open,
    /// How yes and no are stored.
    YesNo {
        yes: Vec<String>,
        no: Vec<String>,
    },
    Number,
    Date,
    Choice {
        options: Vec<Choice>,
        most: Most,
    },
    Ranking {
        options: Vec<Choice>,
        most: Most,
    },
    Scale(Scale),
    Matrix {
        rows: Vec<Row>,
        scale: Scale,
    },
    /// It is only read.
    Statement,
}

impl Question {
    /// Whether a later text can repeat its answer.
    pub fn is_repeatable(answer: &Answer) -> bool {
        !matches!(answer, Answer::Matrix { .. } | Answer::Statement)
    }
}

impl Answer {
    pub fn options(&self) -> &[Choice] {
        match self {
            Answer::Choice { options, .. } | Answer::Ranking { options, .. } => options,
            _ => &[],
        }
    }
}

/// How many options may be taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Most {
    One,
    Some(i64),
    All,
}

#[derive(Debug)]
pub struct Choice {
    pub id: String,
    /// As the file stores it.
    pub stored: String,
    pub text: Text,
    pub when: Option<When>,
    pub other: bool,
    pub exclusive: bool,
}

/// A line of a matrix.
#[derive(Debug)]
pub struct Row {
    pub id: String,
    /// How conditions of the file call its answer.
    pub name: String,
    pub text: Text,
}

#[derive(Debug, Default)]
pub struct Scale {
    pub low: i64,
    pub high: i64,
    pub low_words: Option<Text>,
    pub high_words: Option<Text>,
    /// The words of every point, or none.
    pub labels: Vec<Text>,
    pub not_applicable: bool,
}
