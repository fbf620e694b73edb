//! `question`: an item that several surveys share, and the questions of a survey.

mod item;
mod parts;

pub use item::{Item, Question, SurveyQuestion};
pub use parts::{AnswerOption, Asked, MatrixRow, QuestionScale, QuestionType};
