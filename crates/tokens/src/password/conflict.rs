//! Which rules are to blame.
//!
//! The rules of a policy that nobody can satisfy are left out one after the other. A rule without which nobody can satisfy the others
//! either stays out; each of those that are left at the end is needed for the contradiction (a deletion filter: J. W. Chinneck and
//! E. W. Dravnieks, "Locating Minimal Infeasible Constraint Sets in Linear Programs", ORSA Journal on Computing 3 (2), 1991). Limits to
//! runs, rules for the start and maximums are tried first, since minimums that are too great are easiest understood.

use alloc::{vec, vec::Vec};

use super::{
    PolicyError, PolicyRule,
    by_class::Groups,
    graph::{Graph, Reached},
    plan::{Plan, Tracked},
    sums,
};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Rule {
    Run,
    Start,
    Maximum(usize),
    Minimum(usize),
}

/// How many states may be looked at, all in all. Who has more gets to know the rules that were not left out by then, and that these
/// may not be the fewest.
pub(super) const PATIENCE: usize = 1 << 20;

/// What is wrong with a plan that no password follows, where [sums](super::sums) do not tell.
pub(super) fn culprit(plan: &Plan, mut patience: usize) -> PolicyError {
    let mut rules = vec![Rule::Run, Rule::Start];
    rules.extend((0..plan.tracked.len()).map(Rule::Maximum));
    rules.extend((0..plan.tracked.len()).map(Rule::Minimum));
    let mut plan = plan.clone();
    let mut is_known = true;
    rules.retain(|rule| {
        let Some(others) = without(&plan, *rule) else { return false };
        let satisfiable = satisfiable(&others, &mut patience);
        is_known &= satisfiable.is_some();
        let needed = satisfiable.unwrap_or(true);
        if !needed {
            plan = others;
        }
        needed
    });
    named(&plan, &rules, is_known)
}

/// The plan without that rule; `None` if it has none such.
fn without(plan: &Plan, rule: Rule) -> Option<Plan> {
    let mut plan = plan.clone();
    match rule {
        Rule::Run => _ = plan.max_consecutive.take()?,
        Rule::Start => {
            plan.start.take()?;
            plan.atoms.iter_mut().for_each(|atom| atom.may_start = true);
        }
        Rule::Maximum(index) => _ = plan.tracked.get_mut(index)?.maximum.take()?,
        Rule::Minimum(index) => {
            let minimum = &mut plan.tracked.get_mut(index)?.minimum;
            if core::mem::take(minimum) == 0 {
                return None;
            }
        }
    }
    Some(plan)
}

/// Whether a password follows the plan; `None` if it would take too long to say.
fn satisfiable(plan: &Plan, patience: &mut usize) -> Option<bool> {
    if sums::check(plan).is_err() {
        return Some(false);
    }
    // Then sums find everything.
    if Groups::new(plan).is_some() {
        return Some(true);
    }
    if *patience == 0 {
        return None;
    }
    let graph = Graph::new(plan).ok()?;
    *patience = patience.saturating_sub(graph.states() * (plan.most + 1));
    Reached::new(&graph, plan.most).ok().map(|reached| reached.ends(&graph, plan))
}

/// The refusal that names these rules.
fn named(plan: &Plan, rules: &[Rule], is_known: bool) -> PolicyError {
    let (least, most) = (plan.least, plan.most);
    let rule = |rule: &Rule| match *rule {
        Rule::Run => plan.max_consecutive.map(|maximum| PolicyRule::MaxConsecutive { maximum }),
        Rule::Start => plan.start.clone().map(|class| PolicyRule::StartingWith { class }),
        Rule::Maximum(index) => plan.tracked.get(index).and_then(Tracked::at_most),
        Rule::Minimum(index) => plan.tracked.get(index).and_then(Tracked::at_least),
    };
    let rules: Vec<_> = rules.iter().filter_map(rule).collect();
    match rules.as_slice() {
        [PolicyRule::MaxConsecutive { maximum }] => {
            PolicyError::OneCharacter { max_consecutive: *maximum, length: least }
        }
        // Those that are left may be few enough for the sums.
        _ => match sums::check(plan) {
            Err(error) => error,
            Ok(()) if is_known => PolicyError::Conflict { rules, least, most },
            Ok(()) => PolicyError::ConflictAmong { rules, least, most },
        },
    }
}
