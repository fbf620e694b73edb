//! What a program assumes about a year: how many people, who answers, how many rows. Everything that is
//! taken has its place in the files; what is not said is made up, and that is said.

use super::candidates::tells_survey;
use crate::analyze::{Checked, in_use};
use crate::diagnostic::{Say, say};
use crate::emit::kpi::Kpis;
use crate::emit::kpi::stage::Stage;
use crate::model::archetype::Archetype;
use crate::model::business_model::BusinessModel;
use crate::model::contact_policy::ContactPolicy;
use crate::model::metric::{Family, Metric};
use crate::model::scalar::Scalar;
use crate::model::survey::Survey;
use crate::model::time::{Days, Month, PeriodName};
use crate::model::{EntityIndex, Of};
use crate::source::At;
use jiff::civil::Date;
use rust_decimal::prelude::ToPrimitive;

/// People and rows without a number in the program.
const SOME: usize = 1200;
/// No table gets more rows: it is for looking at. What the sample can show is reckoned with all that are planned.
const MOST: usize = 10_000;

/// Something that a simulated year takes for true.
pub struct Assumption {
    pub about: String,
    pub what: Say,
    /// Where it is written; none when nobody wrote it and it was made up.
    pub at: Option<At>,
}

/// A table of the year.
pub struct TablePlan {
    /// Which of the stages.
    pub at: usize,
    pub file: String,
    pub parts: Vec<Part>,
    /// One row for each customer.
    pub of_people: bool,
}

/// Rows of a table that are made alike: those of one survey, or all.
pub struct Part {
    pub survey: Option<EntityIndex>,
    pub planned: usize,
    /// Those that are written.
    pub rows: usize,
}

impl Part {
    fn new(survey: Option<EntityIndex>, planned: usize) -> Self {
        Self { survey, planned, rows: planned }
    }
}

pub struct Plan {
    pub days: Days,
    pub people: usize,
    /// Archetypes with their parts of all people.
    pub archetypes: Vec<(String, f64)>,
    pub tables: Vec<TablePlan>,
    pub assumptions: Vec<Assumption>,
    /// Datasets that are not written: their ids, and why.
    pub left_out: Vec<(String, Say)>,
}

/// The year that ends with the last quarter that is over.
pub fn year_before(day: Date) -> Days {
    let quarter = |day: Date| (day.month() - 1) / 3 * 3 + 1;
    let end = Date::new(day.year(), quarter(day), 1).unwrap_or(day);
    Days { first: end.saturating_sub(jiff::Span::new().years(1)), last: end.yesterday().unwrap_or(end) }
}

impl Plan {
    pub fn of(checked: &Checked<'_>, kpis: &Kpis<'_>, days: Days, people: Option<usize>) -> Self {
        let mut plan = Self {
            days,
            people: 0,
            archetypes: Vec::new(),
            tables: Vec::new(),
            assumptions: Vec::new(),
            left_out: Vec::new(),
        };
        plan.population(checked, people);
        for (at, stage) in kpis.stages.iter().enumerate() {
            plan.table(checked, at, stage);
        }
        plan
    }

    /// How many planned rows stand behind one that is written.
    pub fn scale(&self, stage: usize) -> f64 {
        let parts = self.tables.iter().filter(|table| table.at == stage).flat_map(|table| &table.parts);
        let (planned, rows) =
            parts.fold((0, 0), |(planned, rows), it| (planned + it.planned, rows + it.rows));
        planned as f64 / rows.max(1) as f64
    }

    fn take(&mut self, about: String, what: Say, at: Option<At>) {
        self.assumptions.push(Assumption { about, what, at });
    }

