use std::io::{self, BufRead, Read};

use encoding_rs::{CoderResult, Decoder, Encoding, UTF_8};

/// A reader of UTF-8 over one of another encoding; what means nothing in it becomes U+FFFD.
pub(crate) struct Transcode<R> {
    inner: R,
    decoder: Decoder,
    /// Decoded bytes that did not fit, from `at` on.
    rest: Vec<u8>,
    at: usize,
    is_done: bool,
}

impl<R: BufRead> Transcode<R> {
    /// Over a stream that begins with `head`: its byte order mark decides, else `encoding`, else UTF-8.
    pub(crate) fn new(inner: R, head: &[u8], encoding: Option<&'static Encoding>) -> Transcode<R> {
        let encoding = Encoding::for_bom(head).map_or(encoding.unwrap_or(UTF_8), |(encoding, _)| encoding);
        let decoder = encoding.new_decoder_with_bom_removal();
        Transcode { inner, decoder, rest: Vec::new(), at: 0, is_done: false }
    }

    fn refill(&mut self) -> io::Result<()> {
        self.rest.resize(16 << 10, 0);
        let input = self.inner.fill_buf()?;
        let is_last = input.is_empty();
        let (result, read, written, _) = self.decoder.decode_to_utf8(input, &mut self.rest, is_last);
        self.inner.consume(read);
        self.rest.truncate(written);
        self.at = 0;
        self.is_done = is_last && result == CoderResult::InputEmpty;
        Ok(())
    }
}

impl<R: BufRead> Read for Transcode<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        while self.at >= self.rest.len() {
            if self.is_done {
                return Ok(0);
            }
            self.refill()?;
        }
        let read = (&self.rest[self.at..]).read(buffer)?;
        self.at += read;
        Ok(read)
    }
}

/// The encoding that an XML declaration names.
pub(crate) fn declared(head: &[u8]) -> Option<&'static Encoding> {
    let head = head.trim_ascii_start().strip_prefix(b"<?xml")?;
    let end = memchr::memmem::find(head, b"?>")?;
    let text = String::from_utf8_lossy(&head[..end]);
    let (_, value) = text.split_once("encoding")?;
    let value = value.trim_start().strip_prefix('=')?.trim_start();
    let quote = value.chars().next().filter(|quote| matches!(quote, '"' | '\''))?;
    let label = value[1..].split(quote).next()?;
    // A declaration that can be read as ASCII is not in UTF-16, whatever it says.
    Encoding::for_label(label.as_bytes()).filter(|encoding| encoding.is_ascii_compatible())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_declared_encoding_is_decoded() {
        let head = b"<?xml version='1.0' encoding='windows-1251'?>";
        let (bytes, _, _) = encoding_rs::WINDOWS_1251.encode("<title>Мост</title>");
        let mut text = String::new();
        Transcode::new(&bytes[..], head, declared(head)).read_to_string(&mut text).unwrap();
        assert_eq!(text, "<title>Мост</title>");
        assert_eq!(declared(b"<?xml version='1.0' encoding='utf-16'?>"), None);
    }

    #[test]
    fn a_mark_beats_a_declaration_and_bad_bytes_become_replacements() {
        let mut text = String::new();
        let bytes = b"\xff\xfeh\0i\0";
        Transcode::new(&bytes[..], bytes, Some(UTF_8)).read_to_string(&mut text).unwrap();
        assert_eq!(text, "hi");
        let mut text = String::new();
        Transcode::new(&b"a\xffb"[..], b"a", None).read_to_string(&mut text).unwrap();
        assert_eq!(text, "a\u{fffd}b");
    }
}
