//! `mail`: a page of the site as one file, to attach to a message or to paste into one.
//!
//! - `mail/<language>/sponsor.html`, `scorecard/<scorecard>.html`, `sheet/<playbook>--<role>.html`
//!
//! Its style and its pictures stand in the file, and there is no script in it. A link that leads out of the
//! site stays; what leads to another page of the site is a plain text.

#[cfg(test)]
mod tests;

use super::site::{Alone, PageOf, Shared, Site, all_pages};
use super::{Artifact, Options, Out, Target};
use crate::analyze::Checked;
use crate::diagnostic::{Diagnostic, Words};
use crate::emit::options::{OptionInfo, Takes};
use crate::model::Kind;
use rayon::prelude::*;

pub const TARGET: Target = Target {
    name: "mail",
    about: Words {
        en: "the sponsor's page, scorecards and sheets, each as one HTML file for mail",
        es: "la página del patrocinio, los tableros y las hojas, cada una en un solo archivo HTML para correo",
    },
    folder: "mail",
    by_default: false,
    selects: &[Kind::Scorecard, Kind::Playbook],
    options: &[
        OptionInfo {
            name: "languages",
            about: Words {
                en: "the languages that pages are made in",
                es: "los idiomas en que se hacen las páginas",
            },
            takes: Takes::Languages,
        },
        OptionInfo {
            name: "pages",
            about: Words { en: "the pages that are made", es: "las páginas que se hacen" },
            takes: Takes::SomeOf(&["sponsor", "scorecards", "sheets"]),
        },
    ],
    emit,
    platform: None,
};

fn emit(checked: &Checked<'_>, options: &Options, out: &Out<'_>) -> Vec<Diagnostic> {
    let shared = Shared::of(checked);
    let mut findings: Vec<Diagnostic> = Vec::new();
    for language in checked.program.languages() {
        if !options.has("languages", language) {
            continue;
        }
        let site = Site::new(checked, &shared, language).told(options);
        let alone = Alone::new(&site);
        let wanted = |page: &PageOf| sort(&site, *page).is_some_and(|sort| options.has("pages", sort));
        let faults: Vec<Diagnostic> = all_pages(&site)
            .par_iter()
            .filter(|page| wanted(page))
            .filter_map(|of| {
                let path = format!("{language}/{}", of.path(site.program()));
                if !out.wants(&path) {
                    return None;
                }
                match alone.page(*of) {
                    Ok(text) => {
                        out.put(Artifact::text(path, unlinked(&text), of.from(site.program())));
                        None
                    }
                    Err(fault) => Some(*fault),
                }
            })
            .collect();
        findings.extend(faults);
    }
    findings
}

/// What a page is called under `pages`; none of those that are not for mail.
fn sort(site: &Site<'_>, page: PageOf) -> Option<&'static str> {
    match page {
        PageOf::Sponsor => Some("sponsor"),
        PageOf::Entity(index) if site.program().entity(index).kind == Kind::Scorecard => Some("scorecards"),
        PageOf::Sheet(..) => Some("sheets"),
        _ => None,
    }
}

/// A page whose links to other files of the site are plain texts. Texts of the program have no `<` of
/// their own, so every tag is one of a template.
fn unlinked(html: &str) -> String {
    const HREF: &str = " href=\"";
    let mut out = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(at) = rest.find("<a ") {
        let end = rest[at..].find('>').map_or(rest.len(), |end| at + end);
        let tag = &rest[at..end];
        out.push_str(&rest[..at]);
        match tag.find(HREF).map(|start| (start, &tag[start + HREF.len()..])) {
            Some((start, value)) if !leads_out(value) => {
                let close = value.find('"').map_or(value.len(), |close| close + 1);
                out.push_str(&tag[..start]);
                out.push_str(&value[close..]);
            }
            _ => out.push_str(tag),
        }
        rest = &rest[end..];
    }
    out.push_str(rest);
    out
}

/// Whether an address is a place on the page or one outside of the site.
fn leads_out(href: &str) -> bool {
    ["#", "https://", "http://", "mailto:"].iter().any(|start| href.starts_with(start))
}
