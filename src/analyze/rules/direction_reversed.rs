//! A metric whose direction says the opposite of what it measures or aims at.
//!
//! Colors, alerts and the word "improved" hang on the direction. A recommendation or satisfaction score
//! is better the higher; and whoever aims below where they stand, with `direction: up`, has either the
//! direction or the target wrong.
//!
//! Source: the definition of the score, promoters less detractors (Reichheld 2003): more is better.
//!
//! Bad:
//!
//! ```yaml
//! family: nps
//! direction: down
//! ```
//!
//! Good:
//!
//! ```yaml
//! family: nps
//! direction: up
//! ```
//!
//! How to fix it: turn the direction round, or correct the target. A target to lose as little as
//! possible is `direction: hold` with a `tolerance`.
//!
//! # es
//! Una métrica cuya dirección dice lo contrario de lo que mide o de su meta.
//!
//! De la dirección cuelgan colores, alertas y la palabra "mejoró". Una calificación de recomendación o
//! de satisfacción es mejor cuanto más alta; y quien apunta por debajo de donde está, con
//! `direction: up`, tiene mal la dirección o la meta.
//!
//! Fuente: la definición del índice, promotores menos detractores (Reichheld 2003): más es mejor.
//!
//! Mal:
//!
//! ```yaml
//! family: nps
//! direction: down
//! ```
//!
//! Bien:
//!
//! ```yaml
//! family: nps
//! direction: up
//! ```
//!
//! Cómo corregirlo: invierte la dirección o corrige la meta. Una meta de perder lo menos posible es
//! `direction: hold` con `tolerance`.

use crate::analyze::{Asks, Context, Findings, rule};
use crate::diagnostic::{Severity, say};
use crate::model::Of;
use crate::model::metric::{Direction, Family, Metric};
use crate::model::scalar::Scalar;
use std::cmp::Ordering;

rule! { direction_reversed Suspicious Warning each Metric }

fn check(metric: Of<'_, Metric>, context: &Context<'_>, out: &mut Findings) {
    let Some((at, direction)) = metric.direction.spanned() else { return };
    let severity = context.weigh(Severity::Warning, Asks::Craft);
    let upward = matches!(metric.family.value(), Some(Family::Nps | Family::Csat));
    if upward && *direction == Direction::Down {
        let family = metric.family.value().map_or("", |family| family.word());
        out.push(
            RULE.finding(
                metric.place(at),
                say!(en: "a score of family `{family}` is better the higher, and `direction` says `down`", es: "una calificación de la familia `{family}` es mejor cuanto más alta, y `direction` dice `down`"),
            )
            .help(say!(en: "write `direction: up`", es: "escribe `direction: up`"))
            .fix(false, vec![(metric.place(at), "up".to_owned())])
            .severity(severity),
        );
        return;
    }
    let wrong = match direction {
        Direction::Up => Ordering::Less,
        Direction::Down => Ordering::Greater,
        Direction::Hold => return,
    };
    let Some((base_at, start)) = metric.baseline.get().and_then(|baseline| baseline.value.spanned()) else { return };
    for target in metric.target.items().filter(|target| target.r#for.is_absent()) {
        let Some((target_at, aim)) = target.value.spanned() else { continue };
        if aim.compare(start) != Some(wrong) {
            continue;
        }
        let (aim, start, word) = (aim.spell(), start.spell(), direction.word());
        out.push(
            RULE.finding(
                metric.place(target_at),
                say!(en: "the target is `{aim}`, worse than the `{start}` from which it starts: `direction` is `{word}`", es: "la meta es `{aim}`, peor que los `{start}` de donde parte: `direction` es `{word}`"),
            )
            .help(say!(
                en: "correct the target, or turn `direction` round; to stay where you are, write `hold` with a `tolerance`",
                es: "corrige la meta, o invierte `direction`; para quedarte donde estás, escribe `hold` con `tolerance`"
            ))
            .related(metric.place(base_at), say!(en: "it starts here", es: "parte de aquí"))
            .severity(severity),
        );
    }
}
