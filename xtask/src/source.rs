//! A reading of Rust source that is good enough to search in: not a parser.
//!
//! A search for `unsafe` or `std::` must not stop at a comment that explains it or at a string that
//! mentions it. A full parser would bring dependencies into the one package that judges all the
//! others, so comments, strings and characters are blanked out instead: every remaining character
//! keeps its line and column. Macros that build tokens out of pieces are beyond it, as they are
//! beyond any parser that does not expand.

/// `text` with comments, strings and character literals replaced by spaces.
pub(crate) fn code_only(text: &str) -> String {
    blanked(text, |_| true)
}

/// `text` with comments replaced by spaces: what the compiler sees, strings and all.
pub(crate) fn without_comments(text: &str) -> String {
    blanked(text, |blank| blank.starts_with("//") || blank.starts_with("/*"))
}

/// Of what is no code, that which `goes` becomes spaces.
fn blanked(text: &str, goes: impl Fn(&str) -> bool) -> String {
    let mut code = String::with_capacity(text.len());
    let mut rest = text;
    let mut before = ' ';
    while let Some(first) = rest.chars().next() {
        match not_code(rest, before) {
            Some(len) => {
                let (found, tail) = rest.split_at(len);
                let blank = goes(found);
                code.extend(found.chars().map(|c| if c == '\n' || !blank { c } else { ' ' }));
                rest = tail;
                before = ' ';
            }
            None => {
                code.push(first);
                rest = rest.split_at(first.len_utf8()).1;
                before = first;
            }
        }
    }
    code
}

/// The same code without the items behind `#[cfg(test)]`; takes what [`code_only`] returns.
pub(crate) fn without_tests(code: &str) -> String {
    let mut kept = code.to_owned();
    while let Some(start) = ["#[cfg(test)]", "#[cfg(all(test,"]
        .iter()
        .filter_map(|attribute| kept.find(attribute))
        .min()
    {
        let (head, tail) = kept.split_at(start);
        let (item, rest) = tail.split_at(item_len(tail));
        let blank = item.chars().map(|c| if c == '\n' { c } else { ' ' });
        kept = head.chars().chain(blank).chain(rest.chars()).collect();
    }
    kept
}

/// Numbers (from 1) of the lines in which `word` stands alone, not as a part of a longer name.
pub(crate) fn lines_with(code: &str, word: &str) -> Vec<usize> {
    let in_name = |c: char| c.is_alphanumeric() || c == '_';
    let alone = |line: &str| {
        line.match_indices(word).any(|(at, _)| {
            let (head, tail) = line.split_at(at);
            let after = tail.split_at(word.len()).1;
            let longer_before = head.ends_with(in_name) && word.starts_with(in_name);
            let longer_after = word.ends_with(in_name) && after.starts_with(in_name);
            !longer_before && !longer_after
        })
    };
    let numbered = code.lines().zip(1..);
    numbered.filter(|(l, _)| alone(l)).map(|(_, n)| n).collect()
}

/// How many bytes at the start of `rest` are a comment or a literal, if any are.
fn not_code(rest: &str, before: char) -> Option<usize> {
    if rest.starts_with("//") {
        return Some(rest.find('\n').unwrap_or(rest.len()));
    }
    if rest.starts_with("/*") {
        return Some(block_comment(rest));
    }
    if rest.starts_with('\'') {
        return character(rest);
    }
    if before.is_alphanumeric() || before == '_' {
        return None;
    }
    string(rest)
}

/// Block comments nest.
fn block_comment(rest: &str) -> usize {
    let mut depth = 0_usize;
    let mut at = 0;
    loop {
        let tail = rest.split_at(at).1;
        let step = match (tail.find("/*"), tail.find("*/")) {
            (Some(open), Some(close)) if open < close => {
                depth += 1;
                open
            }
            (_, Some(close)) => {
                depth -= 1;
                close
            }
            (_, None) => return rest.len(),
        };
        at += step + "/*".len();
        if depth == 0 {
            return at;
        }
    }
}

/// `'x'` and `'\n'`, but not the lifetime `'x`.
fn character(rest: &str) -> Option<usize> {
    let mut chars = rest.char_indices().skip(1);
    let (_, first) = chars.next()?;
    let (_, second) = chars.next()?;
    if first != '\\' {
        return (second == '\'').then(|| first.len_utf8() + "''".len());
    }
    let (end, _) = chars.find(|(_, c)| *c == '\'')?;
    Some(end + 1)
}

/// `"…"`, `r#"…"#` and both with a `b` or `c` before them.
fn string(rest: &str) -> Option<usize> {
    let body = rest.strip_prefix(['b', 'c']).unwrap_or(rest);
    if let Some(raw) = body.strip_prefix('r') {
        let open = raw.trim_start_matches('#');
        let hashes = raw.len() - open.len();
        let text = open.strip_prefix('"')?;
        let close = format!("\"{}", "#".repeat(hashes));
        let end = text.find(&close).map_or(text.len(), |at| at + close.len());
        return Some(rest.len() - text.len() + end);
    }
    let text = body.strip_prefix('"')?;
    let mut escaped = false;
    let end = text.char_indices().find(|(_, c)| {
        let closes = *c == '"' && !escaped;
        escaped = *c == '\\' && !escaped;
        closes
    });
    let end = end.map_or(text.len(), |(at, _)| at + 1);
    Some(rest.len() - text.len() + end)
}

/// From an attribute to the end of the item that it stands on: its `;` or its closing brace.
fn item_len(tail: &str) -> usize {
    let mut depth = 0_usize;
    for (at, c) in tail.char_indices() {
        match c {
            '{' | '(' | '[' => depth += 1,
            '}' | ')' | ']' => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth == 0 && matches!(c, ';' | '}') {
            return at + 1;
        }
    }
    tail.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_and_literals_vanish_and_code_stays_in_place() {
        let text = "a // unsafe\nb /* x /* unsafe */ y */ c \"un\\\"safe\" d r#\"un\"safe\"# 'u' '\\'' f<'u>\n";
        let code = code_only(text);
        assert_eq!(code.len(), text.len());
        assert!(lines_with(&code, "unsafe").is_empty());
        let words: Vec<&str> = code.split_whitespace().collect();
        assert_eq!(words, ["a", "b", "c", "d", "f<'u>"]);
        assert_eq!(code_only("b\"unsafe\" unsafe").trim(), "unsafe");
        assert_eq!(code_only("\"open"), "     ");
        assert_eq!(code_only("/* open"), "       ");
    }

    #[test]
    fn strings_stay_where_only_comments_vanish() {
        let text = "a // b\n\"c // d\" /* e\n */ 'f' r\"/* g\"";
        assert_eq!(without_comments(text), "a     \n\"c // d\"     \n    'f' r\"/* g\"");
    }

    #[test]
    fn words_are_whole() {
        let code = "unsafe_code\nunsafe {\nan_unsafe";
        assert_eq!(lines_with(code, "unsafe"), [2]);
        assert_eq!(lines_with("x::std::y\nmystd::z", "std::"), [1]);
    }

    #[test]
    fn items_of_tests_vanish() {
        let code = "use a;\n#[cfg(test)]\nmod tests {\n fn f() { std::x } }\nstd::y\n#[cfg(test)]\nuse std::z;\nw";
        let kept = without_tests(code);
        assert_eq!(lines_with(&kept, "std::"), [5]);
        assert!(kept.ends_with("\nw"));
        let all = "#[cfg(all(test, unix))] fn f() {}\nstd::y";
        assert_eq!(lines_with(&without_tests(all), "std::"), [2]);
    }
}
