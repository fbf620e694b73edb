use super::{program, rate};
use crate::model::Kind;
use crate::model::id::Id;

#[test]
fn a_formula_makes_the_metrics_it_names_used() {
    let metrics = format!(
        "{}\n---\nkind: metric\nid: double\nfamily: expression\nunit: share\ndirection: up\nformula: share-of * 2",
        rate("count: tenure_days >= 90")
    );
    let checked = program(&metrics);
    let used = |id: &str| {
        let index = checked.resolved.find(Kind::Metric, Id::new(id)).unwrap();
        checked.resolved.edges_to(index).any(|edge| edge.from != index)
    };
    assert!(used("share-of"));
    assert!(!used("double"));
    let unused = |id: &str| {
        checked.findings.iter().any(|f| f.rule.name == "unused-entity" && f.message.en.contains(id))
    };
    assert!(!unused("`share-of`") && unused("`double`"));
}

#[test]
fn metrics_that_are_computed_from_one_another_go_round_in_a_circle() {
    let metric = |id: &str, formula: &str| {
        format!("kind: metric\nid: {id}\nfamily: expression\nunit: number\ndirection: up\nformula: {formula}")
    };
    let checked = program(&format!("{}\n---\n{}", metric("a", "b + 1"), metric("b", "a * 2")));
    let circle = checked.findings.iter().find(|finding| finding.rule.name == "circular-reference").unwrap();
    assert!(circle.message.en.contains("a → b → a"), "{}", circle.message.en);
    assert_eq!(checked.text(circle.at), "b");
}

#[test]
fn a_condition_leads_to_columns_questions_and_the_entities_it_compares_with() {
    let checked = program(&rate("count: archetype = first-credit and tenure_days >= 90"));
    let metric = checked.resolved.find(Kind::Metric, Id::new("share-of")).unwrap();
    let ends: Vec<String> = checked
        .resolved
        .edges_from(metric)
        .iter()
        .filter(|edge| edge.field() == "count")
        .map(|edge| {
            let to = checked.resolved.entity(edge.to.entity().unwrap()).name();
            format!("{} → {to}", checked.text(checked.resolved.entity(metric).place(edge.at)))
        })
        .collect();
    assert_eq!(
        ends,
        [
            "archetype → dataset:answers",
            "first-credit → archetype:first-credit",
            "tenure_days → dataset:answers"
        ]
    );
}

#[test]
fn the_value_of_a_behavior_leads_to_the_business_models_that_want_it() {
    let model = "kind: business-model\nid: bank\nunit: Bank\nidentity: { statement: We help, asked: { with: pulse, answers: 3 } }\neconomic_behaviors: [stay]\nbaseline: { annual_customer_value: 850 MXN }";
    let other = model.replace("id: bank", "id: other").replace("[stay]", "[]");
    let behavior = "kind: economic-behavior\nid: stay\ntype: retention\nmetric: nps\ndirection: up\nvalue: annual_customer_value";
    let checked = program(&format!("{model}\n---\n{other}\n---\n{behavior}"));
    let stay = checked.resolved.find(Kind::EconomicBehavior, Id::new("stay")).unwrap();
    let ends: Vec<String> = checked
        .resolved
        .edges_from(stay)
        .iter()
        .filter(|edge| edge.field() == "value")
        .map(|edge| checked.resolved.entity(edge.to.entity().unwrap()).name())
        .collect();
    assert_eq!(ends, ["business-model:bank"]);
}

#[test]
fn a_formula_over_a_retired_metric_is_told() {
    let metrics = format!(
        "{}\nstatus: retired\n---\nkind: metric\nid: double\nfamily: expression\nunit: share\ndirection: up\nformula: share-of * 2",
        rate("count: tenure_days >= 90")
    );
    let checked = program(&metrics);
    let told = checked.findings.iter().find(|finding| finding.rule.name == "retired-reference").unwrap();
    assert_eq!(checked.text(told.at), "share-of");
}
