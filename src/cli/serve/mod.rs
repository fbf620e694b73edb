//! `senda serve`: the site of a program in the browser, made anew whenever a file is saved. Nothing is
//! written: pages are drawn when they are asked for.

mod desk;
mod held;
mod http;
mod trouble;
mod watch;

use super::disk::DiskWorld;
use super::{Failure, Setting, Status, day, root, store, unreadable};
use crate::diagnostic::{Severity, counted, render, say};
use crate::emit::{Target, find_target};
use crate::model::read::ReadError;
use crate::{check, check_again};
use clap::ArgMatches;
use desk::{Good, Showing, State};
use held::Held;
use std::collections::HashSet;
use std::io;
use std::net::{Ipv4Addr, TcpListener};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Instant;
use tokio::sync::watch as news;
use watch::Watch;

/// SEND on the keys of a phone.
pub const USUAL_PORT: u16 = 7363;
/// Ports that are tried from the usual one on.
const TRIED: u16 = 10;

pub fn run(matches: &ArgMatches, setting: &Setting) -> Result<Status, Failure> {
    let root = root(matches)?;
    let unlisted = |error| unreadable(&ReadError::List(error));
    let disk = DiskWorld::open(&root).map_err(unlisted)?;
    let site = find_target("site").expect("the site is a target");
    let (listener, port) = bind(matches.get_one::<u16>("port").copied())?;
    let mut watch = Watch::new();
    let held = Held::look(&disk, None, &HashSet::new()).map_err(unlisted)?;
    watch.follow(held.folders());

    let start = Instant::now();
    let mut builder = Builder { disk, site, held, matches, setting, version: 0 };
    let first = builder.first()?;
    watch.follow(builder.held.folders()); // those of packages as well
    let address = format!("http://localhost:{port}/");
    let words = say!(en: "{address} — files that are saved appear there by themselves; Ctrl+C ends it",
                     es: "{address} — lo que se guarda aparece ahí solo; Ctrl+C lo termina");
    setting.terminal.note(words.in_lang(setting.lang));
    builder.tell(&first, start);
    let (sender, showing) = news::channel(first);
    let run = format!("{:x}", jiff::Timestamp::now().as_nanosecond());
    let desk = http::Desk { showing, run, port, lang: setting.lang };
    std::thread::scope(|scope| {
        scope.spawn(move || builder.follow(&mut watch, &sender));
        serve(listener, desk)
    })
    .map_err(|error| environment(&error))?;
    Ok(Status::Clean)
}

/// Makes the site anew when files change.
struct Builder<'s> {
    disk: DiskWorld,
    site: &'static Target,
    held: Held,
    matches: &'s ArgMatches,
    setting: &'s Setting,
    version: u64,
}

