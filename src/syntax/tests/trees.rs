//! What a sound text becomes, byte by byte.

use super::{findings, outline, read};
use crate::syntax::{Node, Style};

fn spans<'t>(text: &'t str, node: Node<'_>, out: &mut Vec<&'t str>) {
    out.push(&text[node.span().range()]);
    node.items().for_each(|item| spans(text, item, out));
    for (key, value) in node.entries() {
        spans(text, key, out);
        spans(text, value, out);
    }
}

fn all_spans(text: &str) -> Vec<&str> {
    let (tree, _) = read(text);
    let mut out = Vec::new();
    tree.documents().for_each(|root| spans(text, root, &mut out));
    out
}

#[test]
fn spans_cover_what_was_written_and_nothing_else() {
    let text = "a: { b: [1, \"ñ\"], c: }\nd:\n  - é: 'q'\n";
    let expected = [
        "a: { b: [1, \"ñ\"], c: }\nd:\n  - é: 'q'",
        "a",
        "{ b: [1, \"ñ\"], c: }",
        "b",
        "[1, \"ñ\"]",
        "1",
        "\"ñ\"",
        "c",
        "",
        "d",
        "- é: 'q'",
        "é: 'q'",
        "é",
        "'q'",
    ];
    assert_eq!(all_spans(text), expected);
}

#[test]
fn a_block_of_text_ends_with_its_last_line_of_words() {
    let text = "a: |\n  hola\n  qué\n\n\nb: >-\n   x\n   y\n# c\nc: |\n";
    assert_eq!(all_spans(text)[2], "hola\n  qué");
    assert_eq!(all_spans(text)[4], "x\n   y");
    assert_eq!(outline(text), r#"{a: "hola\nqué\n", b: "x y", c: ""}"#);
}

#[test]
fn an_empty_value_stands_after_its_colon() {
    let text = "a:\nb: 1\n";
    let (tree, _) = read(text);
    let root = tree.documents().next().unwrap();
    assert_eq!(root.get("a").unwrap().span().start, 2);
    assert_eq!(root.get("a").unwrap().raw(), Some(""));
}

#[test]
fn every_document_of_a_file_has_a_root_and_empty_ones_have_none() {
    assert_eq!(outline("a: 1\n---\n---\n# nothing\n---\nb: 2\n...\nc: 3\n"), "{a: 1} --- {b: 2} --- {c: 3}");
    assert_eq!(outline("---\n---\n"), "");
    assert_eq!(outline("# only a comment"), "");
    assert_eq!(outline(""), "");
}

#[test]
fn comments_are_kept_in_order() {
    let text = "# uno\na: 1 # dos\nb:\n  # tres ñ\n  - c\n---\n# cuatro\n";
    let (tree, _) = read(text);
    let comments: Vec<&str> = tree.comments.iter().map(|c| &*c.text).collect();
    assert_eq!(comments, ["# uno", "# dos", "# tres ñ", "# cuatro"]);
    assert!(tree.comments.iter().all(|c| text[c.span.range()] == *c.text));
}

#[test]
fn long_rows_of_comments_are_nothing_special() {
    let text = format!("a:\n{}  - b\n", "  # a comment\n".repeat(500));
    assert_eq!((outline(&text), findings(&text).len()), (r#"{a: ["b"]}"#.to_owned(), 0));
}

#[test]
fn windows_line_ends_are_line_ends() {
    let text = "a: uno\r\nb:\r\n  - \"dos\"\r\nc: |\r\n  tres\r\n";
    assert_eq!(outline(text), r#"{a: "uno", b: ["dos"], c: "tres\n"}"#);
    assert_eq!(all_spans(text)[2], "uno");
}

#[test]
fn aliases_are_followed_and_never_copied() {
    let text = "a: &x [1, 2]\nb: *x\n";
    let (tree, found) = read(text);
    let root = tree.documents().next().unwrap();
    assert!(found.is_empty());
    let alias = root.get("b").unwrap();
    assert!(alias.is_alias());
    assert_eq!(&text[alias.span().range()], "*x");
    assert_eq!(alias.items().count(), 2);
}

#[test]
fn the_core_tags_say_how_a_value_is_read() {
    assert_eq!(
        outline("a: !!str 1\nb: !!int \"2\"\nc: !!map {}\nd: !!str\n"),
        r#"{a: "1", b: 2, c: {}, d: ""}"#
    );
    assert!(findings("a: !!str 1\nb: !!seq [x]\n").is_empty());
}

#[test]
fn a_key_that_is_there_twice_counts_with_its_last_value() {
    let (tree, found) = read("a: 1\nb: 2\na: 3\n");
    assert_eq!(tree.documents().next().unwrap().get("a").unwrap().raw(), Some("3"));
    assert_eq!(found.len(), 1);
    assert_eq!((found[0].at.span.start, found[0].related[0].0.span.start), (10, 0));
}

#[test]
fn merged_fields_are_read_and_named() {
    let text = "- &b { id: a, x: 1 }\n- { <<: *b, id: c }\n";
    assert_eq!(outline(text), r#"[{id: "a", x: 1}, {id: "c", x: 1}]"#);
    assert_eq!(findings(text), ["2:5 merge-key `<<` copia campos de otro lugar"]);
}

#[test]
fn styles_tell_how_a_text_was_written() {
    let (tree, _) = read("[a, 'b', \"c\"]\n---\n|\n d\n");
    let style = |n: Node<'_>| n.style();
    let list: Vec<_> = tree.documents().next().unwrap().items().map(style).collect();
    assert_eq!(list, [Some(Style::Plain), Some(Style::Quoted), Some(Style::Quoted)]);
    assert_eq!(tree.documents().nth(1).unwrap().style(), Some(Style::Block));
}

#[test]
fn references_that_grow_without_bound_stop_at_a_hundred_thousand_values() {
    let mut text = "a: &a [x, x, x, x, x, x, x, x, x]\n".to_owned();
    for (name, before) in ('b'..='i').zip('a'..) {
        text += &format!("{name}: &{name} [{}]\n", vec![format!("*{before}"); 9].join(", "));
    }
    let found = findings(&text);
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(found[0].contains("yaml-alias"));
}

#[test]
fn a_chain_of_references_has_a_bottom() {
    let mut text = "- &a0 [x]\n".to_owned();
    for i in 1..5000 {
        text += &format!("- &a{i} [*a{}]\n", i - 1);
    }
    assert_eq!(findings(&text).len(), 1);
    assert!(outline(&text).len() < 1_000_000);
}
