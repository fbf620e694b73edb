//! The rules the reader itself speaks for: the form of documents and values.

use crate::diagnostic::built_in_rules;

built_in_rules! {
    UNKNOWN_KEY = "unknown-key" Correctness Error {
        en: "A key that the language does not know here.\n\nA misspelt key would be ignored in silence, and what it says would not be checked. Keys are in American English; Spanish keys are understood and answered with the English one.\n\nBad:\n\n```yaml\nkind: journey\narquetipo: first-credit\n```\n\nGood:\n\n```yaml\nkind: journey\narchetype: first-credit\n```\n\nYour own data goes under keys that start with `x-`.

How to fix it: write the key that the message offers, or delete the line.",
        es: "Una clave que el lenguaje no conoce en este lugar.\n\nUna clave mal escrita se ignoraría en silencio y nadie revisaría lo que dice. Las claves van en inglés americano; las españolas se entienden y se responde con la inglesa.\n\nMal:\n\n```yaml\nkind: journey\narquetipo: first-credit\n```\n\nBien:\n\n```yaml\nkind: journey\narchetype: first-credit\n```\n\nTus propios datos van en claves que empiezan con `x-`.

Cómo corregirlo: escribe la clave que ofrece el mensaje o borra la línea."
    }
    MISSING_FIELD = "missing-field" Correctness Error {
        en: "A field without which the entity cannot be understood.\n\nFew fields are demanded this strictly: a program must be able to say what is wrong with it, so most absences are findings of rules instead.\n\nBad:\n\n```yaml\nkind: job\nid: build-credit\narchetype: first-credit\n```\n\nGood: add `progress` and `done_when`.

How to fix it: add the field; `senda explain` of an entity of that kind shows how others write it, and the reference page of the kind what it means.",
        es: "Un campo sin el que la entidad no se puede entender.\n\nPocos campos se exigen así: un programa debe poder decir qué le falta, por eso casi todas las ausencias son hallazgos de reglas.\n\nMal:\n\n```yaml\nkind: job\nid: build-credit\narchetype: first-credit\n```\n\nBien: agrega `progress` y `done_when`.

Cómo corregirlo: agrega el campo; `senda explain` de una entidad de esa clase muestra cómo lo escriben otras, y la página de referencia de la clase, qué significa."
    }
    WRONG_TYPE = "wrong-type" Correctness Error {
        en: "A value of another form than the field asks for: a list where one value is meant, text where a number is.\n\nBad:\n\n```yaml\ncircumstances: No credit history\n```\n\nGood:\n\n```yaml\ncircumstances:\n  - No credit history\n```

How to fix it: write the value in the form that the message shows.",
        es: "Un valor de otra forma que la que pide el campo: una lista donde va un solo valor, texto donde va un número.\n\nMal:\n\n```yaml\ncircumstances: Sin historial crediticio\n```\n\nBien:\n\n```yaml\ncircumstances:\n  - Sin historial crediticio\n```

Cómo corregirlo: escribe el valor en la forma que muestra el mensaje."
    }
    BAD_VALUE = "bad-value" Correctness Error {
        en: "A quantity, date or name that cannot be read, or that can be read in two ways.\n\n`10.000` is ten in one country and ten thousand in another, and a bare `10 %` change may be relative or in points: the message shows every reading, and you choose.\n\nBad:\n\n```yaml\ncustomers: 10.000\n```\n\nGood:\n\n```yaml\ncustomers: 10000\n```

How to fix it: choose the reading that you mean and write it as the message shows.",
        es: "Una cantidad, fecha o nombre que no se puede leer, o que se puede leer de dos maneras.\n\n`10.000` es diez en un país y diez mil en otro, y un cambio de `10 %` a secas puede ser relativo o en puntos: el mensaje muestra cada lectura y tú eliges.\n\nMal:\n\n```yaml\ncustomers: 10.000\n```\n\nBien:\n\n```yaml\ncustomers: 10000\n```

Cómo corregirlo: elige la lectura que corresponde y escríbela como muestra el mensaje."
    }
    LOCK_UNREADABLE = "lock-unreadable" Continuity Error {
        en: "A `senda.lock` that cannot be read.

The file keeps the wording of every question, so that a word that is exchanged is seen. When it cannot be read, every change would pass in silence.

Bad: two versions of the file, joined by git with conflict marks.

Good: the file as `senda lock` wrote it.

How to fix it: take the file back from git; or delete it and run `senda lock`, which keeps what is asked now.",
        es: "Un `senda.lock` que no se puede leer.

El archivo guarda la redacción de cada pregunta, para que se vea si cambia una palabra. Si no se puede leer, todo cambio pasaría en silencio.

Mal: dos versiones del archivo, unidas por git con marcas de conflicto.

Bien: el archivo como lo escribió `senda lock`.

Cómo corregirlo: recupera el archivo de git; o bórralo y ejecuta `senda lock`, que guarda lo que se pregunta ahora."
    }
    EMPTY_VALUE = "empty-value" Correctness Error {
        en: "A key with nothing after it.\n\nAn empty value says nothing and may hide a line that was lost. Write the value or delete the key.

Bad:

```yaml
owner:
title: Recover
```

Good:

```yaml
owner: cx-lead
title: Recover
```

How to fix it: write the value, or delete the key.",
        es: "Una clave sin nada después.\n\nUn valor vacío no dice nada y puede esconder una línea perdida. Escribe el valor o borra la clave.

Mal:

```yaml
owner:
title: Recover
```

Bien:

```yaml
owner: cx-lead
title: Recover
```

Cómo corregirlo: escribe el valor o borra la clave."
    }
    UNKNOWN_CHOICE = "unknown-choice" Correctness Error {
        en: "A word that is not one of the values this field can take.\n\nThe message lists them, with the nearest one first; a Spanish word is answered with its English value.

Bad:

```yaml
intent: convalidate
```

Good:

```yaml
intent: validate
```

How to fix it: write one of the values that the message lists.",
        es: "Una palabra que no es uno de los valores posibles de este campo.\n\nEl mensaje los enumera, el más parecido primero; a una palabra española se le responde con su valor inglés.

Mal:

```yaml
intent: convalidate
```

Bien:

```yaml
intent: validate
```

Cómo corregirlo: escribe uno de los valores que enumera el mensaje."
    }
    FIELDS_TOGETHER = "fields-together" Correctness Error {
        en: "Fields that exclude or need one another.\n\nA trigger starts from a survey or from a metric, not from both; a choice question needs its options.

Bad:

```yaml
trigger:
  survey: relationship-survey
  metric: relationship-nps
```

Good:

```yaml
trigger:
  survey: relationship-survey
  when: recommend <= 6
```

How to fix it: keep the one that is meant, or add the field that the message asks for.",
        es: "Campos que se excluyen o se necesitan entre sí.\n\nUn disparador parte de una encuesta o de una métrica, no de ambas; una pregunta de opción necesita sus opciones.

Mal:

```yaml
trigger:
  survey: relationship-survey
  metric: relationship-nps
```

Bien:

```yaml
trigger:
  survey: relationship-survey
  when: recommend <= 6
```

Cómo corregirlo: deja el que corresponde o agrega el campo que pide el mensaje."
    }
    EXPRESSION = "expression" Correctness Error {
        en: "A condition or formula that cannot be read.\n\nThere is one expression language everywhere: `and or not`, `= != < <= > >=`, `x in (a, b)`, `x in 0..6`, `x is answered`, quantities with their unit. The message shows the right spelling.\n\nBad:\n\n```yaml\nwhen: recommend == 6 && channel == \"app\"\n```\n\nGood:\n\n```yaml\nwhen: recommend = 6 and channel = app\n```

How to fix it: write the condition as the message shows.",
        es: "Una condición o fórmula que no se puede leer.\n\nHay un solo lenguaje de expresiones: `and or not`, `= != < <= > >=`, `x in (a, b)`, `x in 0..6`, `x is answered`, cantidades con su unidad. El mensaje muestra cómo se escribe.\n\nMal:\n\n```yaml\nwhen: recommend == 6 && channel == \"app\"\n```\n\nBien:\n\n```yaml\nwhen: recommend = 6 and channel = app\n```

Cómo corregirlo: escribe la condición como muestra el mensaje."
    }
    UNKNOWN_KIND = "unknown-kind" Correctness Error {
        en: "A document whose `kind` is not one of the twenty-two, but looks as if it were meant to be.\n\nYAML files of other tools in the same folder are left alone.

Bad:

```yaml
kind: arquetipo
id: first-credit
```

Good:

```yaml
kind: archetype
id: first-credit
```

How to fix it: write the kind that the message offers. A file that is not part of the program goes under `exclude`.",
        es: "Un documento cuyo `kind` no es ninguno de los veintidós, pero parece que quería serlo.\n\nLos archivos YAML de otras herramientas en la misma carpeta se dejan en paz.

Mal:

```yaml
kind: arquetipo
id: first-credit
```

Bien:

```yaml
kind: archetype
id: first-credit
```

Cómo corregirlo: escribe la clase que ofrece el mensaje. Un archivo que no es parte del programa va en `exclude`."
    }
    SCHEMA_DRIFT = "schema-drift" Correctness Error {
        en: "The JSON Schema and the reader disagree about a value: a fault of ours and not of the program.\n\nPlease report it with the line it points at.

Bad: an editor with the schema refuses a line that `senda check` accepts.

Good: both say the same of every line.

How to fix it: report it with the line it points at. There is nothing to mend in your file.",
        es: "El JSON Schema y el lector no están de acuerdo sobre un valor: es una falla nuestra y no del programa.\n\nPor favor repórtala con la línea señalada.

Mal: un editor con el esquema rechaza una línea que `senda check` acepta.

Bien: los dos dicen lo mismo de cada línea.

Cómo corregirlo: repórtalo con la línea que señala. No hay nada que corregir en tu archivo."
    }
    MALFORMED_SUPPRESSION = "malformed-suppression" Correctness Error {
        en: "A suppression comment that cannot be read, or that gives no reason.\n\nA finding may be allowed where a team has decided so, with a reason and, better, an end:\n\n```yaml\n# senda: allow(journey-linear) until 2027-01-31: the map of today is a straight line\n```\n\nIt covers the next key or item, or the whole document when it stands before `kind`.

Bad:

```yaml
# senda: allow(journey-linear)
```

Good:

```yaml
# senda: allow(journey-linear) until 2027-01-31: the map of today is a straight line
```

How to fix it: write the rule in brackets and, behind a colon, the reason.",
        es: "Un comentario de excepción que no se puede leer o que no da una razón.\n\nUn hallazgo se puede permitir donde el equipo así lo decidió, con una razón y, mejor, con un fin:\n\n```yaml\n# senda: allow(journey-linear) until 2027-01-31: el mapa de hoy es una línea recta\n```\n\nCubre la clave o el elemento siguiente, o todo el documento si está antes de `kind`.

Mal:

```yaml
# senda: allow(journey-linear)
```

Bien:

```yaml
# senda: allow(journey-linear) until 2027-01-31: el mapa de hoy es una línea recta
```

Cómo corregirlo: escribe la regla entre paréntesis y, después de dos puntos, la razón."
    }
    MISSING_FILE = "missing-file" Suspicious Warning {
        en: "A dataset whose `file` is not there.\n\nNothing can be measured or tried on this machine, and a slip in the name looks the same as a file that nobody has fetched yet.\n\nBad:\n\n```yaml\nfile: data/respones.csv\n```\n\nGood:\n\n```yaml\nfile: data/responses.csv\n```\n\nHow to fix it: correct the path, which starts at the folder of `senda.yaml`, or fetch the file. A table that only the data warehouse has is `table`.",
        es: "Un conjunto de datos cuyo `file` no está.\n\nEn este equipo no se puede medir ni probar nada, y un error en el nombre se ve igual que un archivo que nadie ha traído.\n\nMal:\n\n```yaml\nfile: data/respuetas.csv\n```\n\nBien:\n\n```yaml\nfile: data/respuestas.csv\n```\n\nCómo corregirlo: corrige la ruta, que empieza en la carpeta de `senda.yaml`, o trae el archivo. Una tabla que solo está en el almacén de datos es `table`."
    }
    TWO_PROGRAMS = "two-programs" Correctness Error {
        en: "A second program in the folder of a program.\n\nOne folder is one program; a group of programs is one folder each, side by side.

Bad: `bank/senda.yaml` and `bank/cards/senda.yaml`.

Good: `bank/senda.yaml` and `cards/senda.yaml`, side by side.

How to fix it: move one of them beside the other, or leave it out with `exclude`.",
        es: "Un segundo programa en la carpeta de un programa.\n\nUna carpeta es un programa; un grupo de programas son carpetas una junto a otra.

Mal: `banco/senda.yaml` y `banco/tarjetas/senda.yaml`.

Bien: `banco/senda.yaml` y `tarjetas/senda.yaml`, uno junto al otro.

Cómo corregirlo: mueve uno junto al otro, o déjalo fuera con `exclude`."
    }
    FILE_ENDING = "file-ending" Correctness Error {
        en: "A file of the program whose name ends in `.yaml.txt`.

Only files that end in `.yaml` or `.yml` are read. Simple editors add `.txt` to the name without showing it, and everything in the file would be missing without a word.

Bad: `journeys/first-credit.yaml.txt`

Good: `journeys/first-credit.yaml`

How to fix it: rename the file. In Windows, switch on “File name extensions” in the folder's view to see the whole name. If it is not part of the program, name it under `exclude` in `senda.yaml`.",
        es: "Un archivo del programa cuyo nombre termina en `.yaml.txt`.

Solo se leen los archivos que terminan en `.yaml` o `.yml`. Los editores sencillos agregan `.txt` al nombre sin mostrarlo, y todo lo que dice el archivo faltaría sin una palabra.

Mal: `journeys/primer-credito.yaml.txt`

Bien: `journeys/primer-credito.yaml`

Cómo corregirlo: cambia el nombre del archivo. En Windows, activa «Extensiones de nombre de archivo» en la vista de la carpeta para ver el nombre completo. Si no es parte del programa, nómbralo en `exclude`, en `senda.yaml`."
    }
    NO_PROGRAM = "no-program" Correctness Error {
        en: "The root file `senda.yaml` does not say what program this is.\n\nIt holds the one document of `kind: program`: languages, currency, calendar, what we are here for.

Bad:

```yaml
# senda.yaml
kind: role
id: cx-lead
```

Good:

```yaml
# senda.yaml
kind: program
id: my-program
senda: 1
languages: [es, en]
```

How to fix it: write the document of the program into `senda.yaml`; `senda init` in an empty folder shows one.",
        es: "El archivo raíz `senda.yaml` no dice qué programa es.\n\nContiene el único documento `kind: program`: idiomas, moneda, calendario, para qué estamos aquí.

Mal:

```yaml
# senda.yaml
kind: role
id: cx-lead
```

Bien:

```yaml
# senda.yaml
kind: program
id: my-program
senda: 1
languages: [es, en]
```

Cómo corregirlo: escribe el documento del programa en `senda.yaml`; `senda init` en una carpeta vacía muestra uno."
    }
    DUPLICATE_ID = "duplicate-id" Correctness Error {
        en: "Two entities of one kind, or two parts of one entity, with the same id.\n\nA reference could mean either. All parts of an entity share one namespace, whatever list they stand in.

Bad:

```yaml
steps:
  - { id: call, does: Calls the customer }
  - { id: call, does: Calls the supplier }
```

Good:

```yaml
steps:
  - { id: call-customer, does: Calls the customer }
  - { id: call-supplier, does: Calls the supplier }
```

How to fix it: rename one of them. Where others refer to it, `senda rename` follows them.",
        es: "Dos entidades de una clase, o dos partes de una entidad, con el mismo id.\n\nUna referencia podría significar cualquiera. Todas las partes de una entidad comparten un espacio de nombres, sin importar en qué lista estén.

Mal:

```yaml
steps:
  - { id: call, does: Llama al cliente }
  - { id: call, does: Llama al proveedor }
```

Bien:

```yaml
steps:
  - { id: call-customer, does: Llama al cliente }
  - { id: call-supplier, does: Llama al proveedor }
```

Cómo corregirlo: cambia el nombre de uno. Si otros se refieren a él, `senda rename` los sigue."
    }
    NAME_CLASH = "name-clash" Correctness Error {
        en: "Two files whose names differ only in capital letters, or a name that Windows keeps for itself.\n\nOn a colleague's Windows or Mac one file would silently replace the other, and a page called `con` could not be written at all.\n\nBad: `Journeys/a.yaml` beside `journeys/a.yaml`; `id: aux`.\n\nGood: one folder; `id: auxiliary`.

How to fix it: rename one of the files, or choose another id.",
        es: "Dos archivos cuyos nombres sólo difieren en mayúsculas, o un nombre que Windows se reserva.\n\nEn el Windows o Mac de un colega un archivo reemplazaría al otro en silencio, y una página llamada `con` no se podría escribir.\n\nMal: `Journeys/a.yaml` junto a `journeys/a.yaml`; `id: aux`.\n\nBien: una sola carpeta; `id: auxiliar`.

Cómo corregirlo: cambia el nombre de uno de los archivos o elige otro id."
    }
}
