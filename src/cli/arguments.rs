//! The command line, in every language the compiler speaks.

use super::{Failure, Setting, Status};
use crate::diagnostic::{Lang, say};
use crate::emit::TARGETS;
use clap::builder::PossibleValuesParser;
use clap::{Arg, ArgAction, ArgMatches, Command, value_parser};
use std::ffi::OsString;
use std::path::PathBuf;

/// The language of `--lang`, before anything else is read, so that even a wrong command line is
/// answered in it.
pub fn language_asked_for(arguments: &[OsString]) -> Option<Lang> {
    let mut words = arguments.iter().filter_map(|a| a.to_str());
    while let Some(word) = words.next() {
        if word == "--lang" {
            return words.next().and_then(Lang::of_tag);
        }
        if let Some(tag) = word.strip_prefix("--lang=") {
            return Lang::of_tag(tag);
        }
    }
    None
}

pub fn command(lang: Lang) -> Command {
    let t = |en: &'static str, es: &'static str| match lang {
        Lang::En => en,
        Lang::Es => es,
    };
    let template = t(
        "{about}\n\nUsage: {usage}\n\n{all-args}{after-help}",
        "{about}\n\nUso: {usage}\n\n{all-args}{after-help}",
    );
    let path = || {
        Arg::new("path").value_name(t("PATH", "RUTA")).value_parser(value_parser!(PathBuf)).help(t(
            "the program's folder, or one inside it [this folder]",
            "la carpeta del programa, o una dentro de ella [esta carpeta]",
        ))
    };
    let as_of = || {
        Arg::new("as-of").long("as-of").value_name(t("DATE", "FECHA")).help(t(
            "the day to look at the program, such as 2026-11-20 [today]",
            "el día en que se mira el programa, como 2026-11-20 [hoy]",
        ))
    };
    let fail_on = || {
        Arg::new("fail-on")
            .long("fail-on")
            .value_name(t("LEVEL", "NIVEL"))
            .value_parser(PossibleValuesParser::new(["error", "warning", "info"]))
            .default_value("error")
            .hide_default_value(true)
            .hide_possible_values(true)
            .help(t(
                "exit with 1 from this level on: error, warning, info [error]",
                "salir con 1 desde este nivel: error, warning, info [error]",
            ))
    };
    let format = || {
        Arg::new("format")
            .long("format")
            .value_name(t("FORM[=FILE]", "FORMA[=ARCHIVO]"))
            .action(ArgAction::Append)
            .default_value("human")
            .hide_default_value(true)
            .help(super::formats::help(lang))
    };
    let sub = |name: &'static str, about: &'static str| {
        Command::new(name)
            .about(about)
            .help_template(template)
            .disable_help_flag(true)
            .next_help_heading(t("Options", "Opciones"))
            .arg(help_arg(&t))
            .arg(lang_arg(&t))
            .subcommand_help_heading(t("Commands", "Comandos"))
    };
    let parts = super::edit_arguments::Parts { t: &t, sub: &sub, path: &path, as_of: &as_of };
    Command::new("senda")
        .version(env!("CARGO_PKG_VERSION"))
        .disable_version_flag(true)
        .disable_help_flag(true)
        .disable_help_subcommand(true)
        .about(t(
            "The compiler for customer-experience programs",
            "El compilador de programas de experiencia de cliente",
        ))
        .help_template(template)
        .subcommand_help_heading(t("Commands", "Comandos"))
        .subcommand_value_name(t("COMMAND", "COMANDO"))
        .next_help_heading(t("Options", "Opciones"))
        .arg(help_arg(&t))
        .arg(
            Arg::new("version")
                .long("version")
                .short('V')
                .action(ArgAction::Version)
                .help(t("print the version", "mostrar la versión")),
        )
        .arg(lang_arg(&t))
        .subcommand(
            sub(
                "init",
                t(
                    "Start a program: root file, a folder for each kind, editor settings",
                    "Empezar un programa: archivo raíz, una carpeta por clase, ajustes del editor",
                ),
            )
            .arg(path().help(t(
                "the folder to start it in [this folder]",
                "la carpeta donde empezarlo [esta carpeta]",
            ))),
        )
        .subcommand(
            sub("check", t("Check a program", "Revisar un programa"))
                .arg(path())
                .arg(as_of())
                .arg(fail_on())
                .arg(format())
                .args(super::edit_arguments::baseline(&t)),
        )
        .subcommand(
            sub(
                "build",
                t("Check a program and write its outputs", "Revisar un programa y escribir sus resultados"),
            )
            .arg(path())
            .arg(
                Arg::new("out")
                    .long("out")
                    .value_name(t("DIR", "CARPETA"))
                    .value_parser(value_parser!(PathBuf))
                    .required(true)
                    .help(t(
                        "the folder to write to; nothing that Senda did not write there is touched",
                        "la carpeta donde escribir; no se toca nada que Senda no haya escrito ahí",
                    )),
            )
            .arg(
                Arg::new("target")
                    .long("target")
                    .value_name(t("NAME", "NOMBRE"))
                    .action(ArgAction::Append)
                    .value_parser(PossibleValuesParser::new(TARGETS.iter().map(|target| target.name)))
                    .hide_possible_values(true)
                    .help(t(
                        "only this target; may be repeated [those of the program]",
                        "solo este resultado; se puede repetir [los del programa]",
                    )),
            )
            .arg(Arg::new("check").long("check").action(ArgAction::SetTrue).help(t(
                "write nothing; exit with 1 when the output on disk is not current",
                "no escribir nada; salir con 1 si lo escrito no está al día",
            )))
            .arg(Arg::new("revision").long("revision").value_name(t("NAME", "NOMBRE")).help(t(
                "what the footer of each page calls these files, such as a commit",
                "cómo llama el pie de cada página a estos archivos, por ejemplo un commit",
            )))
            .arg(
                Arg::new("measured")
                    .long("measured")
                    .value_name(t("FILE", "ARCHIVO"))
                    .value_parser(value_parser!(PathBuf))
                    .help(t(
                        "show these values on the pages: what `senda measure --all-periods --format json=FILE` wrote",
                        "mostrar estos valores en las páginas: lo que escribió `senda measure --all-periods --format json=ARCHIVO`",
                    )),
            )
            .arg(Arg::new("strict").long("strict").action(ArgAction::SetTrue).help(t(
                "stop at practice errors and at losses of a target as well",
                "detenerse también ante errores de práctica y pérdidas de un resultado",
            )))
            .arg(as_of())
            .arg(fail_on())
            .arg(format()),
        )
        .subcommand(
            sub(
                "serve",
                t(
                    "Show the site in the browser, made anew whenever a file is saved",
                    "Mostrar el sitio en el navegador, hecho de nuevo cada vez que se guarda un archivo",
                ),
            )
            .arg(path())
            .arg(
                Arg::new("port")
                    .long("port")
                    .value_name(t("NUMBER", "NÚMERO"))
                    .value_parser(value_parser!(u16))
                    .help(t(
                        "where it listens on this machine; 0 takes a free one [7363, or the next that is free]",
                        "dónde escucha en esta máquina; 0 toma uno libre [7363, o el siguiente que esté libre]",
                    )),
            )
            .arg(as_of()),
        )
        .subcommand(
            sub(
                "explain",
                t(
                    "Explain a rule, or an entity with its defaults",
                    "Explicar una regla, o una entidad con sus valores por omisión",
                ),
            )
            .arg(
                Arg::new("name")
                    .value_name(t("RULE or KIND:ID", "REGLA o CLASE:ID"))
                    .help(t("the name of a rule, or an entity", "el nombre de una regla, o una entidad")),
            )
            .arg(path())
            .arg(
                Arg::new("all")
                    .long("all")
                    .action(ArgAction::SetTrue)
                    .help(t("list every rule", "enumerar todas las reglas")),
            ),
        )
        .subcommand(
            sub(
                "schema",
                t(
                    "Print the JSON Schema of a kind, or of all",
                    "Mostrar el JSON Schema de una clase, o de todas",
                ),
            )
            .arg(
                Arg::new("kind")
                    .value_name(t("KIND", "CLASE"))
                    .help(t("a kind, such as journey [all of them]", "una clase, como journey [todas]")),
            ),
        )
        .subcommand(
            sub("graph", t("Print the program as a graph", "Mostrar el programa como grafo"))
                .arg(path())
                .arg(
                    Arg::new("format")
                        .long("format")
                        .value_name(t("FORM", "FORMA"))
                        .value_parser(PossibleValuesParser::new(["mermaid", "dot", "json"]))
                        .default_value("mermaid")
                        .hide_default_value(true)
                        .hide_possible_values(true)
                        .help(t("mermaid, dot or json [mermaid]", "mermaid, dot o json [mermaid]")),
                )
                .arg(
                    Arg::new("only").long("only").value_name(t("KINDS", "CLASES")).value_delimiter(',').help(
                        t(
                            "only entities of these kinds, such as journey,playbook [all]",
                            "solo entidades de estas clases, como journey,playbook [todas]",
                        ),
                    ),
                )
                .arg(as_of()),
        )
        .subcommand(super::measure_arguments::measure(&parts))
        .subcommand(super::collect_arguments::collect(&parts))
        .subcommand(super::measure_arguments::simulate(&parts))
        .subcommands(super::experiment_arguments::all(&parts))
        .subcommands(super::review_arguments::all(&parts))
        .subcommands(super::edit_arguments::all(&parts))
        .subcommand(
            sub(
                "completions",
                t("Print completions for a shell", "Mostrar los completados para una terminal"),
            )
            .arg(
                Arg::new("shell")
                    .required(true)
                    .value_name("SHELL")
                    .value_parser(value_parser!(clap_complete::Shell))
                    .hide_possible_values(true)
                    .help("bash, zsh, fish, elvish, powershell"),
            ),
        )
}

