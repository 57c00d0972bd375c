"""What goes wrong has a class, a message on one line and a place."""

from __future__ import annotations

import datetime
import json
import pickle
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

import nutgraf as ng

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def flawed(tmp_path: Path) -> Path:
    """Two good records with a bad one between."""
    path = tmp_path / "flawed.jsonl"
    path.write_text('{"text": "The ferry sank."}\n{"text": "é", oh}\n{"text": "Nobody died."}\n', encoding="utf-8")
    return path


def test_a_bad_record_costs_itself_only(flawed: Path) -> None:
    with pytest.warns(ng.ReadWarning, match=r"flawed\.jsonl"):
        corpus = ng.read(flawed)
    assert [page.text for page in corpus] == ["The ferry sank.", "Nobody died."]
    assert repr(corpus).endswith(", 1 error)")
    (error,) = corpus.errors
    assert isinstance(error, ng.RecordError)
    assert error.source == str(flawed)
    assert (error.record, error.line, error.column) == (2, 2, 15)
    assert error.offset == len('{"text": "The ferry sank."}\n{"text": "é", ') + 1
    again = pickle.loads(pickle.dumps(error))
    assert (str(again), again.line, again.offset) == (str(error), error.line, error.offset)
    assert len(pickle.loads(pickle.dumps(corpus)).errors) == 1


def test_a_bad_record_raises_when_asked(flawed: Path) -> None:
    with pytest.raises(ng.RecordError) as caught:
        ng.read(flawed, errors="raise")
    assert caught.value.line == 2
    pages = ng.pages(flawed, errors="raise")
    assert next(pages).text == "The ferry sank."
    with pytest.raises(ng.RecordError):
        next(pages)
    assert next(pages).text == "Nobody died."


def test_pages_keeps_what_it_could_not_read(flawed: Path) -> None:
    pages = ng.pages(flawed)
    assert len(list(pages)) == 2
    assert [type(error) for error in pages.errors] == [ng.RecordError]


def test_a_path_that_is_not_there(tmp_path: Path) -> None:
    for path in (tmp_path / "none.txt", tmp_path / "*.txt"):
        with pytest.raises(ng.ReadError) as caught:
            ng.read(path)
        assert caught.value.source == str(path)


def test_a_record_that_is_none() -> None:
    with pytest.raises(ng.RecordError) as caught:
        ng.Page.from_json('{\n  "schema": 1}')
    assert (caught.value.line, caught.value.source) == (2, None)
    assert issubclass(ng.RecordError, ng.NutgrafError) and issubclass(ng.NutgrafError, ValueError)


def test_a_span_outside_its_text() -> None:
    record = ng.parse("The ferry sank at noon.", layout="body").to_dict()
    record["articles"][0]["sentences"] = [[0, 900]]
    with pytest.raises(ng.RecordError, match="900"):
        ng.Page.from_json(json.dumps(record))


def test_options_that_are_none() -> None:
    with pytest.raises(ValueError, match="layout"):
        ng.parse("x", layout="pages")  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="published"):
        ng.parse("x", published="yesterday")
    with pytest.raises(ValueError, match="threads"):
        ng.read([], threads=0)
    with pytest.raises(ValueError, match="errors"):
        ng.read([], errors="ignore")  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="scope"):
        ng.Corpus().pairs("page")  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="not of str"):
        ng.Corpus(["page"])  # type: ignore[list-item]


def test_dates_of_the_standard_library() -> None:
    day = datetime.date(2024, 4, 9)
    assert ng.parse("x", published=day).published == "2024-04-09"


@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
def test_ctrl_c_ends_long_work(root: Path) -> None:
    """The signal arrives from the work's own progress: no clock decides when."""
    code = f"""
import os, signal, nutgraf as ng
# A process started in the background may have the signal ignored.
signal.signal(signal.SIGINT, signal.default_int_handler)
try:
    ng.read([{str(root / "seeds")!r}] * 50, progress=lambda done, total: os.kill(os.getpid(), signal.SIGINT))
except KeyboardInterrupt:
    print("stopped")
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.stdout == "stopped\n", done.stderr


def test_any_text_is_a_page() -> None:
    for text in ("", "\0", "\ufeff\r\n\u2028", "“", "a" * 10_000, "\n" * 999):
        assert ng.parse(text).to_json()
