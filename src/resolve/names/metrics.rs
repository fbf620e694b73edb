//! Metrics as names of an expression: their unit, their bands, and the datasets they read.

use super::vocabulary::{Meaning, Vocabulary, currency};
use super::{columns, expected};
use crate::model::EntityIndex;
use crate::model::Of;
use crate::model::dataset::Dataset;
use crate::model::expression::{self, Currency, Expected, PeriodWord, Symbol, SymbolKind, Type};
use crate::model::expression_field::ExpressionField;
use crate::model::id::Id;
use crate::model::library::{self, LibraryKpi};
use crate::model::metric::{Each, Family, Metric, MetricUnit, Score};
use crate::model::quantity::{Level, MoneyPerTime};
use crate::resolve::{Resolved, Target};
use std::collections::BTreeSet;
use std::sync::Arc;

/// The library KPI that a metric uses.
pub fn library_kpi(metric: &Metric) -> Option<&'static LibraryKpi> {
    library::kpi(metric.r#use.value()?.id())
}

/// How a metric is computed: as it says, or as the library KPI does that it uses.
pub fn family(metric: &Metric) -> Option<Family> {
    match library_kpi(metric) {
        Some(kpi) => Family::ALL.iter().copied().find(|family| family.word() == kpi.family),
        None => metric.family.value(),
    }
}

/// What the values of a metric are counted in, where it says so or where its family settles it.
pub fn stated_unit(metric: &Metric) -> Option<MetricUnit> {
    let kpi = library_kpi(metric);
    if let Some(unit) = metric.unit.value() {
        return Some(unit);
    }
    if let Some(kpi) = kpi {
        return MetricUnit::ALL.iter().copied().find(|unit| unit.word() == kpi.unit);
    }
    match metric.family.value()? {
        Family::Nps => Some(MetricUnit::Points),
        Family::Rate => Some(MetricUnit::Share),
        Family::Count | Family::Health => Some(MetricUnit::Number),
        Family::Csat if score(metric) == Score::TopBox => Some(MetricUnit::Share),
        Family::Ces if score(metric) == Score::TopBox => Some(MetricUnit::Share),
        Family::Csat | Family::Ces => Some(MetricUnit::Number),
        Family::Mean | Family::Sum | Family::Ratio | Family::Expression | Family::Quantile => None,
    }
}

/// Part of good answers or average: `top-box` for csat and `mean` for ces when nothing is said.
pub fn score(metric: &Metric) -> Score {
    let default = if metric.family.value() == Some(Family::Ces) { Score::Mean } else { Score::TopBox };
    metric.score.value().unwrap_or(default)
}

/// For what one value is computed; a health score takes it from its components.
pub fn each(resolved: &Resolved, metric: Of<'_, Metric>) -> Option<Each> {
    let mut seen = BTreeSet::new();
    each_within(resolved, metric, &mut seen)
}

fn each_within(
    resolved: &Resolved,
    metric: Of<'_, Metric>,
    seen: &mut BTreeSet<EntityIndex>,
) -> Option<Each> {
    if let Some(each) = metric.it.each.value() {
        return Some(each);
    }
    if !seen.insert(metric.index) {
        return None;
    }
    let mut components = metric.it.components.items();
    components
        .find_map(|part| each_within(resolved, resolved.follow(metric.index, part.metric.span())?, seen))
}

/// The names of the bands of a metric: of all its sets, each once.
pub fn band_names(metric: &Metric) -> Vec<&'static str> {
    let sets = std::iter::once(&metric.bands).chain(metric.bands_by.items().map(|set| &set.bands));
    let mut names: Vec<&str> = Vec::new();
    for name in sets.flat_map(|bands| bands.items()).filter_map(|band| band.name.value()) {
        if !names.contains(&name.as_str()) {
            names.push(name.as_str());
        }
    }
    names
}

/// All metrics, each by its id.
pub fn all(resolved: &Resolved) -> Vocabulary {
    let mut vocabulary = Vocabulary::of(resolved);
    for metric in resolved.all::<Metric>() {
        add(resolved, metric, &mut vocabulary);
    }
    vocabulary
}

/// All metrics as the files of the program itself name them: `corp:nps` is one of a package.
pub fn as_written(resolved: &Resolved) -> Vocabulary {
    let mut vocabulary = Vocabulary::of(resolved);
    for metric in resolved.all::<Metric>() {
        if resolved.packages.of_file(metric.entity.file).is_none() {
            add(resolved, metric, &mut vocabulary);
        }
        for called in resolved.packages.names_of(metric.index) {
            vocabulary.add(called.spelled.as_str(), meaning(resolved, metric));
        }
    }
    if resolved.packages.list.iter().any(|it| it.place.is_empty()) {
        vocabulary.mark_incomplete(); // one could not be opened, and that finding is out
    }
    vocabulary
}

/// Adds a metric to what may be named.
pub fn add(resolved: &Resolved, metric: Of<'_, Metric>, vocabulary: &mut Vocabulary) {
    vocabulary.add(metric.id().as_str(), meaning(resolved, metric));
}

fn meaning(resolved: &Resolved, metric: Of<'_, Metric>) -> Meaning {
    match value_type(resolved, metric) {
        Some(ty) => {
            let symbol =
                Symbol::new(SymbolKind::Metric, metric.id().as_str(), ty).with_bands(band_names(metric.it));
            Meaning::Value(Arc::new(symbol), vec![Target::Entity(metric.index)])
        }
        None => Meaning::Unreadable,
    }
}

