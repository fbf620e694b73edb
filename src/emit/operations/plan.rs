//! The fieldwork of one survey as a document for whoever sends it.

use crate::analyze::Context;
use crate::analyze::fieldwork::{Fieldwork, Margin, Reading};
use crate::emit::survey::landing::{self, Beside, Landing};
use crate::emit::survey::{Answer, Instrument, Item};
use crate::model::Of;
use crate::model::dataset::Dataset;
use crate::model::scalar::Scalar;
use crate::model::text::Text;
use serde::Serialize;
use std::collections::BTreeMap;

/// A text by language; a plain one under the first language of the program.
type Words = BTreeMap<String, String>;

#[derive(Serialize)]
pub struct Plan {
    version: u32,
    survey: String,
    #[serde(rename = "type")]
    survey_type: Option<&'static str>,
    title: Words,
    languages: Vec<String>,
    channels: Vec<String>,
    audience: Audience,
    trigger: Trigger,
    sample: Sample,
    /// How many answers of one group are enough, counted as `sample.per` says.
    quotas: Vec<QuotaView>,
    /// Lengths of time as the program writes them.
    reminders: Vec<String>,
    open_for: Option<String>,
    holds_back: HoldsBack,
    waves: Vec<WaveView>,
    expected: Expected,
    questions: Vec<QuestionView>,
    lands_in: Vec<DatasetView>,
    acts: Vec<String>,
}

#[derive(Default, Serialize)]
struct Audience {
    archetypes: Vec<String>,
    roles: Vec<String>,
    minimum_tenure: Option<String>,
    answered: Option<Answered>,
    exclude: Vec<Excluded>,
}

#[derive(Serialize)]
struct Answered {
    survey: String,
    when: String,
}

#[derive(Serialize)]
struct Excluded {
    when: Words,
    why: Words,
}

#[derive(Default, Serialize)]
struct Trigger {
    every: Option<String>,
    after: Option<String>,
    on_request: bool,
    delay: Option<String>,
    outcome: Option<&'static str>,
}

#[derive(Default, Serialize)]
struct Sample {
    /// What invitations and answers are counted by: `wave` or `month`.
    per: &'static str,
    invitations: Option<i64>,
    /// Parts of one.
    share: Option<f64>,
    response_rate: Option<f64>,
    method: Option<&'static str>,
    stratify_by: Vec<String>,
    nonresponse: Words,
}

#[derive(Serialize)]
struct QuotaView {
    id: String,
    /// In the words of the program.
    when: String,
    limit: i64,
    /// What is read by whoever comes when it is full.
    text: Words,
}

#[derive(Serialize)]
struct HoldsBack {
    policy: Option<String>,
    limits: Vec<LimitView>,
    /// How long those rest who answered.
    rests: Vec<String>,
}

#[derive(Serialize)]
struct LimitView {
    policy: String,
    id: String,
    maximum: usize,
    window: String,
    counts_reminders: bool,
}

#[derive(Serialize)]
struct WaveView {
    opens: String,
    reminders: Vec<String>,
    closes: Option<String>,
}

#[derive(Serialize)]
struct Expected {
    answers: Option<f64>,
    readings: Vec<ReadingView>,
}

/// How exactly a metric will be known. `margin` is half the width of the 95 % interval.
#[derive(Serialize)]
struct ReadingView {
    metric: String,
    archetype: Option<String>,
    answers: f64,
    margin: Option<f64>,
    margin_unit: Option<&'static str>,
    minimum: Option<i64>,
    shown: bool,
}

#[derive(Serialize)]
struct QuestionView {
    id: String,
    version: i64,
    answered_as: &'static str,
    canonical: Option<&'static str>,
    lands_in: Vec<Landing>,
}

#[derive(Serialize)]
struct DatasetView {
    dataset: String,
    table: Option<String>,
    file: Option<String>,
    beside: Beside,
}

pub fn plan(instrument: &Instrument<'_>, fieldwork: &Fieldwork<'_>, context: &Context<'_>) -> Plan {
    let (survey, program) = (instrument.survey, context.program);
    let it = survey.it;
    let first = program.first_language();
    let datasets = landing::datasets(instrument, program);
    let questions = instrument.answered().map(|(_, item)| QuestionView {
        id: item.id.to_string(),
        version: item.version,
        answered_as: answered_as(item),
        canonical: item.canonical,
        lands_in: landing::of_question(instrument, item, &datasets, program),
    });
    Plan {
        version: 1,
        survey: survey.id().to_string(),
        survey_type: it.survey_type.value().map(|kind| kind.word()),
        title: it.common.title.get().map(|title| words(title, first)).unwrap_or_default(),
        languages: instrument.languages.clone(),
        channels: it.channels.items().map(|channel| channel.path.to_string()).collect(),
        audience: audience(fieldwork, first),
        trigger: trigger(fieldwork),
        sample: sample(fieldwork, first),
        quotas: quotas(fieldwork, first),
        reminders: it.reminders.items().map(Scalar::spell).collect(),
        open_for: it.open_for.get().map(Scalar::spell),
        holds_back: holds_back(fieldwork),
        waves: fieldwork.waves.iter().map(wave).collect(),
        expected: Expected {
            answers: fieldwork.answers.map(rounded),
            readings: fieldwork.readings.iter().map(reading).collect(),
        },
        questions: questions.collect(),
        lands_in: datasets.iter().map(dataset).collect(),
        acts: it.acts.items().map(|act| act.path.to_string()).collect(),
    }
}

fn wave(wave: &crate::analyze::fieldwork::Wave) -> WaveView {
    WaveView {
        opens: wave.opens.to_string(),
        reminders: wave.reminders.iter().map(ToString::to_string).collect(),
        closes: wave.closes.map(|day| day.to_string()),
    }
}

