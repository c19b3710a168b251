//! How hard what is drawn from a list is to guess, where equal items are one: whoever sees `a` does not see which of three it was.

use core::cmp::Reverse;

use wellspring::Bits;

use super::List;
use crate::strength::{Least, bits_of_product, without_common};

/// The strength of an order.
#[derive(Debug, PartialEq, Eq)]
pub(in crate::commands) enum Order {
    /// All are different, and equally likely.
    Uniform(Bits),
    /// Some items are equal, or they are weighted: that of the likeliest order.
    Likeliest(Least),
    /// Weighted items of which some are equal: that of the first of them, which the whole order has at least.
    First(Least),
}

impl List<'_> {
    /// The strength of a choice of one: that of the likeliest item.
    pub(in crate::commands) fn bits_of_choice(&self) -> Least {
        let all: u128 = match self {
            Self::Numbers(_, count) => return Least::of_odds(1, (*count).into()),
            Self::Texts(texts) => texts.len() as u128,
            Self::Weighted(items) => items.iter().map(|(weight, _)| u128::from(*weight)).sum(),
        };
        Least::of_odds(self.sums().into_iter().max().unwrap_or(0), all)
    }

    /// The strength of `k` of them in random order: that of the likeliest order.
    ///
    /// Let there be n items, and of each text m equal ones. An order in which that text comes c times has a probability of the product
    /// over all texts of m (m - 1) … (m - c + 1), divided by n (n - 1) … (n - k + 1). The factors of a text fall, so that the k
    /// largest of all texts make up the largest product. The i-th of them is at most n - i + 1, since n items have no more factors
    /// that are as large.
    ///
    /// Of weighted items that are all different the likeliest order has the heaviest first: of two neighbours the divisor of the
    /// second is less by the weight of the first, and a heavier one in the place of any other raises a factor and lowers divisors.
    pub(in crate::commands) fn bits_of_order(&self, k: u64) -> Order {
        let n = self.len();
        let draws = 0..k.min(n);
        let mut factors: Vec<u128> = match self {
            Self::Weighted(items) => return self.bits_of_weighted_order(items, k),
            Self::Numbers(..) => Vec::new(),
            // Those above 1, of those that are there more than once.
            Self::Texts(_) => self.sums().into_iter().flat_map(|many| 2..=many).collect(),
        };
        let left = draws.map(|drawn| u128::from(n - drawn));
        if factors.is_empty() {
            return Order::Uniform(bits_of_product(left));
        }
        factors.sort_unstable_by(|a, b| b.cmp(a));
        factors.truncate(usize::try_from(k).unwrap_or(usize::MAX));
        let (factors, left) = without_common(factors, left);
        let factors = factors.iter().copied().chain(core::iter::repeat(1));
        Order::Likeliest(Least::of_steps(factors.zip(left.iter().copied())))
    }

    fn bits_of_weighted_order(&self, items: &[(u64, &[u8])], k: u64) -> Order {
        let mut drawn: Vec<(u64, &[u8])> =
            items.iter().copied().filter(|(weight, _)| *weight > 0).collect();
        drawn.sort_unstable_by_key(|(_, text)| *text);
        let equal = drawn.windows(2).any(|pair| matches!(pair, [a, b] if a.1 == b.1));
        if equal {
            return Order::First(if k == 0 { Least::default() } else { self.bits_of_choice() });
        }
        drawn.sort_unstable_by_key(|(weight, _)| Reverse(*weight));
        let all: u128 = drawn.iter().map(|(weight, _)| u128::from(*weight)).sum();
        let k = usize::try_from(k).unwrap_or(usize::MAX);
        Order::Likeliest(Least::of_steps(drawn.iter().take(k).scan(all, |left, (weight, _)| {
            let weight = u128::from(*weight);
            let step = (weight, *left);
            *left -= weight;
            Some(step)
        })))
    }

    /// How many of each text there are, or their weights together.
    fn sums(&self) -> Vec<u128> {
        let mut all: Vec<(&[u8], u128)> = match self {
            Self::Numbers(..) => Vec::new(),
            Self::Texts(texts) => texts.iter().map(|text| (*text, 1)).collect(),
            Self::Weighted(items) => {
                items.iter().map(|(weight, text)| (*text, (*weight).into())).collect()
            }
        };
        all.sort_unstable();
        let equal = all.chunk_by(|a, b| a.0 == b.0);
        equal.map(|same| same.iter().map(|(_, weight)| weight).sum()).collect()
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use super::*;

    /// Without what is left out, 65536! would be multiplied in parts, each rounded down.
    #[test]
    fn a_long_list_of_mostly_equal_items_is_counted_exactly() {
        for (others, k, likeliest, all) in [
            (&["b"][..], 1 << 16, 1, 1 << 16),
            (&["b"], (1 << 16) - 1, 1, 1 << 16),
            // In any place but the first: 65535 of 65536.
            (&["b"], 1, (1 << 16) - 1, 1 << 16),
            (&["b", "b"], 1 << 16, 2, (1 << 16) * ((1 << 16) - 1)),
            (&["b", "c"], 1 << 16, 1, (1 << 16) * ((1 << 16) - 1)),
        ] {
            let list = [vec!["a"; (1 << 16) - others.len()], others.to_vec()].concat();
            let Order::Likeliest(said) = texts(&list).bits_of_order(k) else { panic!() };
            let exact = Least::of_odds(likeliest, all);
            assert!(said <= exact, "{others:?} {k}: {said:.9} {exact:.9}");
            assert_eq!(format!("{said:.7}"), format!("{exact:.7}"), "{others:?} {k}");
        }
        // The control: 65536! / 65535! step by step.
        let many = 1u128 << 16;
        let steps = (1..=many).rev().map(|left| (left.saturating_sub(1).max(1), left));
        assert!(format!("{:.7}", Least::of_steps(steps)).starts_with("15.99999"));
    }

    fn texts<'a>(words: &[&'a str]) -> List<'a> {
        List::Texts(words.iter().map(|word| word.as_bytes()).collect())
    }

    fn bits(count: u128) -> Least {
        Least::of_odds(1, count)
    }

    #[test]
    fn the_strength_of_a_choice_is_that_of_the_likeliest() {
        assert_eq!(texts(&["a", "b", "c", "d"]).bits_of_choice(), bits(4));
        assert_eq!(texts(&["a", "a", "b"]).bits_of_choice(), Least::of_odds(2, 3));
        assert_eq!(texts(&["a", "b", "a", "a"]).bits_of_choice(), Least::of_odds(3, 4));
        assert_eq!(texts(&["a", "a"]).bits_of_choice(), bits(1));
        let weighted = List::Weighted(vec![(1, b"a"), (1, b"b"), (6, b"c"), (1, b"c")]);
        assert_eq!(weighted.bits_of_choice(), Least::of_odds(7, 9));
        assert_eq!(List::Weighted(vec![(2, b"a"), (2, b"b")]).bits_of_choice(), bits(2));
        let most = List::Weighted(vec![(u64::MAX, b"a"), (u64::MAX, b"b")]);
        assert_eq!(most.bits_of_choice(), bits(2));
        assert_eq!(List::Numbers(5, 64).bits_of_choice(), bits(64));
    }

    #[test]
    fn an_order_of_different_items_has_the_bits_of_a_factorial() {
        assert_eq!(texts(&["a", "b"]).bits_of_order(2), Order::Uniform(Bits::new(1)));
        assert_eq!(List::Numbers(1, 4).bits_of_order(1), Order::Uniform(Bits::new(2)));
        match List::Numbers(1, 52).bits_of_order(52) {
            Order::Uniform(bits) => assert_eq!(format!("{bits:.2}"), "225.58"),
            other => panic!("{other:?}"),
        }
        assert_eq!(texts(&["a", "a"]).bits_of_order(2), Order::Likeliest(Least::default()));
    }

    #[test]
    fn weighted_orders_of_equal_items_have_at_least_the_strength_of_their_first() {
        let weighted = List::Weighted(vec![(1, b"a"), (3, b"b"), (2, b"a")]);
        assert_eq!(weighted.bits_of_order(2), Order::First(Least::of_odds(3, 6)));
        assert_eq!(weighted.bits_of_order(0), Order::First(Least::default()));
    }

    #[test]
    fn the_heaviest_first_is_the_likeliest_weighted_order() {
        let weighted = |weights: &[u64]| {
            let names = [&b"a"[..], b"b", b"c", b"d"];
            List::Weighted(weights.iter().copied().zip(names).collect())
        };
        for (weights, k, likeliest, all) in [
            (&[1, 3][..], 2, 3, 4),
            (&[1, 3], 1, 3, 4),
            (&[1, 3], 0, 1, 1),
            // 4/7 of 2/3, and what has no weight never comes.
            (&[1, 0, 2, 4], 2, 8, 21),
            (&[1, 0, 2, 4], 9, 8, 21),
            (&[u64::MAX, u64::MAX], 2, 1, 2),
        ] {
            let order = weighted(weights).bits_of_order(k);
            let Order::Likeliest(bits) = order else { panic!("{order:?}") };
            let difference = format!("{bits:.9}").parse::<f64>().unwrap()
                - format!("{:.9}", Least::of_odds(likeliest, all)).parse::<f64>().unwrap();
            assert!(difference.abs() < 2e-9, "{weights:?} {k}: {bits:.9}");
        }
    }

    /// All orders written out and counted: the likeliest is as likely as is said.
    #[test]
    fn the_likeliest_of_all_orders_is_as_likely_as_is_said() {
        for words in
            [&["a", "a", "b"][..], &["a", "a", "b", "b", "c"], &["a", "a", "a", "b", "c", "c"]]
        {
            for k in 0..=words.len() {
                let mut orders = HashMap::new();
                count(words, k, &mut Vec::new(), &mut orders);
                let (likeliest, all) = (orders.values().max().unwrap(), orders.values().sum());
                let exact = Least::of_odds(*likeliest, all);
                let Order::Likeliest(said) = texts(words).bits_of_order(k as u64) else { panic!() };
                assert!(said <= exact, "{words:?} {k}: {said:.9} {exact:.9}");
                let number = |bits: Least| format!("{bits:.9}").parse::<f64>().unwrap();
                assert!(number(exact) - number(said) < 1e-7, "{words:?} {k}: {said:.9}");
            }
        }
    }

    fn count<'a>(
        left: &[&'a str],
        k: usize,
        order: &mut Vec<&'a str>,
        orders: &mut HashMap<String, u128>,
    ) {
        if order.len() == k {
            *orders.entry(order.concat()).or_default() += 1;
            return;
        }
        for index in 0..left.len() {
            let mut left = left.to_vec();
            order.push(left.remove(index));
            count(&left, k, order, orders);
            order.pop();
        }
    }
}