impl Builder<'_> {
    fn first(&mut self) -> Result<Showing, Failure> {
        self.version = 1;
        let outcome = check(&self.held, self.setting.as_of).map_err(|error| unreadable(&error))?;
        Ok(self.showing(outcome, None))
    }

    fn showing(&self, outcome: crate::Outcome, good: Option<Arc<Good>>) -> Showing {
        let at = jiff::Zoned::now().strftime("%H:%M:%S").to_string();
        let (good, state) = match Good::of(outcome, &self.held, self.site, at.clone()) {
            Ok(new) => (Some(Arc::new(new)), State::Current),
            Err(outcome) => (good, State::Broken(Arc::from(outcome))),
        };
        Showing { version: self.version, at, good, state }
    }

    fn follow(&mut self, watch: &mut Watch, sender: &news::Sender<Showing>) {
        loop {
            let touched = watch.wait();
            if sender.is_closed() {
                return;
            }
            let start = Instant::now();
            let before = sender.borrow().clone();
            let again = catch_unwind(AssertUnwindSafe(|| self.again(&touched, watch, &before)));
            let fault = say!(en: "Senda stopped on a fault of its own; save again, or start it again",
                             es: "Senda se detuvo por una falla propia; guarda otra vez, o iníciala de nuevo");
            let again =
                again.unwrap_or_else(|_| self.stuck(fault.in_lang(self.setting.lang).to_owned(), &before));
            let Some(showing) = again else { continue };
            self.tell(&showing, start);
            sender.send_replace(showing);
        }
    }

    /// What is to be shown now, when anything changed.
    fn again(&mut self, touched: &HashSet<PathBuf>, watch: &mut Watch, before: &Showing) -> Option<Showing> {
        let unreadable = |error: &io::Error| store::describe(error).in_lang(self.setting.lang).to_owned();
        let held = match Held::look(&self.disk, Some(&self.held), touched) {
            Ok(held) => held,
            Err(error) => return self.stuck(unreadable(&error), before),
        };
        let stuck = matches!(before.state, State::Unreadable(_));
        if held.is_like(&self.held) && !stuck {
            return None;
        }
        let then = std::mem::replace(&mut self.held, held);
        watch.follow(self.held.folders());
        let as_of = day(self.matches).unwrap_or(self.setting.as_of);
        let outcome = match (&before.state, &before.good) {
            (State::Broken(broken), _) => {
                check_again(&self.held, broken, &|path| self.held.has_as_in(&then, path), as_of)
            }
            (State::Current, Some(good)) => {
                check_again(&self.held, &good.outcome, &|path| self.held.has_as_in(&then, path), as_of)
            }
            _ => check(&self.held, as_of),
        };
        watch.follow(self.held.folders()); // packages that are new
        self.version += 1;
        match outcome {
            Ok(outcome) => Some(self.showing(outcome, before.good.clone())),
            Err(error) => {
                let (ReadError::List(error) | ReadError::File { error, .. }) = &error;
                let why = store::describe(error).in_lang(self.setting.lang).to_owned();
                Some(self.unreadable(why, before))
            }
        }
    }

    fn stuck(&mut self, why: String, before: &Showing) -> Option<Showing> {
        if matches!(&before.state, State::Unreadable(known) if *known == why) {
            return None;
        }
        self.version += 1;
        Some(self.unreadable(why, before))
    }

    fn unreadable(&self, why: String, before: &Showing) -> Showing {
        Showing { version: self.version, state: State::Unreadable(why), ..before.clone() }
    }

    /// One line for whoever watches the terminal; what stops the site is shown whole.
    fn tell(&self, showing: &Showing, start: Instant) {
        let (terminal, lang) = (&self.setting.terminal, self.setting.lang);
        let spent = start.elapsed().as_millis();
        let count = |severity, en: [&str; 2], es: [&str; 2]| counted(showing.count(severity), en, es);
        let errors = count(Severity::Error, ["error", "errors"], ["error", "errores"]);
        let warnings = count(Severity::Warning, ["warning", "warnings"], ["aviso", "avisos"]);
        let at = &showing.at;
        match &showing.state {
            State::Current => {
                let words = say!(en: "{at}  up to date in {spent} ms: {}, {}", errors.en, warnings.en;
                                 es: "{at}  al día en {spent} ms: {}, {}", errors.es, warnings.es);
                terminal.note(words.in_lang(lang));
            }
            State::Broken(outcome) => {
                let stops: Vec<_> =
                    outcome.diagnostics.iter().filter(|finding| finding.stops_a_build()).cloned().collect();
                terminal.note(&render::human(&stops, &outcome.sources, self.setting.look(lang)));
            }
            State::Unreadable(why) => {
                let words = say!(en: "{at}  the files cannot be read: {why}", es: "{at}  no se pueden leer los archivos: {why}");
                terminal.note(words.in_lang(lang));
            }
        }
    }
}

/// A place of the loopback that is free: the one that is named, or one near the usual.
fn bind(named: Option<u16>) -> Result<(TcpListener, u16), Failure> {
    let tried = match named {
        Some(port) => port..=port,
        None => USUAL_PORT..=USUAL_PORT + TRIED - 1,
    };
    let mut last = io::Error::from(io::ErrorKind::AddrInUse);
    for port in tried {
        let bound = TcpListener::bind((Ipv4Addr::LOCALHOST, port));
        match bound.and_then(|listener| Ok((listener.local_addr()?.port(), listener))) {
            Ok((port, listener)) => return Ok((listener, port)),
            Err(error) => last = error,
        }
    }
    let why = match last.kind() {
        io::ErrorKind::AddrInUse => say!(en: "another program uses it", es: "lo usa otro programa"),
        io::ErrorKind::PermissionDenied => say!(en: "this user may not", es: "este usuario no puede"),
        _ => crate::diagnostic::Say::same(last),
    };
    let port = named.unwrap_or(USUAL_PORT);
    Err(Failure::new(
        say!(en: "the site cannot be served on port {port}: {}", why.en; es: "no se puede servir el sitio en el puerto {port}: {}", why.es),
        say!(en: "`--port 0` takes any that is free", es: "`--port 0` toma uno cualquiera que esté libre"),
    ))
}

fn serve(listener: TcpListener, desk: http::Desk) -> io::Result<()> {
    listener.set_nonblocking(true)?;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_io().enable_time().build()?;
    runtime.block_on(async {
        let listener = tokio::net::TcpListener::from_std(listener)?;
        axum::serve(listener, http::router(desk)).await
    })
}

fn environment(error: &io::Error) -> Failure {
    let why = store::describe(error);
    Failure::new(
        say!(en: "the server ended: {}", why.en; es: "el servidor terminó: {}", why.es),
        say!(en: "start it again; your files are as they were", es: "inícialo de nuevo; tus archivos están como estaban"),
    )
}
