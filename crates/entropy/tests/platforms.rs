//! What is said of the systems, and that it is said of the right one.

use std::collections::HashSet;

use wellspring_entropy::{
    Backend, Error,
    backends::{Platform, Portable, Syscall},
};

#[test]
fn every_field_of_every_platform_says_something() {
    assert!(Platform::ALL.len() > 30);
    for platform in Platform::ALL {
        let Platform { system, interface, since, pool, limits, .. } = *platform;
        for field in [system, interface, since, pool, limits] {
            assert!(is_plain(field), "{system}: {field:?}");
        }
    }
}

/// What fits into a cell of a table and a line of a report.
fn is_plain(text: &str) -> bool {
    let spaced = text.split(' ').all(|word| !word.is_empty());
    spaced && !text.contains(['|', '\n', '"']) && text.len() < 140
}

#[test]
fn what_is_not_plain_is_found() {
    for bad in ["", " ", "a  b", "a ", "a|b", "a\nb", "a\"", &"long".repeat(40)] {
        assert!(!is_plain(bad), "{bad:?}");
    }
}

#[test]
fn systems_are_named_once() {
    let systems: HashSet<&str> = Platform::ALL.iter().map(|platform| platform.system).collect();
    assert_eq!(systems.len(), Platform::ALL.len());
}

/// The three of which it is known; whoever adds a fourth or finds one mended has to come by here.
#[test]
fn the_predictable_ones_are_marked_and_say_when() {
    let marked = Platform::ALL.iter().filter(|platform| platform.may_be_predictable);
    let marked: Vec<&str> = marked.map(|platform| platform.system).collect();
    assert_eq!(marked, ["Hermit", "Redox", "ESP-IDF"]);
    for platform in Platform::ALL {
        let says = platform.limits.contains("predictable") || platform.limits.contains("pseudo");
        assert_eq!(says, platform.may_be_predictable, "{}", platform.system);
    }
}

#[test]
fn the_current_platform_is_the_one_that_answers() {
    let (here, portable) = (Platform::current(), Portable::platform());
    assert!(Platform::ALL.contains(here) && Platform::ALL.contains(portable));
    assert_eq!(Portable.name(), portable.interface);

    let answers = |backend: &dyn Backend| backend.try_fill(&mut [0; 8]) != Err(Error::UNSUPPORTED);
    assert_eq!(answers(&Syscall), here.system == "Linux", "{here:?}");
    assert_eq!(answers(&Portable), portable.interface != "none", "{portable:?}");
    if here.system != "Linux" {
        assert_eq!(here, portable);
    }
}

#[test]
fn this_target_has_the_row_that_it_should() {
    let expected = if cfg!(not(feature = "portable")) {
        "none"
    } else if cfg!(target_os = "linux") {
        "getrandom of the C library, else /dev/urandom once /dev/random is ready"
    } else if cfg!(windows) {
        "ProcessPrng"
    } else if cfg!(target_os = "macos") {
        "getentropy(2)"
    } else if cfg!(all(target_os = "wasi", target_env = "p1")) {
        "random_get"
    } else {
        println!("not checked: no expectation is written down for this target");
        return;
    };
    assert_eq!(Portable.name(), expected);
}
