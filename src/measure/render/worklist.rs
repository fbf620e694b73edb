//! A work list in its forms.

use super::numbers::locale;
use super::table::data;
use crate::analyze::deadlines::spelled;
use crate::diagnostic::{Lang, Say, counted, say};
use crate::emit::sheet::{Sheet, text};
use crate::emit::site::locale::NBSP;
use crate::measure::report::DatasetOf;
use crate::measure::worklist::{Entry, WorkList};
use crate::model::scalar::Scalar;
use crate::resolve::{Resolved, names};
use rust_decimal::prelude::ToPrimitive;
use serde_json::{Value, json};
use std::fmt::Write;
use unicode_width::UnicodeWidthStr;

/// A list and what was read for it.
pub struct Shown<'s, 'p> {
    pub program: &'p Resolved,
    pub list: &'s WorkList<'p>,
    pub datasets: &'s [DatasetOf],
    /// The file of the ledger, and how many assignments were added.
    pub ledger: Option<(String, usize)>,
    pub engine: &'static str,
    pub lang: Lang,
}

/// What people are told: the list, then who is not in it and why.
pub fn table(shown: &Shown<'_, '_>) -> String {
    let (list, lang) = (shown.list, shown.lang);
    let mut out = String::new();
    let (title, day) = (title(shown), list.as_of.spell());
    let cases = counted(list.now.len(), ["case", "cases"], ["caso", "casos"]);
    let head = say!(en: "{title} ({}), {day}: {} to contact", list.playbook.id(), cases.en; es: "{title} ({}), {day}: {} por contactar", list.playbook.id(), cases.es);
    let _ = writeln!(out, "{}", head.in_lang(lang));
    let _ = writeln!(out, "  {}", step(shown).in_lang(lang));
    if !list.now.is_empty() {
        let mut lines = vec![header(lang)];
        lines.extend(list.now.iter().map(|entry| line(shown, entry)));
        columns(&lines, &mut out);
    }
    out.push('\n');
    for words in left_out(shown) {
        let _ = writeln!(out, "{}", words.in_lang(lang));
    }
    for note in &list.notes {
        let _ = writeln!(out, "{}", note.in_lang(lang));
    }
    for dataset in shown.datasets.iter().filter(|dataset| dataset.has_faults()) {
        data(shown.program, lang, dataset, &mut out);
    }
    out
}

fn title(shown: &Shown<'_, '_>) -> String {
    let playbook = shown.list.playbook;
    match playbook.entity.common().title.get() {
        Some(title) => title.reading(shown.lang.code(), shown.program.first_language()).to_owned(),
        None => playbook.id().readable(),
    }
}

fn step(shown: &Shown<'_, '_>) -> Say {
    let id = |id: Option<crate::model::id::Id>| id.map_or_else(|| "–".to_owned(), |id| id.to_string());
    let (step, role, channel) = (id(shown.list.step), id(shown.list.role), id(shown.list.channel));
    say!(en: "first step `{step}`, by `{role}`, in `{channel}`", es: "primer paso `{step}`, por `{role}`, en `{channel}`")
}

fn header(lang: Lang) -> Vec<String> {
    [
        say!(en: "#", es: "#"),
        say!(en: "customer", es: "cliente"),
        say!(en: "until", es: "hasta"),
        say!(en: "since", es: "desde"),
        say!(en: "archetype", es: "arquetipo"),
        say!(en: "worth a year", es: "valor al año"),
        say!(en: "score", es: "calificación"),
        say!(en: "", es: ""),
    ]
    .map(|words| words.in_lang(lang).to_owned())
    .to_vec()
}

/// What a terminal shows: control signs of the data move no cursor.
fn plain(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { '·' } else { c }).collect()
}

