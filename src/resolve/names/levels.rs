//! Values of a metric that are counted in something else than the metric is.

use super::metrics::{family, library_kpi, score, stated_unit};
use super::vocabulary::currency;
use crate::diagnostic::{Diagnostic, Mistake, Say, say};
use crate::model::EntityIndex;
use crate::model::Of;
use crate::model::common::BusinessCase;
use crate::model::field::Field;
use crate::model::metric::{Family, Metric, Score};
use crate::model::playbook::Playbook;
use crate::model::quantity::{Change, Level, Unit};
use crate::model::roadmap::Roadmap;
use crate::model::rules::BAD_VALUE;
use crate::model::scalar::Scalar;
use crate::model::text::Plain;
use crate::model::time::PeriodName;
use crate::resolve::Resolved;
use crate::source::{At, Span};
use rust_decimal::Decimal;

/// Says which values of metrics are in another unit, and which baselines have no period.
pub fn report(resolved: &Resolved, findings: &mut Vec<Diagnostic>) {
    for metric in resolved.all::<Metric>() {
        if let Some(baseline) = metric.it.baseline.get() {
            findings.extend(no_period(metric, &baseline.period));
        }
        let Some(unit) = stated_unit(metric.it).map(|unit| unit.unit()) else { continue };
        let asked = Asked { resolved, metric, unit };
        findings.extend(levels(metric.it).into_iter().filter_map(|field| asked.level(field)));
        let change = metric.it.meaningful_change.spanned();
        findings.extend(change.and_then(|(at, change)| asked.change(metric.place(at), change)));
    }
    for playbook in resolved.all::<Playbook>() {
        if let Some(case) = playbook.it.business_case.get() {
            of_case(resolved, playbook.index, case, findings);
        }
    }
    for roadmap in resolved.all::<Roadmap>() {
        for case in roadmap.it.initiatives.items().filter_map(|initiative| initiative.business_case.get()) {
            of_case(resolved, roadmap.index, case, findings);
        }
    }
}

/// The values of a metric: where it stood, where it is to get, what was published, its bands.
fn levels(metric: &Metric) -> Vec<&Field<Level>> {
    let baseline = metric.baseline.get().map(|baseline| &baseline.value);
    let targets = metric.target.items().flat_map(|target| [&target.value, &target.tolerance]);
    let actuals = metric.actuals.items().map(|actual| &actual.value);
    let benchmarks = metric.benchmarks.items().map(|benchmark| &benchmark.value);
    let sets = std::iter::once(&metric.bands).chain(metric.bands_by.items().map(|set| &set.bands));
    let bands = sets.flat_map(|set| set.items());
    let ends = bands.flat_map(|band| [&band.from, &band.above, &band.up_to, &band.below]);
    baseline.into_iter().chain(targets).chain(actuals).chain(benchmarks).chain(ends).collect()
}

/// The effect that a business case expects of a metric.
fn of_case(resolved: &Resolved, from: EntityIndex, case: &BusinessCase, findings: &mut Vec<Diagnostic>) {
    let Some(effect) = case.expects.get() else { return };
    let Some(metric) = resolved.follow::<Metric>(from, effect.metric.span()) else { return };
    let Some(unit) = stated_unit(metric.it).map(|unit| unit.unit()) else { return };
    let asked = Asked { resolved, metric, unit };
    for (at, change) in [&effect.change, &case.low, &case.high].into_iter().filter_map(Field::spanned) {
        findings.extend(asked.change(resolved.entity(from).place(at), change));
    }
}

/// A metric and what its values are counted in.
struct Asked<'r> {
    resolved: &'r Resolved,
    metric: Of<'r, Metric>,
    unit: Unit,
}

