//! One file, and its text for as long as somebody needs it.

use super::{LineIndex, Place};
use std::sync::{Arc, OnceLock};

/// Reads a file again by its path; none when that is no longer possible.
pub type Reopen = Arc<dyn Fn(&str) -> Option<String> + Send + Sync>;

/// One file as it was read: its path from the program's root, with `/`, and its text. Most files of
/// a large program have nothing to show, so a text can be let go and is read again when it is asked
/// for.
pub struct Source {
    pub path: Arc<str>,
    text: OnceLock<Box<str>>,
    lines: OnceLock<LineIndex>,
    again: Option<Again>,
}

/// How a text that was let go is found again, and known to be the same.
struct Again {
    reopen: Reopen,
    length: usize,
    print: u64,
}

impl Source {
    pub fn new(path: impl Into<Arc<str>>, text: impl Into<Box<str>>) -> Self {
        Self { path: path.into(), text: OnceLock::from(text.into()), lines: OnceLock::new(), again: None }
    }

    /// The same file without its text, which is read again when it is asked for.
    pub fn let_go(mut self, reopen: &Reopen) -> Self {
        if let Some(text) = self.text.take() {
            let again = Again { reopen: reopen.clone(), length: text.len(), print: print(&text) };
            self.again = Some(again);
            self.lines = OnceLock::new();
        }
        self
    }

    /// The same file for another who has it too; none when the text was never let go.
    pub fn again(&self, reopen: &Reopen) -> Option<Self> {
        let Again { length, print, .. } = self.again.as_ref()?;
        let again = Again { reopen: reopen.clone(), length: *length, print: *print };
        Some(Self {
            path: self.path.clone(),
            text: OnceLock::new(),
            lines: OnceLock::new(),
            again: Some(again),
        })
    }

    /// The text; empty when the file has changed since it was checked, or is gone.
    pub fn text(&self) -> &str {
        self.text.get_or_init(|| {
            let again = self.again.as_ref();
            let same =
                |text: &String| again.is_some_and(|a| a.length == text.len() && a.print == print(text));
            let text = again.and_then(|a| (a.reopen)(&self.path)).filter(same);
            text.unwrap_or_default().into_boxed_str()
        })
    }

    pub fn lines(&self) -> &LineIndex {
        self.lines.get_or_init(|| LineIndex::new(self.text()))
    }

    /// Line and column of a byte, both from 1, the column in Unicode characters.
    pub fn place(&self, byte: u32) -> Place {
        self.lines().place(self.text(), byte)
    }
}

impl std::fmt::Debug for Source {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.path)
    }
}

/// A number that differs when the text does. It never leaves the process.
fn print(text: &str) -> u64 {
    use std::hash::{BuildHasher, Hasher};
    let mut hasher = foldhash::quality::FixedState::default().build_hasher();
    hasher.write(text.as_bytes());
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_that_was_let_go_is_read_again_when_it_is_asked_for() {
        let reopen: Reopen = Arc::new(|path| Some(format!("kind: role\nid: {path}\n")));
        let kept = Source::new("a", "kind: role\nid: a\n").let_go(&reopen);
        assert_eq!(kept.text(), "kind: role\nid: a\n");
        assert_eq!(kept.place(11).line, 2);
    }

    #[test]
    fn another_text_in_its_place_is_not_taken_for_it() {
        let changed: Reopen = Arc::new(|_| Some("kind: role\nid: b\n".to_owned()));
        assert_eq!(Source::new("a", "kind: role\nid: a\n").let_go(&changed).text(), "");
        let gone: Reopen = Arc::new(|_| None);
        assert_eq!(Source::new("a", "kind: role\nid: a\n").let_go(&gone).text(), "");
    }
}
