"""A corpus is a sequence of pages, and the same at any number of threads."""

from __future__ import annotations

import copy
import gzip
import json
import pickle
from typing import TYPE_CHECKING

import pytest

import nutgraf as ng

if TYPE_CHECKING:
    from pathlib import Path


def test_sequence(corpus: ng.Corpus) -> None:
    pages = list(corpus)
    assert len(pages) == len(corpus) > 20
    assert corpus[0] == pages[0] and corpus[-1] == pages[-1]
    assert pages[3] in corpus
    part = corpus[2:9:3]
    assert isinstance(part, ng.Corpus)
    assert list(part) == pages[2:9:3]
    assert list(corpus[::-1]) == pages[::-1]
    with pytest.raises(IndexError):
        corpus[len(pages)]
    with pytest.raises(TypeError):
        corpus["0"]  # type: ignore[call-overload]


def test_page_is_a_sequence_of_articles(corpus: ng.Corpus) -> None:
    page = max(corpus, key=len)
    assert len(page) > 1
    assert tuple(page) == page.articles == page[:]
    assert page[-1] == page.articles[-1]
    assert page.story == page.stories[0] == page[0]
    assert page[0].page == page


def test_threads_change_nothing(root: Path) -> None:
    def whole(threads: int) -> tuple[object, ...]:
        corpus = ng.read(root / "seeds", threads=threads)
        tables = (
            corpus.entities(),
            corpus.terms(),
            corpus.pairs(),
            corpus.timeline("week"),
            corpus.quotes(),
            corpus.topics(k=4, seed=7).topics,
            corpus.topics(k=4, seed=7).stories,
        )
        return [page.to_json() for page in corpus], [table.to_dicts() for table in tables], corpus.report()

    assert whole(1) == whole(4)


def test_pages_gives_what_read_gives(corpus: ng.Corpus, root: Path) -> None:
    pages = ng.pages(root / "seeds", tokens=True)
    assert list(pages) == list(corpus)
    assert pages.errors == []


def test_pattern_and_several_paths(root: Path) -> None:
    every = ng.read(str(root / "seeds" / "*.txt"))
    one_by_one = ng.read(sorted((root / "seeds").glob("*.txt")))
    assert [page.id for page in every] == [page.id for page in one_by_one]


def test_written_records_are_read_back(corpus: ng.Corpus, tmp_path: Path) -> None:
    path = tmp_path / "pages.jsonl.gz"
    with gzip.open(path, "wt", encoding="utf-8") as out:
        for page in corpus:
            print(page.to_json(), file=out)
    assert ng.read(path) == corpus


def test_pickle_and_copy(corpus: ng.Corpus, foreign: ng.Page) -> None:
    assert pickle.loads(pickle.dumps(corpus)) == corpus
    assert copy.deepcopy(foreign) == copy.copy(foreign) == foreign
    story = foreign.story
    assert story is not None
    assert pickle.loads(pickle.dumps(story)) == story
    parts: list[object] = [*story.blocks, *story.sentences, *story.entities, *story.quotations, *story.times]
    parts += [*foreign.furniture, *foreign.notes, *story.authors, story.dateline, *story.images]
    parts += [mention for entity in story.entities for mention in entity.mentions]
    for part in parts:
        assert pickle.loads(pickle.dumps(part)) == part == copy.deepcopy(part)


def test_equal_values_hash_alike(foreign: ng.Page) -> None:
    again = ng.Page.from_json(foreign.to_json())
    assert again == foreign and hash(again) == hash(foreign)
    assert {*again[0].sentences} == {*foreign[0].sentences}
    assert {again[0], foreign[0]} == {foreign[0]}
    assert foreign != ng.parse("Something else.")
    assert foreign != "a page"


def test_nothing_can_be_changed(foreign: ng.Page) -> None:
    for thing in (foreign, foreign[0], foreign[0].sentences[0], foreign[0].blocks[0]):
        with pytest.raises(AttributeError):
            thing.text = "other"  # type: ignore[misc]


def test_progress_is_told(root: Path) -> None:
    heard: list[tuple[int, int | None]] = []
    corpus = ng.read(root / "seeds", progress=lambda done, total: heard.append((done, total)))
    assert heard[-1] == (len(corpus), len(corpus))
    assert [done for done, _ in heard] == sorted(done for done, _ in heard)


def test_an_exception_of_progress_ends_the_reading(root: Path) -> None:
    def stop(done: int, total: int | None) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        ng.read(root / "seeds", progress=stop)


def test_dict_is_the_record(foreign: ng.Page) -> None:
    assert foreign.to_dict() == json.loads(foreign.to_json())
    assert foreign.to_dict()["articles"][0] == foreign[0].to_dict()


def test_body_layout_makes_every_line_a_paragraph() -> None:
    page = ng.parse("One line.\nAnother line.", layout="body", outlet="Harbor Times", url="https://a.example/1")
    assert page.story is not None
    assert [block.role for block in page.story.blocks] == ["paragraph", "paragraph"]
    assert (page.outlet, page.url, page.language) == ("Harbor Times", "https://a.example/1", None)


def test_annotate_false_leaves_names_out(root: Path) -> None:
    corpus = ng.read(root / "seeds", annotate=False)
    assert not any(article.entities or article.quotations or article.times for page in corpus for article in page)
