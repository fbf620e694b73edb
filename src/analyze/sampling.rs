//! How many answers a survey is planned to bring.

use super::Context;
use crate::model::archetype::Archetype;
use crate::model::dataset::Dataset;
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

/// Whether the metric is read for each archetype: one of its cuts is a column of archetypes.
pub fn read_by_archetype(metric: Of<'_, Metric>, context: &Context<'_>) -> bool {
    let Some(dataset) =
        metric.it.dataset.spanned().and_then(|(at, _)| context.program.follow::<Dataset>(metric.index, at))
    else {
        return false;
    };
    let names_archetypes = |id: Id| {
        dataset.it.columns.pairs().any(|(name, column)| {
            name.0 == id && column.refers_to.get() == Some(&ColumnRefersTo::Kind(Kind::Archetype))
        })
    };
    metric
        .it
        .cuts
        .items()
        .flat_map(|cut| cut.list().iter())
        .any(|column| names_archetypes(column.path.part.unwrap_or(column.path.head)))
}
