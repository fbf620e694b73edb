//! `markdown`: the pages of the site as CommonMark with tables, for wikis.
//!
//! - `wiki/index.md`, and for each language a folder with a file for each page. They are drawn from the
//!   views of the site by templates of their own (`templates/markdown/`).
//!
//! Charts stay in the site, and so do its interactive pages; links lead to the Markdown of the other page.

mod escape;
#[cfg(test)]
mod tests;

use super::site::{Frames, Page, PageOf, Shared, Site, all_pages, language_name};
use super::{Artifact, Options, Out, Target};
use crate::analyze::Checked;
use crate::diagnostic::{Diagnostic, Words};
use crate::emit::options::{OptionInfo, Takes};
use minijinja::syntax::SyntaxConfig;
use minijinja::value::{Serde, Value};
use minijinja::{AutoEscape, Environment, UndefinedBehavior, context};
use rayon::prelude::*;

pub const TARGET: Target = Target {
    name: "markdown",
    about: Words {
        en: "the pages of the site as Markdown, for wikis",
        es: "las páginas del sitio en Markdown, para wikis",
    },
    folder: "wiki",
    by_default: false,
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

macro_rules! embedded {
    ($($name:literal)+) => { &[$(($name, include_str!(concat!("../../../templates/markdown/", $name)))),+] };
}

static TEMPLATES: &[(&str, &str)] = embedded![
    "archetype.md" "assessment.md" "base.md" "business-model.md" "coverage.md" "entity.md" "fieldwork.md" "forces.md" "interview.md"
    "glossary.md" "home.md" "job.md" "journey.md" "kind.md" "matrix.md" "metric.md" "moments.md" "parts.md" "plain.md"
    "playbook.md" "roadmap.md" "said.md" "scorecard.md" "scores.md" "sheet.md" "sheets.md" "sponsor.md" "start.md"
    "study.md" "survey.md" "value-proposition.md"
];

fn emit(checked: &Checked<'_>, options: &Options, out: &Out<'_>) -> Vec<Diagnostic> {
    let shared = Shared::of(checked);
    let mut languages = checked.program.languages();
    languages.retain(|language| options.has("languages", language));
    for language in &languages {
        let site = Site::new(checked, &shared, language).told(options);
        put(&site, out);
    }
    let site = Site::new(checked, &shared, languages[0]).told(options);
    let links: Vec<Value> = languages
        .iter()
        .map(
            |language| context! { word => language_name(language), href => format!("{language}/index.html") },
        )
        .collect();
    let view = context! { brand => Frames::new(&site).brand(), languages => links };
    let from = site.program().program().map(|p| p.index);
    out.put(Artifact::text(
        "index.md",
        drawn(&environment(&site), "start.md", &context! { v => view }),
        from,
    ));
    Vec::new()
}

/// Every page of one language.
fn put(site: &Site<'_>, out: &Out<'_>) {
    let engine = environment(site);
    let frames = Frames::new(site);
    all_pages(site).par_iter().for_each(|of| {
        let page = Page::new(site, of.path(site.program()));
        let Some(stem) = page.path.strip_suffix(".html").filter(|_| has_place(*of)) else { return };
        let path = format!("{}/{stem}.md", site.language);
        if !out.wants(&path) {
            return;
        }
        let view = of.draw(&page);
        let frame = frames.frame(&page, &view.title, view.shape);
        let template = view.template.replace(".html", ".md");
        let given = context! { page => Value::from(Serde(&frame)), e => view.entity, v => view.view };
        out.put(Artifact::text(path, drawn(&engine, &template, &given), of.from(site.program())));
    });
}

/// Whether a page is one to read: what is answered or clicked in stays in the site, and what the compiler
/// found on a day is no knowledge for a wiki.
fn has_place(page: PageOf) -> bool {
    !matches!(page, PageOf::Findings | PageOf::Fields(_) | PageOf::Preview(_) | PageOf::Card(..))
}

/// The same, of the path of a page without its ending.
fn stands(page: &str) -> bool {
    page != "findings" && !["fields/", "preview/", "card/"].iter().any(|folder| page.starts_with(folder))
}

fn environment(site: &Site<'_>) -> Environment<'static> {
    let mut engine = Environment::new();
    engine.set_loader(|name| {
        Ok(TEMPLATES.iter().find(|(known, _)| *known == name).map(|(_, text)| (*text).to_owned()))
    });
    engine.set_auto_escape_callback(|_| AutoEscape::Custom("markdown".into()));
    engine.set_formatter(escape::written);
    engine.set_undefined_behavior(UndefinedBehavior::Strict);
    let syntax = SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).build();
    engine.set_syntax(syntax.expect("the usual delimiters"));
    engine.add_filter("to", |href: &str| escape::address(href));
    engine.add_filter("code", |words: &str| escape::code(words));
    engine.add_filter("raw", |words: &str| escape::raw(words));
    engine.add_global("w", site.words.tree());
    engine.add_global("nl", Value::from_safe_string("\n".to_owned()));
    engine
}

/// A document. The templates are ours and take what the site's take, so a page that cannot be drawn is a
/// fault of ours.
fn drawn(engine: &Environment<'_>, template: &str, given: &Value) -> String {
    let document = engine.get_template(template).and_then(|template| template.render(given));
    escape::tidy(&document.unwrap_or_else(|error| panic!("{template}: {error:#}")))
}
