//! The rules that reading a file itself speaks for.

use crate::diagnostic::built_in_rules;

built_in_rules! {
    YAML_SYNTAX = "yaml-syntax" Correctness Error {
        en: "The file is not written as YAML demands.",
        es: "El archivo no está escrito como YAML lo pide."
    }
    DUPLICATE_KEY = "duplicate-key" Correctness Error {
        en: "The same key is written twice in one block.",
        es: "La misma clave está escrita dos veces en un bloque."
    }
    ODD_KEY = "odd-key" Correctness Error {
        en: "A key is empty, or is a list or a block.",
        es: "Una clave está vacía, o es una lista o un bloque."
    }
    YAML_TAG = "yaml-tag" Correctness Error {
        en: "A value carries a YAML tag (`!something`).",
        es: "Un valor lleva una etiqueta de YAML (`!algo`)."
    }
    YAML_ALIAS = "yaml-alias" Correctness Error {
        en: "An alias (`*name`) has nothing to point at, points at itself, or makes the file explode.",
        es: "Un alias (`*nombre`) no apunta a nada, apunta a sí mismo o hace estallar el archivo."
    }
    MERGE_KEY = "merge-key" Correctness Error {
        en: "Fields are copied with the merge key `<<`.",
        es: "Hay campos copiados con la clave de mezcla `<<`."
    }
    MERGE_CONFLICT = "merge-conflict" Correctness Error {
        en: "The markers of a merge conflict are still in the file.",
        es: "Las marcas de un conflicto de fusión siguen en el archivo."
    }
    SPLIT_SENTENCE = "split-sentence" Correctness Error {
        en: "A comma splits a sentence between brackets or braces.",
        es: "Una coma parte una frase entre corchetes o llaves."
    }
}
