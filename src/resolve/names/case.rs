//! What is known of a case: the answers and facts that started it, and the metrics that have a value
//! for each customer.

use super::vocabulary::{Meaning, Vocabulary};
use super::{answers, columns, metrics};
use crate::diagnostic::{Mistake, say};
use crate::model::dataset::Dataset;
use crate::model::expression::{Symbol, SymbolKind};
use crate::model::metric::Metric;
use crate::model::playbook::Playbook;
use crate::model::survey::Survey;
use crate::model::{EntityIndex, Of};
use crate::resolve::{Resolved, Target};

/// What a condition over a case may name, in a playbook or in a health score.
pub fn of_entity(resolved: &Resolved, from: EntityIndex) -> Vocabulary {
    if let Some(playbook) = resolved.as_kind::<Playbook>(from) {
        return of_playbook(resolved, playbook);
    }
    match resolved.as_kind::<Metric>(from) {
        Some(metric) => of_metric(resolved, metric),
        None => Vocabulary::unreadable(resolved),
    }
}

/// Columns of the datasets that a metric is computed from, and the metrics with a value for each case.
pub fn of_metric(resolved: &Resolved, metric: Of<'_, Metric>) -> Vocabulary {
    let datasets = metrics::datasets(resolved, metric);
    let parts = metric.it.components.items();
    let components = parts.filter_map(|part| resolved.follow::<Metric>(metric.index, part.metric.span()));
    let own: Vec<EntityIndex> = components.map(|component| component.index).collect();
    put_together(resolved, &[], &datasets, &own)
}

fn of_playbook(resolved: &Resolved, playbook: Of<'_, Playbook>) -> Vocabulary {
    let (mut surveys, mut datasets, mut own) = (Vec::new(), Vec::new(), Vec::new());
    for trigger in playbook.it.trigger.items() {
        if let Some(survey) = resolved.follow::<Survey>(playbook.index, trigger.survey.span()) {
            surveys.push(survey.index);
        }
        for at in [trigger.event.span(), trigger.before.span()] {
            datasets.extend(resolved.follow::<Dataset>(playbook.index, at).map(|dataset| dataset.index));
        }
        if let Some(metric) = resolved.follow::<Metric>(playbook.index, trigger.metric.span()) {
            own.push(metric.index);
            datasets.extend(metrics::datasets(resolved, metric));
        }
    }
    let mut vocabulary = put_together(resolved, &surveys, &datasets, &own);
    let unknown = |trigger: &crate::model::playbook::Trigger| {
        let places =
            [trigger.survey.span(), trigger.event.span(), trigger.before.span(), trigger.metric.span()];
        let named = [
            !trigger.survey.is_absent(),
            !trigger.event.is_absent(),
            !trigger.before.is_absent(),
            !trigger.metric.is_absent(),
        ];
        places.iter().zip(named).any(|(at, named)| named && resolved.target(playbook.index, *at).is_none())
    };
    if playbook.it.trigger.is_bad() || playbook.it.trigger.items().any(unknown) {
        vocabulary.mark_incomplete();
    }
    vocabulary
}

/// One vocabulary over surveys, datasets and metrics. Everything has a full name (`survey.question`,
/// `dataset.column`); the short name as well, unless it could mean two different things.
fn put_together(
    resolved: &Resolved,
    surveys: &[EntityIndex],
    datasets: &[EntityIndex],
    own: &[EntityIndex],
) -> Vocabulary {
    let mut vocabulary = Vocabulary::of(resolved);
    let mut short: Vec<(String, Vec<(String, Meaning)>)> = Vec::new();
    let mut gather = |owner: &str, names: &Vocabulary| {
        for (name, meaning) in names.iter() {
            let full = format!("{owner}.{name}");
            match short.iter_mut().find(|(known, _)| known == name) {
                Some((_, all)) if all.iter().any(|(known, _)| *known == full) => {}
                Some((_, all)) => all.push((full, meaning.clone())),
                None => short.push((name.to_owned(), vec![(full, meaning.clone())])),
            }
        }
    };
    let mut incomplete = false;
    for survey in surveys.iter().filter_map(|index| resolved.as_kind::<Survey>(*index)) {
        let names = answers::of_survey(resolved, survey, None);
        incomplete |= names.is_incomplete();
        gather(survey.id().as_str(), &names);
    }
    for dataset in datasets.iter().filter_map(|index| resolved.as_kind::<Dataset>(*index)) {
        let names = columns::of_dataset(resolved, dataset);
        incomplete |= names.is_incomplete();
        gather(dataset.id().as_str(), &names);
    }
    for (name, meanings) in &short {
        vocabulary.add(name.clone(), one_meaning(name, meanings));
    }
    for metric in resolved.all::<Metric>() {
        if own.contains(&metric.index) || metrics::each(resolved, metric).is_some() {
            metrics::add(resolved, metric, &mut vocabulary);
        }
    }
    for (full, meaning) in short.into_iter().flat_map(|(_, meanings)| meanings) {
        vocabulary.add(full, meaning);
    }
    if incomplete {
        vocabulary.mark_incomplete();
    }
    vocabulary
}

/// What a short name means: the one thing, the same column of several tables, or a refusal that shows
/// the full names.
fn one_meaning(name: &str, meanings: &[(String, Meaning)]) -> Meaning {
    if let [(_, only)] = meanings {
        return only.clone();
    }
    let alike = |a: &Symbol, b: &Symbol| a.kind == SymbolKind::Column && a == b;
    let values: Vec<(&Symbol, &[Target])> = meanings
        .iter()
        .filter_map(|(_, meaning)| match meaning {
            Meaning::Value(symbol, targets) => Some((&**symbol, targets.as_slice())),
            _ => None,
        })
        .collect();
    match values.first() {
        None => Meaning::Unreadable,
        Some((first, _))
            if values.len() == meanings.len() && values.iter().all(|(other, _)| alike(first, other)) =>
        {
            let targets = values.iter().flat_map(|(_, targets)| targets.iter().copied()).collect();
            Meaning::Value(std::sync::Arc::new((*first).clone()), targets)
        }
        Some(_) => {
            let full: Vec<String> = meanings.iter().map(|(full, _)| format!("`{full}`")).collect();
            let (en, es) = (full.join(" or "), full.join(" o "));
            Meaning::Refused(
                Mistake::new(
                    say!(en: "`{name}` could be {en}.", es: "`{name}` podría ser {es}."),
                    say!(en: "Write the one that is meant.", es: "Escribe el que corresponda."),
                ),
                None,
            )
        }
    }
}
