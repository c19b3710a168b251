//! Choices by weight, however they are made, and texts over an alphabet.

use wellspring_dist::{AliasTable, Alphabet, DynamicWeights, Random, Weights};

use crate::suite::{
    Form,
    bound::{Found, likelihood_ratio},
    plot,
    report::Row,
    sample::{counted, uniform},
    source::Source,
};

/// One that is never drawn, one that hardly is, and two that are alike.
const WEIGHTS: [u64; 8] = [0, 1, 500, 500, 2000, 3, 0, 7000];

pub(crate) fn check(form: &Form) -> Vec<Row> {
    let weights = Weights::new(WEIGHTS).unwrap();
    let table = AliasTable::new(WEIGHTS).unwrap();
    // Made of other weights, which are then changed one by one.
    let mut dynamic = DynamicWeights::new([9u64; 7]).unwrap();
    dynamic.push(1).unwrap();
    for (index, weight) in WEIGHTS.iter().enumerate() {
        dynamic.set(index, *weight).unwrap();
    }
    let large = WEIGHTS.map(|weight| weight << 50);
    let huge = Weights::new(large).unwrap();
    let huge_table = AliasTable::new(large).unwrap();
    let items: Vec<usize> = (0..WEIGHTS.len()).collect();
    let (mut rows, mut panels) = (Vec::new(), Vec::new());
    let mut row = |name: &str, draw: &dyn Fn(&mut Source) -> usize| {
        let counts = form.tally(name, form.draws(), WEIGHTS.len(), draw);
        panels.push(
            plot::counts(name, "index of the weight", &counts, &shares())
                .logarithmic("share of draws, power of 2"),
        );
        rows.push(weighted(form, name, &counts));
    };
    row("Weights", &|s| s.draw(&weights));
    row("AliasTable", &|s| s.draw(&table));
    row("DynamicWeights", &|s| s.draw(&dynamic).unwrap());
    row("Weights, sum above 2^63", &|s| s.draw(&huge));
    row("AliasTable, sum above 2^63", &|s| s.draw(&huge_table));
    row("choose_weighted", &|s| *s.choose_weighted(&items, |index| WEIGHTS[*index]));
    row("sample_counts, the second of 3", &|s| *s.sample_counts(&items, &WEIGHTS, 3)[1]);
    plot::write(form, "weights", form.draws(), &panels[..3]);
    rows.push(pairs(form));
    rows
}

fn shares() -> Vec<f64> {
    let sum: u64 = WEIGHTS.iter().sum();
    WEIGHTS.iter().map(|weight| *weight as f64 / sum as f64).collect()
}

/// The control is a little of the largest weight given to another.
fn weighted(form: &Form, name: &str, counts: &[u64]) -> Row {
    let mut wrong = shares();
    let moved = 2.5 * form.slip() * wrong[4];
    wrong[4] += moved;
    wrong[7] -= moved;
    // What has the weight 0 has no probability, and the bound is infinite if it is drawn.
    let control = format!("{:.2} % from one to another", 100.0 * moved);
    counted(name, counts, &shares(), &control, likelihood_ratio(counts, &wrong))
}

/// Two without replacement, of four with different weights: twelve ordered pairs.
fn pairs(form: &Form) -> Row {
    const FOUR: [u64; 4] = [1, 2, 3, 4];
    let items = [0, 1, 2, 3];
    let name = "sample_weighted(2) of 4, ordered pairs";
    let counts = form.tally(name, form.draws(), 16, |s| {
        let drawn = s.sample_weighted(&items, 2, |item| FOUR[*item]);
        drawn[0] * 4 + drawn[1]
    });
    let pair = |first: usize, second: usize| match first == second {
        true => 0.0,
        false => FOUR[first] as f64 / 10.0 * FOUR[second] as f64 / (10 - FOUR[first]) as f64,
    };
    let law: Vec<f64> = (0..16).map(|index| pair(index / 4, index % 4)).collect();
    // What comes of drawing both of all, and both again if they are the same.
    let whole = |first: usize, second: usize| match first == second {
        true => 0.0,
        false => (FOUR[first] * FOUR[second]) as f64 / 70.0,
    };
    let wrong: Vec<f64> = (0..16).map(|index| whole(index / 4, index % 4)).collect();
    counted(name, &counts, &law, "both drawn anew if equal", likelihood_ratio(&counts, &wrong))
}

pub(crate) fn alphabet(form: &Form) -> Vec<Row> {
    let letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
    let alphabet = Alphabet::new(letters).unwrap();
    let place = |letter: char| letters.find(letter).unwrap();
    let strings = form.draws() / 4;
    let mut source = Source::of(form, "alphabet");
    let (mut counts, mut places) = (vec![0; 62], vec![vec![0; 62]; 20]);
    for _ in 0..strings {
        let text = alphabet.string(&mut source, 20);
        for (index, letter) in text.chars().enumerate() {
            counts[place(letter)] += 1;
            places[index][place(letter)] += 1;
        }
    }
    let even = vec![1.0 / 62.0; 62];
    let label = "index of the character";
    let panel = plot::counts("62 characters, strings of 20", label, &counts, &even);
    plot::write(form, "alphabet", strings * 20, &[panel]);
    // The places are independent, so all characters are one sample; and each place is one of its own.
    let mut rows = vec![uniform("Alphabet of 62, all characters", &counts)];
    let least = |rows: Vec<Found>| {
        let least = rows.into_iter().min_by(|a, b| a.bound.total_cmp(&b.bound)).unwrap();
        Found {
            words: format!("least of 20: {}", least.words),
            bound: (least.bound + 20f64.ln()).min(0.0),
        }
    };
    let by_place: Vec<Row> = places.iter().map(|counts| uniform("", counts)).collect();
    rows.push(Row {
        test: "Alphabet of 62, each of 20 places".into(),
        draws: strings,
        found: least(by_place.iter().map(|row| row.found.clone()).collect()),
        control: by_place[0].control.clone(),
        caught: least(by_place.iter().map(|row| row.caught.clone()).collect()),
    });
    rows
}
