//! A page that needs no other file: its style and its logo stand in it.

use super::faults::Fault;
use super::frame::Frames;
use super::page::{Page, Site};
use super::pages::PageOf;
use super::{diagnostic, templates, theme};
use crate::diagnostic::Diagnostic;
use minijinja::value::{Serde, Value};
use minijinja::{Environment, context};

/// The frame of such pages.
const FRAME: &str = include_str!("../../../templates/mail/base.html");

pub struct Alone<'s> {
    site: &'s Site<'s>,
    engine: Environment<'static>,
    frames: Frames<'s>,
}

impl<'s> Alone<'s> {
    pub fn new(site: &'s Site<'s>) -> Self {
        let mut engine = templates::environment(site.words, &site.options.overrides);
        dress(&mut engine, site);
        Self { site, engine, frames: Frames::new(site) }
    }

    /// The HTML of a page; a template of the program that cannot be drawn is a finding.
    pub fn page(&self, of: PageOf) -> Result<String, Box<Diagnostic>> {
        let site = self.site;
        let page = Page::new(site, of.path(site.program()));
        let drawn = of.draw(&page);
        let frame = self.frames.frame(&page, &drawn.title, drawn.shape);
        let given = context! { page => Value::from(Serde(&frame)), e => drawn.entity, v => drawn.view };
        let render = |engine: &Environment<'_>| engine.get_template(drawn.template)?.render(&given);
        render(&self.engine).map_err(|error| {
            let again = |engine: &Environment<'_>| {
                let mut engine = engine.clone();
                dress(&mut engine, site);
                render(&engine)
            };
            Box::new(diagnostic(site, &Fault::of(&error, site.words, &site.options.overrides, again)))
        })
    }
}

/// Puts the frame in the place of that of the site, and what it needs beside it.
fn dress(engine: &mut Environment<'_>, site: &Site<'_>) {
    let style = templates::style(&site.options.overrides) + &theme::style(site);
    // What ends the style would begin something else.
    engine.add_global("style", Value::from_safe_string(style.replace("</", "<\\/")));
    engine.add_global("logo", Value::from(Serde(theme::logo(site))));
    engine.add_template("base.html", FRAME).expect("the frame is a template");
}
