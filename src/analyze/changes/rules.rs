//! What `senda diff` says to build servers: a rule for each level of a change, with its page.

use super::Level;
use crate::diagnostic::{RuleInfo, built_in_rules};

built_in_rules! {
    SERIES_BROKEN = "series-broken" Continuity Error {
        en: "What is measured before and after this change is not one series.

Another word in a question, another scale, base, weight or audience moves a figure although no customer feels anything new. Whoever reads the trend takes that for success or failure.

Bad: a word of a question is exchanged, and its version stays.

```yaml
- id: clear
  text: How honest was it what we repaired?
```

Good: the new wording is a new version, and says how it is joined with the old one.

```yaml
- id: clear
  version: 2
  bridge: { from: 1, to: 2, method: restart, date: 2026-09-01, why: The old word was read as clean }
  text: How honest was it what we repaired?
```

How to fix it: take the change back, or raise `version` and say with `bridge` when, how and why (for a metric, under `history`). A declared break is not asked for again.",
        es: "Lo medido antes y después de este cambio no es una sola serie.

Otra palabra en una pregunta, otra escala, base, ponderación o audiencia mueve una cifra aunque ningún cliente sienta algo nuevo. Quien lee la tendencia lo toma por éxito o por fracaso.

Mal: se cambia una palabra de una pregunta y su versión queda igual.

```yaml
- id: clear
  text: How honest was it what we repaired?
```

Bien: el texto nuevo es una versión nueva y dice cómo se une con la anterior.

```yaml
- id: clear
  version: 2
  bridge: { from: 1, to: 2, method: restart, date: 2026-09-01, why: The old word was read as clean }
  text: How honest was it what we repaired?
```

Cómo corregirlo: deshaz el cambio, o sube `version` y di con `bridge` cuándo, cómo y por qué (en una métrica, dentro de `history`). Un quiebre declarado no se vuelve a preguntar."
    }
    CONSUMERS_BROKEN = "consumers-broken" Continuity Error {
        en: "Something that others read is called or typed otherwise, or is gone.

Dashboards, data and links use ids, units, columns and file names. What they look for under the old name is not there any more, and most of them stay empty without a word.

Bad: a metric gets another id.

```yaml
kind: metric
id: loyalty-nps
```

Good: the entity says how it was called, so that a review sees a rename and what has to follow it.

```yaml
kind: metric
id: loyalty-nps
was: season-nps
```

How to fix it: keep the name, or tell those who read it first; `senda impact` names what hangs on it, and `was` declares a rename.",
        es: "Algo que otros leen se llama o se mide de otro modo, o ya no está.

Los tableros, los datos y los enlaces usan id, unidades, columnas y nombres de archivos. Lo que buscan con el nombre anterior ya no está, y la mayoría queda en blanco sin decir nada.

Mal: una métrica recibe otro id.

```yaml
kind: metric
id: loyalty-nps
```

Bien: la entidad dice cómo se llamaba, así una revisión ve un cambio de nombre y lo que debe seguirlo.

```yaml
kind: metric
id: loyalty-nps
was: season-nps
```

Cómo corregirlo: conserva el nombre, o avisa antes a quienes lo leen; `senda impact` nombra lo que depende de él, y `was` declara un cambio de nombre."
    }
    COMMITMENT_CHANGED = "commitment-changed" Continuity Warning {
        en: "What was agreed with customers, with people or by law is another thing now.

A deadline, a target, a promise, a consent, a control group: somebody relies on each of them, and did not take part in this review.

Bad: a deadline doubles between two other lines.

```yaml
within: 48 h
```

Good: the same line, in a change that says who agreed to it, and approved by the role that answers for it.

How to fix it: ask whoever owns the commitment (the summary names the roles), or take the change back.",
        es: "Lo acordado con clientes, con personas o por ley ahora es otra cosa.

Un plazo, una meta, una promesa, un consentimiento, un grupo de control: alguien confía en cada uno de ellos y no participó en esta revisión.

Mal: un plazo se duplica entre otras dos líneas.

```yaml
within: 48 h
```

Bien: la misma línea, en un cambio que dice quién lo acordó y que aprobó el rol que responde por ello.

Cómo corregirlo: pregunta a quien tiene a cargo el compromiso (el resumen nombra los roles), o deshaz el cambio."
    }
    SAFEGUARD_WEAKENED = "safeguard-weakened" Continuity Warning {
        en: "Something that kept the program honest is gone or asks for less.

A looser target, an owner or a test taken away, a finding that is allowed from now on: each may be right, and each makes it easier to look good.

Bad: the target goes down in the quarter in which it is missed.

```yaml
targets: [{ value: 40 points, by: 2026-12-31 }]
```

Good: the target stays, and what is done about the gap stands in a playbook or in the roadmap.

How to fix it: say in the review why it has to ask for less, or take the change back.",
        es: "Algo que cuidaba el programa ya no está o pide menos.

Una meta más baja, un responsable o una prueba que se quitan, un hallazgo que desde ahora se permite: cada cosa puede estar bien, y cada una hace más fácil quedar bien.

Mal: la meta baja en el trimestre en que no se alcanza.

```yaml
targets: [{ value: 40 points, by: 2026-12-31 }]
```

Bien: la meta queda, y lo que se hace con la brecha está en un playbook o en la hoja de ruta.

Cómo corregirlo: di en la revisión por qué tiene que pedir menos, o deshaz el cambio."
    }
    COSMETIC_CHANGE = "cosmetic-change" Style Info {
        en: "A change on which nothing hangs.

Additions and words that break no series, no reader and no commitment. They are listed so that a review can see that it saw everything.

Bad: a mistake in a title that stays because nobody dares to touch the file.

Good: the title, mended.

How to fix it: there is nothing to mend.",
        es: "Un cambio del que nada depende.

Lo que se agrega y palabras que no rompen ninguna serie, ninguna lectura ni ningún compromiso. Se enumeran para que una revisión pueda ver que lo vio todo.

Mal: un error en un título que queda porque nadie se atreve a tocar el archivo.

Bien: el título, corregido.

Cómo corregirlo: no hay nada que corregir."
    }
}

/// The rule that speaks for a level.
pub fn of(level: Level) -> &'static RuleInfo {
    match level {
        Level::Series => &SERIES_BROKEN,
        Level::Consumers => &CONSUMERS_BROKEN,
        Level::Commitment => &COMMITMENT_CHANGED,
        Level::Weakens => &SAFEGUARD_WEAKENED,
        Level::Cosmetic => &COSMETIC_CHANGE,
    }
}
