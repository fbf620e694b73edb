//! A question, as a survey has it and as an entity that surveys share.

use super::parts::{AnswerOption, Asked, MatrixRow, QuestionScale, QuestionType};
use crate::model::common::{Bridge, EntityCommon, PartCommon};
use crate::model::expression_field::{In, on};
use crate::model::field::{Field, List, OneOrMany};
use crate::model::id::Id;
use crate::model::quantity::Positive;
use crate::model::reference::{Ref, to};
use crate::model::text::{Text, Wording};
use crate::model::unions::Multiple;
use crate::model::{Constraint, record};

/// Declares records that have the fields of a question besides their own, and the view of those
/// fields that is the same for all of them.
macro_rules! questions {
    (
        view {
            $( $(#[doc = $doc:literal])+ $field:ident $(= $key:literal)? : $ty:ty $([$($flag:tt)+])? ),* $(,)?
        }
        $($records:tt)+
    ) => {
        /// What a question asks and how, wherever it is written.
        #[derive(Clone, Copy, Debug)]
        pub struct Item<'q> {
            $( $(#[doc = $doc])+ pub $field: &'q Field<$ty>, )*
        }

        questions! {
            @records {
                $( $(#[doc = $doc])+ $field $(= $key)? : $ty $([$($flag)+])? , )*
            }
            [$($field)*]
            $($records)+
        }
    };
    (
        @records $fields:tt $names:tt
        $(
            $(#[doc = $rdoc:literal])+
            record $name:ident($label:literal) { $($own:tt)* }
            common $common:ident
            where $($constraint:expr),+ ;
        )+
    ) => {
        $( questions! {
            @record $fields $names
            [$(#[doc = $rdoc])+] $name $label { $($own)* } $common [$($constraint),+]
        } )+
    };
    (
        @record { $($fields:tt)* } [$($field:ident)*]
        [$($doc:tt)+] $name:ident $label:literal { $($own:tt)* } $common:ident [$($constraint:expr),+]
    ) => {
        record! {
            $($doc)+
            pub struct $name($label) { $($own)* $($fields)* }
            common common: $common
            where $($constraint),+
        }

        impl $name {
            /// What it asks and how.
            pub fn item(&self) -> Item<'_> {
                Item { $($field: &self.$field),* }
            }
        }
    };
}

questions! {
    view {
        /// A question of the built-in bank or one shared by several surveys: `nps`, `csat`, `why`. Its wording and scale come along and stay frozen.
        /// es: Una pregunta del banco incluido o una compartida por varias encuestas: `nps`, `csat`, `why`. Trae su texto y su escala, que no cambian.
        r#use = "use": Ref<to::BankQuestion>,
        /// How it is answered, when it is a question of your own: open text, options, a scale.
        /// es: Cómo se responde, si es una pregunta propia: texto abierto, opciones, una escala.
        question_type = "type": QuestionType,
        /// Who or what the built-in question asks about: the name of the company, of the service.
        /// es: Sobre quién o qué trata la pregunta del banco: el nombre de la empresa, del servicio.
        subject: Text,
        /// The wording. Another wording is another question: raise `version` when you change it.
        /// es: El texto de la pregunta. Otro texto es otra pregunta: sube `version` cuando lo cambies.
        text: Wording,
        /// The options to choose from or to rank.
        /// es: Las opciones para elegir u ordenar.
        options: List<AnswerOption>,
        /// The lines of a matrix, each answered on the same scale.
        /// es: Las líneas de una matriz, cada una se responde en la misma escala.
        rows: List<MatrixRow>,
        /// How many options may be chosen: `3`, or `true` for all. Only one when absent.
        /// es: Cuántas opciones se pueden elegir: `3`, o `true` para todas. Solo una si falta.
        multiple: Multiple,
        /// Whether it must be answered to go on.
        /// es: Si hay que responderla para seguir.
        required: bool [default "false"],
        /// The points of the scale and the words at its ends.
        /// es: Los puntos de la escala y las palabras de sus extremos.
        scale: QuestionScale,
        /// The version of the wording.
        /// es: La versión del texto.
        version: Positive [default "1"],
        /// How the answers to two versions are joined.
        /// es: Cómo se unen las respuestas de dos versiones.
        bridge: OneOrMany<Bridge>,
        /// The metrics that this question may explain.
        /// es: Las métricas que esta pregunta puede explicar.
        driver_of: List<Ref<to::AnyMetric>>,
        /// Whether people answer for themselves or for others.
        /// es: Si la persona responde por sí misma o por otros.
        about: Asked [default "self"],
        /// Whether personal data is removed from what people write.
        /// es: Si se quitan los datos personales de lo que la gente escribe.
        redact: bool [default "true"],
        /// What an interviewer asks on with: "can you tell me about the last time?" No form shows it.
        /// es: Con qué sigue preguntando quien entrevista: "¿me cuentas la última vez?". Ningún formulario lo muestra.
        probes: List<Text>,
    }

    /// A question of a survey.
    /// es: Una pregunta de una encuesta.
    record SurveyQuestion("survey question") {
        /// The name of the question. It stays, because the answers hang on it.
        /// es: El nombre de la pregunta. No cambia, porque de él cuelgan las respuestas.
        id: Id [required],
        /// It is asked only when this holds: `recommend <= 8`. It may only look at earlier questions.
        /// es: Solo se pregunta si esto se cumple: `recommend <= 8`. Solo puede mirar preguntas anteriores.
        show_when: In<on::Answers>,
    }
    common PartCommon
    where
        Constraint::ExactlyOne(&["use", "type"]),
        Constraint::Needs { key: "type", value: None, needs: &["text"] },
        Constraint::Needs { key: "type", value: Some("choice"), needs: &["options"] },
        Constraint::Needs { key: "type", value: Some("ranking"), needs: &["options"] },
        Constraint::Needs { key: "type", value: Some("matrix"), needs: &["rows"] },
        Constraint::Needs { key: "type", value: Some("scale"), needs: &["scale"] };

    /// A question that several surveys share. Surveys bring it in with `use`.
    /// es: Una pregunta que comparten varias encuestas. Las encuestas la traen con `use`.
    record Question("question") {
        /// The built-in question of which this is another wording.
        /// es: La pregunta incluida de la que esta es otra redacción.
        canonical_of: Ref<to::CanonicalQuestion>,
    }
    common EntityCommon
    where
        Constraint::AtMostOne(&["use", "type"]),
        Constraint::AtLeastOne(&["use", "type", "canonical_of"]),
        Constraint::Needs { key: "type", value: None, needs: &["text"] },
        Constraint::Needs { key: "type", value: Some("choice"), needs: &["options"] },
        Constraint::Needs { key: "type", value: Some("ranking"), needs: &["options"] },
        Constraint::Needs { key: "type", value: Some("matrix"), needs: &["rows"] },
        Constraint::Needs { key: "type", value: Some("scale"), needs: &["scale"] },
        Constraint::Needs { key: "canonical_of", value: None, needs: &["text"] };
}
