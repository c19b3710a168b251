//! What is left of a secret in the memory of this process after it was dropped.
#![cfg(all(target_os = "linux", feature = "alloc"))]
#![allow(clippy::unwrap_used, reason = "a test may stop where it stands")]

mod by_hand;
mod search;

use core::hint::black_box;
use std::sync::{Mutex, MutexGuard, PoisonError};

use search::Search;

use wellspring_dist::Block;
use wellspring_entropy::{Error as SourceError, System};
use wellspring_tokens::{
    ApiKey, Class, KeyFormat, Otp, Passphrase, PassphraseOptions, PasswordPolicy, Place,
    RecoveryCode, SecretArray, SecretBytes, SecretString, Secrets, WordList,
    encoding::{BASE32, BASE58, CROCKFORD, HEX, URLSAFE},
    rand_core::{self, TryCryptoRng, TryRng},
};

/// One search at a time: a window must not be found in the buffer of another search.
static SEARCHING: Mutex<()> = Mutex::new(());

fn lock() -> MutexGuard<'static, ()> {
    SEARCHING.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Makes a value, finds its secret alive in memory, drops it, and counts what is left.
fn left_after_drop<T>(make: impl Fn() -> T, expose: impl Fn(&T) -> &[u8]) -> usize {
    let _guard = lock();
    let secret = make();
    let mut search = Search::for_secret(expose(&secret));
    assert!(search.survivors() > 0, "the search does not even find a secret that is alive");
    // Moved about, as programs do.
    let moved = vec![Some(secret)];
    drop(moved);
    search.survivors()
}

fn bytes(text: &SecretString) -> &[u8] {
    text.expose_secret().as_bytes()
}

#[test]
fn nothing_is_left_of_any_secret_type() {
    for _ in 0..3 {
        assert_eq!(left_after_drop(|| System.token_bytes(1000), SecretBytes::expose_secret), 0);
        assert_eq!(
            left_after_drop(
                || System.token_array::<1000>(),
                |array| SecretArray::expose_secret(array)
            ),
            0
        );
        // A small chunk of the allocator's is another kind of memory than a large one.
        assert_eq!(left_after_drop(|| System.token_bytes(32), SecretBytes::expose_secret), 0);
        assert_eq!(
            left_after_drop(
                || System.token_array::<32>(),
                |array| SecretArray::expose_secret(array)
            ),
            0
        );
        assert_eq!(left_after_drop(|| System.token_hex(32), bytes), 0);
        assert_eq!(left_after_drop(|| System.token_urlsafe(32), bytes), 0);
        assert_eq!(left_after_drop(|| System.token_hex(500), bytes), 0);
        assert_eq!(left_after_drop(|| System.token_urlsafe(750), bytes), 0);
        let policy = PasswordPolicy::length(128).at_least(5, Class::Digit);
        assert_eq!(left_after_drop(|| System.password(&policy), bytes), 0);
        let set = policy.clone().only('Ā'..='ſ').at_least(0, Class::Digit).to_set().unwrap();
        assert_eq!(left_after_drop(|| System.mint(&set), bytes), 0);
        let set = policy.max_consecutive(2).to_set().unwrap();
        assert_eq!(left_after_drop(|| System.mint(&set), bytes), 0);
        let key = KeyFormat::new("acme_");
        assert_eq!(left_after_drop(|| System.mint(&key), of_key), 0);
        let read = || key.parse(System.mint(&key).expose_secret()).unwrap();
        assert_eq!(left_after_drop(read, of_key), 0);
    }
}

/// Behind the prefix, which is no secret and elsewhere in memory.
fn of_key(key: &ApiKey) -> &[u8] {
    key.expose_secret().as_bytes().strip_prefix(b"acme_").unwrap()
}

#[test]
fn nothing_is_left_of_what_was_encoded_or_decoded() {
    for encoding in [HEX, URLSAFE, BASE32, CROCKFORD, BASE58] {
        let text = || encoding.encode_to_secret(System.token_bytes(300).expose_secret());
        assert_eq!(left_after_drop(text, bytes), 0, "{encoding:?}");
        let decoded = || encoding.decode_to_secret(text().expose_secret()).unwrap();
        assert_eq!(left_after_drop(decoded, SecretBytes::expose_secret), 0, "{encoding:?}");
    }
}

