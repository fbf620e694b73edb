//! What stands in the way of a survey on any platform.

use super::condition::Unsupported;
use super::names::Clash;
use super::wording::{self, Fragment, Missing, Words};
use super::{Instrument, Item, Known};
use crate::analyze::outputs::{
    PIPED_ANSWER_UNKNOWN, QUESTION_NAME_CLASH, SURVEY_LANGUAGE_INCOMPLETE, TARGET_LOSS,
};
use crate::diagnostic::{Diagnostic, Lang, Severity, say};
use crate::model::Of;
use crate::model::field::Field;
use crate::model::id::Id;
use crate::model::question::SurveyQuestion;
use crate::model::survey::Survey;
use crate::source::At;

/// A survey in use that asks nothing.
pub fn no_questions(survey: Of<'_, Survey>) -> Option<Diagnostic> {
    let id = survey.id();
    let message = say!(en: "`{id}` has no question that can be asked, so it is not generated",
                       es: "`{id}` no tiene ninguna pregunta que se pueda hacer, así que no se genera");
    let help = say!(en: "give it `questions`, or set `status: draft`", es: "dale `questions` o ponle `status: draft`");
    Some(Diagnostic::new(&TARGET_LOSS, survey.entity.head(), message).help(help))
}

/// A question whose form could not be found.
pub fn cannot_be_asked(survey: Of<'_, Survey>, question: &SurveyQuestion, id: Id) -> Diagnostic {
    let at = survey.place(question.id.span());
    let message = say!(en: "`{id}` cannot be asked: nothing says how it is answered",
                       es: "`{id}` no se puede preguntar: nada dice cómo se responde");
    let help = say!(en: "a scale and a matrix need `scale`, a choice and a ranking need `options`; the question is left out until then",
                    es: "una escala y una matriz necesitan `scale`; una opción y un orden, `options`; mientras tanto la pregunta queda fuera");
    Diagnostic::new(&TARGET_LOSS, at, message).help(help)
}

/// A clash of names, told at both questions.
pub fn clash(survey: Of<'_, Survey>, named: &[(&SurveyQuestion, Id)], clash: &Clash) -> [Diagnostic; 2] {
    let place = |nth: usize| survey.place(named[nth].0.id.span());
    let told = |own: usize, other: usize| {
        let (id, rival, name) = (named[own].1, named[other].1, &clash.name);
        let message = say!(en: "`{id}` and `{rival}` have the same name on survey platforms: `{name}`",
                           es: "`{id}` y `{rival}` tienen el mismo nombre en las plataformas de encuestas: `{name}`");
        let help = say!(en: "rename one of them, and keep its former id in `was`",
                        es: "cambia el nombre de una y conserva su id anterior en `was`");
        Diagnostic::new(&QUESTION_NAME_CLASH, place(own), message)
            .help(help)
            .related(place(other), say!(en: "the other one", es: "la otra"))
    };
    [told(clash.first, clash.second), told(clash.second, clash.first)]
}

/// A canonical item that asks about something nobody named.
pub fn open_gap(words: &Words<'_>) -> Diagnostic {
    let message = say!(en: "this question asks about somebody or something, and nothing says what",
                       es: "esta pregunta trata de alguien o de algo, y nada dice de qué");
    let help = say!(en: "add `subject`, such as the name of the organization; until then the survey is not generated",
                    es: "agrega `subject`, por ejemplo el nombre de la organización; mientras tanto la encuesta no se genera");
    Diagnostic::new(&SURVEY_LANGUAGE_INCOMPLETE, words.at, message).help(help)
}

/// A wording that is missing in a language, or a language in which there is none.
pub fn missing(survey: Of<'_, Survey>, missing: &Missing, offered: &[String]) -> Diagnostic {
    let language = &missing.language;
    let message = match missing.at {
        Some(_) => say!(en: "this has no wording in `{language}`", es: "esto no tiene texto en `{language}`"),
        None => {
            say!(en: "nothing of this survey is written in `{language}`", es: "nada de esta encuesta está escrito en `{language}`")
        }
    };
    let help = if offered.is_empty() {
        say!(en: "the survey is complete in no language, so it is not generated: write the wording in `{language}`",
             es: "la encuesta no está completa en ningún idioma, así que no se genera: escribe el texto en `{language}`")
    } else {
        let others = offered.join(", ");
        say!(en: "so the whole survey is not offered in `{language}`, only in {others}: write the wording",
             es: "así que toda la encuesta no se ofrece en `{language}`, solo en {others}: escribe el texto")
    };
    let at = missing.at.unwrap_or_else(|| survey.entity.head());
    Diagnostic::new(&SURVEY_LANGUAGE_INCOMPLETE, at, message).help(help)
}

/// A title that not everybody could read.
pub fn title(title: &Words<'_>, lacking: &[&String]) -> Diagnostic {
    let languages = lacking.iter().map(|tag| tag.as_str()).collect::<Vec<_>>().join(", ");
    let message = say!(en: "the title is missing in {languages}, so the survey shows none",
                       es: "el título falta en {languages}, así que la encuesta no muestra ninguno");
    let help = say!(en: "write it in every language of the survey", es: "escríbelo en todos los idiomas de la encuesta");
    Diagnostic::new(&TARGET_LOSS, title.at, message).help(help).severity(Severity::Info)
}

