use std::sync::{Arc, OnceLock};

use nutgraf_core::Page;
use rayon::prelude::*;

use crate::alias::Aliases;
use crate::count::Counter;
use crate::link::{Links, link};
use crate::partial::seal;
use crate::search::Index;
use crate::store::Pages;
use crate::{
    Collector, EntityRow, PairRow, PairScope, Partial, QuoteRow, Stories, Story, TermOptions, TermRow,
    TimelineRow, TopicOptions, Topics, Unit, entity, pair, quote, term, timeline, topic,
};

/// Pages and what was counted in their stories.
///
/// ```
/// use nutgraf_analysis::Corpus;
/// use nutgraf_core::{Layout, Options, parse};
///
/// let text = "The ferry sank at noon, the harbour master said on Monday.\n";
/// let corpus = Corpus::collect(vec![parse(Layout::plain("demo", text), &Options::default())]);
/// let terms = corpus.terms();
/// assert!(terms.iter().any(|row| row.term == "ferry"));
/// // Function words and the boilerplate of news are left out unless asked for.
/// assert!(!terms.iter().any(|row| row.term == "the" || row.term == "said"));
/// ```
#[derive(Clone, Debug, Default)]
pub struct Corpus {
    pages: Pages,
    partial: Partial,
    // Made when they are first asked for.
    links: OnceLock<Links>,
    // Per story of the partial: its page and its article.
    places: Vec<(u32, u32)>,
    // Which stories they are, when they are a part of a corpus.
    filtered: Option<String>,
    // What the user says of names.
    aliases: Arc<Aliases>,
    // Made when it is first asked for.
    index: OnceLock<Arc<Index>>,
}

impl Corpus {
    /// Counts pages, on the current rayon pool. The order of the pages is kept.
    pub fn collect(pages: Vec<Page>) -> Corpus {
        let mut collector = Collector::default();
        collector.add(pages);
        collector.finish()
    }

    /// A corpus of counts alone, without pages: for the tables of counts that were merged. [`Corpus::len`] is 0, and
    /// what needs the pages' text (quotes, evidence) is empty; the stories stand in the order of their ids.
    pub fn of_counts(partial: Partial) -> Corpus {
        let places = (0..partial.stories() as u32).map(|story| (story, 0)).collect();
        Corpus::sealed(Pages::default(), partial, places, None)
    }

    /// Whether there are stories, but no pages.
    pub(crate) fn is_counts_alone(&self) -> bool {
        self.is_empty() && self.partial.stories() > 0
    }

    /// The pages of both: those of `other` come last. The same as collecting all of them at once. Of counts alone
    /// ([`Corpus::of_counts`]) and anything, counts alone. Of aliases that both have, those of `self` count.
    #[must_use]
    pub fn merge(mut self, other: Corpus) -> Corpus {
        let aliases = match other.aliases.is_empty() || self.aliases == other.aliases {
            true => Arc::clone(&self.aliases),
            false => Arc::new(self.aliases.or(&other.aliases)),
        };
        if self.is_counts_alone() || other.is_counts_alone() {
            return Corpus::of_counts(self.partial.merge(other.partial)).keeping(&aliases);
        }
        let empty = (self.is_empty(), other.is_empty());
        let first = self.pages.len() as u32;
        self.pages.append(other.pages);
        let mut counter = self.partial.open();
        counter.append(other.partial.open());
        self.places.extend(other.places.into_iter().map(|(page, article)| (page + first, article)));
        let filtered = match (self.filtered, other.filtered) {
            (one, other) if one == other => one,
            (one, _) if empty.1 => one,
            (_, other) if empty.0 => other,
            (one, other) => {
                let [one, other] = [one, other].map(|part| part.unwrap_or_else(|| "all stories".to_owned()));
                Some(format!("{one} + {other}"))
            }
        };
        Corpus::of(self.pages, counter, &self.places, filtered).keeping(&aliases)
    }

    /// The same corpus with the user's word on names: every statistic follows it, of parts and of wholes merged into
    /// it, too. It is saved with the corpus ([`Corpus::save`]), and takes the place of what was said before.
    #[must_use]
    pub fn with_aliases(self, aliases: Aliases) -> Corpus {
        self.keeping(&Arc::new(aliases))
    }

    /// The same corpus, its names linked as these aliases say.
    pub(crate) fn keeping(mut self, aliases: &Arc<Aliases>) -> Corpus {
        if self.aliases != *aliases {
            self.links = OnceLock::new();
            self.aliases = Arc::clone(aliases);
        }
        self
    }

    /// What the user says of names.
    pub(crate) fn aliases(&self) -> &Arc<Aliases> {
        &self.aliases
    }

    /// `places` in the order of the counter's stories.
    pub(crate) fn of(
        pages: Pages,
        counter: Counter,
        places: &[(u32, u32)],
        filtered: Option<String>,
    ) -> Corpus {
        let (partial, before) = seal(counter);
        let mut places: Vec<(u32, u32)> = before.into_iter().map(|at| places[at as usize]).collect();
        // Equal stories (a page read twice) stand in input order.
        let mut start = 0;
        for same in partial.stories.chunk_by(|a, b| a == b) {
            places[start..start + same.len()].sort_unstable();
            start += same.len();
        }
        Corpus::sealed(pages, partial, places, filtered)
    }

