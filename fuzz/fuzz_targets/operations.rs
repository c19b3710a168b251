//! Any list of operations over all of `Random`, replayed. Each is made with a source that never ends, and that is what the
//! others are held against: once more; in its plain form; and with a source that fails at any call, after which nothing is partly
//! done, and from which the operation can be made again. Choices and ranges are also held against a model.
#![no_main]

use arbitrary::Arbitrary;
use core::fmt::Debug;
use libfuzzer_sys::fuzz_target;
use num_bigint::BigUint;
use wellspring::{
    Random,
    dist::{Alphabet, Error},
    distributions::Normal,
    rand_core::TryRng,
};
use wellspring_fuzz::{
    model::Script,
    source::{Cut, Endless},
};

#[derive(Arbitrary, Clone, Debug)]
enum Operation {
    Below8(u8),
    Below(u64),
    BelowWide(u128),
    Range(i64, i64),
    RangeChar(char, char),
    RangeStep(i16, i16, i16),
    Bits(u8),
    BitsWide(u8),
    BelowBig(Vec<u32>),
    BitsBig(u16),
    FillBelow(Vec<u16>),
    FillBits(u16, u8),
    Bool,
    F64,
    F32,
    Uniform(f64, f64),
    Draw,
    Choose(Vec<u8>),
    ChooseMut(Vec<u8>),
    ChooseIter(u16),
    ChooseWeighted(Vec<u16>),
    Sample(Vec<u8>, u8),
    SampleIndices(u16, u8),
    SampleArray(Vec<u8>),
    SampleIter(u16, u8),
    SampleCounts(Vec<u8>, u8),
    SampleWeighted(Vec<u16>, u8),
    Shuffle(Vec<u8>),
    PartialShuffle(Vec<u8>, u8),
    String(String, u8),
    Fill(u16),
}

/// What came of it, in words; the places of borrowed items are their addresses, so that equal ones are told apart.
type Outcome<E> = Result<String, E>;

fn shown<T: Debug, E>(result: Result<T, Error<E>>) -> Outcome<Error<E>> {
    result.map(|value| format!("{value:?}"))
}

fn plain<T: Debug, E>(result: Result<T, E>) -> Outcome<Error<E>> {
    shown(result.map_err(Error::Source))
}

/// Lines that run one operation in its two forms: `$call` names the method without `try_` and its arguments.
macro_rules! forms {
    ($source:ident, $form:ident, $($call:tt)+) => {
        match $form {
            Form::Try => forms!(@tried $source $($call)+),
            Form::Plain => forms!(@plain $source $($call)+),
        }
    };
    (@tried $source:ident $tried:ident $plain:ident ($($argument:expr),*)) => {
        shown($source.$tried($($argument),*))
    };
    (@plain $source:ident $tried:ident $plain:ident ($($argument:expr),*)) => {
        Ok(format!("{:?}", $source.$plain($($argument),*)))
    };
}

#[derive(Clone, Copy, PartialEq)]
enum Form {
    Try,
    /// Panics where the other has an error.
    Plain,
}

