use std::ops::Range;

use nutgraf_core::{EntityKind, Form, Role};
use rayon::prelude::*;

use super::index::Index;
use super::query::{Leaf, Node, Wanted};
use crate::count::StoryCount;
use crate::name::normal;
use crate::sequence::Sequence;
use crate::{Corpus, Partial};

/// A set of stories, a bit each.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct StorySet {
    bits: Vec<u64>,
    stories: usize,
}

impl StorySet {
    pub(crate) fn none(stories: usize) -> StorySet {
        StorySet { bits: vec![0; stories.div_ceil(64)], stories }
    }

    pub(crate) fn insert(&mut self, story: u32) {
        self.bits[story as usize / 64] |= 1 << (story % 64);
    }

    pub(crate) fn where_story(stories: usize, holds: impl Fn(usize) -> bool) -> StorySet {
        let mut set = StorySet::none(stories);
        (0..stories).filter(|&story| holds(story)).for_each(|story| set.insert(story as u32));
        set
    }

    pub(crate) fn and(&mut self, other: &StorySet) {
        self.bits.iter_mut().zip(&other.bits).for_each(|(bits, others)| *bits &= others);
    }

    fn or(&mut self, other: &StorySet) {
        self.bits.iter_mut().zip(&other.bits).for_each(|(bits, others)| *bits |= others);
    }

    fn not(&self) -> StorySet {
        StorySet::where_story(self.stories, |story| self.bits[story / 64] >> (story % 64) & 1 == 0)
    }

    /// The stories of the set, in order.
    pub(crate) fn numbers(&self) -> Vec<u32> {
        (0..self.stories as u32)
            .filter(|&story| self.bits[story as usize / 64] >> (story % 64) & 1 == 1)
            .collect()
    }
}

/// Tokens of a partial that a word of a query means.
struct Meaning {
    words: Range<u32>,
    terms: Range<u32>,
    others: Vec<u32>,
}

impl Meaning {
    fn of(partial: &Partial, wanted: &Wanted) -> Meaning {
        let begins = |text: &str| text.starts_with(&wanted.text);
        let terms = if wanted.prefix {
            let first = partial.terms.position(&wanted.text);
            let count =
                (first..partial.terms.len() as u32).take_while(|&term| begins(partial.terms.get(term)));
            first..first + count.count() as u32
        } else {
            partial.terms.find_sorted(&wanted.text).map_or(0..0, |term| term..term + 1)
        };
        let words = match terms.clone().next_back() {
            None => 0..0,
            Some(last) => partial.words_of_number(terms.start).start..partial.words_of_number(last).end,
        };
        // Others are in order as printed, not in lower case; there are few.
        let same = |text: &str| {
            let text = crate::partial::term(text);
            if wanted.prefix { begins(&text) } else { text == wanted.text }
        };
        let others = (0..).zip(partial.others.iter()).filter(|(_, text)| same(text));
        Meaning { words, terms, others: others.map(|(other, _)| Sequence::OTHER + other).collect() }
    }

    fn holds(&self, token: u32) -> bool {
        self.words.contains(&token) || token >= Sequence::OTHER && self.others.binary_search(&token).is_ok()
    }
}

/// A word or phrase, as tokens of a partial.
pub(crate) struct Phrase {
    pieces: Vec<Vec<Vec<Meaning>>>,
    headline: bool,
}

impl Phrase {
    pub(crate) fn of(partial: &Partial, leaf: &Leaf) -> Phrase {
        let way = |way: &Vec<Wanted>| way.iter().map(|wanted| Meaning::of(partial, wanted)).collect();
        let piece = |ways: &Vec<Vec<Wanted>>| ways.iter().map(way).collect();
        Phrase { pieces: leaf.pieces.iter().map(piece).collect(), headline: leaf.headline }
    }

    /// The sentences of the occurrences in a story, one for each occurrence, in order.
    pub(crate) fn occurrences(&self, sequence: &Sequence<'_>) -> Vec<u32> {
        let mut found = vec![];
        self.each(sequence, |sentence, _| found.push(sentence));
        found
    }

