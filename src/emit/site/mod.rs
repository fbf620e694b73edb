//! `site`: the program as static pages, in every language of the program.
//!
//! Views are computed here, one file per family of pages; `templates/site/` turns them into
//! HTML. A view holds what its page shows and nothing else.

mod alone;
mod archetype;
mod asked;
mod assessment;
mod bands;
mod business_model;
mod card;
mod case;
mod charts;
mod coverage;
mod entity;
mod faults;
mod fields;
mod fieldwork;
mod findings;
mod frame;
mod glossary;
mod home;
mod interview;
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
mod review;
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
pub mod theme;
mod value_proposition;
mod view;
mod views;
pub mod words;

pub use review::review;
pub use views::schema as view_schema;

// What other documents of the program are made from too.
pub(super) use alone::Alone;
pub(super) use frame::{Frames, language_name};
pub(super) use page::{Page, Site};
pub(super) use pages::{PageOf, all as all_pages};
pub(super) use playbook::{opening, within};
pub(super) use scorecard::ritual;
pub(super) use shared::Shared;
pub(super) use signal::spoken as signal;
pub(super) use view::Shown;

use super::{Artifact, Options, Out, Target};
use crate::analyze::Checked;
use crate::analyze::outputs::TEMPLATE_FAULT;
use crate::diagnostic::{Diagnostic, Words, say};
use crate::emit::options::{OptionInfo, Takes};
use crate::source::{At, FileId, Span};
use faults::Fault;
use minijinja::{Environment, context};
use rayon::prelude::*;
use schemars::JsonSchema;
use serde::Serialize;
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

#[derive(Serialize, JsonSchema)]
struct Start {
    brand: String,
    theme: Option<theme::ThemeView>,
    languages: Vec<StartLanguage>,
}

#[derive(Serialize, JsonSchema)]
struct StartLanguage {
    lang: String,
    word: String,
    href: String,
}

fn emit(checked: &Checked<'_>, options: &Options, out: &Out<'_>) -> Vec<Diagnostic> {
    let shared = Shared::of(checked);
    let mut languages = checked.program.languages();
    languages.retain(|language| options.has("languages", language));
    let mut faults = BTreeSet::new();
    for language in &languages {
        let site = Site::new(checked, &shared, language).told(options);
        faults.extend(render(&site, options, out));
    }
    let site = Site::new(checked, &shared, languages[0]).told(options);
    faults.extend(start(&site, &languages, options, out));
    preview::put(&site, out);
    theme::put(&site, out);
    for (path, text) in templates::assets(&options.overrides) {
        out.put(Artifact::text(path, text, []));
    }
    faults.iter().map(|fault| diagnostic(&site, fault)).collect()
}

/// Every page of one language, one after another; a fault is reported once per template and line.
fn render(site: &Site<'_>, options: &Options, out: &Out<'_>) -> BTreeSet<Fault> {
    let engine = templates::environment(site.words, &options.overrides);
    let frames = Frames::new(site);
    let draw = |of: &PageOf| -> Result<(), Fault> {
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
        let render = |engine: &Environment<'_>| engine.get_template(drawn.template)?.render(&context);
        let text =
            render(&engine).map_err(|error| Fault::of(&error, site.words, &options.overrides, render))?;
        out.put(Artifact::text(path, text, of.from(site.program())));
        Ok(())
    };
    let all = pages::all(site);
    let index = format!("{}/{}", site.language, search::PATH);
    if out.wants(&index) {
        out.put(Artifact::text(index, search::script(site, &all), site.program().program().map(|p| p.index)));
    }
    all.par_iter().filter_map(|of| draw(of).err()).collect()
}

fn diagnostic(site: &Site<'_>, fault: &Fault) -> Diagnostic {
    let at =
        site.program().program().map_or(At { file: FileId(0), span: Span::default() }, |p| p.entity.head());
    Diagnostic::new(&TEMPLATE_FAULT, at, fault.message()).help(say!(
        en: "the pages that use it were left out; compare it with the template that `senda` brings",
        es: "las páginas que la usan quedaron fuera; compárala con la plantilla que trae `senda`"
    ))
}

/// The first page: offers the languages and goes to the first one.
fn start(site: &Site<'_>, languages: &[&str], options: &Options, out: &Out<'_>) -> Option<Fault> {
    let start = Start {
        brand: Frames::new(site).brand().to_owned(),
        theme: theme::view(site, ""),
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
    let render = |engine: &Environment<'_>| engine.get_template("start.html")?.render(&context);
    match render(&engine) {
        Ok(text) => {
            let from = site.program().program().map(|p| p.index);
            out.put(Artifact::text("index.html", text, from));
            None
        }
        Err(error) => Some(Fault::of(&error, site.words, &options.overrides, render)),
    }
}
