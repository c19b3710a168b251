//! The tables, computed again.

extern crate std;
use core::f64::consts::PI;

use wellspring_entropy::testing::Replay;

use super::{Table, exponential, normal};
use crate::distributions::{scripts, words::open};

fn near(a: f64, b: f64, ulps: f64) -> bool {
    (a - b).abs() <= ulps * f64::EPSILON * b.abs()
}

/// Every layer has the area `v`, and `f` is the curve: whoever satisfies both is the table.
fn is_a_ziggurat(table: &Table, curve: fn(f64) -> f64, inverse: fn(f64) -> f64, tail: f64) -> bool {
    let (x, f) = (&table.x, &table.f);
    let v = x[1] * curve(x[1]) + tail;
    let last = x[255] * (1.0 - f[255]);
    // 1 ulp of x is up to x^2 = 15 of f; differences of neighbours lose up to 8 bits.
    (0..257).all(|i| near(f[i], curve(x[i]), 32.0))
        && near(x[0], v / f[1], 8.0)
        && (1..255).all(|i| near(x[i] * (f[i + 1] - f[i]), v, 2048.0))
        && (1..255).all(|i| near(x[i + 1], inverse(v / x[i] + f[i]), 64.0))
        && near(last, v, 2048.0)
        && (x[256], f[256]) == (0.0, 1.0)
}

fn gauss(x: f64) -> f64 {
    libm::exp(-0.5 * x * x)
}

fn gauss_inverse(y: f64) -> f64 {
    libm::sqrt(-2.0 * libm::log(y))
}

fn decay(x: f64) -> f64 {
    libm::exp(-x)
}

fn decay_inverse(y: f64) -> f64 {
    -libm::log(y)
}

fn gauss_tail(r: f64) -> f64 {
    libm::sqrt(PI / 2.0) * libm::erfc(r / core::f64::consts::SQRT_2)
}

#[test]
fn the_tables_are_ziggurats() {
    let table = &normal::TABLE;
    assert!(is_a_ziggurat(table, gauss, gauss_inverse, gauss_tail(table.r())));
    let table = &exponential::TABLE;
    assert!(is_a_ziggurat(table, decay, decay_inverse, decay(table.r())));
}

/// The control: a table that is wrong in the twelfth digit of one number.
#[test]
fn a_wrong_digit_is_seen() {
    for at in [1, 2, 100, 254, 255] {
        let normal = &normal::TABLE;
        let mut table = Table { x: normal.x, f: normal.f };
        table.x[at] *= 1.0 + 1e-11;
        assert!(!is_a_ziggurat(&table, gauss, gauss_inverse, gauss_tail(table.r())), "x[{at}]");
        let mut table = Table { x: normal.x, f: normal.f };
        table.f[at] *= 1.0 + 1e-11;
        assert!(!is_a_ziggurat(&table, gauss, gauss_inverse, gauss_tail(table.r())), "f[{at}]");
    }
}

/// Layer, sign and place are bits of their own.
#[test]
fn the_word_is_divided() {
    let draw = |word: u64| {
        let bytes = word.to_le_bytes();
        normal::TABLE.draw(&mut Replay::new(&bytes), |_| 1.0).unwrap()
    };
    let place = 1u64 << 62;
    for layer in 0..255u8 {
        let word = place | u64::from(layer);
        let expected = Some((0.25 + f64::EPSILON / 2.0) * normal::TABLE.x[usize::from(layer)]);
        assert_eq!(draw(word), (expected, 0));
        assert_eq!(draw(word | 0x100), (expected, 1 << 63));
        assert_eq!(draw(word | 0xE00), (expected, 0), "bits 9 to 11 are not used");
    }
    assert_eq!(draw(u64::MAX << 12), (None, 0), "the tail, of layer 0");
}

/// Right before the edge of what is taken right of a layer's inner part, and right behind it.
fn wedges_are_taken_under_the_curve(table: &Table, curve: fn(f64) -> f64) {
    for layer in [1, 2, 17, 100, 200, 254, 255] {
        let (x, f) = ([table.x[layer], table.x[layer + 1]], [table.f[layer], table.f[layer + 1]]);
        for part in [0.1, 0.5, 0.9] {
            let value = x[1] + part * (x[0] - x[1]);
            let height = (curve(value) - f[0]) / (f[1] - f[0]);
            for (off, expected) in [(-1e-6, value), (1e-6, 0.125)] {
                let place = scripts::uniform(value / x[0]) & !0xFFF | layer as u64;
                // Another layer, in its inner part.
                let next = scripts::uniform(0.125 / table.x[50]) & !0xFFF | 50;
                let words = [place, scripts::uniform(height * (1.0 + off)), next];
                let (found, _) = scripts::from(&words, |s| table.draw(s, curve)).unwrap();
                assert!((found.unwrap() - expected).abs() < 1e-12, "{layer} {part} {off}");
            }
        }
    }
}

#[test]
fn wedges_are_taken() {
    wedges_are_taken_under_the_curve(&normal::TABLE, gauss);
    wedges_are_taken_under_the_curve(&exponential::TABLE, decay);
}

/// The word for the very place at which the layer above ends, if there is one.
fn word_of_the_end(table: &Table, layer: usize) -> Option<u64> {
    let [end, above] = table.ends(layer);
    let near = scripts::uniform(above / end) & !0xFFF | layer as u64;
    (-4..=4i64)
        .map(|step| near.wrapping_add_signed(step << 12))
        .find(|word| open(*word) * end == above)
}

/// A layer lies under the curve left of where the one above it ends. At that place itself, and beyond, the curve is asked; in the lowest
/// layer the tail begins there.
fn the_end_of_a_layer_is_not_within(table: &Table) -> usize {
    let words =
        (0..255).filter_map(|layer| word_of_the_end(table, layer).map(|word| (layer, word)));
    words
        .map(|(layer, word)| {
            let asked = core::cell::Cell::new(false);
            let curve = |_| {
                asked.set(true);
                2.0
            };
            let (value, _) = scripts::from(&[word, 0], |s| table.draw(s, curve)).unwrap();
            let above = table.ends(layer)[1];
            assert_eq!(
                (value, asked.get()),
                if layer == 0 { (None, false) } else { (Some(above), true) }
            );
        })
        .count()
}

#[test]
fn the_ends_of_layers_are_not_within() {
    let layers = [&normal::TABLE, &exponential::TABLE].map(the_end_of_a_layer_is_not_within);
    assert!(layers.iter().all(|layers| *layers > 50), "{layers:?}");
}

/// A point on the curve is not under it: another is drawn.
#[test]
fn a_point_on_the_curve_is_not_taken() {
    for table in [&normal::TABLE, &exponential::TABLE] {
        for layer in [1, 2, 17, 100, 200, 254, 255] {
            let (end, f) = (table.x[layer], [table.f[layer], table.f[layer + 1]]);
            let place = (u64::MAX << 12) | layer as u64;
            let next = scripts::uniform(0.125 / table.x[50]) & !0xFFF | 50;
            for height in [0, 1 << 62, 1 << 63, u64::MAX] {
                let on_it = f[0] + (f[1] - f[0]) * open(height);
                let draw = |curve: f64| {
                    let words = [place, height, next];
                    scripts::from(&words, |s| table.draw(s, |_| curve)).unwrap().0.unwrap()
                };
                assert!((draw(on_it) - 0.125).abs() < 1e-12, "{layer} {height}");
                assert!((draw(on_it * (1.0 + f64::EPSILON)) - end).abs() < 1e-12);
            }
        }
    }
}
