//! What is minted, start to end: ours is wiped when it is dropped, the peers' is not.

use core::{error::Error, hint::black_box};

use rand::{
    Rng,
    distr::{Alphanumeric, SampleString},
};
use wellspring::{Class, KeyErasureRng, PasswordPolicy, Secrets};
use wellspring_benches::Bench;
use wellspring_tokens::Uuid;

pub(crate) fn tokens(bench: &Bench) -> Result<(), Box<dyn Error>> {
    let title = "Tokens from an owned generator, the peers' from `rand::rng()`";
    let table = &mut bench.table("tokens, generator", title)?;
    let (mut ours, mut theirs) = (KeyErasureRng::new(), rand::rng());
    table.row(
        "32-byte hex",
        || ours.token_hex(32),
        "const-hex",
        || const_hex::encode(random(&mut theirs)),
    )?;
    table.row(
        "32-byte base64url",
        || ours.token_urlsafe(32),
        "base64-simd",
        || base64_simd::URL_SAFE_NO_PAD.encode_to_string(random(&mut theirs)),
    )?;
    let set = PasswordPolicy::length(20).without(Class::Symbol).to_set()?;
    let sample = || Alphanumeric.sample_string(&mut theirs, 20);
    let mut mint = || ours.mint(black_box(&set));
    table.row("20 alphanumerics", &mut mint, "rand Alphanumeric", sample)?;
    let fast = || (0..20).map(|_| fastrand::alphanumeric()).collect::<String>();
    table.row("20 alphanumerics", mint, "fastrand, not secure", fast)?;
    let peer = "uuid with fast-rng";
    let to_string = || Uuid::try_v4(&mut ours).map(|id| id.to_string());
    let theirs = || uuid::Uuid::new_v4().to_string();
    table.row("UUID v4, to_string", to_string, peer, theirs)?;
    let to_text = || Uuid::try_v4(&mut ours).map(|id| String::from(id.to_text().as_str()));
    table.row("UUID v4, String of to_text", to_text, peer, theirs)?;
    floor(bench)
}

/// What a text on the heap costs where nothing is drawn or encoded: no secret string can cost less.
fn floor(bench: &Bench) -> Result<(), Box<dyn Error>> {
    let title = "The floor: the peer against an empty text on the heap";
    let table = &mut bench.table("tokens, floor", title)?;
    let mut theirs = rand::rng();
    let heap = || Vec::<u8>::with_capacity(black_box(64));
    let hex = || const_hex::encode(random(&mut theirs));
    table.row("64 bytes on the heap, not written", heap, "32-byte hex, const-hex", hex)?;
    Ok(())
}

fn random(rng: &mut impl Rng) -> [u8; 32] {
    let mut bytes = [0; 32];
    rng.fill_bytes(&mut bytes);
    bytes
}
