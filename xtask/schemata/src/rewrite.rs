//! One file with all its mutants: each beside what it replaces, and a question at run time which of the two it shall be.
//!
//! | genre | becomes |
//! |---|---|
//! | a body | `if on(N) { return R; }` before its first statement |
//! | operators | `(if on(N) { (MUTANT) } else { (ORIGINAL) })` around all of a chain without parentheses |
//! | the condition of an arm | the same around the condition |
//! | an arm | the condition `!on(N)` |
//!
//! An operator is replaced in the text, as cargo-mutants does, and the text then read anew: `a + b * c` with `/` for `+` is
//! `a / b * c`, which groups otherwise. That is why a chain is taken as a whole, and why what cannot be read is left alone.
//! What is nested stands in the branch of the original alone: one mutant is on at a time.
//!
//! `on` asks when the program runs, so what the compiler computes cannot have mutants: constants, lengths of arrays, patterns. A
//! `const fn` loses its `const`, unless it is said that constants need it.

mod walk;

use core::ops::Range;
use std::collections::{BTreeMap, BTreeSet};

use syn::visit::Visit;
use syn::{BinOp, Block, Expr, ExprBinary, ExprUnary, Signature};

use crate::insert::{Bracket, Placed, insert};
use crate::place::{Place, Text, start};
use crate::plan::{Genre, Mutant};

#[derive(Debug)]
pub(crate) struct Rewritten {
    pub(crate) text: String,
    pub(crate) placed: Vec<Placed>,
    /// What has no place, and why.
    pub(crate) left: Vec<(u32, &'static str)>,
    /// The functions that are no longer `const`.
    pub(crate) freed: BTreeSet<String>,
}

/// `constant` are the names of functions that stay `const`.
pub(crate) fn rewrite(
    text: &str,
    mutants: &[Mutant],
    constant: &BTreeSet<String>,
) -> Result<Rewritten, String> {
    let file = syn::parse_file(text).map_err(|error| error.to_string())?;
    let mut waiting: BTreeMap<(Place, u8), Vec<&Mutant>> = BTreeMap::new();
    for mutant in mutants {
        waiting.entry((mutant.place, mutant.genre as u8)).or_default().push(mutant);
    }
    let mut walk = Walk { text: Text::new(text), waiting, constant, ..Walk::new(constant) };
    walk.visit_file(&file);
    let (text, placed) = insert(text, &walk.brackets, &walk.blank);
    let Walk { mut left, waiting, freed, .. } = walk;
    left.extend(
        waiting.values().flatten().map(|mutant| (mutant.number, "its place was not found")),
    );
    Ok(Rewritten { text, placed, left, freed })
}

struct Walk<'a> {
    text: Text<'a>,
    waiting: BTreeMap<(Place, u8), Vec<&'a Mutant>>,
    constant: &'a BTreeSet<String>,
    /// How many things that the compiler computes are around us.
    computed: usize,
    brackets: Vec<Bracket>,
    blank: Vec<Range<usize>>,
    left: Vec<(u32, &'static str)>,
    freed: BTreeSet<String>,
}

const COMPUTED: &str = "the compiler computes it";

impl<'a> Walk<'a> {
    fn new(constant: &'a BTreeSet<String>) -> Self {
        Self {
            text: Text::new(""),
            waiting: BTreeMap::new(),
            constant,
            computed: 0,
            brackets: Vec::new(),
            blank: Vec::new(),
            left: Vec::new(),
            freed: BTreeSet::new(),
        }
    }

    /// The mutants of a genre at a place, if they may be there.
    fn take(&mut self, place: Place, genre: Genre) -> Vec<&'a Mutant> {
        let found = self.waiting.remove(&(place, genre as u8)).unwrap_or_default();
        if self.computed == 0 {
            return found;
        }
        self.left.extend(found.iter().map(|mutant| (mutant.number, COMPUTED)));
        Vec::new()
    }

    fn compute(&mut self, walk: impl FnOnce(&mut Self)) {
        self.computed += 1;
        walk(self);
        self.computed -= 1;
    }