/// Passphrases move while they grow, and are copied once.
#[test]
fn nothing_is_left_of_passphrases_and_codes() {
    let words = ["correct", "horse", "battery", "staple", "yes"];
    let options = PassphraseOptions::words(40).digits(9, Place::RandomWord);
    let recipe = Passphrase::new(&WordList::new(words).unwrap(), options).unwrap();
    let code = RecoveryCode::groups(20, 8).unwrap();
    for _ in 0..20 {
        assert_eq!(left_after_drop(|| System.passphrase(&recipe), bytes), 0);
        assert_eq!(left_after_drop(|| System.mint(&Otp::digits(128).unwrap()), bytes), 0);
        assert_eq!(left_after_drop(|| System.mint(&code), bytes), 0);
    }
}

#[test]
fn what_users_hand_in_is_wiped_where_it_came_from() {
    let plain = || {
        let mut text = String::with_capacity(1024);
        text.push_str(System.token_hex(256).expose_secret());
        text
    };
    assert_eq!(left_after_drop(|| SecretString::from(plain()), bytes), 0);
    let from_bytes = || SecretBytes::from(plain().into_bytes());
    assert_eq!(left_after_drop(from_bytes, SecretBytes::expose_secret), 0);
}

/// Gives bytes of which no copy is in memory: they are remembered with all bits flipped, and begin a word later each time, so that who
/// throws one away is given another. Told to fail, it fails after it has given them, as rand_core allows.
struct Unflipped {
    flipped: Vec<u8>,
    fails: bool,
}

impl Unflipped {
    fn new() -> Self {
        let mut flipped = vec![0; 256];
        System.try_fill(&mut flipped).unwrap();
        Self { flipped, fails: false }
    }
}

impl TryRng for Unflipped {
    type Error = SourceError;

    fn try_next_u32(&mut self) -> Result<u32, Self::Error> {
        rand_core::utils::next_word_via_fill(self)
    }

    fn try_next_u64(&mut self) -> Result<u64, Self::Error> {
        rand_core::utils::next_word_via_fill(self)
    }

    fn try_fill_bytes(&mut self, dest: &mut [u8]) -> Result<(), Self::Error> {
        dest.iter_mut()
            .zip(self.flipped.iter().cycle())
            .for_each(|(byte, flipped)| *byte = !flipped);
        self.flipped.rotate_left(8);
        if self.fails { Err(SourceError::INJECTED) } else { Ok(()) }
    }
}

impl TryCryptoRng for Unflipped {}

/// Not only the password: the words that chose it, too, which are in no secret type.
#[test]
fn nothing_is_left_of_the_words_that_chose_a_password() {
    let _guard = lock();
    let mut source = Unflipped::new();
    let mut search = Search::for_flipped(source.flipped.clone());
    drop(source.password(&PasswordPolicy::length(64)));
    assert_eq!(search.survivors(), 0);
    // The rank of a password of a policy with rules is these words, but for the last of them.
    let set = PasswordPolicy::length(64).at_least(1, Class::Digit).to_set().unwrap();
    drop(source.mint(&set));
    assert_eq!(search.survivors(), 0);
    // The stack may be overwritten anyway; a block on the heap is not.
    let mut block = Box::new(Block::new(&mut source, 64));
    _ = block.try_next_u32();
    black_box(&mut block);
    assert!(search.survivors() > 0);
    drop(block);
    assert_eq!(search.survivors(), 0);
    // The control: words that are drawn without a block are found.
    let mut plain = vec![0u8; 256];
    _ = source.try_fill_bytes(&mut plain);
    black_box(&mut plain);
    assert!(search.survivors() > 0);
    black_box(&mut plain).fill(0);
}

/// The bytes behind a token are gone when it is there: the text stands where they stood.
#[test]
fn nothing_is_left_of_the_bytes_that_a_token_encodes() {
    let _guard = lock();
    let mut source = Unflipped::new();
    let mut search = Search::for_flipped(source.flipped.clone());
    let tokens = (source.token_hex(256), source.token_urlsafe(256));
    assert_eq!(search.survivors(), 0);
    drop(tokens);
    // The control: as a token of bytes they are found.
    let bytes = source.token_bytes(256);
    assert!(search.survivors() > 0);
    drop(bytes);
    assert_eq!(search.survivors(), 0);
}

