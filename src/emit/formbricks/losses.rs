//! What a survey in Formbricks carries, and what it does not.

use super::survey::{excludes, labels, shown_when, tells_end};
use super::text::{locale, locales};
use crate::diagnostic::{Diagnostic, Words};
use crate::emit::survey::platform::{
    Confession, Feature, Taken, TextLimit, has_markup, refusal, untold, untold_ends,
};
use crate::emit::survey::{Answer, Instrument, Item, Most};
use std::collections::HashSet;

/// How Formbricks takes each thing that a survey can ask for.
pub fn takes(feature: Feature) -> Taken {
    match feature {
        Feature::Address => Taken::Lost(Confession::VARIANT),
        Feature::EndsBesideLabels => Taken::Lost(Confession::ENDS_BESIDE_LABELS),
        Feature::LongLabels => Taken::Lost(Confession::NUMBER_LABELS),
        Feature::LongNotApplicable => Taken::Lost(Confession::NUMBER_NOT_APPLICABLE),
        Feature::Exclusive => Taken::Otherwise(EXCLUSIVE_LAST),
        Feature::OtherBeside => Taken::Lost(Confession::OTHER_BESIDE),
        Feature::OtherInTheMiddle => Taken::Otherwise(Confession::OTHER_LAST),
        Feature::OptionBranch => Taken::Lost(Confession::OPTION_BRANCH),
        Feature::RankingAtMost => Taken::Lost(Confession::RANKS_ALL),
        Feature::Branch => Taken::Otherwise(A_BLOCK_OF_ITS_OWN),
        Feature::TodayCompared
        | Feature::Calculated
        | Feature::AnswersCompared
        | Feature::RankingCompared => Taken::Lost(Confession::OF_EVERYBODY),
        Feature::Quota => Taken::Lost(Confession::QUOTA),
        _ => Taken::Whole,
    }
}

const A_BLOCK_OF_ITS_OWN: Confession = Confession {
    said: Words {
        en: "in Formbricks only whole blocks are skipped, so `{id}` stands on a page of its own",
        es: "en Formbricks solo se saltan bloques completos, así que `{id}` queda en una página propia",
    },
    help: Words { en: "this needs nothing", es: "no hace falta nada" },
};

const EXCLUSIVE_LAST: Confession = Confession {
    said: Words {
        en: "{platform} shows `{id}`, which excludes the others, after all other options",
        es: "{platform} muestra `{id}`, que excluye a las demás, después de todas las otras opciones",
    },
    help: Words {
        en: "put it last, so that everybody sees the same order",
        es: "ponla al final, para que todos vean el mismo orden",
    },
};

const NO_LOCALE: Confession = Confession {
    said: Words {
        en: "the {platform} survey is without `{id}`: no code with a country is known to us for it",
        es: "la encuesta de {platform} queda sin `{id}`: no conocemos un código con país para ese idioma",
    },
    help: Words { en: "add the language there by hand", es: "agrega el idioma ahí a mano" },
};

const NO_LANGUAGE: Confession = Confession {
    said: Words {
        en: "`{id}` is not written for {platform}: no code with a country is known to us for any of its languages",
        es: "`{id}` no se escribe para {platform}: no conocemos un código con país para ninguno de sus idiomas",
    },
    help: Words { en: "write it in another language as well", es: "escríbela también en otro idioma" },
};

const TOO_FEW_OR_MANY: Confession = Confession {
    said: Words {
        en: "this survey is not written for {platform}: `{id}` needs at least two options, and a ranking at most 25",
        es: "esta encuesta no se escribe para {platform}: `{id}` necesita al menos dos opciones, y un orden 25 como máximo",
    },
    help: Words { en: "add or remove options", es: "agrega o quita opciones" },
};

const TAGS: Confession = Confession {
    said: Words {
        en: "Formbricks reads `<` before a letter as a tag; it is written as `‹`",
        es: "Formbricks lee `<` antes de una letra como etiqueta; se escribe `‹`",
    },
    help: Words { en: "write it in another way", es: "escríbelo de otra forma" },
};

const RECALL: Confession = Confession {
    said: Words {
        en: "Formbricks reads `recall:` as an answer to repeat; it is written with a space between",
        es: "Formbricks lee `recall:` como una respuesta que repetir; se escribe con un espacio en medio",
    },
    help: Words { en: "write it in another way", es: "escríbelo de otra forma" },
};

/// Texts that cannot be shown as they are written.
pub static TEXTS: &[TextLimit] = &[
    TextLimit::UNSEEN,
    TextLimit { bites: |text| text.contains("recall:"), told: RECALL },
    TextLimit { bites: has_markup, told: TAGS },
];

/// Conditions that cannot be told, and languages without a code. A form of address has a word of its own.
pub fn limits(instrument: &Instrument<'_>) -> Vec<Diagnostic> {
    let told = |place| shown_when(instrument, place).is_ok();
    let mut found = untold(&super::PLATFORM, instrument, told);
    found.extend(untold_ends(&super::PLATFORM, instrument, |nth| tells_end(instrument, nth)));
    // There is room for one option that excludes the others.
    for item in &instrument.items {
        let own = excludes(item).map(|option| option.id);
        let several = matches!(&item.answer, Answer::Choice { most, .. } if *most != Most::One);
        let beside = item.options().iter().filter(|option| several && Some(option.id) != own);
        let beside = beside.filter_map(|option| Some((option.id, option.exclusive?)));
        found.extend(
            beside.map(|(id, at)| refusal(&super::PLATFORM, at, &Confession::EXCLUSIVE, id.as_str())),
        );
    }
    let head = instrument.survey.entity.head();
    let without =
        instrument.languages.iter().filter(|tag| !tag.contains(':') && locale(instrument, tag).is_none());
    found.extend(without.map(|tag| refusal(&super::PLATFORM, head, &NO_LOCALE, tag)));
    found
}

/// Surveys in no language that has a code, answers that could not be told apart, lists of a length that is
/// refused there.
pub fn refuses(instrument: &Instrument<'_>) -> Vec<Diagnostic> {
    if locales(instrument).is_empty() {
        let head = instrument.survey.entity.head();
        return vec![refusal(&super::PLATFORM, head, &NO_LANGUAGE, instrument.id().as_str())];
    }
    let told =
        |told: &Confession, item: &Item<'_>| refusal(&super::PLATFORM, item.at, told, item.id.as_str());
    let alike = |place: usize, item: &Item<'_>| {
        locales(instrument).iter().any(|(tag, _)| {
            let mut seen = HashSet::new();
            labels(instrument, item, place, tag)
                .into_iter()
                .any(|(_, label)| !seen.insert(label.trim().to_owned()))
        })
    };
    let mut found = Vec::new();
    for (place, item) in instrument.items.iter().enumerate() {
        if alike(place, item) {
            found.push(told(&Confession::SAME_TEXT, item));
        }
        let options = item.options().len();
        let wrong = match &item.answer {
            Answer::Choice { .. } => options < 2,
            Answer::Ranking { .. } => !(2..=25).contains(&options),
            Answer::Scale(scale) => scale.low == scale.high,
            _ => false,
        };
        if wrong {
            found.push(told(&TOO_FEW_OR_MANY, item));
        }
    }
    found
}
