//! Forty single breakages of the examples, each mended by making the first suggested edit literally.

use crate::programs::{check_world, day, example, example_files};
use senda::diagnostic::{Diagnostic, Severity};
use senda::edit::{Change, apply};
use senda::source::MemoryWorld;

/// Example, file, what is replaced, by what.
const BREAKAGES: [(&str, &str, &str, &str); 40] = [
    // keys
    (BANK, "senda.yaml", "\nlanguages:", "\nlangauges:"),
    (BANK, "archetypes/first-credit.yaml", "\nneeds:", "\nnecesidades:"),
    (BANK, "jobs/build-a-start.yaml", "\nprogress:", "\nprogreso:"),
    (BANK, "journeys/first-credit-journey.yaml", "    stage: discover\n", "    stagge: discover\n"),
    (BANK, "metrics/experience.yaml", "\ndirection: up", "\ndirecction: up"),
    (CITY, "senda.yaml", "\ncurrency:", "\nmoneda:"),
    // values
    (BANK, "senda.yaml", "approach: intelligent", "approach: inteligente"),
    (BANK, "journeys/first-credit-journey.yaml", "actor: customer", "actor: cliente"),
    (BANK, "behaviors/retention.yaml", "direction: down", "direction: dwon"),
    (BANK, "senda.yaml", "readiness: focused", "readiness: focussed"),
    (BANK, "journeys/first-credit-journey.yaml", "state: to-be", "state: tobe"),
    // references
    (BANK, "archetypes/first-credit.yaml", "owner: life-moment-manager", "owner: life-momment-manager"),
    (BANK, "senda.yaml", "metric: churn-rate", "metric: churn-rat"),
    (BANK, "jobs/build-a-start.yaml", "archetype: first-credit", "archetype: first-credits"),
    (BANK, "journeys/first-credit-journey.yaml", "to: match-advisor", "to: match-adviser"),
    (BANK, "journeys/first-credit-journey.yaml", "delivers: [guided]", "delivers: [guide]"),
    (BANK, "behaviors/retention.yaml", "because: [", "because: [build-a-starrt, "),
    // kinds and ids
    (BANK, "behaviors/retention.yaml", "kind: economic-behavior", "kind: economic-behaviour"),
    (BANK, "contact-policies/standard.yaml", "kind: contact-policy\n", ""),
    (BANK, "jobs/build-a-start.yaml", "kind: job", "kind: trabajo"),
    (BANK, "roles/leadership.yaml", "id: ceo", "id: CEO"),
    // quantities
    (BANK, "senda.yaml", "budget: 3200000 MXN", "budget: 3,200,000 MXN"),
    (BANK, "senda.yaml", "horizon: 24 months", "horizon: 24 meses"),
    (BANK, "journeys/first-credit-journey.yaml", "per_month: 4200", "per_month: 4.200"),
    (BANK, "senda.yaml", "limit: 48 h", "limit: 48 horas"),
    (BANK, "journeys/first-credit-journey.yaml", "share: 12 %", "share: 0.12"),
    (BANK, "senda.yaml", "date: 2024-03-01", "date: 01/03/2024"),
    (BANK, "journeys/first-credit-journey.yaml", "every: 6 months", "every: 6 meses"),
    (BANK, "business-models/retail-bank.yaml", "customers: 480000", "customers: 480.000"),
    (BANK, "journeys/first-credit-journey.yaml", "feels: -1", "feels: \"-1\""),
    // yes and no
    (BANK, "channels/channels.yaml", "human: true", "human: yes"),
    (BANK, "channels/channels.yaml", "premium_number: false", "premium_number: no"),
    // YAML
    (
        BANK,
        "senda.yaml",
        "  es: Programa de experiencia de Banco Horizonte",
        "  es: Programa: experiencia de Banco Horizonte",
    ),
    (
        BANK,
        "playbooks/care.yaml",
        "      es: \"Aquí está tu plan con el costo completo. No caduca: {{ playbook.link }}\"",
        "      es: {{ playbook.link }}",
    ),
    (BANK, "senda.yaml", "  - id: early-churn", "  -id: early-churn"),
    (BANK, "archetypes/first-credit.yaml", "\nowner: ", "\nowner:"),
    (BANK, "senda.yaml", "languages: [es, en]", "languages: [es, en"),
    (BANK, "senda.yaml", "    metric: churn-rate\n", "\tmetric: churn-rate\n"),
    // lists and missing fields
    (
        BANK,
        "senda.yaml",
        "team: [cx-lead, life-moment-manager, family-moment-manager, business-moment-manager, cx-analyst]",
        "team: cx-lead",
    ),
    (BANK, "journeys/first-credit-journey.yaml", "state: to-be\n", ""),
];
const BANK: &str = "banco-horizonte";
const CITY: &str = "city-permits";

