//! Programs that import others: by path, and from repositories made here.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

const GROUP: &str = "kind: program\nid: group\nsenda: 1\nlanguages: [en]\nlocale: en-GB\ncurrency: EUR\n\
    timezone: Europe/Madrid\nowner: group-lead\nexports: [metric:trust, question, dataset:visits]\n---\n\
    kind: role\nid: group-lead\nmanages: company\npeople: [Ana]\n";

const METRICS: &str = "kind: dataset\nid: visits\ntable: visits\ngrain: One row per visit\ncolumns:\n  \
    visit_id: { type: text, key: true }\n  day: { type: date, time: true }\n  paid: { type: boolean }\n---\n\
    kind: metric\nid: trust\ntitle: Trust\ndescription: >\n  People who\n  come back\nowner: group-lead\n\
    family: rate\ndataset: visits\ncount: paid = true\nof: paid is not null\ndirection: up\n---\n\
    kind: metric\nid: draft\nowner: group-lead\nfamily: expression\nformula: trust * 2\nunit: share\n\
    direction: up\n---\nkind: question\nid: again\ntype: scale\n\
    scale: { points: 1..5, low: { en: Never }, high: { en: Always } }\ntext: { en: Again?, es: ¿Volvería? }\n";

const COUNTRY: &str = "kind: program\nid: mexico\nsenda: 1\nlanguages: [es]\nlocale: es-MX\ncurrency: MXN\n\
    timezone: America/Mexico_City\n";

const USES: &str = "kind: metric\nid: double-trust\nfamily: expression\nformula: corp:trust * 2\n\
    unit: share\ndirection: up\n---\nkind: survey\nid: visit\ntype: relationship\nquestions:\n  \
    - id: again\n    use: corp:again\n";

const BY_PATH: &str = "packages:\n  - id: corp\n    path: ../corp\n";

fn write(root: &Path, path: &str, text: &str) {
    let path = root.join(path);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

/// The group and one country beside it.
fn two(packages: &str, uses: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), "corp/senda.yaml", GROUP);
    write(folder.path(), "corp/metrics.yaml", METRICS);
    write(folder.path(), "mx/senda.yaml", &format!("{COUNTRY}{packages}"));
    write(folder.path(), "mx/uses.yaml", uses);
    folder
}

