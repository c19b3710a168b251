//! The files of which mutants can be made, and which of them are critical.

use std::fs;

use crate::commands::{Stop, Workspace, tidy};

/// The crates whose every file is asked, with the folder of its sources.
pub(super) const CRATES: &[(&str, &str)] =
    &[("wellspring-dist", "crates/dist/src"), ("wellspring-tokens", "crates/tokens/src")];

/// Where nothing but an equal program may live: rejection, masking, wiping, comparison. A folder ends in `/`.
const CRITICAL: &[&str] = &[
    "crates/dist/src/alphabet.rs",
    "crates/dist/src/alphabet/",
    "crates/dist/src/big.rs",
    "crates/dist/src/big/",
    "crates/dist/src/block.rs",
    "crates/dist/src/dice.rs",
    "crates/dist/src/discrete.rs",
    "crates/dist/src/distributions/bernoulli.rs",
    "crates/dist/src/distributions/ziggurat.rs",
    "crates/dist/src/full_precision.rs",
    "crates/dist/src/integer.rs",
    "crates/dist/src/interval.rs",
    "crates/dist/src/lemire.rs",
    "crates/dist/src/range.rs",
    "crates/dist/src/reservoir/skip.rs",
    "crates/dist/src/shuffle.rs",
    "crates/dist/src/shuffle/",
    "crates/dist/src/steps.rs",
    "crates/dist/src/uniform.rs",
    "crates/dist/src/unit.rs",
    "crates/dist/src/weights/alias.rs",
    "crates/tokens/src/code/otp_auth/secret.rs",
    "crates/tokens/src/code/recovery.rs",
    "crates/tokens/src/compare.rs",
    "crates/tokens/src/encoding.rs",
    "crates/tokens/src/encoding/alphabet.rs",
    "crates/tokens/src/encoding/check.rs",
    "crates/tokens/src/encoding/decode.rs",
    "crates/tokens/src/encoding/dispatch.rs",
    "crates/tokens/src/encoding/groups.rs",
    "crates/tokens/src/encoding/radix.rs",
    "crates/tokens/src/encoding/secret.rs",
    "crates/tokens/src/encoding/short.rs",
    "crates/tokens/src/encoding/words.rs",
    "crates/tokens/src/expose_secret/hex.rs",
    "crates/tokens/src/key_format/checksum.rs",
    "crates/tokens/src/key_format/key.rs",
    "crates/tokens/src/key_format/parse.rs",
    "crates/tokens/src/link/encode.rs",
    "crates/tokens/src/link/secret_url.rs",
    "crates/tokens/src/passphrase/spell.rs",
    "crates/tokens/src/password/by_class/binomials.rs",
    "crates/tokens/src/password/by_class/unrank.rs",
    "crates/tokens/src/password/by_class/unrank/",
    "crates/tokens/src/password/masks.rs",
    "crates/tokens/src/password/paper.rs",
    "crates/tokens/src/password/unrank.rs",
    "crates/tokens/src/secret.rs",
    "crates/tokens/src/secret/",
    "crates/tokens/src/select.rs",
    "crates/tokens/src/spelling.rs",
    "crates/tokens/src/split.rs",
    "crates/tokens/src/wipe.rs",
];

/// A file of which mutants can be made.
#[derive(Debug)]
pub(super) struct File {
    pub(super) package: &'static str,
    pub(super) path: String,
    pub(super) digest: String,
    pub(super) critical: bool,
}

/// All files with code in them: those of unit tests have none.
pub(super) fn files(ws: &Workspace) -> Result<Vec<File>, Stop> {
    let mut files = Vec::new();
    for (package, folder) in CRATES {
        for file in tidy::files(&ws.root.join(folder))? {
            let path = tidy::unix_path(&ws.root, &file);
            let inner = path.trim_start_matches(folder).trim_start_matches('/');
            let Some(inner) = inner.strip_suffix(".rs") else { continue };
            if inner.split('/').any(|part| part == "tests") {
                continue;
            }
            let (digest, critical) = (digest(&fs::read(&file)?), critical(&path));
            files.push(File { package, path, digest, critical });
        }
    }
    // What must not live comes first, for a call that is cut short.
    files.sort_by_key(|file| (!file.critical, file.path.clone()));
    Ok(files)
}

/// Of a file's bytes: FNV-1a, which tells versions of a text apart and no more.
fn digest(bytes: &[u8]) -> String {
    let step = |sum: u64, byte: &u8| (sum ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
    format!("{:016x}", bytes.iter().fold(0xcbf2_9ce4_8422_2325, step))
}

pub(super) fn critical(path: &str) -> bool {
    let within = |known: &str| path == known || known.ends_with('/') && path.starts_with(known);
    CRITICAL.iter().any(|known| within(known))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn critical_are_files_that_are_there() {
        let ws = Workspace::find();
        assert!(CRITICAL.iter().all(|path| ws.root.join(path).exists()));
        assert!(critical("crates/tokens/src/secret/bytes.rs"));
        assert!(!critical("crates/tokens/src/secrets.rs"));
    }

    #[test]
    fn every_source_file_is_asked_and_no_test() {
        let files = files(&Workspace::find()).unwrap();
        let has = |path: &str| files.iter().any(|file| file.path == path);
        assert!(has("crates/dist/src/lemire.rs") && has("crates/tokens/src/compare.rs"));
        assert!(!has("crates/dist/src/lemire/tests.rs"));
        assert!(files.iter().all(|file| file.digest.len() == 16), "{files:?}");
        assert!(critical(&files[0].path));
    }
}
