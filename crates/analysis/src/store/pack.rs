use std::io::Read;
use std::sync::{Arc, Mutex, PoisonError};

use flate2::read::DeflateEncoder;
use flate2::{Compression, Decompress, FlushDecompress, Status};
use nutgraf_core::Page;
use rayon::prelude::*;

use super::code::{Decoder, Encoder, Flaw};
use super::page::{decode, decode_texts, encode};
use crate::piece::Piece;

/// Encoded bytes that are packed together: more pack better, fewer are unpacked faster for a single page.
const PACK: usize = 32 * 1024;

/// News packs to 0.44 of its length; the levels above hardly better, the first to 0.61.
const LEVEL: u32 = 3;

/// Pages packed together.
#[derive(Clone, Debug)]
pub(super) struct Pack {
    /// Deflated (RFC 1951).
    pub(super) deflated: Piece<u8>,
    /// Where each page ends in the unpacked bytes.
    pub(super) ends: Piece<u32>,
}

/// Packs that lie together in memory.
pub(super) const TOGETHER: usize = 32;

impl Pack {
    /// Packs encoded pages that lie end to end.
    fn of(bytes: &[u8], ends: Vec<u32>) -> Pack {
        Pack { deflated: deflated(bytes).into(), ends: ends.into() }
    }

    /// Moves packs together, [`TOGETHER`] each.
    pub(super) fn join(packs: &mut [Pack]) {
        packs.par_chunks_mut(TOGETHER).for_each(|packs| {
            Piece::join(packs.iter_mut().map(|pack| &mut pack.deflated));
            Piece::join(packs.iter_mut().map(|pack| &mut pack.ends));
        });
    }

    /// The encoded pages, end to end.
    pub(super) fn unpacked(&self) -> Result<Vec<u8>, Flaw> {
        inflated(&self.deflated, u64::from(self.ends.last().copied().unwrap_or_default()))
    }
}

pub(super) fn deflated(bytes: &[u8]) -> Vec<u8> {
    let mut deflated = Vec::with_capacity(bytes.len() / 2);
    // Reading from memory does not fail.
    let _ = DeflateEncoder::new(bytes, Compression::new(LEVEL)).read_to_end(&mut deflated);
    deflated
}

/// Exactly so many bytes.
pub(super) fn inflated(deflated: &[u8], length: u64) -> Result<Vec<u8>, Flaw> {
    // One byte more shows that there is more than there should be. No byte stands for more than 1032, so that a wrong
    // length takes no memory.
    let most = (deflated.len() as u64).saturating_mul(1032);
    let mut bytes = Vec::with_capacity(length.min(most) as usize + 1);
    // At once into room for all: no window is kept and copied.
    match Decompress::new(false).decompress_vec(deflated, &mut bytes, FlushDecompress::Finish) {
        Ok(Status::StreamEnd) if bytes.len() as u64 == length => Ok(bytes),
        _ => Err(Flaw { at: 0, expected: "as many packed bytes as are said" }),
    }
}

/// The pages of a corpus, in input order, packed; cheap to clone.
#[derive(Clone, Debug, Default)]
pub(crate) struct Pages {
    packs: Vec<Pack>,
    /// Per page its pack and its number in it.
    slots: Vec<(u32, u32)>,
    /// The pack unpacked last: neighbours are often asked for one after the other.
    open: Arc<Mutex<Open>>,
}

type Open = Option<(Pack, Arc<[u8]>)>;

impl Pages {
    /// All pages of some packs.
    pub(super) fn of_packs(packs: Vec<Pack>) -> Pages {
        let slots = (0..).zip(&packs);
        let slots = slots.flat_map(|(at, pack)| (0..pack.ends.len() as u32).map(move |slot| (at, slot)));
        Pages { slots: slots.collect(), packs, open: Arc::default() }
    }

    pub(crate) fn len(&self) -> usize {
        self.slots.len()
    }

    /// The page of this index; none when there is none, or when a file's page cannot be unpacked.
    pub(crate) fn page(&self, index: usize) -> Option<Arc<Page>> {
        let &(pack, slot) = self.slots.get(index)?;
        let pack = self.packs.get(pack as usize)?;
        let bytes = self.unpacked(pack)?;
        decode(&mut Decoder::new(bytes.get(range(&pack.ends, slot as usize))?)).ok().map(Arc::new)
    }

