//! The lines that are drawn; all others are left out.

/// What is drawn, in the order of the lines.
#[derive(Default)]
pub(crate) struct Rows {
    pub(crate) pairs: Vec<Pair>,
    pub(crate) points: Vec<Point>,
    pub(crate) fits: Vec<Fit>,
}

/// Ours against a peer, in nanoseconds a call.
pub(crate) struct Pair {
    pub(crate) table: String,
    pub(crate) work: String,
    pub(crate) peer: String,
    pub(crate) ours: f64,
    pub(crate) theirs: f64,
}

/// One size of a series, in nanoseconds a call.
pub(crate) struct Point {
    pub(crate) table: String,
    pub(crate) series: String,
    pub(crate) n: f64,
    /// The median, and between which values the middle half lies.
    pub(crate) times: [f64; 3],
}

/// `factor * n^exponent` nanoseconds, from one n to another.
#[derive(Clone)]
pub(crate) struct Fit {
    pub(crate) table: String,
    pub(crate) series: String,
    pub(crate) ends: [f64; 2],
    pub(crate) factor: f64,
    pub(crate) exponent: f64,
    pub(crate) theory: String,
}

impl Fit {
    /// Nanoseconds.
    pub(crate) fn time(&self, n: f64) -> f64 {
        self.factor * n.powf(self.exponent)
    }
}

impl Rows {
    pub(crate) fn read(text: &str) -> Result<Self, String> {
        let mut rows = Self::default();
        for line in text.lines() {
            rows.add(line).ok_or_else(|| format!("not a row: {line}"))?;
        }
        Ok(rows)
    }

    fn add(&mut self, line: &str) -> Option<()> {
        let fields: Vec<&str> = line.split('\t').collect();
        let owned = |text: &&str| (*text).to_owned();
        match fields.as_slice() {
            ["pair", _, table, work, peer, ours, _, _, theirs, ..] => self.pairs.push(Pair {
                table: owned(table),
                work: owned(work),
                peer: owned(peer),
                ours: ours.parse().ok()?,
                theirs: theirs.parse().ok()?,
            }),
            ["point", _, table, series, n, time, low, high] => self.points.push(Point {
                table: owned(table),
                series: owned(series),
                n: n.parse().ok()?,
                times: [time.parse().ok()?, low.parse().ok()?, high.parse().ok()?],
            }),
            ["fit", table, series, from, to, factor, exponent, theory] => self.fits.push(Fit {
                table: owned(table),
                series: owned(series),
                ends: [from.parse().ok()?, to.parse().ok()?],
                factor: factor.parse().ok()?,
                exponent: exponent.parse().ok()?,
                theory: owned(theory),
            }),
            ["with" | "missing", ..] => {}
            _ => return None,
        }
        Some(())
    }
}
