//! Numbers and texts as bytes: unsigned numbers in seven bits a byte, lowest first (LEB128), texts with their length
//! before them.

use nutgraf_core::Span;

/// What is wrong with encoded bytes, and where.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Flaw {
    /// Offset of the byte.
    pub(crate) at: usize,
    pub(crate) expected: &'static str,
}

/// Appends to bytes.
#[derive(Debug, Default)]
pub(crate) struct Encoder {
    pub(crate) bytes: Vec<u8>,
}

impl Encoder {
    pub(crate) fn number(&mut self, number: impl Into<u64>) {
        let mut left = number.into();
        while left >= 0x80 {
            self.bytes.push(left as u8 | 0x80);
            left >>= 7;
        }
        self.bytes.push(left as u8);
    }

    pub(crate) fn length(&mut self, length: usize) {
        self.number(length as u64);
    }

    /// Small numbers below and above 0 become small numbers.
    pub(crate) fn signed(&mut self, number: i64) {
        self.number((number as u64) << 1 ^ (number >> 63) as u64);
    }

    pub(crate) fn text(&mut self, text: &str) {
        self.length(text.len());
        self.bytes.extend_from_slice(text.as_bytes());
    }

    /// None is 0, else the number and 1.
    pub(crate) fn maybe(&mut self, number: Option<u32>) {
        self.number(number.map_or(0, |number| u64::from(number) + 1));
    }

    pub(crate) fn maybe_text(&mut self, text: Option<&str>) {
        match text {
            None => self.number(0_u8),
            Some(text) => {
                self.length(text.len() + 1);
                self.bytes.extend_from_slice(text.as_bytes());
            }
        }
    }

    pub(crate) fn list<T>(&mut self, items: &[T], mut each: impl FnMut(&mut Encoder, &T)) {
        self.length(items.len());
        items.iter().for_each(|item| each(self, item));
    }

    pub(crate) fn span(&mut self, span: Span, last: &mut usize) {
        self.signed(span.start() as i64 - *last as i64);
        self.length(span.len());
        *last = span.end();
    }

    /// Spans, each by its distance from the one before.
    pub(crate) fn spans(&mut self, spans: &[Span]) {
        let mut last = 0;
        self.list(spans, |encoder, &span| encoder.span(span, &mut last));
    }
}

