use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, ISO_2022_JP, UTF_8, UTF_16BE, UTF_16LE};
use nutgraf_core::{Layout, Note, NoteKind, Place, Span};

/// A text and what was lost on the way to it.
pub(crate) struct Decoded {
    /// Without a byte order mark.
    pub(crate) text: String,
    /// The encoding whose bytes did not all mean something; U+FFFD stands for those.
    pub(crate) flawed: Option<&'static str>,
}

/// Decodes bytes: by their byte order mark, else as UTF-8, else by a guess.
///
/// # Errors
/// The place of the first NUL byte: these bytes are no text.
pub(crate) fn decode(bytes: Vec<u8>) -> Result<Decoded, Place> {
    if let Some((encoding, mark)) = Encoding::for_bom(&bytes) {
        return Ok(decode_as(encoding, &bytes[mark..]));
    }
    if let Some(at) = memchr::memchr(0, &bytes) {
        return Err(place(&bytes, at));
    }
    match String::from_utf8(bytes) {
        Ok(text) => Ok(Decoded { text, flawed: None }),
        Err(error) => {
            let bytes = error.into_bytes();
            Ok(decode_as(guess(&bytes), &bytes))
        }
    }
}

/// The place of a byte of something that is no text.
fn place(bytes: &[u8], at: usize) -> Place {
    let start = memchr::memrchr(b'\n', &bytes[..at]).map_or(0, |newline| newline + 1);
    let line = memchr::memchr_iter(b'\n', &bytes[..at]).count() as u64 + 1;
    let column = String::from_utf8_lossy(&bytes[start..at]).chars().count() as u64 + 1;
    Place { offset: at as u64, line, column }
}

/// Decodes bytes that should be UTF-8, as every JSON string; what is not becomes U+FFFD.
pub(crate) fn decode_utf_8(bytes: Vec<u8>) -> Decoded {
    match String::from_utf8(bytes) {
        Ok(text) => Decoded { text, flawed: None },
        Err(error) => decode_as(UTF_8, error.as_bytes()),
    }
}

/// An HTML page's characters.
pub(crate) struct Page {
    pub(crate) text: String,
    /// As [`Decoded::flawed`].
    pub(crate) flawed: Option<&'static str>,
    /// What was wrong with the encoding that the page or its server named.
    pub(crate) note: Option<Note>,
}

/// Decodes an HTML page: by its byte order mark; as UTF-8 when it is that, whatever it says; as `charset` (its
/// server's word), else its own `<meta>`, says, where that can be; else by a guess.
pub(crate) fn decode_html(bytes: Vec<u8>, charset: Option<&str>) -> Page {
    if let Some((encoding, mark)) = Encoding::for_bom(&bytes) {
        return Page::of(encoding, &bytes[mark..], None);
    }
    if let Some(encoding) = wide(&bytes) {
        return Page::of(encoding, &bytes, None);
    }
    let named = charset.map(str::to_owned).or_else(|| declared(&bytes));
    let known = named.as_deref().and_then(|name| Encoding::for_label(name.trim().as_bytes()));
    // Its bytes are all ASCII: only its escapes tell.
    let escapes =
        memchr::memmem::find(&bytes, b"\x1b$").is_some() || memchr::memmem::find(&bytes, b"\x1b(J").is_some();
    if escapes && bytes.is_ascii() {
        return Page::of(ISO_2022_JP, &bytes, named.filter(|_| known != Some(ISO_2022_JP)));
    }
    let is_ascii = bytes.is_ascii();
    let bytes = match String::from_utf8(bytes) {
        Ok(text) => {
            let wrong = named.filter(|_| !is_ascii && known != Some(UTF_8));
            return Page { text, flawed: None, note: wrong.map(|name| wrong_encoding(&name, UTF_8)) };
        }
        Err(error) => error.into_bytes(),
    };
    let guessed = guess(&bytes);
    match known {
        Some(known) if known != UTF_8 && guessed != UTF_8 => {
            let (text, flawed) = known.decode_without_bom_handling(&bytes);
            // C1 controls mean nothing on a page: it was written on another machine than it says.
            let is_odd = |c: char| matches!(c, '\u{80}'..='\u{9f}');
            if flawed || text.contains(is_odd) {
                Page::of(guessed, &bytes, named.filter(|_| guessed != known))
            } else {
                Page { text: text.into_owned(), flawed: None, note: None }
            }
        }
        _ => Page::of(guessed, &bytes, named.filter(|_| known != Some(guessed))),
    }
}

impl Page {
    fn of(encoding: &'static Encoding, bytes: &[u8], wrong: Option<String>) -> Page {
        let Decoded { text, flawed } = decode_as(encoding, bytes);
        Page { text, flawed, note: wrong.map(|name| wrong_encoding(&name, encoding)) }
    }
}

fn wrong_encoding(name: &str, found: &'static Encoding) -> Note {
    let name: String = name.chars().take(40).collect();
    let message = format!("the page says that its encoding is {name:?}; it was read as {}", found.name());
    Note { kind: NoteKind::Encoding, message, source: Span::default() }
}

/// UTF-16 without a mark: every other byte of the markup is NUL.
fn wide(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = &bytes[..bytes.len().min(2048)];
    let nuls = |from: usize| head.iter().skip(from).step_by(2).filter(|&&byte| byte == 0).count();
    let (even, odd) = (nuls(0), nuls(1));
    match head.len() / 8 {
        0 => None,
        least if odd > least && even * 8 < odd => Some(UTF_16LE),
        least if even > least && odd * 8 < even => Some(UTF_16BE),
        _ => None,
    }
}

