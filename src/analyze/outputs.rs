//! Rules that the outputs speak for: what a platform cannot carry, what keeps a survey from being offered
//! as it was meant, and what no query can compute. They stand here so that they can be explained and set like any other.

use crate::diagnostic::built_in_rules;

built_in_rules! {
    TARGET_LOSS = "target-loss" Suspicious Warning {
        en: "Something that an output cannot carry.\n\nA platform has no place for it, so what is generated there asks or shows less than the program says. The finding stands at the line that asks for it. Say it in a way that the platform knows, do it by hand there, or allow it with a reason.",
        es: "Algo que una salida no puede llevar.\n\nLa plataforma no tiene dónde ponerlo, así que lo generado ahí pregunta o muestra menos de lo que dice el programa. El hallazgo está en la línea que lo pide. Dilo de una forma que la plataforma conozca, hazlo a mano ahí o exceptúalo con una razón."
    }
    SURVEY_LANGUAGE_INCOMPLETE = "survey-language-incomplete" Suspicious Warning {
        en: "A wording of a survey that is missing in a language of the program.\n\nHalf a survey in another language measures something else, so the whole survey is left out in that language. Write the wording; a translation starts a series of its own.",
        es: "Un texto de una encuesta que falta en un idioma del programa.\n\nMedia encuesta en otro idioma mide otra cosa, así que toda la encuesta queda fuera en ese idioma. Escribe el texto; una traducción inicia su propia serie."
    }
    QUESTION_NAME_CLASH = "question-name-clash" Suspicious Warning {
        en: "Two questions of one survey whose names are the same on survey platforms.\n\nThere a name has only letters and digits, and some platforms do not tell capitals apart. The second one gets a number, and that number would move if a question came in between. Rename one of them and keep its former id in `was`.",
        es: "Dos preguntas de una encuesta cuyos nombres son iguales en las plataformas de encuestas.\n\nAhí un nombre solo tiene letras y dígitos, y algunas no distinguen mayúsculas. La segunda recibe un número, y ese número cambiaría si entrara una pregunta en medio. Cambia el nombre de una y conserva su id anterior en `was`."
    }
    PIPED_ANSWER_UNKNOWN = "piped-answer-unknown" Suspicious Warning {
        en: "A text of a survey that repeats an answer nobody has given yet.\n\nOnly the answer to an earlier question of the same survey can be repeated. People would read a gap.",
        es: "Un texto de una encuesta que repite una respuesta que nadie ha dado todavía.\n\nSolo se puede repetir la respuesta a una pregunta anterior de la misma encuesta. La gente leería un hueco."
    }
    METRIC_NOT_COMPUTABLE = "metric-not-computable" Suspicious Info {
        en: "A metric for which no query can be written: its data is nowhere that a query can read, or its definition needs something that tables do not have.\n\nIts published values (`actuals`) still count. To have it computed, give it a dataset with a `table` or a `file`, or change what the message points at.",
        es: "Una métrica para la que no se puede escribir una consulta: sus datos no están donde una consulta pueda leerlos, o su definición necesita algo que las tablas no tienen.\n\nSus valores publicados (`actuals`) siguen valiendo. Para que se calcule, dale un conjunto de datos con `table` o `file`, o cambia lo que señala el mensaje."
    }
}
