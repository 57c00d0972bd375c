//! What is followed over time: in how many stories it stands, step by step.

use nutgraf_core::EntityKind;
use rayon::prelude::*;
use rustc_hash::FxHashMap;

use crate::stop::StopList;
use crate::timeline::Grid;
use crate::{Corpus, Topics};

/// One thing that is followed over time.
#[derive(Clone, Copy, Debug)]
pub enum Subject<'a> {
    /// Every story.
    Stories,
    /// A word, in any case.
    Term(&'a str),
    /// An entity: its index in [`Corpus::entities`].
    Entity(u32),
    /// An entity where it is quoted.
    Speaker(u32),
    /// A topic of these by its number: stories of which it is the largest.
    Topic(&'a Topics, u32),
}

/// Things that are followed over time, each for itself.
#[derive(Clone, Copy, Debug)]
pub enum Subjects<'a> {
    /// One.
    One(Subject<'a>),
    /// Every word that is no function word and no boilerplate of news.
    Terms,
    /// Every entity.
    Entities,
    /// Every entity that is quoted.
    Speakers,
    /// Every topic of these.
    Topics(&'a Topics),
}

/// In which stories each of some things stands.
pub(crate) struct Postings {
    /// What each is.
    pub(crate) heads: Vec<Head>,
    starts: Vec<usize>,
    // Steps of the grid, of each thing one a story that holds it.
    steps: Vec<u32>,
}

/// A thing and its name.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) struct Head {
    /// A word for what it is: `term`, `person`, `speaker`, `topic`, `stories`.
    pub(crate) kind: &'static str,
    pub(crate) name: String,
}

impl Postings {
    /// Of all that stand in at least `min_stories` stories with a day.
    pub(crate) fn of(corpus: &Corpus, subjects: Subjects<'_>, grid: &Grid, min_stories: u64) -> Postings {
        let lister = Lister::of(corpus, subjects);
        let rows = lister.rows();
        let stories: Vec<(u32, Vec<u32>)> = grid
            .step_of
            .par_iter()
            .enumerate()
            .filter_map(|(story, &step)| Some((step?, lister.list(story))))
            .collect();
        let mut counts = vec![0_u64; rows];
        for &row in stories.iter().flat_map(|(_, held)| held) {
            counts[row as usize] += 1;
        }
        let kept: Vec<u32> = (0..rows as u32)
            .filter(|&row| counts[row as usize] >= min_stories.max(1) && lister.wants(row))
            .collect();
        let mut place = vec![u32::MAX; rows];
        let mut starts = vec![0];
        for (at, &row) in kept.iter().enumerate() {
            place[row as usize] = at as u32;
            starts.push(starts[at] + counts[row as usize] as usize);
        }
        let mut next = starts.clone();
        let mut steps = vec![0; starts[kept.len()]];
        for (step, held) in &stories {
            for &row in held {
                // What is not kept has no place.
                if let Some(next) = next.get_mut(place[row as usize] as usize) {
                    steps[*next] = *step;
                    *next += 1;
                }
            }
        }
        Postings { heads: kept.into_iter().map(|row| lister.head(row)).collect(), starts, steps }
    }

    /// Stories a step of the thing at this place.
    pub(crate) fn series(&self, at: usize, grid: &Grid) -> Vec<u64> {
        let mut counts = vec![0; grid.starts.len()];
        for &step in &self.steps[self.starts[at]..self.starts[at + 1]] {
            counts[step as usize] += 1;
        }
        counts
    }
}

/// Says which things stand in a story.
struct Lister<'a> {
    corpus: &'a Corpus,
    what: Subjects<'a>,
    stop: StopList,
    // Numbers of the printed words of one term.
    words: std::ops::Range<u32>,
    // Per story its topic.
    topics: Vec<Option<u32>>,
}