/// Reads what an [`Encoder`] wrote; bytes that it did not write are a [`Flaw`], never a panic.
#[derive(Debug)]
pub(crate) struct Decoder<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Decoder<'a> {
    pub(crate) fn new(bytes: &'a [u8]) -> Decoder<'a> {
        Decoder { bytes, at: 0 }
    }

    /// A flaw at the present place.
    pub(crate) fn flaw(&self, expected: &'static str) -> Flaw {
        Flaw { at: self.at, expected }
    }

    /// That nothing is left.
    pub(crate) fn finish(&self) -> Result<(), Flaw> {
        if self.at == self.bytes.len() { Ok(()) } else { Err(self.flaw("the end")) }
    }

    /// All that is left.
    pub(crate) fn rest(&mut self) -> &'a [u8] {
        let rest = self.bytes.get(self.at..).unwrap_or_default();
        self.at = self.bytes.len();
        rest
    }

    pub(crate) fn number(&mut self) -> Result<u64, Flaw> {
        let mut number = 0;
        for shift in (0..64).step_by(7) {
            let Some(&byte) = self.bytes.get(self.at) else { return Err(self.flaw("a number")) };
            self.at += 1;
            number |= u64::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                return Ok(number);
            }
        }
        Err(self.flaw("a number of at most 64 bits"))
    }

    pub(crate) fn small(&mut self) -> Result<u32, Flaw> {
        let number = self.number()?;
        u32::try_from(number).map_err(|_| self.flaw("a number of at most 32 bits"))
    }

    /// A number below a limit.
    pub(crate) fn below(&mut self, limit: usize, expected: &'static str) -> Result<u32, Flaw> {
        let number = self.small()?;
        if (number as usize) < limit { Ok(number) } else { Err(self.flaw(expected)) }
    }

    /// A number of things of at least one byte each, so that no more memory is taken than there are bytes.
    pub(crate) fn length(&mut self) -> Result<usize, Flaw> {
        let length = self.number()?;
        let left = (self.bytes.len() - self.at) as u64;
        if length <= left { Ok(length as usize) } else { Err(self.flaw("as many bytes as are said")) }
    }

    pub(crate) fn signed(&mut self) -> Result<i64, Flaw> {
        let number = self.number()?;
        Ok((number >> 1) as i64 ^ -((number & 1) as i64))
    }

    pub(crate) fn bytes(&mut self, length: usize) -> Result<&'a [u8], Flaw> {
        let found = self.bytes.get(self.at..self.at.saturating_add(length));
        let found = found.ok_or_else(|| self.flaw("as many bytes as are said"))?;
        self.at += length;
        Ok(found)
    }

    fn utf8(&mut self, length: usize) -> Result<&'a str, Flaw> {
        let start = self.at;
        let text = self.bytes(length)?;
        std::str::from_utf8(text)
            .map_err(|error| Flaw { at: start + error.valid_up_to(), expected: "UTF-8 text" })
    }

    pub(crate) fn text(&mut self) -> Result<&'a str, Flaw> {
        let length = self.length()?;
        self.utf8(length)
    }

    pub(crate) fn string(&mut self) -> Result<String, Flaw> {
        self.text().map(str::to_owned)
    }

    pub(crate) fn maybe(&mut self) -> Result<Option<u32>, Flaw> {
        let number = self.number()?;
        let number = number.checked_sub(1).map(u32::try_from).transpose();
        number.map_err(|_| self.flaw("a number of at most 32 bits"))
    }

    pub(crate) fn maybe_string(&mut self) -> Result<Option<String>, Flaw> {
        match self.number()? {
            0 => Ok(None),
            length => {
                let length = usize::try_from(length - 1).map_err(|_| self.flaw("a length"))?;
                self.utf8(length).map(|text| Some(text.to_owned()))
            }
        }
    }

    pub(crate) fn list<T>(
        &mut self,
        mut each: impl FnMut(&mut Decoder<'a>) -> Result<T, Flaw>,
    ) -> Result<Vec<T>, Flaw> {
        let length = self.length()?;
        (0..length).map(|_| each(self)).collect()
    }

    pub(crate) fn span(&mut self, last: &mut usize) -> Result<Span, Flaw> {
        let start =
            i64::try_from(*last).ok().zip(self.signed().ok()).and_then(|(last, by)| last.checked_add(by));
        let start = start.and_then(|start| u32::try_from(start).ok());
        let end = start.zip(self.small().ok()).and_then(|(start, length)| start.checked_add(length));
        let (Some(start), Some(end)) = (start, end) else { return Err(self.flaw("a span")) };
        *last = end as usize;
        Ok(Span::new(start, end))
    }

    pub(crate) fn spans(&mut self) -> Result<Vec<Span>, Flaw> {
        let mut last = 0;
        self.list(|decoder| decoder.span(&mut last))
    }

    /// One of some values, by its place among them.
    pub(crate) fn one_of<T: Copy>(&mut self, values: &[T], expected: &'static str) -> Result<T, Flaw> {
        let number = self.number()?;
        let value = usize::try_from(number).ok().and_then(|number| values.get(number)).copied();
        value.ok_or_else(|| self.flaw(expected))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn what_is_written_is_read(number: u64, signed: i64, text: String, maybe: Option<u32>, start: u32, length in 0..9_u32) {
            let span = Span::new(start.min(u32::MAX - 9), start.min(u32::MAX - 9) + length);
            let mut encoder = Encoder::default();
            encoder.number(number);
            encoder.signed(signed);
            encoder.text(&text);
            encoder.maybe(maybe);
            encoder.maybe_text(maybe.is_some().then_some(text.as_str()));
            encoder.spans(&[span, Span::new(0, 4)]);
            let mut decoder = Decoder::new(&encoder.bytes);
            prop_assert_eq!(decoder.number(), Ok(number));
            prop_assert_eq!(decoder.signed(), Ok(signed));
            prop_assert_eq!(decoder.text(), Ok(text.as_str()));
            prop_assert_eq!(decoder.maybe(), Ok(maybe));
            prop_assert_eq!(decoder.maybe_string(), Ok(maybe.is_some().then_some(text)));
            prop_assert_eq!(decoder.spans(), Ok(vec![span, Span::new(0, 4)]));
            prop_assert_eq!(decoder.finish(), Ok(()));
        }

        #[test]
        fn any_bytes_are_read_or_refused(bytes: Vec<u8>) {
            let mut decoder = Decoder::new(&bytes);
            while decoder.finish().is_err() {
                let read = decoder.spans().map(drop).and_then(|()| decoder.text().map(drop));
                let read = read.and_then(|()| decoder.maybe_string().map(drop));
                if read.is_err() {
                    break;
                }
            }
        }
    }
}
