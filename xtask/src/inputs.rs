//! One hash over files, to know whether something must be built again.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use sha2::{Digest, Sha256};

use crate::shell;

/// The hash of every file below the given paths that `keep` accepts, by name and content.
///
/// Paths are relative to the root; one that does not exist counts as empty.
pub fn hash(paths: &[&str], keep: fn(&str) -> bool) -> Result<String> {
    let mut hasher = Sha256::new();
    for file in files(paths)? {
        let name = relative(&file);
        if keep(&name) {
            let bytes = fs::read(&file).with_context(|| name.clone())?;
            hasher.update((name.len() as u64).to_le_bytes());
            hasher.update(&name);
            hasher.update((bytes.len() as u64).to_le_bytes());
            hasher.update(bytes);
        }
    }
    Ok(hex(&hasher.finalize()))
}

/// Every file below the given paths, sorted; paths are relative to the root, and one that does not
/// exist counts as empty.
pub fn files(paths: &[&str]) -> Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for path in paths {
        walk(&shell::path(path), &mut files)?;
    }
    files.sort();
    Ok(files)
}

/// The path below the root, with `/` on every system.
pub fn relative(file: &Path) -> String {
    let below = file.strip_prefix(shell::root()).unwrap_or(file);
    below.to_string_lossy().replace('\\', "/")
}

/// Lower-case hexadecimal.
pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn walk(path: &Path, files: &mut Vec<PathBuf>) -> Result<()> {
    if path.is_dir() {
        for entry in fs::read_dir(path)? {
            walk(&entry?.path(), files)?;
        }
    } else if path.is_file() {
        files.push(path.to_path_buf());
    }
    Ok(())
}
