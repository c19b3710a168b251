//! What evidence is made of, one row for each: a command's full form and its quick one, and where what it found is kept.

use super::Document;

pub(crate) struct Entry {
    /// The name of the record, and what one says to run it alone.
    pub(super) name: &'static str,
    pub(super) about: &'static str,
    /// The words after `cargo xtask`; none where there is no quick form.
    pub(super) full: &'static [&'static str],
    pub(super) quick: &'static [&'static str],
    pub(super) source: Source,
    /// What the command itself demands of its controls, for a record that is made of how it ended.
    pub(super) control: &'static str,
}

#[derive(Clone, Copy)]
pub(super) enum Source {
    /// The rows of a document, which the full form writes. The quick form writes a record.
    Document(Document, &'static str),
    Record,
}

const fn document(
    name: &'static str,
    about: &'static str,
    full: &'static [&'static str],
    quick: &'static [&'static str],
    kind: Document,
    path: &'static str,
) -> Entry {
    Entry {
        name,
        about,
        full,
        quick,
        source: Source::Document(kind, path),
        control: "in the document",
    }
}

const fn record(
    name: &'static str,
    about: &'static str,
    full: &'static [&'static str],
    quick: &'static [&'static str],
    control: &'static str,
) -> Entry {
    Entry { name, about, full, quick, source: Source::Record, control }
}

pub(super) const ENTRIES: &[Entry] = &[
    document(
        "stats",
        "every distribution against its law",
        &["stats"],
        &["stats", "--quick"],
        Document::Bounds,
        "docs/STATISTICS.md",
    ),
    document(
        "bytes",
        "the bytes of each source through batteries",
        &["stats", "bytes"],
        &["stats", "bytes", "--quick"],
        Document::Batteries,
        "docs/STATISTICS.md",
    ),
    document(
        "faults",
        "the system's source under faults",
        &["faults"],
        &["faults", "--quick"],
        Document::Rows,
        "docs/FAULTS.md",
    ),
    document(
        "forks",
        "the generators under forks",
        &["forks"],
        &["forks", "--quick"],
        Document::Rows,
        "docs/FORKS.md",
    ),
    document(
        "memory",
        "what is left of dropped secrets",
        &["memory"],
        &["memory", "--quick"],
        Document::Memory,
        "docs/MEMORY.md",
    ),
    document(
        "timing",
        "no time depends on a secret, by a clock",
        &["timing"],
        &["timing", "--quick"],
        Document::Timing,
        "docs/TIMING.md",
    ),
    record(
        "memcheck",
        "no jump and no address depends on a secret, by memcheck",
        &["ci", "timing"],
        &["ci", "timing"],
        "tables and an `==` must be reported",
    ),
    record(
        "profiles",
        "secrets in memory and under memcheck, in ten ways to optimise",
        &["profiles"],
        &[],
        "",
    ),
    record(
        "promises",
        "docs/PROMISES.md is what generators do",
        &["ci", "promises"],
        &["ci", "promises"],
        "each check has a generator that breaks its promise",
    ),
    record(
        "nostd",
        "the libraries build without std",
        &["nostd"],
        &["nostd"],
        "a crate that asks for std must be refused",
    ),
    record(
        "nopanic",
        "the entropy crate has no panic to reach",
        &["nopanic"],
        &["nopanic"],
        "a program that indexes out of bounds must not link",
    ),
    record(
        "fuzz",
        "no input crashes a target",
        &["fuzz", "--minutes", "10"],
        &["fuzz", "--seconds", "2"],
        "",
    ),
    record("bench", "the bars of speed", &["bench"], &["bench", "--quick"], ""),
    record(
        "matrix",
        "the tests on other processors and systems",
        &["matrix"],
        &["matrix", "--quick"],
        "",
    ),
    record(
        "matrix-control",
        "a bug for one target is found on that target",
        &["matrix", "--control"],
        &[],
        "",
    ),
    record("features", "sets of features compile", &["features"], &["features", "--quick"], ""),
    record("msrv", "the oldest Rust that is promised", &["msrv"], &["msrv"], ""),
    record(
        "minimal",
        "the oldest dependencies that are promised",
        &["minimal"],
        &["minimal", "--check"],
        "",
    ),
    record("api", "the public names are those of the snapshots", &["api"], &["api"], ""),
    record("semver", "no breaking change without its number", &["semver"], &["semver"], ""),
    record(
        "reproducible",
        "two builds are the same file",
        &["reproducible"],
        &["reproducible", "--quick"],
        "",
    ),
    record("vmclone", "a copied machine repeats nothing", &["vmclone"], &[], ""),
    record(
        "web",
        "the page for browsers, in Chromium",
        &["web", "--test"],
        &[],
        "planted scripts, images and traces must be seen",
    ),
    record(
        "cli-kills",
        "killed while it writes, the command leaves no part of a file",
        &["cli", "kills"],
        &[],
        "",
    ),
    record("cli-speed", "the command from start to end, against pwgen", &["cli", "speed"], &[], ""),
    record("mutants", "tests see changes to the code", &["mutants"], &[], ""),
];

/// Whose quick forms share no folder of compiled files with the others', and measure nothing.
pub(super) const COMPILING: &[&str] =
    &["nostd", "features", "msrv", "minimal", "api", "semver", "reproducible"];

/// Whose quick forms measure time, and so run beside nothing.
pub(super) const MEASURING: &[&str] = &["timing", "bench"];

/// Commands that are no evidence: they look at the source, gather the others, or are this one.
#[cfg(test)]
pub(super) const OTHERS: &[&str] = &["ci", "tidy", "messages", "evidence", "sbom"];

/// Bars that are known to be missed, the last three on some processors: of an entry the claims that begin like this, and where the
/// reasons stand. They are missed all the same.
pub(super) const ARGUED: &[(&str, &str, &str)] = &[
    ("bench", "generator, owned: fill 32 bytes, against rand::rng()", TIME),
    ("bench", "generator, owned: u64, against rand", TIME),
    ("bench", "generator, owned: below(10), against rand", TIME),
    ("bench", "generator, thread's: u64, against rand", TIME),
    ("bench", "generator, thread's: below(10), against rand", TIME),
    ("bench", "generator, owned: shuffle 52, against rand", TIME),
    ("bench", "generator, owned: shuffle 1000, against rand", TIME),
    ("bench", "tokens, generator: 32-byte hex", TIME),
    ("bench", "tokens, generator: 32-byte base64url", TIME),
    ("bench", "tokens, generator: 20 alphanumerics, against rand Alphanumeric", TIME),
    ("bench", "tokens, generator: UUID v4", TIME),
    ("bench", "tokens, system: 32-byte base64url", TIME),
    ("bench", "compare: arrays of 32, against constant_time_eq", TIME),
    ("bench", "shell: 100 000 passwords of 20", TIME),
];
const TIME: &str = "PERFORMANCE.md#where-the-time-goes";
