//! Corpora and partials in files.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{BufReader, BufWriter, Read, Write};
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use rayon::prelude::*;

use super::code::{Decoder, Encoder, Flaw};
use super::pack::{Pack, Pages, TOGETHER, deflated, inflated};
use super::partial::{
    decode_ranks, decode_story, decode_strings, encode_ranks, encode_story, encode_strings,
};
use super::section::{FileError, Reader, Section, Sections, is_saved};
use crate::count::StoryCount;
use crate::{Aliases, Corpus, Partial};

const CORPUS: &[u8; 4] = b"CORP";
const PARTIAL: &[u8; 4] = b"PART";

/// Stories in a section.
const STORIES: usize = 256;

impl Corpus {
    /// Writes the corpus, its pages and counts, to one file: the same bytes for the same corpus, however it came
    /// about. [`Corpus::load`] reads it.
    ///
    /// The file has a head: eight bytes `8b 4e 55 54 47 52 0d 0a`, the version of the format (2), the kind (`CORP`).
    /// Sections follow, each with a name of four letters, the length of its content (64 bits), its XXH3 checksum (64
    /// bits), and the content: `META` (what it is a part of, pages, stories), `ALIA` (what the user says of names; not
    /// in version 1), `PAGE` (pages, about 32 KiB packed together), `TEXT` (every word and name, in order), `RANK`
    /// (tokens by frequency), `STOR` (the counts of 256 stories, packed), `PLAC` (where the stories stand), `ENDS` (the
    /// number of sections). All numbers are little-endian; what is packed is deflated (RFC 1951).
    ///
    /// # Errors
    /// [`FileError::Io`] when it cannot be written.
    ///
    /// ```
    /// use nutgraf_analysis::{Corpus, FileError};
    /// use nutgraf_core::{Layout, Options, parse};
    ///
    /// let text = "The ferry sank at noon, the harbour master said on Monday.\n";
    /// let corpus = Corpus::collect(vec![parse(Layout::plain("demo", text), &Options::default())]);
    /// let mut saved = corpus.to_bytes()?;
    /// assert_eq!(Corpus::from_bytes(&saved)?.terms(), corpus.terms());
    /// saved.truncate(100);
    /// assert!(matches!(Corpus::from_bytes(&saved), Err(FileError::Torn { at: 100, .. })));
    /// # Ok::<(), FileError>(())
    /// ```
    pub fn save(&self, path: &Path) -> Result<(), FileError> {
        self.write(BufWriter::new(File::create(path)?)).map(drop)
    }

    /// Reads a corpus that [`Corpus::save`] wrote.
    ///
    /// # Errors
    /// [`FileError`]; it says what was expected, and at which byte.
    pub fn load(path: &Path) -> Result<Corpus, FileError> {
        Corpus::read(BufReader::with_capacity(1 << 20, File::open(path)?))
    }

    /// The bytes that [`Corpus::save`] writes.
    ///
    /// # Errors
    /// As [`Corpus::save`].
    pub fn to_bytes(&self) -> Result<Vec<u8>, FileError> {
        self.write(vec![])
    }

    /// Reads the bytes of [`Corpus::to_bytes`].
    ///
    /// # Errors
    /// As [`Corpus::load`].
    pub fn from_bytes(bytes: &[u8]) -> Result<Corpus, FileError> {
        Corpus::read(bytes)
    }

    /// Whether a file is one that [`Corpus::save`] or [`Partial::to_bytes`] could have written, by its first bytes.
    pub fn is_saved(path: &Path) -> bool {
        let mut beginning = vec![];
        let read = File::open(path).and_then(|file| file.take(8).read_to_end(&mut beginning));
        read.is_ok() && is_saved(&beginning)
    }

    fn write<W: Write>(&self, out: W) -> Result<W, FileError> {
        let mut sections = Sections::begin(out, CORPUS)?;
        let mut meta = Encoder::default();
        meta.maybe_text(self.filtered());
        meta.length(self.len());
        meta.length(self.partial().stories());
        sections.write(b"META", &meta.bytes)?;
        let mut aliases = Encoder::default();
        self.aliases().encode(&mut aliases);
        sections.write(b"ALIA", &aliases.bytes)?;
        let cannot = |flaw: Flaw| FileError::Content {
            section: "PAGE".to_owned(),
            at: 0,
            expected: flaw.expected.to_owned(),
        };
        for pack in self.packed().repacked().map_err(cannot)? {
            sections.write(b"PAGE", &encode_pack(&pack))?;
        }
        write_partial(self.partial(), &mut sections)?;
        let mut places = Encoder::default();
        let of_pages = if self.is_counts_alone() { &[] } else { self.places() };
        places.list(of_pages, |to, &(page, article)| {
            to.number(page);
            to.number(article);
        });
        sections.write(b"PLAC", &places.bytes)?;
        sections.end()
    }

