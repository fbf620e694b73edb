//! QSF: the survey file of Qualtrics. Its form is not published; what is read follows files that
//! Qualtrics itself exported.

mod choices;
mod flow;
mod logic;
mod question;
mod text;

use super::draft::{Draft, When};
use super::keys::Keys;
use super::names::Names;
use super::report::Report;
use super::text::{ordered, tag};
use super::{Format, Languages, MOST_PARTS, Refusal};
use crate::diagnostic::{Words, say};
use serde_json::{Map, Value as Json};
use std::collections::{BTreeMap, BTreeSet};

pub const FORMAT: Format = Format {
    name: "qsf",
    about: Words { en: "QSF, of Qualtrics", es: "QSF, de Qualtrics" },
    no_meaning: NO_MEANING,
    recognises,
    read,
};

/// Properties and elements that mean nothing to Senda, with the reason.
const NO_MEANING: &[(&str, &str)] = &[
    ("Configuration", "how it looks"),
    ("DataVisibility", "who sees answers in Qualtrics"),
    ("DefaultChoices", "whether there are any; they are listed when there are"),
    ("GradingData", "scores of Qualtrics"),
    ("NextAnswerId", "a counter of Qualtrics"),
    ("NextChoiceId", "a counter of Qualtrics"),
    ("QuestionDescription", "the start of the text"),
    ("QuestionText_Unsafe", "the text again"),
    ("SubSelector", "how it looks"),
    ("SearchSource", "how it looks"),
    ("PROJ", "the form of the file"),
    ("QC", "a count"),
    ("RS", "where Qualtrics keeps answers"),
    ("STAT", "a count"),
    ("SO", "how it looks and moves"),
    ("PL", "the preview link"),
];

fn means_nothing(key: &str) -> bool {
    NO_MEANING.iter().any(|(name, _)| *name == key)
}

fn recognises(bytes: &[u8]) -> bool {
    serde_json::from_slice::<Json>(bytes)
        .is_ok_and(|document| document["SurveyEntry"].is_object() && document["SurveyElements"].is_array())
}

/// What reading a file needs all along.
pub struct Reader<'r, 'j> {
    pub draft: Draft,
    pub names: Names,
    pub report: &'r mut Report,
    /// The language of what stands outside `Language`.
    pub default: String,
    /// The payloads of the questions by their ids.
    pub questions: BTreeMap<&'j str, &'j Map<String, Json>>,
    /// The ids of questions that were read: which have an answer that a text can repeat.
    pub repeatable: BTreeMap<String, bool>,
    /// What conditions need to know of the questions that were read.
    pub keys: BTreeMap<String, logic::Options>,
    /// The conditions of the branches that are open.
    pub branches: Vec<When>,
}

fn read(bytes: &[u8], program: &Languages<'_>, report: &mut Report) -> Result<Draft, Refusal> {
    let document: Json = serde_json::from_slice(bytes).map_err(|error| super::not_json(&error))?;
    let elements = document["SurveyElements"].as_array().ok_or_else(no_survey)?;
    let mut questions = BTreeMap::new();
    let mut codes = BTreeSet::new();
    for element in elements.iter().filter(|element| element["Element"] == "SQ") {
        let Some(payload) = element["Payload"].as_object() else { continue };
        let Some(id) = payload.get("QuestionID").and_then(Json::as_str) else { continue };
        codes.extend(
            payload.get("Language").and_then(Json::as_object).into_iter().flat_map(Map::keys).cloned(),
        );
        questions.insert(id, payload);
    }
    if questions.is_empty() {
        return Err(no_survey());
    }
    if questions.len() > MOST_PARTS {
        return Err(Refusal::too_many(&say!(en: "questions", es: "preguntas")));
    }
    let entry = &document["SurveyEntry"];
    let default = entry["SurveyLanguage"].as_str().and_then(tag).unwrap_or_else(|| "en".to_owned());
    let mut tags = vec![default.clone()];
    for code in codes {
        match tag(&code) {
            Some(tag) => tags.push(tag),
            None => report.lost(
                format!("Language.{code}"),
                say!(en: "`{code}` is no language that a program can name", es: "`{code}` no es un idioma que un programa pueda nombrar"),
                say!(en: "its words are left out", es: "sus palabras se dejan fuera"),
            ),
        }
    }
    let draft =
        Draft { languages: ordered(tags, Some(&default), program), numbered: true, ..Draft::default() };
    let mut reader = Reader {
        draft,
        names: Names::default(),
        report,
        default,
        questions,
        repeatable: BTreeMap::new(),
        keys: BTreeMap::new(),
        branches: Vec::new(),
    };
    flow::read(elements, &mut reader)?;
    title(entry, &mut reader);
    reader.names.told(reader.report);
    Ok(reader.draft)
}

/// The name of the survey, where no text before the questions says it in all languages.
fn title(entry: &Json, reader: &mut Reader<'_, '_>) {
    let keys = match entry.as_object() {
        Some(entry) => Keys::new("SurveyEntry", entry),
        None => return,
    };
    let name = keys.text("SurveyName").unwrap_or_default().trim();
    let told = reader.draft.title.as_ref().and_then(|title| title.get(&reader.default));
    // Senda writes the id where there is no title.
    if told.is_none()
        && !name.is_empty()
        && name.contains(|c: char| !c.is_ascii_lowercase() && c != '-' && !c.is_ascii_digit())
    {
        let text = super::draft::Text([(reader.default.clone(), name.to_owned())].into());
        reader.draft.title = Some(text);
    }
    if let Some(description) = keys.text("SurveyDescription").filter(|words| !words.trim().is_empty()) {
        reader.no_place("SurveyEntry.SurveyDescription", description);
    }
}

fn no_survey() -> Refusal {
    Refusal::new(
        say!(en: "it has no questions", es: "no tiene preguntas"),
        say!(en: "export the survey in Qualtrics under Tools, Import/Export, Export Survey", es: "exporta la encuesta en Qualtrics desde Herramientas, Importar/Exportar, Exportar encuesta"),
    )
}
