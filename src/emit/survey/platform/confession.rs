//! What is said of what a platform does not carry, with the words that several platforms share.

use crate::diagnostic::Words;

/// What is said of what a platform does not carry. `{id}` is the question, option or
/// language, `{platform}` the platform.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Confession {
    pub said: Words,
    pub help: Words,
}

impl Confession {
    /// No platform has a place for it: each point has a word already.
    pub const ENDS_BESIDE_LABELS: Self = Self {
        said: Words {
            en: "the words at the ends of `{id}` are not shown: each point has a word of its own",
            es: "las palabras en los extremos de `{id}` no se muestran: cada punto tiene su propia palabra",
        },
        help: Words { en: "remove `low` and `high`, or `labels`", es: "quita `low` y `high`, o `labels`" },
    };

    /// A long scale is a number, and a number cannot be left out as "does not apply".
    pub const NUMBER_NOT_APPLICABLE: Self = Self {
        said: Words {
            en: "{platform} asks `{id}` as a number, for it has more than 11 points, and cannot offer \"does not apply\"",
            es: "{platform} pregunta `{id}` como número, porque tiene más de 11 puntos, y no puede ofrecer «no aplica»",
        },
        help: Words {
            en: "use at most 11 points, or ask before whether it applies",
            es: "usa 11 puntos como máximo, o pregunta antes si aplica",
        },
    };

    /// A long scale is a number, with words at its ends only.
    pub const NUMBER_LABELS: Self = Self {
        said: Words {
            en: "{platform} asks `{id}` as a number, for it has more than 11 points, and shows only the words of its ends",
            es: "{platform} pregunta `{id}` como número, porque tiene más de 11 puntos, y solo muestra las palabras de sus extremos",
        },
        help: Words {
            en: "use at most 11 points, or write `low` and `high`",
            es: "usa 11 puntos como máximo, o escribe `low` y `high`",
        },
    };

    /// Words of one's own, for more than the one option that a platform has for them.
    pub const OTHER_BESIDE: Self = Self {
        said: Words {
            en: "{platform} does not ask which, for `{id}`: that works for one option of a choice, always offered and not exclusive",
            es: "{platform} no pregunta cuál, para `{id}`: eso funciona con una sola opción de una pregunta de opciones, siempre ofrecida y no excluyente",
        },
        help: Words {
            en: "keep one such option, without `show_when`, or ask with an open question after it",
            es: "deja una sola opción así, sin `show_when`, o pregunta con una abierta después",
        },
    };

    /// The option that asks for words has a place of its own.
    pub const OTHER_LAST: Self = Self {
        said: Words {
            en: "{platform} shows `{id}` after all other options",
            es: "{platform} muestra `{id}` después de todas las demás opciones",
        },
        help: Words {
            en: "put it last, so that everybody sees the same order",
            es: "ponla al final, para que todos vean el mismo orden",
        },
    };

    /// Words for some people only.
    pub const VARIANT: Self = Self {
        said: Words {
            en: "the {platform} file has no place for the variant `{id}`: people read the wording of its language",
            es: "el archivo de {platform} no tiene dónde poner la variante `{id}`: se lee el texto de su idioma",
        },
        help: Words {
            en: "write a survey of its own for them, in which this wording is that of the language",
            es: "escribe una encuesta propia para esas personas, donde este texto sea el del idioma",
        },
    };

    /// A form in one language.
    pub const ONE_LANGUAGE: Self = Self {
        said: Words {
            en: "a form of {platform} has one language: `{id}` is written as one form for each, and their answers come apart",
            es: "un formulario de {platform} tiene un solo idioma: `{id}` se escribe como un formulario por idioma, y sus respuestas llegan por separado",
        },
        help: Words {
            en: "send each person the form of their language; `codebook.csv` has the same names for all of them",
            es: "envía a cada persona el formulario de su idioma; `codebook.csv` tiene los mismos nombres para todos",
        },
    };

    /// The option that asks for words has the platform's own text.
    pub const OTHER_WORD: Self = Self {
        said: Words {
            en: "{platform} shows its own word, \"Other\", instead of the text of `{id}`",
            es: "{platform} muestra su propia palabra, «Otro», en lugar del texto de `{id}`",
        },
        help: Words {
            en: "word the question so that \"Other\" reads well",
            es: "redacta la pregunta para que «Otro» se lea bien",
        },
    };

    /// Options without conditions.
    pub const OPTION_BRANCH: Self = Self {
        said: Words {
            en: "{platform} offers `{id}` to everybody: its options have no conditions",
            es: "{platform} ofrece `{id}` a todos: sus opciones no tienen condiciones",
        },
        help: Words { en: "ask two questions with `show_when`", es: "haz dos preguntas con `show_when`" },
    };

