//! Places in a text: by line and column, as people and cargo-mutants count, and by bytes, as texts are cut.

use core::ops::Range;

use proc_macro2::{LineColumn, Span};
use syn::spanned::Spanned;

/// Both from 1; the column in characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Place {
    pub(crate) line: usize,
    pub(crate) column: usize,
}

impl From<LineColumn> for Place {
    fn from(at: LineColumn) -> Self {
        Self { line: at.line, column: at.column + 1 }
    }
}

/// Where a piece of syntax begins.
pub(crate) fn start(syntax: &impl Spanned) -> Place {
    syntax.span().start().into()
}

/// The text of a file and where its lines begin.
#[derive(Debug)]
pub(crate) struct Text<'a> {
    pub(crate) whole: &'a str,
    /// In bytes.
    lines: Vec<usize>,
}

impl<'a> Text<'a> {
    pub(crate) fn new(whole: &'a str) -> Self {
        let after = whole.match_indices('\n').map(|(at, _)| at + 1);
        Self { whole, lines: core::iter::once(0).chain(after).collect() }
    }

    /// The bytes of a piece of syntax. A place that is not in the text is its end.
    pub(crate) fn range(&self, syntax: &impl Spanned) -> Range<usize> {
        let span: Span = syntax.span();
        self.byte(span.start())..self.byte(span.end())
    }

    pub(crate) fn cut(&self, range: Range<usize>) -> &'a str {
        self.whole.get(range).unwrap_or_default()
    }

    fn byte(&self, at: LineColumn) -> usize {
        let line = self.lines.get(at.line.saturating_sub(1)).copied();
        let line = line.unwrap_or(self.whole.len());
        let rest = self.whole.get(line..).unwrap_or_default();
        let within = rest.char_indices().nth(at.column).map_or(rest.len(), |(byte, _)| byte);
        line + within
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_are_counted_and_bytes_are_cut() {
        let whole = "// ä\nfn é() { 'ö' }\nfn f() {}";
        let (text, file) = (Text::new(whole), syn::parse_file(whole).unwrap());
        assert_eq!(text.cut(text.range(&file.items[0])), "fn é() { 'ö' }");
        assert_eq!(text.cut(text.range(&file.items[1])), "fn f() {}");
        assert_eq!(start(&file.items[1]), Place { line: 3, column: 1 });
    }
}
