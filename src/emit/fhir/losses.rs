//! What a FHIR Questionnaire carries, and what it does not.

use super::questionnaire::{end_shown_when, shown_when};
use crate::diagnostic::{Diagnostic, Words};
use crate::emit::survey::Instrument;
use crate::emit::survey::platform::{Confession, Feature, Taken, TextLimit, untold, untold_ends};

/// How FHIR takes each thing that a survey can ask for.
pub fn takes(feature: Feature) -> Taken {
    match feature {
        Feature::Pages => Taken::Otherwise(PAGES),
        Feature::EndsBesideLabels => Taken::Lost(Confession::ENDS_BESIDE_LABELS),
        Feature::LongLabels => Taken::Lost(Confession::NUMBER_LABELS),
        Feature::LongNotApplicable => Taken::Lost(Confession::NUMBER_NOT_APPLICABLE),
        Feature::OtherBeside => Taken::Lost(Confession::OTHER_BESIDE),
        Feature::OtherInTheMiddle => Taken::Otherwise(Confession::OTHER_LAST),
        Feature::OptionBranch => Taken::Lost(Confession::OPTION_BRANCH),
        Feature::Ranking => Taken::Otherwise(RANKING),
        Feature::RankingAtMost => Taken::Otherwise(RANKING_AT_MOST),
        Feature::TodayCompared
        | Feature::Calculated
        | Feature::AnswersCompared
        | Feature::RankingCompared => Taken::Lost(Confession::OF_EVERYBODY),
        Feature::Piped | Feature::PipedSeveral => Taken::Lost(Confession::PIPED),
        Feature::Known => Taken::Lost(Confession::KNOWN),
        Feature::LastWords | Feature::EndPage => Taken::Otherwise(Confession::END_IN_THE_FORM),
        Feature::Quota => Taken::Lost(Confession::QUOTA),
        _ => Taken::Whole,
    }
}

const PAGES: Confession = Confession {
    said: Words {
        en: "the pages of `{id}` are groups in {platform}: the program that shows the form decides whether each is a page",
        es: "las páginas de `{id}` son grupos en {platform}: el programa que muestra el formulario decide si cada uno es una página",
    },
    help: Words { en: "this needs nothing", es: "no hace falta nada" },
};

const RANKING: Confession = Confession {
    said: Words {
        en: "{platform} asks `{id}` as the number of a place for each option, and two may get one place",
        es: "{platform} pregunta `{id}` como el número de lugar de cada opción, y dos pueden quedar en un mismo lugar",
    },
    help: Words {
        en: "ask for the most important ones as a choice with `multiple`",
        es: "pregunta las más importantes como opciones con `multiple`",
    },
};

const RANKING_AT_MOST: Confession = Confession {
    said: Words {
        en: "the places of `{id}` end where its limit is, and {platform} lets people leave them empty",
        es: "los lugares de `{id}` terminan en su límite, y {platform} deja dejarlos vacíos",
    },
    help: Words {
        en: "say in the question how many to rank",
        es: "di en la pregunta cuántas hay que ordenar",
    },
};

/// What cannot be shown at all.
pub static TEXTS: &[TextLimit] = &[TextLimit::UNSEEN];

/// Conditions that cannot be told.
pub fn limits(instrument: &Instrument<'_>) -> Vec<Diagnostic> {
    let mut found = untold(&super::PLATFORM, instrument, |place| shown_when(instrument, place).is_ok());
    found.extend(untold_ends(&super::PLATFORM, instrument, |nth| end_shown_when(instrument, nth).is_ok()));
    found
}
