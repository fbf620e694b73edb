//! Answers the browser: pages of the site, and what became of them. Loopback only, nothing but what was
//! drawn, and only to a browser that asked for this machine by its own name.

use super::desk::{Good, Served, Showing, State};
use super::trouble;
use crate::diagnostic::{Lang, Severity, counted, say};
use axum::Router;
use axum::body::Body;
use axum::extract::{Request, State as Given};
use axum::http::{HeaderMap, HeaderValue, Method, Response, StatusCode, header};
use std::borrow::Cow;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::watch::Receiver;

/// How long a browser waits for news before it asks anew: below what anything between would cut.
const PATIENCE: Duration = Duration::from_secs(25);
/// What pages of ours may do.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

const SCRIPT: &str = include_str!("../../../templates/serve/live.js");
const STYLE: &str = include_str!("../../../templates/serve/live.css");

/// What every answer needs.
pub struct Desk {
    pub showing: Receiver<Showing>,
    /// Other for every start of the server, so that a page knows that versions count from 1 again.
    pub run: String,
    pub port: u16,
    pub lang: Lang,
}

pub fn router(desk: Desk) -> Router {
    Router::new().fallback(answer).with_state(Arc::new(desk))
}

async fn answer(Given(desk): Given<Arc<Desk>>, request: Request) -> Response<Body> {
    if !desk.is_asked_by_name(request.headers()) {
        let words = say!(en: "This server answers on its own machine only.", es: "Este servidor solo responde en su propia máquina.");
        return plain(StatusCode::MISDIRECTED_REQUEST, words.in_lang(desk.lang));
    }
    if !matches!(*request.method(), Method::GET | Method::HEAD) {
        let mut refused = plain(StatusCode::METHOD_NOT_ALLOWED, "GET, HEAD");
        refused.headers_mut().insert(header::ALLOW, HeaderValue::from_static("GET, HEAD"));
        return refused;
    }
    let path = request.uri().path().to_owned();
    match path.as_str() {
        "/_senda/live.js" => file("live.js", SCRIPT),
        "/_senda/live.css" => file("live.css", STYLE),
        "/_senda/state" => desk.state(request.uri().query().unwrap_or("")).await,
        "/_senda/findings" => desk.findings(),
        _ => {
            // Drawing a page is work for a thread of its own, and a fault in it is said.
            let drawn = tokio::task::spawn_blocking(move || desk.page(&path)).await;
            drawn.unwrap_or_else(|_| plain(StatusCode::INTERNAL_SERVER_ERROR, "senda: internal fault"))
        }
    }
}

impl Desk {
    /// Whether the browser calls this machine what it is called here: a page of elsewhere that made its
    /// own name point here does not.
    fn is_asked_by_name(&self, headers: &HeaderMap) -> bool {
        let own = |name: &str| format!("{name}:{}", self.port);
        let host = headers.get(header::HOST).and_then(|host| host.to_str().ok());
        host.is_some_and(|host| ["127.0.0.1", "localhost"].iter().any(|name| host == own(name)))
    }

    /// Answers when there is something newer than what the browser has, or after a while.
    async fn state(&self, query: &str) -> Response<Body> {
        let asked = |name: &str| {
            query.split('&').find_map(|pair| pair.strip_prefix(name)?.strip_prefix('=')).unwrap_or("")
        };
        let (run, after) = (asked("run"), asked("after").parse::<u64>().unwrap_or(0));
        let mut showing = self.showing.clone();
        if run == self.run {
            let newer = showing.wait_for(|now| now.version > after);
            let _ = tokio::time::timeout(PATIENCE, newer).await;
        }
        let now = showing.borrow().clone();
        let state = serde_json::json!({
            "run": self.run,
            "version": now.version,
            "broken": !matches!(now.state, State::Current),
            "says": self.says(&now),
        });
        answered(StatusCode::OK, "application/json", state.to_string().into_bytes(), None)
    }

