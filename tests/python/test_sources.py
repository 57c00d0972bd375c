"""What `read` takes besides paths: tables of other libraries, dicts, bytes, open files."""

from __future__ import annotations

import datetime
import io
import json

import pytest

import nutgraf as ng

TEXT = "The ferry sank on Monday, Ada Voss said."
ROWS = {
    "body": [TEXT, None, "Nobody died."],
    "date": [datetime.date(2024, 4, 9), None, None],
    "who": [["Ann Poe", "Bo Roe"], [], None],
    "headline": ["Ferry sinks", "Only a headline", None],
    "n": [7, 8, 9],
}


def texts(corpus: ng.Corpus) -> list[str]:
    return [page.text for page in corpus]


def check(corpus: ng.Corpus) -> None:
    assert texts(corpus) == [TEXT, "Only a headline", "Nobody died."]
    assert [page.id for page in corpus] == ["7", "8", "9"]
    assert corpus[0].published == "2024-04-09"
    story = corpus[0].story
    assert story is not None
    assert story.headline == "Ferry sinks"
    assert [author.name for author in story.authors] == ["Ann Poe", "Bo Roe"]
    assert story.times[0].value == "2024-04-08"


def test_arrow() -> None:
    pyarrow = pytest.importorskip("pyarrow")
    table = pyarrow.table(ROWS)
    check(ng.read(table, text="body", published="date", authors="who", id="n"))
    check(ng.read(table.to_batches()[0], published="date", authors="who", id="n"))
    reader = pyarrow.RecordBatchReader.from_batches(table.schema, table.to_batches(max_chunksize=1))
    check(ng.read(reader, published="date", authors="who", id="n", threads=2))
    assert len(list(ng.pages(table, authors="who"))) == 3
    assert len(ng.read(table.slice(0, 0), text="body")) == 0


@pytest.mark.parametrize("kind", ["string", "large_string", "string_view", "dictionary"])
def test_every_kind_of_string(kind: str) -> None:
    pyarrow = pytest.importorskip("pyarrow")
    types = {
        "string": pyarrow.string(),
        "large_string": pyarrow.large_string(),
        "string_view": pyarrow.string_view(),
        "dictionary": pyarrow.dictionary(pyarrow.int16(), pyarrow.string()),
    }
    column = pyarrow.array(["One.", None, "Three.", "One."], type=pyarrow.string()).cast(types[kind])
    with pytest.warns(ng.ReadWarning, match="table: record 2, byte 0: expected a text, found none"):
        corpus = ng.read(pyarrow.table({"text": column}))
    assert texts(corpus) == ["One.", "Three.", "One."]
    assert [error.record for error in corpus.errors if isinstance(error, ng.RecordError)] == [2]


def test_times() -> None:
    pyarrow = pytest.importorskip("pyarrow")
    moment = datetime.datetime(2024, 4, 9, 8, 30, tzinfo=datetime.timezone.utc)
    for unit in ("s", "ms", "us", "ns"):
        for zone, expected in [(None, ""), ("UTC", "Z"), ("+08:00", "+08:00"), ("Europe/Berlin", "Z")]:
            value = moment if zone else moment.replace(tzinfo=None)
            column = pyarrow.array([value], type=pyarrow.timestamp(unit, zone))
            page = ng.read(pyarrow.table({"text": [TEXT], "published": column}))[0]
            hour = "16" if zone == "+08:00" else "08"
            assert page.published == f"2024-04-09T{hour}:30:00{expected}"


def test_frames() -> None:
    polars = pytest.importorskip("polars")
    frame = polars.DataFrame({"body": [TEXT], "date": [datetime.date(2024, 4, 9)], "mood": ["good"]})
    corpus = ng.read(frame)
    assert (texts(corpus), corpus[0].published, corpus[0].id) == ([TEXT], "2024-04-09", "table#1")
    pandas = pytest.importorskip("pandas")
    assert texts(ng.read(pandas.DataFrame({"content": [TEXT]}))) == [TEXT]


def test_a_missing_column_names_those_there() -> None:
    pyarrow = pytest.importorskip("pyarrow")
    table = pyarrow.table({"mood": ["good"], "day": ["2024-04-09"]})
    with pytest.raises(ValueError, match=r'no column holds a text: .*there are \["mood", "day"\]'):
        ng.read(table)
    with pytest.raises(ValueError, match=r'text="body": there is no such column; there are \["mood", "day"\]'):
        ng.read(table, text="body")
    with pytest.raises(ValueError, match=r"text='body': there is no such column; there are \['mood'\]"):
        ng.read([{"mood": "good"}], text="body")
    with pytest.raises(TypeError, match='no argument and no column "texts"'):
        ng.read(table, texts="mood")


def test_dicts() -> None:
    rows = [dict(zip(ROWS, values, strict=True)) for values in zip(*ROWS.values(), strict=True)]
    corpus = ng.read(rows, published="date", authors="who", id="n")
    check(corpus)
    check(ng.read(iter(rows), published="date", authors="who", id="n"))
    assert texts(ng.read([{"text": TEXT}], published="2024-04-09")) == [TEXT]


def test_bytes_and_open_files() -> None:
    line = json.dumps({"text": TEXT}).encode()
    assert texts(ng.read(line)) == [TEXT]
    assert texts(ng.read(io.BytesIO(b"<p>" + TEXT.encode()), format="html")) == [TEXT + "\n"]
    assert texts(ng.read(io.StringIO("text,url\n" + TEXT.replace(",", "") + ",http://q/1\n"))) == [
        TEXT.replace(",", "")
    ]
    feed = f"<rss><channel><item><title>Ferry</title><description>{TEXT}</description></item></channel></rss>"
    corpus = ng.read(feed.encode())
    assert (texts(corpus), corpus[0].id) == ([TEXT], "bytes#1")


def test_exports_come_back(corpus: ng.Corpus) -> None:
    lines = "".join(page.to_jsonld() for page in corpus)
    again = ng.read(lines.encode(), format="jsonl")
    stories = [story for page in corpus for story in page.stories]
    assert [page.story.headline for page in again if page.story] == [story.headline for story in stories]
    for page in corpus:
        for line in page.to_ninjs().splitlines():
            assert json.loads(line)["standard"]["version"] == "3.2"
        assert page.to_text().endswith("\n") == page.to_markdown().endswith("\n") == (page.story is not None)
