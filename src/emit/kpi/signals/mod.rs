//! The signals that start a playbook, as one portable query: for whom, since when, and whether the
//! customer is held out for comparison.
//!
//! Columns of the answer: `customer, started, trigger_no, archetype, score, draw, arm`, then for each step
//! whose deadline depends on the case which deadline it is, then what both groups are compared by. `arm`
//! is `nobody` (a row that does not say whom it is about), `protected`, `control` or `treated`.

mod band;
pub mod contacts;
mod names;
mod source;

use super::problem::Problem;
use super::staging::CLOCK;
use super::{Kpis, text};
use crate::analyze::draw::{self, Draw};
use crate::analyze::{Checked, in_use};
use crate::diagnostic::say;
use crate::model::Of;
use crate::model::playbook::{Loop, Playbook, PlaybookType, ProtectedCase};
use crate::model::quantity::Duration;
use crate::model::unions::{Within, WordOr};
use crate::source::Span;
use source::{Source, source};

/// A playbook with the query for its signals.
pub struct Signals<'p> {
    pub playbook: Of<'p, Playbook>,
    /// Of its file: `recover_detractors`.
    pub name: String,
    /// Relations stand between marks.
    pub sql: String,
    pub draw: Option<Draw>,
    /// What both groups are compared by: names of columns, in the order of the answer.
    pub balance: Vec<String>,
    /// Places of the steps whose deadline depends on the case, in the order of the answer.
    pub by_case: Vec<usize>,
    /// For each trigger, in the order in which they are written: how long before its date it starts.
    pub leads: Vec<Option<Duration>>,
    /// Words under `exclude` that nothing in the data says.
    pub unseen: Vec<ProtectedCase>,
    /// Triggers, exclusions and columns that the query is without.
    pub lost: Vec<Problem>,
}

/// Which column of the answer comes where.
pub const FIRST_EXTRA: usize = 7;

/// The query for the signals of a playbook.
///
/// # Errors
/// None of its triggers speaks of customers in a table.
pub fn of_playbook<'p>(
    checked: &Checked<'p>,
    kpis: &mut Kpis<'p>,
    playbook: Of<'p, Playbook>,
) -> Result<Signals<'p>, Problem> {
    let program = checked.program;
    if playbook.it.r#loop.value().is_some_and(|it| it != Loop::Inner) {
        return Err(Problem::new(
            playbook.entity.head(),
            say!(en: "its loop is closed in the team or in the organization, not with each customer", es: "su ciclo se cierra en el equipo o en la organización, no con cada cliente"),
            say!(en: "only a playbook with `loop: inner` has a list of customers", es: "solo un playbook con `loop: inner` tiene una lista de clientes"),
        ));
    }
    let draw = Draw::of(program, playbook);
    if let Some(draw) = &draw {
        draw::portable(&draw.prefix)
            .map_err(|mistake| Problem::new(playbook.entity.head(), mistake.message, mistake.help))?;
    }
    let mut lost = Vec::new();
    let wanted = Wanted::of(checked, playbook);
    let mut sources = Vec::new();
    for (number, (at, trigger)) in playbook.it.trigger.spanned_items().enumerate() {
        match source(checked, kpis, playbook, trigger, at, number, &wanted) {
            Ok((found, missing)) => {
                sources.extend(found);
                lost.extend(missing);
            }
            Err(problem) => lost.push(problem),
        }
    }
    if sources.is_empty() {
        return Err(lost.into_iter().next().unwrap_or_else(|| no_trigger(playbook)));
    }
    let complaints = if wanted.protects_complaints { complaints(checked, kpis) } else { Vec::new() };
    let sql = statement(&wanted, draw.as_ref(), &sources, &complaints);
    Ok(Signals {
        name: text::name(playbook.id().as_str()),
        sql,
        draw,
        balance: wanted.balance.iter().map(|(name, _)| name.clone()).collect(),
        by_case: wanted.by_case.iter().map(|(step, _)| *step).collect(),
        leads: playbook.it.trigger.items().map(|trigger| trigger.lead.value()).collect(),
        unseen: wanted.unseen,
        lost,
        playbook,
    })
}

fn no_trigger(playbook: Of<'_, Playbook>) -> Problem {
    Problem::new(
        playbook.entity.head(),
        say!(en: "nothing starts it", es: "nada lo empieza"),
        say!(en: "add `trigger`", es: "agrega `trigger`"),
    )
}

/// What every source of signals gives besides whom and when.
pub struct Wanted {
    /// Steps whose deadline depends on the case, and the places of their conditions: none for one
    /// that always holds.
    by_case: Vec<(usize, Vec<Option<Span>>)>,
    /// Conditions under which nobody is held out.
    exclude: Vec<Span>,
    protects_complaints: bool,
    unseen: Vec<ProtectedCase>,
    /// A name, and the dataset that was meant.
    balance: Vec<(String, crate::model::EntityIndex)>,
}

