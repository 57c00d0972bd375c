use minijinja::value::{Serde, Value};
use minijinja::{AutoEscape, Environment};
use nutgraf_analysis::Corpus;
use serde::Serialize;
use thiserror::Error;

use crate::evidence::{self, Evidence};
use crate::{draw, names, overview, quotes, together, topics};

const TEMPLATE: &str = include_str!("template/report.html");
const STYLE: &str = include_str!("template/style.css");

/// What the report is told besides the corpus.
#[derive(Clone, Debug)]
pub struct Options {
    /// Its title; none: a plain one.
    pub title: Option<String>,
    /// Inputs that could not be read, one line each, as they were reported.
    pub errors: Vec<String>,
    /// Names shown of each kind.
    pub names: usize,
    /// Sentences shown at most for one number.
    pub evidence: usize,
    /// How many topics; none: chosen by the size of the corpus.
    pub topics: Option<usize>,
    /// Seed of the topics' start values.
    pub seed: u64,
}

impl Default for Options {
    fn default() -> Self {
        Options { title: None, errors: vec![], names: 15, evidence: 12, topics: None, seed: 1 }
    }
}

/// Why the report could not be drawn.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum Error {
    /// The template refused its data: a fault of this crate.
    #[error("cannot draw the report")]
    Template {
        /// What the template engine says.
        #[from]
        source: minijinja::Error,
    },
}

/// What the template prints.
#[derive(Serialize)]
struct View<'a> {
    title: &'a str,
    version: &'static str,
    style: Value,
    totals: overview::Totals,
    outlets: Vec<overview::Outlet>,
    shares: Value,
    share_rows: Vec<overview::Share>,
    notes: Vec<overview::NoteLine>,
    errors: &'a [String],
    timeline: Option<overview::Timeline>,
    stories: Vec<overview::StoryLine>,
    kinds: Vec<names::Kind>,
    topics: Vec<topics::Card>,
    together: Option<together::Together>,
    speakers: Vec<quotes::Speaker>,
    terms: Vec<names::Word>,
    evidence: Vec<evidence::Entry>,
}

/// Draws the report; the same corpus and options give the same bytes.
///
/// # Errors
/// [`Error::Template`], which would be a fault of this crate.
pub fn render(corpus: &Corpus, options: &Options) -> Result<String, Error> {
    let entities = corpus.entities();
    let mut evidence = Evidence::new(corpus, options.evidence);
    let kinds = names::kinds(corpus, &entities, options.names, &mut evidence);
    let topics = topics::cards(corpus, options, &mut evidence);
    let together = together::pairs(corpus, &entities, &mut evidence);
    let speakers = quotes::speakers(corpus, &entities, options.names);
    let terms = names::terms(corpus, 2 * options.names, &mut evidence);

    let view = View {
        title: options.title.as_deref().unwrap_or("What the stories are about"),
        version: env!("CARGO_PKG_VERSION"),
        style: Value::from_safe_string(STYLE.to_owned()),
        totals: overview::totals(corpus),
        outlets: overview::outlets(corpus),
        shares: Value::from_safe_string(draw::shares(&overview::shares(corpus))),
        share_rows: overview::shares(corpus),
        notes: overview::notes(corpus),
        errors: &options.errors,
        timeline: overview::timeline(corpus),
        stories: overview::stories(corpus),
        kinds,
        topics,
        together,
        speakers,
        terms,
        evidence: evidence.finish(),
    };
    let mut environment = Environment::new();
    environment.set_auto_escape_callback(|_| AutoEscape::Html);
    environment.add_template("report.html", TEMPLATE)?;
    let page = environment.get_template("report.html")?.render(Serde(&view))?;
    Ok(page)
}