    /// No option excludes others.
    pub const EXCLUSIVE: Self = Self {
        said: Words {
            en: "{platform} lets people take `{id}` beside the other options",
            es: "{platform} deja elegir `{id}` junto con las demás opciones",
        },
        help: Words {
            en: "ask first whether anything applies, and the options with `show_when`",
            es: "pregunta antes si algo aplica, y las opciones con `show_when`",
        },
    };

    /// Several options without a limit.
    pub const AT_MOST: Self = Self {
        said: Words {
            en: "{platform} lets people take all options of `{id}`: the file has no limit",
            es: "{platform} deja elegir todas las opciones de `{id}`: el archivo no lleva límite",
        },
        help: Words { en: "set the limit there by hand", es: "pon ahí el límite a mano" },
    };

    /// Only all options are ranked.
    pub const RANKS_ALL: Self = Self {
        said: Words {
            en: "{platform} asks for the order of all options of `{id}`",
            es: "{platform} pide el orden de todas las opciones de `{id}`",
        },
        help: Words {
            en: "rank all of them, or ask for the most important ones as a choice with `multiple`",
            es: "ordena todas, o pregunta las más importantes como opciones con `multiple`",
        },
    };

    /// A condition that a platform cannot be told.
    pub const OF_EVERYBODY: Self = Self {
        said: Words {
            en: "{platform} asks `{id}` of everybody: its conditions cannot say this",
            es: "{platform} pregunta `{id}` a todos: sus condiciones no pueden decir esto",
        },
        help: Words {
            en: "compare an option, a number or a date with a value",
            es: "compara una opción, un número o una fecha con un valor",
        },
    };

    /// Texts are as they were written for everybody.
    pub const PIPED: Self = Self {
        said: Words {
            en: "a text of `{id}` repeats an answer; in {platform} people read `…` in its place",
            es: "un texto de `{id}` repite una respuesta; en {platform} se lee `…` en su lugar",
        },
        help: Words { en: "word it without the answer", es: "redáctalo sin la respuesta" },
    };

    /// Nobody is known by name.
    pub const KNOWN: Self = Self {
        said: Words {
            en: "a text of `{id}` names somebody; {platform} knows no names and people read `…`",
            es: "un texto de `{id}` nombra a alguien; {platform} no conoce nombres y se lee `…`",
        },
        help: Words { en: "word it without the name", es: "redáctalo sin el nombre" },
    };

    /// What is stored is the text that was read.
    pub const SAME_TEXT: Self = Self {
        said: Words {
            en: "this survey is not written for {platform}: two answers to `{id}` read the same, and the text is all that is stored",
            es: "esta encuesta no se escribe para {platform}: dos respuestas a `{id}` se leen igual, y solo se guarda el texto",
        },
        help: Words {
            en: "word them differently in every language",
            es: "redáctalas distintas en todos los idiomas",
        },
    };

    /// End pages stand in the form.
    pub const END_IN_THE_FORM: Self = Self {
        said: Words {
            en: "{platform} shows `{id}` as the last text of the form, before the answers are sent",
            es: "{platform} muestra `{id}` como el último texto del formulario, antes de enviar las respuestas",
        },
        help: Words {
            en: "word it so that it can be read before sending",
            es: "redáctala para que se pueda leer antes de enviar",
        },
    };

    /// An end page whose condition a platform cannot be told.
    pub const END_UNTOLD: Self = Self {
        said: Words {
            en: "nobody reads `{id}` in {platform}: its conditions cannot say this",
            es: "nadie lee `{id}` en {platform}: sus condiciones no pueden decir esto",
        },
        help: Words {
            en: "compare an option, a number or a date with a value",
            es: "compara una opción, un número o una fecha con un valor",
        },
    };

    /// A platform counts nobody.
    pub const QUOTA: Self = Self {
        said: Words {
            en: "the file for {platform} has no quotas: `{id}` limits nobody there",
            es: "el archivo para {platform} no lleva cuotas: `{id}` ahí no limita a nadie",
        },
        help: Words {
            en: "set it there by hand if it can be set, or close the survey to that group; the plan for whoever sends it says when",
            es: "ponla ahí a mano si se puede, o cierra la encuesta a ese grupo; el plan para quien la envía dice cuándo",
        },
    };

    /// A character of a text that no page may hold.
    pub const UNSEEN: Self = Self {
        said: Words {
            en: "a character of this text cannot be seen and no page may hold it; it is left out",
            es: "un carácter de este texto no se ve y ninguna página lo admite; se omite",
        },
        help: Words { en: "take it out", es: "quítalo" },
    };
}
