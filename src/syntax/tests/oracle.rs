//! Another reader of YAML agrees on what sound texts say.

use super::read;
use crate::syntax::{Content, Node};
use serde_yaml::Value;

const TEXTS: &[&str] = &[
    "a: 1\nb: -2\nc: 1.5\nd: .inf\ne: 0x1F\nf: 1e3\n",
    "no: no\non: on\ny: y\ntime: 12:30\ncomma: 1,5\ndate: 2026-01-01\n",
    "a: ~\nb: null\nc:\nd: ''\ne: \"null\"\n",
    "t: true\nf: false\nyes: yes\nT: TRUE\n",
    "- a\n- - b\n  - c\n-\n  d: e\n  f: g\n",
    "a:\n- b\n- c\nd:\n  - e\n",
    "text: >-\n  Uno dos\n  tres\n\n  cuatro\nnext: |\n  a\n   b\n\n  c\n",
    "text: >+\n  a\n\nb: |+\n  c\n\n\nd: |-\n  e\n",
    "plain: uno\n  dos\n  tres\nquoted: \"uno\n  dos\\n tres\"\nsingle: 'it''s\n\n  two'\n",
    "esc: \"\\t\\u00e1\\x41\\\\ \\\"x\\\"\"\n",
    "{ a: [1, two, 'three'], b: { c: d, }, e: [] }\n",
    "a: &x { b: 1 }\nc: *x\nd: [*x, *x]\n",
    "es: ¿Qué pesó más?\nemoji: 😀\n'clave con espacios': x\n",
    "url: https://example.com/a?b=c#d\nhash: a#b\ncolon: a:b\n",
    "# c\na: 1 # d\n\n# e\nb: 2\n",
    "a: - \n",
    "a: --- b\nc: '---'\n",
    "!!str 12\n",
    "a: !!str 12\nb: !!int '7'\n",
    "\"quoted key\": 1\n? explicit\n: 2\n",
    "a: |2\n    two deep\n  one\nb: x\n",
    "- 'a'\n- \"b\"\n- c d\n- e, f\n- \"[g]\"\n",
    "when: recommend >= 9\nif: a == b\nshare: 35 %\nmoney: 850 MXN\n",
];

fn agrees(node: Node<'_>, value: &Value) -> bool {
    match (node.content(), value) {
        (Content::Null, Value::Null) => true,
        (Content::Bool(a), Value::Bool(b)) => a == *b,
        (Content::Integer(a), Value::Number(b)) => b.as_i64() == Some(a),
        (Content::Number(a), Value::Number(b)) => b.as_f64() == Some(a),
        (Content::Text(a), Value::String(b)) => a == b,
        (Content::List, Value::Sequence(list)) => {
            node.items().len() == list.len() && node.items().zip(list).all(|(a, b)| agrees(a, b))
        }
        (Content::Map, Value::Mapping(map)) => {
            node.entries().len() == map.len()
                && node.entries().zip(map).all(|((ka, a), (kb, b))| agrees(ka, kb) && agrees(a, b))
        }
        _ => false,
    }
}

#[test]
fn sound_texts_say_the_same_to_both_readers() {
    for text in TEXTS {
        let Ok(expected) = serde_yaml::from_str::<Value>(text) else { continue };
        let (tree, found) = read(text);
        let found: Vec<_> = found.iter().map(|d| &d.message.en).collect();
        assert!(found.is_empty(), "{text}\n{found:?}");
        let root = tree.documents().next().unwrap();
        assert!(agrees(root, &expected), "{text}\n{}\n{expected:?}", super::written(root));
    }
}

#[test]
fn nearly_all_of_the_texts_are_sound_to_both() {
    let sound = TEXTS.iter().filter(|text| serde_yaml::from_str::<Value>(text).is_ok()).count();
    assert!(sound + 2 >= TEXTS.len(), "{sound} of {}", TEXTS.len());
}
