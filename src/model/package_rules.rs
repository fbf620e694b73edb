//! What is said of packages.

use crate::diagnostic::built_in_rules;

built_in_rules! {
    PACKAGE_MISSING = "package-missing" Correctness Error {
        en: "A package that is not where the program says, or was not fetched yet.

A check reads what is on this machine and opens no connection, so that it says the same everywhere. What comes from a repository is brought by `senda fetch`, and `senda.packages.lock` says which commit that was.

Bad:

```yaml
packages:
  - id: corp
    path: ../crop     # the folder is called `corp`
```

Good:

```yaml
packages:
  - id: corp
    path: ../corp
```

How to fix it: correct the path; or run `senda fetch` and commit `senda.packages.lock`.",
        es: "Un paquete que no está donde dice el programa, o que todavía no se ha traído.

Una revisión lee lo que hay en esta máquina y no abre ninguna conexión, para decir lo mismo en todas partes. Lo que viene de un repositorio lo trae `senda fetch`, y `senda.packages.lock` dice qué commit era.

Mal:

```yaml
packages:
  - id: corp
    path: ../crop     # la carpeta se llama `corp`
```

Bien:

```yaml
packages:
  - id: corp
    path: ../corp
```

Cómo corregirlo: corrige la ruta; o ejecuta `senda fetch` y registra `senda.packages.lock` con un commit."
    }
    PACKAGE_CHANGED = "package-changed" Correctness Error {
        en: "A fetched copy of a package that is not what was fetched.

Somebody changed a file below `.senda/packages`, or a file is missing. Others would read something else under the same revision, and the change would be lost with the next fetch.

Bad: a question is reworded in `.senda/packages/…`.

Good: it is reworded in its own repository, and the program takes the new revision: `rev: v1.3`.

How to fix it: run `senda fetch`, which puts the copy right; make the change where the package is written.",
        es: "Una copia de un paquete que no es lo que se trajo.

Alguien cambió un archivo dentro de `.senda/packages`, o falta uno. Los demás leerían otra cosa con la misma revisión, y el cambio se perdería la próxima vez que se traiga.

Mal: una pregunta se redacta de nuevo en `.senda/packages/…`.

Bien: se redacta de nuevo en su propio repositorio, y el programa toma la revisión nueva: `rev: v1.3`.

Cómo corregirlo: ejecuta `senda fetch`, que repone la copia; haz el cambio donde se escribe el paquete."
    }
    PACKAGE_BROKEN = "package-broken" Correctness Error {
        en: "A package with an error of form, so that nothing can be built on it.

What is good or bad practice in a package is a matter for those who write it, and is not reported here. An error of form is, because names of the package would lead nowhere.

Bad: `corp` has a metric whose dataset does not exist.

Good: `senda check` of the package itself finds no error.

How to fix it: mend the package where it is written; until then, take a revision that was whole.",
        es: "Un paquete con un error de forma, de modo que no se puede construir sobre él.

Si la práctica de un paquete es buena o mala es asunto de quienes lo escriben, y aquí no se señala. Un error de forma sí, porque los nombres del paquete no llevarían a ninguna parte.

Mal: `corp` tiene una métrica cuyo conjunto de datos no existe.

Bien: `senda check` del propio paquete no encuentra errores.

Cómo corregirlo: corrige el paquete donde se escribe; mientras tanto, usa una revisión que estaba completa."
    }
    PRIVATE_REFERENCE = "private-reference" Correctness Error {
        en: "A reference to an entity that its package does not offer.

A package says under `exports` what others may rely on. The rest may change or go without notice.

Bad:

```yaml
metric: corp:churn-draft     # corp has `exports: [metric:nps]`
```

Good:

```yaml
metric: corp:nps
```

How to fix it: use what the package offers, or ask its owner to add the entity to `exports`.",
        es: "Una referencia a una entidad que su paquete no ofrece.

Un paquete dice en `exports` en qué pueden apoyarse otros. Lo demás puede cambiar o desaparecer sin aviso.

Mal:

```yaml
metric: corp:churn-draft     # corp tiene `exports: [metric:nps]`
```

Bien:

```yaml
metric: corp:nps
```

Cómo corregirlo: usa lo que ofrece el paquete, o pide a quien lo mantiene que agregue la entidad a `exports`."
    }
    PACKAGE_OVERRIDE = "package-override" Style Info {
        en: "An entity of a package whose place is taken by one of the program's own.

It is allowed, and everybody who compares numbers across the group should know: under the same name, this program computes or asks something else.

Bad: nobody knows that the score of one country leaves out a channel.

Good:

```yaml
overrides:
  - of: corp:nps
    by: nps-without-branches
    why: The branches of this country are run by partners.
```

How to fix it: nothing has to be done. Say `why`, and take the override out when it is no longer needed.",
        es: "Una entidad de un paquete cuyo lugar toma una propia del programa.

Está permitido, y quien compara cifras en el grupo debe saberlo: con el mismo nombre, este programa calcula o pregunta otra cosa.

Mal: nadie sabe que el indicador de un país deja fuera un canal.

Bien:

```yaml
overrides:
  - of: corp:nps
    by: nps-without-branches
    why: Las sucursales de este país son de socios.
```

Cómo corregirlo: no hay que hacer nada. Di por qué en `why`, y quita el reemplazo cuando ya no haga falta."
    }
}
