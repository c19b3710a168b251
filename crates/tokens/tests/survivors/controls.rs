//! What leaves something behind, and has to be found: the types of the standard library, and what the documentation of
//! the secret types warns of.

use core::hint::black_box;
use std::io::{BufRead, BufReader};

use wellspring_entropy::System;
use wellspring_tokens::{NanoId, PasswordPolicy, SecretArray, SecretString, Secrets};
use zeroize::Zeroizing;

use crate::{
    Kind, Row,
    parent::Parent,
    rows::{pipe, plain, text},
    source::flipped_code_points,
};

const fn row(name: &'static str, run: fn(&mut Parent)) -> Row {
    Row { name, kind: Kind::Control, run }
}

pub(crate) const ROWS: &[Row] = &[
    row("control: String", |p| p.watch(plain(0), |text| text.as_bytes())),
    row("control: Vec<u8>", |p| p.watch(plain(0).into_bytes(), |bytes| bytes)),
    row("control: a String that grew", |p| p.watch(SecretString::from(grown()), text)),
    row("control: Zeroizing<String> that grew", |p| {
        p.watch(Zeroizing::new(grown()), |text| text.as_bytes());
    }),
    row("control: an array by value", |p| {
        let mut source = array_by_value();
        p.watch(SecretArray::take(&mut source), |array| array.expose_secret());
    }),
    row("control: read_line through a buffer", |p| {
        let mut input = BufReader::new(pipe(b"\n"));
        p.watch(SecretString::read_line(&mut input, 1000).unwrap(), text);
        drop(input);
    }),
    row("control: the standard library's read_line", |p| {
        let mut line = String::new();
        BufReader::new(pipe(b"\n")).read_line(&mut line).unwrap();
        p.watch(SecretString::from(line), text);
    }),
    row("control: code points of a password, not wiped", |p| {
        let policy = PasswordPolicy::length(40).only('\u{4E00}'..='\u{9FA5}');
        let password = System.password(&policy);
        let mut codes: Vec<u64> = Vec::with_capacity(40);
        codes.extend(password.expose_secret().chars().map(u64::from));
        let flipped = flipped_code_points(&password);
        // The text is wiped; what it was made of is not.
        drop(password);
        p.watch_drawn(codes, &flipped, |_| Vec::new());
    }),
    row("control: a NanoId, which is plain text", |p| {
        p.watch(System.mint(&NanoId::new(40).unwrap()), |id| id.as_bytes());
    }),
    row("control: serde_json with an escape", |p| {
        let json = Zeroizing::new(format!("\"{}\\n\"", plain(0)));
        p.watch(serde_json::from_str::<SecretString>(&json).unwrap(), text);
    }),
];

/// Pushed character by character: each of the buffers that it outgrew keeps what was there. What a program
/// allocates in between hinders it from growing in place.
fn grown() -> String {
    let secret = System.token_hex(250);
    let mut text = String::new();
    let others: Vec<Box<char>> = (secret.expose_secret().chars())
        .map(|c| {
            text.push(black_box(c));
            Box::new('-')
        })
        .collect();
    black_box(others);
    text
}

/// Returned by value, and so copied from where it was made.
#[inline(never)]
fn array_by_value() -> [u8; 1000] {
    let mut array = [0; 1000];
    System.try_fill(&mut array).unwrap();
    black_box(&mut array);
    array
}
