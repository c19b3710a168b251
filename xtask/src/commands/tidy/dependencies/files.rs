//! What is in the files of a package: `unsafe` code, and code that is compiled already.

use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use crate::commands::{Stop, failed};
use crate::source::{code_only, lines_with};

/// Whether any of them is compiled code.
pub(super) fn have_compiled(files: &[PathBuf]) -> io::Result<bool> {
    for file in files {
        if is_compiled(&head(file)?) {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Every file of a package, sorted.
pub(super) fn below(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let (mut folders, mut found) = (vec![folder.to_path_buf()], Vec::new());
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder)? {
            let path = entry?.path();
            if path.is_dir() { folders.push(path) } else { found.push(path) }
        }
    }
    found.sort();
    Ok(found)
}

/// Its first eight bytes, or fewer.
fn head(file: &Path) -> io::Result<Vec<u8>> {
    let mut head = Vec::new();
    fs::File::open(file)?.take(8).read_to_end(&mut head)?;
    Ok(head)
}

/// By how such files begin: ELF, wasm, archives, Mach-O of both orders and of several processors, and DOS and Windows.
fn is_compiled(head: &[u8]) -> bool {
    const MAGIC: &[&[u8]] = &[
        b"\x7fELF",
        b"\0asm",
        b"!<arch>",
        b"\xfe\xed\xfa",
        b"\xce\xfa\xed\xfe",
        b"\xcf\xfa\xed\xfe",
        b"\xca\xfe\xba\xbe",
        b"MZ",
    ];
    MAGIC.iter().any(|magic| head.starts_with(magic))
}

/// Whether any source below `folder` has the word in its code.
pub(super) fn have_unsafe(files: &[PathBuf], folder: &Path) -> Result<bool, Stop> {
    let source = |file: &&PathBuf| {
        file.starts_with(folder) && file.extension().is_some_and(|ext| ext == "rs")
    };
    let mut read = 0_usize;
    for file in files.iter().filter(source) {
        read += 1;
        if is_unsafe(&fs::read_to_string(file)?) {
            return Ok(true);
        }
    }
    // No file would be no proof.
    if read == 0 { Err(failed("a package without sources")) } else { Ok(false) }
}

fn is_unsafe(text: &str) -> bool {
    text.contains("unsafe") && !lines_with(&code_only(text), "unsafe").is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn compiled_code_is_known_by_its_beginning() {
        for head in
            [&b"\x7fELF\x02"[..], b"\0asm\x01", b"!<arch>\n", b"MZ\x90", b"\xcf\xfa\xed\xfe"]
        {
            assert!(is_compiled(head), "{head:?}");
        }
        assert!(!is_compiled(b"//! Text") && !is_compiled(b""));
        let ours = std::env::current_exe().unwrap();
        assert!(is_compiled(&head(&ours).unwrap()));
    }

    #[test]
    fn unsafe_is_found_in_code_alone() {
        for clean in ["#![forbid(unsafe_code)]", "// unsafe {}", "let x = \"unsafe {}\";"] {
            assert!(!is_unsafe(clean), "{clean}");
        }
        assert!(is_unsafe("unsafe impl Send for A {}") && is_unsafe("fn f() { unsafe { g() } }"));
    }
}
