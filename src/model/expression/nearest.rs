//! The name that was probably meant.

use unicode_normalization::UnicodeNormalization;

/// The closest of the names, if any is close enough to be offered. Accents, capitals and the
/// choice of hyphen or underscore count for nothing.
pub(super) fn nearest<'n>(written: &str, names: impl IntoIterator<Item = &'n str>) -> Option<&'n str> {
    let plain = plainly(written);
    let allowed = (plain.chars().count() / 3).clamp(1, 3);
    names
        .into_iter()
        .map(|name| (strsim::damerau_levenshtein(&plain, &plainly(name)), name))
        .filter(|(distance, name)| *distance <= allowed && *distance < name.chars().count())
        .min()
        .map(|(_, name)| name)
}

fn plainly(name: &str) -> String {
    let bare = name.nfd().filter(|c| !('\u{300}'..='\u{36f}').contains(c));
    bare.flat_map(char::to_lowercase).map(|c| if c == '-' || c == ' ' { '_' } else { c }).collect()
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn a_slip_finds_its_name_and_a_stranger_does_not() {
        let names = ["tenure_days", "recommend", "why"];
        assert_eq!(nearest("tenure-days", names), Some("tenure_days"));
        assert_eq!(nearest("recomend", names), Some("recommend"));
        assert_eq!(nearest("Récommend", names), Some("recommend"));
        assert_eq!(nearest("channel", names), None);
        assert_eq!(nearest("by", ["x"]), None);
    }
}
