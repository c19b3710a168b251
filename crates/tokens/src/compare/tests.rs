use super::compare_digest;

#[test]
fn sees_every_single_bit_at_every_length() {
    let bytes: [u8; 40] = core::array::from_fn(|i| u8::try_from(i * 5).unwrap());
    for len in 0..=bytes.len() {
        let a = &bytes[..len];
        assert!(compare_digest(a, a));
        for bit in 0..len * 8 {
            let mut b = bytes;
            b[bit >> 3] ^= 1 << (bit & 7);
            assert!(!compare_digest(a, &b[..len]), "bit {bit} of {len} bytes");
        }
    }
}

#[test]
fn lengths_must_agree() {
    let zeros = [0; 20];
    for a in 0..zeros.len() {
        for b in 0..zeros.len() {
            assert_eq!(compare_digest(&zeros[..a], &zeros[..b]), a == b);
        }
    }
}
