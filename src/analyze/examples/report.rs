//! How tests came out, as people and machines read it.

use super::{Coverage, Outcome, Part, Tried, Verdict};
use crate::analyze::rules::{test_failed, test_undecided};
use crate::diagnostic::render::clean;
use crate::diagnostic::render::junit::{Case, Ending, Suite, test_report};
use crate::diagnostic::{Diagnostic, Lang, Say, Words, counted, say};
use crate::source::{At, SourceMap};
use serde_json::{Map, Value, json};
use std::fmt::Write;

/// What a report is made of.
pub struct Report<'r> {
    pub tried: &'r [Tried<'r>],
    pub coverage: &'r Coverage,
    pub sources: &'r SourceMap,
    pub lang: Lang,
    /// The language of a plain string.
    pub first_language: &'r str,
    /// Where the program stands in its repository, empty or with a `/` at its end.
    pub folder: &'r str,
    /// Whether what no test touches is listed in the text.
    pub untouched: bool,
}

impl Verdict {
    pub const ALL: [Self; 4] = [Self::Passed, Self::Failed, Self::Undecided, Self::Unread];

    pub fn name(self) -> &'static str {
        match self {
            Self::Passed => "passed",
            Self::Failed => "failed",
            Self::Undecided => "undecided",
            Self::Unread => "unread",
        }
    }

    fn mark(self) -> Words {
        match self {
            Self::Passed => Words { en: "passed", es: "pasó" },
            Self::Failed => Words { en: "FAILED", es: "FALLÓ" },
            Self::Undecided => Words { en: "OPEN", es: "ABIERTA" },
            Self::Unread => Words { en: "UNREAD", es: "ILEGIBLE" },
        }
    }

    fn counted(self, number: usize) -> Say {
        match self {
            Self::Passed => counted(number, ["passed", "passed"], ["pasó", "pasaron"]),
            Self::Failed => counted(number, ["failed", "failed"], ["falló", "fallaron"]),
            Self::Undecided => counted(
                number,
                ["cannot be told", "cannot be told"],
                ["no se puede decidir", "no se pueden decidir"],
            ),
            Self::Unread => counted(
                number,
                ["could not be read", "could not be read"],
                ["no se pudo leer", "no se pudieron leer"],
            ),
        }
    }
}

impl Report<'_> {
    fn place(&self, at: At) -> String {
        self.sources.describe(at)
    }

    fn title(&self, tried: &Tried<'_>) -> Option<String> {
        let text = tried.test.it.common.title.get()?;
        Some(text.reading(self.lang.code(), self.first_language).to_owned())
    }

    fn count(&self, verdict: Verdict) -> usize {
        self.tried.iter().filter(|tried| tried.verdict() == verdict).count()
    }

    /// All tests in one line.
    fn tally(&self) -> Say {
        let all = counted(self.tried.len(), ["test", "tests"], ["prueba", "pruebas"]);
        let counts: Vec<Say> = Verdict::ALL
            .into_iter()
            .map(|verdict| (verdict, self.count(verdict)))
            .filter(|(verdict, number)| *number > 0 || *verdict == Verdict::Passed)
            .map(|(verdict, number)| verdict.counted(number))
            .collect();
        let joined = |pick: fn(&Say) -> &str| counts.iter().map(pick).collect::<Vec<_>>().join(", ");
        say!(en: "{}: {}", all.en, joined(|it| &it.en); es: "{}: {}", all.es, joined(|it| &it.es))
    }
}