    /// Who the customers are: archetypes by their size.
    fn population(&mut self, checked: &Checked<'_>, people: Option<usize>) {
        let program = checked.program;
        let archetypes: Vec<Of<'_, Archetype>> =
            program.all::<Archetype>().filter(|it| in_use(it.entity, checked.as_of)).collect();
        let sizes: Vec<Option<f64>> =
            archetypes.iter().map(|it| it.it.size.get().map(|size| size.0 as f64)).collect();
        let known = !sizes.is_empty() && sizes.iter().all(Option::is_some);
        for (archetype, size) in archetypes.iter().zip(&sizes) {
            let id = archetype.id().to_string();
            self.archetypes.push((id, if known { size.unwrap_or(1.0) } else { 1.0 }));
            if let Some(size) = size.filter(|_| known) {
                let at = archetype.entity.place(archetype.it.size.span());
                self.take(
                    archetype.entity.name(),
                    say!(en: "{size} people", es: "{size} personas"),
                    Some(at),
                );
            }
        }
        if !known && !archetypes.is_empty() {
            self.take("archetype".to_owned(), say!(en: "archetypes without sizes: all of them equally large", es: "arquetipos sin tamaño: todos igual de grandes"), None);
        }
        let models = program.all::<BusinessModel>().filter_map(|model| {
            let baseline = model.it.baseline.get()?;
            Some((model, baseline.customers.get()?.0, model.entity.place(baseline.customers.span())))
        });
        let largest = models.max_by_key(|(_, customers, _)| *customers);
        let stated = largest.as_ref().map(|(_, customers, _)| usize::try_from(*customers).unwrap_or(SOME));
        self.people = people.unwrap_or_else(|| stated.unwrap_or(SOME).min(SOME));
        let count = self.people;
        match largest {
            Some((model, all, at)) => self.take(model.entity.name(), say!(en: "of {all} customers, {count} are simulated", es: "de {all} clientes se simulan {count}"), Some(at)),
            None => self.take("program".to_owned(), say!(en: "{count} customers", es: "{count} clientes"), None),
        }
    }

    fn table(&mut self, checked: &Checked<'_>, at: usize, stage: &Stage<'_>) {
        let id = stage.dataset.id().to_string();
        let Some(file) = stage.file else {
            self.left_out.push((id, say!(en: "it has no `file`", es: "no tiene `file`")));
            return;
        };
        if !file.to_lowercase().ends_with(".csv") {
            self.left_out.push((id, say!(en: "`{file}` is no CSV", es: "`{file}` no es un CSV")));
            return;
        }
        let of_people = stage.columns.iter().any(|column| {
            column.column.key.value() == Some(true) && column.column.person.value() == Some(true)
        });
        let surveys = surveys(checked, stage);
        let told_apart = stage.columns.iter().any(tells_survey);
        let log = checked.program.all::<ContactPolicy>().any(|policy| {
            let named = policy.it.log.spanned().and_then(|(at, _)| checked.program.target(policy.index, at));
            named.and_then(|it| it.entity()) == Some(stage.dataset.index)
        });
        let mut parts = Vec::new();
        if of_people {
            let rows = self.people;
            self.take(stage.dataset.entity.name(), say!(en: "one row for each of the {rows} customers", es: "una fila por cada uno de los {rows} clientes"), None);
            parts.push(Part::new(None, rows));
        } else if !surveys.is_empty() || (log && told_apart) {
            let all: Vec<Of<'_, Survey>> = if surveys.is_empty() {
                checked.program.all::<Survey>().filter(|it| in_use(it.entity, checked.as_of)).collect()
            } else {
                surveys
            };
            let answered = !log;
            for survey in all {
                let rows = self.of_survey(checked, survey, answered);
                parts.push(Part::new(told_apart.then_some(survey.index), rows));
            }
        } else {
            let rows = self.of_metrics(checked, stage);
            parts.push(Part::new(None, rows));
        }
        if !told_apart && parts.len() > 1 {
            parts = vec![Part::new(None, parts.iter().map(|part| part.planned).sum())];
        }
        let planned: usize = parts.iter().map(|part| part.planned).sum();
        if planned > MOST {
            for part in &mut parts {
                part.rows = (part.planned as f64 * MOST as f64 / planned as f64).ceil() as usize;
            }
            self.take(stage.dataset.entity.name(), say!(en: "of {planned} rows, about {MOST} are written", es: "de {planned} filas se escriben unas {MOST}"), None);
        }
        self.tables.push(TablePlan { at, file: file.to_owned(), parts, of_people });
    }

    /// The answers, or the invitations, of a survey in a year.
    fn of_survey(&mut self, checked: &Checked<'_>, survey: Of<'_, Survey>, answered: bool) -> usize {
        let every = survey.it.trigger.get().and_then(|trigger| trigger.every.value());
        let waves = match every {
            // Per month when it goes out after a moment.
            None => 12,
            Some(every) => {
                let mut day = self.days.first;
                let mut waves = 0;
                while day <= self.days.last && waves < 366 {
                    waves += 1;
                    day = every.next(day);
                }
                waves
            }
        };
        let sample = survey.it.sample.get();
        let rate = sample.and_then(|it| it.response_rate.get()).and_then(|rate| rate.fraction().to_f64());
        let invited = sample.and_then(|sample| match (sample.invitations.get(), sample.share.get()) {
            (Some(invitations), _) => Some(invitations.0 as f64),
            (None, Some(share)) => {
                let sizes = survey.it.audience.get()?.archetypes.spanned_items().map(|(at, _)| {
                    Some(checked.program.follow::<Archetype>(survey.index, at)?.it.size.get()?.0 as f64)
                });
                Some(share.fraction().to_f64()? * sizes.sum::<Option<f64>>()?)
            }
            (None, None) => None,
        });
        let about = survey.entity.name();
        let Some(invited) = invited else {
            self.take(about, say!(en: "invitations are not said: {SOME} answers in the year", es: "no dice cuántas invitaciones: {SOME} respuestas en el año"), None);
            return SOME;
        };
        let place = Some(survey.entity.place(survey.it.sample.span()));
        let all = invited * f64::from(waves);
        let (times, shown) = (waves, invited.round());
        let rows = match (rate, answered) {
            (Some(rate), true) => {
                let percent = (rate * 1000.0).round() / 10.0;
                self.take(about, say!(en: "{shown} invitations, {times} times, of which {percent} % answer", es: "{shown} invitaciones, {times} veces, de las que contesta el {percent} %"), place);
                all * rate
            }
            (None, true) => {
                self.take(about, say!(en: "{shown} invitations, {times} times; nobody says who answers, so everybody does", es: "{shown} invitaciones, {times} veces; nadie dice quién contesta, así que contestan todas"), place);
                all
            }
            (_, false) => all,
        };
        (rows.round() as usize).max(1)
    }

    /// The rows of other tables: as many as the values that the program starts from were computed of.
    fn of_metrics(&mut self, checked: &Checked<'_>, stage: &Stage<'_>) -> usize {
        let mut most: Option<(bool, usize, String, At)> = None;
        for metric in checked.program.all::<Metric>().filter(|it| in_use(it.entity, checked.as_of)) {
            let reads =
                metric.it.dataset.spanned().and_then(|(at, _)| checked.program.target(metric.index, at));
            if reads.and_then(|it| it.entity()) != Some(stage.dataset.index) {
                continue;
            }
            let Some((counts, rows, at)) = rows_of(metric) else { continue };
            // A metric that counts the rows knows best how many there are.
            if most.as_ref().is_none_or(|(known, number, ..)| (counts, rows) > (*known, *number)) {
                most = Some((counts, rows, metric.id().to_string(), at));
            }
        }
        let about = stage.dataset.entity.name();
        match most {
            Some((_, rows, metric, at)) => {
                self.take(about, say!(en: "{rows} rows in the year, by `{metric}`", es: "{rows} filas en el año, por `{metric}`"), Some(at));
                rows
            }
            None => {
                let rows = self.people;
                self.take(about, say!(en: "nobody says how many rows: {rows}, as many as customers", es: "nadie dice cuántas filas: {rows}, tantas como clientes"), None);
                rows
            }
        }
    }
}

