use super::*;

fn found(text: &str) -> Vec<String> {
    check_but(&[("crates/dist/src/x.rs".into(), text.into())], &[]).1
}

const SHOWN: &str = "/// What it is.\n///\n/// ```\n/// let x = S::new();\n/// assert!(x.try_get(1));\n/// ```\npub struct S;\n\
    impl S {\n    /// One.\n    pub const fn new() -> Self {}\n    /// Its value.\n    pub fn get(&self) {}\n    pub fn bare() {}\n}\n";

#[test]
fn an_example_of_a_type_shows_its_methods_and_their_twins() {
    assert_eq!(found(SHOWN), [""; 0]);
    let (count, _) = check_but(&[("crates/dist/src/x.rs".into(), SHOWN.into())], &[]);
    assert_eq!(count, 3, "without a documentation it is not counted");
}

#[test]
fn what_is_not_shown_is_found() {
    for (old, new, count) in [
        ("assert!(x.try_get(1))", "x.try_get(1)", 3),
        ("try_get", "get_all", 1),
        ("S::new()", "new", 1),
        ("/// ```\n/// let", "/// ```compile_fail\n/// let", 3),
        ("/// ```\n/// let", "/// ```no_run\n/// let", 3),
        ("S", "T", 0),
    ] {
        assert_eq!(found(&SHOWN.replace(old, new)).len(), count, "{new}");
    }
    let in_trait = "/// T.\n///\n/// ```\n/// assert!(T::a());\n/// ```\npub trait T {\n    /// A.\n    fn a();\n    /// B.\n    fn b();\n}\n/// C.\nfn c() {}\n";
    assert_eq!(found(in_trait), ["crates/dist/src/x.rs:10: `b` has no example that asserts"]);
}

#[test]
fn of_two_types_in_a_file_each_shows_its_own() {
    let other = "/// Other.\n///\n/// ```\n/// assert!(Other);\n/// ```\npub struct Other;\nimpl Other {\n    /// Its value.\n    pub fn get(&self) {}\n}\n";
    let text = format!("{SHOWN}{other}");
    assert_eq!(found(&text), ["crates/dist/src/x.rs:23: `get` has no example that asserts"]);
    assert_eq!(found(&text.replace("assert!(Other)", "assert!(Other.get())")), [""; 0]);
}

#[test]
fn a_list_of_what_has_none_may_only_shrink() {
    let files = |text: &str| vec![("crates/dist/src/x.rs".to_owned(), text.to_owned())];
    let known = [("crates/dist/src/x.rs", "get")];
    let text = SHOWN.replace("try_get", "get_all");
    assert_eq!(check_but(&files(&text), &known).1, [""; 0]);
    assert_eq!(check_but(&files(SHOWN), &known).1.len(), 1);
}

#[test]
fn tests_and_seals_and_other_crates_are_left_out() {
    let text = "mod sealed {\n    /// S.\n    pub trait Sealed {}\n}\n/// H.\n#[doc(hidden)]\npub fn h() {}\n#[cfg(test)]\nmod tests {\n/// T.\npub fn t() {}\n}\n";
    assert_eq!(found(text), [""; 0]);
    let of = |path: &str| check_but(&[(path.into(), "/// X.\npub fn x() {}\n".into())], &[]).1;
    assert_eq!(of("crates/dist/src/x.rs").len(), 1);
    for path in ["benches/src/x.rs", "crates/dist/tests/x.rs", "crates/dist/src/x/tests.rs"] {
        assert_eq!(of(path), [""; 0], "{path}");
    }
}

#[test]
fn a_type_is_shown_by_any_example_of_its_crate() {
    let text = |path: &str, text: &str| (path.to_owned(), text.to_owned());
    let alone = text("crates/dist/src/error.rs", "/// E.\npub enum E { A }\n");
    let readme = text("crates/dist/README.md", "```rust\nassert_eq!(f(), E::A);\n```\n");
    assert_eq!(check_but(core::slice::from_ref(&alone), &[]).1.len(), 1);
    assert_eq!(check_but(&[alone, readme], &[]).1, [""; 0]);
}

#[test]
fn a_variant_of_the_same_name_shows_no_type() {
    let text =
        "/// ```\n/// assert_eq!(S::T, S::T);\n/// ```\npub enum S { T }\n/// T.\npub struct T;\n";
    assert_eq!(found(text), ["crates/dist/src/x.rs:6: `T` has no example that asserts"]);
    assert_eq!(found(&text.replace("S::T,", "s::T,")), [""; 0]);
}

#[test]
fn an_attribute_over_several_lines_hides_nothing() {
    let attribute = "#[diagnostic::on_unimplemented(\n    message = \"no `[]` in ]\",\n    // [\n    label = \"x\"\n)]\n#[x]\n";
    let text = format!("/// T.\n{attribute}pub trait T: U {{}}\n");
    assert_eq!(found(&text), ["crates/dist/src/x.rs:8: `T` has no example that asserts"]);
    let shown = text.replace("T.", "T.\n///\n/// ```\n/// assert!(is_t());\n/// ```");
    assert_eq!(found(&shown), [""; 0]);
    let hidden = text.replace("#[x]", "#[cfg_attr(\n    a,\n    doc(hidden)\n)]");
    assert_eq!(found(&hidden), [""; 0]);
}

#[test]
fn a_constant_is_named_in_an_example_with_its_type() {
    let text = "/// ```\n/// assert!(X.len() < S::<u8>::MAX);\n/// ```\npub struct S<T>(T);\nimpl<'a, T: Into<U<'a>>> S<T> {\n    /// Most.\n    pub const MAX: usize = 3;\n    /// F.\n    pub const fn len() {}\n}\n/// Alone.\npub const X: [u8; 3] = [1; 3];\n";
    let max = "crates/dist/src/x.rs:7: `MAX` has no example that asserts";
    assert_eq!(found(text), [max], "as `S::<u8>::MAX` it is not found: examples write `S::MAX`");
    assert_eq!(found(&text.replace("S::<u8>::MAX", "S::MAX")), [""; 0]);
    assert_eq!(found(&text.replace("S::<u8>::MAX", "u8::MAX")), [max], "another type's");
    let alone = text.replace("X.len()", "S::len()").replace("S::<u8>::MAX", "S::MAX");
    assert_eq!(found(&alone), ["crates/dist/src/x.rs:12: `X` has no example that asserts"]);
    let of_trait =
        "/// ```\n/// assert!(u8::A);\n/// ```\npub trait T {\n    /// A.\n    const A: bool;\n}\n";
    assert_eq!(found(of_trait), ["crates/dist/src/x.rs:6: `A` has no example that asserts"]);
    assert_eq!(found(&of_trait.replace("u8::A", "T::A")), [""; 0]);
}
