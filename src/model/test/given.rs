//! What a test starts from.

use crate::model::dataset::ColumnName;
use crate::model::field::{Entry, Field, List, MapOf};
use crate::model::quantity::{Duration, Number};
use crate::model::reader::Reader;
use crate::model::record::{FieldInfo, Need};
use crate::model::reference::{Ref, to};
use crate::model::schemas::Schemas;
use crate::model::text::Plain;
use crate::model::time::DateTime;
use crate::model::unions::Answer;
use crate::model::value::{Key, Value, field_of};
use crate::model::walk::Visitor;
use crate::model::{choice, record};
use crate::source::Span;
use crate::syntax::Node;
use serde_json::{Map, Value as Json, json};
use thin_vec::ThinVec;

record! {
    /// The clock, the answers and the facts that a test starts from.
    /// es: El reloj, las respuestas y los hechos de que parte una prueba.
    pub struct Given("given") {
        /// The moment at which the clock starts: `2026-11-19T10:00`.
        /// es: El momento en que arranca el reloj: `2026-11-19T10:00`.
        now: DateTime [required],
        /// Surveys that were answered.
        /// es: Encuestas que se respondieron.
        responses: List<GivenResponse>,
        /// Facts that arrived.
        /// es: Hechos que llegaron.
        events: List<GivenEvent>,
        /// Rows of datasets, for metrics that do not read answers.
        /// es: Filas de conjuntos de datos, para métricas que no leen respuestas.
        rows: MapOf<Ref<to::AnyDataset>, List<MapOf<ColumnName, Answer>>>,
        /// What is known of each customer.
        /// es: Lo que se sabe de cada cliente.
        customers: MapOf<Plain, GivenCustomer>,
    }
}

record! {
    /// One answered survey.
    /// es: Una encuesta respondida.
    pub struct GivenResponse("given response") {
        /// The survey.
        /// es: La encuesta.
        survey: Ref<to::AnySurvey> [required],
        /// Who answered; any name will do: `c1`.
        /// es: Quién respondió; sirve cualquier nombre: `c1`.
        customer: Plain [required],
        /// The archetype of the customer.
        /// es: El arquetipo del cliente.
        archetype: Ref<to::AnyArchetype>,
        /// When it was answered.
        /// es: Cuándo se respondió.
        at_time = "at": DateTime [required],
        /// The answers, by question: `{ recommend: 3 }`.
        /// es: Las respuestas, por pregunta: `{ recommend: 3 }`.
        answers: MapOf<Plain, Answer>,
        /// Where it was answered.
        /// es: Por dónde se respondió.
        channel: Ref<to::AnyChannel>,
        /// In which language or variant: `es`, `es-MX`.
        /// es: En qué idioma o variante: `es`, `es-MX`.
        language: Plain,
        /// How much the answer weighs.
        /// es: Cuánto pesa la respuesta.
        weight: Number,
        /// Whether the customer is treated or in the control group.
        /// es: Si al cliente se le trata o está en el grupo de control.
        arm: Arm,
        /// The account the customer belongs to.
        /// es: La cuenta a la que pertenece el cliente.
        account: Plain,
    }
}

choice! {
    /// Whether a customer is treated.
    /// es: Si a un cliente se le trata.
    pub enum Arm("arm") {
        /// Playbooks start for this customer.
        /// es: Los playbooks empiezan para este cliente.
        Treated = "treated" | "tratado",
        /// This customer is left untreated, for comparison.
        /// es: A este cliente no se le trata, para comparar.
        Control = "control",
    }
}

record! {
    /// What is known of a customer in a test.
    /// es: Lo que se sabe de un cliente en una prueba.
    pub struct GivenCustomer("given customer") {
        /// The archetype.
        /// es: El arquetipo.
        archetype: Ref<to::AnyArchetype>,
        /// Whether the customer is treated or in the control group.
        /// es: Si se le trata o está en el grupo de control.
        arm: Arm [default "treated"],
        /// How long this person has been a customer: `200 days`.
        /// es: Desde hace cuánto es cliente: `200 days`.
        tenure: Duration,
    }
}

record! {
    /// A fact that arrived. Any other key is a column of the event's dataset, with its value.
    /// es: Un hecho que llegó. Cualquier otra clave es una columna del conjunto de datos del hecho, con su valor.
    pub struct EventHead("given event") {
        /// The event: `customers/card-activated`.
        /// es: El hecho: `customers/card-activated`.
        event: Ref<to::AnyEvent> [required],
        /// To whom it happened; any name will do: `c1`.
        /// es: A quién le pasó; sirve cualquier nombre: `c1`.
        customer: Plain [required],
        /// When it happened.
        /// es: Cuándo pasó.
        at_time = "at": DateTime [required],
    }
}

/// A fact that arrived, with the columns that the test fills in.
#[derive(Debug, Default)]
pub struct GivenEvent {
    pub head: EventHead,
    pub columns: Field<MapOf<ColumnName, Answer>>,
}

impl std::ops::Deref for GivenEvent {
    type Target = EventHead;
    fn deref(&self) -> &EventHead {
        &self.head
    }
}

/// Not called `columns`: those are parts of a dataset.
static COLUMNS: FieldInfo = FieldInfo {
    key: "values",
    doc: "The columns that are filled in, with their values.\nes: Las columnas que se llenan, con sus valores.",
    need: Need::No,
    default: None,
    schema: <MapOf<ColumnName, Answer> as Value>::schema,
    type_name: <MapOf<ColumnName, Answer> as Value>::type_name,
    record: || None,
    keyed: true,
};

impl Value for GivenEvent {
    fn read(node: Node<'_>, reader: &mut Reader<'_>) -> Option<Self> {
        let mut head = EventHead::default();
        // keys that are neither ours nor `x-…` are columns, and are read below
        head.at = reader.record(node, EventHead::INFO, |key, value, reader| {
            head.accept(key, value, reader);
            true
        })?;
        let mut columns = ThinVec::new();
        for (key, value) in node.entries() {
            let name = key.raw().unwrap_or("");
            if name.starts_with("x-") || EventHead::INFO.keys().any(|own| own == name) {
                continue;
            }
            if let Some(column) = ColumnName::read_key(key, reader) {
                columns.push(Entry { key: column, key_span: key.span(), value: field_of(value, reader) });
            }
        }
        let columns = match columns.first() {
            Some(first) => Field::given(first.key_span, MapOf::new(columns)),
            None => Field::default(),
        };
        Some(GivenEvent { head, columns })
    }

    fn schema(schemas: &mut Schemas) -> Json {
        let cell = Answer::schema(schemas);
        schemas.define(EventHead::INFO.name, |schemas| {
            let mut object = schemas.object(EventHead::INFO, Map::new());
            object["additionalProperties"] = cell;
            object["propertyNames"] = json!({"pattern": "^(x-.*|[a-z_][a-z0-9_]*)$"});
            object
        })
    }

    fn type_name() -> String {
        EventHead::type_name()
    }

    fn walk<'m>(&'m self, _: Span, visitor: &mut dyn Visitor<'m>) {
        visitor.record(EventHead::INFO, None, self.head.at);
        self.head.walk_fields(visitor);
        if let Some((span, columns)) = self.columns.spanned()
            && visitor.field(&COLUMNS, span)
        {
            columns.walk(span, visitor);
            visitor.end_field(&COLUMNS);
        }
        visitor.end_record(EventHead::INFO);
    }
}
