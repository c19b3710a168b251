//! Which sets of features a package has.
//!
//! A feature switches others on, so that different requests can mean the same build: what counts is the set that a request
//! leads to, closed under what its members switch on. There are fewer of those than subsets, by far: the facade has
//! 8192 subsets of 13 features, and 2192 closed ones.

use std::collections::BTreeSet;

pub(super) type Set = BTreeSet<String>;

/// The features of a package as its manifest has them.
pub(super) type Features = [(String, Vec<String>)];

/// All sets that are closed, the empty one too, without `default`.
pub(super) fn closed(features: &Features) -> BTreeSet<Set> {
    let mut found = BTreeSet::from([Set::new()]);
    // Every closed set is the union of closures, so that adding one feature after the other finds all of them.
    for (name, _) in features.iter().filter(|(name, _)| name != "default") {
        let one = closure(features, &Set::from([name.clone()]));
        let more: Vec<Set> = found.iter().map(|set| set.union(&one).cloned().collect()).collect();
        found.extend(more);
    }
    found
}

/// What requests for up to `depth` features lead to.
pub(super) fn of(features: &Features, depth: usize) -> BTreeSet<Set> {
    let mut found = BTreeSet::from([Set::new()]);
    for _ in 0..depth.min(features.len()) {
        let last = found.clone();
        for (name, _) in features.iter().filter(|(name, _)| name != "default") {
            let one = closure(features, &Set::from([name.clone()]));
            found.extend(last.iter().map(|set| set.union(&one).cloned().collect::<Set>()));
        }
    }
    found
}

/// What a request for `set` leads to within the package itself.
pub(super) fn closure(features: &Features, set: &Set) -> Set {
    let mut closed = set.clone();
    loop {
        let on = features.iter().filter(|(name, _)| closed.contains(name)).flat_map(|(_, on)| on);
        let own = on.filter(|name| features.iter().any(|(feature, _)| feature == *name));
        let more: Vec<String> = own.filter(|name| !closed.contains(*name)).cloned().collect();
        if more.is_empty() {
            closed.remove("default");
            return closed;
        }
        closed.extend(more);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn features(text: &str) -> Vec<(String, Vec<String>)> {
        let lines = text.split("; ").filter_map(|line| line.split_once(": "));
        let words = |on: &str| on.split_whitespace().map(str::to_owned).collect();
        lines.map(|(name, on)| (name.to_owned(), words(on))).collect()
    }

    fn set(words: &str) -> Set {
        words.split_whitespace().map(str::to_owned).collect()
    }

    #[test]
    fn sets_are_closed_and_counted() {
        let chain = features("a: ; b: a; c: b dep:x; default: b");
        assert_eq!(closure(&chain, &set("c")), set("a b c"));
        assert_eq!(closure(&chain, &set("default")), set("a b"));
        assert_eq!(closed(&chain), [set(""), set("a"), set("a b"), set("a b c")].into());
        // Of independent ones, all subsets; a feature of another package adds none.
        assert_eq!(closed(&features("a: ; b: ; c: d/a; default: ")).len(), 8);
    }

    #[test]
    fn closed_sets_are_what_all_subsets_lead_to() {
        let some = features("a: ; b: a; c: ; d: b c; e: a; f: ; default: a");
        let names: Vec<&String> = some.iter().map(|(name, _)| name).collect();
        let subsets = (0_u32..1 << names.len()).map(|bits| {
            let chosen = names.iter().enumerate().filter(|(at, _)| bits >> at & 1 == 1);
            closure(&some, &chosen.map(|(_, name)| (*name).clone()).collect())
        });
        assert_eq!(closed(&some), subsets.collect());
        for depth in 0..7 {
            assert!(of(&some, depth).is_subset(&of(&some, depth + 1)));
        }
        assert_eq!((of(&some, 0).len(), of(&some, 1).len()), (1, 7));
        assert_eq!(of(&some, usize::MAX), closed(&some));
    }
}
