//! The summary that a reviewer reads beside the files: ranked, and short enough for a comment.

use super::{Report, by_kind};
use crate::analyze::changes::words::cut;
use crate::analyze::changes::{Change, Level};
use crate::diagnostic::render::clean;
use crate::diagnostic::{Say, counted, say};
use std::fmt::Write;

/// A comment on GitHub holds 65,536 characters; some are left for what stands around it.
pub const MOST_CHARACTERS: usize = 65_000;

/// Room for what comes after the changes: counts, impact, owners.
const FOR_THE_REST: usize = 12_000;

/// New findings that are shown: those of a whole new program would leave no room for changes.
const MOST_FINDINGS: usize = 40;

/// Names of one kind that are shown.
const MOST_NAMES: usize = 25;

pub fn markdown(report: &Report<'_>) -> String {
    let lang = report.lang;
    let all = &report.differences.changes;
    let (from, to) = (report.from, report.to);
    let title = say!(en: "What changes for customers and numbers", es: "Qué cambia para clientes y números");
    let span = say!(en: "From {} to {}", from.en, to.en; es: "Desde {} hasta {}", from.es, to.es);
    let mut out = format!("## {}\n\n{}\n", title.in_lang(lang), plain(span.in_lang(lang)));
    if all.is_empty() {
        let _ = writeln!(out, "\n{}", plain(report.nothing().in_lang(lang)));
    } else {
        let _ = writeln!(out, "\n**{}**", report.counts().in_lang(lang));
    }
    out.push_str(&fresh(report));
    let mut characters = out.chars().count();
    let mut left_out: Vec<(Level, usize)> = Vec::new();
    for level in Level::ALL {
        let of_level: Vec<&Change> = all.iter().filter(|it| it.level == level).collect();
        if of_level.is_empty() {
            continue;
        }
        let (section, missing) =
            section(level, &of_level, report, MOST_CHARACTERS - FOR_THE_REST - characters);
        characters += section.chars().count();
        out.push_str(&section);
        if missing > 0 {
            left_out.push((level, missing));
        }
        if characters + 1_000 > MOST_CHARACTERS - FOR_THE_REST {
            let later = Level::ALL.into_iter().filter(|it| *it > level);
            let counts = later.map(|it| (it, all.iter().filter(|change| change.level == it).count()));
            left_out.extend(counts.filter(|(_, count)| *count > 0));
            break;
        }
    }
    for (level, missing) in left_out {
        let more = counted(missing, ["more change", "more changes"], ["cambio más", "cambios más"]);
        let _ = writeln!(out, "\n_{}: {}_", level.title().in_lang(lang), more.in_lang(lang));
    }
    if let Some(words) = report.unread() {
        let _ = writeln!(out, "\n> {}", words.in_lang(lang));
    }
    rest(report, &mut out);
    clean(&out)
}

/// What a check finds now and did not find before.
fn fresh(report: &Report<'_>) -> String {
    let lang = report.lang;
    let (Some(found), Some(count)) = (report.found, report.fresh()) else { return String::new() };
    let new = found.fresh();
    if new.len() == 0 {
        return format!("\n{}\n", count.in_lang(lang));
    }
    let head = say!(en: "New findings", es: "Hallazgos nuevos");
    let columns = say!(en: "| finding | says | where |", es: "| hallazgo | dice | dónde |");
    let mut out = format!("\n### {} ({})\n\n{}\n\n", head.in_lang(lang), new.len(), count.in_lang(lang));
    let _ = writeln!(out, "{}\n|---|---|---|", columns.in_lang(lang));
    let missing = new.len().saturating_sub(MOST_FINDINGS);
    for it in new.take(MOST_FINDINGS) {
        let (severity, message) = (it.severity.say(), cut(it.message.in_lang(lang)));
        let place = code(&report.described(report.after.sources, it.at));
        let (severity, rule) = (severity.in_lang(lang), code(it.rule.name));
        let _ = writeln!(out, "| {severity} {rule} | {} | {place} |", plain(&message));
    }
    if missing > 0 {
        let more = counted(missing, ["more finding", "more findings"], ["hallazgo más", "hallazgos más"]);
        let _ = writeln!(out, "\n_{}_", more.in_lang(lang));
    }
    out
}

