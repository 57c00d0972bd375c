/// What a named field of a record says: of a JSON object, a line of CSV, a column of a table.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
#[non_exhaustive]
pub enum Column {
    /// The caller's name for it.
    Id,
    /// Where it was found.
    Url,
    /// Who published it.
    Outlet,
    /// BCP 47.
    Language,
    /// When it was published.
    Published,
    /// When it was changed last.
    Modified,
    /// Its headline.
    Headline,
    /// Who wrote it.
    Authors,
    /// The section it appeared in.
    Section,
    /// The publisher's keywords.
    Keywords,
    /// What stands in for a text that is missing.
    Summary,
    /// The story's text.
    Text,
    /// The page as HTML.
    Html,
}

/// The names that each column goes by, the most telling first, in small letters, without what stands between words.
/// They are those of the sets that news comes in: our own record; cc_news of the Hugging Face hub; news-please;
/// trafilatura's JSON; RealNews (Grover); newspaper4k; NewsAPI; schema.org; and what people call columns.
const NAMES: [(Column, &[&str]); 13] = [
    (
        Column::Text,
        &[
            "text",
            "maintext",
            "articlebody",
            "bodytext",
            "articletext",
            "fulltext",
            "plaintext",
            "contenttext",
            "body",
            "content",
            "article",
            "story",
            "rawtext",
        ],
    ),
    (Column::Html, &["html", "rawhtml", "contenthtml", "bodyhtml", "articlehtml", "pagehtml"]),
    (Column::Summary, &["summary", "description", "excerpt", "abstract", "lead", "teaser", "snippet"]),
    (Column::Id, &["id", "uuid", "guid", "articleid", "docid", "documentid", "uri"]),
    (
        Column::Url,
        &["url", "canonicalurl", "articleurl", "link", "permalink", "urlused", "mainentityofpage", "source"],
    ),
    (
        Column::Outlet,
        &[
            "outlet",
            "newspaper",
            "publication",
            "publisher",
            "sitename",
            "outletname",
            "sourcename",
            "source",
            "sourcedomain",
            "sourcehostname",
            "hostname",
            "domain",
            "site",
            "website",
        ],
    ),
    (Column::Language, &["language", "lang", "inlanguage", "metalang", "langcode", "languagecode"]),
    (
        Column::Published,
        &[
            "published",
            "datepublished",
            "datepublish",
            "publishdate",
            "publisheddate",
            "publicationdate",
            "publishedat",
            "publishedon",
            "pubdate",
            "firstpublished",
            "date",
            "datetime",
            "publishedtime",
            "time",
            "timestamp",
        ],
    ),
    (
        Column::Modified,
        &[
            "modified",
            "datemodified",
            "datemodify",
            "modifieddate",
            "modifiedat",
            "updated",
            "updatedat",
            "updateddate",
            "dateupdated",
            "lastmodified",
        ],
    ),
    (Column::Headline, &["headline", "title", "articletitle", "head"]),
    (Column::Authors, &["authors", "author", "creator", "byline", "writer", "by"]),
    (Column::Section, &["section", "articlesection", "category", "categories", "rubric", "desk"]),
    (Column::Keywords, &["keywords", "tags", "tag", "metakeywords", "subjects"]),
];

impl Column {
    /// The column's name in the record (`published`).
    pub fn name(self) -> &'static str {
        match self {
            Column::Id => "id",
            Column::Url => "url",
            Column::Outlet => "outlet",
            Column::Language => "language",
            Column::Published => "published",
            Column::Modified => "modified",
            Column::Headline => "headline",
            Column::Authors => "authors",
            Column::Section => "section",
            Column::Keywords => "keywords",
            Column::Summary => "summary",
            Column::Text => "text",
            Column::Html => "html",
        }
    }

    /// The column of a name in the record.
    ///
    /// ```
    /// use nutgraf_read::Column;
    ///
    /// assert_eq!(Column::named("published"), Some(Column::Published));
    /// assert_eq!(Column::named("mood"), None);
    /// ```
    pub fn named(name: &str) -> Option<Column> {
        NAMES.iter().map(|(column, _)| *column).find(|column| column.name() == name)
    }
}

/// What the columns of a table are, by their names: each column that says something and its number, the most telling
/// name first where several say the same. `given` are names of the caller's.
///
/// ```
/// use nutgraf_read::{Column, recognize};
///
/// let found = recognize(&["mood", "body", "content", "Date"], &[]);
/// assert_eq!(found, [(Column::Published, 3), (Column::Text, 1), (Column::Text, 2)]);
/// ```
pub fn recognize(names: &[impl AsRef<str>], given: &[(String, Column)]) -> Vec<(Column, usize)> {
    let mut found = Vec::new();
    for (at, name) in names.iter().enumerate() {
        let columns = columns(name.as_ref().trim(), given).into_iter();
        found.extend(columns.map(|(column, rank)| (column, rank, at)));
    }
    found.sort_unstable();
    found.into_iter().map(|(column, _, at)| (column, at)).collect()
}

/// How telling a name is at most: a caller's own, then the column's own.
pub(crate) const OWN_NAME: usize = 1;

/// The columns that a name stands for, and how telling the name is of each (less is more); none for a name that says
/// nothing. `given` are the caller's names, which stand instead of all others of their column. `source` is two things;
/// its value tells.
pub(crate) fn columns(name: &str, given: &[(String, Column)]) -> Vec<(Column, usize)> {
    let mut found: Vec<(Column, usize)> =
        given.iter().filter(|(known, _)| known == name).map(|(_, column)| (*column, 0)).collect();
    let name: String = name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect();
    for (column, names) in &NAMES {
        let is_free = given.iter().all(|(_, taken)| taken != column);
        if let Some(rank) = names.iter().position(|known| *known == name).filter(|_| is_free) {
            found.push((*column, rank + OWN_NAME));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(name: &str) -> Vec<Column> {
        columns(name, &[]).into_iter().map(|(column, _)| column).collect()
    }

    #[test]
    fn spelling_does_not_matter() {
        assert_eq!(of("date_publish"), [Column::Published]);
        assert_eq!(of("publishedAt"), [Column::Published]);
        assert_eq!(of("source-hostname"), [Column::Outlet]);
        assert_eq!(of("Article Text"), [Column::Text]);
        assert_eq!(of("mood"), []);
    }

    #[test]
    fn a_source_may_be_two_things() {
        assert_eq!(of("source"), [Column::Url, Column::Outlet]);
    }

    #[test]
    fn a_callers_name_stands_alone() {
        let given = [("lede".to_owned(), Column::Text)];
        assert_eq!(columns("lede", &given), [(Column::Text, 0)]);
        assert_eq!(columns("text", &given), []);
    }
}