fn senda(folder: &Path, words: &[&str]) -> (i32, String) {
    let output: Output = Command::new(env!("CARGO_BIN_EXE_senda"))
        .args(words)
        .args(["--lang", "en"])
        .current_dir(folder)
        .output()
        .unwrap();
    let text = String::from_utf8_lossy(&output.stdout) + String::from_utf8_lossy(&output.stderr);
    (output.status.code().unwrap_or(-1), text.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// The errors of a check, one line each.
fn errors(folder: &Path, program: &str) -> Vec<String> {
    let (_, text) = senda(&folder.join(program), &["check", "--as-of", "2026-11-20", "--format", "json"]);
    let from = text.find('{').unwrap_or_else(|| panic!("{text}"));
    let json: serde_json::Value =
        serde_json::from_str(&text[from..]).unwrap_or_else(|e| panic!("{e}: {text}"));
    let all = json["diagnostics"].as_array().unwrap_or_else(|| panic!("{json}"));
    let stops = |it: &&serde_json::Value| it["category"] == "correctness" && it["severity"] == "error";
    all.iter()
        .filter(stops)
        .map(|it| format!("{}: {}", it["rule"].as_str().unwrap(), it["message"]))
        .collect()
}

fn git(folder: &Path, words: &[&str]) -> String {
    let who = ["-c", "user.name=A", "-c", "user.email=a@b", "-c", "init.defaultBranch=main"];
    let output = Command::new("git").args(who).args(words).current_dir(folder).output().unwrap();
    assert!(output.status.success(), "{words:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8_lossy(&output.stdout).trim().to_owned()
}

/// The same two, with the group in a repository that has a tag.
fn fetched(rev: &str) -> tempfile::TempDir {
    let folder = two("", USES);
    let corp = folder.path().join("corp");
    git(&corp, &["init", "--quiet"]);
    git(&corp, &["add", "."]);
    git(&corp, &["commit", "--quiet", "-m", "first"]);
    git(&corp, &["tag", "v1.0"]);
    let url = format!("file://{}", corp.display());
    let packages = format!("packages:\n  - id: corp\n    git: {url}\n    rev: {rev}\n");
    write(folder.path(), "mx/senda.yaml", &format!("{COUNTRY}{packages}"));
    folder
}

#[test]
fn metrics_and_questions_of_another_program_are_used_by_their_names() {
    let folder = two(BY_PATH, USES);
    assert_eq!(errors(folder.path(), "mx"), [""; 0]);
    let (status, text) =
        senda(&folder.path().join("mx"), &["build", "--out", "../out", "--as-of", "2026-11-20"]);
    assert!(status < 2, "opinions about practice stand: {text}");
    let program = fs::read_to_string(folder.path().join("out/program.json")).unwrap();
    assert!(program.contains("corp-trust") && program.contains("corp-visits"), "what is used and its data");
    assert!(!program.contains("corp-draft"), "and nothing else");
    assert!(!program.contains("\"group\""), "the program of the package is not this one");
}

#[test]
fn what_a_package_does_not_offer_is_refused_with_both_ends() {
    let folder = two(BY_PATH, &USES.replace("corp:trust", "corp:draft"));
    let found = errors(folder.path(), "mx");
    assert!(found.iter().all(|it| it.starts_with("private-reference")) && found.len() == 1, "{found:?}");
    let (_, text) = senda(&folder.path().join("mx"), &["check", "--as-of", "2026-11-20"]);
    assert!(text.contains("`group-lead`") && text.contains("../corp/metrics.yaml"), "{text}");
}

#[test]
fn names_that_a_package_lacks_and_packages_that_are_missing_are_said() {
    let wrong = |packages: &str, uses: &str| errors(two(packages, uses).path(), "mx");
    let found = wrong(BY_PATH, &USES.replace("corp:again", "corp:agian"));
    assert!(found.len() == 1 && found[0].starts_with("unknown-reference"), "{found:?}");
    let found = wrong(BY_PATH, &USES.replace("use: corp:again", "use: crop:again"));
    assert!(found.len() == 1 && found[0].contains("neither a kind nor a package"), "{found:?}");
    let found = wrong("packages:\n  - id: corp\n    path: ../crop\n", USES);
    assert!(found.len() == 1 && found[0].starts_with("package-missing"), "{found:?}");
    let found = wrong(BY_PATH, &USES.replace("corp:again", "corp-again"));
    assert!(found.len() == 1 && found[0].starts_with("unknown-reference"), "{found:?}");
}

#[test]
fn an_error_in_a_package_is_said_where_it_is_named_and_circles_end() {
    let folder = two(BY_PATH, USES);
    write(folder.path(), "corp/metrics.yaml", &METRICS.replace("dataset: visits", "dataset: visit"));
    let found = errors(folder.path(), "mx");
    assert!(found.len() == 1 && found[0].starts_with("package-broken"), "{found:?}");
    let folder = two(BY_PATH, USES);
    let back = GROUP.replace("exports:", "packages:\n  - id: mx\n    path: ../mx\nexports:");
    write(folder.path(), "corp/senda.yaml", &back);
    let found = errors(folder.path(), "mx");
    assert!(found.len() == 1 && found[0].contains("imports"), "{found:?}");
}

#[test]
fn a_dataset_of_the_program_takes_the_place_of_that_of_the_package() {
    let own = "kind: dataset\nid: visitas\ntable: visitas\ngrain: Una fila por visita\ncolumns:\n  \
        visit_id: { type: text, key: true }\n  day: { type: date, time: true }\n  paid: { type: boolean }\n";
    let overrides = format!("{BY_PATH}overrides:\n  - of: corp:visits\n    by: visitas\n");
    let folder = two(&overrides, &format!("{USES}---\n{own}"));
    assert_eq!(errors(folder.path(), "mx"), [""; 0]);
    let mx = folder.path().join("mx");
    let (_, text) = senda(&mx, &["check", "--as-of", "2026-11-20"]);
    assert!(text.contains("package-override"), "{text}");
    senda(&mx, &["build", "--out", "../out", "--as-of", "2026-11-20"]);
    let program = fs::read_to_string(folder.path().join("out/program.json")).unwrap();
    assert!(!program.contains("corp-visits"), "it is not brought");
}

#[test]
fn a_check_never_fetches_and_a_fetch_pins() {
    let folder = fetched("v1.0");
    let (mx, corp) = (folder.path().join("mx"), folder.path().join("corp"));
    let found = errors(folder.path(), "mx");
    assert!(found.len() == 1 && found[0].starts_with("package-missing"), "{found:?}");
    let (status, text) = senda(&mx, &["fetch"]);
    assert_eq!(status, 0, "{text}");
    assert_eq!(errors(folder.path(), "mx"), [""; 0]);
    assert_eq!(senda(&mx, &["fetch", "--check"]).0, 0);
    let lock = fs::read_to_string(mx.join("senda.packages.lock")).unwrap();
    assert!(lock.contains(&git(&corp, &["rev-parse", "HEAD"])), "{lock}");
    // A tag that moves moves nothing here until somebody asks for it.
    write(&corp, "metrics.yaml", &METRICS.replace("title: Trust", "title: More trust"));
    git(&corp, &["commit", "--quiet", "-am", "second"]);
    git(&corp, &["tag", "--force", "v1.0"]);
    senda(&mx, &["fetch"]);
    assert_eq!(fs::read_to_string(mx.join("senda.packages.lock")).unwrap(), lock);
    let (status, text) = senda(&mx, &["fetch", "--update", "corp"]);
    assert!(status == 0 && text.contains("and was"), "{text}");
    assert_ne!(fs::read_to_string(mx.join("senda.packages.lock")).unwrap(), lock);
    assert_eq!(errors(folder.path(), "mx"), [""; 0]);
}

#[test]
fn a_copy_that_was_changed_by_hand_is_noticed_and_put_right() {
    let folder = fetched("main");
    let mx = folder.path().join("mx");
    assert_eq!(senda(&mx, &["fetch"]).0, 0);
    let copies = fs::read_dir(mx.join(".senda/packages")).unwrap().map(|it| it.unwrap().path());
    let copy = copies.into_iter().find(|it| it.is_dir()).unwrap();
    write(&copy, "metrics.yaml", &METRICS.replace("paid = true", "paid = false"));
    let found = errors(folder.path(), "mx");
    assert!(found.len() == 1 && found[0].starts_with("package-changed"), "{found:?}");
    assert_eq!(senda(&mx, &["fetch", "--check"]).0, 1);
    assert_eq!(senda(&mx, &["fetch"]).0, 0);
    assert_eq!(errors(folder.path(), "mx"), [""; 0]);
}

#[test]
fn odd_addresses_and_revisions_never_reach_git() {
    let folder = fetched("v1.0");
    let mx = folder.path().join("mx");
    let file = format!("file://{}", folder.path().join("corp").display());
    let refused = |git: &str, rev: &str| {
        let packages = format!("packages:\n  - id: corp\n    git: \"{git}\"\n    rev: \"{rev}\"\n");
        write(&mx, "senda.yaml", &format!("{COUNTRY}{packages}"));
        let (status, text) = senda(&mx, &["fetch"]);
        assert_eq!(status, 2, "{git} {rev}: {text}");
        assert!(!mx.join("senda.packages.lock").exists());
        text
    };
    for git in [
        "ext::sh -c touch% /tmp/x",
        "http://example.com/x",
        "-oProxyCommand=x",
        "ssh://-oProxyCommand=x/y",
        "/srv/x",
    ] {
        assert!(refused(git, "v1.0").contains("https, ssh or file"), "{git}");
    }
    for rev in ["--upload-pack=x", "a\\nb", "a:b", "+main"] {
        assert!(refused(&file, rev).contains("cannot be a revision"), "{rev}");
    }
    assert!(refused(&file, "v1.1").contains("did you mean `v1.0`"));
    assert!(refused("file:///nowhere/at/all", "v1").contains("no git repository"));
    let empty = folder.path().join("empty");
    fs::create_dir(&empty).unwrap();
    git(&empty, &["init", "--quiet"]);
    assert!(refused(&format!("file://{}", empty.display()), "main").contains("no commit yet"));
}
