//! A theme as it reaches the pages, and as it is refused.

use super::super::TARGET;
use super::read;
use crate::emit::{Options, emit};
use crate::model::scalar::Scalar;
use crate::model::time::Date;
use crate::source::{Listed, MemoryWorld, World};
use std::collections::BTreeMap;
use std::io;
use std::sync::Arc;

const PROGRAM: &str = "kind: program\nid: small\nsenda: 1\nlanguages: [es, en]\nlocale: es-MX\ncurrency: MXN\ntimezone: America/Mexico_City\n";
const SVG: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\"><path d=\"M0 0h9\"/></svg>";

fn world(theme: &str, files: &[(&str, &[u8])]) -> MemoryWorld {
    let mut world = MemoryWorld::new([("senda.yaml", format!("{PROGRAM}theme:\n{theme}"))]);
    for (path, bytes) in files {
        world.set(*path, *bytes);
    }
    world
}

fn pages(world: &MemoryWorld) -> BTreeMap<String, String> {
    let outcome = crate::check(world, Date::parse("2026-11-22").expect("a date")).expect("reads");
    let checked = outcome.checked().expect("it passes the gate");
    let options = Options { files: read(&outcome.program, world).0.into(), ..Options::default() };
    let output = emit(&[&TARGET], &checked, &options);
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    output.artifacts.iter().map(|a| (a.path.clone(), text(&a.bytes))).collect()
}

/// Files in memory that are all there are.
struct All(MemoryWorld);

impl World for All {
    fn list(&self) -> io::Result<Vec<Listed>> {
        self.0.list()
    }
    fn read(&self, path: &str) -> io::Result<Vec<u8>> {
        self.0.read(path)
    }
    fn has(&self, path: &str) -> Option<bool> {
        Some(self.0.read(path).is_ok())
    }
    fn again(&self) -> Arc<dyn World + Send> {
        self.0.again()
    }
}

/// Rule, message and help of what is wrong with a theme.
fn faults(theme: &str, files: &[(&str, &[u8])]) -> Vec<(&'static str, String, String)> {
    let date = Date::parse("2026-11-22").expect("a date");
    let outcome = crate::check(&All(world(theme, files)), date).expect("reads");
    let of_theme = ["theme-file", "contrast-too-low", "bad-value", "empty-value", "unknown-key"];
    let all = outcome.diagnostics.iter().filter(|it| of_theme.contains(&it.rule.name));
    all.map(|it| {
        (it.rule.name, it.message.en.clone(), it.help.as_ref().map_or(String::new(), |h| h.en.clone()))
    })
    .collect()
}

#[test]
fn every_page_has_the_logo_and_the_stylesheet_and_only_fonts_open_the_policy() {
    let both =
        "  logo: { light: a/logo.svg, dark: a/night.svg }\n  colors: { light: { accent: \"#34418f\" } }\n";
    let files: [(&str, &[u8]); 3] =
        [("a/logo.svg", SVG.as_bytes()), ("a/night.svg", b"<svg/>"), ("f.woff2", b"wOF2font")];
    let plain = pages(&world(both, &files));
    let fonts = "  fonts:\n    text: [Own, Other]\n    files: [{ family: Own, file: f.woff2, weight: 300, up_to: 800 }]\n";
    let with_fonts = pages(&world(&format!("{both}{fonts}"), &files));
    for (pages, has_fonts) in [(&plain, false), (&with_fonts, true)] {
        let html: Vec<_> = pages.iter().filter(|(path, _)| path.ends_with(".html")).collect();
        assert!(html.len() > 10, "{}", html.len());
        for (path, page) in html {
            assert!(page.contains("assets/theme.css"), "{path}");
            assert_eq!(page.contains("font-src 'self'"), has_fonts, "{path}");
            let framed = path.matches('/').count() > 1;
            assert_eq!(page.matches("<img class=\"logo").count(), if framed { 2 } else { 0 }, "{path}");
        }
        let logo =
            pages.keys().find(|path| path.starts_with("site/assets/theme/logo-") && !path.contains("dark"));
        let logo = logo.expect("the logo");
        assert_eq!(pages[logo], SVG);
        let from_page = logo.strip_prefix("site/").expect("in the site");
        assert!(pages["site/es/program/small.html"].contains(&format!("src=\"../../{from_page}\"")));
    }
    let css = &with_fonts["site/assets/theme.css"];
    assert!(css.contains("@font-face { font-family: \"Own\"; src: url(\"theme/font-"), "{css}");
    assert!(css.contains("font-weight: 300 800") && css.contains("--sans: \"Own\", \"Other\","), "{css}");
    assert!(css.contains("--path: #34418f"), "{css}");
    assert!(!plain["site/assets/theme.css"].contains("@font-face"));
}

