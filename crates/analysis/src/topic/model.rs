use super::matrix::Counts;
use super::vocabulary::Vocabulary;
use super::{cluster, fold, kmeans, lda, nmf};
use crate::Partial;

/// How topics are found.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum TopicMethod {
    /// Non-negative matrix factorisation of tf-idf (Lee and Seung 1999), from clusters of the stories.
    #[default]
    Nmf,
    /// Spherical k-means over tf-idf (Dhillon and Modha 2001): every story has one topic.
    Kmeans,
    /// Latent Dirichlet allocation over counts (Blei, Ng and Jordan 2003).
    Lda,
}

impl TopicMethod {
    /// All of them.
    pub const ALL: [TopicMethod; 3] = [TopicMethod::Nmf, TopicMethod::Kmeans, TopicMethod::Lda];

    /// `nmf`, `kmeans` or `lda`.
    pub fn name(self) -> &'static str {
        match self {
            TopicMethod::Nmf => "nmf",
            TopicMethod::Kmeans => "kmeans",
            TopicMethod::Lda => "lda",
        }
    }
}

/// What was learnt of the terms: enough to find the topics of any story, and to go on learning.
#[derive(Clone, PartialEq, Debug, Default)]
pub(crate) struct Model {
    pub(super) method: TopicMethod,
    pub(super) seed: u64,
    pub(super) k: usize,
    pub(super) vocabulary: Vocabulary,
    /// `k` values a term.
    pub(super) terms: Vec<f64>,
    /// What going on needs. Of a factorisation the `k` by `k` products of the stories' strengths, of k-means the
    /// lengths of the `k` sums that the centres are directions of, else the priors: of the `k` topics and of a term.
    pub(super) memory: Vec<f64>,
}

impl Model {
    /// Learns from stories; also says how strong each topic is in each of them, `k` values a row.
    pub(super) fn learn(
        vocabulary: Vocabulary,
        counts: &Counts,
        method: TopicMethod,
        k: usize,
        seed: u64,
    ) -> (Model, Vec<f64>) {
        let mut model = Model { method, seed, k, vocabulary, ..Model::default() };
        if method == TopicMethod::Lda {
            model.keep(lda::learn(counts, None, k, seed));
            let stories = model.strengths(counts);
            return (model, stories);
        }
        let matrix = model.vocabulary.weighted(counts);
        let across = matrix.transposed();
        let clusters = cluster::clusters(&matrix, &across, k, seed);
        let stories;
        if method == TopicMethod::Kmeans {
            (model.terms, model.memory) = kmeans::learn(&matrix, &across, &clusters, k);
            stories = kmeans::strengths(&matrix, &model.terms, k);
        } else {
            (model.terms, stories) = nmf::learn(&matrix, &across, &clusters, k);
            model.memory = super::dense::cross(&stories, k, &stories, k);
        }
        (model, stories)
    }

    /// Of a latent Dirichlet allocation.
    fn keep(&mut self, learnt: lda::Learnt) {
        self.terms = learnt.terms;
        self.memory = learnt.alphas;
        self.memory.push(learnt.beta);
    }

    fn learnt(&self) -> lda::Learnt {
        let alphas = &self.memory[..self.k.min(self.memory.len())];
        lda::Learnt { terms: self.terms.clone(), alphas: alphas.to_vec(), beta: self.beta() }
    }

    /// The prior of a term in a topic of a latent Dirichlet allocation.
    fn beta(&self) -> f64 {
        self.memory.get(self.k).copied().unwrap_or_default()
    }

    /// How surprised the model is by the second of two halves of some stories when it has read the first: the sum of
    /// `-ln` of the chances of its tokens, and how many they are. None for a model without chances.
    pub(super) fn surprise(&self, [read, unread]: [&Counts; 2]) -> Option<(f64, u64)> {
        let learnt = (self.method == TopicMethod::Lda).then(|| self.learnt())?;
        Some(fold::surprise(unread, &learnt.strengths(read), &learnt.chances(), self.k))
    }

    /// How strong each topic is in each story: `k` values a row.
    pub(super) fn strengths(&self, counts: &Counts) -> Vec<f64> {
        match self.method {
            TopicMethod::Nmf => nmf::strengths(&self.vocabulary.weighted(counts), &self.terms, self.k),
            TopicMethod::Kmeans => kmeans::strengths(&self.vocabulary.weighted(counts), &self.terms, self.k),
            TopicMethod::Lda => self.learnt().strengths(counts),
        }
    }

    /// Goes on learning from stories that were not learnt from.
    pub(super) fn update(&mut self, partial: &Partial) {
        let places = self.vocabulary.take_in(Vocabulary::of(partial));
        let mut terms = vec![0.0; places.len() * self.k];
        for (term, old) in terms.chunks_mut(self.k.max(1)).zip(&places) {
            if let Some(old) = old {
                term.copy_from_slice(&self.terms[old * self.k..(old + 1) * self.k]);
            }
        }
        self.terms = terms;
        let counts = self.vocabulary.counts(partial);
        if self.method == TopicMethod::Lda {
            self.keep(lda::learn(&counts, Some(&self.learnt()), self.k, self.seed));
            return;
        }
        let matrix = self.vocabulary.weighted(&counts);
        let across = matrix.transposed();
        if self.method == TopicMethod::Nmf {
            nmf::update(&matrix, &across, &mut self.terms, &mut self.memory, self.k);
        } else {
            kmeans::update(&matrix, &across, &mut self.terms, &mut self.memory, self.k);
        }
    }

    /// Puts the topics into another order.
    pub(super) fn reorder(&mut self, order: &[usize]) {
        let k = self.k;
        let moved = |row: &[f64]| order.iter().map(|&topic| row[topic]).collect::<Vec<_>>();
        self.terms = self.terms.chunks(k).flat_map(moved).collect();
        self.memory = match self.memory.len() {
            0 => vec![],
            length if length == k => moved(&self.memory),
            length if length == k + 1 => {
                moved(&self.memory).into_iter().chain(self.memory.last().copied()).collect()
            }
            _ => order.iter().flat_map(|&topic| moved(&self.memory[topic * k..(topic + 1) * k])).collect(),
        };
    }

    /// For each topic in turn how much each term says of it: its weight, or with chances what the term adds to the
    /// distance of the topic's chances from all terms' (Kullback and Leibler 1951), where that is above 0.
    pub(super) fn term_weights(&self) -> impl Iterator<Item = Vec<f64>> {
        let (mut chances, mut overall) = (vec![], vec![]);
        if self.method == TopicMethod::Lda {
            chances = fold::chances(&self.terms, self.beta(), self.k);
            let all: f64 = self.terms.iter().sum();
            overall.extend(self.terms.chunks(self.k.max(1)).map(|counts| counts.iter().sum::<f64>() / all));
        }
        (0..self.k).map(move |topic| {
            if self.method != TopicMethod::Lda {
                return self.terms.iter().skip(topic).step_by(self.k).copied().collect();
            }
            let weight = |(chance, &overall): (&f64, &f64)| {
                if overall > 0.0 { (chance * libm::log(chance / overall)).max(0.0) } else { 0.0 }
            };
            chances.iter().skip(topic).step_by(self.k).zip(&overall).map(weight).collect()
        })
    }
}
