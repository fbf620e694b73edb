//! Tags (`!name`): those of YAML itself say how a value is read, all others are findings.

use super::build::Builder;
use super::explain::quoted;
use super::rules;
use super::tree::Style;
use crate::diagnostic::{Diagnostic, say};
use crate::source::Span;
use granit_parser::Tag;

impl Builder<'_> {
    /// `!!str` makes text of anything; the other core types let the content decide.
    pub(super) fn tagged_style(
        &mut self,
        style: Style,
        tag: Option<&Tag>,
        place: Option<Span>,
        scalar: Span,
    ) -> Style {
        let Some(tag) = tag else { return style };
        match tag.core_suffix() {
            Some("int" | "float" | "bool" | "null") => Style::Plain,
            Some("str") if style == Style::Plain => Style::Quoted,
            Some("str") => style,
            _ => {
                let place = place.unwrap_or(scalar);
                let finding = self.found_tag(place);
                let whole = Span { start: place.start.min(scalar.start), end: scalar.end };
                let finding = if style == Style::Plain && scalar.start < scalar.end {
                    self.quote_it(finding, whole, &quoted(&self.text()[whole.range()]))
                } else {
                    finding
                };
                self.findings.push(finding);
                style
            }
        }
    }

    /// A tag on a list or map, which may only say what it is anyway.
    pub(super) fn check_tag(&mut self, tag: Option<&Tag>, place: Option<Span>, fits: &str) {
        if tag.is_some_and(|tag| !tag.is_yaml_core_schema_tag(fits)) {
            let finding = self.found_tag(place.unwrap_or_default());
            self.findings.push(finding);
        }
    }

    fn found_tag(&self, place: Span) -> Diagnostic {
        let name = &self.text()[place.range()];
        let message = say!(en: "`{name}` is read as a YAML tag, and a program has none", es: "`{name}` se lee como una etiqueta de YAML, y un programa no lleva ninguna");
        Diagnostic::new(&rules::YAML_TAG, self.at(place), message)
            .help(say!(en: "Delete it.", es: "Bórrala."))
            .fix(false, vec![(self.at(place), String::new())])
    }
}
