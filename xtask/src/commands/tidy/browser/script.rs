//! What a script must not name: whatever sends, keeps or runs text, however it is spaced.
//!
//! A list of words stops whoever does not look for a way around it: a mistake, a copied snippet, a helpful library. A name that is put
//! together at run time it does not see, so the members that are computed (`window["fe" + "tch"]`) are not allowed either. Against
//! malice it is the policy of the page that stands, which a browser enforces.

/// Names that stand alone, with anything or nothing around them.
const NAMES: &[&str] = &[
    "fetch",
    "XMLHttpRequest",
    "WebSocket",
    "WebSocketStream",
    "WebTransport",
    "EventSource",
    "RTCPeerConnection",
    "RTCDataChannel",
    "sendBeacon",
    "BroadcastChannel",
    "postMessage",
    "importScripts",
    "Worker",
    "SharedWorker",
    "serviceWorker",
    "localStorage",
    "sessionStorage",
    "indexedDB",
    "caches",
    "cookie",
    "cookieStore",
    "pushState",
    "replaceState",
    "location",
    "innerHTML",
    "outerHTML",
    "insertAdjacentHTML",
    "setHTMLUnsafe",
    "srcdoc",
    "eval",
    "Function",
    "constructor",
    "Reflect",
    "Image",
];

/// Names with what stands beside them.
const FORMS: &[&str] = &[
    "import(",
    "open(",
    "window.open",
    "window[",
    "globalThis[",
    "self[",
    "top[",
    "parent[",
    "frames[",
    "document[",
    "navigator[",
    "document.title",
    "document.write",
    "setTimeout(\"",
    "setTimeout('",
    "setTimeout(`",
    "setInterval(\"",
    "setInterval('",
    "setInterval(`",
    ".src=",
    ".href=",
    ".action=",
    "setAttribute(\"src\"",
    "setAttribute(\"href\"",
    "setAttribute(\"on",
    "createElement(\"script\"",
    "createElement(\"iframe\"",
    "createElement(\"img\"",
    "createElement(\"link\"",
    "createElement(\"form\"",
];

pub(super) fn check(text: &str) -> Vec<String> {
    let text = squeezed(text);
    let words = NAMES.iter().chain(FORMS).filter(|word| has(&text, word));
    words.map(|word| format!("`{word}`, which could send, keep or run a secret")).collect()
}

/// Lines of a page in which an attribute holds code, in letters of any size: `on…=`, `style=` and `javascript:`.
pub(super) fn in_attributes(page: &str) -> Vec<usize> {
    let mut found = Vec::new();
    for (line, number) in page.lines().zip(1..) {
        let line = squeezed(&line.to_ascii_lowercase());
        let attribute = |before: &str| {
            let name = before.rsplit(|c: char| !c.is_ascii_alphanumeric() && c != '-').next();
            let name = name.unwrap_or_default();
            let behind = before.strip_suffix(name).unwrap_or_default();
            let starts = behind.is_empty() || behind.ends_with([' ', '/', '"', '\'']);
            starts && (name == "style" || name.len() > 2 && name.starts_with("on"))
        };
        let mut assigned = line.match_indices('=').filter_map(|(at, _)| line.get(..at));
        if line.contains("javascript:") || assigned.any(attribute) {
            found.push(number);
        }
    }
    found
}

/// Without spaces, but for one where two names or numbers meet, or two quotes.
fn squeezed(text: &str) -> String {
    let mut squeezed = String::with_capacity(text.len());
    let mut words = text.split_whitespace().peekable();
    while let Some(word) = words.next() {
        squeezed.push_str(word);
        let meets = |c: char| in_name(c) || "\"'/".contains(c);
        if word.ends_with(meets) && words.peek().is_some_and(|next| next.starts_with(meets)) {
            squeezed.push(' ');
        }
    }
    squeezed
}

fn has(text: &str, word: &str) -> bool {
    text.match_indices(word).any(|(at, _)| {
        let (before, rest) = text.split_at(at);
        let after = rest.split_at(word.len()).1;
        let longer = word.starts_with(in_name) && before.ends_with(in_name);
        // The name of an event goes on within its quotes.
        let whole = word.ends_with(in_name) && !word.contains('"');
        !(longer || whole && after.starts_with(in_name))
    })
}

fn in_name(c: char) -> bool {
    c.is_alphanumeric() || c == '_' || c == '$'
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_way_out_is_found_however_it_is_spaced() {
        for code in [
            "fetch(\"x\")",
            "const f = fetch;",
            "window . fetch (x)",
            "new Worker(x)",
            "new\n  SharedWorker(x)",
            "navigator.serviceWorker.register(x)",
            "window[\"fe\" + \"tch\"](x)",
            "globalThis [name](x)",
            "self[name]",
            "window.open(x)",
            "open(x)",
            "location = x",
            "document.location.href = x",
            "setTimeout(\"x()\", 1)",
            "setInterval ( 'x()' )",
            "setTimeout(`x()`)",
            "await import (\"x\")",
            "eval(x)",
            "(0, eval)(x)",
            "new Function(x)",
            "(() => {}).constructor(x)()",
            "new EventSource(x)",
            "new RTCPeerConnection()",
            "new WebTransport(x)",
            "new Image().src = x",
            "link.href = x",
            "document . title = x",
            "x.setAttribute( \"onclick\", y)",
        ] {
            assert!(!check(&format!("\"use strict\";\n{code}\n")).is_empty(), "{code}");
        }
    }

    #[test]
    fn longer_names_and_other_uses_are_not_them() {
        for code in [
            "prefetched(x)",
            "itself[0]",
            "say(\"Copied\"); reopen(x)",
            "setTimeout(changed, 250)",
            "setInterval(tick, 1000)",
            "details.open",
            "relocation",
            "document.createElement(\"span\")",
        ] {
            assert_eq!(check(code), [""; 0], "{code}");
        }
    }

    #[test]
    fn code_in_attributes_is_found_in_letters_of_any_size() {
        for bad in [
            "<p onclick=\"x()\">",
            "<p OnClick = x()>",
            "<p/onload=x()>",
            "<p title=\">\"onload=\"x()\">",
            "<p\n onload=x()>",
            "<p STYLE=\"\">",
            "<a href=\"JavaScript:x()\">",
        ] {
            assert_eq!(in_attributes(bad).len(), 1, "{bad}");
        }
        for good in
            ["<p class=\"on\" data-on=\"x\">", "<p>one = 1, on = 2</p>", "<input name=\"button\">"]
        {
            assert_eq!(in_attributes(good), [0; 0], "{good}");
        }
    }
}
