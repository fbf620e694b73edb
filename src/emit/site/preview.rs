//! A survey as whoever answers sees it: a page of its own with the bundled renderer of SurveyJS. It opens
//! from a folder, asks no network and sends nothing.

use super::frame::language_name;
use super::page::{Page, Site};
use crate::emit::{Artifact, Out, surveyjs};
use crate::model::survey::Survey;
use crate::model::text::base_language;
use crate::model::{Body, EntityIndex, Kind};
use crate::resolve::Resolved;
use schemars::JsonSchema;
use serde::Serialize;
use serde_json::{Map, Value as Json, json};

/// What is the same for every survey: built from `templates/preview/source`.
const RENDERER: [(&str, &str); 3] = [
    ("renderer.js", include_str!("../../../templates/preview/renderer.js")),
    ("renderer.css", include_str!("../../../templates/preview/renderer.css")),
    ("LICENSES.txt", include_str!("../../../templates/preview/LICENSES.txt")),
];

#[derive(Serialize, JsonSchema)]
struct Choice {
    locale: String,
    word: String,
    current: bool,
}

#[derive(Serialize, JsonSchema)]
pub struct PreviewView {
    /// The page of the survey.
    survey: String,
    /// The script that holds the survey; none when it has no language with all its words.
    document: Option<String>,
    choices: Vec<Choice>,
    /// The example names of this language, as JSON.
    variables: String,
}

/// The surveys that have such a page.
pub fn all<'s>(site: &'s Site<'_>) -> impl Iterator<Item = EntityIndex> + 's {
    site.shown_of(Kind::Survey).filter(|index| is_shown(site, *index))
}

/// Whether a survey is in use and asks something.
pub fn is_shown(site: &Site<'_>, survey: EntityIndex) -> bool {
    let entity = site.program().entity(survey);
    let asks = |it: &Survey| it.questions.items().next().is_some();
    let alone = site.program().find(entity.kind, entity.id) == Some(survey);
    alone && site.in_use(entity) && matches!(&entity.body, Body::Survey(it) if asks(it))
}

pub fn path(program: &Resolved, survey: EntityIndex) -> String {
    format!("preview/{}.html", program.entity(survey).id)
}

fn document_path(program: &Resolved, survey: EntityIndex) -> String {
    format!("assets/preview/{}.js", program.entity(survey).id)
}

fn lowered(site: &Site<'_>, index: EntityIndex) -> Option<surveyjs::Preview> {
    surveyjs::preview(site.checked, site.program().as_kind::<Survey>(index)?)
}

pub fn view(page: &Page<'_>, index: EntityIndex) -> PreviewView {
    let program = page.program();
    let lowered = lowered(page, index);
    let locales = lowered.map(|it| it.locales).unwrap_or_default();
    // The words of the program's place, when it has some of its own.
    let place = page.tag();
    let near = |(tag, _): &(String, String)| base_language(tag) == base_language(page.language);
    let own = locales.iter().position(|(tag, _)| *tag == place).or_else(|| locales.iter().position(near));
    let choice = |(at, (tag, locale)): (usize, &(String, String))| Choice {
        locale: locale.clone(),
        word: tag_word(tag),
        current: at == own.unwrap_or(0),
    };
    PreviewView {
        survey: page.entity(index).href,
        document: (!locales.is_empty()).then(|| format!("{}../{}", page.up(), document_path(program, index))),
        choices: locales.iter().enumerate().map(choice).collect(),
        variables: Json::Object(examples(page)).to_string(),
    }
}

/// Names that stand where those of a person and a company would.
fn examples(page: &Page<'_>) -> Map<String, Json> {
    let example = |name: &str| {
        let word = format!("preview.example.{name}");
        let organization =
            || page.program().program().map(|root| page.title(root.index).s).unwrap_or_default();
        if page.words.has(&word) { page.word(&word) } else { organization() }
    };
    surveyjs::variables().map(|(_, name)| (name.clone(), json!(example(&name)))).collect()
}

/// `es:usted` as `Español (usted)`, `es-MX` as `Español (MX)`.
fn tag_word(tag: &str) -> String {
    let base = base_language(tag);
    let more = tag[base.len()..].trim_start_matches(['-', ':']).replace(':', ", ");
    let name = language_name(base);
    if more.is_empty() { name } else { format!("{name} ({more})") }
}

/// The surveys themselves, and the renderer when there is one to show.
pub fn put(site: &Site<'_>, out: &Out<'_>) {
    let mut shown = false;
    for index in all(site) {
        let path = document_path(site.program(), index);
        shown = true;
        if out.wants(&path)
            && let Some(lowered) = lowered(site, index)
        {
            let text = format!("window.sendaDocument = {};\n", lowered.document);
            out.put(Artifact::text(path, text, [index]));
        }
    }
    for (name, text) in RENDERER.iter().filter(|_| shown) {
        let path = format!("assets/preview/{name}");
        if out.wants(&path) {
            out.put(Artifact::text(path, *text, []));
        }
    }
}
