"""Topics: every method, saved, updated, compared, and in texts that were not learnt from."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import pytest

import nutgraf as ng

if TYPE_CHECKING:
    from pathlib import Path

METHODS: tuple[Literal["nmf", "kmeans", "lda"], ...] = ("nmf", "kmeans", "lda")


@pytest.mark.parametrize("method", METHODS)
def test_the_same_at_any_number_of_threads(root: Path, tmp_path: Path, method: Literal["nmf", "kmeans", "lda"]) -> None:
    found = []
    for threads in (1, 2, 8):
        topics = ng.read(root / "seeds", threads=threads).topics(k=4, method=method)
        assert topics.method == method
        topics.save(tmp_path / "topics")
        found.append((tmp_path / "topics").read_bytes())
    assert found[0] == found[1] == found[2]


def test_saved_topics_are_asked_of_other_stories(corpus: ng.Corpus, tmp_path: Path) -> None:
    topics = corpus.topics(k=4)
    topics.save(tmp_path / "topics")
    again = ng.load_topics(tmp_path / "topics")
    assert again.labels == topics.labels
    assert again.terms.to_dicts() == topics.terms.to_dicts()
    assert again.assign(corpus).to_dicts() == topics.assign(corpus).to_dicts()
    assert [row["similarity"] for row in again.compare(topics)] == pytest.approx([1] * 4)
    assert len(topics.assign("The ferry sank.")) == len(topics.assign(corpus[0])) == 1
    assert topics.assign("Zzyzx qyrrh vlorp.").to_dicts()[0]["topic"] is None
    with pytest.raises(TypeError):
        topics.assign([1])  # type: ignore[list-item]


def test_a_torn_file_is_an_error_with_its_name(corpus: ng.Corpus, tmp_path: Path) -> None:
    path = tmp_path / "topics"
    corpus.topics(k=2).save(path)
    path.write_bytes(path.read_bytes()[:-9])
    with pytest.raises(ng.ReadError, match="torn") as caught:
        ng.load_topics(path)
    assert caught.value.source == str(path)
    path.write_text("{}")
    with pytest.raises(ng.ReadError, match="not a file that nutgraf saved"):
        ng.load_topics(path)


def test_an_update_leaves_the_old_state(corpus: ng.Corpus) -> None:
    old = corpus[:15].topics(k=3)
    new = old.update(corpus[15:])
    assert len(new.stories) == len(corpus.stories) > len(old.stories)
    assert new.labels == old.labels


def test_only_chances_are_surprised(corpus: ng.Corpus) -> None:
    surprise = corpus[:20].topics(k=3, method="lda").perplexity(corpus[20:])
    assert surprise is not None and surprise > 1
    assert corpus.topics(k=3).perplexity(corpus) is None
    assert corpus.topics(k=3, method="lda").perplexity("Zzyzx qyrrh vlorp.") is None


def test_tables(corpus: ng.Corpus) -> None:
    topics = corpus.topics(k=3)
    months = topics.over_time("month")
    assert len(months) % 3 == 0 and "share" in months.columns
    assert sum(row["stories"] for row in topics.by("outlet")) == len(topics.stories)  # type: ignore[misc]
    assert topics.best(0)[0] in {row["id"] for row in topics.stories}
    rows = corpus.choose_k(2, 4)
    assert [row["k"] for row in rows] == [2, 3, 4]
    assert [row["chosen"] for row in rows].count(True) == 1
    for wrong in (lambda: corpus.topics(k=0), lambda: corpus.choose_k(3, 2), lambda: topics.best(3)):
        with pytest.raises(ValueError, match="must be"):
            wrong()
    with pytest.raises(ValueError, match="nmf"):
        corpus.topics(method="bert")  # type: ignore[arg-type]
