use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use nutgraf_core::Place;

use crate::form::{ENDINGS, ending};
use crate::metadata::{FILE_NAME, Row, Sheet};
use crate::{Error, Limits};

/// A page file of a folder.
pub(crate) struct Found {
    pub(crate) path: PathBuf,
    /// What `metadata.csv` says of it.
    pub(crate) row: Option<Arc<Row>>,
}

/// Walks a folder: its page files, sorted by the bytes of their paths. Hidden files, READMEs and links to folders
/// are passed over. The nearest `metadata.csv` up from a file, not above the folder, speaks of it.
pub(crate) struct Walk {
    limits: Limits,
    /// Folders entered, the innermost last.
    levels: Vec<Level>,
    errors: std::vec::IntoIter<Error>,
}

struct Level {
    entries: std::vec::IntoIter<Entry>,
    /// The sheet, and the folder it stands in.
    sheet: Option<(Arc<Sheet>, PathBuf)>,
}

struct Entry {
    path: PathBuf,
    is_folder: bool,
}

impl Walk {
    pub(crate) fn new(folder: PathBuf, limits: &Limits) -> Walk {
        let mut walk = Walk { limits: limits.clone(), levels: Vec::new(), errors: Vec::new().into_iter() };
        walk.enter(folder);
        walk
    }

    fn enter(&mut self, path: PathBuf) {
        let mut errors = Vec::new();
        let most = self.limits.folder_depth;
        if self.levels.len() as u64 >= most {
            let at = Place { offset: 0, line: 1, column: 1 };
            let source_name = path.display().to_string();
            errors.push(Error::Limit { source_name, record: 0, at, name: "folder_depth", limit: most });
        } else {
            match list(&path) {
                Err(source) => errors.push(Error::Io { path, source }),
                Ok((entries, has_sheet)) => {
                    let mut sheet = self.levels.last().and_then(|level| level.sheet.clone());
                    if has_sheet {
                        let (own, wrong) = Sheet::read(&path.join(FILE_NAME), self.limits.record_bytes);
                        errors.extend(wrong);
                        sheet = Some((Arc::new(own), path));
                    }
                    self.levels.push(Level { entries: entries.into_iter(), sheet });
                }
            }
        }
        self.errors = errors.into_iter();
    }
}

impl Iterator for Walk {
    type Item = Result<Found, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(error) = self.errors.next() {
                return Some(Err(error));
            }
            let level = self.levels.last_mut()?;
            match level.entries.next() {
                None => {
                    self.levels.pop();
                }
                Some(entry) if entry.is_folder => self.enter(entry.path),
                Some(Entry { path, .. }) => {
                    let row =
                        level.sheet.as_ref().and_then(|(sheet, root)| sheet.row(&relative(&path, root)));
                    return Some(Ok(Found { path, row }));
                }
            }
        }
    }
}

/// The folders and page files of a folder in the order of their paths' bytes, and whether it has a sheet.
fn list(folder: &Path) -> io::Result<(Vec<Entry>, bool)> {
    let (mut entries, mut has_sheet) = (Vec::new(), false);
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let (name, kind) = (entry.file_name(), entry.file_type()?);
        if name.as_encoded_bytes().starts_with(b".") {
            continue;
        }
        has_sheet |= name == FILE_NAME;
        if kind.is_dir() || is_page(&name.to_string_lossy()) && entry.path().is_file() {
            entries.push(Entry { path: entry.path(), is_folder: kind.is_dir() });
        }
    }
    // A folder sorts as its files do: with the separator behind its name.
    entries.sort_by_cached_key(|entry| {
        let mut key = entry.path.as_os_str().as_encoded_bytes().to_vec();
        key.extend(entry.is_folder.then_some(b'/'));
        key
    });
    Ok((entries, has_sheet))
}

/// Whether a file of a folder or an archive holds pages: by its ending. Hidden ones (a Mac's archives hold many),
/// READMEs and sheets do not.
pub(crate) fn is_page(name: &str) -> bool {
    let is_hidden = |part: &str| part.starts_with('.') || part == "__MACOSX";
    let file = name.rsplit(['/', '\\']).next().unwrap_or(name);
    file != FILE_NAME
        && !name.split(['/', '\\']).any(is_hidden)
        && ending(file).is_some_and(|(stem, ending)| ENDINGS.contains(&ending.as_str()) && stem != "readme")
}

/// A path as a sheet writes it.
fn relative(path: &Path, root: &Path) -> String {
    let parts = path.strip_prefix(root).unwrap_or(path).components();
    let parts: Vec<_> = parts.map(|part| part.as_os_str().to_string_lossy()).collect();
    parts.join("/")
}
