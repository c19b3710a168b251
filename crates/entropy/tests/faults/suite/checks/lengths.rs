//! Every byte of a buffer is written and none beside it, for all lengths around words, pages and two gibibytes.

use std::fs;

use wellspring_entropy::System;

use crate::suite::{
    Form,
    report::{Outcome, Row},
    source::Source,
};

const CANARY: u8 = 0xC5;
const MARGIN: usize = 16;
/// A byte that is left in all of these passes was never written: by chance 2^-64 for each, 2^-41 for all.
const PASSES: usize = 8;
const LONGEST: usize = 4097;
const HUGE: usize = (1 << 31) + LONGEST;

/// Leaves so many bytes at the end of what it is given as they were.
struct Short(usize);

impl Source for Short {
    fn draw(&self, dest: &mut [u8]) {
        let end = dest.len().saturating_sub(self.0);
        System.draw(&mut dest[..end]);
    }
}

pub(crate) fn check(form: Form) -> Outcome {
    let (wrong, control) = (all(&System), all(&Short(1)));
    let mut rows = vec![Row {
        test: format!("lengths 0 to {LONGEST}"),
        figure: format!("{wrong} wrong"),
        good: wrong == 0,
        demand: "each byte written, none beside".into(),
        control: format!("a byte short: {control} wrong"),
        fired: control == LONGEST,
    }];
    if form == Form::Full {
        if available_kib() < 4 << 20 {
            return Err("less than 4 GiB of memory are free".into());
        }
        let (wrong, control) = (huge(&System), huge(&Short(8)));
        rows.push(Row {
            test: format!("length {HUGE}"),
            figure: format!("{wrong} wrong"),
            good: wrong == 0,
            demand: "each byte written".into(),
            control: format!("8 bytes short: {control} wrong"),
            fired: control > 0,
        });
    }
    Ok(rows)
}

/// How many lengths are filled wrongly.
fn all(source: &dyn Source) -> usize {
    let wrong = |len: &usize| {
        let mut memory = vec![CANARY; len + MARGIN];
        let mut untouched = vec![true; *len];
        let mut beside = false;
        for _ in 0..PASSES {
            memory.fill(CANARY);
            source.draw(&mut memory[..*len]);
            beside |= memory[*len..] != [CANARY; MARGIN];
            let bytes = untouched.iter_mut().zip(&memory);
            bytes.for_each(|(flag, byte)| *flag &= *byte == CANARY);
        }
        beside || untouched.contains(&true)
    };
    (0..=LONGEST).filter(wrong).count()
}

/// How many words are still canaries, or zeros. By chance that is 2^-35 for any of the 2^28 words, so that only
/// what is found twice, at the same place, is counted. The last word ends with the buffer.
fn huge(source: &dyn Source) -> usize {
    let unfilled = |word: &[u8]| word == [CANARY; 8] || word == [0; 8];
    let mut memory = vec![CANARY; HUGE];
    let mut pass = || {
        memory.fill(CANARY);
        source.draw(&mut memory);
        let words = memory.chunks_exact(8).zip(0_usize..);
        let mut found: Vec<usize> =
            words.filter(|(word, _)| unfilled(word)).map(|(_, at)| at).collect();
        if unfilled(&memory[HUGE - 8..]) {
            found.push(HUGE);
        }
        found
    };
    let (first, second) = (pass(), pass());
    first.iter().filter(|place| second.contains(place)).count()
}

fn available_kib() -> u64 {
    let info = fs::read_to_string("/proc/meminfo").unwrap();
    let line = info.lines().find_map(|line| line.strip_prefix("MemAvailable:")).unwrap();
    line.trim().trim_end_matches(" kB").parse().unwrap()
}
