//! That time and memory access do not depend on secrets, as far as valgrind's memcheck can see it: the secret is
//! marked as undefined, and memcheck reports each jump and each address that depends on it.
//!
//! A. Langley's ctgrind (2010) is the idea. The requests to memcheck are instructions without an effect outside of
//! it (valgrind.h and memcheck.h), so this has to be x86-64, and has to run under valgrind:
//!
//! ```console
//! $ cargo xtask ci timing
//! ```
//!
//! Run as an ordinary test it says that it checked nothing.
#![allow(unsafe_code, reason = "the requests to memcheck are instructions")]
#![allow(clippy::indexing_slicing, reason = "a test may stop where it stands")]

#[cfg(all(target_arch = "x86_64", target_os = "linux", feature = "alloc"))]
mod under_valgrind {
    use core::{arch::asm, convert::Infallible, hint::black_box, num::NonZero};
    use std::io::{Write, stdout};

    use wellspring_dist::Dice;
    use wellspring_tokens::{
        Class, PasswordPolicy, Secrets, compare_digest,
        encoding::{HEX, URLSAFE},
        rand_core::{TryCryptoRng, TryRng, utils},
        subtle::ConstantTimeEq,
    };

    const RUNNING_ON_VALGRIND: usize = 0x1001;
    const COUNT_ERRORS: usize = 0x1201;
    const MAKE_UNDEFINED: usize = 0x4D43_0001;
    const MAKE_DEFINED: usize = 0x4D43_0002;

    /// A client request of valgrind.h; 0 when valgrind is not there.
    fn request(code: usize, memory: &[u8]) -> usize {
        let arguments = [code, memory.as_ptr().addr(), memory.len(), 0, 0, 0];
        let mut answer = 0usize;
        // SAFETY: the rotations sum to 128 and leave rdi as it was, and exchanging rbx with itself does
        // nothing; under valgrind the sequence is a request, which reads `arguments` through rax and writes
        // rdx, both declared (valgrind.h, amd64).
        unsafe {
            asm!(
                "rol rdi, 3",
                "rol rdi, 13",
                "rol rdi, 61",
                "rol rdi, 51",
                "xchg rbx, rbx",
                in("rax") arguments.as_ptr(),
                inout("rdx") answer,
                out("rdi") _,
            );
        }
        answer
    }

    /// A source whose bytes are undefined.
    struct Undefined;

    impl TryRng for Undefined {
        type Error = Infallible;

        fn try_next_u32(&mut self) -> Result<u32, Infallible> {
            utils::next_word_via_fill(self)
        }

        fn try_next_u64(&mut self) -> Result<u64, Infallible> {
            utils::next_word_via_fill(self)
        }

        fn try_fill_bytes(&mut self, dest: &mut [u8]) -> Result<(), Infallible> {
            let mut byte = 29u8;
            dest.fill_with(|| {
                byte = byte.wrapping_mul(77).wrapping_add(41);
                byte
            });
            request(MAKE_UNDEFINED, dest);
            Ok(())
        }
    }

    impl TryCryptoRng for Undefined {}

    /// How many errors memcheck reports while `work` runs.
    fn errors<T>(work: impl FnOnce() -> T) -> usize {
        let before = request(COUNT_ERRORS, &[]);
        black_box(work());
        request(COUNT_ERRORS, &[]) - before
    }

    fn secret<const N: usize>() -> [u8; N] {
        let mut secret = [0; N];
        let Ok(()) = Undefined.try_fill_bytes(&mut secret);
        secret
    }

    /// Every length up to 100, so that every tail of every loop is run.
    fn encoders() -> usize {
        let secret = secret::<100>();
        let mut text = [0; 200];
        let count = errors(|| {
            for n in 0..=secret.len() {
                let bytes = &secret[..n];
                _ = HEX.encode(bytes, &mut text[..2 * n]);
                _ = URLSAFE.encode(bytes, &mut text[..URLSAFE.encoded_len(n)]);
            }
        });
        request(MAKE_DEFINED, &text);
        count
    }

