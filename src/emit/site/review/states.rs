//! Surveys and journeys of both states, drawn as the site draws them.

use super::changed_steps;
use crate::analyze::changes::Renames;
use crate::analyze::changes::report::Report;
use crate::analyze::{Checked, gate};
use crate::diagnostic::{Lang, say};
use crate::emit::site::{Page, Shared, Site, journey, survey};
use crate::model::{Body, EntityIndex, Kind};
use serde::Serialize;
use serde_json::{Value, json};
use std::collections::{BTreeSet, HashMap};

/// Surveys and journeys that are drawn; the rest is counted.
const MOST: usize = 20;

#[derive(Serialize, Default)]
pub struct States {
    /// Why nothing is drawn of a side that has errors of form.
    broken: Option<String>,
    surveys: Vec<SurveyPair>,
    more_surveys: Option<String>,
    journeys: Vec<JourneyPair>,
    more_journeys: Option<String>,
}

#[derive(Serialize)]
struct SurveyPair {
    name: String,
    title: String,
    questions: Vec<QuestionPair>,
}

/// A question of both states, as the site's view of it.
#[derive(Serialize)]
struct QuestionPair {
    id: String,
    same: bool,
    before: Option<Value>,
    after: Option<Value>,
}

#[derive(Serialize)]
struct JourneyPair {
    name: String,
    title: String,
    before: Option<Value>,
    after: Option<Value>,
}

/// An entity in both states, by its name afterwards.
type Pair = (String, Option<EntityIndex>, Option<EntityIndex>);

pub fn of(report: &Report<'_>) -> States {
    let Some(found) = report.found else { return States::default() };
    let (was, is) = (report.before, report.after);
    let before = gate(was.program, was.sources, &found.before, found.as_of);
    let after = gate(is.program, is.sources, &found.after, found.as_of);
    let (Some(before), Some(after)) = (before, after) else {
        let words = say!(
            en: "Questions and maps are not drawn, because one side has errors of form; `senda check` shows them.",
            es: "Las preguntas y los mapas no se dibujan, porque un lado tiene errores de forma; `senda check` los muestra."
        );
        return States { broken: Some(words.in_lang(report.lang).to_owned()), ..States::default() };
    };
    let (one, other) = (Shared::of(&before), Shared::of(&after));
    let before = Site::new(&before, &one, language(&before, report.lang));
    let after = Site::new(&after, &other, language(&after, report.lang));
    let (before, after) = (Page::new(&before, "review.html"), Page::new(&after, "review.html"));
    let mut surveys: Vec<SurveyPair> = pairs(report, Kind::Survey, &before, &after)
        .into_iter()
        .filter_map(|pair| survey_pair(pair, &before, &after))
        .collect();
    let mut journeys: Vec<JourneyPair> = pairs(report, Kind::Journey, &before, &after)
        .into_iter()
        .filter_map(|pair| journey_pair(pair, &before, &after, report))
        .collect();
    let (more_surveys, more_journeys) =
        (left_out(surveys.len(), report.lang), left_out(journeys.len(), report.lang));
    surveys.truncate(MOST);
    journeys.truncate(MOST);
    States { broken: None, surveys, more_surveys, journeys, more_journeys }
}

fn left_out(count: usize, lang: Lang) -> Option<String> {
    super::more(count.saturating_sub(MOST), lang)
}

/// The program's language that is nearest to that of the reader.
fn language<'a>(checked: &Checked<'a>, lang: Lang) -> &'a str {
    let all = checked.program.languages();
    let own = all.iter().find(|tag| Lang::of_tag(tag) == Some(lang));
    own.or(all.first()).copied().unwrap_or("en")
}

/// What changed of a kind; of surveys, also what leans on a change.
fn pairs(report: &Report<'_>, kind: Kind, before: &Page<'_>, after: &Page<'_>) -> Vec<Pair> {
    let mut names: BTreeSet<String> = report.differences.changes.iter().map(|it| it.entity.clone()).collect();
    if kind == Kind::Survey {
        // A survey asks shared questions in their words.
        names.extend(report.impact().touched.iter().map(|it| it.name()));
    }
    let renames = Renames::of(before.program(), after.program());
    let was: HashMap<_, _> =
        before.program().of_kind(kind).map(|(index, it)| (renames.entity(kind, it.id), index)).collect();
    let is: HashMap<_, _> = after.program().of_kind(kind).map(|(index, it)| (it.id, index)).collect();
    let ids: BTreeSet<_> = was.keys().chain(is.keys()).map(|id| id.to_string()).collect();
    let all = ids.into_iter().map(|id| {
        let known = crate::model::id::Id::new(&id);
        (crate::model::Entity::name_of(kind, known), was.get(&known).copied(), is.get(&known).copied())
    });
    all.filter(|(name, ..)| names.contains(name)).collect()
}

