//! The home of one language: four ways in, the program as a path, its state, what is missing.

use super::coverage::{self, Lifecycle};
use super::findings::{self, FindingView, LevelCount};
use super::moments;
use super::page::{Page, list_path};
use super::readiness::{self, Ladder};
use super::view::Shown;
use crate::model::Kind;
use schemars::JsonSchema;
use serde::Serialize;

/// How many findings the home shows before it leads to the rest.
const SHOWN_FINDINGS: usize = 6;

#[derive(Serialize, JsonSchema)]
struct Way {
    icon: &'static str,
    title: Shown,
    ask: String,
    more: Vec<Shown>,
}

#[derive(Serialize, JsonSchema)]
struct Station {
    word: String,
    count: String,
    href: String,
}

#[derive(Serialize, JsonSchema)]
pub struct HomeView {
    program: Shown,
    src: String,
    why: Option<Shown>,
    ways: Vec<Way>,
    path: Vec<Station>,
    ladders: Vec<Ladder>,
    levels: Vec<LevelCount>,
    findings: Vec<FindingView>,
    more_findings: Option<Shown>,
    counts: Vec<Station>,
    coverage: Lifecycle,
}

/// The program's name, as the title of the home.
pub fn brand(page: &Page<'_>) -> String {
    page.program().program().map(|p| page.title(p.index).s).unwrap_or_default()
}

pub fn view(page: &Page<'_>) -> HomeView {
    let program = page.program().program();
    let all = page.checked.diagnostics.len();
    let shown = findings::gravest(page, SHOWN_FINDINGS);
    HomeView {
        program: program.map(|p| page.title(p.index)).unwrap_or_default(),
        src: program.map(|p| page.src(p.entity.head())).unwrap_or_default(),
        why: program.and_then(|p| page.opt(&p.it.why)),
        ways: ways(page),
        path: path(page),
        ladders: readiness::ladders(page),
        levels: findings::levels(page),
        findings: shown.iter().map(|d| findings::view(page, d)).collect(),
        more_findings: (all > shown.len()).then(|| {
            Shown::link(
                format!("{} ({})", page.word("home.all_findings"), page.locale.count(all as i64)),
                page.href("findings.html"),
            )
        }),
        counts: counts(page),
        coverage: coverage::lifecycle(page),
    }
}

fn ways(page: &Page<'_>) -> Vec<Way> {
    let list = |kind: Kind| {
        let there = page.program().of_kind(kind).next().is_some();
        there.then(|| {
            Shown::link(page.word(&format!("kinds.{}.many", kind.name())), page.href(&list_path(kind)))
        })
    };
    let page_link = |path: &str, word: &str| Some(Shown::link(page.word(word), page.href(path)));
    let way = |icon, word: &str, first: Option<Shown>, more: Vec<Option<Shown>>| Way {
        icon,
        title: Shown::link(page.word(&format!("home.{word}")), first.map(|f| f.href).unwrap_or_default()),
        ask: page.word(&format!("home.{word}_ask")),
        more: more.into_iter().flatten().collect(),
    };
    vec![
        way(
            "team",
            "team",
            list(Kind::Journey).or_else(|| list(Kind::Archetype)),
            vec![
                list(Kind::Journey),
                list(Kind::BusinessModel),
                page_link("moments.html", "moments.title"),
                page_link("coverage.html", "home.coverage"),
            ],
        ),
        way(
            "sponsor",
            "sponsor",
            page_link("sponsor.html", "home.one_page"),
            vec![
                page_link("sponsor.html", "home.one_page"),
                page_link("sponsor.html#_roi", "home.roi_tree"),
                list(Kind::Roadmap),
                list(Kind::Scorecard),
            ],
        ),
        way(
            "agent",
            "agent",
            page_link("sheets.html", "sheets.title"),
            vec![page_link("sheets.html", "sheets.title"), list(Kind::Playbook)],
        ),
        way(
            "analyst",
            "analyst",
            list(Kind::Metric),
            vec![list(Kind::Metric), list(Kind::Dataset), list(Kind::Survey)],
        ),
    ]
}

/// From whom we serve to what keeps the business going.
fn path(page: &Page<'_>) -> Vec<Station> {
    let station = |kind: Kind| Station {
        word: page.word(&format!("kinds.{}.count", kind.name())),
        count: page.locale.count(page.program().of_kind(kind).count() as i64),
        href: page.href(&list_path(kind)),
    };
    let mut path: Vec<Station> = [Kind::Archetype, Kind::Job, Kind::ValueProposition, Kind::Journey]
        .into_iter()
        .map(station)
        .collect();
    path.push(Station {
        word: page.word("moments.title"),
        count: page.locale.count(moments::all(page).len() as i64),
        href: page.href("moments.html"),
    });
    path.extend(
        [Kind::Survey, Kind::Metric, Kind::Playbook, Kind::EconomicBehavior].into_iter().map(station),
    );
    path.retain(|station| station.count != "0");
    path
}

fn counts(page: &Page<'_>) -> Vec<Station> {
    Kind::ALL
        .iter()
        .map(|kind| (*kind, page.program().of_kind(*kind).count()))
        .filter(|(_, count)| *count > 0)
        .map(|(kind, count)| Station {
            word: page.word(&format!("kinds.{}.many", kind.name())),
            count: page.locale.count(count as i64),
            href: page.href(&list_path(kind)),
        })
        .collect()
}
