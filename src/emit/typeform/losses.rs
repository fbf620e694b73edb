//! What a Typeform carries, and what it does not.

use super::form::{language, shown_when, tells_end};
use crate::diagnostic::{Diagnostic, Severity, Words};
use crate::emit::survey::Instrument;
use crate::emit::survey::platform::{
    Confession, Feature, Taken, TextLimit, has_markup, refusal, untold, untold_ends,
};

/// How Typeform takes each thing that a survey can ask for.
pub fn takes(feature: Feature) -> Taken {
    match feature {
        Feature::Languages => Taken::Otherwise(Confession::ONE_LANGUAGE),
        Feature::Pages => Taken::Otherwise(ONE_AT_A_TIME),
        Feature::EndsBesideLabels => Taken::Lost(Confession::ENDS_BESIDE_LABELS),
        Feature::LongLabels => Taken::Lost(Confession::NUMBER_LABELS),
        Feature::LongNotApplicable => Taken::Lost(Confession::NUMBER_NOT_APPLICABLE),
        Feature::AtMost => Taken::Lost(Confession::AT_MOST),
        Feature::Exclusive => Taken::Lost(Confession::EXCLUSIVE),
        Feature::Other => Taken::Otherwise(Confession::OTHER_WORD),
        Feature::OtherInTheMiddle => Taken::Otherwise(Confession::OTHER_LAST),
        Feature::OtherBeside => Taken::Lost(Confession::OTHER_BESIDE),
        Feature::OptionBranch => Taken::Lost(Confession::OPTION_BRANCH),
        Feature::RankingAtMost => Taken::Lost(Confession::RANKS_ALL),
        Feature::Matrix => Taken::Otherwise(LINE_BY_LINE),
        Feature::OpenAnswered => Taken::Otherwise(WHAT_WAS_TYPED),
        Feature::TodayCompared
        | Feature::Calculated
        | Feature::AnswersCompared
        | Feature::RankingCompared => Taken::Lost(Confession::OF_EVERYBODY),
        Feature::Quota => Taken::Lost(Confession::QUOTA),
        _ => Taken::Whole,
    }
}

const ONE_AT_A_TIME: Confession = Confession {
    said: Words {
        en: "Typeform asks the questions of `{id}` one at a time, without pages",
        es: "Typeform hace las preguntas de `{id}` de una en una, sin páginas",
    },
    help: Words { en: "this needs nothing", es: "no hace falta nada" },
};

const LINE_BY_LINE: Confession = Confession {
    said: Words {
        en: "Typeform asks the lines of `{id}` one after another, each as a question of its own",
        es: "Typeform pregunta las líneas de `{id}` una tras otra, cada una como pregunta propia",
    },
    help: Words { en: "keep the lines few", es: "deja pocas líneas" },
};

const WHAT_WAS_TYPED: Confession = Confession {
    said: Words {
        en: "Typeform decides about `{id}` by what was typed; it cannot be told to look only whether anything was",
        es: "Typeform decide sobre `{id}` por lo que se escribió; no se le puede decir que mire solo si se escribió algo",
    },
    help: Words {
        en: "leave the question empty once in a trial, and see where it leads",
        es: "en una prueba, deja vacía la pregunta una vez y mira a dónde lleva",
    },
};

const NOT_SPOKEN: Confession = Confession {
    said: Words {
        en: "Typeform has no words in `{id}`: its own buttons and hints are in English",
        es: "Typeform no tiene palabras en `{id}`: sus botones y avisos propios quedan en inglés",
    },
    help: Words { en: "write its messages there by hand", es: "escribe ahí sus mensajes a mano" },
};

const MARKDOWN: Confession = Confession {
    said: Words {
        en: "Typeform reads `*` and `_` around words as bold and italics",
        es: "Typeform lee `*` y `_` alrededor de palabras como negritas y cursivas",
    },
    help: Words { en: "write it in another way", es: "escríbelo de otra forma" },
};

const TAGS: Confession = Confession {
    said: Words {
        en: "Typeform forbids tags, so `<` before a letter is written as `‹`",
        es: "Typeform prohíbe las etiquetas, así que `<` antes de una letra se escribe `‹`",
    },
    help: Words { en: "write it in another way", es: "escríbelo de otra forma" },
};

/// Texts that cannot be shown as they are written.
pub static TEXTS: &[TextLimit] = &[
    TextLimit::UNSEEN,
    TextLimit { bites: |text| ['*', '_'].iter().any(|mark| text.matches(*mark).count() > 1), told: MARKDOWN },
    TextLimit { bites: has_markup, told: TAGS },
];

/// Conditions that cannot be told, and languages that Typeform does not speak.
pub fn limits(instrument: &Instrument<'_>) -> Vec<Diagnostic> {
    let told = |place| shown_when(instrument, place).is_ok();
    let mut found = untold(&super::PLATFORM, instrument, told);
    found.extend(untold_ends(&super::PLATFORM, instrument, |nth| tells_end(instrument, nth)));
    let head = instrument.survey.entity.head();
    let foreign = instrument.languages.iter().filter(|tag| language(tag).is_none());
    found.extend(
        foreign.map(|tag| refusal(&super::PLATFORM, head, &NOT_SPOKEN, tag).severity(Severity::Info)),
    );
    found
}
