//! In a browser, or in Node.js: that the bytes come from `crypto.getRandomValues` and from nowhere else, and what
//! happens when that fails. The tests put a function of their own in its place for a while; all run in one thread.
#![cfg(all(target_arch = "wasm32", target_os = "unknown", feature = "wasm_js"))]

use js_sys::eval;
use wasm_bindgen_test::wasm_bindgen_test;
use wellspring_entropy::{Error, System, backends::Platform};

/// The value of an expression in JavaScript.
fn number(script: &str) -> f64 {
    eval(script).unwrap().as_f64().unwrap()
}

/// Puts `function` in the place of `crypto.getRandomValues` until it is dropped. `real` is the one that was there.
struct InItsPlace;

impl InItsPlace {
    fn put(function: &str) -> Self {
        let script = format!(
            "{{ const real = crypto.getRandomValues.bind(crypto); globalThis.calls = 0; globalThis.bytes = 0; \
             crypto.getRandomValues = {function}; }} 0"
        );
        number(&script);
        Self
    }
}

impl Drop for InItsPlace {
    fn drop(&mut self) {
        let _ = eval("delete crypto.getRandomValues");
    }
}

const COUNTING: &str = "(to) => { calls += 1; bytes += to.length; return real(to); }";

/// 65 536 bytes are the most that one call gives.
const LENGTHS: [(u32, f64); 8] = [
    (0, 0.0),
    (1, 1.0),
    (32, 1.0),
    (4097, 1.0),
    (65_535, 1.0),
    (65_536, 1.0),
    (65_537, 2.0),
    (200_000, 4.0),
];

#[wasm_bindgen_test]
fn every_byte_is_asked_of_get_random_values() {
    for (len, calls) in LENGTHS {
        let place = InItsPlace::put(COUNTING);
        let mut memory = vec![0xC5; len as usize + 8];
        System.try_fill(&mut memory[..len as usize]).unwrap();
        assert_eq!(number("bytes"), f64::from(len));
        assert!(number("calls") >= calls, "{len} bytes in {} calls", number("calls"));
        assert_eq!(memory[len as usize..], [0xC5; 8], "wrote past the end");
        drop(place);
    }
}

/// What the stand-in writes is what is drawn: nothing is mixed in and nothing is kept from before.
#[wasm_bindgen_test]
fn nothing_else_answers() {
    let place = InItsPlace::put("(to) => to.fill(7)");
    let mut draw = [0; 32];
    System.try_fill(&mut draw).unwrap();
    assert_eq!(draw, [7; 32]);
    drop(place);
    System.try_fill(&mut draw).unwrap();
    assert_ne!(draw, [7; 32], "chance 2^-256");
}

#[wasm_bindgen_test]
fn a_failure_is_an_error_and_leaves_zeros() {
    let place = InItsPlace::put("(to) => { to.fill(7); throw new Error('planted'); }");
    let mut draw = [9; 32];
    let outcome: Result<(), Error> = System.try_fill(&mut draw);
    assert!(outcome.is_err());
    assert_eq!(draw, [0; 32]);
    drop(place);
    assert_eq!(System.try_fill(&mut draw), Ok(()));
}

#[wasm_bindgen_test]
fn draws_differ() {
    let mut draws: Vec<[u8; 16]> = (0..2_000)
        .map(|_| {
            let mut draw = [0; 16];
            System.try_fill(&mut draw).unwrap();
            draw
        })
        .collect();
    draws.sort_unstable();
    draws.dedup();
    assert_eq!(draws.len(), 2_000, "a repeat among 2000 draws of 128 bits: chance 2^-107");
}

#[wasm_bindgen_test]
fn the_platform_is_the_right_one() {
    assert!(Platform::current().interface.contains("getRandomValues"));
}
