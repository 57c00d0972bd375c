//! What a server sent: the head of an HTTP response, and its body without transfer and content codings (RFC 9110,
//! 9112).

use std::io::{self, Read};

use crate::gzip::Gzip;

/// What the head of a response says.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Head {
    pub(crate) status: u16,
    /// The media type in small letters, without its parameters.
    pub(crate) media: String,
    pub(crate) charset: Option<String>,
    /// Codings in the order in which they were applied.
    codings: Vec<String>,
    is_chunked: bool,
    /// Its length in bytes, with the empty line.
    pub(crate) length: usize,
}

/// The head of a response; none when these bytes begin with none, or it does not end in them.
pub(crate) fn head(block: &[u8]) -> Option<Head> {
    if !block.starts_with(b"HTTP/") {
        return None;
    }
    let mut head = Head::default();
    let mut lines = block.split_inclusive(|&byte| byte == b'\n');
    let first = lines.next().filter(|line| line.ends_with(b"\n"))?;
    head.length = first.len();
    head.status = std::str::from_utf8(first)
        .ok()
        .and_then(|first| first.split_ascii_whitespace().nth(1)?.parse().ok())
        .unwrap_or(0);
    for line in lines {
        if !line.ends_with(b"\n") {
            return None;
        }
        head.length += line.len();
        let line = line.trim_ascii();
        if line.is_empty() {
            return Some(head);
        }
        let Some(colon) = memchr::memchr(b':', line) else { continue };
        let value = String::from_utf8_lossy(line[colon + 1..].trim_ascii()).to_ascii_lowercase();
        match line[..colon].trim_ascii().to_ascii_lowercase().as_slice() {
            b"content-type" => {
                let mut parts = value.split(';').map(str::trim);
                head.media = parts.next().unwrap_or_default().to_owned();
                let charset = parts.find_map(|part| part.strip_prefix("charset"));
                let charset = charset.and_then(|charset| charset.trim_start().strip_prefix('='));
                head.charset = charset
                    .map(|charset| charset.trim_matches(['"', '\'', ' ']).to_owned())
                    .filter(|charset| !charset.is_empty());
            }
            b"content-encoding" => {
                head.codings.extend(value.split(',').map(|coding| coding.trim().to_owned()));
            }
            b"transfer-encoding" => head.is_chunked = value.contains("chunked"),
            _ => {}
        }
    }
    None
}

/// Whether a response's first bytes say that it is a page of HTML that was found.
pub(crate) fn is_page(block: &[u8]) -> bool {
    let Some(head) = head(block) else { return false };
    let is_html = match head.media.as_str() {
        "text/html" | "application/xhtml+xml" => true,
        "" => block[head.length..].trim_ascii_start().starts_with(b"<"),
        _ => false,
    };
    matches!(head.status, 200 | 203 | 206) && is_html
}

