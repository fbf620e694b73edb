//! What people write, what they are told, and what of the file lives.

use super::{findings, fixed, outline};

/// One mistake in `text`: one finding, which says this, and the rest of the file is there.
fn one(text: &str, says: &str, rest: &str) {
    assert_eq!(findings(text), [says], "{text}");
    assert_eq!(outline(text), rest, "{text}");
}

/// The suggested edits leave nothing to say.
fn mended(text: &str, into: &str) {
    assert_eq!(fixed(text), into);
    assert_eq!(findings(into), [""; 0]);
}

const COLON: &str = "yaml-syntax este texto lleva dos puntos y un espacio, y YAML lee otra clave";

#[test]
fn a_colon_in_a_sentence() {
    one("id: a\ntext: Nota: x\nb: 1\n", &format!("2:7 {COLON}"), r#"{id: "a", text: !, b: 1}"#);
    one("- text: Nota: x\n  b: 1\n", &format!("1:9 {COLON}"), "[{text: !, b: 1}]");
    one("t: { es: Hola: amigo, en: Hi }\n", &format!("1:10 {COLON}"), r#"{t: {es: !, en: "Hi"}}"#);
    one("a: Hola\n  Nota: b\nc: 1\n", &format!("2:7 {COLON}"), "{a: !, c: 1}");
    mended("text: Nota: x # why\n", "text: \"Nota: x\" # why\n");
    mended("t: { es: Hola: \"amigo\", en: Hi }\n", "t: { es: 'Hola: \"amigo\"', en: Hi }\n");
}

#[test]
fn a_text_that_starts_with_a_sign() {
    let starts = |sign: &str| {
        format!("1:4 yaml-syntax un texto no puede comenzar con `{sign}`, que en YAML significa otra cosa")
    };
    for (value, sign) in
        [("@rol", "@"), ("%5", "%"), ("& b", "&"), ("!Ya! b", "!"), ("? b", "?"), (",b", ","), ("]b", "]")]
    {
        one(&format!("a: {value}\nb: 1\n"), &starts(sign), "{a: !, b: 1}");
        mended(&format!("a: {value}\n"), &format!("a: \"{value}\"\n"));
    }
    one(
        "a: [b, @c]\n",
        "1:8 yaml-syntax un texto no puede comenzar con `@`, que en YAML significa otra cosa",
        r#"{a: ["b", !]}"#,
    );
    one(
        "a: `b`\n",
        "1:4 yaml-syntax un texto no puede comenzar con una comilla invertida, que en YAML significa otra cosa",
        "{a: !}",
    );
}

#[test]
fn braces_of_a_template() {
    let says = "yaml-syntax para YAML `{{` abre un mapa: un texto con `{{ }}` va entre comillas";
    for value in ["{{ x }}", "{{ x }} hola", "{{x.y}}, hola"] {
        one(&format!("a: {value}\nb: 1\n"), &format!("1:4 {says}"), "{a: !, b: 1}");
        mended(&format!("a: {value}\n"), &format!("a: \"{value}\"\n"));
    }
    one("m: { say: Hola {{ c.f }}, b: 1 }\n", &format!("1:11 {says}"), "{m: {say: !, b: 1}}");
}

#[test]
fn emphasis_is_no_reference() {
    let text = "text: *importante* decirlo\nb: 1\n";
    one(
        text,
        "1:7 yaml-syntax un texto no puede comenzar con `*`: YAML lee una referencia y no un énfasis",
        "{text: !, b: 1}",
    );
    let text = "text: *importante*\nb: 1\n";
    one(
        text,
        "1:7 yaml-alias `*importante*` se lee como una referencia y no como un énfasis",
        "{text: !, b: 1}",
    );
    let text = "text: &más rápido que nadie\n";
    assert_eq!(
        findings(text),
        ["1:7 yaml-alias `&más` se lee como un nombre de lo que sigue, y no como parte del texto"]
    );
    mended(text, "text: \"&más rápido que nadie\"\n");
}

#[test]
fn references_that_lead_nowhere() {
    one("a: *b\nc: 1\n", "1:4 yaml-alias `*b` no apunta a nada: no hay un `&b` antes", "{a: !, c: 1}");
    one("a: &x [*x]\nc: 1\n", "1:8 yaml-alias `*x` está dentro de lo que repite", "{a: [!], c: 1}");
}

#[test]
fn tags_are_not_read() {
    let text = "a: !Importante leer\nb: !foo [c]\n";
    assert_eq!(findings(text).len(), 2);
    assert!(findings(text)[0].starts_with("1:4 yaml-tag `!Importante`"));
    mended("a: ! leer\n", "a: \"! leer\"\n");
}

#[test]
fn text_after_a_closing_quote() {
    let says = "yaml-syntax hay texto después de la comilla que cierra";
    one("a: \"Hola\" dijo\nb: 1\n", &format!("1:11 {says}"), "{a: !, b: 1}");
    one("a: ['b' c, d]\n", &format!("1:9 {says}"), r#"{a: [!, "d"]}"#);
    mended("a: \"Uno\" y \"dos\" # c\n", "a: '\"Uno\" y \"dos\"' # c\n");
    mended("a: 'it's here'\n", "a: \"it's here\"\n");
}

#[test]
fn a_quote_that_is_never_closed_is_said_once_and_where_it_opens() {
    let says = "1:4 yaml-syntax la comilla \" que se abre aquí no se cierra nunca";
    one("a: \"Hola\nb: 1\nc: \"x\"\n", says, r#"{a: !, b: 1, c: "x"}"#);
    one("a: \"Hola\n  dos: \"tres\" cosa\nb: 1\n", says, "{a: !, b: 1}");
    one("a: \"Hola\n---\nb: 1\n", says, "{a: !} --- {b: 1}");
    one(
        "a: [\"x, y]\nb: 1\n",
        "1:5 yaml-syntax la comilla \" que se abre aquí no se cierra nunca",
        "{a: !, b: 1}",
    );
    mended("a: 'Hola\nb: 1\n", "a: 'Hola'\nb: 1\n");
    mended("a: {b: \"x}\nc: 1\n", "a: {b: \"x\"}\nc: 1\n");
}

#[test]
fn a_bracket_that_is_never_closed() {
    one(
        "a: [b, c\nd: 1\n",
        "1:4 yaml-syntax el corchete `[` que se abre aquí no se cierra nunca",
        "{a: !, d: 1}",
    );
    one(
        "- { b: 1\n- { b: 2 }\n",
        "1:3 yaml-syntax la llave `{` que se abre aquí no se cierra nunca",
        "[!, {b: 2}]",
    );
    one("a: {", "1:4 yaml-syntax la llave `{` que se abre aquí no se cierra nunca", "{a: !}");
    one("a: [b]]\nc: 1\n", "1:7 yaml-syntax este `]` no cierra nada", "{a: !, c: 1}");
    one("a: [b}\nc: 1\n", "1:4 yaml-syntax lo que abre `[` lo cierra `}`", "{a: !, c: 1}");
    mended("a: { b: 1\nc: 1\n", "a: { b: 1 }\nc: 1\n");
}

#[test]
fn brackets_that_close_too_far_to_the_left_are_read_all_the_same() {
    one(
        "a: [\n  b,\n  c\n]\nd: 1\n",
        "4:1 yaml-syntax el cierre debe tener más sangría que su clave",
        r#"{a: ["b", "c"], d: 1}"#,
    );
    one(
        "a: \"uno\ndos\"\nb: 1\n",
        "2:1 yaml-syntax un texto que sigue abajo debe tener más sangría que su clave",
        r#"{a: "uno dos", b: 1}"#,
    );
    mended("a: {\n  b: c\n}\nd: [e,\nf]\n", "a: {\n  b: c\n }\nd: [e,\n  f]\n");
}

#[test]
fn brackets_in_a_sentence_between_braces() {
    one(
        "a: { when: x in [1,2], b: c }\n",
        "1:12 yaml-syntax un texto entre corchetes o llaves no puede llevar `[`",
        r#"{a: {when: !, b: "c"}}"#,
    );
    mended("{ when: x in [1,2] }\n", "{ when: \"x in [1,2]\" }\n");
    one("a: [\"x\" \"y\"]\nb: 1\n", "1:8 yaml-syntax falta una coma entre estos dos", "{a: [!], b: 1}");
    mended("a: {c: \"x\" d: 1}\n", "a: {c: \"x\", d: 1}\n");
}

#[test]
fn tabs_are_named_once_and_read_as_spaces() {
    let text = "x:\n\t- a\n\t- b\ny:\n\tz: 1\n";
    one(
        text,
        "2:1 yaml-syntax esta línea y 2 más tienen sangría con tabulador; YAML solo cuenta espacios",
        r#"{x: ["a", "b"], y: {z: 1}}"#,
    );
    mended(text, "x:\n  - a\n  - b\ny:\n  z: 1\n");
}

#[test]
fn a_missing_space() {
    let colon = "yaml-syntax falta un espacio después de los dos puntos";
    let dash = "yaml-syntax falta un espacio después de `-`";
    one("x: 1\na:b\ny: 2\n", &format!("2:2 {colon}"), "{x: 1, y: 2}");
    one("a:b\nx: 1\n", &format!("1:2 {colon}"), "{x: 1}");
    one("a:\n  -b\n  -c\nx: 1\n", &format!("2:3 {dash}"), "{a: !, x: 1}");
    one("a:\n  - b\n  -c\nx: 1\n", &format!("3:3 {dash}"), r#"{a: ["b"], x: 1}"#);
    mended("a:b\nc:d\n", "a: b\nc: d\n");
    mended("a:\n  -b\n  -c\n", "a:\n  - b\n  - c\n");
}

#[test]
fn indentation_that_fits_nowhere_names_the_columns() {
    let says = |line, column, other| {
        format!(
            "{line}:{column} yaml-syntax esta línea comienza en la columna {column}, y las líneas con las que puede ir comienzan en la columna {other}"
        )
    };
    one("a:\n    b: 1\n  c: 2\nd: 3\n", &says(3, 3, "1 o 5"), "{a: {b: 1}, d: 3}");
    one("a:\n  - b\n - c\nd: 3\n", &says(3, 2, "1 o 3"), r#"{a: ["b"], d: 3}"#);
    one("a:\n  - b: 1\n   c: 2\nd: 3\n", &says(3, 4, "3 o 5"), "{a: [{b: 1}], d: 3}");
    one("  a: 1\nb: 2\nc: 3\n", &says(2, 1, "3"), "{a: 1}");
    one("a: |\n  uno\n dos\nb: 1\n", &says(3, 2, "1 o 3"), r#"{a: "uno\n  \n", b: 1}"#);
    mended("a:\n    b: 1\n  c: 2\n", "a:\n    b: 1\n    c: 2\n");
}

#[test]
fn a_field_below_a_value() {
    one(
        "a: 1\n  b: 2\nc: 3\n",
        "2:3 yaml-syntax `b` está con sangría debajo de `a`, que ya tiene su valor",
        "{a: 1, c: 3}",
    );
    let text = "- b\n  - c\n- d\n";
    one(text, "2:3 yaml-syntax esta línea se lee como parte del texto de arriba, `b`", r#"[!, "d"]"#);
}

#[test]
fn lines_that_are_neither_field_nor_item() {
    let says = "yaml-syntax esta línea no es un campo (`clave: valor`) ni un elemento de lista (`- valor`)";
    one("a: 1\nesto no es nada\nb: 2\n", &format!("2:1 {says}"), "{a: 1, b: 2}");
    one("kind survey\nid: x\n", &format!("1:1 {says}"), r#"{id: "x"}"#);
    one(
        "- a\nb: c\n- d\n",
        "2:1 yaml-syntax hay un campo donde se espera un elemento de lista (`- …`)",
        r#"["a", "d"]"#,
    );
}

#[test]
fn a_list_beside_its_key() {
    one(
        "a: - b\nc: 1\n",
        "1:4 yaml-syntax una lista comienza en la línea siguiente a su clave",
        "{a: !, c: 1}",
    );
    one(
        "a: | b\nc: 1\n",
        "1:4 yaml-syntax después de `|` el texto comienza en la línea siguiente",
        "{a: !, c: 1}",
    );
}

#[test]
fn a_backslash_between_double_quotes() {
    one(
        "a: \"C:\\datos\"\nb: 1\n",
        "1:7 yaml-syntax `\\d` entre comillas dobles se lee como un carácter especial que no existe",
        "{a: !, b: 1}",
    );
    mended("a: \"C:\\x\"\n", "a: 'C:\\x'\n");
}

#[test]
fn signs_that_nobody_sees() {
    one("a: b\u{7}c\nd: 1\n", "1:5 yaml-syntax aquí hay un carácter invisible (U+0007)", "{a: !, d: 1}");
    let mark = "a: 1\n\u{feff}---\nb: 2\n";
    one(
        mark,
        "2:1 yaml-syntax aquí hay una marca invisible de orden de bytes, en medio del archivo",
        "{a: 1} --- {b: 2}",
    );
    mended(mark, "a: 1\n---\nb: 2\n");
}

#[test]
fn instructions_to_yaml_are_not_needed() {
    let text = "%YAML 1.2\n---\na: 1\n";
    one(
        text,
        "1:1 yaml-syntax una línea que comienza con `%` es una instrucción para YAML, y un programa no necesita ninguna",
        "{a: 1}",
    );
    mended(text, "\n---\na: 1\n");
}

#[test]
fn a_comma_that_splits() {
    let says = "split-sentence una coma entre corchetes o llaves parte esta frase";
    one("t: { es: ¿Hola, qué tal?, en: Hi }\n", &format!("1:10 {says}"), r#"{t: {es: !, en: "Hi"}}"#);
    one("t: { es: Uno, dos tres, y más, en: Hi }\n", &format!("1:10 {says}"), r#"{t: {es: !, en: "Hi"}}"#);
    mended("t: { es: ¿Hola, qué tal?, en: Hi }\n", "t: { es: \"¿Hola, qué tal?\", en: Hi }\n");
    mended("r: { budget: 3,200,000 MXN, a: [1,000, 2] }\n", "r: { budget: 3200000 MXN, a: [1000, 2] }\n");
    assert_eq!(findings("a: [100,200]\nb: { c: d, e }\n"), [""; 0]);
}

#[test]
fn nesting_has_a_limit() {
    let deep = format!("a: {}{}\nb: 1\n", "[".repeat(300), "]".repeat(300));
    one(&deep, "1:68 yaml-syntax esto tiene más de 64 niveles de anidamiento", "{a: !, b: 1}");
}

#[test]
fn keys_are_words() {
    one("a: 1\n[b]: 2\n", "2:1 odd-key una clave debe ser una palabra, no una lista ni un bloque", "{a: 1}");
    one("a: 1\n: 2\n", "2:1 odd-key una clave no tiene nombre", "{a: 1}");
}

#[test]
fn several_mistakes_are_all_found_in_one_run() {
    let text = "\
kind: survey
id: x
title: Uno: dos
questions:
  - id: q1
    text: \"Hola\" dijo
    options: [a, b
  - id: q2
    text: @x
    a:b
  - id: q3
    text: ok
end: {a: b: c}
";
    let places: Vec<String> =
        findings(text).iter().map(|f| f.split(' ').next().unwrap().to_owned()).collect();
    assert_eq!(places, ["3:8", "6:18", "7:14", "9:11", "10:6", "13:10"]);
    let rest = r#"{kind: "survey", id: "x", title: !, questions: [{id: "q1", text: !, options: !}, {id: "q2", text: !}, {id: "q3", text: "ok"}], end: {a: !}}"#;
    assert_eq!(outline(text), rest);
}

#[test]
fn lines_in_the_same_wrong_column_are_one_mistake() {
    let text = "a:\n   - id: b\n     c: 1\n  - id: d\n    c: 2\n  - id: e\n    c: 3\nf: 1\n";
    let says = "4:3 yaml-syntax esta línea comienza en la columna 3, y las líneas con las que puede ir comienzan en la columna 1 o 4";
    one(text, says, r#"{a: [{id: "b", c: 1}], f: 1}"#);
}

#[test]
fn a_key_is_not_twice_there_where_the_line_between_could_not_be_read() {
    let text = "- id: a\n  b: 1\n  id c\n  b: 2\n";
    assert_eq!(findings(text).len(), 1, "{:?}", findings(text));
}

#[test]
fn a_bracket_before_a_block_is_one_mistake() {
    let text = "a:\n  - id: b\n  {  c: d\n    e: f\n    g:\n      - { h: i }\n  - id: j\n";
    one(
        text,
        "3:3 yaml-syntax la llave `{` que se abre aquí no se cierra nunca",
        r#"{a: [{id: "b"}, {id: "j"}]}"#,
    );
}

#[test]
fn a_sign_too_many_between_brackets() {
    one("a: [b, , c]\nd: 1\n", "1:8 yaml-syntax no hay nada antes de este signo", r#"{a: ["b", "c"], d: 1}"#);
    one(
        "c: 1\nd: { a: Clie{ntes, b: 1 }\n",
        "2:9 yaml-syntax un texto entre corchetes o llaves no puede llevar `{`",
        "{c: 1, d: {a: !, b: 1}}",
    );
}

#[test]
fn a_note_that_lost_its_sign_is_one_mistake() {
    let text = "bands:    from and to\n  - { name: a, below: 20 }\n  - { name: b }\nc: 1\n";
    one(
        text,
        "2:3 yaml-syntax esta línea se lee como parte del texto de arriba, `from and to`",
        "{bands: !, c: 1}",
    );
}

#[test]
fn what_is_beyond_reading_is_counted() {
    let text = "a: 1\n".repeat(3000);
    let found = findings(&text);
    assert_eq!(found.len(), 1000);
    assert!(found[999].ends_with("hay 2000 hallazgos más en este archivo que no se listan"));
}

#[test]
fn a_block_that_lost_lines_says_so() {
    let (tree, _) = super::read("a:\n  b: 1\n  c:2\nd:\n  e: 1\nf:\n");
    let root = tree.documents().next().unwrap();
    let damaged = |key: &str| root.get(key).unwrap().is_damaged();
    assert!(root.is_damaged() && damaged("a"));
    assert!(!damaged("d"));
}