impl Wanted {
    fn of(checked: &Checked<'_>, playbook: Of<'_, Playbook>) -> Self {
        let mut by_case = Vec::new();
        for (at, step) in playbook.it.steps.items().enumerate() {
            if let Some(Within::ByCase(list)) = step.within.get() {
                let place = |when: &crate::model::field::Field<_>| (!when.is_absent()).then(|| when.span());
                by_case.push((at, list.iter().map(|entry| place(&entry.when)).collect()));
            }
        }
        let mut wanted = Self {
            by_case,
            exclude: Vec::new(),
            protects_complaints: false,
            unseen: Vec::new(),
            balance: Vec::new(),
        };
        let Some(group) = playbook.it.control_group.get() else { return wanted };
        for (at, exclusion) in group.exclude.spanned_items() {
            match exclusion {
                WordOr::Other(_) => wanted.exclude.push(at),
                WordOr::Word(ProtectedCase::OpenComplaint) => wanted.protects_complaints = true,
                WordOr::Word(word) => wanted.unseen.push(*word),
            }
        }
        for (at, _) in group.balance_check.spanned_items() {
            let Some(part) = checked.program.follow_part(playbook.index, at) else { continue };
            let name = part.id.as_str().to_owned();
            if wanted.balance.iter().all(|(known, _)| *known != name) {
                wanted.balance.push((name, part.entity));
            }
        }
        wanted
    }
}

/// Complaints that may still be open: their signals, as far back as they may take.
fn complaints<'p>(checked: &Checked<'p>, kpis: &mut Kpis<'p>) -> Vec<Source> {
    let nothing = Wanted {
        by_case: Vec::new(),
        exclude: Vec::new(),
        protects_complaints: false,
        unseen: Vec::new(),
        balance: Vec::new(),
    };
    let mut found = Vec::new();
    let is_complaint = |it: &Of<'_, Playbook>| it.it.playbook_type.value() == Some(PlaybookType::Complaint);
    let all = checked.program.all::<Playbook>().filter(|it| in_use(it.entity, checked.as_of));
    for playbook in all.filter(is_complaint) {
        let within = playbook.it.closes_within.value().map(at_most_days);
        for (at, trigger) in playbook.it.trigger.spanned_items() {
            let Ok((sources, _)) = source(checked, kpis, playbook, trigger, at, 0, &nothing) else {
                continue;
            };
            for mut source in sources {
                let Some(age) = source.age.clone() else { continue };
                source.filters.extend(within.map(|days| format!("{age} <= {days}")));
                found.push(source);
            }
        }
    }
    found
}

/// Days that a length of time takes at the most: a month has 31, and of business days two pass for each,
/// and a week.
pub fn at_most_days(length: Duration) -> i64 {
    use crate::model::quantity::TimeUnit;
    let amount = i64::try_from(length.amount().ceil()).unwrap_or(100_000).clamp(-100_000, 100_000);
    match length.unit() {
        TimeUnit::Second | TimeUnit::Minute => 1 + amount / 1_440,
        TimeUnit::Hour => 1 + amount / 24,
        TimeUnit::Day => amount,
        TimeUnit::Week => amount * 7,
        TimeUnit::Month => amount * 31,
        TimeUnit::Quarter => amount * 92,
        TimeUnit::Year => amount * 366,
        TimeUnit::BusinessHour => amount + 7,
        TimeUnit::BusinessDay => amount * 2 + 7,
    }
}

fn statement(wanted: &Wanted, draw: Option<&Draw>, sources: &[Source], complaints: &[Source]) -> String {
    let extra = |prefix: &str, n: usize| (1..=n).map(|at| format!("{prefix}_{at}")).collect::<Vec<_>>();
    let (deadlines, balance) =
        (extra("deadline", wanted.by_case.len()), extra("balance", wanted.balance.len()));
    let mut parts = Vec::new();
    let selects: Vec<String> = sources.iter().map(|source| source.select(&deadlines, &balance)).collect();
    parts.push(format!("signals AS (\n{}\n)", selects.join("\n  UNION ALL\n")));
    let (mut protected, mut from) = ("protected = 1".to_owned(), "FROM signals".to_owned());
    if !complaints.is_empty() {
        let selects: Vec<String> = complaints.iter().map(Source::only_customers).collect();
        parts.push(format!("complaints AS (\n{}\n)", selects.join("\n  UNION ALL\n")));
        parts.push(
            "complainants AS (\n  SELECT DISTINCT customer AS complainant\n  FROM complaints\n)".to_owned(),
        );
        // Not `IN (SELECT …)`: DataFusion does not answer that within a CASE.
        protected.push_str(" OR complainant IS NOT NULL");
        from.push_str("\nLEFT JOIN complainants ON complainant = customer");
    }
    let (hash, held_out) = match draw {
        Some(draw) => {
            let hash = format!("SUBSTR(MD5({} || customer), 1, 8)", text::literal(&draw.prefix));
            let out = format!("\n    WHEN {hash} < {} THEN 'control'", text::literal(&draw.threshold));
            (hash, out)
        }
        None => ("CAST(NULL AS VARCHAR(8))".to_owned(), String::new()),
    };
    let more: String = deadlines.iter().chain(&balance).map(|name| format!(",\n  {name}")).collect();
    format!(
        "WITH {}\nSELECT\n  customer,\n  started,\n  trigger_no,\n  archetype,\n  score,\n  {hash} AS draw,\n  CASE\n    WHEN customer IS NULL OR customer = '' THEN 'nobody'\n    WHEN {protected} THEN 'protected'{held_out}\n    ELSE 'treated'\n  END AS arm{more}\n{from}\nORDER BY started, customer, trigger_no\n",
        parts.join(",\n")
    )
}

/// Rows up to the day that the data is looked at.
fn up_to_today(day: &str) -> String {
    format!("{day} <= (SELECT as_of FROM {})", text::relation(CLOCK))
}
