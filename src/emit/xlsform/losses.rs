//! What XLSForm carries, and what it does not.

use super::text::text;
use super::workbook::MOST_IN_A_CELL;
use crate::diagnostic::{Diagnostic, Words};
use crate::emit::survey::Instrument;
use crate::emit::survey::platform::{Confession, Feature, Taken, TextLimit, has_markup, refusal};

/// How XLSForm takes each thing that a survey can ask for.
pub fn takes(feature: Feature) -> Taken {
    match feature {
        Feature::EndsBesideLabels => Taken::Lost(Confession::ENDS_BESIDE_LABELS),
        Feature::LongNotApplicable => Taken::Lost(Confession::NUMBER_NOT_APPLICABLE),
        Feature::LongLabels => Taken::Lost(Confession::NUMBER_LABELS),
        Feature::RankingAtMost => Taken::Lost(RANKS_ALL),
        Feature::PipedSeveral => Taken::Otherwise(PIPED_IDS),
        Feature::LastWords | Feature::EndPage => Taken::Otherwise(Confession::END_IN_THE_FORM),
        Feature::Quota => Taken::Lost(Confession::QUOTA),
        _ => Taken::Whole,
    }
}

const RANKS_ALL: Confession = Confession {
    said: Words {
        en: "XLSForm asks for the order of all options of `{id}`: a ranking has no limit there",
        es: "XLSForm pide el orden de todas las opciones de `{id}`: ahí un orden de preferencia no tiene límite",
    },
    help: Words {
        en: "rank all of them, or ask for the most important ones as a choice with `multiple`",
        es: "ordena todas, o pregunta las más importantes como opciones con `multiple`",
    },
};

const PIPED_IDS: Confession = Confession {
    said: Words {
        en: "a text of `{id}` repeats several options; XLSForm shows their ids, with a space between them",
        es: "un texto de `{id}` repite varias opciones; XLSForm muestra sus ids, separados por un espacio",
    },
    help: Words {
        en: "repeat the answer to a question with one option",
        es: "repite la respuesta a una pregunta de una sola opción",
    },
};

/// What its clients would read as something else.
pub static TEXTS: &[TextLimit] = &[
    TextLimit {
        bites: |text| text.contains("${"),
        told: Confession {
            said: Words {
                en: "XLSForm reads `${` as the start of an answer; it is written with a space between",
                es: "XLSForm lee `${` como el comienzo de una respuesta; se escribe con un espacio en medio",
            },
            help: Words { en: "write it in another way", es: "escríbelo de otra forma" },
        },
    },
    TextLimit {
        bites: has_markup,
        told: Confession {
            said: Words {
                en: "clients of XLSForm read `<` before a letter as markup; it is written as `‹`",
                es: "los clientes de XLSForm leen `<` antes de una letra como marcas de formato; se escribe como `‹`",
            },
            help: Words { en: "write it in another way", es: "escríbelo de otra forma" },
        },
    },
    TextLimit::UNSEEN,
];

/// Room for what is written beside the words: a code, a mark.
const ROOM: usize = 200;

const TOO_LONG: Confession = Confession {
    said: Words {
        en: "a text of `{id}` is longer than a cell of a workbook may be (32,767 characters), so the survey is not written as XLSForm",
        es: "un texto de `{id}` es más largo de lo que admite una celda de un libro (32,767 caracteres), así que la encuesta no se escribe como XLSForm",
    },
    help: Words { en: "shorten it", es: "acórtalo" },
};

/// Texts that no cell can hold.
pub fn refuses(instrument: &Instrument<'_>) -> Vec<Diagnostic> {
    let too_long = |words: &crate::emit::survey::Words<'_>, place: usize| {
        instrument
            .languages
            .iter()
            .any(|tag| text(instrument, words, tag, place).encode_utf16().count() > MOST_IN_A_CELL - ROOM)
    };
    let told = instrument.notice.iter().filter_map(|line| line.program());
    let whole = instrument.title.into_iter().chain(told).map(|words| (words, 0, instrument.id()));
    let asked = instrument.all_words().map(|(place, id, words)| (words, place, id));
    whole
        .chain(asked)
        .filter(|(words, place, _)| too_long(words, *place))
        .map(|(words, _, id)| refusal(&super::PLATFORM, words.at, &TOO_LONG, id.as_str()))
        .collect()
}
