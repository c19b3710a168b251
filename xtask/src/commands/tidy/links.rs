//! Every relative link of every Markdown file leads to a file that is there and, where it names a heading, to that heading;
//! in Markdown, in a reference or in HTML's attributes. So does one to a file in the documentation of Rust's code, which rustdoc
//! does not look at.
//!
//! Links to the web are left alone: whether they answer changes from day to day. Code, fenced or between backticks, has no
//! links. Headings get the anchors that GitHub makes of them.

use std::collections::HashMap;

/// `files` are paths from the root with their text, `all` the paths of all files, of those without text too.
pub(super) fn check(files: &[(String, String)], all: &[String]) -> Vec<String> {
    let pages: Vec<(&str, String)> = files
        .iter()
        .filter(|(path, _)| is_page(path))
        .map(|(path, text)| (path.as_str(), prose(text)))
        .collect();
    let code = files.iter().filter(|(path, _)| path.ends_with(".rs"));
    let code: Vec<(&str, String)> =
        code.map(|(path, text)| (path.as_str(), prose(&documentation(text)))).collect();
    let anchors: HashMap<&str, Vec<String>> =
        pages.iter().map(|(path, text)| (*path, anchors(text))).collect();
    let (mut found, mut seen) = (Vec::new(), 0_usize);
    for (path, text) in pages.iter().chain(&code) {
        for (line, target) in targets(text) {
            if !is_page(path) && !is_file(target) {
                continue;
            }
            seen += usize::from(is_page(path));
            let wrong = |what: String| format!("{path}:{line}: {what}");
            let (file, anchor) = target.split_once('#').unwrap_or((target, ""));
            let Some(file) = resolved(path, file) else {
                found.push(wrong(format!("{target} leaves the repository")));
                continue;
            };
            let folder = format!("{file}/");
            if !all.iter().any(|known| *known == file || known.starts_with(&folder)) {
                found.push(wrong(format!("no file {file}")));
            } else if !anchor.is_empty() {
                let known = anchors.get(file.as_str());
                if !known.is_some_and(|known| known.iter().any(|known| known == anchor)) {
                    found.push(wrong(format!("{file} has no heading #{anchor}")));
                }
            }
        }
    }
    if seen == 0 {
        found.push("no relative link in any Markdown file".into());
    }
    found
}

fn is_page(path: &str) -> bool {
    path.ends_with(".md")
}

/// The text without code, line by line: the numbers of lines stay.
pub(super) fn prose(text: &str) -> String {
    let (mut fence, mut prose) = (None, String::new());
    for line in text.lines() {
        let start = line.trim_start();
        let mark = ["```", "~~~"].into_iter().find(|mark| start.starts_with(mark));
        match (fence, mark) {
            (None, Some(mark)) => fence = Some(mark),
            (Some(open), Some(mark)) if open == mark => fence = None,
            (Some(_), _) => {}
            (None, None) => {
                let mut rest = line;
                // A backtick without a second one is one of its own.
                while let Some((before, code)) = rest.split_once('`') {
                    prose.push_str(before);
                    rest = code.split_once('`').map_or(code, |(_, after)| after);
                }
                prose.push_str(rest);
            }
        }
        prose.push('\n');
    }
    prose
}

/// What is linked to within the repository, with the line: `](target)` and `[name]: target`.
fn targets(prose: &str) -> Vec<(usize, &str)> {
    let mut found = Vec::new();
    for (line, number) in prose.lines().zip(1..) {
        let inline = line.split("](").skip(1).filter_map(|rest| rest.split([')', ' ']).next());
        let defined =
            line.strip_prefix('[').and_then(|rest| rest.split_once("]: ")).map(|(_, to)| to.trim());
        let attributes = ["href=", "src="].into_iter().flat_map(|name| line.split(name).skip(1));
        let attributes = attributes.filter_map(|rest| {
            let quote = rest.chars().next().filter(|first| "\"'".contains(*first))?;
            rest.split(quote).nth(1)
        });
        let inline = inline.chain(attributes);
        found.extend(inline.chain(defined).filter(|to| is_relative(to)).map(|to| (number, to)));
    }
    found
}

/// The comments that rustdoc makes pages of, on their lines.
fn documentation(text: &str) -> String {
    let comment = |line: &str| {
        let line = line.trim_start();
        let text = line.strip_prefix("//!").or_else(|| line.strip_prefix("///")).unwrap_or("");
        format!("{}\n", text.trim_start())
    };
    text.lines().map(comment).collect()
}

/// What can be no name of Rust's, and no heading of the same page.
fn is_file(target: &str) -> bool {
    let path = target.split('#').next().unwrap_or(target);
    path.contains(['/', '.']) && !path.chars().any(|c| "`!@()<> ".contains(c))
}

