//! Insights and the opportunities they become.

use crate::model::bounded::Whole;
use crate::model::common::PartCommon;
use crate::model::field::List;
use crate::model::id::Id;
use crate::model::record;
use crate::model::reference::{Ref, RefOrText, to};
use crate::model::text::Text;
use crate::model::time::Date;

record! {
    /// Something we learned from customers.
    /// es: Algo que aprendimos de los clientes.
    pub struct Insight("insight") {
        /// The name of the insight. Opportunities say which insights they come from.
        /// es: El nombre del hallazgo. Las oportunidades dicen de qué hallazgos salen.
        id: Id [required],
        /// What we learned.
        /// es: Lo que aprendimos.
        text: Text [required],
        /// The survey or study it comes from, or the name of another source.
        /// es: La encuesta o el estudio de donde viene, o el nombre de otra fuente.
        from: RefOrText<to::SurveyOrStudy>,
        /// The steps it is about.
        /// es: Los pasos de los que trata.
        places = "at": List<Ref<to::InsightPlace>>,
        /// What customers said, word for word.
        /// es: Lo que dijeron los clientes, palabra por palabra.
        quotes: List<Text>,
        /// When we learned it.
        /// es: Cuándo lo aprendimos.
        date: Date,
    }
    common common: PartCommon
}

record! {
    /// A problem put positively.
    /// es: Un problema puesto en positivo.
    pub struct Opportunity("opportunity") {
        /// The name of the opportunity. Initiatives say which ones they pursue.
        /// es: El nombre de la oportunidad. Las iniciativas dicen cuáles aprovechan.
        id: Id [required],
        /// What could be better: "explain before asking for papers".
        /// es: Lo que podría ser mejor: "explicar antes de pedir papeles".
        text: Text [required],
        /// The insights it comes from.
        /// es: Los hallazgos de los que sale.
        from: List<Ref<to::OwnInsight>>,
        /// The steps where it lies.
        /// es: Los pasos donde está.
        places = "at": List<Ref<to::InsightPlace>>,
        /// How much it would matter to customers, 1 (little) to 5 (very much).
        /// es: Cuánto importaría a los clientes, de 1 (poco) a 5 (muchísimo).
        impact: Whole<1, 5>,
        /// How much work it would be, 1 (little) to 5 (very much).
        /// es: Cuánto trabajo sería, de 1 (poco) a 5 (muchísimo).
        effort: Whole<1, 5>,
        /// `true` if it asks for something we do not offer yet.
        /// es: `true` si pide algo que todavía no ofrecemos.
        new_offer: bool,
    }
    common common: PartCommon
}
