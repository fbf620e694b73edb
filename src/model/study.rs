//! `study`: evidence from an experiment or a field study.

use super::common::{EntityCommon, PartCommon};
use super::field::List;
use super::id::Id;
use super::quantity::{Amount, Change, Count, Duration, Level, Money, Positive, ShareAnySize};
use super::reference::{Ref, to};
use super::text::Text;
use super::time::Date;
use super::{choice, record};

record! {
    /// What an experiment or a field study found out.
    /// es: Lo que encontró un experimento o un estudio de campo.
    pub struct Study("study") {
        /// Who was studied.
        /// es: A quién se estudió.
        population: Text [required],
        /// How many were studied in all, when the groups are not stated.
        /// es: Cuántos se estudiaron en total, cuando no se dicen los grupos.
        n: Positive,
        /// The groups that were compared.
        /// es: Los grupos que se compararon.
        arms: List<Arm>,
        /// How it was decided who got which treatment. It decides what may be claimed.
        /// es: Cómo se decidió quién recibía qué trato. De eso depende lo que se puede afirmar.
        assignment: Assignment [required],
        /// What changed, and by how much.
        /// es: Qué cambió y cuánto.
        effect: Effect,
        /// What the source leaves open and we assume. It is marked wherever it is used.
        /// es: Lo que la fuente no dice y suponemos. Se marca donde se use.
        assumes: Assumptions,
        /// What came of it in money.
        /// es: Lo que resultó en dinero.
        result: StudyResult,
        /// What we say it shows. It is compared with how the groups were formed.
        /// es: Lo que decimos que demuestra. Se compara con cómo se formaron los grupos.
        claims: Text,
        /// Where it was published.
        /// es: Dónde se publicó.
        source: Text [rule],
        /// When it was published.
        /// es: Cuándo se publicó.
        date: Date [rule],
    }
    common common: EntityCommon
}

record! {
    /// A group of a study.
    /// es: Un grupo de un estudio.
    pub struct Arm("study arm") {
        /// The name of the group: `treated`, `control`.
        /// es: El nombre del grupo: `treated`, `control`.
        id: Id [required],
        /// How many were in it.
        /// es: Cuántos había en él.
        n: Positive [required],
        /// What was done with them: "a call, an apology and a solution".
        /// es: Lo que se hizo con ellos: "contacto, disculpa y solución".
        did: Text [required],
        /// How many of them had the outcome.
        /// es: Cuántos de ellos tuvieron el resultado.
        events: Count,
    }
    common common: PartCommon
}

choice! {
    /// How it was decided who got which treatment.
    /// es: Cómo se decidió quién recibía qué trato.
    pub enum Assignment("assignment") {
        /// By lot: the difference may be called an effect.
        /// es: Al azar: la diferencia puede llamarse efecto.
        Random = "random" | "aleatorio" | "aleatoria" | "al azar",
        /// Similar people were compared.
        /// es: Se compararon personas parecidas.
        Matched = "matched" | "emparejado" | "emparejada",
        /// People chose for themselves.
        /// es: Cada quien eligió.
        SelfSelected = "self-selected" | "autoselección" | "autoseleccionado",
        /// The source does not say.
        /// es: La fuente no lo dice.
        NotStated = "not-stated" | "no se dice" | "no declarada" | "no declarado",
    }
}

record! {
    /// What changed, and by how much.
    /// es: Qué cambió y cuánto.
    pub struct Effect("effect") {
        /// The metric that changed.
        /// es: La métrica que cambió.
        metric: Ref<to::AnyMetric> [required],
        /// By how much: `-10 % relative`, `-10 pp`, or `-10 % unstated` when the source does not say which.
        /// es: Cuánto: `-10 % relative`, `-10 pp`, o `-10 % unstated` cuando la fuente no dice cuál.
        change: Change [required],
        /// The value without treatment, as published: `20 %`.
        /// es: El valor sin tratamiento, como se publicó: `20 %`.
        control_rate: Level [rule],
        /// The low end of the published interval.
        /// es: El extremo bajo del intervalo publicado.
        low: Change,
        /// The high end of the published interval.
        /// es: El extremo alto del intervalo publicado.
        high: Change,
    }
}

choice! {
    /// How a change without a stated basis is read.
    /// es: Cómo se lee un cambio cuya base no se dice.
    pub enum ChangeReading("reading of a change") {
        /// In proportion: from 20 % to 18 %.
        /// es: En proporción: de 20 % a 18 %.
        Relative = "relative" | "relativo" | "relativa",
        /// In percentage points: from 20 % to 10 %.
        /// es: En puntos porcentuales: de 20 % a 10 %.
        Pp = "pp" | "puntos porcentuales",
    }
}

record! {
    /// What a source leaves open and we assume.
    /// es: Lo que una fuente no dice y suponemos.
    pub struct Assumptions("assumptions of a study") {
        /// The value without treatment that we assume.
        /// es: El valor sin tratamiento que suponemos.
        control_rate: Level,
        /// How we read the change.
        /// es: Cómo leemos el cambio.
        reading: ChangeReading,
        /// Why we assume it.
        /// es: Por qué lo suponemos.
        why: Text,
    }
}

record! {
    /// What a study says about money.
    /// es: Lo que un estudio dice sobre dinero.
    pub struct StudyResult("result of a study") {
        /// The published return on investment: `70 %`.
        /// es: El retorno sobre la inversión publicado: `70 %`.
        roi: ShareAnySize,
        /// Over which time it was reached.
        /// es: En cuánto tiempo se obtuvo.
        horizon: Duration [rule],
        /// The published benefit.
        /// es: El beneficio publicado.
        benefit: Money,
        /// The published cost.
        /// es: El costo publicado.
        cost: Amount,
    }
}
