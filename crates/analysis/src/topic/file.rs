//! Models of topics in files.

use std::fs::File;
use std::io::{BufReader, BufWriter, Read, Write};
use std::path::Path;

use nutgraf_core::{Day, Span};

use super::model::{Model, TopicMethod};
use super::vocabulary::Vocabulary;
use super::{TopicRow, TopicSentence, TopicStory, TopicTerm, Topics};
use crate::FileError;
use crate::store::code::{Decoder, Encoder, Flaw};
use crate::store::{Reader, Section, Sections};

const KIND: &[u8; 4] = b"TOPI";

impl Topics {
    /// Writes topics, stories and model to one file: the same bytes for the same topics. [`Topics::load`] reads it.
    ///
    /// The file has the frame of [`Corpus::save`](crate::Corpus::save) (head, version, sections with XXH3 checksums),
    /// the kind `TOPI`, and the sections `META` (method, seed, number of topics), `VOCA` (terms, as printed, and the
    /// stories that hold them), `WGHT` (the model's numbers, 64-bit floats, little-endian), `ROWS` (topics), `STOR`
    /// (stories and their weights) and `ENDS`.
    ///
    /// # Errors
    /// [`FileError::Io`] when it cannot be written.
    pub fn save(&self, path: &Path) -> Result<(), FileError> {
        self.write(BufWriter::new(File::create(path)?)).map(drop)
    }

    /// Reads topics that [`Topics::save`] wrote. Their stories stand [elsewhere](TopicStory::ELSEWHERE).
    ///
    /// # Errors
    /// [`FileError`]; it says what was expected, and at which byte.
    pub fn load(path: &Path) -> Result<Topics, FileError> {
        Topics::read(BufReader::with_capacity(1 << 20, File::open(path)?))
    }

    /// The bytes that [`Topics::save`] writes.
    ///
    /// # Errors
    /// None but those of writing to memory.
    ///
    /// ```
    /// use nutgraf_analysis::{Corpus, FileError, TopicOptions, Topics};
    /// use nutgraf_core::{Layout, Options, parse};
    ///
    /// let page = parse(Layout::plain("a", "The ferry left the harbour in a storm.\n"), &Options::default());
    /// let corpus = Corpus::collect(vec![page]);
    /// let saved = corpus.topics(&TopicOptions::default()).to_bytes()?;
    /// let topics = Topics::from_bytes(&saved)?;
    /// assert_eq!(topics.assign(&corpus)[0].best(), Some((0, 1.0)));
    /// assert!(matches!(Topics::from_bytes(&saved[..99]), Err(FileError::Torn { at: 99, .. })));
    /// assert!(matches!(Topics::from_bytes(&corpus.to_bytes()?), Err(FileError::Kind { .. })));
    /// # Ok::<(), FileError>(())
    /// ```
    pub fn to_bytes(&self) -> Result<Vec<u8>, FileError> {
        self.write(vec![])
    }

    /// Reads the bytes of [`Topics::to_bytes`].
    ///
    /// # Errors
    /// As [`Topics::load`].
    pub fn from_bytes(bytes: &[u8]) -> Result<Topics, FileError> {
        Topics::read(bytes)
    }

    fn write<W: Write>(&self, out: W) -> Result<W, FileError> {
        let model = &self.model;
        let mut sections = Sections::begin(out, KIND)?;
        let mut to = Encoder::default();
        to.text(model.method.name());
        to.number(model.seed);
        to.length(model.k);
        sections.write(b"META", &to.bytes)?;
        let mut to = Encoder::default();
        to.number(model.vocabulary.stories);
        to.list(&model.vocabulary.terms, |to, term| to.text(term));
        model.vocabulary.printed.iter().for_each(|printed| to.text(printed));
        model.vocabulary.holders.iter().for_each(|&stories| to.number(stories));
        sections.write(b"VOCA", &to.bytes)?;
        let mut to = Encoder::default();
        reals(&mut to, &model.terms);
        reals(&mut to, &model.memory);
        sections.write(b"WGHT", &to.bytes)?;
        let mut to = Encoder::default();
        to.list(&self.topics, topic);
        sections.write(b"ROWS", &to.bytes)?;
        let mut to = Encoder::default();
        to.list(&self.stories, story);
        sections.write(b"STOR", &to.bytes)?;
        sections.end()
    }

