//! The generated part of docs/PERFORMANCE.md, and docs/performance/ROWS.md, which has all rows of ours against a peer.

use super::{bars::Judged, growth::Grown, rows::Rows};
use crate::commands::{
    Stop, failed,
    record::{Made, Verdict},
};
use core::fmt::Write as _;

const START: &str = "<!-- bench -->\n";
const END: &str = "<!-- /bench -->";

/// The plots: file, heading, and what is to be seen, for those who do not see it.
const PLOTS: &[[&str; 3]] = &[
    [
        "docs/performance/time.svg",
        "The time to fill a buffer",
        "Nanoseconds a call against the bytes that are filled, 8 to 1 MiB, both axes logarithmic, a line for each source",
    ],
    [
        "docs/performance/throughput.svg",
        "The same as throughput",
        "Bytes a second against the bytes that are filled, 8 to 1 MiB, both axes logarithmic, a line for each source",
    ],
    [
        "docs/performance/tokens.svg",
        "Tokens a second",
        "Bars of millions of tokens a second, ours beside each peer, for the system tier and for the generator tier",
    ],
    [
        "docs/performance/shuffle.svg",
        "Shuffles",
        "Time of a shuffle against the number of items, both axes logarithmic, ours and rand's, with the fitted powers",
    ],
    [
        "docs/performance/sample.svg",
        "Samples",
        "Time of a sample against n, both axes logarithmic, ours, rand's and a quadratic control, with the fitted powers",
    ],
    [
        "docs/performance/weighted.svg",
        "Weighted choices",
        "Time to make tables of weights and to draw from them against the number of weights, both axes logarithmic, with the fitted powers",
    ],
    [
        "docs/performance/policy.svg",
        "Counting a policy",
        "Time to count the passwords of a policy against their length, both axes logarithmic, for four policies, with the fitted powers",
    ],
];

/// The tables of bars and of exponents, with the counts.
pub(super) fn text(rows: &Rows, judged: &[Judged<'_>], grown: &[Grown]) -> String {
    let mut text = String::new();
    if !judged.is_empty() {
        text +=
            "| tier or table | work | ours | against | theirs | ratio (middle half) | bar | |\n";
        text += "|---|---|---|---|---|---|---|---|\n";
        for found in judged {
            let [table, work, peer] = found.what();
            let [ours, theirs] = found.pair.map_or([String::new(), String::new()], |pair| {
                [time(pair.ours.median), time(pair.theirs.median)]
            });
            let (figure, demand) = (found.figure(), found.bar.demand);
            let verdict = shown(found.verdict);
            text += &format!(
                "| {table} | {work} | {ours} | {peer} | {theirs} | {figure} | {demand} | {verdict} |\n"
            );
        }
        text += &counts(judged.iter().map(|found| found.verdict));
        let control = judged.first().map_or("", |found| &found.control);
        text += &format!("\nControl: {control}.\n");
    }
    if !grown.is_empty() {
        text += "\n| growth | series | theory | for n of | exponent | in two parts | bar | |\n|---|---|---|---|---|---|---|---|\n";
        for found in grown {
            let cells = found.cells().join(" | ");
            text += &format!("| {cells} | {} |\n", shown(found.verdict));
        }
        text += &counts(grown.iter().map(|found| found.verdict));
        text += PARTS;
    }
    for [bench, table, what, reason] in &rows.missing {
        text += &format!("\n{bench}, {table}: {what} was not measured: {reason}.\n");
    }
    text
}

/// The files of the plots, from the root.
pub(super) fn plot_files() -> Vec<&'static str> {
    PLOTS.iter().map(|[file, ..]| *file).collect()
}

/// docs/PERFORMANCE.md with another generated part; what is written by hand stays.
pub(super) fn page(old: &str, made: &Made, rows: &Rows, tables: &str) -> Result<String, Stop> {
    let head =
        format!("Made by `{}` on {}, version {}.\n\n", made.command, made.date, made.version);
    let text = head + &setting(rows) + "\n" + tables + &plots();
    replaced(old, &text).map_err(failed)
}

/// The document with another text between its marks.
fn replaced(document: &str, text: &str) -> Result<String, String> {
    let parts = document.split_once(START).and_then(|(before, rest)| {
        let (_, after) = rest.split_once(END)?;
        Some((before, after))
    });
    let (before, after) = parts.ok_or(format!("no {} … {END}", START.trim_end()))?;
    Ok(format!("{before}{START}{text}{END}{after}"))
}

fn setting(rows: &Rows) -> String {
    let mut text = "| what | with |\n|---|---|\n".to_owned();
    for (what, with) in &rows.setting {
        text += &format!("| {what} | {with} |\n");
    }
    text
}

fn plots() -> String {
    let mut text = String::new();
    for [file, heading, alt] in PLOTS {
        let file = file.trim_start_matches("docs/");
        text += &format!("\n### {heading}\n\n![{alt}]({file})\n");
        if file.ends_with("/time.svg") {
            text += SAME;
        }
    }
    text
}

/// Which exponent the bars are about.
const PARTS: &str = "\nThe bars are about one power over all sizes. Where the points are far from it and two powers that meet at one of them leave less \
    than half of\nthat, the two are given as well, and drawn. How far the points are from what is drawn stands beside each plot.\n\
    Beyond some 32768 weights their tables outgrow a core's cache, ours and rand's alike: the second power of `draw` is of misses, not of steps.\n\
    What is a good part of all items is sampled from a list of all indices, which is the step down in the plot of samples.\n";

