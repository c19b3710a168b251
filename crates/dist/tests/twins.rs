//! Every method that draws has a twin: `try_x` returns what plain `x` panics with, in one line.

const SOURCE: &str = include_str!("../src/random.rs");

/// The names of the functions of the trait, in order.
fn methods(source: &str) -> Vec<&str> {
    let after =
        |line: &'static str| move |text: &'_ str| text.split_once(line).map_or(0, |(a, _)| a.len());
    let body = &source
        [after("pub trait Random")(source)..after("\nimpl<R: TryRng + ?Sized> Random")(source)];
    let lines = body.lines().filter_map(|line| line.strip_prefix("    fn "));
    lines.filter_map(|line| line.split(['(', '<']).next()).collect()
}

/// Those without a twin, and those whose plain form is not followed by it.
fn lonely<'names>(names: &[&'names str]) -> Vec<&'names str> {
    let is_pair =
        |pair: &[&str]| matches!(pair, [plain, twin] if twin.strip_prefix("try_") == Some(plain));
    names.chunks(2).filter(|pair| !is_pair(pair)).flatten().copied().collect()
}

#[test]
fn every_method_is_followed_by_its_twin() {
    let names = methods(SOURCE);
    assert!(names.len() >= 50, "{names:?}");
    assert_eq!(lonely(&names), [""; 0]);
}

#[test]
fn every_plain_form_unwraps_its_twin() {
    // `below` is in two steps, since an error beside a number of 128 bits cost it a nanosecond.
    for name in methods(SOURCE).iter().filter(|name| !name.starts_with("try_") && **name != "below")
    {
        let call = format!("        ok::<_, _, Self>(self.try_{name}(");
        assert!(SOURCE.contains(&call), "{name}");
    }
}

/// The control.
#[test]
fn a_method_without_a_twin_is_seen() {
    let source = "pub trait Random {\n    fn below<T>(\n    fn try_below<T>(\n    fn range(\n}\nimpl<R: TryRng + ?Sized> Random";
    assert_eq!(lonely(&methods(source)), ["range"]);
    assert_eq!(lonely(&["try_below", "below"]), ["try_below", "below"]);
}
