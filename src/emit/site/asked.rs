//! What a question of a survey is called when it has no words of its own: those it uses.

use super::page::Page;
use super::view::Shown;
use crate::model::library::{self, BankQuestion};
use crate::model::survey::Survey;
use crate::resolve::{PartIndex, Target};

/// The wording of the bank, its gap filled, or the name of the question it uses.
pub fn name(page: &Page<'_>, part: PartIndex) -> Option<Shown> {
    let program = page.program();
    let found = program.parts.get(part);
    let survey = program.as_kind::<Survey>(found.entity).filter(|_| found.list() == "questions")?;
    let question = survey.it.questions.items().find(|it| it.id.value() == Some(found.id))?;
    match program.target(found.entity, question.r#use.spanned()?.0)? {
        Target::Entity(entity) => Some(page.title(entity)),
        Target::Part(_, part) => Some(page.part_name(part)),
        Target::BuiltIn(name) => {
            let words = BankQuestion::reading(&library::question(name)?.text, &page.tag())?;
            let gap = question.subject.get().map_or("…", |it| it.reading(page.language, page.first));
            Some(Shown::new(words.replace("{subject}", gap)))
        }
    }
}
