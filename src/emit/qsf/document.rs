//! The survey file: its entry, blocks, flow, options and questions.

use super::logic::logic;
use super::question::{described, question};
use super::text::{escaped, languages, own, text};
use crate::emit::manifest::sha256;
use crate::emit::survey::platform::hidden_names;
use crate::emit::survey::{End, Instrument, Told, proposed};
use serde_json::{Map, Value as Json, json};

/// The questions before the first one: title, mark of a proposal, notice.
const INTRODUCTION: usize = 0;

/// What Qualtrics calls the question at a place.
pub fn qid(place: usize) -> String {
    format!("QID{}", place + 1)
}

/// The whole survey as Qualtrics exports one.
pub fn document(instrument: &Instrument<'_>) -> Json {
    let id = instrument.id();
    let survey = format!("SV_{}", &sha256(id.as_str().as_bytes())[..15]);
    let languages = languages(instrument);
    let first = languages.first().map_or("EN", |(_, code)| code);
    let title = instrument.title.as_ref().and_then(|title| title.read(instrument.language()));
    let introduction = introduction(instrument);
    let ends = ends(instrument, instrument.items.len() + introduction.len());
    let elements = |mut elements: Vec<Json>| {
        elements.iter_mut().for_each(|element| element["SurveyID"] = json!(survey));
        elements
    };
    let mut all = vec![
        element(
            "BL",
            "Survey Blocks",
            Json::Null,
            Json::Null,
            blocks(instrument, introduction.len(), ends.len()),
        ),
        element("FL", "Survey Flow", Json::Null, Json::Null, flow(instrument)),
        element(
            "PROJ",
            "CORE",
            Json::Null,
            json!("1.1.0"),
            json!({"ProjectCategory": "CORE", "SchemaVersion": "1.1.0"}),
        ),
        element(
            "QC",
            "Survey Question Count",
            json!((instrument.items.len() + introduction.len() + ends.len()).to_string()),
            Json::Null,
            Json::Null,
        ),
        element("RS", RESPONSE_SET, json!("Default Response Set"), Json::Null, Json::Null),
        element("SCO", "Scoring", Json::Null, Json::Null, scoring()),
        element("SO", "Survey Options", Json::Null, Json::Null, options(&languages)),
    ];
    let asked = (0..instrument.items.len()).map(|place| question(instrument, place));
    all.extend(asked.chain(introduction).chain(ends).map(|payload| {
        let (name, words) = (payload["QuestionID"].clone(), payload["QuestionDescription"].clone());
        element("SQ", name.as_str().unwrap_or_default(), words, Json::Null, payload)
    }));
    all.push(element(
        "STAT",
        "Survey Statistics",
        Json::Null,
        Json::Null,
        json!({"MobileCompatible": true, "ID": "Survey Statistics"}),
    ));
    let name = title.unwrap_or_else(|| id.to_string());
    json!({"SurveyEntry": entry(&survey, &name, first), "SurveyElements": elements(all)})
}

const RESPONSE_SET: &str = "RS_000000000000001";
const BLOCK: &str = "BL_000000000000001";
const NO_DAY: &str = "0000-00-00 00:00:00";
const SOME_DAY: &str = "2000-01-01 00:00:00";

fn entry(survey: &str, name: &str, language: &str) -> Json {
    json!({
        "SurveyID": survey,
        "SurveyName": name,
        "SurveyDescription": null,
        "SurveyOwnerID": "UR_000000000000001",
        "SurveyBrandID": "senda",
        "DivisionID": null,
        "SurveyLanguage": language,
        "SurveyActiveResponseSet": RESPONSE_SET,
        "SurveyStatus": "Inactive",
        "SurveyStartDate": NO_DAY,
        "SurveyExpirationDate": NO_DAY,
        "SurveyCreationDate": SOME_DAY,
        "CreatorID": "UR_000000000000001",
        "LastModified": SOME_DAY,
        "LastAccessed": NO_DAY,
        "LastActivated": NO_DAY,
        "Deleted": null
    })
}

fn element(kind: &str, primary: &str, secondary: Json, tertiary: Json, payload: Json) -> Json {
    json!({
        "SurveyID": null,
        "Element": kind,
        "PrimaryAttribute": primary,
        "SecondaryAttribute": secondary,
        "TertiaryAttribute": tertiary,
        "Payload": payload
    })
}

/// Texts that are not answered, after the questions in number and before them on the first page.
fn introduction(instrument: &Instrument<'_>) -> Vec<Json> {
    let mut texts: Vec<(String, Vec<String>)> = Vec::new();
    let tags = languages(instrument);
    let each = |say: &dyn Fn(&str) -> String| tags.iter().map(|(tag, _)| say(tag)).collect::<Vec<_>>();
    if let Some(title) = &instrument.title {
        let said = each(&|tag| format!("<h2>{}</h2>", text(instrument, title, tag, INTRODUCTION)));
        texts.push(("survey_title".to_owned(), said));
    }
    if instrument.proposed {
        texts.push(("proposed_mark".to_owned(), each(&|tag| own(&proposed(), tag))));
    }
    for (nth, line) in instrument.notice.iter().enumerate() {
        let said = each(&|tag| {
            let told = match &line.text {
                Told::Ours(say) => own(say, tag),
                Told::Program(words) => escaped(&words.read(tag).unwrap_or_default()),
            };
            format!("<strong>{}:</strong> {told}", own(&line.label, tag))
        });
        texts.push((format!("consent_notice_{}", nth + 1), said));
    }
    let first = instrument.items.len();
    let numbered = texts.into_iter().enumerate();
    numbered.map(|(nth, (name, said))| described(instrument, first + nth, &name, &said)).collect()
}

