use std::fmt;
use std::str::FromStr;

use nutgraf_core::{Day, EntityKind};
use thiserror::Error;

use super::parse::parse;
use crate::Corpus;

/// A full-text query, read from text.
///
/// | write | for stories that |
/// | --- | --- |
/// | `ferry` | hold the word, whatever its case |
/// | `harb*` | hold a word that begins so |
/// | `"port roc"` | hold the words one after the other in a sentence; punctuation between them does not matter |
/// | `ferry storm`, `ferry AND storm` | match both |
/// | `ferry OR raft` | match one of the two; `AND` binds closer |
/// | `NOT ferry` | do not match |
/// | `(ferry OR raft) storm` | as the brackets say |
/// | `entity:"Anna Brandt"` | name the entity: by its name, an acronym, an alias or a native form in any story |
/// | `person:`, `organization:`, `place:`, `group:`, `event:`, `work:`, `product:` | name such an entity |
/// | `headline:ferry` | hold the word or phrase in the headline |
/// | `outlet:"Harbour Times"`, `language:en` | appeared there, are in that language (`en` is `en-GB`, too) |
/// | `date:2024`, `date:2024-04`, `date:2024-04-09`, `date:2024-04-09..2024-05-01` | were published then |
///
/// ```
/// use nutgraf_analysis::Query;
///
/// let query: Query = "ferry AND (storm OR \"high sea*\") NOT outlet:Roc".parse()?;
/// assert_eq!(query.to_string(), "ferry AND (storm OR \"high sea*\") NOT outlet:Roc");
/// let error = "ferry AND (storm OR".parse::<Query>().unwrap_err();
/// assert_eq!(error.to_string(), "column 20 of the query: expected a word, a phrase or \"(\", found its end");
/// # Ok::<(), nutgraf_analysis::QueryError>(())
/// ```
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Query {
    source: String,
    pub(crate) root: Node,
}

/// Why a text is no query, and where.
#[derive(Clone, PartialEq, Eq, Debug, Error)]
#[error("column {column} of the query: expected {expected}, found {found}")]
pub struct QueryError {
    /// The character at which it fails, from 1.
    pub column: usize,
    /// What could have stood there.
    pub expected: String,
    /// What stands there.
    pub found: String,
}

/// A part of a query.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) enum Node {
    Text(Leaf),
    Entity {
        kind: Option<EntityKind>,
        name: String,
    },
    Outlet(String),
    Language(String),
    /// First and last day.
    Date(Day, Day),
    And(Vec<Node>),
    Or(Vec<Node>),
    Not(Box<Node>),
}

/// Words that must follow one another.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Leaf {
    /// One for each stretch between blanks, with the ways it can be cut into tokens.
    pub(crate) pieces: Vec<Vec<Vec<Wanted>>>,
    pub(crate) headline: bool,
}

/// One token.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Wanted {
    /// In lower case.
    pub(crate) text: String,
    /// Whether it is only the beginning.
    pub(crate) prefix: bool,
}

impl FromStr for Query {
    type Err = QueryError;

    fn from_str(text: &str) -> Result<Query, QueryError> {
        Ok(Query { source: text.trim().to_owned(), root: parse(text)? })
    }
}

impl fmt::Display for Query {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.source)
    }
}

impl Query {
    /// The words and phrases that a story should hold, those under a `NOT` left aside.
    pub(crate) fn leaves(&self) -> Vec<&Leaf> {
        let mut leaves = vec![];
        let mut open = vec![&self.root];
        while let Some(node) = open.pop() {
            match node {
                Node::Text(leaf) => leaves.push(leaf),
                Node::And(nodes) | Node::Or(nodes) => open.extend(nodes.iter().rev()),
                _ => {}
            }
        }
        leaves
    }
}

impl Corpus {
    /// The numbers (in the partial) of the stories that match, in order.
    pub(crate) fn matching(&self, query: &Query) -> Vec<u32> {
        super::evaluate::Evaluation::of(self).stories(&query.root).numbers()
    }
}
