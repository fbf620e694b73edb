//! Renaming: every reference follows, nothing else changes.

use crate::changes::more_than_a_rename;
use crate::programs::{EXAMPLES, check_world, example};
use rayon::prelude::*;
use senda::edit::rename::{Refused, rename};
use senda::model::Kind;
use senda::source::{MemoryWorld, World};
use senda::{Outcome, emit, load};

/// The world with the renamed files.
fn renamed(
    world: &MemoryWorld,
    outcome: &Outcome,
    kind: Kind,
    old: &str,
    new: &str,
) -> Result<MemoryWorld, String> {
    let done = rename(world, outcome, kind, old, new).map_err(|refused| match refused {
        Refused::Because(message, _) => message.en,
        Refused::Unreadable(_) => "unreadable".to_owned(),
    })?;
    let mut after = world.clone();
    for (path, bytes) in done.files {
        after.set(path, bytes);
    }
    Ok(after)
}

/// Everything the program says, with findings.
fn said(world: &MemoryWorld) -> (String, Vec<String>) {
    let outcome = check_world(world);
    let findings = outcome.diagnostics.iter().map(|d| format!("{} {:?}", d.rule.name, d.severity)).collect();
    let checked = outcome.checked().expect("it has no error of form");
    let target = emit::TARGETS.iter().find(|target| target.name == "json").expect("there is a JSON target");
    let output = emit::emit(&[target], &checked, &emit::Options::default());
    let json = output.artifacts.iter().find(|a| a.path.ends_with("program.json")).expect("it is written");
    (String::from_utf8(json.bytes.clone()).unwrap(), findings)
}

#[test]
fn one_entity_of_each_kind_can_be_renamed_and_the_program_says_the_same() {
    for name in EXAMPLES {
        let world = example(name);
        let outcome = check_world(&world);
        let (_, findings) = said(&world);
        let before = load(&world).expect("memory can be read");
        let ids: Vec<(Kind, String)> = Kind::ALL
            .iter()
            .filter_map(|kind| Some((*kind, outcome.program.ids(*kind).next()?.to_string())))
            .collect();
        let wrong: Vec<String> = ids
            .par_iter()
            .filter_map(|(kind, id)| {
                let new = format!("zz-{id}");
                let after = match renamed(&world, &outcome, *kind, id, &new) {
                    Ok(after) => after,
                    Err(why) => return Some(format!("{}:{id}: {why}", kind.name())),
                };
                if let Some(why) = more_than_a_rename(&before, &load(&after).expect("memory can be read")) {
                    return Some(format!("{}:{id}: {why}", kind.name()));
                }
                let found = check_world(&after);
                let told: Vec<String> =
                    found.diagnostics.iter().map(|d| format!("{} {:?}", d.rule.name, d.severity)).collect();
                let (mut a, mut b) = (findings.clone(), told);
                a.sort();
                b.sort();
                (a != b).then(|| format!("{}:{id}: {a:?} {b:?}", kind.name()))
            })
            .collect();
        assert!(wrong.is_empty(), "{name}: {wrong:#?}");
    }
}

#[test]
fn there_and_back_is_where_it_was_but_for_history() {
    let world = example("city-permits");
    let outcome = check_world(&world);
    let id = outcome.program.ids(Kind::Journey).next().unwrap().to_string();
    let there = renamed(&world, &outcome, Kind::Journey, &id, "zz-renamed").unwrap();
    for file in world.list().unwrap() {
        let (before, after) = (world.read(&file.path).unwrap(), there.read(&file.path).unwrap());
        let (before, after) = (String::from_utf8(before).unwrap(), String::from_utf8(after).unwrap());
        let was = format!("\nwas: {id}");
        assert_eq!(before, after.replace(&was, "").replace("zz-renamed", &id), "{}", file.path);
    }
}

#[test]
fn steps_questions_promises_and_columns_can_be_renamed() {
    let world = example("banco-horizonte");
    let outcome = check_world(&world);
    let program = &outcome.program;
    let mut lists = std::collections::BTreeMap::new();
    for (_, part) in program.parts.iter() {
        let entity = program.entity(part.entity);
        let path = match part.parent {
            Some(up) => format!("{}/{}/{}", entity.id, program.parts.get(up).id, part.id),
            None => format!("{}/{}", entity.id, part.id),
        };
        lists.entry((entity.kind, part.list())).or_insert(path);
    }
    let before = load(&world).expect("memory can be read");
    let wanted =
        ["steps", "questions", "promises", "columns", "needs", "options", "outcomes", "stages", "events"];
    let wrong: Vec<String> = lists
        .par_iter()
        .filter(|((_, list), _)| wanted.contains(list))
        .filter_map(|((kind, list), path)| {
            let new = if *list == "columns" { "zz_new" } else { "zz-new" };
            let why = match renamed(&world, &outcome, *kind, path, new) {
                // columns, options and bare words have no former names: one is gone, and one is new
                Ok(_) if matches!(*list, "columns" | "options") || *kind == Kind::Playbook => None,
                Ok(after) => more_than_a_rename(&before, &load(&after).expect("memory can be read")),
                Err(why) => Some(why),
            }?;
            Some(format!("{} {path} ({list}): {why}", kind.name()))
        })
        .collect();
    assert!(wrong.is_empty(), "{} lists, {wrong:#?}", lists.len());
}

#[test]
fn a_name_that_is_taken_or_no_id_is_refused() {
    let world = example("city-permits");
    let outcome = check_world(&world);
    let mut ids = outcome.program.ids(Kind::Role);
    let (a, b) = (ids.next().unwrap().to_string(), ids.next().unwrap().to_string());
    for (old, new, words) in
        [(&*a, &*b, "taken"), (&a, "No Id", "cannot be an id"), ("nobody-here", "x", "there is no")]
    {
        let why = renamed(&world, &outcome, Kind::Role, old, new).unwrap_err();
        assert!(why.contains(words), "{why}");
    }
}

#[test]
fn values_that_are_ids_follow_and_codes_stay() {
    let world = example("banco-horizonte");
    let outcome = check_world(&world);
    let after = renamed(&world, &outcome, Kind::Archetype, "first-credit", "zz-new").unwrap();
    let read = |path: &str| String::from_utf8(after.read(path).unwrap()).unwrap();
    assert!(!read("datasets/datasets.yaml").contains("MX_01: first-credit"));
    assert!(read("datasets/datasets.yaml").contains("MX_01: zz-new"));
    assert!(read("metrics/experience.yaml").contains("archetype: zz-new"));
    assert!(!read("metrics/experience.yaml").contains("archetype: first-credit"));
    // Data that say the id itself go on saying the old one.
    let mut listed = world.clone();
    let text = String::from_utf8(world.read("datasets/datasets.yaml").unwrap()).unwrap();
    let start = text.find("values:\n      MX_01: first-credit").expect("a column of archetypes");
    let lines = text[start..].lines().skip(1).take_while(|line| line.starts_with("      ")).count();
    let rest = text[start..].splitn(lines + 2, '\n').last().unwrap();
    let list = "values: [first-credit, growing-family, own-business]\n";
    listed.set("datasets/datasets.yaml", format!("{}{list}{rest}", &text[..start]).into_bytes());
    let outcome = check_world(&listed);
    let after = renamed(&listed, &outcome, Kind::Archetype, "first-credit", "zz-new").unwrap();
    let text = String::from_utf8(after.read("datasets/datasets.yaml").unwrap()).unwrap();
    assert!(text.contains("values: { first-credit: zz-new, growing-family: growing-family"), "{text}");
}
