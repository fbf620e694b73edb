//! `site`: the program as static pages, in every language of the program.
//!
//! Views are computed here, one file per family of pages; `templates/site/` turns them into
//! HTML. A view holds what its page shows and nothing else.

mod archetype;
mod asked;
mod assessment;
mod bands;
mod business_model;
mod case;
mod charts;
mod coverage;
mod entity;
mod fields;
mod fieldwork;
mod findings;
mod frame;
mod glossary;
mod home;
mod job;
mod journey;
mod lists;
pub mod locale;
mod measured;
mod metric;
mod moments;
mod money;
mod page;
mod pages;
mod plain;
mod playbook;
mod preview;
mod readiness;
mod roadmap;
mod scorecard;
mod script;
mod search;
mod shared;
mod sheet;
mod signal;
mod sponsor;
mod standing;
mod study;
mod survey;
mod templates;
#[cfg(test)]
mod tests;
mod value_proposition;
mod view;
pub mod words;

use super::{Artifact, Options, Out, Target};
use crate::analyze::Checked;
use crate::analyze::outputs::TEMPLATE_FAULT;
use crate::diagnostic::{Diagnostic, Words, say};
use crate::emit::options::{OptionInfo, Takes};
use crate::source::{At, FileId, Span};
use frame::{Frames, language_name};
use minijinja::context;
use page::{Page, Site};
use pages::PageOf;
use rayon::prelude::*;
use serde::Serialize;
use shared::Shared;
use std::collections::BTreeSet;

pub const TARGET: Target = Target {
    name: "site",
    about: Words {
        en: "playbooks, maps, surveys and KPIs as HTML pages that open from a folder",
        es: "playbooks, mapas, encuestas y KPI como páginas HTML que se abren desde una carpeta",
    },
    folder: "site",
    by_default: true,
    selects: &[],
    options: &[OptionInfo {
        name: "languages",
        about: Words {
            en: "the languages that pages are made in",
            es: "los idiomas en que se hacen las páginas",
        },
        takes: Takes::Languages,
    }],
    emit,
    platform: None,
};

#[derive(Serialize)]
struct Start {
    brand: String,
    languages: Vec<StartLanguage>,
}

#[derive(Serialize)]
struct StartLanguage {
    lang: String,
    word: String,
    href: String,
}

fn emit(checked: &Checked<'_>, options: &Options, out: &Out<'_>) -> Vec<Diagnostic> {
    let shared = Shared::of(checked);
    let mut languages = checked.program.languages();
    languages.retain(|language| options.has("languages", language));
    let mut findings = Vec::new();
    for language in &languages {
        let site = Site::new(checked, &shared, language).told(options);
        findings.extend(render(&site, options, out));
    }
    let site = Site::new(checked, &shared, languages[0]).told(options);
    findings.extend(start(&site, &languages, options, out));
    preview::put(&site, out);
    for (path, text) in templates::assets(&options.overrides) {
        out.put(Artifact::text(path, text, []));
    }
    findings
}

/// Every page of one language, one after another; a fault is reported once per template and line.
fn render(site: &Site<'_>, options: &Options, out: &Out<'_>) -> Vec<Diagnostic> {
    let engine = templates::environment(site.words, &options.overrides);
    let frames = Frames::new(site);
    let draw = |of: &PageOf| -> Result<(), minijinja::Error> {
        let page = Page::new(site, of.path(site.program()));
        let path = format!("{}/{}", site.language, page.path);
        if !out.wants(&path) {
            return Ok(());
        }
        let drawn = of.draw(&page);
        let frame = frames.frame(&page, &drawn.title, drawn.shape);
        let context = context! {
            page => minijinja::Value::from(minijinja::value::Serde(&frame)),
            e => drawn.entity,
            v => drawn.view,
        };
        let text = engine.get_template(drawn.template)?.render(context)?;
        out.put(Artifact::text(path, text, of.from(site.program())));
        Ok(())
    };
    let all = pages::all(site);
    let index = format!("{}/{}", site.language, search::PATH);
    if out.wants(&index) {
        out.put(Artifact::text(index, search::script(site, &all), site.program().program().map(|p| p.index)));
    }
    let faults: BTreeSet<String> =
        all.par_iter().filter_map(|of| draw(of).err().as_ref().map(describe)).collect();
    faults.into_iter().map(|words| diagnostic(site, &words)).collect()
}

/// Where and what: `home.html:12: undefined value`.
fn describe(fault: &minijinja::Error) -> String {
    let place = match (fault.name(), fault.line()) {
        (Some(name), Some(line)) => format!("{}{name}:{line}: ", templates::OVERRIDES),
        (Some(name), None) => format!("{}{name}: ", templates::OVERRIDES),
        _ => String::new(),
    };
    format!(
        "{place}{}",
        fault
            .detail()
            .map_or_else(|| fault.kind().to_string(), |detail| format!("{}: {detail}", fault.kind()))
    )
}

fn diagnostic(site: &Site<'_>, words: &str) -> Diagnostic {
    let at =
        site.program().program().map_or(At { file: FileId(0), span: Span::default() }, |p| p.entity.head());
    Diagnostic::new(&TEMPLATE_FAULT, at, say!(en: "{words}", es: "{words}")).help(say!(
        en: "the pages that use it were left out; compare it with the template that `senda` brings",
        es: "las páginas que la usan quedaron fuera; compárala con la plantilla que trae `senda`"
    ))
}

/// The first page: offers the languages and goes to the first one.
fn start(site: &Site<'_>, languages: &[&str], options: &Options, out: &Out<'_>) -> Option<Diagnostic> {
    let start = Start {
        brand: Frames::new(site).brand().to_owned(),
        languages: languages
            .iter()
            .map(|language| StartLanguage {
                lang: (*language).to_owned(),
                word: language_name(language),
                href: format!("{language}/index.html"),
            })
            .collect(),
    };
    let engine = templates::environment(site.words, &options.overrides);
    let context = context! { v => minijinja::Value::from(minijinja::value::Serde(&start)) };
    let rendered = engine.get_template("start.html").and_then(|template| template.render(context));
    match rendered {
        Ok(text) => {
            let from = site.program().program().map(|p| p.index);
            out.put(Artifact::text("index.html", text, from));
            None
        }
        Err(fault) => Some(diagnostic(site, &describe(&fault))),
    }
}
