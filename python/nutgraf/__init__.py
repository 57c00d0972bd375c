"""Scraped news pages into articles, and articles into topic and entity statistics.

>>> import nutgraf as ng
>>> page = ng.parse("LARENA, April 9 - The ferry sank at noon, the harbour master said.", published="2024-04-09")
>>> story = page.story
>>> [story.text[s.start:s.end] == s.text for s in story.sentences]
[True]

:func:`read` gives a :class:`Corpus`: a sequence of pages with tables (``entities``, ``terms``, ``pairs``, ``topics``,
``timeline``, ``quotes``) that polars, pandas, pyarrow and duckdb read as they are. All offsets count characters.
Nothing touches the network, the clock or the locale: the same input gives the same output everywhere.
"""

from nutgraf._native import (
    VERSION,
    Article,
    Author,
    Block,
    Corpus,
    Dateline,
    Entity,
    Furniture,
    Image,
    Keyphrase,
    Mention,
    NativeName,
    Network,
    Note,
    Page,
    Pages,
    Quotation,
    Span,
    Table,
    TimeExpression,
    Topics,
    load_topics,
)
from nutgraf.errors import LimitError, NutgrafError, ReadError, ReadWarning, RecordError, ReportError
from nutgraf.reading import load, merge, pages, parse, read, report

__version__ = VERSION

__all__ = [
    "Article",
    "Author",
    "Block",
    "Corpus",
    "Dateline",
    "Entity",
    "Furniture",
    "Image",
    "Keyphrase",
    "LimitError",
    "Mention",
    "NativeName",
    "Network",
    "Note",
    "NutgrafError",
    "Page",
    "Pages",
    "Quotation",
    "ReadError",
    "ReadWarning",
    "RecordError",
    "ReportError",
    "Span",
    "Table",
    "TimeExpression",
    "Topics",
    "__version__",
    "load",
    "load_topics",
    "merge",
    "pages",
    "parse",
    "read",
    "report",
]
