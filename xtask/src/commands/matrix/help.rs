//! The options, as `cargo xtask matrix --help` says them.

/// What `--help` says, a line for each.
pub(super) const HELP: &str = "  --target T         this target; may be given again
  --crate C          this crate; may be given again
  --features F       one of the sets none, default, all, or a list for cargo; may be given again
  --depth D          the most that each target is taken to: checked, built or run
  --route R          the standard libraries from: rustup, cross or debian
  --manifest-path P  another project's Cargo.toml
  --json FILE        the rows for a program
  --allow-missing    what is not checked does not make the exit status 1
  --quick            what every change is put through
  --setup            install by name what is missing
  --list             print targets, crates and sets of features
  --control          plant two bugs, and ask for red where it belongs
";

/// Their names with what they take, for whoever gave another.
pub(super) fn options() -> String {
    let names = HELP.lines().filter_map(|line| line.trim_start().split("  ").next());
    format!("there are {}", names.collect::<Vec<_>>().join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn options_are_told_with_what_they_take() {
        let text = options();
        assert!(text.starts_with("there are --target T, --crate C, "), "{text}");
        assert!(text.ends_with(", --list, --control"), "{text}");
        assert_eq!(text.matches("--").count(), HELP.lines().count());
    }
}
