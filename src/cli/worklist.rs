//! `senda worklist`: whom a playbook has to contact now.

use super::files::Files as Program;
use super::measure::{by_engine, does_not_hold, stopped};
use super::{Failure, Setting, Status, formats, unreadable};
use crate::check;
use crate::diagnostic::{Mistake, say};
use crate::emit::kpi::Kpis;
use crate::emit::kpi::signals::{contacts, of_playbook};
use crate::measure::render::{data, worklist as render};
use crate::measure::report::DatasetOf;
use crate::measure::run::{Measuring, More};
use crate::measure::worklist::Making;
use crate::measure::worklist::ledger::Ledger;
use crate::model::Of;
use crate::model::metric::Metric;
use crate::model::playbook::Playbook;
use crate::resolve::Resolved;
use clap::ArgMatches;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

type Form = fn(&render::Shown<'_, '_>) -> String;

const FORMS: [(&str, Form); 4] =
    [("table", render::table), ("json", render::json), ("csv", render::csv), ("csv-es", render::csv_es)];

pub fn run(matches: &ArgMatches, setting: &Setting) -> Result<Status, Failure> {
    let forms = formats::asked(matches, &FORMS.map(|(name, _)| name))?;
    let files = Program::of(matches)?;
    let outcome = check(&files.world, setting.as_of).map_err(|error| unreadable(&error))?;
    let Some(checked) = outcome.checked() else { return Err(does_not_hold(&outcome)) };
    let playbook = playbook(matches, checked.program)?;
    let book = Book::open(matches)?;
    if let Some(path) = &book.path {
        formats::refuse_own_files(path, &files.root, &outcome.sources)?;
    }
    // A trigger may wait for a metric.
    let named = playbook.it.trigger.items().map(|trigger| trigger.metric.span());
    let follow = |at| checked.program.follow::<Metric>(playbook.index, at).map(|metric| metric.index);
    let metrics: Vec<_> = named.filter_map(follow).collect();
    let program = checked.program;
    let mut kpis = Kpis::of(&checked, &|metric| metrics.contains(&metric));
    let signals =
        of_playbook(&checked, &mut kpis, playbook).map_err(|problem| no_list(playbook, &problem))?;
    let log = contacts::statement(&checked, &mut kpis);
    let mut more = vec![More::of(playbook.id().to_string(), &signals.sql, &kpis)];
    more.extend(log.as_ref().map(|sql| More::of("contacts".to_owned(), sql, &kpis)));
    let measuring = Measuring {
        program: &checked,
        kpis: &kpis,
        asked: &[],
        more: &more,
        skips: matches.get_flag("skip-rows"),
        trusts: matches.get_flag("trust-tables"),
    };
    let measured = by_engine(&measuring, matches, files.world.root(), setting)?;
    let faults = measured.outcome.datasets.iter().any(DatasetOf::has_faults);
    let mut answers = measured.outcome.more.into_iter();
    let rows = answers.next().flatten();
    let contacts = answers.next().flatten();
    let Some(rows) = rows.filter(|_| log.is_none() || contacts.is_some()) else {
        return Ok(no_data(program, &measured.outcome.datasets, setting));
    };
    let making = Making {
        checked: &checked,
        signals: &signals,
        rows: &rows,
        contacts: contacts.as_ref(),
        ledger: &book.ledger,
    };
    let list = making.list();
    // First the ledger: nobody is listed whose group is not written down.
    let written = book.add(&list.new)?;
    let shown = render::Shown {
        program,
        list: &list,
        datasets: &measured.outcome.datasets,
        ledger: book.path.as_ref().map(|path| (path.display().to_string(), written)),
        engine: measured.engine,
        lang: setting.lang,
    };
    formats::give(&forms, Some((&files.root, &outcome.sources)), setting, |form| FORMS[form].1(&shown))?;
    Ok(if faults { Status::Findings } else { Status::Clean })
}

