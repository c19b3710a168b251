use core::{convert::Infallible, hint::black_box};
use std::sync::LazyLock;

use wellspring_tokens::{
    ApiKey, Class, KeyFormat, NanoId, PasswordPolicy, PasswordSet, SecretString, Secrets,
    compare_digest,
    encoding::{HEX, URLSAFE},
    rand_core::{TryCryptoRng, TryRng, utils},
};

use crate::random::Random;

/// What a call gets: a secret, or the bytes that a source gives it, or a text; each case takes as much as it wants.
pub(crate) type Input = [u8; 64];

/// How an input of a class is made.
type Make<'a> = &'a dyn Fn(&mut Random) -> Input;

/// A function and the two classes of its inputs.
pub(crate) struct Case<'a> {
    pub(crate) name: &'static str,
    pub(crate) what: &'static str,
    /// Whether it is one whose time does depend on the secret, to show that this is seen.
    pub(crate) control: bool,
    /// `None` for one where both classes are random: that the way of measuring makes no difference itself.
    pub(crate) fixed: Option<Make<'a>>,
    pub(crate) random: Make<'a>,
    pub(crate) call: &'a dyn Fn(&Input) -> Made,
}

/// What a call made, which is kept until after the clock was read.
#[derive(Default)]
pub(crate) enum Made {
    /// Or nothing on the heap.
    #[default]
    Nothing,
    Secret(SecretString),
    Key(ApiKey),
}

impl Made {
    /// Where it is on the heap.
    pub(crate) fn place(&self) -> Option<usize> {
        let text = match self {
            Self::Nothing => return None,
            Self::Secret(text) => text.expose_secret(),
            Self::Key(key) => key.expose_secret(),
        };
        Some(text.as_ptr().addr())
    }
}

const KEY: KeyFormat = KeyFormat::new("acme_live_").payload_bits(160);
const DRAWN: &str = "control: 20 characters drawn of 62, both classes random";
const SECRET: Input = *b"The secret that all others are compared with, 64 bytes of them..";

fn hex(input: &Input) -> Made {
    let mut text = [0; 64];
    _ = HEX.encode(&input[..32], &mut text);
    black_box(text);
    Made::Nothing
}

fn password(input: &Input) -> Made {
    Made::Secret(Script::new(input).mint(&*PLAIN))
}

fn any(random: &mut Random) -> Input {
    random.bytes()
}

fn digits(random: &mut Random) -> Input {
    let mut text = [0; 64];
    HEX.encode(&random.bytes::<32>(), &mut text).unwrap();
    text
}

fn secret(_: &mut Random) -> Input {
    SECRET
}

pub(crate) fn all() -> Vec<Case<'static>> {
    let case = |name, what, call| Case {
        name,
        what,
        control: false,
        fixed: Some(&any),
        random: &any,
        call,
    };
    let draw =
        |name, what, draw, call| Case { fixed: Some(draw), random: draw, ..case(name, what, call) };
    let compare = |name, what, call| Case { fixed: Some(&secret), ..case(name, what, call) };
    vec![
        case("hex", "32 bytes encoded as hexadecimal", &hex),
        case("base64url", "32 bytes encoded as base64url", &|input| {
            let mut text = [0; 43];
            _ = URLSAFE.encode(&input[..32], &mut text);
            black_box(text);
            Made::Nothing
        }),
        draw("hex-decode", "32 bytes of hexadecimal decoded", &digits, &|input| {
            let mut bytes = [0; 32];
            HEX.decode(input, &mut bytes).unwrap();
            black_box(bytes);
            Made::Nothing
        }),
        draw("key", "an API key minted", &accepted::<24>, &|input| {
            Made::Key(Script::new(input).mint(&KEY))
        }),
        draw("read-key", "an API key read", &key, &|input| {
            Made::Key(KEY.parse(&input[..KEY.len()]).unwrap())
        }),
        draw("password", "20 characters drawn of 62", &accepted_password, &password),
        draw("ranked", "a ruled password drawn", &accepted_rank, &|input| {
            Made::Secret(Script::new(input).mint(&*RULED))
        }),
        draw("by-class", "a password of sixteen limited classes", &accepted_by_class, &|input| {
            Made::Secret(Script::new(input).mint(&*BY_CLASS))
        }),
        // As a secret, which is wiped: where the same plain text stood before, the next one takes another time.
        draw("id", "21 characters drawn of 64", &any, &|input| {
            Made::Secret(Script::new(input).mint(&*ID).into())
        }),
        compare("compare", "64 bytes compared, the same and others", &|input| {
            black_box(compare_digest(black_box(&SECRET), input));
            Made::Nothing
        }),
        Case {
            fixed: None,
            ..case("nothing", "control: 32 bytes encoded, both classes random", &hex)
        },
        Case { fixed: None, ..draw("nothing-drawn", DRAWN, &accepted_password, &password) },
        Case {
            control: true,
            ..compare("early-exit", "control: 64 bytes compared until one differs", &|input| {
                black_box(black_box(&SECRET).iter().zip(input).all(|(a, b)| black_box(a) == b));
                Made::Nothing
            })
        },
    ]
}

