//! Fields that take one of several forms: a word or a reference, one deadline or several, a
//! condition or plain words.

mod condition;
mod data;
mod forms;
#[cfg(test)]
mod tests;
mod words;

pub use condition::{ConditionOrText, TextOr, Within, WithinCase};
pub use data::{Answer, ColumnRefersTo, ColumnValues, ExpectedRecord, ExpectedValue};
pub use forms::{AssessmentAnswer, Multiple, PolicyExample, PolicyFor};
pub use words::{Word, WordOr};

use super::field::{List, OneOrMany};
use super::reference::{Ref, to};

/// One cut of a metric: a column alone, or several crossed.
pub type CutSpec = OneOrMany<Ref<to::Column>>;

/// What a rule of a contact policy counts: a group of contacts, or these surveys and playbooks.
pub type Scope = WordOr<super::contact_policy::ScopeWord, List<Ref<to::SurveyOrPlaybook>>>;

/// What goes first when two contacts collide.
pub type Priority = WordOr<super::contact_policy::PriorityWord, Ref<to::AnySurvey>>;

/// A contact that is neither counted nor blocked.
pub type Exempt = WordOr<super::contact_policy::ExemptWord, Ref<to::SurveyOrPlaybook>>;

/// Whom a control group never holds out.
pub type Exclusion = WordOr<super::playbook::ProtectedCase, super::common::CaseCondition>;
