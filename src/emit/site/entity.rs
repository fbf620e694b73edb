//! The frame of an entity's page: head, findings, evidence, where it is used, all fields.

use super::fields::{self, FieldRow};
use super::findings::{self, FindingView};
use super::page::{Page, anchor, list_path};
use super::view::{Badge, Fact, Facts, How, Shown};
use crate::model::common::{Evidence, EvidenceLevel, Status};
use crate::model::{EntityIndex, Kind};
use crate::resolve::{Edge, Target};
use schemars::JsonSchema;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

#[derive(Serialize, JsonSchema)]
struct Proof {
    level: Badge,
    rows: Facts,
}

#[derive(Serialize, JsonSchema)]
struct Use {
    to: Shown,
    via: Option<Shown>,
}

#[derive(Serialize, JsonSchema)]
struct UseGroup {
    word: String,
    links: Vec<Use>,
}

/// The `e` of the templates.
#[derive(Serialize, JsonSchema)]
pub struct EntityView {
    kind: Shown,
    id: String,
    title: Shown,
    about: Option<Shown>,
    status: Option<Shown>,
    src: String,
    evidence: Badge,
    proofs: Vec<Proof>,
    owner: Option<Shown>,
    meta: Vec<Fact>,
    findings: Vec<FindingView>,
    worst: &'static str,
    used: Vec<UseGroup>,
    links: Vec<Shown>,
    fields: Vec<FieldRow>,
    fields_open: bool,
    /// The page of the fields, when they are too many to stand here.
    fields_apart: Option<Shown>,
}

/// Kinds whose page is little more than their fields.
const PLAIN: [Kind; 4] = [Kind::Test, Kind::Policy, Kind::Question, Kind::EconomicBehavior];

pub fn view(page: &Page<'_>, index: EntityIndex) -> EntityView {
    let entity = page.program().entity(index);
    let common = entity.common();
    let name = entity.name();
    let here: Vec<FindingView> = page
        .shared
        .findings(&name)
        .iter()
        .map(|i| findings::view(page, &page.checked.diagnostics[*i]))
        .collect();
    let apart = fields::stand_apart(page.program(), index);
    let worst = ["error", "watch", "note"]
        .into_iter()
        .find(|tone| here.iter().any(|f| f.tone() == *tone))
        .unwrap_or("");
    EntityView {
        kind: Shown::link(
            page.word(&format!("kinds.{}.one", entity.kind.name())),
            page.href(&list_path(entity.kind)),
        ),
        id: entity.id.to_string(),
        title: page.title(index),
        about: page.opt(&common.description),
        status: common.status.get().and_then(|status| status_mark(page, *status)),
        src: page.src(entity.head()),
        evidence: page.badge(index, &common.evidence),
        proofs: common.evidence.items().map(|evidence| proof(page, index, evidence)).collect(),
        owner: page.one(index, &common.owner),
        meta: meta(page, index),
        findings: here,
        worst,
        used: used(page, index),
        links: common
            .links
            .items()
            .filter_map(|link| Some((page.text(link.text.get()?), link.to.get()?)))
            .map(|(text, to)| {
                if to.is_address() {
                    text.to(to.as_str())
                } else {
                    text.wrap(|t| format!("{t} ({})", to.as_str()))
                }
            })
            .collect(),
        fields: if apart { Vec::new() } else { fields::table(page, index) },
        fields_apart: apart.then(|| {
            Shown::link(page.words.get("entity.fields_note"), page.href(&fields::path(page.program(), index)))
        }),
        fields_open: PLAIN.contains(&entity.kind),
    }
}

fn status_mark(page: &Page<'_>, status: Status) -> Option<Shown> {
    let how = match status {
        Status::Active => return None,
        Status::Proposed => How::Note,
        Status::Draft | Status::Retired => How::Watch,
    };
    Some(Shown::mark(how, page.value("status", status.word())))
}

