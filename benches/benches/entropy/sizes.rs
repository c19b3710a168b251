//! Fills of many sizes: against the peers, and the vDSO against the system call.

use std::io::{self, Write};

use rand::{TryRng, rngs::SysRng};
use wellspring::SystemRandom;
use wellspring_benches::{Bench, vdso_rng};
use wellspring_entropy::{
    Backend,
    backends::{Syscall, Vdso},
};

const SIZES: [usize; 9] = [8, 16, 32, 64, 128, 256, 1 << 10, 1 << 16, 1 << 20];

pub(crate) fn fills(bench: &Bench) -> io::Result<()> {
    let mut table = bench.table("system, sizes", "Filling a buffer")?;
    for len in SIZES {
        let (mut ours, mut theirs) = (vec![0; len], vec![0; len]);
        let work = format!("fill {}", size(len));
        let ours = || SystemRandom.try_fill(&mut ours);
        table.row(&work, ours, "getrandom", || getrandom::fill(&mut theirs))?;
    }
    for len in SIZES {
        let (mut ours, mut theirs) = (vec![0; len], vec![0; len]);
        let work = format!("fill {}", size(len));
        let ours = || SystemRandom.try_fill(&mut ours);
        table.row(&work, ours, "rand SysRng", || SysRng.try_fill_bytes(&mut theirs))?;
    }
    if let Err(reason) = vdso_rng::fill(&mut [0]) {
        return table.missing("vdso-rng", reason);
    }
    for len in SIZES {
        let (mut ours, mut theirs) = (vec![0; len], vec![0; len]);
        let work = format!("fill {}", size(len));
        let ours = || SystemRandom.try_fill(&mut ours);
        table.row(&work, ours, "vdso-rng", || vdso_rng::fill(&mut theirs))?;
    }
    Ok(())
}

/// From which size on the system call is faster than the vDSO.
pub(crate) fn crossing(bench: &Bench) -> io::Result<()> {
    let mut out = io::stdout();
    writeln!(out, "\nThe vDSO against the system call\n")?;
    if let Err(error) = Vdso.try_fill(&mut [0]) {
        return writeln!(out, "Not measured: the vDSO gives no bytes here: {error}.");
    }
    let (small, middle) = ((16..=512).step_by(16), (576..=1024).step_by(64));
    // Where the crossing lies differs from machine to machine, and may lie beyond.
    let large = (11..=16).map(|bits| 1 << bits);
    let sizes: Vec<usize> = small.chain(middle).chain(large).collect();
    writeln!(out, "| bytes | vDSO, ns | system call, ns | ratio |\n|---|---|---|---|")?;
    let size = wellspring_benches::crossing(
        bench,
        &sizes,
        |dest| Vdso.try_fill(dest),
        |dest| Syscall.try_fill(dest),
        |size, vdso, syscall| {
            writeln!(io::stdout(), "| {size} | {vdso:.1} | {syscall:.1} | {:.2} |", syscall / vdso)
        },
    )?;
    match size {
        Some(size) => writeln!(out, "\nThe system call takes over at about {size} bytes."),
        None => writeln!(out, "\nNo size was found from which the system call is faster."),
    }
}

fn size(len: usize) -> String {
    match len {
        0..1024 => format!("{len} bytes"),
        1024..0x10_0000 => format!("{} KiB", len >> 10),
        _ => format!("{} MiB", len >> 20),
    }
}
