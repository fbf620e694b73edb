//! The rules about names and types of expressions, and about names that may not be taken.

use crate::diagnostic::built_in_rules;

built_in_rules! {
    EXPRESSION_TYPE = "expression-type" Correctness Error {
        en: "An expression whose parts do not fit together: a share compared with points, a text with a number, money divided by a date.\n\nEvery expression is typed before anything is computed from it, so that a KPI is never a number of two different things.\n\nBad:\n\n```yaml\nwhere: churned = 0.2\n```\n\nGood:\n\n```yaml\nwhere: churned = 20 %\n```

How to fix it: compare like with like: give the number the unit of what it is compared with.",
        es: "Una expresión cuyas partes no encajan: un porcentaje comparado con puntos, un texto con un número, dinero entre una fecha.\n\nToda expresión se revisa antes de calcular nada con ella, para que un KPI nunca sea un número de dos cosas distintas.\n\nMal:\n\n```yaml\nwhere: churned = 0.2\n```\n\nBien:\n\n```yaml\nwhere: churned = 20 %\n```

Cómo corregirlo: compara cosas iguales: dale al número la unidad de aquello con lo que se compara."
    }
    UNKNOWN_NAME = "unknown-name" Correctness Error {
        en: "A name in an expression that means nothing where it stands, or that may not be used there.\n\nA condition of a survey names earlier questions, one of a metric names columns of its dataset, a formula names metrics, a policy names fields. The message offers the nearest name and shows where that one is defined.\n\nBad:\n\n```yaml\nshow_when: recomend <= 6\n```\n\nGood:\n\n```yaml\nshow_when: recommend <= 6\n```

How to fix it: write a name that means something there; the message offers the nearest.",
        es: "Un nombre en una expresión que no significa nada donde está, o que ahí no se puede usar.\n\nLa condición de una encuesta nombra preguntas anteriores; la de una métrica, columnas de su conjunto de datos; una fórmula, métricas; una política, campos. El mensaje ofrece el nombre más parecido y muestra dónde se define.\n\nMal:\n\n```yaml\nshow_when: recomend <= 6\n```\n\nBien:\n\n```yaml\nshow_when: recommend <= 6\n```

Cómo corregirlo: escribe un nombre que ahí signifique algo; el mensaje ofrece el más parecido."
    }
    RESERVED_NAME = "reserved-name" Correctness Error {
        en: "A name that already means something else where it would be used.\n\nColumns cannot be called `as_of`, `period_start` or `period_end`, because every expression may name those days. Questions cannot be called `survey`, `customer`, `archetype`, `channel`, `at`, `language`, `weight`, `arm` or `account`, because an answer has those fields beside its answers. Steps cannot be called `end`, nor in a playbook `stop`, because that is where arrows and gates lead.

Bad:

```yaml
steps:
  - { id: end, does: Signs the contract }
```

Good:

```yaml
steps:
  - { id: signature, does: Signs the contract }
```

How to fix it: choose another name; `senda rename` follows every place that uses it.",
        es: "Un nombre que ya significa otra cosa donde se usaría.\n\nUna columna no puede llamarse `as_of`, `period_start` ni `period_end`, porque cualquier expresión puede nombrar esos días. Una pregunta no puede llamarse `survey`, `customer`, `archetype`, `channel`, `at`, `language`, `weight`, `arm` ni `account`, porque una respuesta tiene esos campos junto a lo contestado. Un paso no puede llamarse `end`, ni en un playbook `stop`, porque ahí llevan las flechas y las preguntas de control.

Mal:

```yaml
steps:
  - { id: end, does: Firma el contrato }
```

Bien:

```yaml
steps:
  - { id: signature, does: Firma el contrato }
```

Cómo corregirlo: elige otro nombre; `senda rename` sigue cada lugar que lo usa."
    }
    QUESTION_WITHOUT_COLUMN = "question-without-column" Correctness Error {
        en: "A metric of answers whose dataset does not hold them in exactly one column.\n\nThe answers to the question of a metric are in the one column whose `question` is that question. With none there is nothing to compute; with two nobody knows which.

Bad:

```yaml
columns:
  recommend: { type: integer, scale: 0..10 }   # of which question?
```\n\nGood:\n\n```yaml\ncolumns:\n  recommend: { type: integer, question: relationship-survey/recommend, scale: 0..10 }\n```

How to fix it: write `question` at the column that holds the answers, and at no other.",
        es: "Una métrica de respuestas cuyo conjunto de datos no las tiene en exactamente una columna.\n\nLas respuestas a la pregunta de una métrica están en la única columna cuyo `question` es esa pregunta. Sin ninguna no hay nada que calcular; con dos nadie sabe cuál.

Mal:

```yaml
columns:
  recommend: { type: integer, scale: 0..10 }   # ¿de qué pregunta?
```\n\nBien:\n\n```yaml\ncolumns:\n  recommend: { type: integer, question: relationship-survey/recommend, scale: 0..10 }\n```

Cómo corregirlo: escribe `question` en la columna que contiene las respuestas, y en ninguna otra."
    }
    COLUMN_SCALE = "column-scale-differs" Correctness Error {
        en: "A column of answers on another scale than its question.\n\nA 7 on a scale to 10 and a 7 on a scale to 7 are opposite answers. The scale of the column is that of the item that was asked.

Bad:

```yaml
columns:
  recommend: { type: integer, question: relationship-survey/recommend, scale: 1..7 }   # asked on 0..10
```

Good:

```yaml
columns:
  recommend: { type: integer, question: relationship-survey/recommend, scale: 0..10 }
```

How to fix it: write the scale on which people were asked. Where the data hold another one, convert them before they come in, or give the old wording a question of its own.",
        es: "Una columna de respuestas en otra escala que su pregunta.\n\nUn 7 en una escala hasta 10 y un 7 en una hasta 7 son respuestas opuestas. La escala de la columna es la de la pregunta que se hizo.

Mal:

```yaml
columns:
  recommend: { type: integer, question: relationship-survey/recommend, scale: 1..7 }   # se preguntó en 0..10
```

Bien:

```yaml
columns:
  recommend: { type: integer, question: relationship-survey/recommend, scale: 0..10 }
```

Cómo corregirlo: escribe la escala en que se preguntó. Si los datos tienen otra, conviértelos antes de cargarlos, o dale a la redacción anterior una pregunta propia."
    }
    IMPOSSIBLE_VALUE = "impossible-value" Correctness Error {
        en: "A value in a test that its question or column could never have: an 11 on a scale to 10, an option that is not offered, words where a date belongs.\n\nA test over values that cannot arrive proves nothing.

Bad:

```yaml
answers: { recommend: 11 }
```

Good:

```yaml
answers: { recommend: 10 }
```

How to fix it: write a value that the question or the column can have; the message lists them.",
        es: "Un valor en una prueba que su pregunta o columna nunca podría tener: un 11 en una escala hasta 10, una opción que no se ofrece, palabras donde va una fecha.\n\nUna prueba con valores que no pueden llegar no demuestra nada.

Mal:

```yaml
answers: { recommend: 11 }
```

Bien:

```yaml
answers: { recommend: 10 }
```

Cómo corregirlo: escribe un valor que la pregunta o la columna pueda tener; el mensaje los enumera."
    }
    UNKNOWN_BAND = "unknown-band" Correctness Error {
        en: "A band that the metric does not have.\n\nA playbook that waits for a band that does not exist never starts, and nobody notices. Where a metric has other bands for some customers (`bands_by`), the band must exist in all of its sets.\n\nBad:\n\n```yaml\ntrigger: { metric: relationship-nps, is: alarm }\n```\n\nGood:\n\n```yaml\ntrigger: { metric: relationship-nps, is: alert }\n```

How to fix it: write a band of the metric, or add the band to it.",
        es: "Una banda que la métrica no tiene.\n\nUn playbook que espera una banda que no existe nunca empieza, y nadie lo nota. Si una métrica tiene otras bandas para algunos clientes (`bands_by`), la banda debe existir en todos sus grupos.\n\nMal:\n\n```yaml\ntrigger: { metric: relationship-nps, is: alarma }\n```\n\nBien:\n\n```yaml\ntrigger: { metric: relationship-nps, is: alert }\n```

Cómo corregirlo: escribe una banda de la métrica, o agrégale esa banda."
    }
}