/// The playbook of the command line.
pub fn playbook<'p>(matches: &ArgMatches, program: &'p Resolved) -> Result<Of<'p, Playbook>, Failure> {
    let name = matches.get_one::<String>("name").map(String::as_str).unwrap_or_default();
    let name = name.strip_prefix("playbook:").unwrap_or(name);
    if let Some(found) = program.all::<Playbook>().find(|it| it.id().as_str() == name) {
        return Ok(found);
    }
    let near = program
        .all::<Playbook>()
        .map(|it| it.id().to_string())
        .max_by(|a, b| strsim::jaro_winkler(a, name).total_cmp(&strsim::jaro_winkler(b, name)));
    let help = match near {
        Some(near) => say!(en: "the nearest is `{near}`", es: "el más parecido es `{near}`"),
        None => say!(en: "the program has no playbooks", es: "el programa no tiene playbooks"),
    };
    Err(Failure::new(say!(en: "there is no playbook `{name}`", es: "no hay ningún playbook `{name}`"), help))
}

fn no_list(playbook: Of<'_, Playbook>, problem: &crate::emit::kpi::problem::Problem) -> Failure {
    let (id, why) = (playbook.id(), &problem.why);
    Failure::new(
        say!(en: "`{id}` has no list of customers: {}", why.en; es: "`{id}` no tiene lista de clientes: {}", why.es),
        problem.help.clone(),
    )
}

/// Says what does not fit in the data that is needed.
pub fn no_data(program: &Resolved, datasets: &[DatasetOf], setting: &Setting) -> Status {
    let mut out = String::new();
    for dataset in datasets.iter().filter(|dataset| dataset.has_faults()) {
        data(program, setting.lang, dataset, &mut out);
    }
    let words = say!(en: "senda: nothing was worked out, for the data does not fit", es: "senda: no se calculó nada, porque los datos no encajan");
    setting.terminal.note(&format!("{}\n{}", words.in_lang(setting.lang), out.trim_end()));
    Status::Findings
}

/// The ledger and the file that it is in.
pub struct Book {
    pub path: Option<PathBuf>,
    pub ledger: Ledger,
    bytes: Option<Vec<u8>>,
}

impl Book {
    /// The ledger of the command line; an empty one when its file does not exist yet.
    pub fn open(matches: &ArgMatches) -> Result<Self, Failure> {
        let Some(path) = matches.get_one::<PathBuf>("ledger").cloned() else {
            return Ok(Self { path: None, ledger: Ledger::new(), bytes: None });
        };
        let bytes = read(&path)?;
        let ledger = match &bytes {
            None => Ledger::new(),
            Some(bytes) => Ledger::read(bytes).map_err(|mistake| about(&path, mistake))?,
        };
        Ok(Self { path: Some(path), ledger, bytes })
    }

    /// Adds assignments to the file, all of them or none; gives how many.
    pub fn add(&self, new: &[crate::measure::worklist::ledger::Assigned]) -> Result<usize, Failure> {
        let Some(path) = &self.path else { return Ok(0) };
        if new.is_empty() && self.bytes.is_some() {
            return Ok(0);
        }
        let mut ledger = self.ledger.clone();
        new.iter().cloned().for_each(|assigned| ledger.add(assigned));
        if read(path)? != self.bytes {
            let shown = path.display();
            return Err(Failure::new(
                say!(en: "`{shown}` was changed by somebody else in the meantime", es: "alguien más cambió `{shown}` entre tanto"),
                say!(en: "run it again; nothing was written", es: "ejecútalo otra vez; no se escribió nada"),
            ));
        }
        formats::write(path, ledger.text())?;
        Ok(new.len())
    }
}

fn read(path: &Path) -> Result<Option<Vec<u8>>, Failure> {
    match std::fs::read(path) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => {
            let (shown, why) = (path.display(), super::store::describe(&error));
            Err(Failure::new(
                say!(en: "`{shown}` could not be read: {}", why.en; es: "no se pudo leer `{shown}`: {}", why.es),
                say!(en: "name a file that you may read and write; nothing was written", es: "nombra un archivo que puedas leer y escribir; no se escribió nada"),
            ))
        }
    }
}

fn about(path: &Path, mistake: Mistake) -> Failure {
    let shown = path.display();
    let failure = stopped(mistake);
    let why = failure.message;
    Failure { message: say!(en: "`{shown}`: {}", why.en; es: "`{shown}`: {}", why.es), help: failure.help }
}
