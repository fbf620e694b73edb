//! The rows of one trigger.

use super::names::{Names, question_column};
use super::{Wanted, at_most_days, band, up_to_today};
use crate::analyze::Checked;
use crate::diagnostic::say;
use crate::emit::kpi::lower::{self, Binding};
use crate::emit::kpi::problem::Problem;
use crate::emit::kpi::stage::{DerivedValue, Moment, Stage, StageColumn};
use crate::emit::kpi::{Kpis, text};
use crate::model::Of;
use crate::model::archetype::Archetype;
use crate::model::dataset::{ColumnRole, ColumnType, Dataset};
use crate::model::expression::{BinaryOp, Function, TypedExpr, TypedNode};
use crate::model::metric::Each;
use crate::model::playbook::{Playbook, Trigger};
use crate::model::survey::Survey;
use crate::model::unions::ColumnRefersTo;
use crate::model::{EntityIndex, Kind};
use crate::resolve::Resolved;
use crate::source::Span;

/// The rows of one table, or the customers of one metric, that a trigger waits for.
pub struct Source {
    /// What stands after FROM.
    pub from: String,
    pub number: usize,
    pub customer: String,
    /// The moment as an ISO text.
    pub started: String,
    /// Whole days since then; none where no column says.
    pub age: Option<String>,
    pub archetype: Option<String>,
    pub score: Option<String>,
    pub protected: Vec<String>,
    pub deadlines: Vec<String>,
    pub balance: Vec<String>,
    pub filters: Vec<String>,
}

pub const NO_TEXT: &str = "CAST(NULL AS VARCHAR(40))";

impl Source {
    /// One SELECT with everything that is wanted.
    pub fn select(&self, deadlines: &[String], balance: &[String]) -> String {
        let protected = match &self.protected[..] {
            [] => "0".to_owned(),
            all => format!("CASE WHEN {} THEN 1 ELSE 0 END", all.join(" OR ")),
        };
        let mut columns = vec![
            format!("{} AS customer", self.customer),
            format!("{} AS started", self.started),
            format!("{} AS trigger_no", self.number),
            format!("{} AS archetype", self.archetype.as_deref().unwrap_or(NO_TEXT)),
            format!("{} AS score", self.score.as_deref().unwrap_or("NULL * 1e0")),
            format!("{protected} AS protected"),
        ];
        columns.extend(deadlines.iter().zip(&self.deadlines).map(|(name, sql)| format!("{sql} AS {name}")));
        columns.extend(balance.iter().zip(&self.balance).map(|(name, sql)| format!("{sql} AS {name}")));
        format!("  SELECT\n    {}\n  FROM {}{}", columns.join(",\n    "), self.from, self.filtered())
    }

    pub fn only_customers(&self) -> String {
        format!("  SELECT {} AS customer\n  FROM {}{}", self.customer, self.from, self.filtered())
    }

    fn filtered(&self) -> String {
        let filters = self.filters.iter().enumerate();
        filters.map(|(at, sql)| format!("\n  {} {sql}", if at == 0 { "WHERE" } else { "  AND" })).collect()
    }
}

