//! Waves as a calendar file (RFC 5545): whole days, and the same bytes for the same program and day.

use crate::analyze::Checked;
use crate::analyze::fieldwork::{Fieldwork, Wave};
use crate::diagnostic::{Say, say};
use crate::emit::survey::ours;
use crate::model::Of;
use crate::model::survey::Survey;
use icalendar::{Calendar, Component, Event, Property};
use jiff::civil::Date;

pub fn calendar(all: &[Fieldwork<'_>], checked: &Checked<'_>) -> String {
    let language = checked.program.first_language();
    let name = ours(&say!(en: "Surveys", es: "Encuestas"), language).to_owned();
    let mut calendar = Calendar::empty();
    for (key, value) in [
        ("VERSION", "2.0"),
        ("PRODID", "-//Senda//operations//EN"),
        ("CALSCALE", "GREGORIAN"),
        ("X-WR-CALNAME", &name),
    ] {
        calendar.append_property(Property::new(key, value));
    }
    let waves = all.iter().flat_map(|fieldwork| fieldwork.waves.iter().map(move |wave| (fieldwork, wave)));
    for event in waves.flat_map(|(fieldwork, wave)| events(fieldwork, wave, checked, language)) {
        calendar.push(event);
    }
    calendar.to_string()
}

/// The days of a wave on which somebody has something to do.
fn events(fieldwork: &Fieldwork<'_>, wave: &Wave, checked: &Checked<'_>, language: &str) -> Vec<Event> {
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
    let program = checked.program.program().map_or("program", |it| it.id().as_str());
    let about = about(fieldwork);
    let event = |(day, what, summary): (Date, &str, Say)| {
        Event::new()
            .uid(&format!("{day}-{what}-{}@{program}.senda", survey.id()))
            // Required, and the moment it was made would change with every build.
            .add_property("DTSTAMP", format!("{}T000000Z", compact(checked.as_of.0)))
            .append_property(Property::new("DTSTART", compact(day)).add_parameter("VALUE", "DATE").done())
            .summary(ours(&summary, language))
            .description(ours(&about, language))
            .done()
    };
    days.into_iter().map(event).collect()
}

/// A day as calendars write it: `20261120`.
fn compact(day: Date) -> String {
    day.strftime("%Y%m%d").to_string()
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
