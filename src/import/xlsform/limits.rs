//! Constraints: how many options may be taken, which excludes the others, from which number to which.

/// What a constraint says.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Limits {
    pub most: Option<i64>,
    pub exclusive: Vec<String>,
    pub low: Option<i64>,
    pub high: Option<i64>,
}

/// The limits; nothing when it says anything else.
pub fn parse(constraint: &str) -> Option<Limits> {
    let mut limits = Limits::default();
    let mut rest = constraint.trim();
    while !rest.is_empty() {
        rest = one(rest, &mut limits)?.trim_start();
        rest = match rest.strip_prefix("and ") {
            Some(behind) => behind.trim_start(),
            None if rest.is_empty() => rest,
            None => return None,
        };
    }
    (limits != Limits::default()).then_some(limits)
}

/// Reads one demand, and gives what stands behind it.
fn one<'t>(text: &'t str, limits: &mut Limits) -> Option<&'t str> {
    if let Some(rest) = text.strip_prefix("count-selected(.) <=") {
        let (most, rest) = number(rest)?;
        limits.most = Some(most);
        return Some(rest);
    }
    if let Some(rest) = text.strip_prefix("not(selected(., ") {
        let quote = rest.chars().next().filter(|c| matches!(c, '\'' | '"'))?;
        let (option, rest) = rest[1..].split_once(quote)?;
        limits.exclusive.push(option.to_owned());
        return rest.strip_prefix(") and count-selected(.) > 1)");
    }
    if let Some(rest) = text.strip_prefix(". >=") {
        let (low, rest) = number(rest)?;
        limits.low = Some(low);
        return Some(rest);
    }
    let (high, rest) = number(text.strip_prefix(". <=")?)?;
    limits.high = Some(high);
    Some(rest)
}

fn number(text: &str) -> Option<(i64, &str)> {
    let text = text.trim_start();
    let end = text.find(|c: char| !c.is_ascii_digit() && c != '-').unwrap_or(text.len());
    Some((text[..end].parse().ok()?, &text[end..]))
}

/// `start=0 end=10 step=1`, of a range.
pub fn range(parameters: &str) -> Option<(i64, i64)> {
    let written = |name: &str| {
        parameters.split([' ', ',', ';']).find_map(|part| part.trim().strip_prefix(name)?.strip_prefix('='))
    };
    let value = |name: &str, usual: i64| written(name).map_or(Some(usual), |value| value.parse().ok());
    (value("step", 1)? == 1).then_some((value("start", 0)?, value("end", 10)?))
}
