//! Applies the edits that findings suggest, until nothing more can be mended.

use super::format::kept_in_form;
use super::{Change, Overlay, apply, restored};
use crate::diagnostic::{Diagnostic, Say};
use crate::model::read::ReadError;
use crate::model::time::Date;
use crate::source::{FileId, SourceMap, World};
use crate::syntax::decode_bytes;
use crate::{Outcome, check, syntax};
use std::collections::{BTreeMap, HashSet};

/// Rounds of mending: each may bring to light what an earlier mistake hid.
const MOST_ROUNDS: usize = 20;

/// What was mended.
pub struct Mended {
    /// The files that change, with their new bytes.
    pub files: BTreeMap<String, Vec<u8>>,
    pub applied: Vec<Applied>,
    /// Edits that would have left more errors.
    pub refused: Vec<Applied>,
    /// The program as it is after that.
    pub outcome: Outcome,
}

/// One edit that was made.
pub struct Applied {
    /// `path:line:column` at the time it was made.
    pub place: String,
    pub rule: &'static str,
    pub message: Say,
    pub safe: bool,
}

/// Mends a program as it stands on a day; with `all`, also where an edit is a guess.
///
/// # Errors
/// Files that cannot be listed or read.
pub fn mend(world: &dyn World, as_of: Date, all: bool) -> Result<Mended, ReadError> {
    let mut bench = Bench { overlay: Overlay::new(world), as_of, applied: Vec::new(), refused: Vec::new() };
    let mut tried: HashSet<(String, String)> = HashSet::new();
    let mut outcome = check(&bench.overlay, as_of)?;
    for _ in 0..MOST_ROUNDS {
        let chosen = choose(&outcome.diagnostics, &outcome.sources, all, &mut tried);
        let Some(next) = bench.settle(&outcome, &mut Vec::new(), &chosen, None)? else { break };
        outcome = next;
    }
    let Bench { overlay, applied, refused, .. } = bench;
    let mut files = overlay.into_changed();
    for (path, bytes) in &mut files {
        let (Ok(before), Ok(after)) = (world.read(path), decode_bytes(bytes.clone())) else { continue };
        if let Ok(text) = decode_bytes(before.clone()) {
            *bytes = restored(&before, &kept_in_form(&text, after));
        }
    }
    Ok(Mended { files, applied, refused, outcome })
}

/// The program on which edits are tried.
struct Bench<'w> {
    overlay: Overlay<'w>,
    as_of: Date,
    applied: Vec<Applied>,
    refused: Vec<Applied>,
}

impl Bench<'_> {
    /// Makes those of some edits that leave no more errors than there were, and gives the program
    /// as it is then; nothing when none was made. `kept` were made before, on the same `base`, and
    /// gave `so_far`.
    fn settle<'d>(
        &mut self,
        base: &'d Outcome,
        kept: &mut Vec<&'d Diagnostic>,
        more: &[&'d Diagnostic],
        so_far: Option<Outcome>,
    ) -> Result<Option<Outcome>, ReadError> {
        if more.is_empty() {
            return Ok(so_far);
        }
        let before = self.overlay.clone();
        let with: Vec<&Diagnostic> = kept.iter().chain(more).copied().collect();
        let made = self.put(base, &with);
        let new: Vec<&Diagnostic> =
            made.into_iter().filter(|it| more.iter().any(|m| std::ptr::eq(*m, *it))).collect();
        if new.is_empty() {
            self.overlay = before;
            return Ok(so_far);
        }
        let after = check(&self.overlay, self.as_of)?;
        if !is_worse(so_far.as_ref().unwrap_or(base), &after, &new) {
            self.applied.extend(new.iter().map(|finding| described(finding, base)));
            kept.extend(new);
            return Ok(Some(after));
        }
        self.overlay = before;
        if let [one] = more {
            self.refused.push(described(one, base));
            return Ok(so_far);
        }
        let (first, second) = more.split_at(more.len() / 2);
        let so_far = self.settle(base, kept, first, so_far)?;
        self.settle(base, kept, second, so_far)
    }

    /// Writes the files anew as they are in `base` with these edits; gives those that were made.
    fn put<'d>(&mut self, base: &'d Outcome, findings: &[&'d Diagnostic]) -> Vec<&'d Diagnostic> {
        let mut made = Vec::new();
        for (file, findings) in files_of(findings) {
            let source = base.sources.get(file);
            // a file that changed since it was checked has no text to edit
            let (text, done) = with_fixes(source.text(), file, &findings);
            if source.text().is_empty() || done.is_empty() {
                continue;
            }
            let before = self.overlay.read(&source.path).unwrap_or_default();
            self.overlay.set(&source.path, restored(&before, &text));
            made.extend(done);
        }
        made
    }
}

