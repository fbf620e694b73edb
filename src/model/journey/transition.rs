//! Transitions: the arrows between the steps of a journey, written beside the step they leave.

use crate::model::quantity::Share;
use crate::model::reader::Reader;
use crate::model::reference::{Ref, to};
use crate::model::schemas::Schemas;
use crate::model::text::Text;
use crate::model::value::Value;
use crate::model::walk::{Leaf, Visitor};
use crate::model::{Constraint, choice, record};
use crate::source::Span;
use crate::syntax::{Content, Node};
use serde_json::Value as Json;

record! {
    /// A way out of a step.
    /// es: Una salida de un paso.
    pub struct Transition("transition") {
        /// The step it leads to, or `end` when the job is done.
        /// es: El paso al que lleva, o `end` cuando el trabajo queda hecho.
        to: Destination,
        /// Whether it goes on, skips, goes back, runs beside others or leaves.
        /// es: Si avanza, se salta algo, regresa, va en paralelo o se va.
        transition_type = "type": TransitionType [default "next"],
        /// What makes customers take it: "approved".
        /// es: Lo que hace que los clientes la tomen: "aprobado".
        label: Text,
        /// How many of those who leave the step take it: `70 %`.
        /// es: Cuántos de los que dejan el paso la toman: `70 %`.
        share: Share,
    }
    where
        Constraint::AtLeastOne(&["to", "type"]),
        Constraint::Needs { key: "type", value: Some("next"), needs: &["to"] },
        Constraint::Needs { key: "type", value: Some("skip"), needs: &["to"] },
        Constraint::Needs { key: "type", value: Some("loop"), needs: &["to"] },
        Constraint::Needs { key: "type", value: Some("parallel"), needs: &["to"] }
}

choice! {
    /// How a customer moves on from a step.
    /// es: Cómo sigue un cliente después de un paso.
    pub enum TransitionType("type of transition") {
        /// On to the same stage or the following one.
        /// es: A la misma etapa o a la siguiente.
        Next = "next" | "siguiente",
        /// At least one stage is left out.
        /// es: Se salta al menos una etapa.
        Skip = "skip" | "saltar" | "salto",
        /// Back to an earlier step, or the same one again.
        /// es: De vuelta a un paso anterior o al mismo otra vez.
        Loop = "loop" | "regresar" | "ciclo" | "bucle",
        /// Together with the other parallel arrows of the step.
        /// es: Junto con las demás flechas paralelas del paso.
        Parallel = "parallel" | "paralelo" | "paralela",
        /// The customer leaves without the job done.
        /// es: El cliente se va sin el trabajo hecho.
        Exit = "exit" | "salir" | "salida",
    }
}

/// Where a transition leads.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Destination {
    /// The job is done.
    End,
    Step(Ref<to::OwnStep>),
}

impl Destination {
    const END: &'static str = "end";
}

impl Value for Destination {
    fn read(node: Node<'_>, reader: &mut Reader<'_>) -> Option<Self> {
        if node.content() == Content::Text(Self::END) {
            return Some(Self::End);
        }
        Ref::read(node, reader).map(Self::Step)
    }

    fn schema(schemas: &mut Schemas) -> Json {
        // `end` has the form of an id
        Ref::<to::OwnStep>::schema(schemas)
    }

    fn type_name() -> String {
        format!("{}, or `{}`", Ref::<to::OwnStep>::type_name(), Self::END)
    }

    fn walk<'m>(&'m self, span: Span, visitor: &mut dyn Visitor<'m>) {
        match self {
            Self::End => visitor.leaf(Leaf::Choice(Self::END), span),
            Self::Step(step) => step.walk(span, visitor),
        }
    }
}
