use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::path::Path;
use std::sync::Arc;

use nutgraf_core::{LineIndex, Place};

use crate::Error;
use crate::encoding::decode;
use crate::stream::Stream;

/// The file of a folder that says what its pages do not.
pub(crate) const FILE_NAME: &str = "metadata.csv";

/// What is said of a page from outside.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(crate) struct Row {
    pub(crate) published: Option<String>,
    pub(crate) outlet: Option<String>,
    pub(crate) url: Option<String>,
    pub(crate) language: Option<String>,
}

/// A `metadata.csv`: rows by path, relative to its folder, with `/` between the parts.
#[derive(Debug, Default)]
pub(crate) struct Sheet {
    rows: BTreeMap<String, Arc<Row>>,
}

impl Sheet {
    /// What it says of a path.
    pub(crate) fn row(&self, path: &str) -> Option<Arc<Row>> {
        self.rows.get(path).cloned()
    }

    /// Reads the file at `path`. A bad line costs itself only.
    pub(crate) fn read(path: &Path, most: u64) -> (Sheet, Vec<Error>) {
        let io = |source| Error::Io { path: path.to_owned(), source };
        let bytes = match Stream::open(path, most, &Arc::default()).and_then(|stream| stream.read_all(most)) {
            Ok(Some(bytes)) => bytes,
            Ok(None) => {
                let at = Place { offset: 0, line: 1, column: 1 };
                let source_name = path.display().to_string();
                let limit = Error::Limit { source_name, record: 1, at, name: "record_bytes", limit: most };
                return (Sheet::default(), vec![limit]);
            }
            Err(source) => return (Sheet::default(), vec![io(source)]),
        };
        match decode(bytes) {
            Ok(decoded) => Sheet::parse(path, &decoded.text),
            Err(at) => (Sheet::default(), vec![wrong(path, at, "text".to_owned(), "a NUL byte".to_owned())]),
        }
    }

    fn parse(path: &Path, text: &str) -> (Sheet, Vec<Error>) {
        let index = LineIndex::new(text);
        let mut reader =
            csv::ReaderBuilder::new().flexible(true).trim(csv::Trim::All).from_reader(text.as_bytes());
        let header = reader.headers().cloned().unwrap_or_default();
        let column = |name: &str| header.iter().position(|field| field.eq_ignore_ascii_case(name));
        let Some(path_column) = column("path") else {
            let found =
                if header.is_empty() { "nothing".to_owned() } else { format!("{:?}", first_line(text)) };
            let at = index.place(text, 0);
            let expected = "a header line with a column \"path\"".to_owned();
            return (Sheet::default(), vec![wrong(path, at, expected, found)]);
        };
        let columns = [column("published"), column("outlet"), column("url"), column("language")];
        let (mut sheet, mut errors) = (Sheet::default(), Vec::new());
        for record in reader.records() {
            // The text is UTF-8 and rows may differ in length: nothing else can go wrong in a csv text in memory.
            let Ok(record) = record else { continue };
            let start = record.position().map_or(0, |position| position.byte() as usize);
            let refuse = |field: &str, expected: String, found: String| {
                let rest = text.get(start..).unwrap_or_default();
                wrong(path, index.place(text, start + rest.find(field).unwrap_or(0)), expected, found)
            };
            if record.len() > header.len() {
                let extra = &record[header.len()];
                errors.push(refuse(extra, format!("{} fields", header.len()), format!("{}", record.len())));
                continue;
            }
            let name = record.get(path_column).unwrap_or_default();
            if name.is_empty() {
                errors.push(refuse("", "a path".to_owned(), "nothing".to_owned()));
                continue;
            }
            let field = |column: Option<usize>| {
                column.and_then(|at| record.get(at)).filter(|field| !field.is_empty()).map(str::to_owned)
            };
            let [published, outlet, url, language] = columns.map(field);
            match sheet.rows.entry(name.strip_prefix("./").unwrap_or(name).to_owned()) {
                Entry::Occupied(_) => {
                    errors.push(refuse(name, "each path once".to_owned(), format!("{name:?} again")));
                }
                Entry::Vacant(entry) => {
                    entry.insert(Arc::new(Row { published, outlet, url, language }));
                }
            }
        }
        (sheet, errors)
    }
}

fn first_line(text: &str) -> &str {
    text.lines().next().unwrap_or_default()
}

fn wrong(path: &Path, at: Place, expected: String, found: String) -> Error {
    Error::Metadata { path: path.to_owned(), at, expected, found }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(text: &str) -> (Sheet, Vec<String>) {
        let (sheet, errors) = Sheet::parse(Path::new("m.csv"), text);
        (sheet, errors.iter().map(ToString::to_string).collect())
    }

    #[test]
    fn columns_stand_in_any_order_and_unknown_ones_are_passed_over() {
        let (sheet, errors) = parse("outlet,Path,mood\nThe Quay,./a/b.txt,good\n\"North, South\",c.txt\n");
        assert_eq!(errors, [] as [&str; 0]);
        assert_eq!(sheet.row("a/b.txt").unwrap().outlet.as_deref(), Some("The Quay"));
        assert_eq!(sheet.row("c.txt").unwrap().outlet.as_deref(), Some("North, South"));
        assert_eq!(sheet.row("b.txt"), None);
    }

    #[test]
    fn a_bad_line_costs_itself_only_and_says_where() {
        let (sheet, errors) =
            parse("path,outlet\na.txt,One\na.txt,Two\n,Three\nb.txt,Four,five\nc.txt,Six\n");
        assert_eq!(
            errors,
            [
                "m.csv: line 3, column 1: expected each path once, found \"a.txt\" again",
                "m.csv: line 4, column 1: expected a path, found nothing",
                "m.csv: line 5, column 12: expected 2 fields, found 3",
            ]
        );
        assert_eq!(sheet.row("a.txt").unwrap().outlet.as_deref(), Some("One"));
        assert!(sheet.row("b.txt").is_none() && sheet.row("c.txt").is_some());
    }

    #[test]
    fn a_header_without_path_costs_the_file() {
        let expected =
            ["m.csv: line 1, column 1: expected a header line with a column \"path\", found \"file;outlet\""];
        assert_eq!(parse("file;outlet\na.txt;One\n").1, expected);
    }
}
