use super::{gather, spread};

/// A word in which one lane has each of its values, between neighbours of all zeros or all ones.
fn every_value_in_every_lane<const BITS: usize>() {
    let most = (1u8 << BITS) - 1;
    for others in [0, most] {
        for (value, lane) in (0..=most).flat_map(|value| (0..8).map(move |lane| (value, lane))) {
            let mut lanes = [others; 8];
            lanes[lane] = value;
            let group = lanes.iter().fold(0, |word, &lane| word << BITS | u64::from(lane));
            assert_eq!(spread::<BITS>(group).to_le_bytes(), lanes);
            let dirty = lanes.map(|lane| lane | !most);
            assert_eq!(gather::<BITS>(u64::from_le_bytes(lanes)), group);
            assert_eq!(gather::<BITS>(u64::from_le_bytes(dirty)), group);
        }
    }
}

#[test]
fn spreading_and_gathering() {
    every_value_in_every_lane::<4>();
    every_value_in_every_lane::<5>();
    every_value_in_every_lane::<6>();
}
