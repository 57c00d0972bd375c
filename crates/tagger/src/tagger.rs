use nutgraf_text::Span;

use crate::gazetteer::Gender;

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
pub struct Tagger {}

static EMBEDDED: Tagger = Tagger {};

impl Tagger {
    /// The model that comes with the crate.
    pub fn embedded() -> &'static Tagger {
        &EMBEDDED
    }

    /// Who bears a given name; no list yet.
    pub(crate) fn given(&self, _word: &str) -> Option<Gender> {
        None
    }

    /// Whether a word is a surname; no list yet.
    pub(crate) fn surname(&self, _word: &str) -> bool {
        false
    }

    /// The names of one document, in order, without overlaps. `sentences` are its sentences in order, `tokens` the
    /// tokens of all sentences in order (every token inside one sentence); all are byte spans into `text`.
    pub fn names(&self, text: &str, sentences: &[Span], tokens: &[Span]) -> Vec<Name> {
        let mut found: Vec<Name> = Vec::new();
        for &token in tokens {
            let word = token.slice(text);
            let opens = sentences.iter().any(|sentence| sentence.start() == token.start());
            if opens || !word.starts_with(char::is_uppercase) {
                continue;
            }
            match found.last_mut() {
                Some(last) if last.span.end() + 1 == token.start() => last.span = last.span.hull(token),
                _ => found.push(Name { span: token, kind: Kind::Person }),
            }
        }
        found
    }
}
