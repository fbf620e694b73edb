//! Literate test files: what a rule says of a program, told in Markdown.
//!
//! Text above the first `##` is prose, and its blocks are laid over the base program for every
//! case. A case is a heading that reads as a sentence, `## passes: …` or `## fails: …`, then
//! lines `expect: FILE:LINE RULE SEVERITY`, each with `en:` and `es:` lines below it that must
//! occur in the words of the finding, then fenced blocks: ```` ```yaml FILE ```` is a whole
//! file, ```` ```diff FILE ```` replaces lines that stand exactly once in the file, its pieces
//! separated by `@@`, and ```` ```gone FILE ```` takes a file away. `as-of: DATE` sets the day;
//! `also: RULE` states that another rule speaks at error level as well.

use std::collections::BTreeMap;

/// The day the cases are looked at when they do not say.
pub const DAY: &str = "2026-11-20";

/// Files by path.
pub type Files = BTreeMap<String, String>;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    Passes,
    Fails,
}

/// A finding that a case expects.
#[derive(Debug, Default)]
pub struct Expected {
    /// `FILE:LINE`.
    pub place: String,
    pub rule: String,
    pub severity: String,
    pub en: Vec<String>,
    pub es: Vec<String>,
}

/// What a fenced block does to the files.
#[derive(Clone, Debug)]
enum Change {
    Whole(String, String),
    Lines(String, String),
    Gone(String),
}

/// A case of a literate file.
#[derive(Debug)]
pub struct Case {
    pub verdict: Verdict,
    pub title: String,
    pub expected: Vec<Expected>,
    /// Other rules that may speak at error level.
    pub also: Vec<String>,
    pub day: String,
    changes: Vec<Change>,
}

/// A literate file, read.
#[derive(Debug, Default)]
pub struct Literate {
    common: Vec<Change>,
    pub cases: Vec<Case>,
}

impl Literate {
    /// # Errors
    /// A line that is none of the forms above.
    pub fn read(text: &str) -> Result<Self, String> {
        let mut all = Self::default();
        let mut lines = text.lines().enumerate();
        while let Some((number, line)) = lines.next() {
            if let Some(head) = line.strip_prefix("```") {
                let body: Vec<&str> =
                    lines.by_ref().map(|(_, line)| line).take_while(|line| *line != "```").collect();
                let change = block(head, &body).map_err(|why| format!("line {}: {why}", number + 1))?;
                match all.cases.last_mut() {
                    Some(case) => case.changes.push(change),
                    None => all.common.push(change),
                }
            } else if let Some(title) = line.strip_prefix("## ") {
                all.cases.push(case(title).map_err(|why| format!("line {}: {why}", number + 1))?);
            } else if let Some(case) = all.cases.last_mut() {
                statement(case, line).map_err(|why| format!("line {}: {why}", number + 1))?;
            }
        }
        Ok(all)
    }

    /// The files of a case.
    ///
    /// # Errors
    /// Lines to replace that are not in the file, or are there twice.
    pub fn files(&self, base: &Files, case: &Case) -> Result<Files, String> {
        self.states(base, case).map(|(_, files)| files)
    }

    /// The files of a case before and after: before is the base, with what the case itself lays down
    /// first and changes afterwards.
    ///
    /// # Errors
    /// As [`Literate::files`].
    pub fn states(&self, base: &Files, case: &Case) -> Result<(Files, Files), String> {
        let later = |change: &Change, from: usize| {
            let more = case.changes.iter().skip(from + 1);
            let touched =
                |it: &Change| matches!(it, Change::Lines(..) | Change::Gone(_)) && it.path() == change.path();
            matches!(change, Change::Whole(..)) && more.into_iter().any(touched)
        };
        let given = case.changes.iter().enumerate().filter(|(i, it)| later(it, *i)).map(|(_, it)| it);
        let before = Self::apply(base.clone(), self.common.iter().chain(given))?;
        Ok((before, Self::apply(base.clone(), self.common.iter().chain(&case.changes))?))
    }

    fn apply<'c>(mut files: Files, changes: impl Iterator<Item = &'c Change>) -> Result<Files, String> {
        for change in changes {
            match change {
                Change::Whole(path, text) => {
                    files.insert(path.clone(), text.clone());
                }
                Change::Gone(path) => {
                    files.remove(path).ok_or_else(|| format!("there is no {path} to take away"))?;
                }
                Change::Lines(path, pieces) => {
                    let text = files.get_mut(path).ok_or_else(|| format!("there is no {path} to change"))?;
                    for piece in pieces.split("\n@@\n") {
                        *text = replace(text, piece).map_err(|why| format!("{path}: {why}"))?;
                    }
                }
            }
        }
        Ok(files)
    }
}