/// Why some lines of the first plots cannot be told apart.
const SAME: &str = "\nSources that make the same call lie on one line: `getrandom`, rand's `SysRng` and `Syscall` enter the kernel; `SystemRandom`, \
    `Vdso` and `vdso-rng` call\nits code in this process.\n";

/// docs/performance/ROWS.md.
pub(super) fn all(rows: &Rows) -> String {
    let mut text = "# All rows\n\nMade by `cargo xtask bench`: the medians, and between which values the middle half lies. A ratio above 1 means \
        that ours is faster.\nThe figures are in rows.tsv, the points of the plots among them.\n"
        .to_owned();
    for (bench, table, pairs) in rows.tables() {
        text += &format!("\n## {bench}: {table}\n\n");
        text += "| work | ours | peer | theirs | ratio (middle half) |\n|---|---|---|---|---|\n";
        for pair in pairs {
            let [ours, theirs] = [pair.ours, pair.theirs]
                .map(|t| format!("{} ({} to {})", time(t.median), time(t.low), time(t.high)));
            let [r, low, high] = [pair.ratio.median, pair.ratio.low, pair.ratio.high].map(ratio);
            _ = writeln!(
                text,
                "| {} | {ours} | {} | {theirs} | {r} ({low} to {high}) |",
                pair.work, pair.peer
            );
        }
    }
    text
}

fn counts(verdicts: impl Iterator<Item = Verdict> + Clone) -> String {
    let count = |wanted| verdicts.clone().filter(|verdict| *verdict == wanted).count();
    let [met, missed, unchecked] = [Verdict::Met, Verdict::Missed, Verdict::NotChecked].map(count);
    format!("\n{met} met, {missed} missed, {unchecked} not checked\n")
}

/// Bold where it is not as it should be, and nothing where nothing is asked.
fn shown(verdict: Verdict) -> String {
    match verdict {
        Verdict::Met => "met".into(),
        Verdict::Figure => String::new(),
        Verdict::Missed | Verdict::NotChecked => format!("**{verdict}**"),
    }
}

/// Nanoseconds in the unit that suits them, with three digits.
pub(super) fn time(nanoseconds: f64) -> String {
    let units = [(1e9, "s"), (1e6, "ms"), (1e3, "µs")];
    let fits = units.into_iter().find(|(size, _)| nanoseconds >= 0.9995 * size);
    let (size, unit) = fits.unwrap_or((1.0, "ns"));
    format!("{} {unit}", ratio(nanoseconds / size))
}

/// Three digits, or all before the point.
pub(super) fn ratio(number: f64) -> String {
    let places = if number < 9.995 { 2 } else { usize::from(number < 99.95) };
    format!("{number:.places$}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    use crate::commands::{
        Workspace,
        bench::{bars, growth},
    };

    #[test]
    fn times_and_ratios_have_three_digits() {
        let times = [1.234, 12.34, 123.4, 999.4, 999.6, 1234.0, 68_582.0, 2.5e6, 1.5e9];
        let shown = "1.23 ns, 12.3 ns, 123 ns, 999 ns, 1.00 µs, 1.23 µs, 68.6 µs, 2.50 ms, 1.50 s";
        assert_eq!(times.map(time).join(", "), shown);
        assert_eq!([0.5, 1.999, 9.999, 1234.5].map(ratio).join(" "), "0.50 2.00 10.0 1234");
    }

    #[test]
    fn what_stands_between_the_marks_is_replaced_and_the_rest_stays() {
        let document = "before\n<!-- bench -->\nold\n<!-- /bench -->\nafter\n";
        let text = replaced(document, "new\n").unwrap();
        assert_eq!(text, "before\n<!-- bench -->\nnew\n<!-- /bench -->\nafter\n");
        assert!(replaced("no marks", "new").is_err());
        assert!(replaced("<!-- /bench --><!-- bench -->\n", "new").is_err());
    }

    #[test]
    fn what_was_not_measured_is_seen_in_the_table() {
        let rows = Rows::read("missing\tshell\tshell\tpwgen\tnot installed\n").unwrap();
        let judged = bars::judge(&rows, &["shell"]);
        let text = text(&rows, &judged, &growth::judge(&rows, &["growth"]));
        assert!(text.contains("\n0 met, 0 missed, 3 not checked\n"), "{text}");
        assert!(text.contains("| not installed | ≥ 60× | **not checked** |"), "{text}");
        assert!(text.contains("pwgen was not measured: not installed.\n"), "{text}");
    }

    #[test]
    fn the_document_has_a_place_for_it_all() {
        let path = Workspace::find().root.join("docs/PERFORMANCE.md");
        assert!(replaced(&fs::read_to_string(path).unwrap(), "").is_ok());
    }

    /// The plots that are linked are those that the program draws.
    #[test]
    fn every_plot_is_drawn() {
        let main = Workspace::find().root.join("xtask/plots/src/main.rs");
        let main = fs::read_to_string(main).unwrap();
        for file in plot_files() {
            let name = file.rsplit('/').next().and_then(|name| name.strip_suffix(".svg")).unwrap();
            assert!(main.contains(&format!("\"{name}\"")), "{name}");
        }
    }
}
