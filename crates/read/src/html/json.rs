//! JSON as pages hold it: control characters in strings, commas too many, comments, a missing end. What can be read
//! is kept.

use serde_json::{Map, Value};

/// Values inside one another; what is deeper is passed over.
const DEEPEST: usize = 64;

/// Reads the first value of a text, or all of them, when several stand one after the other, as an array.
pub(crate) fn read(text: &str) -> Value {
    let mut reader = Reader { text, at: 0 };
    let mut values = Vec::new();
    while let Some(value) = reader.value(0) {
        values.push(value);
        reader.space();
        reader.skip(b';');
        if reader.peek().is_none() {
            break;
        }
    }
    match (values.len(), values.pop()) {
        (1, Some(value)) => value,
        (_, Some(last)) => {
            values.push(last);
            Value::Array(values)
        }
        (_, None) => Value::Null,
    }
}

struct Reader<'t> {
    text: &'t str,
    at: usize,
}

impl<'t> Reader<'t> {
    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn rest(&self) -> &'t [u8] {
        self.text.as_bytes().get(self.at..).unwrap_or_default()
    }

    fn skip(&mut self, byte: u8) -> bool {
        let is = self.peek() == Some(byte);
        self.at += usize::from(is);
        is
    }

    /// White space, comments and the wrappers that keep old browsers from scripts.
    fn space(&mut self) {
        loop {
            let rest = self.rest();
            let skipped = rest.iter().take_while(|byte| byte.is_ascii_whitespace() || **byte < b' ').count();
            self.at += skipped;
            let rest = &rest[skipped..];
            let mark = [
                &b"<![CDATA["[..],
                b"]]>",
                b"<!--",
                b"-->",
                b"//<![CDATA[",
                b"//]]>",
                b"\xef\xbb\xbf",
                b"\xc2\xa0",
            ]
            .into_iter()
            .find(|mark| rest.starts_with(mark));
            match mark {
                Some(mark) => self.at += mark.len(),
                None if rest.starts_with(b"/*") => {
                    self.at += memchr::memmem::find(rest, b"*/").map_or(rest.len(), |end| end + 2);
                }
                None if rest.starts_with(b"//") => {
                    self.at += memchr::memchr(b'\n', rest).unwrap_or(rest.len());
                }
                None => return,
            }
        }
    }

    fn value(&mut self, depth: usize) -> Option<Value> {
        self.space();
        match self.peek()? {
            b'{' => Some(self.object(depth)),
            b'[' => Some(self.array(depth)),
            b'"' => Some(Value::String(self.string())),
            _ => self.word(),
        }
    }

    fn object(&mut self, depth: usize) -> Value {
        self.at += 1;
        let mut map = Map::new();
        loop {
            self.space();
            match self.peek() {
                None => break,
                Some(b'}') => {
                    self.at += 1;
                    break;
                }
                Some(b',') => self.at += 1,
                Some(b'"') => {
                    let key = self.string();
                    self.space();
                    if !self.skip(b':') {
                        continue;
                    }
                    self.space();
                    if matches!(self.peek(), Some(b',' | b'}')) {
                        continue;
                    }
                    if depth >= DEEPEST {
                        break;
                    }
                    match self.value(depth + 1) {
                        Some(value) => {
                            map.entry(key).or_insert(value);
                        }
                        None => break,
                    }
                }
                // Something that is no key: a quotation mark in a string ended it early.
                Some(_) => match memchr::memchr3(b',', b'}', b'"', self.rest()) {
                    Some(length) => self.at += length.max(1),
                    None => self.at = self.text.len(),
                },
            }
        }
        Value::Object(map)
    }

    fn array(&mut self, depth: usize) -> Value {
        self.at += 1;
        let mut items = Vec::new();
        loop {
            self.space();
            match self.peek() {
                None => break,
                Some(b']') => {
                    self.at += 1;
                    break;
                }
                Some(b',' | b':') => self.at += 1,
                Some(b'}') => break,
                Some(_) if depth >= DEEPEST => break,
                Some(_) => match self.value(depth + 1) {
                    Some(value) => items.push(value),
                    None => break,
                },
            }
        }
        Value::Array(items)
    }

    fn string(&mut self) -> String {
        self.at += 1;
        let mut out = String::new();
        loop {
            let Some(length) = memchr::memchr2(b'"', b'\\', self.rest()) else {
                out.push_str(self.text.get(self.at..).unwrap_or_default());
                self.at = self.text.len();
                return out;
            };
            out.push_str(self.text.get(self.at..self.at + length).unwrap_or_default());
            self.at += length + 1;
            if self.text.as_bytes()[self.at - 1] == b'"' {
                return out;
            }
            let Some(c) = self.text.get(self.at..).and_then(|rest| rest.chars().next()) else { return out };
            self.at += c.len_utf8();
            match c {
                'n' | 'r' | 't' | 'f' | 'b' => out.push(if c == 'n' { '\n' } else { ' ' }),
                'u' => out.push(self.unicode()),
                other => out.push(other),
            }
        }
    }

    /// The character of `XXXX`, or of a pair of surrogates.
    fn unicode(&mut self) -> char {
        let Some(first) = self.hex() else { return '\u{fffd}' };
        if !(0xd800..0xdc00).contains(&first) {
            return char::from_u32(first).unwrap_or('\u{fffd}');
        }
        if !self.rest().starts_with(b"\\u") {
            return '\u{fffd}';
        }
        let back = self.at;
        self.at += 2;
        match self.hex() {
            Some(second) if (0xdc00..0xe000).contains(&second) => {
                char::from_u32(0x10000 + ((first - 0xd800) << 10) + (second - 0xdc00)).unwrap_or('\u{fffd}')
            }
            _ => {
                self.at = back;
                '\u{fffd}'
            }
        }
    }

    fn hex(&mut self) -> Option<u32> {
        let digits = self.text.get(self.at..self.at + 4)?;
        let value = u32::from_str_radix(digits, 16).ok()?;
        self.at += 4;
        Some(value)
    }

    /// `true`, `null`, a number; anything else is null.
    fn word(&mut self) -> Option<Value> {
        let length = self
            .rest()
            .iter()
            .take_while(|byte| {
                byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'+' | b'.' | b'_' | b'$')
            })
            .count();
        if length == 0 {
            return None;
        }
        let word = self.text.get(self.at..self.at + length)?;
        self.at += length;
        Some(serde_json::from_str(word).unwrap_or(Value::Null))
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn flawed_json_is_read_as_far_as_it_goes() {
        let cases = [
            (
                r#"{"a": [1, true, null,], "b": "c\u00e9\ud83d\ude00\/",}"#,
                json!({"a": [1, true, null], "b": "cé😀/"}),
            ),
            ("<!-- {\"a\": \"line\nbreak\"} -->", json!({"a": "line\nbreak"})),
            ("/* x */ {\"a\": 1 // y\n}", json!({"a": 1})),
            ("{\"a\": \"b\", \"c\": {\"d\": [\"e", json!({"a": "b", "c": {"d": ["e"]}})),
            ("{\"a\": , \"b\": 2}", json!({"b": 2})),
            ("{\"a\": 1}\n{\"b\": 2};", json!([{"a": 1}, {"b": 2}])),
            ("nothing of the kind", Value::Array(vec![Value::Null; 4])),
            ("", Value::Null),
        ];
        for (text, value) in cases {
            assert_eq!(read(text), value, "{text}");
        }
        assert!(read(&"[".repeat(100_000)).is_array());
        assert!(read("{\"a\": \"he said \"no\" twice\", \"b\": 2}").is_object());
    }
}
