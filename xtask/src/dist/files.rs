//! The files of the bundle: their names, sizes and digests, and how they come to be in a folder.

use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256, Sha384};

use crate::inputs;
use crate::shell::path;

/// What `manifest.json` says of the bundle.
#[derive(Serialize, Deserialize)]
pub struct Manifest {
    /// The version of the package.
    pub version: String,
    /// The files by role. A page with `loader` loads `core`, `wasm` and `css`, then `rest` and `rest_css` and, at leisure, `more`;
    /// one with `module` the same but for `core`. `verify`, `host`, `host-mock`, `analytics`, `experiments` and `vitals` are no part of either; `types`, `elements` and those named after frameworks are for
    /// tools.
    pub files: BTreeMap<String, Part>,
}

/// One file of the bundle.
#[derive(Serialize, Deserialize)]
pub struct Part {
    /// Its name beside the manifest. One with a hash can be cached for ever.
    pub file: String,
    /// A name that stays from version to version, to be cached for minutes.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub alias: Option<String>,
    /// Its size in bytes.
    pub bytes: usize,
    /// After gzip 9.
    pub gzip: usize,
    /// After brotli 11.
    pub brotli: usize,
    /// Its digest in the form of the `integrity` attribute.
    pub sha384: String,
}

impl Part {
    /// Every name it goes by.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        [Some(&self.file), self.alias.as_ref()]
            .into_iter()
            .flatten()
            .map(String::as_str)
    }
}

/// Where the bundle is.
pub fn out_dir() -> PathBuf {
    path("dist/embed")
}

/// Reads the manifest of the bundle that was built last.
pub fn manifest() -> Result<Manifest> {
    let text = fs::read_to_string(out_dir().join("manifest.json"))
        .context("there is no embed bundle; `cargo xtask dist` builds it")?;
    serde_json::from_str(&text).context("dist/embed/manifest.json")
}

/// The bytes of one part of the bundle.
pub fn read(part: &Part) -> Result<Vec<u8>> {
    let file: &Path = &out_dir().join(&part.file);
    fs::read(file).with_context(|| format!("{} is missing; run `cargo xtask dist`", part.file))
}

/// A file before it is written.
pub struct Named {
    pub role: String,
    pub file: String,
    pub alias: Option<String>,
    pub bytes: Vec<u8>,
}

impl Named {
    /// Names the file by the hash of its final bytes: it can be cached for ever.
    pub fn hashed(role: &str, stem: &str, extension: &str, bytes: Vec<u8>) -> Self {
        let hash = inputs::hex(&Sha256::digest(&bytes));
        Self {
            role: role.to_owned(),
            file: format!("{stem}.{}.{extension}", &hash[..10]),
            alias: None,
            bytes,
        }
    }

    /// A file for tools, which find it by its name.
    pub fn plain(role: &str, file: &str, text: String) -> Self {
        Self {
            role: role.to_owned(),
            file: file.to_owned(),
            alias: None,
            bytes: text.into_bytes(),
        }
    }

    pub fn with_alias(mut self, alias: &str) -> Self {
        self.alias = Some(alias.to_owned());
        self
    }

    /// The digest in the form of the `integrity` attribute.
    pub fn digest(&self) -> String {
        sha384(&self.bytes)
    }

    /// The name and the digest, as the scripts know them.
    pub fn defines(&self) -> Vec<(&'static str, String)> {
        let [name, url, sri] = match self.role.as_str() {
            "css" => ["__CSS__", "__CSS_URL__", "__CSS_SRI__"],
            "wasm" => ["__WASM__", "__WASM_URL__", "__WASM_SRI__"],
            "rest" => ["__REST__", "__REST_URL__", "__REST_SRI__"],
            "rest_css" => ["__REST_CSS__", "__REST_CSS_URL__", "__REST_CSS_SRI__"],
            "more" => ["__MORE__", "__MORE_URL__", "__MORE_SRI__"],
            _ => ["__CORE__", "__CORE_URL__", "__CORE_SRI__"],
        };
        vec![
            (name, format!("{:?}", self.file)),
            (url, format!("\"./{}\"", self.file)),
            (sri, format!("{:?}", self.digest())),
        ]
    }
}

/// Writes the new files beside the old ones and removes those afterwards, so that a server that
/// reads the folder never finds it empty.
pub fn write(parts: &[Named], version: &str, dir: &Path) -> Result<()> {
    fs::create_dir_all(dir)?;
    let mut keep = vec!["manifest.json".to_owned()];
    let mut files = BTreeMap::new();
    for part in parts {
        let (gzip, brotli) = (gzip(&part.bytes)?, brotli(&part.bytes)?);
        let entry = Part {
            file: part.file.clone(),
            alias: part.alias.clone(),
            bytes: part.bytes.len(),
            gzip: gzip.len(),
            brotli: brotli.len(),
            sha384: part.digest(),
        };
        for name in entry.names() {
            for (suffix, bytes) in [("", &part.bytes), (".gz", &gzip), (".br", &brotli)] {
                let name = format!("{name}{suffix}");
                fs::write(dir.join(&name), bytes)?;
                keep.push(name);
            }
        }
        eprintln!(
            "  {:<28} {:>8} B {:>8} B brotli",
            entry.file, entry.bytes, entry.brotli
        );
        files.insert(part.role.clone(), entry);
    }
    let manifest = Manifest {
        version: version.to_owned(),
        files,
    };
    fs::write(
        dir.join("manifest.json"),
        serde_json::to_string_pretty(&manifest)? + "\n",
    )?;
    keep_only(dir, &keep)
}

/// The files of a folder by their names.
pub fn contents(dir: &Path) -> Result<BTreeMap<String, Vec<u8>>> {
    let mut all = BTreeMap::new();
    for entry in fs::read_dir(dir)? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        all.insert(name, fs::read(entry.path())?);
    }
    Ok(all)
}

/// Removes every file that is not named.
pub fn keep_only(dir: &Path, keep: &[String]) -> Result<()> {
    for entry in fs::read_dir(dir)? {
        let entry = entry?;
        if !keep.iter().any(|name| entry.file_name() == name.as_str()) {
            fs::remove_file(entry.path())?;
        }
    }
    Ok(())
}

fn sha384(bytes: &[u8]) -> String {
    format!("sha384-{}", base64(&Sha384::digest(bytes)))
}

/// Standard base64; the digests' lengths are multiples of three, so there is never padding.
fn base64(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    debug_assert_eq!(bytes.len() % 3, 0);
    let mut text = String::new();
    for group in bytes.chunks_exact(3) {
        let bits = group
            .iter()
            .fold(0, |bits, byte| bits << 8 | usize::from(*byte));
        for shift in [18, 12, 6, 0] {
            text.push(char::from(DIGITS[bits >> shift & 63]));
        }
    }
    text
}

fn gzip(bytes: &[u8]) -> Result<Vec<u8>> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    encoder.write_all(bytes)?;
    Ok(encoder.finish()?)
}

/// After brotli 11.
pub fn brotli(mut bytes: &[u8]) -> Result<Vec<u8>> {
    let params = brotli::enc::BrotliEncoderParams {
        quality: 11,
        lgwin: 22,
        size_hint: bytes.len(),
        ..Default::default()
    };
    let mut packed = Vec::new();
    brotli::BrotliCompress(&mut bytes, &mut packed, &params)?;
    Ok(packed)
}
