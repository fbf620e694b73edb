//! Which pages there are, and what each is drawn from.

use super::page::{Page, Site, list_path, path_of};
use super::{
    archetype, assessment, business_model, card, coverage, entity, fields, fieldwork, findings, glossary,
    home, interview, job, journey, lists, metric, moments, plain, playbook, preview, roadmap, scorecard,
    sheet, sponsor, study, survey, value_proposition,
};
use crate::model::{Body, EntityIndex, Kind};
use crate::resolve::Resolved;
use minijinja::Value;
use minijinja::value::Serde;
use serde::Serialize;

/// A page of the site.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PageOf {
    Home,
    Sponsor,
    Coverage,
    Findings,
    Moments,
    Sheets,
    All,
    List(Kind),
    Entity(EntityIndex),
    /// The fields of an entity that says much.
    Fields(EntityIndex),
    /// A playbook, and the role that reads it.
    Sheet(EntityIndex, EntityIndex),
    /// The same on paper, as a card.
    Card(EntityIndex, EntityIndex),
    /// A survey as whoever answers sees it.
    Preview(EntityIndex),
    /// The plan of a survey, for whoever sends it.
    Fieldwork(EntityIndex),
    Interview(EntityIndex),
}

/// What a template is given, besides the frame.
pub struct Drawn {
    pub template: &'static str,
    pub title: String,
    pub shape: &'static str,
    /// The `e` of entity pages; empty elsewhere.
    pub entity: Value,
    pub view: Value,
}

fn value(view: &impl Serialize) -> Value {
    Value::from(Serde(view))
}

/// Every page of a language, in the order of their paths' making.
pub fn all(site: &Site<'_>) -> Vec<PageOf> {
    let program = site.program();
    let mut pages = vec![PageOf::Home, PageOf::All];
    if !site.is_part() {
        pages.extend([PageOf::Sponsor, PageOf::Coverage, PageOf::Findings, PageOf::Moments]);
    }
    if !site.is_part() || site.shown_of(Kind::Playbook).next().is_some() {
        pages.push(PageOf::Sheets);
    }
    pages.extend(
        Kind::ALL
            .iter()
            .filter(|kind| site.shown_of(**kind).next().is_some())
            .map(|kind| PageOf::List(*kind)),
    );
    pages.extend(
        program
            .entities()
            .filter(|(index, e)| program.find(e.kind, e.id) == Some(*index) && site.shows(*index))
            .map(|(index, _)| PageOf::Entity(index)),
    );
    let long: Vec<PageOf> = pages.iter().filter_map(|page| page.fields(program)).collect();
    pages.extend(long);
    pages.extend(sheet::all(site).iter().map(|(playbook, role)| PageOf::Sheet(*playbook, *role)));
    pages.extend(sheet::all(site).iter().map(|(playbook, role)| PageOf::Card(*playbook, *role)));
    pages.extend(preview::all(site).map(PageOf::Preview));
    pages.extend(preview::all(site).map(PageOf::Fieldwork));
    pages.extend(interview::all(site).map(PageOf::Interview));
    pages
}

impl PageOf {
    /// From the folder of the language.
    pub fn path(self, program: &Resolved) -> String {
        match self {
            PageOf::Home => "index.html".to_owned(),
            PageOf::Sponsor => "sponsor.html".to_owned(),
            PageOf::Coverage => "coverage.html".to_owned(),
            PageOf::Findings => "findings.html".to_owned(),
            PageOf::Moments => "moments.html".to_owned(),
            PageOf::Sheets => "sheets.html".to_owned(),
            PageOf::All => "all.html".to_owned(),
            PageOf::List(kind) => list_path(kind),
            PageOf::Entity(index) => path_of(program, index),
            PageOf::Fields(index) => fields::path(program, index),
            PageOf::Sheet(playbook, role) => sheet::path(program, playbook, role),
            PageOf::Card(playbook, role) => card::path(program, playbook, role),
            PageOf::Preview(survey) => preview::path(program, survey),
            PageOf::Fieldwork(survey) => fieldwork::path(program, survey),
            PageOf::Interview(survey) => interview::path(program, survey),
        }
    }

