//! References that stand in keys, and those that hang on what stands beside them.

use super::program;
use crate::diagnostic::Diagnostic;

const PLAYBOOK: &str = "kind: playbook\nid: call\ntype: other\ntrigger: { survey: pulse, when: recommend <= 6 }\nsteps: [{ id: ring, role: lead, do: Ring }, { id: listen, do: Listen }]";

fn test(lines: &str) -> String {
    format!("{PLAYBOOK}\n---\nkind: test\nid: t\n{lines}")
}

fn unknown(checked: &super::Checked) -> Vec<(String, Option<String>)> {
    let lost = |finding: &&Diagnostic| finding.rule.name == "unknown-reference";
    checked
        .findings
        .iter()
        .filter(lost)
        .map(|f| (checked.text(f.at), checked.fix(f).map(|fix| fix.1)))
        .collect()
}

#[test]
fn a_key_that_names_a_metric_is_followed_like_any_reference() {
    let right = program(&test(
        "given: { now: 2026-01-01T09:00 }\nexpect: { metrics: { nps: 0 points }, bands: { nps: alert } }",
    ));
    assert_eq!(unknown(&right), []);
    let wrong = program(&test(
        "given: { now: 2026-01-01T09:00, rows: { answer: [{ recommend: 3 }] } }\nexpect: { metrics: { np: 0 points } }",
    ));
    assert_eq!(
        unknown(&wrong),
        [("answer".to_owned(), Some("answers".to_owned())), ("np".to_owned(), Some("nps".to_owned()))]
    );
}

#[test]
fn the_step_a_test_expects_is_one_of_the_playbook_beside_it() {
    let expecting = |playbook: &str| {
        test(&format!(
            "given: {{ now: 2026-01-01T09:00 }}\nexpect: {{ playbooks: [{{ {playbook}, customer: c1 }}] }}"
        ))
    };
    assert_eq!(unknown(&program(&expecting("playbook: call, step: listen"))), []);
    assert_eq!(
        unknown(&program(&expecting("step: ringg, playbook: call"))),
        [("ringg".to_owned(), Some("ring".to_owned()))]
    );
    // only the playbook is to blame when it is the playbook that is unknown
    assert_eq!(
        unknown(&program(&expecting("playbook: cal, step: ring"))),
        [("cal".to_owned(), Some("call".to_owned()))]
    );
}

#[test]
fn a_band_that_the_metric_lacks_is_told_with_the_nearest_one() {
    let playbook =
        |is: &str| PLAYBOOK.replace("survey: pulse, when: recommend <= 6", &format!("metric: nps, is: {is}"));
    assert_eq!(program(&playbook("alert")).named(), []);
    let slip = program(&playbook("allert"));
    assert_eq!(slip.only().rule.name, "unknown-band");
    assert_eq!(slip.fix(slip.only()), Some(("allert".to_owned(), "alert".to_owned())));
    let bands = program(&test(
        "given: { now: 2026-01-01T09:00 }\nexpect: { bands: { nps: fine }, metrics: { nps: { n: 0, band: good } } }",
    ));
    assert_eq!(bands.named(), [("unknown-band", "fine".to_owned()), ("unknown-band", "good".to_owned())]);
}

#[test]
fn a_band_must_exist_for_every_customer() {
    let metric = "kind: metric\nid: m\nfamily: rate\ndataset: answers\ncount: tenure_days > 3\ndirection: up\ncuts: [archetype]\nbands: [{ name: low, below: 50 % }, { name: high, from: 50 % }]\nbands_by: [{ when: archetype = first-credit, bands: [{ name: low, below: 10 % }, { name: fine, from: 10 % }] }]";
    let waits = |is: &str| {
        let playbook =
            PLAYBOOK.replace("survey: pulse, when: recommend <= 6", &format!("metric: m, is: {is}"));
        program(&format!("{metric}\n---\n{playbook}")).named()
    };
    assert_eq!(waits("low"), []);
    assert_eq!(waits("high"), [("unknown-band", "high".to_owned())]);
    assert_eq!(waits("fine"), [("unknown-band", "fine".to_owned())]);
}

#[test]
fn answers_of_a_test_are_answers_somebody_could_give() {
    let answered = |answers: &str| {
        test(&format!(
            "given: {{ now: 2026-01-01T09:00, responses: [{{ survey: pulse, customer: c1, at: 2026-01-01T09:00, answers: {{ {answers} }} }}] }}\nexpect: {{ metrics: {{ nps: 0 points }} }}"
        ))
    };
    assert_eq!(
        program(&answered("recommend: 10, drivers: [speed, care], reason: price, solved: true")).named(),
        []
    );
    for (answers, told) in [
        ("recommend: 11", "11"),
        ("recommend: many", "many"),
        ("drivers: [speed, care, speed]", "[speed, care, speed]"),
        ("reason: cost", "cost"),
        ("solved: 1", "1"),
    ] {
        assert_eq!(program(&answered(answers)).named(), [("impossible-value", told.to_owned())], "{answers}");
    }
    let unknown = program(&answered("recomend: 3"));
    assert_eq!(unknown.fix(unknown.only()), Some(("recomend".to_owned(), "recommend".to_owned())));
    assert_eq!(unknown.text(unknown.only().related[0].0), "recommend");
}

#[test]
fn rows_of_a_test_are_rows_the_dataset_could_have() {
    let row = |cells: &str| {
        test(&format!(
            "given: {{ now: 2026-01-01T09:00, rows: {{ answers: [{{ {cells} }}] }} }}\nexpect: {{ metrics: {{ nps: 0 points }} }}"
        ))
    };
    let fine = "recommend: 3, used: 0.4, margin: 850, joined_on: 2026-01-01, answered_at: 2026-01-01T10:00, archetype: first-credit, topic: delay";
    assert_eq!(program(&row(fine)).named(), []);
    for (cells, told) in [
        ("recommend: 11", "11"),
        ("joined_on: soon", "soon"),
        ("archetype: second-credit", "second-credit"),
        ("topic: other", "other"),
        ("used: a lot", "a lot"),
    ] {
        assert_eq!(program(&row(cells)).named(), [("impossible-value", told.to_owned())], "{cells}");
    }
    assert_eq!(program(&row("recomend: 1")).named(), [("unknown-name", "recomend".to_owned())]);
}

#[test]
fn a_discipline_is_a_part_by_its_word() {
    let roadmap = "kind: roadmap\nid: plan\ndisciplines: [{ discipline: strategy }]";
    let assessment = |to: &str| {
        format!(
            "{roadmap}\n---\nkind: assessment\nid: a\nmodel: six-disciplines\ndate: 2026-01-01\nleads_to: [{to}]"
        )
    };
    assert_eq!(unknown(&program(&assessment("plan/strategy"))), []);
    assert_eq!(unknown(&program(&assessment("plan/social"))).len(), 1);
}
