"""What can go wrong, and where."""

from __future__ import annotations

__all__ = ["LimitError", "NutgrafError", "ReadError", "ReadWarning", "RecordError", "ReportError"]


class NutgrafError(ValueError):
    """The base of every exception of this package.

    Attributes
    ----------
    message : str
        What is wrong, with its place, for people.
    source : str or None
        The file or folder, ``"-"`` for standard input.
    record : int or None
        The record of the file, from 1.
    line, column : int or None
        The place in the source, from 1; columns count characters.
    offset : int or None
        The place in the source in bytes, from 0.

    Examples
    --------
    >>> import nutgraf as ng
    >>> try:
    ...     ng.Page.from_json('{"schema": 7}')
    ... except ng.NutgrafError as error:
    ...     print(type(error).__name__, error.line, error.column)
    RecordError 1 12
    """

    message: str
    source: str | None
    record: int | None
    line: int | None
    column: int | None
    offset: int | None

    def __init__(
        self,
        message: str,
        source: str | None = None,
        record: int | None = None,
        line: int | None = None,
        column: int | None = None,
        offset: int | None = None,
    ) -> None:
        # All of it stands in `args`: that is what a pickle or a copy is made again from.
        super().__init__(message, source, record, line, column, offset)
        self.message = message
        self.source = source
        self.record = record
        self.line = line
        self.column = column
        self.offset = offset

    def __str__(self) -> str:
        return self.message

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.message!r})"


class ReadError(NutgrafError):
    """A file or folder that cannot be opened or read."""


class RecordError(NutgrafError):
    """A record that is not what it should be: it costs itself only, the rest of its file goes on."""


class LimitError(NutgrafError):
    """A record or file larger than it may be."""


class ReportError(NutgrafError):
    """A report that could not be drawn."""


class ReadWarning(UserWarning):
    """Some records could not be read; they stand in ``errors``."""
