//! `metric`: a KPI, how it is computed, what is good and what is done about it.

mod baseline;
mod computation;
mod correlation;
mod health;
mod judgement;
mod level_range;
mod meaning;

pub use baseline::{Actual, Baseline, TargetOf, whom};
pub use computation::{Base, Each, ExcludedRows, Family, MetricUnit, Score};
pub use correlation::Correlation;
pub use health::{Component, MissingComponent, Override, ScoreRange};
pub use judgement::{Band, ConditionalBands, Direction};
pub use level_range::LevelRange;
pub use meaning::{Benchmark, BenchmarkReference, Category, DriverMethod, Drivers, Prediction, Timing};

use super::common::{Bridge, EntityCommon};
use super::expression_field::{In, on};
use super::field::{List, MapOf, OneOrMany};
use super::quantity::{Change, Duration, IntRange, Positive, Share};
use super::record;
use super::reference::{Ref, to};
use super::text::{Plain, Text};
use super::time::Period;
use super::unions::CutSpec;

record! {
    /// A KPI: how it is computed, what is good, and what is done when it moves.
    /// es: Un KPI: cómo se calcula, qué es bueno y qué se hace cuando se mueve.
    pub struct Metric("metric") {
        /// A KPI of the built-in library, such as `churn-rate` or `lifetime-value`. It brings family, unit, direction and formula along.
        /// es: Un KPI de la biblioteca incluida, como `churn-rate` o `lifetime-value`. Trae familia, unidad, dirección y fórmula.
        r#use = "use": Ref<to::LibraryMetric>,
        /// What the library KPI asks for: `margin: margin_per_year`, `counts: customers`.
        /// es: Lo que pide el KPI de la biblioteca: `margin: margin_per_year`, `counts: customers`.
        with: MapOf<Plain, In<on::LibraryParameter>>,
        /// How it is computed. Not needed with `use`.
        /// es: Cómo se calcula. No hace falta con `use`.
        family: Family,
        /// The table it is computed from.
        /// es: La tabla de donde se calcula.
        dataset: Ref<to::AnyDataset>,
        /// The survey question whose answers it reads: `relationship-survey/recommend`.
        /// es: La pregunta de encuesta cuyas respuestas lee: `relationship-survey/recommend`.
        question: Ref<to::SurveyQuestion>,
        /// Part of good answers or average score. When absent, `top-box` for csat and `mean` for ces.
        /// es: Parte de respuestas buenas o promedio. Si falta, `top-box` para csat y `mean` para ces.
        score: Score,
        /// How many of the best answers count as good: 2 for csat and 3 for ces when absent.
        /// es: Cuántas de las mejores respuestas cuentan como buenas: 2 en csat y 3 en ces si falta.
        top: Positive,
        /// The rows that count: `closed_on is not null`.
        /// es: Las filas que cuentan: `closed_on is not null`.
        count: In<on::Rows>,
        /// Among which rows; every row when absent.
        /// es: Entre qué filas; todas si falta.
        of: In<on::Rows>,
        /// What is averaged or added: `days(opened_on, solved_on)`.
        /// es: Lo que se promedia o se suma: `days(opened_on, solved_on)`.
        value: In<on::RowValue>,
        /// What the sum is divided by in a ratio: sum of `value` over sum of `per`.
        /// es: Entre qué se divide la suma en una razón: suma de `value` entre suma de `per`.
        per: In<on::RowValue>,
        /// Which quantile: with `95 %`, the value that 95 of 100 cases do not exceed.
        /// es: Qué cuantil: con `95 %`, el valor que no superan 95 de cada 100 casos.
        quantile: Share,
        /// Arithmetic over other metrics: `retained-income / starting-income`.
        /// es: Operaciones entre otras métricas: `retained-income / starting-income`.
        formula: In<on::MetricValue>,
        /// The metrics a health score is made of.
        /// es: Las métricas que forman una calificación de salud.
        components: List<Component>,
        /// What happens to a health score when one of its components has no value.
        /// es: Qué pasa con una calificación de salud cuando un componente no tiene valor.
        missing: MissingComponent [default "no-value"],
        /// The range of a health score, when it is not 0 to 100: `0..10`.
        /// es: El rango de una calificación de salud, si no va de 0 a 100: `0..10`.
        scale: IntRange,
        /// Cases for which a health score has no value: `tenure_days < 30`.
        /// es: Casos en que una calificación de salud no tiene valor: `tenure_days < 30`.
        null_when: In<on::TheCase>,
        /// Facts that decide the band of a health score on their own.
        /// es: Hechos que por sí solos deciden la banda de una calificación de salud.
        overrides: List<Override>,
        /// The rows that may enter at all.
        /// es: Las filas que pueden entrar.
        r#where = "where": In<on::Rows>,
        /// Rows left out, each with its reason.
        /// es: Filas que se dejan fuera, cada una con su razón.
        exclude: List<ExcludedRows>,
        /// An event this late still counts as in time.
        /// es: Un hecho con este retraso todavía cuenta como a tiempo.
        grace: Duration,
        /// Younger rows wait: with `90 days`, a 90-day rate is not measured on customers of ten days.
        /// es: Las filas más jóvenes esperan: con `90 days`, una tasa a 90 días no se mide en clientes de diez días.
        matures_after: Duration,
        /// What its values are: a share, money, days. Known by itself for nps, csat, ces and rates.
        /// es: En qué se expresa: porcentaje, dinero, días. En nps, csat, ces y tasas ya se sabe.
        unit: MetricUnit [rule],
        /// Which way is better. A library KPI brings its own.
        /// es: Hacia dónde mejora. Un KPI de la biblioteca trae la suya.
        direction: Direction [rule],
        /// Of whom it speaks.
        /// es: De quiénes habla.
        base: Base [rule],
        /// The time that one value covers: `quarter`, `rolling 90 days`.
        /// es: El tiempo que cubre cada valor: `quarter`, `rolling 90 days`.
        period: Period [rule],
        /// By what it is broken down: `[archetype, channel]`, each alone; `[[archetype, channel]]`, crossed.
        /// es: Por qué se desglosa: `[archetype, channel]`, cada uno solo; `[[archetype, channel]]`, cruzados.
        cuts: List<CutSpec>,
        /// What sort of KPI it is: experience, behavior, operational and so on.
        /// es: Qué clase de KPI es: experiencia, comportamiento, operación, etc.
        category: Category [rule],
        /// For a KPI of sales, the KPI that shows whether customers use what they bought.
        /// es: Para un KPI de colocación, el KPI que muestra si el cliente usa lo que compró.
        pairs_with: Ref<to::AnyMetric> [rule],
        /// Whether it moves before or after the money.
        /// es: Si se mueve antes o después que el dinero.
        timing: Timing,
        /// The part of the customer's world it speaks of: archetypes, jobs, journeys, steps or channels.
        /// es: La parte del mundo del cliente de que habla: arquetipos, trabajos por hacer, recorridos, pasos o canales.
        about: List<Ref<to::AboutTarget>> [rule],
        /// Where it stood at the start.
        /// es: En cuánto estaba al comenzar.
        baseline: Baseline,
        /// What is to be reached and when; a list when there are several.
        /// es: Lo que se quiere alcanzar y cuándo; una lista si son varias metas.
        target: OneOrMany<TargetOf> [rule],
        /// Named ranges of values, such as alert, watch and healthy. Together they cover every value.
        /// es: Rangos de valores con nombre, como alerta, atención y sano. Juntos cubren todos los valores.
        bands: List<Band>,
        /// Other bands for some customers: the first entry whose condition holds replaces `bands`.
        /// es: Otras bandas para algunos clientes: la primera cuya condición se cumple reemplaza a `bands`.
        bands_by: List<ConditionalBands>,
        /// Who does what when it moves. A KPI that nobody acts on is not needed.
        /// es: Quién hace qué cuando se mueve. Un KPI con el que nadie hace nada sobra.
        decision: Text [rule],
        /// The behavior of our people it is meant to cause: "listen before offering".
        /// es: El comportamiento de nuestra gente que busca provocar: "escuchar antes de ofrecer".
        encourages: Text [rule],
        /// How somebody could make the number look good without helping customers, and what we watch.
        /// es: Cómo se podría maquillar el número sin ayudar al cliente, y qué vigilamos.
        gaming_risk: Text,
        /// The economic behavior that moves with it, and how strongly.
        /// es: El comportamiento económico que se mueve con él, y con qué fuerza.
        predicts: OneOrMany<Prediction> [rule],
        /// The questions that may explain why it is high or low.
        /// es: Las preguntas que pueden explicar por qué es alto o bajo.
        drivers: Drivers [rule],
        /// What it is compared with outside the program.
        /// es: Con qué se compara fuera del programa.
        benchmarks: List<Benchmark>,
        /// Values already published, for programs that do not measure from a dataset.
        /// es: Valores ya publicados, para programas que no miden desde un conjunto de datos.
        actuals: List<Actual>,
        /// One value for each customer or account, instead of one for all.
        /// es: Un valor por cada cliente o cuenta, en vez de uno para todos.
        each: Each,
        /// Values from fewer answers are not shown.
        /// es: No se muestran valores con menos respuestas.
        minimum_n: Positive [default "30"],
        /// The values it can take, which its bands have to cover: `0 %..100 %`, or `0 days..` without an upper end.
        /// es: Los valores que puede tomar y que sus bandas deben cubrir: `0 %..100 %`, o `0 days..` sin extremo superior.
        range: LevelRange,
        /// Whether it only takes whole values, so that nothing lies between 1 and 2.
        /// es: Si solo toma valores enteros, de modo que no hay nada entre 1 y 2.
        whole: bool,
        /// The retired KPI whose place it takes.
        /// es: El KPI retirado cuyo lugar toma.
        replaces: Ref<to::AnyMetric>,
        /// The KPI that is said here once more. The two must agree.
        /// es: El KPI que aquí se repite. Los dos deben coincidir.
        restates: Ref<to::AnyMetric>,
        /// The smallest change worth acting on: `+3 points`.
        /// es: El menor cambio por el que vale la pena actuar: `+3 points`.
        meaningful_change: Change,
        /// A value older than this is no longer acted on.
        /// es: Con un valor más viejo que esto ya no se actúa.
        stale_after: Duration,
        /// Known breaks in the series, and how the sides are joined: a new formula, base or scale.
        /// es: Cortes conocidos en la serie y cómo se unen los lados: otra fórmula, base o escala.
        history: List<Bridge>,
    }
    common common: EntityCommon
    where
        super::Constraint::AtLeastOne(&["use", "family"]),
        super::Constraint::Needs { key: "with", value: None, needs: &["use"] },
        super::Constraint::Needs { key: "family", value: Some("nps"), needs: &["dataset", "question"] },
        super::Constraint::Needs { key: "family", value: Some("csat"), needs: &["dataset", "question"] },
        super::Constraint::Needs { key: "family", value: Some("ces"), needs: &["dataset", "question"] },
        super::Constraint::Needs { key: "family", value: Some("rate"), needs: &["dataset", "count"] },
        super::Constraint::Needs { key: "family", value: Some("count"), needs: &["dataset"] },
        super::Constraint::Needs { key: "family", value: Some("mean"), needs: &["dataset", "value"] },
        super::Constraint::Needs { key: "family", value: Some("sum"), needs: &["dataset", "value"] },
        super::Constraint::Needs { key: "family", value: Some("ratio"), needs: &["dataset", "value", "per"] },
        super::Constraint::Needs { key: "family", value: Some("quantile"), needs: &["dataset", "value", "quantile"] },
        super::Constraint::Needs { key: "family", value: Some("expression"), needs: &["formula"] },
        super::Constraint::Needs { key: "family", value: Some("health"), needs: &["components"] },
}
