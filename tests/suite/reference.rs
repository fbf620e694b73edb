//! The reference pages in `docs/reference/` are generated from the declarations, and current.

use crate::programs::repository;
use senda::analyze::all_rules;
use senda::diagnostic::{Category, Lang};
use senda::emit::TARGETS;
use senda::emit::options::Takes;
use senda::emit::survey::platform::{Feature, Taken};
use senda::model::Kind;
use senda::model::record::{Need, RecordInfo};
use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;

/// All pages: path below `docs/reference/`, and text.
fn pages() -> BTreeMap<String, String> {
    let mut pages = BTreeMap::new();
    for lang in Lang::ALL {
        for kind in Kind::ALL {
            pages.insert(format!("{}/kinds/{}.md", lang.code(), kind.name()), kind_page(*kind, lang));
        }
        pages.insert(format!("{}/kinds.md", lang.code()), kinds_index(lang));
        pages.insert(format!("{}/rules.md", lang.code()), rules_page(lang));
        pages.insert(format!("{}/targets.md", lang.code()), targets_page(lang));
        pages.insert(format!("{}/survey-platforms.md", lang.code()), platforms_page(lang));
    }
    pages
}

fn t(lang: Lang, en: &'static str, es: &'static str) -> &'static str {
    match lang {
        Lang::En => en,
        Lang::Es => es,
    }
}

fn kinds_index(lang: Lang) -> String {
    let mut out = format!("# {}\n\n", t(lang, "The kinds", "Las clases"));
    for kind in Kind::ALL {
        let _ = writeln!(out, "- [`{0}`](kinds/{0}.md): {1}", kind.name(), kind.info().docs().in_lang(lang));
    }
    out
}

fn kind_page(kind: Kind, lang: Lang) -> String {
    let info = kind.info();
    let mut out = format!("# `{}`\n\n{}\n", kind.name(), info.docs().in_lang(lang));
    let mut waiting = vec![info];
    let mut done: Vec<&str> = Vec::new();
    while let Some(record) = waiting.pop() {
        if done.contains(&record.name) {
            continue;
        }
        done.push(record.name);
        if record.name != info.name {
            let name = senda::model::spanish::label(record.name);
            let _ = write!(out, "\n## {}\n\n{}\n", name.in_lang(lang), record.docs().in_lang(lang));
        }
        fields_table(&mut out, record, lang);
        let mut inside = record_of_types(record);
        inside.reverse();
        waiting.extend(inside);
    }
    out
}

fn fields_table(out: &mut String, record: &'static RecordInfo, lang: Lang) {
    let _ = writeln!(
        out,
        "\n| {} | {} | {} | {} |\n|---|---|---|---|",
        t(lang, "field", "campo"),
        t(lang, "type", "tipo"),
        t(lang, "needed", "necesario"),
        t(lang, "meaning", "significado")
    );
    for field in record.all_fields() {
        let need = match field.need {
            Need::Yes => t(lang, "yes", "sí"),
            Need::Rule => t(lang, "a rule asks for it", "lo pide una regla"),
            Need::No => "",
        };
        let default = field
            .default
            .map(|d| format!(" {}: `{d}`.", t(lang, "When absent", "Si falta")))
            .unwrap_or_default();
        let cell = |text: &str| text.replace('|', "\\|");
        let _ = writeln!(
            out,
            "| `{}` | {} | {need} | {}{default} |",
            field.key,
            cell(senda::model::spanish::label(&(field.type_name)()).in_lang(lang)),
            cell(field.docs().in_lang(lang))
        );
    }
}