/// Runs it, and asserts of what it changes in place what holds after a failure.
fn run<R: TryRng>(operation: &Operation, source: &mut R, form: Form) -> Outcome<Error<R::Error>> {
    use Operation::*;
    match operation.clone() {
        Below8(n) => forms!(source, form, try_below below (n)),
        Below(n) => forms!(source, form, try_below below (n)),
        BelowWide(n) => forms!(source, form, try_below below (n)),
        Range(a, b) => forms!(source, form, try_range range (a..b)),
        RangeChar(a, b) => forms!(source, form, try_range range (a..=b)),
        RangeStep(a, b, step) => forms!(source, form, try_range_step range_step (a..=b, step)),
        Bits(k) => match form {
            Form::Try => shown(source.try_bits::<u64>(k.into())),
            Form::Plain => Ok(format!("{:?}", source.bits::<u64>(k.into()))),
        },
        BitsWide(k) => match form {
            Form::Try => shown(source.try_bits::<u128>(k.into())),
            Form::Plain => Ok(format!("{:?}", source.bits::<u128>(k.into()))),
        },
        BelowBig(digits) => {
            let n = BigUint::new(digits);
            forms!(source, form, try_below_big below_big (&n))
        }
        BitsBig(k) => match form {
            Form::Try => shown(source.try_bits_big::<BigUint>((k % 4096).into())),
            Form::Plain => Ok(format!("{:?}", source.bits_big::<BigUint>((k % 4096).into()))),
        },
        FillBelow(bound) => {
            let mut dest = vec![7u16; bound.len()];
            let result = forms!(source, form, try_fill_below fill_below (&bound, &mut dest));
            assert!(result.is_ok() || dest.iter().all(|limb| *limb == 0));
            result.map(|_| format!("{dest:?}"))
        }
        FillBits(k, len) => {
            let mut dest = vec![7u32; len.into()];
            let result = forms!(source, form, try_fill_bits fill_bits (k.into(), &mut dest));
            assert!(result.is_ok() || dest.iter().all(|limb| *limb == 0));
            result.map(|_| format!("{dest:?}"))
        }
        Bool => match form {
            Form::Try => plain(source.try_bool()),
            Form::Plain => Ok(format!("{:?}", source.bool())),
        },
        F64 => match form {
            Form::Try => plain(source.try_f64()),
            Form::Plain => Ok(format!("{:?}", source.f64())),
        },
        F32 => match form {
            Form::Try => plain(source.try_f32()),
            Form::Plain => Ok(format!("{:?}", source.f32())),
        },
        Uniform(a, b) => forms!(source, form, try_uniform uniform (a..b)),
        Draw => {
            let normal = Normal::new(1.0, 2.0).unwrap();
            match form {
                Form::Try => plain(source.try_draw(&normal)),
                Form::Plain => Ok(format!("{:?}", source.draw(&normal))),
            }
        }
        Choose(items) => match form {
            Form::Try => plain(source.try_choose(&items).map(|item| place(&items, item))),
            Form::Plain => Ok(format!("{:?}", place(&items, source.choose(&items)))),
        },
        ChooseMut(mut items) => match form {
            Form::Try => plain(source.try_choose_mut(&mut items).map(|item| item.copied())),
            Form::Plain => Ok(format!("{:?}", source.choose_mut(&mut items).copied())),
        },
        ChooseIter(n) => match form {
            Form::Try => plain(source.try_choose_iter(0..n % 500)),
            Form::Plain => Ok(format!("{:?}", source.choose_iter(0..n % 500))),
        },
        ChooseWeighted(weights) => {
            forms!(source, form, try_choose_weighted choose_weighted (&weights, |w| u64::from(*w)))
        }
        Sample(items, k) => forms!(source, form, try_sample sample (&items, k.into())),
        SampleIndices(n, k) => {
            forms!(source, form, try_sample_indices sample_indices (n.into(), k.into()))
        }
        SampleArray(items) => match form {
            Form::Try => shown(source.try_sample_array::<_, 3>(&items)),
            Form::Plain => Ok(format!("{:?}", source.sample_array::<_, 3>(&items))),
        },
        SampleIter(n, k) => {
            forms!(source, form, try_sample_iter sample_iter (0..n % 500, k.into()))
        }
        SampleCounts(counts, k) => {
            let items: Vec<usize> = (0..counts.len()).collect();
            let counts: Vec<u64> = counts.into_iter().map(u64::from).collect();
            forms!(source, form, try_sample_counts sample_counts (&items, &counts, k.into()))
        }
        SampleWeighted(weights, k) => {
            forms!(source, form, try_sample_weighted sample_weighted (&weights, k.into(), |w| u64::from(*w)))
        }
        Shuffle(items) => {
            let mut shuffled = items.clone();
            let result = match form {
                Form::Try => plain(source.try_shuffle(&mut shuffled)),
                Form::Plain => Ok(format!("{:?}", source.shuffle(&mut shuffled))),
            };
            same_items(&items, &shuffled);
            result.map(|_| format!("{shuffled:?}"))
        }
        PartialShuffle(items, k) => {
            let mut shuffled = items.clone();
            let k = usize::from(k);
            let result =
                forms!(source, form, try_partial_shuffle partial_shuffle (&mut shuffled, k));
            same_items(&items, &shuffled);
            result.map(|_| format!("{shuffled:?}"))
        }
        String(characters, len) => match Alphabet::new(&characters) {
            Ok(alphabet) => forms!(source, form, try_string string (&alphabet, len.into())),
            Err(error) => Err(Error::Argument(error)),
        },
        Fill(len) => {
            let mut dest = vec![7; usize::from(len % 600)];
            let result = match form {
                Form::Try => plain(source.try_fill(&mut dest)),
                Form::Plain => Ok(format!("{:?}", source.fill(&mut dest))),
            };
            assert!(result.is_ok() || dest.iter().all(|byte| *byte == 0));
            result.map(|_| format!("{dest:?}"))
        }
    }
}