fn meta(page: &Page<'_>, index: EntityIndex) -> Vec<Fact> {
    let common = page.program().entity(index).common();
    let mut meta = Vec::new();
    let mut add = |word: &str, values: Vec<Shown>| {
        if !values.is_empty() {
            meta.push(Fact { word: page.word(word), values });
        }
    };
    add("entity.since", page.shown(&common.since).into_iter().collect());
    add("entity.until", page.shown(&common.until).into_iter().collect());
    add("entity.was", common.was.items().map(|id| Shown::code(id.as_str())).collect());
    add("entity.tags", page.plains(&common.tags));
    meta
}

/// What one piece of evidence says.
pub fn evidence_facts(page: &Page<'_>, from: EntityIndex, evidence: &Evidence) -> Facts {
    let mut rows = Facts::default();
    page.add(&mut rows, "evidence.source", page.source(from, &evidence.source));
    page.add(
        &mut rows,
        "evidence.method",
        evidence.method.get().map(|m| Shown::new(page.value("method", m.word()))),
    );
    page.add(&mut rows, "evidence.date", page.shown(&evidence.date));
    page.add(&mut rows, "evidence.sample", page.shown(&evidence.n));
    page.add(&mut rows, "evidence.expires", page.shown(&evidence.expires));
    page.add(&mut rows, "evidence.citation", page.opt(&evidence.citation));
    page.add(
        &mut rows,
        "evidence.link",
        evidence.link.get().map(|link| {
            if link.is_address() {
                Shown::link(link.as_str(), link.as_str())
            } else {
                Shown::code(link.as_str())
            }
        }),
    );
    rows
}

pub fn level_badge(page: &Page<'_>, level: Option<EvidenceLevel>) -> Badge {
    let word = level.map_or("none", EvidenceLevel::word);
    Badge { level: word, word: page.value("evidence", word), note: None }
}

fn proof(page: &Page<'_>, from: EntityIndex, evidence: &Evidence) -> Proof {
    Proof { level: level_badge(page, evidence.level.value()), rows: evidence_facts(page, from, evidence) }
}

/// Everything that refers to this entity or to one of its parts, by kind.
fn used(page: &Page<'_>, index: EntityIndex) -> Vec<UseGroup> {
    let program = page.program();
    /// Who refers to it, the page that shows where, and the fields they do it in.
    type UseAt = (EntityIndex, String, Vec<&'static str>);
    let mut groups: BTreeMap<Kind, BTreeSet<UseAt>> = BTreeMap::new();
    let mut by_place: BTreeMap<(EntityIndex, String), Vec<&'static str>> = BTreeMap::new();
    for edge in program.edges_to(index).filter(|e| e.from != index) {
        let fields = by_place.entry((edge.from, place_of(page, edge).1)).or_default();
        if !fields.contains(&edge.field()) {
            fields.push(edge.field());
        }
    }
    for ((from, href), fields) in by_place {
        groups.entry(program.entity(from).kind).or_default().insert((from, href, fields));
    }
    let mut places: BTreeMap<String, Shown> = BTreeMap::new();
    for edge in program.edges_to(index) {
        let (shown, href) = place_of(page, edge);
        places.insert(href, shown);
    }
    groups
        .into_iter()
        .map(|(kind, uses)| UseGroup {
            word: page.word(&format!("kinds.{}.one", kind.name())),
            links: uses
                .into_iter()
                .map(|(_, href, fields)| Use {
                    to: places.get(&href).cloned().unwrap_or_default(),
                    via: Some(Shown::code(fields.join(", "))),
                })
                .collect(),
        })
        .collect()
}

/// The place a reference stands in: its part when that has an anchor, else its entity.
fn place_of(page: &Page<'_>, edge: &Edge) -> (Shown, String) {
    let shown = match edge.part.filter(|part| anchor(page.program(), *part).is_some()) {
        Some(part) => {
            let whole = page.title(edge.from).s;
            page.target(Target::Part(edge.from, part)).wrap(|name| format!("{whole}: {name}"))
        }
        None => page.entity(edge.from),
    };
    let href = shown.href.clone();
    (shown, href)
}