    /// What stands in the way, in one line.
    fn says(&self, now: &Showing) -> String {
        let errors = counted(now.count(Severity::Error), ["error", "errors"], ["error", "errores"]);
        let since = now.good.as_ref().map(|good| good.at.as_str()).unwrap_or_default();
        let words = match (&now.state, since) {
            (State::Current, _) => say!(en: "up to date", es: "al día"),
            (State::Unreadable(why), _) => {
                say!(en: "the files cannot be read: {why}", es: "no se pueden leer los archivos: {why}")
            }
            (State::Broken(_), "") => {
                say!(en: "{} to mend before there is a site", errors.en; es: "{} por corregir antes de que haya un sitio", errors.es)
            }
            (State::Broken(_), _) => {
                say!(en: "{} to mend; this is the page as it was at {since}", errors.en; es: "{} por corregir; ves la página como estaba a las {since}", errors.es)
            }
        };
        words.in_lang(self.lang).to_owned()
    }

    fn findings(&self) -> Response<Body> {
        let now = self.showing.borrow().clone();
        let list = match &now.state {
            State::Broken(outcome) => trouble::list(&outcome.diagnostics, &outcome.sources, self.lang),
            State::Current | State::Unreadable(_) => String::new(),
        };
        answered(StatusCode::OK, "text/html; charset=utf-8", list.into_bytes(), None)
    }

    fn page(&self, path: &str) -> Response<Body> {
        let now = self.showing.borrow().clone();
        let Some(good) = &now.good else { return self.broken(&now) };
        let path = path.trim_start_matches('/');
        let name = if path.is_empty() || path.ends_with('/') {
            Cow::Owned(format!("{path}index.html"))
        } else {
            Cow::Borrowed(path)
        };
        let drawn = good.draw(&name);
        match &drawn.file {
            Some(file) => self.served(&name, file, &now),
            None if !drawn.faults.is_empty() => {
                let list = trouble::list(&drawn.faults, &good.outcome.sources, self.lang);
                let title = say!(en: "This page could not be drawn", es: "No se pudo hacer esta página");
                let lede = say!(en: "A template in `templates/site/` of the program has a fault. The page comes back as soon as it is mended.",
                                es: "Una plantilla en `templates/site/` del programa tiene una falla. La página vuelve en cuanto se corrija.");
                let [title, lede] = [&title, &lede].map(|words| words.in_lang(self.lang));
                self.own_page(StatusCode::INTERNAL_SERVER_ERROR, title, lede, &list, &now)
            }
            None => self.missing(path, good, &now),
        }
    }

    /// A file of the site; a page with what keeps it up to date.
    fn served(&self, name: &str, file: &Served, now: &Showing) -> Response<Body> {
        let bytes = match std::str::from_utf8(&file.bytes) {
            Ok(text) if name.ends_with(".html") => self.live(text, &file.print, now).into_bytes(),
            _ => file.bytes.clone(),
        };
        answered(StatusCode::OK, media_type(name), bytes, Some(&file.print))
    }

    fn broken(&self, now: &Showing) -> Response<Body> {
        let title = say!(en: "There is no site yet", es: "Todavía no hay sitio");
        let lede = self.says(now);
        let lede = lede
            .chars()
            .next()
            .map_or(String::new(), |first| format!("{}{}.", first.to_uppercase(), &lede[first.len_utf8()..]));
        let list = match &now.state {
            State::Broken(outcome) => trouble::list(&outcome.diagnostics, &outcome.sources, self.lang),
            State::Current | State::Unreadable(_) => String::new(),
        };
        self.own_page(StatusCode::SERVICE_UNAVAILABLE, title.in_lang(self.lang), &lede, &list, now)
    }

