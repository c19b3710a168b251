//! Shuffles and samples: every order of few items, and where each of many goes.

use wellspring_dist::Random;

use crate::suite::{
    Form,
    bound::{Found, likelihood_ratio},
    plot,
    report::Row,
    sample::{counted, uniform},
    source::Source,
};

/// Items of the matrix that is plotted.
const MANY: usize = 20;

pub(crate) fn check(form: &Form) -> Vec<Row> {
    let n = form.draws();
    let mut rows = vec![orders(form)];
    rows.extend(places(form));
    let name = "sample_indices(7, 3), ordered samples";
    let sample = |s: &mut Source| {
        let drawn = s.sample_indices(7, 3);
        ordered(&drawn, 7)
    };
    rows.push(uniform(name, &form.tally(name, n, 210, sample)));
    let name = "sample_indices(5000, 3), the last one";
    let last = |s: &mut Source| s.sample_indices(5000, 3)[2] / 50;
    rows.push(uniform(name, &form.tally(name, n / 4, 100, last)));
    let name = "choose of 52";
    let cards: Vec<usize> = (0..52).collect();
    rows.push(uniform(name, &form.tally(name, n, 52, |s| *s.choose(&cards).unwrap())));
    let name = "choose_iter of 13 without a known length";
    let few = |s: &mut Source| s.choose_iter((0..26).filter(|i| i % 2 == 0)).unwrap() / 2;
    rows.push(uniform(name, &form.tally(name, n, 13, few)));
    let name = "choose_iter of 13 with a known length";
    rows.push(uniform(name, &form.tally(name, n, 13, |s| s.choose_iter(0..13).unwrap())));
    let name = "sample_iter of 3 of 7, ordered samples";
    let pass = |s: &mut Source| {
        let drawn = s.sample_iter((0..14).filter(|i| i % 2 == 0), 3);
        ordered(&[drawn[0] / 2, drawn[1] / 2, drawn[2] / 2], 7)
    };
    rows.push(uniform(name, &form.tally(name, n, 210, pass)));
    let name = "sample_iter of 2 of 50, the second";
    rows.push(uniform(name, &form.tally(name, n, 50, |s| s.sample_iter(0..50, 2)[1])));
    rows.extend(skipped(form));
    let name = "sample_array of 3 of 7, ordered samples";
    let array = |s: &mut Source| {
        let drawn: [&usize; 3] = s.sample_array(&cards[..7]);
        ordered(&drawn.map(|item| *item), 7)
    };
    rows.push(uniform(name, &form.tally(name, n, 210, array)));
    let name = "partial_shuffle of 3 of 7, ordered samples";
    let partial = |s: &mut Source| {
        let mut items: Vec<usize> = (0..7).collect();
        ordered(s.partial_shuffle(&mut items, 3).0, 7)
    };
    rows.push(uniform(name, &form.tally(name, n, 210, partial)));
    rows
}

/// Behind item number 19 of a choice, and number `16 k^2` of a sample of `k`, the next item that enters is drawn, and
/// those before it are skipped. What is wrong there shows most soon after that, and less the longer it goes on.
fn skipped(form: &Form) -> Vec<Row> {
    let n = form.draws() / 2;
    let mut rows = Vec::new();
    for (items, n) in [(100, n), (1000, n / 2)] {
        let name = format!("choose_iter of {items}, in 50 cells");
        let choice = form.tally(&name, n, 50, |s| s.choose_iter(0..items).unwrap() * 50 / items);
        rows.push(uniform(&name, &choice));
    }
    let name = "sample_iter of 2 of 500, the first, in 25 cells";
    rows.push(uniform(name, &form.tally(name, n, 25, |s| s.sample_iter(0..500, 2)[0] / 20)));
    rows
}

/// All 120 orders of five items, and those of the shuffle that everybody writes first.
fn orders(form: &Form) -> Row {
    let (name, n) = ("shuffle of 5, all 120 orders", form.draws());
    let shuffled = |s: &mut Source| {
        let mut items = [0, 1, 2, 3, 4];
        s.shuffle(&mut items);
        ordered(&items, 5)
    };
    let naive = |s: &mut Source| {
        let mut items = [0, 1, 2, 3, 4];
        (0..5).for_each(|i| items.swap(i, s.below(5usize)));
        ordered(&items, 5)
    };
    let even = [1.0 / 120.0; 120];
    let caught = likelihood_ratio(&form.tally(name, n, 120, naive), &even);
    let counts = form.tally(name, n, 120, shuffled);
    counted(name, &counts, &even, "each swapped with any place", caught)
}

/// Which item comes to which place; each place is a test of its own, and the row has the least of their bounds.
fn places(form: &Form) -> Vec<Row> {
    let (name, n) = ("shuffle of 20, item by place", form.of(20_000, 2_000_000));
    let matrix = |shuffle: &dyn Fn(&mut Source, &mut [usize])| {
        let mut source = Source::of(form, name);
        let mut counts = vec![vec![0u64; MANY]; MANY];
        for _ in 0..n {
            let mut items: Vec<usize> = (0..MANY).collect();
            shuffle(&mut source, &mut items);
            items.iter().enumerate().for_each(|(place, item)| counts[place][*item] += 1);
        }
        counts
    };
    let counts = matrix(&|source, items| source.shuffle(items));
    // Sattolo's algorithm is the off-by-one: no item stays where it was.
    let cyclic = matrix(&|source, items| {
        (1..MANY).rev().for_each(|i| items.swap(i, source.below(i)));
    });
    plot::heat(form, "shuffle", n, &counts);
    let even = [1.0 / MANY as f64; MANY];
    let least = |counts: &[Vec<u64>]| {
        let found = counts.iter().map(|place| likelihood_ratio(place, &even));
        let least = found.min_by(|a, b| a.bound.total_cmp(&b.bound)).unwrap();
        let bound = (least.bound + (MANY as f64).ln()).min(0.0);
        Found { words: format!("least of {MANY}: {}", least.words), bound }
    };
    vec![Row {
        test: name.into(),
        draws: n,
        found: least(&counts),
        control: "one place less to go to".into(),
        caught: least(&cyclic),
    }]
}

/// The number of an ordered sample from `0..n`, counted from 0: its digits in falling bases.
fn ordered(items: &[usize], n: usize) -> usize {
    let digits = items.iter().enumerate();
    digits.fold(0, |number, (place, item)| {
        let smaller = items[..place].iter().filter(|before| *before < item).count();
        number * (n - place) + item - smaller
    })
}
