//! What changed, as one HTML file for people: the gravest first, before and after side by side, with the
//! questions as they are asked and the maps of journeys as they are drawn in the site. Nothing in it
//! leads out of it, and the only style that it takes is the one inside.

mod pieces;
mod states;

use super::templates;
use super::words::Words;
use crate::analyze::changes::report::{Report, by_kind};
use crate::analyze::changes::{Change, Level};
use crate::diagnostic::{Diagnostic, Lang, Severity, counted, say};
use base64::prelude::{BASE64_STANDARD, Engine};
use minijinja::{Value, context};
use pieces::Piece;
use serde::Serialize;
use sha2::{Digest, Sha256};
use states::States;
use std::collections::{BTreeMap, BTreeSet};

/// Changes of one level, findings and names of a kind that are shown; the rest is counted.
const MOST_CHANGES: usize = 400;
const MOST_FINDINGS: usize = 100;
const MOST_NAMES: usize = 60;

const TEMPLATE: &str = include_str!("../../../../templates/review/review.html");
const STYLE: &str = include_str!("../../../../templates/review/review.css");

#[derive(Serialize)]
struct Review {
    lang: &'static str,
    title: &'static str,
    from: String,
    to: String,
    as_of: Option<String>,
    nothing: Option<String>,
    counts: Vec<Count>,
    unread: Option<String>,
    fresh: Option<Fresh>,
    levels: Vec<OfLevel>,
    states: States,
    touched: Vec<Group>,
    owners: Vec<Group>,
    say: BTreeMap<&'static str, String>,
}

/// How many changes of one level count, and where they are shown.
#[derive(Serialize)]
struct Count {
    level: &'static str,
    word: &'static str,
    count: usize,
}

#[derive(Serialize)]
struct Fresh {
    counts: String,
    list: Vec<FindingView>,
    more: Option<String>,
}

#[derive(Serialize)]
struct FindingView {
    tone: &'static str,
    word: String,
    message: String,
    help: Option<String>,
    rule: &'static str,
    place: String,
}

#[derive(Serialize)]
struct OfLevel {
    level: &'static str,
    title: &'static str,
    why: String,
    count: usize,
    changes: Vec<ChangeView>,
    more: Option<String>,
}

#[derive(Serialize)]
struct ChangeView {
    entity: String,
    path: String,
    /// What happened, where no two values say it.
    what: Option<String>,
    before: Vec<Piece>,
    after: Vec<Piece>,
    declared: Option<String>,
    place: String,
}

/// A name and what belongs to it.
#[derive(Serialize)]
struct Group {
    word: String,
    count: usize,
    names: Vec<String>,
    more: Option<String>,
}

/// The whole page.
pub fn review(report: &Report<'_>) -> String {
    let lang = report.lang;
    let words = Words::of(lang.code());
    let view = view(report);
    let style: String = templates::styles().chain([STYLE]).collect();
    let hash = BASE64_STANDARD.encode(Sha256::digest(style.as_bytes()));
    let mut engine = templates::environment(words, &BTreeMap::new());
    // What a page of the site may cost does not bind a page that has all changes.
    engine.set_fuel(None);
    let context = context! {
        v => Value::from(minijinja::value::Serde(&view)),
        style => Value::from_safe_string(style),
        hash => hash,
    };
    let drawn = engine
        .add_template("review.html", TEMPLATE)
        .and_then(|()| engine.get_template("review.html")?.render(context));
    drawn.expect("a template of ours takes what we give it")
}

fn view(report: &Report<'_>) -> Review {
    let lang = report.lang;
    let all = &report.differences.changes;
    let count = |level| all.iter().filter(|it| it.counts() && it.level == level).count();
    let impact = report.impact();
    let owners = impact.owners.iter().map(|it| {
        let nobody = say!(en: "nobody", es: "nadie");
        let word = it.role.clone().unwrap_or_else(|| nobody.in_lang(lang).to_owned());
        group(word, it.entities.clone(), lang)
    });
    let touched = by_kind(&impact.touched);
    Review {
        lang: lang.code(),
        title: title(lang),
        from: report.from.in_lang(lang).to_owned(),
        to: report.to.in_lang(lang).to_owned(),
        as_of: report.found.map(|it| super::locale::Locale::of(lang.code(), "").date(it.as_of)),
        nothing: all.is_empty().then(|| report.nothing().in_lang(lang).to_owned()),
        counts: Level::ALL
            .map(|level| Count {
                level: level.name(),
                word: level.title().in_lang(lang),
                count: count(level),
            })
            .into(),
        unread: report.unread().map(|it| it.in_lang(lang).to_owned()),
        fresh: fresh(report),
        levels: Level::ALL.into_iter().filter_map(|level| of_level(level, report)).collect(),
        states: states::of(report),
        touched: touched
            .into_iter()
            .map(|(kind, ids)| {
                let path = format!("kinds.{}.many", kind.name());
                group(Words::of(lang.code()).get(&path).to_owned(), ids, lang)
            })
            .collect(),
        owners: owners.collect(),
        say: labels(lang),
    }
}

