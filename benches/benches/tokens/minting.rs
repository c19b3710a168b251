//! What is minted, start to end: drawn, encoded, on the heap. Our secrets are wiped when they are dropped, the peers' are not.

use core::{error::Error, hint::black_box};
use std::io;

use base64ct::{Base64UrlUnpadded, Encoding as _};
use nanoid::nanoid;
use passwords::PasswordGenerator;
use rand::{
    distr::{Alphanumeric, SampleString},
    rand_core::UnwrapErr,
    rngs::SysRng,
};
use wellspring::{Class, PasswordPolicy, Secrets, SystemRandom, rand_core::TryCryptoRng};
use wellspring_benches::{Bench, Table};
use wellspring_tokens::{
    KeyFormat, NanoId, Passphrase, PassphraseOptions, PasswordSet, PolicyError, Ulid, UnixMillis,
    Uuid, WordList,
};

use crate::peers::{from_system, key, one_of_each, random, words};

/// From the operating system.
pub(crate) fn system(bench: &Bench) -> Result<(), Box<dyn Error>> {
    let table = &mut bench.table("tokens, system", "From the operating system")?;
    let mut rng = UnwrapErr(SysRng);
    let ours = || SystemRandom.token_hex(32);
    table.row("32-byte hex", ours, "getrandom + hex", || hex::encode(from_system::<32>()))?;
    table.row(
        "32-byte base64url",
        || SystemRandom.token_urlsafe(32),
        "getrandom + base64ct",
        || Base64UrlUnpadded::encode_string(&from_system::<32>()),
    )?;
    let (policy, set) = alphanumerics()?;
    let ours = || SystemRandom.mint(black_box(&set));
    let peer = "rand Alphanumeric on SysRng";
    let mut theirs = || Alphanumeric.sample_string(&mut rng, 20);
    table.row("20 alphanumerics, prepared", ours, peer, &mut theirs)?;
    let ours = || SystemRandom.password(black_box(&policy));
    table.row("20 alphanumerics, one-off", ours, peer, &mut theirs)?;
    let set = PasswordPolicy::length(20).to_set()?;
    let ours = || SystemRandom.mint(black_box(&set));
    table.row("20 of 94 characters, prepared", ours, peer, &mut theirs)?;
    let (set, strict) = four_classes()?;
    let ours = || SystemRandom.mint(black_box(&set));
    let peer = "one of each, on SysRng";
    table.row("16 of four classes, prepared", ours, peer, || one_of_each(&mut rng, 16))?;
    let peer = "passwords, on ThreadRng";
    table.row("16 of four classes, prepared", ours, peer, || strict.generate_one())?;
    let id = NanoId::default();
    let ours = || SystemRandom.mint(black_box(&id));
    table.row("nanoid of 21", ours, "nanoid", || nanoid!())?;
    let ours = || Uuid::try_v4(&mut SystemRandom).map(|id| id.to_string());
    let peer = "uuid's default by hand: getrandom + uuid::Builder";
    let theirs =
        || uuid::Builder::from_random_bytes(from_system()).into_uuid().hyphenated().to_string();
    table.row("UUID v4, to_string", ours, peer, theirs)?;
    let format = KeyFormat::new("acme_").payload_chars(38);
    let ours = || SystemRandom.mint(black_box(&format));
    let peer = "rand Alphanumeric on SysRng + crc32fast";
    table.row("API key of 38 + 6", ours, peer, || key(&mut rng, "acme_"))?;
    let list = WordList::eff_long();
    let recipe = Passphrase::new(&list, PassphraseOptions::words(6))?;
    let all: Vec<&str> = list.words().collect();
    let ours = || SystemRandom.mint(black_box(&recipe));
    let theirs = || words(&mut rng, &all, 6);
    table.row("passphrase of 6 EFF words", ours, "look-up by rand on SysRng", theirs)?;
    Ok(())
}

