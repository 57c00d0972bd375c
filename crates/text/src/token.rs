use crate::Span;

/// The tokens of `text` inside `within`, as byte spans into `text`, in order.
pub fn tokens(text: &str, within: Span) -> Vec<Span> {
    let inside = within.slice(text);
    let mut found = Vec::new();
    let mut start = None;
    for (at, c) in inside.char_indices() {
        if c.is_alphanumeric() {
            start.get_or_insert(at);
            continue;
        }
        if let Some(from) = start.take() {
            found.push(Span::at(within.start() + from, within.start() + at));
        }
        if !c.is_whitespace() {
            found.push(Span::at(within.start() + at, within.start() + at + c.len_utf8()));
        }
    }
    if let Some(from) = start {
        found.push(Span::at(within.start() + from, within.end()));
    }
    found
}