/// How many rows a year has by the start of a metric: its value when it counts all rows, else its n.
fn rows_of(metric: Of<'_, Metric>) -> Option<(bool, usize, At)> {
    let baseline = metric.it.baseline.get()?;
    let period = baseline.period.get().and_then(|text| PeriodName::parse(text).ok())?;
    let days = period.days(Month::default());
    let length = days.first.until(days.last).ok()?.get_days() + 1;
    let times = (365.0 / f64::from(length.max(1))).round().max(1.0);
    let counts = metric.it.family.value() == Some(Family::Count) && metric.it.r#where.is_absent();
    let value = match baseline.value.get() {
        Some(crate::model::quantity::Level::Number(number)) if counts => number.0.to_f64()?,
        _ => baseline.n.get()?.0 as f64,
    };
    let at = metric.entity.place(metric.it.baseline.span());
    Some((counts, (value * times).round().max(1.0) as usize, at))
}

/// The surveys whose answers a dataset holds, in the order of their ids.
fn surveys<'p>(checked: &Checked<'p>, stage: &Stage<'p>) -> Vec<Of<'p, Survey>> {
    let asked = stage.columns.iter().flat_map(|column| column.column.question.spanned_items());
    let survey = |at| checked.program.target(stage.dataset.index, at)?.entity();
    let mut found: Vec<Of<'p, Survey>> =
        asked.filter_map(|(at, _)| checked.program.as_kind::<Survey>(survey(at)?)).collect();
    found.sort_by_key(|survey| survey.id());
    found.dedup_by_key(|survey| survey.index);
    found.retain(|survey| in_use(survey.entity, checked.as_of));
    found
}