impl Change {
    fn path(&self) -> &str {
        match self {
            Change::Whole(path, _) | Change::Lines(path, _) | Change::Gone(path) => path,
        }
    }
}

fn block(head: &str, body: &[&str]) -> Result<Change, String> {
    let (form, path) = head.split_once(' ').ok_or("a block names its form and its file")?;
    let text = body.join("\n");
    match form {
        "yaml" | "csv" => Ok(Change::Whole(path.to_owned(), text + "\n")),
        "diff" => Ok(Change::Lines(path.to_owned(), text)),
        "gone" => Ok(Change::Gone(path.to_owned())),
        _ => Err(format!("`{form}` is not a form of block")),
    }
}

fn case(title: &str) -> Result<Case, String> {
    let (verdict, title) = match title.split_once(": ") {
        Some(("passes", title)) => (Verdict::Passes, title),
        Some(("fails", title)) => (Verdict::Fails, title),
        _ => return Err("a case begins with `passes: ` or `fails: `".to_owned()),
    };
    let (expected, also, changes) = (Vec::new(), Vec::new(), Vec::new());
    Ok(Case { verdict, title: title.to_owned(), expected, also, day: DAY.to_owned(), changes })
}

fn statement(case: &mut Case, line: &str) -> Result<(), String> {
    let Some((key, rest)) = line.split_once(": ") else { return Ok(()) };
    let last = || "words without an `expect:` above them".to_owned();
    match key {
        "expect" => {
            let [place, rule, severity] = rest.split(' ').collect::<Vec<_>>()[..] else {
                return Err("`expect: FILE:LINE RULE SEVERITY`".to_owned());
            };
            let (place, rule, severity) = (place.to_owned(), rule.to_owned(), severity.to_owned());
            case.expected.push(Expected { place, rule, severity, ..Expected::default() });
        }
        "en" => case.expected.last_mut().ok_or_else(last)?.en.push(rest.to_owned()),
        "es" => case.expected.last_mut().ok_or_else(last)?.es.push(rest.to_owned()),
        "as-of" => rest.clone_into(&mut case.day),
        "also" => case.also.push(rest.to_owned()),
        _ => {}
    }
    Ok(())
}

/// Replaces lines: those with `-` and those with a space must stand together exactly once; those
/// with `+` and those with a space take their place.
fn replace(text: &str, piece: &str) -> Result<String, String> {
    let side = |mark: char| {
        let kept = piece.lines().filter(|line| line.starts_with([mark, ' ']));
        kept.map(|line| format!("{}\n", &line[1..])).collect::<String>()
    };
    if let Some(odd) = piece.lines().find(|line| !line.starts_with(['-', '+', ' '])) {
        return Err(format!("`{odd}` begins with none of `-`, `+` and a space"));
    }
    let (old, new) = (side('-'), side('+'));
    let text = format!("\n{text}");
    let found = text.matches(&format!("\n{old}")).count();
    if old.is_empty() || found != 1 {
        return Err(format!("these lines stand {found} times in it:\n{old}"));
    }
    Ok(text.replacen(&format!("\n{old}"), &format!("\n{new}"), 1)[1..].to_owned())
}

mod tests {
    use super::*;

    #[test]
    fn a_piece_replaces_the_lines_it_names_and_leaves_the_rest() {
        assert_eq!(replace("a\nb\nc\n", " a\n-b\n+x\n+y").unwrap(), "a\nx\ny\nc\n");
        assert_eq!(replace("a\nb\n", "-a").unwrap(), "b\n");
    }

    #[test]
    fn lines_that_are_missing_or_stand_twice_are_refused() {
        assert!(replace("a\nb\na\n", "-a\n+x").is_err());
        assert!(replace("a\n", "-b\n+x").is_err());
        assert!(replace("ab\n", "-b\n+x").is_err());
        assert!(replace("a\n", "x").is_err());
    }

    #[test]
    fn a_case_carries_what_it_expects() {
        let text =
            "# r\n\n## fails: it is so\n\nexpect: a.yaml:3 r error\nen: so\n\n```diff a.yaml\n-x\n+y\n```\n";
        let read = Literate::read(text).unwrap();
        let case = &read.cases[0];
        assert_eq!((case.verdict, case.title.as_str()), (Verdict::Fails, "it is so"));
        assert_eq!((case.expected[0].place.as_str(), case.expected[0].en[0].as_str()), ("a.yaml:3", "so"));
        let base = Files::from([("a.yaml".to_owned(), "x\n".to_owned())]);
        assert_eq!(read.files(&base, case).unwrap()["a.yaml"], "y\n");
        assert!(Literate::read("## maybe: so\n").is_err());
    }
}
