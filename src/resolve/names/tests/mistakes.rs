use super::{program, rate};

#[test]
fn a_misspelt_column_is_underlined_alone_and_its_fix_and_definition_are_shown() {
    let checked = program(&rate("count: tenure_day >= 90"));
    let finding = checked.only();
    assert_eq!(finding.rule.name, "unknown-name");
    assert_eq!(checked.text(finding.at), "tenure_day");
    assert_eq!(checked.fix(finding), Some(("tenure_day".to_owned(), "tenure_days".to_owned())));
    assert_eq!(checked.text(finding.related[0].0), "tenure_days");
}

#[test]
fn inside_quotes_the_place_is_just_as_exact() {
    let checked = program(&rate("count: \"tenure_days >= 90 and used > 0.5\""));
    let finding = checked.only();
    assert_eq!(finding.rule.name, "expression-type");
    assert_eq!(checked.fix(finding), Some(("0.5".to_owned(), "50 %".to_owned())));
}

#[test]
fn in_a_folded_block_the_whole_field_is_shown_and_nothing_is_rewritten() {
    let checked = program(&rate("count: >\n  tenure_days >= 90\n  and used > 0.5"));
    let finding = checked.only();
    assert!(checked.text(finding.at).contains("tenure_days"), "{}", checked.text(finding.at));
    assert_eq!(finding.fix, None);
}

#[test]
fn a_share_and_money_are_never_added() {
    let checked = program(
        "kind: metric\nid: mixed\nfamily: mean\ndataset: answers\ndirection: up\nunit: money\nvalue: margin + used",
    );
    assert_eq!(checked.named(), [("expression-type", "margin + used".to_owned())]);
}

#[test]
fn money_of_another_currency_is_read_by_the_stated_rate() {
    let metric = "kind: metric\nid: fees\nfamily: mean\ndataset: answers\ndirection: up\nunit: money\nvalue: fee + 1 USD";
    assert_eq!(program(metric).named(), []);
    let unstated = metric.replace("1 USD", "1 EUR");
    assert_eq!(program(&unstated).only().rule.name, "expression-type");
}

#[test]
fn the_unit_of_a_metric_and_of_its_value_agree() {
    let metric = |unit: &str| {
        format!(
            "kind: metric\nid: m\nfamily: mean\ndataset: answers\ndirection: up\nunit: {unit}\nvalue: margin"
        )
    };
    assert_eq!(program(&metric("money")).named(), []);
    assert_eq!(program(&metric("share")).named(), [("expression-type", "margin".to_owned())]);
    let days = "kind: metric\nid: m\nfamily: mean\ndataset: answers\ndirection: up\nunit: duration\nvalue: days(joined_on, as_of)";
    assert_eq!(program(days).named(), []);
}

#[test]
fn nobody_is_blamed_for_a_name_that_could_not_be_read() {
    let dataset = "kind: dataset\nid: broken\ngrain: One row\ntable: t\ncolumns:\n  fine: { type: integer }\n  odd: { type: integre }";
    let metric = rate("count: odd > 3").replace("dataset: answers", "dataset: broken");
    assert_eq!(program(&format!("{dataset}\n---\n{metric}")).named(), []);
    let lost = rate("count: odd > 3").replace("dataset: answers", "dataset: nowhere");
    assert_eq!(program(&lost).named(), []);
}

#[test]
fn a_column_cannot_take_the_name_of_a_day() {
    let dataset = "kind: dataset\nid: d\ngrain: One row\ntable: t\ncolumns: { as_of: { type: date }, x: { type: integer } }";
    assert_eq!(program(dataset).named(), [("reserved-name", "as_of".to_owned())]);
}

#[test]
fn questions_and_steps_have_reserved_names_too() {
    let survey = "kind: survey\nid: s\ntype: pulse\nquestions: [{ id: channel, type: open, text: Where? }]";
    assert_eq!(program(survey).named(), [("reserved-name", "channel".to_owned())]);
    let playbook =
        "kind: playbook\nid: p\ntype: other\ntrigger: { survey: pulse }\nsteps: [{ id: stop, do: Stop }]";
    assert_eq!(program(playbook).named(), [("reserved-name", "stop".to_owned())]);
}
