use super::{Counts, FORMATS, Look, MOST_SHOWN, Report, github, gitlab, human, json, junit, sarif};
use crate::diagnostic::{Diagnostic, Lang, Say, Severity, built_in_rules, say};
use crate::source::{At, FileId, Source, SourceMap, Span};

built_in_rules! {
    LOST = "lost-step" Correctness Error { en: "A step leads nowhere.", es: "Un paso no lleva a nada." }
    LATE = "stale-evidence" Continuity Warning { en: "Evidence is old.", es: "La evidencia es vieja." }
    HINT = "short-name" Style Info { en: "A name is short.", es: "Un nombre es corto." }
}

const LOOK: Look = Look { lang: Lang::Es, width: 80, color: false, unicode: true };

fn sources(files: &[(&str, &str)]) -> SourceMap {
    SourceMap::new(files.iter().map(|(path, text)| Source::new(*path, *text)).collect())
}

fn at(file: u32, start: usize, end: usize) -> At {
    At { file: FileId(file), span: Span::new(start, end) }
}

fn lost(at: At) -> Diagnostic {
    Diagnostic::new(&LOST, at, say!(en: "there is no step `b`", es: "no hay un paso `b`"))
}

#[test]
fn the_rules_of_these_tests_have_pages() {
    assert!(RULES.iter().all(|rule| !rule.page.text(Lang::Es).is_empty()));
}

#[test]
fn a_finding_shows_its_lines_and_how_they_should_be() {
    let sources = sources(&[("j.yaml", "uno: 1\nañb: x\ntres: 3\n")]);
    let finding = lost(at(0, 13, 14))
        .here(say!(en: "named here", es: "nombrado aquí"))
        .help(say!(en: "Write:\n  añb: y", es: "Escribe:\n  añb: y"));
    let expected = "\
error: lost-step

  × no hay un paso `b`
   ╭─[j.yaml:2:6]
 1 │ uno: 1
 2 │ añb: x
   ·      ┬
   ·      ╰── nombrado aquí
 3 │ tres: 3
   ╰────
  ayuda: Escribe:
           añb: y

1 error.
";
    assert_eq!(human(&[finding], &sources, LOOK), expected);
}

#[test]
fn without_unicode_the_drawing_is_ascii_and_without_color_there_are_no_codes() {
    let sources = sources(&[("j.yaml", "a: b\n")]);
    let finding = [lost(at(0, 3, 4))];
    let plain = human(&finding, &sources, Look { unicode: false, lang: Lang::En, ..LOOK });
    assert!(plain.is_ascii(), "{plain}");
    assert!(!plain.contains('\u{1b}'));
    assert!(human(&finding, &sources, Look { color: true, ..LOOK }).contains('\u{1b}'));
}

#[test]
fn the_other_end_is_shown_where_it_stands() {
    let far = "x: 1\n".repeat(40);
    let sources = sources(&[("a.yaml", &far), ("b/c.yaml", "id: b\n")]);
    let finding = lost(at(0, 0, 1))
        .related(at(0, 5, 6), say!(en: "near", es: "cerca"))
        .related(at(0, 150, 151), say!(en: "far below", es: "lejos abajo"))
        .related(at(1, 4, 5), say!(en: "in the other file", es: "en el otro archivo"));
    let drawn = human(&[finding], &sources, LOOK);
    assert!(drawn.contains("╰── cerca"), "{drawn}");
    assert!(drawn.contains("lejos abajo\n    ╭─[a.yaml:31:1]"), "{drawn}");
    assert!(drawn.contains("en el otro archivo\n   ╭─[b/c.yaml:1:5]"), "{drawn}");
}

#[test]
fn a_line_of_a_megabyte_is_cut_around_the_place() {
    let text = format!("a: {}\u{1b}[31m?{}\n", "ñ".repeat(200_000), "x".repeat(200_000));
    let start = text.find('?').unwrap();
    let sources = sources(&[("long.yaml", &text)]);
    let drawn = human(&[lost(at(0, start, start + 1))], &sources, LOOK);
    assert!(drawn.len() < 2_000, "{}", drawn.len());
    assert!(drawn.contains("[long.yaml:1:200009]"), "{drawn}");
    assert!(!drawn.contains('\u{1b}'));
}

