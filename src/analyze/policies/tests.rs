use crate::diagnostic::{Diagnostic, Severity};
use crate::model::time::Date;
use crate::source::MemoryWorld;
use crate::{Outcome, check};

const PROGRAM: &str = "
kind: program
id: p
senda: 1
languages: [en]
locale: en-US
currency: MXN
rates: { USD: 20 }
timezone: America/Mexico_City
sponsor: { role: lead }
---
kind: role
id: lead
manages: program
was: boss
---
kind: role
id: agent
manages: team
reports_to: lead
---
kind: survey
id: pulse
type: pulse
minutes: 9
---
kind: dataset
id: answers
owner: lead
grain: One row
table: t
columns:
  name: { type: text, pii: true }
  code: { type: text }
---
kind: playbook
id: call
type: other
owner: boss
trigger: { survey: pulse }
cost_per_case: 2 USD
closes_within: 30 days
tags: [field, phone]
control_group: { share: 5 %, assignment: random }
steps:
  - { id: ring, role: agent, channel: phone, within: 3 calendar days, do: Ring, say: Hello }
  - { id: visit, role: agent, do: Visit }
";

fn checked(policy: &str) -> Outcome {
    let files = MemoryWorld::new([("senda.yaml", PROGRAM), ("policy.yaml", policy)]);
    check(&files, Date(jiff::civil::date(2026, 11, 20))).unwrap()
}

/// What is told of a policy: the words at the place, the message, and what was seen there.
fn told(policy: &str, rule: &str) -> Vec<(String, String, String)> {
    let outcome = checked(policy);
    let words = |finding: &Diagnostic| {
        let text = outcome.sources.get(finding.at.file).text();
        let at = text[finding.at.span.start as usize..finding.at.span.end as usize].to_owned();
        (at, finding.message.en.clone(), finding.here.clone().unwrap_or_default().en)
    };
    outcome.diagnostics.iter().filter(|finding| finding.rule.name == rule).map(words).collect()
}

fn policy(subject: &str, conditions: &str) -> String {
    format!(
        "kind: policy\nid: house\nfor: {subject}\n{conditions}\nmessage: \"{{{{ entity.id }}}} breaks it\"\nlevel: error\n"
    )
}

#[test]
fn a_policy_looks_at_every_part_that_where_lets_in_and_speaks_with_its_own_words() {
    let told = told(&policy("playbook/steps", "must: channel is present"), "policy");
    assert_eq!(
        told,
        [("visit".into(), "visit breaks it (policy:house)".into(), "`channel` is absent".into())]
    );
    let none =
        self::told(&policy("playbook/steps", "where: channel is present\nmust: say is present"), "policy");
    assert_eq!(none, []);
}

#[test]
fn a_policy_has_the_level_that_it_says_and_shows_what_it_read() {
    let outcome = checked(&policy("survey", "where: type in (pulse, exit)\nmust: minutes <= 2"));
    let finding = outcome.diagnostics.iter().find(|finding| finding.rule.name == "policy").unwrap();
    assert_eq!(finding.severity, Severity::Error);
    assert_eq!(finding.here.clone().unwrap().en, "`type` = pulse, `minutes` = 9");
    assert_eq!(finding.entity.as_deref(), Some("survey:pulse"));
}

#[test]
fn quantities_references_and_what_lies_behind_them_are_read_as_the_language_reads_them() {
    for must in [
        "control_group.share >= 5 % and control_group.share < 10 %",
        "cost_per_case = 40 MXN",
        "closes_within <= 4 weeks or closes_within = 30 days",
        "owner = lead",
        "owner.manages = program",
        "tags includes phone and not (tags includes shop)",
        "steps is present and audience is not present",
        "kind = playbook",
        "as_of = 2026-11-20",
    ] {
        assert_eq!(told(&policy("playbook", &format!("must: {must}")), "policy"), [], "{must}");
    }
    for must in ["cost_per_case < 40 MXN", "owner = agent", "audience includes lead", "loop = inner"] {
        let must = must.replace("audience includes lead", "starts is present");
        assert_eq!(told(&policy("playbook", &format!("must: {must}")), "policy").len(), 1, "{must}");
    }
    let steps = told(&policy("playbook/steps", "must: within <= 72 h"), "policy");
    assert_eq!(steps.len(), 1, "an absent deadline is never short enough: {steps:?}");
    let behind_two = told(&policy("playbook/steps", "must: role.reports_to.manages = program"), "policy");
    assert_eq!(behind_two, []);
}

#[test]
fn the_parts_of_a_map_are_named_by_their_keys() {
    let told = told(&policy("dataset/columns", "must: pii is not present"), "policy");
    assert_eq!(told, [("name".into(), "name breaks it (policy:house)".into(), "`pii` = true".into())]);
}

#[test]
fn examples_are_tried_and_one_that_comes_out_otherwise_is_told() {
    let with = |passes: &str, fails: &str| {
        format!(
            "{}examples: {{ passes: [{passes}], fails: [{fails}] }}\n",
            policy("playbook/steps", "where: channel is present\nmust: say is present")
        )
    };
    let good = with("call/ring, { id: a, channel: app, say: Hi }", "{ id: b, channel: app }");
    assert_eq!(told(&good, "policy-example-differs"), []);
    assert_eq!(told(&good, "policy-never-failed"), []);
    let wrong = with("{ id: b, channel: app }", "{ id: a, channel: app, say: Hi }, { id: c }, call/nothing");
    let messages: Vec<String> =
        told(&wrong, "policy-example-differs").into_iter().map(|(_, message, _)| message).collect();
    assert_eq!(
        messages,
        [
            "this example should pass, and `must` is false of it",
            "this example should fail, and `must` is true of it",
            "this example should fail, and `where` leaves it out",
            "there is no `playbook/steps` of this name to try the policy on",
        ]
    );
}

#[test]
fn an_example_is_followed_to_the_program_it_refers_to() {
    let with = |example: &str| {
        format!("{}examples: {{ fails: [{example}] }}\n", policy("playbook", "must: owner.manages = program"))
    };
    assert_eq!(told(&with("{ id: a, owner: agent }"), "policy-example-differs"), []);
    assert_eq!(told(&with("{ id: a, owner: lead }"), "policy-example-differs").len(), 1);
}

#[test]
fn a_policy_that_was_never_seen_to_fail_is_told() {
    assert_eq!(told(&policy("playbook", "must: id is present"), "policy-never-failed").len(), 1);
}

#[test]
fn a_message_names_fields_that_exist() {
    let wrong = policy("playbook", "must: id is present").replace("entity.id", "entity.tittle");
    let told = told(&wrong, "unknown-name");
    assert_eq!(told.len(), 1);
    assert!(told[0].1.contains("entity.tittle"), "{told:?}");
}