    /// The tokens of each occurrence in a story, as a range of [`Sequence::tokens`].
    pub(crate) fn places(&self, sequence: &Sequence<'_>) -> Vec<Range<usize>> {
        let mut found = vec![];
        self.each(sequence, |_, place| found.push(place));
        found
    }

    /// Calls `each` with the sentence and the tokens of every occurrence, in order.
    fn each(&self, sequence: &Sequence<'_>, mut each: impl FnMut(u32, Range<usize>)) {
        let (mut tokens, mut places) = (vec![], vec![]);
        for number in 0..sequence.sentence_count() {
            let in_headline = || {
                let block = sequence.block(sequence.block_of(number));
                block.is_some_and(|(role, _)| role == Role::Headline)
            };
            if self.headline && !in_headline() {
                continue;
            }
            tokens.clear();
            places.clear();
            for place in sequence.sentence(number) {
                if sequence.tokens()[place] != Sequence::PUNCTUATION {
                    tokens.push(sequence.tokens()[place]);
                    places.push(place);
                }
            }
            for start in 0..tokens.len() {
                if let Some(length) = self.length_at(&tokens[start..]) {
                    each(number as u32, places[start]..places[start + length - 1] + 1);
                }
            }
        }
    }

    /// How many of these tokens, from the first, are the phrase; none when they are something else.
    fn length_at(&self, tokens: &[u32]) -> Option<usize> {
        // Most tokens are not the first of any way to begin.
        let ways = self.pieces.first()?;
        if !ways.iter().any(|way| way.first().is_none_or(|meaning| meaning.holds(tokens[0]))) {
            return None;
        }
        // Where the pieces so far may end.
        let mut ends = vec![0];
        for ways in &self.pieces {
            let mut next = vec![];
            for way in ways {
                for &end in &ends {
                    let rest: &[u32] = &tokens[end..];
                    let fits = way.len() <= rest.len()
                        && way.iter().zip(rest).all(|(meaning, &token)| meaning.holds(token));
                    if fits && !next.contains(&(end + way.len())) {
                        next.push(end + way.len());
                    }
                }
            }
            ends = next;
        }
        ends.into_iter().max().filter(|&length| length > 0)
    }

    /// Whether one token is all, so that the index alone decides.
    fn is_token(&self) -> bool {
        matches!(self.pieces.as_slice(), [ways] if matches!(ways.as_slice(), [way] if way.len() == 1))
            && !self.headline
    }
}

/// Finds the stories of queries.
pub(crate) struct Evaluation<'a> {
    corpus: &'a Corpus,
    partial: &'a Partial,
    index: &'a Index,
}

