//! The EFF's lists of words as text, a word on each line.
//!
//! As the arrays that they come in they are ten thousand pointers, each of which the loader sets at every start of the program, for
//! the one command that needs them: docs/PERFORMANCE.md, "At the shell".

use core::error::Error;
use std::{env, fs, path::Path};

fn main() -> Result<(), Box<dyn Error>> {
    #[allow(clippy::print_stdout, reason = "this is how a build script speaks to cargo")]
    {
        println!("cargo:rerun-if-changed=build.rs");
    }
    let folder = env::var_os("OUT_DIR").ok_or("cargo names a folder")?;
    for (name, words) in [
        ("long", &diceware_wordlists::EFF_LONG_WORDLIST[..]),
        ("short", &diceware_wordlists::EFF_SHORT_WORDLIST_1[..]),
        ("prefixes", &diceware_wordlists::EFF_SHORT_WORDLIST_2_0[..]),
    ] {
        fs::write(Path::new(&folder).join(name), words.join("\n"))?;
    }
    Ok(())
}