/// The rows of a trigger, and what cannot be said of them.
///
/// # Errors
/// No table of customers says when it happens.
pub fn source<'p>(
    checked: &Checked<'p>,
    kpis: &mut Kpis<'p>,
    playbook: Of<'p, Playbook>,
    trigger: &'p Trigger,
    at: Span,
    number: usize,
    wanted: &Wanted,
) -> Result<(Vec<Source>, Vec<Problem>), Problem> {
    let program = checked.program;
    let place = playbook.place(at);
    if let Some((survey_at, _)) = trigger.survey.spanned() {
        let survey = program.follow::<Survey>(playbook.index, survey_at);
        let Some(survey) = survey else { return Ok((Vec::new(), Vec::new())) };
        let holding: Vec<usize> =
            (0..kpis.stages.len()).filter(|at| holds_answers(program, &kpis.stages[*at], survey)).collect();
        if holding.is_empty() {
            let id = survey.id();
            return Err(Problem::new(
                place,
                say!(en: "no table holds the answers to `{id}`", es: "ninguna tabla contiene las respuestas de `{id}`"),
                say!(en: "name its questions with `question` at the columns of a dataset that has a `table` or a `file`", es: "nombra sus preguntas con `question` en las columnas de un conjunto de datos que tenga `table` o `file`"),
            ));
        }
        let (mut found, mut lost) = (Vec::new(), Vec::new());
        for own in holding {
            let making = Making { program, playbook, trigger, at, own, survey: Some(survey), moment: None };
            let (source, missing) = making.make(kpis, number, wanted)?;
            found.push(source);
            lost.extend(missing);
        }
        return Ok((found, lost));
    }
    if !trigger.metric.is_absent() {
        let (found, lost) = band::source(checked, kpis, playbook, trigger, at, number, wanted)?;
        return Ok((vec![found], lost));
    }
    let named = trigger.event.spanned().map(|(at, _)| at).or(trigger.before.spanned().map(|(at, _)| at));
    let Some(named) = named else { return Err(by_calendar(playbook, at)) };
    let dataset = program.follow::<Dataset>(playbook.index, named);
    let own = dataset.and_then(|it| kpis.stages.iter().position(|stage| stage.dataset.index == it.index));
    let (Some(dataset), Some(own)) = (dataset, own) else {
        return Err(Problem::new(
            place,
            say!(en: "its rows are in no table or file that a query can read", es: "sus filas no están en una tabla ni en un archivo que una consulta pueda leer"),
            say!(en: "give the dataset a `table` or a `file`", es: "dale al conjunto de datos un `table` o un `file`"),
        ));
    };
    let part = program.follow_part(playbook.index, named).map(|part| part.id);
    let event = dataset.it.events.items().find(|event| event.id.value() == part);
    let column =
        dataset.it.columns.pairs().find(|(name, _)| Some(name.0) == part).map(|(name, _)| name.as_str());
    let condition = event.and_then(|event| program.expression(dataset.index, event.r#where.span()));
    let moment = column.or_else(|| moment_of_event(&kpis.stages[own], condition));
    let making = Making { program, playbook, trigger, at, own, survey: None, moment };
    let (mut source, lost) = making.make(kpis, number, wanted)?;
    if let Some(condition) = condition {
        source.filters.push(making.condition(&mut kpis.stages[own], condition, at)?);
    }
    Ok((vec![source], lost))
}

fn by_calendar(playbook: Of<'_, Playbook>, at: Span) -> Problem {
    Problem::new(
        playbook.place(at),
        say!(en: "it starts by the calendar, and no table says for whom", es: "empieza por calendario, y ninguna tabla dice para quién"),
        say!(en: "start it with an event of a dataset, so that its rows say whom", es: "empiézalo con un hecho de un conjunto de datos, para que sus filas digan para quién"),
    )
}

/// Whether a table holds answers to a survey.
fn holds_answers(program: &Resolved, stage: &Stage<'_>, survey: Of<'_, Survey>) -> bool {
    stage.subject(Each::Customer).or(stage.subject(Each::Account)).is_some()
        && !answers(program, stage, survey).is_empty()
}

fn answers<'s, 'p>(
    program: &Resolved,
    stage: &'s Stage<'p>,
    survey: Of<'_, Survey>,
) -> Vec<&'s StageColumn<'p>> {
    let ids = survey.it.questions.items().filter_map(|question| question.id.get());
    ids.filter_map(|id| question_column(program, stage, survey, id.as_str())).collect()
}

/// The date that an event's own condition asks to be there: `closed_on is not null`. With none or
/// several, the moment of the row.
fn moment_of_event(stage: &Stage<'_>, condition: Option<&TypedExpr>) -> Option<&'static str> {
    let mut found = Vec::new();
    let mut waiting: Vec<&TypedExpr> = condition.into_iter().collect();
    while let Some(expr) = waiting.pop() {
        match &expr.node {
            TypedNode::Binary(BinaryOp::And, left, right) => waiting.extend([&**left, &**right]),
            TypedNode::State { of, state, negated } if state.wants_value(*negated) => {
                if let TypedNode::Symbol(symbol) = &of.node {
                    let column = stage.column(symbol.name.rsplit('/').next().unwrap_or_default());
                    let dated = column.filter(|it| matches!(it.ty, ColumnType::Date | ColumnType::Timestamp));
                    found.extend(dated.map(|column| column.raw));
                }
            }
            _ => {}
        }
    }
    if let [one] = found[..] { Some(one) } else { None }
}

/// Puts the rows of one trigger in one table together.
struct Making<'p> {
    program: &'p Resolved,
    playbook: Of<'p, Playbook>,
    trigger: &'p Trigger,
    at: Span,
    own: usize,
    survey: Option<Of<'p, Survey>>,
    /// The column that says when, when it is not the moment of the row.
    moment: Option<&'static str>,
}

impl<'p> Making<'p> {
    fn make(
        &self,
        kpis: &mut Kpis<'p>,
        number: usize,
        wanted: &Wanted,
    ) -> Result<(Source, Vec<Problem>), Problem> {
        let mut lost = Vec::new();
        let customer =
            customer(&kpis.stages[self.own]).ok_or_else(|| self.no_customer(&kpis.stages[self.own]))?;
        let moment = self.when(&kpis.stages[self.own])?;
        let archetype = of_kind(&kpis.stages, self.own, Kind::Archetype);
        let balance: Vec<String> = wanted
            .balance
            .iter()
            .map(|(name, meant)| {
                column_of(&kpis.stages, self.own, name, *meant).unwrap_or_else(|| {
                    lost.push(self.out_of_reach(name));
                    NO_TEXT.to_owned()
                })
            })
            .collect();
        let stage = &mut kpis.stages[self.own];
        let (Moment::Column { name, .. }, timestamp) = (&moment, moment.is_timestamp()) else {
            return Err(self.no_moment(stage));
        };
        let started = format!("CAST({name} AS VARCHAR(40))");
        let day = if timestamp { stage.derive(DerivedValue::Day(moment.clone())) } else { name.clone() };
        let mut filters = vec![format!("{name} IS NOT NULL")];
        match self.trigger.lead.value() {
            None => filters.push(up_to_today(&day)),
            Some(lead) => {
                let ahead = DerivedValue::Between(Function::Days, Moment::AsOf, moment.clone());
                filters.push(format!("{} <= {}", stage.derive(ahead), at_most_days(lead)));
            }
        }
        filters.extend(self.of_survey(stage));
        let age = Some(stage.derive(DerivedValue::Between(Function::Days, moment.clone(), Moment::AsOf)));
        let mut score = None;
        if let Some(condition) = self.typed(self.trigger.when.is_absent(), self.trigger.when.span())? {
            filters.push(self.condition(stage, condition, self.trigger.when.span())?);
            score = self.score(stage, condition);
        }
        filters.extend(self.audience(archetype.as_deref())?);
        let mut protected = Vec::new();
        for at in &wanted.exclude {
            match self.typed(false, *at)?.map(|typed| self.condition(stage, typed, *at)) {
                Some(Ok(sql)) => protected.push(sql),
                Some(Err(problem)) => lost.push(problem),
                None => {}
            }
        }
        let deadlines =
            wanted.by_case.iter().map(|(_, places)| self.deadline(stage, places, &mut lost)).collect();
        let from = text::relation(&stage.view);
        let source = Source {
            from,
            number,
            customer,
            started,
            age,
            archetype,
            score,
            protected,
            deadlines,
            balance,
            filters,
        };
        Ok((source, lost))
    }

    /// Which of the deadlines of a step is the one of the case, from 0; nothing when none is.
    fn deadline(&self, stage: &mut Stage<'p>, places: &[Option<Span>], lost: &mut Vec<Problem>) -> String {
        let mut branches = String::new();
        for (number, place) in places.iter().enumerate() {
            let Some(at) = place else {
                return if branches.is_empty() {
                    number.to_string()
                } else {
                    format!("CASE{branches} ELSE {number} END")
                };
            };
            let typed = self.program.expression(self.playbook.index, *at);
            match typed.map(|typed| self.condition(stage, typed, *at)) {
                Some(Ok(sql)) => branches.push_str(&format!(" WHEN {sql} THEN {number}")),
                Some(Err(problem)) => lost.push(problem),
                None => {}
            }
        }
        if branches.is_empty() { "CAST(NULL AS INTEGER)".to_owned() } else { format!("CASE{branches} END") }
    }

    fn typed(&self, absent: bool, at: Span) -> Result<Option<&'p TypedExpr>, Problem> {
        if absent {
            return Ok(None);
        }
        match self.program.expression(self.playbook.index, at) {
            Some(typed) => Ok(Some(typed)),
            None => Err(Problem::new(
                self.playbook.place(at),
                say!(en: "this expression could not be understood", es: "esta expresión no se pudo entender"),
                say!(en: "mend it first", es: "corrígela primero"),
            )),
        }
    }

    /// A condition in parentheses where it needs them.
    fn condition(&self, stage: &mut Stage<'p>, typed: &TypedExpr, at: Span) -> Result<String, Problem> {
        let mut names = Names { program: self.program, stage, survey: self.survey };
        match lower::condition(typed, &mut names) {
            Ok(sql) => Ok(sql.inside(Binding::Not)),
            Err(unsupported) => Err(Problem::new(self.playbook.place(at), unsupported.why, unsupported.help)),
        }
    }

    /// The first number that the condition looks at.
    fn score(&self, stage: &mut Stage<'p>, condition: &TypedExpr) -> Option<String> {
        use crate::emit::kpi::lower::InSql as _;
        let mut names = Names { program: self.program, stage, survey: self.survey };
        let columns: Vec<String> =
            condition.symbols().iter().filter_map(|symbol| names.symbol(symbol).ok()).collect();
        let number =
            |ty: ColumnType| matches!(ty, ColumnType::Integer | ColumnType::Number | ColumnType::Money);
        let is_number = |name: &String| stage.columns.iter().any(|it| it.name == *name && number(it.ty));
        columns.into_iter().find(is_number).map(|name| format!("{name} * 1e0"))
    }

    /// What tells the answers to this survey from those to others in the same table.
    fn of_survey(&self, stage: &Stage<'p>) -> Option<String> {
        let survey = self.survey?;
        let names_survey = |column: &&StageColumn<'_>| {
            column.column.role.value() == Some(ColumnRole::Survey)
                || matches!(column.column.refers_to.get(), Some(ColumnRefersTo::Kind(Kind::Survey)))
        };
        if let Some(column) = stage.columns.iter().find(names_survey) {
            return Some(format!("{} = {}", column.name, text::literal(survey.id().as_str())));
        }
        let answered: Vec<String> = answers(self.program, stage, survey)
            .iter()
            .map(|it| format!("{} IS NOT NULL", it.name))
            .collect();
        Some(format!("({})", answered.join(" OR ")))
    }

    fn audience(&self, archetype: Option<&str>) -> Result<Option<String>, Problem> {
        let audience = &self.playbook.it.audience;
        if audience.has_none() {
            return Ok(None);
        }
        let Some(archetype) = archetype else {
            return Err(Problem::new(
                self.playbook.place(audience.span()),
                say!(en: "it is for certain archetypes, and its table does not say which one a customer is", es: "es para ciertos arquetipos, y su tabla no dice cuál es cada cliente"),
                say!(en: "add a column with `refers_to: archetype`", es: "agrega una columna con `refers_to: archetype`"),
            ));
        };
        Ok(audience_of(self.program, self.playbook, archetype))
    }

    fn when(&self, stage: &Stage<'p>) -> Result<Moment, Problem> {
        let named = self.moment.and_then(|raw| stage.column(raw));
        let column = named.or_else(|| stage.time()).ok_or_else(|| self.no_moment(stage))?;
        Ok(column.moment())
    }

    fn no_moment(&self, stage: &Stage<'_>) -> Problem {
        let dataset = stage.dataset.id();
        Problem::new(
            self.playbook.place(self.at),
            say!(en: "no column of `{dataset}` says when it happens", es: "ninguna columna de `{dataset}` dice cuándo ocurre"),
            say!(en: "mark the column with `time: true`", es: "marca la columna con `time: true`"),
        )
    }

    fn no_customer(&self, stage: &Stage<'_>) -> Problem {
        let dataset = stage.dataset.id();
        Problem::new(
            self.playbook.place(self.at),
            say!(en: "no column of `{dataset}` says which customer a row is about", es: "ninguna columna de `{dataset}` dice de qué cliente habla una fila"),
            say!(en: "mark the column with `person: true`; it holds text or whole numbers", es: "marca la columna con `person: true`; contiene texto o números enteros"),
        )
    }

    fn out_of_reach(&self, name: &str) -> Problem {
        let at = self.playbook.it.control_group.get().map_or(self.at, |group| group.balance_check.span());
        Problem::new(
            self.playbook.place(at),
            say!(en: "`{name}` is not in the table of the signal, nor in one with a row for each customer", es: "`{name}` no está en la tabla de la señal, ni en una con una fila por cliente"),
            say!(en: "add the column to one of them, or take it from `balance_check`", es: "agrega la columna a una de ellas, o quítala de `balance_check`"),
        )
    }
}

