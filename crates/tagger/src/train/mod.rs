//! The trainer: from labelled texts and word lists to the bytes of a model file, the same bytes from the same input.

mod corpus;
mod field;
mod lists;
mod pack;

use std::borrow::Cow;
use std::fmt;

pub use corpus::{Example, Gold};
pub use lists::{Lists, is_organization};

use crate::decode::Path;
use crate::label::KINDS;
use crate::model::Model;
use corpus::Corpus;
use field::Field;

/// How to train.
#[derive(Clone, Debug)]
pub struct Options {
    /// Passes over the texts with all features, then with the kept ones.
    pub passes: [u32; 2],
    /// Passes over a half of the texts, to label the other half for a second look.
    pub cross: u32,
    /// Features to keep in the model file.
    pub features: usize,
    /// How often a feature must occur.
    pub least: u32,
    /// Part of a token's features that a step leaves out, drawn anew each time, of 256: no feature may lean on
    /// another's company (dropout, Srivastava, Hinton, Krizhevsky, Sutskever and Salakhutdinov 2014).
    pub dropped: u32,
    /// Step of the first update.
    pub step: f32,
    /// Pull of the weights to zero, an update.
    pub decay: f32,
    /// How much more the start of a name of each kind is worth in the end: the labels of machines miss names, and
    /// kinds that are rare in them lose to the others.
    pub lean: [f32; KINDS.len()],
}

impl Default for Options {
    fn default() -> Self {
        Options {
            passes: [5, 15],
            cross: 4,
            features: 70_000,
            least: 3,
            dropped: 180,
            step: 0.2,
            decay: 1e-4,
            lean: [0.65, 0.9, 0.45, 0.45, 1.2, 1.2, 1.2],
        }
    }
}

impl Options {
    /// Part of a feature's weight that counts when none is left out.
    fn share(&self) -> f32 {
        1.0 - self.dropped as f32 / 256.0
    }
}

/// Trains a model; `tell` hears how it goes.
pub fn train(
    examples: &[Example],
    lists: &Lists,
    options: &Options,
    mut tell: impl FnMut(fmt::Arguments),
) -> Result<Vec<u8>, crate::Error> {
    let tables = lists::compile(lists, examples, lists::Part::Seen);
    let model = Model::read(Cow::Owned(pack::file(&tables, &[], &[])))?;
    let mut corpus = Corpus::new(&model, examples, options.least);
    tell(format_args!(
        "{} tokens in {} stretches, {} features",
        corpus.tokens(),
        corpus.stretches(),
        corpus.features()
    ));
    let labels = cross_labels(&corpus, options);
    corpus.look_again(&model, examples, &labels, options.least);
    tell(format_args!("{} features with those of a second look", corpus.features()));
    let mut field = Field::new(corpus.features());
    let passes = options.passes[0] + options.passes[1];
    for pass in 0..passes {
        if pass == options.passes[0] {
            let kept = field.strongest(options.features);
            corpus.keep(&kept);
            field.keep(&kept);
            tell(format_args!("kept {} features", corpus.features()));
        }
        let step = options.step * (1.0 - pass as f32 / passes as f32);
        let loss = field.pass(&corpus, |_| true, pass, step, options);
        tell(format_args!("pass {}: {loss:.4} wrong a token", pass + 1));
    }
    let (rows, moves) = field.quantized(&corpus, options);
    Ok(pack::file(&lists::compile(lists, examples, lists::Part::Whole), &rows, &moves))
}

/// The labels of a first look at each text, by a model that was trained on the other half of the texts.
fn cross_labels(corpus: &Corpus, options: &Options) -> Vec<u8> {
    let mut labels = vec![0; corpus.tokens()];
    let mut path = Path::default();
    for half in 0..2 {
        let mut field = Field::new(corpus.features());
        for pass in 0..options.cross {
            let step = options.step * (1.0 - pass as f32 / options.cross as f32);
            field.pass(corpus, |sequence| sequence.example % 2 == half, pass, step, options);
        }
        for sequence in corpus.sequences.iter().filter(|sequence| sequence.example % 2 != half) {
            field.best(corpus, sequence, options, &mut path);
            labels[sequence.tokens.clone()].copy_from_slice(&path.labels);
        }
    }
    labels
}
