//! What the rules of a check cost: all together, against reading and resolving the same program, and
//! the ten that cost most.
//!
//! `rules FOLDER DATE` runs every rule twice in one context, one after another on one thread. The
//! second run is the cost of the rule itself; what the first run took more is what rules share (the
//! words that were heard, the contacts of two years) and is shown on a line of its own.

use senda::analyze::rule::Look;
use senda::analyze::{Context, Findings, rules};
use senda::cli::{Allocator, DiskWorld};
use senda::model::read;
use senda::model::scalar::Scalar;
use senda::model::time::Date;
use senda::resolve;
use std::process::ExitCode;
use std::time::{Duration, Instant};

/// That of `senda` itself.
#[global_allocator]
static ALLOCATOR: Allocator = Allocator;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().collect();
    let (Some(folder), Some(day)) = (arguments.get(1), arguments.get(2).and_then(|it| Date::parse(it).ok()))
    else {
        eprintln!("rules FOLDER DATE: times every rule on a program, one thread");
        return ExitCode::from(2);
    };
    let started = Instant::now();
    let world = match DiskWorld::open(folder) {
        Ok(world) => world,
        Err(error) => {
            eprintln!("{error}");
            return ExitCode::from(2);
        }
    };
    let Ok(read) = read::read(&world) else {
        eprintln!("{folder} cannot be read");
        return ExitCode::from(2);
    };
    let mut findings = read.findings;
    let program = resolve::resolve(read.model, &mut findings);
    let before = started.elapsed();
    let context = Context::new(&program, &read.sources, day);
    let first: Duration = times(&context).iter().map(|(_, time)| *time).sum();
    let mut own = times(&context);
    let all: Duration = own.iter().map(|(_, time)| *time).sum();
    own.sort_by_key(|(name, time)| (std::cmp::Reverse(*time), *name));
    let share = |time: Duration| 100.0 * time.as_secs_f64() / before.as_secs_f64();
    let line = |name: &str, time: Duration| {
        println!("{name}\t{:.1}\t{:.1}", time.as_secs_f64() * 1000.0, share(time))
    };
    line("reading and resolving", before);
    line("all rules", first);
    line("what rules share", first.saturating_sub(all));
    for (name, time) in own.into_iter().take(10) {
        line(name, time);
    }
    ExitCode::SUCCESS
}

fn times(context: &Context<'_>) -> Vec<(&'static str, Duration)> {
    let timed = |rule: &&'static senda::analyze::Rule| {
        let started = Instant::now();
        let mut findings = Findings::default();
        match rule.look {
            Look::Whole(look) => look(context, &mut findings),
            Look::Each(kind, look) => {
                context.in_use_of(kind).for_each(|index| look(index, context, &mut findings));
            }
        }
        (rule.info.name, started.elapsed())
    };
    rules::ALL.iter().map(timed).collect()
}
