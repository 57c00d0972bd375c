//! A part of a corpus as a corpus.

use crate::count::{StoryCount, settle};
use crate::partial::Renumbering;
use crate::rank::Ranks;
use crate::sequence::Sequence;
use crate::strings::Strings;
use crate::{Corpus, Partial};

impl Corpus {
    /// The corpus of some stories, by their numbers in the partial, in order.
    pub(crate) fn view(&self, stories: &[u32], described: &str) -> Corpus {
        let mut pages: Vec<u32> = stories.iter().map(|&story| self.places()[story as usize].0).collect();
        pages.sort_unstable();
        pages.dedup();
        let place = |&story: &u32| {
            let (page, article) = self.places()[story as usize];
            (pages.partition_point(|&other| other < page) as u32, article)
        };
        let places = stories.iter().map(place).collect();
        let described = match self.filtered() {
            Some(before) => format!("{before}; {described}"),
            None => described.to_owned(),
        };
        Corpus::sealed(self.pages_of(&pages), self.partial().part(stories), places, Some(described))
            .keeping(self.aliases())
    }
}

impl Partial {
    /// The counts of some stories, by their numbers, in order. What stands in order here stands in order there, so
    /// nothing is sorted.
    fn part(&self, stories: &[u32]) -> Partial {
        let stories: Vec<&StoryCount> = stories.iter().map(|&story| &self.stories[story as usize]).collect();
        let mut word_to = vec![UNUSED; self.words.len()];
        let mut other_to = vec![UNUSED; self.others.len()];
        let mut used = vec![false; self.ranks.tokens().len()];
        stories.iter().flat_map(|story| story.tokens.iter()).for_each(|code| used[code as usize] = true);
        for (&token, _) in self.ranks.tokens().iter().zip(&used).filter(|&(_, &used)| used) {
            match token {
                Sequence::PUNCTUATION => {}
                Sequence::OTHER.. => other_to[(token - Sequence::OTHER) as usize] = USED,
                _ => word_to[token as usize] = USED,
            }
        }
        let mut to = Renumbering {
            codes: vec![],
            names: vec![UNUSED; self.names.len()],
            outlets: vec![UNUSED; self.outlets.len()],
            languages: vec![UNUSED; self.languages.len()],
        };
        stories.iter().for_each(|story| mark(story, &mut to));
        let words = kept(&self.words, &mut word_to);
        let others = kept(&self.others, &mut other_to);
        let names = kept(&self.names, &mut to.names);
        let outlets = kept(&self.outlets, &mut to.outlets);
        let languages = kept(&self.languages, &mut to.languages);
        let (mut terms, mut term_of) = (Strings::default(), vec![]);
        let mut last = None;
        for (&term, _) in self.term_of.iter().zip(&word_to).filter(|&(_, &word)| word != UNUSED) {
            if last != Some(term) {
                terms.push(self.terms.get(term));
                last = Some(term);
            }
            term_of.push(terms.len() as u32 - 1);
        }
        // Codes that no story uses are taken for punctuation's, which has no rank of its own.
        let tokens = self.ranks.tokens().iter().zip(used).map(|(&token, used)| match token {
            _ if !used => Sequence::PUNCTUATION,
            Sequence::PUNCTUATION => token,
            Sequence::OTHER.. => Sequence::OTHER + other_to[(token - Sequence::OTHER) as usize],
            _ => word_to[token as usize],
        });
        let ranks;
        (ranks, to.codes) = Ranks::count(&stories, tokens.collect());
        let mut stories: Vec<StoryCount> =
            stories.into_iter().map(|story| story.clone().renumbered(&to)).collect();
        // Else they would keep all the stories they lie with.
        settle(&mut stories);
        Partial { words, terms, term_of, others, names, outlets, languages, ranks, stories }
    }
}

const UNUSED: u32 = u32::MAX;
const USED: u32 = 0;

/// Marks every text that a story uses.
fn mark(story: &StoryCount, to: &mut Renumbering) {
    for named in &story.named {
        to.names[named.name as usize] = USED;
        named.acronym.into_iter().for_each(|name| to.names[name as usize] = USED);
    }
    story.forms().for_each(|form| to.names[form.text as usize] = USED);
    story.titles.iter().for_each(|&(_, title)| to.names[title as usize] = USED);
    story.outlet.into_iter().for_each(|outlet| to.outlets[outlet as usize] = USED);
    story.language.into_iter().for_each(|language| to.languages[language as usize] = USED);
}

/// The texts that are used; their numbers become the new ones.
fn kept(texts: &Strings, numbers: &mut [u32]) -> Strings {
    let mut kept = Strings::default();
    for (number, text) in numbers.iter_mut().zip(texts.iter()).filter(|(number, _)| **number != UNUSED) {
        *number = kept.push(text);
    }
    kept
}