#[test]
fn a_tall_place_is_shown_by_its_first_line() {
    let text = "a:\n".to_owned() + &"  - b\n".repeat(50);
    let sources = sources(&[("a.yaml", &text)]);
    let drawn = human(&[lost(at(0, 0, text.len() - 1))], &sources, LOOK);
    assert!(drawn.lines().count() < 15, "{drawn}");
}

#[test]
fn every_place_of_a_file_can_be_shown() {
    for text in ["", "\n", "a", "a\n", "ñ\r\n😀\r\n", "\t\ta: b\n\n\n"] {
        let sources = sources(&[("a.yaml", text)]);
        for start in (0..=text.len()).filter(|i| text.is_char_boundary(*i)) {
            for end in (start..=text.len()).filter(|i| text.is_char_boundary(*i)) {
                let drawn = human(&[lost(at(0, start, end)).here(Say::same("x"))], &sources, LOOK);
                assert!(
                    drawn.contains("a.yaml") && !drawn.contains("Failed"),
                    "{text:?} {start}..{end}\n{drawn}"
                );
            }
        }
    }
}

#[test]
fn two_hundred_findings_are_drawn_and_the_rest_is_counted() {
    let text = "a: b\n".repeat(300);
    let sources = sources(&[("a.yaml", &text)]);
    let findings: Vec<_> = (0..300).map(|i| lost(at(0, i * 5, i * 5 + 1))).collect();
    let drawn = human(&findings, &sources, LOOK);
    assert_eq!(drawn.matches("error: lost-step").count(), MOST_SHOWN);
    assert!(drawn.ends_with("No se muestran 100 hallazgos más.\n300 errores.\n"));
}

#[test]
fn a_finding_in_a_large_file_shows_its_lines_and_not_the_file() {
    let text = "clave: un valor de todos los días\n".repeat(150_000);
    let line = text.len() / 150_000;
    let sources = sources(&[("a.yaml", &text)]);
    let drawn = human(&[lost(at(0, 140_000 * line + 3, 140_000 * line + 8))], &sources, LOOK);
    assert!(drawn.contains("a.yaml:140001:4") && drawn.lines().count() < 20, "{drawn}");
}

#[test]
fn what_the_date_decided_is_counted_apart() {
    let sources = sources(&[("a.yaml", "a: b\n")]);
    let late = || Diagnostic::new(&LATE, at(0, 0, 1), Say::same("old")).on_this_day();
    let hint = Diagnostic::new(&HINT, at(0, 0, 1), Say::same("short"));
    let drawn = human(&[lost(at(0, 0, 1)), late(), late(), hint], &sources, LOOK);
    assert!(drawn.contains("aviso: stale-evidence (por la fecha)"));
    assert!(drawn.ends_with("1 error, 1 nota.\nPor la fecha: 2 avisos.\n"), "{drawn}");
    let drawn = human(&[late()], &sources, Look { lang: Lang::En, ..LOOK });
    assert!(drawn.ends_with("Nothing to report on the files as such.\nBecause of the date: 1 warning.\n"));
    assert_eq!(human(&[], &sources, LOOK), "Nada que señalar.\n");
}

