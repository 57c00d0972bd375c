//! The words of a corpus as one run of numbers: what collocations and phrases are counted from.

use std::ops::Range;

use rayon::prelude::*;

use crate::Partial;
use crate::count::StoryCount;
use crate::sequence::Sequence;
use crate::walk::each_within;

/// Stories of one task, at least.
const CHUNK: usize = if cfg!(test) { 3 } else { 64 };

/// All words of all stories, one after the other: terms and the tokens with a digit or an apostrophe that are no
/// terms. Punctuation has no place of its own, but it is known where some stood. It holds
/// fewer than 2^32 words, of 2^30 kinds: a larger corpus has to be counted in parts.
#[derive(Clone, Debug, Default)]
pub(crate) struct Stream {
    /// The number of each word: terms first, then the other tokens; with the flags below.
    words: Vec<u32>,
    /// Words up to the end of each story.
    ends: Vec<u32>,
    /// How many different numbers there are.
    pub(crate) kinds: usize,
}

/// The first word of a sentence.
const FIRST: u32 = 1 << 31;
/// Punctuation stands before the word, or a sentence begins with it.
const APART: u32 = 1 << 30;
const NUMBER: u32 = APART - 1;

impl Stream {
    pub(crate) fn of(partial: &Partial) -> Stream {
        let terms = partial.terms.len() as u32;
        let number = |&token: &u32| match token {
            Sequence::PUNCTUATION => APART,
            Sequence::OTHER.. => terms + (token - Sequence::OTHER),
            _ => partial.term_of[token as usize],
        };
        let of_code: Vec<u32> = partial.ranks.tokens().iter().map(number).collect();
        let room = |story: &StoryCount| story.sentence_ends.last().map_or(0, |&end| end as usize);
        let all: usize = partial.stories.iter().map(room).sum();
        // Zeros by all threads: where memory was used before, one would write them.
        let mut words: Vec<u32> = (0..all).into_par_iter().with_min_len(1 << 16).map(|_| 0).collect();
        let (mut rest, mut tasks) = (&mut words[..], vec![]);
        let share = partial.stories.len().div_ceil(rayon::current_num_threads()).max(CHUNK);
        for stories in partial.stories.chunks(share) {
            let (places, behind) = rest.split_at_mut(stories.iter().map(room).sum());
            tasks.push((stories, places));
            rest = behind;
        }
        // Each writes its words to the head of its room, and says how many are in each story.
        let fill = |(stories, places): (&[StoryCount], &mut [u32])| {
            let (mut lengths, mut at) = (vec![], 0);
            for story in stories {
                let (mut codes, mut start, first) = (story.tokens.iter(), 0, at);
                for &end in story.sentence_ends.iter() {
                    let mut flags = FIRST | APART;
                    for code in codes.by_ref().take((end - start) as usize) {
                        match of_code[code as usize] {
                            APART => flags |= APART,
                            number => {
                                places[at] = number | flags;
                                at += 1;
                                flags = 0;
                            }
                        }
                    }
                    start = end;
                }
                lengths.push((at - first) as u32);
            }
            lengths
        };
        let lengths: Vec<Vec<u32>> = tasks.into_par_iter().map(fill).collect();
        let (mut ends, mut end, mut from) = (Vec::with_capacity(partial.stories.len()), 0, 0);
        for (stories, lengths) in partial.stories.chunks(share).zip(lengths) {
            let length: u32 = lengths.iter().sum();
            words.copy_within(from..from + length as usize, end as usize);
            from += stories.iter().map(room).sum::<usize>();
            for length in lengths {
                end += length;
                ends.push(end);
            }
        }
        words.truncate(end as usize);
        Stream { words, ends, kinds: partial.terms.len() + partial.others.len() }
    }

    /// Of numbers below `kinds`, sentence by sentence of each story.
    #[cfg(test)]
    pub(crate) fn from_sentences(stories: &[&[&[u32]]], kinds: usize) -> Stream {
        let mut stream = Stream { kinds, ..Stream::default() };
        for sentence in stories.iter().map(|story| story.iter()) {
            for words in sentence {
                let flags = |at: usize| if at == 0 { FIRST | APART } else { 0 };
                stream.words.extend(words.iter().enumerate().map(|(at, word)| word | flags(at)));
            }
            stream.ends.push(stream.words.len() as u32);
        }
        stream
    }

    /// Gives each word another number, as a table of all of them says.
    pub(crate) fn renumber(&mut self, to: &[u32]) {
        self.words
            .par_iter_mut()
            .with_min_len(1 << 12)
            .for_each(|word| *word = to[(*word & NUMBER) as usize] | (*word & !NUMBER));
    }

