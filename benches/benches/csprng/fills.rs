//! Buffers of many sizes.

use core::{error::Error, hint::black_box};
use std::io::{self, Write};

use rand::Rng;
use wellspring::{KeyErasureRng, rand_core::TryRng, thread_rng};
use wellspring_benches::Table;

use crate::c_peers;

const SIZES: [usize; 6] = [8, 32, 256, 1 << 10, 1 << 16, 1 << 20];

pub(crate) fn fills() -> Result<(), Box<dyn Error>> {
    let table = &mut Table::start("Filling a buffer, an owned generator")?;
    let mut rng = KeyErasureRng::new();
    for len in SIZES {
        let bars = [(32, 1.8), (1 << 20, 4.0)];
        against_rand(table, len, bar(&bars, len), |dest| rng.try_fill_bytes(dest).is_ok())?;
    }
    for (name, peer) in c_peers::ALL {
        for len in SIZES {
            let bars = [(1 << 20, 1.4)];
            let bar = if *name == "aws-lc-rs" { bar(&bars, len) } else { None };
            let (mut ours, mut theirs) = (vec![0; len], vec![0; len]);
            let ours = || rng.try_fill_bytes(black_box(&mut ours)).is_ok();
            table.row(&size(len), ours, name, || peer(black_box(&mut theirs)), bar)?;
        }
    }
    let table = &mut Table::start("Filling a buffer, the thread's handle")?;
    for len in SIZES {
        against_rand(table, len, None, |dest| thread_rng().try_fill_bytes(dest).is_ok())?;
    }
    for name in c_peers::NOT_MEASURED {
        writeln!(io::stdout(), "\n{name}: not measured, it takes `--features c-peers`.")?;
    }
    Ok(())
}

fn against_rand(
    table: &mut Table,
    len: usize,
    bar: Option<f64>,
    mut fill: impl FnMut(&mut [u8]) -> bool,
) -> io::Result<()> {
    let (mut ours, mut theirs, mut rng) = (vec![0; len], vec![0; len], rand::rng());
    let ours = || fill(black_box(&mut ours));
    table.row(&size(len), ours, "rand::rng()", || rng.fill_bytes(black_box(&mut theirs)), bar)
}

fn bar(bars: &[(usize, f64)], len: usize) -> Option<f64> {
    bars.iter().find(|(of, _)| *of == len).map(|(_, bar)| *bar)
}

fn size(len: usize) -> String {
    match len {
        0..1024 => format!("fill {len} bytes"),
        1024..0x10_0000 => format!("fill {} KiB", len >> 10),
        _ => format!("fill {} MiB", len >> 20),
    }
}