/// From rand's generator, which is the peers' own: what is left is the work of encoding, choosing and wiping. The bars are for our own
/// generator, in the bench `csprng`.
pub(crate) fn generator(bench: &Bench) -> Result<(), Box<dyn Error>> {
    let table = &mut bench.table("tokens, ThreadRng", "From rand's ThreadRng, ours as theirs")?;
    let (mut ours, mut theirs) = (rand::rng(), rand::rng());
    table.row(
        "32-byte hex",
        || ours.token_hex(32),
        "const-hex",
        || const_hex::encode(random::<32>(&mut theirs)),
    )?;
    table.row(
        "32-byte base64url",
        || ours.token_urlsafe(32),
        "base64-simd",
        || base64_simd::URL_SAFE_NO_PAD.encode_to_string(random::<32>(&mut theirs)),
    )?;
    let (policy, set) = alphanumerics()?;
    let mut mint = || ours.mint(black_box(&set));
    let mut sample = || Alphanumeric.sample_string(&mut theirs, 20);
    table.row("20 alphanumerics, prepared", &mut mint, "rand Alphanumeric", &mut sample)?;
    let fastrand = || (0..20).map(|_| fastrand::alphanumeric()).collect::<String>();
    table.row("20 alphanumerics, prepared", mint, "fastrand, not secure", fastrand)?;
    let one_off = || ours.password(black_box(&policy));
    table.row("20 alphanumerics, one-off", one_off, "rand Alphanumeric", sample)?;
    let (set, strict) = four_classes()?;
    let mut mint = || ours.mint(black_box(&set));
    let recipe = || one_of_each(&mut theirs, 16);
    table.row("16 of four classes, prepared", &mut mint, "one of each", recipe)?;
    let recipe = || strict.generate_one();
    table.row("16 of four classes, prepared", mint, "passwords", recipe)?;
    identifiers(table, &mut ours)?;
    let format = KeyFormat::new("acme_").payload_chars(38);
    let peer = "rand Alphanumeric + crc32fast";
    let theirs = || key(&mut theirs, "acme_");
    table.row("API key of 38 + 6", || ours.mint(black_box(&format)), peer, theirs)?;
    Ok(())
}

fn identifiers(table: &mut Table<'_>, ours: &mut impl TryCryptoRng) -> io::Result<()> {
    let id = NanoId::default();
    table.row("nanoid of 21", || ours.mint(black_box(&id)), "nanoid, seeds each", || nanoid!())?;
    let peer = "uuid with fast-rng";
    let theirs = || uuid::Uuid::new_v4().to_string();
    let to_string = || Uuid::try_v4(ours).map(|id| id.to_string());
    table.row("UUID v4, to_string", to_string, peer, theirs)?;
    let to_text = || Uuid::try_v4(ours).map(|id| String::from(id.to_text().as_str()));
    table.row("UUID v4, String of to_text", to_text, peer, theirs)?;
    let (id, theirs) = (Uuid::from_bytes([0xA7; 16]), uuid::Uuid::from_bytes([0xA7; 16]));
    let encode = || {
        let mut text = [0; 36];
        black_box(theirs).hyphenated().encode_lower(&mut text);
        text
    };
    table.row("UUID, text alone", || black_box(id).to_text(), "uuid, encode_lower", encode)?;
    let Ok(time) = UnixMillis::new(1_645_557_742_000) else { return Ok(()) };
    let text = || Ulid::try_at(time, ours).map(Ulid::to_text);
    let encode = || {
        let mut text = [0; 36];
        uuid::Uuid::new_v4().hyphenated().encode_lower(&mut text);
        text
    };
    table.row("ULID, to_text", text, "uuid with fast-rng, encode_lower", encode)
}

fn alphanumerics() -> Result<(PasswordPolicy, PasswordSet), PolicyError> {
    let policy = PasswordPolicy::length(20).without(Class::Symbol);
    let set = policy.to_set()?;
    Ok((policy, set))
}

/// One character of each at least; the `passwords` crate draws until that is so.
fn four_classes() -> Result<(PasswordSet, PasswordGenerator), PolicyError> {
    let policy = PasswordPolicy::length(16);
    let policy = Class::ALL.into_iter().fold(policy, |policy, class| policy.at_least(1, class));
    let strict = PasswordGenerator::new().length(16).uppercase_letters(true).symbols(true);
    Ok((policy.to_set()?, strict.strict(true)))
}
