use super::{program, rate};
use crate::model::expression::Type;
use crate::model::metric::Metric;

#[test]
fn a_question_is_shown_by_earlier_answers_only() {
    let survey = |condition: &str| {
        format!(
            "kind: survey\nid: s\ntype: pulse\nquestions:\n  - {{ id: first, use: nps, subject: Us }}\n  - {{ id: second, type: open, text: Why?, show_when: {condition} }}\n  - {{ id: third, type: yes-no, text: Done? }}"
        )
    };
    assert_eq!(program(&survey("first <= 6")).named(), []);
    let later = program(&survey("third = true"));
    assert_eq!(later.named(), [("unknown-name", "third".to_owned())]);
    assert!(later.only().message.en.contains("asked later"), "{:?}", later.only().message);
    assert_eq!(later.text(later.only().related[0].0), "third");
    let own = program(&survey("second is answered"));
    assert!(own.only().message.en.contains("itself"), "{:?}", own.only().message);
}

#[test]
fn a_question_takes_its_scale_and_options_from_where_it_comes_from() {
    let shared = "kind: question\nid: mood\ntype: choice\ntext: How?\noptions: [{ id: good, text: Good }, { id: bad, text: Bad }]";
    let survey = |condition: &str| {
        format!(
            "{shared}\n---\nkind: survey\nid: s\ntype: pulse\nquestions:\n  - {{ id: how, use: mood }}\n  - {{ id: why, type: open, text: Why?, show_when: {condition} }}"
        )
    };
    assert_eq!(program(&survey("how = bad")).named(), []);
    let unknown = program(&survey("how = baad"));
    assert_eq!(unknown.fix(unknown.only()), Some(("baad".to_owned(), "bad".to_owned())));
}

#[test]
fn several_options_are_asked_for_with_includes() {
    let playbook = |condition: &str| {
        format!(
            "kind: playbook\nid: p\ntype: other\ntrigger: {{ survey: pulse, when: {condition} }}\nsteps: [{{ id: a, do: Act }}]"
        )
    };
    assert_eq!(program(&playbook("drivers includes speed")).named(), []);
    let equal = program(&playbook("drivers = speed"));
    assert_eq!(equal.fix(equal.only()).map(|fix| fix.1), Some("drivers includes speed".to_owned()));
}

#[test]
fn a_signal_is_the_survey_or_the_event_named_beside_it() {
    let playbook = |trigger: &str| {
        format!("kind: playbook\nid: p\ntype: other\ntrigger: {{ {trigger} }}\nsteps: [{{ id: a, do: Act }}]")
    };
    assert_eq!(program(&playbook("when: topic = delay, event: answers/late")).named(), []);
    assert_eq!(
        program(&playbook("survey: pulse, when: topic = delay")).named(),
        [("unknown-name", "topic".to_owned())]
    );
    let nothing = program(&playbook("every: month, when: topic = delay"));
    assert!(nothing.only().message.en.contains("nothing arrives"), "{:?}", nothing.only().message);
}

#[test]
fn a_case_knows_what_started_it_by_short_and_by_full_names() {
    let playbook = |until: &str| {
        format!(
            "kind: playbook\nid: p\ntype: other\ntrigger: [{{ survey: pulse }}, {{ event: answers/late }}]\nsteps: [{{ id: a, do: Act }}]\ndone_when: {until}"
        )
    };
    assert_eq!(program(&playbook("topic = delay and solved = true")).named(), []);
    assert_eq!(program(&playbook("pulse.recommend >= 9 or answers.tenure_days > 3")).named(), []);
    let ambiguous = program(&playbook("recommend >= 9"));
    assert!(
        ambiguous.only().message.en.contains("`pulse.recommend` or `answers.recommend`"),
        "{:?}",
        ambiguous.only().message
    );
}