/// The name behind the first `charset=` (or `encoding=` of an XML declaration) in the page's head.
fn declared(bytes: &[u8]) -> Option<String> {
    let head = &bytes[..bytes.len().min(8192)];
    let lower = head.to_ascii_lowercase();
    let value = |name: &[u8]| {
        let at = memchr::memmem::find(&lower, name)? + name.len();
        let rest = lower[at..].trim_ascii_start().strip_prefix(b"=")?.trim_ascii_start();
        let rest = rest.strip_prefix(b"\"").or_else(|| rest.strip_prefix(b"'")).unwrap_or(rest);
        let end = rest.iter().position(|&byte| !(byte.is_ascii_alphanumeric() || b"-_:.".contains(&byte)));
        let name = &rest[..end.unwrap_or(rest.len())];
        (!name.is_empty()).then(|| String::from_utf8_lossy(name).into_owned())
    };
    let xml = if lower.trim_ascii_start().starts_with(b"<?xml") { value(b"encoding") } else { None };
    value(b"charset").or(xml)
}

fn decode_as(encoding: &'static Encoding, bytes: &[u8]) -> Decoded {
    let (text, flawed) = encoding.decode_without_bom_handling(bytes);
    Decoded { text: text.into_owned(), flawed: flawed.then(|| encoding.name()) }
}

/// A text that is nearly all good UTF-8 has been cut or glued badly: another encoding would spoil all of it.
fn guess(bytes: &[u8]) -> &'static Encoding {
    let (mut good, mut bad) = (0_usize, 0_usize);
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        bad += usize::from(!chunk.invalid().is_empty());
    }
    if good > 3 * bad {
        return UTF_8;
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Allow);
    detector.feed(bytes, true);
    detector.guess(None, Utf8Detection::Deny)
}

/// Notes what is odd about a layout's characters: one note a kind, at the first place.
pub(crate) fn note_characters(layout: &mut Layout, flawed: Option<&str>) {
    if let Some(encoding) = flawed {
        let count = layout.text.matches('\u{fffd}').count();
        let at = layout.text.find('\u{fffd}').unwrap_or(0);
        layout.notes.push(Note {
            kind: NoteKind::Encoding,
            message: format!("bytes that are no {encoding} were replaced by U+FFFD, {count} in all"),
            source: character_at(&layout.text, at),
        });
    }
    let count = layout.text.bytes().filter(|&byte| is_control(byte)).count();
    if count > 0 {
        let at = layout.text.bytes().position(is_control).unwrap_or(0);
        layout.notes.push(Note {
            kind: NoteKind::Character,
            message: format!("control characters, {count} in all, kept as they are"),
            source: character_at(&layout.text, at),
        });
    }
}

fn is_control(byte: u8) -> bool {
    byte < b' ' && !matches!(byte, b'\n' | b'\t' | b'\x0c') || byte == 0x7f
}

fn character_at(text: &str, at: usize) -> Span {
    let length = text.get(at..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
    Span::at(at, at + length)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(bytes: &[u8]) -> (String, Option<&'static str>) {
        let decoded = decode(bytes.to_vec()).map_err(|at| format!("NUL at {at}")).unwrap();
        (decoded.text, decoded.flawed)
    }

    #[test]
    fn byte_order_marks_decide() {
        assert_eq!(text(b"\xef\xbb\xbfna\xc3\xafve"), ("naïve".to_owned(), None));
        assert_eq!(text(b"\xff\xfeh\0i\0"), ("hi".to_owned(), None));
        assert_eq!(text(b"\xfe\xff\0h\0i"), ("hi".to_owned(), None));
    }

    #[test]
    fn old_pages_are_guessed() {
        let page = "“The café in Besançon was closed,” said the waiter – and left. Où est-il allé ?";
        let (bytes, _, _) = encoding_rs::WINDOWS_1252.encode(page);
        assert_eq!(text(&bytes), (page.to_owned(), None));
        let page = "Премьер-министр заявил в понедельник, что мост откроют весной.";
        let (bytes, _, _) = encoding_rs::WINDOWS_1251.encode(page);
        assert_eq!(text(&bytes), (page.to_owned(), None));
    }

    #[test]
    fn one_cut_character_does_not_spoil_the_rest() {
        let (found, flawed) = text("Größe, Straße, Änderung, früher €".as_bytes().split_last().unwrap().1);
        assert_eq!((found.as_str(), flawed), ("Größe, Straße, Änderung, früher \u{fffd}", Some("UTF-8")));
    }

    #[test]
    fn nul_bytes_are_no_text() {
        let place = decode("PK\né\0".into()).err();
        assert_eq!(place, Some(Place { offset: 5, line: 2, column: 2 }));
    }

    #[test]
    fn odd_characters_are_noted_where_they_stand() {
        let mut layout = Layout::plain("x", "a\u{b}b \u{fffd}");
        note_characters(&mut layout, Some("UTF-8"));
        let found: Vec<_> = layout.notes.iter().map(|note| (note.kind, note.source)).collect();
        assert_eq!(found, [(NoteKind::Encoding, Span::new(4, 7)), (NoteKind::Character, Span::new(1, 2))]);
    }
}
