//! Rules that the outputs speak for: what a platform cannot carry, what keeps a survey from being offered
//! as it was meant, and what no query can compute. They stand here so that they can be explained and set like any other.

use crate::diagnostic::built_in_rules;

built_in_rules! {
    TARGET_LOSS = "target-loss" Suspicious Warning {
        en: "Something that an output cannot carry.\n\nA platform has no place for it, so what is generated there asks or shows less than the program says. The finding stands at the line that asks for it. Say it in a way that the platform knows, do it by hand there, or allow it with a reason.",
        es: "Algo que una salida no puede llevar.\n\nLa plataforma no tiene dónde ponerlo, así que lo generado ahí pregunta o muestra menos de lo que dice el programa. El hallazgo está en la línea que lo pide. Dilo de una forma que la plataforma conozca, hazlo a mano ahí o exceptúalo con una razón."
    }
    TARGET_RENAME = "target-rename" Style Info {
        en: "Something that has another name in an output.\n\nA platform keeps some words for itself (`order`, `group`, `value`), and a name of one letter or with two underscores is refused by others. The name in the output is stable: `order` becomes `order_kpi`, whatever else the program has.",
        es: "Algo que tiene otro nombre en una salida.\n\nUna plataforma se reserva algunas palabras (`order`, `group`, `value`), y otras rechazan nombres de una letra o con dos guiones bajos. El nombre en la salida es estable: `order` pasa a `order_kpi`, tenga lo que tenga el programa."
    }
    TEMPLATE_FAULT = "template-fault" Suspicious Error {
        en: "A template of the site cannot be rendered.\n\nA template in `templates/site/` of the program asks for something that its page does not have, or has a mistake in its syntax. The comment at the top of our own template of that name lists what there is.",
        es: "Una plantilla del sitio no se puede completar.\n\nUna plantilla en `templates/site/` del programa pide algo que su página no tiene, o tiene un error de sintaxis. El comentario al inicio de nuestra plantilla del mismo nombre dice qué hay."
    }
    OUTPUT_UNKNOWN = "output-unknown" Suspicious Error {
        en: "Under `targets` of the program, an output, an option or a choice that does not exist.\n\nNothing would be written for it, or it would change nothing, and nobody would notice. The message names the nearest that there is.",
        es: "En `targets` del programa, una salida, una opción o una selección que no existe.\n\nNo se escribiría nada, o no cambiaría nada, y nadie lo notaría. El mensaje dice lo más parecido que hay."
    }
    OUTPUT_PLACE = "output-place" Suspicious Error {
        en: "Under `targets` of the program, a folder that cannot be written to: outside of the output folder, or where another output writes.\n\nTwo outputs in one folder would overwrite each other's files.",
        es: "En `targets` del programa, una carpeta donde no se puede escribir: fuera de la carpeta de salida, o donde ya escribe otra salida.\n\nDos salidas en una carpeta se pisarían los archivos."
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
