//! What a Google form carries, and what it does not.

use super::form::labels;
use super::ids;
use super::sections::{Asked, plan};
use crate::diagnostic::{Diagnostic, Severity, Words};
use crate::emit::survey::Instrument;
use crate::emit::survey::platform::{Confession, Feature, Taken, TextLimit, refusal, uses};
use crate::source::At;
use std::collections::HashSet;

/// How Google Forms takes each thing that a survey can ask for.
pub fn takes(feature: Feature) -> Taken {
    match feature {
        Feature::Languages => Taken::Otherwise(Confession::ONE_LANGUAGE),
        Feature::Number | Feature::LongScale => Taken::Otherwise(TYPED),
        Feature::EndsBesideLabels => Taken::Lost(Confession::ENDS_BESIDE_LABELS),
        Feature::LongLabels => Taken::Lost(Confession::NUMBER_LABELS),
        Feature::LongNotApplicable => Taken::Lost(Confession::NUMBER_NOT_APPLICABLE),
        Feature::AtMost => Taken::Lost(Confession::AT_MOST),
        Feature::Exclusive => Taken::Lost(Confession::EXCLUSIVE),
        Feature::Other => Taken::Otherwise(Confession::OTHER_WORD),
        Feature::OtherInTheMiddle => Taken::Otherwise(Confession::OTHER_LAST),
        Feature::OtherBeside => Taken::Lost(Confession::OTHER_BESIDE),
        Feature::OptionBranch => Taken::Lost(Confession::OPTION_BRANCH),
        Feature::Ranking => Taken::Otherwise(RANKING),
        Feature::RankingAtMost => Taken::Otherwise(RANKING_AT_MOST),
        Feature::Branch => Taken::Otherwise(BY_SECTION),
        Feature::TextCompared
        | Feature::NumberCompared
        | Feature::DateCompared
        | Feature::TodayCompared
        | Feature::Calculated
        | Feature::AnswersCompared
        | Feature::LineCompared
        | Feature::RankingCompared
        | Feature::OpenAnswered => Taken::Lost(ONLY_OPTIONS),
        Feature::Piped | Feature::PipedSeveral => Taken::Lost(Confession::PIPED),
        Feature::Known => Taken::Lost(Confession::KNOWN),
        Feature::LastWords | Feature::EndPage => Taken::Lost(OWN_END),
        Feature::Quota => Taken::Lost(Confession::QUOTA),
        _ => Taken::Whole,
    }
}

const OWN_END: Confession = Confession {
    said: Words {
        en: "nobody reads `{id}` in Google Forms: a form ends with one message, which its interface cannot set",
        es: "nadie lee `{id}` en Google Forms: un formulario termina con un mensaje, que su interfaz no permite poner",
    },
    help: Words {
        en: "write the confirmation message there by hand",
        es: "escribe ahí a mano el mensaje de confirmación",
    },
};

const TYPED: Confession = Confession {
    said: Words {
        en: "Google Forms asks `{id}` as a line in which anything can be typed",
        es: "Google Forms pregunta `{id}` como una línea donde se puede escribir cualquier cosa",
    },
    help: Words {
        en: "set the validation of the answer there by hand: a number",
        es: "pon ahí a mano la validación de la respuesta: un número",
    },
};

const RANKING: Confession = Confession {
    said: Words {
        en: "Google Forms asks `{id}` as a grid of options and places, and two options may get one place",
        es: "Google Forms pregunta `{id}` como una cuadrícula de opciones y lugares, y dos opciones pueden quedar en un mismo lugar",
    },
    help: Words {
        en: "switch on \"limit to one response per column\" there by hand",
        es: "activa ahí a mano «limitar a una respuesta por columna»",
    },
};

const RANKING_AT_MOST: Confession = Confession {
    said: Words {
        en: "the places of `{id}` end where its limit is, and Google Forms lets people leave them empty",
        es: "los lugares de `{id}` terminan en su límite, y Google Forms deja dejarlos vacíos",
    },
    help: Words {
        en: "say in the question how many to rank",
        es: "di en la pregunta cuántas hay que ordenar",
    },
};

const BY_SECTION: Confession = Confession {
    said: Words {
        en: "in Google Forms only an option of the section before can lead past `{id}`, which has a section of its own",
        es: "en Google Forms solo una opción de la sección anterior puede saltarse `{id}`, que queda en una sección propia",
    },
    help: Words {
        en: "keep its question right after the one that decides it",
        es: "deja la pregunta justo después de la que la decide",
    },
};

