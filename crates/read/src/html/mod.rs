//! HTML into layouts: bytes → characters → tree → lines with hints, and what the page says of itself.

mod author;
mod claim;
mod class;
mod cut;
mod date;
mod dom;
mod entity;
mod headline;
mod json;
mod linked;
mod place;
mod printed;
mod row;
mod said;
mod score;
mod signed;
mod story;
mod tag;
mod tree;
mod work;

pub(crate) use entity::decode as decode_references;
use nutgraf_core::{Hints, Layout, Line, Note, NoteKind, Span};

use self::claim::Claims;
use self::headline::Titles;
use self::row::{Row, Sheet};
use self::said::Said;
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
    lay_out(id, html, false)
}

/// The layout of a story's HTML without a page around it, as feeds carry it.
pub(crate) fn layout_story(id: &str, html: &str) -> Layout {
    lay_out(id, html, true)
}

fn lay_out(id: &str, html: &str, is_story: bool) -> Layout {
    let dom = tree::build(html);
    let claims = Claims::of(&dom);
    let said = said::collect(&dom, &claims);
    let titles = Titles::of(&claims, said.linked_headline.clone(), &said.sites);
    let mut found = Found::of(&dom, &titles, &said, Look { with_hidden: false, is_story });
    if found.words < ENOUGH {
        // A story may be shown to subscribers only, but stand in the page.
        let with_hidden = Found::of(&dom, &titles, &said, Look { with_hidden: true, is_story });
        if with_hidden.words > 2 * found.words + 40 {
            found = with_hidden;
        }
    }
    if let Some(body) = said.body.filter(|body| body.split(' ').count() as i32 > 2 * found.words + 20) {
        found.add_story(&body);
    }
    let Found { sheet, counts, decision, headline, rows, .. } = found;
    let mut metadata = nutgraf_core::Metadata { headline, ..said.metadata };
    if metadata.published.is_none() {
        printed::dates(&sheet, &counts, &decision, &rows, said.day_first, &mut metadata);
        metadata.published = metadata.published.or(said.data_date);
    }
    if metadata.authors.is_empty() {
        metadata.authors = printed::authors(&sheet, &counts, &decision, &rows, said.day_first);
    }
    let line = |(at, row): (usize, &row::Row)| Line {
        span: Span::at(row.from, row.to),
        hints: Hints {
            story: decision.story[at],
            role: decision.role[at],
            looks: decision.looks[at],
            is_teaser: decision.teaser[at],
            heading: row.heading,
            link_density: counts[at].linked as u8,
        },
    };
    let mut layout = Layout {
        id: id.to_owned(),
        lines: sheet.rows.iter().enumerate().map(line).collect(),
        metadata,
        is_html: true,
        ..Layout::default()
    };
    layout.text = sheet.text;
    if let Some(at) = dom.cut {
        layout.notes.push(cut_note(html, at, layout.text.len()));
    }
    layout
}

/// Words of a story below which it is looked for among what the page hides.
const ENOUGH: i32 = 200;

/// How a page is looked at.
#[derive(Clone, Copy)]
struct Look {
    /// With what it hides.
    with_hidden: bool,
    /// As a story and nothing around it.
    is_story: bool,
}

/// A page's lines and which of them are its story.
struct Found {
    sheet: Sheet,
    counts: Vec<score::Count>,
    decision: story::Decision,
    headline: Option<String>,
    /// The rows that print the headline.
    rows: Vec<usize>,
    /// Words of the story.
    words: i32,
}

impl Found {
    fn of(dom: &dom::Dom<'_>, titles: &Titles, said: &Said, look: Look) -> Found {
        let sheet = row::lay_out(dom, look.with_hidden);
        let mut counts = score::count(&sheet);
        score::locate(&sheet, &mut counts, &[], false);
        let junk: Vec<bool> = counts.iter().map(score::is_junk).collect();
        let (headline, rows) = headline::choose(&sheet, &junk, titles, &said.sites);
        let decision = story::decide(&sheet, &mut counts, &rows, &said.descriptions, look.is_story);
        let words = story::story_words(&counts, &decision);
        Found { sheet, counts, decision, headline, rows, words }
    }

    /// Puts a story's text that only the page's data holds behind the page's lines, in place of what was found.
    fn add_story(&mut self, body: &str) {
        for (at, story) in self.decision.story.iter_mut().enumerate() {
            if !self.rows.contains(&at) {
                *story = -100;
            }
        }
        for line in body.lines() {
            let from = self.sheet.text.len();
            let mut text = String::new();
            dom::push_text(&mut text, &entity::decode(line));
            let text = text.trim_end();
            if text.is_empty() {
                continue;
            }
            self.sheet.text.push_str(text);
            self.sheet.text.push('\n');
            self.sheet.rows.push(Row { from, to: from + text.len(), ..Row::default() });
            self.counts.push(score::Count::default());
            self.decision.story.push(100);
            self.decision.role.push(None);
            self.decision.looks.push(None);
            self.decision.teaser.push(false);
        }
    }
}

/// White space as one blank, references replaced, once more where they were written twice.
fn clean(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    dom::push_text(&mut out, &entity::decode(text));
    out.truncate(out.trim_end().len());
    out
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
