//! What the design asks for, row by row, and whether a run has it. Every bar is a ratio against a peer in the same run.

mod demand;

pub(super) use self::demand::Demand;
use self::demand::Demand::{AtMost, Faster};
use super::{
    document::{ratio, time},
    rows::{Pair, Rows},
};
use crate::commands::record::{Claim, Verdict};

/// One cell of the design's table of bars: the row that it is about, and what is asked of it.
#[derive(Debug)]
pub(super) struct Bar {
    bench: &'static str,
    table: &'static str,
    work: &'static str,
    peer: &'static str,
    pub(super) demand: Demand,
}

const fn bar(
    bench: &'static str,
    table: &'static str,
    [work, peer]: [&'static str; 2],
    demand: Demand,
) -> Bar {
    Bar { bench, table, work, peer, demand }
}

/// In the order of the design. Where it says "20-character password", both have the 62 letters and digits.
pub(super) const ALL: &[Bar] = &[
    bar("entropy", "system", ["fill 8 bytes", "getrandom"], Faster(6.0)),
    bar("entropy", "system", ["fill 32 bytes", "getrandom"], Faster(2.0)),
    bar("entropy", "system", ["fill 64 KiB", "getrandom"], Faster(0.97)),
    bar("entropy", "system", ["u64", "rand on SysRng"], Faster(6.0)),
    bar("entropy", "system", ["below(10)", "rand on SysRng"], Faster(6.0)),
    bar("entropy", "system", ["f64", "rand on SysRng"], Faster(6.0)),
    bar("entropy", "system", ["shuffle 52", "rand on SysRng"], Faster(9.0)),
    bar("tokens", "tokens, system", ["32-byte hex", "getrandom + hex"], Faster(2.0)),
    bar("tokens", "tokens, system", ["32-byte base64url", "getrandom + base64ct"], Faster(2.0)),
    bar("tokens", "tokens, system", [ALPHANUMERICS, "rand Alphanumeric on SysRng"], Faster(25.0)),
    bar("csprng", "generator, owned", ["fill 32 bytes", "rand::rng()"], Faster(1.8)),
    bar("csprng", "generator, owned", ["fill 1 MiB", "rand::rng()"], Faster(4.0)),
    bar("csprng", "generator, owned", ["fill 1 MiB", "aws-lc-rs"], Faster(1.4)),
    bar("csprng", "generator, owned", ["u64", "rand"], Faster(2.2)),
    bar("csprng", "generator, owned", ["below(10)", "rand"], Faster(2.0)),
    bar("csprng", "generator, thread's", ["u64", "rand"], Faster(1.6)),
    bar("csprng", "generator, thread's", ["below(10)", "rand"], Faster(1.4)),
    bar("dist", "dist on ThreadRng", ["below(10)", "rand"], Faster(1.0)),
    bar("dist", "dist on ThreadRng", ["shuffle 1000", "rand"], Faster(1.3)),
    bar("csprng", "generator, owned", ["shuffle 52", "rand"], Faster(2.0)),
    bar("csprng", "generator, owned", ["shuffle 1000", "rand"], Faster(2.0)),
    bar("csprng", "tokens, generator", ["32-byte hex", "const-hex"], Faster(2.0)),
    bar("csprng", "tokens, generator", ["32-byte base64url", "base64-simd"], Faster(1.5)),
    bar("csprng", "tokens, generator", ["20 alphanumerics", "rand Alphanumeric"], Faster(2.5)),
    bar("csprng", "tokens, generator", ["UUID v4, to_string", FAST_UUID], Faster(1.7)),
    bar("csprng", "tokens, generator", ["UUID v4, String of to_text", FAST_UUID], Faster(1.7)),
    bar("tokens", "compare", ["32 bytes", "constant_time_eq"], AtMost(2.0)),
    bar("tokens", "compare", ["arrays of 32", "constant_time_eq"], AtMost(2.0)),
    bar("tokens", "compare", ["SecretArray of 32", "constant_time_eq"], AtMost(2.0)),
    bar("tokens", "compare", ["4 KiB", "constant_time_eq"], AtMost(1.5)),
    bar("entropy", "threads", ["system, 32 bytes", "one thread"], Faster(1.9)),
    bar("csprng", "threads", ["thread_rng(), 32 bytes", "one thread"], Faster(1.9)),
    bar("shell", "shell", ["one password of 20", "pwgen -s 20 1"], AtMost(1.5)),
    bar("shell", "shell", ["one 32-byte hex token", "pwgen -s 20 1"], AtMost(1.5)),
    bar("shell", "shell", ["100 000 passwords of 20", "pwgen -s 20 100000"], Faster(60.0)),
];

const ALPHANUMERICS: &str = "20 alphanumerics, prepared";
const FAST_UUID: &str = "uuid with fast-rng";

/// A bar and what was found.
#[derive(Debug)]
pub(super) struct Judged<'a> {
    pub(super) bar: &'a Bar,
    pub(super) pair: Option<&'a Pair>,
    pub(super) verdict: Verdict,
    /// Why it was not measured, where somebody has said so.
    reason: String,
    pub(super) control: String,
}