fn title(pair: &Pair, before: &Page<'_>, after: &Page<'_>) -> String {
    let (_, was, is) = pair;
    is.map(|it| after.title(it)).or_else(|| was.map(|it| before.title(it))).unwrap_or_default().s
}

/// None when it is asked as before.
fn survey_pair(pair: Pair, before: &Page<'_>, after: &Page<'_>) -> Option<SurveyPair> {
    let (was, is) = (questions(before, pair.1), questions(after, pair.2));
    let id = |it: &Value| it["id"].as_str().unwrap_or_default().to_owned();
    let mut all: Vec<QuestionPair> = Vec::new();
    for new in &is {
        let old = was.iter().find(|old| id(old) == id(new)).cloned();
        all.push(QuestionPair {
            id: id(new),
            same: old.as_ref() == Some(new),
            before: old,
            after: Some(new.clone()),
        });
    }
    for (at, old) in was.iter().enumerate().filter(|(_, old)| is.iter().all(|new| id(new) != id(old))) {
        let place = all.len().min(at);
        all.insert(place, QuestionPair { id: id(old), same: false, before: Some(old.clone()), after: None });
    }
    let order = |all: &[Value]| all.iter().map(id).collect::<Vec<_>>();
    let same = order(&was) == order(&is) && all.iter().all(|it| it.same);
    (!same).then(|| SurveyPair { title: title(&pair, before, after), name: pair.0, questions: all })
}

/// The questions as the site shows them, without what moves when a line does.
fn questions(page: &Page<'_>, index: Option<EntityIndex>) -> Vec<Value> {
    let Some(index) = index else { return Vec::new() };
    let Body::Survey(it) = &page.program().entity(index).body else { return Vec::new() };
    let mut view = still(&survey::view(page, index, it));
    let questions = view["questions"].as_array_mut().map(std::mem::take).unwrap_or_default();
    questions
        .into_iter()
        .map(|mut it| {
            it["src"] = json!("");
            it["n"] = json!(0);
            it
        })
        .collect()
}

/// None when it is drawn as before.
fn journey_pair(pair: Pair, before: &Page<'_>, after: &Page<'_>, report: &Report<'_>) -> Option<JourneyPair> {
    let changed = changed_steps(report, &pair.0);
    let (was, is) = (drawn(before, pair.1, &changed), drawn(after, pair.2, &changed));
    (was != is).then(|| JourneyPair {
        title: title(&pair, before, after),
        name: pair.0,
        before: was,
        after: is,
    })
}

fn drawn(page: &Page<'_>, index: Option<EntityIndex>, changed: &BTreeSet<String>) -> Option<Value> {
    let index = index?;
    let Body::Journey(it) = &page.program().entity(index).body else { return None };
    let mut view = still(&journey::view(page, index, it));
    let (mut map, mut graph) = (view["map"].take(), view["graph"].take());
    for step in map["steps"].as_array_mut().into_iter().flatten() {
        step["changed"] = json!(step["id"].as_str().is_some_and(|id| changed.contains(id)));
    }
    // A map that stands twice in one page has no anchors.
    without_ids(&mut map["stages"]);
    without_ids(&mut map["steps"]);
    if let Some(nodes) = graph.get_mut("nodes") {
        without_ids(nodes);
    }
    Some(json!({"map": map, "graph": graph}))
}

fn without_ids(list: &mut Value) {
    for it in list.as_array_mut().into_iter().flatten() {
        it["id"] = json!("");
    }
}

/// A view of the site whose links lead nowhere: the page stands alone.
fn still(view: &impl Serialize) -> Value {
    let mut value = serde_json::to_value(view).unwrap_or_default();
    unlink(&mut value);
    value
}

fn unlink(value: &mut Value) {
    match value {
        Value::Object(map) => {
            for (key, it) in map.iter_mut() {
                if key == "href" {
                    *it = json!("");
                } else {
                    unlink(it);
                }
            }
        }
        Value::Array(list) => list.iter_mut().for_each(unlink),
        _ => {}
    }
}
