//! A script that is to be filled with a promise or an answer that does not exist.
//!
//! `{{ promise.guided }}` becomes the words of a promise, `{{ answer.why }}` what somebody answered.
//! Where nothing has that name, whoever reads the script aloud says the bare name to a customer, or a
//! gap. An answer must be one of a survey that starts the playbook; where none does, of any survey.
//!
//! Source: the definition of a script: what stands in braces is filled in by its name, and nothing else fills it.
//!
//! Bad:
//!
//! ```yaml
//! say: "We promised you: {{ promise.guide }}"
//! ```
//!
//! Good:
//!
//! ```yaml
//! say: "We promised you: {{ promise.guided }}"
//! ```
//!
//! How to fix it: write the id of a promise of a value proposition, or of a question of the survey. The
//! message offers the nearest one.
//!
//! # es
//! Un guion que se completa con una promesa o una respuesta que no existe.
//!
//! `{{ promise.guided }}` se vuelve el texto de una promesa; `{{ answer.why }}`, lo que alguien
//! respondió. Si nada lleva ese nombre, quien lee el guion le dice al cliente el nombre a secas, o nada.
//! La respuesta debe ser de una encuesta que inicia el playbook; si ninguna lo inicia, de cualquiera.
//!
//! Fuente: la definición de un guion: lo que va entre llaves se llena por su nombre, y nada más lo llena.
//!
//! Mal:
//!
//! ```yaml
//! say: "Te prometimos: {{ promise.guide }}"
//! ```
//!
//! Bien:
//!
//! ```yaml
//! say: "Te prometimos: {{ promise.guided }}"
//! ```
//!
//! Cómo corregirlo: escribe el id de una promesa de una propuesta de valor, o de una pregunta de la
//! encuesta. El mensaje ofrece el más parecido.

use crate::analyze::{Context, Findings, rule};
use crate::diagnostic::{Say, say};
use crate::model::playbook::Playbook;
use crate::model::reader::nearest;
use crate::model::survey::Survey;
use crate::model::text::{Piece, pieces};
use crate::model::value_proposition::ValueProposition;
use crate::model::{EntityIndex, Kind};
use crate::source::At;
use std::collections::{BTreeMap, BTreeSet};

rule! { script_name_unknown Correctness Error everything }

type Names = BTreeSet<&'static str>;

fn check(context: &Context<'_>, out: &mut Findings) {
    // What could not be read may hold the name.
    let Some(promises) = promises(context) else { return };
    let mut asked: BTreeMap<EntityIndex, Option<Names>> = BTreeMap::new();
    for site in context.texts() {
        let entity = context.program.entity(site.from);
        if entity.kind != Kind::Playbook || !context.is_in_use(entity) {
            continue;
        }
        // A name that is wrong in every language is said once.
        let mut told: BTreeSet<&str> = BTreeSet::new();
        for reading in site.readings() {
            for piece in pieces(reading.words) {
                let Piece::Path(path) = piece else { continue };
                if told.contains(path) {
                    continue;
                }
                let at = entity.place(reading.span);
                let missing = if let Some(name) = path.strip_prefix("promise.") {
                    missing(at, path, name, Some(&promises), "promise.")
                } else if let Some(name) = path.strip_prefix("answer.") {
                    let known = asked.entry(site.from).or_insert_with(|| answers(context, site.from));
                    missing(at, path, name, known.as_ref(), "answer.")
                } else {
                    None
                };
                if let Some(finding) = missing {
                    told.insert(path);
                    out.push(finding.entity(entity.name()));
                }
            }
        }
    }
}

fn missing(
    at: At,
    path: &str,
    name: &str,
    known: Option<&Names>,
    what: &str,
) -> Option<crate::diagnostic::Diagnostic> {
    let known = known.filter(|known| !known.contains(name))?;
    let message = match what {
        "promise." => {
            say!(en: "`{{{{ {path} }}}}` names no promise of a value proposition", es: "`{{{{ {path} }}}}` no nombra ninguna promesa de una propuesta de valor")
        }
        _ => {
            say!(en: "`{{{{ {path} }}}}` names no question of the survey that starts this", es: "`{{{{ {path} }}}}` no nombra ninguna pregunta de la encuesta que inicia esto")
        }
    };
    let listed: Vec<String> = known.iter().take(8).map(|it| format!("`{what}{it}`")).collect();
    let offer = match nearest(name, known.iter().copied()) {
        Some(near) => say!(en: "did you mean `{what}{near}`? ", es: "¿quisiste decir `{what}{near}`? "),
        None => Say::same(""),
    };
    let rest = if listed.is_empty() {
        say!(en: "there is none yet: write the words themselves", es: "todavía no hay ninguna: escribe las palabras mismas")
    } else {
        let listed = listed.join(", ");
        say!(en: "there are {listed}", es: "hay {listed}")
    };
    Some(RULE.finding(at, message).help(say!(en: "{}{}", offer.en, rest.en; es: "{}{}", offer.es, rest.es)))
}

/// The ids of all promises; none when one of them could not be read.
fn promises(context: &Context<'_>) -> Option<Names> {
    let mut names = Names::new();
    for proposition in context.program.all::<ValueProposition>() {
        let list = &proposition.it.promises;
        if list.is_bad() || list.items().any(|promise| promise.id.is_bad()) {
            return None;
        }
        names.extend(list.items().filter_map(|promise| promise.id.value()).map(|id| id.as_str()));
    }
    (!context.program.has_nameless(Kind::ValueProposition)).then_some(names)
}

/// The questions of the surveys that start a playbook or that it sends, of all surveys when there are none.
fn answers(context: &Context<'_>, playbook: EntityIndex) -> Option<Names> {
    let it = context.program.as_kind::<Playbook>(playbook)?;
    if it.it.trigger.is_bad() || it.it.trigger.items().any(|it| it.survey.is_bad()) || context.program.has_nameless(Kind::Survey) {
        return None;
    }
    let near: BTreeSet<EntityIndex> = context
        .program
        .edges_from(playbook)
        .iter()
        .filter_map(|edge| edge.to.entity())
        .filter(|index| context.program.entity(*index).kind == Kind::Survey)
        .collect();
    let mut names = Names::new();
    for survey in context.program.all::<Survey>().filter(|it| near.is_empty() || near.contains(&it.index)) {
        if survey.it.questions.is_bad() || survey.it.questions.items().any(|question| question.id.is_bad()) {
            return None;
        }
        names.extend(survey.it.questions.items().filter_map(|question| question.id.value()).map(|id| id.as_str()));
    }
    Some(names)
}