#[test]
fn a_formula_names_metrics_and_has_their_unit() {
    let formula = |formula: &str| {
        format!(
            "{}\n---\nkind: metric\nid: twice\nfamily: expression\ndirection: up\nformula: {formula}",
            rate("count: tenure_days >= 90")
        )
    };
    let checked = program(&formula("share-of * 2"));
    assert_eq!(checked.named(), []);
    let metric = checked.resolved.all::<Metric>().find(|metric| metric.id().as_str() == "twice").unwrap();
    let typed = checked.resolved.expression(metric.index, metric.it.formula.span()).unwrap();
    assert_eq!(typed.ty, Type::Share);
    assert_eq!(super::super::metrics::value_type(&checked.resolved, metric), Some(Type::Share));
    assert_eq!(
        program(&formula("share-of + nps")).named(),
        [("expression-type", "share-of + nps".to_owned())]
    );
}

#[test]
fn bands_for_some_customers_look_at_the_cuts_of_the_metric() {
    let metric = |when: &str| {
        rate(&format!(
            "count: tenure_days >= 90\ncuts: [archetype]\nbands: [{{ name: all, from: 0 % }}]\nbands_by: [{{ when: {when}, bands: [{{ name: all, from: 0 % }}] }}]"
        ))
    };
    assert_eq!(program(&metric("archetype = first-credit")).named(), []);
    let no_cut = program(&metric("tenure_days > 3"));
    assert!(no_cut.only().message.en.contains("not a cut"), "{:?}", no_cut.only().message);
    let personal = program(&metric("person_id = 'x'"));
    assert!(personal.only().message.en.contains("personal data"), "{:?}", personal.only().message);
}

#[test]
fn parameters_of_a_library_kpi_are_metrics_columns_quantities_or_words() {
    let kpi = |with: &str| {
        format!(
            "kind: metric\nid: worth\nfamily: mean\nunit: money\ndataset: answers\ndirection: up\nvalue: margin\n---\n{}\n---\nkind: metric\nid: ltv\nuse: lifetime-value\nwith: {{ {with} }}",
            rate("count: tenure_days >= 90")
        )
    };
    let good = "margin: worth, retention: 100 % - share-of, discount: 12 %, first_margin: end";
    assert_eq!(program(&kpi(good)).named(), []);
    let word = program(&kpi(&good.replace("end", "ende")));
    assert_eq!(word.fix(word.only()), Some(("ende".to_owned(), "end".to_owned())));
    let key = program(&kpi(&good.replace("discount:", "discnt:")));
    assert_eq!(key.fix(key.only()), Some(("discnt".to_owned(), "discount".to_owned())));
    let unit = program(&kpi(&good.replace("12 %", "12")));
    assert_eq!(unit.named(), [("expression-type", "12".to_owned())]);
}

#[test]
fn a_policy_names_fields_those_inside_them_and_those_behind_a_reference() {
    let policy = |subject: &str, must: &str| {
        format!("kind: policy\nid: p\nfor: {subject}\nmust: {must}\nmessage: No\nlevel: warning")
    };
    for (subject, must) in [
        ("playbook/steps", "say is present and intent in (thank, contact)"),
        ("playbook", "control_group.share >= 10 % and closes_within <= 10 business days"),
        ("metric", "owner.manages = program and family != nps"),
        ("metric", "owner = lead"),
        ("survey", "consent.basis = consent"),
        ("dataset/columns", "pii = true or type = money"),
        ("metric", "tags includes board"),
    ] {
        assert_eq!(program(&policy(subject, must)).named(), [], "{must}");
    }
    let field = program(&policy("playbook", "closes_witin <= 10 days"));
    assert_eq!(field.fix(field.only()), Some(("closes_witin".to_owned(), "closes_within".to_owned())));
    let inside = program(&policy("metric", "owner.managed = program"));
    assert_eq!(inside.fix(inside.only()).map(|fix| fix.1), Some("owner.manages".to_owned()));
    assert_eq!(program(&policy("metric", "title.en is present")).only().rule.name, "unknown-name");
}

#[test]
fn the_value_of_a_behavior_is_money_over_the_baseline() {
    let behavior = |value: &str| {
        format!(
            "kind: economic-behavior\nid: stay\ntype: retention\nmetric: nps\ndirection: up\nvalue: {value}"
        )
    };
    assert_eq!(program(&behavior("annual_customer_value * 2")).named(), []);
    assert_eq!(program(&behavior("churn_rate")).named(), [("expression-type", "churn_rate".to_owned())]);
    assert_eq!(program(&behavior("anual_customer_value")).only().rule.name, "unknown-name");
}
