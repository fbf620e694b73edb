//! What a Qualtrics survey file carries, and what it does not.

use super::document::end_logic;
use super::logic::logic;
use super::text::{code, languages};
use crate::analyze::outputs::TARGET_LOSS;
use crate::diagnostic::{Diagnostic, Words, say};
use crate::emit::survey::platform::{
    Confession, Feature, Platform, Taken, TextLimit, refusal, untold_ends, uses,
};
use crate::emit::survey::{Instrument, Item};
use crate::model::text::base_language;

/// How Qualtrics takes each thing that a survey can ask for.
pub fn takes(feature: Feature) -> Taken {
    match feature {
        Feature::EndsBesideLabels => Taken::Lost(Confession::ENDS_BESIDE_LABELS),
        Feature::Variant | Feature::Address => Taken::Lost(Confession::VARIANT),
        Feature::Date => Taken::Otherwise(TYPED_DATE),
        Feature::LongLabels => Taken::Lost(Confession::NUMBER_LABELS),
        Feature::LongNotApplicable => Taken::Lost(Confession::NUMBER_NOT_APPLICABLE),
        Feature::RankingAtMost => Taken::Lost(RANKS_ALL),
        Feature::OptionBranch => Taken::Lost(OPTION_BRANCH),
        Feature::TextCompared
        | Feature::NumberCompared
        | Feature::DateCompared
        | Feature::TodayCompared
        | Feature::Calculated
        | Feature::AnswersCompared
        | Feature::LineCompared
        | Feature::RankingCompared
        | Feature::OpenAnswered => Taken::Lost(ONLY_OPTIONS),
        Feature::LastWords | Feature::EndPage => Taken::Otherwise(Confession::END_IN_THE_FORM),
        Feature::Quota => Taken::Lost(Confession::QUOTA),
        _ => Taken::Whole,
    }
}

const TYPED_DATE: Confession = Confession {
    said: Words {
        en: "Qualtrics asks `{id}` as a line in which the date is typed",
        es: "Qualtrics pregunta `{id}` como una línea donde se escribe la fecha",
    },
    help: Words {
        en: "say in the question in which order day, month and year go",
        es: "di en la pregunta en qué orden van día, mes y año",
    },
};

const RANKS_ALL: Confession = Confession {
    said: Words {
        en: "the Qualtrics file asks for the order of all options of `{id}`",
        es: "el archivo de Qualtrics pide el orden de todas las opciones de `{id}`",
    },
    help: Words {
        en: "rank all of them, or ask for the most important ones as a choice with `multiple`",
        es: "ordena todas, o pregunta las más importantes como opciones con `multiple`",
    },
};

const OPTION_BRANCH: Confession = Confession {
    said: Words {
        en: "the Qualtrics file offers `{id}` to everybody: it has no conditions on options",
        es: "el archivo de Qualtrics ofrece `{id}` a todos: no lleva condiciones en las opciones",
    },
    help: Words {
        en: "set its display logic there by hand, or ask two questions with `show_when`",
        es: "pon ahí su lógica de visualización a mano, o haz dos preguntas con `show_when`",
    },
};

const ONLY_OPTIONS: Confession = Confession {
    said: Words {
        en: "the Qualtrics file asks `{id}` of everybody: its conditions know only which options are selected",
        es: "el archivo de Qualtrics pregunta `{id}` a todos: sus condiciones solo saben qué opciones se eligieron",
    },
    help: Words {
        en: "set its display logic there by hand, or compare the option of a choice, a yes or no, or a scale of at most 11 points",
        es: "pon ahí su lógica de visualización a mano, o compara la opción de una pregunta de opciones, un sí o no, o una escala de hasta 11 puntos",
    },
};

const TOO_MUCH: Confession = Confession {
    said: Words {
        en: "the Qualtrics file asks `{id}` of everybody: told with options alone, its condition is too long",
        es: "el archivo de Qualtrics pregunta `{id}` a todos: dicha solo con opciones, su condición es demasiado larga",
    },
    help: Words {
        en: "make the condition simpler, or set its display logic there by hand",
        es: "simplifica la condición, o pon ahí su lógica de visualización a mano",
    },
};

/// What cannot be shown at all.
pub static TEXTS: &[TextLimit] = &[TextLimit::UNSEEN];

/// Conditions that are too long, and languages that Qualtrics has no usual code for.
pub fn limits(instrument: &Instrument<'_>) -> Vec<Diagnostic> {
    let lost = |platform: &Platform| -> Vec<_> {
        let lost = |feature| matches!((platform.takes)(feature), Taken::Lost(told) if told == ONLY_OPTIONS);
        uses(instrument).into_iter().filter(|asked| lost(asked.feature)).map(|asked| asked.at).collect()
    };
    let said = lost(&super::PLATFORM);
    let branch = |item: &Item<'_>| {
        let branch = item.branch.as_ref().filter(|branch| !said.contains(&branch.at))?;
        logic(instrument, branch.condition.as_ref().ok()?).err()?;
        Some(refusal(&super::PLATFORM, branch.at, &TOO_MUCH, item.id.as_str()))
    };
    let mut found: Vec<Diagnostic> = instrument.items.iter().filter_map(branch).collect();
    found.extend(untold_ends(&super::PLATFORM, instrument, |nth| end_logic(instrument, nth).is_some()));
    let head = instrument.survey.entity.head();
    for tag in &instrument.languages {
        if base_language(tag) == tag.as_str() && code(instrument, tag).is_none() {
            let message = say!(en: "the Qualtrics file is without `{tag}`: no code of Qualtrics for it is known to us",
                               es: "el archivo de Qualtrics queda sin `{tag}`: no conocemos un código de Qualtrics para ese idioma");
            let help = say!(en: "add the language there by hand", es: "agrega el idioma ahí a mano");
            found.push(Diagnostic::new(&TARGET_LOSS, head, message).help(help));
        }
    }
    found
}

/// A survey in none of the languages that Qualtrics has a code for.
pub fn refuses(instrument: &Instrument<'_>) -> Vec<Diagnostic> {
    if !languages(instrument).is_empty() {
        return Vec::new();
    }
    let all = instrument.languages.join(", ");
    let message = say!(en: "this survey is not written for Qualtrics: no code of Qualtrics is known to us for {all}",
                       es: "esta encuesta no se escribe para Qualtrics: no conocemos un código de Qualtrics para {all}");
    let help = say!(en: "write it in another language as well", es: "escríbela también en otro idioma");
    vec![Diagnostic::new(&TARGET_LOSS, instrument.survey.entity.head(), message).help(help)]
}
