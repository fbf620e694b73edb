//! `senda collect`: what a survey platform hands over, as rows of the dataset that metrics read.

use super::files::Files as Program;
use super::measure::{does_not_hold, stopped};
use super::store::describe;
use super::{Failure, Setting, Status, formats, unreadable};
use crate::check;
use crate::diagnostic::{Say, counted, say};
use crate::emit::survey::mapping::{DatasetView, Mapping, mapping};
use crate::emit::survey::platform::Platform;
use crate::emit::survey::{Instrument, instrument};
use crate::emit::{TARGETS, Target};
use crate::measure::collect::{Collected, Collecting, collect};
use crate::model::survey::Survey;
use crate::resolve::{Resolved, names};
use clap::ArgMatches;
use std::io::Read;
use std::path::Path;

/// A file of responses that is larger is read in parts: nobody exports that many at once.
const LARGEST: u64 = 1 << 30;
/// Faults that are shown one by one.
const SHOWN: usize = 10;

pub fn run(matches: &ArgMatches, setting: &Setting) -> Result<Status, Failure> {
    let forms = formats::asked(matches, &["csv"])?;
    forms.iter().filter_map(|(_, file)| file.as_deref()).try_for_each(refuse_existing)?;
    let files = Program::of(matches)?;
    let outcome = check(&files.world, setting.as_of).map_err(|error| unreadable(&error))?;
    let Some(checked) = outcome.checked() else { return Err(does_not_hold(&outcome)) };
    let program = checked.program;
    let word = |name: &str| matches.get_one::<String>(name).map(String::as_str).unwrap_or_default();
    let (survey, platform) = (word("survey"), platform(word("from"))?);
    let found = program.all::<Survey>().find(|it| it.id().as_str() == survey);
    let survey = found.ok_or_else(|| no_survey(survey, program))?;
    let instrument = instrument(&checked, survey, &mut Vec::new());
    let instrument = instrument.ok_or_else(|| cannot_be_asked(survey.id().as_str()))?;
    let mapping = mapping(&instrument, platform, program);
    let dataset = dataset(&mapping, matches.get_one::<String>("dataset").map(String::as_str))?;
    let language = language(matches, &instrument, &mapping, dataset)?;
    let wanted = Collecting { mapping: &mapping, dataset, language, zone: names::zone(program) };
    let path = Path::new(word("file"));
    let collected = collect(&read(path)?, &wanted).map_err(|mistake| {
        let (shown, failure) = (path.display(), stopped(mistake));
        let why = failure.message;
        Failure { message: say!(en: "`{shown}`: {}", why.en; es: "`{shown}`: {}", why.es), ..failure }
    })?;
    let fails = !collected.faults.is_empty();
    if !fails || matches.get_flag("skip-rows") {
        formats::give(&forms, Some((&files.root, &outcome.sources)), setting, |_| collected.csv())?;
    }
    tell(&collected, &mapping, dataset, matches.get_flag("skip-rows"), setting);
    Ok(if fails { Status::Findings } else { Status::Clean })
}

/// What stands there are answers of people, perhaps the only copy.
fn refuse_existing(file: &Path) -> Result<(), Failure> {
    if std::fs::symlink_metadata(file).is_err() {
        return Ok(());
    }
    let shown = file.display();
    Err(Failure::new(
        say!(en: "`{shown}` is there already, and would be lost", es: "`{shown}` ya existe y se perdería"),
        say!(en: "name a new file, and add its rows to the dataset when you have looked at them",
             es: "nombra un archivo nuevo, y agrega sus filas al conjunto de datos cuando las hayas visto"),
    ))
}

fn platform(name: &str) -> Result<&'static Platform, Failure> {
    let of = |target: &'static Target| Some((target.name, target.platform?));
    let all: Vec<_> = TARGETS.iter().filter_map(of).collect();
    if let Some((_, platform)) = all.iter().find(|(own, _)| *own == name) {
        return Ok(platform);
    }
    let names = all.iter().map(|(name, _)| *name).collect::<Vec<_>>().join(", ");
    Err(Failure::new(
        say!(en: "there is no survey platform `{name}`", es: "no hay ninguna plataforma de encuestas `{name}`"),
        say!(en: "there are {names}", es: "hay {names}"),
    ))
}

