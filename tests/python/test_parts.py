"""Parts of a corpus, corpora in files, and counts that travel."""

from __future__ import annotations

import json
import pickle
from collections import Counter
from typing import TYPE_CHECKING, Any

import pytest

import nutgraf as ng

if TYPE_CHECKING:
    from pathlib import Path


def tables(corpus: ng.Corpus) -> list[list[dict[str, Any]]]:
    found = (corpus.entities(), corpus.terms(), corpus.pairs(), corpus.timeline("week"), corpus.topics(3).topics)
    return [table.to_dicts() for table in found]


def test_a_part_counts_what_its_pages_count(corpus: ng.Corpus) -> None:
    part = corpus.filter("police OR mayor", since="2025-03-04", outlet=["Harbor Times", "evening signal"])
    assert 0 < len(part) < len(corpus)
    assert part.filtered == "from 2025-03-04, in Harbor Times or evening signal, matching police OR mayor"
    assert corpus.filtered is None
    assert tables(part) == tables(ng.Corpus(list(part)))
    ids = [str(row["id"]) for row in corpus.search("police OR mayor")]
    assert {page.id for page in part} <= set(ids)
    assert {page.id for page in corpus.filter(ids=ids)} == set(ids)
    assert len(corpus.filter(entity="no such name")) == 0
    assert "police OR mayor" in part.report()


def test_a_part_lists_only_its_own_stories(tmp_path: Path) -> None:
    record = json.loads(ng.parse("The ferry sank at noon off the old pier.").to_json())
    tram = json.loads(ng.parse("The tram stood on the bridge all day.").to_json())["articles"][0]
    record["articles"].append(tram)
    path = tmp_path / "digest.jsonl"
    path.write_text(json.dumps(record) + "\n", encoding="utf-8")
    corpus = ng.read(path)
    assert len(corpus.stories) == 2
    assert [story.text for story in corpus.filter("tram").stories] == [tram["text"]]


def test_search_has_its_sentence_and_its_errors(corpus: ng.Corpus) -> None:
    row: dict[str, Any] = dict(corpus.search("ferry", limit=1).to_dicts()[0])
    assert "ferry" in row["sentence"].lower() and row["hits"] > 0
    with pytest.raises(ValueError, match="column 7 of the query: expected a closing quotation mark"):
        corpus.search('ferry "port')
    with pytest.raises(ValueError, match="column 1"):
        corpus.filter("")


def test_saved_and_loaded(corpus: ng.Corpus, tmp_path: Path) -> None:
    path = tmp_path / "seeds.nutgraf"
    corpus.save(path)
    for loaded in (ng.load(path), ng.read(path), pickle.loads(pickle.dumps(corpus))):
        assert loaded == corpus
        assert tables(loaded) == tables(corpus)
    torn = tmp_path / "torn.nutgraf"
    torn.write_bytes(path.read_bytes()[:-7])
    with pytest.raises(ng.ReadError, match="torn: the file ends at byte"):
        ng.load(torn)
    with pytest.raises(ng.ReadError, match="torn"):
        ng.read(torn, errors="raise")
    with pytest.raises(FileNotFoundError):
        ng.load(tmp_path / "none")
    torn.write_bytes(b"{}")
    with pytest.raises(ng.ReadError, match="not a file that nutgraf saved"):
        ng.load(torn)


def test_parts_merge_into_the_whole(corpus: ng.Corpus) -> None:
    halves = [corpus[:9], corpus[9:]]
    assert halves[0] + halves[1] == corpus == ng.merge(halves)
    assert tables(halves[0] + halves[1]) == tables(corpus)
    whole = ng.merge(half.partial() for half in reversed(halves))
    assert whole.partial() == corpus.partial()
    assert len(whole) == 0
    counts = tables(whole)
    assert counts[1:4] == tables(corpus)[1:4]
    with pytest.raises(TypeError):
        ng.merge([corpus, corpus.partial()])
    with pytest.raises(ng.ReadError):
        ng.merge([b"nothing"])
    assert len(ng.merge([])) == 0


