use std::sync::Arc;

use nutgraf_core::{Article, ArticleKind, Day, Page};

use crate::Corpus;

/// A story of a corpus and the page it stands on.
#[derive(Clone, Debug)]
pub struct Story {
    page: Arc<Page>,
    page_index: u32,
    // Invariant: the page has an article of this index.
    article_index: u32,
}

impl Story {
    /// The article of this index on a page, which has its own index in a corpus; none when there is no such article.
    pub fn new(page: Arc<Page>, page_index: u32, article_index: u32) -> Option<Story> {
        let there = (article_index as usize) < page.articles.len();
        there.then_some(Story { page, page_index, article_index })
    }

    /// The page.
    pub fn page(&self) -> &Arc<Page> {
        &self.page
    }

    /// The article.
    pub fn article(&self) -> &Article {
        &self.page.articles[self.article_index as usize]
    }

    /// Index of the page in the corpus.
    pub fn page_index(&self) -> u32 {
        self.page_index
    }

    /// Index of the article in [`Page::articles`].
    pub fn article_index(&self) -> u32 {
        self.article_index
    }

    /// The day it was published; none when not known.
    pub fn day(&self) -> Option<Day> {
        self.article().published.as_deref().and_then(Day::parse)
    }
}

/// What a row tells of a story.
#[derive(Clone, Default)]
pub(crate) struct Told {
    /// The page's id.
    pub(crate) id: String,
    /// Day of publication.
    pub(crate) day: Option<Day>,
    /// Who published it.
    pub(crate) outlet: Option<String>,
    /// Its title for people.
    pub(crate) title: String,
    /// Whether that is a printed headline.
    pub(crate) headed: bool,
}

impl Told {
    pub(crate) fn of(story: &Story) -> Told {
        Told {
            id: story.page().id.clone(),
            day: story.day(),
            outlet: story.page().outlet.clone(),
            title: story.article().title().to_owned(),
            headed: story.article().headline.is_some(),
        }
    }
}

/// The articles of a page that are stories, with their indices.
pub(crate) fn stories_of(page: &Page) -> impl Iterator<Item = (u32, &Article)> {
    (0..).zip(&page.articles).filter(|(_, article)| article.kind == ArticleKind::Story)
}

/// The stories of a corpus in input order; see [`Corpus::stories`].
#[derive(Debug)]
pub struct Stories<'a> {
    pub(crate) corpus: &'a Corpus,
    /// Page and article of each.
    pub(crate) places: std::vec::IntoIter<(u32, u32)>,
    /// The last page: a digest holds many stories.
    pub(crate) open: Option<(u32, Arc<Page>)>,
}

impl Iterator for Stories<'_> {
    type Item = Story;

    fn next(&mut self) -> Option<Story> {
        let (index, article) = self.places.next()?;
        let page = match self.open.take() {
            Some((open, page)) if open == index => page,
            _ => self.corpus.page(index as usize)?,
        };
        self.open = Some((index, Arc::clone(&page)));
        Story::new(page, index, article)
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.places.size_hint()
    }

    /// Unpacks no page.
    fn count(self) -> usize {
        self.places.len()
    }
}
