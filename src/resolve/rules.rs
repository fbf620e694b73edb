//! The rules that resolving itself speaks for.

use crate::diagnostic::built_in_rules;

built_in_rules! {
    UNKNOWN_REFERENCE = "unknown-reference" Correctness Error {
        en: "A reference to something that does not exist, or to the wrong kind of thing.\n\nReferences are bare ids (`archetype: first-credit`), parts with a slash (`first-credit-journey/decision`). The message offers the nearest name and shows the place it would lead to.\n\nBad:\n\n```yaml\narchetype: first-credits\n```\n\nGood:\n\n```yaml\narchetype: first-credit\n```",
        es: "Una referencia a algo que no existe, o a otra clase de cosa.\n\nLas referencias son ids (`archetype: first-credit`); las partes llevan una barra (`first-credit-journey/decision`). El mensaje ofrece el nombre más parecido y muestra el lugar al que llevaría.\n\nMal:\n\n```yaml\narchetype: first-credits\n```\n\nBien:\n\n```yaml\narchetype: first-credit\n```"
    }
    AMBIGUOUS_REFERENCE = "ambiguous-reference" Correctness Error {
        en: "A bare id that could mean two things.\n\nWrite the address with a slash (`journey/step`) or with its kind (`channel:app`), as the message shows.",
        es: "Un id que podría significar dos cosas.\n\nEscribe la dirección con barra (`recorrido/paso`) o con su clase (`channel:app`), como muestra el mensaje."
    }
    RENAMED_REFERENCE = "renamed-reference" Style Info {
        en: "A reference that uses a former id.\n\nIt still works, because the entity declares `was:`. Write the new id when you next touch the file.",
        es: "Una referencia que usa un id anterior.\n\nSigue funcionando, porque la entidad declara `was:`. Escribe el id nuevo cuando vuelvas a tocar el archivo."
    }
    FORMER_ID_TAKEN = "former-id-taken" Correctness Error {
        en: "A former id (`was:`) that is alive elsewhere, or that two entities claim.\n\nOld references and links could then mean either of them.",
        es: "Un id anterior (`was:`) que sigue vivo en otra entidad, o que dos entidades reclaman.\n\nLas referencias y enlaces viejos podrían entonces significar cualquiera de las dos."
    }
    RETIRED_REFERENCE = "retired-reference" Suspicious Warning {
        en: "Something in use refers to something that is a draft or retired.\n\nDrafts and retired entities are kept out of what is generated, so the reference leads nowhere for the reader.",
        es: "Algo en uso se refiere a algo en borrador o retirado.\n\nLos borradores y lo retirado no entran en lo generado, así que la referencia no lleva a ninguna parte."
    }
    CIRCULAR_REFERENCE = "circular-reference" Correctness Error {
        en: "A circle where a circle makes no sense: a role that reports to itself over others, a metric computed from itself, a step that waits for itself, a playbook that hands over to itself.\n\nThe message walks around the circle.",
        es: "Un círculo donde un círculo no tiene sentido: un rol que se reporta a sí mismo por medio de otros, una métrica que se calcula de sí misma, un paso que se espera a sí mismo, un playbook que se pasa el caso a sí mismo.\n\nEl mensaje recorre el círculo."
    }
    UNUSED_ENTITY = "unused-entity" Style Info {
        en: "Something defined that nothing refers to.\n\nIt may be forgotten, or the reference that was meant is missing. Whoever reads the program wonders.",
        es: "Algo definido a lo que nada se refiere.\n\nPuede estar olvidado, o falta la referencia que se quería. Quien lee el programa se queda con la duda."
    }
}
