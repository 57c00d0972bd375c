use std::borrow::Cow;
use std::sync::{LazyLock, Mutex};

use nutgraf_gazetteer::{Lower, straight};
use nutgraf_text::Span;

use crate::Error;
use crate::decode::{Path, Scores};
use crate::document::Document;
use crate::feature::{self, AROUND, Plain};
use crate::gazetteer::{self, Gender};
use crate::hash;
use crate::label::{self, LABELS, OUTSIDE, Part};
use crate::lexicon::Lexicon;
use crate::model::Model;
use crate::row::Rows;
use crate::vote::Votes;
use crate::word::{borne, borne_key};

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
    /// The desks that are free: as many as documents were ever read at once.
    desks: Mutex<Vec<Desk>>,
}

static EMBEDDED: LazyLock<Tagger> = LazyLock::new(|| {
    // A test reads the embedded file, so it is never torn; without it every text would have no names.
    Tagger::new(Model::read(Cow::Borrowed(include_bytes!("../model.bin"))).ok())
});

impl Tagger {
    fn new(model: Option<Model>) -> Self {
        Tagger { model, desks: Mutex::default() }
    }

    /// The model that comes with the crate.
    pub fn embedded() -> &'static Tagger {
        &EMBEDDED
    }

    /// A model from the bytes of a file that `cargo xtask train-tagger` wrote.
    ///
    /// # Errors
    /// When the bytes are no model file, one of another version, or a torn one.
    pub fn from_bytes(bytes: impl Into<Cow<'static, [u8]>>) -> Result<Tagger, Error> {
        Model::read(bytes.into()).map(|model| Tagger::new(Some(model)))
    }

    /// Who bears a given name.
    pub(crate) fn given(&self, word: &str) -> Option<Gender> {
        let lists = self.borne(word);
        let bears = |common, rare| lists & common != 0 || lists & rare != 0;
        if lists & borne::GIVEN_ABROAD != 0 {
            return Some(Gender::Either);
        }
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
        let word = &*straight(word);
        let lower = match Lower::default().push(word) {
            Some(lower) => hash::word(lower),
            None => hash::word(&word.to_lowercase()),
        };
        self.model.as_ref().and_then(|model| model.word(borne_key(lower))).unwrap_or(0)
    }

    /// The names of one document, in order, without overlaps. `sentences` are its sentences in order, `tokens` the
    /// tokens of all sentences in order (every token inside one sentence); all are byte spans into `text`.
    pub fn names(&self, text: &str, sentences: &[Span], tokens: &[Span]) -> Vec<Name> {
        let Some(model) = &self.model else { return Vec::new() };
        let mut desk = self.desks.lock().ok().and_then(|mut desks| desks.pop()).unwrap_or_default();
        let found = desk.names(model, text, sentences, tokens);
        if let Ok(mut desks) = self.desks.lock() {
            desks.push(desk);
        }
        found
    }
}

/// How far "outside" must lead by what the words about a token say one by one for it to be outside whatever they say
/// together: for a word that can be no name by itself, and for one that can. Of 490,000 tokens of news and web text
/// four that a full look finds in names are lost, such as the "or" of a title.
const CERTAIN: [i16; 2] = [18, 32];
/// What a certain label scores: more than any features give.
const SURE: i16 = 1 << 13;

/// Whether a token is outside by the scores that its words give alone.
#[inline]
fn is_certain(scores: &Scores, hot: bool) -> bool {
    // Eight side by side, which are one step for the machine.
    let (eights, rest) = scores[OUTSIDE + 1..LABELS].as_chunks::<8>();
    let mut highest = [i16::MIN; 8];
    for eight in eights {
        highest = std::array::from_fn(|lane| highest[lane].max(eight[lane]));
    }
    let most = highest.into_iter().chain(rest.iter().copied()).fold(i16::MIN, i16::max);
    scores[OUTSIDE].saturating_sub(most) >= CERTAIN[usize::from(hot)]
}

/// Whether a token is a dash.
fn is_dash(token: &str) -> bool {
    matches!(token, "-" | "--" | "–" | "—")
}

/// Whether a dash parts what is before it from what follows: it stands free, in no well-known name ("Wal - Mart").
fn parts(text: &str, tokens: &[Span], dash: usize) -> bool {
    let around = dash.checked_sub(1).and_then(|last| tokens.get(last..last + 3));
    let Some(&[last, own, next]) = around else { return true };
    let gap = |from: Span, to: Span| text.get(from.end()..to.start()).is_some_and(|gap| !gap.is_empty());
    let joined = || format!("{}-{}", last.slice(text), next.slice(text));
    gap(last, own) && gap(own, next) && gazetteer::known(&joined()).is_none()
}