def test_counts_from_an_engine_by_arrow(corpus: ng.Corpus) -> None:
    pyarrow = pytest.importorskip("pyarrow")
    parts = pyarrow.table({"part": pyarrow.array([corpus[:5].partial(), corpus[5:].partial()], pyarrow.binary())})
    assert ng.merge(parts.column("part").to_pylist()).terms().to_dicts() == corpus.terms().to_dicts()


def test_an_engine_cuts_joins_and_sums_tables_of_counts(corpus: ng.Corpus) -> None:
    tables = [corpus[:9].partial_table(), corpus[9:].partial_table()]
    assert ng.merge(tables).partial() == corpus.partial()
    assert ng.merge([corpus[:9].partial(), tables[1]]).partial() == corpus.partial()
    assert ng.merge(corpus.partial_table()).partial() == corpus.partial()
    # Group by term and sum, in plain Python, over the rows of both parts.
    rows: list[dict[str, Any]] = [row for table in tables for row in table.to_dicts()]
    counts = Counter(token.lower() for row in rows for token in row["tokens"])
    found: list[dict[str, Any]] = list(corpus.terms(function_words=True))
    terms = {row["term"]: row["count"] for row in found}
    assert terms["the"] > 100
    assert {term: counts[term] for term in terms if "'" not in term} == {t: n for t, n in terms.items() if "'" not in t}
    named = Counter(name for row in rows for name in row["entity_names"])
    assert {row["name"] for row in corpus.entities()} <= set(named)
    assert [type(value) for value in rows[0].values() if value is not None].count(list) == 19


def test_tables_of_counts_come_back_from_engines(corpus: ng.Corpus) -> None:
    pyarrow = pytest.importorskip("pyarrow")
    whole = corpus.partial()
    table = pyarrow.table(corpus.partial_table())
    shuffled = table.take(list(range(table.num_rows - 1, -1, -1))).append_column("key", [["x"] * table.num_rows])
    assert ng.merge(shuffled).partial() == whole
    assert ng.merge(shuffled.slice(at, 7) for at in range(0, shuffled.num_rows, 7)).partial() == whole
    assert ng.merge([shuffled.to_batches()[0]]).partial() == whole
    small = table.set_column(1, "article", table["article"].cast(pyarrow.int32()))
    small = small.set_column(3, "outlet", table["outlet"].cast(pyarrow.string()).dictionary_encode())
    assert ng.merge(small).partial() == whole
    with pytest.raises(ValueError, match='no table of counts: the column "tokens" is not there'):
        ng.merge(table.drop_columns(["tokens"]))
    with pytest.raises(ValueError, match='no table of counts: the column "words" is of type Utf8'):
        ng.merge(table.set_column(table.column_names.index("words"), "words", table["id"].cast(pyarrow.string())))
    ends = pyarrow.array([[-1]] * table.num_rows)
    with pytest.raises(ValueError, match='row 0 of the table, column "sentence_ends": expected whole numbers'):
        ng.merge(table.set_column(table.column_names.index("sentence_ends"), "sentence_ends", ends))


def test_a_data_frame_of_counts_is_grouped_and_given_back(corpus: ng.Corpus) -> None:
    polars = pytest.importorskip("polars")
    frame = polars.DataFrame(corpus.partial_table())
    parts = [part for _, part in frame.group_by("outlet")]
    assert ng.merge(parts).partial() == corpus.partial()
    words = frame.explode("tokens").group_by(polars.col("tokens").str.to_lowercase()).len()
    counts = dict(words.iter_rows())
    terms: list[dict[str, Any]] = list(corpus.terms())
    assert all(counts[row["term"]] == row["count"] for row in terms if "'" not in row["term"])


def test_a_duckdb_relation_of_counts_comes_back(corpus: ng.Corpus) -> None:
    duckdb = pytest.importorskip("duckdb")
    counts = corpus.partial_table()  # duckdb finds it by its name
    assert len(counts) > 20
    relation = duckdb.sql("SELECT * FROM counts ORDER BY words")
    assert ng.merge(relation).partial() == corpus.partial()
