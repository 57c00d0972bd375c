"""From paths and texts to pages and corpora."""

from __future__ import annotations

import datetime
import glob
import json
import os
import re
import sys
import time
import warnings
from collections.abc import Mapping
from typing import TYPE_CHECKING

from nutgraf import _native
from nutgraf.errors import ReadError, ReadWarning

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from typing import Any, Literal, TypeAlias

    from nutgraf._native import Corpus, Page, Pages

    _Path: TypeAlias = str | os.PathLike[str]
    _Source: TypeAlias = _Path | bytes | object
    _Date: TypeAlias = str | datetime.date
    _Layout: TypeAlias = Literal["page", "body"]
    _Format: TypeAlias = Literal["auto", "text", "html", "jsonl", "warc", "feed", "csv"]
    _Errors: TypeAlias = Literal["collect", "raise"]
    _News: TypeAlias = Callable[[int, int | None], object]

#: What begins as a date does; a name of a column does not.
_DATE = re.compile(r"\d{4}-\d\d-\d\d")

__all__ = ["load", "merge", "pages", "parse", "read", "report"]


def parse(
    text: str,
    *,
    id: str = "text",
    published: _Date | None = None,
    outlet: str | None = None,
    url: str | None = None,
    language: str | None = None,
    layout: _Layout = "page",
    tokens: bool = False,
    annotate: bool = True,
) -> Page:
    """Finds the articles of one page and what is named and said in them, and when.

    Parameters
    ----------
    text
        The page as scraped, one block a line; any text gives a page.
    id
        The page's id.
    published
        Its date (ISO 8601, or a ``date`` or ``datetime``): what "yesterday" is resolved with. Without one such times
        stay unresolved; the clock is never asked.
    outlet, url, language
        What is known of it.
    layout
        ``"page"`` finds the story on a scraped page; ``"body"`` takes every line for a paragraph of one story.
    tokens
        Whether articles get ``tokens``.
    annotate
        Whether names, quotations and times are looked for.

    Examples
    --------
    >>> import nutgraf as ng
    >>> page = ng.parse("The ferry sank on Monday. Nobody died.", published="2024-04-09")
    >>> [sentence.text for sentence in page.story.sentences]
    ['The ferry sank on Monday.', 'Nobody died.']
    >>> ng.parse("").story is None
    True
    """
    return _native.parse(
        text,
        id=id,
        published=_iso(published),
        outlet=outlet,
        url=url,
        language=language,
        layout=layout,
        tokens=tokens,
        annotate=annotate,
    )


def read(
    paths: _Source | Iterable[_Path] | Iterable[dict[str, Any]],
    published: _Date | None = None,
    threads: int | None = None,
    progress: bool | _News | None = None,
    *,
    format: _Format = "auto",
    layout: _Layout = "page",
    tokens: bool = False,
    annotate: bool = True,
    errors: _Errors = "collect",
    **columns: str,
) -> Corpus:
    """Reads files and folders into a corpus, in parallel; the same corpus comes out at any number of threads.

    Parameters
    ----------
    paths
        A file, a folder (with an optional ``metadata.csv``), a pattern such as ``"crawl/*.txt"``, or several of them:
        pages of plain text or HTML, web archives (WARC, WET), feeds (RSS, Atom, JSON Feed), JSONL, CSV, or records that
        ``nutgraf parse`` wrote; each may be compressed (``.gz``, ``.zst``) or stand in an archive (``.zip``, ``.tar``).
        Or what a file would hold, as bytes or an open file. Or a table, a row a page: anything that speaks Arrow
        (polars, pandas, pyarrow, duckdb, ...), or dicts.
    published
        The date of pages whose record and metadata say none; for a table also the column that holds the date.
    threads
        How many; by default ``NUTGRAF_NUM_THREADS``, else one a core.
    progress
        ``True`` for a line on a terminal, or a function that is called with the pages done, and of how many
        once that is known.
    format
        What the files are; ``"auto"`` goes by their names and first bytes.
    layout, tokens, annotate
        As for :func:`parse`.
    errors
        What a bad record does: ``"collect"`` warns once and keeps it in ``corpus.errors``, ``"raise"`` stops.
    **columns
        Names of columns or fields beside the usual ones: ``text="lede"``; also ``html``, ``id``, ``url``, ``outlet``,
        ``language``, ``modified``, ``headline``, ``authors``, ``section``, ``keywords``, ``summary``.

    Raises
    ------
    ReadError
        When a path does not exist.
    ValueError
        When a table has no such column; the message names those it has.
    RecordError, LimitError
        For a bad record, with ``errors="raise"``.

    Examples
    --------
    >>> import nutgraf as ng
    >>> rows = [{"lede": "The ferry sank on Monday.", "day": "2024-04-09"}]
    >>> ng.read(rows, text="lede", published="day")[0].story.times[0].value
    '2024-04-08'
    >>> corpus = ng.read("seeds", threads=2)  # doctest: +SKIP
    >>> corpus.entities().to_polars()         # doctest: +SKIP
    """
    source, format, published = _source(paths, format, published, columns)
    call, close = _progress(progress)
    try:
        corpus = _native.read(
            source,
            published=_iso(published),
            threads=threads,
            progress=call,
            format=format,
            layout=layout,
            tokens=tokens,
            annotate=annotate,
            strict=_strict(errors),
            columns=list(columns.items()),
        )
    finally:
        close()
    if corpus.errors:
        first = corpus.errors[0]
        more = f" and {len(corpus.errors) - 1} more" if len(corpus.errors) > 1 else ""
        warnings.warn(f"{first}{more} (all in corpus.errors)", ReadWarning, stacklevel=2)
    return corpus