/// What went wrong with a body.
pub(crate) enum Wrong {
    TooLong,
    Broken(&'static str),
}

/// The body of a response, at most `most` bytes. What says that it is coded and is not (crawlers decode, and leave the
/// head as it was) is taken as it is.
pub(crate) fn body(mut block: Vec<u8>, head: &Head, most: u64) -> Result<Vec<u8>, Wrong> {
    block.drain(..head.length.min(block.len()));
    if head.is_chunked
        && let Some(whole) = unchunk(&block)
    {
        block = whole;
    }
    for coding in head.codings.iter().rev() {
        block = decode(block, coding, most)?;
    }
    Ok(block)
}

fn decode(bytes: Vec<u8>, coding: &str, most: u64) -> Result<Vec<u8>, Wrong> {
    let packed = bytes.as_slice();
    match coding {
        "gzip" | "x-gzip" if packed.starts_with(&[0x1f, 0x8b]) => {
            unpack(Gzip::new(packed), most, "gzip data")
        }
        // Some servers send bare deflate, others with the zlib head that RFC 9110 asks for.
        "deflate"
            if packed.len() > 1
                && packed[0] & 15 == 8
                && (u16::from(packed[0]) << 8 | u16::from(packed[1])).is_multiple_of(31) =>
        {
            unpack(flate2::bufread::ZlibDecoder::new(packed), most, "deflated data")
        }
        "deflate" if !is_text(packed) => {
            unpack(flate2::bufread::DeflateDecoder::new(packed), most, "deflated data")
        }
        "br" if !is_text(packed) => {
            unpack(brotli_decompressor::Decompressor::new(packed, 4096), most, "brotli data")
        }
        "zstd" if packed.starts_with(&[0x28, 0xb5, 0x2f, 0xfd]) => {
            unpack(crate::zstd::Zstd::new(packed), most, "Zstandard data")
        }
        _ => Ok(bytes),
    }
}

/// Unpacks; what was unpacked before a flaw is kept, as a browser does.
fn unpack(packed: impl Read, most: u64, expected: &'static str) -> Result<Vec<u8>, Wrong> {
    let mut bytes = Vec::new();
    let read: io::Result<usize> = packed.take(most.saturating_add(1)).read_to_end(&mut bytes);
    match read {
        _ if bytes.len() as u64 > most => Err(Wrong::TooLong),
        Err(_) if bytes.is_empty() => Err(Wrong::Broken(expected)),
        _ => Ok(bytes),
    }
}

/// Whether bytes that should be packed are HTML already.
fn is_text(bytes: &[u8]) -> bool {
    let head = bytes.trim_ascii_start();
    head.starts_with(b"<") || head.starts_with(b"\xef\xbb\xbf<")
}

/// The chunks of a body together; none when it is not chunked at all. Chunks that break off are kept to there.
fn unchunk(body: &[u8]) -> Option<Vec<u8>> {
    let mut whole = Vec::with_capacity(body.len());
    let mut rest = body;
    let mut is_first = true;
    loop {
        let Some((size, behind)) = chunk_size(rest) else {
            return (!is_first).then_some(whole);
        };
        if size == 0 {
            return Some(whole);
        }
        is_first = false;
        let here = size.min(behind.len());
        whole.extend_from_slice(&behind[..here]);
        rest = &behind[here..];
        rest = rest.strip_prefix(b"\r\n").or_else(|| rest.strip_prefix(b"\n")).unwrap_or(rest);
    }
}

/// The size at the head of a chunk, and what follows that line.
fn chunk_size(bytes: &[u8]) -> Option<(usize, &[u8])> {
    let end = memchr::memchr(b'\n', &bytes[..bytes.len().min(1024)])?;
    let line = std::str::from_utf8(&bytes[..end]).ok()?;
    let digits = line.split(';').next()?.trim();
    let size = usize::from_str_radix(digits, 16).ok().filter(|_| !digits.starts_with('+'))?;
    Some((size, &bytes[end + 1..]))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(block: &[u8]) -> String {
        let head = head(block).unwrap();
        let Ok(body) = body(block.to_vec(), &head, 1000) else { return "wrong".to_owned() };
        String::from_utf8(body).unwrap()
    }

    #[test]
    fn a_head_says_what_follows() {
        let block = b"HTTP/1.1 200 OK\r\nContent-Type: Text/HTML; Charset=\"windows-1251\"\r\n\r\n<p>";
        let head = head(block).unwrap();
        assert_eq!(
            (head.status, head.media.as_str(), head.charset.as_deref()),
            (200, "text/html", Some("windows-1251"))
        );
        assert!(is_page(block));
        assert!(!is_page(b"HTTP/1.1 404 Not Found\r\nContent-Type: text/html\r\n\r\n<p>"));
        assert!(!is_page(b"HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\n\x89PNG"));
        assert!(!is_page(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"));
    }

    #[test]
    fn chunks_are_put_together() {
        let head = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
        assert_eq!(text(format!("{head}3;x=y\r\n<p>\r\n4\r\nOne.\r\n0\r\n\r\n").as_bytes()), "<p>One.");
        assert_eq!(text(format!("{head}3\r\n<p>\r\n40\r\nOne.").as_bytes()), "<p>One.");
        assert_eq!(
            text(format!("{head}<p>Decoded by the crawler.").as_bytes()),
            "<p>Decoded by the crawler."
        );
    }

    #[test]
    fn packed_bodies_are_unpacked_and_others_left() {
        use std::io::Write;
        let page = b"<p>The ferry sank at noon.".as_slice();
        let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        gzip.write_all(page).unwrap();
        let mut zlib = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::fast());
        zlib.write_all(page).unwrap();
        let mut bare = flate2::write::DeflateEncoder::new(Vec::new(), flate2::Compression::fast());
        bare.write_all(page).unwrap();
        let cases = [
            ("gzip", gzip.finish().unwrap()),
            ("deflate", zlib.finish().unwrap()),
            ("deflate", bare.finish().unwrap()),
            ("gzip", page.to_vec()),
            ("br", page.to_vec()),
            ("identity", page.to_vec()),
        ];
        for (coding, packed) in cases {
            let head = format!("HTTP/1.1 200 OK\r\nContent-Encoding: {coding}\r\n\r\n");
            assert_eq!(text(&[head.as_bytes(), &packed].concat()).as_bytes(), page, "{coding}");
        }
        assert_eq!(text(b"HTTP/1.1 200 OK\r\nContent-Encoding: br\r\n\r\n\x00\x01\x02"), "wrong");
    }
}