/// Paths of Rust, which rustdoc checks, are no files.
fn is_relative(target: &str) -> bool {
    let scheme =
        target.split_once(':').is_some_and(|(scheme, _)| scheme.chars().all(char::is_alphabetic));
    !target.is_empty() && !scheme && !target.contains("::")
}

/// A target of a page as a path from the root, or nothing where it leads out of the repository.
fn resolved(page: &str, file: &str) -> Option<String> {
    if file.is_empty() {
        return Some(page.to_owned());
    }
    let mut parts: Vec<&str> = page.split('/').collect();
    parts.pop();
    for part in file.trim_end_matches('/').split('/') {
        match part {
            "." => {}
            ".." => _ = parts.pop()?,
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

/// What GitHub makes of the headings; the second of the same text gets a number.
fn anchors(prose: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for line in prose.lines().filter(|line| line.starts_with('#')) {
        let text = line.trim_start_matches('#');
        if !text.starts_with(' ') {
            continue;
        }
        let kept = text.trim().chars().filter(|c| c.is_alphanumeric() || " -_".contains(*c));
        let slug: String = kept.map(|c| if c == ' ' { '-' } else { c }).collect();
        let slug = slug.to_lowercase();
        let again = found.iter().filter(|known| **known == slug).count();
        found.push(if again == 0 { slug } else { format!("{slug}-{again}") });
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(page: &str, text: &str) -> Vec<String> {
        let files = [
            (page.to_owned(), text.to_owned()),
            (
                "docs/B.md".to_owned(),
                "# Of b: *all*\n## Two words\n## Two words\n```\n# code\n```\n".to_owned(),
            ),
        ];
        let all = ["docs/A.md", "docs/B.md", "docs/plots/x.svg", "README.md"].map(str::to_owned);
        check(&files, &all)
    }

    #[test]
    fn links_that_lead_somewhere_are_clean() {
        let text = "# Top\n[a](B.md) [b](./B.md#of-b-all) [c](#top) ![d](plots/x.svg) [e](../README.md)\n\
                    [f](B.md#two-words-1) [g](plots/)\n[h]: B.md\n";
        assert_eq!(found("docs/A.md", text), [""; 0]);
        let outside = "[a](B.md) [b](https://x.y/z) [c](mailto:a@b) [d](crate::x) `[e](no.md)`\n```\n[f](no.md)\n```\n";
        assert_eq!(found("docs/A.md", outside), [""; 0]);
    }

    #[test]
    fn links_that_lead_nowhere_are_found_by_line() {
        for bad in [
            "[a](C.md)",
            "[a](B.md#code)",
            "[a](B.md#Two-words)",
            "[a](#no)",
            "[a](docs/B.md)",
            "[a](../../x)",
            "![a](plots/y.svg)",
            "[a]: C.md",
            "[a](plot)",
        ] {
            let found = found("docs/A.md", &format!("# Top\n[a](B.md)\n{bad}\n"));
            assert_eq!(found.len(), 1, "{bad}");
            assert!(found[0].starts_with("docs/A.md:3: "), "{found:?}");
        }
    }

    #[test]
    fn attributes_of_html_are_links() {
        for good in
            ["<a href=\"B.md\">x</a>", "<img src='plots/x.svg'>", "<a href=\"https://x.y\">"]
        {
            assert_eq!(found("docs/A.md", &format!("[a](B.md) {good}\n")), [""; 0], "{good}");
        }
        for bad in ["<a href=\"C.md\">x</a>", "<img alt='y' src='plots/y.svg'>"] {
            assert_eq!(found("docs/A.md", &format!("[a](B.md) {bad}\n")).len(), 1, "{bad}");
        }
    }

    #[test]
    fn files_in_the_documentation_of_code_are_there() {
        let with = |code: &str| {
            let page = ("docs/A.md".to_owned(), "[a](A.md)".to_owned());
            let files = [page, ("docs/x.rs".to_owned(), code.to_owned())];
            check(&files, &["docs/A.md", "docs/x.rs"].map(str::to_owned))
        };
        for good in [
            "/// [a](A.md), [b](crate::B), [`c`](Self::c#why), [d](D), [e](#f)",
            "fn f() {} // [a](C.md)",
            "//! [`u8`, `u16`](Limb) and `[a](C.md)`",
            "let a = b[c](C.md);",
        ] {
            assert_eq!(with(good), [""; 0], "{good}");
        }
        for bad in
            ["/// [a](../nope.md)", "    //! [a](C.md)", "/// [a]: C.md", "/// <a href=\"C.md\">"]
        {
            let found = with(&format!("//! What.\n{bad}\n"));
            assert!(found.len() == 1 && found[0].starts_with("docs/x.rs:2: "), "{bad}: {found:?}");
        }
    }

    #[test]
    fn a_rule_without_links_has_not_looked() {
        assert_eq!(found("docs/A.md", "no link").len(), 1);
    }
}