/// What one document after another is worked on with.
#[derive(Default)]
struct Desk {
    lexicon: Lexicon,
    rows: Rows,
    scores: Vec<Scores>,
    labels: Vec<u8>,
    path: Path,
    votes: Votes,
}

impl Desk {
    fn names(&mut self, model: &Model, text: &str, sentences: &[Span], tokens: &[Span]) -> Vec<Name> {
        let document = Document::new(model, &mut self.lexicon, text, sentences, tokens);
        self.score(model, &document, text, tokens);
        let Desk { rows, scores, labels, path, votes, .. } = self;
        labels.clear();
        votes.clear();
        for stretch in &document.stretches {
            let own = labels.len();
            path.best(&scores[own..own + stretch.tokens.len()], &model.moves);
            votes.count(&document, stretch, &path.labels);
            labels.extend(&path.labels);
        }
        let mut found = Vec::new();
        let weights = model.weights();
        let mut first = 0;
        for stretch in &document.stretches {
            let own = first..first + stretch.tokens.len();
            first = own.end;
            let (own_labels, own_scores) = (&labels[own.clone()], &mut scores[own]);
            votes.open(&document, stretch, own_labels);
            for (at, token) in stretch.tokens.clone().enumerate() {
                rows.open(at);
                votes.features(&document, stretch, token, own_labels, |feature| rows.put(weights, feature));
            }
            let tokens = &tokens[stretch.tokens.clone()];
            if rows.add(weights, own_scores) {
                path.best(own_scores, &model.moves);
                read_names(text, &path.labels, tokens, &mut found);
            } else {
                read_names(text, own_labels, tokens, &mut found);
            }
        }
        found
    }

    /// The scores of the tokens of all stretches by the words around them.
    fn score(&mut self, model: &Model, document: &Document, text: &str, tokens: &[Span]) {
        let Desk { lexicon, rows, scores, .. } = self;
        let weights = model.weights();
        let (mut about, mut words) = (vec![], vec![]);
        scores.clear();
        for stretch in &document.stretches {
            about.clear();
            about.extend(document.types_about(stretch));
            for window in about.windows(AROUND) {
                for (place, own) in window.iter().enumerate() {
                    lexicon.know(model, own.word, &own.text, place);
                }
            }
            // In a loop of its own, in which no jump depends on a sum: the memory answers for many tokens side by side.
            words.clear();
            words.extend(about.iter().map(|own| own.word));
            scores.extend(
                words.windows(AROUND).map(|window| lexicon.sum(std::array::from_fn(|place| window[place]))),
            );
        }
        let mut at = 0;
        for stretch in &document.stretches {
            for token in stretch.tokens.clone() {
                let own = document.type_of(token);
                let sum = &mut scores[at];
                if is_certain(sum, own.hot) || is_dash(&own.text) && parts(text, tokens, token) {
                    sum[OUTSIDE] = SURE;
                } else {
                    let around = document.around(stretch, token);
                    let plain = Plain::of(&around);
                    lexicon.add_always(model, plain, sum);
                    rows.open(at);
                    feature::joint(&around, plain, |feature| rows.put(weights, feature));
                    if rows.is_full() {
                        rows.add(weights, scores);
                    }
                }
                at += 1;
            }
        }
        rows.add(weights, scores);
    }
}

/// The names that labels mark. A place with a comma inside is two, the one in the other.
fn read_names(text: &str, labels: &[u8], tokens: &[Span], found: &mut Vec<Name>) {
    let mut open: Option<Span> = None;
    for (&label, &token) in labels.iter().zip(tokens) {
        let Some((kind, part)) = label::read(usize::from(label)) else { continue };
        let kind = label::KINDS[kind];
        if part == Part::Inside && kind == Kind::Place && token.slice(text) == "," {
            found.extend(open.take().map(|span| Name { span, kind }));
            continue;
        }
        let so_far = match open {
            Some(start) if !matches!(part, Part::First | Part::Only) => start.hull(token),
            _ => token,
        };
        if matches!(part, Part::Last | Part::Only) {
            found.push(Name { span: so_far, kind });
            open = None;
        } else {
            open = Some(so_far);
        }
    }
}

#[cfg(test)]
mod tests {
    use nutgraf_text::{sentences, tokens};
    use proptest::prelude::*;

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

    #[test]
    fn a_second_run_finds_the_same() {
        let text =
            "Ngozi Adeyemi of the Harbour Workers' Union (HWU) met Paul Vance. HWU members cheered Adeyemi.";
        assert_eq!(names(text), names(text));
        assert!(names(text).contains(&("Ngozi Adeyemi", Kind::Person)));
    }

