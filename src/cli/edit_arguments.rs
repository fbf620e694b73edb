//! The command line of the commands that change the user's own files.

use crate::import::FORMATS;
use crate::model::survey::SurveyType;
use clap::builder::PossibleValuesParser;
use clap::{Arg, ArgAction, Command, value_parser};
use std::path::PathBuf;

/// What all commands share.
pub struct Parts<'p> {
    /// The words in the language of the reader.
    pub t: &'p dyn Fn(&'static str, &'static str) -> &'static str,
    pub sub: &'p dyn Fn(&'static str, &'static str) -> Command,
    pub path: &'p dyn Fn() -> Arg,
    pub as_of: &'p dyn Fn() -> Arg,
}

impl Parts<'_> {
    fn flag(&self, name: &'static str, en: &'static str, es: &'static str) -> Arg {
        Arg::new(name).long(name).action(ArgAction::SetTrue).help((self.t)(en, es))
    }

    fn diff(&self) -> Arg {
        self.flag(
            "diff",
            "write nothing; show what would change",
            "no escribir nada; mostrar lo que cambiaría",
        )
    }

    /// `--format`, for people or for programs.
    pub fn format(&self) -> Arg {
        Arg::new("format")
            .long("format")
            .value_name((self.t)("FORM", "FORMA"))
            .value_parser(PossibleValuesParser::new(["human", "json"]))
            .default_value("human")
            .hide_default_value(true)
            .hide_possible_values(true)
            .help((self.t)("human or json [human]", "human o json [human]"))
    }

    fn named(&self) -> Arg {
        (self.path)().help((self.t)(
            "the program's folder, a folder inside it, or one file [this folder]",
            "la carpeta del programa, una dentro de ella, o un archivo [esta carpeta]",
        ))
    }
}

/// What `senda check` takes to live with findings.
pub fn baseline(t: &dyn Fn(&'static str, &'static str) -> &'static str) -> [Arg; 2] {
    [
        Arg::new("baseline")
            .long("baseline")
            .value_name(t("FILE", "ARCHIVO"))
            .value_parser(value_parser!(PathBuf))
            .help(t(
                "findings that are known already: only new ones are told and count",
                "hallazgos ya conocidos: solo se dicen y cuentan los nuevos",
            )),
        Arg::new("write-baseline")
            .long("write-baseline")
            .action(ArgAction::SetTrue)
            .requires("baseline")
            .help(t(
                "write what is found now to the file of --baseline",
                "escribir lo que se encuentra ahora en el archivo de --baseline",
            )),
    ]
}

pub fn all(parts: &Parts<'_>) -> Vec<Command> {
    vec![
        fmt(parts),
        fix(parts),
        rename(parts),
        new(parts),
        import(parts),
        fetch(parts),
        lock(parts),
        score(parts),
        rules(parts),
    ]
}

fn fmt(p: &Parts<'_>) -> Command {
    let about = (p.t)(
        "Put files in their canonical form; comments stay",
        "Dar a los archivos su forma canónica; los comentarios se quedan",
    );
    (p.sub)("fmt", about)
        .arg(p.named())
        .arg(p.flag(
            "check",
            "write nothing; exit with 1 when a file would change",
            "no escribir nada; salir con 1 si algún archivo cambiaría",
        ))
        .arg(p.diff())
}

fn fix(p: &Parts<'_>) -> Command {
    let about =
        (p.t)("Make the edits that findings suggest", "Hacer las correcciones que sugieren los hallazgos");
    (p.sub)("fix", about)
        .arg((p.path)())
        .arg(p.flag(
            "unsafe",
            "make guesses too: nearest names, readings that are not certain, fields to fill in",
            "hacer también lo que se supone: nombres parecidos, lecturas probables, campos por llenar",
        ))
        .arg(p.diff())
        .arg((p.as_of)())
}

fn rename(p: &Parts<'_>) -> Command {
    let about = (p.t)(
        "Give an entity or a part another id, everywhere it is named",
        "Dar otro id a una entidad o a una parte, en todos los lugares que la nombran",
    );
    let word = |name: &'static str, shown: &'static str, help: &'static str| {
        Arg::new(name).value_name(shown).required(true).help(help)
    };
    (p.sub)("rename", about)
        .arg(word(
            "kind",
            (p.t)("KIND", "CLASE"),
            (p.t)("its kind, such as journey", "su clase, como journey"),
        ))
        .arg(word(
            "old",
            (p.t)("OLD", "VIEJO"),
            (p.t)("its id; of a part: entity/part", "su id; de una parte: entidad/parte"),
        ))
        .arg(word("new", (p.t)("NEW", "NUEVO"), (p.t)("the new id", "el id nuevo")))
        .arg((p.path)())
        .arg(p.diff())
        .arg((p.as_of)())
}

fn new(p: &Parts<'_>) -> Command {
    let about = (p.t)(
        "Write a file to start from, with what its kind must say",
        "Escribir un archivo de partida, con lo que su clase debe decir",
    );
    (p.sub)("new", about)
        .arg(
            Arg::new("kind")
                .value_name((p.t)("KIND", "CLASE"))
                .required(true)
                .help((p.t)("a kind, such as journey", "una clase, como journey")),
        )
        .arg(Arg::new("id").value_name("ID").help((p.t)("its id [my-KIND]", "su id [my-CLASE]")))
        .arg(Arg::new("ready").long("ready").value_name((p.t)("NAME", "NOMBRE")).help((p.t)(
            "a survey that is ready: four-questions (to promoters) or a11 (OMB Circular A-11)",
            "una encuesta lista: four-questions (a promotores) o a11 (circular A-11 de la OMB)",
        )))
        .arg((p.path)())
        .arg((p.as_of)())
}

