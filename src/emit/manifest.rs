//! `manifest.json`: every file of a build, its checksum and where it came from.

use super::Artifact;
use crate::model::Model;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// The name of the manifest in the output folder.
pub const MANIFEST: &str = "manifest.json";

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// Version of this format.
    pub version: u32,
    /// `kind:id` of the program.
    pub program: String,
    pub files: Vec<ManifestEntry>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ManifestEntry {
    /// From the output folder, with `/`.
    pub path: String,
    pub sha256: String,
    /// `kind:id` of the entities it was made from.
    pub from: Vec<String>,
}

impl ManifestEntry {
    pub fn of(artifact: &Artifact, model: &Model) -> Self {
        let mut from: Vec<String> = artifact.from.iter().map(|e| model.entity(*e).name()).collect();
        from.sort();
        from.dedup();
        Self { path: artifact.path.clone(), sha256: sha256(&artifact.bytes), from }
    }
}

impl Manifest {
    pub fn of(files: Vec<ManifestEntry>, model: &Model) -> Self {
        let program = model.program().map(|p| p.entity.name()).unwrap_or_default();
        Self { version: 1, program, files }
    }

    pub fn to_bytes(&self) -> Vec<u8> {
        let mut text = serde_json::to_vec_pretty(self).expect("a manifest serializes");
        text.push(b'\n');
        text
    }
}

/// The SHA-256 of bytes, in lower-case hexadecimal digits.
pub fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|b| format!("{b:02x}")).collect()
}

/// Reads a manifest; `None` when the bytes are not one of ours.
pub fn manifest_of_bytes(bytes: &[u8]) -> Option<Manifest> {
    serde_json::from_slice(bytes).ok()
}