/// The changes of one level as a table, and how many found no room.
fn section(level: Level, changes: &[&Change], report: &Report<'_>, room: usize) -> (String, usize) {
    let lang = report.lang;
    let head = say!(en: "| what | change | where |", es: "| qué | cambio | dónde |");
    let mut out = format!("\n### {} ({})\n\n", level.title().in_lang(lang), changes.len());
    if level != Level::Cosmetic {
        let _ = writeln!(out, "{}\n", level.why().in_lang(lang));
    }
    let _ = writeln!(out, "{}\n|---|---|---|", head.in_lang(lang));
    let mut characters = out.chars().count();
    for (shown, it) in changes.iter().enumerate() {
        let row = row(it, report);
        characters += row.chars().count();
        if characters > room {
            return (out, changes.len() - shown);
        }
        out.push_str(&row);
    }
    (out, 0)
}

fn row(it: &Change, report: &Report<'_>) -> String {
    let name = if it.path.is_empty() {
        code(&it.entity)
    } else {
        format!("{} {}", code(&it.entity), code(&it.path))
    };
    let mut words = plain(it.say().in_lang(report.lang));
    if let Some(bridge) = &it.bridge {
        let bridge = cut(bridge);
        let declared = say!(en: "Declared: {bridge}", es: "Declarado: {bridge}");
        words = format!("{words}<br>{}", plain(declared.in_lang(report.lang)));
    }
    format!("| {name} | {words} | {} |\n", code(&report.place(it)))
}

/// What the changes touch, and who answers for it.
fn rest(report: &Report<'_>, out: &mut String) {
    let lang = report.lang;
    let impact = report.impact();
    let mut more = String::new();
    if !impact.touched.is_empty() {
        let head = say!(en: "Touched beyond that", es: "Además alcanza");
        let _ = writeln!(more, "\n### {}\n", head.in_lang(lang));
        for (kind, ids) in by_kind(&impact.touched) {
            let _ = writeln!(more, "- {} ({}): {}", kind.name(), ids.len(), names(&ids).in_lang(lang));
        }
    }
    if !impact.owners.is_empty() {
        let head = say!(en: "Who answers for it", es: "Quién responde por ello");
        let _ = writeln!(more, "\n### {}\n", head.in_lang(lang));
        for owner in impact.owners.iter().take(MOST_NAMES) {
            let _ = writeln!(more, "- {}", plain(&cut(owner.say().in_lang(lang))));
        }
        let missing = impact.owners.len().saturating_sub(MOST_NAMES);
        if missing > 0 {
            let words = counted(missing, ["more role", "more roles"], ["rol más", "roles más"]);
            let _ = writeln!(more, "- {}", words.in_lang(lang));
        }
    }
    let room = MOST_CHARACTERS.saturating_sub(out.chars().count());
    if more.chars().count() <= room {
        out.push_str(&more);
    }
}

fn names(ids: &[String]) -> Say {
    let shown: Vec<String> = ids.iter().take(MOST_NAMES).map(|id| code(id)).collect();
    let shown = shown.join(", ");
    match ids.len().saturating_sub(MOST_NAMES) {
        0 => Say::same(shown),
        more => say!(en: "{shown} and {more} more", es: "{shown} y {more} más"),
    }
}

/// Words of the user that Markdown, HTML and a mention must not take for theirs.
fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '@' => out.push_str("&#64;"),
            '\n' | '\r' => out.push(' '),
            '|' | '*' | '_' | '[' | ']' | '\\' | '#' | '~' | '!' => {
                out.push('\\');
                out.push(c);
            }
            _ => out.push(c),
        }
    }
    out
}

/// A name as code; one with a backquote or a bar in it is shown without.
fn code(name: &str) -> String {
    format!("`{}`", name.replace(['`', '|', '\n', '\r'], " "))
}
