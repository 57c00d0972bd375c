//! Lines as a reader sees them: hard-wrapped lines joined again, with the way back to the page.

use std::borrow::Cow;
use std::ops::Range;

use nutgraf_text::Span;

use super::wrap;
use crate::{Hints, Layout};

/// A line of the page that is not blank.
#[derive(Clone, Copy, Debug)]
pub(crate) struct PageLine {
    /// Its place in [`Layout::lines`].
    pub(crate) at: usize,
    /// Its bytes, without white space at its ends.
    pub(crate) span: Span,
    /// Bytes of white space before it.
    pub(crate) indent: usize,
    /// Whether a blank line stands before it.
    pub(crate) after_blank: bool,
}

/// One line, or several that a hard wrap had cut.
#[derive(Debug)]
pub(crate) struct Unit<'a> {
    /// The text; words of joined lines with one blank between.
    pub(crate) text: Cow<'a, str>,
    /// The lines it came from.
    pub(crate) lines: Range<usize>,
    /// Where each line starts in `text`; empty for a single line.
    starts: Vec<usize>,
    /// What HTML says of its first line.
    pub(crate) hints: &'a Hints,
    /// White space before its first line.
    pub(crate) indent: usize,
}

/// The page's lines that are not blank, and the units they make.
#[derive(Debug)]
pub(crate) struct Units<'a> {
    pub(crate) lines: Vec<PageLine>,
    pub(crate) units: Vec<Unit<'a>>,
}

impl<'a> Units<'a> {
    /// Every line a unit, or joined when the page is hard-wrapped and `reflow` is asked for.
    pub(crate) fn of(layout: &'a Layout, reflow: bool) -> Units<'a> {
        let text = layout.text.as_str();
        let mut lines = Vec::with_capacity(layout.lines.len());
        let mut after_blank = false;
        for (at, line) in layout.lines.iter().enumerate() {
            let span = line.span.trim(text);
            if span.is_empty() {
                after_blank = true;
                continue;
            }
            lines.push(PageLine { at, span, indent: span.start() - line.span.start(), after_blank });
            after_blank = false;
        }
        let hints = |line: &PageLine| &layout.lines[line.at].hints;
        let width = if reflow { wrap::width(text, &lines) } else { None };
        let mut units = Vec::with_capacity(lines.len());
        let mut from = 0;
        while from < lines.len() {
            let to = width.map_or(from + 1, |width| wrap::paragraph_end(text, &lines, from, width));
            let first = &lines[from];
            let (joined, starts) = if to == from + 1 {
                (Cow::Borrowed(first.span.slice(text)), Vec::new())
            } else {
                let (joined, starts) = wrap::join(lines[from..to].iter().map(|line| line.span.slice(text)));
                (Cow::Owned(joined), starts)
            };
            units.push(Unit {
                text: joined,
                lines: from..to,
                starts,
                hints: hints(first),
                indent: first.indent,
            });
            from = to;
        }
        Units { lines, units }
    }

    /// The page's bytes of a part of a unit's text.
    pub(crate) fn sources(&self, unit: &Unit<'_>, part: Range<usize>) -> Vec<Span> {
        let lines = &self.lines[unit.lines.clone()];
        if unit.starts.is_empty() {
            let start = lines.first().map_or(0, |line| line.span.start());
            return vec![Span::at(start + part.start, start + part.end)];
        }
        lines
            .iter()
            .zip(&unit.starts)
            .filter_map(|(line, &start)| {
                let from = part.start.max(start);
                let to = part.end.min(start + line.span.len());
                let shift = line.span.start();
                (from < to).then(|| Span::at(from - start + shift, to - start + shift))
            })
            .collect()
    }
}
