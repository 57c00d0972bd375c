//! The trainer: from labelled texts and word lists to the bytes of a model file, the same bytes from the same input.

mod corpus;
mod field;
mod lists;
mod pack;

use std::borrow::Cow;
use std::fmt;

pub use corpus::{Example, Gold};
pub use lists::Lists;

use crate::model::Model;
use corpus::Corpus;
use field::Field;

/// How to train.
#[derive(Clone, Debug)]
pub struct Options {
    /// Passes over the texts with all features, then with the kept ones.
    pub passes: [u32; 2],
    /// Features to keep in the model file.
    pub features: usize,
    /// How often a feature must occur.
    pub least: u32,
    /// Part of the tokens that are learned without the features that name the word, of 256.
    pub blind: u32,
    /// Step of the first update.
    pub step: f32,
    /// Pull of the weights to zero, an update.
    pub decay: f32,
}

impl Default for Options {
    fn default() -> Self {
        Options { passes: [5, 5], features: 160_000, least: 3, blind: 48, step: 0.2, decay: 1e-4 }
    }
}

/// Trains a model; `tell` hears how it goes.
pub fn train(
    examples: &[Example],
    lists: &Lists,
    options: &Options,
    mut tell: impl FnMut(fmt::Arguments),
) -> Result<Vec<u8>, crate::Error> {
    let tables = lists::compile(lists, examples);
    let model = Model::read(Cow::Owned(pack::file(&tables, &[], &[])))?;
    let mut corpus = Corpus::new(&model, examples, options.least);
    tell(format_args!(
        "{} tokens in {} stretches, {} features",
        corpus.tokens(),
        corpus.stretches(),
        corpus.features()
    ));
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
        let loss = field.pass(&corpus, pass, step, options);
        tell(format_args!("pass {}: {loss:.4} wrong a token", pass + 1));
    }
    let (rows, moves) = field.quantized(&corpus);
    Ok(pack::file(&tables, &rows, &moves))
}
