//! `glossary`: terms in both languages.

use super::common::{EntityCommon, PartCommon};
use super::field::{List, MapOf};
use super::id::Id;
use super::quantity::LanguageTag;
use super::text::{Plain, Text};
use super::{choice, record};

record! {
    /// The words of the program in every language: preferred, also used, and never used.
    /// es: Las palabras del programa en cada idioma: la preferida, las que también se usan y las que nunca.
    pub struct Glossary("glossary") {
        /// The terms.
        /// es: Los términos.
        terms: List<Term> [required],
    }
    common common: EntityCommon
}

choice! {
    /// A list of words that rules look for.
    /// es: Una lista de palabras que las reglas buscan.
    pub enum Vocabulary("vocabulary") {
        /// Names of our products: they do not belong in needs or identity.
        /// es: Nombres de nuestros productos: no van en necesidades ni en la identidad.
        Product = "product" | "producto",
        /// Words of the sales funnel: the customer's path is another one.
        /// es: Palabras del embudo de ventas: el camino del cliente es otro.
        Funnel = "funnel" | "embudo",
        /// Words that speak of making customers do what we want.
        /// es: Palabras que hablan de hacer que el cliente haga lo que queremos.
        Control = "control",
        /// Words of risk and screening.
        /// es: Palabras de riesgo y selección.
        Risk = "risk" | "riesgo",
        /// Words of our sector.
        /// es: Palabras de nuestro sector.
        Sector = "sector",
    }
}

record! {
    /// A term.
    /// es: Un término.
    pub struct Term("term") {
        /// The name of the term.
        /// es: El nombre del término.
        id: Id [required],
        /// The preferred word in each language.
        /// es: La palabra preferida en cada idioma.
        term: Text [required],
        /// What it means.
        /// es: Qué significa.
        means: Text [rule],
        /// Other words that are read as this one, by language: `es: [viaje del cliente]`.
        /// es: Otras palabras que se entienden como esta, por idioma: `es: [viaje del cliente]`.
        synonyms: MapOf<LanguageTag, List<Plain>>,
        /// Words that customers must never be shown, by language: `es: [touchpoint]`.
        /// es: Palabras que nunca debe ver un cliente, por idioma: `es: [touchpoint]`.
        forbidden: MapOf<LanguageTag, List<Plain>>,
        /// The list it belongs to, when it is a word of your products, funnel, control, risk or sector.
        /// es: La lista a la que pertenece, si es palabra de tus productos, embudo, control, riesgo o sector.
        vocabulary: Vocabulary,
    }
    common common: PartCommon
}
