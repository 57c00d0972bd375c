use nutgraf_core::{Article, Day, Page};

use crate::{EntityRow, PairRow, PairScope, QuoteRow, TermRow, TimelineRow, TopicOptions, Topics, Unit};

/// Pages and what was counted in their stories.
#[derive(Clone, Debug, Default)]
pub struct Corpus {
    pages: Vec<Page>,
}

/// A story of a corpus and the page it stands on.
#[derive(Clone, Copy, Debug)]
pub struct Story<'a> {
    /// The page.
    pub page: &'a Page,
    /// The article.
    pub article: &'a Article,
    /// Index of the page in [`Corpus::pages`].
    pub page_index: u32,
    /// Index of the article in [`Page::articles`].
    pub article_index: u32,
}

impl Story<'_> {
    /// The day it was published; none when not known.
    pub fn day(&self) -> Option<Day> {
        self.article.published.as_deref().and_then(Day::parse)
    }
}

impl Corpus {
    /// Counts pages, on the current rayon pool. The order of the pages is kept.
    pub fn collect(pages: Vec<Page>) -> Corpus {
        Corpus { pages }
    }

    /// The pages, in input order.
    pub fn pages(&self) -> &[Page] {
        &self.pages
    }

    /// All stories, in input order.
    pub fn stories(&self) -> impl Iterator<Item = Story<'_>> {
        self.pages.iter().enumerate().flat_map(|(page_index, page)| {
            page.articles.iter().enumerate().filter_map(move |(article_index, article)| {
                (article.kind == nutgraf_core::ArticleKind::Story).then_some(Story {
                    page,
                    article,
                    page_index: page_index as u32,
                    article_index: article_index as u32,
                })
            })
        })
    }

    /// Entities linked across stories: most stories first, then most mentions, then by kind and name.
    pub fn entities(&self) -> Vec<EntityRow> {
        vec![]
    }

    /// Terms: highest tf-idf first, then by term.
    pub fn terms(&self) -> Vec<TermRow> {
        vec![]
    }

    /// Pairs of entities named together: highest log-likelihood first, then by names.
    pub fn pairs(&self, _scope: PairScope) -> Vec<PairRow> {
        vec![]
    }

    /// Topics of the stories.
    pub fn topics(&self, _options: &TopicOptions) -> Topics {
        Topics::default()
    }

    /// Stories, words, mentions and quotations by day, week or month, gaps filled with zeros.
    pub fn timeline(&self, _unit: Unit) -> Vec<TimelineRow> {
        vec![]
    }

    /// Everything quoted, in input order.
    pub fn quotes(&self) -> Vec<QuoteRow> {
        vec![]
    }
}
