//! A corpus of articles and its statistics, in parallel and deterministic.
//!
//! A [`Corpus`] holds pages and their counts. Counts are partials: integers that add up, so that parts counted by
//! threads, on other days or by another engine merge into the same whole, bit for bit. Floats appear only when a
//! table is read off. Only stories count; teasers never do.

mod alias;
mod association;
mod burst;
mod change;
mod chi_squared;
mod collector;
mod collocation;
mod concordance;
mod corpus;
mod count;
mod dispersion;
mod diversity;
mod duplicate;
mod entity;
mod evidence;
mod filter;
mod keyness;
mod keyphrase;
mod link;
mod measure;
mod name;
mod network;
mod novelty;
mod pair;
mod partial;
mod phrase;
mod piece;
mod quote;
mod random;
mod rank;
mod readability;
mod search;
mod selection;
mod sequence;
mod series;
mod significance;
mod source;
mod stop;
mod store;
mod story;
mod stream;
mod strings;
mod syllable;
mod table;
mod term;
mod thread;
mod timeline;
mod topic;
mod view;
mod walk;

pub use alias::Aliases;
pub use association::Association;
pub use burst::{BurstOptions, BurstRow};
pub use change::{ChangeOptions, ChangeRow};
pub use chi_squared::chi_squared_tail;
pub use collector::Collector;
pub use collocation::{AssociationMeasure, CollocationOptions, CollocationRow, Near};
pub use concordance::{ConcordanceOptions, ConcordanceOrder, ConcordanceRow};
pub use corpus::Corpus;
pub use dispersion::{Dispersion, dispersion};
pub use diversity::{mattr, mtld};
pub use duplicate::{
    Change, CopyKind, DuplicateOptions, DuplicateRow, DuplicateStory, DuplicateText, GroupedText, changes,
    duplicates,
};
pub use entity::{EntityRow, Occurrence};
pub use evidence::Evidence;
pub use filter::Filter;
pub use keyness::{
    Correction, KeynessOptions, KeynessRow, Likelihood, bayes_factor, log_ratio, percent_difference,
    signed_log_likelihood,
};
pub use keyphrase::KeyphraseRow;
pub use network::{EdgeRow, Network, NetworkOptions, NodeRow};
pub use novelty::{Novelties, NoveltyOptions, NoveltyRow};
pub use pair::{PairRow, PairScope};
pub use partial::{Partial, TableError};
pub use phrase::{PhraseOptions, PhraseRow};
pub use quote::QuoteRow;
pub use readability::{Readability, ReadabilityRow, TextCounts};
pub use search::{Query, QueryError, SearchRow, period};
pub use selection::{Grouping, Selection};
pub use sequence::{Sequence, token_spans};
pub use series::{Subject, Subjects};
pub use source::{CopyingRow, SourceEntityRow, SourceQuoteRow, SourceRow};
pub use store::FileError;
pub use story::{Stories, Story};
pub use syllable::syllables;
pub use table::{Column, Table, Values};
pub use term::{TermOptions, TermRow};
pub use thread::{StoryThread, StoryThreadOptions, ThreadStory};
pub use timeline::{SeriesRow, TimelineRow, Unit};
pub use topic::{
    TopicCountRow, TopicMatchRow, TopicMethod, TopicOptions, TopicOutletRow, TopicRow, TopicSentence,
    TopicStory, TopicTerm, TopicTimeRow, Topics,
};
