use std::borrow::Cow;
use std::sync::LazyLock;

use nutgraf_text::Span;

use crate::Error;
use crate::decode::{self, Scores};
use crate::document::Document;
use crate::feature::{self, AROUND};
use crate::gazetteer::Gender;
use crate::hash;
use crate::label::{self, Part};
use crate::model::{Model, WIDE};
use crate::word::{borne, borne_key, lowered};

/// What kind of thing a name names.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
#[expect(missing_docs, reason = "the record's entity kinds, documented in nutgraf-core")]
pub enum Kind {
    Person,
    Organization,
    Place,
    Group,
    Event,
    Work,
    Product,
}

/// A name found in a text.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Name {
    /// Its bytes in the text, from the first byte of a token to the last of another.
    pub span: Span,
    /// What it names.
    pub kind: Kind,
}

/// A model that finds names.
///
/// ```
/// use nutgraf_tagger::Tagger;
/// use nutgraf_text::{Span, sentences, tokens};
///
/// let text = "Mayor Anna Kowalska met officials of the University of Lisbon on Monday.";
/// let sentences = sentences(text, Span::of(text));
/// let tokens: Vec<Span> = sentences.iter().flat_map(|&span| tokens(text, span)).collect();
/// let names = Tagger::embedded().names(text, &sentences, &tokens);
/// let found: Vec<&str> = names.iter().map(|name| name.span.slice(text)).collect();
/// assert_eq!(found, ["Anna Kowalska", "University of Lisbon"]);
/// ```
pub struct Tagger {
    model: Option<Model>,
}

static EMBEDDED: LazyLock<Tagger> = LazyLock::new(|| Tagger {
    // A test reads the embedded file, so it is never torn; without it every text would have no names.
    model: Model::read(Cow::Borrowed(include_bytes!("../model.bin"))).ok(),
});

impl Tagger {
    /// The model that comes with the crate.
    pub fn embedded() -> &'static Tagger {
        &EMBEDDED
    }

    /// A model from the bytes of a file that `cargo xtask train-tagger` wrote.
    ///
    /// # Errors
    /// When the bytes are no model file, one of another version, or a torn one.
    pub fn from_bytes(bytes: impl Into<Cow<'static, [u8]>>) -> Result<Tagger, Error> {
        Model::read(bytes.into()).map(|model| Tagger { model: Some(model) })
    }

    /// Who bears a given name.
    pub(crate) fn given(&self, word: &str) -> Option<Gender> {
        let lists = self.borne(word);
        let bears = |common, rare| lists & common != 0 || lists & rare != 0;
        // A name common for one and rare for the other is the one's.
        let common = (lists & borne::FEMALE != 0, lists & borne::MALE != 0);
        let any = (bears(borne::FEMALE, borne::FEMALE_RARE), bears(borne::MALE, borne::MALE_RARE));
        match if common.0 == common.1 { any } else { common } {
            (true, true) => Some(Gender::Either),
            (true, false) => Some(Gender::Female),
            (false, true) => Some(Gender::Male),
            (false, false) => None,
        }
    }

    /// Whether a word is a surname.
    pub(crate) fn surname(&self, word: &str) -> bool {
        self.borne(word) & (borne::SURNAME | borne::SURNAME_RARE) != 0
    }

    fn borne(&self, word: &str) -> u16 {
        let key = borne_key(hash::word(&lowered(word)));
        self.model.as_ref().and_then(|model| model.word(key)).unwrap_or(0)
    }

    /// The names of one document, in order, without overlaps. `sentences` are its sentences in order, `tokens` the
    /// tokens of all sentences in order (every token inside one sentence); all are byte spans into `text`.
    pub fn names(&self, text: &str, sentences: &[Span], tokens: &[Span]) -> Vec<Name> {
        let Some(model) = &self.model else { return Vec::new() };
        let document = Document::new(model, text, sentences, tokens);
        let mut alone = Alone { at: vec![[0; AROUND]; document.types.len()], sums: vec![[0; WIDE]] };
        let mut found = Vec::new();
        let (mut scores, mut back, mut labels) = (Vec::new(), Vec::new(), Vec::new());
        for stretch in &document.stretches {
            scores.clear();
            for token in stretch.tokens.clone() {
                let mut sum: Scores = [0; WIDE];
                for place in 0..AROUND {
                    alone.add(model, &document, document.type_at(stretch, token, place), place, &mut sum);
                }
                feature::joint(&document.around(stretch, token), |feature, _| add(model, feature, &mut sum));
                scores.push(sum);
            }
            decode::best(&scores, &model.moves, &mut back, &mut labels);
            read_names(&labels, &tokens[stretch.tokens.clone()], &mut found);
        }
        found
    }
}

