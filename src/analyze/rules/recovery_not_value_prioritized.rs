//! A recovery that does not say whom it attends first.
//!
//! There are always more unhappy people than hours. The queue decides who is lost, and it decides all
//! the same when nobody thought about it. Concept B10: first those of high current or projected value.
//!
//! Bad:
//!
//! ```yaml
//! kind: playbook
//! id: recover
//! type: service-recovery
//! prioritize_by: oldest
//! ```
//!
//! Good:
//!
//! ```yaml
//! kind: playbook
//! id: recover
//! type: service-recovery
//! prioritize_by: projected-value
//! ```
//!
//! How to fix it: write `prioritize_by: projected-value` or `current-value`; or another order, with a
//! reason in a suppression.
//!
//! # es
//! Una recuperación que no dice a quién atiende primero.
//!
//! Siempre hay más gente molesta que horas. La fila decide a quién se pierde, y lo decide aunque nadie
//! lo haya pensado. Concepto B10: primero quienes tienen alto valor actual o proyectado.
//!
//! Mal:
//!
//! ```yaml
//! kind: playbook
//! id: recover
//! type: service-recovery
//! prioritize_by: oldest
//! ```
//!
//! Bien:
//!
//! ```yaml
//! kind: playbook
//! id: recover
//! type: service-recovery
//! prioritize_by: projected-value
//! ```
//!
//! Cómo corregirlo: escribe `prioritize_by: projected-value` o `current-value`; u otro orden, con su
//! motivo en una excepción.

use crate::analyze::{Context, Findings, rule};
use crate::diagnostic::say;
use crate::model::Of;
use crate::model::playbook::{Playbook, PlaybookType, QueueOrder};

rule! { recovery_not_value_prioritized CustomerCentricity Info each Playbook }

fn check(playbook: Of<'_, Playbook>, context: &Context<'_>, out: &mut Findings) {
    let order = &playbook.it.prioritize_by;
    let by_value = matches!(order.value(), Some(QueueOrder::ProjectedValue | QueueOrder::CurrentValue));
    if playbook.it.playbook_type.value() != Some(PlaybookType::ServiceRecovery) || by_value || order.is_bad() {
        return;
    }
    let (at, message, edits) = match order.spanned() {
        Some((at, order)) => {
            let order = order.word();
            (playbook.place(at), say!(en: "the queue goes by `{order}` and not by what is at stake", es: "la fila va por `{order}` y no por lo que está en juego"), vec![(playbook.place(at), "projected-value".to_owned())])
        }
        None => (
            playbook.entity.head(),
            say!(en: "this recovery does not say whom it attends first", es: "esta recuperación no dice a quién atiende primero"),
            context.added(playbook.entity.head(), "prioritize_by: projected-value"),
        ),
    };
    out.push(RULE.finding(at, message).guess(edits).help(say!(
        en: "there are more cases than hours: write `prioritize_by: projected-value` or `current-value`",
        es: "hay más casos que horas: escribe `prioritize_by: projected-value` o `current-value`"
    )));
}
