//! What a LimeSurvey file carries, and what it does not.

use super::rows::end_relevance;
use super::text::{language, languages};
use crate::analyze::outputs::TARGET_LOSS;
use crate::diagnostic::{Diagnostic, Words, say};
use crate::emit::survey::Instrument;
use crate::emit::survey::platform::{Confession, Feature, Taken, TextLimit, untold_ends};

/// How LimeSurvey takes each thing that a survey can ask for.
pub fn takes(feature: Feature) -> Taken {
    match feature {
        Feature::EndsBesideLabels => Taken::Lost(Confession::ENDS_BESIDE_LABELS),
        Feature::Address => Taken::Lost(Confession::VARIANT),
        Feature::LongLabels => Taken::Lost(Confession::NUMBER_LABELS),
        Feature::LongNotApplicable => Taken::Lost(Confession::NUMBER_NOT_APPLICABLE),
        Feature::OtherBeside => Taken::Lost(Confession::OTHER_BESIDE),
        Feature::OtherInTheMiddle => Taken::Otherwise(Confession::OTHER_LAST),
        Feature::OptionBranch => Taken::Lost(OPTION_BRANCH),
        Feature::DateCompared | Feature::TodayCompared | Feature::RankingCompared => {
            Taken::Lost(NOT_COMPARED)
        }
        Feature::PipedSeveral => Taken::Lost(PIPED_SEVERAL),
        Feature::Known => Taken::Otherwise(KNOWN),
        Feature::EndPage => Taken::Otherwise(Confession::END_IN_THE_FORM),
        Feature::Quota => Taken::Lost(Confession::QUOTA),
        _ => Taken::Whole,
    }
}

const OPTION_BRANCH: Confession = Confession {
    said: Words {
        en: "the LimeSurvey file offers `{id}` to everybody: its options have no conditions",
        es: "el archivo de LimeSurvey ofrece `{id}` a todos: sus opciones no tienen condiciones",
    },
    help: Words { en: "ask two questions with `show_when`", es: "haz dos preguntas con `show_when`" },
};

const NOT_COMPARED: Confession = Confession {
    said: Words {
        en: "the LimeSurvey file asks `{id}` of everybody: dates and rankings cannot be compared reliably there",
        es: "el archivo de LimeSurvey pregunta `{id}` a todos: ahí no se comparan de forma segura fechas ni órdenes de preferencia",
    },
    help: Words {
        en: "compare an option, a number or a text",
        es: "compara una opción, un número o un texto",
    },
};

const PIPED_SEVERAL: Confession = Confession {
    said: Words {
        en: "a text of `{id}` repeats several options; in LimeSurvey people read `…` in their place",
        es: "un texto de `{id}` repite varias opciones; en LimeSurvey se lee `…` en su lugar",
    },
    help: Words {
        en: "repeat the answer to a question with one option",
        es: "repite la respuesta a una pregunta de una sola opción",
    },
};

const KNOWN: Confession = Confession {
    said: Words {
        en: "a text of `{id}` names somebody; LimeSurvey takes the name from the table of participants",
        es: "un texto de `{id}` nombra a alguien; LimeSurvey toma el nombre de la tabla de participantes",
    },
    help: Words {
        en: "give the survey a table of participants: first name, and the formal name, the agent and the organization as attributes 1 to 3",
        es: "dale a la encuesta una tabla de participantes: nombre y, como atributos 1 a 3, nombre formal, agente y organización",
    },
};

/// What cannot be shown at all.
pub static TEXTS: &[TextLimit] = &[TextLimit::UNSEEN];

/// Languages that LimeSurvey does not speak. A form of address has a word of its own.
pub fn limits(instrument: &Instrument<'_>) -> Vec<Diagnostic> {
    let head = instrument.survey.entity.head();
    let unknown = instrument.languages.iter().filter(|tag| !tag.contains(':') && language(tag).is_none());
    let mut found: Vec<Diagnostic> = unknown
        .map(|tag| {
            let message = say!(en: "the LimeSurvey file is without `{tag}`: LimeSurvey has no such language",
                               es: "el archivo de LimeSurvey queda sin `{tag}`: LimeSurvey no tiene ese idioma");
            let help = say!(en: "people read the first language of the survey; write a survey of its own for them",
                            es: "se lee el primer idioma de la encuesta; escribe una encuesta propia para esas personas");
            Diagnostic::new(&TARGET_LOSS, head, message).help(help)
        })
        .collect();
    found.extend(untold_ends(&super::PLATFORM, instrument, |nth| end_relevance(instrument, nth).is_some()));
    found
}

/// A survey in none of the languages of LimeSurvey.
pub fn refuses(instrument: &Instrument<'_>) -> Vec<Diagnostic> {
    if !languages(instrument).is_empty() {
        return Vec::new();
    }
    let all = instrument.languages.join(", ");
    let message = say!(en: "this survey is not written for LimeSurvey, which has none of its languages: {all}",
                       es: "esta encuesta no se escribe para LimeSurvey, que no tiene ninguno de sus idiomas: {all}");
    let help = say!(en: "write it in another language as well", es: "escríbela también en otro idioma");
    vec![Diagnostic::new(&TARGET_LOSS, instrument.survey.entity.head(), message).help(help)]
}
