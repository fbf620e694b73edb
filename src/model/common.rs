//! Fields and parts that many kinds share.

use super::expression_field::{In, on};
use super::field::{List, OneOrMany};
use super::id::Id;
use super::quantity::{Amount, Change, Duration, Positive, ProjectMoney, Share};
use super::reference::{Ref, RefOrText, to};
use super::text::{Plain, Text};
use super::time::{Cadence, Date};
use super::{choice, record};

pub use super::part_common::PartCommon;

choice! {
    /// Whether an entity is in use.
    /// es: Si la entidad está en uso.
    pub enum Status("status") {
        /// Being written; kept out of generated surveys and playbooks.
        /// es: En redacción; no entra en encuestas ni playbooks generados.
        Draft = "draft" | "borrador",
        /// Agreed but not in use yet; outputs mark it.
        /// es: Acordado pero aún sin usar; los resultados lo marcan.
        Proposed = "proposed" | "propuesto",
        /// In use.
        /// es: En uso.
        Active = "active" | "activo",
        /// No longer in use; kept for history.
        /// es: Ya no se usa; se conserva por historia.
        Retired = "retired" | "retirado",
    }
}

record! {
    /// What every kind has.
    /// es: Lo que tiene toda clase de entidad.
    pub struct EntityCommon("entity") {
        /// The stable name of this entity, unique among its kind. Links and history hang on it.
        /// es: El nombre estable de la entidad, único en su clase. De él cuelgan enlaces e historia.
        id: Id [required],
        /// What people read. The id made readable when absent.
        /// es: Lo que lee la gente. Si falta, se muestra el id legible.
        title: Text,
        /// One paragraph for readers.
        /// es: Un párrafo para quien lee.
        description: Text,
        /// The role that answers for it.
        /// es: El rol que responde por ella.
        owner: Ref<to::AnyRole> [rule],
        /// Free labels for filters.
        /// es: Etiquetas libres para filtrar.
        tags: List<Plain>,
        /// Whether it is in use; `active` when absent.
        /// es: Si está en uso; `active` si falta.
        status: Status [default "active"],
        /// What supports this entity: research, partial evidence, or an assumption.
        /// es: Lo que la sustenta: investigación, evidencia parcial o un supuesto.
        evidence: List<Evidence> [rule],
        /// Former ids, so that old references and links keep working.
        /// es: Ids anteriores, para que las referencias y enlaces viejos sigan funcionando.
        was: OneOrMany<Id>,
        /// In force from this day on, included.
        /// es: Vigente desde este día, incluido.
        since: Date,
        /// In force until this day, included.
        /// es: Vigente hasta este día, incluido.
        until: Date,
        /// Related material, inside the program's folder or on the web.
        /// es: Material relacionado, dentro de la carpeta del programa o en la web.
        links: List<Related>,
    }
}

record! {
    /// What every part with an id may have.
    /// es: Lo que puede tener toda parte con id.
    pub struct PartFields("part") {
        /// What people read. The id made readable when absent.
        /// es: Lo que lee la gente. Si falta, se muestra el id legible.
        title: Text,
        /// One paragraph for readers.
        /// es: Un párrafo para quien lee.
        description: Text,
        /// Free labels for filters.
        /// es: Etiquetas libres para filtrar.
        tags: List<Plain>,
        /// What supports this part.
        /// es: Lo que sustenta esta parte.
        evidence: List<Evidence>,
        /// Former ids of this part.
        /// es: Ids anteriores de esta parte.
        was: OneOrMany<Id>,
    }
}

record! {
    /// Related material.
    /// es: Material relacionado.
    pub struct Related("related material") {
        /// What it is.
        /// es: Qué es.
        text: Text [required],
        /// An `https:` address, or a path inside the program's folder.
        /// es: Una dirección `https:` o una ruta dentro de la carpeta del programa.
        to: super::link::Link [required],
    }
}

choice! {
    /// How well a claim is supported.
    /// es: Qué tan sustentada está una afirmación.
    pub enum EvidenceLevel("evidence level") {
        /// We believe it; nobody has looked.
        /// es: Lo creemos; nadie lo ha comprobado.
        Assumption = "assumption" | "supuesto",
        /// Some evidence, not enough to be sure.
        /// es: Hay alguna evidencia, no la suficiente.
        Partial = "partial" | "parcial",
        /// Research with a source, a date and its n.
        /// es: Investigación con fuente, fecha y n.
        Research = "research" | "investigación",
    }
}