/// The verifier of a split token: not in what is stored of it, not where it was hashed, and not where it was parsed and verified.
#[cfg(feature = "sha2")]
#[test]
fn nothing_is_left_of_a_verifier() {
    use wellspring_tokens::{PresentedToken, SplitFormat};

    let _guard = lock();
    let mut source = Unflipped::new();
    // Behind the 16 bytes of the selector, which is public.
    let mut search = Search::for_flipped(source.flipped[16..48].to_vec());
    let format = SplitFormat::new("reset", core::time::Duration::from_secs(60)).unwrap();
    let (token, stored) = far_down(|| source.mint(&format.at(1_000)));
    assert_eq!(search.survivors(), 0);
    // The control: what was parsed has it.
    let presented = PresentedToken::parse(token.expose_secret()).unwrap();
    assert!(search.survivors() > 0);
    assert!(far_down(|| format.verify(&presented, Some(&stored), 1_001)).is_ok());
    drop(presented);
    assert_eq!(search.survivors(), 0);
    // What is not a token because of its last character is decoded up to there.
    let malformed = SecretString::from([&token.expose_secret()[..63], "+"].concat());
    assert!(PresentedToken::parse(malformed.expose_secret()).is_err());
    assert_eq!(search.survivors(), 0);
    // The control: what is left so far down the stack is there when it is searched for.
    far_down(|| {
        let mut message = [0; 113];
        message.iter_mut().zip(&source.flipped).for_each(|(byte, flipped)| *byte = !flipped);
        black_box(&mut message);
    });
    assert!(search.survivors() > 0);
}

/// Runs `work` so far down the stack that what it leaves there is not overwritten by the search.
#[cfg(feature = "sha2")]
#[inline(never)]
fn far_down<T>(work: impl FnOnce() -> T) -> T {
    let mut between = [0u8; 1 << 16];
    black_box(&mut between);
    let done = work();
    black_box(&mut between);
    done
}

#[cfg(feature = "url")]
#[test]
fn nothing_is_left_of_a_link() {
    use wellspring_tokens::{Link, SecretUrl};

    let link = Link::query("https://example.com/reset", "token").unwrap();
    let make = || link.with(&System.token_hex(500)).unwrap();
    assert_eq!(left_after_drop(make, |url: &SecretUrl| &url.expose_secret().as_bytes()[100..]), 0);
    // The control: what the same token leaves in a URL that grows around it.
    let plain = || {
        let mut url = url::Url::parse("https://example.com/reset").unwrap();
        url.query_pairs_mut().append_pair("token", System.token_hex(500).expose_secret());
        url
    };
    assert!(left_after_drop(plain, |url| &url.as_str().as_bytes()[100..]) > 0);
}

/// A source may write before it fails. What it wrote is wiped with the secret that does not come to be.
#[test]
fn nothing_is_left_of_a_draw_that_failed() {
    let _guard = lock();
    let mut source = Unflipped::new();
    source.fails = true;
    let mut search = Search::for_flipped(source.flipped.clone());
    assert!(source.try_token_bytes(256).is_err());
    assert_eq!(search.survivors(), 0);
    assert!(source.try_token_array::<256>().is_err());
    assert_eq!(search.survivors(), 0);
    assert!(source.try_token_hex(256).is_err());
    assert_eq!(search.survivors(), 0);
    assert!(source.try_token_urlsafe(256).is_err());
    assert_eq!(search.survivors(), 0);
    assert!(source.try_password(&PasswordPolicy::length(64)).is_err());
    assert_eq!(search.survivors(), 0);
    let set = PasswordPolicy::length(64).at_least(1, Class::Digit).to_set().unwrap();
    assert!(source.try_mint(&set).is_err());
    assert_eq!(search.survivors(), 0);
    // The control: a plain buffer keeps what the failing source wrote.
    let mut plain = vec![0u8; 256];
    assert!(source.try_fill_bytes(&mut plain).is_err());
    black_box(&mut plain);
    assert!(search.survivors() > 0);
    black_box(&mut plain).fill(0);
}

/// The negative control: the same search after the same drop of a type that is not wiped.
#[test]
fn a_plain_string_is_found() {
    let plain = || System.token_hex(500).expose_secret().to_owned();
    assert!(left_after_drop(plain, |text: &String| text.as_bytes()) > 0);
    let plain = || System.token_bytes(1000).expose_secret().to_vec();
    assert!(left_after_drop(plain, |bytes: &Vec<u8>| bytes) > 0);
}