    #[test]
    fn texts_read_before_change_nothing() {
        let texts = [
            "Ngozi Adeyemi of the Harbour Workers' Union (HWU) met Paul Vance. HWU members cheered Adeyemi.",
            "PRESIDENT MARTA OLIVEIRA ARRIVED IN BRAZIL ON MONDAY. Oliveira, an oliveira grower, is from Kazan.",
            "Paul saw the paul and the union: Vance, kazan and Monday",
            "",
        ];
        let names = |tagger: &Tagger, text: &str| {
            let sentences = sentences(text, Span::of(text));
            let tokens: Vec<Span> = sentences.iter().flat_map(|&span| tokens(text, span)).collect();
            tagger.names(text, &sentences, &tokens)
        };
        let new = || Tagger::from_bytes(include_bytes!("../model.bin").as_slice()).unwrap();
        let warm = new();
        // More words than are remembered, so that they are forgotten, too.
        let many: String = (0..17_000).map(|n| format!("Quill{n} met vance{n}. ")).collect();
        for before in texts.iter().chain([&many.as_str()]) {
            names(&warm, before);
            for text in texts {
                assert_eq!(names(&warm, text), names(&new(), text), "{text} after {before}");
            }
        }
    }

    #[test]
    fn what_is_added_in_portions_loses_nothing() {
        // Many more features than wait for one another, of sentences that read the same; what joins words tells "Wal - Mart".
        let sentence =
            "Sales of Wal - Mart rose. Mayor Anna Kowalska met officials of the University of Lisbon. ";
        let (long, short) = (sentence.repeat(2_000), sentence.repeat(5));
        let (found, expected) = (names(&long), names(&short));
        assert_eq!(found.len(), expected.len() * 400);
        assert!(found.chunks(expected.len()).all(|part| part == expected));
    }

    #[test]
    fn sentences_in_capitals_have_names() {
        let found = names("PRESIDENT MARTA OLIVEIRA ARRIVED IN BRAZIL ON MONDAY");
        assert_eq!(found, [("MARTA OLIVEIRA", Kind::Person), ("BRAZIL", Kind::Place)]);
    }

    #[test]
    fn a_hyphen_is_inside_a_name() {
        let found = names("Han Seo-jin, the mayor, spoke in Seoul.");
        assert_eq!(found, [("Han Seo-jin", Kind::Person), ("Seoul", Kind::Place)]);
    }

    #[test]
    fn a_dash_that_stands_free_is_in_no_name() {
        let found = names("TOKYO - Marta Oliveira won. Then Union - Latin America lost.");
        assert!(found.iter().any(|&(name, _)| name == "Marta Oliveira"), "{found:?}");
        assert!(found.iter().all(|(name, _)| !name.contains(" - ")));
        assert_eq!(names("Sales of Wal - Mart rose."), [("Wal - Mart", Kind::Organization)]);
    }

    #[test]
    fn a_place_in_a_place_is_two() {
        let text = "Ellery, Ohio";
        let tokens = tokens(text, Span::of(text));
        let label = |part| label::of(2, part) as u8;
        let mut found = Vec::new();
        read_names(text, &[label(Part::First), label(Part::Inside), label(Part::Last)], &tokens, &mut found);
        let found: Vec<&str> = found.iter().map(|name| name.span.slice(text)).collect();
        assert_eq!(found, ["Ellery", "Ohio"]);
    }

    proptest! {
        #[test]
        fn names_lie_in_order_inside_any_text(text in "(\\PC|[A-Z][a-z]{1,6}|[ .\n-]){0,60}") {
            let sentences = sentences(&text, Span::of(&text));
            let tokens: Vec<Span> = sentences.iter().flat_map(|&span| tokens(&text, span)).collect();
            let mut end = 0;
            for name in Tagger::embedded().names(&text, &sentences, &tokens) {
                prop_assert!(name.span.fits(&text) && !name.span.is_empty() && name.span.start() >= end);
                prop_assert!(sentences.iter().any(|sentence| sentence.contains(name.span)));
                end = name.span.end();
            }
        }

        #[test]
        fn spans_that_fit_nothing_do_no_harm(spans in proptest::collection::vec((0u32..40, 0u32..40), 0..12)) {
            let spans: Vec<Span> = spans.into_iter().map(|(start, end)| Span::new(start, end)).collect();
            Tagger::embedded().names("Ada Quill é Müller of Köln", &spans, &spans);
        }
    }
}