fn line(shown: &Shown<'_, '_>, entry: &Entry) -> Vec<String> {
    let (list, lang) = (shown.list, shown.lang);
    let number = list.now.iter().position(|other| std::ptr::eq(other, entry)).map_or(0, |at| at + 1);
    let locale = locale(shown.program, lang);
    let currency = names::rates(shown.program).map(|rates| rates.base().spell()).unwrap_or_default();
    let worth = entry.worth.map(|worth| format!("{}{NBSP}{currency}", locale.rounded(worth, 0)));
    let mark = match () {
        () if entry.is_late(list.as_of) => say!(en: "late", es: "vencido"),
        () if entry.arm == crate::measure::worklist::ledger::Arm::Released => {
            say!(en: "no longer held out", es: "ya no queda fuera")
        }
        () => say!(en: "", es: ""),
    };
    vec![
        number.to_string(),
        plain(&entry.customer),
        match &entry.due {
            Ok(due) => spelled(due),
            Err(mistake) => mistake.message.in_lang(lang).to_owned(),
        },
        spelled(&entry.started),
        entry.archetype.as_deref().map(plain).unwrap_or_default(),
        worth.unwrap_or_default(),
        entry.score.map(|score| locale.float(score, 2)).unwrap_or_default(),
        mark.in_lang(lang).to_owned(),
    ]
}

/// Columns side by side; one without a value is left out.
pub fn columns(lines: &[Vec<String>], out: &mut String) {
    let width = lines.iter().map(Vec::len).max().unwrap_or(0);
    let cell = |line: &Vec<String>, at: usize| line.get(at).cloned().unwrap_or_default();
    let used: Vec<usize> =
        (0..width).filter(|at| lines.iter().skip(1).any(|line| !cell(line, *at).is_empty())).collect();
    let widths: Vec<usize> =
        used.iter().map(|at| lines.iter().map(|line| cell(line, *at).width()).max().unwrap_or(0)).collect();
    for line in lines {
        let mut text = String::new();
        for (at, width) in used.iter().zip(&widths) {
            let cell = cell(line, *at);
            let _ = write!(text, "  {cell}{}", " ".repeat(width - cell.width()));
        }
        let _ = writeln!(out, "{}", text.trim_end());
    }
}

/// Who is not in the list, and what became of the ledger.
fn left_out(shown: &Shown<'_, '_>) -> Vec<Say> {
    let list = shown.list;
    let mut said = Vec::new();
    let customers = |n: usize| counted(n, ["customer", "customers"], ["cliente", "clientes"]);
    if !list.held_out.is_empty() {
        let n = customers(list.held_out.len());
        said.push(
            say!(en: "{} held out for comparison", n.en; es: "{} fuera de la lista, para comparar", n.es),
        );
    }
    if !list.waiting.is_empty() {
        let n = customers(list.waiting.len());
        let first = list
            .waiting
            .iter()
            .filter_map(|entry| entry.waits.as_ref())
            .min_by_key(|(_, until)| until.timestamp());
        let (rule, until) = first.map(|(rule, until)| (rule.clone(), spelled(until))).unwrap_or_default();
        said.push(say!(en: "{} held back by a contact policy; the first until {until} (`{rule}`)", n.en; es: "{} en espera por una política de contacto; el primero hasta {until} (`{rule}`)", n.es));
    }
    let rows = |n: usize| counted(n, ["row", "rows"], ["fila", "filas"]);
    if list.nobody > 0 {
        let n = rows(list.nobody);
        said.push(say!(en: "{} without a customer", n.en; es: "{} sin cliente", n.es));
    }
    if list.timeless > 0 {
        let n = rows(list.timeless);
        said.push(
            say!(en: "{} whose moment could not be read", n.en; es: "{} cuyo momento no se pudo leer", n.es),
        );
    }
    said.push(match &shown.ledger {
        Some((path, added)) => {
            let n = counted(*added, ["new assignment", "new assignments"], ["asignación nueva", "asignaciones nuevas"]);
            say!(en: "{} in `{path}`", n.en; es: "{} en `{path}`", n.es)
        }
        None => say!(en: "nothing was kept: with `--ledger FILE` the draw of each customer is written down, and `senda effect` can compare", es: "no se guardó nada: con `--ledger ARCHIVO` queda anotado qué le tocó a cada cliente, y `senda effect` puede comparar"),
    });
    said
}

