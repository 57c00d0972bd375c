use std::collections::BTreeMap;

use nutgraf_core::EntityKind;
use serde::Serialize;

use crate::{
    Column, Corpus, Grouping, Likelihood, Selection, Table, chi_squared_tail, log_ratio,
    signed_log_likelihood,
};

/// How an outlet's mentions of an entity differ from the others'.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct SourceEntityRow {
    /// The outlet.
    pub outlet: String,
    /// The entity's kind.
    pub kind: EntityKind,
    /// Its name.
    pub name: String,
    /// Mentions in the outlet.
    pub mentions: u64,
    /// Mentions in all other outlets.
    pub reference_mentions: u64,
    /// The outlet's stories that name it.
    pub stories: u64,
    /// All other outlets' stories that name it.
    pub reference_stories: u64,
    /// Its share of all the outlet's mentions.
    pub share: f64,
    /// Log-likelihood ratio G² (Dunning 1993) of its mentions among all mentions of entities, negative when it is
    /// rarer in the outlet.
    pub log_likelihood: f64,
    /// The chance of a G² so large (χ², one degree of freedom), not corrected for how many entities there are.
    pub p: f64,
    /// How many times more frequent, as a power of two (Hardie 2014).
    pub log_ratio: f64,
    /// Index in [`Corpus::entities`].
    #[serde(skip)]
    pub entity: u32,
}

impl SourceEntityRow {
    /// Rows as columns.
    pub fn table(rows: &[SourceEntityRow]) -> Table {
        Table {
            columns: vec![
                Column::text("outlet", rows, |row| Some(row.outlet.as_str())),
                Column::text("kind", rows, |row| Some(row.kind.name())),
                Column::text("name", rows, |row| Some(row.name.as_str())),
                Column::integer("mentions", rows, |row| row.mentions),
                Column::integer("reference_mentions", rows, |row| row.reference_mentions),
                Column::integer("stories", rows, |row| row.stories),
                Column::integer("reference_stories", rows, |row| row.reference_stories),
                Column::real("share", rows, |row| row.share),
                Column::real("log_likelihood", rows, |row| row.log_likelihood),
                Column::real("p", rows, |row| row.p),
                Column::real("log_ratio", rows, |row| row.log_ratio),
            ],
        }
    }
}

/// Mentions and stories of each entity.
type Counts = BTreeMap<u32, (u64, u64)>;

impl Corpus {
    /// Whom each outlet names more, and less, than the others: outlet by outlet, the highest signed log-likelihood
    /// first, then in the order of [`Corpus::entities`]. Entities that the outlet does not name are left out.
    pub fn source_entities(&self) -> Vec<SourceEntityRow> {
        let parts = self.cut(Grouping::Outlet);
        let counts: Vec<Counts> = parts.iter().map(|part| self.mentions_of(part)).collect();
        let mut whole = Counts::default();
        for (&entity, &(mentions, stories)) in counts.iter().flatten() {
            let sums = whole.entry(entity).or_default();
            *sums = (sums.0 + mentions, sums.1 + stories);
        }
        let all: u64 = whole.values().map(|&(mentions, _)| mentions).sum();
        let mut rows = vec![];
        for (part, counts) in parts.iter().zip(&counts) {
            let own: u64 = counts.values().map(|&(mentions, _)| mentions).sum();
            let start = rows.len();
            for (&entity, &(mentions, stories)) in counts.iter().filter(|(_, (mentions, _))| *mentions > 0) {
                let (row, (all_mentions, all_stories)) =
                    (&self.links().rows[entity as usize], whole[&entity]);
                let table = (mentions, own, all_mentions - mentions, all - own);
                // With one outlet there is nothing to hold it against.
                let compared = all > own;
                let log_likelihood =
                    if compared { signed_log_likelihood(table, Likelihood::Dunning) } else { 0.0 };
                rows.push(SourceEntityRow {
                    outlet: part.name().to_owned(),
                    kind: row.kind,
                    name: self.partial().names.get(row.name).to_owned(),
                    mentions,
                    reference_mentions: all_mentions - mentions,
                    stories,
                    reference_stories: all_stories - stories,
                    share: mentions as f64 / own as f64,
                    log_likelihood,
                    p: chi_squared_tail(log_likelihood.abs()),
                    log_ratio: if compared { log_ratio(table) } else { 0.0 },
                    entity,
                });
            }
            rows[start..].sort_by(|a, b| b.log_likelihood.total_cmp(&a.log_likelihood));
        }
        rows
    }

    fn mentions_of(&self, part: &Selection) -> Counts {
        let mut counts = Counts::default();
        for (number, story) in
            self.partial().stories.iter().enumerate().filter(|&(number, _)| part.holds(number))
        {
            let mut named: Vec<(u32, u64)> = self
                .links()
                .of_story(number)
                .iter()
                .zip(&story.named)
                .map(|(&row, named)| (row, u64::from(named.mentions)))
                .collect();
            named.sort_unstable();
            // Two names of one story may be one entity of the corpus.
            for same in named.chunk_by(|a, b| a.0 == b.0) {
                let sums = counts.entry(same[0].0).or_default();
                sums.0 += same.iter().map(|&(_, mentions)| mentions).sum::<u64>();
                sums.1 += 1;
            }
        }
        counts
    }
}