fn no_survey(name: &str, program: &Resolved) -> Failure {
    let near = program.all::<Survey>().map(|it| it.id().to_string());
    let near = near.max_by(|a, b| strsim::jaro_winkler(a, name).total_cmp(&strsim::jaro_winkler(b, name)));
    let help = match near {
        Some(near) => say!(en: "the nearest is `{near}`", es: "la más parecida es `{near}`"),
        None => say!(en: "the program has no surveys", es: "el programa no tiene encuestas"),
    };
    Failure::new(say!(en: "there is no survey `{name}`", es: "no hay ninguna encuesta `{name}`"), help)
}

fn cannot_be_asked(survey: &str) -> Failure {
    Failure::new(
        say!(en: "`{survey}` cannot be asked yet, so nothing can answer it", es: "`{survey}` todavía no se puede preguntar, así que nada puede contestarla"),
        say!(en: "`senda build --target surveyjs` says what it lacks", es: "`senda build --target surveyjs` dice qué le falta"),
    )
}

/// The dataset whose rows are asked for: the one that answers land in, when there is only one.
fn dataset<'m>(mapping: &'m Mapping, name: Option<&str>) -> Result<&'m DatasetView, Failure> {
    let lands = |it: &&DatasetView| {
        let named = |answer: &crate::emit::survey::mapping::AnswerView| {
            answer.lands_in.iter().any(|landing| landing.dataset == it.dataset)
        };
        mapping.answers.iter().any(named)
    };
    let all: Vec<&DatasetView> = mapping.datasets.iter().filter(lands).collect();
    let names = all.iter().map(|it| format!("`{}`", it.dataset)).collect::<Vec<_>>().join(", ");
    let (survey, platform) = (&mapping.survey, mapping.platform);
    match (all.as_slice(), name) {
        ([], _) => Err(Failure::new(
            say!(en: "no answer to `{survey}` lands in a dataset from {platform}", es: "ninguna respuesta a `{survey}` llega a un conjunto de datos desde {platform}"),
            say!(en: "give a dataset a column with `question: {survey}/…`; its page on the site says which questions have one",
                 es: "dale a un conjunto de datos una columna con `question: {survey}/…`; su página del sitio dice qué preguntas la tienen"),
        )),
        (all, Some(name)) => {
            let found = all.iter().find(|it| it.dataset == name);
            found.copied().ok_or_else(|| {
                Failure::new(
                    say!(en: "answers to `{survey}` do not land in `{name}`", es: "las respuestas a `{survey}` no llegan a `{name}`"),
                    say!(en: "they land in {names}", es: "llegan a {names}"),
                )
            })
        }
        ([only], None) => Ok(only),
        (_, None) => Err(Failure::new(
            say!(en: "answers to `{survey}` land in several datasets: {names}", es: "las respuestas a `{survey}` llegan a varios conjuntos de datos: {names}"),
            say!(en: "name one with `--dataset`", es: "nombra uno con `--dataset`"),
        )),
    }
}

