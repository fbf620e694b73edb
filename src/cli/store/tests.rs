use super::*;
use std::sync::atomic::{AtomicUsize, Ordering};

/// A folder in memory, with room for so many writes.
struct Memory {
    files: Mutex<BTreeMap<String, Vec<u8>>>,
    room: AtomicUsize,
}

impl Default for Memory {
    fn default() -> Self {
        Self { files: Mutex::default(), room: AtomicUsize::new(usize::MAX) }
    }
}

impl Memory {
    fn has(&self, path: &str) -> bool {
        self.files.lock().unwrap().contains_key(path)
    }
    fn put(&self, path: &str, bytes: &[u8]) {
        self.files.lock().unwrap().insert(path.to_owned(), bytes.to_owned());
    }
    fn paths(&self) -> Vec<String> {
        self.files.lock().unwrap().keys().cloned().collect()
    }
}

impl Folder for Memory {
    fn read(&self, path: &str) -> io::Result<Option<Vec<u8>>> {
        Ok(self.files.lock().unwrap().get(path).cloned())
    }
    fn write(&self, path: &str, bytes: &[u8]) -> io::Result<()> {
        if self.room.load(Ordering::Relaxed) == 0 {
            return Err(io::ErrorKind::StorageFull.into());
        }
        self.room.fetch_sub(1, Ordering::Relaxed);
        self.put(path, bytes);
        Ok(())
    }
    fn remove(&self, path: &str) -> io::Result<()> {
        self.files.lock().unwrap().remove(path).map(drop).ok_or_else(|| io::ErrorKind::NotFound.into())
    }
    fn is_linked(&self, path: &str) -> bool {
        path.starts_with("linked/")
    }
    fn rename(&self, from: &str, to: &str) -> io::Result<()> {
        let bytes = self.files.lock().unwrap().remove(from).ok_or(io::ErrorKind::NotFound)?;
        self.put(to, &bytes);
        Ok(())
    }
    fn names(&self, folder: &str) -> io::Result<Vec<String>> {
        let inside = format!("{folder}/");
        Ok(self.paths().iter().filter_map(|path| path.strip_prefix(&inside)).map(str::to_owned).collect())
    }
}

fn build(folder: &Memory, files: &[(&str, &str)], only_looks: bool) -> Result<Written, StoreError> {
    let model = Model::default();
    let build = Build::start(folder, &model, only_looks)?;
    for (path, text) in files {
        Sink::put(&build, Artifact::text(*path, *text, []));
    }
    build.finish()
}

fn write(folder: &Memory, files: &[(&str, &str)]) -> Result<Written, StoreError> {
    build(folder, files, false)
}

#[test]
fn a_second_build_writes_nothing() {
    let folder = Memory::default();
    let files = [("b.json", "{}"), ("a/x.html", "x")];
    assert_eq!(write(&folder, &files).unwrap().written, ["a/x.html", "b.json", MANIFEST]);
    assert!(write(&folder, &files).unwrap().is_current());
    assert_eq!(folder.paths(), ["a/x.html", "b.json", MANIFEST]);
}

#[test]
fn the_same_files_in_another_order_are_the_same_build() {
    let folder = Memory::default();
    write(&folder, &[("a.html", "1"), ("b.html", "2")]).unwrap();
    assert!(write(&folder, &[("b.html", "2"), ("a.html", "1")]).unwrap().is_current());
}

#[test]
fn looking_changes_nothing() {
    let folder = Memory::default();
    let seen = build(&folder, &[("a.html", "1")], true).unwrap();
    assert_eq!(seen.written, ["a.html", MANIFEST]);
    assert!(folder.paths().is_empty());
}

#[test]
fn what_no_longer_belongs_goes_and_what_was_edited_stays() {
    let folder = Memory::default();
    write(&folder, &[("old.html", "1"), ("edited.html", "2")]).unwrap();
    folder.put("edited.html", b"by hand");
    let done = write(&folder, &[("new.html", "3")]).unwrap();
    assert_eq!(done.removed, ["old.html"]);
    assert!(folder.has("edited.html"));
}

#[test]
fn a_file_that_senda_did_not_write_is_never_overwritten() {
    let folder = Memory::default();
    folder.put("a.html", b"mine");
    folder.put("linked/c.html", b"elsewhere");
    for files in [[("b.html", "x"), ("a.html", "y")], [("a.html", "y"), ("linked/c.html", "z")]] {
        assert!(matches!(write(&folder, &files), Err(StoreError::Foreign(p)) if p == "a.html"));
        assert_eq!(folder.paths(), ["a.html", "linked/c.html"], "nothing else was written");
    }
    assert!(matches!(write(&folder, &[("linked/c.html", "z")]), Err(StoreError::Linked(_))));
}

#[test]
fn a_full_disk_changes_nothing_and_the_next_build_goes_through() {
    let folder = Memory::default();
    write(&folder, &[("a.html", "1")]).unwrap();
    let before = folder.paths();
    for room in 0..5 {
        folder.room.store(room, Ordering::Relaxed);
        let files = [("a.html", "2"), ("b.html", "2"), ("c.html", "2")];
        assert!(matches!(write(&folder, &files), Err(StoreError::Io { .. })));
        assert_eq!(folder.paths(), before);
        assert_eq!(folder.read("a.html").unwrap().unwrap(), b"1");
    }
    folder.room.store(usize::MAX, Ordering::Relaxed);
    write(&folder, &[("a.html", "2"), ("b.html", "2")]).unwrap();
    assert_eq!(folder.paths(), ["a.html", "b.html", MANIFEST]);
}

#[test]
fn a_build_that_was_cut_short_is_taken_up_again() {
    let folder = Memory::default();
    write(&folder, &[("a.html", "1")]).unwrap();
    // Killed after its list was written and one file was put in its place.
    let entry = ManifestEntry { path: "b.html".into(), sha256: sha256(b"2"), from: Vec::new() };
    folder.put(JOURNAL, &Manifest::of(vec![entry], &Model::default()).to_bytes());
    folder.put("b.html", b"2");
    folder.put(&staged("c.html"), b"3");
    folder.put(&format!("{STAGE}/notes.txt"), b"somebody's");
    write(&folder, &[("a.html", "1"), ("b.html", "4")]).unwrap();
    assert_eq!(folder.paths(), [&format!("{STAGE}/notes.txt"), "a.html", "b.html", MANIFEST]);
}

#[test]
fn a_build_that_is_given_up_leaves_nothing() {
    let folder = Memory::default();
    let model = Model::default();
    let build = Build::start(&folder, &model, false).unwrap();
    Sink::put(&build, Artifact::text("a.html", "1", []));
    assert_eq!(folder.paths().len(), 1);
    drop(build);
    assert!(folder.paths().is_empty());
}

#[test]
fn a_manifest_cannot_name_files_outside() {
    for path in ["../x", "/etc/x", "a/../../x", "C:x", "a\\b", ""] {
        assert!(!is_inside(path), "{path}");
    }
    assert!(is_inside("site/es/index.html"));
}