/// The verdicts on all bars of the named programs.
pub(super) fn judge<'a>(rows: &'a Rows, benches: &[&str]) -> Vec<Judged<'a>> {
    let bars = ALL.iter().filter(|bar| benches.contains(&bar.bench));
    let (control, is_sound) = control(rows);
    bars.map(|bar| {
        let pair = rows.pair(bar.table, bar.work, bar.peer);
        let verdict = match pair {
            Some(pair) if is_sound => bar.demand.verdict(pair.ratio.median),
            _ => Verdict::NotChecked,
        };
        let named = |[bench, table, what, _]: &&[String; 4]| {
            let is_of = |name: &str| name.contains(what.as_str());
            bench == bar.bench && table == bar.table && (is_of(bar.work) || is_of(bar.peer))
        };
        let reason = rows.missing.iter().find(named).map(|[.., reason]| reason.clone());
        let (reason, control) = (reason.unwrap_or_default(), control.clone());
        Judged { bar, pair, verdict, reason, control }
    })
    .collect()
}

/// What the clock says of a piece of work against itself, and against two of it; and whether it can tell 1 from 2. If it
/// cannot, its other ratios are worth nothing.
fn control(rows: &Rows) -> (String, bool) {
    let seen = |peer| rows.pair(CONTROL, "u64", peer).map(|pair| pair.ratio.median);
    match (seen("itself"), seen("two of it")) {
        (Some(one), Some(two)) => (
            format!("the same against itself {}, against two of it {}", ratio(one), ratio(two)),
            (0.9..=1.1).contains(&one) && (1.7..=2.3).contains(&two),
        ),
        _ => ("the control was not measured".into(), false),
    }
}

/// The table, and the part of the program `entropy`.
pub(super) const CONTROL: &str = "control";

