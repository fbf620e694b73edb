//! A field remembers where it stands and whether it could be read. A bad field leaves its
//! neighbours alive, and a rule that meets one stays silent.

use crate::source::Span;
use std::ops::Deref;
use thin_vec::ThinVec;

/// One field of an entity: absent, unreadable (its finding is out already), or a value.
#[derive(Clone, Debug, PartialEq)]
pub struct Field<T> {
    /// [`NOWHERE`] when it is absent, so that absence takes no room of its own: most fields of most
    /// entities are absent.
    span: Span,
    value: Option<T>,
}

/// Where no file has anything: files end far before.
const NOWHERE: Span = Span { start: u32::MAX, end: u32::MAX };

impl<T> Default for Field<T> {
    fn default() -> Self {
        Self { span: NOWHERE, value: None }
    }
}

impl<T> Field<T> {
    pub fn given(span: Span, value: T) -> Self {
        Self { span, value: Some(value) }
    }

    pub fn bad(span: Span) -> Self {
        Self { span, value: None }
    }

    /// Where the value that stands there is put; it is bad as long as there is none.
    pub fn place(&mut self, span: Span) -> &mut Option<T> {
        self.span = span;
        &mut self.value
    }

    /// The value, when it is there and could be read.
    pub fn get(&self) -> Option<&T> {
        self.value.as_ref()
    }

    /// Nobody wrote it. False when something is there that could not be read.
    pub fn is_absent(&self) -> bool {
        self.span == NOWHERE
    }

    pub fn is_bad(&self) -> bool {
        self.value.is_none() && !self.is_absent()
    }

    /// Where the value stands. Empty at 0 when absent: ask [`Field::is_absent`] first.
    pub fn span(&self) -> Span {
        if self.is_absent() { Span::default() } else { self.span }
    }

    pub fn spanned(&self) -> Option<(Span, &T)> {
        self.get().map(|value| (self.span, value))
    }
}

impl<T: Copy> Field<T> {
    pub fn value(&self) -> Option<T> {
        self.get().copied()
    }
}

/// A list whose items may be unreadable one by one.
#[derive(Clone, Debug, PartialEq)]
pub struct List<T>(ThinVec<Field<T>>);

impl<T> Default for List<T> {
    fn default() -> Self {
        Self(ThinVec::new())
    }
}

impl<T> List<T> {
    pub fn reserve(&mut self, items: usize) {
        self.0.reserve_exact(items);
    }

    /// The next item, absent until it is read.
    pub fn place(&mut self) -> &mut Field<T> {
        self.0.push(Field::default());
        self.0.last_mut().expect("it was added just now")
    }

    /// The readable items.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = &T> + Clone {
        self.0.iter().filter_map(Field::get)
    }

    pub fn spanned(&self) -> impl DoubleEndedIterator<Item = (Span, &T)> + Clone {
        self.0.iter().filter_map(Field::spanned)
    }

    pub fn fields(&self) -> &[Field<T>] {
        &self.0
    }

    /// How many items were written, readable or not.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl<T> Field<List<T>> {
    /// The readable items; none when the field is absent or bad.
    pub fn items(&self) -> impl DoubleEndedIterator<Item = &T> + Clone {
        self.get().into_iter().flat_map(List::iter)
    }

    pub fn spanned_items(&self) -> impl DoubleEndedIterator<Item = (Span, &T)> + Clone {
        self.get().into_iter().flat_map(List::spanned)
    }

    /// Absent, or there and empty: `[]` counts as absent.
    pub fn has_none(&self) -> bool {
        self.is_absent() || self.get().is_some_and(List::is_empty)
    }
}

/// Something large that is mostly absent, so that its absence takes one word.
#[derive(Clone, Debug, PartialEq)]
pub struct Boxed<T>(Box<T>);

impl<T> Boxed<T> {
    pub fn new(it: T) -> Self {
        Self(Box::new(it))
    }
}

impl<T> Deref for Boxed<T> {
    type Target = T;
    fn deref(&self) -> &T {
        &self.0
    }
}

/// A single value, or a list of them, where the language allows both.
#[derive(Clone, Debug, PartialEq)]
pub struct OneOrMany<T>(List<T>);

impl<T> OneOrMany<T> {
    pub fn new(items: List<T>) -> Self {
        Self(items)
    }

    pub fn list(&self) -> &List<T> {
        &self.0
    }
}

impl<T> Field<OneOrMany<T>> {
    pub fn items(&self) -> impl DoubleEndedIterator<Item = &T> + Clone {
        self.get().into_iter().flat_map(|many| many.0.iter())
    }

    pub fn spanned_items(&self) -> impl DoubleEndedIterator<Item = (Span, &T)> + Clone {
        self.get().into_iter().flat_map(|many| many.0.spanned())
    }

    pub fn has_none(&self) -> bool {
        self.is_absent() || self.get().is_some_and(|many| many.0.is_empty())
    }
}

/// A map whose keys are the user's, in file order.
#[derive(Clone, Debug, PartialEq)]
pub struct MapOf<K, V>(ThinVec<Entry<K, V>>);

/// One key of a [`MapOf`], where it stands, and its value.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry<K, V> {
    pub key: K,
    pub key_span: Span,
    pub value: Field<V>,
}

impl<K, V> MapOf<K, V> {
    pub fn new(entries: ThinVec<Entry<K, V>>) -> Self {
        Self(entries)
    }

    pub fn entries(&self) -> &[Entry<K, V>] {
        &self.0
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub fn len(&self) -> usize {
        self.0.len()
    }
}

impl<K, V> Field<MapOf<K, V>> {
    /// Entries whose key could be read; the value may still be bad.
    pub fn entries(&self) -> impl Iterator<Item = &Entry<K, V>> + Clone {
        self.get().into_iter().flat_map(|map| map.0.iter())
    }

    /// Keys with their readable values.
    pub fn pairs(&self) -> impl Iterator<Item = (&K, &V)> + Clone {
        self.entries().filter_map(|entry| Some((&entry.key, entry.value.get()?)))
    }
}
