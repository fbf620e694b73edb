//! `business-model`: the loyalty business model of one unit.

use super::common::{EntityCommon, PartCommon};
use super::field::List;
use super::id::Id;
use super::quantity::{Amount, Count, Money, Share, ShareAnySize};
use super::reference::{Ref, to};
use super::text::{Plain, Text};
use super::time::Date;
use super::{choice, record};

record! {
    /// How one business unit earns the loyalty of its customers and lives from it.
    /// es: Cómo una unidad de negocio se gana la lealtad de sus clientes y vive de ella.
    pub struct BusinessModel("business model") {
        /// The business unit. Each has one model.
        /// es: La unidad de negocio. Cada una tiene un modelo.
        unit: Text [required],
        /// What business we are in, as our customers would say it.
        /// es: En qué negocio estamos, como lo dirían nuestros clientes.
        identity: Identity [rule],
        /// The nine blocks of the business model canvas.
        /// es: Los nueve bloques del lienzo del modelo de negocio.
        canvas: Canvas [rule],
        /// What this unit wants customers to do more, or less.
        /// es: Lo que esta unidad quiere que sus clientes hagan más, o menos.
        economic_behaviors: List<Ref<to::AnyBehavior>> [rule],
        /// Today's numbers, as finance knows them.
        /// es: Los números de hoy, como los conoce finanzas.
        baseline: Baseline [rule],
        /// How competitors describe themselves.
        /// es: Cómo se describen los competidores.
        competitors: List<CompetitorOf>,
        /// Where another model pulls the other way, and which one gives way.
        /// es: Dónde otro modelo tira hacia el otro lado y cuál cede.
        tensions: List<Tension>,
        /// How we are loyal to customers in return.
        /// es: Cómo correspondemos a la lealtad de los clientes.
        reciprocity: List<Reciprocity>,
    }
    common common: EntityCommon
}

record! {
    /// What business we are in.
    /// es: En qué negocio estamos.
    pub struct Identity("business identity") {
        /// One sentence in the customer's words: "we help those who start build something of their own without fear".
        /// es: Una frase en palabras del cliente: "ayudamos a quien empieza a construir su patrimonio sin miedo a equivocarse".
        statement: Text [required],
        /// How customers were asked.
        /// es: Cómo se les preguntó a los clientes.
        asked: Asked,
    }
}

record! {
    /// How customers were asked what they value.
    /// es: Cómo se preguntó a los clientes qué valoran.
    pub struct Asked("discovery") {
        /// The discovery survey put to our promoters.
        /// es: La encuesta de descubrimiento hecha a nuestros promotores.
        with: Ref<to::AnySurvey> [required],
        /// How many answered it.
        /// es: Cuántos la respondieron.
        answers: Count [required],
    }
}

record! {
    /// The business model canvas.
    /// es: El lienzo del modelo de negocio.
    pub struct Canvas("canvas") {
        /// Whom we serve: archetypes, not age groups.
        /// es: A quién servimos: arquetipos, no grupos de edad.
        customer_segments: List<Ref<to::AnyArchetype>>,
        /// What we promise them: the cornerstone of the model.
        /// es: Lo que les prometemos: la piedra angular del modelo.
        value_propositions: List<Ref<to::AnyValueProposition>> [rule],
        /// Where we meet them.
        /// es: Dónde nos encontramos con ellos.
        channels: List<Ref<to::AnyChannel>>,
        /// The kind of relationship we keep with them.
        /// es: El tipo de relación que mantenemos con ellos.
        customer_relationships: List<Text>,
        /// Where the money comes from.
        /// es: De dónde viene el dinero.
        revenue_streams: List<Text>,
        /// What we need to have.
        /// es: Lo que necesitamos tener.
        key_resources: List<Text>,
        /// What we need to do well.
        /// es: Lo que necesitamos hacer bien.
        key_activities: List<Text>,
        /// Whom we need beside us.
        /// es: A quién necesitamos a nuestro lado.
        key_partnerships: List<Text>,
        /// What it costs.
        /// es: Lo que cuesta.
        cost_structure: List<Text>,
    }
}