/// Fields of a question that its form does not take, and labels that do not fit its scale.
pub fn of_form(survey: Of<'_, Survey>, item: &Item<'_>) -> Vec<Diagnostic> {
    let own = item.question.item();
    let mut found = Vec::new();
    if own.question_type.is_absent() {
        let idle = [
            ("text", given(own.text)),
            ("options", given(own.options)),
            ("rows", given(own.rows)),
            ("scale", given(own.scale)),
            ("multiple", given(own.multiple)),
        ];
        let idle = idle.into_iter().filter_map(|(key, span)| Some((key, survey.place(span?))));
        found.extend(idle.map(|(key, at)| not_taken(key, at)));
    }
    let odd = item.scale().filter(|scale| !scale.labels.is_empty() && scale.labelled().is_empty());
    found.extend(odd.map(|scale| labels(scale.labels[0].at, scale.labels.len(), scale.codes().count())));
    found
}

fn given<T>(field: &Field<T>) -> Option<crate::source::Span> {
    (!field.is_absent()).then(|| field.span())
}

fn not_taken(key: &str, at: At) -> Diagnostic {
    let message = say!(en: "`{key}` is not asked: with `use`, wording and form come from the question that is used",
                       es: "`{key}` no se pregunta: con `use`, el texto y la forma vienen de la pregunta usada");
    let help = say!(en: "remove it, or write a question of your own with `type`",
                    es: "quítalo, o escribe una pregunta propia con `type`");
    Diagnostic::new(&TARGET_LOSS, at, message).help(help)
}

fn labels(at: At, labels: usize, points: usize) -> Diagnostic {
    let message = say!(en: "there are {labels} labels for {points} points, so none is shown",
                       es: "hay {labels} etiquetas para {points} puntos, así que no se muestra ninguna");
    let help = say!(en: "write one label for each point, from low to high",
                    es: "escribe una etiqueta por punto, del más bajo al más alto");
    Diagnostic::new(&TARGET_LOSS, at, message).help(help)
}

/// Gaps in texts that nothing fills.
pub fn of_texts(instrument: &Instrument<'_>, out: &mut Vec<Diagnostic>) {
    for (place, _, words) in instrument.all_words() {
        for (text, at) in words.own_readings() {
            let faults = wording::fragments(text).into_iter().filter_map(|fragment| match fragment {
                Fragment::Answer(id) if instrument.earlier(id, place).is_none() => Some(piped(id, at)),
                Fragment::Known(path) if Known::of_path(path).is_none() => Some(unknown(path, at)),
                _ => None,
            });
            out.extend(faults);
        }
    }
}

fn piped(id: &str, at: At) -> Diagnostic {
    let message = say!(en: "`{{{{ answer.{id} }}}}` is not the answer to an earlier question of this survey",
                       es: "`{{{{ answer.{id} }}}}` no es la respuesta a una pregunta anterior de esta encuesta");
    let help = say!(en: "name an earlier question that is not a matrix; until then people read `…`",
                    es: "nombra una pregunta anterior que no sea matriz; mientras tanto se lee `…`");
    Diagnostic::new(&PIPED_ANSWER_UNKNOWN, at, message).help(help)
}

fn unknown(path: &str, at: At) -> Diagnostic {
    let known = Known::ALL.map(|known| format!("`{}`", known.path())).join(", ");
    let message = say!(en: "nothing fills `{{{{ {path} }}}}` in a survey: it belongs to the scripts of a playbook",
                       es: "nada completa `{{{{ {path} }}}}` en una encuesta: es de los guiones de un playbook");
    let help = say!(en: "write the words themselves, or use {known}, `answer.QUESTION`; until then people read `…`",
                    es: "escribe las palabras, o usa {known}, `answer.QUESTION`; mientras tanto se lee `…`");
    Diagnostic::new(&TARGET_LOSS, at, message).help(help)
}

/// Conditions that no platform can be told.
pub fn of_conditions(instrument: &Instrument<'_>, out: &mut Vec<Diagnostic>) {
    for branch in instrument.items.iter().flat_map(Item::branches) {
        let Err(unsupported) = &branch.condition else { continue };
        let what = &unsupported.what;
        let message = say!(en: "no survey platform can be told {}", what.en; es: "a ninguna plataforma de encuestas se le puede decir {}", what.es);
        let help = say!(en: "compare answers with values; until then this is asked of everybody",
                        es: "compara respuestas con valores; mientras tanto esto se pregunta a todos");
        out.push(Diagnostic::new(&TARGET_LOSS, branch.at, message).help(help));
    }
}

/// An end page whose condition no platform can be told.
pub fn end_untold(at: At, unsupported: &Unsupported) -> Diagnostic {
    let what = &unsupported.what;
    let message = say!(en: "no survey platform can be told {}", what.en; es: "a ninguna plataforma de encuestas se le puede decir {}", what.es);
    let help = say!(en: "compare answers with values; until then nobody reads this end page",
                    es: "compara respuestas con valores; mientras tanto nadie lee esta página final");
    Diagnostic::new(&TARGET_LOSS, at, message).help(help)
}

/// Languages in which our own words do not exist.
pub fn of_languages(instrument: &Instrument<'_>, out: &mut Vec<Diagnostic>) {
    let foreign: Vec<&str> =
        instrument.languages.iter().map(String::as_str).filter(|tag| Lang::of_tag(tag).is_none()).collect();
    if foreign.is_empty() {
        return;
    }
    let languages = foreign.join(", ");
    let message = say!(en: "the notice, the thanks and \"does not apply\" are in English for {languages}",
                       es: "el aviso, el agradecimiento y «no aplica» están en inglés para {languages}");
    let help = say!(en: "translate them on the platform", es: "tradúcelos en la plataforma");
    let at = instrument.survey.entity.head();
    out.push(Diagnostic::new(&TARGET_LOSS, at, message).help(help).severity(Severity::Info));
}
