//! The templates and assets in the binary, and what a program puts in their place.

use super::words::Words;
use minijinja::{Environment, UndefinedBehavior};
use std::collections::BTreeMap;

/// Where a program keeps templates of its own, from its folder.
pub const OVERRIDES: &str = "templates/site/";

/// A bound on the work of one page, far above what ours need: a loop without end stops here.
const FUEL: u64 = 50_000_000;

macro_rules! embedded {
    ($($name:literal)+) => { &[$(($name, include_str!(concat!("../../../templates/site/", $name)))),+] };
}

static TEMPLATES: &[(&str, &str)] = embedded![
    "archetype.html" "assessment.html" "base.html" "business-model.html" "card.html" "charts.html" "coverage.html" "entity.html"
    "fields.html" "fieldwork.html" "findings.html" "forces.html" "glossary.html" "graph.html" "home.html" "icons.html" "interview.html" "job.html" "journey.html"
    "kind.html" "map.html" "matrix.html" "metric.html" "moments.html" "parts.html" "plain.html" "playbook.html" "preview.html"
    "roadmap.html" "scorecard.html" "sheet.html" "sheets.html" "sponsor.html" "start.html" "study.html" "survey.html"
    "value-proposition.html"
];

/// The parts of the one stylesheet, in their order.
static STYLES: &[(&str, &str)] = embedded![
    "css/1-tokens.css" "css/2-base.css" "css/3-parts.css" "css/4-home.css" "css/5-model.css" "css/6-journey.css"
    "css/7-listen.css" "css/8-action.css" "css/9-print.css"
];

static FILES: &[(&str, &str)] =
    embedded!["senda.js" "search.js" "clock.js" "case.js" "icon.svg" "respondent.css" "respondent.js"];

/// Every template in the binary, by name.
#[cfg(test)]
pub fn all() -> impl Iterator<Item = (&'static str, &'static str)> {
    TEMPLATES.iter().copied()
}

fn find(overrides: &BTreeMap<String, String>, name: &str, ours: &[(&str, &'static str)]) -> Option<String> {
    overrides
        .get(&format!("{OVERRIDES}{name}"))
        .cloned()
        .or_else(|| ours.iter().find(|(known, _)| *known == name).map(|(_, text)| (*text).to_owned()))
}

/// The engine for one language: HTML is escaped, an undefined value is an error.
pub fn environment(words: &Words, overrides: &BTreeMap<String, String>) -> Environment<'static> {
    let overrides = overrides.clone();
    let mut environment = Environment::new();
    environment.set_loader(move |name| Ok(find(&overrides, name, TEMPLATES)));
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    environment.set_fuel(Some(FUEL));
    environment.set_debug(true);
    environment.set_formatter(written);
    environment.add_global("w", words.tree());
    environment
}

/// A value as HTML. Only what means something there is escaped: addresses keep their slashes.
fn written(
    out: &mut minijinja::Output<'_>,
    state: &mut minijinja::State<'_, '_>,
    value: &minijinja::Value,
) -> Result<(), minijinja::Error> {
    let html = matches!(state.auto_escape(), minijinja::AutoEscape::Html);
    let Some(text) = value.as_str().filter(|_| html && !value.is_safe()) else {
        return minijinja::escape_formatter(out, state, value);
    };
    let mut rest = text;
    while let Some(at) = rest.find(['<', '>', '&', '"', '\'']) {
        out.write_str(&rest[..at])?;
        out.write_str(match rest.as_bytes()[at] {
            b'<' => "&lt;",
            b'>' => "&gt;",
            b'&' => "&amp;",
            b'"' => "&quot;",
            _ => "&#x27;",
        })?;
        rest = &rest[at + 1..];
    }
    out.write_str(rest).map_err(minijinja::Error::from)
}

/// The stylesheet of all pages.
pub fn style(overrides: &BTreeMap<String, String>) -> String {
    STYLES.iter().filter_map(|(name, _)| find(overrides, name, STYLES)).collect()
}

/// The parts of the stylesheet, in their order.
pub fn styles() -> impl Iterator<Item = &'static str> {
    STYLES.iter().map(|(_, text)| *text)
}

/// Path in the site and content of every file that is the same on all pages.
pub fn assets(overrides: &BTreeMap<String, String>) -> Vec<(String, String)> {
    let mut assets = vec![("assets/senda.css".to_owned(), style(overrides))];
    for (name, _) in FILES {
        assets.extend(find(overrides, name, FILES).map(|text| (format!("assets/{name}"), text)));
    }
    assets
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    #[allow(clippy::disallowed_methods)] // the test compares the folder with the lists above
    fn every_file_of_the_folder_is_in_the_binary() {
        let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("templates/site");
        let mut found = Vec::new();
        for folder in ["", "css"] {
            for entry in std::fs::read_dir(root.join(folder)).expect("the folder is there") {
                let path = entry.expect("an entry").path();
                if path.is_file() {
                    found.push(path.strip_prefix(&root).expect("inside").to_string_lossy().into_owned());
                }
            }
        }
        found.sort();
        let mut listed: Vec<String> = [TEMPLATES, STYLES, FILES]
            .iter()
            .flat_map(|list| list.iter())
            .map(|(name, _)| (*name).to_owned())
            .collect();
        listed.sort();
        assert_eq!(found, listed);
    }

    #[test]
    fn no_template_sets_a_style_or_a_script_in_the_page() {
        for (name, text) in TEMPLATES {
            assert!(!text.contains("style="), "{name} has a style attribute, which the policy drops");
            assert!(!text.contains("|safe") && !text.contains("| safe"), "{name} turns escaping off");
            assert!(!text.contains("http://") && !text.contains("https://"), "{name} leads to the network");
            assert!(!text.contains("<script>"), "{name} has a script in the page");
        }
    }

    #[test]
    fn a_template_of_the_program_comes_first() {
        let overrides =
            BTreeMap::from([("templates/site/sheets.html".to_owned(), "ours: {{ 1 + 1 }}".to_owned())]);
        let environment = environment(Words::of("en"), &overrides);
        let text = environment.get_template("sheets.html").and_then(|t| t.render(minijinja::context! {}));
        assert_eq!(text.expect("renders"), "ours: 2");
    }
}