    /// The same with each word once in a sentence, in order of their numbers.
    pub(crate) fn distinct(&self) -> Stream {
        let mut distinct = Stream { words: Vec::with_capacity(self.len()), ends: vec![], kinds: self.kinds };
        let (mut words, mut ends) = (vec![], self.ends.iter().peekable());
        for sentence in self.sentences(0..self.len()) {
            while ends.next_if(|&&end| end as usize <= sentence.start).is_some() {
                distinct.ends.push(distinct.words.len() as u32);
            }
            words.clear();
            words.extend(sentence.map(|at| self.word(at)));
            words.sort_unstable();
            words.dedup();
            words[0] |= FIRST;
            distinct.words.extend_from_slice(&words);
        }
        distinct.ends.extend(ends.map(|_| distinct.words.len() as u32));
        distinct
    }

    pub(crate) fn len(&self) -> usize {
        self.words.len()
    }

    /// Calls `each` with the place and number of every word in a range.
    #[inline]
    pub(crate) fn each_within(&self, range: &Range<u32>, each: impl FnMut(usize, u32)) {
        each_within(&self.words, NUMBER, range, each);
    }

    pub(crate) fn word(&self, at: usize) -> u32 {
        self.words[at] & NUMBER
    }

    pub(crate) fn is_first(&self, at: usize) -> bool {
        self.words[at] & FIRST != 0
    }

    /// A place with so many words before and after it in its sentence, or all that there are.
    pub(crate) fn window(&self, at: usize, left: usize, right: usize) -> Range<usize> {
        let (mut start, first) = (at, at.saturating_sub(left));
        while start > first && !self.is_first(start) {
            start -= 1;
        }
        let (mut end, last) = (at + 1, (at + 1).saturating_add(right).min(self.len()));
        while end < last && !self.is_first(end) {
            end += 1;
        }
        start..end
    }

    /// Whether nothing stands between a word and the one before it.
    pub(crate) fn is_joined(&self, at: usize) -> bool {
        self.words[at] & APART == 0
    }

    /// The places of each story's words.
    pub(crate) fn stories(&self) -> Vec<Range<u32>> {
        let starts = std::iter::once(0).chain(self.ends.iter().copied());
        starts.zip(&self.ends).map(|(start, &end)| start..end).collect()
    }

    /// The story of a place, when the places asked for before were none later.
    pub(crate) fn story_from(&self, from: &mut usize, at: usize) -> u32 {
        // In steps that double: the places of a rare word are many stories apart.
        let left = &self.ends[*from..];
        let mut bound = 1;
        while left.get(bound - 1).is_some_and(|&end| end as usize <= at) {
            bound *= 2;
        }
        let near = &left[bound / 2..bound.min(left.len())];
        *from += bound / 2 + near.partition_point(|&end| end as usize <= at);
        *from as u32
    }

    /// Parts of whole stories, about as many as this pool has threads; fewer where a table of all numbers for each would
    /// hold more than the words.
    pub(crate) fn parts(&self) -> Vec<Range<usize>> {
        let most = 1 + self.len() / self.kinds.max(1);
        let least = self.len().div_ceil(rayon::current_num_threads().min(most));
        let (mut parts, mut start) = (vec![], 0);
        for end in self.ends.iter().map(|&end| end as usize) {
            if end > start && (end - start >= least || end == self.len()) {
                parts.push(start..end);
                start = end;
            }
        }
        parts
    }

    /// How often each number occurs.
    pub(crate) fn counts(&self) -> Vec<u32> {
        let of_part = |part: Range<usize>| {
            let mut counts = vec![0_u32; self.kinds];
            part.for_each(|at| counts[self.word(at) as usize] += 1);
            counts
        };
        let parts: Vec<Vec<u32>> = self.parts().into_par_iter().map(of_part).collect();
        summed(parts, |sum, count| *sum += count).unwrap_or_else(|| vec![0; self.kinds])
    }

    /// The first places of a sentence and of the one behind it, of a part that holds whole sentences.
    pub(crate) fn sentences(&self, part: Range<usize>) -> impl Iterator<Item = Range<usize>> {
        let mut start = part.start;
        std::iter::from_fn(move || {
            if start >= part.end {
                return None;
            }
            let mut end = start + 1;
            while end < part.end && !self.is_first(end) {
                end += 1;
            }
            let sentence = start..end;
            start = end;
            Some(sentence)
        })
    }
}

/// Counts of the same things, added up; none of nothing.
pub(crate) fn summed<T>(parts: Vec<Vec<T>>, add: impl Fn(&mut T, T)) -> Option<Vec<T>> {
    parts.into_iter().reduce(|mut sum, part| {
        sum.iter_mut().zip(part).for_each(|(sum, count)| add(sum, count));
        sum
    })
}

