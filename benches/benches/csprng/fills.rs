//! Buffers of many sizes.

use core::{error::Error, hint::black_box};
use std::io;

use rand::Rng;
use wellspring::{KeyErasureRng, rand_core::TryRng, thread_rng};
use wellspring_benches::{Bench, Table};

use crate::c_peers;

const SIZES: [usize; 6] = [8, 32, 256, 1 << 10, 1 << 16, 1 << 20];

pub(crate) fn fills(bench: &Bench) -> Result<(), Box<dyn Error>> {
    let table = &mut bench.table("generator, owned", "Filling a buffer, an owned generator")?;
    let mut rng = KeyErasureRng::new();
    for len in SIZES {
        against_rand(table, len, |dest| rng.try_fill_bytes(dest).is_ok())?;
    }
    for (name, peer) in c_peers::ALL {
        for len in SIZES {
            let (mut ours, mut theirs) = (vec![0; len], vec![0; len]);
            let ours = || rng.try_fill_bytes(black_box(&mut ours)).is_ok();
            table.row(&size(len), ours, name, || peer(black_box(&mut theirs)))?;
        }
    }
    for name in c_peers::NOT_MEASURED {
        table.missing(name, "it takes `--features c-peers`")?;
    }
    let table = &mut bench.table("generator, thread's", "Filling a buffer, the thread's handle")?;
    for len in SIZES {
        against_rand(table, len, |dest| thread_rng().try_fill_bytes(dest).is_ok())?;
    }
    Ok(())
}

fn against_rand(
    table: &mut Table<'_>,
    len: usize,
    mut fill: impl FnMut(&mut [u8]) -> bool,
) -> io::Result<()> {
    let (mut ours, mut theirs, mut rng) = (vec![0; len], vec![0; len], rand::rng());
    let ours = || fill(black_box(&mut ours));
    table.row(&size(len), ours, "rand::rng()", || rng.fill_bytes(black_box(&mut theirs)))
}

fn size(len: usize) -> String {
    match len {
        0..1024 => format!("fill {len} bytes"),
        1024..0x10_0000 => format!("fill {} KiB", len >> 10),
        _ => format!("fill {} MiB", len >> 20),
    }
}
