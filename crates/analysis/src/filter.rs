use std::collections::BTreeSet;
use std::fmt;

use nutgraf_core::Day;

use crate::search::{StorySet, languages_of, naming, outlets_named};
use crate::{Corpus, Query};

/// Which stories of a corpus to look at: those that fit every part that is given.
///
/// ```
/// use nutgraf_analysis::{Corpus, Filter};
/// use nutgraf_core::{Day, Layout, Options, parse};
///
/// let page = |id: &str, text: &str| parse(Layout::plain(id, text), &Options::default());
/// let corpus = Corpus::collect(vec![
///     page("a", "The ferry sank at noon, the harbour master said on Monday.\n"),
///     page("b", "The mayor resigned on Tuesday, after a vote of the council.\n"),
/// ]);
/// let filter = Filter { search: Some("ferry OR raft".parse()?), ..Filter::default() };
/// let part = corpus.filter(&filter);
/// assert_eq!((part.len(), part.page(0).unwrap().id.as_str()), (1, "a"));
/// assert_eq!(part.filtered(), Some("matching ferry OR raft"));
/// // Stories without a day are in no period.
/// let filter = Filter { from: Day::parse("1900-01-01"), ..Filter::default() };
/// assert!(corpus.filter(&filter).is_empty());
/// # Ok::<(), nutgraf_analysis::QueryError>(())
/// ```
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Filter {
    /// First day of publication.
    pub from: Option<Day>,
    /// Last day of publication.
    pub to: Option<Day>,
    /// Published by one of these, whatever the case; any when there is none here.
    pub outlets: Vec<String>,
    /// In one of these languages (BCP 47) or a variety of it; any when there is none here.
    pub languages: Vec<String>,
    /// Naming all of these entities: by name, acronym, alias or native form.
    pub entities: Vec<String>,
    /// On one of the pages of these ids.
    pub ids: Option<BTreeSet<String>>,
    /// One of these, each by the index of its page and of the article on it: a topic's stories, a group's.
    pub stories: Option<BTreeSet<(u32, u32)>>,
    /// Matching a query.
    pub search: Option<Query>,
}

impl Filter {
    /// Whether every story fits.
    pub fn is_empty(&self) -> bool {
        *self == Filter::default()
    }
}

/// For people: `from 2024-04-01, in The Roc, matching ferry OR raft`.
impl fmt::Display for Filter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut parts = vec![];
        parts.extend(self.from.map(|day| format!("from {day}")));
        parts.extend(self.to.map(|day| format!("to {day}")));
        if !self.outlets.is_empty() {
            parts.push(format!("in {}", self.outlets.join(" or ")));
        }
        if !self.languages.is_empty() {
            parts.push(format!("in language {}", self.languages.join(" or ")));
        }
        if !self.entities.is_empty() {
            parts.push(format!("naming {}", self.entities.join(" and ")));
        }
        parts.extend(self.ids.iter().map(|ids| count(ids.len(), "chosen page", "chosen pages")));
        parts.extend(self.stories.iter().map(|chosen| count(chosen.len(), "chosen story", "chosen stories")));
        parts.extend(self.search.iter().map(|query| format!("matching {query}")));
        f.write_str(&parts.join(", "))
    }
}

fn count(number: usize, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}

impl Corpus {
    /// The part of the corpus that fits: a corpus of its own, equal to what collecting just those stories gives. It
    /// shares the pages, so that it costs what its own counts cost. Pages without a story that fits are left out; of
    /// a page with several stories, only those that fit count.
    #[must_use]
    pub fn filter(&self, filter: &Filter) -> Corpus {
        if filter.is_empty() {
            return self.clone();
        }
        self.view(&self.fitting(filter), &filter.to_string())
    }

    /// The numbers of the stories that fit, in order.
    pub(crate) fn fitting(&self, filter: &Filter) -> Vec<u32> {
        let Filter { from, to, outlets, languages, entities, ids, stories, search } = filter;
        let partial = self.partial();
        let outlets_found: Vec<u32> = outlets.iter().flat_map(|name| outlets_named(partial, name)).collect();
        let languages_found: Vec<u32> = languages.iter().flat_map(|tag| languages_of(partial, tag)).collect();
        let mut set = StorySet::where_story(partial.stories(), |number| {
            let story = &partial.stories[number];
            (from.is_none() || story.day >= *from)
                && to.is_none_or(|to| story.day.is_some_and(|day| day <= to))
                && (outlets.is_empty() || story.outlet.is_some_and(|outlet| outlets_found.contains(&outlet)))
                && (languages.is_empty() || story.language.is_some_and(|tag| languages_found.contains(&tag)))
                && ids.as_ref().is_none_or(|ids| ids.contains(&*story.page))
                && stories.as_ref().is_none_or(|stories| stories.contains(&self.places()[number]))
        });
        for name in entities {
            set.and(&naming(self, None, name));
        }
        let mut fitting = set.numbers();
        if let Some(query) = search {
            let matching = self.matching(query);
            fitting.retain(|story| matching.binary_search(story).is_ok());
        }
        fitting
    }
}
