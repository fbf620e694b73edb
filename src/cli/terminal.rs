//! What is known of the terminal, and the only printing there is.

use super::Failure;
use crate::diagnostic::Lang;
use std::io::{IsTerminal, Write};

/// Where words go.
#[derive(Clone, Debug)]
pub struct Terminal {
    /// Colors on standard output.
    pub colors: bool,
    /// Lines and signs beyond ASCII.
    pub unicode: bool,
    /// Characters in a line, when a person reads.
    pub width: usize,
    /// Whether a person sits at standard error: progress is for people.
    pub interactive: bool,
}

impl Terminal {
    pub fn of_environment() -> Self {
        let variable = |name| std::env::var_os(name).is_some_and(|v| !v.is_empty());
        let people = std::io::stdout().is_terminal();
        let plain = variable("NO_COLOR") || std::env::var_os("TERM").is_some_and(|t| t == "dumb");
        let width = std::env::var("COLUMNS").ok().and_then(|c| c.parse().ok()).unwrap_or(100);
        let locale = ["LC_ALL", "LC_CTYPE", "LANG"]
            .iter()
            .find_map(|n| std::env::var(n).ok().filter(|v| !v.is_empty()));
        let unicode = locale.is_none_or(|l| l.to_lowercase().replace('-', "").contains("utf8"));
        Self {
            colors: people && !plain,
            unicode,
            width: width.clamp(40, 200),
            interactive: std::io::stderr().is_terminal(),
        }
    }

    /// Prints on standard output. A reader that has closed its end has had enough.
    pub fn say(&self, text: &str) {
        let mut out = std::io::stdout().lock();
        let line_end = if text.ends_with('\n') { "" } else { "\n" };
        let _ = write!(out, "{text}{line_end}");
    }

    /// Prints on standard error.
    pub fn note(&self, text: &str) {
        let mut out = std::io::stderr().lock();
        let _ = writeln!(out, "{text}");
    }

    pub fn fail(&self, failure: &Failure, lang: Lang) {
        let mut out = std::io::stderr().lock();
        let _ = writeln!(out, "senda: {}", failure.message.in_lang(lang));
        if let Some(help) = &failure.help {
            let _ = writeln!(out, "       {}", help.in_lang(lang));
        }
    }

    /// A bar for long work, when somebody watches.
    pub fn progress(&self, steps: u64, what: &str) -> indicatif::ProgressBar {
        if !self.interactive {
            return indicatif::ProgressBar::hidden();
        }
        let bar = indicatif::ProgressBar::new(steps);
        let style = indicatif::ProgressStyle::with_template("{msg} [{bar:30}] {pos}/{len}");
        bar.set_style(style.unwrap_or_else(|_| indicatif::ProgressStyle::default_bar()));
        bar.set_message(what.to_owned());
        bar
    }
}

/// The language that is set for Senda alone, which counts like `--lang`.
pub fn language_of_senda() -> Option<Lang> {
    std::env::var("SENDA_LANG").ok().and_then(|tag| Lang::of_tag(&tag))
}

/// The language that the environment asks for, by the rules of POSIX.
pub fn language_of_environment() -> Option<Lang> {
    ["LC_ALL", "LC_MESSAGES", "LANG"]
        .iter()
        .find_map(|name| std::env::var(name).ok().filter(|v| !v.is_empty()))
        .and_then(|tag| Lang::of_tag(&tag))
}
