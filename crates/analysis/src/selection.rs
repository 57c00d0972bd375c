use nutgraf_core::Day;

use crate::{Corpus, Filter, Partial, Story, TopicRow, Topics, Unit};

/// A part of a corpus: some of its stories, under a name.
///
/// ```
/// use nutgraf_analysis::Corpus;
/// use nutgraf_core::{Layout, Options, parse};
///
/// let page = |id: &str| parse(Layout::plain(id, "The ferry sank at noon.\n"), &Options::default());
/// let corpus = Corpus::collect(vec![page("a"), page("b"), page("c")]);
/// let first = corpus.select("the first", |story| story.page().id == "a");
/// assert_eq!((first.len(), first.rest().len(), first.rest().name()), (1, 2, "the rest"));
/// ```
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Selection {
    name: String,
    // One a story of the partial.
    holds: Vec<bool>,
}

impl Selection {
    pub(crate) fn new(name: impl Into<String>, holds: Vec<bool>) -> Selection {
        Selection { name: name.into(), holds }
    }

    /// What the part is called in tables.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// How many stories.
    pub fn len(&self) -> usize {
        self.holds.iter().filter(|&&held| held).count()
    }

    /// Whether it holds no story.
    pub fn is_empty(&self) -> bool {
        !self.holds.contains(&true)
    }

    /// All other stories of the corpus.
    #[must_use]
    pub fn rest(&self) -> Selection {
        Selection::new("the rest", self.holds.iter().map(|held| !held).collect())
    }

    /// Whether it holds the story of this number in the partial.
    pub(crate) fn holds(&self, story: usize) -> bool {
        self.holds.get(story).copied().unwrap_or(false)
    }
}

/// By what a corpus is cut into parts.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Grouping {
    /// By the outlet of the page; stories of pages without one are in no part.
    Outlet,
    /// By the day, week or month of publication; stories without a day are in no part.
    Period(Unit),
}

impl Grouping {
    /// The part that holds a story of a partial.
    fn part_of(self, partial: &Partial, story: usize) -> Option<String> {
        match self {
            Grouping::Outlet => partial.outlet(story).filter(|outlet| !outlet.is_empty()).map(str::to_owned),
            Grouping::Period(unit) => partial.day(story).map(|day| period_name(unit, day)),
        }
    }
}

/// How the step of a timeline that holds a day is called: `2025-03-04`, `week of 2025-03-03`, `2025-03`.
fn period_name(unit: Unit, day: Day) -> String {
    let start = unit.start(day).to_string();
    match unit {
        Unit::Day => start,
        Unit::Week => format!("week of {start}"),
        Unit::Month => start.rsplit_once('-').map_or(start.clone(), |(month, _)| month.to_owned()),
    }
}

impl Corpus {
    /// The stories that a test accepts, as a part of the corpus.
    pub fn select(&self, name: impl Into<String>, test: impl Fn(&Story) -> bool) -> Selection {
        let found =
            |&(page, article): &(u32, u32)| self.story(page, article).is_some_and(|story| test(&story));
        Selection::new(name, self.places().iter().map(found).collect())
    }

    /// The stories that a filter lets through, as a part of the corpus named by it.
    pub fn select_by(&self, filter: &Filter) -> Selection {
        let mut holds = vec![false; self.partial().stories()];
        for story in self.fitting(filter) {
            holds[story as usize] = true;
        }
        Selection::new(filter.to_string(), holds)
    }

    /// The corpus cut into parts, by their names.
    pub fn cut(&self, by: Grouping) -> Vec<Selection> {
        let partial = self.partial();
        let names: Vec<Option<String>> =
            (0..partial.stories()).map(|story| by.part_of(partial, story)).collect();
        let mut parts: Vec<&String> = names.iter().flatten().collect();
        parts.sort_unstable();
        parts.dedup();
        let part = |part: &String| {
            Selection::new(part, names.iter().map(|name| name.as_ref() == Some(part)).collect())
        };
        parts.into_iter().map(part).collect()
    }

    /// The corpus cut by the topic that weighs most in each story, in the order of the topics; the first of equals.
    /// Stories without a topic are in no part.
    pub fn cut_by_topic(&self, topics: &Topics) -> Vec<Selection> {
        let mut main: Vec<((u32, u32), usize)> = vec![];
        for story in &topics.stories {
            let heaviest = story.weights.iter().copied().enumerate().filter(|&(_, weight)| weight > 0.0);
            let heaviest = heaviest.reduce(|best, next| if next.1 > best.1 { next } else { best });
            main.extend(heaviest.map(|(topic, _)| ((story.page, story.article), topic)));
        }
        main.sort_unstable();
        let topic_of = |place: &(u32, u32)| {
            let at = main.binary_search_by(|(other, _)| other.cmp(place)).ok()?;
            Some(main[at].1)
        };
        let of_story: Vec<Option<usize>> = self.places().iter().map(topic_of).collect();
        let part = |(number, topic): (usize, &TopicRow)| {
            let holds = of_story.iter().map(|main| *main == Some(number)).collect();
            Selection::new(topic.label.clone(), holds)
        };
        topics.topics.iter().enumerate().map(part).collect()
    }
}
