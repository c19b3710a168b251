//! A thread's handle in another thread.
//!
//! says: EachThreadCallsThreadRng` cannot be sent between threads safely

use wellspring::thread_rng;

fn main() {
    let rng = thread_rng();
    std::thread::spawn(move || drop(rng));
}
