//! The waves of surveys as days of a calendar.

use crate::analyze::Checked;
use crate::analyze::fieldwork::{Fieldwork, Wave};
use crate::diagnostic::{Say, say};
use crate::emit::calendar::{self, Day, Source};
use crate::emit::survey::ours;
use crate::model::Of;
use crate::model::survey::Survey;
use jiff::civil::Date;

pub fn calendar(all: &[Fieldwork<'_>], checked: &Checked<'_>) -> String {
    let language = checked.program.first_language();
    let waves = all.iter().flat_map(|fieldwork| fieldwork.waves.iter().map(move |wave| (fieldwork, wave)));
    let days = waves.flat_map(|(fieldwork, wave)| days(fieldwork, wave, language)).collect();
    let name = say!(en: "Surveys", es: "Encuestas");
    let source = Source {
        target: "operations",
        name: ours(&name, language),
        program: checked.program.program().map_or("program", |it| it.id().as_str()),
        as_of: checked.as_of.0,
    };
    calendar::file(&source, days)
}

/// The days of a wave on which somebody has something to do.
fn days(fieldwork: &Fieldwork<'_>, wave: &Wave, language: &str) -> Vec<Day> {
    let survey = fieldwork.survey;
    let title = title(survey, language);
    let mut days: Vec<(Date, &str, Say)> =
        vec![(wave.opens, "opens", say!(en: "Send: {title}", es: "Enviar: {title}"))];
    days.extend(
        wave.reminders
            .iter()
            .map(|day| (*day, "reminder", say!(en: "Remind: {title}", es: "Recordar: {title}"))),
    );
    days.extend(
        wave.closes.map(|day| (day, "closes", say!(en: "Last day: {title}", es: "Último día: {title}"))),
    );
    let about = about(fieldwork);
    let day = |(day, what, summary): (Date, &str, Say)| Day {
        day,
        what: format!("{what}-{}", survey.id()),
        summary: ours(&summary, language).to_owned(),
        description: ours(&about, language).to_owned(),
    };
    days.into_iter().map(day).collect()
}

fn title(survey: Of<'_, Survey>, language: &str) -> String {
    let written = survey.it.common.title.get().map(|title| title.reading(language, language).to_owned());
    written.unwrap_or_else(|| survey.id().readable())
}

/// How many are invited, and how many answers are expected.
fn about(fieldwork: &Fieldwork<'_>) -> Say {
    let invited = fieldwork.survey.it.sample.get().and_then(|sample| sample.invitations.get());
    let invited = match invited {
        Some(invited) => {
            let n = invited.0;
            say!(en: "Invitations: {n}. ", es: "Invitaciones: {n}. ")
        }
        None => Say::default(),
    };
    let answers = match fieldwork.answers {
        Some(answers) => {
            let n = answers.round();
            say!(en: "Answers expected: about {n}.", es: "Respuestas esperadas: unas {n}.")
        }
        None => {
            say!(en: "How many will answer is not written (`sample`).", es: "No está escrito cuántas personas responderán (`sample`).")
        }
    };
    say!(en: "{}{}", invited.en, answers.en; es: "{}{}", invited.es, answers.es)
}
