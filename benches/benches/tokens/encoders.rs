//! Encoders and decoders, into memory that is there.
//!
//! const-hex, faster-hex and base64-simd find out which instructions the processor has; hex, base64, data-encoding and bs58
//! look up tables. Constant in time are ours and base64ct.

use core::{error::Error, hint::black_box};
use std::io;

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use base64_simd::Out;
use base64ct::{Base64UrlUnpadded, Encoding as _};
use wellspring::encoding::{BASE32_UNPADDED, BASE58, BASE62, CROCKFORD, Encoding, HEX, URLSAFE};
use wellspring_benches::{Bench, Table};

const SIZES: [usize; 4] = [16, 32, 64, 1024];

pub(crate) fn all(bench: &Bench) -> Result<(), Box<dyn Error>> {
    let table = &mut bench.table("encoding", "Encoding")?;
    for size in SIZES {
        hex_encode(table, size)?;
    }
    for size in SIZES {
        base64_encode(table, size)?;
    }
    others_encode(table)?;
    let table = &mut bench.table("decoding", "Decoding")?;
    for size in SIZES {
        hex_decode(table, size)?;
    }
    for size in SIZES {
        base64_decode(table, size)?;
    }
    Ok(others_decode(table)?)
}

fn bytes(size: usize) -> Vec<u8> {
    (0..)
        .map(|i: usize| i.wrapping_mul(197).wrapping_add(201).to_le_bytes()[0])
        .take(size)
        .collect()
}

fn text(encoding: Encoding, size: usize) -> Vec<u8> {
    let mut text = vec![0; encoding.encoded_len(size)];
    _ = encoding.encode(&bytes(size), &mut text);
    text
}

/// A row of ours against one that writes from `from` to a slice as long as ours.
fn encode<T>(
    table: &mut Table<'_>,
    (what, encoding, size): (&str, Encoding, usize),
    peer: &str,
    mut theirs: impl FnMut(&[u8], &mut [u8]) -> T,
) -> io::Result<()> {
    let bytes = bytes(size);
    let mut dest = (text(encoding, size), text(encoding, size));
    table.row(
        &format!("{what}, {size} bytes"),
        || encoding.encode(black_box(&bytes), black_box(&mut dest.0)),
        peer,
        || theirs(black_box(&bytes), black_box(&mut dest.1)),
    )
}

fn decode<T>(
    table: &mut Table<'_>,
    (what, encoding, size): (&str, Encoding, usize),
    peer: &str,
    mut theirs: impl FnMut(&[u8], &mut [u8]) -> T,
) -> io::Result<()> {
    let text = text(encoding, size);
    let mut dest = (bytes(size), bytes(size));
    table.row(
        &format!("{what}, {size} bytes"),
        || encoding.decode(black_box(&text), black_box(&mut dest.0)),
        peer,
        || theirs(black_box(&text), black_box(&mut dest.1)),
    )
}

fn hex_encode(table: &mut Table<'_>, size: usize) -> io::Result<()> {
    let ours = ("hex", HEX, size);
    encode(table, ours, "hex", |from, to| hex::encode_to_slice(from, to))?;
    encode(table, ours, "const-hex", |from, to| const_hex::encode_to_slice(from, to))?;
    encode(table, ours, "faster-hex", |from, to| faster_hex::hex_encode(from, to).is_ok())
}

fn hex_decode(table: &mut Table<'_>, size: usize) -> io::Result<()> {
    let ours = ("hex", HEX, size);
    decode(table, ours, "hex", |from, to| hex::decode_to_slice(from, to))?;
    decode(table, ours, "const-hex", |from, to| const_hex::decode_to_slice(from, to))?;
    decode(table, ours, "faster-hex", |from, to| faster_hex::hex_decode(from, to).is_ok())
}

fn base64_encode(table: &mut Table<'_>, size: usize) -> io::Result<()> {
    let ours = ("base64url", URLSAFE, size);
    encode(table, ours, "base64", |from, to| URL_SAFE_NO_PAD.encode_slice(from, to))?;
    encode(table, ours, "base64ct", |from, to| Base64UrlUnpadded::encode(from, to).is_ok())?;
    encode(table, ours, "base64-simd", |from, to| {
        base64_simd::URL_SAFE_NO_PAD.encode(from, Out::from_slice(to)).len()
    })
}

fn base64_decode(table: &mut Table<'_>, size: usize) -> io::Result<()> {
    let ours = ("base64url", URLSAFE, size);
    // base64 wants room for three bytes more.
    let mut room = vec![0; size + 3];
    decode(table, ours, "base64", |from, _| URL_SAFE_NO_PAD.decode_slice(from, &mut room))?;
    decode(table, ours, "base64ct", |from, to| Base64UrlUnpadded::decode(from, to).is_ok())?;
    decode(table, ours, "base64-simd", |from, to| {
        base64_simd::URL_SAFE_NO_PAD.decode(from, Out::from_slice(to)).is_ok()
    })
}

fn others_encode(table: &mut Table<'_>) -> io::Result<()> {
    let base32 = &data_encoding::BASE32_NOPAD;
    encode(table, ("base32", BASE32_UNPADDED, 32), "data-encoding", |from, to| {
        base32.encode_mut(from, to);
    })?;
    encode(table, ("Crockford", CROCKFORD, 32), "data-encoding, base32", |from, to| {
        base32.encode_mut(from, to);
    })?;
    encode(table, ("base58", BASE58, 32), "bs58", |from, to| bs58::encode(from).onto(to))?;
    encode(table, ("base62", BASE62, 32), "bs58, base58", |from, _| {
        let mut to = [0; 44];
        bs58::encode(from).onto(&mut to[..])
    })
}

fn others_decode(table: &mut Table<'_>) -> io::Result<()> {
    let base32 = &data_encoding::BASE32_NOPAD;
    decode(table, ("base32", BASE32_UNPADDED, 32), "data-encoding", |from, to| {
        base32.decode_mut(from, to).is_ok()
    })?;
    decode(table, ("base58", BASE58, 32), "bs58", |from, to| bs58::decode(from).onto(to))
}
