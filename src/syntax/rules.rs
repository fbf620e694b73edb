//! The rules that reading a file itself speaks for.

use crate::diagnostic::built_in_rules;

built_in_rules! {
    YAML_SYNTAX = "yaml-syntax" Correctness Error {
        en: "A line of the file is not written as YAML demands.

YAML gives a meaning to some signs and to every space before a line. A text that holds such a sign is cut in two or read as something else, so nothing can be built from it. Only the broken part is left out; the rest of the file is checked as usual.

```yaml
# bad
text: Nota: llega mañana     # a colon and a space begin a second value
owner: @ana                  # @ % ` cannot begin a text
say: {{ name }}, hola        # braces open a map
title: \"Hola\" dijo           # text after the closing quote
```

```yaml
# good
text: \"Nota: llega mañana\"
owner: \"@ana\"
say: \"{{ name }}, hola\"
title: '\"Hola\" dijo'
```

How to fix it: the message shows the line as it should be, most often with the text between quotes. Long texts read best as a block, where no sign means anything:

```yaml
text: >-
  Nota: llega mañana, \"sin falta\".
```",
        es: "Una línea del archivo no está escrita como YAML lo pide.

YAML da un significado a algunos signos y a cada espacio que precede a una línea. Un texto con uno de esos signos queda partido o se lee como otra cosa, y con él no se puede construir nada. Solo se omite la parte rota; el resto del archivo se revisa como siempre.

```yaml
# mal
text: Nota: llega mañana     # dos puntos y un espacio abren otro valor
owner: @ana                  # @ % ` no pueden comenzar un texto
say: {{ name }}, hola        # las llaves abren un mapa
title: \"Hola\" dijo           # texto después de la comilla que cierra
```

```yaml
# bien
text: \"Nota: llega mañana\"
owner: \"@ana\"
say: \"{{ name }}, hola\"
title: '\"Hola\" dijo'
```

Cómo corregirlo: el mensaje muestra la línea como debe quedar, casi siempre con el texto entre comillas. Los textos largos se leen mejor como bloque, donde ningún signo significa nada:

```yaml
text: >-
  Nota: llega mañana, \"sin falta\".
```"
    }
    DUPLICATE_KEY = "duplicate-key" Correctness Error {
        en: "The same key is written twice in one block.

Only the last value counts, and the first is lost without a word: whoever reads the file from the top believes something that does not hold.

```yaml
# bad
- id: early-churn
  owner: cx-lead
  owner: life-moment-manager
```

```yaml
# good
- id: early-churn
  owner: life-moment-manager
```

How to fix it: keep one of both. If they are two things, they are two items of a list, or two documents with `---` between them.",
        es: "La misma clave está escrita dos veces en un bloque.

Solo cuenta el último valor y el primero se pierde sin aviso: quien lee el archivo desde arriba cree algo que no vale.

```yaml
# mal
- id: early-churn
  owner: cx-lead
  owner: life-moment-manager
```

```yaml
# bien
- id: early-churn
  owner: life-moment-manager
```

Cómo corregirlo: conserva una de las dos. Si son dos cosas, son dos elementos de una lista, o dos documentos con `---` entre ellos."
    }
    ODD_KEY = "odd-key" Correctness Error {
        en: "A key has no name, or is a list or a block.

Every field of a program has a name that is one word. YAML allows more, and nothing in a program can be found under such a key.

```yaml
# bad
: value
[a, b]: value
```

```yaml
# good
name: value
```

How to fix it: write the name of the field before the colon.",
        es: "Una clave no tiene nombre, o es una lista o un bloque.

Cada campo de un programa tiene un nombre de una palabra. YAML permite más, pero nada en un programa se encuentra bajo una clave así.

```yaml
# mal
: valor
[a, b]: valor
```

```yaml
# bien
name: valor
```

Cómo corregirlo: escribe el nombre del campo antes de los dos puntos."
    }
    YAML_TAG = "yaml-tag" Correctness Error {
        en: "A value begins with `!`, which YAML reads as a tag.

A tag changes the type of a value and is not part of it: the word after `!` disappears from the text. A program has no tags, because each field has its type already.

```yaml
# bad
text: !Importante leer antes
```

```yaml
# good
text: \"!Importante leer antes\"
```

How to fix it: write the text between quotes. If the tag came from another tool, delete it. `!!str` and the other tags of YAML itself are read as they are.",
        es: "Un valor comienza con `!`, que YAML lee como una etiqueta.

Una etiqueta cambia el tipo de un valor y no forma parte de él: la palabra que sigue a `!` desaparece del texto. Un programa no lleva etiquetas, porque cada campo ya tiene su tipo.

```yaml
# mal
text: !Importante leer antes
```

```yaml
# bien
text: \"!Importante leer antes\"
```

Cómo corregirlo: escribe el texto entre comillas. Si la etiqueta vino de otra herramienta, bórrala. `!!str` y las demás etiquetas del propio YAML se leen tal cual."
    }
    YAML_ALIAS = "yaml-alias" Correctness Error {
        en: "`*name` or `&name` does not lead anywhere sensible.

`&name` gives a value a name, and `*name` repeats that value. A `*` without its `&`, a value that contains itself, or repetitions of repetitions that come to more than 100,000 values cannot be read. Most often no reference was meant at all: it was emphasis, or an ampersand.

```yaml
# bad
text: *importante*
promise: &más rápido que nadie
```

```yaml
# good
text: \"*importante*\"
promise: \"&más rápido que nadie\"
```

How to fix it: write the text between quotes. Where a reference was meant, put `&name` before the first value, above its use.",
        es: "`*nombre` o `&nombre` no llevan a ningún lugar con sentido.

`&nombre` pone nombre a un valor, y `*nombre` repite ese valor. Un `*` sin su `&`, un valor que se contiene a sí mismo, o repeticiones de repeticiones que llegan a más de 100 000 valores no se pueden leer. Lo más común es que no se quisiera una referencia: era un énfasis, o una «y» comercial.

```yaml
# mal
text: *importante*
promise: &más rápido que nadie
```

```yaml
# bien
text: \"*importante*\"
promise: \"&más rápido que nadie\"
```

Cómo corregirlo: escribe el texto entre comillas. Si querías una referencia, pon `&nombre` antes del primer valor, más arriba que su uso."
    }
    MERGE_KEY = "merge-key" Correctness Error {
        en: "Fields are copied with the merge key `<<`.

`<<` was dropped from YAML 1.2, tools disagree on what it does, and it hides which fields an entity has. A program is read by people: what an entity says stands in it.

```yaml
# bad
- &base { id: a, channel: app }
- { <<: *base, id: b }
```

```yaml
# good
- { id: a, channel: app }
- { id: b, channel: app }
```

How to fix it: write the fields out. Meanwhile they are read as if they had been, so that nothing is reported as missing.",
        es: "Hay campos copiados con la clave de mezcla `<<`.

`<<` salió de YAML 1.2, las herramientas no coinciden en lo que hace, y esconde qué campos tiene una entidad. Un programa lo leen personas: lo que una entidad dice está en ella.

```yaml
# mal
- &base { id: a, channel: app }
- { <<: *base, id: b }
```

```yaml
# bien
- { id: a, channel: app }
- { id: b, channel: app }
```

Cómo corregirlo: escribe los campos. Mientras tanto se leen como si lo estuvieran, para que nada figure como faltante."
    }
    SPLIT_SENTENCE = "split-sentence" Correctness Error {
        en: "A comma splits a sentence or a number between brackets or braces.

Inside `{ }` and `[ ]` every comma begins something new. YAML accepts that without a word: half of the sentence becomes a key without a value, or one item becomes two. Customers would read half of a question.

```yaml
# bad
title: { es: ¿Hola, qué tal?, en: Hi }
resources: { budget: 3,200,000 MXN }
promises: [Escuchar, entender y ofrecer]
```

```yaml
# good
title:
  es: ¿Hola, qué tal?
  en: Hi
resources: { budget: 3200000 MXN }
promises:
  - Escuchar, entender y ofrecer
```

How to fix it: write prose without brackets, one line for each thing, or put it between quotes. Write numbers without separators. In a list of sentences it is a warning, because only you know whether an item was meant to begin in lower case.",
        es: "Una coma parte una frase o un número entre corchetes o llaves.

Dentro de `{ }` y `[ ]` cada coma comienza algo nuevo. YAML lo acepta sin aviso: media frase se vuelve una clave sin valor, o un elemento se vuelve dos. Los clientes leerían media pregunta.

```yaml
# mal
title: { es: ¿Hola, qué tal?, en: Hi }
resources: { budget: 3,200,000 MXN }
promises: [Escuchar, entender y ofrecer]
```

```yaml
# bien
title:
  es: ¿Hola, qué tal?
  en: Hi
resources: { budget: 3200000 MXN }
promises:
  - Escuchar, entender y ofrecer
```

Cómo corregirlo: escribe la prosa sin corchetes ni llaves, una línea para cada cosa, o ponla entre comillas. Escribe los números sin separadores. En una lista de frases es un aviso, porque solo tú sabes si un elemento debía comenzar en minúscula."
    }
    MERGE_CONFLICT = "merge-conflict" Correctness Error {
        en: "The markers of a merge conflict are still in the file.

Two people changed the same lines, and git left both versions for somebody to choose. Until then nobody knows what the program says. The first side is read, so that the rest of the file can be checked.

```yaml
# bad
<<<<<<< HEAD
target: 35 %
=======
target: 40 %
>>>>>>> new-target
```

```yaml
# good
target: 40 %
```

How to fix it: keep one side, or write what both should become, and delete the three marker lines. Ask whoever wrote the other side.",
        es: "Las marcas de un conflicto de fusión siguen en el archivo.

Dos personas cambiaron las mismas líneas, y git dejó las dos versiones para que alguien elija. Hasta entonces nadie sabe qué dice el programa. Se lee el primer lado, para que el resto del archivo se pueda revisar.

```yaml
# mal
<<<<<<< HEAD
target: 35 %
=======
target: 40 %
>>>>>>> nueva-meta
```

```yaml
# bien
target: 40 %
```

Cómo corregirlo: conserva un lado, o escribe en qué deben quedar los dos, y borra las tres líneas de marcas. Pregunta a quien escribió el otro lado."
    }
    NOT_TEXT = "not-text" Correctness Error {
        en: "The file is not text in UTF-8.

Every tool that reads YAML expects UTF-8. Files saved as Windows-1252 or Latin-1 lose their accents, files saved as UTF-16 cannot be read at all, and a picture or a spreadsheet with the name of a YAML file says nothing.

Bad: a role saved by Notepad as “Unicode” (UTF-16), or in Windows-1252.

Good: the same file saved as UTF-8.

How to fix it: open the file in your editor and save it with the encoding UTF-8. In Excel that is “CSV UTF-8”, in Notepad it is chosen beside the name. If the file is not part of the program, give it another extension, or name it under `exclude` in `senda.yaml`.",
        es: "El archivo no es texto en UTF-8.

Toda herramienta que lee YAML espera UTF-8. Los archivos guardados como Windows-1252 o Latin-1 pierden los acentos, los guardados como UTF-16 no se pueden leer, y una imagen o una hoja de cálculo con nombre de archivo YAML no dice nada.

Mal: un rol guardado por el Bloc de notas como «Unicode» (UTF-16), o en Windows-1252.

Bien: el mismo archivo guardado como UTF-8.

Cómo corregirlo: abre el archivo en tu editor y guárdalo con la codificación UTF-8. En Excel es «CSV UTF-8», en el Bloc de notas se elige junto al nombre. Si el archivo no es parte del programa, dale otra extensión o nómbralo en `exclude`, en `senda.yaml`."
    }
    TOO_LARGE = "too-large" Correctness Error {
        en: "A YAML file is larger than 5 MB.

No part of a program is that large: it is most likely an export, or data that ended up in the wrong folder. Reading it would slow down every check.

Bad: `export-2026.yaml` with 80,000 answers, 12 MB.

Good: `data/responses.csv`, named in a `dataset`.

How to fix it: keep data in CSV or Parquet files and name them in a `dataset`. Split a file of your own into several documents in several files. If the file is not part of the program, name it under `exclude` in `senda.yaml`.",
        es: "Un archivo YAML pesa más de 5 MB.

Ninguna parte de un programa es tan grande: lo más probable es que sea una exportación, o datos que quedaron en otra carpeta. Leerlo haría lenta cada revisión.

Mal: `export-2026.yaml` con 80,000 respuestas, 12 MB.

Bien: `data/responses.csv`, nombrado en un `dataset`.

Cómo corregirlo: guarda los datos en archivos CSV o Parquet y nómbralos en un `dataset`. Divide un archivo tuyo en varios documentos y varios archivos. Si no es parte del programa, nómbralo en `exclude`, en `senda.yaml`."
    }
    UNREADABLE_FILE = "unreadable-file" Correctness Error {
        en: "A file of the program cannot be read from the disk.

The file is there, and the system does not let Senda read it, or it went away meanwhile. What it says is missing from the program, so references to it would look broken.

Bad: a file that belongs to another user of the machine and that only this user may read.

Good: a file that you may read.

How to fix it: give yourself the right to read the file, or name it under `exclude` in `senda.yaml` if it is not part of the program.",
        es: "Un archivo del programa no se puede leer del disco.

El archivo está, pero el sistema no deja que Senda lo lea, o desapareció mientras tanto. Lo que dice falta en el programa, así que las referencias a él parecerían rotas.

Mal: un archivo que pertenece a otro usuario de la máquina y que solo él puede leer.

Bien: un archivo que puedes leer.

Cómo corregirlo: date permiso para leer el archivo, o nómbralo en `exclude`, en `senda.yaml`, si no es parte del programa."
    }
}
