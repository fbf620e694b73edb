//! The output folder on disk.

use super::store::Folder;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

pub struct DiskFolder {
    root: PathBuf,
}

impl DiskFolder {
    pub fn new(root: impl AsRef<Path>) -> Self {
        Self { root: root.as_ref().to_owned() }
    }
}

impl Folder for DiskFolder {
    fn read(&self, path: &str) -> io::Result<Option<Vec<u8>>> {
        match std::fs::read(self.root.join(path)) {
            Ok(bytes) => Ok(Some(bytes)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error),
        }
    }

    fn write(&self, path: &str, bytes: &[u8]) -> io::Result<()> {
        let target = self.root.join(path);
        let folder = target.parent().unwrap_or(&self.root);
        std::fs::create_dir_all(folder)?;
        let mut file = tempfile::Builder::new().prefix(".senda-").tempfile_in(folder)?;
        file.write_all(bytes)?;
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            // What was there keeps its permissions.
            let mode = std::fs::metadata(&target).map_or(0o644, |old| old.permissions().mode() & 0o777);
            file.as_file().set_permissions(std::fs::Permissions::from_mode(mode))?;
        }
        file.persist(&target).map(drop).map_err(|e| e.error)
    }

    /// Removes a file, and the folders that it leaves empty.
    fn remove(&self, path: &str) -> io::Result<()> {
        let target = self.root.join(path);
        std::fs::remove_file(&target)?;
        let mut folder = target.parent();
        while let Some(empty) = folder.filter(|f| *f != self.root) {
            if std::fs::remove_dir(empty).is_err() {
                break;
            }
            folder = empty.parent();
        }
        Ok(())
    }

    fn is_linked(&self, path: &str) -> bool {
        let mut at = self.root.clone();
        path.split('/').any(|part| {
            at.push(part);
            std::fs::symlink_metadata(&at).is_ok_and(|m| m.file_type().is_symlink())
        })
    }
}
