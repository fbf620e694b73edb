//! The rules that emitters speak for: what an output could not carry.

use crate::diagnostic::built_in_rules;

built_in_rules! {
    TARGET_LOSS = "target-loss" Suspicious Info {
        en: "Something that the format of an output cannot say.\n\nThe output is right as far as it goes, and this part is missing from it or stands in it in another form. Nothing is dropped in silence: read it elsewhere, or do not use it where that output is used.",
        es: "Algo que el formato de un resultado no puede decir.\n\nEl resultado es correcto hasta donde llega, y esta parte falta en él o está en otra forma. Nada se omite en silencio: léelo en otro lado, o no lo uses donde se usa ese resultado."
    }
    METRIC_NOT_COMPUTABLE = "metric-not-computable" Suspicious Info {
        en: "A metric for which no query can be written: its data is nowhere that a query can read, or its definition needs something that tables do not have.\n\nIts published values (`actuals`) still count. To have it computed, give it a dataset with a `table` or a `file`, or change what the message points at.",
        es: "Una métrica para la que no se puede escribir una consulta: sus datos no están donde una consulta pueda leerlos, o su definición necesita algo que las tablas no tienen.\n\nSus valores publicados (`actuals`) siguen valiendo. Para que se calcule, dale un conjunto de datos con `table` o `file`, o cambia lo que señala el mensaje."
    }
}
