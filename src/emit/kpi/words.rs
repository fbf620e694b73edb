//! What a metric says about itself, in the languages of the program: the header of a query, and the
//! description in a catalogue.

use super::plan::{Finished, Plan, Query};
use super::{series, text};
use crate::diagnostic::{Lang, Say, say};
use crate::model::metric::Direction;
use crate::model::role::Role;
use crate::model::scalar::Scalar;
use crate::model::text::Text;
use crate::resolve::Resolved;

/// The languages of the program, each with the language that our own words are in there.
pub fn languages(program: &Resolved) -> Vec<(&str, Lang)> {
    program.languages().into_iter().map(|tag| (tag, Lang::of_tag(tag).unwrap_or_default())).collect()
}

/// The title of a metric in a language.
pub fn title(program: &Resolved, query: &Query<'_>, language: &str) -> String {
    match query.metric.entity.common().title.get() {
        Some(title) => title.reading(language, program.first_language()).to_owned(),
        None => query.metric.id().readable(),
    }
}

/// Definition of a metric in one language: title, description, base, what is left out, where its series breaks.
pub fn definition(program: &Resolved, query: &Query<'_>, language: &str, lang: Lang) -> Vec<String> {
    let first = program.first_language();
    let read = |text: &Text| text.reading(language, first).to_owned();
    let metric = query.metric.it;
    let mut lines = vec![title(program, query, language)];
    lines.extend(query.metric.entity.common().description.get().map(read));
    if let Some(base) = metric.base.get().and_then(|base| base.text.get()) {
        lines.push(labelled(say!(en: "base", es: "base"), lang, &read(base)));
    }
    for excluded in metric.exclude.items() {
        if let Some(why) = excluded.why.get() {
            lines.push(labelled(say!(en: "left out", es: "se deja fuera"), lang, &read(why)));
        }
    }
    for one in series::breaks(program, query) {
        lines.push(one.told(language, first, lang));
    }
    if query.proposed {
        lines.push(
            say!(en: "proposed: not in use yet", es: "propuesta: todavía sin usar").in_lang(lang).to_owned(),
        );
    }
    lines
}

fn labelled(label: Say, lang: Lang, text: &str) -> String {
    format!("{}: {text}", label.in_lang(lang))
}

/// What is the same in every language: family, unit, direction, period, owner.
pub fn facts(program: &Resolved, query: &Query<'_>) -> Vec<(&'static str, String)> {
    let metric = query.metric;
    let mut facts = vec![("family", query.family.word().to_owned())];
    facts.extend(query.unit.map(|unit| ("unit", unit.word().to_owned())));
    facts.extend(direction(query).map(|direction| ("direction", direction.to_owned())));
    facts.extend(metric.it.period.get().map(|period| ("period", period.spell())));
    let owner = program.follow::<Role>(metric.index, metric.entity.common().owner.span());
    if !metric.entity.common().owner.is_absent() {
        facts.extend(owner.map(|role| ("owner", role.id().to_string())));
    }
    facts
}

/// Which way is better: as the metric says, or its library KPI.
pub fn direction(query: &Query<'_>) -> Option<&'static str> {
    let own = query.metric.it.direction.value().map(Direction::word);
    let library =
        || crate::resolve::names::metrics::library_kpi(query.metric.it).map(|kpi| kpi.direction.as_str());
    own.or_else(library)
}

/// The comment above a query.
pub fn header(program: &Resolved, query: &Query<'_>, finished: &Finished) -> String {
    let mut lines = vec![query.metric.id().to_string()];
    for (language, lang) in languages(program) {
        for line in definition(program, query, language, lang) {
            lines.push(format!("{language}: {line}"));
        }
    }
    lines.push(
        facts(program, query)
            .iter()
            .map(|(key, value)| format!("{key}: {value}"))
            .collect::<Vec<_>>()
            .join("; "),
    );
    for (language, lang) in languages(program) {
        lines.push(format!("{language}: {}", counting(query).in_lang(lang)));
    }
    if let Plan::Rows(rows) = &finished.plan {
        for filter in &rows.filters {
            let whys: Vec<String> =
                languages(program).iter().map(|(_, lang)| filter.why.in_lang(*lang).to_owned()).collect();
            lines.push(format!("{} = {}", whys.join(" / "), filter.sql.text));
        }
    }
    lines.iter().map(|line| format!("-- {}\n", text::with_plain_relations(&text::comment(line)))).collect()
}

/// What `n` counts, and what is not shown.
fn counting(query: &Query<'_>) -> Say {
    let n = match &query.finished.plan {
        Plan::Rows(_) => {
            say!(en: "n: rows that count, without weights", es: "n: filas que cuentan, sin pesos")
        }
        Plan::Formula(_) => {
            say!(en: "n: the smallest n of the metrics in the formula", es: "n: la menor n de las métricas de la fórmula")
        }
        Plan::Health(health) if health.cases.is_some() => {
            say!(en: "n: cases with a score", es: "n: casos con calificación")
        }
        Plan::Health(_) => {
            say!(en: "n: the smallest n of the components", es: "n: la menor n de los componentes")
        }
    };
    match query.minimum_n {
        Some(least) if !query.cuts.is_empty() => {
            say!(en: "{}; a cut with n below {least} has no value", n.en; es: "{}; un corte con n menor que {least} no lleva valor", n.es)
        }
        _ => n,
    }
}