/// The type of the values of a metric. Where nothing says the unit, it is that of the expression it is
/// computed with; none when that cannot be read or goes round in a circle.
pub fn value_type(resolved: &Resolved, metric: Of<'_, Metric>) -> Option<Type> {
    value_type_within(resolved, metric, &mut Vec::new())
}

/// Formulas over formulas that state no unit are followed this far.
const MOST_STEPS: usize = 64;

fn value_type_within(
    resolved: &Resolved,
    metric: Of<'_, Metric>,
    open: &mut Vec<EntityIndex>,
) -> Option<Type> {
    if let Some(unit) = stated_unit(metric.it) {
        return unit_type(resolved, metric.it, unit);
    }
    if metric.it.unit.is_bad() || open.contains(&metric.index) || open.len() >= MOST_STEPS {
        return None;
    }
    let over_rows = |field: &ExpressionField| {
        let dataset = resolved.follow::<Dataset>(metric.index, metric.it.dataset.span())?;
        let columns = columns::of_dataset(resolved, dataset);
        Some(expression::check(&field.expr, &columns, &Expected::Value).ok()?.ty)
    };
    match metric.it.family.value()? {
        Family::Mean | Family::Quantile => over_rows(metric.it.value.get()?).map(averaged),
        Family::Sum => over_rows(metric.it.value.get()?),
        Family::Ratio => {
            let dataset = resolved.follow::<Dataset>(metric.index, metric.it.dataset.span())?;
            let ratio = expected::divided(metric.it.value.get()?, metric.it.per.get()?);
            let columns = columns::of_dataset(resolved, dataset);
            Some(expression::check(&ratio, &columns, &Expected::Value).ok()?.ty)
        }
        Family::Expression => {
            let formula = metric.it.formula.get()?;
            open.push(metric.index);
            let mut vocabulary = Vocabulary::of(resolved);
            for (path, _) in formula.expr.names() {
                let named = path.single().map(Id::new).and_then(|id| resolved.get::<Metric>(id));
                let Some(named) = named else { continue };
                let ty = value_type_within(resolved, named, open);
                let symbol = ty.map(|ty| Arc::new(Symbol::new(SymbolKind::Metric, named.id().as_str(), ty)));
                vocabulary.add(
                    named.id().as_str(),
                    symbol.map_or(Meaning::Unreadable, |s| Meaning::Value(s, vec![])),
                );
            }
            open.pop();
            Some(expression::check(&formula.expr, &vocabulary, &Expected::Value).ok()?.ty)
        }
        _ => None,
    }
}

/// The average of whole numbers need not be whole.
fn averaged(ty: Type) -> Type {
    if ty == Type::Integer { Type::Number } else { ty }
}

fn unit_type(resolved: &Resolved, metric: &Metric, unit: MetricUnit) -> Option<Type> {
    Some(match unit {
        MetricUnit::Points => Type::Points,
        MetricUnit::Share => Type::Share,
        MetricUnit::Number => Type::Number,
        MetricUnit::Money => Type::Money(currency(resolved)?),
        MetricUnit::MoneyPerTime => {
            let (currency, per) =
                money_per_time(metric).or_else(|| Some((currency(resolved)?, PeriodWord::Year)))?;
            Type::MoneyPerTime(currency, per)
        }
        MetricUnit::Duration => Type::Duration,
    })
}

/// Per what the money of a metric flows: as its baseline, its target or a band says.
fn money_per_time(metric: &Metric) -> Option<(Currency, PeriodWord)> {
    let baseline = metric.baseline.get().and_then(|baseline| baseline.value.get());
    let targets = metric.target.items().filter_map(|target| target.value.get());
    let bands = metric.bands.items().flat_map(|band| [&band.from, &band.above, &band.up_to, &band.below]);
    let mut levels = baseline.into_iter().chain(targets).chain(bands.filter_map(|end| end.get()));
    levels.find_map(|level| match level {
        Level::MoneyPerTime(MoneyPerTime { money, per }) => {
            Some((Currency::of_code(money.currency.code())?, PeriodWord::of_word(per.name())?))
        }
        _ => None,
    })
}

/// The datasets that a metric is computed from, over its components and the metrics it names.
pub fn datasets(resolved: &Resolved, metric: Of<'_, Metric>) -> Vec<EntityIndex> {
    let mut found = Vec::new();
    let mut seen = BTreeSet::new();
    gather_datasets(resolved, metric, &mut seen, &mut found);
    found
}

fn gather_datasets(
    resolved: &Resolved,
    metric: Of<'_, Metric>,
    seen: &mut BTreeSet<EntityIndex>,
    found: &mut Vec<EntityIndex>,
) {
    if !seen.insert(metric.index) {
        return;
    }
    if let Some(dataset) = resolved.follow::<Dataset>(metric.index, metric.it.dataset.span())
        && !metric.it.dataset.is_absent()
        && !found.contains(&dataset.index)
    {
        found.push(dataset.index);
    }
    for part in metric.it.components.items() {
        if let Some(component) = resolved.follow(metric.index, part.metric.span()) {
            gather_datasets(resolved, component, seen, found);
        }
    }
    let parameters = metric.it.with.pairs().map(|(_, parameter)| &**parameter);
    let formulas = metric.it.formula.get().map(|formula| &**formula).into_iter().chain(parameters);
    for (path, _) in formulas.flat_map(|formula| formula.expr.names()) {
        if let Some(named) = path.single().map(Id::new).and_then(|id| resolved.get::<Metric>(id)) {
            gather_datasets(resolved, named, seen, found);
        }
    }
}
