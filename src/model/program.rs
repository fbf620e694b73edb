//! `program`: the root of a folder, `senda.yaml`.

mod package;
mod rule_setting;
mod target_option;
mod theme;
mod version;

pub use package::{Exports, ProgramOverride, ProgramPackage};
pub use rule_setting::{RuleLevel, RuleLimit, RuleSetting, Threshold};
pub use target_option::TargetOption;
pub use theme::{FontFile, Logo, Palette, Theme, ThemeColors, ThemeFonts};
pub use version::Version;

use super::bounded::Whole;
use super::common::{EntityCommon, PartCommon};
use super::field::{List, MapOf};
use super::id::Id;
use super::quantity::{Amount, CurrencyCode, Duration, Number};
use super::reference::{Ref, to};
use super::text::{Plain, Text};
use super::time::{Date, Hours, Weekday, ZoneName};
use super::{choice, record};

record! {
    /// The whole program: what holds for every file in its folder, and what the program is for.
    /// es: El programa completo: lo que vale para todos los archivos de su carpeta y para qué existe.
    pub struct Program("program") {
        /// The version of the language these files are written in: `1`.
        /// es: La versión del lenguaje en que están escritos estos archivos: `1`.
        senda: Version [required],
        /// The languages every text is written in. The first is the one a plain text is read as.
        /// es: Los idiomas en que se escribe todo texto. El primero es el de los textos sin idioma indicado.
        languages: List<Plain> [required],
        /// How numbers and dates look in what is published, and the variant scripts are read in: `es-MX`.
        /// es: Cómo se ven números y fechas en lo que se publica, y la variante en que se leen los guiones: `es-MX`.
        locale: Plain [required],
        /// The currency of the program: `MXN`. Others need a conversion under `rates`.
        /// es: La moneda del programa: `MXN`. Las demás necesitan un tipo de cambio en `rates`.
        currency: CurrencyCode [required],
        /// How much one unit of another currency is worth in the program's currency: `{ USD: 18.2 }`.
        /// es: Cuánto vale una unidad de otra moneda en la moneda del programa: `{ USD: 18.2 }`.
        rates: MapOf<CurrencyCode, Number>,
        /// The time zone in which due times are counted: `America/Mexico_City`.
        /// es: La zona horaria en que se cuentan los plazos: `America/Mexico_City`.
        timezone: ZoneName [required],
        /// Working days, opening hours and holidays, needed to count business hours and business days.
        /// es: Días laborables, horario y festivos, necesarios para contar horas y días hábiles.
        calendar: Calendar [rule],
        /// The month in which the fiscal year starts, 1 to 12. It gives `FY2026-Q1` its dates.
        /// es: El mes en que empieza el año fiscal, de 1 a 12. De él salen las fechas de `FY2026-Q1`.
        fiscal_year_start: Whole<1, 12>,
        /// Whether we listen in order to repair, or start from the business model.
        /// es: Si escuchamos para reparar o partimos del modelo de negocio.
        approach: Approach [rule],
        /// How ready we say the organization is. It is compared with what the files show.
        /// es: Qué tan madura decimos que está la organización. Se compara con lo que muestran los archivos.
        readiness: Readiness [rule],
        /// How approach and readiness have evolved.
        /// es: Cómo han evolucionado el enfoque y la madurez.
        history: List<ProgramPast>,
        /// Why this program exists: what would be lost without it.
        /// es: Por qué existe este programa: qué se perdería sin él.
        why: Text [rule],
        /// Who sponsors the program, and with which commitments.
        /// es: Quién patrocina el programa y con qué compromisos.
        sponsor: Sponsor [rule],
        /// The money and the people that are assigned to it.
        /// es: El dinero y las personas que tiene asignados.
        resources: Resources [rule],
        /// What worries the business, in business words: "we lose one in five customers in their first year".
        /// es: Lo que preocupa al negocio, en palabras del negocio: "perdemos a uno de cada cinco clientes en su primer año".
        business_challenges: List<BusinessChallenge>,
        /// What the program wants to reach, and by when.
        /// es: Lo que el programa quiere lograr y en cuánto tiempo.
        objectives: List<Objective>,
        /// What we decided not to do, so that there is room for the rest.
        /// es: Lo que decidimos no hacer, para que quepa lo demás.
        not_doing: List<NotDoing> [rule],
        /// The archetypes the program serves.
        /// es: Los arquetipos a los que sirve el programa.
        serves: List<Ref<to::AnyArchetype>> [rule],
        /// The stages of a customer's life with us, in order. Journeys say which they cover.
        /// es: Las etapas de la vida de un cliente con nosotros, en orden. Cada viaje dice cuáles cubre.
        lifecycle: List<LifecycleStage>
            [default r#"[{"id": "before"}, {"id": "join"}, {"id": "use"}, {"id": "problem"}, {"id": "change"}, {"id": "leave"}]"#],
        /// The sets of rules that are switched on: `core`, and those of a law or a standard.
        /// es: Los conjuntos de reglas activos: `core` y los de una ley o una norma.
        profiles: List<Profile> [default r#"["core"]"#],
        /// What `senda build` writes, and where: the site, a survey platform, queries. When absent: `site`, `surveyjs`, `sql`, `dbt`, `json`.
        /// es: Lo que escribe `senda build` y dónde: el sitio, una plataforma de encuestas, consultas. Si falta: `site`, `surveyjs`, `sql`, `dbt`, `json`.
        targets: List<ProgramTarget>,
        /// How the pages look: the team's own logo, colors and fonts.
        /// es: Cómo se ven las páginas: el logotipo, los colores y los tipos de letra del equipo.
        theme: Theme,
        /// How strict a rule is in this program: `{ no-stop-list: off, too-many-handoffs: { limit: 4 } }`.
        /// es: Qué tan estricta es una regla en este programa: `{ no-stop-list: off, too-many-handoffs: { limit: 4 } }`.
        rules: MapOf<Id, RuleSetting>,
        /// Files and folders that are not part of the program, written as in `.gitignore`: `drafts/`.
        /// es: Archivos y carpetas que no son parte del programa, escritos como en `.gitignore`: `borradores/`.
        exclude: List<Plain>,
        /// Other programs whose entities can be named here: `corp:nps`.
        /// es: Otros programas cuyas entidades se pueden nombrar aquí: `corp:nps`.
        packages: List<ProgramPackage>,
        /// Entities of packages that one of this program takes the place of.
        /// es: Entidades de paquetes cuyo lugar toma una de este programa.
        overrides: List<ProgramOverride>,
        /// What programs that import this one may name: a kind, or one entity: `[metric, question:trust]`. Nothing when absent.
        /// es: Lo que pueden nombrar los programas que importan este: una clase, o una entidad: `[metric, question:trust]`. Nada si falta.
        exports: Exports,
    }
    common common: EntityCommon
}

record! {
    /// When the organization works.
    /// es: Cuándo trabaja la organización.
    pub struct Calendar("calendar") {
        /// The days that count as business days: `[mon, tue, wed, thu, fri]`.
        /// es: Los días que cuentan como hábiles: `[mon, tue, wed, thu, fri]`.
        workdays: List<Weekday> [rule],
        /// The hours that count as business hours: `"09:00-18:00"`.
        /// es: Las horas que cuentan como hábiles: `"09:00-18:00"`.
        hours: Hours [rule],
        /// Days on which nobody works, although they fall on a working day.
        /// es: Días en que no se trabaja aunque caigan en día laborable.
        holidays: List<Date>,
    }
}

choice! {
    /// What the program starts from.
    /// es: De qué parte el programa.
    pub enum Approach("approach") {
        /// Listen to customers and repair what goes wrong.
        /// es: Escuchar a los clientes y reparar lo que sale mal.
        Reactive = "reactive" | "reactivo" | "reactiva",
        /// Start from the business model and design the experience that sustains it.
        /// es: Partir del modelo de negocio y diseñar la experiencia que lo sostiene.
        Intelligent = "intelligent" | "inteligente",
    }
}

choice! {
    /// How ready the organization is for its customers.
    /// es: Qué tan madura está la organización frente a sus clientes.
    pub enum Readiness("readiness") {
        /// It is interested, but has given no people or money yet.
        /// es: Tiene interés, pero aún no ha puesto personas ni dinero.
        Passive = "passive" | "pasiva" | "pasivo",
        /// There are people and money for it.
        /// es: Hay personas y dinero para ello.
        Involved = "involved" | "involucrada" | "involucrado",
        /// The leadership sponsors it, and it is reviewed, measured and planned.
        /// es: La dirección lo patrocina, y se revisa, se mide y se planea.
        Focused = "focused" | "enfocada" | "enfocado",
    }
}

record! {
    /// What approach and readiness were at some point in the past.
    /// es: El enfoque y la madurez en un momento anterior.
    pub struct ProgramPast("history entry") {
        /// From which day on.
        /// es: Desde qué día.
        date: Date [required],
        /// The approach from then on.
        /// es: El enfoque desde entonces.
        approach: Approach,
        /// The readiness from then on.
        /// es: La madurez desde entonces.
        readiness: Readiness,
    }
}

record! {
    /// Who sponsors the program.
    /// es: Quién patrocina el programa.
    pub struct Sponsor("sponsor") {
        /// The role of the sponsor.
        /// es: El rol de quien patrocina.
        role: Ref<to::AnyRole> [required],
        /// What the sponsor does, and how often: "look at the scorecard every month".
        /// es: Lo que hace quien patrocina y cada cuánto: "revisar el tablero cada mes".
        commitments: List<Text> [rule],
    }
}

record! {
    /// The money and the people of the program.
    /// es: El dinero y las personas del programa.
    pub struct Resources("resources") {
        /// The money that is assigned: `3200000 MXN`.
        /// es: El dinero asignado: `3200000 MXN`.
        budget: Amount [rule],
        /// The roles that work on it.
        /// es: Los roles que trabajan en él.
        team: List<Ref<to::AnyRole>> [rule],
    }
}

record! {
    /// Something that worries the business.
    /// es: Algo que preocupa al negocio.
    pub struct BusinessChallenge("business challenge") {
        /// The name of the challenge. Initiatives say which ones they address.
        /// es: El nombre del reto. Las iniciativas dicen a cuáles responden.
        id: Id [required],
        /// The challenge in business words.
        /// es: El reto en palabras del negocio.
        text: Text [required],
        /// The metric in which it shows.
        /// es: La métrica en que se nota.
        metric: Ref<to::AnyMetric>,
    }
    common common: PartCommon
}

choice! {
    /// What an objective is about.
    /// es: De qué trata un objetivo.
    pub enum ObjectiveType("type of objective") {
        /// One sale, one call, one visit.
        /// es: Una venta, una llamada, una visita.
        Transaction = "transaction" | "transacción",
        /// The life of a customer with us.
        /// es: La vida del cliente con nosotros.
        Relationship = "relationship" | "relación",
    }
}

record! {
    /// What the program wants to reach.
    /// es: Lo que el programa quiere lograr.
    pub struct Objective("objective") {
        /// The name of the objective.
        /// es: El nombre del objetivo.
        id: Id [required],
        /// What is to be reached.
        /// es: Lo que se quiere lograr.
        text: Text [required],
        /// Whether it is about single transactions or about the relationship.
        /// es: Si trata de transacciones sueltas o de la relación.
        objective_type = "type": ObjectiveType,
        /// In how much time: `3 years`.
        /// es: En cuánto tiempo: `3 years`.
        horizon: Duration,
        /// The metric in which it shows.
        /// es: La métrica en que se nota.
        metric: Ref<to::AnyMetric>,
    }
    common common: PartCommon
}

record! {
    /// Something we decided not to do.
    /// es: Algo que decidimos no hacer.
    pub struct NotDoing("stop-list item") {
        /// A name, so that an initiative that does it anyway is found for certain.
        /// es: Un nombre, para encontrar con certeza la iniciativa que lo haga de todos modos.
        id: Id,
        /// What we will not do: "sales campaigns without support for the customer".
        /// es: Lo que no haremos: "campañas de colocación sin acompañamiento".
        what: Text [required],
        /// Why not.
        /// es: Por qué no.
        why: Text [required],
    }
    common common: PartCommon
}

record! {
    /// A stage of a customer's life with us.
    /// es: Una etapa de la vida de un cliente con nosotros.
    pub struct LifecycleStage("life-cycle stage") {
        /// The name of the stage: `join`, `problem`, `leave`.
        /// es: El nombre de la etapa: `join`, `problem`, `leave`.
        id: Id [required],
        /// What happens in it.
        /// es: Lo que pasa en ella.
        text: Text,
    }
    common common: PartCommon
}

choice! {
    /// A set of rules that can be switched on.
    /// es: Un conjunto de reglas que se puede activar.
    pub enum Profile("profile") {
        /// What every program should hold to.
        /// es: Lo que todo programa debería cumplir.
        Core = "core" | "básico",
        /// Good practice is demanded, not only recommended.
        /// es: La buena práctica se exige y no solo se recomienda.
        Strict = "strict" | "estricto",
        /// Public services.
        /// es: Servicios públicos.
        Gov = "gov" | "gobierno",
        /// United States: OMB Circular A-11, section 280, for federal services.
        /// es: Estados Unidos: circular A-11 de la OMB, sección 280, para servicios federales.
        UsA11280 = "us-a11-280",
        /// Spain: Law 10/2025 on customer service.
        /// es: España: Ley 10/2025 de servicios de atención a la clientela.
        EsLey102025 = "es-ley-10-2025",
        /// Spain: the law on commercial messages by electronic means.
        /// es: España: la ley sobre comunicaciones comerciales por vía electrónica (LSSI).
        EsLssi = "es-lssi",
        /// European Union: protection of personal data.
        /// es: Unión Europea: protección de datos personales (RGPD).
        EuGdpr = "eu-gdpr" | "eu-rgpd",
        /// European Union: recommendations without the data of friends (GDPR article 14, ePrivacy Directive article 13).
        /// es: Unión Europea: recomendaciones sin datos de conocidos (RGPD artículo 14, Directiva ePrivacy artículo 13).
        EuReferrals = "eu-referrals" | "eu-recomendaciones",
    }
}

record! {
    /// Something that `senda build` writes.
    /// es: Algo que escribe `senda build`.
    pub struct ProgramTarget("program target") {
        /// The name of this output.
        /// es: El nombre de este resultado.
        id: Id [required],
        /// What is written: `site`, a survey platform, a query language.
        /// es: Lo que se escribe: `site`, una plataforma de encuestas, un lenguaje de consultas.
        emits: Id [required],
        /// The folder it is written to.
        /// es: La carpeta donde se escribe.
        to: Plain,
        /// Only these entities. All of them when absent.
        /// es: Solo estas entidades. Todas si falta.
        only: List<Ref<to::Anything>>,
        /// What this kind of output can be told, by name.
        /// es: Lo que se le puede indicar a este tipo de resultado, por nombre.
        options: MapOf<Plain, TargetOption>,
    }
    common common: PartCommon
}
