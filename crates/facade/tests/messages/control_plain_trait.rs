//! A control: of a trait without the attribute the compiler has nothing of ours to say.
//!
//! says: the trait bound `String: Recipe` is not satisfied
//! never says: is not a recipe that can be minted

trait Recipe {}

fn mint(_: &impl Recipe) {}

fn main() {
    mint(&String::new());
}
