//! A wrong command line, in our own words.

use super::{Failure, Status};
use crate::diagnostic::{Lang, Say, say};
use crate::model::reader::nearest;
use clap::error::{ContextKind, ContextValue, ErrorKind};

/// Help and version are answers; everything else is a failure that says how it is written.
pub fn answer(
    error: &clap::Error,
    lang: Lang,
    terminal: &super::terminal::Terminal,
) -> Result<Status, Failure> {
    match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => {
            // The one word that the library writes itself, in the line of usage.
            let text = error.render().to_string();
            terminal.say(&match lang {
                Lang::En => text,
                Lang::Es => text.replace("[OPTIONS]", "[OPCIONES]"),
            });
            Ok(Status::Clean)
        }
        _ => Err(Failure { message: message(error), help: Some(help(error, lang)) }),
    }
}

fn text(error: &clap::Error, kind: ContextKind) -> String {
    match error.get(kind) {
        Some(ContextValue::String(text)) => text.clone(),
        Some(ContextValue::Strings(texts)) => texts.join(", "),
        Some(other) => other.to_string(),
        None => String::new(),
    }
}

fn message(error: &clap::Error) -> Say {
    let argument = text(error, ContextKind::InvalidArg);
    let value = text(error, ContextKind::InvalidValue);
    match error.kind() {
        ErrorKind::InvalidSubcommand => {
            let name = text(error, ContextKind::InvalidSubcommand);
            say!(en: "there is no command `{name}`", es: "no hay un comando `{name}`")
        }
        ErrorKind::UnknownArgument => {
            say!(en: "`{argument}` is not an option here", es: "`{argument}` no es una opción aquí")
        }
        ErrorKind::InvalidValue if value.is_empty() => {
            say!(en: "`{argument}` needs a value", es: "`{argument}` necesita un valor")
        }
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            say!(en: "`{value}` cannot be the value of `{argument}`", es: "`{value}` no puede ser el valor de `{argument}`")
        }
        ErrorKind::MissingRequiredArgument => say!(en: "missing: {argument}", es: "falta: {argument}"),
        ErrorKind::MissingSubcommand | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            say!(en: "no command was given", es: "no se dio ningún comando")
        }
        ErrorKind::ArgumentConflict => {
            say!(en: "`{argument}` was given twice or excludes another option", es: "`{argument}` se dio dos veces o excluye otra opción")
        }
        ErrorKind::InvalidUtf8 => {
            say!(en: "the command line is not text", es: "la línea de comandos no es texto")
        }
        _ => say!(en: "the command line cannot be read", es: "la línea de comandos no se puede leer"),
    }
}

fn help(error: &clap::Error, lang: Lang) -> Say {
    let valid = text(error, ContextKind::ValidValue);
    if !valid.is_empty() {
        return say!(en: "possible: {valid}", es: "posibles: {valid}");
    }
    let command = super::arguments::command(lang);
    let commands: Vec<&str> = command.get_subcommands().map(clap::Command::get_name).collect();
    let listed = commands.join(", ");
    if error.kind() == ErrorKind::InvalidSubcommand {
        return match nearest(&text(error, ContextKind::InvalidSubcommand), commands.iter().copied()) {
            Some(better) => {
                say!(en: "did you mean `{better}`? Commands: {listed}", es: "¿quisiste decir `{better}`? Comandos: {listed}")
            }
            None => say!(en: "commands: {listed}", es: "comandos: {listed}"),
        };
    }
    match text(error, ContextKind::SuggestedArg) {
        better if !better.is_empty() => {
            say!(en: "did you mean `{better}`?", es: "¿quisiste decir `{better}`?")
        }
        _ => {
            say!(en: "`senda COMMAND --help` shows how it is written", es: "`senda COMANDO --help` muestra cómo se escribe")
        }
    }
}
