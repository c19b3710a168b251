//! What a check found: rows in lines of fields between tabs, for people and for `cargo xtask forks`.

/// One line of docs/FORKS.md.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Row {
    pub(crate) test: String,
    pub(crate) demand: String,
    pub(crate) found: String,
    /// Whether the library did what is demanded.
    pub(crate) good: bool,
    /// What the negative control got, and whether the test would have seen it.
    pub(crate) control: String,
    pub(crate) fired: bool,
}

/// The rows of a check, or why it was not made.
pub(crate) type Outcome = Result<Vec<Row>, String>;

impl Row {
    pub(crate) fn passed(&self) -> bool {
        self.good && self.fired
    }

    /// A check that did not come to its end.
    pub(crate) fn broken(name: &str, ended: &str) -> Self {
        Self {
            test: name.into(),
            demand: "an end".into(),
            found: ended.into(),
            good: false,
            control: "none".into(),
            fired: false,
        }
    }

    fn verdict(&self) -> &'static str {
        match (self.good, self.fired) {
            (true, true) => "passed",
            (true, false) => "CONTROL SILENT",
            _ => "FAILED",
        }
    }
}

/// Hands the outcome to the process that started this one.
pub(crate) fn send(outcome: Outcome) {
    match outcome {
        Err(reason) => println!("+unchecked\t{reason}"),
        Ok(rows) => {
            for Row { test, demand, found, good, control, fired } in rows {
                println!("+row\t{test}\t{demand}\t{found}\t{good}\t{control}\t{fired}");
            }
        }
    }
}

/// Reads what `send` wrote; `None` if that was nothing.
pub(crate) fn receive(output: &str) -> Option<Outcome> {
    let mut rows = Vec::new();
    for line in output.lines() {
        match line.split('\t').collect::<Vec<_>>()[..] {
            ["+unchecked", reason] => return Some(Err(reason.into())),
            ["+row", test, demand, found, good, control, fired] => rows.push(Row {
                test: test.into(),
                demand: demand.into(),
                found: found.into(),
                good: good == "true",
                control: control.into(),
                fired: fired == "true",
            }),
            _ => {}
        }
    }
    (!rows.is_empty()).then_some(Ok(rows))
}

pub(crate) fn print(name: &str, seconds: f64, outcome: &Outcome) {
    match outcome {
        Err(reason) => println!("forks\t{name}\tall\tnot checked\tnone\t{reason}\tnone"),
        Ok(rows) => {
            for row in rows {
                let Row { test, demand, found, control, .. } = row;
                let verdict = row.verdict();
                println!("forks\t{name}\t{test}\t{verdict}\t{demand}\t{found}\t{control}");
            }
        }
    }
    println!("# {name}: {seconds:.1} s");
}
