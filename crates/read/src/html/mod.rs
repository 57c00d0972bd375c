//! HTML into layouts: bytes → characters → tree → lines with hints, and what the page says of itself.

#![allow(dead_code)]

mod class;
mod dom;
mod entity;
mod row;
mod tag;
mod tree;

pub(crate) use entity::decode as decode_references;
use nutgraf_core::{Hints, Layout, Line, Note, NoteKind, Span};

use crate::encoding::{self, note_characters};

/// The layout of an HTML page. `charset` is what its server said its encoding was.
pub(crate) fn layout(id: &str, bytes: Vec<u8>, charset: Option<&str>) -> Layout {
    let decoded = encoding::decode_html(bytes, charset);
    let mut layout = layout_text(id, &decoded.text);
    if let Some(note) = decoded.note {
        layout.notes.push(note);
    }
    note_characters(&mut layout, decoded.flawed);
    layout
}

/// The layout of an HTML page that is characters already.
pub(crate) fn layout_text(id: &str, html: &str) -> Layout {
    let dom = tree::build(html);
    let sheet = row::lay_out(&dom, false);
    let line = |row: &row::Row| Line {
        span: Span::at(row.from, row.to),
        hints: Hints {
            heading: row.heading,
            link_density: (row.linked * 100 / (row.to - row.from).max(1)).min(100) as u8,
        },
    };
    let mut layout =
        Layout { id: id.to_owned(), lines: sheet.rows.iter().map(line).collect(), ..Layout::default() };
    layout.text = sheet.text;
    if let Some(at) = dom.cut {
        layout.notes.push(cut_note(html, at, layout.text.len()));
    }
    layout
}

/// The note of a page that ends in the middle of a tag, comment or script.
fn cut_note(html: &str, at: usize, length: usize) -> Note {
    let place = nutgraf_core::LineIndex::new(html).place(html, at);
    Note {
        kind: NoteKind::Truncated,
        message: format!("the page ends inside what begins at {place} of its HTML"),
        source: Span::at(length, length),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(html: &str) -> String {
        layout_text("x", html).text
    }

    #[test]
    fn one_block_a_line() {
        let html = "<!doctype html><title>T</title><body><h1>Ferry&nbsp;sinks</h1><p>One <b>bold</b> line\n goes on.<p>Two<br>lines.\
            <br><br>Three.<ul><li>a<li>b <i>c</i></ul><script>if (a<b) '</p>'</script><!-- no --><pre>x\ny</pre>";
        assert_eq!(text(html), "Ferry sinks\nOne bold line goes on.\nTwo lines.\nThree.\na\nb c\nx\ny\n");
    }

    #[test]
    fn what_is_hidden_is_left_out() {
        let html = "<p>a<span style='display: none'>b</span><div hidden>c</div><template><p>d</template>\
            <svg><title>e</title><path/></svg><noscript><p>f</noscript><div class='sr-only'>g</div><p>h";
        assert_eq!(text(html), "a\nh\n");
    }

    #[test]
    fn broken_nesting_loses_no_text() {
        assert_eq!(text("<div><p>a</div></p><b><i>c</b>d</i></span>e</td>"), "a\ncde\n");
        assert_eq!(text("<table><tr><td>a<td>b<tr><td>c</table>d"), "a b\nc\nd\n");
        assert_eq!(text("a < b <3 </> <? x ?>c <a href=x>d"), "a < b <3 c d\n");
        assert_eq!(text(&"<div>".repeat(100_000)), "");
        assert_eq!(text(&format!("{}x", "<b><div>".repeat(2_000))), "x\n");
    }

    #[test]
    fn cut_pages_say_so() {
        let layout = layout_text("x", "<p>a</p>\n<!-- b");
        assert_eq!(
            layout.notes[0].message,
            "the page ends inside what begins at line 2, column 1 of its HTML"
        );
        assert!(layout_text("x", "<p>a</p><p").notes[0].kind == NoteKind::Truncated);
    }
}