choice! {
    /// What a churn rate counts.
    /// es: Lo que cuenta una tasa de deserción.
    pub enum ChurnCounts("churn unit") {
        /// People who leave.
        /// es: Las personas que se van.
        Customers = "customers" | "clientes",
        /// Accounts or contracts that are closed.
        /// es: Las cuentas o contratos que se cierran.
        Accounts = "accounts" | "cuentas",
        /// The money that goes with them.
        /// es: El dinero que se va con ellos.
        Revenue = "revenue" | "ingresos",
    }
}

record! {
    /// Today's numbers of a unit. Expressions may use their names.
    /// es: Los números de hoy de una unidad. Las expresiones pueden usar sus nombres.
    pub struct Baseline("financial baseline") {
        /// How many customers there are today.
        /// es: Cuántos clientes hay hoy.
        customers: Count,
        /// The share that is lost in a year: `20 %`.
        /// es: La parte que se pierde en un año: `20 %`.
        churn_rate: Share [rule],
        /// What that rate counts: customers, accounts or revenue.
        /// es: Lo que cuenta esa tasa: clientes, cuentas o ingresos.
        churn_counts: ChurnCounts [default "customers"],
        /// The margin one customer leaves in a year: `850 MXN`.
        /// es: El margen que deja un cliente en un año: `850 MXN`.
        annual_customer_value: Money [rule],
        /// The margin one customer leaves over their whole life with us, in today's money.
        /// es: El margen que deja un cliente en toda su vida con nosotros, en dinero de hoy.
        lifetime_value: Money,
        /// What it costs to win one new customer.
        /// es: Lo que cuesta ganar un cliente nuevo.
        acquisition_cost: Amount,
        /// What a customer who costs more than they bring costs in a year.
        /// es: Lo que cuesta al año un cliente que cuesta más de lo que deja.
        unprofitable_customer_cost: Amount,
        /// By how much finance discounts the money of a later year: `12 %`.
        /// es: Cuánto descuenta finanzas el dinero de un año posterior: `12 %`.
        discount_rate: Share,
        /// Our part of the market.
        /// es: Nuestra parte del mercado.
        market_share: Share,
        /// By how much revenue grows in a year.
        /// es: Cuánto crecen los ingresos en un año.
        revenue_growth: ShareAnySize,
        /// The day these numbers were true.
        /// es: El día en que estos números eran ciertos.
        as_of: Date [rule],
    }
}

record! {
    /// Somebody customers could choose instead of us.
    /// es: Alguien a quien los clientes podrían elegir en lugar de nosotros.
    pub struct CompetitorOf("competitor") {
        /// A short name to refer to.
        /// es: Un nombre corto para referirse a él.
        id: Id [required],
        /// Its name.
        /// es: Su nombre.
        name: Plain,
        /// How it describes itself, word for word.
        /// es: Cómo se describe a sí mismo, palabra por palabra.
        says: Text,
        /// Since when it competes with us.
        /// es: Desde cuándo compite con nosotros.
        since: Date,
    }
    common common: PartCommon
}

record! {
    /// A place where two business models pull in opposite ways.
    /// es: Un punto donde dos modelos de negocio tiran en sentidos opuestos.
    pub struct Tension("tension") {
        /// The model that pulls the other way.
        /// es: El modelo que tira hacia el otro lado.
        with: Ref<to::AnyBusinessModel> [required],
        /// The metric where they pull.
        /// es: La métrica de la que tiran.
        metric: Ref<to::AnyMetric> [required],
        /// Which one gives way, and why.
        /// es: Cuál cede y por qué.
        resolution: Text [rule],
    }
}

record! {
    /// How we are loyal to customers in return.
    /// es: Cómo correspondemos a la lealtad de los clientes.
    pub struct Reciprocity("reciprocity") {
        /// To whom.
        /// es: Con quién.
        to: Ref<to::AnyArchetype> [required],
        /// In which way: "we tell them when a cheaper plan would do".
        /// es: De qué manera: "les avisamos cuando les basta un plan más barato".
        how: Text [required],
        /// `true` if it is a points scheme.
        /// es: `true` si es un esquema de puntos.
        points: bool,
    }
}
