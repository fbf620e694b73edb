//! Whatever a file holds, reading it ends, and every position it gives exists.

use super::read;
use crate::diagnostic::render::{Look, human};
use crate::diagnostic::{Diagnostic, Lang};
use crate::source::{Source, SourceMap, Span};
use crate::syntax::{Node, decode_bytes, split_sentence};
use proptest::prelude::*;

const SOUND: &[&str] = &[
    "kind: survey\nid: nps\ntitle: { es: ¿Qué tal?, en: Hi }\nquestions:\n  - id: q1\n    text: \"Hola\"\n    scale: [0, 10]\n  - id: q2\n    text: >-\n      Dos líneas\n      de texto\n---\nkind: role\nid: ceo\n",
    "a: &x [1, 2]\nb: *x\nc: 'it''s'\nd: |\n  uno\n   dos\n# senda: allow(x)\ne:\n- f: g\n  h: ñ\n",
    "{ a: { b: [c, \"d\", 'e'] }, f: }\n",
];
const SIGNS: &str = "[]{}:,-?!&*#|>'\"%@`~ \t\n\r\\<=ñ¿😀ax1.\u{feff}\0";

fn holds(text: &str, span: Span) -> bool {
    text.get(span.range()).is_some()
}

fn walk(text: &str, node: Node<'_>, budget: &mut usize) -> bool {
    if *budget == 0 {
        return true;
    }
    *budget -= 1;
    let _ = split_sentence(node);
    holds(text, node.span())
        && node.items().all(|item| walk(text, item, budget))
        && node.entries().all(|(key, value)| walk(text, key, budget) && walk(text, value, budget))
}

fn speaks(text: &str, finding: &Diagnostic) -> bool {
    let said = Lang::ALL.iter().all(|lang| {
        !finding.message.in_lang(*lang).is_empty()
            && finding.help.as_ref().is_some_and(|h| !h.in_lang(*lang).is_empty())
    });
    let edits = finding.fix.iter().flat_map(|fix| &fix.edits).all(|(at, _)| holds(text, at.span));
    let filler = |said: &str| said.contains("xxxx") && !text.contains("xx");
    let mut shown = finding.fix.iter().flat_map(|fix| &fix.edits).map(|(_, by)| by.as_str());
    let honest = !shown.any(filler) && !finding.help.iter().any(|help| filler(&help.en));
    said && honest
        && edits
        && holds(text, finding.at.span)
        && finding.related.iter().all(|(at, _)| holds(text, at.span))
}

fn is_total(text: &str) -> Result<(), TestCaseError> {
    let (tree, found) = read(text);
    let mut budget = 100_000;
    prop_assert!(
        tree.documents().all(|root| walk(text, root, &mut budget)),
        "a span of the tree of {text:?}"
    );
    prop_assert!(tree.comments.iter().all(|c| holds(text, c.span)), "a comment of {text:?}");
    for finding in &found {
        prop_assert!(speaks(text, finding), "{finding:?} of {text:?}");
    }
    if text.len() < 1000 {
        let sources = SourceMap::new(vec![Source::new("a.yaml", text)]);
        let look = Look { lang: Lang::Es, width: 80, color: false, unicode: true };
        let drawn = human(&found, &sources, look);
        let codes = drawn.chars().any(|c| c.is_control() && !matches!(c, '\n' | '\t'));
        prop_assert!(!codes && !drawn.contains("Failed to read"), "{drawn}");
    }
    Ok(())
}

fn signs() -> impl Strategy<Value = String> {
    let sign = proptest::sample::select(SIGNS.chars().collect::<Vec<_>>());
    proptest::collection::vec(sign, 0..60).prop_map(|signs| signs.into_iter().collect())
}

/// A sound text with a few signs put in, taken out or doubled.
fn mutated() -> impl Strategy<Value = String> {
    let sign = proptest::sample::select(SIGNS.chars().collect::<Vec<_>>());
    let change = (any::<prop::sample::Index>(), 0..3u8, sign);
    (0..SOUND.len(), proptest::collection::vec(change, 1..6)).prop_map(|(which, changes)| {
        let mut text: Vec<char> = SOUND[which].chars().collect();
        for (at, how, sign) in changes {
            let at = at.index(text.len());
            match how {
                0 => text.insert(at, sign),
                1 => text[at] = sign,
                _ => drop(text.remove(at)),
            }
        }
        text.into_iter().collect()
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_can_be_read(text in "\\PC{0,80}") {
        is_total(&text)?;
    }

    #[test]
    fn any_heap_of_signs_can_be_read(text in signs()) {
        is_total(&text)?;
    }

    #[test]
    fn sound_texts_with_mistakes_can_be_read(text in mutated()) {
        is_total(&text)?;
    }

    #[test]
    fn any_bytes_are_text_or_have_a_reason(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        match decode_bytes(bytes) {
            Ok(text) => is_total(&text)?,
            Err(reason) => prop_assert!(holds(&reason.text, reason.span)),
        }
    }
}

#[test]
fn large_and_deep_texts_are_read_in_bounded_work() {
    for text in [
        "[".repeat(200_000),
        "{a: ".repeat(50_000),
        "- ".repeat(100_000),
        "a: \"x\n".repeat(30_000),
        "a: [\n".repeat(30_000),
        "a: b: c\n".repeat(30_000),
        "\ta: b\n".repeat(30_000),
        "<<<<<<< a\n".repeat(50_000),
        "---\na: @\n".repeat(10_000),
        " a\n".repeat(100_000),
        "x\n".repeat(50_000) + "y: z",
        "a: 'x\n".repeat(3) + &"b: \"\n".repeat(100_000),
    ] {
        assert!(is_total(&text).is_ok());
    }
}

#[test]
fn places_inside_of_a_character_are_moved_to_its_start() {
    for text in ["|1\n¿?¿,¿1#a\\\",😀?<", "k[ind: a\nq:\n  - id: |1\n  😀 text: \"Hola\"\n    b: c\n"]
    {
        assert!(is_total(text).is_ok());
    }
}
