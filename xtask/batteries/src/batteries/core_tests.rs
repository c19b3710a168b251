//! The tests of SP 800-22 in this program, on as many sequences as there are.

use crate::{
    bits::Bits,
    judge::{Judgement, share, uniformity},
    report::Report,
    sp800_22::{SEQUENCE, Suite, hoeffding},
};

use super::{Stop, Streams};

pub(crate) fn run(open: &mut Streams<'_>, bytes: u64) -> Result<Report, Stop> {
    let suite = Suite::new();
    let mut source = open().map_err(Stop::NotChecked)?;
    let mut buffer = vec![0; SEQUENCE / 8];
    let mut bits = Bits::of_bytes(&buffer);
    let mut columns = vec![Vec::new(); suite.names.len()];
    let sequences = bytes / buffer.len() as u64;
    let mut lowest = 0.0_f64;
    for _ in 0..sequences {
        source.fill(&mut buffer).map_err(Stop::Failed)?;
        bits.read(&buffer);
        for (column, value) in columns.iter_mut().zip(suite.values(&bits)) {
            column.push(value);
        }
        lowest = lowest.min(hoeffding(&bits));
    }
    let pairs = suite.names.iter().zip(&columns);
    let mut judgements: Vec<Judgement> =
        pairs.flat_map(|(name, values)| [uniformity(name, values), share(name, values)]).collect();
    let bound = (lowest + (sequences as f64).ln()).min(0.0);
    judgements.push(Judgement { test: "worst sequence".into(), aspect: "", p: bound.exp(), bound });
    Ok(Report {
        label: "SP 800-22 rev. 1a, all but spectral".into(),
        bytes: sequences * buffer.len() as u64,
        extent: format!("{sequences} sequences of 2^20 bits"),
        judgements,
    })
}
