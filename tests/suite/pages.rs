//! Every rule has a page in both languages, with examples that can be read.

use senda::analyze::all_rules;
use senda::analyze::rules::ALL;
use senda::diagnostic::{Lang, RuleInfo};

/// The fenced YAML blocks of a page.
fn examples(page: &str) -> Vec<String> {
    let mut blocks = Vec::new();
    let mut lines = page.lines();
    while let Some(line) = lines.next() {
        if line.trim() == "```yaml" {
            blocks
                .push(lines.by_ref().take_while(|line| line.trim() != "```").collect::<Vec<_>>().join("\n"));
        }
    }
    blocks
}

fn pages() -> impl Iterator<Item = (&'static RuleInfo, Lang, String)> {
    all_rules().into_iter().flat_map(|info| Lang::ALL.map(|lang| (info, lang, info.page.text(lang))))
}

#[test]
fn names_are_kebab_case_and_unique() {
    let names: Vec<&str> = all_rules().iter().map(|info| info.name).collect();
    for name in &names {
        assert!(
            name.split('-')
                .all(|word| !word.is_empty()
                    && word.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit())),
            "{name}"
        );
    }
    assert!(names.windows(2).all(|pair| pair[0] < pair[1]), "{names:?}");
}

#[test]
fn every_page_says_in_one_sentence_what_it_is_about() {
    for (info, lang, _) in pages() {
        let summary = info.page.summary(lang);
        assert!(summary.len() > 20 && summary.ends_with('.'), "{} in {lang:?}: {summary}", info.name);
    }
}

#[test]
fn every_page_says_more_than_what_it_finds() {
    let bare: Vec<String> = pages()
        .filter(|(_, _, page)| page.split("\n\n").count() < 2)
        .map(|(info, lang, _)| format!("{} in {}", info.name, lang.code()))
        .collect();
    assert!(bare.is_empty(), "neither why nor what to do: {bare:#?}");
}

#[test]
fn the_page_of_a_practice_rule_has_a_bad_and_a_good_example_that_are_yaml() {
    // What goes wrong with policies is shown on the page `policy`.
    for rule in ALL.iter().filter(|rule| !rule.info.name.starts_with("policy-")) {
        for lang in Lang::ALL {
            let page = rule.info.page.text(lang);
            let blocks = examples(&page);
            assert!(blocks.len() >= 2, "{} in {}: {} examples", rule.info.name, lang.code(), blocks.len());
            for block in blocks {
                let read = serde_yaml::from_str::<serde_json::Value>(&block);
                assert!(read.is_ok(), "{} in {}: {block}\n{read:?}", rule.info.name, lang.code());
            }
        }
    }
}

#[test]
fn both_languages_of_a_page_have_the_same_paragraphs() {
    for info in all_rules() {
        let [en, es] = Lang::ALL.map(|lang| info.page.text(lang));
        assert_ne!(en, es, "{}", info.name);
        let count = |page: &str| page.split("\n\n").count();
        assert_eq!(count(&en), count(&es), "{}", info.name);
    }
}

/// What a page names as its source: a line of its own, a year, a standard, a concept, a work in brackets.
fn names_a_source(why: &str) -> bool {
    let numbered = |mark: &str| {
        why.match_indices(mark)
            .any(|(at, _)| why[at + mark.len()..].starts_with(|c: char| c.is_ascii_digit()))
    };
    let year = |century: &str| {
        why.match_indices(century).any(|(at, _)| {
            let rest = &why[at + century.len()..];
            rest.len() >= 2 && rest.is_char_boundary(2) && rest[..2].bytes().all(|b| b.is_ascii_digit())
        })
    };
    let in_brackets = why.split('(').skip(1).filter_map(|it| it.split(')').next());
    let mut works = in_brackets.filter(|it| it.contains(|c: char| c.is_uppercase()));
    why.contains("Source: ")
        || why.contains("Fuente: ")
        || ["A", "B", "C", "D", "E"].into_iter().any(numbered)
        || year("19")
        || year("20")
        || works.next().is_some()
        || ["GDPR", "RGPD", "ISO ", "OMB", "AEPD", "LSSI"].iter().any(|name| why.contains(name))
}

#[test]
fn every_page_says_how_it_is_wrong_how_it_is_right_and_how_to_mend_it() {
    let words = |lang| match lang {
        Lang::En => [["Bad", "# bad"], ["Good", "# good"], ["How to fix it", "How to fix it"]],
        Lang::Es => [["Mal", "# mal"], ["Bien", "# bien"], ["Cómo corregirlo", "Cómo corregirlo"]],
    };
    let mut wanting = Vec::new();
    for (info, lang, page) in pages() {
        for forms in words(lang) {
            if !page.lines().any(|line| forms.iter().any(|form| line.starts_with(form))) {
                wanting.push(format!("{} in {}: {}", info.name, lang.code(), forms[0]));
            }
        }
    }
    assert!(wanting.is_empty(), "{wanting:#?}");
}

#[test]
fn the_page_of_a_practice_rule_names_its_source() {
    let mut wanting = Vec::new();
    for rule in senda::analyze::rules::ALL {
        for lang in Lang::ALL {
            let page = rule.info.page.text(lang);
            let example = ["\nBad", "\nMal"].iter().find_map(|mark| page.find(mark)).unwrap_or(page.len());
            if !names_a_source(&page[..example]) {
                wanting.push(format!("{} in {}", rule.info.name, lang.code()));
            }
        }
    }
    assert!(wanting.is_empty(), "{wanting:#?}");
}
