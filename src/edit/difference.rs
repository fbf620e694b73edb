//! What changes in a file, as people read it in a pull request.

use similar::TextDiff;

/// A unified difference of one file, with three lines around each change; empty when nothing changes.
pub fn difference(path: &str, before: &str, after: &str) -> String {
    if before == after {
        return String::new();
    }
    let difference = TextDiff::from_lines(before, after);
    difference.unified_diff().context_radius(3).header(&format!("a/{path}"), &format!("b/{path}")).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_lines_around_a_change_are_shown() {
        let before = "a\nb\nc\nd\ne\nf\n";
        let shown = difference("x.yaml", before, &before.replace('f', "F"));
        assert_eq!(shown, "--- a/x.yaml\n+++ b/x.yaml\n@@ -3,4 +3,4 @@\n c\n d\n e\n-f\n+F\n");
        assert_eq!(difference("x.yaml", before, before), "");
    }
}