#[test]
fn the_json_is_what_its_schema_says() {
    let schema = include_str!("../../../schemas/diagnostics.schema.json");
    let schema: serde_json::Value = serde_json::from_str(schema).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    let sources = sources(&[("a.yaml", "añ: b\nc: d\n"), ("b/c.yaml", "id: b\n")]);
    let findings = [
        lost(at(0, 5, 6))
            .help(say!(en: "Write c.", es: "Escribe c."))
            .entity("journey:x")
            .related(at(1, 4, 5), say!(en: "the step", es: "el paso"))
            .fix(true, vec![(at(0, 5, 6), "c".into())]),
        Diagnostic::new(&HINT, at(1, 0, 0), Say::same("short")).severity(Severity::Warning),
    ];
    let written = json(&findings, &sources, Lang::Es, Counts { files: 2, entities: 1 });
    let errors: Vec<_> = validator.iter_errors(&written).map(|e| e.to_string()).collect();
    assert!(errors.is_empty(), "{errors:?}");
    let first = &written["diagnostics"][0];
    assert_eq!((&first["line"], &first["column"], &first["end_column"]), (&1.into(), &5.into(), &6.into()));
    assert_eq!(first["message"], "no hay un paso `b`");
    assert_eq!(first["related"][0]["file"], "b/c.yaml");
    assert_eq!(written["diagnostics"][1]["fix"], serde_json::Value::Null);
    assert_eq!(written["summary"]["warnings"], 1);
    let mut open = written.clone();
    open["diagnostics"][0]["extra"] = 1.into();
    assert!(!validator.is_valid(&open));
    open["diagnostics"][0].as_object_mut().unwrap().remove("extra");
    open["diagnostics"][0].as_object_mut().unwrap().remove("line");
    assert!(!validator.is_valid(&open));
}

#[test]
fn annotations_are_escaped_and_carry_their_place() {
    let sources = sources(&[("a,b.yaml", "x: 1\ny: 2\n")]);
    let finding = Diagnostic::new(&LOST, at(0, 3, 4), Say::same("100 %\nlost")).help(Say::same("Write: y"));
    let tall = lost(at(0, 0, 9));
    assert_eq!(
        github(&[finding, tall], &sources, Lang::Es, "cx/"),
        "::error file=cx/a%2Cb.yaml,line=1,col=4,endLine=1,endColumn=5,title=lost-step::100 %25%0Alost%0AWrite: y\n\
         ::error file=cx/a%2Cb.yaml,line=1,endLine=2,title=lost-step::no hay un paso `b`\n"
    );
}

#[test]
fn ten_annotations_of_a_kind_errors_first() {
    let sources = sources(&[("a.yaml", "a: b\n")]);
    let mut findings: Vec<_> =
        (0..3).map(|_| Diagnostic::new(&HINT, at(0, 0, 1), Say::same("short"))).collect();
    findings.extend((0..11).map(|_| lost(at(0, 0, 1)).severity(Severity::Error)));
    // What stops a build is shown, wherever it stands.
    let opinion = Diagnostic::new(&LATE, at(0, 0, 1), Say::same("old")).severity(Severity::Error);
    findings.insert(0, opinion);
    let written = github(&findings, &sources, Lang::En, "");
    let lines: Vec<&str> = written.lines().collect();
    assert_eq!(lines.iter().filter(|l| l.starts_with("::error ")).count(), 10);
    assert!(lines[..10].iter().all(|line| line.contains("title=lost-step")), "{written}");
    assert!(lines[10].starts_with("::notice "));
    let rest = "Without an annotation here, because GitHub shows 10 of each kind: 2 errors";
    assert_eq!(lines.last(), Some(&rest));
}

fn report<'r>(diagnostics: &'r [Diagnostic], sources: &'r SourceMap) -> Report<'r> {
    let look = Look { lang: Lang::En, ..LOOK };
    let fails = &|it: &Diagnostic| it.severity >= Severity::Error;
    let counts = Counts::default();
    Report { diagnostics, sources, look, counts, folder: "cx/", fails, run: "senda", earlier: None }
}

/// A finding with a fix, one with another end, one that is only a hint.
fn one_of_each() -> (SourceMap, Vec<Diagnostic>) {
    let sources = sources(&[("año 1.yaml", "uno: 1\nañb: x\n"), ("b.yaml", "id: b\n")]);
    let fixed = lost(at(0, 13, 14)).fix(false, vec![(at(0, 13, 14), "y".into()), (at(1, 4, 5), "c".into())]);
    let related = Diagnostic::new(&LATE, at(0, 0, 3), Say::same("old"))
        .related(at(1, 4, 5), Say::same("the other"))
        .entity("journey:b");
    (
        sources,
        vec![
            fixed.help(Say::same("Write: y")),
            related,
            Diagnostic::new(&HINT, at(1, 0, 2), Say::same("<b>")),
        ],
    )
}

