//! `senda effect`: treated against held out, or a study worked out.

use super::files::Files as Program;
use super::measure::{by_engine, does_not_hold};
use super::worklist::{Book, no_data, playbook};
use super::{Failure, Setting, Status, formats, unreadable};
use crate::analyze::Checked;
use crate::analyze::draw::Draw;
use crate::check;
use crate::diagnostic::say;
use crate::emit::kpi::Kpis;
use crate::emit::kpi::effect::metrics;
use crate::measure::effect::study::work_out;
use crate::measure::effect::{Effect, drawn, outcome};
use crate::measure::render::effect::{Shown, What, csv, csv_es, json, table};
use crate::measure::run::{Measuring, More};
use crate::model::Of;
use crate::model::playbook::{Assignment, Playbook};
use crate::model::scalar::Scalar;
use crate::model::study::Study;
use crate::resolve::Resolved;
use clap::ArgMatches;
use std::path::Path;

type Form = fn(&Shown<'_, '_>) -> String;

const FORMS: [(&str, Form); 4] = [("table", table), ("json", json), ("csv", csv), ("csv-es", csv_es)];

pub fn run(matches: &ArgMatches, setting: &Setting) -> Result<Status, Failure> {
    let forms = formats::asked(matches, &FORMS.map(|(name, _)| name))?;
    let files = Program::of(matches)?;
    let outcome = check(&files.world, setting.as_of).map_err(|error| unreadable(&error))?;
    let Some(checked) = outcome.checked() else { return Err(does_not_hold(&outcome)) };
    let program = checked.program;
    let give = |engine, what| {
        let shown = Shown { program, as_of: setting.as_of.spell(), engine, what, lang: setting.lang };
        formats::give(&forms, Some((&files.root, &outcome.sources)), setting, |form| FORMS[form].1(&shown))
    };
    if let Some(study) = study(matches, program) {
        let worked = work_out(program, study);
        give("", What::Study(&worked))?;
        return Ok(Status::Clean);
    }
    let playbook = playbook(matches, program)?;
    let compared = compared(matches, setting, &checked, playbook, files.world.root())?;
    let Some((effect, engine, faults)) = compared else { return Ok(Status::Findings) };
    give(engine, What::Effect(&effect))?;
    Ok(if faults { Status::Findings } else { Status::Clean })
}

/// The study of the command line; a playbook of the same name goes first, unless it says `study:`.
fn study<'p>(matches: &ArgMatches, program: &'p Resolved) -> Option<Of<'p, Study>> {
    let name = matches.get_one::<String>("name").map(String::as_str).unwrap_or_default();
    let is_playbook = program.all::<Playbook>().any(|it| it.id().as_str() == name);
    let id = match name.strip_prefix("study:") {
        Some(id) => id,
        None if is_playbook => return None,
        None => name,
    };
    program.all::<Study>().find(|it| it.id().as_str() == id)
}

/// None when the data does not fit, which is said.
fn compared<'p>(
    matches: &ArgMatches,
    setting: &Setting,
    checked: &Checked<'p>,
    playbook: Of<'p, Playbook>,
    root: &Path,
) -> Result<Option<(Effect<'p>, &'static str, bool)>, Failure> {
    let program = checked.program;
    let draw = Draw::of(program, playbook).ok_or_else(|| no_draw(playbook))?;
    let book = Book::open(matches)?;
    if book.ledger.of_playbook(playbook.id().as_str()).next().is_none() {
        return Err(no_ledger(playbook));
    }
    let (drawn, warnings) = drawn(&book.ledger, playbook, &draw);
    let mut kpis = Kpis::of(checked, &|_| false);
    let metrics = metrics(program, playbook);
    let mut not_compared = Vec::new();
    let mut asked = Vec::new();
    for (metric, planned) in metrics.iter().zip(kpis.per_customer(checked, &metrics)) {
        match planned {
            Ok(planned) => asked.push(planned),
            Err(problem) => not_compared.push((metric.id().to_string(), problem.why, problem.help)),
        }
    }
    let more: Vec<More> =
        asked.iter().map(|it| More::of(it.metric.id().to_string(), &it.sql, &kpis)).collect();
    let measuring = Measuring {
        program: checked,
        kpis: &kpis,
        asked: &[],
        more: &more,
        skips: matches.get_flag("skip-rows"),
        trusts: matches.get_flag("trust-tables"),
    };
    let measured = by_engine(&measuring, matches, root, setting)?;
    let datasets = &measured.outcome.datasets;
    let period = matches.get_one::<String>("period").map(String::as_str);
    let mut outcomes = Vec::new();
    for (asked, rows) in asked.iter().zip(measured.outcome.more) {
        let Some(rows) = rows else {
            no_data(program, datasets, setting);
            return Ok(None);
        };
        match outcome(checked, &book.ledger, playbook, asked, &rows, period) {
            Ok(outcome) => outcomes.push(outcome),
            Err((why, help)) => not_compared.push((asked.metric.id().to_string(), why, help)),
        }
    }
    let faults = datasets.iter().any(crate::measure::report::DatasetOf::has_faults);
    Ok(Some((Effect { playbook, drawn, outcomes, not_compared, warnings }, measured.engine, faults)))
}

fn no_draw(playbook: Of<'_, Playbook>) -> Failure {
    let id = playbook.id();
    let group = playbook.it.control_group.get();
    match group.and_then(|group| group.assignment.value()) {
        None => Failure::new(
            say!(en: "`{id}` leaves nobody untreated, so there is nothing to compare with", es: "`{id}` no deja a nadie sin tratar, así que no hay con qué comparar"),
            say!(en: "add `control_group` with `assignment: random` and its `share`", es: "agrega `control_group` con `assignment: random` y su `share`"),
        ),
        Some(Assignment::Random) => Failure::new(
            say!(en: "`{id}` draws nobody: its `share` is 0 %", es: "`{id}` no sortea a nadie: su `share` es 0 %"),
            say!(en: "leave a part untreated, such as `share: 10 %`", es: "deja una parte sin tratar, por ejemplo `share: 10 %`"),
        ),
        Some(other) => {
            let word = other.word();
            Failure::new(
                say!(en: "the groups of `{id}` are not drawn by lot (`assignment: {word}`): their difference could not be told from what made them different before", es: "los grupos de `{id}` no se sortean (`assignment: {word}`): su diferencia no se distinguiría de lo que ya los hacía distintos"),
                say!(en: "draw them with `assignment: random`; what a study found is worked out with `senda effect STUDY`", es: "sortéalos con `assignment: random`; lo que encontró un estudio se calcula con `senda effect ESTUDIO`"),
            )
        }
    }
}

fn no_ledger(playbook: Of<'_, Playbook>) -> Failure {
    let id = playbook.id();
    Failure::new(
        say!(en: "no ledger says who was held out of `{id}`", es: "ningún registro dice quién quedó fuera de `{id}`"),
        say!(en: "name it with `--ledger FILE`; `senda worklist {id} --ledger FILE` writes it", es: "nómbralo con `--ledger ARCHIVO`; lo escribe `senda worklist {id} --ledger ARCHIVO`"),
    )
}