impl Judged<'_> {
    pub(super) fn what(&self) -> [&str; 3] {
        [self.bar.table, self.bar.work, self.bar.peer]
    }

    pub(super) fn figure(&self) -> String {
        match self.pair {
            Some(Pair { ratio: r, .. }) => {
                format!("{} ({} to {})", ratio(r.median), ratio(r.low), ratio(r.high))
            }
            None => self.reason.clone(),
        }
    }

    pub(super) fn claim(&self) -> Claim {
        let [table, work, peer] = self.what();
        let times = self
            .pair
            .map(|pair| format!("; {} and {}", time(pair.ours.median), time(pair.theirs.median)));
        Claim {
            what: format!("{table}: {work}, against {peer}"),
            figure: self.figure() + &times.unwrap_or_default(),
            demand: self.bar.demand.to_string(),
            verdict: self.verdict,
            control: self.control.clone(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::commands::bench::rows::tests::with_ratio;

    const KEY: [&str; 3] = ["system", "fill 8 bytes", "getrandom"];

    fn verdict(rows: &Rows) -> Verdict {
        judge(rows, &["entropy"])[0].verdict
    }

    #[test]
    fn the_border_is_met_and_what_is_below_is_missed() {
        assert_eq!(verdict(&with_ratio(KEY, 6.0)), Verdict::Met);
        assert_eq!(verdict(&with_ratio(KEY, 6.0_f64.next_down())), Verdict::Missed);
        let most = |times, ratio| AtMost(times).verdict(ratio);
        assert_eq!(most(2.0, 0.5), Verdict::Met);
        assert_eq!(most(2.0, 0.5_f64.next_down()), Verdict::Missed);
        assert_eq!(most(1.5, 1.0 / 1.5), Verdict::Met);
        assert_eq!(most(1.5, 0.666), Verdict::Missed);
        assert_eq!(most(1.5, 3.0), Verdict::Met);
        assert_eq!(Faster(6.0).verdict(f64::NAN), Verdict::Missed);
        assert_eq!(AtMost(6.0).verdict(f64::NAN), Verdict::Missed);
    }

    #[test]
    fn an_absent_row_is_not_checked() {
        let absent = Rows::default();
        let judged = judge(&absent, &["entropy", "csprng"]);
        assert!(judged.len() > 20 && judged.iter().all(|j| j.verdict == Verdict::NotChecked));
        for place in 0..KEY.len() {
            let mut key = KEY;
            key[place] = "other";
            assert_eq!(verdict(&with_ratio(key, 100.0)), Verdict::NotChecked);
        }
        assert!(judge(&absent, &["growth"]).is_empty());
    }

    #[test]
    fn a_clock_that_cannot_tell_one_from_two_checks_nothing() {
        let good = with_ratio(KEY, 7.0);
        assert_eq!(verdict(&good), Verdict::Met);
        assert!(
            judge(&good, &["entropy"])[0].control.ends_with("itself 1.00, against two of it 2.00")
        );
        for (peer, seen) in
            [("itself", 1.2), ("itself", 0.8), ("two of it", 1.6), ("two of it", 2.4)]
        {
            let mut rows = with_ratio(KEY, 7.0);
            let pair = rows.pairs.iter_mut().find(|pair| pair.peer == peer).unwrap();
            pair.ratio.median = seen;
            assert_eq!(verdict(&rows), Verdict::NotChecked, "{peer} {seen}");
        }
        let mut rows = good;
        rows.pairs.retain(|pair| pair.peer != "itself");
        assert_eq!(verdict(&rows), Verdict::NotChecked);
    }

    #[test]
    fn the_reason_for_an_absent_row_is_told() {
        let text = "missing\tcsprng\tgenerator, owned\taws-lc-rs\tno compiler\n";
        let rows = Rows::read(text).unwrap();
        let judged = judge(&rows, &["csprng"]);
        let told: Vec<_> = judged.iter().filter(|j| j.claim().figure == "no compiler").collect();
        assert_eq!(told.len(), 1);
        assert_eq!(told[0].bar.peer, "aws-lc-rs");
    }

    /// A bar whose row nobody writes would be "not checked" for ever.
    #[test]
    fn the_programs_have_the_words_of_every_bar() {
        let benches = crate::commands::Workspace::find().root.join("benches");
        let files = crate::commands::tidy::files(&benches).unwrap();
        let code: String =
            files.iter().filter_map(|file| std::fs::read_to_string(file).ok()).collect();
        for Bar { table, work, peer, .. } in ALL {
            assert!(code.contains(&format!("\"{table}\"")), "{table}");
            // Numbers are put into some of them by the programs.
            let stem = work.split(|c: char| c.is_ascii_digit()).next().unwrap_or(work);
            assert!(
                code.contains(&format!("\"{work}\"")) || code.contains(&format!("\"{stem}")),
                "{work}"
            );
            assert!(code.contains(peer) || *peer == "pwgen -s 20 100000", "{peer}");
        }
    }
}
