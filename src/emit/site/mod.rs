//! `site`: the program as static pages, in every language of the program.
//!
//! Views are computed here, one file per family of pages; `templates/site/` turns them into
//! HTML. A view holds what its page shows and nothing else.

mod archetype;
mod assessment;
mod bands;
mod business_model;
mod charts;
mod coverage;
mod entity;
mod fields;
mod findings;
mod frame;
mod glossary;
mod home;
mod job;
mod journey;
mod lists;
mod locale;
mod metric;
mod moments;
mod money;
mod page;
mod pages;
mod plain;
mod playbook;
mod readiness;
mod roadmap;
mod scorecard;
mod script;
mod shared;
mod sheet;
mod signal;
mod sponsor;
mod study;
mod survey;
mod templates;
#[cfg(test)]
mod tests;
mod value_proposition;
mod view;
mod words;

use super::{Artifact, Options, Output, Target};
use crate::analyze::Checked;
use crate::diagnostic::{Diagnostic, Words, built_in_rules, say};
use crate::source::{At, FileId, Span};
use frame::{Frames, language_name};
use minijinja::context;
use page::{Page, Site};
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
    emit,
};

/// The folder of the site in the output folder.
const FOLDER: &str = "site";

built_in_rules! {
    /// A template that cannot be rendered.
    TEMPLATE_FAULT = "template-fault" Suspicious Error {
        en: "A template of the site cannot be rendered.\n\nA template in `templates/site/` of the program asks for something that its page does not have, or has a mistake in its syntax. The comment at the top of our own template of that name lists what there is.",
        es: "Una plantilla del sitio no se puede completar.\n\nUna plantilla en `templates/site/` del programa pide algo que su página no tiene, o tiene un error de sintaxis. El comentario al inicio de nuestra plantilla del mismo nombre dice qué hay."
    }
}

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

fn emit(checked: &Checked<'_>, options: &Options) -> Output {
    let shared = Shared::of(checked);
    let mut output = Output::default();
    let languages = checked.program.languages();
    for language in &languages {
        let site = Site::new(checked, &shared, language);
        let (artifacts, faults) = render(&site, options);
        output.artifacts.extend(artifacts);
        output.findings.extend(faults);
    }
    let site = Site::new(checked, &shared, languages[0]);
    start(&site, &languages, options, &mut output);
    for (path, text) in templates::assets(&options.overrides) {
        output.artifacts.push(Artifact::text(format!("{FOLDER}/{path}"), text, []));
    }
    output
}

/// Every page of one language; a fault is reported once per template and line.
fn render(site: &Site<'_>, options: &Options) -> (Vec<Artifact>, Vec<Diagnostic>) {
    let engine = templates::environment(site.words, &options.overrides);
    let frames = Frames::new(site);
    let rendered: Vec<Result<Artifact, minijinja::Error>> = pages::all(site)
        .par_iter()
        .map(|of| {
            let page = Page::new(site, of.path(site.program()));
            let drawn = of.draw(&page);
            let frame = frames.frame(&page, &drawn.title, drawn.shape);
            let context = context! {
                page => minijinja::Value::from(minijinja::value::Serde(&frame)),
                e => drawn.entity,
                v => drawn.view,
            };
            let text = engine.get_template(drawn.template)?.render(context)?;
            Ok(Artifact::text(
                format!("{FOLDER}/{}/{}", site.language, page.path),
                text,
                of.from(site.program()),
            ))
        })
        .collect();
    let mut artifacts = Vec::new();
    let mut faults = BTreeSet::new();
    for result in rendered {
        match result {
            Ok(artifact) => artifacts.push(artifact),
            Err(fault) => {
                faults.insert(describe(&fault));
            }
        }
    }
    (artifacts, faults.into_iter().map(|words| diagnostic(site, &words)).collect())
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
fn start(site: &Site<'_>, languages: &[&str], options: &Options, output: &mut Output) {
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
            output.artifacts.push(Artifact::text(format!("{FOLDER}/index.html"), text, from));
        }
        Err(fault) => output.findings.push(diagnostic(site, &describe(&fault))),
    }
}
