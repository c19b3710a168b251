//! The report, on the machine that runs the tests.

use wellspring_entropy::{
    Backend, Pool, System,
    backends::{Syscall, Vdso},
};

#[test]
fn tells_what_answers_here() {
    let report = System.report();
    println!("{report}");
    let interface = report.interface().unwrap();
    assert!(report.to_string().starts_with(interface));
    assert!(!report.is_degraded());
    assert!(!report.is_registered());
    if Syscall.try_fill(&mut [0]).is_ok() {
        assert!(["vDSO getrandom", "getrandom(2)", "/dev/urandom"].contains(&interface));
        assert_eq!(report.pool(), Pool::Initialised);
    }
}

#[test]
fn refusals_are_those_of_the_rungs_above() {
    let report = System.report();
    let vdso = Vdso.try_fill(&mut [0; 32]);
    let refused = report.refusals().find(|refusal| refusal.interface == Vdso.name());
    assert_eq!(vdso.is_ok(), report.interface() == Ok(Vdso.name()));
    if Syscall.try_fill(&mut [0]).is_ok() {
        assert_eq!(refused.map(|refusal| refusal.error), vdso.err());
    }
    if let Some(refusal) = refused {
        assert!(report.to_string().contains(&refusal.error.to_string()));
    }
}
