//! `senda serve` as a browser meets it, and the check that it runs after each change.

use crate::programs::{check_world, day, example_files, files_below, repository};
use senda::diagnostic::{Lang, render};
use senda::source::{MemoryWorld, World};
use senda::{Outcome, check_again};
use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};
use tempfile::TempDir;

/// A server of a program, ended when it is dropped.
struct Server {
    child: Child,
    port: u16,
    folder: TempDir,
}

struct Answer {
    status: u16,
    head: String,
    body: String,
}

impl Server {
    fn of(name: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        for (path, bytes) in example_files(name) {
            write(&folder, &path, &bytes);
        }
        Self::start(folder)
    }

    fn start(folder: TempDir) -> Self {
        Self::start_in(folder, "")
    }

    fn start_in(folder: TempDir, below: &str) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_senda"))
            .args(["serve", "--port", "0", "--as-of", "2026-11-20", "--lang", "en"])
            .current_dir(folder.path().join(below))
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(child.stderr.take().unwrap()).lines();
        let first = lines.next().unwrap().unwrap();
        let port = first.strip_prefix("http://localhost:").and_then(|rest| rest.split('/').next()).unwrap();
        let port = port.parse().unwrap_or_else(|_| panic!("no address: {first}"));
        std::thread::spawn(move || lines.for_each(drop)); // so that the server can go on writing
        Self { child, port, folder }
    }

    fn ask(&self, method: &str, path: &str, host: &str) -> Answer {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).unwrap();
        write!(stream, "{method} {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n").unwrap();
        let mut text = String::new();
        stream.read_to_string(&mut text).unwrap();
        let (head, body) = text.split_once("\r\n\r\n").unwrap();
        let status = head.split(' ').nth(1).unwrap().parse().unwrap();
        Answer { status, head: head.to_lowercase(), body: body.to_owned() }
    }

    fn get(&self, path: &str) -> Answer {
        self.ask("GET", path, &format!("localhost:{}", self.port))
    }

    /// Waits for something newer than a version.
    fn state_after(&self, state: &serde_json::Value) -> serde_json::Value {
        let (run, version) = (state["run"].as_str().unwrap_or(""), state["version"].as_u64().unwrap_or(0));
        let answer = self.get(&format!("/_senda/state?run={run}&after={version}"));
        serde_json::from_str(&answer.body).unwrap()
    }

    fn change(&self, path: &str, from: &str, to: &str) {
        let text = fs::read_to_string(self.folder.path().join(path)).unwrap();
        assert!(text.contains(from), "{path} has no {from}");
        write(&self.folder, path, text.replacen(from, to, 1).as_bytes());
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn write(folder: &TempDir, path: &str, bytes: &[u8]) {
    let path = folder.path().join(path);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    // Whole or not at all, as editors save: half a file would be a state of its own.
    let aside = path.with_file_name(".aside");
    fs::write(&aside, bytes).unwrap();
    fs::rename(aside, path).unwrap();
}

/// The page as it is built: what the server adds is taken out.
fn as_built(page: &str) -> String {
    let (before, rest) =
        page.split_once("<link rel=\"stylesheet\" href=\"/_senda/live.css\">").expect("the style");
    let (_, after) = rest.split_once("</script>\n").expect("the script");
    format!("{before}{after}").replacen("connect-src 'self'; ", "", 1)
}

#[test]
fn every_page_is_the_one_that_is_built_and_nothing_is_written() {
    let server = Server::of("city-permits");
    let before: Vec<String> = files_below(server.folder.path()).into_iter().map(|(path, _)| path).collect();
    let out = tempfile::tempdir().unwrap();
    let run = crate::command::senda(
        server.folder.path(),
        &["build", "--target", "site", "--as-of", "2026-11-20", "--out", out.path().to_str().unwrap()],
    );
    assert!(run.status <= 1, "{}", run.all());
    let mut pages = 0;
    for (path, file) in files_below(&out.path().join("site")) {
        let built = fs::read_to_string(file).unwrap();
        let served = server.get(&format!("/{path}"));
        assert_eq!(served.status, 200, "{path}");
        if path.ends_with(".html") {
            assert_eq!(as_built(&served.body), built, "{path}");
            pages += 1;
        } else {
            assert_eq!(served.body, built, "{path}");
        }
    }
    assert!(pages > 100, "{pages} pages");
    assert_eq!(server.get("/").body.lines().next(), Some("<!doctype html>"));
    let after: Vec<String> = files_below(server.folder.path()).into_iter().map(|(path, _)| path).collect();
    assert_eq!(before, after);
}

#[test]
fn a_broken_program_keeps_its_last_good_page_and_says_what_to_mend() {
    let server = Server::of("city-permits");
    let first = server.state_after(&serde_json::Value::Null);
    assert_eq!(first["broken"], false);
    let (path, page) = ("acting/acting.yaml", "/en/playbook/make-it-right.html");
    let shown = as_built(&server.get(page).body);

    server.change(path, "owner: counter-lead", "owner: \"<img src=x>\"");
    let broken = server.state_after(&first);
    assert_eq!(broken["broken"], true);
    assert!(broken["says"].as_str().unwrap().starts_with("1 error to mend"), "{broken}");
    let findings = server.get("/_senda/findings").body;
    assert!(findings.contains("acting.yaml:6:") && findings.contains("&lt;img src=x&gt;"), "{findings}");
    assert!(!findings.contains("<img"), "{findings}");
    assert_eq!(as_built(&server.get(page).body), shown);

    server.change(path, "owner: \"<img src=x>\"", "owner: counter-lead ");
    let mended = server.state_after(&broken);
    assert_eq!((mended["broken"].as_bool(), server.get("/_senda/findings").body.as_str()), (Some(false), ""));
    assert!(mended["version"].as_u64() > broken["version"].as_u64());
}

#[test]
fn a_change_is_shown_and_a_new_file_in_a_new_folder_as_well() {
    let server = Server::of("city-permits");
    let first = server.state_after(&serde_json::Value::Null);
    let print = |answer: &Answer| answer.head.split("etag: ").nth(1).map(|it| it[..64].to_owned());
    let before = server.get("/en/index.html");
    write(
        &server.folder,
        "more/here/role.yaml",
        b"kind: role\nid: night-watch\ntitle: Night watch\nmanages: channel\npeople: [N. N.]\nreports_to: director\n",
    );
    let second = server.state_after(&first);
    assert_eq!(server.get("/en/role/night-watch.html").status, 200, "{second}");
    assert_ne!(print(&before), print(&server.get("/en/index.html")), "it counts one more");
    server.change("more/here/role.yaml", "Night watch", "Watch of the night");
    server.state_after(&second);
    assert!(server.get("/en/role/night-watch.html").body.contains("<h1>Watch of the night"));
}

#[test]
fn a_change_in_a_package_beside_the_program_is_shown() {
    const HEAD: &str = "senda: 1\nlanguages: [en]\nlocale: en-GB\ncurrency: EUR\ntimezone: Europe/Madrid\n";
    let folder = tempfile::tempdir().unwrap();
    let corp = "exports: [role]\n---\nkind: role\nid: lead\ntitle: Lead\nmanages: company\npeople: [Ana]\n";
    write(&folder, "corp/senda.yaml", format!("kind: program\nid: corp\n{HEAD}{corp}").as_bytes());
    let own = "packages:\n  - id: corp\n    path: ../corp\nowner: corp:lead\n";
    write(&folder, "mx/senda.yaml", format!("kind: program\nid: mx\n{HEAD}{own}").as_bytes());
    let server = Server::start_in(folder, "mx");
    let first = server.state_after(&serde_json::Value::Null);
    let page = server.get("/en/role/corp-lead.html").body;
    assert!(page.contains("<h1>Lead") && page.contains("from package corp, senda.yaml:"), "{page}");
    server.change("corp/senda.yaml", "title: Lead", "title: Head of the group");
    let second = server.state_after(&first);
    assert!(server.get("/en/role/corp-lead.html").body.contains("<h1>Head of the group"), "{second}");
    server.change("corp/senda.yaml", "kind: role", "kind: rol");
    let third = server.state_after(&second);
    let findings = server.get("/_senda/findings").body;
    assert!(findings.contains("the package <code>corp</code> has 1 error of form"), "{third} {findings}");
}

#[test]
fn a_broken_template_names_itself_with_its_line() {
    let server = Server::of("city-permits");
    let first = server.state_after(&serde_json::Value::Null);
    write(
        &server.folder,
        "templates/site/sponsor.html",
        b"{% extends \"base.html\" %}\n{% block main %}\n{{ v.nothing.there }}\n{% endblock %}\n",
    );
    server.state_after(&first);
    let broken = server.get("/en/sponsor.html");
    assert_eq!(broken.status, 500);
    assert!(broken.body.contains("templates&#x2f;site&#x2f;sponsor.html:3"), "{}", broken.body);
    assert_eq!(server.get("/en/index.html").status, 200);
}

#[test]
fn a_program_that_never_was_whole_shows_its_findings() {
    let folder = tempfile::tempdir().unwrap();
    write(
        &folder,
        "senda.yaml",
        b"kind: program\nid: shop\nname: Shop\nlanguages: [en]\nwhat: no such field\n",
    );
    let server = Server::start(folder);
    let page = server.get("/en/index.html");
    assert_eq!(page.status, 503);
    assert!(
        page.body.contains("There is no site yet") && page.body.contains("senda.yaml:5:1"),
        "{}",
        page.body
    );
    assert!(page.head.contains("content-security-policy: default-src 'none'"));
}

#[test]
fn only_this_machine_by_its_own_name_gets_an_answer() {
    let server = Server::of("city-permits");
    let own = format!("127.0.0.1:{}", server.port);
    assert_eq!(server.ask("GET", "/", &own).status, 200);
    assert_eq!(server.ask("HEAD", "/", &own).body, "");
    for host in ["evil.example", &format!("evil.example:{}", server.port), "localhost", "127.0.0.1:1"] {
        assert_eq!(server.ask("GET", "/", host).status, 421, "{host}");
        assert_eq!(server.ask("GET", "/_senda/state?after=0", host).status, 421, "{host}");
    }
    assert_eq!(server.ask("POST", "/", &own).status, 405);
    for path in [
        "/../senda.yaml",
        "/%2e%2e/senda.yaml",
        "/senda.yaml",
        "/..%2fsenda.yaml",
        "//etc/passwd",
        "/en/",
        "/_senda/",
        "/%00",
    ] {
        let answer = server.ask("GET", path, &own);
        let expected = if path == "/en/" { 200 } else { 404 };
        assert_eq!(answer.status, expected, "{path}");
        assert!(!answer.body.contains("kind: program"), "{path}");
    }
    let odd = server.ask("GET", "/%3Cscript%3E\"'<script>alert(1)</script>", &own);
    assert!(!odd.body.contains("<script>alert"), "{}", odd.body);
}

#[test]
fn a_port_that_is_taken_is_said() {
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let port = taken.local_addr().unwrap().port().to_string();
    let folder = tempfile::tempdir().unwrap();
    write(&folder, "senda.yaml", b"kind: program\nid: shop\nname: Shop\nlanguages: [en]\n");
    let run = crate::command::senda(folder.path(), &["serve", "--port", &port]);
    assert_eq!(run.status, 2, "{}", run.all());
    assert!(run.all().contains(&port) && run.all().contains("--port 0"), "{}", run.all());
}

fn told(outcome: &Outcome) -> String {
    let counts = render::Counts { files: outcome.sources.len(), entities: outcome.program.len() };
    render::json(&outcome.diagnostics, &outcome.sources, Lang::En, counts).to_string()
}

#[test]
fn a_check_after_a_change_finds_what_a_check_of_everything_finds() {
    let files: Vec<(String, Vec<u8>)> = files_below(&repository().join("tests/rules/base"))
        .into_iter()
        .map(|(path, file)| (path, fs::read(file).unwrap()))
        .collect();
    let whole = MemoryWorld::new(files.clone());
    let (mut before, mut world, mut tried) = (check_world(&whole), whole, 0);
    for (path, bytes) in files {
        let text = String::from_utf8(bytes).unwrap();
        let lines: Vec<&str> = text.lines().collect();
        for skipped in (0..lines.len()).step_by(5) {
            let less: Vec<&str> =
                lines.iter().enumerate().filter(|(at, _)| *at != skipped).map(|(_, line)| *line).collect();
            for text in [less.join("\n"), text.clone()] {
                let then = world.clone();
                world.set(path.as_str(), text);
                let same = |path: &str| then.read(path).ok() == world.read(path).ok();
                let after = check_again(&world, &before, &same, day()).unwrap();
                assert_eq!(told(&after), told(&check_world(&world)), "{path} without line {}", skipped + 1);
                before = after;
                tried += 1;
            }
        }
    }
    assert!(tried > 100, "{tried} changes");
}
