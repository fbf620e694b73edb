//! Names of bands, where a playbook, a test or a health score speaks of them.

use super::{metrics, rules};
use crate::diagnostic::{Diagnostic, say};
use crate::model::field::Field;
use crate::model::metric::Metric;
use crate::model::playbook::Playbook;
use crate::model::reader::nearest;
use crate::model::test::Test;
use crate::model::text::Plain;
use crate::model::unions::ExpectedValue;
use crate::model::{EntityIndex, Of};
use crate::resolve::Resolved;
use crate::source::Span;

/// Says which bands are named that their metric does not have.
pub fn report(resolved: &Resolved, findings: &mut Vec<Diagnostic>) {
    let mut names = Names { resolved, findings };
    for playbook in resolved.all::<Playbook>() {
        for trigger in playbook.it.trigger.items() {
            names.under(playbook.index, trigger.metric.span(), &trigger.is);
        }
    }
    for test in resolved.all::<Test>() {
        let Some(expect) = test.it.expect.get() else { continue };
        for entry in expect.bands.entries() {
            names.under(test.index, entry.key_span, &entry.value);
        }
        for entry in expect.metrics.entries() {
            if let Some(ExpectedValue::Record(expected)) = entry.value.get() {
                names.under(test.index, entry.key_span, &expected.band);
            }
        }
    }
    for metric in resolved.all::<Metric>() {
        for decided in metric.it.overrides.items() {
            if let Some((span, band)) = decided.band.spanned() {
                names.of(metric, metric.index, span, band);
            }
        }
        for component in metric.it.components.items() {
            let Some(scored) = resolved.follow::<Metric>(metric.index, component.metric.span()) else {
                continue;
            };
            for entry in component.points.entries() {
                names.of(scored, metric.index, entry.key_span, &entry.key);
            }
        }
    }
}

struct Names<'n> {
    resolved: &'n Resolved,
    findings: &'n mut Vec<Diagnostic>,
}

impl Names<'_> {
    /// A band of the metric that the reference at a place leads to.
    fn under(&mut self, from: EntityIndex, metric: Span, band: &Field<Plain>) {
        let resolved = self.resolved;
        if let (Some(metric), Some((span, band))) = (resolved.follow::<Metric>(from, metric), band.spanned())
        {
            self.of(metric, from, span, band);
        }
    }

    fn of(&mut self, metric: Of<'_, Metric>, from: EntityIndex, at: Span, band: &str) {
        if metric.it.bands.is_bad() || metric.it.bands_by.is_bad() {
            return;
        }
        let known = metrics::band_names(metric.it);
        let lacking = known.contains(&band).then(|| set_without(metric, band));
        if lacking == Some(None) {
            return;
        }
        let (id, entity) = (metric.id(), self.resolved.entity(from));
        let place = entity.place(at);
        let mut finding = match lacking.flatten() {
            Some(set) => Diagnostic::new(
                &rules::UNKNOWN_BAND,
                place,
                say!(en: "some customers have no band `{band}` of `{id}`", es: "algunos clientes no tienen la banda `{band}` de `{id}`"),
            )
            .related(metric.place(set), say!(en: "this set of bands lacks it", es: "a este grupo de bandas le falta"))
            .help(say!(en: "use the same names in every set of bands, or name one that is in all of them",
                       es: "usa los mismos nombres en todos los grupos de bandas, o nombra una que esté en todos")),
            None => {
                let message = say!(en: "`{id}` has no band called `{band}`", es: "`{id}` no tiene una banda llamada `{band}`");
                Diagnostic::new(&rules::UNKNOWN_BAND, place, message)
            }
        }
        .entity(entity.name());
        if finding.help.is_none() {
            finding = match nearest(band, known.iter().copied()) {
                Some(better) => finding
                    .help(say!(en: "did you mean `{better}`?", es: "¿quisiste decir `{better}`?"))
                    .fix(false, vec![(place, better.to_owned())]),
                None if known.is_empty() => finding.help(say!(
                    en: "give the metric `bands`, or wait for another signal",
                    es: "dale `bands` a la métrica, o espera otra señal")),
                None => {
                    let listed = known.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ");
                    finding.help(say!(en: "it has {listed}", es: "tiene {listed}"))
                }
            };
            let bands = if metric.it.bands.is_absent() { metric.entity.at } else { metric.it.bands.span() };
            let defined =
                metric.it.bands.items().find_map(|band| band.name.spanned()).map_or(bands, |(span, _)| span);
            finding = finding
                .related(metric.place(defined), say!(en: "the bands of `{id}`", es: "las bandas de `{id}`"));
        }
        self.findings.push(finding);
    }
}

/// Where the condition of a set of bands stands that lacks a name which other sets have.
fn set_without(metric: Of<'_, Metric>, band: &str) -> Option<Span> {
    let has = |bands: &crate::model::field::Field<crate::model::field::List<crate::model::metric::Band>>| {
        bands.items().any(|own| own.name.value().is_some_and(|name| name.as_str() == band))
    };
    if !metric.it.bands.is_absent() && !has(&metric.it.bands) {
        return Some(
            metric
                .it
                .bands
                .items()
                .find_map(|own| own.name.spanned())
                .map_or(metric.it.bands.span(), |(at, _)| at),
        );
    }
    metric.it.bands_by.items().find(|set| !has(&set.bands)).map(|set| set.at)
}
