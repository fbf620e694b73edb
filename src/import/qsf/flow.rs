//! Blocks, and the order in which they are asked.

use super::{Reader, logic, means_nothing, question};
use crate::diagnostic::say;
use crate::emit::survey::Known;
use crate::import::report::left_out;
use crate::import::{Refusal, SENT};
use serde_json::{Map, Value as Json};
use std::collections::BTreeSet;

/// The block that Senda writes.
const OWN_BLOCK: &str = "BL_000000000000001";

/// Branches and groups inside one another.
const MOST_DEPTH: usize = 60;

/// Reads everything that is asked, in its order.
pub fn read<'j>(elements: &'j [Json], reader: &mut Reader<'_, 'j>) -> Result<(), Refusal> {
    let payload = |kind: &str| elements.iter().find(|it| it["Element"] == kind).map(|it| &it["Payload"]);
    let blocks: Vec<&Map<String, Json>> = match payload("BL") {
        Some(Json::Object(map)) => map.values().filter_map(Json::as_object).collect(),
        Some(Json::Array(list)) => list.iter().filter_map(Json::as_object).collect(),
        _ => Vec::new(),
    };
    let mut asked = BTreeSet::new();
    let flow = payload("FL").and_then(|flow| flow["Flow"].as_array());
    for block in &blocks {
        name_all(block, reader);
    }
    match flow {
        Some(steps) => steps.iter().enumerate().for_each(|(nth, step)| {
            self::step(step, &format!("Flow[{nth}]"), &blocks, &mut asked, 0, reader);
        }),
        None => blocks.iter().for_each(|one| block(one, reader, &mut asked)),
    }
    let unused: Vec<String> =
        reader.questions.keys().filter(|id| !asked.contains(**id)).map(|id| (*id).to_owned()).collect();
    for id in unused {
        reader.report.lost(
            id.clone(),
            say!(en: "the question `{id}` stands in no block that is asked", es: "la pregunta `{id}` no está en ningún bloque que se pregunte"),
            left_out(),
        );
    }
    let is_own = |block: &Map<String, Json>| {
        block.get("ID").is_some_and(|id| id == OWN_BLOCK || id == "BL_000000000000000")
    };
    if !blocks.iter().all(|block| is_own(block)) {
        let count = blocks.len();
        reader.report.changed(
            "BL",
            say!(en: "it has blocks and pages of its own ({count})", es: "tiene bloques y páginas propios ({count})"),
            say!(en: "the order stays; Senda puts as many questions on a page as a phone shows", es: "el orden se queda; Senda pone en cada página las preguntas que caben en un teléfono"),
        );
    }
    others(elements, reader);
    Ok(())
}

/// The names of a block's questions, before texts name them.
fn name_all(block: &Map<String, Json>, reader: &mut Reader<'_, '_>) {
    for id in block.get("BlockElements").and_then(Json::as_array).into_iter().flatten() {
        let Some(payload) = id["QuestionID"].as_str().and_then(|id| reader.questions.get(id)) else {
            continue;
        };
        if question::is_asked(payload) {
            let name = payload.get("DataExportTag").and_then(Json::as_str).unwrap_or_default();
            reader.names.id(name, "question");
        }
    }
}

/// A step of the flow.
fn step(
    step: &Json,
    place: &str,
    blocks: &[&Map<String, Json>],
    asked: &mut BTreeSet<String>,
    depth: usize,
    reader: &mut Reader<'_, '_>,
) {
    let kind = step["Type"].as_str().unwrap_or_default();
    let inner = |asked: &mut BTreeSet<String>, reader: &mut Reader<'_, '_>| {
        if depth > MOST_DEPTH {
            return;
        }
        for (nth, one) in step["Flow"].as_array().into_iter().flatten().enumerate() {
            self::step(one, &format!("{place}.Flow[{nth}]"), blocks, asked, depth + 1, reader);
        }
    };
    match kind {
        "Block" | "Standard" | "Default" => {
            let own = blocks.iter().find(|block| block.get("ID") == step.get("ID"));
            if let Some(own) = own {
                block(own, reader, asked);
            }
        }
        "Branch" => {
            let when = logic::when(&step["BranchLogic"], &format!("{place}.BranchLogic"), reader);
            let is_read = when.is_some();
            reader.branches.extend(when);
            inner(asked, reader);
            if is_read {
                reader.branches.pop();
            }
        }
        "EmbeddedData" => {
            for field in step["EmbeddedData"].as_array().into_iter().flatten() {
                let name = field["Field"].as_str().unwrap_or_default();
                if !name.starts_with(SENT)
                    && !Known::ALL.iter().any(|known| known.path().replace('.', "_") == name)
                {
                    reader.report.unknown(format!("{place}.EmbeddedData"), name, "embedded data");
                }
            }
        }
        "Group" | "BlockRandomizer" | "Root" => {
            if kind == "BlockRandomizer" {
                reader.report.lost(
                    place,
                    say!(en: "blocks come in an order by lot", es: "los bloques salen en orden al azar"),
                    say!(en: "they are asked in the order of the file", es: "se preguntan en el orden del archivo"),
                );
            }
            inner(asked, reader);
        }
        "EndSurvey" if step["EndingType"].is_null() || step["EndingType"] == "Default" => {}
        other => {
            reader.report.unknown(place, other, &step["Description"].to_string());
            inner(asked, reader);
        }
    }
}

fn block(block: &Map<String, Json>, reader: &mut Reader<'_, '_>, asked: &mut BTreeSet<String>) {
    if block.get("Type").is_some_and(|kind| kind == "Trash") {
        return;
    }
    for key in ["Looping", "LoopingOptions"] {
        let loops = block
            .get("Options")
            .and_then(|options| options.get(key))
            .filter(|it| it.as_str() != Some("None"));
        if let Some(loops) = loops {
            reader.report.unknown(
                block.get("ID").and_then(Json::as_str).unwrap_or("BL"),
                key,
                &loops.to_string(),
            );
        }
    }
    let randomized = block.get("Options").and_then(|options| options["RandomizeQuestions"].as_str());
    if let Some(how) = randomized.filter(|how| !matches!(*how, "false" | "")) {
        reader.report.unknown(
            block.get("ID").and_then(Json::as_str).unwrap_or("BL"),
            "RandomizeQuestions",
            how,
        );
    }
    for element in block.get("BlockElements").and_then(Json::as_array).into_iter().flatten() {
        let Some(id) = element["QuestionID"].as_str() else { continue }; // the end of a page
        if let Some(payload) = reader.questions.get(id).copied()
            && asked.insert(id.to_owned())
        {
            question::read(id, payload, reader);
        }
    }
}

/// Elements that are no questions: quotas, messages, scoring.
fn others(elements: &[Json], reader: &mut Reader<'_, '_>) {
    for element in elements {
        let kind = element["Element"].as_str().unwrap_or_default();
        let scores =
            kind == "SCO" && element["Payload"]["ScoringCategories"].as_array().is_none_or(Vec::is_empty);
        let is_empty = element["Payload"].is_null() || scores;
        match kind {
            "BL" | "FL" | "SQ" => {}
            "SO" => {
                for key in ["Header", "Footer", "EOSMessage", "EOSRedirectURL"] {
                    let value = element["Payload"][key].as_str().unwrap_or_default();
                    if !matches!(value, "" | "https://" | "http://") {
                        reader.no_place(&format!("SO.{key}"), value);
                    }
                }
            }
            kind if is_empty || means_nothing(kind) => {}
            kind => {
                reader.report.unknown(kind, kind, element["SecondaryAttribute"].as_str().unwrap_or_default())
            }
        }
    }
}
