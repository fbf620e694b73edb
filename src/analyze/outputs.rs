//! Rules that the outputs speak for: what a platform cannot carry, what keeps a survey from being offered
//! as it was meant, and what no query can compute. They stand here so that they can be explained and set like any other.

use crate::diagnostic::built_in_rules;

built_in_rules! {
    TARGET_LOSS = "target-loss" Suspicious Warning {
        en: "Something that an output cannot carry.\n\nA platform has no place for it, so what is generated there asks or shows less than the program says. The finding stands at the line that asks for it. Say it in a way that the platform knows, do it by hand there, or allow it with a reason.

Bad:

```yaml
kind: metric
id: time-to-done
quantile: 80 %      # a semantic layer without quantiles cannot carry it
```

Good:

```yaml
kind: metric
id: time-to-done
# senda: allow(target-loss): read in the model kpi_time_to_done
quantile: 80 %
```

How to fix it: say it in a way that the platform knows, do it by hand there, or accept the loss in the file with its reason. `senda build --strict` takes no loss that nobody accepted.",
        es: "Algo que una salida no puede llevar.\n\nLa plataforma no tiene dónde ponerlo, así que lo generado ahí pregunta o muestra menos de lo que dice el programa. El hallazgo está en la línea que lo pide. Dilo de una forma que la plataforma conozca, hazlo a mano ahí o exceptúalo con una razón.

Mal:

```yaml
kind: metric
id: time-to-done
quantile: 80 %      # una capa semántica sin cuantiles no puede llevarlo
```

Bien:

```yaml
kind: metric
id: time-to-done
# senda: allow(target-loss): se lee en el modelo kpi_time_to_done
quantile: 80 %
```

Cómo corregirlo: dilo de una forma que la plataforma conozca, hazlo a mano ahí, o acepta la pérdida en el archivo con su razón. `senda build --strict` no admite pérdidas que nadie aceptó."
    }
    TARGET_RENAME = "target-rename" Style Info {
        en: "Something that has another name in an output.\n\nA platform keeps some words for itself (`order`, `group`, `value`), and a name of one letter or with two underscores is refused by others. The name in the output is stable: `order` becomes `order_kpi`, whatever else the program has.

Bad:

```yaml
kind: metric
id: order
```

Good:

```yaml
kind: metric
id: repeat-orders
```

How to fix it: nothing has to be done. Whoever wants the same name everywhere renames the metric (`senda rename`).",
        es: "Algo que tiene otro nombre en una salida.\n\nUna plataforma se reserva algunas palabras (`order`, `group`, `value`), y otras rechazan nombres de una letra o con dos guiones bajos. El nombre en la salida es estable: `order` pasa a `order_kpi`, tenga lo que tenga el programa.

Mal:

```yaml
kind: metric
id: order
```

Bien:

```yaml
kind: metric
id: repeat-orders
```

Cómo corregirlo: no hay que hacer nada. Quien quiera el mismo nombre en todas partes cambia el de la métrica (`senda rename`)."
    }
    TEMPLATE_FAULT = "template-fault" Suspicious Error {
        en: "A template of the site cannot be rendered.\n\nA template in `templates/site/` of the program asks for something that its page does not have, or has a mistake in its syntax. `schemas/site.schema.json` says what each template receives.

Bad: `{{ v.titel }}` in `templates/site/journey.html`.

Good: `{{ v.title }}`.

How to fix it: mend the line that the message names, or delete your template: ours takes its place.",
        es: "Una plantilla del sitio no se puede completar.\n\nUna plantilla en `templates/site/` del programa pide algo que su página no tiene, o tiene un error de sintaxis. `schemas/site.schema.json` dice qué recibe cada plantilla.

Mal: `{{ v.titel }}` en `templates/site/journey.html`.

Bien: `{{ v.title }}`.

Cómo corregirlo: corrige la línea que nombra el mensaje o borra tu plantilla: la nuestra toma su lugar."
    }
    THEME_FILE = "theme-file" Suspicious Error {
        en: "A logo or a font of the theme that cannot be put into the site.\n\nIt is not there, it is no file of its sort, it is too large for a page that opens at once, or it is a drawing with more than lines in it: a script, or something that is fetched from elsewhere. Pages open without a network and run nothing but their own.

Bad:

```yaml
theme:
  logo: { light: brand/logo.psd }
```

Good:

```yaml
theme:
  logo: { light: brand/logo.svg }
```

How to fix it: export the logo as a plain SVG or a PNG, and the font as WOFF2, into the program's folder, and write the path from there.",
        es: "Un logotipo o una letra del tema que no se puede poner en el sitio.\n\nNo está, no es un archivo de esa clase, es demasiado grande para una página que abre al instante, o es un dibujo con algo más que trazos: un script, o algo que se trae de otra parte. Las páginas abren sin red y no ejecutan nada ajeno.

Mal:

```yaml
theme:
  logo: { light: brand/logo.psd }
```

Bien:

```yaml
theme:
  logo: { light: brand/logo.svg }
```

Cómo corregirlo: exporta el logotipo como SVG simple o PNG, y la letra como WOFF2, a la carpeta del programa, y escribe la ruta desde ahí."
    }
    OUTPUT_UNKNOWN = "output-unknown" Suspicious Error {
        en: "Under `targets` of the program, an output, an option or a choice that does not exist.\n\nNothing would be written for it, or it would change nothing, and nobody would notice. The message names the nearest that there is.

Bad:

```yaml
targets:
  - { id: pages, emits: sites }
```

Good:

```yaml
targets:
  - { id: pages, emits: site }
```

How to fix it: write the name that the message offers.",
        es: "En `targets` del programa, una salida, una opción o una selección que no existe.\n\nNo se escribiría nada, o no cambiaría nada, y nadie lo notaría. El mensaje dice lo más parecido que hay.

Mal:

```yaml
targets:
  - { id: pages, emits: sites }
```

Bien:

```yaml
targets:
  - { id: pages, emits: site }
```

Cómo corregirlo: escribe el nombre que ofrece el mensaje."
    }
    OUTPUT_PLACE = "output-place" Suspicious Error {
        en: "Under `targets` of the program, a folder that cannot be written to: outside of the output folder, or where another output writes.\n\nTwo outputs in one folder would overwrite each other's files.

Bad:

```yaml
targets:
  - { id: pages, emits: site, to: ../public }
```

Good:

```yaml
targets:
  - { id: pages, emits: site, to: public }
```

How to fix it: name a folder inside of the output folder, one for each output. Where the whole lies is said with `--out`.",
        es: "En `targets` del programa, una carpeta donde no se puede escribir: fuera de la carpeta de salida, o donde ya escribe otra salida.\n\nDos salidas en una carpeta se pisarían los archivos.

Mal:

```yaml
targets:
  - { id: pages, emits: site, to: ../public }
```

Bien:

```yaml
targets:
  - { id: pages, emits: site, to: public }
```

Cómo corregirlo: nombra una carpeta dentro de la carpeta de salida, una para cada salida. Dónde queda todo se dice con `--out`."
    }
    SURVEY_LANGUAGE_INCOMPLETE = "survey-language-incomplete" Suspicious Warning {
        en: "A wording of a survey that is missing in a language of the program.\n\nHalf a survey in another language measures something else, so the whole survey is left out in that language. Write the wording; a translation starts a series of its own.

Bad:

```yaml
text: { es: ¿Qué pasó? }          # languages: [es, en]
```

Good:

```yaml
text: { es: ¿Qué pasó?, en: What happened? }
```

How to fix it: write the wording in every language in which the survey is sent.",
        es: "Un texto de una encuesta que falta en un idioma del programa.\n\nMedia encuesta en otro idioma mide otra cosa, así que toda la encuesta queda fuera en ese idioma. Escribe el texto; una traducción inicia su propia serie.

Mal:

```yaml
text: { es: ¿Qué pasó? }          # languages: [es, en]
```

Bien:

```yaml
text: { es: ¿Qué pasó?, en: What happened? }
```

Cómo corregirlo: escribe el texto en cada idioma en que se envía la encuesta."
    }
    QUESTION_NAME_CLASH = "question-name-clash" Suspicious Warning {
        en: "Two questions of one survey whose names are the same on survey platforms.\n\nThere a name has only letters and digits, and some platforms do not tell capitals apart. The second one gets a number, and that number would move if a question came in between. Rename one of them and keep its former id in `was`.

Bad:

```yaml
questions:
  - { id: why-1 }
  - { id: why_1 }
```

Good:

```yaml
questions:
  - { id: why-first }
  - { id: why-now, was: why_1 }
```

How to fix it: rename one of them and keep its former id in `was`; `senda rename` does both.",
        es: "Dos preguntas de una encuesta cuyos nombres son iguales en las plataformas de encuestas.\n\nAhí un nombre solo tiene letras y dígitos, y algunas no distinguen mayúsculas. La segunda recibe un número, y ese número cambiaría si entrara una pregunta en medio. Cambia el nombre de una y conserva su id anterior en `was`.

Mal:

```yaml
questions:
  - { id: why-1 }
  - { id: why_1 }
```

Bien:

```yaml
questions:
  - { id: why-first }
  - { id: why-now, was: why_1 }
```

Cómo corregirlo: cambia el nombre de una y conserva su id anterior en `was`; `senda rename` hace las dos cosas."
    }
    PIPED_ANSWER_UNKNOWN = "piped-answer-unknown" Suspicious Warning {
        en: "A text of a survey that repeats an answer nobody has given yet.\n\nOnly the answer to an earlier question of the same survey can be repeated. People would read a gap.

Bad:

```yaml
questions:
  - { id: why, text: \"You gave us {{ answer.recommend }}. Why?\" }
  - { id: recommend, use: nps }
```

Good:

```yaml
questions:
  - { id: recommend, use: nps }
  - { id: why, text: \"You gave us {{ answer.recommend }}. Why?\" }
```

How to fix it: ask first what is repeated, or write the text without it.",
        es: "Un texto de una encuesta que repite una respuesta que nadie ha dado todavía.\n\nSolo se puede repetir la respuesta a una pregunta anterior de la misma encuesta. La gente leería un hueco.

Mal:

```yaml
questions:
  - { id: why, text: \"Nos diste {{ answer.recommend }}. ¿Por qué?\" }
  - { id: recommend, use: nps }
```

Bien:

```yaml
questions:
  - { id: recommend, use: nps }
  - { id: why, text: \"Nos diste {{ answer.recommend }}. ¿Por qué?\" }
```

Cómo corregirlo: pregunta primero lo que se repite, o escribe el texto sin eso."
    }
    METRIC_NOT_COMPUTABLE = "metric-not-computable" Suspicious Info {
        en: "A metric for which no query can be written: its data is nowhere that a query can read, or its definition needs something that tables do not have.\n\nIts published values (`actuals`) still count. To have it computed, give it a dataset with a `table` or a `file`, or change what the message points at.

Bad:

```yaml
kind: dataset
id: public-complaints
# no `table` and no `file`
```

Good:

```yaml
kind: dataset
id: public-complaints
table: regulator.complaints
```

How to fix it: give the dataset a `table` or a `file`. Where somebody else publishes the values, write them as `actuals` and allow the finding with its reason:

```yaml
# senda: allow(metric-not-computable): the authority publishes it
dataset: public-complaints
```",
        es: "Una métrica para la que no se puede escribir una consulta: sus datos no están donde una consulta pueda leerlos, o su definición necesita algo que las tablas no tienen.\n\nSus valores publicados (`actuals`) siguen valiendo. Para que se calcule, dale un conjunto de datos con `table` o `file`, o cambia lo que señala el mensaje.

Mal:

```yaml
kind: dataset
id: public-complaints
# sin `table` ni `file`
```

Bien:

```yaml
kind: dataset
id: public-complaints
table: regulator.complaints
```

Cómo corregirlo: dale al conjunto de datos un `table` o un `file`. Si otro publica los valores, escríbelos en `actuals` y exceptúa el hallazgo con su razón:

```yaml
# senda: allow(metric-not-computable): lo publica la autoridad
dataset: public-complaints
```"
    }
    MEASUREMENT_STALE = "measurement-stale" Suspicious Warning {
        en: "Measured values that do not speak of the program as it is, or not of today.\n\n`senda build --measured` shows what `senda measure` found. When the definition, the data, a target or a band of a metric changed since, its values would stand beside words that do not belong to them: they are left out, and the page shows what it shows without a measurement. When a later period is over since, they are shown with a mark.

Bad:

```yaml
kind: metric
id: ease
count: ease >= 6      # was `ease >= 5` when values.json was measured
```

Good:

```yaml
kind: metric
id: ease
count: ease >= 6      # and measured again
```

How to fix it: measure again, `senda measure --all-periods --format json=values.json`, and build with that file.",
        es: "Valores medidos que no hablan del programa como es, o no de hoy.\n\n`senda build --measured` muestra lo que encontró `senda measure`. Cuando la definición, los datos, una meta o una banda de una métrica cambió desde entonces, sus valores quedarían junto a palabras que no les corresponden: no se muestran, y la página muestra lo mismo que sin medición. Cuando desde entonces terminó un periodo posterior, se muestran con una marca.

Mal:

```yaml
kind: metric
id: ease
count: ease >= 6      # era `ease >= 5` cuando se midió valores.json
```

Bien:

```yaml
kind: metric
id: ease
count: ease >= 6      # y medida otra vez
```

Cómo corregirlo: mide otra vez, `senda measure --all-periods --format json=valores.json`, y construye con ese archivo."
    }
}