impl<'a> Evaluation<'a> {
    pub(crate) fn of(corpus: &'a Corpus) -> Evaluation<'a> {
        Evaluation { corpus, partial: corpus.partial(), index: corpus.index() }
    }

    pub(crate) fn stories(&self, node: &Node) -> StorySet {
        let all = self.partial.stories();
        let where_story = |holds: &dyn Fn(&StoryCount) -> bool| {
            StorySet::where_story(all, |story| holds(&self.partial.stories[story]))
        };
        match node {
            Node::Text(leaf) => self.holding(leaf),
            Node::Entity { kind, name } => naming(self.corpus, *kind, name),
            Node::Outlet(name) => {
                let outlets = outlets_named(self.partial, name);
                where_story(&|story| story.outlet.is_some_and(|outlet| outlets.contains(&outlet)))
            }
            Node::Language(tag) => {
                let languages = languages_of(self.partial, tag);
                where_story(&|story| story.language.is_some_and(|language| languages.contains(&language)))
            }
            Node::Date(first, last) => {
                where_story(&|story| story.day.is_some_and(|day| (*first..=*last).contains(&day)))
            }
            Node::And(nodes) => {
                let mut set = StorySet::none(all).not();
                nodes.iter().for_each(|node| set.and(&self.stories(node)));
                set
            }
            Node::Or(nodes) => {
                let mut set = StorySet::none(all);
                nodes.iter().for_each(|node| set.or(&self.stories(node)));
                set
            }
            Node::Not(node) => self.stories(node).not(),
        }
    }

    /// The stories that hold a word or phrase.
    pub(crate) fn holding(&self, leaf: &Leaf) -> StorySet {
        let phrase = Phrase::of(self.partial, leaf);
        let mut set = StorySet::none(self.partial.stories()).not();
        for ways in &phrase.pieces {
            let mut of_piece = StorySet::none(self.partial.stories());
            for way in ways {
                let mut of_way = StorySet::none(self.partial.stories()).not();
                way.iter().for_each(|meaning| of_way.and(&self.with_token(meaning)));
                of_piece.or(&of_way);
            }
            set.and(&of_piece);
        }
        if phrase.is_token() {
            return set;
        }
        let holds = |&story: &u32| !phrase.occurrences(&self.partial.sequence(story as usize)).is_empty();
        let verified: Vec<u32> = set.numbers().into_par_iter().filter(holds).collect();
        let mut set = StorySet::none(self.partial.stories());
        verified.into_iter().for_each(|story| set.insert(story));
        set
    }

    fn with_token(&self, meaning: &Meaning) -> StorySet {
        let mut set = StorySet::none(self.partial.stories());
        let of_terms = meaning.terms.clone().flat_map(|term| self.index.of_term(term));
        let of_others = meaning.others.iter().flat_map(|other| self.index.of_other(other - Sequence::OTHER));
        of_terms.chain(of_others).for_each(|story| set.insert(story));
        set
    }
}

/// Outlets of this name, whatever its case.
pub(crate) fn outlets_named(partial: &Partial, name: &str) -> Vec<u32> {
    let wanted = name.trim().to_lowercase();
    (0..)
        .zip(partial.outlets.iter())
        .filter(|(_, outlet)| outlet.to_lowercase() == wanted)
        .map(|(at, _)| at)
        .collect()
}

/// Languages that are this one or a variety of it: `en` is `en-GB`, too (RFC 4647, basic filtering).
pub(crate) fn languages_of(partial: &Partial, tag: &str) -> Vec<u32> {
    let wanted = tag.trim().to_lowercase();
    let fits = |language: &str| {
        let language = language.to_lowercase();
        language.strip_prefix(&wanted).is_some_and(|rest| rest.is_empty() || rest.starts_with('-'))
    };
    (0..).zip(partial.languages.iter()).filter(|(_, language)| fits(language)).map(|(at, _)| at).collect()
}

/// Stories that name an entity: one whose name, acronym, alias or native form in any story is this one.
pub(crate) fn naming(corpus: &Corpus, kind: Option<EntityKind>, name: &str) -> StorySet {
    let (partial, links) = (corpus.partial(), corpus.links());
    // Names are compared as the linking of entities compares them, which depends on the kind.
    let wanted = EntityKind::ALL.map(|kind| normal(kind, name));
    let mut same = vec![[None; EntityKind::ALL.len()]; partial.names.len()];
    let mut is_same = |kind: EntityKind, text: u32| {
        let at = kind as usize;
        *same[text as usize][at].get_or_insert_with(|| normal(kind, partial.names.get(text)) == wanted[at])
    };
    let mut chosen = vec![false; links.rows.len()];
    for (at, story) in partial.stories.iter().enumerate() {
        let rows = links.of_story(at);
        let fits = |entity: usize| kind.is_none_or(|kind| story.named[entity].kind == kind);
        for (entity, named) in story.named.iter().enumerate() {
            if fits(entity) && is_same(named.kind, named.name) {
                chosen[rows[entity] as usize] = true;
            }
        }
        for form in story.forms().filter(|form| form.form != Form::Partial) {
            let entity = form.entity as usize;
            if fits(entity) && is_same(story.named[entity].kind, form.text) {
                chosen[rows[entity] as usize] = true;
            }
        }
    }
    StorySet::where_story(partial.stories(), |story| {
        links.of_story(story).iter().any(|&row| chosen[row as usize])
    })
}
