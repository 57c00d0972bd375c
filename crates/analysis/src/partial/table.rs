//! A partial as a table, for engines that speak of rows and columns.

use crate::count::{NOWHERE, StoryCount};
use crate::{Column, Partial, Table, Values};

impl Partial {
    /// The counts as a table, a row a story. Each row stands on its own: an engine may cut such tables, mix and join
    /// them, count in them, and give rows back to [`Partial::from_table`]. Every token is a text in it, so it takes
    /// several times the memory of the partial: for parts, not for a whole corpus at once.
    ///
    /// | columns | what |
    /// | --- | --- |
    /// | `id`, `article`, `day`, `outlet`, `language` | which story: its page's id, its place on the page, what the page says of it |
    /// | `words`, `quotations` | how many |
    /// | `tokens` | every token as printed, in order; an empty text for one without letter or digit |
    /// | `sentence_ends` | tokens up to the end of each sentence |
    /// | `block_roles`, `block_ends` | of each block its role, and the sentences up to its end |
    /// | `entity_kinds`, `entity_names`, `entity_acronyms`, `entity_ids`, `entity_mentions`, `entity_quotations` | of each entity its kind, name, acronym (or an empty text), id on the page, mentions and quotations |
    /// | `form_entities`, `form_texts`, `form_kinds`, `form_counts` | of each printed form its entity (the place in the lists before, from 0), text, kind, and how often it is printed |
    /// | `title_entities`, `titles` | of each title its entity and text |
    /// | `mention_entities`, `mention_sentences`, `mention_blocks` | of each mention its entity, sentence and block, −1 for none |
    ///
    /// ```
    /// use nutgraf_analysis::{Corpus, Partial};
    /// use nutgraf_core::{Layout, Options, parse};
    ///
    /// let text = "The ferry sank at noon, the harbour master said on Monday.\n";
    /// let corpus = Corpus::collect(vec![parse(Layout::plain("demo", text), &Options::default())]);
    /// let table = corpus.partial().table();
    /// assert_eq!(table.len(), 1);
    /// assert_eq!(&Partial::from_table(&table)?, corpus.partial());
    /// # Ok::<(), nutgraf_analysis::TableError>(())
    /// ```
    pub fn table(&self) -> Table {
        let stories = &self.stories[..];
        let name = |number: u32| self.names.get(number).to_owned();
        let acronym = |number: Option<u32>| number.map(name).unwrap_or_default();
        Table {
            columns: vec![
                Column::text("id", stories, |story| Some(&*story.page)),
                Column::integer("article", stories, |story| story.article.into()),
                Column::date("day", stories, |story| story.day),
                Column::text("outlet", stories, |story| story.outlet.map(|outlet| self.outlets.get(outlet))),
                Column::text("language", stories, |story| {
                    story.language.map(|language| self.languages.get(language))
                }),
                Column::integer("words", stories, |story| story.length.into()),
                Column::integer("quotations", stories, |story| story.quotations.into()),
                Column::list("tokens", stories, |story| {
                    self.tokens(story).map(|token| self.printed(token).to_owned()).collect()
                }),
                numbers("sentence_ends", stories, |story| story.sentence_ends.iter().copied()),
                Column::list("block_roles", stories, |story| each(&story.blocks, |block| block.role.name())),
                numbers("block_ends", stories, |story| story.blocks.iter().map(|block| block.sentences)),
                Column::list("entity_kinds", stories, |story| each(&story.named, |named| named.kind.name())),
                Column::list("entity_names", stories, |story| each(&story.named, |named| name(named.name))),
                Column::list("entity_acronyms", stories, |story| {
                    each(&story.named, |named| acronym(named.acronym))
                }),
                numbers("entity_ids", stories, |story| story.named.iter().map(|named| named.id)),
                numbers("entity_mentions", stories, |story| story.named.iter().map(|named| named.mentions)),
                numbers("entity_quotations", stories, |story| {
                    story.named.iter().map(|named| named.quotations)
                }),
                numbers("form_entities", stories, |story| story.forms().map(|form| form.entity)),
                Column::list("form_texts", stories, |story| {
                    story.forms().map(|form| name(form.text)).collect()
                }),
                Column::list("form_kinds", stories, |story| {
                    story.forms().map(|form| form.form.name().to_owned()).collect()
                }),
                numbers("form_counts", stories, |story| story.forms().map(|form| form.count)),
                numbers("title_entities", stories, |story| story.titles.iter().map(|&(entity, _)| entity)),
                Column::list("titles", stories, |story| each(&story.titles, |&(_, title)| name(title))),
                numbers("mention_entities", stories, |story| story.mentions().map(|said| said.entity)),
                numbers("mention_sentences", stories, |story| story.mentions().map(|said| said.sentence)),
                numbers("mention_blocks", stories, |story| story.mentions().map(|said| said.block)),
            ],
        }
    }
}

/// A list of each story; [`NOWHERE`] as −1.
fn numbers<'a, N: Iterator<Item = u32>>(
    name: &'static str,
    stories: &'a [StoryCount],
    of: impl Fn(&'a StoryCount) -> N,
) -> Column {
    let number = |number: u32| if number == NOWHERE { -1 } else { i64::from(number) };
    Column {
        name,
        values: Values::Integers(stories.iter().map(|story| of(story).map(number).collect()).collect()),
    }
}

fn each<T, R: Into<String>>(list: &[T], of: impl Fn(&T) -> R) -> Vec<String> {
    list.iter().map(|item| of(item).into()).collect()
}