fn described(finding: &Diagnostic, base: &Outcome) -> Applied {
    Applied {
        place: base.sources.describe(finding.at),
        rule: finding.rule.name,
        message: finding.message.clone(),
        safe: finding.fix.as_ref().is_some_and(|fix| fix.safe),
    }
}

/// Whether edits left more errors of form than there were. What can be read at last may show errors
/// that it hid; that is better, unless where a line belongs was only guessed.
fn is_worse(before: &Outcome, after: &Outcome, edits: &[&Diagnostic]) -> bool {
    let count = |outcome: &Outcome, only_hiding: bool| {
        let errors = outcome.diagnostics.iter().filter(|d| d.stops_a_build());
        errors.filter(|d| !only_hiding || hides(d)).count()
    };
    let guessed = |it: &&Diagnostic| is_syntax(it) && it.fix.as_ref().is_some_and(|fix| !fix.safe);
    let (hidden, hiding) = (count(before, true), count(after, true));
    let more = count(after, false) > count(before, false);
    hiding > hidden || more && (hiding == hidden || edits.iter().any(guessed))
}

fn is_syntax(finding: &Diagnostic) -> bool {
    syntax::rules::RULES.iter().any(|rule| rule.name == finding.rule.name)
}

/// Whether what stands in a file cannot be seen for this error.
fn hides(finding: &Diagnostic) -> bool {
    is_syntax(finding) || finding.rule.name == crate::model::rules::UNKNOWN_KIND.name
}

/// Findings whose edits can be made together. What was tried in this form before is not tried again.
fn choose<'d>(
    diagnostics: &'d [Diagnostic],
    sources: &SourceMap,
    all: bool,
    tried: &mut HashSet<(String, String)>,
) -> Vec<&'d Diagnostic> {
    let mut taken: Vec<(FileId, std::ops::Range<u32>)> = Vec::new();
    let mut chosen = Vec::new();
    // What a file says is guessed from its form: while that is wrong, nothing else is mended in it.
    let unclear: HashSet<FileId> =
        diagnostics.iter().filter(|d| d.stops_a_build() && is_syntax(d)).map(|d| d.at.file).collect();
    for finding in diagnostics {
        if !is_syntax(finding) && unclear.contains(&finding.at.file) {
            continue;
        }
        let Some(fix) = finding.fix.as_ref().filter(|fix| (fix.safe || all) && !fix.edits.is_empty()) else {
            continue;
        };
        let ranges = || fix.edits.iter().map(|(at, _)| (at.file, at.span.start..at.span.end));
        let clash = ranges()
            .any(|(file, range)| taken.iter().any(|(other, held)| *other == file && meet(&range, held)));
        // One file at a time, so that an edit is made as a whole or not at all.
        let single = fix.edits.iter().all(|(at, _)| at.file == fix.edits[0].0.file);
        let what = (sources.get(fix.edits[0].0.file).path.to_string(), words_of(finding, sources));
        if clash || !single || tried.contains(&what) {
            continue;
        }
        tried.insert(what);
        taken.extend(ranges());
        chosen.push(finding);
    }
    chosen
}

/// Whether two places overlap; two insertions at one place do not.
fn meet(a: &std::ops::Range<u32>, b: &std::ops::Range<u32>) -> bool {
    let inside = |point: u32, range: &std::ops::Range<u32>| range.start < point && point < range.end;
    match (a.is_empty(), b.is_empty()) {
        (true, true) => false,
        (true, false) => inside(a.start, b),
        (false, true) => inside(b.start, a),
        (false, false) => a.start < b.end && b.start < a.end,
    }
}

