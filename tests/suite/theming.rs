//! The look of the pages as a team changes it: its theme, and templates of its own.

use crate::command::{ROOT, folder, senda, write};
use crate::programs::{DAY, files_below, repository};
use std::fs;

#[test]
fn the_schema_of_what_templates_receive_is_current() {
    let path = repository().join("schemas/site.schema.json");
    let now = serde_json::to_string_pretty(&senda::emit::site::view_schema()).unwrap() + "\n";
    if std::env::var_os("UPDATE").is_some() {
        fs::write(&path, &now).unwrap();
    }
    let committed = fs::read_to_string(&path).unwrap_or_default();
    assert!(committed == now, "run `UPDATE=1 cargo test theming`");
}

/// The template that the page about theming shows.
fn shown() -> String {
    let page = fs::read_to_string(repository().join("docs/theming.md")).unwrap();
    page.split("```html\n").nth(1).and_then(|rest| rest.split("```").next()).expect("a template").to_owned()
}

#[test]
fn the_template_of_the_page_about_theming_draws_what_it_says_and_its_mistake_is_said_so() {
    let here = folder(&[]);
    for (path, disk) in files_below(&repository().join("examples/city-permits")) {
        write(&here, &path, &fs::read(disk).unwrap());
    }
    let template = shown();
    write(&here, "templates/site/sheets.html", template.as_bytes());
    let build = ["build", "--out", "out", "--target", "site", "--as-of", DAY];
    let run = senda(here.path(), &build);
    assert_eq!(run.status, 0, "{}", run.all());
    let page = |language: &str| {
        fs::read_to_string(here.path().join(format!("out/site/{language}/sheets.html"))).unwrap()
    };
    let drawn = page("en");
    assert!(drawn.contains("<a href=\"sheet/") && drawn.contains("Content-Security-Policy"), "{drawn}");
    assert!(!drawn.contains("class=\"body pick\""), "ours is not drawn");

    let broken = template.replacen("role.role", "role.roll", 1);
    assert_ne!(broken, template);
    write(&here, "templates/site/sheets.html", broken.as_bytes());
    let run = senda(here.path(), &build);
    assert_eq!(run.status, 1, "{}", run.all());
    let line = broken.lines().position(|line| line.contains("role.roll")).unwrap() + 1;
    let column = broken.lines().nth(line - 1).unwrap().find("x(role.roll").unwrap() + 1;
    let place = format!("templates/site/sheets.html:{line}:{column}: `x(role.roll)` is nothing");
    assert!(run.all().contains(&place), "{place} is not in {}", run.all());
    let page = fs::read_to_string(repository().join("docs/theming.md")).unwrap();
    assert!(page.contains(&place), "the page shows another place than {place}");
}

#[test]
fn a_logo_is_taken_along_and_checked_like_the_rest_of_the_program() {
    let svg = "<svg xmlns=\"http://www.w3.org/2000/svg\"><path d=\"M0 0h9\"/></svg>";
    let root = format!("{ROOT}theme:\n  logo: {{ light: brand/logo.svg }}\n");
    let here = folder(&[("senda.yaml", &root), ("brand/logo.svg", svg)]);
    let build = ["build", "--out", "out", "--target", "site", "--as-of", DAY, "--format", "human"];
    senda(here.path(), &build);
    let logos = |name: &str| {
        let all = files_below(&here.path().join("out"));
        all.into_iter().filter(|(path, _)| path.contains(name)).map(|(path, _)| path).collect::<Vec<_>>()
    };
    assert_eq!(logos("assets/theme/logo-").len(), 1);
    let check = |what: &str| {
        senda(here.path(), &["build", "--check", "--out", "out", "--target", "site", "--as-of", DAY])
            .all()
            .contains(what)
    };
    assert!(check("is current"));
    write(&here, "brand/logo.svg", svg.replace("h9", "h8").as_bytes());
    assert!(check("is not current"), "another logo is another site");
    write(&here, "brand/logo.svg", svg.replace("<path", "<path onload=\"a()\"").as_bytes());
    let run = senda(here.path(), &["check", "--as-of", DAY]);
    assert!(run.all().contains("theme-file") && run.all().contains("line 1, column 41"), "{}", run.all());
    fs::remove_file(here.path().join("brand/logo.svg")).unwrap();
    assert!(
        senda(here.path(), &["check", "--as-of", DAY]).all().contains("there is no file `brand/logo.svg`")
    );
}
