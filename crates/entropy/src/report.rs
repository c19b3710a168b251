use core::fmt;

use crate::{
    Error,
    backend::wipe,
    backends::Platform,
    ladder::{LADDER, climb},
    sys::{self, EAGAIN, Registered},
};

/// Which interface answers for [`System`](crate::System) now, which ones above it did not and why, and whether
/// the kernel's pool is initialised.
///
/// Made by [`System::report`](crate::System::report). It describes one moment: the next draw decides anew. Every rung is
/// asked, also one that [`System`](crate::System) passes over because another is faster for the request at hand.
///
/// # Examples
///
/// ```
/// use wellspring_entropy::{Pool, System};
///
/// let report = System.report();
/// println!("{report}");
/// for refusal in report.refusals() {
///     println!("{} did not answer: {}", refusal.interface, refusal.error);
/// }
/// assert_ne!(report.pool(), Pool::Uninitialised);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Report {
    answer: Result<&'static str, Error>,
    refusals: [Option<Refusal>; MAX_RUNGS],
    pool: Pool,
    registered: bool,
}

/// An interface that was asked and did not answer.
///
/// # Examples
///
/// ```
/// use wellspring_entropy::{Refusal, System};
///
/// let report = System.report();
/// let refusals: Vec<Refusal> = report.refusals().collect();
/// assert!(refusals.iter().all(|refusal| !refusal.interface.is_empty()));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Refusal {
    /// The interface, as its [`Backend::name`](crate::Backend::name) has it.
    pub interface: &'static str,
    /// Why it did not answer.
    pub error: Error,
}

/// Whether the operating system has gathered what its generator needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Pool {
    /// It has, since the machine was started.
    Initialised,
    /// It has not, so that a draw waits.
    Uninitialised,
    /// There is nobody to ask, which is the case anywhere but on Linux, or the question is forbidden.
    Unknown,
}

const MAX_RUNGS: usize = 3;
const _: () = assert!(LADDER.len() <= MAX_RUNGS);

/// How many bytes are drawn for a report: a key's worth, which the first rung answers if it can.
const PROBE: usize = 32;

impl Report {
    pub(crate) fn make() -> Self {
        // Asked first: if it is not initialised a draw waits until it is, and a report does not.
        Self::of(sys::pool_is_initialised())
    }

    fn of(pool: Result<bool, Error>) -> Self {
        let pool = match pool {
            Ok(true) => Pool::Initialised,
            Ok(false) => Pool::Uninitialised,
            Err(_) => Pool::Unknown,
        };
        let mut refusals = [None; MAX_RUNGS];
        let mut probe = [0; PROBE];
        let (answer, registered) = match sys::registered() {
            Registered::Backend(backend) => {
                (backend.try_fill(&mut probe).map(|()| backend.name()), true)
            }
            Registered::Open | Registered::Ladder if pool == Pool::Uninitialised => {
                (Err(EAGAIN), false)
            }
            Registered::Open | Registered::Ladder => {
                let mut free = refusals.iter_mut();
                let answer = climb(LADDER.iter(), &mut probe, |rung, error| {
                    if let Some(place) = free.next() {
                        *place = Some(Refusal { interface: rung.backend.name(), error });
                    }
                });
                (answer.map(|rung| rung.backend.name()), false)
            }
        };
        wipe(&mut probe);
        Self { answer, refusals, pool, registered }
    }

    /// The interface that answered, in the words of its own documentation.
    ///
    /// # Errors
    ///
    /// Why none did: what [`System::try_fill`](crate::System::try_fill) answers, or `EAGAIN` where that would wait
    /// for the pool.
    pub const fn interface(&self) -> Result<&'static str, Error> {
        self.answer
    }

    /// The interfaces that were asked before and did not answer, in order.
    pub fn refusals(&self) -> impl Iterator<Item = Refusal> + '_ {
        self.refusals.iter().copied().flatten()
    }

    /// Whether the kernel's pool is initialised.
    #[must_use]
    pub const fn pool(&self) -> Pool {
        self.pool
    }

    /// Whether the backend is one that was registered with [`set_backend!`](crate::set_backend!).
    #[must_use]
    pub const fn is_registered(&self) -> bool {
        self.registered
    }

    /// What is known of this system's source; of no account where a backend is registered.
    #[must_use]
    pub const fn platform(&self) -> &'static Platform {
        Platform::current()
    }

    /// Whether something is worse than on a machine in order: nothing answers, the pool is not initialised, the
    /// system call is missing or forbidden, so that a device file had to be read, or the system is one of those
    /// whose interface [may answer with predictable bytes](Platform::may_be_predictable).
    ///
    /// A kernel without getrandom in its vDSO is slower and not worse; [`refusals`](Self::refusals) shows it.
    ///
    /// # Examples
    ///
    /// ```
    /// use wellspring_entropy::System;
    ///
    /// let report = System.report();
    /// assert!(report.interface().is_ok() && !report.is_registered());
    /// if report.is_degraded() {
    ///     eprintln!("{report}");
    /// }
    /// assert!(!report.platform().interface.is_empty());
    /// ```
    #[must_use]
    pub fn is_degraded(&self) -> bool {
        let fell_back = self.refusals().filter(|refusal| refusal.interface != VDSO).count() > 0;
        let suspect = !self.registered && self.platform().may_be_predictable;
        self.answer.is_err() || self.pool == Pool::Uninitialised || fell_back || suspect
    }
}

const VDSO: &str = "vDSO getrandom";

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.answer {
            Ok(interface) => write!(f, "{interface} answers")?,
            Err(error) => write!(f, "nothing answers ({error})")?,
        }
        for Refusal { interface, error } in self.refusals() {
            write!(f, "; {interface} did not: {error}")?;
        }
        if !self.registered && self.platform().may_be_predictable {
            write!(f, "; on {} it may answer with predictable bytes", self.platform().system)?;
        }
        f.write_str(match self.pool {
            Pool::Initialised => "; the kernel's pool is initialised",
            Pool::Uninitialised => "; the kernel's pool is not initialised",
            Pool::Unknown => "",
        })
    }
}

#[cfg(test)]
mod tests {
    extern crate std;
    use std::string::ToString;

    use super::{EAGAIN, Error, Pool, Report};

    #[test]
    fn at_early_boot_it_says_so() {
        let report = Report::of(Ok(false));
        assert_eq!((report.pool(), report.interface()), (Pool::Uninitialised, Err(EAGAIN)));
        assert!(report.is_degraded());
        assert!(report.to_string().contains("the kernel's pool is not initialised"));
    }

    #[test]
    fn a_pool_that_nobody_can_ask_about_is_not_known_and_not_degraded() {
        let report = Report::of(Err(Error::UNSUPPORTED));
        assert_eq!((report.pool(), report.is_degraded()), (Pool::Unknown, false));
    }
}