fn help_arg(t: &dyn Fn(&'static str, &'static str) -> &'static str) -> Arg {
    Arg::new("help")
        .long("help")
        .short('h')
        .action(ArgAction::Help)
        .help(t("print this help", "mostrar esta ayuda"))
}

fn lang_arg(t: &dyn Fn(&'static str, &'static str) -> &'static str) -> Arg {
    Arg::new("lang")
        .long("lang")
        .value_name(t("LANG", "IDIOMA"))
        .value_parser(PossibleValuesParser::new(Lang::ALL.map(Lang::code)))
        .hide_possible_values(true)
        .help(t("the language of what people read: en, es", "el idioma de lo que lee la gente: en, es"))
}

pub fn completions(matches: &ArgMatches, setting: &Setting) -> Result<Status, Failure> {
    let Some(shell) = matches.get_one::<clap_complete::Shell>("shell").copied() else {
        return Err(Failure::new(
            say!(en: "no shell was named", es: "no se nombró ninguna terminal"),
            say!(en: "write, for example, `senda completions bash`", es: "escribe, por ejemplo, `senda completions bash`"),
        ));
    };
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut command(setting.lang), "senda", &mut script);
    setting.terminal.say(&String::from_utf8_lossy(&script));
    Ok(Status::Clean)
}