/// A finding with the line it stands in: two of the same words on two lines are two.
fn words_of(finding: &Diagnostic, sources: &SourceMap) -> String {
    let source = sources.get(finding.at.file);
    let line = source.place(finding.at.span.start).line;
    let shown = &source.text()[source.lines().line_range(source.text(), line)];
    format!("{line} {shown} {} {}", finding.rule.name, finding.message.en)
}

fn files_of<'d>(findings: &[&'d Diagnostic]) -> BTreeMap<FileId, Vec<&'d Diagnostic>> {
    let mut files: BTreeMap<FileId, Vec<&Diagnostic>> = BTreeMap::new();
    for finding in findings {
        if let Some((at, _)) = finding.fix.as_ref().and_then(|fix| fix.edits.first()) {
            files.entry(at.file).or_default().push(finding);
        }
    }
    files
}

fn changes(finding: &Diagnostic) -> Vec<Change> {
    let edits = finding.fix.iter().flat_map(|fix| &fix.edits);
    edits.map(|(at, by)| Change { span: at.span, by: by.clone() }).collect()
}

/// The text with the edits of these findings. A file never reads worse than before: edits that make
/// it so are left out, one by one when they have to be.
fn with_fixes<'d>(text: &str, file: FileId, findings: &[&'d Diagnostic]) -> (String, Vec<&'d Diagnostic>) {
    let faults = |text: &str| syntax::parse(file, text).1.len();
    let allowed = faults(text);
    let together: Vec<Change> = findings.iter().flat_map(|finding| changes(finding)).collect();
    if let Some(new) = apply(text, &together).filter(|new| new != text && faults(new) <= allowed) {
        return (new, findings.to_vec());
    }
    let mut kept: Vec<Change> = Vec::new();
    let mut done = Vec::new();
    let mut best = text.to_owned();
    for finding in findings {
        let mut more = kept.clone();
        more.extend(changes(finding));
        if let Some(new) = apply(text, &more).filter(|new| *new != best && faults(new) <= allowed) {
            (best, kept) = (new, more);
            done.push(*finding);
        }
    }
    (best, done)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::scalar::Scalar;
    use crate::source::MemoryWorld;

    const ROOT: &str = "kind: program\nid: small\nsenda: 1\nlanguages: [en]\nlocale: en-US\ncurrency: USD\ntimezone: America/New_York\n";

    fn mended(file: &str, all: bool) -> (String, usize) {
        let world = MemoryWorld::new([("senda.yaml", ROOT), ("a.yaml", file)]);
        let done = mend(&world, Date::parse("2026-11-20").unwrap(), all).unwrap();
        let bytes = done.files.get("a.yaml").cloned().unwrap_or_else(|| file.as_bytes().to_vec());
        (String::from_utf8(bytes).unwrap(), done.applied.len())
    }

    #[test]
    fn a_guess_is_made_only_when_asked_for() {
        let file = "kind: role\nid: lead\nmanges: program # all\n";
        assert_eq!(mended(file, false), (file.to_owned(), 0));
        assert_eq!(mended(file, true), (file.replace("manges", "manages"), 1));
    }

    #[test]
    fn one_mend_leads_to_the_next_and_line_ends_and_marks_stay() {
        let file = "\u{feff}kind: role\r\nid: Lead\r\nmanges: programa\r\npeople: Ana\r\n";
        let (text, count) = mended(file, true);
        assert_eq!(text, "\u{feff}kind: role\r\nid: lead\r\nmanages: program\r\npeople: [Ana]\r\n");
        assert_eq!(count, 4);
    }

    #[test]
    fn edits_that_touch_are_made_one_after_the_other() {
        assert!(meet(&(0..3), &(2..4)) && !meet(&(0..3), &(3..4)));
        assert!(!meet(&(3..3), &(3..3)) && meet(&(3..3), &(2..4)) && !meet(&(3..3), &(3..4)));
    }
}
