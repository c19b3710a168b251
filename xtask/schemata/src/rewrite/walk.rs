//! The way through a file: what may hold a mutant, and what the compiler computes.

use syn::visit::{self, Visit};
use syn::{Attribute, ExprBinary, ExprUnary, Pat, UnOp};

use super::{Walk, on};
use crate::insert::Bracket;
use crate::place::start;
use crate::plan::Genre;

impl<'a> Visit<'a> for Walk<'a> {
    fn visit_item_fn(&mut self, f: &'a syn::ItemFn) {
        self.function(&f.sig, Some(&f.block), |walk| visit::visit_item_fn(walk, f));
    }

    fn visit_impl_item_fn(&mut self, f: &'a syn::ImplItemFn) {
        self.function(&f.sig, Some(&f.block), |walk| visit::visit_impl_item_fn(walk, f));
    }

    fn visit_trait_item_fn(&mut self, f: &'a syn::TraitItemFn) {
        self.function(&f.sig, f.default.as_ref(), |walk| visit::visit_trait_item_fn(walk, f));
    }

    fn visit_expr_binary(&mut self, binary: &'a ExprBinary) {
        self.chain(binary);
    }

    fn visit_expr_unary(&mut self, unary: &'a ExprUnary) {
        if matches!(unary.op, UnOp::Not(_) | UnOp::Neg(_)) {
            self.unary(unary);
        }
        visit::visit_expr_unary(self, unary);
    }

    fn visit_expr_match(&mut self, found: &'a syn::ExprMatch) {
        let mut bracket = Bracket::around(self.text.range(found));
        let mut arms = Vec::new();
        for arm in &found.arms {
            for mutant in self.take(start(arm), Genre::Arm) {
                // What the compiler refuses then is the whole of the `match`.
                bracket.mutant(mutant.number, "");
                let mut condition = Bracket::around(self.text.range(&arm.pat));
                condition.after = format!(" if !{}", on(mutant.number));
                arms.push(condition);
            }
        }
        self.push(bracket);
        self.brackets.extend(arms);
        visit::visit_expr_match(self, found);
    }

    fn visit_pat(&mut self, pat: &'a Pat) {
        let Pat::Guard(guarded) = pat else {
            return self.compute(|walk| visit::visit_pat(walk, pat));
        };
        self.visit_pat(&guarded.pat);
        self.condition(&guarded.guard);
        self.visit_expr(&guarded.guard);
    }

    fn visit_item_const(&mut self, item: &'a syn::ItemConst) {
        self.compute(|walk| visit::visit_item_const(walk, item));
    }

    fn visit_impl_item_const(&mut self, item: &'a syn::ImplItemConst) {
        self.compute(|walk| visit::visit_impl_item_const(walk, item));
    }

    fn visit_trait_item_const(&mut self, item: &'a syn::TraitItemConst) {
        self.compute(|walk| visit::visit_trait_item_const(walk, item));
    }

    fn visit_item_static(&mut self, item: &'a syn::ItemStatic) {
        self.compute(|walk| visit::visit_item_static(walk, item));
    }

    fn visit_expr_const(&mut self, block: &'a syn::ExprConst) {
        self.compute(|walk| visit::visit_expr_const(walk, block));
    }

    fn visit_expr_repeat(&mut self, array: &'a syn::ExprRepeat) {
        self.visit_expr(&array.expr);
        self.compute(|walk| walk.visit_expr(&array.len));
    }

    fn visit_type(&mut self, ty: &'a syn::Type) {
        self.compute(|walk| visit::visit_type(walk, ty));
    }

    fn visit_generics(&mut self, generics: &'a syn::Generics) {
        self.compute(|walk| visit::visit_generics(walk, generics));
    }

    fn visit_generic_argument(&mut self, argument: &'a syn::GenericArgument) {
        self.compute(|walk| visit::visit_generic_argument(walk, argument));
    }

    fn visit_variant(&mut self, variant: &'a syn::Variant) {
        self.compute(|walk| visit::visit_variant(walk, variant));
    }

    fn visit_item_mod(&mut self, item: &'a syn::ItemMod) {
        if !item.attrs.iter().any(is_test) {
            visit::visit_item_mod(self, item);
        }
    }

    fn visit_attribute(&mut self, _: &'a Attribute) {}
}

fn is_test(attribute: &Attribute) -> bool {
    attribute.path().is_ident("cfg")
        && attribute.parse_args::<syn::Path>().is_ok_and(|path| path.is_ident("test"))
}