    fn read(input: impl Read + Send) -> Result<Corpus, FileError> {
        let mut reader = Reader::begin(input, CORPUS)?;
        let meta = reader.named(b"META")?;
        let mut from = Decoder::new(&meta.content);
        let counts = from
            .maybe_string()
            .and_then(|filtered| Ok((filtered, from.number()?, from.number()?, from.finish()?)));
        let (filtered, page_count, story_count, ()) = counts.map_err(|flaw| meta.flaw(flaw))?;
        let aliases = match reader.version {
            1 => Aliases::default(),
            _ => {
                let section = reader.named(b"ALIA")?;
                let mut from = Decoder::new(&section.content);
                let said = Aliases::decode(&mut from).and_then(|said| from.finish().map(|()| said));
                said.map_err(|flaw| section.flaw(flaw))?
            }
        };
        let aliases = Arc::new(aliases);
        // Pages are unpacked while what follows is read.
        let packs = Gathered::default();
        let (partial, rest) = rayon::scope(|scope| {
            let mut at = 0;
            loop {
                let (sections, text) = reader.several(b"PAGE", b"TEXT", TOGETHER)?;
                let packs = &packs;
                scope.spawn(move |_| packs.put(at, decode_packs(sections)));
                if let Some(text) = text {
                    return read_partial(&text, &mut reader);
                }
                at += 1;
            }
        })?;
        let pages = Pages::of_packs(packs.in_order()?.into_iter().flatten().collect());
        let missing = |expected| meta.flaw(Flaw { at: meta.content.len(), expected });
        let places =
            rest.filter(|section| section.name == *b"PLAC").ok_or_else(|| missing("section PLAC"))?;
        let mut from = Decoder::new(&places.content);
        let found = from
            .list(|from| Ok((from.below(pages.len(), "a page")?, from.small()?)))
            .and_then(|found| from.finish().map(|()| found))
            .map_err(|flaw| places.flaw(flaw))?;
        if pages.len() as u64 != page_count || partial.stories() as u64 != story_count {
            return Err(missing("as many pages and stories as are said"));
        }
        if pages.len() == 0 && found.is_empty() && partial.stories() > 0 {
            return match reader.next()? {
                None => Ok(Corpus::of_counts(partial).keeping(&aliases)),
                Some(section) => Err(section.flaw(Flaw { at: 0, expected: "the end" })),
            };
        }
        if found.len() != partial.stories() {
            return Err(places.flaw(Flaw { at: 0, expected: "a place for each story" }));
        }
        match reader.next()? {
            None => Ok(Corpus::sealed(pages, partial, found, filtered).keeping(&aliases)),
            Some(section) => Err(section.flaw(Flaw { at: 0, expected: "the end" })),
        }
    }
}

impl Partial {
    /// The counts as bytes, to be merged elsewhere: the same bytes whatever the cut and the order of what was
    /// counted. They have the form of [`Corpus::save`], with the kind `PART` and the sections `TEXT`, `RANK`, `STOR`
    /// and `ENDS`.
    ///
    /// ```
    /// use nutgraf_analysis::{Corpus, FileError, Partial};
    /// use nutgraf_core::{Layout, Options, parse};
    ///
    /// // On each machine of an engine:
    /// let count = |id: &str, text: &str| {
    ///     let page = parse(Layout::plain(id, text), &Options::default());
    ///     Corpus::collect(vec![page]).partial().to_bytes()
    /// };
    /// let parts = [count("a", "The ferry sank on Monday.\n"), count("b", "The ferry was raised on Friday.\n")];
    /// // On the one that gathers:
    /// let mut whole = Partial::default();
    /// for part in parts {
    ///     whole = whole.merge(Partial::from_bytes(&part?)?);
    /// }
    /// assert_eq!(whole.stories(), 2);
    /// # Ok::<(), FileError>(())
    /// ```
    ///
    /// # Errors
    /// None but those of writing to memory.
    pub fn to_bytes(&self) -> Result<Vec<u8>, FileError> {
        let mut sections = Sections::begin(vec![], PARTIAL)?;
        write_partial(self, &mut sections)?;
        sections.end()
    }

    /// Reads the bytes of [`Partial::to_bytes`].
    ///
    /// # Errors
    /// [`FileError`]; it says what was expected, and at which byte.
    pub fn from_bytes(bytes: &[u8]) -> Result<Partial, FileError> {
        let mut reader = Reader::begin(bytes, PARTIAL)?;
        let text = reader.named(b"TEXT")?;
        match read_partial(&text, &mut reader)? {
            (partial, None) => Ok(partial),
            (_, Some(section)) => Err(section.flaw(Flaw { at: 0, expected: "the end" })),
        }
    }
}

