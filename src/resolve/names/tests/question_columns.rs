use super::program;

fn metric(question: &str, dataset: &str) -> String {
    format!("kind: metric\nid: m\nfamily: csat\ndataset: {dataset}\nquestion: {question}\ndirection: up")
}

#[test]
fn a_metric_of_answers_needs_the_one_column_that_holds_them() {
    let none = program(&metric("pulse/solved", "answers"));
    assert_eq!(none.named(), [("question-without-column", "pulse/solved".to_owned())]);
    assert_eq!(none.only().related.len(), 2);
    let twice = "kind: dataset\nid: twice\ngrain: One row\ntable: t\ncolumns:\n  a: { type: integer, question: pulse/recommend }\n  b: { type: integer, question: pulse/recommend }";
    let two = program(&format!("{twice}\n---\n{}", metric("pulse/recommend", "twice")));
    assert!(two.only().message.en.contains("`a`, `b`"), "{:?}", two.only().message);
}

#[test]
fn a_column_has_the_scale_of_its_question() {
    let dataset = |scale: &str| {
        format!(
            "kind: dataset\nid: d\ngrain: One row\ntable: t\ncolumns:\n  a: {{ type: integer, question: pulse/recommend, scale: {scale} }}"
        )
    };
    assert_eq!(program(&dataset("0..10")).named(), []);
    let wrong = program(&dataset("1..10"));
    assert_eq!(wrong.only().rule.name, "column-scale-differs");
    assert_eq!(wrong.fix(wrong.only()), Some(("1..10".to_owned(), "0..10".to_owned())));
}