    /// What reads many pages without a lock, each pack once when their indices are in order.
    pub(crate) fn reader(&self) -> PageReader<'_> {
        PageReader { pages: self, open: None }
    }

    /// The pack of a page; neighbours are best read by one reader.
    pub(crate) fn pack_of(&self, index: u32) -> Option<u32> {
        self.slots.get(index as usize).map(|&(pack, _)| pack)
    }

    fn unpacked(&self, pack: &Pack) -> Option<Arc<[u8]>> {
        let lock = || self.open.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, bytes)) = lock().as_ref().filter(|(open, _)| open.deflated.is(&pack.deflated)) {
            return Some(Arc::clone(bytes));
        }
        let bytes: Arc<[u8]> = pack.unpacked().ok()?.into();
        *lock() = Some((pack.clone(), Arc::clone(&bytes)));
        Some(bytes)
    }

    /// Some of the pages, by their indices in order; without a copy.
    pub(crate) fn part(&self, pages: &[u32]) -> Pages {
        let mut part = Pages::default();
        let mut last = None;
        for &page in pages {
            let Some(&(pack, slot)) = self.slots.get(page as usize) else { continue };
            if last != Some(pack) {
                part.packs.push(self.packs[pack as usize].clone());
                last = Some(pack);
            }
            part.slots.push((part.packs.len() as u32 - 1, slot));
        }
        part
    }

    pub(crate) fn append(&mut self, other: Pages) {
        let first = self.packs.len() as u32;
        self.packs.extend(other.packs);
        self.slots.extend(other.slots.into_iter().map(|(pack, slot)| (pack + first, slot)));
    }

    /// The packs that [`Pages::of`] makes of the same pages, whatever was done to them since: what goes to a file.
    pub(super) fn repacked(&self) -> Result<Vec<Pack>, Flaw> {
        let lengths = self
            .slots
            .iter()
            .map(|&(pack, slot)| range(&self.packs[pack as usize].ends, slot as usize).len());
        let repack = |group: std::ops::Range<usize>| {
            let slots = &self.slots[group];
            if let [(pack, 0), ..] = slots
                && let whole = &self.packs[*pack as usize]
                && whole.ends.len() == slots.len()
                && (0..).zip(slots).all(|(at, slot)| *slot == (*pack, at))
            {
                return Ok(whole.clone());
            }
            let (mut bytes, mut ends) = (vec![], vec![]);
            for of_pack in slots.chunk_by(|a, b| a.0 == b.0) {
                let pack = &self.packs[of_pack[0].0 as usize];
                let unpacked = pack.unpacked()?;
                for &(_, slot) in of_pack {
                    bytes.extend_from_slice(&unpacked[range(&pack.ends, slot as usize)]);
                    ends.push(bytes.len() as u32);
                }
            }
            Ok(Pack::of(&bytes, ends))
        };
        groups(lengths).into_par_iter().map(repack).collect()
    }
}

/// See [`Pages::reader`].
pub(crate) struct PageReader<'a> {
    pages: &'a Pages,
    open: Option<(u32, Vec<u8>)>,
}

impl PageReader<'_> {
    /// The page of this index, as [`Pages::page`].
    pub(crate) fn page(&mut self, index: u32) -> Option<Page> {
        decode(&mut Decoder::new(self.bytes(index)?)).ok()
    }

    /// The same as [`decode_texts`] reads it.
    pub(crate) fn texts(&mut self, index: u32, last: u32) -> Option<Page> {
        decode_texts(&mut Decoder::new(self.bytes(index)?), last as usize).ok()
    }

    /// The encoded page.
    fn bytes(&mut self, index: u32) -> Option<&[u8]> {
        let &(pack, slot) = self.pages.slots.get(index as usize)?;
        let packed = self.pages.packs.get(pack as usize)?;
        if self.open.as_ref().is_none_or(|&(open, _)| open != pack) {
            self.open = Some((pack, packed.unpacked().ok()?));
        }
        let (_, bytes) = self.open.as_ref()?;
        bytes.get(range(&packed.ends, slot as usize))
    }
}

/// Packs encoded pages as they come. How they are packed depends on them alone.
#[derive(Debug, Default)]
pub(crate) struct Packer {
    packs: Vec<Pack>,
    /// So many of them lie together.
    joined: usize,
    waiting: Vec<Vec<u8>>,
}

impl Packer {
    pub(crate) fn add(&mut self, encoded: Vec<Vec<u8>>) {
        self.waiting.extend(encoded);
    }

    /// Packs what is waiting, but for the last pages, which may not fill a pack yet.
    pub(crate) fn pack(&mut self) {
        let mut groups = groups(self.waiting.iter().map(Vec::len));
        let last = groups.pop();
        self.packs.par_extend(groups.into_par_iter().map(|group| packed(&self.waiting[group])));
        self.waiting.drain(..last.map_or(0, |last| last.start));
        let whole = self.packs.len() / TOGETHER * TOGETHER;
        Pack::join(&mut self.packs[self.joined..whole]);
        self.joined = whole;
    }

    pub(crate) fn finish(mut self) -> Pages {
        self.pack();
        if !self.waiting.is_empty() {
            self.packs.push(packed(&self.waiting));
        }
        Pack::join(&mut self.packs[self.joined..]);
        Pages::of_packs(self.packs)
    }
}

fn packed(encoded: &[Vec<u8>]) -> Pack {
    let mut ends = Vec::with_capacity(encoded.len());
    let mut bytes = Vec::with_capacity(encoded.iter().map(Vec::len).sum());
    for page in encoded {
        bytes.extend_from_slice(page);
        ends.push(bytes.len() as u32);
    }
    Pack::of(&bytes, ends)
}

/// A page as bytes, to be packed.
pub(crate) fn encoded(page: &Page) -> Vec<u8> {
    let mut encoder = Encoder::default();
    encode(page, &mut encoder);
    encoder.bytes
}

/// Where a page's bytes stand among those of its pack.
fn range(ends: &[u32], slot: usize) -> std::ops::Range<usize> {
    let end = |slot: usize| ends.get(slot).copied().unwrap_or_default() as usize;
    let start = slot.checked_sub(1).map_or(0, end);
    start..end(slot).max(start)
}

/// Neighbours that go into one pack: as many as reach [`PACK`] bytes.
fn groups(lengths: impl Iterator<Item = usize>) -> Vec<std::ops::Range<usize>> {
    let mut groups = vec![];
    let (mut start, mut held, mut end) = (0, 0, 0);
    for length in lengths {
        end += 1;
        held += length;
        if held >= PACK {
            groups.push(start..end);
            (start, held) = (end, 0);
        }
    }
    if start < end {
        groups.push(start..end);
    }
    groups
}