/// Words by how often they occur: the chosen ones first, the most frequent of them at the head.
pub(crate) struct Order {
    /// The word of each rank.
    pub(crate) words: Vec<u32>,
    /// The rank of each word.
    pub(crate) ranks: Vec<u32>,
}

impl Order {
    pub(crate) fn of(stream: &Stream, is_chosen: impl Fn(u32) -> bool) -> Order {
        // Those that are not chosen come last, then by count, then by number.
        let key = |(word, count): (u32, u32)| {
            u64::from(!is_chosen(word)) << 62 | u64::from(u32::MAX - count) << 30 | u64::from(word)
        };
        let mut keys: Vec<u64> = (0..).zip(stream.counts()).map(key).collect();
        keys.sort_unstable();
        let words: Vec<u32> = keys.iter().map(|&key| key as u32 & NUMBER).collect();
        let mut ranks = vec![0; words.len()];
        for (rank, &word) in (0..).zip(&words) {
            ranks[word as usize] = rank;
        }
        Order { words, ranks }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_story_of_a_place_is_the_first_that_ends_behind_it() {
        const STORIES: [&[&[u32]]; 4] = [&[&[0, 0, 0]], &[], &[&[0]], &[&[0, 0], &[0]]];
        let stories: Vec<&[&[u32]]> = STORIES.into_iter().cycle().take(40).collect();
        let stream = Stream::from_sentences(&stories, 1);
        let story_of = |place: usize| stream.ends.iter().take_while(|&&end| end as usize <= place).count();
        for stride in [1, 2, 7, 30, 69] {
            let mut from = 0;
            for place in (0..stream.len()).step_by(stride) {
                assert_eq!(
                    stream.story_from(&mut from, place) as usize,
                    story_of(place),
                    "{place}, {stride}"
                );
            }
        }
    }

    #[test]
    fn places_of_stories_that_many_tasks_read() {
        let texts = ["One. Two three.", "", "Four five six 7, seven. Eight.", "Nine", "..."];
        let story = |at: usize| {
            let text = texts[at % texts.len()];
            let layout = nutgraf_core::Layout::plain(format!("{at:02}"), text);
            nutgraf_core::parse(layout, &nutgraf_core::Options::default())
        };
        let corpus = crate::Corpus::collect((0..60).map(story).collect());
        let partial = corpus.partial();
        assert!(partial.stories.len() > 3 * CHUNK);
        let [stream, alone] = [4, 1].map(|threads| {
            let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
            pool.install(|| Stream::of(partial))
        });
        assert_eq!((&stream.words, &stream.ends), (&alone.words, &alone.ends));
        let (mut ends, mut words) = (vec![], vec![]);
        for story in &partial.stories {
            let tokens = partial.tokens(story).filter(|&token| token != Sequence::PUNCTUATION);
            words.extend(tokens.map(|token| match partial.term_number(token) {
                Some(term) => term,
                None => partial.terms.len() as u32 + (token - Sequence::OTHER),
            }));
            ends.push(words.len() as u32);
        }
        assert_eq!(stream.ends, ends);
        assert!((0..stream.len()).map(|at| stream.word(at)).eq(words));
    }

    #[test]
    fn parts_hold_every_story_once_and_none_is_cut() {
        let stories: [&[&[u32]]; 6] = [&[], &[&[0, 1], &[2]], &[&[1; 9]], &[], &[&[2], &[0]], &[]];
        let stream = Stream::from_sentences(&stories, 4);
        for threads in [1, 2, 3, 20] {
            let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
            let (parts, counts) = pool.install(|| (stream.parts(), stream.counts()));
            assert!(parts.len() <= threads && parts.iter().cloned().flatten().eq(0..stream.len()));
            assert!(parts.iter().all(|part| stream.ends.contains(&(part.end as u32))));
            assert_eq!(counts, [2, 10, 2, 0]);
        }
        let nothing = Stream::from_sentences(&[&[], &[]], 2);
        assert_eq!((nothing.parts(), nothing.counts()), (vec![], vec![0, 0]));
    }

    #[test]
    fn a_sentence_of_distinct_words_has_each_once() {
        let stories: [&[&[u32]]; 4] = [&[], &[&[3, 1, 3], &[2]], &[], &[&[1, 1]]];
        let distinct = Stream::from_sentences(&stories, 4).distinct();
        let sentences =
            distinct.sentences(0..distinct.len()).map(|places| places.map(|at| distinct.word(at)).collect());
        assert_eq!(sentences.collect::<Vec<Vec<u32>>>(), [vec![1, 3], vec![2], vec![1]]);
        assert_eq!(distinct.ends, [0, 3, 3, 4]);
    }
}