def pages(
    paths: _Source | Iterable[_Path] | Iterable[dict[str, Any]],
    published: _Date | None = None,
    threads: int | None = None,
    *,
    format: _Format = "auto",
    layout: _Layout = "page",
    tokens: bool = False,
    annotate: bool = True,
    errors: _Errors = "collect",
    **columns: str,
) -> Pages:
    """Reads pages one after the other, in input order, for inputs larger than memory.

    Parameters
    ----------
    paths, published, threads, format, layout, tokens, annotate, **columns
        As for :func:`read`. A table is held whole.
    errors
        What a bad record does: ``"collect"`` leaves it in the iterator's ``errors``, ``"raise"`` raises it; the
        iterator goes on behind it either way.

    Examples
    --------
    >>> import nutgraf as ng
    >>> with open("pages.jsonl", "w") as out:                      # doctest: +SKIP
    ...     for page in ng.pages("crawl/"):
    ...         print(page.to_json(), file=out)
    """
    source, format, published = _source(paths, format, published, columns)
    return _native.pages(
        source,
        published=_iso(published),
        threads=threads,
        format=format,
        layout=layout,
        tokens=tokens,
        annotate=annotate,
        strict=_strict(errors),
        columns=list(columns.items()),
    )


def load(path: _Path, *, threads: int | None = None) -> Corpus:
    """Reads a corpus that :meth:`Corpus.save` or ``nutgraf collect`` wrote; :func:`read` takes such files, too.

    Parameters
    ----------
    path : str or os.PathLike
        The file.
    threads : int, optional
        Threads that the corpus works on; results never depend on it.

    Raises
    ------
    ReadError
        When it is no saved corpus, or damaged: with the byte, and what was expected there.

    Examples
    --------
    >>> import nutgraf as ng, pathlib, tempfile
    >>> path = pathlib.Path(tempfile.mkdtemp(), "ferry.nutgraf")
    >>> ng.Corpus([ng.parse("The ferry sank.")]).save(path)
    >>> len(ng.load(path))
    1
    """
    return _native.load(os.fspath(path), threads=threads)


def merge(parts: object, *, threads: int | None = None) -> Corpus:
    """Merges corpora, in their order, or counts that other engines made.

    Counts are those of :meth:`Corpus.partial` and :meth:`Corpus.partial_table`. They have no pages: the corpus they
    give has the tables of counts (entities, terms, pairs, topics, timeline), but no pages, quotes or sentences.

    Parameters
    ----------
    parts : iterable of Corpus, iterable of bytes or tables, or a table
        What to merge. A table is one that speaks Arrow (polars, pandas, pyarrow, duckdb) and has the columns of
        :meth:`Corpus.partial_table`, its rows in any order, perhaps those of many parts; other columns do not matter.
    threads : int, optional
        Threads that the corpus works on; results never depend on it.

    Raises
    ------
    ReadError
        When bytes are no partial.
    ValueError
        When a table is none: with the column, and the row.

    Examples
    --------
    >>> import nutgraf as ng
    >>> def count(texts):  # on each machine of Spark or Ray; the bytes travel in a column
    ...     return ng.Corpus(ng.parse(text, id=text) for text in texts).partial()
    >>> parts = [count(["The ferry sank."]), count(["The ferry was raised.", "A vote came."])]
    >>> whole = ng.merge(parts)
    >>> [(row["term"], row["stories"]) for row in whole.terms() if row["term"] == "ferry"]
    [('ferry', 2)]
    """
    return _native.merge(parts, threads=threads)


