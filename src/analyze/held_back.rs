//! Opinions that wait. What a mistake of form hid would be reported as missing, so nothing is said
//! about the practice of an entity before its form is right.

use super::Rule;
use super::rules::{test_failed, test_undecided};
use crate::diagnostic::{Category, Diagnostic, built_in_rules, say};
use crate::model::EntityIndex;
use crate::model::rules::{BAD_VALUE, UNKNOWN_KEY, UNKNOWN_KIND};
use crate::resolve::Resolved;
use crate::resolve::names::rules::IMPOSSIBLE_VALUE;
use crate::source::{At, FileId, Span};
use std::collections::{HashMap, HashSet};

built_in_rules! {
    HELD_BACK = "held-back" Style Info {
        en: "Opinions about practice that wait until the form of the files is right.

Where a line cannot be read, everything that it says seems to be missing: a step without its role, a playbook that nobody starts. Such findings would be false, and stand before the true one. So what hangs on an unreadable place is judged when it can be read, and this note says how many findings that concerns.

Bad:

```yaml
steps:
  - id: thank
\trole: digital-care   # a tab: the step seems to have no role
```

Good:

```yaml
steps:
  - id: thank
    role: digital-care
```

How to fix it: mend the errors, and check again.",
        es: "Observaciones sobre la práctica que esperan a que la forma de los archivos esté bien.

Donde una línea no se puede leer, todo lo que dice parece faltar: un paso sin rol, un plan que nadie inicia. Esos hallazgos serían falsos y taparían al verdadero. Por eso lo que depende de un lugar ilegible se juzga cuando se puede leer, y esta nota dice cuántos hallazgos son.

Mal:

```yaml
steps:
  - id: thank
\trole: digital-care   # un tabulador: el paso parece no tener rol
```

Bien:

```yaml
steps:
  - id: thank
    role: digital-care
```

Cómo corregirlo: corrige los errores y revisa otra vez."
    }
}

/// What is said of examples that are tried.
static TRIED: [&Rule; 2] = [&test_failed::RULE, &test_undecided::RULE];

/// Takes out what cannot be judged yet, and says how much that is.
pub fn hold_back(program: &Resolved, diagnostics: &mut Vec<Diagnostic>) {
    let Some(first) = diagnostics.iter().filter(|d| d.stops_a_build()).min_by_key(|d| (rank(d), d.at)) else {
        return;
    };
    let at = first.at;
    let broken = Broken::of(program, diagnostics);
    let before = diagnostics.len();
    // What a test of lost entities gives is as unknown as what they say.
    let stands = |d: &Diagnostic| {
        d.rule.category == Category::Correctness && !(broken.all && d.rule.name == IMPOSSIBLE_VALUE.name)
    };
    diagnostics.retain(|d| stands(d) || !broken.concerns(program, d));
    let held = before - diagnostics.len();
    if held > 0 {
        let message = match held {
            1 => say!(en: "one finding about practice waits for the errors of form",
                      es: "un hallazgo sobre la práctica espera a los errores de forma"),
            _ => say!(en: "{held} findings about practice wait for the errors of form",
                      es: "{held} hallazgos sobre la práctica esperan a los errores de forma"),
        };
        diagnostics.push(Diagnostic::new(&HELD_BACK, at, message).help(say!(
            en: "what cannot be read would be reported as missing: mend the errors and check again",
            es: "lo que no se puede leer se señalaría como faltante: corrige los errores y revisa otra vez"
        )));
    }
}

/// What hides something else comes first.
fn rank(finding: &Diagnostic) -> u8 {
    u8::from(!is_syntax(finding))
}

fn is_syntax(finding: &Diagnostic) -> bool {
    crate::syntax::rules::RULES.iter().any(|rule| rule.name == finding.rule.name)
}

/// The entities whose form is not right.
struct Broken {
    /// Whole documents could not be read, or have no name, so that nothing is known for sure.
    all: bool,
    by_file: HashMap<FileId, Vec<(Span, EntityIndex)>>,
    /// Those with a key that nobody knows, so that what it says seems to be missing.
    unclear: HashSet<EntityIndex>,
    /// Those of which lines could not be read.
    lost: HashSet<EntityIndex>,
    /// What those refer to: it may lack what they say.
    around: HashSet<EntityIndex>,
}

impl Broken {
    fn of(program: &Resolved, diagnostics: &[Diagnostic]) -> Self {
        let mut broken = Self {
            all: program.model.is_partial(),
            by_file: HashMap::new(),
            unclear: HashSet::new(),
            lost: HashSet::new(),
            around: HashSet::new(),
        };
        for (index, entity) in program.model.entities() {
            broken.by_file.entry(entity.file).or_default().push((entity.span, index));
        }
        for finding in diagnostics.iter().filter(|d| d.stops_a_build()) {
            let inside = broken.entity_at(finding.at);
            let head = inside.is_some_and(|index| program.entity(index).head() == finding.at);
            broken.all |=
                finding.rule.name == UNKNOWN_KIND.name || head && finding.rule.name == BAD_VALUE.name;
            if !is_syntax(finding) {
                broken.unclear.extend(inside.filter(|_| finding.rule.name == UNKNOWN_KEY.name));
                continue;
            }
            // What belongs to no entity may have been part of any in its file.
            let all = broken.by_file.get(&finding.at.file).filter(|_| inside.is_none());
            let these = inside.into_iter().chain(all.into_iter().flatten().map(|(_, index)| *index));
            broken.lost.extend(these.collect::<Vec<_>>());
        }
        let to = broken.lost.iter().flat_map(|index| program.edges_from(*index));
        broken.around = to.filter_map(|edge| edge.to.entity()).collect();
        broken
    }

    fn entity_at(&self, at: At) -> Option<EntityIndex> {
        let inside = |span: &Span| span.start <= at.span.start && at.span.start < span.end;
        self.by_file.get(&at.file)?.iter().find(|(span, _)| inside(span)).map(|(_, index)| *index)
    }

    /// Whether a finding speaks of something that may be otherwise when it can be read.
    fn concerns(&self, program: &Resolved, finding: &Diagnostic) -> bool {
        // Tests of a program with an error of form prove nothing.
        if self.all || TRIED.iter().any(|rule| rule.info.name == finding.rule.name) {
            return true;
        }
        let own = self.entity_at(finding.at);
        let others = finding.related.iter().filter_map(|(at, _)| self.entity_at(*at));
        let mut here = own.into_iter().chain(others);
        if here.any(|index| [&self.lost, &self.around].iter().any(|set| set.contains(&index))) {
            return true;
        }
        let Some(own) = own else { return false };
        let mut to = program.edges_from(own).iter().filter_map(|edge| edge.to.entity());
        self.unclear.contains(&own) || to.any(|index| self.lost.contains(&index))
    }
}
