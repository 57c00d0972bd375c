//! Rows of a partial's table, counted again.

use nutgraf_core::{Day, EntityKind, Form, Role};
use thiserror::Error;

use super::seal;
use crate::count::{Counter, FormCount, Mentioned, NOWHERE, Named, StoryCount, form_codes, push_mention};
use crate::rank::{Coder, raw};
use crate::sequence::{BlockEnd, Class, Sequence, class};
use crate::{Partial, Table, Values};

/// Why a table is no partial's.
#[derive(Clone, PartialEq, Eq, Debug, Error)]
#[non_exhaustive]
pub enum TableError {
    /// A column is missing, too short, or of another type.
    #[error("the table of a partial needs a column {column:?} of {expected}")]
    Column {
        /// Its name.
        column: &'static str,
        /// What it holds.
        expected: &'static str,
    },
    /// A value makes no sense.
    #[error("row {row} of the table, column {column:?}: expected {expected}")]
    Value {
        /// Its row, from 0.
        row: usize,
        /// The name of its column.
        column: &'static str,
        /// What should stand there.
        expected: &'static str,
    },
}

impl Partial {
    /// The counts that a table holds whose columns are those of [`Partial::table`]: all its rows or some, in any order,
    /// perhaps from many partials. Other columns do not matter.
    ///
    /// # Errors
    /// [`TableError`] when a column is missing or holds what it cannot.
    pub fn from_table(table: &Table) -> Result<Partial, TableError> {
        let mut counter = Counter::default();
        for at in 0..table.len() {
            Row { table, at }.count(&mut counter)?;
        }
        Ok(seal(counter).0)
    }
}

/// One row of a table.
#[derive(Clone, Copy)]
struct Row<'a> {
    table: &'a Table,
    at: usize,
}

/// A list of a row.
struct List<'a, T> {
    row: usize,
    column: &'static str,
    values: &'a [T],
}

impl<'a> Row<'a> {
    fn count(self, counter: &mut Counter) -> Result<(), TableError> {
        let Some(page) = self.text("id")? else { return Err(self.flaw("id", "the id of a page")) };
        let (tokens, token_count) = self.tokens(counter)?;
        let sentence_ends = self.integers("sentence_ends")?.ends(token_count)?;
        let roles = self.texts("block_roles")?;
        let ends = self.integers("block_ends")?.long(roles.values.len())?.ends(sentence_ends.len())?;
        let block =
            |(at, sentences)| Ok(BlockEnd { sentences, role: roles.one_of(at, &Role::ALL, Role::name)? });
        let blocks: Vec<BlockEnd> = ends.into_iter().enumerate().map(block).collect::<Result<_, _>>()?;
        let named = self.named(counter)?;
        let forms = self.forms(counter, named.len())?;
        let titles = self.texts("titles")?;
        let of = self.integers("title_entities")?.long(titles.values.len())?;
        let title =
            |(at, title): (usize, &String)| Ok((of.below(at, named.len())?, counter.names.intern(title)));
        let titles: Vec<(u32, u32)> =
            titles.values.iter().enumerate().map(title).collect::<Result<_, _>>()?;
        let of = self.integers("mention_entities")?;
        let sentences = self.integers("mention_sentences")?.long(of.values.len())?;
        let blocks_of = self.integers("mention_blocks")?.long(of.values.len())?;
        let mut mentions = Coder::with_capacity(3 * of.values.len());
        for at in 0..of.values.len() {
            let entity = of.below(at, named.len())?;
            let (sentence, block) = (sentences.place(at)?, blocks_of.place(at)?);
            push_mention(&mut mentions, Mentioned { entity, sentence, block });
        }
        counter.stories.push(StoryCount {
            page: page.into(),
            article: self.integer("article")?,
            day: self.day("day")?,
            outlet: self.text("outlet")?.map(|outlet| counter.outlets.intern(outlet)),
            language: self.text("language")?.map(|language| counter.languages.intern(language)),
            length: self.integer("words")?,
            quotations: self.integer("quotations")?,
            tokens: tokens.finish(),
            sentence_ends: sentence_ends.into(),
            blocks: blocks.into(),
            named: named.into(),
            forms: form_codes(&forms),
            titles: titles.into(),
            mentions: mentions.finish(),
        });
        Ok(())
    }

    /// The codes of its tokens, and how many.
    fn tokens(self, counter: &mut Counter) -> Result<(Coder, usize), TableError> {
        let tokens = self.texts("tokens")?.values;
        let mut codes = Coder::with_capacity(tokens.len());
        for token in tokens {
            codes.push(raw(match class(token) {
                Class::Word => counter.words.intern(token),
                Class::Other => Sequence::OTHER + counter.others.intern(token),
                Class::Punctuation => Sequence::PUNCTUATION,
            }));
        }
        Ok((codes, tokens.len()))
    }

