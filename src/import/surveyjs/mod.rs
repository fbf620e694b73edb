//! SurveyJS: the JSON of a survey, whether Senda, its Creator or somebody by hand wrote it.

mod choices;
mod element;
mod expression;
mod pages;
mod reader;

#[cfg(test)]
mod tests;

use super::draft::{Draft, End};
use super::keys::Keys;
use super::report::Report;
use super::{Format, Languages, Refusal};
use crate::diagnostic::{Words, say};
use crate::emit::survey::{ours, proposed, thanks};
use reader::Reader;
use serde_json::{Map, Value as Json};

pub const FORMAT: Format = Format {
    name: "surveyjs",
    about: Words { en: "SurveyJS, JSON", es: "SurveyJS, JSON" },
    no_meaning: NO_MEANING,
    recognises,
    read,
};

/// Properties that say how it looks and moves, which Senda decides for each platform, with the reason.
const NO_MEANING: &[(&str, &str)] = &[
    ("$schema", "names the form of the file"),
    ("showQuestionNumbers", "how it looks"),
    ("showProgressBar", "an option of the target `surveyjs`"),
    ("progressBarType", "how it looks"),
    ("progressBarLocation", "how it looks"),
    ("widthMode", "how it looks"),
    ("width", "how it looks"),
    ("fitToContainer", "how it looks"),
    ("headerView", "how it looks"),
    ("questionErrorLocation", "how it looks"),
    ("logoPosition", "how it looks"),
    ("autoGrow", "how it looks"),
    ("displayMode", "how it looks"),
    ("rateType", "how it looks"),
    ("rateColorMode", "how it looks"),
    ("scaleColorMode", "how it looks"),
    ("rateDescriptionLocation", "how it looks"),
    ("displayRateDescriptionsAsExtremeItems", "how it looks"),
    ("cols", "how it looks"),
    ("colCount", "how it looks"),
    ("renderAs", "how it looks"),
    ("titleLocation", "how it looks"),
    ("startWithNewLine", "how it looks"),
    ("minWidth", "how it looks"),
    ("maxWidth", "how it looks"),
    ("selectToRankEnabled", "how one ranks"),
    ("selectToRankAreasLayout", "how it looks"),
    ("rateCount", "follows from the points"),
    ("autoGenerate", "follows from the points"),
];

fn recognises(bytes: &[u8]) -> bool {
    serde_json::from_slice::<Json>(bytes).is_ok_and(|document| {
        document["pages"].is_array() || document["elements"].is_array() || document["questions"].is_array()
    })
}

fn read(bytes: &[u8], languages: &Languages<'_>, report: &mut Report) -> Result<Draft, Refusal> {
    let document: Json = serde_json::from_slice(bytes).map_err(|error| super::not_json(&error))?;
    let Json::Object(survey) = &document else { return Err(no_survey()) };
    if pages::elements(survey).is_empty() {
        return Err(no_survey());
    }
    let root = Keys::new("", survey);
    let mut reader = Reader::new(&document, languages, report)?;
    head(&root, &mut reader);
    pages::read(&root, &mut reader)?;
    ends(&root, &mut reader);
    root.finish(NO_MEANING, reader.report);
    Ok(reader.finish())
}

/// What stands before the pages.
fn head(root: &Keys<'_>, reader: &mut Reader<'_, '_>) {
    root.take_if("locale", Json::as_str);
    root.take_if("clearInvisibleValues", |value| (value == "onHidden").then_some(()));
    if let Some(title) = root.take("title") {
        let title = reader.text(title, &root.place_of("title"));
        reader.draft.title = (!title.is_empty()).then_some(title);
    }
    if let Some(description) = root.take("description") {
        let place = root.place_of("description");
        if reader.is_ours(description, &|tag| ours(&proposed(), tag).to_owned()) {
            reader.draft.proposed = true;
        } else {
            reader.no_place(place, description);
        }
    }
}

/// What is read at the end, when all questions are known.
fn ends(root: &Keys<'_>, reader: &mut Reader<'_, '_>) {
    let pages = root.take("completedHtmlOnCondition").and_then(Json::as_array);
    for (nth, page) in pages.into_iter().flatten().enumerate() {
        let place = format!("completedHtmlOnCondition[{nth}]");
        let Some(map) = page.as_object() else {
            reader.report.unknown(&place, &place, &page.to_string());
            continue;
        };
        let keys = Keys::new(&place, map);
        let Some(html) = keys.take("html") else {
            keys.finish(NO_MEANING, reader.report);
            continue;
        };
        let text = reader.without_html(html, &keys.place_of("html"));
        let text = reader.text(&text, &keys.place_of("html"));
        let when = expression::when(&keys, "expression", reader);
        keys.finish(NO_MEANING, reader.report);
        // Without its condition everybody would read it.
        if when.is_some() {
            reader.draft.ends.push(End { text, when });
        }
    }
    if let Some(html) = root.take("completedHtml")
        && !reader.is_ours(html, &|tag| format!("<h3>{}</h3>", ours(&thanks(), tag)))
    {
        let text = reader.without_html(html, &root.place_of("completedHtml"));
        let text = reader.text(&text, &root.place_of("completedHtml"));
        reader.draft.ends.push(End { text, when: None });
    }
}

fn no_survey() -> Refusal {
    Refusal::new(
        say!(en: "it has no `pages` and no `elements` with questions", es: "no tiene `pages` ni `elements` con preguntas"),
        say!(en: "a SurveyJS survey is an object with `pages`; take the JSON of the survey, not its responses or its theme",
             es: "una encuesta de SurveyJS es un objeto con `pages`; toma el JSON de la encuesta, no sus respuestas ni su tema"),
    )
}

/// An object, or nothing.
fn object(json: &Json) -> Option<&Map<String, Json>> {
    json.as_object()
}
