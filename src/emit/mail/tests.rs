//! Pages that need no other file.

use super::{TARGET, unlinked};
use crate::emit::survey::small::{checked, program};
use crate::emit::{Options, emit};

#[test]
fn links_to_other_pages_are_texts_and_others_stay() {
    let html = r##"<a class="x" href="../metric/a.html" lang="en">A</a> <a href="#b">B</a> <a href="https://c.example/">C</a> <abbr>D</abbr>"##;
    let expected = r##"<a class="x" lang="en">A</a> <a href="#b">B</a> <a href="https://c.example/">C</a> <abbr>D</abbr>"##;
    assert_eq!(unlinked(html), expected);
}

#[test]
fn a_page_has_its_style_in_it_and_no_script() {
    let outcome = program(
        "es, en",
        "kind: scorecard\nid: s\ntype: charter\naudience: public\ntitle: { es: T, en: '<script>1</script>' }\ncommitments: [{ id: c, text: { es: A, en: B } }]\n",
    );
    let output = emit(&[&TARGET], &checked(&outcome), &Options::default());
    let paths: Vec<&str> = output.artifacts.iter().map(|it| it.path.as_str()).collect();
    assert_eq!(
        paths,
        [
            "mail/en/scorecard/s.html",
            "mail/en/sponsor.html",
            "mail/es/scorecard/s.html",
            "mail/es/sponsor.html"
        ]
    );
    for artifact in &output.artifacts {
        let text = String::from_utf8(artifact.bytes.clone()).expect("text");
        assert!(text.contains("<style>") && text.contains("--path:"), "{}", artifact.path);
        assert!(!text.contains("<script") && !text.contains("<link"), "{}", artifact.path);
        assert!(!text.contains("href=\"../") && !text.contains(".html\""), "{}", artifact.path);
    }
}
