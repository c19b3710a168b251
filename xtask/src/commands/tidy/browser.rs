//! The page for browsers keeps, in its text, what a browser would only show when it is run.
//!
//! `cargo xtask web --test` needs Chromium and minutes. This looks at the files as they are: that the
//! policy lets the page connect to nothing and run no script but its own, that no file names another host or what could send or keep
//! a secret, and that everything that people work with has a name. It is no browser, and shows no more than that.

mod script;

const FOLDER: &str = "crates/web/page/";
const PAGE: &str = "crates/web/page/index.html";

/// The name of a language of pictures, which nothing is fetched from.
const SVG: &str = "http://www.w3.org/2000/svg";

/// The policy's words. Whatever is not named falls back to `default-src`, so that another word needs a look.
const POLICY: &[&str] = &[
    "default-src 'none'",
    "script-src 'self' 'wasm-unsafe-eval'",
    "style-src 'self'",
    "img-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
];

/// `files` are paths from the root with their text.
pub(super) fn check(files: &[(String, String)]) -> Vec<String> {
    let mut found = Vec::new();
    for (path, text) in files.iter().filter(|(path, _)| path.starts_with(FOLDER)) {
        let text = text.replace(SVG, "");
        let is_script = path.ends_with(".js");
        for word in ["http:", "https:", "\"//", "'//", "@import", "url("] {
            if text.contains(word) {
                found.push(format!("{path}: `{word}`, where the page fetches nothing"));
            }
        }
        if is_script {
            found.extend(script::check(&text).into_iter().map(|why| format!("{path}: {why}")));
        }
    }
    match files.iter().find(|(path, _)| path == PAGE) {
        Some((_, text)) => found.extend(page(text).into_iter().map(|why| format!("{PAGE}: {why}"))),
        None => found.push(format!("{PAGE} is not there")),
    }
    found
}

fn page(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    let policies: Vec<&str> = tags(text)
        .filter(|(tag, _)| attribute(tag, "http-equiv") == Some("Content-Security-Policy"))
        .filter_map(|(tag, _)| attribute(tag, "content"))
        .collect();
    match policies.as_slice() {
        [policy] => {
            let words: Vec<&str> = policy.split(';').map(str::trim).collect();
            let odd = words.iter().filter(|word| !POLICY.contains(word));
            found.extend(odd.map(|word| format!("the policy has `{word}`")));
            let lacking = POLICY.iter().filter(|word| !words.contains(word));
            found.extend(lacking.map(|word| format!("the policy lacks `{word}`")));
        }
        several => found.push(format!("{} policies, where one is needed", several.len())),
    }
    if !tags(text).any(|(tag, _)| name(tag) == "html" && attribute(tag, "lang").is_some()) {
        found.push("the language is not said".into());
    }
    for line in script::in_attributes(text) {
        found.push(format!("line {line}: code in an attribute, which the policy refuses"));
    }
    for (tag, behind) in tags(text) {
        let line = text.get(..text.len() - behind.len()).unwrap_or("").lines().count();
        let kind = name(tag).to_ascii_lowercase();
        if kind == "style" || kind == "script" && attribute(tag, "src").is_none() {
            found.push(format!("line {line}: code in the page, which the policy refuses"));
        }
        if ["iframe", "frame", "object", "embed", "base", "portal"].contains(&kind.as_str()) {
            found.push(format!("line {line}: `<{kind}>`, another page in this one"));
        }
        let works = ["input", "select", "textarea", "output", "button"].contains(&name(tag))
            || attribute(tag, "role") == Some("meter");
        if works && !is_named(text, tag, behind) {
            found.push(format!("line {line}: `<{tag}>` has no name for who does not see it"));
        }
    }
    found
}

