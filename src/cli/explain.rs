//! `senda explain`: the page of a rule, or an entity with its defaults filled in.

use super::written;
use super::{Failure, Setting, Status, disk::DiskWorld, root, unreadable};
use crate::analyze::{all_rules, changes, find_rule};
use crate::check;
use crate::diagnostic::{Lang, RuleInfo, say};
use crate::model::Kind;
use crate::model::reader::nearest;
use clap::ArgMatches;
use std::fmt::Write;

pub fn run(matches: &ArgMatches, setting: &Setting) -> Result<Status, Failure> {
    let lang = setting.lang;
    let name = matches.get_one::<String>("name").map(String::as_str);
    let (Some(name), false) = (name, matches.get_flag("all")) else {
        setting.terminal.say(&list(lang));
        return Ok(Status::Clean);
    };
    if let Some((kind, id)) = name.split_once(':') {
        return entity(kind, id, matches, setting);
    }
    let Some(info) = find_rule(name).or_else(|| of_changes(name)) else {
        let rules = all_rules();
        let message = say!(en: "there is no rule called `{name}`", es: "no hay una regla llamada `{name}`");
        return Err(match nearest(name, rules.iter().map(|r| r.name)) {
            Some(better) => {
                Failure::new(message, say!(en: "did you mean `{better}`?", es: "¿quisiste decir `{better}`?"))
            }
            None => Failure::new(
                message,
                say!(en: "`senda explain --all` lists them", es: "`senda explain --all` las enumera"),
            ),
        });
    };
    setting.terminal.say(&page(info, lang));
    Ok(Status::Clean)
}

/// The rule that `senda diff` speaks with.
fn of_changes(name: &str) -> Option<&'static RuleInfo> {
    changes::rules::RULES.iter().copied().find(|info| info.name == name)
}

/// The page of a rule as Markdown.
pub fn page(info: &RuleInfo, lang: Lang) -> String {
    let (severity, category) = (info.severity.say(), info.category.say());
    format!(
        "# {}\n\n{} · {}\n\n{}\n",
        info.name,
        severity.in_lang(lang),
        category.in_lang(lang),
        info.page.text(lang)
    )
}

fn list(lang: Lang) -> String {
    let rules: Vec<_> = all_rules().into_iter().chain(changes::rules::RULES.iter().copied()).collect();
    let longest = rules.iter().map(|r| r.name.len()).max().unwrap_or(0);
    let mut out = String::new();
    for info in rules {
        let severity = info.severity.say();
        let _ =
            writeln!(out, "{:longest$}  {:8} {}", info.name, severity.in_lang(lang), info.page.summary(lang));
    }
    out
}

fn entity(kind: &str, id: &str, matches: &ArgMatches, setting: &Setting) -> Result<Status, Failure> {
    let root = root(matches)?;
    let world =
        DiskWorld::open(&root).map_err(|error| unreadable(&crate::model::read::ReadError::List(error)))?;
    let outcome = check(&world, setting.as_of).map_err(|error| unreadable(&error))?;
    let (head, part) = id.split_once('/').map_or((id, None), |(head, part)| (head, Some(part)));
    let found = Kind::of_name(kind)
        .and_then(|kind| outcome.program.find(kind, crate::model::id::Id::new(head)))
        .map(|index| outcome.program.entity(index))
        .and_then(|entity| written::show(entity, part, &outcome.sources, setting.lang));
    let Some(text) = found else {
        let names: Vec<String> = outcome.program.entities().map(|(_, e)| e.name()).collect();
        let message = say!(en: "there is no `{kind}:{id}`", es: "no hay `{kind}:{id}`");
        let help = match nearest(&format!("{kind}:{id}"), names.iter().map(String::as_str)) {
            Some(better) => say!(en: "did you mean `{better}`?", es: "¿quisiste decir `{better}`?"),
            None => {
                say!(en: "write it as KIND:ID, such as `journey:first-credit-journey`", es: "escríbelo como CLASE:ID, por ejemplo `journey:first-credit-journey`")
            }
        };
        return Err(Failure::new(message, help));
    };
    setting.terminal.say(&text);
    Ok(Status::Clean)
}
