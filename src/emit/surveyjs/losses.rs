//! What SurveyJS carries, and what it does not.

use super::text::{DEFAULT, LOCALES};
use crate::analyze::outputs::TARGET_LOSS;
use crate::diagnostic::{Diagnostic, Severity, Words, say};
use crate::emit::survey::Instrument;
use crate::emit::survey::platform::{Confession, Feature, Taken, TextLimit};
use crate::model::text::base_language;

/// How SurveyJS takes each thing that a survey can ask for.
pub fn takes(feature: Feature) -> Taken {
    match feature {
        Feature::EndsBesideLabels => Taken::Lost(Confession::ENDS_BESIDE_LABELS),
        Feature::LongNotApplicable => Taken::Lost(Confession::NUMBER_NOT_APPLICABLE),
        Feature::LongLabels | Feature::LongOneEnd => Taken::Lost(NUMBER_WORDS),
        Feature::OtherBeside => Taken::Lost(Confession::OTHER_BESIDE),
        Feature::OtherInTheMiddle => Taken::Otherwise(Confession::OTHER_LAST),
        Feature::TextCompared => Taken::Otherwise(TEXT_COMPARED),
        Feature::EndPageGap => Taken::Lost(END_IS_HTML),
        Feature::Quota => Taken::Lost(Confession::QUOTA),
        _ => Taken::Whole,
    }
}

const NUMBER_WORDS: Confession = Confession {
    said: Words {
        en: "SurveyJS asks `{id}` as a number, for it has more than 11 points, and shows only the words of both ends",
        es: "SurveyJS pregunta `{id}` como número, porque tiene más de 11 puntos, y solo muestra las palabras de ambos extremos",
    },
    help: Words {
        en: "use at most 11 points, or write `low` and `high`",
        es: "usa 11 puntos como máximo, o escribe `low` y `high`",
    },
};

const END_IS_HTML: Confession = Confession {
    said: Words {
        en: "SurveyJS shows `{id}` as HTML, in which an answer or a name could hide a program; people read `…` in its place",
        es: "SurveyJS muestra `{id}` como HTML, donde una respuesta o un nombre podría esconder un programa; se lee `…` en su lugar",
    },
    help: Words {
        en: "word it without the answer or the name",
        es: "redáctala sin la respuesta ni el nombre",
    },
};

const TEXT_COMPARED: Confession = Confession {
    said: Words {
        en: "SurveyJS compares texts without regard to capitals and outer spaces",
        es: "SurveyJS compara textos sin distinguir mayúsculas ni espacios al inicio y al final",
    },
    help: Words {
        en: "compare with the option of a choice where that matters",
        es: "compara con la opción de una pregunta de opciones si eso importa",
    },
};

/// Braces stand for the name of a question in SurveyJS.
pub static TEXTS: &[TextLimit] = &[TextLimit {
    bites: |text| text.contains(['{', '}']),
    told: Confession {
        said: Words {
            en: "SurveyJS reads braces as the name of a question; they are written as parentheses",
            es: "SurveyJS lee las llaves como el nombre de una pregunta; se escriben como paréntesis",
        },
        help: Words { en: "write parentheses", es: "escribe paréntesis" },
    },
}];

/// A first language that SurveyJS has no words of its own in.
pub fn limits(instrument: &Instrument<'_>) -> Vec<Diagnostic> {
    let language = base_language(instrument.language());
    if language == DEFAULT || LOCALES.contains(&language) {
        return Vec::new();
    }
    let message = say!(en: "SurveyJS has no words in `{language}`: its buttons and errors are in English",
                       es: "SurveyJS no tiene palabras en `{language}`: sus botones y errores salen en inglés");
    let help = say!(en: "register a localization for `{language}` where the survey is shown, and set its locale",
                    es: "registra una localización para `{language}` donde se muestre la encuesta y elige ese idioma");
    let at = instrument.survey.entity.head();
    vec![Diagnostic::new(&TARGET_LOSS, at, message).help(help).severity(Severity::Info)]
}
