use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8};
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
