//! How many answers a survey is planned to bring.

use super::Context;
use crate::model::archetype::Archetype;
use crate::model::dataset::{Column, Dataset};
use crate::model::id::Id;
use crate::model::metric::Metric;
use crate::model::survey::Survey;
use crate::model::unions::ColumnRefersTo;
use crate::model::{Kind, Of};
use rust_decimal::prelude::ToPrimitive;

/// The answers planned for one wave, or for one month of a survey that goes out after a moment:
/// invitations, or a share of the archetypes asked, times the expected response rate. None when
/// the plan does not say.
pub fn planned_answers(survey: Of<'_, Survey>, context: &Context<'_>) -> Option<f64> {
    let sample = survey.it.sample.get()?;
    let rate = sample.response_rate.get()?.fraction().to_f64()?;
    let invited = match (sample.invitations.get(), sample.share.get()) {
        (Some(invitations), _) => invitations.0 as f64,
        (None, Some(share)) => share.fraction().to_f64()? * population(survey, context)?,
        (None, None) => return None,
    };
    Some(invited * rate)
}

/// The people in the archetypes that are asked, when every one of them says its size.
fn population(survey: Of<'_, Survey>, context: &Context<'_>) -> Option<f64> {
    let audience = survey.it.audience.get()?;
    let mut total = 0.0;
    for (at, _) in audience.archetypes.spanned_items() {
        total += context.program.follow::<Archetype>(survey.index, at)?.it.size.get()?.0 as f64;
    }
    (total > 0.0).then_some(total)
}

/// The cuts in which a metric is read: the columns of each, by their names; one whose column the dataset
/// does not have is left out.
pub fn cuts<'c>(metric: Of<'_, Metric>, context: &Context<'c>) -> Vec<Vec<(Id, &'c Column)>> {
    let dataset = metric.it.dataset.spanned();
    let dataset = dataset.and_then(|(at, _)| context.program.follow::<Dataset>(metric.index, at));
    let Some(dataset) = dataset else { return Vec::new() };
    let named = |id: Id| dataset.it.columns.pairs().find(|(name, _)| name.0 == id).map(|(_, own)| (id, own));
    let columns = metric.it.cuts.items().map(|cut| {
        let ids = cut.list().iter().map(|column| column.path.part.unwrap_or(column.path.head));
        ids.map(named).collect::<Option<Vec<_>>>()
    });
    columns.flatten().collect()
}

/// Whether the metric is read for each archetype: a column of one of its cuts names archetypes.
pub fn read_by_archetype(metric: Of<'_, Metric>, context: &Context<'_>) -> bool {
    let archetypes = ColumnRefersTo::Kind(Kind::Archetype);
    cuts(metric, context).iter().flatten().any(|(_, column)| column.refers_to.get() == Some(&archetypes))
}
