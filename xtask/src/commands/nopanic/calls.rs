//! Everything that the entropy crate offers, called with arguments of which the compiler knows nothing. Compiled by
//! `cargo xtask nopanic` in a program of its own.
//!
//! Two things are left out, since it is `core` that formats them, with checks of its own that the optimiser cannot see
//! through: a `Report` with `{:?}`, which quotes strings, and a `ClaimError`, which has fractions in it.
//!
//! Of the generators there is `ReproducibleRng`. `KeyErasureRng` was looked at by hand: no panic can be reached from its own code, and
//! two from `aes` 0.9.4, which are checks that cannot fail: of a round key's bounds in its portable form
//! (`fixslice::utils::xor_columns`), and that a tail of blocks is shorter than a group of them (`gen_tail_blocks` of `cipher`).

use core::{
    error::Error as _,
    fmt::{self, Debug, Display, Write},
    hint::black_box,
    mem::MaybeUninit,
};

use wellspring_csprng::ReproducibleRng;
use wellspring_entropy::{
    Backend, Error, SetBackendError, System,
    backends::{Device, Platform, Portable, RdRand, RdSeed, Rndr, Syscall, Vdso},
    fork,
    health::{AdaptiveProportion, Alarm, Claim, ClaimError, Combined, RepetitionCount, Tested},
    pages::{Content, Pages},
    rand_core::TryRng,
    set_backend,
    testing::{Counting, Failing, Replay},
};

pub struct Input<'memory> {
    pub bytes: &'memory mut [u8],
    pub number: usize,
}

/// Formats into nothing.
struct Sink;

impl Write for Sink {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        black_box(text);
        Ok(())
    }
}

fn formatted(value: &(impl Debug + Display)) {
    _ = black_box(write!(Sink, "{value} {value:?}"));
}

fn backend(backend: &dyn Backend, input: &mut Input) {
    _ = black_box(backend.try_fill(input.bytes));
    black_box(backend.name());
    let mut memory = [MaybeUninit::uninit(); 32];
    if let Some(part) = memory.get_mut(..input.number) {
        _ = black_box(backend.try_fill_uninit(part));
    }
}

fn generator(mut source: impl TryRng<Error = Error>, input: &mut Input) {
    _ = black_box(source.try_next_u32());
    _ = black_box(source.try_next_u64());
    _ = black_box(source.try_fill_bytes(input.bytes));
}

fn error(input: &mut Input) -> Error {
    let code = black_box(input.number);
    let error = Error::from_os(i32::from_ne_bytes((code as u32).to_ne_bytes()));
    if code > 1000 { Error::custom(code as u32) } else { error }
}

pub fn system(input: &mut Input) {
    backend(&System, input);
    _ = black_box(System.try_fill(input.bytes));
    generator(System, input);
}

pub fn syscall(input: &mut Input) {
    backend(&Syscall, input);
    backend(&&Syscall, input);
}

pub fn vdso(input: &mut Input) {
    backend(&Vdso, input);
}

pub fn device(input: &mut Input) {
    backend(&Device, input);
}

pub fn fork_generation(_: &mut Input) {
    black_box(fork::generation());
}

pub fn pages(input: &mut Input) {
    if let Ok(mut pages) = Pages::<4096>::new() {
        _ = black_box(pages.lock());
        if let Some(byte) = pages.bytes.get_mut(input.number) {
            *byte = 1;
        }
        pages.wipe();
        black_box(&pages.words);
    }
    Content::<64>::new().wipe();
}

pub fn reproducible(input: &mut Input) {
    let seed = [black_box(3); 32];
    for mut rng in [ReproducibleRng::from_seed(seed), ReproducibleRng::from_number(4)] {
        rng = rng.with_stream(input.number as u64);
        black_box((rng.try_next_u32(), rng.try_next_u64()));
        _ = black_box(rng.try_fill_bytes(input.bytes));
    }
}

pub fn report(_: &mut Input) {
    let report = black_box(System.report());
    _ = black_box(report.interface());
    report.refusals().for_each(|refusal| _ = black_box(refusal));
    black_box(report.pool());
    black_box(report.is_registered());
    black_box(report.is_degraded());
    black_box((report.platform(), Platform::current(), Portable::platform()));
}

pub fn report_displayed(_: &mut Input) {
    _ = black_box(write!(Sink, "{}", black_box(System.report())));
}

pub fn registration(_: &mut Input) {
    static OTHER: Syscall = Syscall;
    if let Err(error) = black_box(set_backend!(OTHER)) {
        black_box(error);
    }
    formatted(&black_box(SetBackendError::AlreadySet));
}

pub fn errors(input: &mut Input) {
    let error = error(input);
    black_box(error.raw_os_error());
    black_box(error.custom_code());
    black_box(error.source().is_some());
}

pub fn errors_formatted(input: &mut Input) {
    formatted(&error(input));
}

pub fn replay(input: &mut Input) {
    let script = black_box(&[1, 2, 3][..]);
    for source in [Replay::new(script), Replay::repeating(script)] {
        backend(&source, input);
        black_box(source.remaining());
        generator(source, input);
    }
}

pub fn failing(input: &mut Input) {
    let at = input.number;
    let error = error(input);
    let chance = Failing::at_random(at as u32, black_box(4), at as u64, System);
    for source in [Failing::at_draw(at, System), Failing::at_byte(at, System), chance] {
        backend(&source, input);
        generator(source.with_error(error), input);
    }
}

pub fn counting(input: &mut Input) {
    let source = Counting::new(System);
    backend(&source, input);
    black_box((source.draws(), source.bytes()));
    generator(source, input);
}

pub fn hardware(input: &mut Input) {
    backend(&RdRand, input);
    backend(&RdSeed, input);
    backend(&Rndr, input);
}

pub fn combined(input: &mut Input) {
    backend(&Combined::new(System, Replay::repeating(black_box(&[1, 2]))), input);
}

/// Of any numbers, so that nothing about a claim is known beforehand.
fn claim(input: &mut Input) -> Result<Claim, ClaimError> {
    let (entropy, alarm) = black_box((input.number as f64, input.number as u32));
    if input.bytes.is_empty() { Claim::bits(entropy, alarm) } else { Claim::bytes(entropy, alarm) }
}

pub fn claims(input: &mut Input) {
    if let Ok(claim) = claim(input) {
        black_box((claim.min_entropy(), claim.false_alarm(), claim.window()));
        black_box((claim.repetition_cutoff(), claim.proportion_cutoff(), claim.start_up_bytes()));
    }
}

pub fn health_tests(input: &mut Input) {
    let Ok(claim) = claim(input) else {
        return;
    };
    _ = black_box(RepetitionCount::new(claim).check(input.bytes));
    _ = black_box(AdaptiveProportion::new(claim).check(input.bytes));
    formatted(&black_box(Alarm::Repetition));
}

pub fn tested(input: &mut Input) {
    let Ok(claim) = claim(input) else {
        return;
    };
    let source = Tested::new(System, claim);
    backend(&source, input);
    _ = black_box(source.restart());
    black_box(source.status());
}
