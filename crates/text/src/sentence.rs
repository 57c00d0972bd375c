use crate::Span;

/// The sentences of `text` inside `within`, as byte spans into `text`, in order, without white space at their ends.
/// No sentence crosses a line break.
pub fn sentences(text: &str, within: Span) -> Vec<Span> {
    let inside = within.slice(text);
    let mut found = Vec::new();
    let mut start = 0;
    for (at, c) in inside.char_indices() {
        let rest = &inside[at + c.len_utf8()..];
        if c == '\n' || matches!(c, '.' | '?' | '!') && rest.starts_with(' ') {
            found.push(Span::at(within.start() + start, within.start() + at + c.len_utf8()).trim(text));
            start = at + c.len_utf8();
        }
    }
    found.push(Span::at(within.start() + start, within.end()).trim(text));
    found.retain(|span| !span.is_empty());
    found
}
