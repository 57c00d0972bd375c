use std::path::Path;
use std::sync::Arc;

use nutgraf_core::{EntityKind, LineIndex, Place};

use crate::encoding::decode;
use crate::stream::Stream;
use crate::{Error, Limits};

/// One line of a file of aliases.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Alias {
    /// The name to show.
    pub name: String,
    /// Another form of it.
    pub alias: String,
    /// What it names; none: what the text says.
    pub kind: Option<EntityKind>,
}

/// Reads a CSV file of aliases: a header with `name` and `alias`, and maybe `kind` (the record's kinds), then a line an
/// alias.
///
/// # Errors
/// When the file cannot be read, or at its first line that is not so: what the user says of names is taken whole.
///
/// ```
/// let path = std::env::temp_dir().join("nutgraf-aliases.csv");
/// std::fs::write(&path, "name,alias,kind\nHarbour Authority,the Authority,organization\nAda Voss,,\n")?;
/// let error = nutgraf_read::aliases(&path).unwrap_err();
/// assert!(error.to_string().ends_with("line 3, column 1: expected a name and an alias, found an empty field"));
/// # Ok::<(), std::io::Error>(())
/// ```
pub fn aliases(path: &Path) -> Result<Vec<Alias>, Error> {
    let most = Limits::default().record_bytes;
    let start = Place { offset: 0, line: 1, column: 1 };
    let io = |source| Error::Io { path: path.to_owned(), source };
    let wrong = |at: Place, expected: &str, found: String| Error::Metadata {
        path: path.to_owned(),
        at,
        expected: expected.to_owned(),
        found,
    };
    let bytes =
        Stream::open(path, most, &Arc::default()).and_then(|stream| stream.read_all(most)).map_err(io)?;
    let bytes = bytes.ok_or_else(|| {
        let source_name = path.display().to_string();
        Error::Limit { source_name, record: 1, at: start, name: "record_bytes", limit: most }
    })?;
    let text = decode(bytes).map_err(|at| wrong(at, "text", "a NUL byte".to_owned()))?.text;
    let index = LineIndex::new(&text);
    let mut reader =
        csv::ReaderBuilder::new().flexible(true).trim(csv::Trim::All).from_reader(text.as_bytes());
    let header = reader.headers().cloned().unwrap_or_default();
    let column = |name: &str| header.iter().position(|field| field.eq_ignore_ascii_case(name));
    let (Some(name), Some(alias)) = (column("name"), column("alias")) else {
        let found = text.lines().next().map_or("nothing".to_owned(), |line| format!("{line:?}"));
        return Err(wrong(start, "a header line with the columns \"name\" and \"alias\"", found));
    };
    let kind = column("kind");
    let mut found = Vec::new();
    for record in reader.records() {
        // The text is UTF-8 and rows may differ in length: nothing else can go wrong in a csv text in memory.
        let Ok(record) = record else { continue };
        let begins = record.position().map_or(0, |position| position.byte() as usize);
        // The reader's position may stand before the line break.
        let rest = text.get(begins..).unwrap_or_default();
        let at = index.place(&text, begins + rest.len() - rest.trim_start_matches(['\n', '\r']).len());
        let field = |column: usize| record.get(column).filter(|field| !field.is_empty());
        let (Some(name), Some(alias)) = (field(name), field(alias)) else {
            return Err(wrong(at, "a name and an alias", "an empty field".to_owned()));
        };
        let kind = match kind.and_then(field) {
            None => None,
            Some(said) => {
                match EntityKind::ALL.into_iter().find(|kind| kind.name().eq_ignore_ascii_case(said)) {
                    Some(kind) => Some(kind),
                    None => {
                        let expected = "person, organization, place, group, event, work or product";
                        return Err(wrong(at, expected, format!("{said:?}")));
                    }
                }
            }
        };
        found.push(Alias { name: name.to_owned(), alias: alias.to_owned(), kind });
    }
    Ok(found)
}
