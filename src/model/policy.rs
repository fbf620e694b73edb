//! `policy`: a team's own rule, no code.

use super::common::EntityCommon;
use super::expression_field::{In, on};
use super::field::List;
use super::text::Text;
use super::unions::{PolicyExample, PolicyFor};
use super::{choice, record};

record! {
    /// A rule of your own: what must be true of certain entities, and what is said when it is not.
    /// es: Una regla propia: qué debe cumplirse en ciertas entidades y qué se dice cuando no se cumple.
    pub struct Policy("policy") {
        /// What it is for: a kind, or the parts in one of its lists: `playbook`, `playbook/steps`.
        /// es: Para qué es: una clase de entidad, o las partes de una de sus listas: `playbook`, `playbook/steps`.
        r#for = "for": PolicyFor [required],
        /// Only those of which this is true: `channel is present`.
        /// es: Solo aquellas en que esto se cumple: `channel is present`.
        r#where = "where": In<on::ItsFields>,
        /// What must be true: `say is present`.
        /// es: Lo que debe cumplirse: `say is present`.
        must: In<on::ItsFields> [required],
        /// What is said when it is not: "{{ entity.id }} needs a script."
        /// es: Lo que se dice cuando no se cumple: "{{ entity.id }} necesita un guion."
        message: Text [required],
        /// How serious it is.
        /// es: Qué tan grave es.
        level: PolicyLevel [required],
        /// The reason, shown with the finding.
        /// es: La razón, que se muestra con el hallazgo.
        why: Text [rule],
        /// Cases that pass and cases that fail. They are tried on every check.
        /// es: Casos que cumplen y casos que no. Se prueban en cada revisión.
        examples: PolicyExamples [rule],
    }
    common common: EntityCommon
}

choice! {
    /// How serious a finding is.
    /// es: Qué tan grave es un hallazgo.
    pub enum PolicyLevel("policy level") {
        /// It must be put right.
        /// es: Se debe corregir.
        Error = "error",
        /// It should be put right.
        /// es: Conviene corregirlo.
        Warning = "warning" | "advertencia" | "aviso",
        /// Good to know.
        /// es: Bueno saberlo.
        Info = "info" | "información",
    }
}

record! {
    /// Cases on which a policy is tried.
    /// es: Casos en que se prueba una regla propia.
    pub struct PolicyExamples("policy examples") {
        /// Cases that pass: ids, or entities and parts written out.
        /// es: Casos que cumplen: ids, o entidades y partes escritas completas.
        passes: List<PolicyExample> [rule],
        /// Cases that fail: ids, or entities and parts written out.
        /// es: Casos que no cumplen: ids, o entidades y partes escritas completas.
        fails: List<PolicyExample> [rule],
    }
}
