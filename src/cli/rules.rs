//! `senda rules`: every rule in one line.

use super::{Failure, Setting, Status};
use crate::analyze::all_rules;
use crate::diagnostic::{Category, Severity};
use clap::ArgMatches;
use serde_json::json;
use std::fmt::Write;

pub fn run(matches: &ArgMatches, setting: &Setting) -> Result<Status, Failure> {
    let lang = setting.lang;
    let rules = all_rules();
    if matches.get_one::<String>("format").is_some_and(|form| form == "json") {
        let list: Vec<_> = rules
            .iter()
            .map(|info| {
                json!({
                    "name": info.name,
                    "category": info.category.name(),
                    "severity": info.severity.name(),
                    "summary": info.page.summary(lang),
                    "stops_a_build": info.category == Category::Correctness && info.severity == Severity::Error,
                })
            })
            .collect();
        let all = json!({"version": 1, "rules": list});
        setting.terminal.say(&serde_json::to_string_pretty(&all).unwrap_or_default());
        return Ok(Status::Clean);
    }
    let longest = rules.iter().map(|info| info.name.len()).max().unwrap_or(0);
    let mut out = String::new();
    for category in Category::ALL {
        let title = category.say();
        let _ = writeln!(out, "{}", title.in_lang(lang));
        for info in rules.iter().filter(|info| info.category == category) {
            let severity = info.severity.say();
            let summary = info.page.summary(lang);
            let _ = writeln!(out, "  {:longest$}  {:8} {summary}", info.name, severity.in_lang(lang));
        }
        out.push('\n');
    }
    setting.terminal.say(out.trim_end());
    Ok(Status::Clean)
}
