use super::{load, store};

#[test]
fn every_count() {
    let bytes = [1, 2, 3, 4, 5, 6, 7, 8, 9];
    for count in 0..=9 {
        let word = load(&bytes[..count]);
        let kept = count.min(8);
        assert_eq!(word.to_le_bytes()[..kept], bytes[..kept]);
        assert!(word.to_le_bytes()[kept..].iter().all(|byte| *byte == 0));
        let mut dest = [0; 9];
        store(&mut dest[..count], u64::from_le_bytes([1, 2, 3, 4, 5, 6, 7, 8]));
        assert_eq!((&dest[..kept], &dest[kept..]), (&bytes[..kept], &[0; 9][kept..]));
    }
}
