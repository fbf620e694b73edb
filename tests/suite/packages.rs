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

/// A program that offers a metric made of one of the group.
fn part(root: &Path, name: &str) {
    let packages = "exports: [metric]\npackages:\n  - id: corp\n    path: ../corp\n";
    let metric = format!(
        "---\nkind: metric\nid: twice-{name}\nfamily: expression\nformula: corp:trust * 2\nunit: share\ndirection: up\n"
    );
    let program = COUNTRY.replace("mexico", &format!("part-{name}"));
    write(root, &format!("{name}/senda.yaml"), &format!("{program}{packages}{metric}"));
}

/// The metrics of the program that a build writes.
fn metrics_of(folder: &Path, program: &str) -> Vec<String> {
    let (status, text) = senda(&folder.join(program), &["build", "--out", "../out", "--as-of", "2026-11-20"]);
    assert!(status < 2, "{text}");
    let mut files: Vec<String> = fs::read_dir(folder.join("out/kpi/sql"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter_map(|name| name.strip_suffix(".sql").map(str::to_owned))
        .collect();
    files.sort();
    files
}

#[test]
fn a_program_that_comes_over_two_ways_is_one() {
    let folder = two(
        "packages:\n  - id: a\n    path: ../a\n  - id: b\n    path: ../b\n",
        "kind: metric\nid: sum\nfamily: expression\nformula: a:twice-a + b:twice-b\nunit: share\ndirection: up\n",
    );
    part(folder.path(), "a");
    part(folder.path(), "b");
    assert_eq!(errors(folder.path(), "mx"), [""; 0]);
    assert_eq!(metrics_of(folder.path(), "mx"), ["a_corp_trust", "a_twice_a", "b_twice_b", "sum"]);

    // What a package imports is its own affair.
    for (reached, rule) in [("corp:trust", "unknown-name"), ("a:corp-trust", "private-reference")] {
        let formula = format!(
            "kind: metric\nid: sum\nfamily: expression\nformula: a:twice-a + {reached}\nunit: share\ndirection: up\n"
        );
        write(folder.path(), "mx/uses.yaml", &formula);
        let found = errors(folder.path(), "mx");
        assert!(found.len() == 1 && found[0].starts_with(rule), "{reached}: {found:?}");
    }
}

#[test]
fn two_revisions_of_one_program_stand_beside_each_other() {
    let folder = tempfile::tempdir().unwrap();
    let repository = folder.path().join("all");
    write(&repository, "programs/corp/senda.yaml", GROUP);
    write(&repository, "programs/corp/metrics.yaml", METRICS);
    git(&repository, &["init", "--quiet"]);
    git(&repository, &["add", "."]);
    git(&repository, &["commit", "--quiet", "-m", "first"]);
    let first = git(&repository, &["rev-parse", "--short=9", "HEAD"]);
    write(&repository, "programs/corp/metrics.yaml", &METRICS.replace("paid = true", "paid = false"));
    git(&repository, &["commit", "--quiet", "--all", "-m", "second"]);
    let url = format!("file://{}", repository.display());
    let package = |name: &str, rev: &str| {
        format!("  - id: {name}\n    git: {url}\n    rev: {rev}\n    folder: programs/corp\n")
    };
    let packages = format!("packages:\n{}{}", package("old", &first), package("new", "main"));
    write(folder.path(), "mx/senda.yaml", &format!("{COUNTRY}{packages}"));
    let sum = "kind: metric\nid: sum\nfamily: expression\nformula: old:trust + new:trust\nunit: share\ndirection: up\n";
    write(folder.path(), "mx/uses.yaml", sum);
    let (status, text) = senda(&folder.path().join("mx"), &["fetch"]);
    assert!(status == 0 && text.contains("2 brought"), "{text}");
    assert_eq!(errors(folder.path(), "mx"), [""; 0]);
    assert_eq!(metrics_of(folder.path(), "mx"), ["new_trust", "old_trust", "sum"]);
    let counts = |name: &str| {
        let query = fs::read_to_string(folder.path().join(format!("out/kpi/sql/{name}_trust.sql"))).unwrap();
        query.contains("paid = TRUE")
    };
    assert!(counts("old") && !counts("new"), "each is what its revision says");

    let wrong = packages.replacen("programs/corp", "programs/none", 1);
    write(folder.path(), "mx/senda.yaml", &format!("{COUNTRY}{wrong}"));
    let found = errors(folder.path(), "mx");
    assert!(found.len() == 1 && found[0].contains("no program at `programs/none`"), "{found:?}");
}

#[test]
fn an_entity_may_not_be_called_as_what_came_in() {
    let own = "---\nkind: role\nid: corp-group-lead\nmanages: company\npeople: [Ana]\n";
    let folder = two(BY_PATH, &format!("{USES}{own}"));
    let found = errors(folder.path(), "mx");
    assert!(found.len() == 1 && found[0].starts_with("duplicate-id"), "{found:?}");
    assert!(found[0].contains("`corp:group-lead`"), "{found:?}");
}

#[test]
fn only_kinds_and_entities_that_are_there_can_be_offered() {
    let folder = two("", USES);
    let exports = "exports: [metric:nope, dragon, metric, metric:trust]";
    write(
        folder.path(),
        "corp/senda.yaml",
        &GROUP.replace("exports: [metric:trust, question, dataset:visits]", exports),
    );
    let mut found = errors(folder.path(), "corp");
    found.retain(|it| it.starts_with("unknown-reference"));
    assert_eq!(found.len(), 2, "{found:?}");
    assert!(found[0].contains("`metric:nope`") && found[1].contains("`dragon`"), "{found:?}");
}

#[test]
fn another_revision_of_a_package_is_compared_as_if_it_was_written_here() {
    let folder = fetched("v1.0");
    let (corp, mx) = (folder.path().join("corp"), folder.path().join("mx"));
    assert_eq!(senda(&mx, &["fetch"]).0, 0);
    git(&mx, &["init", "--quiet"]);
    let commit = |why: &str| {
        git(&mx, &["add", "."]);
        git(&mx, &["commit", "--quiet", "-m", why]);
    };
    commit("with the first revision");
    write(&corp, "metrics.yaml", &METRICS.replace("en: Again?", "en: Would you come back?"));
    git(&corp, &["commit", "--quiet", "--all", "-m", "in other words"]);
    git(&corp, &["tag", "v2.0"]);
    let program = fs::read_to_string(mx.join("senda.yaml")).unwrap();
    write(&mx, "senda.yaml", &program.replace("v1.0", "v2.0"));
    let (status, text) = senda(&mx, &["fetch"]);
    assert_eq!(status, 0, "{text}");
    commit("with the second revision");
    let (status, text) = senda(&mx, &["diff", "HEAD~1", "HEAD", "--format", "json"]);
    assert_eq!(status, 0, "{text}");
    let json: serde_json::Value = serde_json::from_str(&text[text.find('{').unwrap()..]).unwrap();
    let levels: Vec<(&str, &str)> = json["changes"]
        .as_array()
        .unwrap()
        .iter()
        .map(|it| (it["level"].as_str().unwrap(), it["entity"].as_str().unwrap_or_default()))
        .collect();
    assert!(levels.contains(&("series", "question:corp-again")), "{levels:?}\n{text}");
    assert!(levels.contains(&("consumers", "program:mexico")), "{levels:?}\n{text}");
}
