//! The control is the library's generator in all but where it keeps its state: from one source, the same bytes.

use wellspring_csprng::{Cipher, KeyErasureRng, entropy::testing::Replay, rand_core::TryRng};

use crate::suite::{
    Form,
    naive::Naive,
    report::{Outcome, Row},
};

pub(crate) fn check(form: Form) -> Outcome {
    let rows = [Cipher::Aes256, Cipher::ChaCha20].map(|cipher| {
        let bytes = form.of(1 << 16, 1 << 24);
        let script: Vec<u8> = (0..u32::try_from(bytes).unwrap())
            .flat_map(|number| number.wrapping_mul(0x9E37_79B9).to_le_bytes())
            .collect();
        let source = Replay::new(&script);
        let mut rng = KeyErasureRng::over(&source).with_cipher(cipher);
        let (same, drawn) =
            compare(&mut rng, &mut Naive::over(Replay::new(&script), cipher), bytes);
        let other = Replay::new(&script[4..]);
        let mut rng = KeyErasureRng::over(&other).with_cipher(cipher);
        let (differs, _) = compare(&mut rng, &mut Naive::over(Replay::new(&script), cipher), bytes);
        Row {
            test: format!("the control, {cipher:?}"),
            demand: "the bytes of the generator".into(),
            found: format!("{} in {drawn} bytes", if same { "the same" } else { "others" }),
            good: same,
            control: format!("another seed: {}", if differs { "the same" } else { "others" }),
            fired: !differs,
        }
    });
    Ok(rows.into())
}

/// Whether both say the same, in requests of all kinds, and how many bytes were looked at.
fn compare(one: &mut impl TryRng, other: &mut impl TryRng, bytes: usize) -> (bool, usize) {
    let lengths = [16, 8, 4, 2064, 1, 1000, 33, 2048, 2049, 4064, 7, 4065, 31, 900, 5000, 0];
    let (mut same, mut drawn) = (true, 0);
    for length in lengths.iter().copied().cycle() {
        let (mut first, mut second) = (vec![1; length], vec![2; length]);
        let made =
            one.try_fill_bytes(&mut first).is_ok() && other.try_fill_bytes(&mut second).is_ok();
        same &= made && first == second;
        drawn += length;
        if drawn >= bytes {
            break;
        }
    }
    (same, drawn)
}