/// When an end page is shown; nothing when it cannot be told.
pub fn end_logic(instrument: &Instrument<'_>, nth: usize) -> Option<Option<Json>> {
    logic(instrument, &instrument.read_when(nth)).ok()
}

/// The end pages, as texts after the last question. `first` is the place of the first one.
fn ends(instrument: &Instrument<'_>, first: usize) -> Vec<Json> {
    let before = instrument.items.len();
    let told = instrument.ends.iter().enumerate();
    let told = told.filter_map(|(nth, end)| Some((nth, end, end_logic(instrument, nth)?)));
    let page = |(place, (nth, end, shown)): (usize, (usize, &End<'_>, Option<Json>))| {
        let tags = languages(instrument);
        let said: Vec<String> =
            tags.iter().map(|(tag, _)| text(instrument, &end.text, tag, before)).collect();
        let mut page = described(instrument, place, &format!("end_page_{}", nth + 1), &said);
        if let Some(shown) = shown {
            page["DisplayLogic"] = shown;
        }
        page
    };
    (first..).zip(told).map(page).collect()
}

/// One block, with the pages of the survey.
fn blocks(instrument: &Instrument<'_>, introduction: usize, ends: usize) -> Json {
    let asked = |place: usize| json!({"Type": "Question", "QuestionID": qid(place)});
    let first = instrument.items.len();
    let mut elements: Vec<Json> = (first..first + introduction).map(asked).collect();
    for (nth, places) in instrument.pages.iter().enumerate() {
        if nth > 0 {
            elements.push(json!({"Type": "Page Break"}));
        }
        elements.extend(places.iter().map(|place| asked(*place)));
    }
    if ends > 0 {
        elements.push(json!({"Type": "Page Break"}));
        elements.extend((first + introduction..).take(ends).map(asked));
    }
    json!({
        "1": {
            "Type": "Trash",
            "Description": "Trash / Unused Questions",
            "ID": "BL_000000000000000",
            "BlockElements": []
        },
        "2": {
            "Type": "Standard",
            "SubType": "",
            "Description": instrument.id().as_str(),
            "ID": BLOCK,
            "BlockElements": elements,
            "Options": {"BlockLocking": "false", "RandomizeQuestions": "false", "BlockVisibility": "Expanded"}
        }
    })
}

fn flow(instrument: &Instrument<'_>) -> Json {
    let known: Vec<Json> = hidden_names(instrument)
        .into_iter()
        .map(|name| {
            json!({
                "Description": name, "Type": "Recipient", "Field": name, "VariableType": "String",
                "DataVisibility": [], "AnalyzeText": false
            })
        })
        .collect();
    let mut steps = Vec::new();
    if !known.is_empty() {
        steps.push(json!({"Type": "EmbeddedData", "FlowID": "FL_2", "EmbeddedData": known}));
    }
    steps.push(json!({"Type": "Standard", "ID": BLOCK, "FlowID": "FL_3", "Autofill": []}));
    let count = steps.len() + 1;
    json!({
        "Type": "Root", "FlowID": "FL_1", "Flow": steps,
        "Properties": {"Count": count, "RemovedFieldsets": []}
    })
}

fn scoring() -> Json {
    json!({
        "ScoringCategories": [],
        "ScoringCategoryGroups": [],
        "ScoringSummaryCategory": null,
        "ScoringSummaryAfterQuestions": 0,
        "ScoringSummaryAfterSurvey": 0,
        "DefaultScoringCategory": null,
        "AutoScoringCategory": null
    })
}

fn options(languages: &[(&str, String)]) -> Json {
    let available: Map<String, Json> = languages.iter().map(|(_, code)| (code.clone(), json!([]))).collect();
    json!({
        "BackButton": "true",
        "SaveAndContinue": "true",
        "SurveyProtection": "PublicSurvey",
        "BallotBoxStuffingPrevention": "false",
        "NoIndex": "Yes",
        "SecureResponseFiles": "true",
        "SurveyExpiration": "None",
        "SurveyTermination": "DefaultMessage",
        "Header": "",
        "Footer": "",
        "ProgressBarDisplay": "Text",
        "PartialData": "+1 week",
        "PreviousButton": "",
        "NextButton": "",
        "SkinLibrary": "Qualtrics",
        "SkinType": "MQ",
        "Skin": "xmskin",
        "NewScoring": 1,
        "AvailableLanguages": available,
        "ProtectSelectionIds": true
    })
}
