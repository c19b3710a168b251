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
        ("S", "T", 0),
    ] {
        assert_eq!(found(&SHOWN.replace(old, new)).len(), count, "{new}");
    }
    let in_trait = "/// T.\n///\n/// ```\n/// assert!(T::a());\n/// ```\npub trait T {\n    /// A.\n    fn a();\n    /// B.\n    fn b();\n}\n/// C.\nfn c() {}\n";
    assert_eq!(found(in_trait), ["crates/dist/src/x.rs:10: `b` has no example that asserts"]);
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
    for path in ["crates/cli/src/x.rs", "crates/dist/tests/x.rs", "crates/dist/src/x/tests.rs"] {
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
