//! `surveyjs`: each survey in use as SurveyJS JSON, with tests of its branching.
//!
//! `surveys/surveyjs/<survey>.json` is read by survey-core from 3.0 on without a warning;
//! `<survey>.tests.json` is for its tester (from 3.1); `codebook.csv` says which stored property is
//! which question.
//!
//! Left to whoever sends the survey, because a SurveyJS document has no place for it: audience,
//! sample and quotas, trigger and delay, reminders, contact policy, how long it stays open, channels,
//! redaction of free text, and how long answers are kept (the notice tells people). Texts may use
//! variables that the host sets: `customer_first_name`, `customer_formal_name`, `agent_name`,
//! `organization_name`. The document opens in the survey's first language; a host shows another one,
//! or a variant, by setting `survey.locale` to `en`, `es-MX`, `es-MX-usted`.
//!
//! How answers are stored: see the `values` module. Hidden questions lose their answer at once, so
//! that conditions on them see none, as the language has it.

mod delivery;
mod element;
mod ends;
mod expression;
mod losses;
mod script;
mod text;
mod values;

#[cfg(test)]
mod tests;

use super::survey::platform::{self, Column, Platform};
use super::survey::{self, Instrument, Item, Known, Told, ours, proposed, thanks};
use super::{Artifact, Options, Out, Target};
use crate::analyze::Checked;
use crate::diagnostic::{Diagnostic, Say, Words, say};
use crate::emit::options::{OptionInfo, Takes};
use crate::model::survey::Survey;
use crate::model::text::base_language;
use crate::model::{Kind, Of};
use serde_json::{Map, Value as Json, json};

pub const TARGET: Target = Target {
    name: "surveyjs",
    about: Words {
        en: "each survey as SurveyJS JSON, with tests of its branching",
        es: "cada encuesta como JSON de SurveyJS, con pruebas de sus condiciones",
    },
    folder: "surveys/surveyjs",
    by_default: true,
    selects: &[Kind::Survey],
    options: &[
        OptionInfo {
            name: "tests",
            about: Words {
                en: "tests of the branches beside each survey",
                es: "pruebas de las condiciones junto a cada encuesta",
            },
            takes: Takes::Switch,
        },
        OptionInfo {
            name: "progress",
            about: Words { en: "a bar that shows how far one is", es: "una barra que muestra cuánto falta" },
            takes: Takes::Switch,
        },
    ],
    emit,
    platform: Some(&PLATFORM),
};

/// The name of the notice: no question can have it.
const NOTICE: &str = "consent_notice";

fn emit(checked: &Checked<'_>, options: &Options, out: &Out<'_>) -> Vec<Diagnostic> {
    platform::emit(&PLATFORM, checked, options, out)
}

pub static PLATFORM: Platform = Platform {
    name: "SurveyJS",
    takes: losses::takes,
    texts: losses::TEXTS,
    limits: losses::limits,
    refuses: platform::nothing,
    write,
    columns,
    delivery: delivery::DELIVERY,
};

fn write(instrument: &Instrument<'_>, options: &Options, out: &Out<'_>) {
    let (id, from) = (instrument.id(), [instrument.survey.index]);
    out.put(Artifact::json(format!("{id}.json"), &document(instrument, options), from));
    if options.is_on("tests") {
        out.put(Artifact::json(format!("{id}.tests.json"), &script::tests(instrument), from));
    }
}

/// A survey as the renderer shows it, and the locale of each language and variant that it is offered in.
pub struct Preview {
    pub document: Json,
    /// The tag of the program, `es:usted`, and what the renderer calls it.
    pub locales: Vec<(String, String)>,
}

/// A survey for somebody who wants to see it; none when it has no language with all its words.
pub fn preview<'p>(checked: &Checked<'p>, survey: Of<'p, Survey>) -> Option<Preview> {
    let instrument = survey::instrument(checked, survey, &mut Vec::new())?;
    let locale = |tag: &String| (tag.clone(), text::locale(&instrument, tag));
    let locales = instrument.languages.iter().map(locale).collect();
    Some(Preview { document: document(&instrument, &Options::default()), locales })
}

/// The variables of a document that whoever shows it sets.
pub fn variables() -> impl Iterator<Item = (Known, String)> {
    Known::ALL.into_iter().map(|known| (known, text::variable(known)))
}

fn columns(_: &Instrument<'_>, item: &Item<'_>) -> Vec<Column> {
    let name = |row: Option<&str>| match row {
        Some(row) => format!("{}.{row}", item.name),
        None => item.name.clone(),
    };
    let stored = |id: &str| values::stored(item, id).to_owned();
    platform::columns_by_id(item, &name, &stored, values::NOT_APPLICABLE)
}

/// The whole survey as SurveyJS reads it.
fn document(instrument: &Instrument<'_>, options: &Options) -> Json {
    let mut survey = Map::new();
    let mut put = |key: &str, value: Json| survey.insert(key.to_owned(), value);
    let language = base_language(instrument.language());
    if text::LOCALES.contains(&language) {
        put("locale", json!(language));
    }
    if let Some(title) = &instrument.title {
        put("title", text::words(instrument, title, 0));
    }
    if instrument.proposed {
        put("description", text::own(instrument, &proposed()));
    }
    put("showQuestionNumbers", json!("off"));
    let has_several_pages = instrument.pages.len() > 1; // of one page, a bar says nothing
    put("showProgressBar", json!(options.is_on("progress") && has_several_pages));
    put("widthMode", json!("responsive"));
    put("clearInvisibleValues", json!("onHidden"));
    let thanks = || text::localized(instrument, |tag| format!("<h3>{}</h3>", ours(&thanks(), tag)));
    put("completedHtml", instrument.last_words().map_or_else(thanks, |end| ends::html(instrument, end)));
    let by_answers = ends::by_answers(instrument);
    if !by_answers.is_empty() {
        put("completedHtmlOnCondition", json!(by_answers));
    }
    let pages = instrument.pages.iter().enumerate().map(|(nth, items)| {
        let notice = (nth == 0 && !instrument.notice.is_empty()).then(|| notice(instrument));
        let elements = items.iter().map(|place| element::element(instrument, *place));
        let elements: Vec<Json> = notice.into_iter().chain(elements).collect();
        let mut page = Map::from_iter([("name".to_owned(), json!(format!("page_{}", nth + 1)))]);
        if has_several_pages {
            // What a screen reader says of the bar; nobody sees it.
            page.insert("navigationTitle".to_owned(), text::own(instrument, &numbered(nth + 1)));
        }
        page.insert("elements".to_owned(), json!(elements));
        Json::Object(page)
    });
    put("pages", pages.collect());
    Json::Object(survey)
}

fn numbered(page: usize) -> Say {
    say!(en: "Page {page}", es: "Página {page}")
}

/// The notice, before the first question.
fn notice(instrument: &Instrument<'_>) -> Json {
    let html = text::localized(instrument, |tag| {
        let line = |line: &super::survey::Line<'_>| {
            let told = match &line.text {
                Told::Ours(say) => ours(say, tag).to_owned(),
                Told::Program(words) => words.read(tag).unwrap_or_default(),
            };
            let (label, told) = (ours(&line.label, tag), text::escaped(&text::without_braces(&told)));
            format!("<p><strong>{label}:</strong> {told}</p>")
        };
        instrument.notice.iter().map(line).collect()
    });
    json!({"type": "html", "name": NOTICE, "html": html})
}
