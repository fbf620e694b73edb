//! Everything that a survey can ask of a platform.

use crate::diagnostic::Words;

macro_rules! features {
    ($($name:ident { en: $en:literal, es: $es:literal })*) => {
        /// Something that a survey can ask of a platform.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Feature { $($name,)* }

        impl Feature {
            pub const ALL: &'static [Feature] = &[$(Feature::$name,)*];

            /// What it is, for the page about platforms.
            pub fn about(self) -> Words {
                match self { $(Feature::$name => Words { en: $en, es: $es },)* }
            }
        }
    };
}

features! {
    Title { en: "title", es: "título" }
    Proposed { en: "mark of a survey that is not to be sent yet", es: "marca de una encuesta que todavía no se envía" }
    Notice { en: "notice about the answers", es: "aviso sobre las respuestas" }
    Languages { en: "several languages", es: "varios idiomas" }
    Variant { en: "variant for a country (`es-MX`)", es: "variante de un país (`es-MX`)" }
    Address { en: "variant for a form of address (`es:usted`)", es: "variante de trato (`es:usted`)" }
    Pages { en: "pages", es: "páginas" }
    Required { en: "required question", es: "pregunta obligatoria" }
    Statement { en: "statement between questions", es: "texto entre preguntas" }
    Open { en: "open question", es: "pregunta abierta" }
    YesNo { en: "yes or no", es: "sí o no" }
    Number { en: "number", es: "número" }
    Date { en: "date", es: "fecha" }
    Scale { en: "scale of up to 11 points", es: "escala de hasta 11 puntos" }
    EndWords { en: "words at the ends of a scale", es: "palabras en los extremos de una escala" }
    Labels { en: "a word for each point", es: "una palabra por punto" }
    EndsBesideLabels { en: "words at the ends beside a word for each point", es: "palabras en los extremos además de una palabra por punto" }
    NotApplicable { en: "\"does not apply\" on a scale", es: "«no aplica» en una escala" }
    LongScale { en: "scale of more than 11 points", es: "escala de más de 11 puntos" }
    LongBothEnds { en: "words at both ends of a long scale", es: "palabras en ambos extremos de una escala larga" }
    LongOneEnd { en: "words at one end of a long scale", es: "palabras en un solo extremo de una escala larga" }
    LongLabels { en: "a word for each point of a long scale", es: "una palabra por punto de una escala larga" }
    LongNotApplicable { en: "\"does not apply\" on a long scale", es: "«no aplica» en una escala larga" }
    Choice { en: "choice of one option", es: "elección de una opción" }
    Several { en: "choice of several options", es: "elección de varias opciones" }
    AtMost { en: "choice of at most so many", es: "elección de hasta tantas opciones" }
    Exclusive { en: "option that excludes the others", es: "opción que excluye a las demás" }
    Other { en: "option that asks for words", es: "opción que pide palabras" }
    OtherInTheMiddle { en: "option that asks for words, before others", es: "opción que pide palabras, antes de otras" }
    OtherBeside { en: "further option that asks for words, or one that comes and goes, excludes or is ranked", es: "otra opción más que pide palabras, o una que aparece y desaparece, excluye o se ordena" }
    OptionBranch { en: "option shown under a condition", es: "opción mostrada bajo una condición" }
    Ranking { en: "ranking", es: "orden de preferencia" }
    RankingAtMost { en: "ranking of at most so many", es: "orden de hasta tantas opciones" }
    Matrix { en: "matrix", es: "matriz" }
    MatrixLabels { en: "a word for each point of a matrix", es: "una palabra por punto de una matriz" }
    MatrixEnds { en: "words at the ends of a matrix", es: "palabras en los extremos de una matriz" }
    MatrixNotApplicable { en: "\"does not apply\" in a matrix", es: "«no aplica» en una matriz" }
    MatrixLong { en: "matrix of more than 11 points", es: "matriz de más de 11 puntos" }
    Branch { en: "question shown under a condition", es: "pregunta mostrada bajo una condición" }
    TextCompared { en: "condition on the words of an answer", es: "condición sobre las palabras de una respuesta" }
    NumberCompared { en: "condition on a number or a long scale", es: "condición sobre un número o una escala larga" }
    OpenAnswered { en: "condition on whether a text, number or date was given", es: "condición sobre si se dio un texto, número o fecha" }
    DateCompared { en: "condition on a date", es: "condición sobre una fecha" }
    TodayCompared { en: "condition on today's date", es: "condición sobre la fecha de hoy" }
    Calculated { en: "condition with a calculation", es: "condición con un cálculo" }
    AnswersCompared { en: "condition that compares two answers", es: "condición que compara dos respuestas" }
    LineCompared { en: "condition on a line of a matrix", es: "condición sobre una línea de una matriz" }
    RankingCompared { en: "condition on a ranking", es: "condición sobre un orden de preferencia" }
    Piped { en: "answer repeated in a later text", es: "respuesta repetida en un texto posterior" }
    PipedSeveral { en: "several options or a ranking repeated in a later text", es: "varias opciones o un orden repetidos en un texto posterior" }
    LastWords { en: "words at the end, the same for everybody", es: "texto final, igual para todos" }
    EndPage { en: "end pages by answers", es: "páginas finales según las respuestas" }
    EndPageGap { en: "answer or name repeated on an end page", es: "respuesta o nombre repetido en una página final" }
    Quota { en: "quota", es: "cuota" }
    Known { en: "name that whoever sends the survey knows", es: "nombre que conoce quien envía la encuesta" }
}
