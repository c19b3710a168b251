//! What a check found: rows for people and, in lines of fields between tabs, for `cargo xtask faults`.

/// One line of docs/FAULTS.md.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Row {
    pub(crate) test: String,
    pub(crate) figure: String,
    /// Whether the library did what is demanded.
    pub(crate) good: bool,
    pub(crate) demand: String,
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
            figure: ended.into(),
            good: false,
            demand: "an end".into(),
            control: String::new(),
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
            for Row { test, figure, good, demand, control, fired } in rows {
                println!("+row\t{test}\t{figure}\t{good}\t{demand}\t{control}\t{fired}");
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
            ["+row", test, figure, good, demand, control, fired] => rows.push(Row {
                test: test.into(),
                figure: figure.into(),
                good: good == "true",
                demand: demand.into(),
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
        Err(reason) => println!("faults\t{name}\tnot checked\t{reason}"),
        Ok(rows) => {
            for row in rows {
                let Row { test, figure, demand, control, .. } = row;
                let verdict = row.verdict();
                println!("faults\t{name}: {test}\t{verdict}\t{figure}\t{demand}\t{control}");
            }
            println!("# {name}: {seconds:.1} s");
        }
    }
}
