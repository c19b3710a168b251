//! Full precision of what is no interval.
//!
//! says: Range<{float}>` is not an interval from 0 to 1
//! says: for other ends use `Interval` or `uniform`

fn fine(_: impl wellspring::dist::UnitInterval) {}

fn main() {
    fine(0.0..1.0);
}
