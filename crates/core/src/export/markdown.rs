use crate::{Article, Page, Role};

/// A story as Markdown: headline, standfirst, who and when, then its blocks.
pub(super) fn text(page: &Page, story: &Article) -> String {
    let mut text = String::new();
    let mut part = |mark: &str, words: &str, end: &str| {
        if !words.is_empty() {
            text.push_str(mark);
            text.push_str(words);
            text.push_str(end);
            text.push_str("\n\n");
        }
    };
    part("", &escape(story.kicker.as_deref().unwrap_or_default()), "");
    part("# ", &escape(story.headline.as_deref().unwrap_or_default()), "");
    part("**", &escape(story.dek.as_deref().unwrap_or_default()), "**");
    part("", &facts(page, story), "");
    for block in &story.blocks {
        let words = escape(story.block_text(block));
        match block.role {
            Role::Paragraph => part("", &words, ""),
            Role::Subhead => part("## ", &words, ""),
            Role::Pullquote => part("> ", &words, ""),
            Role::Caption | Role::Correction | Role::Contributor => part("*", &words, "*"),
            _ => {}
        }
    }
    text.truncate(text.trim_end().len());
    text.push('\n');
    text
}

/// Who wrote it, when, for whom, and where it was found.
fn facts(page: &Page, story: &Article) -> String {
    let authors: Vec<&str> = story.authors.iter().map(|author| author.name.as_str()).collect();
    let who = if authors.is_empty() { String::new() } else { format!("By {}", authors.join(", ")) };
    let day = story.published.as_deref().and_then(|date| date.get(..10)).unwrap_or_default();
    let facts = [who.as_str(), page.outlet.as_deref().unwrap_or_default(), day];
    let mut facts: Vec<String> =
        facts.iter().filter(|fact| !fact.is_empty()).map(|fact| escape(fact)).collect();
    if let Some(url) =
        page.url.as_deref().filter(|url| url.contains("://") && !url.contains(['<', '>', ' ', '\n']))
    {
        facts.push(format!("<{url}>"));
    }
    facts.join(" · ")
}

/// A text in which nothing is markup (CommonMark 0.31, 2.4).
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.trim().chars() {
        if matches!(c, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '&' | '~' | '|') {
            out.push('\\');
        }
        out.push(if c == '\n' { ' ' } else { c });
    }
    // What begins a line can make it a heading, a quotation or an item of a list.
    let digits = out.bytes().take_while(u8::is_ascii_digit).count();
    if out.starts_with(['#', '>', '+', '-', '=']) {
        out.insert(0, '\\');
    } else if digits > 0 && out[digits..].starts_with(['.', ')']) {
        out.insert(digits, '\\');
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_never_markup() {
        assert_eq!(escape("# 1 *x* <b>"), "\\# 1 \\*x\\* \\<b>");
        assert_eq!(escape("12. May"), "12\\. May");
        assert_eq!(escape("- He left."), "\\- He left.");
    }
}