    fn read(input: impl Read) -> Result<Topics, FileError> {
        let mut reader = Reader::begin(input, KIND)?;
        let (method, seed, k) = decoded(&reader.named(b"META")?, |from| {
            let name = from.text()?;
            let method = TopicMethod::ALL.into_iter().find(|method| method.name() == name);
            let k = from.flaw("a number of topics");
            Ok((
                method.ok_or_else(|| from.flaw("a method"))?,
                from.number()?,
                usize::try_from(from.small()?).ok().filter(|&k| k <= super::MOST_TOPICS).ok_or(k)?,
            ))
        })?;
        let vocabulary = decoded(&reader.named(b"VOCA")?, |from| {
            let stories = from.number()?;
            let terms = from.list(Decoder::string)?;
            if !terms.is_sorted_by(|a, b| a < b) {
                return Err(from.flaw("terms in their order"));
            }
            let printed = terms.iter().map(|_| from.string()).collect::<Result<_, _>>()?;
            let holders = terms.iter().map(|_| positive(from)).collect::<Result<_, _>>()?;
            Ok(Vocabulary { terms, printed, holders, stories })
        })?;
        let (terms, memory) = decoded(&reader.named(b"WGHT")?, |from| {
            let (terms, memory) = (read_reals(from)?, read_reals(from)?);
            let remembered = match method {
                TopicMethod::Nmf => k * k,
                TopicMethod::Kmeans => k,
                TopicMethod::Lda => k + 1,
            };
            if terms.len() != vocabulary.terms.len() * k || memory.len() != remembered {
                return Err(from.flaw("a weight for each term and topic"));
            }
            Ok((terms, memory))
        })?;
        let mut topics = decoded(&reader.named(b"ROWS")?, |from| from.list(read_topic))?;
        let stories = reader.named(b"STOR")?;
        let stories = decoded(&stories, |from| from.list(|from| read_story(from, k)))?;
        if topics.len() != k {
            return Err(flawed(&mut reader, "a row for each topic")?);
        }
        for (at, row) in topics.iter_mut().enumerate() {
            row.topic = at as u32;
            row.best.retain(|&best| (best as usize) < stories.len());
        }
        match reader.next()? {
            None => {
                let model = Model { method, seed, k, vocabulary, terms, memory };
                Ok(Topics { topics, stories, model })
            }
            Some(section) => Err(section.flaw(Flaw { at: 0, expected: "the end" })),
        }
    }
}

/// What is wrong behind a section that was read.
fn flawed<R: Read>(reader: &mut Reader<R>, expected: &'static str) -> Result<FileError, FileError> {
    let found = reader.next()?.map(|section| section.flaw(Flaw { at: 0, expected }));
    let content = || FileError::Content { section: "ROWS".to_owned(), at: 0, expected: expected.to_owned() };
    Ok(found.unwrap_or_else(content))
}

/// Reads the whole of a section.
fn decoded<T>(
    section: &Section,
    read: impl FnOnce(&mut Decoder<'_>) -> Result<T, Flaw>,
) -> Result<T, FileError> {
    let mut from = Decoder::new(&section.content);
    let found = read(&mut from).and_then(|found| from.finish().map(|()| found));
    found.map_err(|flaw| section.flaw(flaw))
}

fn real(to: &mut Encoder, value: f64) {
    to.bytes.extend_from_slice(&value.to_le_bytes());
}

fn reals(to: &mut Encoder, values: &[f64]) {
    to.list(values, |to, &value| real(to, value));
}

fn read_real(from: &mut Decoder<'_>) -> Result<f64, Flaw> {
    let flaw = from.flaw("a number that is neither infinite nor below 0");
    let bytes = from.bytes(8)?.try_into().map(f64::from_le_bytes);
    bytes.ok().filter(|value| value.is_finite() && *value >= 0.0).ok_or(flaw)
}

fn read_reals(from: &mut Decoder<'_>) -> Result<Vec<f64>, Flaw> {
    from.list(read_real)
}

fn positive(from: &mut Decoder<'_>) -> Result<u64, Flaw> {
    let flaw = from.flaw("a number above 0");
    from.number().and_then(|number| if number > 0 { Ok(number) } else { Err(flaw) })
}

fn topic(to: &mut Encoder, row: &TopicRow) {
    to.text(&row.label);
    to.list(&row.terms, |to, term| {
        to.text(&term.term);
        real(to, term.weight);
    });
    for list in [&row.entities, &row.phrases] {
        to.list(list, |to, text| to.text(text));
    }
    real(to, row.share);
    to.list(&row.best, |to, &at| to.number(at));
    to.maybe_text(row.sentence.as_ref().map(|sentence| sentence.text.as_str()));
    if let Some(sentence) = &row.sentence {
        to.text(&sentence.id);
        to.span(sentence.span, &mut 0);
    }
}

fn read_topic(from: &mut Decoder<'_>) -> Result<TopicRow, Flaw> {
    let label = from.string()?;
    let terms = from.list(|from| Ok(TopicTerm { term: from.string()?, weight: read_real(from)? }))?;
    let (entities, phrases) = (from.list(Decoder::string)?, from.list(Decoder::string)?);
    let (share, best) = (read_real(from)?, from.list(Decoder::small)?);
    let sentence = match from.maybe_string()? {
        None => None,
        Some(text) => {
            let (id, span): (String, Span) = (from.string()?, from.span(&mut 0)?);
            Some(TopicSentence { text, id, page: TopicStory::ELSEWHERE, article: 0, span })
        }
    };
    Ok(TopicRow { topic: 0, label, terms, entities, phrases, sentence, share, best })
}

fn story(to: &mut Encoder, row: &TopicStory) {
    to.text(&row.id);
    to.maybe_text(row.outlet.as_deref());
    to.maybe_text(row.day.map(|day| day.to_string()).as_deref());
    real(to, row.strength);
    row.weights.iter().for_each(|&weight| real(to, weight));
}

fn read_story(from: &mut Decoder<'_>, k: usize) -> Result<TopicStory, Flaw> {
    let (id, outlet) = (from.string()?, from.maybe_string()?);
    let flaw = from.flaw("a day");
    let day = from.maybe_string()?.map(|day| Day::parse(&day).ok_or(flaw)).transpose()?;
    let strength = read_real(from)?;
    let weights = (0..k).map(|_| read_real(from)).collect::<Result<_, _>>()?;
    Ok(TopicStory { id, weights, outlet, day, strength, page: TopicStory::ELSEWHERE, article: 0 })
}
