use std::io::{self, BufRead, Read};

use ruzstd::decoding::errors::{FrameDecoderError, ReadFrameHeaderError};
use ruzstd::decoding::{BlockDecodingStrategy, FrameDecoder};

/// Unpacks Zstandard (RFC 8878) of any number of frames.
pub(crate) struct Zstd<R> {
    inner: R,
    decoder: FrameDecoder,
    is_done: bool,
}

impl<R: BufRead> Zstd<R> {
    pub(crate) fn new(inner: R) -> Zstd<R> {
        Zstd { inner, decoder: FrameDecoder::new(), is_done: false }
    }

    /// Goes to the next frame that holds data; false at the end of the file.
    fn next_frame(&mut self) -> io::Result<bool> {
        loop {
            if self.inner.fill_buf()?.is_empty() {
                return Ok(false);
            }
            match self.decoder.reset(&mut self.inner) {
                Ok(()) => return Ok(true),
                Err(FrameDecoderError::ReadFrameHeaderError(ReadFrameHeaderError::SkipFrame {
                    length,
                    ..
                })) => {
                    io::copy(&mut (&mut self.inner).take(u64::from(length)), &mut io::sink())?;
                }
                Err(error) => return Err(damaged(&error)),
            }
        }
    }

    fn unpack(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        loop {
            if self.decoder.can_collect() > 0 {
                return self.decoder.read(buffer);
            }
            if self.decoder.is_finished() {
                let (sum, found) =
                    (self.decoder.get_checksum_from_data(), self.decoder.get_calculated_checksum());
                if sum.is_some() && sum != found {
                    return Err(io::Error::new(io::ErrorKind::InvalidData, "a frame's checksum is wrong"));
                }
                if !self.next_frame()? {
                    return Ok(0);
                }
            }
            let some = BlockDecodingStrategy::UptoBytes(1 << 16);
            self.decoder.decode_blocks(&mut self.inner, some).map_err(|error| damaged(&error))?;
        }
    }
}

impl<R: BufRead> Read for Zstd<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.is_done || buffer.is_empty() {
            return Ok(0);
        }
        let read = self.unpack(buffer);
        self.is_done = !matches!(read, Ok(1..));
        read
    }
}

fn damaged(error: &FrameDecoderError) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, error.to_string())
}

#[cfg(test)]
mod tests {
    use ruzstd::encoding::{CompressionLevel, compress_to_vec};

    use super::*;

    #[test]
    fn frames_are_read_one_after_the_other() {
        let pack = |text: &str| compress_to_vec(text.as_bytes(), CompressionLevel::Fastest);
        let skipped = [0x50, 0x2a, 0x4d, 0x18, 3, 0, 0, 0, 1, 2, 3];
        let long = "The ferry sank at noon. ".repeat(20_000);
        let packed = [pack("One. "), skipped.to_vec(), pack(&long)].concat();
        let mut text = String::new();
        Zstd::new(packed.as_slice()).read_to_string(&mut text).unwrap();
        assert_eq!(text, format!("One. {long}"));
        let cut = &packed[..packed.len() - 2];
        assert!(Zstd::new(cut).read_to_string(&mut text).is_err());
    }
}
