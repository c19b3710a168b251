//! What was found in the pairs of copies, beside what is asked for, as rows of docs/VMCLONE.md and as claims.

use super::NAMES;
use super::pair::{DRAW, Pair, SOURCES, Same};
use crate::commands::record::{Claim, Verdict};
use crate::commands::suite::table::{Form, PASSED, Row};

pub(super) const FORM: Form = Form {
    command: "vmclone",
    mark: "rows",
    cells: 4,
    names: NAMES,
    head: "\
| command | test | demand | found | negative control | version | kernel of the copies | date |
|---|---|---|---|---|---|---|---|
",
};

/// The pairs of one moment.
#[derive(Debug)]
pub(super) struct Found {
    /// Each copy with an identity of its own.
    pub(super) told: Vec<Pair>,
    /// Both copies with the identity of the first machine.
    pub(super) same: Pair,
    /// A machine without the device.
    pub(super) untold: Pair,
}

/// The first of them are the system's tier, the last is rand's.
const TIER: usize = 3;
const CONTROL: usize = SOURCES.len() - 1;
/// Draws of the whole buffer of the generator, which has 4064 bytes.
const BUFFER: usize = 254;
const _: () = assert!(BUFFER * DRAW == 4064);

/// One row for each of our sources.
pub(super) fn of(name: &str, found: &Found) -> Vec<Row> {
    let rows = (0..CONTROL).filter_map(|source| row(name, source, found));
    rows.collect()
}

fn row(name: &str, source: usize, found: &Found) -> Option<Row> {
    let source_name = SOURCES.get(source)?;
    let of = |source: usize| -> Option<Vec<Same>> {
        found.told.iter().map(|pair| pair.same.get(source).copied()).collect()
    };
    let (seen, system, rand) = (of(source)?, of(0)?, of(CONTROL)?);
    let first = seen.iter().all(|same| same.first);
    let drawing = name == "drawing";
    let rounds = found.told.iter().map(|pair| pair.rounds).min()?;
    let (limit, demand) = match (source < TIER, drawing) {
        (true, false) => (0, "no draw the same".to_owned()),
        // The notice comes as an interrupt and is left to threads, which wait for their turn where a program keeps the
        // processor busy, and the emulator waits for its own. How long that takes is a figure and no bar.
        (true, true) => (
            rounds.checked_sub(1)?,
            "the first draws alone, until the kernel has dealt with the notice, and not all"
                .to_owned(),
        ),
        (false, _) => {
            let bytes = BUFFER * DRAW;
            // A buffer that is filled before the kernel is told is the same too.
            let more = if drawing { " more than of `System`" } else { "" };
            (BUFFER, format!("at most {BUFFER} draws{more} the same, {bytes} bytes, then none"))
        }
    };
    let spared = |system: &Same| if source < TIER || !drawing { 0 } else { system.draws };
    let few = seen.iter().zip(&system).all(|(same, system)| same.draws <= limit + spared(system));
    let same = found.same.same.get(source)?.draws;
    let untold = found.untold.same.get(source)?.draws;
    let silent = same == 0 || untold == 0 || rand.iter().any(|same| same.draws == 0);
    let verdict = match few && first {
        _ if silent => "CONTROL SILENT",
        true => PASSED,
        false => "FAILED",
    };
    let moment = if drawing { "while it draws" } else { "at rest" };
    let test = format!("`{source_name}`, copied {moment}, {} pairs of copies", found.told.len());
    let then = if first { "" } else { ", and not the first ones" };
    let list = |cells: Vec<String>| cells.join(", ");
    let draws = list(seen.iter().map(|same| same.draws.to_string()).collect());
    let mut text = format!("{draws} of {rounds} draws the same{then}");
    if drawing {
        let until = |same: &Same| format!("{:.1}", same.until.as_secs_f64() * 1e3);
        let until = list(seen.iter().map(until).collect());
        text.push_str(&format!(", the last {until} ms after the copy"));
    }
    let rand: Vec<String> = rand.iter().map(|same| same.draws.to_string()).collect();
    let control = format!(
        "`{}` in the same copies: {}; copies that are not told: {same} of {}; without the device: {untold} of {}",
        SOURCES.get(CONTROL)?,
        rand.join(", "),
        found.same.rounds,
        found.untold.rounds
    );
    FORM.row(&format!("vmclone\t{name}\t{test}\t{verdict}\t{demand}\t{text}\t{control}"))
}

/// The claim of a row.
pub(super) fn claim(row: &Row) -> Claim {
    let [what, demand, figure, control] = [0, 1, 2, 3].map(|cell| row.cell(cell).to_owned());
    let verdict = if row.verdict == PASSED { Verdict::Met } else { Verdict::Missed };
    Claim { what, figure, demand, verdict, control }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pair(draws: [usize; SOURCES.len()]) -> Pair {
        Pair {
            rounds: 5000,
            same: draws.map(|draws| Same { draws, first: true, ..Same::default() }),
        }
    }

    fn found(told: [usize; SOURCES.len()]) -> Found {
        let all = pair([5000; SOURCES.len()]);
        Found {
            told: vec![pair([0, 0, 0, 20, 16, 3096]), pair(told)],
            same: all.clone(),
            untold: all,
        }
    }

    fn verdicts(name: &str, found: &Found) -> Vec<String> {
        of(name, found).into_iter().map(|row| row.verdict).collect()
    }

    #[test]
    fn a_machine_in_order_passes() {
        let rows = of("rest", &found([0, 0, 0, 254, 0, 1]));
        assert!(rows.iter().all(|row| row.verdict == PASSED), "{rows:?}");
        assert_eq!(rows.len(), 5);
        let claim = claim(&rows[3]);
        assert_eq!(claim.figure, "20, 254 of 5000 draws the same");
        assert!(claim.control.starts_with("`rand::ThreadRng` in the same copies: 3096, 1;"));
        assert_eq!(claim.verdict, Verdict::Met);
    }

    #[test]
    fn one_draw_too_many_fails() {
        let failed =
            |name, told| verdicts(name, &found(told)).iter().filter(|v| *v == "FAILED").count();
        assert_eq!(failed("rest", [0, 1, 0, 0, 0, 9]), 1);
        assert_eq!(failed("drawing", [0, 1, 0, 0, 0, 9]), 0);
        assert_eq!(failed("drawing", [0, 0, 4999, 0, 0, 9]), 0);
        assert_eq!(failed("drawing", [0, 0, 5000, 0, 0, 9]), 1);
        assert_eq!(failed("rest", [0, 0, 0, 255, 255, 9]), 2);
        assert_eq!(failed("drawing", [1, 1, 1, 255, 256, 9]), 1);
        let mut late = found([0, 0, 0, 3, 0, 9]);
        late.told[1].same[3].first = false;
        assert_eq!(verdicts("rest", &late)[3], "FAILED");
        let mut again = found([7, 0, 0, 7, 7, 9]);
        again.told[1].same[0].first = false;
        assert_eq!(verdicts("drawing", &again)[0], "FAILED");
    }

    #[test]
    fn a_control_that_repeats_nothing_is_no_control() {
        let silent = |found: &Found| verdicts("rest", found).iter().all(|v| v == "CONTROL SILENT");
        assert!(silent(&found([0; SOURCES.len()])));
        let differing = pair([0; SOURCES.len()]);
        let ok = || found([0, 0, 0, 0, 0, 9]);
        assert!(silent(&Found { same: differing.clone(), ..ok() }));
        assert!(silent(&Found { untold: differing, ..ok() }));
        assert!(!silent(&ok()));
    }
}