impl<'a> Lister<'a> {
    fn of(corpus: &'a Corpus, what: Subjects<'a>) -> Lister<'a> {
        let words = match what {
            Subjects::One(Subject::Term(term)) => corpus.partial().words_of(term),
            _ => 0..0,
        };
        let topics = match what {
            Subjects::Topics(topics) | Subjects::One(Subject::Topic(topics, _)) => topics_of(corpus, topics),
            _ => vec![],
        };
        Lister { corpus, what, stop: StopList::new(true, true), words, topics }
    }

    fn rows(&self) -> usize {
        match self.what {
            Subjects::One(_) => 1,
            Subjects::Terms => self.corpus.partial().terms.len(),
            Subjects::Entities | Subjects::Speakers => self.corpus.links().rows.len(),
            Subjects::Topics(topics) => topics.topics.len(),
        }
    }

    fn wants(&self, row: u32) -> bool {
        match self.what {
            Subjects::Terms => !self.stop.holds(self.corpus.partial().terms.get(row)),
            _ => true,
        }
    }

    /// The things in a story, each once.
    fn list(&self, story: usize) -> Vec<u32> {
        let mut held = vec![];
        let partial = self.corpus.partial();
        let count = &partial.stories[story];
        let rows = self.corpus.links().of_story(story);
        match self.what {
            Subjects::Terms => {
                let terms = partial.tokens(count).filter_map(|token| partial.term_number(token));
                held.extend(terms);
            }
            Subjects::Entities => held.extend(rows),
            Subjects::Speakers => {
                let quoted = count.named.iter().zip(rows).filter(|(named, _)| named.quotations > 0);
                held.extend(quoted.map(|(_, row)| row));
            }
            Subjects::Topics(_) => held.extend(self.topics[story]),
            Subjects::One(subject) => {
                let holds = match subject {
                    Subject::Stories => true,
                    Subject::Term(_) => partial.tokens(count).any(|token| self.words.contains(&token)),
                    Subject::Entity(entity) => rows.contains(&entity),
                    Subject::Speaker(entity) => count
                        .named
                        .iter()
                        .zip(rows)
                        .any(|(named, &row)| row == entity && named.quotations > 0),
                    Subject::Topic(_, topic) => self.topics[story] == Some(topic),
                };
                held.extend(holds.then_some(0));
            }
        }
        held.sort_unstable();
        held.dedup();
        held
    }

    fn head(&self, row: u32) -> Head {
        let partial = self.corpus.partial();
        let entity = |row: u32, kind: Option<&'static str>| {
            let found = self.corpus.links().rows.get(row as usize);
            let name = self.corpus.links().name(row, partial).to_owned();
            Head { kind: kind.unwrap_or(found.map_or("entity", |row| row.kind.name())), name }
        };
        let topic = |topics: &Topics, row: u32| {
            let name = topics.topics.get(row as usize).map_or(String::new(), |topic| topic.label.clone());
            Head { kind: "topic", name }
        };
        match self.what {
            Subjects::Terms => Head { kind: "term", name: partial.terms.get(row).to_owned() },
            Subjects::Entities => entity(row, None),
            Subjects::Speakers => entity(row, Some("speaker")),
            Subjects::Topics(topics) => topic(topics, row),
            Subjects::One(Subject::Stories) => Head { kind: "stories", name: "all stories".to_owned() },
            Subjects::One(Subject::Term(term)) => Head { kind: "term", name: crate::partial::term(term) },
            Subjects::One(Subject::Entity(entity_row)) => entity(entity_row, None),
            Subjects::One(Subject::Speaker(entity_row)) => entity(entity_row, Some("speaker")),
            Subjects::One(Subject::Topic(topics, number)) => topic(topics, number),
        }
    }
}

/// The largest topic of each story, in the order of the partial; none where all weights are 0.
pub(crate) fn topics_of(corpus: &Corpus, topics: &Topics) -> Vec<Option<u32>> {
    let best: FxHashMap<(u32, u32), u32> = topics
        .stories
        .iter()
        .filter_map(|story| {
            let weights = story.weights.iter().enumerate();
            let (topic, &weight) = weights.reduce(|best, next| if next.1 > best.1 { next } else { best })?;
            (weight > 0.0).then_some(((story.page, story.article), topic as u32))
        })
        .collect();
    corpus.places().iter().map(|place| best.get(place).copied()).collect()
}

/// How often each story of the partial holds a thing; none where it does not.
pub(crate) fn occurrences(corpus: &Corpus, subject: Subject<'_>) -> Vec<Option<u64>> {
    let lister = Lister::of(corpus, Subjects::One(subject));
    let list = |at: usize| {
        if lister.list(at).is_empty() {
            return None;
        }
        let story = &corpus.partial().stories[at];
        let of_entity = |entity: u32| {
            let own = story.named.iter().zip(corpus.links().of_story(at));
            own.filter(move |&(_, &row)| row == entity).map(|(named, _)| named)
        };
        Some(match subject {
            Subject::Stories | Subject::Topic(..) => 1,
            Subject::Term(_) => corpus.partial().count_of(story, &lister.words),
            Subject::Entity(entity) => of_entity(entity).map(|named| u64::from(named.mentions)).sum(),
            Subject::Speaker(entity) => of_entity(entity).map(|named| u64::from(named.quotations)).sum(),
        })
    };
    (0..corpus.partial().stories.len()).into_par_iter().map(list).collect()
}

impl Corpus {
    /// The index in [`Corpus::entities`] of the entity of this name: printed so, else equal but for case, dots and
    /// "the"; of several the one in most stories. None when no story names it.
    pub fn find_entity(&self, name: &str) -> Option<u32> {
        let (partial, links) = (self.partial(), self.links());
        let rows = || (0..).zip(&links.rows);
        if let Some((row, _)) = rows().find(|&(row, _)| links.name(row, partial) == name) {
            return Some(row);
        }
        let wanted = EntityKind::ALL.map(|kind| crate::name::normal(kind, name));
        let is_wanted = |kind: EntityKind, text: u32| {
            wanted.contains(&crate::name::normal(kind, partial.names.get(text)))
        };
        if let Some((row, _)) = rows().find(|(_, row)| is_wanted(row.kind, row.name)) {
            return Some(row);
        }
        // Other forms: rows stand in order of their stories, so the lowest is the best known.
        let mut known: FxHashMap<(EntityKind, u32), bool> = FxHashMap::default();
        let mut best: Option<u32> = None;
        for (at, story) in partial.stories.iter().enumerate() {
            let of_story = links.of_story(at);
            for form in story.forms() {
                let (named, row) = (story.named[form.entity as usize], of_story[form.entity as usize]);
                let hit =
                    *known.entry((named.kind, form.text)).or_insert_with(|| is_wanted(named.kind, form.text));
                if hit {
                    best = Some(best.map_or(row, |best| best.min(row)));
                }
            }
        }
        best
    }
}
