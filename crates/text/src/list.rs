//! Lists that run on in one line: `1. Rent the hall. 2. Book the band.`

use crate::Span;
use crate::class::{BLANK, char_at, class};

/// Where the items after the first begin, when `line` is a list: bullets, or numbers that count on.
pub(crate) fn items(text: &str, line: Span) -> Vec<usize> {
    let bytes = text.as_bytes();
    let (start, end) = (line.start(), line.end());
    let mut found = Vec::new();
    if start >= end {
        return found;
    }
    if let Some(bullet) = char_at(text, start).filter(|&c| is_bullet(c)) {
        let body = text.get(start + bullet.len_utf8()..end).unwrap_or_default();
        let offset = start + bullet.len_utf8();
        found.extend(body.match_indices(bullet).map(|(at, _)| offset + at));
        return found;
    }
    let Some(first) = Marker::read(bytes, start, end) else { return found };
    let mut next = first.following();
    let mut at = first.end;
    while at < end {
        if class(bytes[at]) == BLANK
            && let Some(marker) = Marker::read(bytes, at + 1, end)
            && (marker.count, marker.letters, marker.shape) == next
        {
            found.push(at + 1);
            next = marker.following();
            at = marker.end;
        } else {
            at += 1;
        }
    }
    found
}

fn is_bullet(c: char) -> bool {
    matches!(c, '•' | '⁃' | '▪' | '●' | '◦' | '‣' | '■' | '·' | '►')
}

/// `3.`, `3)`, `3.)`, `c.` or `c)` before a blank.
struct Marker {
    count: u32,
    letters: bool,
    shape: u8,
    end: usize,
}

impl Marker {
    fn read(bytes: &[u8], at: usize, end: usize) -> Option<Marker> {
        let mut to = at;
        let mut count = 0;
        let letters = to < end && bytes[to].is_ascii_lowercase();
        if letters {
            count = u32::from(bytes[to] - b'a') + 1;
            to += 1;
        }
        while !letters && to < end && to < at + 2 && bytes[to].is_ascii_digit() {
            count = count * 10 + u32::from(bytes[to] - b'0');
            to += 1;
        }
        let sign = to;
        while to < end && matches!(bytes[to], b'.' | b')') {
            to += 1;
        }
        let shape = match bytes.get(sign..to)? {
            b"." => 1,
            b")" => 2,
            b".)" => 3,
            _ => return None,
        };
        (sign > at && to < end && class(bytes[to]) == BLANK).then_some(Marker {
            count,
            letters,
            shape,
            end: to,
        })
    }

    fn following(&self) -> (u32, bool, u8) {
        (self.count + 1, self.letters, self.shape)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn items_count_on() {
        for (text, want) in [
            ("1. Rent 2. Pay 3. Go", &[8, 15][..]),
            ("a) Rent b) Pay", &[8]),
            ("2.) Rent 3.) Pay", &[9]),
            ("• Rent • Pay", &[9]),
            ("1. Rent 3. Pay", &[]),
            ("It cost 1. Then 2. Then", &[]),
            ("1. Rent 2) Pay", &[]),
        ] {
            assert_eq!(items(text, Span::of(text)), want, "{text}");
        }
    }
}