fn broken(example_name: &str, path: &str, from: &str, to: &str) -> (MemoryWorld, String) {
    let bytes =
        example_files(example_name).into_iter().find(|(p, _)| p == path).expect("the file is there").1;
    let text = String::from_utf8(bytes).unwrap();
    assert!(text.contains(from), "{path}: {from:?} is not there");
    let text = text.replacen(from, to, 1);
    let mut world = example(example_name);
    world.set(path, text.clone());
    (world, text)
}

fn grave(findings: &[Diagnostic]) -> Vec<&Diagnostic> {
    findings.iter().filter(|d| d.severity == Severity::Error).collect()
}

/// Makes the first edit that an error suggests, as it stands there.
fn mended_once(world: &mut MemoryWorld) -> Result<(), String> {
    let outcome = check_world(world);
    let errors = grave(&outcome.diagnostics);
    let Some(fix) = errors.iter().find_map(|d| d.fix.as_ref()) else {
        let told: Vec<String> = errors
            .iter()
            .map(|d| format!("{}: {} {:?}", d.rule.name, d.message.en, d.help.as_ref().map(|h| &h.en)))
            .collect();
        return Err(format!("{} errors and no edit: {told:#?}", errors.len()));
    };
    let source = outcome.sources.get(fix.edits[0].0.file);
    let changes: Vec<Change> =
        fix.edits.iter().map(|(at, by)| Change { span: at.span, by: by.clone() }).collect();
    let text = apply(source.text(), &changes).ok_or("edits that overlap")?;
    world.set(&*source.path, text);
    let after = check_world(world);
    let left = grave(&after.diagnostics);
    if left.is_empty() {
        return Ok(());
    }
    let told: Vec<String> = left
        .iter()
        .take(3)
        .map(|d| format!("{} {}: {}", after.sources.describe(d.at), d.rule.name, d.message.en))
        .collect();
    Err(format!("after {:?}: {told:#?}", fix.edits.iter().map(|(_, by)| by).collect::<Vec<_>>()))
}

#[test]
fn at_least_thirty_six_of_forty_breakages_are_mended_by_their_first_edit() {
    let mut failed = Vec::new();
    for (name, path, from, to) in BREAKAGES {
        let (mut world, _) = broken(name, path, from, to);
        let outcome = check_world(&world);
        assert!(!grave(&outcome.diagnostics).is_empty(), "{path}: {to:?} is no breakage");
        if let Err(why) = mended_once(&mut world) {
            failed.push(format!("{path}: {from:?} -> {to:?}: {why}"));
        }
    }
    let mended = BREAKAGES.len() - failed.len();
    println!("{mended} of {} breakages mended by the first suggested edit", BREAKAGES.len());
    for why in &failed {
        println!("{why}");
    }
    assert!(mended >= 36, "{mended} of {}: {}", BREAKAGES.len(), failed.join("\n"));
}

#[test]
fn fixing_ends_and_never_leaves_more_errors() {
    for (name, path, from, to) in BREAKAGES.into_iter().step_by(7) {
        let (world, _) = broken(name, path, from, to);
        let before = grave(&check_world(&world).diagnostics).len();
        for all in [false, true] {
            let done = senda::edit::fixes::mend(&world, day(), all).expect("memory can be read");
            assert!(grave(&done.outcome.diagnostics).len() <= before, "{path}: {to:?}");
        }
    }
}