/// The language of all responses: told, or the only one, where responses do not say it and a row has to.
fn language<'a>(
    matches: &'a ArgMatches,
    instrument: &'a Instrument<'_>,
    mapping: &Mapping,
    dataset: &DatasetView,
) -> Result<Option<&'a str>, Failure> {
    use crate::emit::survey::mapping::Filled;
    let offered = instrument.languages.join(", ");
    let (survey, platform) = (&mapping.survey, mapping.platform);
    if let Some(told) = matches.get_one::<String>("language") {
        let known = instrument.languages.iter().find(|tag| *tag == told);
        return known.map(|tag| Some(tag.as_str())).ok_or_else(|| {
            Failure::new(
                say!(en: "`{survey}` is not offered in `{told}`", es: "`{survey}` no se ofrece en `{told}`"),
                say!(en: "it is offered in {offered}", es: "se ofrece en {offered}"),
            )
        });
    }
    let by_text =
        mapping.answers.iter().any(|it| it.found.values.keys().any(|key| instrument.languages.contains(key)));
    let needed = by_text || dataset.columns.iter().any(|it| it.filled == Filled::Language);
    match instrument.languages.as_slice() {
        [only] => Ok(Some(only)),
        _ if mapping.language.at.is_some() || !needed => Ok(None),
        _ => Err(Failure::new(
            say!(en: "responses of {platform} do not say in which language `{survey}` was answered",
                 es: "las respuestas de {platform} no dicen en qué idioma se contestó `{survey}`"),
            say!(en: "say it with `--language`: it is offered in {offered}", es: "dilo con `--language`: se ofrece en {offered}"),
        )),
    }
}

fn read(path: &Path) -> Result<Vec<u8>, Failure> {
    let shown = path.display();
    let failed = |why: Say| {
        Failure::new(
            say!(en: "`{shown}` could not be read: {}", why.en; es: "no se pudo leer `{shown}`: {}", why.es),
            say!(en: "name the file that the platform gave you; `-` reads what is piped in", es: "nombra el archivo que te dio la plataforma; `-` lee lo que llega por la tubería"),
        )
    };
    let mut bytes = Vec::new();
    let read = if path == Path::new("-") {
        std::io::stdin().lock().take(LARGEST + 1).read_to_end(&mut bytes)
    } else {
        std::fs::File::open(path).and_then(|file| file.take(LARGEST + 1).read_to_end(&mut bytes))
    };
    read.map_err(|error| failed(describe(&error)))?;
    if bytes.len() as u64 > LARGEST {
        return Err(failed(say!(en: "it is larger than 1 GB", es: "pasa de 1 GB")));
    }
    Ok(bytes)
}

/// How many rows there are, what did not become one, and why.
fn tell(found: &Collected, mapping: &Mapping, dataset: &DatasetView, skips: bool, setting: &Setting) {
    let mut lines = Vec::new();
    let name = &dataset.dataset;
    let rows = counted(found.rows.len(), ["row", "rows"], ["fila", "filas"]);
    if found.faults.is_empty() || skips {
        lines.push(say!(en: "{} for `{name}`", rows.en; es: "{} para `{name}`", rows.es));
    } else {
        lines.push(say!(en: "nothing was written: responses do not fit; with `--skip-rows` the {} that do are",  rows.en;
                        es: "no se escribió nada: hay respuestas que no encajan; con `--skip-rows` se escriben las {} que sí", rows.es));
    }
    for fault in found.faults.iter().take(SHOWN) {
        let (response, what) = (crate::measure::read::fault::shortened(&fault.response), &fault.what);
        lines.push(say!(en: "  {response}: {}", what.en; es: "  {response}: {}", what.es));
    }
    let more = found.faults.len().saturating_sub(SHOWN);
    if more > 0 {
        lines.push(say!(en: "  and {more} more", es: "  y {more} más"));
    }
    for (number, en, es) in [
        (found.repeated, "came more than once, alike", "llegaron más de una vez, iguales"),
        (found.empty, "had no answer that lands here", "no tenían respuestas que lleguen aquí"),
    ] {
        if number > 0 {
            let number = counted(number, ["response", "responses"], ["respuesta", "respuestas"]);
            lines.push(Say { en: format!("{} {en}", number.en), es: format!("{} {es}", number.es) });
        }
    }
    for question in &mapping.not_landed {
        let (id, why) = (&question.question, &question.why);
        lines
            .push(say!(en: "`{id}` stays behind: {}", why["en"]; es: "`{id}` se queda fuera: {}", why["es"]));
    }
    let lines: Vec<&str> = lines.iter().map(|line| line.in_lang(setting.lang)).collect();
    setting.terminal.note(&lines.join("\n"));
}