    fn missing(&self, path: &str, good: &Good, now: &Showing) -> Response<Body> {
        let first = good.folders().next().unwrap_or_default();
        if path.is_empty() && !first.is_empty() {
            let mut moved = plain(StatusCode::FOUND, "");
            if let Ok(place) = HeaderValue::from_str(&format!("/{first}/")) {
                moved.headers_mut().insert(header::LOCATION, place);
            }
            return moved;
        }
        let title = say!(en: "There is no such page", es: "No existe esa página");
        let lede = say!(en: "The site has no `/{path}`. Perhaps what it showed was renamed or taken out; the way in is `/`.",
                        es: "El sitio no tiene `/{path}`. Quizá lo que mostraba cambió de nombre o se quitó; la entrada es `/`.");
        let [title, lede] = [&title, &lede].map(|words| words.in_lang(self.lang));
        self.own_page(StatusCode::NOT_FOUND, title, lede, "", now)
    }

    fn own_page(
        &self,
        status: StatusCode,
        title: &str,
        lede: &str,
        list: &str,
        now: &Showing,
    ) -> Response<Body> {
        let page = self.live(&trouble::page(title, lede, list, self.lang), "", now);
        let mut answer = answered(status, "text/html; charset=utf-8", page.into_bytes(), None);
        answer.headers_mut().insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(POLICY));
        answer
    }

    /// The page with our script, which may ask this server.
    fn live(&self, page: &str, print: &str, now: &Showing) -> String {
        let gone = say!(en: "`senda serve` has ended: this page no longer changes", es: "`senda serve` terminó: esta página ya no cambia");
        let broken = if matches!(now.state, State::Current) { "no" } else { "yes" };
        let script = format!(
            "<link rel=\"stylesheet\" href=\"/_senda/live.css\">\n<script src=\"/_senda/live.js\" data-run=\"{}\" data-version=\"{}\" data-print=\"{print}\" data-broken=\"{broken}\" data-gone=\"{}\"></script>\n</head>",
            self.run,
            now.version,
            gone.in_lang(self.lang).replace('`', ""),
        );
        let policed = page.replacen("; base-uri 'none'", "; connect-src 'self'; base-uri 'none'", 1);
        policed.replacen("</head>", &script, 1)
    }
}

/// An own file, or a few words.
fn file(name: &str, text: &'static str) -> Response<Body> {
    answered(StatusCode::OK, media_type(name), text.as_bytes().to_vec(), None)
}

fn plain(status: StatusCode, words: &str) -> Response<Body> {
    answered(status, "text/plain; charset=utf-8", words.as_bytes().to_vec(), None)
}

fn answered(
    status: StatusCode,
    media_type: &'static str,
    bytes: Vec<u8>,
    print: Option<&str>,
) -> Response<Body> {
    let mut answer = Response::new(Body::from(bytes));
    *answer.status_mut() = status;
    let headers = answer.headers_mut();
    let fixed = [
        (header::CONTENT_TYPE, media_type),
        (header::CACHE_CONTROL, "no-store"),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::REFERRER_POLICY, "no-referrer"),
    ];
    for (name, value) in fixed {
        headers.insert(name, HeaderValue::from_static(value));
    }
    // Nothing of elsewhere may read or frame what stands here.
    headers.insert("cross-origin-resource-policy", HeaderValue::from_static("same-origin"));
    headers.insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static("frame-ancestors 'self'"));
    if let Some(print) = print.and_then(|print| HeaderValue::from_str(print).ok()) {
        headers.insert(header::ETAG, print);
    }
    answer
}

fn media_type(name: &str) -> &'static str {
    match name.rsplit_once('.').map_or("", |(_, ending)| ending) {
        "html" => "text/html; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "svg" => "image/svg+xml",
        "json" => "application/json",
        "md" | "txt" => "text/plain; charset=utf-8",
        "csv" => "text/csv; charset=utf-8",
        "ics" => "text/calendar; charset=utf-8",
        "png" => "image/png",
        "woff2" => "font/woff2",
        "woff" => "font/woff",
        "ttf" => "font/ttf",
        "otf" => "font/otf",
        _ => "application/octet-stream",
    }
}
