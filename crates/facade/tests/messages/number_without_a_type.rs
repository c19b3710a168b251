//! A literal without a type, which is an `i32`.
//!
//! says: `i32` is not an unsigned integer type
//! says: a number without a type is an i32: write `10u32`, or say what comes back

fn main() {
    println!("{}", wellspring::randbelow(10));
}