/// What tasks made of a file's sections, by the numbers of the tasks.
struct Gathered<T>(Mutex<BTreeMap<usize, Result<T, FileError>>>);

impl<T> Default for Gathered<T> {
    fn default() -> Self {
        Gathered(Mutex::default())
    }
}

impl<T> Gathered<T> {
    fn put(&self, task: usize, made: Result<T, FileError>) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).insert(task, made);
    }

    /// All in order, or the first error among them.
    fn in_order(self) -> Result<Vec<T>, FileError> {
        self.0.into_inner().unwrap_or_else(PoisonError::into_inner).into_values().collect()
    }
}

fn encode_pack(pack: &Pack) -> Vec<u8> {
    let mut to = Encoder::default();
    let mut last = 0;
    to.list(&pack.ends, |to, &end| to.number(end - std::mem::replace(&mut last, end)));
    to.bytes.extend_from_slice(&pack.deflated);
    to.bytes
}

/// Packs that lie together.
fn decode_packs(sections: Vec<Section>) -> Result<Vec<Pack>, FileError> {
    let packs = sections.into_iter().map(|section| decode_pack(&section).map_err(|flaw| section.flaw(flaw)));
    let mut packs = packs.collect::<Result<Vec<Pack>, FileError>>()?;
    Pack::join(&mut packs);
    Ok(packs)
}

fn decode_pack(section: &Section) -> Result<Pack, Flaw> {
    let mut from = Decoder::new(&section.content);
    let mut last = 0_u32;
    let ends = from.list(|from| {
        last = last.checked_add(from.small()?).ok_or_else(|| from.flaw("an end"))?;
        Ok(last)
    })?;
    Ok(Pack { deflated: from.rest().to_vec().into(), ends: ends.into() })
}

fn write_partial<W: Write>(partial: &Partial, sections: &mut Sections<W>) -> Result<(), FileError> {
    let mut text = Encoder::default();
    encode_strings(partial, &mut text);
    sections.write(b"TEXT", &text.bytes)?;
    let mut to = Encoder::default();
    encode_ranks(partial, &mut to);
    sections.write(b"RANK", &to.bytes)?;
    let packed = partial.stories.par_chunks(STORIES).map(|stories| {
        let mut counts = Encoder::default();
        stories.iter().for_each(|story| encode_story(story, &mut counts));
        let mut to = Encoder::default();
        to.length(stories.len());
        to.length(counts.bytes.len());
        to.bytes.extend_from_slice(&deflated(&counts.bytes));
        to.bytes
    });
    for section in packed.collect::<Vec<_>>() {
        sections.write(b"STOR", &section)?;
    }
    Ok(())
}

/// A partial, and the section behind it.
fn read_partial<R: Read + Send>(
    text: &Section,
    reader: &mut Reader<R>,
) -> Result<(Partial, Option<Section>), FileError> {
    let mut from = Decoder::new(&text.content);
    let partial = decode_strings(&mut from).and_then(|partial| from.finish().map(|()| partial));
    let mut partial = partial.map_err(|flaw| text.flaw(flaw))?;
    let section = reader.named(b"RANK")?;
    let ranks = decode_ranks(&partial, &mut Decoder::new(&section.content));
    partial.ranks = ranks.map_err(|flaw| section.flaw(flaw))?;
    let unpack = |section: &Section| -> Result<Vec<StoryCount>, Flaw> {
        let mut from = Decoder::new(&section.content);
        let (count, length) = (from.number()?, from.number()?);
        let bytes = inflated(from.rest(), length)?;
        let mut from = Decoder::new(&bytes);
        let stories = (0..count).map(|_| decode_story(&partial, &mut from));
        let mut stories = stories.collect::<Result<Vec<StoryCount>, Flaw>>()?;
        from.finish()?;
        StoryCount::join(&mut stories);
        Ok(stories)
    };
    let stories = Gathered::default();
    let rest = rayon::scope(|scope| {
        let mut at = 0;
        loop {
            match reader.next()? {
                Some(section) if section.name == *b"STOR" => {
                    let (stories, unpack) = (&stories, &unpack);
                    scope.spawn(move |_| {
                        stories.put(at, unpack(&section).map_err(|flaw| section.packed_flaw(flaw)));
                    });
                }
                rest => return Ok::<_, FileError>(rest),
            }
            at += 1;
        }
    })?;
    partial.stories = stories.in_order()?.into_iter().flatten().collect();
    if !partial.stories.is_sorted_by(|a, b| a.order(b, &partial.ranks).is_le()) {
        return Err(text.flaw(Flaw { at: 0, expected: "stories in their order" }));
    }
    Ok((partial, rest))
}