    fn named(self, counter: &mut Counter) -> Result<Vec<Named>, TableError> {
        let names = self.texts("entity_names")?;
        let count = names.values.len();
        let kinds = self.texts("entity_kinds")?.long(count)?;
        let acronyms = self.texts("entity_acronyms")?.long(count)?;
        let ids = self.integers("entity_ids")?.long(count)?;
        let mentions = self.integers("entity_mentions")?.long(count)?;
        let quotations = self.integers("entity_quotations")?.long(count)?;
        let named = names.values.iter().zip(acronyms.values).enumerate().map(|(at, (name, acronym))| {
            Ok(Named {
                kind: kinds.one_of(at, &EntityKind::ALL, EntityKind::name)?,
                name: counter.names.intern(name),
                id: ids.number(at)?,
                mentions: mentions.number(at)?,
                quotations: quotations.number(at)?,
                acronym: (!acronym.is_empty()).then(|| counter.names.intern(acronym)),
            })
        });
        named.collect()
    }

    fn forms(self, counter: &mut Counter, entities: usize) -> Result<Vec<FormCount>, TableError> {
        let texts = self.texts("form_texts")?;
        let count = texts.values.len();
        let of = self.integers("form_entities")?.long(count)?;
        let kinds = self.texts("form_kinds")?.long(count)?;
        let counts = self.integers("form_counts")?.long(count)?;
        let forms = texts.values.iter().enumerate().map(|(at, text)| {
            Ok(FormCount {
                entity: of.below(at, entities)?,
                text: counter.names.intern(text),
                form: kinds.one_of(at, &Form::ALL, Form::name)?,
                count: counts.number(at)?,
            })
        });
        forms.collect()
    }

    fn values(self, name: &str) -> Option<&'a Values> {
        self.table.columns.iter().find(|column| column.name == name).map(|column| &column.values)
    }

    fn text(self, column: &'static str) -> Result<Option<&'a str>, TableError> {
        match self.values(column) {
            Some(Values::Text(values)) if self.at < values.len() => Ok(values[self.at].as_deref()),
            _ => Err(TableError::Column { column, expected: "text" }),
        }
    }

    fn day(self, column: &'static str) -> Result<Option<Day>, TableError> {
        match self.values(column) {
            Some(Values::Date(values)) if self.at < values.len() => Ok(values[self.at]),
            _ => Err(TableError::Column { column, expected: "days" }),
        }
    }

    fn integer(self, column: &'static str) -> Result<u32, TableError> {
        match self.values(column) {
            Some(Values::Integer(values)) if self.at < values.len() => {
                let number = values[self.at].and_then(|number| u32::try_from(number).ok());
                number.ok_or_else(|| self.flaw(column, "a whole number from 0"))
            }
            _ => Err(TableError::Column { column, expected: "whole numbers" }),
        }
    }

    fn texts(self, column: &'static str) -> Result<List<'a, String>, TableError> {
        match self.values(column) {
            Some(Values::List(values)) if self.at < values.len() => {
                Ok(List { row: self.at, column, values: &values[self.at] })
            }
            _ => Err(TableError::Column { column, expected: "lists of text" }),
        }
    }

    fn integers(self, column: &'static str) -> Result<List<'a, i64>, TableError> {
        match self.values(column) {
            Some(Values::Integers(values)) if self.at < values.len() => {
                Ok(List { row: self.at, column, values: &values[self.at] })
            }
            _ => Err(TableError::Column { column, expected: "lists of whole numbers" }),
        }
    }

    fn flaw(self, column: &'static str, expected: &'static str) -> TableError {
        TableError::Value { row: self.at, column, expected }
    }
}

impl<T> List<'_, T> {
    fn flaw(&self, expected: &'static str) -> TableError {
        TableError::Value { row: self.row, column: self.column, expected }
    }

    /// The same list, when it is so long.
    fn long(self, length: usize) -> Result<Self, TableError> {
        if self.values.len() == length {
            Ok(self)
        } else {
            Err(self.flaw("as many values as in the columns beside it"))
        }
    }
}

impl List<'_, String> {
    /// The value that the text at a place names.
    fn one_of<N: Copy>(
        &self,
        at: usize,
        all: &[N],
        name: impl Fn(N) -> &'static str,
    ) -> Result<N, TableError> {
        let named = all.iter().find(|&&value| self.values.get(at).is_some_and(|text| text == name(value)));
        named.copied().ok_or_else(|| self.flaw("names as in a page record"))
    }
}

impl List<'_, i64> {
    /// The number at a place.
    fn number(&self, at: usize) -> Result<u32, TableError> {
        let number = self.values.get(at).and_then(|&number| u32::try_from(number).ok());
        number.ok_or_else(|| self.flaw("whole numbers from 0"))
    }

    fn below(&self, at: usize, limit: usize) -> Result<u32, TableError> {
        let number = self.number(at)?;
        if (number as usize) < limit {
            Ok(number)
        } else {
            Err(self.flaw("places in the lists of entities, from 0"))
        }
    }

    /// The number at a place, [`NOWHERE`] for −1.
    fn place(&self, at: usize) -> Result<u32, TableError> {
        if self.values.get(at) == Some(&-1) { Ok(NOWHERE) } else { self.number(at) }
    }

    /// All of them, which must not fall, nor go beyond a limit.
    fn ends(&self, limit: usize) -> Result<Vec<u32>, TableError> {
        let ends: Vec<u32> = (0..self.values.len()).map(|at| self.number(at)).collect::<Result<_, _>>()?;
        let fits = ends.is_sorted() && ends.last().is_none_or(|&end| end as usize <= limit);
        if fits { Ok(ends) } else { Err(self.flaw("ends in their order, none behind the last")) }
    }
}
