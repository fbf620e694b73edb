//! How many findings there are, by severity; those that the day decided are counted apart.

use crate::diagnostic::{Diagnostic, Lang, Say, Severity, say};

/// Numbers of findings.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    pub errors: usize,
    pub warnings: usize,
    pub infos: usize,
}

impl Tally {
    /// All findings that fit.
    pub fn of<'d>(diagnostics: impl IntoIterator<Item = &'d Diagnostic>) -> Self {
        let mut tally = Self::default();
        for diagnostic in diagnostics {
            *match diagnostic.severity {
                Severity::Error => &mut tally.errors,
                Severity::Warning => &mut tally.warnings,
                Severity::Info => &mut tally.infos,
            } += 1;
        }
        tally
    }

    pub fn total(self) -> usize {
        self.errors + self.warnings + self.infos
    }

    /// `2 errors, 1 warning`; nothing where there is nothing.
    pub fn words(self) -> Option<Say> {
        let counted = [
            (self.errors, ("error", "errors"), ("error", "errores")),
            (self.warnings, ("warning", "warnings"), ("aviso", "avisos")),
            (self.infos, ("note", "notes"), ("nota", "notas")),
        ];
        let present = counted.into_iter().filter(|(count, ..)| *count > 0);
        let (en, es): (Vec<String>, Vec<String>) =
            present.map(|(n, en, es)| (counting(n, en), counting(n, es))).unzip();
        (!en.is_empty()).then(|| Say { en: en.join(", "), es: es.join(", ") })
    }
}

fn counting(count: usize, (one, many): (&str, &str)) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}

/// The lines that close a run.
pub(super) fn summary(diagnostics: &[Diagnostic], lang: Lang) -> String {
    let dated = Tally::of(diagnostics.iter().filter(|d| d.depends_on_date));
    let always = Tally::of(diagnostics.iter().filter(|d| !d.depends_on_date));
    let mut lines = Vec::new();
    let main = always.words().unwrap_or_else(|| match dated.total() {
        0 => say!(en: "Nothing to report", es: "Nada que señalar"),
        _ => say!(en: "Nothing to report on the files as such", es: "Nada que señalar sobre los archivos en sí"),
    });
    lines.push(main.map(|words| format!("{words}.")));
    if let Some(words) = dated.words() {
        let (en, es) = (words.en, words.es);
        lines.push(say!(en: "Because of the date: {en}.", es: "Por la fecha: {es}."));
    }
    lines.iter().map(|line| format!("{}\n", line.in_lang(lang))).collect()
}
