//! What there is to choose from.

use super::Options;
use crate::commands::matrix::packages::{self, SETS};

/// What `--list` prints.
pub(in crate::commands::matrix) fn list(options: &Options) -> String {
    let mut text = format!("{:32}{:9}{}\n", "target", "depth", "packages of Debian's, if missing");
    for target in options.targets() {
        let needs: Vec<&str> = target.needs.iter().map(|need| need.package).collect();
        let line =
            format!("{:32}{:9}{}", target.name, options.depth(target).to_string(), needs.join(" "));
        text.push_str(line.trim_end());
        text.push('\n');
    }
    let sets: Vec<&str> = SETS.iter().map(|set| set.name).collect();
    let crates: Vec<&str> = packages::ours().iter().map(|package| package.name).collect();
    text + &format!("crates: {}\nfeature sets: {}\n", crates.join(", "), sets.join(", "))
}
