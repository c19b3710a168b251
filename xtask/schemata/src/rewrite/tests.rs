use super::*;

/// The text with `on(N)` for the long question, and what was left.
fn rewritten(
    text: &str,
    mutants: &[Mutant],
    constant: &[&str],
) -> (String, Vec<(u32, &'static str)>) {
    let constant = constant.iter().map(|name| (*name).to_owned()).collect();
    let found = rewrite(text, mutants, &constant).unwrap();
    assert_eq!(found.placed.len() + found.left.len(), mutants.len());
    for placed in &found.placed {
        let (own, whole) = (&found.text[placed.own.clone()], &found.text[placed.whole.clone()]);
        assert!(whole.contains(own), "{placed:?}");
    }
    syn::parse_file(&found.text).expect("the new text is Rust");
    (found.text.replace("crate::mutant_switch::", ""), found.left)
}

/// A mutant of what stands at the first `at` of the text, which begins with `skip` characters that are only there to find it.
fn mutant(text: &str, genre: Genre, at: &str, skip: usize, replacement: &str) -> Mutant {
    let at = text.find(at).unwrap() + skip;
    let line = text[..at].matches('\n').count() + 1;
    let column = at - text[..at].rfind('\n').map_or(0, |end| end + 1) + 1;
    Mutant { number: 1, genre, place: Place { line, column }, replacement: replacement.into() }
}

fn one(text: &str, genre: Genre, at: &str, skip: usize, replacement: &str) -> String {
    let (text, left) = rewritten(text, &[mutant(text, genre, at, skip, replacement)], &[]);
    assert_eq!(left, []);
    text
}

#[test]
fn a_body_returns_at_once() {
    let new = one("fn f(a: u8) -> u8 {\n    let b = a;\n    b\n}", Genre::Body, "let", 0, "0");
    let expected = "fn f(a: u8) -> u8 {\n    if on(1) { return 0; } let b = a;\n    b\n}";
    assert_eq!(new, expected);
    let text = "impl T for S { fn f() { g(); } }";
    let expected = "impl T for S { fn f() { if on(1) { return (); } g(); } }";
    assert_eq!(one(text, Genre::Body, "g()", 0, "()"), expected);
}

#[test]
fn operators_are_replaced_in_the_text() {
    let text = "fn f() -> u8 { a + b * c }";
    let new = one(text, Genre::Binary, "+", 0, "/");
    assert_eq!(new, "fn f() -> u8 { (if on(1) { (a / b * c) } else { (a + b * c) }) }");
    let new = one("fn f() { x.y[0] += z; }", Genre::Binary, "+=", 0, "-=");
    assert_eq!(new, "fn f() { (if on(1) { (x.y[0] -= z) } else { (x.y[0] += z) }); }");
    let new = one("fn f() { a += b - c; }", Genre::Binary, "-", 0, "+");
    assert_eq!(new, "fn f() { a += (if on(1) { (b + c) } else { (b - c) }); }");
    let new = one("fn f() { if !a.b() {} }", Genre::Unary, "!", 0, "");
    assert_eq!(new, "fn f() { if (if on(1) { (a.b()) } else { (!a.b()) }) {} }");
    let new = one("fn f() { g(-1, 2) }", Genre::Unary, "-", 0, "");
    assert_eq!(new, "fn f() { g((if on(1) { (1) } else { (-1) }), 2) }");
}

#[test]
fn a_chain_has_all_its_mutants_and_what_is_nested_only_once() {
    let text = "fn f() -> u8 { a + g(b - c) ^ d }";
    let mut mutants = [
        mutant(text, Genre::Binary, "+", 0, "*"),
        mutant(text, Genre::Binary, "b - c", 2, "/"),
        mutant(text, Genre::Binary, "^", 0, "|"),
    ];
    (1..).zip(&mut mutants).for_each(|(number, mutant)| mutant.number = number);
    let (new, left) = rewritten(text, &mutants, &[]);
    let inner = "(if on(2) { (b / c) } else { (b - c) })";
    let expected = format!(
        "fn f() -> u8 {{ (if on(1) {{ (a * g(b - c) ^ d) }} else if on(3) {{ (a + g(b - c) | d) }} else {{ (a + g({inner}) ^ d) }}) }}"
    );
    assert_eq!((new, left), (expected, vec![]));
}

#[test]
fn conditions_and_arms() {
    let text = "fn f() { match x { 0 => a, n if n < 2 => b, _ => c } }";
    let new = one(text, Genre::Guard, "n < 2", 0, "true");
    assert!(new.contains("n if (if on(1) { true } else { (n < 2) }) => b"), "{new}");
    let new = one(text, Genre::Arm, "0 =>", 0, "");
    assert!(new.contains("{ 0 if !on(1) => a, n if n < 2"), "{new}");
    let new = one(text, Genre::Binary, "<", 0, "==");
    assert!(new.contains("n if (if on(1) { (n == 2) } else { (n < 2) }) => b"), "{new}");
}

#[test]
fn what_the_compiler_computes_is_left() {
    for text in [
        "const A: u8 = 1 + 2;",
        "static A: u8 = 1 + 2;",
        "impl S { const A: u8 = 1 + 2; }",
        "trait T { const A: u8 = 1 + 2; }",
        "fn f() { const { 1 + 2 } }",
        "fn f() { let a = [0; 1 + 2]; }",
        "fn f(a: [u8; 1 + 2]) {}",
        "fn f() { g::<{ 1 + 2 }>() }",
        "enum E { A = 1 + 2 }",
        "fn f() { match a { const { 1 + 2 } => {} } }",
        "const fn stays() -> u8 { 1 + 2 }",
    ] {
        let (new, left) = rewritten(text, &[mutant(text, Genre::Binary, "+", 0, "-")], &["stays"]);
        assert_eq!((new.as_str(), left.as_slice()), (text, &[(1, COMPUTED)][..]));
    }
    let text = "const fn stays() -> u8 { 1 }";
    let (_, left) = rewritten(text, &[mutant(text, Genre::Body, "1", 0, "0")], &["stays"]);
    assert_eq!(left, [(1, COMPUTED)]);
}

#[test]
fn a_function_is_freed_and_asks_when_it_runs() {
    let text = "pub const fn f() -> u8 { 1 + 2 }";
    let expected = "pub       fn f() -> u8 { (if on(1) { (1 - 2) } else { (1 + 2) }) }";
    assert_eq!(one(text, Genre::Binary, "+", 0, "-"), expected);
    let text = "const A: u8 = { fn f() -> u8 { 1 + 2 } 3 };";
    assert!(one(text, Genre::Binary, "+", 0, "-").contains("on(1)"));
}

#[test]
fn what_cannot_be_read_or_found_is_left() {
    let text = "fn f() { a as u8 > b }";
    let (new, left) = rewritten(text, &[mutant(text, Genre::Binary, ">", 0, "<")], &[]);
    assert_eq!((new.as_str(), left), (text, vec![(1, "it cannot be read")]));
    for text in [
        "fn f() { g!(a + b) }",
        "macro_rules! m { () => { a + b } }",
        "#[cfg(test)] mod t { fn f() { a + b; } }",
    ] {
        let (new, left) = rewritten(text, &[mutant(text, Genre::Binary, "+", 0, "-")], &[]);
        assert_eq!((new.as_str(), left), (text, vec![(1, "its place was not found")]));
    }
    assert!(rewrite("fn", &[], &BTreeSet::new()).is_err());
}
