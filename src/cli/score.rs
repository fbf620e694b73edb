//! `senda score`: how far the program goes from promise to owner.

use super::files::Files;
use super::{Failure, Setting, Status, unreadable};
use crate::analyze::Context;
use crate::analyze::score::{Score, score};
use crate::diagnostic::{Lang, say};
use crate::{Outcome, check};
use clap::ArgMatches;
use serde_json::{Value, json};
use std::fmt::Write;

pub fn run(matches: &ArgMatches, setting: &Setting) -> Result<Status, Failure> {
    let files = Files::of(matches)?;
    let least = matches.get_one::<u32>("min").copied().unwrap_or(0);
    let outcome = check(&files.world, setting.as_of).map_err(|error| unreadable(&error))?;
    let lang = setting.lang;
    let context = Context::new(&outcome.program, &outcome.sources, outcome.as_of);
    let score = score(&context);
    let json = matches.get_one::<String>("format").is_some_and(|form| form == "json");
    setting.terminal.say(&if json {
        as_json(&score, &outcome, lang)
    } else {
        as_text(&score, &outcome, lang)
    });
    let total = score.total();
    if total >= least {
        return Ok(Status::Clean);
    }
    let words = say!(en: "{total} is less than the {least} that are asked for", es: "{total} es menos que los {least} que se piden");
    setting.terminal.note(words.in_lang(lang));
    Ok(Status::Findings)
}

fn as_text(score: &Score, outcome: &Outcome, lang: Lang) -> String {
    let total = score.total();
    let head = say!(en: "Coverage: {total} of 100", es: "Cobertura: {total} de 100");
    let mut out = format!("{}\n", head.in_lang(lang));
    for part in &score.parts {
        let (points, have, of) = (part.score().floor(), part.have, part.of);
        let count = say!(en: "{have} of {of}", es: "{have} de {of}");
        let _ = writeln!(out, "  {points:>3}  {} ({})", part.title.in_lang(lang), count.in_lang(lang));
    }
    if score.work.is_empty() {
        return out;
    }
    let head = say!(en: "Where work pays most", es: "Donde más rinde el trabajo");
    let _ = writeln!(out, "\n{}", head.in_lang(lang));
    for work in &score.work {
        let what = work.what.in_lang(lang);
        let points = format!("+{:.1}", work.points);
        let _ = match &work.place {
            Some((entity, at)) => {
                writeln!(out, "  {points:>5}  {entity}: {what} ({})", outcome.sources.describe(*at))
            }
            None => writeln!(out, "  {points:>5}  {what}"),
        };
    }
    out
}

fn as_json(score: &Score, outcome: &Outcome, lang: Lang) -> String {
    let rounded = |points: f64| (points * 10.0).round() / 10.0;
    let parts: Vec<Value> = score
        .parts
        .iter()
        .map(|part| {
            json!({"name": part.name, "title": part.title.in_lang(lang), "have": part.have, "of": part.of, "score": rounded(part.score())})
        })
        .collect();
    let work: Vec<Value> = score
        .work
        .iter()
        .map(|work| {
            let place = work.place.as_ref();
            let at = place.map(|(_, at)| (outcome.sources.get(at.file), at));
            json!({
                "points": rounded(work.points),
                "part": work.part,
                "entity": place.map(|(entity, _)| entity),
                "file": at.map(|(source, _)| &*source.path),
                "line": at.map(|(source, at)| source.place(at.span.start).line),
                "what": work.what.in_lang(lang),
            })
        })
        .collect();
    let all = json!({"version": 1, "score": score.total(), "parts": parts, "work": work});
    serde_json::to_string_pretty(&all).unwrap_or_default()
}
