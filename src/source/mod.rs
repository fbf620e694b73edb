//! Files, positions and the one door to the outside.

mod file;
mod insertion;
mod lines;
mod world;

pub use file::{Reopen, Source};
pub use insertion::{add_field, add_item, key_before, move_item, without_item};
pub use lines::{LineIndex, Place};
pub use world::{FETCHED, Home, Listed, MemoryWorld, World, joined};

/// A file of the program, by its index in the [`SourceMap`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileId(pub u32);

/// A range of bytes in one file, end exclusive.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    pub start: u32,
    pub end: u32,
}

impl Span {
    pub fn new(start: usize, end: usize) -> Self {
        Self { start: start as u32, end: end as u32 }
    }

    /// The part of this span that starts `from` bytes in and is `len` bytes long.
    pub fn part(self, from: usize, len: usize) -> Self {
        let start = self.start + from as u32;
        Self { start, end: start + len as u32 }
    }

    pub fn range(self) -> std::ops::Range<usize> {
        self.start as usize..self.end as usize
    }

    pub fn contains(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }
}

/// A place in the program: a file and a span of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct At {
    pub file: FileId,
    pub span: Span,
}

/// All files of one program, in the order of their paths.
#[derive(Debug, Default)]
pub struct SourceMap {
    files: Vec<Source>,
}

impl SourceMap {
    pub fn new(files: Vec<Source>) -> Self {
        Self { files }
    }

    pub fn push(&mut self, source: Source) -> FileId {
        self.files.push(source);
        FileId(self.files.len() as u32 - 1)
    }

    pub fn get(&self, file: FileId) -> &Source {
        &self.files[file.0 as usize]
    }

    pub fn iter(&self) -> impl Iterator<Item = (FileId, &Source)> {
        self.files.iter().enumerate().map(|(i, s)| (FileId(i as u32), s))
    }

    pub fn len(&self) -> usize {
        self.files.len()
    }

    pub fn is_empty(&self) -> bool {
        self.files.is_empty()
    }

    /// The text at a place.
    pub fn slice(&self, at: At) -> &str {
        self.get(at.file).text().get(at.span.range()).unwrap_or("")
    }

    /// `path:line:column` of a place, as people write it.
    pub fn describe(&self, at: At) -> String {
        let source = self.get(at.file);
        let place = source.place(at.span.start);
        format!("{}:{}:{}", source.path, place.line, place.column)
    }
}