/// The records that the fields of a record hold, found by the names of their schemas.
fn record_of_types(record: &'static RecordInfo) -> Vec<&'static RecordInfo> {
    record.all_fields().filter_map(|field| (field.record)()).collect()
}

fn rules_page(lang: Lang) -> String {
    let mut out = format!("# {}\n", t(lang, "The rules", "Las reglas"));
    for category in Category::ALL {
        let rules: Vec<_> = all_rules().into_iter().filter(|r| r.category == category).collect();
        if rules.is_empty() {
            continue;
        }
        let _ = write!(out, "\n## {}\n", category.say().in_lang(lang));
        for rule in rules {
            let severity = rule.severity.say();
            let _ = write!(
                out,
                "\n### {}\n\n*{}*\n\n{}\n",
                rule.name,
                severity.in_lang(lang),
                rule.page.text(lang)
            );
        }
    }
    let head = t(lang, "What `senda diff` says of changes", "Lo que `senda diff` dice de los cambios");
    let _ = write!(out, "\n## {head}\n");
    for rule in senda::analyze::changes::rules::RULES {
        let _ = write!(
            out,
            "\n### {}\n\n*{}*\n\n{}\n",
            rule.name,
            rule.severity.say().in_lang(lang),
            rule.page.text(lang)
        );
    }
    out
}

fn targets_page(lang: Lang) -> String {
    let mut out =
        format!("# {}\n\n", t(lang, "The targets of `senda build`", "Los resultados de `senda build`"));
    let intro = t(
        lang,
        "Without `targets` a program gets those that are marked so below. With `targets`, it gets those that it names: `emits` says \
         which, `to` the folder inside the output folder, `only` the entities, `options` what is below. One may be named several times, \
         each time with a folder of its own. `senda build --target NAME` writes one that is not named as well.",
        "Sin `targets`, un programa recibe los que abajo lo dicen. Con `targets` recibe los que nombra: `emits` dice cuál, \
         `to` la carpeta dentro de la carpeta de salida, `only` las entidades, `options` lo de abajo. Uno puede nombrarse varias \
         veces, cada vez con su propia carpeta. `senda build --target NOMBRE` escribe también uno que no se nombra.",
    );
    let _ = writeln!(out, "{intro}");
    for target in TARGETS {
        let folder = if target.folder.is_empty() { "." } else { target.folder };
        let _ = writeln!(out, "\n## `{}`\n\n{}.\n", target.name, target.about.in_lang(lang));
        let usual = match target.by_default {
            true => t(lang, "written without `targets`", "se escribe sin `targets`"),
            false => t(lang, "written only when it is named", "se escribe solo si se nombra"),
        };
        let _ = writeln!(out, "- {usual}");
        let _ = writeln!(out, "- `to`: `{folder}` {}", t(lang, "when absent", "si falta"));
        let kinds: Vec<String> = target.selects.iter().map(|kind| format!("`{}`", kind.name())).collect();
        let kinds = if kinds.is_empty() { t(lang, "any", "cualquiera").to_owned() } else { kinds.join(", ") };
        let _ = writeln!(out, "- `only`: {kinds}");
        for option in target.options {
            let takes = match option.takes {
                Takes::Switch => {
                    t(lang, "`true` (when absent) or `false`", "`true` (si falta) o `false`").to_owned()
                }
                Takes::SomeOf(known) => {
                    let all = known.iter().map(|known| format!("`{known}`")).collect::<Vec<_>>().join(", ");
                    format!("{} {all}", t(lang, "some of", "algunos de"))
                }
                Takes::Languages => t(lang, "languages of the program", "idiomas del programa").to_owned(),
            };
            let _ = writeln!(out, "- `options.{}`: {}; {takes}", option.name, option.about.in_lang(lang));
        }
    }
    out
}

/// What each survey platform carries, from the table that its loss report reads.
fn platforms_page(lang: Lang) -> String {
    let platforms: Vec<_> = TARGETS.iter().filter_map(|target| target.platform).collect();
    let mut out = format!(
        "# {}\n\n",
        t(lang, "What survey platforms carry", "Qué llevan las plataformas de encuestas")
    );
    let intro = t(
        lang,
        "✓: as the program means it. ~: there, with a difference that is said as a note. ✗: not there; a build warns at the line \
         that asks for it, and `--strict` stops. What is said stands below the table.",
        "✓: como lo dice el programa. ~: está, con una diferencia que se dice como nota. ✗: no está; la construcción avisa en la \
         línea que lo pide y `--strict` se detiene. Abajo de la tabla está lo que se dice.",
    );
    let names: Vec<&str> = platforms.iter().map(|platform| platform.name).collect();
    let _ = writeln!(out, "{intro}\n\n| | {} |\n|---|{}", names.join(" | "), "---|".repeat(names.len()));
    for feature in Feature::ALL {
        let marks = platforms.iter().map(|platform| match (platform.takes)(*feature) {
            Taken::Whole => "✓",
            Taken::Otherwise(_) => "~",
            Taken::Lost(_) => "✗",
        });
        let marks: Vec<&str> = marks.collect();
        let _ = writeln!(out, "| {} | {} |", feature.about().in_lang(lang), marks.join(" | "));
    }
    for platform in platforms {
        let _ = writeln!(out, "\n## {}\n", platform.name);
        for feature in Feature::ALL {
            let (Taken::Otherwise(told) | Taken::Lost(told)) = (platform.takes)(*feature) else { continue };
            let said = told.said.in_lang(lang).replace("{id}", "…").replace("{platform}", platform.name);
            let _ = writeln!(out, "- {}: {said}", feature.about().in_lang(lang));
        }
        for limit in platform.texts {
            let said = limit.told.said.in_lang(lang);
            let _ = writeln!(out, "- {}: {said}", t(lang, "text", "texto"));
        }
    }
    out
}

#[test]
fn reference_pages_are_current() {
    let folder = repository().join("docs/reference");
    let pages = pages();
    if std::env::var_os("UPDATE").is_some() {
        let _ = fs::remove_dir_all(&folder);
        for (path, text) in &pages {
            let path = folder.join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
        return;
    }
    let stale: Vec<&String> = pages
        .iter()
        .filter(|(path, text)| fs::read_to_string(folder.join(path)).ok().as_ref() != Some(text))
        .map(|(p, _)| p)
        .collect();
    assert!(stale.is_empty(), "run `UPDATE=1 cargo test reference`, then again: {stale:?}");
    let on_disk = crate::programs::files_below(&folder).len();
    assert_eq!(on_disk, pages.len(), "pages that no longer belong lie in docs/reference");
}

#[test]
fn every_record_has_a_spanish_name() {
    let mut waiting: Vec<_> = Kind::ALL.iter().map(|kind| kind.info()).collect();
    let mut done: Vec<&str> = Vec::new();
    while let Some(record) = waiting.pop() {
        if !done.contains(&record.name) {
            done.push(record.name);
            waiting.extend(record_of_types(record));
        }
    }
    assert!(done.len() > 80, "only {} records were found", done.len());
    let nameless: Vec<&&str> = done.iter().filter(|name| !senda::model::spanish::has_label(name)).collect();
    assert!(nameless.is_empty(), "add them to src/model/data/names.yml: {nameless:?}");
}