    fn comparisons() -> usize {
        let (a, b) = (secret::<100>(), secret::<100>());
        errors(|| (0..=100).for_each(|n| _ = black_box(compare_digest(&a[..n], &b[..n]))))
    }

    /// The secret types, made beforehand: only their comparison is watched.
    fn secret_types() -> usize {
        let strings = (Undefined.token_hex(32), Undefined.token_hex(32));
        let bytes = (Undefined.token_bytes(32), Undefined.token_bytes(32));
        let arrays = (Undefined.token_array::<32>(), Undefined.token_array::<32>());
        errors(|| {
            let same = strings.0.ct_eq(&strings.1) & bytes.0.ct_eq(&bytes.1);
            same & arrays.0.ct_eq(&arrays.1)
        })
    }

    fn tokens() -> usize {
        errors(|| {
            for n in 0..=100 {
                let _ =
                    (Undefined.token_hex(n), Undefined.token_urlsafe(n), Undefined.token_bytes(n));
            }
            Undefined.token_array::<32>()
        })
    }

    /// Passwords of every length up to 100. One branch for each word may depend on it, and has to: whether it is
    /// thrown away for exactness. One more asks whether the password meets the demands. What is left over
    /// is what the characters themselves did.
    fn passwords() -> usize {
        let demanding = |n| PasswordPolicy::length(n).without_ambiguous().at_least(1, Class::Lower);
        (4..=100)
            .map(|n| {
                let policy = PasswordPolicy::length(n).without(Class::Symbol);
                let words = n.div_ceil(10);
                let plain = errors(|| Undefined.password(&policy)).saturating_sub(words);
                let policy = demanding(n);
                // 87^9 < 2^60 < 87^10
                let words = n.div_ceil(9);
                plain + errors(|| Undefined.password(&policy)).saturating_sub(words + 1)
            })
            .sum()
    }

    /// What an encoder with a table does.
    fn table() -> usize {
        const DIGITS: &[u8; 16] = b"0123456789abcdef";
        errors(|| secret::<32>().map(|byte| DIGITS[usize::from(black_box(byte) >> 4)]))
    }

    /// The same of a password.
    fn letters() -> usize {
        const LETTERS: &[u8; 26] = b"abcdefghijklmnopqrstuvwxyz";
        let letters = Dice::new(NonZero::new(26).unwrap_or(NonZero::<u32>::MIN));
        let mut password = Vec::with_capacity(20);
        // 26^12 < 2^60 < 26^13
        let words = 2;
        let visit = |letter| password.push(LETTERS[black_box(letter) as usize]);
        errors(|| letters.each(&mut Undefined, 20, visit)).saturating_sub(words)
    }

    /// What `==` does.
    fn equality() -> usize {
        let (a, b) = (secret::<32>(), secret::<32>());
        errors(|| if black_box(&a[..]) == black_box(&b[..]) { 1 } else { 2 })
    }

    pub(super) fn main() {
        let mut out = stdout().lock();
        if request(RUNNING_ON_VALGRIND, &[]) == 0 {
            _ = writeln!(
                out,
                "constant_time: not checked: not under valgrind; cargo xtask ci timing"
            );
            return;
        }
        let mut failed = false;
        for (name, errors, is_control) in [
            ("encoders", encoders(), false),
            ("comparisons", comparisons(), false),
            ("secret types", secret_types(), false),
            ("tokens", tokens(), false),
            ("passwords", passwords(), false),
            ("control: a table for passwords", letters(), true),
            ("control: a table", table(), true),
            ("control: ==", equality(), true),
        ] {
            let passed = (errors > 0) == is_control;
            failed |= !passed;
            let verdict = if passed { "as it should be" } else { "WRONG" };
            _ = writeln!(out, "constant_time: {name}: {errors} errors, {verdict}");
        }
        assert!(!failed, "see above");
        _ = writeln!(out, "constant_time: passed");
    }
}

fn main() {
    #[cfg(all(target_arch = "x86_64", target_os = "linux", feature = "alloc"))]
    under_valgrind::main();
}
