//! What is hidden, or left out by `.gitignore` files, where there is no disk to walk over.

use ignore::Match;
use ignore::gitignore::{Gitignore, GitignoreBuilder};

/// The patterns of a tree of files, the outermost folder first.
pub struct Ignored(Vec<(String, Gitignore)>);

impl Ignored {
    /// Takes the folders that have a `.gitignore`, empty or with a `/` at their end, and what it says.
    pub fn of<'f, T: AsRef<str>>(files: impl Iterator<Item = (&'f str, T)>) -> Self {
        let mut all: Vec<(String, Gitignore)> = Vec::new();
        for (folder, text) in files.filter(|(folder, _)| folder.is_empty() || folder.ends_with('/')) {
            let mut builder = GitignoreBuilder::new("");
            for line in text.as_ref().lines() {
                let _ = builder.add_line(None, line); // git, too, passes over a pattern it cannot read
            }
            all.push((folder.to_owned(), builder.build().unwrap_or_else(|_| Gitignore::empty())));
        }
        all.sort_by_key(|(folder, _)| folder.len());
        Self(all)
    }

    /// Whether a file is left out, as on disk.
    pub fn leaves_out(&self, path: &str) -> bool {
        if path.split('/').any(|part| part.starts_with('.')) {
            return true;
        }
        let mut left_out = false;
        for (folder, patterns) in &self.0 {
            let Some(inside) = path.strip_prefix(folder.as_str()) else { continue };
            match patterns.matched_path_or_any_parents(inside, false) {
                Match::Ignore(_) => left_out = true,
                Match::Whitelist(_) => left_out = false,
                Match::None => {}
            }
        }
        left_out
    }
}
