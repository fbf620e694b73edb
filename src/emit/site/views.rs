//! What each template receives, as a JSON Schema that comes from the views themselves.

use super::frame::Frame;
use super::{
    Start, archetype, assessment, business_model, card, coverage, entity, fields, fieldwork, findings,
    glossary, home, interview, job, journey, lists, metric, moments, plain, playbook, preview, roadmap,
    scorecard, sheet, sponsor, study, survey, value_proposition,
};
use schemars::generate::SchemaSettings;
use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde_json::{Map, Value as Json, json};

/// A template that pages are drawn from.
struct Drawn {
    template: &'static str,
    view: fn(&mut SchemaGenerator) -> Schema,
    around: Around,
}

/// What a template receives besides `v`.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Around {
    /// `page` and `e`.
    Entity,
    /// `page`.
    Page,
    Nothing,
}

fn drawn<V: JsonSchema>(template: &'static str, around: Around) -> Drawn {
    Drawn { template, view: SchemaGenerator::subschema_for::<V>, around }
}

fn all() -> [Drawn; 28] {
    use Around::{Entity, Nothing, Page};
    [
        drawn::<archetype::ArchetypeView>("archetype.html", Entity),
        drawn::<assessment::AssessmentView>("assessment.html", Entity),
        drawn::<business_model::ModelView>("business-model.html", Entity),
        drawn::<card::CardView>("card.html", Page),
        drawn::<coverage::CoverageView>("coverage.html", Page),
        drawn::<fields::FieldsView>("fields.html", Page),
        drawn::<fieldwork::FieldworkView>("fieldwork.html", Page),
        drawn::<findings::FindingsPage>("findings.html", Page),
        drawn::<glossary::GlossaryView>("glossary.html", Entity),
        drawn::<home::HomeView>("home.html", Page),
        drawn::<interview::InterviewView>("interview.html", Page),
        drawn::<job::JobView>("job.html", Entity),
        drawn::<journey::JourneyView>("journey.html", Entity),
        drawn::<lists::ListView>("kind.html", Page),
        drawn::<metric::MetricView>("metric.html", Entity),
        drawn::<moments::MomentsView>("moments.html", Page),
        drawn::<plain::PlainView>("plain.html", Entity),
        drawn::<playbook::PlaybookView>("playbook.html", Entity),
        drawn::<preview::PreviewView>("preview.html", Page),
        drawn::<roadmap::RoadmapView>("roadmap.html", Entity),
        drawn::<scorecard::ScorecardView>("scorecard.html", Entity),
        drawn::<sheet::SheetView>("sheet.html", Page),
        drawn::<sheet::SheetsView>("sheets.html", Page),
        drawn::<sponsor::SponsorView>("sponsor.html", Page),
        drawn::<Start>("start.html", Nothing),
        drawn::<study::StudyView>("study.html", Entity),
        drawn::<survey::SurveyView>("survey.html", Entity),
        drawn::<value_proposition::PropositionView>("value-proposition.html", Entity),
    ]
}

/// The schema of everything: `$defs` has one entry for each template, under its name, and the views they
/// are made of.
pub fn schema() -> Json {
    let mut generator = SchemaSettings::draft2020_12().for_serialize().into_generator();
    let frame = generator.subschema_for::<Frame>().to_value();
    let of_entity = generator.subschema_for::<entity::EntityView>().to_value();
    let mut templates = Map::new();
    for Drawn { template, view, around } in all() {
        let mut given = Map::new();
        if around != Around::Nothing {
            given.insert("page".to_owned(), frame.clone());
        }
        if around == Around::Entity {
            given.insert("e".to_owned(), of_entity.clone());
        }
        given.insert("v".to_owned(), view(&mut generator).to_value());
        let required: Vec<&String> = given.keys().collect();
        let object = json!({
            "description": format!("What `templates/site/{template}` receives, besides the words of the site in `w`."),
            "type": "object", "required": required, "properties": given,
        });
        templates.insert(template.to_owned(), object);
    }
    let mut views: Vec<(String, Json)> = generator.take_definitions(true).into_iter().collect();
    views.sort_by(|a, b| a.0.cmp(&b.0));
    templates.extend(views);
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "What the templates of the site receive",
        "description": "Each template under `templates/site/` has its entry in `$defs`. A program that puts a file of the same name into its own `templates/site/` replaces ours and receives the same.",
        "$defs": templates,
    })
}

#[cfg(test)]
mod tests {
    use super::super::page::{Page, Site};
    use super::super::shared::Shared;
    use super::super::tests::example;
    use super::super::{Frames, pages};
    use super::*;
    use crate::model::scalar::Scalar;
    use crate::model::time::Date;
    use std::collections::{BTreeMap, BTreeSet};

    #[test]
    fn every_page_of_the_examples_receives_what_the_schema_says() {
        let whole = schema();
        let checker = |template: &str| {
            let mut schema = whole.clone();
            schema["$ref"] = json!(format!("#/$defs/{template}"));
            jsonschema::validator_for(&schema).expect("a schema")
        };
        let checkers: BTreeMap<&str, _> =
            all().iter().map(|it| (it.template, (checker(it.template), it.around))).collect();
        let (mut seen, mut wrong) = (BTreeSet::new(), Vec::new());
        for name in ["banco-horizonte", "city-permits"] {
            let date = Date::parse("2026-11-20").expect("a date");
            let outcome = crate::check(&example(name), date).expect("reads");
            let checked = outcome.checked().expect("it passes the gate");
            let shared = Shared::of(&checked);
            for language in checked.program.languages() {
                let site = Site::new(&checked, &shared, language);
                let frames = Frames::new(&site);
                for of in pages::all(&site) {
                    let page = Page::new(&site, of.path(checked.program));
                    let drawn = of.draw(&page);
                    seen.insert(drawn.template);
                    let (checker, around) = &checkers[drawn.template];
                    let frame = serde_json::to_value(frames.frame(&page, &drawn.title, drawn.shape));
                    let entity = serde_json::to_value(&drawn.entity).expect("JSON");
                    assert_eq!(!entity.is_null(), *around == Around::Entity, "{}", page.path);
                    let mut given = json!({
                        "page": frame.expect("JSON"),
                        "v": serde_json::to_value(&drawn.view).expect("JSON"),
                    });
                    if !entity.is_null() {
                        given["e"] = entity;
                    }
                    wrong.extend(checker.iter_errors(&given).map(|error| format!("{}: {error}", page.path)));
                    given["v"] = json!({ "unknown": 1 });
                    assert!(!checker.is_valid(&given), "{}: anything passes", drawn.template);
                }
            }
        }
        assert!(wrong.is_empty(), "{}: {:#?}", wrong.len(), &wrong[..wrong.len().min(5)]);
        seen.insert("start.html");
        assert_eq!(seen, checkers.keys().copied().collect(), "every template is drawn");
    }
}
