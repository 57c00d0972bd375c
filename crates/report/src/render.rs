use minijinja::value::{Serde, Value};
use minijinja::{AutoEscape, Environment};
use nutgraf_analysis::{Corpus, DuplicateOptions};
use serde::Serialize;
use thiserror::Error;

use crate::evidence::{self, Evidence};
use crate::{
    bursts, coverage, draw, keyphrases, names, novelties, overview, quotes, sources, together, topics,
};

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
    filtered: Option<&'a str>,
    version: &'static str,
    style: Value,
    totals: overview::Totals,
    outlets: Vec<overview::Outlet>,
    shares: Value,
    share_rows: Vec<overview::Share>,
    notes: Vec<overview::NoteLine>,
    errors: &'a [String],
    timeline: Option<overview::Timeline>,
    bursts: Option<bursts::Bursts>,
    changes: Vec<bursts::Change>,
    novelties: Option<novelties::Novelties>,
    stories: Vec<overview::StoryLine>,
    threads: Option<coverage::Threads>,
    copies: Option<coverage::Copies>,
    kinds: Vec<names::Kind>,
    topics: Vec<topics::Card>,
    keyphrases: Vec<keyphrases::Keyphrase>,
    together: Option<together::Together>,
    speakers: Vec<quotes::Speaker>,
    sources: Option<sources::Sources>,
    terms: Vec<names::Word>,
    phrases: Vec<sources::Phrase>,
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
    let all_terms = corpus.terms();
    let unit = overview::unit(corpus);
    let phrases = corpus.keyphrases();
    let heads = bursts::heads_of(&phrases);
    let bursts =
        unit.and_then(|unit| bursts::bursts(corpus, &entities, &all_terms, &heads, unit, &mut evidence));
    let changes = unit
        .map_or(vec![], |unit| bursts::changes(corpus, &entities, &all_terms, &heads, unit, &mut evidence));
    let novelties = novelties::novelties(corpus, &entities, &all_terms, &mut evidence);

    let copies = corpus.duplicates(&DuplicateOptions::default());
    let sources = sources::sources(corpus, &all_terms, &copies, &mut evidence);

    let view = View {
        title: options.title.as_deref().unwrap_or("What the stories are about"),
        filtered: corpus.filtered(),
        version: env!("CARGO_PKG_VERSION"),
        style: Value::from_safe_string(STYLE.to_owned()),
        totals: overview::totals(corpus),
        outlets: overview::outlets(corpus),
        shares: Value::from_safe_string(draw::shares(&overview::shares(corpus))),
        share_rows: overview::shares(corpus),
        notes: overview::notes(corpus),
        errors: &options.errors,
        timeline: overview::timeline(corpus),
        bursts,
        changes,
        novelties,
        stories: overview::stories(corpus),
        threads: coverage::threads(corpus),
        copies: coverage::copies(corpus, &copies),
        kinds,
        topics,
        keyphrases: keyphrases::keyphrases(corpus, &phrases),
        together,
        speakers,
        sources,
        terms,
        phrases: sources::phrases(corpus),
        evidence: evidence.finish(),
    };
    let mut environment = Environment::new();
    environment.set_auto_escape_callback(|_| AutoEscape::Html);
    environment.add_template("report.html", TEMPLATE)?;
    let page = environment.get_template("report.html")?.render(Serde(&view))?;
    Ok(page)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use nutgraf_core::{
        Entity, EntityKind, Form, Layout, LayoutKind, Mention, Options as Parsing, Page, Quotation,
        QuotationKind, Span, parse,
    };

    use super::*;

    const TEXT: &str = "Ada <script>alert(1)</script> met Grace & Co in Port Lune, she said.\nAda praised Grace & Co again.\n";

    fn entity(id: u32, kind: EntityKind, name: &str, text: &str) -> Entity {
        let places = text.match_indices(name);
        let mentions =
            places.map(|(at, _)| Mention { span: Span::at(at, at + name.len()), form: Form::Full });
        Entity {
            id,
            kind,
            name: name.to_owned(),
            aliases: vec![],
            native: vec![],
            acronym: None,
            titles: vec!["<b>boss</b>".to_owned()],
            title_spans: vec![],
            mentions: mentions.collect(),
        }
    }

    fn page(id: &str, day: &str) -> Page {
        let mut layout = Layout::plain(id, TEXT);
        layout.metadata.published = Some(day.to_owned());
        layout.metadata.outlet = Some("The <script> Post".to_owned());
        layout.metadata.url = Some("javascript:alert(1)".to_owned());
        let mut page = parse(layout, &Parsing { layout: LayoutKind::Body, ..Parsing::default() });
        let article = &mut page.articles[0];
        article.headline = Some("A <script>headline</script>".to_owned());
        article.entities = vec![
            entity(0, EntityKind::Person, "Ada", TEXT),
            entity(1, EntityKind::Organization, "Grace & Co", TEXT),
        ];
        article.quotations = vec![Quotation {
            kind: QuotationKind::Indirect,
            parts: vec![Span::new(0, 57)],
            cue: None,
            speaker: None,
            entity: Some(0),
        }];
        page
    }

    #[test]
    fn a_title_that_is_cut_says_so() {
        let text = format!(
            "The ferry sank at noon {}on the reef.\n",
            "and the crew waited there for help ".repeat(6)
        );
        let pages = ["a", "b"].map(|id| {
            let mut layout = Layout::plain(id, text.as_str());
            layout.metadata.published = Some("2025-03-04".to_owned());
            parse(layout, &Parsing { layout: LayoutKind::Body, ..Parsing::default() })
        });
        let html = render(&Corpus::collect(pages.to_vec()), &Options::default()).unwrap();
        let section = html.split("id=\"copies\"").nth(1).unwrap().split("</section>").next().unwrap();
        assert!(section.contains(" …</a>"), "{section}");
    }

    fn html() -> String {
        let pages = ["a", "b", "c"].map(|id| page(id, "2025-03-04"));
        render(&Corpus::collect(pages.to_vec()), &Options::default()).unwrap()
    }

    #[test]
    fn text_of_a_page_is_shown_never_run() {
        let html = html();
        assert!(!html.contains("<script") && !html.contains("<b>boss"));
        assert!(!html.contains("href=\"javascript:"));
        assert!(html.contains("&lt;script&gt;headline"));
    }

    #[test]
    fn every_link_within_the_page_has_its_target() {
        let html = html();
        let after = |mark: &str| -> BTreeSet<String> {
            let parts = html.split(mark).skip(1);
            parts.map(|rest| rest.split('"').next().unwrap_or_default().to_owned()).collect()
        };
        let (links, targets) = (after("href=\"#"), after(" id=\""));
        assert!(links.len() > 10);
        let missing: Vec<_> = links.difference(&targets).collect();
        assert!(missing.is_empty(), "{missing:?}");
    }

    #[test]
    fn outlets_are_compared_when_there_are_two() {
        assert!(!html().contains("id=\"outlets\""));
        let mut pages = ["a", "b"].map(|id| page(id, "2025-03-04"));
        pages[1].outlet = Some("Hall & Herald".to_owned());
        let html = render(&Corpus::collect(pages.to_vec()), &Options::default()).unwrap();
        let section = html.split("id=\"outlets\"").nth(1).unwrap();
        assert!(section.contains("Hall &amp; Herald") && section.contains("the same day"));
    }

    #[test]
    fn keyphrases_link_to_their_stories() {
        let mut pages = ["a", "b"].map(|id| page(id, "2025-03-04"));
        assert!(
            !render(&Corpus::collect(pages.to_vec()), &Options::default()).unwrap().contains("keyphrases")
        );
        for page in &mut pages {
            let phrase = nutgraf_core::Keyphrase { text: "port & lune".to_owned(), score: 1.0 };
            page.articles[0].keyphrases = vec![phrase];
        }
        let html = render(&Corpus::collect(pages.to_vec()), &Options::default()).unwrap();
        let section = html.split("id=\"keyphrases\"").nth(1).unwrap().split("</section>").next().unwrap();
        assert!(section.contains("port &amp; lune") && section.contains("<a href=\"#s"), "{section}");
    }

    #[test]
    fn nothing_is_loaded_from_elsewhere() {
        let html = html();
        for loader in ["src=", "@import", "url(", "<link", "<iframe"] {
            assert!(!html.contains(loader), "{loader}");
        }
    }

    #[test]
    fn a_corpus_without_pages_still_gives_a_report() {
        let html = render(&Corpus::default(), &Options::default()).unwrap();
        assert!(html.contains("0 stories on 0 pages") && html.ends_with("</html>"));
    }
}
