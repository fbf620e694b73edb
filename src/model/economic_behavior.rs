//! `economic-behavior`: what customers do that makes the business sustainable.

use super::common::EntityCommon;
use super::expression_field::{In, on};
use super::field::List;
use super::reference::{Ref, to};
use super::{choice, record};

record! {
    /// Something customers do that makes the business sustainable: they stay, they buy again, they recommend.
    /// es: Algo que hacen los clientes y que vuelve sostenible al negocio: se quedan, vuelven a comprar, recomiendan.
    pub struct EconomicBehavior("economic behavior") {
        /// Which behavior it is: staying, buying, recommending.
        /// es: Qué comportamiento es: quedarse, comprar, recomendar.
        behavior_type = "type": BehaviorType [required],
        /// The metric in which it shows.
        /// es: La métrica en que se nota.
        metric: Ref<to::AnyMetric> [required],
        /// The way we want that metric to go: `down` for churn, `up` for purchases.
        /// es: Hacia dónde queremos que vaya esa métrica: `down` para la deserción, `up` para las compras.
        direction: BehaviorDirection [required],
        /// What one customer moved is worth, from the names of the model's baseline: `annual_customer_value`.
        /// es: Lo que vale un cliente movido, con los nombres de la línea base del modelo: `annual_customer_value`.
        value: In<on::BaselineValue>,
        /// The jobs: customers behave so because they get help with them.
        /// es: Los trabajos por hacer: el cliente se comporta así porque recibe ayuda con ellos.
        because: List<Ref<to::AnyJob>>,
    }
    common common: EntityCommon
}

choice! {
    /// What customers do.
    /// es: Lo que hacen los clientes.
    pub enum BehaviorType("type of economic behavior") {
        /// They stay.
        /// es: Se quedan.
        Retention = "retention" | "retención" | "permanencia",
        /// They buy, or buy again.
        /// es: Compran o vuelven a comprar.
        Purchase = "purchase" | "compra" | "recompra",
        /// They buy something else as well.
        /// es: Compran además otra cosa.
        CrossSell = "cross-sell" | "venta cruzada",
        /// They bring others.
        /// es: Traen a otros.
        Referral = "referral" | "recomendación" | "referidos",
        /// They really use what they have.
        /// es: Usan de verdad lo que tienen.
        Adoption = "adoption" | "adopción",
        /// They accept a higher price.
        /// es: Aceptan un precio más alto.
        PricePremium = "price-premium" | "sobreprecio",
        /// Serving them costs less.
        /// es: Cuesta menos atenderlos.
        CostToServe = "cost-to-serve" | "costo de servir" | "coste de servir",
        /// More of the market chooses us.
        /// es: Una parte mayor del mercado nos elige.
        MarketShare = "market-share" | "participación de mercado" | "cuota de mercado",
    }
}

choice! {
    /// The way a metric should go.
    /// es: Hacia dónde debe ir una métrica.
    pub enum BehaviorDirection("direction of an economic behavior") {
        Up = "up" | "subir" | "arriba",
        Down = "down" | "bajar" | "abajo",
    }
}
