//! The command line of `senda collect`.

use super::edit_arguments::Parts;
use clap::{Arg, ArgAction, Command};

pub fn collect(p: &Parts<'_>) -> Command {
    let about = (p.t)(
        "Turn the responses that a survey platform hands over into rows of the dataset that metrics read",
        "Convertir las respuestas que entrega una plataforma de encuestas en filas del conjunto de datos que leen las métricas",
    );
    let text = |name: &'static str, shown: &'static str, en: &'static str, es: &'static str| {
        Arg::new(name).long(name).value_name(shown).help((p.t)(en, es))
    };
    (p.sub)("collect", about)
        .arg(Arg::new("file").required(true).value_name((p.t)("FILE", "ARCHIVO")).help((p.t)(
            "what the platform handed over: JSON, JSON lines or CSV; `-` for what is piped in",
            "lo que entregó la plataforma: JSON, JSON por líneas o CSV; `-` para lo que llega por la tubería",
        )))
        .arg((p.path)())
        .arg(text("survey", "ID", "the survey that was answered", "la encuesta que se contestó").required(true))
        .arg(
            text(
                "from",
                (p.t)("PLATFORM", "PLATAFORMA"),
                "the platform, by the name of its target: surveyjs, xlsform, qsf, limesurvey, googleforms, typeform, fhir or formbricks",
                "la plataforma, por el nombre de su destino: surveyjs, xlsform, qsf, limesurvey, googleforms, typeform, fhir o formbricks",
            )
            .required(true),
        )
        .arg(text(
            "language",
            (p.t)("LANGUAGE", "IDIOMA"),
            "the language or variant of all responses, where they do not say it",
            "el idioma o variante de todas las respuestas, cuando no lo dicen",
        ))
        .arg(text(
            "dataset",
            "ID",
            "the dataset, where answers land in several",
            "el conjunto de datos, cuando las respuestas llegan a varios",
        ))
        .arg(Arg::new("skip-rows").long("skip-rows").action(ArgAction::SetTrue).help((p.t)(
            "go on without the responses that do not fit; they are counted and shown",
            "seguir sin las respuestas que no encajan; se cuentan y se muestran",
        )))
        .arg(
            Arg::new("format")
                .long("format")
                .value_name((p.t)("FORM[=FILE]", "FORMA[=ARCHIVO]"))
                .action(ArgAction::Append)
                .default_value("csv")
                .hide_default_value(true)
                .help((p.t)(
                    "csv=FILE writes a file; csv alone prints [csv]",
                    "csv=ARCHIVO escribe un archivo; csv solo imprime [csv]",
                )),
        )
        .arg((p.as_of)())
}
