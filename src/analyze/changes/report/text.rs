//! In the terminal.

use super::{Report, by_kind};
use crate::analyze::changes::Level;
use crate::diagnostic::render::clean;
use crate::diagnostic::say;
use std::fmt::Write;

/// By level, the gravest first; then what the changes touch.
pub fn text(report: &Report<'_>) -> String {
    let lang = report.lang;
    let all = &report.differences.changes;
    let mut out = String::new();
    if all.is_empty() {
        let _ = writeln!(out, "{}", report.nothing().in_lang(lang));
    }
    for level in Level::ALL {
        let of_level: Vec<_> = all.iter().filter(|it| it.level == level).collect();
        if of_level.is_empty() {
            continue;
        }
        let _ = writeln!(out, "{}", level.title().in_lang(lang));
        for it in of_level {
            let path = if it.path.is_empty() { String::new() } else { format!(" {}", it.path) };
            let _ = writeln!(out, "  {}{path}  {}", it.entity, it.say().in_lang(lang));
            let _ = writeln!(out, "    {}", report.place(it));
            if let Some(bridge) = &it.bridge {
                let words = say!(en: "declared: {bridge}", es: "declarado: {bridge}");
                let _ = writeln!(out, "    {}", words.in_lang(lang));
            }
        }
        out.push('\n');
    }
    if !all.is_empty() {
        let _ = writeln!(out, "{}", report.counts().in_lang(lang));
    }
    if let Some(words) = report.unread() {
        let _ = writeln!(out, "{}", words.in_lang(lang));
    }
    let impact = report.impact();
    if !impact.touched.is_empty() {
        let head = say!(en: "Touched beyond that", es: "Además alcanza");
        let _ = writeln!(out, "\n{}", head.in_lang(lang));
        for (kind, ids) in by_kind(&impact.touched) {
            let _ = writeln!(out, "  {} ({}): {}", kind.name(), ids.len(), ids.join(", "));
        }
    }
    if !impact.owners.is_empty() {
        let head = say!(en: "Who answers for it", es: "Quién responde por ello");
        let _ = writeln!(out, "\n{}", head.in_lang(lang));
        for owner in &impact.owners {
            let _ = writeln!(out, "  {}", owner.say().in_lang(lang));
        }
    }
    clean(&out)
}