def report(corpus: Corpus, path: _Path | None = None, *, title: str | None = None) -> str:
    """Draws the report of a corpus: one self-contained HTML page, also written to ``path`` when it is given.

    Examples
    --------
    >>> import nutgraf as ng
    >>> html = ng.report(ng.Corpus([ng.parse("The ferry sank.")]))
    >>> html.lower().startswith("<!doctype html>")
    True
    """
    return corpus.report(path, title=title)


def _iso(published: _Date | None) -> str | None:
    return published.isoformat() if isinstance(published, datetime.date) else published


def _strict(errors: str) -> bool:
    if errors not in ("collect", "raise"):
        raise ValueError(f'errors must be "collect" or "raise", not {errors!r}')
    return errors == "raise"


def _source(
    source: Any, format: _Format, published: _Date | None, columns: dict[str, str]
) -> tuple[Any, _Format, _Date | None]:
    """What the native half reads: paths, a name with bytes, or a table; with the format and date that go with it."""
    if isinstance(source, (bytes, bytearray, memoryview)):
        return ("bytes", bytes(source)), format, published
    if isinstance(source, (str, os.PathLike)):
        return _paths(source), format, published
    is_arrow = hasattr(source, "__arrow_c_stream__") or hasattr(source, "__arrow_c_array__")
    if not is_arrow and hasattr(source, "read"):
        content = source.read()
        name = getattr(source, "name", None)
        content = content.encode() if isinstance(content, str) else content
        return (name if isinstance(name, str) else "bytes", content), format, published
    rows = None
    if not is_arrow:
        given = list(source)
        if not given or not all(isinstance(row, Mapping) for row in given):
            return _paths(given), format, published
        rows = "\n".join(json.dumps(dict(row), default=_plain) for row in given).encode()
    if isinstance(published, str) and not _DATE.match(published):
        # For a table this names a column.
        columns["published"] = published
        published = None
    if rows is None:
        return (source,), format, published
    names = dict.fromkeys(name for row in given for name in row)
    for column, name in columns.items():
        if name not in names:
            raise ValueError(f"{column}={name!r}: there is no such column; there are {list(names)}")
    return ("rows", rows), "jsonl", published


def _plain(value: Any) -> Any:
    """A value that JSON has no form for: days and times in ISO 8601, sets and tuples as lists, others as text."""
    if isinstance(value, (datetime.date, datetime.time)):
        return value.isoformat()
    return list(value) if isinstance(value, (set, frozenset)) else str(value)


def _paths(paths: _Path | Iterable[_Path]) -> list[str]:
    """Paths that are there: a misspelt one must not pass for an empty corpus."""
    given = [paths] if isinstance(paths, (str, os.PathLike)) else list(paths)
    found: list[str] = []
    for one in given:
        path = os.fspath(one)
        if path == "-" or os.path.exists(path):
            found.append(path)
            continue
        matches = sorted(glob.glob(path, recursive=True))
        if not matches:
            what = "no file matches" if glob.has_magic(path) else "there is no file or folder"
            raise ReadError(f"{what} {path}", path)
        found.extend(matches)
    return found


def _progress(progress: bool | _News | None) -> tuple[_News | None, Callable[[], None]]:
    """The function to call with news, and the one to call at the end."""
    if callable(progress):
        return progress, lambda: None
    if not progress or not sys.stderr.isatty():
        return None, lambda: None
    start = time.monotonic()

    def show(done: int, _total: int | None) -> None:
        print(f"\r{done:,} pages, {time.monotonic() - start:.0f} s", end="", file=sys.stderr, flush=True)

    return show, lambda: print(file=sys.stderr)