fn import(p: &Parts<'_>) -> Command {
    let about = (p.t)(
        "Read what another platform exported, and write it as YAML of Senda",
        "Leer lo que exportó otra plataforma y escribirlo como YAML de Senda",
    );
    (p.sub)("import", about)
        .subcommand_required(true)
        .arg_required_else_help(true)
        .subcommand_value_name((p.t)("WHAT", "QUÉ"))
        .subcommand(import_survey(p))
}

fn import_survey(p: &Parts<'_>) -> Command {
    let about = (p.t)(
        "Read a survey of another platform; what is not understood is listed",
        "Leer una encuesta de otra plataforma; se enumera lo que no se entiende",
    );
    let value = |name: &'static str, shown: &'static str| Arg::new(name).long(name).value_name(shown);
    let file = Arg::new("file")
        .value_name((p.t)("FILE", "ARCHIVO"))
        .required(true)
        .value_parser(value_parser!(PathBuf))
        .help((p.t)("the file that the platform exported", "el archivo que exportó la plataforma"));
    let formats: Vec<&str> = FORMATS.iter().map(|format| format.name).collect();
    let of_format = format!(
        "{}: {}",
        (p.t)("its form, when its content does not tell", "su forma, si su contenido no la dice"),
        formats.join(", ")
    );
    let types = SurveyType::ALL.iter().map(|survey_type| survey_type.word());
    (p.sub)("survey", about)
        .arg(file)
        .arg((p.path)())
        .arg(value("format", (p.t)("NAME", "NOMBRE")).value_parser(PossibleValuesParser::new(formats)).hide_possible_values(true).help(of_format))
        .arg(value("id", "ID").help((p.t)("the id of the survey [from the name of the file]", "el id de la encuesta [por el nombre del archivo]")))
        .arg(value("type", (p.t)("TYPE", "TIPO")).value_parser(PossibleValuesParser::new(types)).hide_possible_values(true).help((p.t)(
            "what it is for: relationship, transactional, discovery, pulse, exit, employee [`senda check` asks for it]",
            "para qué es: relationship, transactional, discovery, pulse, exit, employee [`senda check` lo pide]",
        )))
        .arg(value("out", (p.t)("FILE", "ARCHIVO")).help((p.t)(
            "where to write it; `-` is standard output [where the program keeps its surveys; without a program, standard output]",
            "dónde escribirla; `-` es la salida estándar [donde el programa guarda sus encuestas; sin programa, la salida estándar]",
        )))
        .arg(p.flag(
            "force",
            "write over a file that is there",
            "escribir sobre un archivo que ya existe",
        ))
        .arg(p.flag(
            "dry-run",
            "write nothing; only say what was and was not understood",
            "no escribir nada; solo decir qué se entendió y qué no",
        ))
        .arg(p.flag(
            "strict",
            "exit with 1 when something was not understood; it is written all the same",
            "salir con 1 si algo no se entendió; se escribe de todos modos",
        ))
        .arg(value("report", (p.t)("FORM", "FORMA"))
            .value_parser(PossibleValuesParser::new(["human", "json"]))
            .default_value("human")
            .hide_default_value(true)
            .hide_possible_values(true)
            .help((p.t)("how the list is written: human or json [human]", "cómo se escribe la lista: human o json [human]")))
        .arg((p.as_of)())
}

fn fetch(p: &Parts<'_>) -> Command {
    let about = (p.t)(
        "Bring the packages that come from repositories, and pin them",
        "Traer los paquetes que vienen de repositorios, y fijarlos",
    );
    (p.sub)("fetch", about)
        .arg((p.path)())
        .arg(p.flag(
            "check",
            "fetch nothing; exit with 1 when a package is not what the lock says",
            "no traer nada; salir con 1 si un paquete no es lo que dice el archivo",
        ))
        .arg(
            Arg::new("update")
                .long("update")
                .value_name((p.t)("NAME", "NOMBRE"))
                .num_args(0..=1)
                .default_missing_value("")
                .conflicts_with("check")
                .help((p.t)(
                    "look up the revision of this package anew [of all]",
                    "buscar de nuevo la revisión de este paquete [de todos]",
                )),
        )
}

fn lock(p: &Parts<'_>) -> Command {
    let about = (p.t)(
        "Keep the wording of every question, so that a change is seen",
        "Guardar la redacción de cada pregunta, para que un cambio se vea",
    );
    (p.sub)("lock", about)
        .arg((p.path)())
        .arg(p.flag(
            "check",
            "write nothing; exit with 1 when something is not kept",
            "no escribir nada; salir con 1 si algo no está guardado",
        ))
        .arg(p.flag(
            "force",
            "keep questions that changed under the same version too",
            "guardar también las preguntas que cambiaron en la misma versión",
        ))
        .arg((p.as_of)())
}

fn score(p: &Parts<'_>) -> Command {
    let about = (p.t)(
        "How far the program goes from promise to owner, and where work pays most",
        "Hasta dónde llega el programa, de la promesa a quien responde, y dónde rinde más el trabajo",
    );
    (p.sub)("score", about)
        .arg((p.path)())
        .arg(
            Arg::new("min")
                .long("min")
                .value_name("N")
                .value_parser(value_parser!(u32).range(0..=100))
                .help((p.t)("exit with 1 below this score", "salir con 1 si el resultado es menor")),
        )
        .arg(p.format())
        .arg((p.as_of)())
}

fn rules(p: &Parts<'_>) -> Command {
    let about =
        (p.t)("List all rules by what they are about", "Enumerar todas las reglas según de qué tratan");
    (p.sub)("rules", about).arg(p.format())
}