#[test]
fn a_dark_theme_without_an_accent_has_one_that_is_read() {
    let css = &pages(&world("  colors: { light: { accent: \"#34418f\" } }\n", &[]))["site/assets/theme.css"];
    let night = css.split("data-theme=\"dark\"").nth(1).and_then(|it| it.split("--path: ").nth(1));
    let night = crate::model::color::Color::parse(night.and_then(|it| it.get(..7)).expect("a color"));
    let night = night.expect("a color");
    for back in [crate::analyze::theme::DARK.paper, crate::analyze::theme::DARK.ground] {
        assert!(night.contrast(back) >= 4.5, "{night}");
    }
}

#[test]
fn a_program_without_a_theme_has_no_trace_of_one() {
    let world = MemoryWorld::new([("senda.yaml", PROGRAM)]);
    for (path, text) in pages(&world) {
        assert!(
            !path.contains("theme") && !text.contains("theme.css") && !text.contains("font-src"),
            "{path}"
        );
    }
}

#[test]
fn files_that_are_no_logo_and_no_font_are_said_where_they_are_named() {
    let logo = |path: &str| format!("  logo: {{ light: {path} }}\n");
    let svg = SVG.as_bytes();
    let said = |theme: &str, files: &[(&str, &[u8])]| {
        let all = faults(theme, files);
        assert_eq!(all.len(), 1, "{theme}: {all:?}");
        format!("{} {} {}", all[0].0, all[0].1, all[0].2)
    };
    let near = said(&logo("brand/loggo.svg"), &[("brand/logo.svg", svg)]);
    assert!(
        near.contains("there is no file `brand/loggo.svg`") && near.contains("`brand/logo.svg`"),
        "{near}"
    );
    assert!(said(&logo("../logo.svg"), &[]).contains("there is no file"));
    assert!(said(&logo("a.gif"), &[("a.gif", b"GIF89a")]).contains("neither an SVG nor a PNG"));
    let script = b"<svg>\n  <script>alert(1)</script></svg>";
    let script = said(&logo("a.svg"), &[("a.svg", script)]);
    assert!(script.contains("`<script>`") && script.contains("line 2, column 3"), "{script}");
    let large = vec![b' '; 300 * 1024];
    assert!(said(&logo("a.svg"), &[("a.svg", &large)]).contains("300 KB"));
    let font = "  fonts: { files: [{ family: A, file: a.woff2 }] }\n";
    assert!(said(font, &[("a.woff2", b"<html>")]).contains("not a font file"));
    assert!(said(font, &[]).contains("there is no file `a.woff2`"));
    assert!(faults(&logo("a.png"), &[("a.png", b"\x89PNG\r\n\x1a\n....")]).is_empty());
}

#[test]
fn a_color_without_quotes_is_a_comment_and_is_said_so() {
    let all = faults("  colors:\n    light:\n      accent: #0b4f8a\n", &[]);
    assert_eq!(all.len(), 1, "{all:?}");
    assert!(all[0].2.contains("between quotes"), "{all:?}");
    let all = faults("  colors: { light: { accent: blue } }\n", &[]);
    assert!(all.len() == 1 && all[0].1.contains("`blue`"), "{all:?}");
}
