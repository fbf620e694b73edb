//! Texts stay texts, and pages keep their parts apart.

use super::escape::{address, code, text, tidy};

#[test]
fn what_somebody_wrote_is_never_markup() {
    for (written, expected) in [
        ("plain, with a dot.", "plain, with a dot."),
        ("# not a heading", "\\# not a heading"),
        ("- not an item", "\\- not an item"),
        ("a - b", "a - b"),
        ("12. not an item", "12\\. not an item"),
        ("2026-01-01", "2026-01-01"),
        ("0.41", "0.41"),
        ("+8 points", "+8 points"),
        ("---", "\\---"),
        ("<script>alert(1)</script>", "\\<script\\>alert(1)\\</script\\>"),
        ("[x](javascript:1)", "\\[x\\](javascript:1)"),
        ("a | b", "a \\| b"),
        ("*b* _i_ `c` ~s~", "\\*b\\* \\_i\\_ \\`c\\` \\~s\\~"),
        ("AT&T &amp; & co", "AT\\&T \\&amp; & co"),
        ("two\n\n# lines", "two \\# lines"),
        ("    code", " code"),
        ("http://x www.x", "http\\://x www\\.x"),
        ("wow!", "wow\\!"),
        ("C:\\x", "C:\\\\x"),
        ("=== ", "\\=== "),
    ] {
        assert_eq!(text(written), expected);
    }
}

#[test]
fn code_with_signs_that_end_it_is_plain() {
    assert_eq!(code("a_b").to_string(), "`a_b`");
    assert_eq!(code("a`b|c").to_string(), "a\\`b\\|c");
    assert_eq!(code("").to_string(), "");
}

#[test]
fn links_lead_to_pages_that_there_are() {
    for (href, expected) in [
        ("../metric/x.html#formula", "../metric/x.md"),
        ("#step", ""),
        ("findings.html", ""),
        ("../preview/s.html", ""),
        ("../fields/metric--x.html", ""),
        ("../../en/index.html", "../../en/index.md"),
        ("https://x.example/a b(c)?d&e", "https://x.example/a%20b%28c%29?d&amp;e"),
        ("assets/senda.css", ""),
    ] {
        assert_eq!(address(href).to_string(), expected, "{href}");
    }
}

#[test]
fn parts_of_different_sorts_stand_apart() {
    let document = "\n\n# A\ntext\n- one\n\n- two\n  - three\nafter\n| a |\n| - |\n> said\nafter\n\n\n";
    let expected = "# A\n\ntext\n\n- one\n- two\n  - three\n\nafter\n\n| a |\n| - |\n\n> said\n\nafter\n";
    assert_eq!(tidy(document), expected);
}