/// In the terminal: each test in a line, what came out otherwise below it; then what tests touch.
pub fn text(report: &Report<'_>) -> String {
    let lang = report.lang;
    let mut out = String::new();
    if report.tried.is_empty() {
        let words = say!(
            en: "There is no test in use. `senda new test NAME` starts one.",
            es: "No hay ninguna prueba en uso. `senda new test NOMBRE` empieza una."
        );
        let _ = writeln!(out, "{}", words.in_lang(lang));
    }
    let width = Verdict::ALL.map(|it| it.mark().in_lang(lang).chars().count()).into_iter().max().unwrap_or(0);
    for tried in report.tried {
        let mark = tried.verdict().mark().in_lang(lang);
        let title = report.title(tried).map(|title| format!("  {title}")).unwrap_or_default();
        let _ = writeln!(out, "{mark:<width$}  {}{title}", tried.test.id());
        for outcome in &tried.outcomes {
            out.push_str(&told(outcome, report));
        }
        if tried.verdict() == Verdict::Unread {
            let _ = writeln!(out, "  {}: {}", report.place(tried.test.entity.head()), unread().in_lang(lang));
        }
    }
    let _ = writeln!(out, "\n{}", report.tally().in_lang(lang));
    out.push_str(&coverage(report));
    clean(&out)
}

fn told(outcome: &Outcome, report: &Report<'_>) -> String {
    let lang = report.lang;
    let mut out = format!("  {}: {}\n", report.place(outcome.at), outcome.message.in_lang(lang));
    if let Some((expected, found)) = &outcome.between {
        let (wanted, came) = match lang {
            Lang::En => ("expected", "found"),
            Lang::Es => ("esperado", "encontrado"),
        };
        let width = wanted.len().max(came.len());
        let _ = writeln!(out, "    - {wanted:<width$}  {expected}");
        let _ = writeln!(out, "    + {came:<width$}  {found}");
    }
    let how = outcome.how.in_lang(lang);
    if !how.is_empty() {
        let _ = writeln!(out, "    {how}");
    }
    for (at, words) in &outcome.related {
        let _ = writeln!(out, "    {}: {}", words.in_lang(lang), report.place(*at));
    }
    out
}

fn coverage(report: &Report<'_>) -> String {
    let lang = report.lang;
    let head = say!(en: "Touched by tests", es: "Lo que tocan las pruebas");
    let mut out = format!("\n{}\n", head.in_lang(lang));
    let parts = || report.coverage.parts.iter();
    let width = parts().map(|part| part.aspect.title().in_lang(lang).chars().count()).max().unwrap_or(0);
    for part in parts() {
        let (touched, of, title) = (part.touched, part.of, part.aspect.title().in_lang(lang));
        let count = say!(en: "{touched} of {of}", es: "{touched} de {of}");
        let beyond = beyond(part).map(|words| format!("  ({})", words.in_lang(lang))).unwrap_or_default();
        let _ = writeln!(out, "  {title:<width$}  {}{beyond}", count.in_lang(lang));
        for (what, at) in part.untouched.iter().filter(|_| report.untouched) {
            let _ = writeln!(out, "    {} ({})", what.in_lang(lang), report.place(*at));
        }
    }
    if !report.untouched && parts().any(|part| !part.untouched.is_empty()) {
        let words = say!(en: "`--untouched` lists the rest", es: "`--untouched` enumera el resto");
        let _ = writeln!(out, "  {}", words.in_lang(lang));
    }
    out
}

/// What tests cannot touch of a part, and why.
fn beyond(part: &Part) -> Option<Say> {
    let number = part.beyond;
    (number > 0).then(|| {
        counted(
            number,
            ["more is out of a test's reach", "more are out of a test's reach"],
            ["más está fuera del alcance de una prueba", "más están fuera del alcance de una prueba"],
        )
    })
}

/// For programs: one JSON document, described by `schemas/test-results.schema.json`.
pub fn json(report: &Report<'_>) -> Value {
    let lang = report.lang;
    let tests: Vec<Value> = report
        .tried
        .iter()
        .map(|tried| {
            let mut one = Map::new();
            one.insert("id".into(), tried.test.id().as_str().into());
            one.insert("title".into(), report.title(tried).into());
            one.insert("verdict".into(), tried.verdict().name().into());
            one.extend(place(tried.test.entity.head(), report));
            one.insert("outcomes".into(), tried.outcomes.iter().map(|it| outcome(it, report)).collect());
            Value::Object(one)
        })
        .collect();
    let parts: Vec<Value> = report
        .coverage
        .parts
        .iter()
        .map(|part| {
            let untouched = part.untouched.iter().map(|(what, at)| with_place("what", what, *at, report));
            json!({
                "aspect": part.aspect.name(),
                "title": part.aspect.title().in_lang(lang),
                "touched": part.touched,
                "of": part.of,
                "beyond": part.beyond,
                "untouched": untouched.collect::<Vec<_>>(),
            })
        })
        .collect();
    let mut summary = Map::from_iter([("tests".to_owned(), report.tried.len().into())]);
    summary.extend(Verdict::ALL.map(|verdict| (verdict.name().to_owned(), report.count(verdict).into())));
    json!({"version": 1, "tests": tests, "coverage": parts, "summary": summary})
}