fn audience(fieldwork: &Fieldwork<'_>, first: &str) -> Audience {
    let Some(it) = fieldwork.survey.it.audience.get() else { return Audience::default() };
    Audience {
        archetypes: it.archetypes.items().map(|archetype| archetype.path.to_string()).collect(),
        roles: it.roles.items().map(|role| role.path.to_string()).collect(),
        minimum_tenure: it.minimum_tenure.get().map(Scalar::spell),
        answered: it.answered.get().and_then(|answered| {
            let (survey, when) = (answered.survey.get()?, answered.when.get()?);
            Some(Answered { survey: survey.path.to_string(), when: when.text.to_string() })
        }),
        exclude: it
            .exclude
            .items()
            .filter_map(|excluded| {
                let why = excluded.why.get().map(|why| words(why, first)).unwrap_or_default();
                Some(Excluded { when: words(excluded.when.get()?, first), why })
            })
            .collect(),
    }
}

fn trigger(fieldwork: &Fieldwork<'_>) -> Trigger {
    let Some(it) = fieldwork.survey.it.trigger.get() else { return Trigger::default() };
    Trigger {
        every: it.every.get().map(Scalar::spell),
        after: it.after.get().map(|after| after.path.to_string()),
        on_request: it.on_request.value() == Some(true),
        delay: it.delay.get().map(Scalar::spell),
        outcome: it.outcome.value().map(|outcome| outcome.word()),
    }
}

fn sample(fieldwork: &Fieldwork<'_>, first: &str) -> Sample {
    let in_waves = fieldwork.survey.it.trigger.get().is_some_and(|trigger| !trigger.every.is_absent());
    let per = if in_waves { "wave" } else { "month" };
    let Some(it) = fieldwork.survey.it.sample.get() else { return Sample { per, ..Sample::default() } };
    let part = |share: Option<&crate::model::quantity::Share>| {
        share.map(|share| rounded(crate::analyze::contacts::volumes::part(share)))
    };
    Sample {
        per,
        invitations: it.invitations.get().map(|n| n.0),
        share: part(it.share.get()),
        response_rate: part(it.response_rate.get()),
        method: it.method.value().map(|method| method.word()),
        stratify_by: it.stratify_by.items().map(|column| column.path.to_string()).collect(),
        nonresponse: it.nonresponse.get().map(|text| words(text, first)).unwrap_or_default(),
    }
}

fn quotas(fieldwork: &Fieldwork<'_>, first: &str) -> Vec<QuotaView> {
    let quota = |it: &crate::model::survey::Quota| {
        Some(QuotaView {
            id: it.id.get()?.to_string(),
            when: it.when.get()?.text.to_string(),
            limit: it.limit.get()?.0,
            text: it.text.get().map(|text| words(text, first)).unwrap_or_default(),
        })
    };
    fieldwork.survey.it.quotas.items().filter_map(quota).collect()
}

fn holds_back(fieldwork: &Fieldwork<'_>) -> HoldsBack {
    let limits = fieldwork.limits.iter().map(|limit| LimitView {
        policy: limit.policy.to_string(),
        id: limit.id.to_string(),
        maximum: limit.maximum,
        window: limit.written.spell(),
        counts_reminders: limit.reminders,
    });
    HoldsBack {
        policy: fieldwork.survey.it.contact_policy.get().map(|policy| policy.path.to_string()),
        limits: limits.collect(),
        rests: fieldwork.rests.iter().map(|rest| rest.written.spell()).collect(),
    }
}

fn reading(it: &Reading<'_>) -> ReadingView {
    let (margin, unit) = match it.margin {
        Some(Margin::Points(points)) => (Some(points), Some("points")),
        Some(Margin::PercentagePoints(points)) => (Some(points), Some("percentage points")),
        Some(Margin::ScalePoints(points)) => (Some(points), Some("points of the scale, at most")),
        None => (None, None),
    };
    ReadingView {
        metric: it.metric.id().to_string(),
        archetype: it.archetype.map(|archetype| archetype.to_string()),
        answers: rounded(it.answers),
        margin: margin.map(rounded),
        margin_unit: unit,
        minimum: it.minimum,
        shown: it.minimum.is_none_or(|minimum| it.answers >= minimum as f64),
    }
}

fn dataset((dataset, beside): &(Of<'_, Dataset>, Beside)) -> DatasetView {
    DatasetView {
        dataset: dataset.id().to_string(),
        table: dataset.it.table.get().map(|table| table.to_string()),
        file: dataset.it.file.get().map(|file| file.to_string()),
        beside: beside.clone(),
    }
}

fn answered_as(item: &Item<'_>) -> &'static str {
    match &item.answer {
        Answer::Open => "text",
        Answer::YesNo => "boolean",
        Answer::Number => "number",
        Answer::Date => "date",
        Answer::Choice { most: crate::emit::survey::Most::One, .. } => "option",
        Answer::Choice { .. } => "options",
        Answer::Ranking { .. } => "ranking",
        Answer::Scale(_) => "code",
        Answer::Matrix { .. } => "code for each line",
        Answer::Statement => "nothing",
    }
}

fn words(text: &Text, first: &str) -> Words {
    let own = |tag: &str| if tag.is_empty() { first.to_owned() } else { tag.to_owned() };
    text.readings().map(|it| (own(it.language.as_str()), it.words.to_string())).collect()
}

/// To six decimals: what is planned is not known more exactly.
fn rounded(value: f64) -> f64 {
    (value * 1e6).round() / 1e6
}
