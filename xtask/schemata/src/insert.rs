//! A text and what is put into it: brackets of text around pieces of it, which hold mutants.

use core::cmp::Reverse;
use core::ops::Range;

/// What is put before a piece of text and after it.
#[derive(Debug, Default)]
pub(crate) struct Bracket {
    /// The piece, in bytes of the old text; never empty.
    pub(crate) around: Range<usize>,
    pub(crate) before: String,
    pub(crate) after: String,
    /// The mutants in `before`, in bytes of it. One that stands elsewhere has none.
    pub(crate) mutants: Vec<(u32, Range<usize>)>,
}

impl Bracket {
    pub(crate) fn around(around: Range<usize>) -> Self {
        Self { around, ..Self::default() }
    }

    /// Adds to what stands before, and keeps in mind where the mutant is.
    pub(crate) fn mutant(&mut self, number: u32, text: &str) {
        let start = self.before.len();
        self.before += text;
        self.mutants.push((number, start..self.before.len()));
    }
}

/// Where a mutant stands in the new text, in bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Placed {
    pub(crate) number: u32,
    pub(crate) own: Range<usize>,
    /// Its bracket with all that is in it.
    pub(crate) whole: Range<usize>,
}

/// Brackets come in the order in which they open: of two that begin at one byte, the first is the outer one.
///
/// `blank` are bytes of the old text that become spaces.
pub(crate) fn insert(
    old: &str,
    brackets: &[Bracket],
    blank: &[Range<usize>],
) -> (String, Vec<Placed>) {
    // At one byte what closes comes before what opens, the inner first.
    let opening = brackets.iter().enumerate();
    let opening = opening.map(|(order, bracket)| (bracket.around.start, Edge::Opens(order)));
    let closing = brackets.iter().enumerate();
    let closing = closing.map(|(order, b)| (b.around.end, Edge::Closes(Reverse(order))));
    let mut edges: Vec<(usize, Edge)> = opening.chain(closing).collect();
    edges.sort_unstable();
    let (mut new, mut done) = (String::with_capacity(old.len()), 0);
    let (mut opened, mut placed) = (vec![0; brackets.len()], Vec::new());
    for (at, edge) in edges {
        new += &kept(old, done..at, blank);
        done = at;
        let (Edge::Opens(order) | Edge::Closes(Reverse(order))) = edge;
        let (Some(bracket), Some(start)) = (brackets.get(order), opened.get_mut(order)) else {
            continue;
        };
        if let Edge::Opens(_) = edge {
            *start = new.len();
            new += &bracket.before;
            continue;
        }
        new += &bracket.after;
        placed.extend(bracket.mutants.iter().map(|(number, within)| Placed {
            number: *number,
            own: *start + within.start..*start + within.end,
            whole: *start..new.len(),
        }));
    }
    new += &kept(old, done..old.len(), blank);
    placed.sort_by_key(|placed| placed.number);
    (new, placed)
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Edge {
    Closes(Reverse<usize>),
    Opens(usize),
}

fn kept(old: &str, range: Range<usize>, blank: &[Range<usize>]) -> String {
    let text = old.get(range.clone()).unwrap_or_default();
    let hidden = |at: usize| blank.iter().any(|hole| hole.contains(&at));
    let characters = text.char_indices();
    characters.map(|(at, c)| if hidden(range.start + at) { ' ' } else { c }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn brackets_nest_and_mutants_are_found_again() {
        let mut outer = Bracket::around(2..7);
        outer.before += "<";
        outer.mutant(5, "five");
        outer.after = ">".into();
        let mut inner = Bracket::around(2..4);
        inner.mutant(3, "[");
        inner.after = "]".into();
        let mut last = Bracket::around(4..7);
        last.mutant(4, "{");
        last.after = "}".into();
        let (new, placed) =
            insert("a ib + c;", &[outer, inner, last], core::slice::from_ref(&(0..1)));
        assert_eq!(new, "  <five[ib]{ + c}>;".replace("{ + c}>;", "{ + }>c;"));
        let texts = placed.iter().map(|p| (p.number, &new[p.own.clone()], &new[p.whole.clone()]));
        let expected = [(3, "[", "[ib]"), (4, "{", "{ + }"), (5, "five", "<five[ib]{ + }>")];
        assert!(texts.eq(expected), "{placed:?}");
    }
}
