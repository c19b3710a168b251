//! `cargo xtask reproducible`: the command, built twice from the same sources in different folders, is the same bytes.
//!
//! Who gets a binary can so find out whether it is made of the sources that it is said to be made of. Where things lie is
//! left out of it by `--remap-path-prefix`; everything else (compiler, lock, profile) is the same. A third
//! build, of sources that differ by one character of a message, must differ.

use std::fs;
use std::path::{Path, PathBuf};

use super::record::{self, Claim, Verdict};
use super::{Outcome, Stop, Workspace, copy, failed};
use crate::shell::{Line, need, timed};

/// What is built, and a message in it that the control changes by one character.
struct Product {
    what: &'static str,
    cargo: &'static str,
    program: &'static str,
    file: &'static str,
    message: [&'static str; 2],
}

/// The change is in the help, which is in the program whatever the optimiser does.
const COMMAND: Product = Product {
    what: "wellspring, release, --locked",
    cargo: "--release --package wellspring-cli",
    program: "release/wellspring",
    file: "crates/cli/src/args.rs",
    message: ["\nExit status:\n", "\nExit status.\n"],
};

/// The largest library, which needs the two below it: in seconds.
const QUICK: Product = Product {
    what: "libwellspring_tokens.rlib, unoptimised, --locked",
    cargo: "--package wellspring-tokens",
    program: "debug/libwellspring_tokens.rlib",
    file: "crates/tokens/src/password/error.rs",
    message: ["\"all characters are left out,", "\"All characters are left out,"],
};

pub(crate) fn run(ws: &Workspace, args: &[String]) -> Outcome {
    match args {
        [] => {
            let (claim, time) = timed(|| compared(ws, &COMMAND));
            let claim = claim?;
            record::write(
                ws,
                "reproducible",
                "cargo xtask reproducible",
                time,
                core::slice::from_ref(&claim),
            )?;
            judged(claim)
        }
        [arg] if arg == "--quick" => judged(compared(ws, &QUICK)?),
        _ => Err(Stop::Usage("reproducible takes --quick or nothing".into())),
    }
}

/// As the step of ci.
pub(crate) fn quick(ws: &Workspace) -> Outcome {
    run(ws, &["--quick".into()])
}

fn judged(Claim { what, figure, verdict, .. }: Claim) -> Outcome {
    match verdict {
        Verdict::Met => Ok(format!("{what}: {figure}")),
        _ => Err(failed(format!("two builds of {what} differ: {figure}"))),
    }
}

fn compared(ws: &Workspace, product: &Product) -> Result<Claim, Stop> {
    need("sha256sum")?;
    let root = ws.scratch("reproducible")?;
    let (one, other) = (root.join("one"), root.join("another folder").join("with a longer name"));
    copy::whole(ws, &one)?;
    copy::whole(ws, &other)?;
    let (first, second) = (build(&one, product)?, build(&other, product)?);
    let file = other.join(product.file);
    let text = changed(product, &fs::read_to_string(&file)?);
    fs::write(file, text.ok_or_else(|| failed("no message to change"))?)?;
    let control = build(&other, product)?;
    fs::remove_dir_all(&root)?;
    if control == first || control == second {
        return Err(failed("negative control: a change to the sources did not change the program"));
    }
    let met = first == second;
    Ok(Claim {
        what: product.what.into(),
        figure: if met {
            format!("SHA-256 {first} twice")
        } else {
            format!("{first} and {second}")
        },
        demand: "two builds in different folders are the same bytes".into(),
        verdict: if met { Verdict::Met } else { Verdict::Missed },
        control: format!("one character of a message changed: {control}"),
    })
}

/// The digest of the program, built of the sources in `dir`.
fn build(dir: &Path, product: &Product) -> Result<String, Stop> {
    let target = dir.join("target");
    let line = Line::new("cargo build --quiet --locked").words(product.cargo);
    let line = line.env("CARGO_TARGET_DIR", &target).env("CARGO_INCREMENTAL", "0");
    line.env("CARGO_ENCODED_RUSTFLAGS", flags(dir)?).dir(dir).run()?;
    let said = Line::new("sha256sum").arg(target.join(product.program)).read()?;
    digest(&said).ok_or_else(|| failed(format!("sha256sum said {said}")))
}

/// Rustc's flags, which cargo takes apart at the unit separator, so that a folder's name may have spaces.
fn flags(dir: &Path) -> Result<String, Stop> {
    let cargo = match std::env::var_os("CARGO_HOME") {
        Some(home) => PathBuf::from(home),
        None => std::env::home_dir().ok_or_else(|| failed("no home folder"))?.join(".cargo"),
    };
    let remap = |from: &Path, to: &str| format!("--remap-path-prefix={}={to}", from.display());
    Ok([remap(dir, "/wellspring"), remap(&cargo, "/cargo")].join("\u{1f}"))
}

fn digest(said: &str) -> Option<String> {
    let digest = said.trim_start_matches('\\').split(' ').next()?;
    let is_hex = digest.len() == 64 && digest.bytes().all(|b| b.is_ascii_hexdigit());
    is_hex.then(|| digest.to_owned())
}

/// The source with another message in it.
fn changed(product: &Product, source: &str) -> Option<String> {
    let [from, to] = product.message;
    let changed = source.replacen(from, to, 1);
    (changed != source).then_some(changed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_digest_is_read_as_sha256sum_writes_it() {
        let hex = "0123456789abcdef".repeat(4);
        assert_eq!(digest(&format!("{hex}  target/wellspring\n")), Some(hex.clone()));
        assert_eq!(digest(&format!("\\{hex}  a name with a backslash\n")), Some(hex));
        assert_eq!(digest("sha256sum: no such file\n"), None);
    }

    #[test]
    fn the_control_changes_one_character() {
        for product in [COMMAND, QUICK] {
            let source = fs::read_to_string(Workspace::find().root.join(product.file)).unwrap();
            let changed = changed(&product, &source).unwrap();
            let different = source.bytes().zip(changed.bytes()).filter(|(a, b)| a != b).count();
            assert_eq!((different, changed.len()), (1, source.len()));
            assert_eq!(super::changed(&product, "fn main() {}\n"), None);
        }
    }
}
