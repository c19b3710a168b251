//! A few threads for many pieces of work.

use core::sync::atomic::{AtomicUsize, Ordering};
use std::sync::Mutex;
use std::thread;

use crate::commands::{Stop, failed};

/// The results in the order of the items. At the first failure no more is begun.
pub(super) fn each<T: Sync, R: Send>(
    items: &[T],
    jobs: usize,
    work: impl Fn(&T) -> Result<R, Stop> + Sync,
) -> Result<Vec<R>, Stop> {
    let next = AtomicUsize::new(0);
    let results = Mutex::new(Vec::with_capacity(items.len()));
    let lost = |_| failed("a thread was lost");
    thread::scope(|scope| {
        let worker = || {
            loop {
                let at = next.fetch_add(1, Ordering::Relaxed);
                let Some(item) = items.get(at) else { return };
                let result = work(item);
                if result.is_err() {
                    next.store(items.len(), Ordering::Relaxed);
                }
                if let Ok(mut results) = results.lock() {
                    results.push((at, result));
                }
            }
        };
        for _ in 0..jobs.max(1) {
            scope.spawn(worker);
        }
    });
    let mut results = results.into_inner().map_err(lost)?;
    results.sort_by_key(|(at, _)| *at);
    results.into_iter().map(|(_, result)| result).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_come_in_order_and_failures_come_out() {
        let items: Vec<usize> = (0..100).collect();
        assert_eq!(each(&items, 3, |n| Ok(2 * n)), Ok(items.iter().map(|n| 2 * n).collect()));
        let odd = |n: &usize| if *n == 41 { Err(failed("41")) } else { Ok(()) };
        assert_eq!(each(&items, 3, odd), Err(failed("41")));
    }
}