impl Asked<'_> {
    fn level(&self, field: &Field<Level>) -> Option<Diagnostic> {
        let (at, level) = field.spanned()?;
        if level.unit() == self.unit {
            return None;
        }
        let (written, noun, asked) = (level.spell(), level.unit().noun(), self.unit.noun());
        let message = say!(en: "`{written}` is {}, and `{}` {}", noun.en, self.metric.id(), self.counted().en;
                           es: "`{written}` es {}, y `{}` {}", noun.es, self.metric.id(), self.counted().es);
        let forms = self.forms(level);
        let other = level.unit().name();
        let help = match (&forms[..], self.says_unit()) {
            ([], _) => say!(en: "write {}", asked.en; es: "escribe {}", asked.es),
            (_, true) => {
                let (en, es) = listed(&forms);
                say!(en: "write {en}; if it is {} that the metric measures, correct its unit: `unit: {other}`", noun.en;
                     es: "escribe {es}; si lo que la métrica mide es {}, corrige su unidad: `unit: {other}`", noun.es)
            }
            _ if self.may_be_an_average(level) => {
                let (en, es) = listed(&forms);
                say!(en: "write {en}; if the metric is the average of the answers, write `score: mean`";
                     es: "escribe {es}; si la métrica es el promedio de las respuestas, escribe `score: mean`")
            }
            _ => {
                let (en, es) = listed(&forms);
                say!(en: "write {en}"; es: "escribe {es}")
            }
        };
        let place = self.metric.place(at);
        let edits = forms.first().map(|form| vec![(place, form.clone())]).unwrap_or_default();
        Some(self.found(place, message).help(help).guess(edits))
    }

    fn change(&self, at: At, change: &Change) -> Option<Diagnostic> {
        let fits = match change {
            Change::Relative(_) | Change::Unstated(_) => true,
            Change::PercentagePoints(_) => self.unit == Unit::Share,
            Change::Points(_) => self.unit == Unit::Points,
            Change::Money(_) => matches!(self.unit, Unit::Money | Unit::MoneyPerTime),
            Change::Duration(_) => self.unit == Unit::Duration,
            Change::Number(_) => self.unit == Unit::Number,
        };
        if fits {
            return None;
        }
        let (written, noun) = (change.spell(), change.noun());
        let message = say!(en: "`{written}` is {}, and `{}` {}", noun.en, self.metric.id(), self.counted().en;
                           es: "`{written}` es {}, y `{}` {}", noun.es, self.metric.id(), self.counted().es);
        let number = written.split(' ').next().unwrap_or(&written);
        let unit = match self.unit {
            Unit::Share => Some("pp"),
            Unit::Points => Some("points"),
            _ => None,
        };
        let form = unit.map(|unit| format!("{number} {unit}"));
        let help = match &form {
            Some(form) => {
                say!(en: "write `{form}`, or as a part of the value: `{number} % relative`", es: "escribe `{form}`, o como parte del valor: `{number} % relative`")
            }
            None => {
                say!(en: "write the change in the unit of the metric, or as a part of its value: `{number} % relative`", es: "escribe el cambio en la unidad de la métrica, o como parte de su valor: `{number} % relative`")
            }
        };
        Some(self.found(at, message).help(help).guess(form.map(|form| vec![(at, form)]).unwrap_or_default()))
    }

    fn found(&self, at: At, message: Say) -> Diagnostic {
        let finding = Diagnostic::new(&BAD_VALUE, at, message).entity(self.metric.entity.name());
        let because =
            say!(en: "because of this it {}", self.counted().en; es: "por esto {}", self.counted().es);
        match self.unit_at() {
            Some(span) => finding.related(self.metric.place(span), because),
            None => finding,
        }
    }

    /// Where the metric says what it counts: its unit, or the family or library KPI that settles it.
    fn unit_at(&self) -> Option<Span> {
        let it = self.metric.it;
        let spans = [
            it.unit.spanned().map(|(at, _)| at),
            it.r#use.spanned().map(|(at, _)| at),
            it.family.spanned().map(|(at, _)| at),
        ];
        spans.into_iter().flatten().next()
    }

    /// Whether a bare number may be the average of a satisfaction or an effort.
    fn may_be_an_average(&self, level: &Level) -> bool {
        let it = self.metric.it;
        matches!(it.family.value(), Some(Family::Csat | Family::Ces))
            && score(it) == Score::TopBox
            && matches!(level, Level::Number(number) if number.0 <= Decimal::TEN)
    }

    fn says_unit(&self) -> bool {
        self.metric.it.unit.value().is_some() && library_kpi(self.metric.it).is_none()
    }

    /// What the metric is, as the verb of a sentence.
    fn counted(&self) -> Say {
        match self.unit {
            Unit::Points => say!(en: "is measured in points", es: "se mide en puntos"),
            Unit::Share => say!(en: "is a percentage", es: "es un porcentaje"),
            Unit::Number => say!(en: "is a number without a unit", es: "es un número sin unidad"),
            Unit::Money => say!(en: "is money", es: "es dinero"),
            Unit::MoneyPerTime => say!(en: "is money per time", es: "es dinero por tiempo"),
            Unit::Duration => say!(en: "is a length of time", es: "es un lapso de tiempo"),
        }
    }

    /// Whether a bare number may count parts of one: `0.2`, or `1.1` where a share may pass the whole.
    fn may_be_a_fraction(&self, number: Decimal) -> bool {
        let beyond = matches!(family(self.metric.it), Some(Family::Ratio | Family::Expression));
        let most = if beyond { Decimal::TEN } else { Decimal::ONE };
        number.abs() < most && !number.fract().is_zero()
    }

    /// How the number may have been meant, in the unit of the metric.
    fn forms(&self, level: &Level) -> Vec<String> {
        let money = || currency(self.resolved).map(|code| code.code().to_owned());
        let spelled = level.spell();
        let number = spelled.split(' ').next().unwrap_or(&spelled);
        match (self.unit, level) {
            (Unit::Share, Level::Number(value)) if self.may_be_a_fraction(value.0) => {
                let hundredfold = (value.0 * Decimal::ONE_HUNDRED).normalize();
                vec![format!("{hundredfold} %"), format!("{number} %")]
            }
            (Unit::Share, Level::Number(_) | Level::Points(_)) => vec![format!("{number} %")],
            (Unit::Points, Level::Number(_) | Level::Share(_)) => vec![format!("{number} points")],
            (Unit::Number, Level::Points(_) | Level::Share(_)) => vec![number.to_owned()],
            (Unit::Money, Level::Number(_)) => {
                money().map(|code| format!("{number} {code}")).into_iter().collect()
            }
            (Unit::Money, Level::MoneyPerTime(rate)) => vec![rate.money.spell()],
            (Unit::MoneyPerTime, Level::Money(_)) => {
                vec![format!("{spelled} per year"), format!("{spelled} per month")]
            }
            (Unit::Duration, Level::Number(_)) => {
                ["h", "days", "business days"].iter().map(|unit| format!("{number} {unit}")).collect()
            }
            _ => Vec::new(),
        }
    }
}

/// "`a`, `b` or `c`", in both languages.
fn listed(forms: &[String]) -> (String, String) {
    let quoted: Vec<String> = forms.iter().map(|form| format!("`{form}`")).collect();
    let join = |or: &str| match quoted.split_last() {
        Some((last, [])) => last.clone(),
        Some((last, first)) => format!("{} {or} {last}", first.join(", ")),
        None => String::new(),
    };
    (join("or"), join("o"))
}

/// A period that is written like one and is none: `2026-T2`. Other words may say when it was.
fn no_period(metric: Of<'_, Metric>, period: &Field<Plain>) -> Option<Diagnostic> {
    let (at, words) = period.spanned()?;
    let Mistake { message, help } = PeriodName::nearly(words)?;
    let place = metric.place(at);
    let finding = Diagnostic::new(&BAD_VALUE, place, message).help(help).entity(metric.entity.name());
    Some(match PeriodName::meant(words) {
        Some(period) => finding.fix(false, vec![(place, period.spell())]),
        None => finding,
    })
}