    /// A function with its own answer to whether the compiler computes it.
    fn function(&mut self, sig: &Signature, block: Option<&Block>, walk: impl FnOnce(&mut Self)) {
        let around = core::mem::take(&mut self.computed);
        let name = sig.ident.to_string();
        if let Some(word) = &sig.constness {
            if self.constant.contains(&name) {
                self.computed = 1;
            } else {
                self.blank.push(self.text.range(word));
                self.freed.insert(name);
            }
        }
        if let Some(first) = block.and_then(|block| block.stmts.first()) {
            let mut bracket = Bracket::around(self.text.range(first));
            for mutant in self.take(start(first), Genre::Body) {
                bracket.before += &format!("if {} {{ return ", on(mutant.number));
                bracket.mutant(mutant.number, &mutant.replacement);
                bracket.before += "; } ";
            }
            self.push(bracket);
        }
        walk(self);
        self.computed = around;
    }

    /// The chain of operators whose last one is that of `root`.
    fn chain(&mut self, root: &'a ExprBinary) {
        let (mut operators, mut operands) = (Vec::new(), Vec::new());
        collect(root, &mut operators, &mut operands);
        let whole = self.text.range(root);
        let conditions = operands.iter().any(|operand| matches!(operand, Expr::Let(_)));
        let mut bracket = Bracket::around(whole.clone());
        for operator in operators {
            let place = self.text.range(operator);
            for mutant in self.take(start(operator), Genre::Binary) {
                let before = self.text.cut(whole.start..place.start);
                let after = self.text.cut(place.end..whole.end);
                let text = format!("({before}{}{after})", mutant.replacement);
                if conditions || syn::parse_str::<Expr>(&text).is_err() {
                    self.left.push((mutant.number, "it cannot be read"));
                    continue;
                }
                choose(&mut bracket, mutant.number, &text);
            }
        }
        self.close(bracket);
        operands.into_iter().for_each(|operand| self.visit_expr(operand));
    }

    fn unary(&mut self, unary: &ExprUnary) {
        let mut bracket = Bracket::around(self.text.range(unary));
        for mutant in self.take(start(&unary.op), Genre::Unary) {
            let text = self.text.cut(self.text.range(&unary.expr));
            choose(&mut bracket, mutant.number, &format!("({text})"));
        }
        self.close(bracket);
    }

    fn condition(&mut self, condition: &Expr) {
        let mut bracket = Bracket::around(self.text.range(condition));
        for mutant in self.take(start(condition), Genre::Guard) {
            choose(&mut bracket, mutant.number, &mutant.replacement);
        }
        self.close(bracket);
    }

    /// The original as the last branch.
    fn close(&mut self, mut bracket: Bracket) {
        if !bracket.mutants.is_empty() {
            bracket.before += "{ (";
            bracket.after = ") })".into();
        }
        self.push(bracket);
    }

    fn push(&mut self, bracket: Bracket) {
        if !bracket.mutants.is_empty() {
            self.brackets.push(bracket);
        }
    }
}

/// The question whether a mutant is the chosen one.
fn on(number: u32) -> String {
    format!("crate::mutant_switch::on({number})")
}

/// One more branch: brackets of several mutants are one `if` with many an `else`.
fn choose(bracket: &mut Bracket, number: u32, text: &str) {
    bracket.before += if bracket.mutants.is_empty() { "(" } else { "" };
    bracket.before += &format!("if {} {{ ", on(number));
    bracket.mutant(number, text);
    bracket.before += " } else ";
}

fn collect<'a>(root: &'a ExprBinary, operators: &mut Vec<&'a BinOp>, operands: &mut Vec<&'a Expr>) {
    let mut side = |side: &'a Expr, operators: &mut Vec<&'a BinOp>| match side {
        Expr::Binary(inner) if !is_assignment(&root.op) && !is_assignment(&inner.op) => {
            collect(inner, operators, operands);
        }
        operand => operands.push(operand),
    };
    side(&root.left, operators);
    operators.push(&root.op);
    side(&root.right, operators);
}

fn is_assignment(operator: &BinOp) -> bool {
    matches!(
        operator,
        BinOp::AddAssign(_)
            | BinOp::SubAssign(_)
            | BinOp::MulAssign(_)
            | BinOp::DivAssign(_)
            | BinOp::RemAssign(_)
            | BinOp::BitXorAssign(_)
            | BinOp::BitAndAssign(_)
            | BinOp::BitOrAssign(_)
            | BinOp::ShlAssign(_)
            | BinOp::ShrAssign(_)
    )
}

#[cfg(test)]
mod tests;
