//! Which tests are not run on which targets, and why. Each is counted in the row of its crate.

use super::targets::{Runner, Target};

/// Where.
type Applies = fn(&Target) -> bool;

/// A test program that is not run somewhere, and why.
#[derive(Clone, Copy, Debug)]
pub(super) struct LeftOut {
    package: &'static str,
    pub(super) test: &'static str,
    pub(super) reason: &'static str,
    applies: Applies,
}

const fn left_out(
    package: &'static str,
    test: &'static str,
    reason: &'static str,
    applies: Applies,
) -> LeftOut {
    LeftOut { package, test, reason, applies }
}

fn emulated(target: &Target) -> bool {
    target.runner != Runner::Native
}

/// Twenty times as slow as the machine itself.
pub(super) fn slow(target: &Target) -> bool {
    matches!(target.runner, Runner::Qemu(..))
}

fn wasi(target: &Target) -> bool {
    target.runner == Runner::Wasi
}

const WASI: &str = "starts threads or catches a panic, and WASI has neither";

fn everywhere(_: &Target) -> bool {
    true
}

const LEFT_OUT: &[LeftOut] = &[
    left_out(
        "wellspring-entropy",
        "faults",
        "forks and filters processes: cargo xtask faults",
        everywhere,
    ),
    left_out("wellspring-entropy", "loom", "of the host's threads: cargo xtask ci", everywhere),
    left_out("wellspring-entropy", "health_memory", "searches memory: minutes when emulated", slow),
    left_out("wellspring-entropy", "health_power", "statistics: minutes when emulated", slow),
    left_out("wellspring-csprng", "forks", "forks processes: cargo xtask forks", everywhere),
    left_out(
        "wellspring-csprng",
        "fork_in_refill",
        "stops a process by instructions: cargo xtask ci",
        emulated,
    ),
    left_out("wellspring-csprng", "shared_storage", "forks processes", emulated),
    left_out(
        "wellspring-dist",
        "statistics",
        "minutes when emulated: cargo xtask stats",
        everywhere,
    ),
    left_out("wellspring-dist", "memory", "searches memory: the emulator shows its own", slow),
    left_out("wellspring-tokens", "memory", "searches memory: the emulator shows its own", slow),
    left_out("wellspring-tokens", "dudect", "measures time: cargo xtask timing", everywhere),
    left_out(
        "wellspring-tokens",
        "constant_time",
        "speaks to valgrind: cargo xtask timing",
        everywhere,
    ),
    left_out(
        "wellspring-tokens",
        "survivors",
        "looked at from outside: cargo xtask memory",
        everywhere,
    ),
];

/// Single tests that are not run somewhere, by package, and why; parts of their names will do.
const SINGLE: &[(&str, Applies, &[&str], &str)] = &[
    (
        "wellspring-dist",
        slow,
        &[
            "a_tree_is_a_vector",
            "every_bound_and_every_upper_part_is_exact",
            "every_bound_and_every_word_is_exact",
            "every_character_has_the_same_share_of_all_words",
            "every_choice_and_sample_over",
            "every_order_over",
            "every_range_of_i8_in_some_steps",
            "every_sample_is_exact_and_biased_without_rejection",
            "the_hat_lies_above_and_the_squeeze_below",
            "the_mean_is_one_half",
        ],
        "exhaustive: minutes when emulated",
    ),
    (
        "wellspring-tokens",
        slow,
        &[
            "as_many_as_the_power_series_say",
            "as_many_texts_as_draws",
            "both_ways_have_each_password_once",
            "each_byte_is_recognised_in_each_place",
            "every_byte_and_every_pair",
            "every_byte_at_every_place",
            "every_password_of_every_small_policy",
            "every_policy_over_two_characters",
            "every_short_text",
            "every_symbol_is_reached",
            "every_three_bytes_as_base64",
            "larger_sets_are_complete",
            "no_text_has_anything_of_a_secret",
            "sets_contain_what_they_draw",
            "the_guard_counts_words",
            "what_is_counted_and_what_is_not",
            "what_is_too_complex",
            "what_the_automaton_refuses_falls_to_the_classes",
        ],
        "exhaustive: minutes when emulated",
    ),
    (
        "wellspring-tokens",
        slow,
        &[
            "nothing_is_left_of_words",
            "the_kernel_says_that_the_pages_are_locked_and_in_no_dump_and_in_no_child",
        ],
        "looks at memory, of which the emulator shows its own",
    ),
    (
        "wellspring-entropy",
        wasi,
        &["an_alarm_on_one_thread_stops_all", "threads_share_one_count_and_lose_no_sample"],
        WASI,
    ),
    (
        "wellspring-csprng",
        wasi,
        &[
            "a_generator_moves_to_another_thread",
            "a_thread_draws_to_its_end",
            "no_two_threads_and_no_two_generators_say_the_same",
            "whoever_comes_in_the_middle_of_a_draw_is_served_by_the_system",
        ],
        WASI,
    ),
    (
        "wellspring-dist",
        wasi,
        &[
            "a_failure_on_a_thread_is_an_error",
            "every_item_draws_for_itself",
            "every_thread_has_a_source",
            "plain_forms_panic_with_the_argument_or_the_source",
            "the_naive_way_panics",
            "the_plain_form_panics_with_the_failure_where_it_is_called",
        ],
        WASI,
    ),
    (
        "wellspring-tokens",
        wasi,
        &[
            "fills_see_zeros_and_their_failures_are_passed_on",
            "plain_forms_panic_where_the_others_return",
            "plain_forms_panic_with_the_argument_or_the_source",
        ],
        WASI,
    ),
];

/// The single tests of this package that are not run on this target, and why. Each is counted in the row.
pub(super) fn single(
    package: &str,
    target: &Target,
) -> impl Iterator<Item = (&'static str, &'static str)> {
    let found =
        SINGLE.iter().filter(move |(name, applies, ..)| *name == package && applies(target));
    found.flat_map(|(.., tests, reason)| tests.iter().map(|test| (*test, *reason)))
}

/// What is not run of this package on this target.
pub(super) fn not_run(package: &str, target: &Target) -> Vec<&'static LeftOut> {
    LEFT_OUT.iter().filter(|out| out.package == package && (out.applies)(target)).collect()
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;
    use crate::commands::{Workspace, matrix::packages::Package, tidy};

    #[test]
    fn what_is_left_out_exists() {
        let root = Workspace::find().root;
        for out in LEFT_OUT {
            let package = Package::find(out.package).unwrap();
            let tests = root.join(package.folder()).join("tests").join(out.test);
            assert!(tests.is_dir() || tests.with_extension("rs").exists(), "{}", out.test);
        }
    }

    #[test]
    fn single_tests_are_tests() {
        let root = Workspace::find().root;
        for (name, _, tests, _) in SINGLE {
            let folder = root.join(Package::find(name).unwrap().folder());
            let files = tidy::files(&folder).unwrap();
            let texts: Vec<_> =
                files.iter().filter_map(|file| fs::read_to_string(file).ok()).collect();
            for test in *tests {
                let function = format!("fn {test}");
                assert!(texts.iter().any(|text| text.contains(&function)), "{test}");
            }
        }
    }
}
