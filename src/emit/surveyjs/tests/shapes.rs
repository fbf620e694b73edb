//! The elements that questions become.

use super::{build, program, survey};
use serde_json::{Value as Json, json};

/// The properties of an element besides its name and title.
fn shape(questions: &str, name: &str) -> Json {
    let mut element = build(&survey(questions)).element(name);
    let map = element.as_object_mut().unwrap();
    map.shift_remove("name");
    map.shift_remove("title");
    element
}

#[test]
fn nps_is_a_row_of_buttons_from_0_to_10_with_words_at_its_ends() {
    let nps = build(&survey("  - { id: recommend-us, use: nps, subject: el banco, required: true }\n"))
        .element("recommendUs");
    assert_eq!(
        nps,
        json!({
            "type": "rating",
            "name": "recommendUs",
            "title": {
                "default": "¿Qué probabilidad hay de que recomiendes el banco a un amigo o colega?",
                "es-MX": "¿Qué tan probable es que recomiendes el banco a un amigo o colega?"
            },
            "isRequired": true,
            "rateMin": 0,
            "rateMax": 10,
            "rateCount": 11,
            "autoGenerate": true,
            "displayMode": "buttons",
            "rateDescriptionLocation": "top",
            "minRateDescription": "Nada probable",
            "maxRateDescription": "Extremadamente probable"
        })
    );
}

#[test]
fn csat_has_a_word_on_each_of_its_five_buttons_and_ces_has_seven() {
    let csat = shape("  - { id: a, use: csat, subject: la visita }\n", "a");
    assert_eq!(csat["rateValues"][4], json!({"value": 5, "text": "Muy satisfecho"}));
    assert_eq!((csat["rateValues"].as_array().unwrap().len(), &csat["autoGenerate"]), (5, &json!(false)));
    let ces = shape("  - { id: a, use: ces, subject: la ventanilla }\n", "a");
    assert_eq!((&ces["rateMin"], &ces["rateMax"], &ces["rateCount"]), (&json!(1), &json!(7), &json!(7)));
    assert_eq!(ces["maxRateDescription"], "Totalmente de acuerdo");
}

#[test]
fn does_not_apply_is_one_more_button_and_counts_as_no_answer() {
    let questions = r#"
  - { id: speed, type: scale, text: "¿A?", scale: { points: 1..3, not_applicable: true } }
  - { id: why, type: open, text: "¿B?", show_when: not (speed = 3) }
"#;
    assert_eq!(
        shape(questions, "speed"),
        json!({
            "type": "rating", "autoGenerate": false,
            "rateValues": [1, 2, 3, {"value": "na", "text": "No aplica"}],
            "displayMode": "buttons"
        })
    );
    assert_eq!(
        shape(questions, "why")["visibleIf"],
        "({speed} notempty and {speed} <> 'na') and {speed} <> 3"
    );
}

#[test]
fn a_long_scale_is_a_number_between_its_ends() {
    let asked = shape(
        r#"  - { id: a, type: scale, text: "¿A?", scale: { points: 0..100, low: Nada, high: Todo } }"#,
        "a",
    );
    assert_eq!(
        asked,
        json!({
            "type": "text", "inputType": "number", "min": 0, "max": 100, "step": 1,
            "description": "0 = Nada; 100 = Todo"
        })
    );
}

const CHOICE: &str = r#"options: [{ id: price, text: P }, { id: words, text: O, other: true }, { id: none, text: N, exclusive: true }]"#;

#[test]
fn one_option_is_a_radio_group_and_several_are_checkboxes() {
    let one = shape(&format!("  - {{ id: a, type: choice, text: \"¿A?\", {CHOICE} }}\n"), "a");
    assert_eq!(
        one,
        json!({
            "type": "radiogroup",
            "choices": [{"value": "price", "text": "P"}, {"value": "none", "text": "N"}],
            "showOtherItem": true, "otherText": "O"
        })
    );
    let two = shape(&format!("  - {{ id: a, type: choice, multiple: 2, text: \"¿A?\", {CHOICE} }}\n"), "a");
    assert_eq!((&two["type"], &two["maxSelectedChoices"]), (&json!("checkbox"), &json!(2)));
    assert_eq!(two["choices"][1], json!({"value": "none", "text": "N", "isExclusive": true}));
    let all =
        shape(&format!("  - {{ id: a, type: choice, multiple: true, text: \"¿A?\", {CHOICE} }}\n"), "a");
    assert_eq!(all.get("maxSelectedChoices"), None);
}

#[test]
fn an_option_that_asks_for_words_is_stored_as_other_and_conditions_know_it() {
    let questions = format!(
        "  - {{ id: a, type: choice, text: \"¿A?\", {CHOICE} }}\n  - {{ id: b, type: open, text: \"¿B?\", show_when: \"a in (price, words)\" }}\n"
    );
    assert_eq!(shape(&questions, "b")["visibleIf"], "{a} notempty and {a} anyof ['price', 'other']");
}

