//! One walk over everything an entity says. References, texts, JSON, the fields table of the
//! site and, later, differences are all derived from it.

use super::expression_field::ExpressionField;
use super::id::Id;
use super::quantity::{CurrencyCode, Duration};
use super::record::{FieldInfo, RecordInfo};
use super::reference::Reference;
use super::text::Text;
use super::time::Date;
use crate::source::Span;
use std::borrow::Cow;

/// A value that has no parts.
#[derive(Clone)]
pub enum Leaf<'a> {
    Text(&'a Text),
    Plain(Cow<'a, str>),
    Bool(bool),
    /// A choice, by its spelling.
    Choice(&'static str),
    /// A quantity, a date, hours: its canonical spelling and its value are made on demand.
    Scalar(&'a dyn AnyScalar),
    Reference(&'a dyn Reference),
    Expression(&'a ExpressionField),
}

/// What every scalar can do, whatever its type.
pub trait AnyScalar {
    fn scalar_type(&self) -> &'static str;
    fn spelling(&self) -> String;
    /// The length of time that it is, if it is one.
    fn length_of_time(&self) -> Option<Duration> {
        None
    }
    /// The currency it is in, if it is money.
    fn currency_code(&self) -> Option<CurrencyCode> {
        None
    }
    /// The day that it is, if it is one.
    fn calendar_day(&self) -> Option<Date> {
        None
    }
    fn to_json(&self) -> serde_json::Value;
}

impl<T: super::scalar::Scalar> AnyScalar for T {
    fn scalar_type(&self) -> &'static str {
        T::NAME
    }
    fn spelling(&self) -> String {
        self.spell()
    }
    fn length_of_time(&self) -> Option<Duration> {
        self.length()
    }
    fn currency_code(&self) -> Option<CurrencyCode> {
        self.currency()
    }
    fn calendar_day(&self) -> Option<Date> {
        self.day()
    }
    fn to_json(&self) -> serde_json::Value {
        self.json()
    }
}

/// Is told what stands where, in the order of declaration. Every method may be left out.
#[allow(unused_variables)]
pub trait Visitor<'m> {
    fn record(&mut self, info: &'static RecordInfo, id: Option<(Id, Span)>, at: Span) {}
    fn end_record(&mut self, info: &'static RecordInfo) {}
    /// A field that was written. Return false to leave out what is inside.
    fn field(&mut self, field: &'static FieldInfo, span: Span) -> bool {
        true
    }
    fn end_field(&mut self, field: &'static FieldInfo) {}
    fn list(&mut self) {}
    fn item(&mut self, index: usize, span: Span) {}
    fn end_item(&mut self) {}
    fn end_list(&mut self) {}
    fn map(&mut self) {}
    fn entry(&mut self, key: &str, key_span: Span) {}
    /// The key of the entry that was just begun is a reference.
    fn key_reference(&mut self, reference: &'m dyn Reference, key_span: Span) {}
    fn end_entry(&mut self) {}
    fn end_map(&mut self) {}
    fn leaf(&mut self, leaf: Leaf<'m>, span: Span) {}
    /// Something was written here that could not be read.
    fn bad(&mut self, span: Span) {}
}
