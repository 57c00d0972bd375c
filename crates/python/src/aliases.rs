use std::path::PathBuf;

use nutgraf::analysis::Aliases;
use nutgraf::core::EntityKind;
use pyo3::prelude::*;
use pyo3::types::PyDict;

use crate::corpus::Corpus;
use crate::error::{self, choice};

#[pymethods]
impl Corpus {
    /// The same corpus with your word on names: which are one, and what they are. Every statistic follows it.
    ///
    /// It overrules what the texts say. Case, dots and a leading "the" do not matter. To keep a name apart from all
    /// others, give it itself as its alias.
    ///
    /// Parameters
    /// ----------
    /// aliases : dict, iterable of tuple, str or os.PathLike
    ///     Names by alias; or tuples of name, alias and maybe kind; or a CSV file with the columns ``name``, ``alias``
    ///     and maybe ``kind``.
    ///
    /// Raises
    /// ------
    /// ReadError, RecordError
    ///     When the file cannot be read, or holds a line that is not so.
    ///
    /// Examples
    /// --------
    /// >>> import nutgraf as ng
    /// >>> corpus = ng.Corpus([ng.parse("Ada Voss met Otto Brandt."), ng.parse("Madam Ferry met Otto Brandt.")])
    /// >>> corpus.with_aliases({"Madam Ferry": "Ada Voss"}).entities()["name"]
    /// ['Otto Brandt', 'Ada Voss']
    fn with_aliases(&self, py: Python<'_>, aliases: &Bound<'_, PyAny>) -> PyResult<Corpus> {
        let mut said = Aliases::default();
        if let Ok(names) = aliases.cast::<PyDict>() {
            for (alias, name) in names {
                said.add(name.extract()?, alias.extract()?, None);
            }
        } else if let Ok(path) = aliases.extract::<PathBuf>() {
            for row in nutgraf::read::aliases(&path).map_err(|error| error::read(&error))? {
                said.add(&row.name, &row.alias, row.kind);
            }
        } else {
            for row in aliases.try_iter()? {
                let row = row?;
                let (name, alias, of) = match row.extract::<(String, String)>() {
                    Ok((name, alias)) => (name, alias, None),
                    Err(_) => row.extract::<(String, String, Option<String>)>()?,
                };
                said.add(&name, &alias, of.as_deref().map(kind).transpose()?);
            }
        }
        self.part(py, move |corpus| corpus.clone().with_aliases(said))
    }
}

fn kind(name: &str) -> PyResult<EntityKind> {
    let names = EntityKind::ALL.map(EntityKind::name);
    let found = EntityKind::ALL.into_iter().find(|kind| kind.name() == name);
    found.ok_or_else(|| choice("kind", name, &names))
}