/// All strings, character by character.
static PLAIN: LazyLock<PasswordSet> =
    LazyLock::new(|| PasswordPolicy::length(20).without(Class::Symbol).to_set().unwrap());
/// Those that satisfy rules, by their rank.
static RULED: LazyLock<PasswordSet> = LazyLock::new(|| {
    let policy = PasswordPolicy::length(16).at_least(1, Class::Upper).at_least(1, Class::Digit);
    policy.max_consecutive(2).to_set().unwrap()
});
/// Those of sixteen letters, each of them at least once in twenty characters, which are counted class by class.
static BY_CLASS: LazyLock<PasswordSet> = LazyLock::new(|| {
    let policy = ('a'..='p').fold(PasswordPolicy::length(20), |policy, c| policy.at_least(1, c));
    policy.to_set().unwrap()
});
static ID: LazyLock<NanoId> = LazyLock::new(NanoId::default);

/// Bytes of which no word is thrown away: how many are, may be seen, and says nothing about those that are kept.
fn accepted<const N: usize>(random: &mut Random) -> Input {
    until(random, N, |script| drop(script.mint(&KEY)))
}

fn accepted_password(random: &mut Random) -> Input {
    until(random, 16, |script| drop(script.mint(&*PLAIN)))
}

fn accepted_rank(random: &mut Random) -> Input {
    fewest(random, &RULED)
}

fn accepted_by_class(random: &mut Random) -> Input {
    fewest(random, &BY_CLASS)
}

/// As many bytes as the luckiest of a hundred draws takes.
fn fewest(random: &mut Random, set: &PasswordSet) -> Input {
    let mut least = usize::MAX;
    for _ in 0..100 {
        let mut script = Script::new(&random.bytes());
        drop(script.mint(set));
        least = least.min(script.used);
    }
    until(random, least, |script| drop(script.mint(set)))
}

fn until(random: &mut Random, bytes: usize, call: impl Fn(&mut Script)) -> Input {
    loop {
        let input = random.bytes();
        let mut script = Script::new(&input);
        call(&mut script);
        if script.used == bytes {
            return input;
        }
    }
}

fn key(random: &mut Random) -> Input {
    let key = Script::new(&accepted::<24>(random)).mint(&KEY);
    let mut input = [0; 64];
    input[..KEY.len()].copy_from_slice(key.expose_secret().as_bytes());
    input
}

/// A source that gives an input over and over.
struct Script {
    bytes: Input,
    used: usize,
}

impl Script {
    fn new(bytes: &Input) -> Self {
        Self { bytes: *bytes, used: 0 }
    }
}

impl TryRng for Script {
    type Error = Infallible;

    fn try_next_u32(&mut self) -> Result<u32, Infallible> {
        utils::next_word_via_fill(self)
    }

    fn try_next_u64(&mut self) -> Result<u64, Infallible> {
        utils::next_word_via_fill(self)
    }

    fn try_fill_bytes(&mut self, dest: &mut [u8]) -> Result<(), Infallible> {
        for byte in dest {
            *byte = self.bytes[self.used & 63];
            self.used += 1;
        }
        Ok(())
    }
}

impl TryCryptoRng for Script {}
