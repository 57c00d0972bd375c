//! Web and mail addresses and file names: whole tokens.

use memchr::{memchr, memmem};

use crate::class::{BLANK, HIGH, byte, class};

/// The end of the address that starts at `at`, if one does; `end` bounds it.
pub(crate) fn address_end(bytes: &[u8], at: usize, end: usize) -> Option<usize> {
    let stop = chunk_end(bytes, at, end);
    let chunk = bytes.get(at..stop)?;
    let length = match chunk {
        _ if has_scheme(chunk) || starts_with(chunk, b"www.") || starts_with(chunk, b"mailto:") => {
            trimmed(chunk)
        }
        _ if memchr(b'@', chunk).is_some() => mail(chunk).or_else(|| host(chunk)),
        _ => host(chunk),
    }?;
    Some(at + length)
}

/// No address is longer; a run without blanks may be as long as the page.
const LONGEST: usize = 2048;

/// Where white space, a quotation mark or an angle bracket ends the run of bytes.
fn chunk_end(bytes: &[u8], at: usize, end: usize) -> usize {
    let end = end.min(at + LONGEST);
    let mut at = at;
    while at < end {
        let here = bytes[at];
        if class(here) == BLANK || matches!(here, b'<' | b'>' | b'"') || (class(here) == HIGH && here >= 0xC2)
        {
            break;
        }
        at += 1;
    }
    at
}

fn starts_with(chunk: &[u8], head: &[u8]) -> bool {
    chunk.len() > head.len() && chunk[..head.len()].eq_ignore_ascii_case(head)
}

fn has_scheme(chunk: &[u8]) -> bool {
    memmem::find(chunk, b"://").is_some_and(|at| at > 0 && chunk[..at].iter().all(u8::is_ascii_alphabetic))
}

/// The length without the signs of the sentence around it.
fn trimmed(chunk: &[u8]) -> Option<usize> {
    let mut length = chunk.len();
    while let Some(&last) = chunk[..length].last() {
        let shut = last == b')' && memchr(b'(', &chunk[..length]).is_none();
        if !shut && !matches!(last, b'.' | b',' | b';' | b':' | b'!' | b'?' | b'\'' | b']' | b'}' | b'*') {
            break;
        }
        length -= 1;
    }
    (length > 0).then_some(length)
}

fn is_label(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_')
}

fn mail(chunk: &[u8]) -> Option<usize> {
    let at = memchr(b'@', chunk)?;
    let local =
        |&byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'_' | b'+' | b'%' | b'\'');
    if at == 0 || !chunk[..at].iter().all(local) {
        return None;
    }
    let mut length = at + 1;
    while length < chunk.len() && (is_label(chunk[length]) || chunk[length] == b'.') {
        length += 1;
    }
    while length > at + 1 && !chunk[length - 1].is_ascii_alphanumeric() {
        length -= 1;
    }
    (length > at + 1).then_some(length)
}

/// A host without a scheme (`example.com/news`) or a file name (`report.pdf`).
fn host(chunk: &[u8]) -> Option<usize> {
    let first = memchr(b'.', chunk)?;
    if first < 2 || !chunk[..first].iter().copied().all(is_label) {
        return None;
    }
    let mut length = first;
    let mut top = None;
    while byte(chunk, length) == b'.' {
        let from = length + 1;
        let mut to = from;
        while to < chunk.len() && is_label(chunk[to]) {
            to += 1;
        }
        if to == from {
            break;
        }
        length = to;
        top = is_top(&chunk[from..to]).then_some(to);
    }
    let top = top?;
    if byte(chunk, top) == b'/' && byte(chunk, top + 1).is_ascii_alphanumeric() {
        return trimmed(chunk);
    }
    Some(top)
}

/// Top-level domains and file name endings that are no English words.
fn is_top(label: &[u8]) -> bool {
    let mut lower = [0; 5];
    let Some(lower) = lower.get_mut(..label.len()) else { return false };
    lower.copy_from_slice(label);
    lower.make_ascii_lowercase();
    matches!(
        &*lower,
        b"com"
            | b"org"
            | b"net"
            | b"edu"
            | b"gov"
            | b"mil"
            | b"int"
            | b"info"
            | b"biz"
            | b"uk"
            | b"ca"
            | b"de"
            | b"fr"
            | b"eu"
            | b"io"
            | b"tv"
            | b"ru"
            | b"cn"
            | b"jp"
            | b"au"
            | b"nz"
            | b"ch"
            | b"nl"
            | b"se"
            | b"es"
            | b"ie"
            | b"br"
            | b"mx"
            | b"pl"
            | b"kr"
            | b"za"
            | b"fm"
            | b"ly"
            | b"cc"
            | b"news"
            | b"doc"
            | b"docx"
            | b"pdf"
            | b"xls"
            | b"xlsx"
            | b"txt"
            | b"jpg"
            | b"jpeg"
            | b"png"
            | b"gif"
            | b"html"
            | b"htm"
            | b"exe"
            | b"zip"
            | b"mp3"
            | b"mp4"
            | b"ppt"
            | b"csv"
            | b"php"
            | b"asp"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn address(text: &str) -> Option<&str> {
        address_end(text.as_bytes(), 0, text.len()).map(|end| &text[..end])
    }

    #[test]
    fn addresses_end_before_the_sentence_stop() {
        for (text, want) in [
            ("https://gullport.example/a?b=1.html. Next", Some("https://gullport.example/a?b=1.html")),
            ("www.gull.port/x), he", Some("www.gull.port/x")),
            ("http://g.example/Port_(island) and", Some("http://g.example/Port_(island)")),
            ("ada.penn@gullport.com.", Some("ada.penn@gullport.com")),
            ("gullport.com's", Some("gullport.com")),
            ("news.gullport.co.uk/harbour.", Some("news.gullport.co.uk/harbour")),
            ("minutes-7.pdf,", Some("minutes-7.pdf")),
            ("harbour.The", None),
            ("ended.", None),
            ("U.S.", None),
        ] {
            assert_eq!(address(text), want, "{text}");
        }
    }
}