#[test]
fn the_other_kinds_have_their_own_elements() {
    let questions = r#"
  - { id: yes, type: yes-no, text: "¿A?" }
  - { id: number, type: number, text: "¿B?" }
  - { id: day, type: date, text: "¿C?" }
  - { id: open, type: open, text: "¿D?" }
  - { id: order, type: ranking, text: "¿E?", options: [{ id: x, text: X }, { id: y, text: Y }] }
  - id: grid
    type: matrix
    required: true
    text: "¿F?"
    rows: [{ id: row-a, text: A }]
    scale: { points: 1..2, low: Poco, high: Mucho }
"#;
    assert_eq!(shape(questions, "yes"), json!({"type": "boolean"}));
    assert_eq!(shape(questions, "number"), json!({"type": "text", "inputType": "number"}));
    assert_eq!(shape(questions, "day"), json!({"type": "text", "inputType": "date"}));
    assert_eq!(shape(questions, "open"), json!({"type": "comment", "autoGrow": true}));
    assert_eq!(shape(questions, "order")["selectToRankEnabled"], true);
    assert_eq!(
        shape(questions, "grid"),
        json!({
            "type": "matrix", "isRequired": true,
            "columns": [{"value": 1, "text": "1 · Poco"}, {"value": 2, "text": "2 · Mucho"}],
            "rows": [{"value": "row-a", "text": "A"}],
            "eachRowRequired": true
        })
    );
}

#[test]
fn an_option_comes_and_goes_with_its_condition() {
    let questions = r#"
  - { id: a, type: yes-no, text: "¿A?" }
  - id: b
    type: choice
    text: "¿B?"
    options: [{ id: x, text: X }, { id: y, text: Y, show_when: not a }]
"#;
    assert_eq!(shape(questions, "b")["choices"][1]["visibleIf"], "{a} notempty and {a} = false");
}

#[test]
fn default_is_english_where_there_is_english_and_the_first_language_where_there_is_none() {
    let text = r#"  - { id: a, type: open, text: { es: "¿A?", en: "A?", fr: "A ?" } }"#;
    let title = |languages: &str| program(languages, &survey(text)).element("a")["title"].clone();
    assert_eq!(title("es, en"), json!({"default": "A?", "es": "¿A?"}));
    assert_eq!(title("es, fr"), json!({"default": "¿A?", "fr": "A ?"}));
    assert_eq!(title("es"), json!("¿A?"));
    let locale = |languages: &str| program(languages, &survey(text)).file("s.json").get("locale").cloned();
    assert_eq!((locale("es, en"), locale("en, es")), (Some(json!("es")), None));
}

#[test]
fn a_variant_says_only_what_differs_and_stands_for_a_language_that_has_nothing_else() {
    let both = r#"
  - { id: a, type: open, text: { es: "¿Qué quieres?", "es-MX:usted": "¿Qué quiere?" } }
  - { id: b, type: open, text: { es: "¿Más?" } }
"#;
    let built = build(&survey(both));
    assert_eq!(
        built.element("a")["title"],
        json!({"default": "¿Qué quieres?", "es-MX-usted": "¿Qué quiere?"})
    );
    assert_eq!(built.element("b")["title"], "¿Más?");
    let only = build(&survey(r#"  - { id: a, type: open, text: { "es:usted": "¿Qué quiere?" } }"#));
    assert_eq!(
        (&only.element("a")["title"], &only.file("s.json")["locale"]),
        (&json!("¿Qué quiere?"), &json!("es"))
    );
    assert_eq!(only.findings(), []);
}

#[test]
fn texts_repeat_answers_and_name_what_the_sender_knows() {
    let built = build(&survey(
        r#"
  - { id: our-score, type: scale, text: "¿A?", scale: { points: 0..10 } }
  - { id: why, type: open, text: "{{ customer.first_name }}, dijiste {{ answer.our-score }}: ¿por qué?" }
"#,
    ));
    assert_eq!(built.element("why")["title"], "{customer_first_name}, dijiste {ourScore}: ¿por qué?");
    assert_eq!(built.file("s.tests.json")["variables"], json!({"customer_first_name": "Ana"}));
}

#[test]
fn the_first_page_tells_what_the_answers_are_for_and_the_last_one_thanks() {
    let consent =
        "consent: { basis: consent, purpose: \"Mejorar <todo>\", retention: 1 year, transfer: [Chile] }\n";
    let built = build(&format!("{consent}{}", survey("  - { id: a, type: open, text: \"¿A?\" }\n")));
    let survey = built.file("s.json");
    let notice = &survey["pages"][0]["elements"][0];
    assert_eq!(notice["type"], "html");
    assert_eq!(
        notice["html"],
        "<p><strong>Para qué son las respuestas:</strong> Mejorar &lt;todo&gt;</p>\
         <p><strong>Base legal:</strong> consentimiento, que se da al responder</p>\
         <p><strong>Cuánto se guardan:</strong> 1 año</p>\
         <p><strong>A dónde se llevan:</strong> Chile</p>"
    );
    assert_eq!(survey["completedHtml"], "<h3>Gracias. Las respuestas quedaron guardadas.</h3>");
    assert_eq!(
        (&survey["clearInvisibleValues"], &survey["showProgressBar"]),
        (&json!("onHidden"), &json!(false)) // of one page, a bar says nothing
    );
}

#[test]
fn a_page_holds_what_fits_on_a_phone() {
    let open = |id: &str| format!("  - {{ id: {id}, type: open, text: \"¿{id}?\" }}\n");
    let matrix =
        "  - { id: m, type: matrix, text: \"¿M?\", rows: [{ id: r, text: R }], scale: { points: 1..3 } }\n";
    let questions: String = ["a", "b", "c", "d"].map(open).concat() + matrix + &open("e");
    let survey = build(&survey(&questions)).file("s.json");
    let names = |page: &Json| -> Vec<String> {
        page["elements"].as_array().unwrap().iter().map(|e| e["name"].as_str().unwrap().to_owned()).collect()
    };
    let pages: Vec<Vec<String>> = survey["pages"].as_array().unwrap().iter().map(names).collect();
    assert_eq!(pages, [vec!["a", "b", "c"], vec!["d"], vec!["m"], vec!["e"]]);
    assert_eq!(survey["showProgressBar"], true);
}