/// The scores that words give alone, summed at first use.
struct Alone {
    /// Per type and place: where its sum stands in `sums`; 0 for not yet.
    at: Vec<[u32; AROUND]>,
    sums: Vec<Scores>,
}

impl Alone {
    fn add(&mut self, model: &Model, document: &Document, number: usize, place: usize, to: &mut Scores) {
        let mut at = self.at[number][place] as usize;
        if at == 0 {
            at = self.sums.len();
            self.at[number][place] = at as u32;
            let mut sum = [0; WIDE];
            let word = &document.types[number];
            feature::alone(&word.text, &word.facts, place, |feature, _| add(model, feature, &mut sum));
            self.sums.push(sum);
        }
        for (to, own) in to.iter_mut().zip(&self.sums[at]) {
            *to += own;
        }
    }
}

/// Adds a feature's weights.
#[inline]
fn add(model: &Model, feature: u64, to: &mut Scores) {
    if let Some(weights) = model.weights(feature) {
        for (to, &weight) in to.iter_mut().zip(weights) {
            *to = to.wrapping_add(i16::from(weight as i8));
        }
    }
}

/// The names that labels mark.
fn read_names(labels: &[u8], tokens: &[Span], found: &mut Vec<Name>) {
    let mut first = None;
    for (&label, &token) in labels.iter().zip(tokens) {
        let Some((kind, part)) = label::read(usize::from(label)) else { continue };
        let start = match part {
            Part::First => {
                first = Some(token);
                continue;
            }
            Part::Inside => continue,
            Part::Only => token,
            Part::Last => first.take().unwrap_or(token),
        };
        found.push(Name { span: start.hull(token), kind: label::KINDS[kind] });
    }
}

#[cfg(test)]
mod tests {
    use nutgraf_text::{sentences, tokens};

    use super::*;

    fn names(text: &str) -> Vec<(&str, Kind)> {
        let sentences = sentences(text, Span::of(text));
        let tokens: Vec<Span> = sentences.iter().flat_map(|&span| tokens(text, span)).collect();
        let found = Tagger::embedded().names(text, &sentences, &tokens);
        found.into_iter().map(|name| (name.span.slice(text), name.kind)).collect()
    }

    #[test]
    fn the_embedded_model_reads() {
        let model = Model::read(Cow::Borrowed(include_bytes!("../model.bin")));
        assert_eq!(model.err(), None);
    }

    #[test]
    fn finds_the_kinds() {
        let text = "President Marta Oliveira of Brazil met Russian officials in Kazan, a spokesman for the \
                    Ministry of Fisheries said.";
        let found = [
            ("Marta Oliveira", Kind::Person),
            ("Brazil", Kind::Place),
            ("Russian", Kind::Group),
            ("Kazan", Kind::Place),
            ("Ministry of Fisheries", Kind::Organization),
        ];
        assert_eq!(names(text), found);
    }

    #[test]
    fn broken_bytes_are_errors() {
        let whole: &[u8] = include_bytes!("../model.bin");
        let error = |bytes: Vec<u8>| Tagger::from_bytes(bytes).err();
        assert_eq!(error(b"PK\x03\x04 and so on".to_vec()), Some(Error::Foreign));
        assert_eq!(
            error(whole[..30].to_vec()),
            Some(Error::Length { found: 30, expected: crate::model::HEADER })
        );
        assert!(matches!(error(whole[..whole.len() - 1].to_vec()), Some(Error::Length { .. })));
        let mut torn = whole.to_vec();
        torn[5000] ^= 1;
        assert!(matches!(error(torn), Some(Error::Checksum { .. })));
        let mut other = whole.to_vec();
        other[8] = 99;
        assert!(matches!(error(other), Some(Error::Version { found: 99, .. })));
    }
}
