//! Pages in the forms that others read.

use pyo3::prelude::*;

use crate::page::Page;

#[pymethods]
impl Page {
    /// The stories as schema.org NewsArticle objects in JSON-LD, one a line; ``""`` when the page holds none.
    ///
    /// ``nutgraf parse`` and :func:`read` take them again, as they do those of publishers.
    ///
    /// Examples
    /// --------
    /// >>> import json
    /// >>> import nutgraf as ng
    /// >>> page = ng.parse("The ferry sank on Monday.", published="2024-04-09")
    /// >>> json.loads(page.to_jsonld())["datePublished"]
    /// '2024-04-09'
    fn to_jsonld(&self, py: Python<'_>) -> String {
        py.detach(|| self.shared.page().to_jsonld())
    }

    /// The stories as news objects of IPTC ninjs 3.2, one a line; ``""`` when the page holds none.
    fn to_ninjs(&self, py: Python<'_>) -> String {
        py.detach(|| self.shared.page().to_ninjs())
    }

    /// The stories as clean text: headline, standfirst and running text, a line each; an empty line between stories.
    ///
    /// Examples
    /// --------
    /// >>> import nutgraf as ng
    /// >>> print(ng.parse("The ferry sank on Monday.").to_text(), end="")
    /// The ferry sank on Monday.
    fn to_text(&self, py: Python<'_>) -> String {
        py.detach(|| self.shared.page().to_text())
    }

    /// The stories as Markdown; a rule between stories.
    fn to_markdown(&self, py: Python<'_>) -> String {
        py.detach(|| self.shared.page().to_markdown())
    }
}
