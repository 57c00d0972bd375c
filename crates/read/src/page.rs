/// Whether a text holds tags or character references, as summaries of feeds may.
pub(crate) fn is_markup(text: &str) -> bool {
    let tag = text.match_indices('<').any(|(at, _)| {
        let rest = text[at + 1..].strip_prefix('/').unwrap_or(&text[at + 1..]);
        let name = rest.bytes().take_while(u8::is_ascii_alphanumeric).count();
        name > 0
            && rest.as_bytes()[0].is_ascii_alphabetic()
            && matches!(rest.as_bytes().get(name), Some(b'>' | b'/' | b' ' | b'\n' | b'\t' | b'\r'))
            && rest.contains('>')
    });
    tag || text.match_indices('&').any(|(at, _)| {
        let name =
            text[at + 1..].bytes().take_while(|&byte| byte.is_ascii_alphanumeric() || byte == b'#').count();
        (1..=10).contains(&name) && text.as_bytes().get(at + 1 + name) == Some(&b';')
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_less_than_sign_is_no_markup() {
        for plain in ["a < b and c > d", "AT&T; really", "R&D", "x <3 y", "<", "&"] {
            assert_eq!(is_markup(plain), plain == "AT&T; really", "{plain}");
        }
        for markup in ["<p>One.</p>", "One<br/>two", "caf&eacute;", "&#8217;"] {
            assert!(is_markup(markup), "{markup}");
        }
    }
}
