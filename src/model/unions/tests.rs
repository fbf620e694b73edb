//! What the fields of several forms read as, and that their schemas accept it.

use super::*;
use crate::diagnostic::{Diagnostic, Lang};
use crate::model::metric::{Correlation, LevelRange, TargetOf};
use crate::model::playbook::{Gate, Outcome, ProtectedCase, Trigger};
use crate::model::question::SurveyQuestion;
use crate::model::reader::Reader;
use crate::model::schemas::Schemas;
use crate::model::test::GivenEvent;
use crate::model::value::Value;
use crate::schema::Checker;
use crate::source::FileId;
use crate::syntax;
use serde_json::json;

/// Reads one value. The schema must accept what reads without a finding.
fn read<T: Value>(yaml: &str) -> (Option<T>, Vec<Diagnostic>) {
    let file = FileId(0);
    let text = format!("it: {yaml}\n");
    let (tree, syntax_findings) = syntax::parse(file, &text);
    assert!(syntax_findings.is_empty(), "{yaml}: {syntax_findings:?}");
    let root = tree.documents().next().expect("one document");
    let node = root.get("it").expect("the value");
    let mut findings = Vec::new();
    let value = T::read(node, &mut Reader::new(file, &mut findings));
    let mut schemas = Schemas::new(Lang::En);
    let mut schema = T::schema(&mut schemas);
    schema["$defs"] = json!(schemas.into_definitions());
    let checker = Checker::new(&schema).expect("our schemas compile");
    let accepted = checker.accepts(node);
    assert!(accepted || !findings.is_empty(), "{yaml}: read in silence, and the schema rejects it");
    (value, findings)
}

fn good<T: Value>(yaml: &str) -> T {
    let (value, findings) = read::<T>(yaml);
    assert!(findings.is_empty(), "{yaml}: {findings:?}");
    value.expect("a value without a finding")
}

fn bad<T: Value>(yaml: &str) {
    let (_, findings) = read::<T>(yaml);
    assert!(!findings.is_empty(), "{yaml} should have a finding");
}

#[test]
fn a_condition_is_told_from_prose() {
    assert!(good::<ConditionOrText>("recommend >= 9").condition().is_some());
    assert!(good::<ConditionOrText>("open_complaints is null").condition().is_some());
    assert!(good::<ConditionOrText>("El cliente confirma que quedó resuelto").condition().is_none());
    assert!(good::<ConditionOrText>("{ es: Quedó resuelto, en: It is solved }").condition().is_none());
    bad::<ConditionOrText>("recommend >= ");
}

#[test]
fn a_deadline_may_depend_on_the_case() {
    assert!(matches!(good::<Within>("24 h"), Within::Always(_)));
    let Within::ByCase(cases) =
        good::<Within>("[{ when: recommend <= 3, within: 8 business hours }, { within: 24 h }]")
    else {
        panic!("a list is by case")
    };
    assert_eq!(cases.iter().filter(|case| case.when.is_absent()).count(), 1);
    bad::<Within>("3 days");
}

#[test]
fn a_word_wins_over_a_reference_and_a_condition() {
    assert!(good::<Scope>("surveys").word().is_some());
    assert_eq!(good::<Scope>("[relationship-survey, recover]").other().map(List::len), Some(2));
    assert_eq!(good::<Exclusion>("open complaint").word(), Some(ProtectedCase::OpenComplaint));
    assert!(good::<Exclusion>("tenure_days < 30").other().is_some());
    assert!(good::<Exempt>("nps-survey").other().is_some());
    bad::<Scope>("Encuesta de relación");
}

#[test]
fn a_short_outcome_is_one_without_words() {
    let short = good::<Outcome>("resolved");
    let long = good::<Outcome>("{ id: resolved, text: El cliente lo confirma }");
    assert_eq!(short.own_id().map(|(id, _)| id), long.own_id().map(|(id, _)| id));
    bad::<Outcome>("No resuelto");
}