choice! {
    /// How evidence was gathered.
    /// es: Cómo se obtuvo la evidencia.
    pub enum EvidenceMethod("evidence method") {
        CustomerSurvey = "customer-survey" | "encuesta a clientes",
        EmployeeSurvey = "employee-survey" | "encuesta a empleados",
        Interview = "interview" | "entrevista",
        Observation = "observation" | "observación",
        BehavioralData = "behavioral-data" | "datos de comportamiento",
        Experiment = "experiment" | "experimento",
        Secondary = "secondary" | "secundaria",
    }
}

record! {
    /// What supports a claim.
    /// es: Lo que sustenta una afirmación.
    pub struct Evidence("evidence") {
        /// How well it is supported: assumption, partial or research.
        /// es: Qué tan sustentada está: supuesto, parcial o investigación.
        level: EvidenceLevel [required],
        /// The survey or study it comes from, or the name of another source.
        /// es: La encuesta o el estudio de donde viene, o el nombre de otra fuente.
        source: RefOrText<to::SurveyOrStudy> [required],
        /// When it was gathered.
        /// es: Cuándo se obtuvo.
        date: Date [required],
        /// How many people or cases, when the method has respondents.
        /// es: Cuántas personas o casos, si el método tiene respondientes.
        n: Positive,
        /// The day after which it should no longer be relied on.
        /// es: El día desde el que ya no conviene apoyarse en ella.
        expires: Date,
        /// How it was gathered.
        /// es: Cómo se obtuvo.
        method: EvidenceMethod,
        /// Author, title, year.
        /// es: Autor, título, año.
        citation: Text,
        /// Where it can be read.
        /// es: Dónde se puede leer.
        link: super::link::Link,
    }
}

choice! {
    /// How two versions of a measure are joined.
    /// es: Cómo se unen dos versiones de una medición.
    pub enum BridgeMethod("bridge method") {
        /// Both ran side by side; the offset is known.
        /// es: Se midieron en paralelo; se conoce la diferencia.
        ParallelRun = "parallel-run",
        /// The scale was converted; the lines are never joined.
        /// es: Se convirtió la escala; las líneas nunca se unen.
        Rescaled = "rescaled",
        /// A new series starts.
        /// es: Empieza una serie nueva.
        Restart = "restart",
    }
}

record! {
    /// The declared continuity of two versions of a measure.
    /// es: La continuidad declarada de dos versiones de una medición.
    pub struct Bridge("bridge") {
        /// The version before.
        /// es: La versión anterior.
        from: Plain [required],
        /// The version after.
        /// es: La versión posterior.
        to: Plain [required],
        /// How they are joined.
        /// es: Cómo se unen.
        method: BridgeMethod [required],
        /// How many answered both, with a parallel run.
        /// es: Cuántas personas respondieron ambas, en la medición en paralelo.
        n: Positive,
        /// New minus old, with a parallel run.
        /// es: Nueva menos vieja, en la medición en paralelo.
        offset: Change,
        /// When the change took place.
        /// es: Cuándo fue el cambio.
        date: Date [required],
        /// Why it was changed.
        /// es: Por qué se cambió.
        why: Text,
    }
    where super::Constraint::Needs { key: "method", value: Some("parallel-run"), needs: &["n", "offset"] }
}

record! {
    /// A session that takes place again and again.
    /// es: Una sesión que se repite.
    pub struct Ritual("ritual") {
        /// The name of the session.
        /// es: El nombre de la sesión.
        id: Id,
        /// How often it takes place.
        /// es: Cada cuánto se hace.
        every: Cadence [required],
        /// The last time.
        /// es: La última vez.
        last: Date,
        /// The next time.
        /// es: La próxima vez.
        next: Date,
        /// Who leads it.
        /// es: Quién la dirige.
        role: Ref<to::AnyRole> [rule],
        /// Who takes part.
        /// es: Quiénes participan.
        participants: List<Ref<to::AnyRole>>,
        /// What is looked at.
        /// es: Qué se revisa.
        inputs: List<Ref<to::RitualInput>>,
        /// What is decided.
        /// es: Qué se decide.
        decides: List<Text>,
        /// How long it takes.
        /// es: Cuánto dura.
        takes: Duration,
    }
    common common: PartCommon
}