fn title(lang: Lang) -> &'static str {
    match lang {
        Lang::En => "What changes for customers and numbers",
        Lang::Es => "Qué cambia para clientes y números",
    }
}

fn group(word: String, mut names: Vec<String>, lang: Lang) -> Group {
    let count = names.len();
    let missing = count.saturating_sub(MOST_NAMES);
    names.truncate(MOST_NAMES);
    Group { word, count, names, more: more(missing, lang) }
}

fn more(missing: usize, lang: Lang) -> Option<String> {
    let words = counted(
        missing,
        ["more, not shown here", "more, not shown here"],
        ["más, sin mostrar aquí", "más, sin mostrar aquí"],
    );
    (missing > 0).then(|| words.in_lang(lang).to_owned())
}

fn fresh(report: &Report<'_>) -> Option<Fresh> {
    let (found, lang) = (report.found?, report.lang);
    let one = |it: &Diagnostic| FindingView {
        tone: match it.severity {
            Severity::Error => "error",
            Severity::Warning => "watch",
            Severity::Info => "note",
        },
        word: it.severity.say().in_lang(lang).to_owned(),
        message: it.message.in_lang(lang).to_owned(),
        help: it.help.as_ref().map(|help| help.in_lang(lang).to_owned()),
        rule: it.rule.name,
        place: report.described(report.after.sources, it.at),
    };
    Some(Fresh {
        counts: report.fresh()?.in_lang(lang).to_owned(),
        list: found.fresh().take(MOST_FINDINGS).map(one).collect(),
        more: more(found.fresh().len().saturating_sub(MOST_FINDINGS), lang),
    })
}

fn of_level(level: Level, report: &Report<'_>) -> Option<OfLevel> {
    let lang = report.lang;
    let all: Vec<&Change> = report.differences.changes.iter().filter(|it| it.level == level).collect();
    (!all.is_empty()).then(|| OfLevel {
        level: level.name(),
        title: level.title().in_lang(lang),
        why: level.why().in_lang(lang).to_owned(),
        count: all.len(),
        changes: all.iter().take(MOST_CHANGES).map(|it| change(it, report)).collect(),
        more: more(all.len().saturating_sub(MOST_CHANGES), lang),
    })
}

fn change(it: &Change, report: &Report<'_>) -> ChangeView {
    let (before, after) = pieces::of(it.before.as_deref(), it.after.as_deref());
    // Two values side by side say what happened; else words do.
    let two = it.what.name() == "value-changed";
    ChangeView {
        entity: it.entity.clone(),
        path: it.path.clone(),
        what: (!two).then(|| it.headline().in_lang(report.lang).to_owned()),
        before,
        after,
        declared: it.bridge.clone(),
        place: report.place(it),
    }
}

/// The words around it all.
fn labels(lang: Lang) -> BTreeMap<&'static str, String> {
    let all = [
        ("before", say!(en: "Before", es: "Antes")),
        ("after", say!(en: "After", es: "Después")),
        ("as_of", say!(en: "As of", es: "Al")),
        ("skip", say!(en: "Skip to the changes", es: "Ir a los cambios")),
        ("in_short", say!(en: "In short", es: "En breve")),
        ("fresh", say!(en: "New findings", es: "Hallazgos nuevos")),
        (
            "none_new",
            say!(en: "The check finds nothing that it did not find before.", es: "La revisión no encuentra nada que no encontrara antes."),
        ),
        ("declared", say!(en: "Declared:", es: "Declarado:")),
        ("nothing_there", say!(en: "nothing", es: "nada")),
        ("questions", say!(en: "Questions, as they are asked", es: "Las preguntas, como se hacen")),
        (
            "questions_why",
            say!(en: "What differs is marked at its side; the others are in one line.", es: "Lo que difiere lleva una marca al lado; las demás van en una línea."),
        ),
        ("not_asked", say!(en: "not asked", es: "no se pregunta")),
        ("maps", say!(en: "Journeys, as they are drawn", es: "Los recorridos, como se dibujan")),
        (
            "maps_why",
            say!(en: "Before above, after below. Steps in which something changed have a bar over them.", es: "Antes arriba, después abajo. Los pasos en los que algo cambió llevan una barra encima."),
        ),
        ("no_map", say!(en: "not there", es: "no está")),
        ("touched", say!(en: "Touched beyond that", es: "Además alcanza")),
        ("owners", say!(en: "Who answers for it", es: "Quién responde por ello")),
        ("what", say!(en: "What", es: "Qué")),
    ];
    all.into_iter().map(|(key, say)| (key, say.in_lang(lang).to_owned())).collect()
}

/// The step ids of a journey that changes name.
fn changed_steps(report: &Report<'_>, journey: &str) -> BTreeSet<String> {
    let of_journey = report.differences.changes.iter().filter(|it| it.entity == journey);
    let step = |it: &Change| Some(it.path.strip_prefix("steps/")?.split('/').next()?.to_owned());
    of_journey.filter_map(step).collect()
}