fn outcome(it: &Outcome, report: &Report<'_>) -> Value {
    let lang = report.lang;
    let mut out = Map::new();
    out.insert("message".into(), it.message.in_lang(lang).into());
    out.insert("help".into(), it.how.in_lang(lang).into());
    out.insert("undecided".into(), it.undecided.into());
    let (expected, found) = it.between.clone().unzip();
    out.insert("expected".into(), expected.into());
    out.insert("found".into(), found.into());
    out.extend(place(it.at, report));
    let related = it.related.iter().map(|(at, words)| with_place("message", words, *at, report));
    out.insert("related".into(), related.collect());
    Value::Object(out)
}

fn with_place(key: &str, words: &Say, at: At, report: &Report<'_>) -> Value {
    let mut out = Map::from_iter([(key.to_owned(), words.in_lang(report.lang).into())]);
    out.extend(place(at, report));
    Value::Object(out)
}

fn place(at: At, report: &Report<'_>) -> Map<String, Value> {
    let source = report.sources.get(at.file);
    let line = source.place(at.span.start).line;
    Map::from_iter([
        ("file".to_owned(), format!("{}{}", report.folder, source.path).into()),
        ("line".to_owned(), line.into()),
    ])
}

/// For build servers: what came out otherwise or cannot be told, at the line that expects it.
pub fn findings(tried: &[Tried<'_>]) -> Vec<Diagnostic> {
    let mut all = Vec::new();
    for one in tried {
        let name = one.test.entity.name();
        if one.verdict() == Verdict::Unread {
            all.push(
                Diagnostic::new(&test_undecided::RULE.info, one.test.entity.head(), unread()).entity(&name),
            );
        }
        let rule = |outcome: &Outcome| match outcome.undecided {
            true => &test_undecided::RULE.info,
            false => &test_failed::RULE.info,
        };
        all.extend(one.outcomes.iter().map(|outcome| outcome.finding(rule(outcome)).entity(&name)));
    }
    crate::diagnostic::sort(&mut all);
    all
}

fn unread() -> Say {
    say!(
        en: "a part of it could not be read; `senda check` says which",
        es: "una parte no se pudo leer; `senda check` dice cuál"
    )
}

/// JUnit: a suite for each file, a case for each test.
pub fn junit(report: &Report<'_>) -> String {
    let of_file = |tried: &[Tried<'_>]| Suite {
        name: format!("{}{}", report.folder, report.sources.get(tried[0].test.entity.file).path),
        cases: tried.iter().map(|it| case(it, report)).collect(),
    };
    let together = |a: &Tried<'_>, b: &Tried<'_>| a.test.entity.file == b.test.entity.file;
    test_report(&report.tried.chunk_by(together).map(of_file).collect::<Vec<_>>())
}

fn case(tried: &Tried<'_>, report: &Report<'_>) -> Case {
    let verdict = tried.verdict();
    let all: String = tried.outcomes.iter().map(|it| told(it, report)).collect();
    let first = tried.outcomes.first().map(|it| it.message.in_lang(report.lang).to_owned());
    let ending = match verdict {
        Verdict::Passed => Ending::Passed,
        _ => Ending::Failed {
            kind: verdict.name(),
            message: first.unwrap_or_else(|| verdict.counted(1).in_lang(report.lang).to_owned()),
            all,
        },
    };
    let at = tried.test.entity.head();
    let line = report.sources.get(at.file).place(at.span.start).line;
    Case { name: tried.test.id().as_str().to_owned(), line: Some(line), ending }
}
