//! `below`, `range`, `bits`, `Dice`: every value of small ranges, and large ones by their place and their last digits.

use core::num::NonZero;

use wellspring_dist::{Dice, Random};

use crate::suite::{
    Form,
    bound::{Found, likelihood_ratio},
    oracle,
    report::Row,
    sample::{continuous, counted, uniform},
    source::Source,
};

pub(crate) fn check(form: &Form) -> Vec<Row> {
    let n = form.draws();
    let mut rows = Vec::new();
    for k in [2u8, 3, 6, 10, 100, 255] {
        let name = format!("below({k})");
        rows.push(uniform(&name, &form.tally(&name, n, k.into(), |s| s.below(k).into())));
    }
    let name = "range(-100..=100)";
    let place = |s: &mut Source| usize::try_from(s.range(-100i16..=100) + 100).unwrap();
    rows.push(uniform(name, &form.tally(name, n, 201, place)));
    // Between two and three quarters of the words' range, where a modulus is most biased.
    rows.extend(large(form, "below(3 << 30) of u32", 3 << 30, |s| s.below(3u32 << 30).into()));
    rows.extend(large(form, "below(3 << 62) of u64", 3 << 62, |s| s.below(3u64 << 62)));
    let wide = |s: &mut Source| (s.below(3u128 << 126) >> 64) as u64;
    rows.extend(large(form, "below(3 << 126) >> 64 of u128", 3 << 62, wide));
    let name = "bits(7)";
    let bits = |s: &mut Source| s.bits::<u64>(7) as usize;
    rows.push(uniform(name, &form.tally(name, n, 128, bits)));
    rows.push(modulus(form));
    rows.push(dice(form));
    rows
}

/// Where in `0..bound` the values are, and their last digits in base 251.
fn large(form: &Form, name: &str, bound: u64, draw: impl FnMut(&mut Source) -> u64) -> Vec<Row> {
    let values = form.sample(name, form.draws(), draw);
    let places: Vec<f64> = values.iter().map(|x| (*x as f64 + 0.5) / bound as f64).collect();
    let mut wrong = oracle::uniform(0.0, 1.0 + form.slip());
    wrong.name = format!("a bound larger by {} %", 100.0 * form.slip());
    let mut place = continuous(&oracle::uniform(0.0, 1.0), &wrong, &places);
    place.test = format!("{name}, the place");
    let mut digits = vec![0; 251];
    values.iter().for_each(|x| digits[(x % 251) as usize] += 1);
    vec![place, uniform(&format!("{name}, modulo 251"), &digits)]
}

/// The mistake that the method is there to avoid, with words of 8 bits, so that it shows.
fn modulus(form: &Form) -> Row {
    let name = "below(100) against a modulus of 8 bits";
    let n = form.draws();
    let counts = form.tally(name, n, 100, |s| s.below(100u8).into());
    let biased = form.tally(name, n, 100, |s| (s.bits::<u64>(8) % 100) as usize);
    let even = [0.01; 100];
    counted(name, &counts, &even, "bits(8) % 100", likelihood_ratio(&biased, &even))
}

/// Whether dice from one word are independent: pairs that follow one another.
fn dice(form: &Form) -> Row {
    let name = "Dice of 6, pairs that follow one another";
    let mut source = Source::of(form, name);
    let (mut counts, mut last) = (vec![0; 36], 0);
    let mut rolls = 0usize;
    let six = Dice::new(const { NonZero::new(6).unwrap() });
    // One more, so that the pairs overlap a word's end in every way.
    for _ in 0..form.draws() / 100 {
        six.each(&mut source, 201, |die| {
            if rolls % 2 == 1 {
                counts[last * 6 + die as usize] += 1;
            }
            (last, rolls) = (die as usize, rolls + 1);
        });
    }
    let mut sticky = counts.clone();
    (0..6).for_each(|die| sticky[die * 7] += (4.0 * form.slip() * counts[die * 7] as f64) as u64);
    let even = [1.0 / 36.0; 36];
    let caught: Found = likelihood_ratio(&sticky, &even);
    counted(name, &counts, &even, "the last die again, more often", caught)
}