    /// `places` in the order of the partial's stories.
    pub(crate) fn sealed(
        pages: Pages,
        partial: Partial,
        places: Vec<(u32, u32)>,
        filtered: Option<String>,
    ) -> Corpus {
        let aliases = Arc::default();
        Corpus { pages, partial, links: OnceLock::new(), places, filtered, aliases, index: OnceLock::new() }
    }

    /// Which stories of a larger corpus these are, in words; none when they are all.
    pub fn filtered(&self) -> Option<&str> {
        self.filtered.as_deref()
    }

    /// The pages, in input order; each is unpacked as it is asked for.
    pub fn pages(&self) -> impl ExactSizeIterator<Item = Arc<Page>> {
        let page = |index| self.page(index).unwrap_or_default();
        (0..self.len()).map(page)
    }

    /// The page of this index; none when there is none.
    pub fn page(&self, index: usize) -> Option<Arc<Page>> {
        self.pages.page(index)
    }

    /// How many pages.
    pub fn len(&self) -> usize {
        self.pages.len()
    }

    /// Whether there is no page.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// What was counted, without the pages.
    pub fn partial(&self) -> &Partial {
        &self.partial
    }

    /// All stories, in input order; the page of each is unpacked as it is asked for.
    pub fn stories(&self) -> Stories<'_> {
        let mut places = self.places.clone();
        places.sort_unstable();
        Stories { corpus: self, places: places.into_iter(), open: None }
    }

    /// The story at a page's and an article's index.
    pub fn story(&self, page: u32, article: u32) -> Option<Story> {
        Story::new(self.page(page as usize)?, page, article)
    }

    /// Something of each story of these places, which stand in order, in their order; on the current rayon pool. None
    /// stands for a story whose page cannot be unpacked. Every page is unpacked once, and let go.
    ///
    /// Stories come as they are, or their texts only: without annotations.
    pub(crate) fn of_stories<T: Send>(
        &self,
        places: &[(u32, u32)],
        annotated: bool,
        of: impl Fn(Option<&Story>) -> T + Sync,
    ) -> Vec<T> {
        let packs: Vec<&[(u32, u32)]> =
            places.chunk_by(|a, b| self.pages.pack_of(a.0) == self.pages.pack_of(b.0)).collect();
        let of_pack = |places: &&[(u32, u32)]| {
            let mut reader = self.pages.reader();
            let of_page = places.chunk_by(|a, b| a.0 == b.0).map(|places| {
                let (index, last) = places[places.len() - 1];
                let page = if annotated { reader.page(index) } else { reader.texts(index, last) };
                let page = page.map(Arc::new);
                let story =
                    |&(index, article): &(u32, u32)| Story::new(Arc::clone(page.as_ref()?), index, article);
                places.iter().map(|place| of(story(place).as_ref())).collect::<Vec<T>>()
            });
            of_page.flatten().collect::<Vec<T>>()
        };
        packs.par_iter().map(of_pack).collect::<Vec<_>>().into_iter().flatten().collect()
    }

    /// Entities linked across stories: most stories first, then most mentions, then by kind and name.
    pub fn entities(&self) -> Vec<EntityRow> {
        entity::rows(&self.partial, self.links(), &self.places)
    }

    /// Terms, without function words and the boilerplate of news: highest tf-idf first, then by term.
    pub fn terms(&self) -> Vec<TermRow> {
        self.terms_with(&TermOptions::default())
    }

    /// The chosen terms: highest tf-idf first, then by term.
    pub fn terms_with(&self, options: &TermOptions) -> Vec<TermRow> {
        term::rows(&self.partial, options)
    }

    /// Pairs of entities named together: highest log-likelihood first, then by names. Pairs that stand together less
    /// often than chance would have it (negative PMI) come after all others.
    pub fn pairs(&self, scope: PairScope) -> Vec<PairRow> {
        pair::rows(&self.partial, self.links(), scope)
    }

    /// Topics of the stories.
    pub fn topics(&self, options: &TopicOptions) -> Topics {
        topic::topics(self, options)
    }

    /// Stories, words, mentions and quotations by day, week or month, gaps filled with zeros.
    pub fn timeline(&self, unit: Unit) -> Vec<TimelineRow> {
        timeline::rows(timeline::of_all(&self.partial), unit)
    }

    /// Everything quoted, in input order.
    pub fn quotes(&self) -> Vec<QuoteRow> {
        quote::rows(self)
    }

    /// The index for search; made at the first call.
    pub(crate) fn index(&self) -> &Index {
        match self.index.get() {
            Some(index) => index,
            None => {
                // Not under the lock: a thread of the pool that waits for the others may take up another search.
                let made = Arc::new(Index::of(&self.partial));
                self.index.get_or_init(|| made)
            }
        }
    }

    /// The storage of all pages.
    pub(crate) fn packed(&self) -> &Pages {
        &self.pages
    }

    /// The storage of some pages, by their indices.
    pub(crate) fn pages_of(&self, pages: &[u32]) -> Pages {
        self.pages.part(pages)
    }

    pub(crate) fn links(&self) -> &Links {
        // One thread links, so that it may do so under the lock: see `index`.
        self.links.get_or_init(|| link(&self.partial, &self.aliases))
    }

    pub(crate) fn places(&self) -> &[(u32, u32)] {
        &self.places
    }
}
