//! When files change: the system says so; and as some drives never say anything, a look now and then.

use notify::{RecommendedWatcher, RecursiveMode, Watcher};
use std::collections::HashSet;
use std::path::PathBuf;
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant};

/// An editor writes in several steps: they are over when nothing came for this long.
const QUIET: Duration = Duration::from_millis(20);
/// Whoever writes without a pause is not waited for longer than this.
const LONGEST: Duration = Duration::from_millis(300);
/// How often folders are looked at that say nothing: drives of a network, too many folders to watch.
const NOW_AND_THEN: Duration = Duration::from_secs(2);

pub struct Watch {
    watcher: Option<RecommendedWatcher>,
    events: Receiver<Vec<PathBuf>>,
    watched: HashSet<PathBuf>,
}

impl Watch {
    pub fn new() -> Self {
        let (sender, events) = channel();
        let heard = move |event: notify::Result<notify::Event>| {
            let changed = event.ok().filter(|event| !event.kind.is_access());
            let _ = changed.map(|event| sender.send(event.paths));
        };
        Self { watcher: notify::recommended_watcher(heard).ok(), events, watched: HashSet::new() }
    }

    /// Watches these folders, each without those below it: what git ignores is not among them.
    pub fn follow(&mut self, folders: HashSet<PathBuf>) {
        let Some(watcher) = &mut self.watcher else { return };
        for gone in self.watched.difference(&folders) {
            let _ = watcher.unwatch(gone);
        }
        let mut followed = HashSet::new();
        for folder in folders {
            if self.watched.contains(&folder) || watcher.watch(&folder, RecursiveMode::NonRecursive).is_ok() {
                followed.insert(folder);
            }
        }
        self.watched = followed;
    }

    /// Waits until something may have changed, and gives what was touched.
    pub fn wait(&self) -> HashSet<PathBuf> {
        let mut touched = match self.events.recv_timeout(NOW_AND_THEN) {
            Ok(paths) => HashSet::from_iter(paths),
            Err(RecvTimeoutError::Timeout) => return HashSet::new(),
            Err(RecvTimeoutError::Disconnected) => {
                std::thread::sleep(NOW_AND_THEN);
                return HashSet::new();
            }
        };
        let start = Instant::now();
        while start.elapsed() < LONGEST
            && let Ok(paths) = self.events.recv_timeout(QUIET)
        {
            touched.extend(paths);
        }
        touched
    }
}
