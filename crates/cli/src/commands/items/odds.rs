//! How hard what is drawn from a list is to guess, where equal items are one: whoever sees `a` does not see which of three it was.

use wellspring::Bits;

use super::List;
use crate::strength::Least;

/// The strength of an order.
#[derive(Debug, PartialEq, Eq)]
pub(in crate::commands) enum Order {
    /// All are different, and equally likely.
    Uniform(Bits),
    /// Some items are equal: that of the likeliest order.
    Likeliest(Least),
    /// Items are weighted: that of the first of them, which the whole order has at least.
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

    /// The strength of `k` of them in random order.
    ///
    /// That of the likeliest order of texts is exact, but for roundings. Let there be n items, and of each text m equal ones. An order
    /// in which that text comes c times has a probability of the product over all texts of m (m - 1) … (m - c + 1), divided by
    /// n (n - 1) … (n - k + 1). The factors of a text fall, so that the k largest of all texts make up the largest product. The
    /// i-th of them is at most n - i + 1, since n items have no more factors that are as large.
    pub(in crate::commands) fn bits_of_order(&self, k: u64) -> Order {
        let n = self.len();
        let draws = 0..k.min(n);
        let mut factors: Vec<u128> = match self {
            Self::Weighted(_) if draws.is_empty() => return Order::First(Least::default()),
            Self::Weighted(_) => return Order::First(self.bits_of_choice()),
            Self::Numbers(..) => Vec::new(),
            // Those above 1, of those that are there more than once.
            Self::Texts(_) => self.sums().into_iter().flat_map(|many| 2..=many).collect(),
        };
        if factors.is_empty() {
            let left = draws.map(|drawn| Bits::of_count((n - drawn).into()));
            return Order::Uniform(left.fold(Bits::ZERO, Bits::plus));
        }
        factors.sort_unstable_by(|a, b| b.cmp(a));
        let factors = factors.into_iter().chain(core::iter::repeat(1));
        let odds = draws.zip(factors).map(|(drawn, many)| Least::of_odds(many, (n - drawn).into()));
        Order::Likeliest(odds.fold(Least::default(), Least::plus))
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
    fn weighted_orders_have_at_least_the_strength_of_their_first() {
        let weighted = List::Weighted(vec![(1, b"a"), (3, b"b")]);
        assert_eq!(weighted.bits_of_order(2), Order::First(Least::of_odds(3, 4)));
        assert_eq!(weighted.bits_of_order(0), Order::First(Least::default()));
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
