//! Hand-offs: where the customer changes hands.

use crate::model::field::List;
use crate::model::quantity::Duration;
use crate::model::record;
use crate::model::reference::{Ref, to};
use crate::model::text::Text;

record! {
    /// A passage of the customer from one channel, role or step to another.
    /// es: El paso del cliente de un canal, rol o paso a otro.
    pub struct Handoff("hand-off") {
        /// The channel, role or step the customer leaves.
        /// es: El canal, rol o paso que el cliente deja.
        from: Ref<to::HandoffEnd> [required],
        /// The channel, role or step that receives the customer.
        /// es: El canal, rol o paso que recibe al cliente.
        to: Ref<to::HandoffEnd> [required],
        /// The step where it happens, when the channels alone do not tell.
        /// es: El paso donde ocurre, cuando los canales no bastan para saberlo.
        step = "at": Ref<to::OwnStep>,
        /// What travels with the customer: the conversation, the documents.
        /// es: Lo que viaja con el cliente: la conversación, los documentos.
        carries: List<Text> [rule],
        /// By what means it travels: "one case number".
        /// es: Por qué medio viaja: "folio único".
        mechanism: Text [rule],
        /// The role that answers for it.
        /// es: El rol que responde por él.
        owner: Ref<to::AnyRole> [rule],
        /// The longest the customer may wait.
        /// es: Lo más que el cliente puede esperar.
        max_wait: Duration,
        /// `true` if the customer has to tell the story again.
        /// es: `true` si el cliente tiene que contar su historia otra vez.
        customer_repeats: bool,
    }
}
