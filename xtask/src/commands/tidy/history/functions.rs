//! The functions in the code of a file: text without comments and strings, as `source::code_only` leaves it.

/// A function with a body.
pub(super) struct Function<'a> {
    pub(super) name: &'a str,
    /// Of the word `fn`, in bytes.
    pub(super) at: usize,
    pub(super) is_test: bool,
    /// Between its braces.
    pub(super) body: &'a str,
}

/// All functions with a body in the code of a file.
pub(super) fn functions(code: &str) -> impl Iterator<Item = Function<'_>> {
    code.match_indices("fn ").filter_map(|(at, _)| {
        let (before, tail) = code.split_at(at);
        if before.ends_with(in_name) {
            return None;
        }
        let named = tail.split_at("fn ".len()).1;
        let (name, rest) = named.split_at(named.find(|c| !in_name(c))?);
        let open = body(rest)?;
        let body = rest.get(open + 1..open + closing(rest.get(open..)?)?)?;
        let attributes: String = header(before).split_whitespace().collect();
        Some(Function { name, at, is_test: attributes.contains("#[test]"), body })
    })
}

/// Where the body opens behind a function's name, whose arguments may have arrays.
fn body(rest: &str) -> Option<usize> {
    let mut depth = 0_usize;
    for (at, c) in rest.char_indices() {
        match c {
            '(' | '[' => depth += 1,
            ')' | ']' => depth = depth.saturating_sub(1),
            '{' => return Some(at),
            ';' if depth == 0 => return None,
            _ => {}
        }
    }
    None
}

/// From the end of the item before to the end of `before`: attributes and what stands in front of `fn` or `{`.
pub(super) fn header(before: &str) -> &str {
    let start = before.rfind(['{', '}', ';']).map_or(0, |end| end + 1);
    before.get(start..).unwrap_or_default()
}

/// Where the braces open that a place stands within.
pub(super) fn around(code: &str, at: usize) -> Vec<usize> {
    let mut open = Vec::new();
    for (place, c) in code.char_indices().take_while(|(place, _)| *place < at) {
        match c {
            '{' => open.push(place),
            '}' => _ = open.pop(),
            _ => {}
        }
    }
    open
}

/// Where the brace closes that opens at the start of `code`.
fn closing(code: &str) -> Option<usize> {
    let mut depth = 0_usize;
    for (at, c) in code.char_indices() {
        match c {
            '{' => depth += 1,
            '}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth == 0 {
            return Some(at);
        }
    }
    None
}

pub(super) fn in_name(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}
