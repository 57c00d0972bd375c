//! Character references (`&amp;`, `&#8217;`, `&#x2019;`) into characters, by the rules of HTML.

use std::borrow::Cow;
use std::sync::LazyLock;

use memchr::memchr;

/// Names without `&`, sorted; those with `;` and the old ones that may stand without.
static NAMES: LazyLock<Vec<(&'static [u8], &'static str)>> = LazyLock::new(|| {
    let mut names: Vec<(&[u8], &str)> = entities::ENTITIES
        .iter()
        .filter_map(|entity| Some((entity.entity.as_bytes().strip_prefix(b"&")?, entity.characters)))
        .collect();
    names.sort_unstable();
    names
});

/// No name is longer (`CounterClockwiseContourIntegral;`).
const LONGEST: usize = 32;

/// A text with its references replaced.
pub(crate) fn decode(text: &str) -> Cow<'_, str> {
    if memchr(b'&', text.as_bytes()).is_none() {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    decode_into(text, &mut out);
    Cow::Owned(out)
}

fn decode_into(text: &str, out: &mut String) {
    let mut rest = text;
    while let Some(at) = memchr(b'&', rest.as_bytes()) {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        match reference(rest, out) {
            0 => {
                out.push('&');
                rest = &rest[1..];
            }
            length => rest = &rest[length..],
        }
    }
    out.push_str(rest);
}

/// Puts the characters of the reference that a text begins with; gives its length, 0 when there is none.
fn reference(text: &str, out: &mut String) -> usize {
    let bytes = text.as_bytes();
    if bytes.get(1) == Some(&b'#') {
        return number(bytes, out);
    }
    let length = bytes[1..].iter().take(LONGEST).take_while(|byte| byte.is_ascii_alphanumeric()).count();
    if length == 0 {
        return 0;
    }
    let closed = bytes.get(1 + length) == Some(&b';');
    let name = &bytes[1..1 + length + usize::from(closed)];
    if let Some(characters) = named(name) {
        out.push_str(characters);
        return 1 + name.len();
    }
    // `&copy2024`, `&amp;amp` cut short: the longest old name at the head.
    for end in (2..=length.min(6)).rev() {
        if let Some(characters) = named(&bytes[1..=end]) {
            out.push_str(characters);
            return 1 + end;
        }
    }
    0
}

fn named(name: &[u8]) -> Option<&'static str> {
    match name {
        b"amp;" => return Some("&"),
        b"quot;" => return Some("\""),
        b"nbsp;" => return Some("\u{a0}"),
        _ => {}
    }
    let at = NAMES.binary_search_by(|(other, _)| (*other).cmp(name)).ok()?;
    NAMES.get(at).map(|(_, characters)| *characters)
}

fn number(bytes: &[u8], out: &mut String) -> usize {
    let is_hex = matches!(bytes.get(2), Some(b'x' | b'X'));
    let (radix, from) = if is_hex { (16, 3) } else { (10, 2) };
    let mut value = 0_u32;
    let mut at = from;
    while let Some(digit) = bytes.get(at).and_then(|&byte| char::from(byte).to_digit(radix)) {
        value = value.saturating_mul(radix).saturating_add(digit);
        at += 1;
    }
    if at == from {
        return 0;
    }
    out.push(character(value));
    at + usize::from(bytes.get(at) == Some(&b';'))
}

/// References below 160 mean the characters of windows-1252, as every browser reads them.
fn character(value: u32) -> char {
    const OLD: [char; 32] = [
        '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}',
        '\u{90}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
    ];
    match value {
        0 => '\u{fffd}',
        0x80..=0x9f => OLD[(value - 0x80) as usize],
        _ => char::from_u32(value).unwrap_or('\u{fffd}'),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_numbers_and_look_alikes() {
        let cases = [
            ("AT&amp;T &lt;b&gt;", "AT&T <b>"),
            ("&eacute;t&eacute &copy2024", "été ©2024"),
            ("&#8217;&#x2019;&#146;&#0;&#x110000;", "’’’\u{fffd}\u{fffd}"),
            ("a & b &unknown; &# &#x; &", "a & b &unknown; &# &#x; &"),
            ("&NotEqualTilde;&bigstar;", "≂̸★"),
            ("&#99999999999999;", "\u{fffd}"),
        ];
        for (html, text) in cases {
            assert_eq!(decode(html), text, "{html}");
        }
        assert!(matches!(decode("plain"), Cow::Borrowed(_)));
    }
}