/// By itself, by another element, by a label for it or around it, or by its text.
fn is_named(text: &str, tag: &str, behind: &str) -> bool {
    let before = text.get(..text.len() - behind.len()).unwrap_or("");
    let by_itself = attribute(tag, "aria-label").is_some_and(|name| !name.is_empty());
    let by_other = attribute(tag, "aria-labelledby")
        .is_some_and(|id| tags(text).any(|(tag, _)| attribute(tag, "id") == Some(id)));
    let id = attribute(tag, "id");
    let by_label = id.is_some()
        && tags(text).any(|(tag, _)| name(tag) == "label" && attribute(tag, "for") == id);
    let within = before.rfind("<label").is_some_and(|at| !before[at..].contains("</label>"));
    // A figure beside a control says whose it is.
    let of_other = name(tag) == "output" && attribute(tag, "for").is_some();
    let own = behind.split('<').next().unwrap_or("").trim();
    let by_text = name(tag) == "button" && !own.is_empty();
    by_itself || by_other || by_label || within || of_other || by_text
}

/// What stands between `<` and `>`, but for ends and comments, and what comes behind it.
fn tags(text: &str) -> impl Iterator<Item = (&str, &str)> {
    let parts = text.match_indices('<').filter_map(|(at, _)| text.get(at + 1..)?.split_once('>'));
    parts.filter(|(tag, _)| tag.starts_with(|c: char| c.is_ascii_alphabetic()))
}

fn name(tag: &str) -> &str {
    tag.split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or("")
}

fn attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    let (_, value) = tag.split_once(&format!(" {name}=\""))?;
    value.split('"').next()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn real() -> Vec<(String, String)> {
        let page = include_str!("../../../../crates/web/page/index.html");
        let script = include_str!("../../../../crates/web/page/page.js");
        [(PAGE, page), ("crates/web/page/page.js", script)]
            .map(|(path, text)| (path.to_owned(), text.to_owned()))
            .to_vec()
    }

    #[test]
    fn the_page_as_it_is_has_nothing_to_find() {
        assert_eq!(check(&real()), [""; 0]);
        assert_eq!(check(&[]).len(), 1);
    }

    #[test]
    fn each_rule_finds_what_breaks_it() {
        for (file, from, to) in [
            (0, "default-src 'none'", "default-src 'self'"),
            (0, "script-src 'self'", "script-src 'self' 'unsafe-inline'"),
            (0, "trusted-types 'none'\"", "trusted-types 'none'; connect-src *\""),
            (0, "<html lang=\"en\">", "<html>"),
            (0, "<meta http-equiv", "<meta name"),
            (0, "src=\"module.js\"", "src=\"//example.com/module.js\""),
            (0, "href=\"style.css\"", "href=\"https://example.com/style.css\""),
            (0, "<main>", "<main onclick=\"x()\">"),
            (0, "<main>", "<main style=\"color:red\">"),
            (0, "<main>", "<main onClick=\"x()\">"),
            (0, "<main>", "<MAIN ONLOAD = x()>"),
            (0, "<main>", "<main/onload=x()>"),
            (0, "<main>", "<main title=\">\" onload=\"x()\">"),
            (0, "<main>", "<a href=\"javascript:x()\">y</a><main>"),
            (0, "<main>", "<iframe src=\"x\"></iframe><main>"),
            (0, "<main>", "<SCRIPT>x()</SCRIPT><main>"),
            (0, "<main>", "<script>x()</script><main>"),
            (0, "<main>", "<style>p{}</style><main>"),
            (0, "<label for=\"length\">", "<label>"),
            (0, "<label for=\"rules\">Or the rules of a site</label>", ""),
            (0, "role=\"meter\" aria-label=\"Strength\"", "role=\"meter\""),
            (0, "id=\"regex\" aria-labelledby=\"regex-label\"", "id=\"regex\""),
            (0, ">Copy</button>", "></button>"),
            (0, "aria-label=\"The secret\"", "aria-label=\"\""),
            (1, "\"use strict\";", "\"use strict\"; fetch(\"x\");"),
            (1, "\"use strict\";", "\"use strict\"; localStorage.x = 1;"),
            (1, "\"use strict\";", "\"use strict\"; document.title = 1;"),
            (1, "\"use strict\";", "\"use strict\"; new Image().src = \"https://example.com\";"),
        ] {
            let mut files = real();
            assert!(files[file].1.contains(from), "{from}");
            files[file].1 = files[file].1.replacen(from, to, 1);
            assert!(!check(&files).is_empty(), "{from} -> {to}");
        }
    }
}