fn audience_of(program: &Resolved, playbook: Of<'_, Playbook>, archetype: &str) -> Option<String> {
    let named = playbook.it.audience.spanned_items();
    let ids = named
        .filter_map(|(at, _)| program.follow::<Archetype>(playbook.index, at))
        .map(|it| text::literal(it.id().as_str()));
    Some(format!("{archetype} IN ({})", ids.collect::<Vec<_>>().join(", ")))
}

/// The condition that only customers of the audience meet.
pub fn audience(program: &Resolved, playbook: Of<'_, Playbook>, archetype: &str) -> Vec<String> {
    audience_of(program, playbook, archetype).into_iter().collect()
}

/// The customer or the account of a row, as text.
pub fn customer(stage: &Stage<'_>) -> Option<String> {
    let column = stage.subject(Each::Customer).or(stage.subject(Each::Account))?;
    match column.ty {
        ColumnType::Text => Some(column.name.clone()),
        ColumnType::Integer => Some(format!("CAST({} AS VARCHAR(40))", column.name)),
        _ => None,
    }
}

/// The column that names an entity of a kind: of the row, or of its customer.
fn of_kind(stages: &[Stage<'_>], own: usize, kind: Kind) -> Option<String> {
    let names = |column: &&StageColumn<'_>| matches!(column.column.refers_to.get(), Some(ColumnRefersTo::Kind(known)) if *known == kind);
    if let Some(column) = stages[own].columns.iter().find(names) {
        return Some(column.name.clone());
    }
    let others = stages.iter().enumerate().filter(|(at, _)| *at != own);
    others.filter_map(|(_, other)| looked_up(&stages[own], other, other.columns.iter().find(names)?)).next()
}

/// A column by its name as text: of the row, of the table that was meant, or of one with a row for each
/// customer.
fn column_of(stages: &[Stage<'_>], own: usize, name: &str, meant: EntityIndex) -> Option<String> {
    if let Some(column) = stages[own].column(name) {
        return Some(as_text(column, &column.name)).filter(|_| !column.is_personal());
    }
    let mut others: Vec<&Stage<'_>> =
        stages.iter().filter(|it| it.dataset.index != stages[own].dataset.index).collect();
    others.sort_by_key(|stage| stage.dataset.index != meant);
    let found = |other: &&Stage<'_>| {
        let column = other.column(name).filter(|column| !column.is_personal())?;
        looked_up(&stages[own], other, column)
    };
    others.iter().find_map(found)
}

/// A column of a table that has one row for each customer.
fn looked_up(stage: &Stage<'_>, other: &Stage<'_>, column: &StageColumn<'_>) -> Option<String> {
    let (own, others) = (stage.subject(Each::Customer)?, other.subject(Each::Customer)?);
    if own.ty != others.ty {
        return None;
    }
    looked_up_by(&format!("{}.{}", stage.view, own.name), other, column)
}

/// The same for a customer that is known by an expression.
pub fn looked_up_by(customer: &str, other: &Stage<'_>, column: &StageColumn<'_>) -> Option<String> {
    let keys: Vec<_> = other.keys().collect();
    let [key] = keys[..] else { return None };
    if other.subject(Each::Customer)?.raw != key.raw {
        return None;
    }
    let shown = as_text(column, &format!("other.{}", column.name));
    let view = text::relation(&other.view);
    Some(format!("(SELECT MAX({shown}) FROM {view} AS other WHERE other.{} = {customer})", key.name))
}

fn as_text(column: &StageColumn<'_>, sql: &str) -> String {
    match column.ty {
        ColumnType::Text => sql.to_owned(),
        ColumnType::Boolean => {
            format!("CASE WHEN {sql} = TRUE THEN 'true' WHEN {sql} = FALSE THEN 'false' END")
        }
        _ => format!("CAST({sql} AS VARCHAR(40))"),
    }
}