choice! {
    /// What an offer is personalized on.
    /// es: En qué se basa la personalización.
    pub enum PersonalizationBasis("personalization basis") {
        Motive = "motive" | "motivo",
        Circumstance = "circumstance" | "circunstancia",
        Behavior = "behavior" | "comportamiento",
        Purchase = "purchase" | "compra",
    }
}

choice! {
    /// The legal basis of processing personal data.
    /// es: La base legal para tratar datos personales.
    pub enum LegalBasis("legal basis") {
        Consent = "consent" | "consentimiento",
        LegitimateInterest = "legitimate-interest" | "interés legítimo",
        Contract = "contract" | "contrato",
        LegalObligation = "legal-obligation" | "obligación legal",
        PublicTask = "public-task" | "interés público",
    }
}

record! {
    /// How something adapts to each customer.
    /// es: Cómo se adapta algo a cada cliente.
    pub struct Personalization("personalization") {
        /// What it looks at: the motive rather than the purchase.
        /// es: En qué se fija: el motivo antes que la compra.
        basis: List<PersonalizationBasis> [required],
        /// What changes for whom.
        /// es: Qué cambia y para quién.
        rule: Text [required],
        /// The data it uses.
        /// es: Los datos que usa.
        sources: List<Ref<to::AnyDataset>>,
        /// On what legal basis.
        /// es: Con qué base legal.
        legal_basis: LegalBasis,
    }
}

record! {
    /// What is expected of a change, in a metric.
    /// es: Lo que se espera de un cambio, en una métrica.
    pub struct ExpectedEffect("expected effect") {
        /// The metric that moves.
        /// es: La métrica que se mueve.
        metric: Ref<to::AnyMetric>,
        /// By how much, relative or in points.
        /// es: Cuánto, relativo o en puntos.
        change: Change,
        /// The study that supports it.
        /// es: El estudio que lo sustenta.
        study: Ref<to::AnyStudy>,
    }
}

choice! {
    /// What doing nothing costs.
    /// es: Lo que cuesta no hacer nada.
    pub enum InactionCost("cost of inaction") {
        Discounts = "discounts" | "descuentos",
        Campaigns = "campaigns" | "campañas",
        Complaints = "complaints" | "quejas",
        Replacement = "replacement" | "reposición",
        Margin = "margin" | "margen",
        Brand = "brand" | "marca",
    }
}

record! {
    /// What happens if nothing is done.
    /// es: Lo que pasa si no se hace nada.
    pub struct DoNothing("doing nothing") {
        /// The churn that is expected then.
        /// es: La deserción que se espera entonces.
        churn_rate: Share,
        /// What it costs, by category.
        /// es: Lo que cuesta, por categoría.
        costs: super::field::MapOf<InactionCost, super::quantity::MoneyPerTime>,
        /// The story in a sentence.
        /// es: La historia en una frase.
        text: Text,
    }
}

record! {
    /// Why something is worth its money.
    /// es: Por qué algo vale lo que cuesta.
    pub struct BusinessCase("business case") {
        /// The economic behavior it moves.
        /// es: El comportamiento económico que mueve.
        moves: Ref<to::AnyBehavior>,
        /// The effect that is expected.
        /// es: El efecto que se espera.
        expects: ExpectedEffect,
        /// What one customer moved is worth, over the horizon or per time.
        /// es: Lo que vale un cliente movido, en el horizonte o por periodo.
        value_per_customer: ProjectMoney,
        /// Over which time the benefit is counted.
        /// es: En cuánto tiempo se cuenta el beneficio.
        horizon: Duration,
        /// How many customers are reached in the horizon.
        /// es: A cuántos clientes se llega en el horizonte.
        customers: Positive,
        /// Fixed cost, added to the cost of each case.
        /// es: Costo fijo, que se suma al costo de cada caso.
        cost: Amount,
        /// The low end of the effect.
        /// es: El extremo bajo del efecto.
        low: Change,
        /// The high end of the effect.
        /// es: El extremo alto del efecto.
        high: Change,
        /// What happens if nothing is done.
        /// es: Lo que pasa si no se hace nada.
        do_nothing: DoNothing,
    }
}

/// A condition in words or as an expression; the compiler proves only what it can compute.
pub type CaseCondition = In<on::TheCase>;