const ALSO_OF_THE_SILENT: Confession = Confession {
    said: Words {
        en: "whoever leaves the deciding question empty is asked `{id}` as well in Google Forms",
        es: "a quien deja vacía la pregunta que decide, Google Forms también le pregunta `{id}`",
    },
    help: Words {
        en: "make the deciding question `required`, or read such answers apart",
        es: "haz obligatoria (`required`) la pregunta que decide, o lee aparte esas respuestas",
    },
};

const OF_EVERYBODY: Confession = Confession {
    said: Words {
        en: "Google Forms asks `{id}` of everybody: no option can lead past it and to what comes after",
        es: "Google Forms pregunta `{id}` a todos: ninguna opción puede saltársela y seguir con lo que viene después",
    },
    help: Words {
        en: "put it right after the one question that decides it, and of several such questions the one that most people get last",
        es: "ponla justo después de la única pregunta que la decide y, si hay varias así, al final la que recibe más gente",
    },
};

const ONLY_OPTIONS: Confession = Confession {
    said: Words {
        en: "Google Forms asks `{id}` of everybody: its sections follow one option, not what is typed, counted or compared",
        es: "Google Forms pregunta `{id}` a todos: sus secciones siguen a una opción, no a lo que se escribe, cuenta o compara",
    },
    help: Words {
        en: "compare the option of one choice, a yes or no, or a scale of at most 11 points",
        es: "compara la opción de una sola pregunta de opciones, un sí o no, o una escala de hasta 11 puntos",
    },
};

const ONE_LINE: Confession = Confession {
    said: Words {
        en: "Google Forms refuses line breaks in a text; they are spaces there",
        es: "Google Forms rechaza saltos de línea en un texto; ahí son espacios",
    },
    help: Words { en: "write it in one line", es: "escríbelo en una línea" },
};

const SAME_ID: Confession = Confession {
    said: Words {
        en: "this survey is not written for Google Forms: `{id}` would get an id that is taken",
        es: "esta encuesta no se escribe para Google Forms: `{id}` recibiría un id ya usado",
    },
    help: Words {
        en: "rename the question, and keep its former id in `was`",
        es: "cambia el nombre de la pregunta y conserva su id anterior en `was`",
    },
};

/// What cannot be shown at all, or not as it is written.
pub static TEXTS: &[TextLimit] =
    &[TextLimit::UNSEEN, TextLimit { bites: |text| text.trim_end().contains(['\n', '\t']), told: ONE_LINE }];

/// Questions that no option can lead past.
pub fn limits(instrument: &Instrument<'_>) -> Vec<Diagnostic> {
    let said: Vec<At> = uses(instrument)
        .into_iter()
        .filter(|asked| matches!(takes(asked.feature), Taken::Lost(told) if told == ONLY_OPTIONS))
        .map(|asked| asked.at)
        .collect();
    let lost = |(place, asked): (usize, Asked)| {
        let item = &instrument.items[place];
        let at = item.branch.as_ref().map(|branch| branch.at).filter(|at| !said.contains(at))?;
        let told = |told| refusal(&super::PLATFORM, at, told, item.id.as_str());
        match asked {
            Asked::AsMeant => None,
            Asked::AlsoOfTheSilent => Some(told(&ALSO_OF_THE_SILENT).severity(Severity::Info)),
            Asked::OfEverybody => Some(told(&OF_EVERYBODY)),
        }
    };
    plan(instrument).asked.into_iter().filter_map(lost).collect()
}

/// Answers that could not be told apart, and ids that could not.
pub fn refuses(instrument: &Instrument<'_>) -> Vec<Diagnostic> {
    let told = |told: &Confession, place: usize| {
        let item = &instrument.items[place];
        refusal(&super::PLATFORM, item.at, told, item.id.as_str())
    };
    let alike = |place: &usize| {
        let item = &instrument.items[*place];
        instrument.languages.iter().any(|tag| {
            let mut seen = HashSet::new();
            labels(instrument, item, *place, tag)
                .into_iter()
                .any(|(_, label)| !seen.insert(label.trim().to_owned()))
        })
    };
    let alike = (0..instrument.items.len()).filter(alike).map(|place| told(&Confession::SAME_TEXT, place));
    alike.chain(ids::clash(instrument).map(|place| told(&SAME_ID, place))).collect()
}