    /// The path of the word that names it, of a page that is not of one kind.
    pub fn word(self) -> Option<&'static str> {
        Some(match self {
            PageOf::Home => "frame.first_page",
            PageOf::Sponsor => "sponsor.title",
            PageOf::Coverage => "coverage.title",
            PageOf::Findings => "findings.title",
            PageOf::Moments => "moments.title",
            PageOf::Sheets => "sheets.title",
            PageOf::All => "frame.all",
            _ => return None,
        })
    }

    /// The entities a page is made from: what a change of its file would touch first.
    pub fn from(self, program: &Resolved) -> Vec<EntityIndex> {
        match self {
            PageOf::Entity(index)
            | PageOf::Fields(index)
            | PageOf::Preview(index)
            | PageOf::Fieldwork(index)
            | PageOf::Interview(index) => vec![index],
            PageOf::Sheet(playbook, role) | PageOf::Card(playbook, role) => vec![playbook, role],
            PageOf::List(kind) => program.of_kind(kind).map(|(index, _)| index).collect(),
            PageOf::Moments => program.of_kind(Kind::Journey).map(|(index, _)| index).collect(),
            PageOf::Sheets => program.of_kind(Kind::Playbook).map(|(index, _)| index).collect(),
            PageOf::Home | PageOf::Sponsor | PageOf::Coverage | PageOf::Findings | PageOf::All => {
                program.of_kind(Kind::Program).map(|(index, _)| index).collect()
            }
        }
    }

    /// The page of the fields of an entity that says much, beside the entity's own.
    fn fields(self, program: &Resolved) -> Option<PageOf> {
        match self {
            PageOf::Entity(index) if fields::stand_apart(program, index) => Some(PageOf::Fields(index)),
            _ => None,
        }
    }

    pub fn draw(self, page: &Page<'_>) -> Drawn {
        let plain = |template, title: String, shape, view| Drawn {
            template,
            title,
            shape,
            entity: Value::from(()),
            view,
        };
        match self {
            PageOf::Home if page.is_part() => {
                plain("kind.html", home::brand(page), "", value(&lists::everything(page)))
            }
            PageOf::Home => plain("home.html", home::brand(page), "", value(&home::view(page))),
            PageOf::Sponsor => {
                plain("sponsor.html", page.word("sponsor.title"), "onepage", value(&sponsor::view(page)))
            }
            PageOf::Coverage => {
                plain("coverage.html", page.word("coverage.title"), "", value(&coverage::view(page)))
            }
            PageOf::Findings => {
                plain("findings.html", page.word("findings.title"), "", value(&findings::page(page)))
            }
            PageOf::Moments => {
                plain("moments.html", page.word("moments.title"), "", value(&moments::view(page)))
            }
            PageOf::Sheets => plain("sheets.html", page.word("sheets.title"), "", value(&sheet::list(page))),
            PageOf::All => plain("kind.html", page.word("frame.all"), "", value(&lists::everything(page))),
            PageOf::List(kind) => plain(
                "kind.html",
                page.word(&format!("kinds.{}.many", kind.name())),
                "",
                value(&lists::view(page, kind)),
            ),
            PageOf::Fields(index) => {
                plain("fields.html", page.title(index).s, "", value(&fields::view(page, index)))
            }
            PageOf::Sheet(playbook, role) => plain(
                "sheet.html",
                page.title(playbook).s,
                "sheet",
                value(&sheet::view(page, playbook, role)),
            ),
            PageOf::Card(playbook, role) => {
                plain("card.html", page.title(playbook).s, "card", value(&card::view(page, playbook, role)))
            }
            PageOf::Preview(survey) => {
                plain("preview.html", page.title(survey).s, "", value(&preview::view(page, survey)))
            }
            PageOf::Fieldwork(survey) => {
                plain("fieldwork.html", page.title(survey).s, "", value(&fieldwork::view(page, survey)))
            }
            PageOf::Interview(survey) => {
                plain("interview.html", page.title(survey).s, "", value(&interview::view(page, survey)))
            }
            PageOf::Entity(index) => of_entity(page, index),
        }
    }
}

fn of_entity(page: &Page<'_>, index: EntityIndex) -> Drawn {
    let (template, shape, view) = match &page.program().entity(index).body {
        Body::Archetype(it) => ("archetype.html", "", value(&archetype::view(page, index, it))),
        Body::Job(it) => ("job.html", "", value(&job::view(page, index, it))),
        Body::ValueProposition(it) => {
            ("value-proposition.html", "", value(&value_proposition::view(page, index, it)))
        }
        Body::BusinessModel(it) => ("business-model.html", "", value(&business_model::view(page, index, it))),
        Body::Journey(it) => ("journey.html", "poster", value(&journey::view(page, index, it))),
        Body::Survey(it) => ("survey.html", "", value(&survey::view(page, index, it))),
        Body::Metric(it) => ("metric.html", "", value(&metric::view(page, index, it))),
        Body::Scorecard(it) => ("scorecard.html", "", value(&scorecard::view(page, index, it))),
        Body::Playbook(it) => ("playbook.html", "", value(&playbook::view(page, index, it))),
        Body::Roadmap(it) => ("roadmap.html", "", value(&roadmap::view(page, index, it))),
        Body::Study(it) => ("study.html", "", value(&study::view(page, index, it))),
        Body::Assessment(it) => ("assessment.html", "", value(&assessment::view(page, index, it))),
        Body::Glossary(it) => ("glossary.html", "", value(&glossary::view(page, it))),
        body => ("plain.html", "", value(&plain::view(page, index, body))),
    };
    Drawn { template, title: page.title(index).s, shape, entity: value(&entity::view(page, index)), view }
}