const COLUMNS: [&str; 15] = [
    "playbook",
    "state",
    "position",
    "customer",
    "step",
    "role",
    "channel",
    "due",
    "late",
    "started",
    "archetype",
    "worth_a_year",
    "score",
    "arm",
    "waits_until",
];

/// With commas and decimal points. Whoever is held out is not in it: it is worked from.
pub fn csv(shown: &Shown<'_, '_>) -> String {
    written(&Sheet::PLAIN, shown)
}

/// As spreadsheets in Spanish open it.
pub fn csv_es(shown: &Shown<'_, '_>) -> String {
    Sheet::MARK.to_owned() + &written(&Sheet::SPANISH, shown)
}

fn written(sheet: &Sheet, shown: &Shown<'_, '_>) -> String {
    let list = shown.list;
    let mut out = sheet.line(&COLUMNS);
    for (state, entries) in [("now", &list.now), ("waiting", &list.waiting)] {
        for (at, entry) in entries.iter().enumerate() {
            let id = |id: Option<crate::model::id::Id>| id.map(|id| id.to_string()).unwrap_or_default();
            out.push_str(&sheet.line(&[
                list.playbook.id().to_string(),
                state.to_owned(),
                (at + 1).to_string(),
                text(&entry.customer),
                id(list.step),
                id(list.role),
                id(list.channel),
                entry.due.as_ref().map(spelled).unwrap_or_default(),
                entry.is_late(list.as_of).to_string(),
                spelled(&entry.started),
                text(entry.archetype.as_deref().unwrap_or_default()),
                sheet.number(entry.worth.and_then(|worth| worth.to_f64())),
                sheet.number(entry.score),
                entry.arm.name().to_owned(),
                entry.waits.as_ref().map(|(_, until)| spelled(until)).unwrap_or_default(),
            ]));
        }
    }
    out
}

/// For programs: one JSON document, described by `schemas/worklist.schema.json`.
pub fn json(shown: &Shown<'_, '_>) -> String {
    let (list, lang) = (shown.list, shown.lang);
    let entries = |entries: &[Entry]| -> Vec<Value> { entries.iter().map(|it| entry(shown, it)).collect() };
    let root = shown.program.program().map(|root| root.id().to_string());
    let all = json!({
        "version": 1,
        "program": root,
        "playbook": list.playbook.id().as_str(),
        "as_of": list.as_of.spell(),
        "engine": shown.engine,
        "step": list.step.map(|id| id.as_str()),
        "role": list.role.map(|id| id.as_str()),
        "channel": list.channel.map(|id| id.as_str()),
        "now": entries(&list.now),
        "waiting": entries(&list.waiting),
        "held_out": entries(&list.held_out),
        "rows_without_customer": list.nobody,
        "rows_without_moment": list.timeless,
        "new_assignments": list.new.len(),
        "notes": list.notes.iter().map(|note| note.in_lang(lang)).collect::<Vec<_>>(),
    });
    serde_json::to_string_pretty(&all).unwrap_or_default() + "\n"
}

fn entry(shown: &Shown<'_, '_>, entry: &Entry) -> Value {
    let due = entry.due.as_ref();
    json!({
        "customer": entry.customer,
        "started": spelled(&entry.started),
        "trigger": entry.trigger + 1,
        "due": due.ok().map(spelled),
        "no_due": due.err().map(|mistake| mistake.message.in_lang(shown.lang)),
        "late": entry.is_late(shown.list.as_of),
        "closes": entry.over.as_ref().map(spelled),
        "archetype": entry.archetype,
        "worth_a_year": entry.worth.and_then(|worth| worth.to_f64()),
        "score": entry.score,
        "arm": entry.arm.name(),
        "assigned_on": entry.assigned.spell(),
        "draw": if entry.draw.is_empty() { None } else { Some(&entry.draw) },
        "strata": serde_json::from_str::<Value>(entry.strata()).unwrap_or_default(),
        "waits": entry.waits.as_ref().map(|(rule, until)| json!({ "rule": rule, "until": spelled(until) })),
    })
}