fn place(items: &[u8], item: Option<&u8>) -> Option<usize> {
    item.map(|item| items.iter().position(|other| core::ptr::eq(item, other)).unwrap())
}

fn same_items(before: &[u8], after: &[u8]) {
    let sorted = |items: &[u8]| {
        let mut items = items.to_vec();
        items.sort_unstable();
        items
    };
    assert_eq!(sorted(before), sorted(after));
}

/// What the bytes of the script say it has to be, where they are enough.
fn expected(operation: &Operation, script: &[u8]) -> Option<String> {
    let mut script = Script(script);
    let mut below = |n: u128| script.below(&BigUint::from(n));
    let text = match operation {
        Operation::Below8(n @ 1..) => below((*n).into())?.to_string(),
        Operation::Below(n @ 1..) => below((*n).into())?.to_string(),
        Operation::BelowWide(n @ 1..) => below(*n)?.to_string(),
        Operation::Range(a, b) if a < b => {
            a.wrapping_add(below(a.abs_diff(*b).into())? as i64).to_string()
        }
        Operation::RangeStep(a, b, step) if *step != 0 && (a < b) == (*step > 0) && a != b => {
            let steps = u128::from(a.abs_diff(*b) / step.unsigned_abs()) + 1;
            (i64::from(*a) + i64::from(*step) * below(steps)? as i64).to_string()
        }
        Operation::Choose(items) if !items.is_empty() => {
            format!("{:?}", Some(below(items.len() as u128)?))
        }
        Operation::Bits(k @ 0..=64) => script.bits((*k).into())?.to_string(),
        Operation::BitsWide(k @ 0..=128) => script.bits((*k).into())?.to_string(),
        Operation::Bool => (script.word(8)? >> 7 == 1).to_string(),
        Operation::Fill(len) => format!("{:?}", script.0.get(..usize::from(len % 600))?),
        _ => return None,
    };
    Some(text)
}

fuzz_target!(|input: (Vec<Operation>, u8, &[u8])| {
    let (operations, calls, script) = input;
    // The source as it stands before each operation.
    let mut source = Endless::new(script);
    for (index, operation) in operations.into_iter().take(16).enumerate() {
        let before = source.clone();
        let outcome = run(&operation, &mut source, Form::Try);
        let mut again = before.clone();
        assert_eq!(run(&operation, &mut again, Form::Try), outcome, "{operation:?}");
        assert_eq!(again.calls, source.calls);
        if index == 0 {
            let expected = expected(&operation, script);
            assert!(expected.is_none_or(|expected| outcome == Ok(expected)), "{operation:?}");
        }
        let needed = source.calls - before.calls;
        // It fails at some call, at the last, and not at all.
        for calls in [usize::from(calls), needed.saturating_sub(1), needed] {
            let mut cut = Cut { source: before.clone(), calls };
            match (run(&operation, &mut cut, Form::Try), &outcome) {
                (Ok(cut), Ok(whole)) => assert!(cut == *whole && calls >= needed),
                (Err(Error::Source(_)), Ok(_)) => assert!(calls < needed, "{operation:?}"),
                // Before anything is drawn.
                (Err(Error::Argument(one)), Err(Error::Argument(other))) => {
                    assert_eq!(one, *other);
                }
                (cut, whole) => panic!("{operation:?}: {cut:?} and {whole:?}"),
            }
        }
        if outcome.is_ok() {
            let mut plainly = before.clone();
            assert_eq!(run(&operation, &mut plainly, Form::Plain), outcome, "{operation:?}");
            assert_eq!(plainly.calls, source.calls);
        }
    }
});
