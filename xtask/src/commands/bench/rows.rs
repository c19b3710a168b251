//! What the bench programs write: lines of fields between tabs, as the documentation of the benches' package has them.

/// All rows of a run.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Rows {
    /// The machine and the versions, by name, in the order in which they came.
    pub(super) setting: Vec<(String, String)>,
    pub(super) pairs: Vec<Pair>,
    pub(super) points: Vec<Point>,
    /// What could not be measured: the program and the table, what, and why.
    pub(super) missing: Vec<[String; 4]>,
}

/// The median, and between which values the middle half lies.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Times {
    pub(super) median: f64,
    pub(super) low: f64,
    pub(super) high: f64,
}

/// Ours against a peer; nanoseconds a call.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Pair {
    pub(super) bench: String,
    pub(super) table: String,
    pub(super) work: String,
    pub(super) peer: String,
    pub(super) ours: Times,
    pub(super) theirs: Times,
    /// How many times as long as ours the peer takes.
    pub(super) ratio: Times,
}

/// One size of a series; nanoseconds a call.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Point {
    pub(super) table: String,
    pub(super) series: String,
    pub(super) n: f64,
    pub(super) time: Times,
}

impl Rows {
    /// # Errors
    ///
    /// The line that is not as the programs write it.
    pub(super) fn read(text: &str) -> Result<Self, String> {
        let mut rows = Self::default();
        for line in text.lines() {
            rows.add(line).ok_or_else(|| format!("not a row of a bench: {line}"))?;
        }
        Ok(rows)
    }

    fn add(&mut self, line: &str) -> Option<()> {
        let fields: Vec<&str> = line.split('\t').collect();
        match fields.as_slice() {
            ["with", _, what, value] => {
                if !self.setting.iter().any(|(known, _)| known == what) {
                    self.setting.push(((*what).into(), (*value).into()));
                }
            }
            ["pair", bench, table, work, peer, numbers @ ..] => {
                let numbers = numbers_of(numbers)?;
                let [ours, theirs, ratio] = numbers.as_slice() else { return None };
                self.pairs.push(Pair {
                    bench: (*bench).into(),
                    table: (*table).into(),
                    work: (*work).into(),
                    peer: (*peer).into(),
                    ours: *ours,
                    theirs: *theirs,
                    ratio: *ratio,
                });
            }
            ["point", _, table, series, n, numbers @ ..] => {
                let numbers = numbers_of(numbers)?;
                let [time] = numbers.as_slice() else { return None };
                let (table, series) = ((*table).into(), (*series).into());
                self.points.push(Point { table, series, n: number(n)?, time: *time });
            }
            ["missing", words @ ..] => {
                let words: [&str; 4] = words.try_into().ok()?;
                self.missing.push(words.map(str::to_owned));
            }
            _ => return None,
        }
        Some(())
    }

    /// The row of a piece of work.
    pub(super) fn pair(&self, table: &str, work: &str, peer: &str) -> Option<&Pair> {
        self.pairs.iter().find(|p| p.table == table && p.work == work && p.peer == peer)
    }

    /// The sizes and times of a series.
    pub(super) fn series(&self, table: &str, name: &str) -> Vec<(f64, f64)> {
        let of = self.points.iter().filter(|p| p.table == table && p.series == name);
        of.map(|point| (point.n, point.time.median)).collect()
    }

    /// The pairs by program and table, as they came.
    pub(super) fn tables(&self) -> Vec<(&str, &str, Vec<&Pair>)> {
        let mut tables: Vec<(&str, &str, Vec<&Pair>)> = Vec::new();
        for pair in &self.pairs {
            let (bench, table) = (pair.bench.as_str(), pair.table.as_str());
            match tables.iter_mut().find(|known| (known.0, known.1) == (bench, table)) {
                Some((.., pairs)) => pairs.push(pair),
                None => tables.push((bench, table, vec![pair])),
            }
        }
        tables
    }
}

/// Three each: a median and two quartiles.
fn numbers_of(fields: &[&str]) -> Option<Vec<Times>> {
    let three = |fields: &[&str]| {
        let [median, low, high] = fields else { return None };
        Some(Times { median: number(median)?, low: number(low)?, high: number(high)? })
    };
    fields.chunks(3).map(three).collect()
}

/// What a clock can have seen: 0 and infinity are not among it.
fn number(field: &str) -> Option<f64> {
    field.parse().ok().filter(|number: &f64| number.is_finite() && *number > 0.0)
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    const TEXT: &str = "\
with\tentropy\tprocessor\ta CPU
pair\tentropy\tsystem\tu64\trand\t10\t9\t11\t60\t58\t62\t6\t5.9\t6.1
with\tdist\tprocessor\tanother
point\tgrowth\tshuffle\tours\t16\t20.5\t20\t21
missing\tcsprng\tthreads\tthread_rng()\tone processor
";

    /// Rows with one pair of the given ratio, and a control that is as it should be.
    pub(in crate::commands::bench) fn with_ratio(key: [&str; 3], ratio: f64) -> Rows {
        let line = |words: &[&str], ratio: f64| {
            format!("pair\tx\t{}\t10\t9\t11\t60\t58\t62\t{ratio}\t1\t2\n", words.join("\t"))
        };
        let controls =
            [line(&["control", "u64", "itself"], 1.0), line(&["control", "u64", "two of it"], 2.0)];
        Rows::read(&(line(&key, ratio) + &controls.concat())).unwrap()
    }

    #[test]
    fn the_rows_of_the_programs_are_read() {
        let rows = Rows::read(TEXT).unwrap();
        assert_eq!(rows.setting, [("processor".to_owned(), "a CPU".to_owned())]);
        let pair = rows.pair("system", "u64", "rand").unwrap();
        assert_eq!(pair.ours, Times { median: 10.0, low: 9.0, high: 11.0 });
        assert_eq!((pair.theirs.median, pair.ratio.high), (60.0, 6.1));
        assert_eq!(rows.series("shuffle", "ours"), [(16.0, 20.5)]);
        assert_eq!(rows.missing[0][3], "one processor");
        assert_eq!(rows.pair("system", "u64", "getrandom"), None);
        assert_eq!(rows.tables().len(), 1);
    }

    #[test]
    fn a_row_of_another_form_is_refused() {
        let pair = TEXT.lines().nth(1).unwrap();
        let bad = [
            "",
            "pear\ta\tb\tc",
            "with\tentropy\tprocessor",
            "point\tgrowth\tshuffle\tours\t16\t20.5\t20",
            "point\tgrowth\tshuffle\tours\tmany\t20.5\t20\t21",
            "missing\tcsprng\tthreads",
        ];
        let bad = bad.into_iter().map(str::to_owned);
        let broken = [("10", "ten"), ("10", "0"), ("10", "NaN"), ("6.1", "inf"), ("\t6.1", "")];
        let broken = broken.map(|(from, to)| pair.replace(from, to));
        for line in bad.chain(broken) {
            assert!(Rows::read(&format!("{line}\n")).is_err(), "{line}");
        }
    }
}
