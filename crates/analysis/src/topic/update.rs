//! What a model says of stories it was not learnt from, and going on learning.

use super::rows::{shares, stories};
use super::vocabulary::best;
use super::{TopicStory, TopicTerm, Topics, coherence};
use crate::Corpus;

impl Topics {
    /// The topics of stories that were not learnt from, in input order. The model stays as it is.
    pub fn assign(&self, corpus: &Corpus) -> Vec<TopicStory> {
        if self.model.k == 0 {
            return vec![];
        }
        let counts = self.model.vocabulary.counts(corpus.partial());
        in_input_order(corpus, stories(corpus, &self.model.strengths(&counts), self.model.k))
    }

    /// How surprised the model is by stories that were not learnt from: its perplexity, by document completion
    /// (Wallach, Murray, Salakhutdinov and Mimno 2009). Of each story's tokens that the model knows, the first, third,
    /// … are read, and `exp` of the mean of `-ln` of the chances of the second, fourth, … is taken; lower is better.
    /// Only between models of one vocabulary it can be compared. None but for latent Dirichlet allocation, and where
    /// there is no such token.
    pub fn perplexity(&self, corpus: &Corpus) -> Option<f64> {
        let [read, unread] = self.model.vocabulary.halves(corpus.partial());
        let (sum, tokens) = self.model.surprise([&read, &unread])?;
        (tokens > 0).then(|| libm::exp(sum / tokens as f64))
    }

    /// The same topics over the stories of another corpus, which are not learnt from: shares and best stories are
    /// theirs, tables over time and by outlet speak of them; terms, labels and typical sentences stay the model's.
    #[must_use]
    pub fn apply(&self, corpus: &Corpus) -> Topics {
        let mut topics = self.clone();
        topics.stories = self.assign(corpus);
        let shares = shares(&topics.stories, self.model.k);
        for (row, share) in topics.topics.iter_mut().zip(shares) {
            row.share = share;
            if let Some(sentence) = &mut row.sentence {
                (sentence.page, sentence.article) = (TopicStory::ELSEWHERE, 0);
            }
        }
        topics.choose_best();
        topics
    }

    /// Goes on learning from the stories of a corpus, which must not have been learnt from before: new terms come in,
    /// weights move, and the new stories stand behind the old ones. Topics keep their numbers, labels, phrases and
    /// names, so that tables of before and after can be laid side by side; their terms, shares and best stories are
    /// those of all stories. What the old stories were given stays.
    pub fn update(&mut self, corpus: &Corpus) {
        if self.model.k == 0 || corpus.partial().stories() == 0 {
            return;
        }
        self.model.update(corpus.partial());
        let counts = self.model.vocabulary.counts(corpus.partial());
        let new = in_input_order(corpus, stories(corpus, &self.model.strengths(&counts), self.model.k));
        for story in &mut self.stories {
            (story.page, story.article) = (TopicStory::ELSEWHERE, 0);
        }
        self.stories.extend(new);
        let shares = shares(&self.stories, self.model.k);
        let across = self.model.vocabulary.weighted(&counts).transposed();
        for ((row, share), weights) in self.topics.iter_mut().zip(shares).zip(self.model.term_weights()) {
            let columns = coherence::by_company(&across, &best(&weights, row.terms.len()), &weights);
            let term = |(column, weight): (usize, f64)| TopicTerm {
                term: self.model.vocabulary.printed[column].clone(),
                weight,
            };
            row.terms = columns.into_iter().map(term).collect();
            row.share = share;
            if let Some(sentence) = &mut row.sentence {
                (sentence.page, sentence.article) = (TopicStory::ELSEWHERE, 0);
            }
        }
        self.choose_best();
    }
}

fn in_input_order(corpus: &Corpus, mut rows: Vec<TopicStory>) -> Vec<TopicStory> {
    debug_assert_eq!(rows.len(), corpus.places().len());
    rows.sort_by_key(|row| (row.page, row.article));
    rows
}
