//! Which parts of a condition only say that an answer is there. The language means that by itself:
//! what compares with no answer does not hold. A part is left out only where the language would put
//! it back in the same place.

use super::Foreign;
use crate::emit::survey::Comparator;
use crate::import::NOT_APPLICABLE;

/// A condition in which "does not apply" is no answer, as the language has it. `may_not_apply` knows
/// the answers that can say so.
pub fn settled(condition: &Foreign, may_not_apply: &dyn Fn(&str) -> bool) -> Foreign {
    let each = |parts: &[Foreign]| parts.iter().map(|part| settled(part, may_not_apply)).collect::<Vec<_>>();
    match condition {
        Foreign::All(parts) => match without_none(parts, Comparator::NotEqual, may_not_apply) {
            Some(kept) if kept.len() == 1 => settled(&kept[0], may_not_apply),
            Some(kept) => Foreign::All(each(&kept)),
            None => Foreign::All(each(parts)),
        },
        Foreign::Any(parts) => match without_none(parts, Comparator::Equal, may_not_apply) {
            Some(kept) if kept.len() == 1 => settled(&kept[0], may_not_apply),
            Some(kept) => Foreign::Any(each(&kept)),
            None => Foreign::Any(each(parts)),
        },
        Foreign::Not(of) => settled(of, may_not_apply).negated(),
        other => other.clone(),
    }
}

/// The parts without the comparison with "does not apply" behind the question whether there is an
/// answer at all; nothing when there is none such.
fn without_none(
    parts: &[Foreign],
    by: Comparator,
    may_not_apply: &dyn Fn(&str) -> bool,
) -> Option<Vec<Foreign>> {
    let mut kept: Vec<Foreign> = Vec::new();
    for part in parts {
        let asked = match (kept.last(), by) {
            (Some(Foreign::Answered(of)), Comparator::NotEqual) => Some(of),
            (Some(Foreign::Unanswered(of)), Comparator::Equal) => Some(of),
            _ => None,
        };
        let none = asked.is_some_and(|of| match (part, &**of) {
            (Foreign::Compare(left, sign, right), Foreign::Name(name)) => {
                left == of
                    && *sign == by
                    && **right == Foreign::Text(NOT_APPLICABLE.to_owned())
                    && may_not_apply(name)
            }
            _ => false,
        });
        if !none {
            kept.push(part.clone());
        }
    }
    (kept.len() < parts.len()).then_some(kept)
}

/// The parts of an "and" without the guards that the language puts before what follows them, and for
/// each that is kept which answers are known to be there.
pub fn unguarded(parts: &[Foreign]) -> Vec<(Foreign, Vec<String>)> {
    let (mut held, mut pending): (Vec<String>, Vec<String>) = (Vec::new(), Vec::new());
    let mut out: Vec<(Foreign, Vec<String>)> = Vec::new();
    for part in parts {
        if let Foreign::Answered(of) = part
            && let Foreign::Name(name) = &**of
        {
            if !held.contains(name) && !pending.contains(name) {
                pending.push(name.clone());
            }
            continue;
        }
        let needed = needs(part)
            .map(|needed| needed.into_iter().filter(|name| !held.contains(name)).collect::<Vec<_>>());
        let implied = match &needed {
            Some(needed) if !needed.is_empty() && pending.ends_with(needed) => needed.len(),
            _ => 0,
        };
        let told = pending.len() - implied;
        for name in &pending[..told] {
            out.push((answered(name), held.clone()));
        }
        held.append(&mut pending);
        out.push((part.clone(), held.clone()));
        // What compares with no answer does not hold, so what stands behind it has one.
        let compares = match part {
            Foreign::Compare(_, by, _) => *by != Comparator::NotEqual,
            Foreign::OneOf { inside, .. } | Foreign::Includes { inside, .. } => *inside,
            _ => false,
        };
        if compares {
            held.extend(part.names());
        }
    }
    out.extend(pending.iter().map(|name| (answered(name), held.clone())));
    out
}

fn answered(name: &str) -> Foreign {
    Foreign::Answered(Box::new(Foreign::Name(name.to_owned())))
}

/// The answers that the language demands for a part, in its order; nothing for what is no single
/// comparison.
fn needs(part: &Foreign) -> Option<Vec<String>> {
    match part {
        Foreign::Compare(..) | Foreign::OneOf { .. } | Foreign::Includes { .. } => Some(part.names()),
        // `x != '' and (x = 'a' or x = 'b')` is `x in (a, b)`.
        Foreign::Any(each) | Foreign::All(each) => same_answer(each).then(|| part.names()),
        _ => None,
    }
}

/// Whether all parts compare one and the same answer with something, and say so alike.
pub fn same_answer(each: &[Foreign]) -> bool {
    let of = |part: &Foreign| match part {
        Foreign::Compare(left, by @ (Comparator::Equal | Comparator::NotEqual), right) => {
            match (&**left, &**right) {
                (Foreign::Name(name), Foreign::Text(_)) => Some((name.clone(), *by)),
                _ => None,
            }
        }
        _ => None,
    };
    let first = each.first().and_then(of);
    each.len() > 1 && first.is_some() && each.iter().all(|part| of(part) == first)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name(of: &str) -> Box<Foreign> {
        Box::new(Foreign::Name(of.to_owned()))
    }

    fn less(left: &str, right: &str) -> Foreign {
        Foreign::Compare(name(left), Comparator::Less, name(right))
    }

    #[test]
    fn a_guard_is_left_out_only_where_the_language_puts_it_back() {
        let there = |of: &str| Foreign::Answered(name(of));
        let kept = |parts: &[Foreign]| unguarded(parts).into_iter().map(|(part, _)| part).collect::<Vec<_>>();
        assert_eq!(kept(&[there("a"), there("b"), less("a", "b")]), [less("a", "b")]);
        assert_eq!(kept(&[there("b"), there("a"), less("a", "b")]), [there("b"), there("a"), less("a", "b")]);
        assert_eq!(kept(&[there("c"), there("a"), less("a", "a")]), [there("c"), less("a", "a")]);
        assert_eq!(kept(&[there("a")]), [there("a")]);
    }
}
