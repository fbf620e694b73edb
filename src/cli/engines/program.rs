//! One run of a program that answers statements: a script goes in, CSV comes out, with a line of ours
//! before each answer.

use crate::diagnostic::{Mistake, Say, say};
use crate::measure::engine::{Rows, Text};
use crate::measure::read::table_of_bytes;
use std::io::Write;
use std::process::{Command, Stdio};

/// How a program tells the answers apart.
pub const MARK: &str = "senda:answer ";
/// What it writes where there is no value.
pub const NULL: &str = "senda:null";

/// What came of a run.
pub struct Answers {
    /// The answers that came, in their order.
    pub answers: Vec<Rows>,
    /// The exit status; none when it was ended by somebody else.
    pub status: Option<i32>,
    /// What it wrote about faults.
    pub said: String,
}

/// What a run left.
pub struct Output {
    pub stdout: Vec<u8>,
    /// As in [`Answers`].
    pub status: Option<i32>,
    pub said: String,
}

/// Runs a program over a script and takes its tables.
///
/// # Errors
/// It cannot be started, or what it answers is no table.
pub fn run(command: &mut Command, name: &str, script: String) -> Result<Answers, Mistake> {
    let Output { stdout, status, said } = output(command, name, script)?;
    let answers = answers(&stdout).ok_or_else(|| broke_off(name, None))?;
    Ok(Answers { answers, status, said })
}

/// Runs a program over a script.
///
/// # Errors
/// It cannot be started, or nobody can hear it.
pub fn output(command: &mut Command, name: &str, script: String) -> Result<Output, Mistake> {
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().map_err(|_| not_installed(name))?;
    let stdin = child.stdin.take();
    // Written beside reading, so that neither waits for the other.
    let writer = std::thread::spawn(move || {
        if let Some(mut stdin) = stdin {
            let _ = stdin.write_all(script.as_bytes()); // one that ended early says so by its status
        }
    });
    let output = child.wait_with_output();
    let _ = writer.join();
    let output = output.map_err(|_| broke_off(name, None))?;
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    Ok(Output { stdout: output.stdout, status: output.status.code(), said })
}

/// The answers between our lines; the first row of each names its columns.
fn answers(bytes: &[u8]) -> Option<Vec<Rows>> {
    let mark = MARK.as_bytes();
    let starts: Vec<usize> = (0..bytes.len())
        .filter(|at| bytes[*at..].starts_with(mark) && (*at == 0 || bytes[at - 1] == b'\n'))
        .collect();
    let mut found = Vec::new();
    for (number, start) in starts.iter().enumerate() {
        let end = starts.get(number + 1).copied().unwrap_or(bytes.len());
        let line = bytes[*start..end].iter().position(|byte| *byte == b'\n').map_or(end, |at| start + at + 1);
        let rows = table_of_bytes(&bytes[line..end])?;
        let value = |cell: String| if cell == NULL { None } else { Some(cell) };
        found.push(rows.into_iter().skip(1).map(|row| row.into_iter().map(value).collect()).collect());
    }
    Some(found)
}

/// What the statement at which a run ended was about.
pub fn about<'t>(texts: &[&'t Text], answered: usize) -> Option<&'t str> {
    texts.get(answered.saturating_sub(1)).map(|text| text.about.as_str())
}

fn not_installed(name: &str) -> Mistake {
    Mistake::new(
        say!(en: "the program `{name}` could not be started: it is not installed, or not in the PATH", es: "no se pudo iniciar el programa `{name}`: no está instalado, o no está en el PATH"),
        say!(en: "install it, or measure without `--engine`: SQLite is built in", es: "instálalo, o mide sin `--engine`: SQLite viene incluido"),
    )
}

/// A program that ended before it had answered everything.
pub fn broke_off(name: &str, about: Option<&str>) -> Mistake {
    let at: Say = match about {
        Some(about) => {
            say!(en: " while it was asked about `{about}`", es: " mientras se le preguntaba por `{about}`")
        }
        None => say!(en: "", es: ""),
    };
    Mistake::new(
        say!(en: "`{name}` went away{}", at.en; es: "`{name}` dejó de responder{}", at.es),
        say!(en: "nothing was written; look whether the database is up and try again", es: "no se escribió nada; revisa que la base de datos esté en pie y vuelve a intentarlo"),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_are_told_apart_and_nothing_is_no_text() {
        let text = "senda:answer 0\nsenda:answer 1\na,b\nsenda:null,\"x,\n\"\"y\"\n1,\nsenda:answer 2\nn\n";
        let found = answers(text.as_bytes()).unwrap();
        assert_eq!(found.len(), 3);
        assert!(found[0].is_empty() && found[2].is_empty());
        assert_eq!(found[1][0], [None, Some("x,\n\"y".to_owned())]);
        assert_eq!(found[1][1], [Some("1".to_owned()), Some(String::new())]);
    }
}