#[test]
fn sarif_names_rules_places_fixes_and_fingerprints() {
    let (sources, findings) = one_of_each();
    let written = sarif(&report(&findings, &sources));
    let run = &written["runs"][0];
    let rules: Vec<_> = run["tool"]["driver"]["rules"].as_array().unwrap().iter().collect();
    assert_eq!(
        rules.iter().map(|r| r["id"].as_str().unwrap()).collect::<Vec<_>>(),
        ["lost-step", "short-name", "stale-evidence"]
    );
    assert_eq!(rules[0]["help"]["markdown"], "A step leads nowhere.");
    let results = run["results"].as_array().unwrap();
    for result in results {
        let index = usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap();
        assert_eq!(result["ruleId"], rules[index]["id"]);
        assert_eq!(result["partialFingerprints"]["senda/v1"].as_str().unwrap().len(), 16);
    }
    let first = &results[0];
    let place = &first["locations"][0]["physicalLocation"];
    assert_eq!(place["artifactLocation"]["uri"], "cx/a%C3%B1o%201.yaml");
    assert_eq!(
        place["region"],
        serde_json::json!({"startLine": 2, "startColumn": 6, "endLine": 2, "endColumn": 7})
    );
    let files = first["fixes"][0]["artifactChanges"].as_array().unwrap();
    assert_eq!(files.len(), 2);
    assert_eq!(files[1]["replacements"][0]["insertedContent"]["text"], "c");
    assert_eq!(results[1]["locations"][0]["logicalLocations"][0]["fullyQualifiedName"], "journey:b");
    assert_eq!(results[1]["relatedLocations"][0]["message"]["text"], "the other");
    let levels: Vec<_> = results.iter().map(|r| r["level"].as_str().unwrap()).collect();
    assert_eq!(levels, ["error", "warning", "note"]);
}

#[test]
fn gitlab_has_a_path_a_line_and_a_fingerprint_for_each() {
    let (sources, findings) = one_of_each();
    let written = gitlab(&report(&findings, &sources));
    let severities: Vec<_> = written.as_array().unwrap().iter().map(|it| it["severity"].clone()).collect();
    assert_eq!(severities, ["critical", "minor", "info"]);
    assert_eq!(written[0]["location"], serde_json::json!({"path": "cx/año 1.yaml", "lines": {"begin": 2}}));
    assert_ne!(written[0]["fingerprint"], written[1]["fingerprint"]);
}

#[test]
fn junit_fails_what_the_run_fails_and_a_clean_run_is_no_empty_report() {
    let (sources, findings) = one_of_each();
    let written = junit(&report(&findings, &sources));
    assert!(written.contains("<testsuites name=\"senda\" tests=\"3\" failures=\"1\">"), "{written}");
    assert_eq!(written.matches("<failure ").count(), 1);
    assert!(written.contains("info: &lt;b&gt;"), "{written}");
    let odd = [Diagnostic::new(&HINT, at(1, 0, 2), Say::same("a\u{1b}[1m & \"b\"\nc"))];
    let strict = junit(&Report { fails: &|_| true, ..report(&odd, &sources) });
    assert!(strict.contains("message=\"a?[1m &amp; &quot;b&quot;&#10;c\""), "{strict}");
    let clean = junit(&report(&[], &sources));
    assert!(clean.contains("tests=\"1\" failures=\"0\""), "{clean}");
}

#[test]
fn every_form_says_something_of_a_clean_program() {
    let sources = sources(&[("a.yaml", "a: b\n")]);
    for format in FORMATS.iter().filter(|format| format.name != "github") {
        assert!((format.render)(&report(&[], &sources)).len() > 1, "{}", format.name);
    }
}
