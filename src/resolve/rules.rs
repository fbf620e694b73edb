//! The rules that resolving itself speaks for.

use crate::diagnostic::built_in_rules;

built_in_rules! {
    UNKNOWN_REFERENCE = "unknown-reference" Correctness Error {
        en: "A reference to something that does not exist, or to the wrong kind of thing.\n\nReferences are bare ids (`archetype: first-credit`), parts with a slash (`first-credit-journey/decision`). The message offers the nearest name and shows the place it would lead to.\n\nBad:\n\n```yaml\narchetype: first-credits\n```\n\nGood:\n\n```yaml\narchetype: first-credit\n```

How to fix it: write the id that the message offers, or define what is missing (`senda new`).",
        es: "Una referencia a algo que no existe, o a otra clase de cosa.\n\nLas referencias son ids (`archetype: first-credit`); las partes llevan una barra (`first-credit-journey/decision`). El mensaje ofrece el nombre más parecido y muestra el lugar al que llevaría.\n\nMal:\n\n```yaml\narchetype: first-credits\n```\n\nBien:\n\n```yaml\narchetype: first-credit\n```

Cómo corregirlo: escribe el id que ofrece el mensaje o define lo que falta (`senda new`)."
    }
    AMBIGUOUS_REFERENCE = "ambiguous-reference" Correctness Error {
        en: "A bare id that could mean two things.\n\nWrite the address with a slash (`journey/step`) or with its kind (`channel:app`), as the message shows.

Bad:

```yaml
channel: app            # a channel and a dataset are both called `app`
```

Good:

```yaml
channel: channel:app
```

How to fix it: write the address that is meant: with its kind (`channel:app`), or with a slash (`journey/step`).",
        es: "Un id que podría significar dos cosas.\n\nEscribe la dirección con barra (`recorrido/paso`) o con su clase (`channel:app`), como muestra el mensaje.

Mal:

```yaml
channel: app            # un canal y un conjunto de datos se llaman `app`
```

Bien:

```yaml
channel: channel:app
```

Cómo corregirlo: escribe la dirección que corresponde: con su clase (`channel:app`) o con una barra (`journey/step`)."
    }
    RENAMED_REFERENCE = "renamed-reference" Style Info {
        en: "A reference that uses a former id.\n\nIt still works, because the entity declares `was:`. Write the new id when you next touch the file.

Bad:

```yaml
archetype: first-loan      # its id is `first-credit` now, `was: first-loan`
```

Good:

```yaml
archetype: first-credit
```

How to fix it: write the new id; `senda fix` does it.",
        es: "Una referencia que usa un id anterior.\n\nSigue funcionando, porque la entidad declara `was:`. Escribe el id nuevo cuando vuelvas a tocar el archivo.

Mal:

```yaml
archetype: first-loan      # su id es ahora `first-credit`, `was: first-loan`
```

Bien:

```yaml
archetype: first-credit
```

Cómo corregirlo: escribe el id nuevo; `senda fix` lo hace."
    }
    FORMER_ID_TAKEN = "former-id-taken" Correctness Error {
        en: "A former id (`was:`) that is alive elsewhere, or that two entities claim.\n\nOld references and links could then mean either of them.

Bad:

```yaml
kind: role
id: cx-lead
was: ceo      # there is a role called `ceo`
```

Good:

```yaml
kind: role
id: cx-lead
was: cx-manager
```

How to fix it: take the former id out here, or rename the entity that uses it now.",
        es: "Un id anterior (`was:`) que sigue vivo en otra entidad, o que dos entidades reclaman.\n\nLas referencias y enlaces viejos podrían entonces significar cualquiera de las dos.

Mal:

```yaml
kind: role
id: cx-lead
was: ceo      # hay un rol llamado `ceo`
```

Bien:

```yaml
kind: role
id: cx-lead
was: cx-manager
```

Cómo corregirlo: quita aquí el id anterior o cambia el nombre de la entidad que lo usa ahora."
    }
    RETIRED_REFERENCE = "retired-reference" Suspicious Warning {
        en: "Something in use refers to something that is a draft or retired.\n\nDrafts and retired entities are kept out of what is generated, so the reference leads nowhere for the reader.

Bad:

```yaml
kind: playbook
id: welcome
owner: branch-lead     # a role with `status: retired`
```

Good:

```yaml
kind: playbook
id: welcome
owner: life-moment-manager
```

How to fix it: refer to what takes its place, or set `status: active` there.",
        es: "Algo en uso se refiere a algo en borrador o retirado.\n\nLos borradores y lo retirado no entran en lo generado, así que la referencia no lleva a ninguna parte.

Mal:

```yaml
kind: playbook
id: welcome
owner: branch-lead     # un rol con `status: retired`
```

Bien:

```yaml
kind: playbook
id: welcome
owner: life-moment-manager
```

Cómo corregirlo: refiérete a lo que toma su lugar, o pon ahí `status: active`."
    }
    CIRCULAR_REFERENCE = "circular-reference" Correctness Error {
        en: "A circle where a circle makes no sense: a role that reports to itself over others, a metric computed from itself, a step that waits for itself, a playbook that hands over to itself.\n\nThe message walks around the circle.

Bad:

```yaml
kind: role
id: cx-lead
reports_to: cx-analyst
---
kind: role
id: cx-analyst
reports_to: cx-lead
```

Good:

```yaml
kind: role
id: cx-lead
reports_to: ceo
---
kind: role
id: cx-analyst
reports_to: cx-lead
```

How to fix it: follow the circle that the message walks and take out the reference that is not true.",
        es: "Un círculo donde un círculo no tiene sentido: un rol que se reporta a sí mismo por medio de otros, una métrica que se calcula de sí misma, un paso que se espera a sí mismo, un playbook que se pasa el caso a sí mismo.\n\nEl mensaje recorre el círculo.

Mal:

```yaml
kind: role
id: cx-lead
reports_to: cx-analyst
---
kind: role
id: cx-analyst
reports_to: cx-lead
```

Bien:

```yaml
kind: role
id: cx-lead
reports_to: ceo
---
kind: role
id: cx-analyst
reports_to: cx-lead
```

Cómo corregirlo: sigue el círculo que recorre el mensaje y quita la referencia que no es cierta."
    }
    UNUSED_ENTITY = "unused-entity" Style Info {
        en: "Something defined that nothing refers to.\n\nIt may be forgotten, or the reference that was meant is missing. Whoever reads the program wonders.

Bad:

```yaml
kind: role
id: courier      # nobody refers to it
```

Good:

```yaml
kind: playbook
id: deliver
owner: courier
```

How to fix it: refer to it where it belongs, or delete it.",
        es: "Algo definido a lo que nada se refiere.\n\nPuede estar olvidado, o falta la referencia que se quería. Quien lee el programa se queda con la duda.

Mal:

```yaml
kind: role
id: courier      # nadie se refiere a él
```

Bien:

```yaml
kind: playbook
id: deliver
owner: courier
```

Cómo corregirlo: refiérete a ella donde corresponde, o bórrala."
    }
}
