"""Tables go to data frames through the Arrow PyCapsule interface."""

from __future__ import annotations

import datetime

import pytest

import nutgraf as ng


@pytest.fixture(scope="module")
def tables(corpus: ng.Corpus) -> dict[str, ng.Table]:
    topics = corpus.topics(k=3)
    found = [corpus.entities(), corpus.mentions(), corpus.terms(), corpus.pairs(), corpus.timeline(), corpus.quotes()]
    found += [topics.topics, topics.terms, topics.stories]
    return {table.name: table for table in found}


def test_rows_and_columns(tables: dict[str, ng.Table]) -> None:
    assert len(tables) == 9
    for table in tables.values():
        rows = table.to_dicts()
        assert len(rows) == len(table) > 0, table
        assert list(table) == rows
        assert table[0] == rows[0] and table[-1] == rows[-1] and table[:2] == rows[:2]
        for column in table.columns:
            assert table[column] == [row[column] for row in rows]
        with pytest.raises(KeyError):
            table["no such column"]


def test_days_are_dates(tables: dict[str, ng.Table]) -> None:
    start = tables["timeline"]["start"][0]
    assert isinstance(start, datetime.date)
    assert start.year == 2025


def test_pyarrow(tables: dict[str, ng.Table]) -> None:
    pyarrow = pytest.importorskip("pyarrow")
    for table in tables.values():
        arrow = pyarrow.table(table)
        assert arrow.to_pylist() == table.to_dicts()
        assert pyarrow.schema(table) == arrow.schema
        arrow.validate(full=True)
    assert pyarrow.types.is_date32(tables["timeline"].to_arrow().schema.field("start").type)


def test_a_stream_can_be_taken_twice(tables: dict[str, ng.Table]) -> None:
    pyarrow = pytest.importorskip("pyarrow")
    table = tables["terms"]
    assert pyarrow.table(table) == pyarrow.table(table)
    table.__arrow_c_stream__()  # never taken up: freed with its capsule


def test_polars(tables: dict[str, ng.Table]) -> None:
    polars = pytest.importorskip("polars")
    for table in tables.values():
        assert polars.DataFrame(table).to_dicts() == table.to_polars().to_dicts() == table.to_dicts()


def test_pandas(tables: dict[str, ng.Table]) -> None:
    pandas = pytest.importorskip("pandas")
    for table in tables.values():
        frame = table.to_pandas()
        assert isinstance(frame, pandas.DataFrame)
        assert tuple(frame.columns) == table.columns
        assert len(frame) == len(table)
    assert list(tables["terms"].to_pandas()["count"]) == tables["terms"]["count"]


def test_duckdb(tables: dict[str, ng.Table]) -> None:
    duckdb = pytest.importorskip("duckdb")
    pytest.importorskip("pyarrow")
    terms = tables["terms"]
    counts = terms["count"]
    ((total,),) = duckdb.sql("select sum(count) from terms").fetchall()
    assert total == sum(count for count in counts if isinstance(count, int))


def test_mentions_lead_back_to_the_text(corpus: ng.Corpus) -> None:
    pages = {page.id: page for page in corpus}
    entities = corpus.entities()
    counted = [0] * len(entities)
    for row in corpus.mentions():
        article = pages[str(row["id"])][_number(row["article"])]
        assert article.text[_number(row["start"]) : _number(row["end"])] == row["text"]
        assert str(row["text"]) in str(row["sentence"] or row["text"])
        counted[_number(row["entity"])] += 1
    assert counted == entities["mentions"]


def _number(value: object) -> int:
    assert isinstance(value, int)
    return value


def test_an_empty_corpus_has_empty_tables() -> None:
    corpus = ng.Corpus()
    topics = corpus.topics()
    for table in (corpus.entities(), corpus.terms(), corpus.pairs(), corpus.quotes(), topics.topics, topics.stories):
        assert len(table) == 0
        assert table.to_dicts() == []
        assert table.columns


def test_html_is_escaped() -> None:
    corpus = ng.Corpus([ng.parse("<script>alert(1)</script> was on the page, the librarian said.")])
    for shown in (corpus, corpus.terms(), corpus.quotes(), corpus.topics()):
        assert "<script" not in shown._repr_html_()
    assert "<script>alert" not in corpus.report()
