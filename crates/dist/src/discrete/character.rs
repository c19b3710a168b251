use super::Ranked;
use crate::Value;

/// The first surrogate and their number: no characters (The Unicode Standard, section 3.8, D71 to D76).
const SURROGATES: u32 = 0xD800;
const COUNT: u32 = 0x800;

impl Ranked for char {
    type Rank = u32;
    const FIRST: Self = Self::MIN;
    const LAST: Self = Self::MAX;

    #[inline]
    fn rank(self) -> u32 {
        let point = u32::from(self);
        if point < SURROGATES { point } else { point - COUNT }
    }

    #[inline]
    fn from_rank(rank: u32) -> Self {
        let point = if rank < SURROGATES { rank } else { rank + COUNT };
        // The rank of a character gives a character.
        Self::from_u32(point).unwrap_or(Self::REPLACEMENT_CHARACTER)
    }

    #[inline]
    fn shown(self) -> Value {
        Value::Char(self)
    }
}