#[test]
fn an_event_takes_the_columns_of_its_dataset() {
    let event = good::<GivenEvent>(
        "{ event: cases/opened, customer: c8, at: 2026-11-20T16:00, topic: unknown-charge, closed_on: null }",
    );
    assert_eq!(event.columns.entries().count(), 2);
    assert!(!event.customer.is_absent());
    bad::<GivenEvent>("{ event: cases/opened, customer: c8, at: 2026-11-20T16:00, Monto Total: 3 }");
    bad::<GivenEvent>("{ event: cases/opened, at: 2026-11-20T16:00 }");
}

#[test]
fn answers_keep_their_type() {
    assert!(matches!(good::<Answer>("9"), Answer::Whole(_)));
    assert!(matches!(good::<Answer>("9.5"), Answer::Number(_)));
    assert!(matches!(good::<Answer>("true"), Answer::Bool(true)));
    assert!(matches!(good::<Answer>("2026-11-20"), Answer::Text(_)));
    assert!(matches!(good::<Answer>("[clarity, speed]"), Answer::Options(_)));
    assert!(matches!(good::<Answer>("null"), Answer::None));
    bad::<Answer>("{ a: 1 }");
}

#[test]
fn a_policy_is_for_a_kind_or_the_parts_in_its_lists() {
    assert_eq!(good::<PolicyFor>("playbook/steps").spell(), "playbook/steps");
    assert_eq!(good::<PolicyFor>("contact-policy").part, None);
    bad::<PolicyFor>("playbook/pasos");
    bad::<PolicyFor>("encuesta");
}

#[test]
fn an_example_of_a_policy_is_named_or_written_out() {
    assert!(matches!(good::<PolicyExample>("recover-detractors/contact"), PolicyExample::Named(_)));
    let PolicyExample::Written(yaml) = good::<PolicyExample>("{ id: a, within: 24 h, rows: [1, 10.000] }")
    else {
        panic!("a map is written out")
    };
    assert_eq!(yaml.get("within").and_then(|it| it.raw()), Some("24 h"));
    assert_eq!(yaml.get("rows").map(|it| it.items()[1].raw()), Some(Some("10.000")));
    bad::<PolicyExample>("3");
}

#[test]
fn ranges_and_correlations_know_their_ends() {
    assert!(good::<LevelRange>("0 %..100 %").to.is_some());
    assert!(good::<LevelRange>("0 days..").to.is_none());
    assert!(good::<LevelRange>("-100 points..100 points").from.is_some());
    assert!(good::<LevelRange>("0.5..4.5").from.is_some());
    for wrong in ["100 %..0 %", "\"..\"", "0 %", "a..b"] {
        bad::<LevelRange>(wrong);
    }
    good::<Correlation>("-0.41");
    bad::<Correlation>("1.5");
}

#[test]
fn fields_that_exclude_or_need_one_another_are_reported() {
    good::<TargetOf>("{ value: 38 points, by: 2027-06-30 }");
    bad::<TargetOf>("{ value: 38 points }");
    bad::<TargetOf>("{ value: 38 points, by: 2027-06-30, always: true }");
    good::<Trigger>("{ metric: churn-rate, is: alert, for: 2 }");
    bad::<Trigger>("{ metric: churn-rate }");
    bad::<Trigger>("{ survey: a, lead: 60 days }");
    good::<Gate>("{ ask: ¿Quedó resuelto?, if_no: { go_to: escalate } }");
    bad::<Gate>("{ ask: ¿Quedó resuelto? }");
    good::<SurveyQuestion>("{ id: a, use: nps }");
    good::<SurveyQuestion>(
        "{ id: a, type: choice, multiple: true, text: ¿Qué pesó más?, options: [{ id: b, text: La claridad }] }",
    );
    bad::<SurveyQuestion>("{ id: a, type: choice, text: ¿Qué pesó más? }");
    bad::<SurveyQuestion>("{ id: a, use: nps, type: open, text: ¿Por qué? }");
}
