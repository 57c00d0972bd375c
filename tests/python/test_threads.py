"""Threads of coverage."""

from __future__ import annotations

from typing import Any

import pytest

import nutgraf as ng

FERRY = "The ferry Maren sank off Port Lune with all lights on, the harbour master said."
DIVERS = "Divers have reached the ferry Maren, which sank off Port Lune, the harbour master said."
MAYOR = "The mayor of Larena lost the vote on tram fares, and will resign in spring."


def corpus_of(days: list[str]) -> ng.Corpus:
    texts = zip(["a", "b", "c"], [FERRY, MAYOR, DIVERS], days, strict=True)
    return ng.Corpus([ng.parse(text, id=name, published=day) for name, text, day in texts])


def groups(table: ng.Table) -> list[tuple[Any, Any]]:
    return [(row["group"], row["id"]) for row in table.to_dicts()]


def test_over_days() -> None:
    corpus = corpus_of(["2024-04-09", "2024-04-09", "2024-04-29"])
    assert groups(corpus.story_threads()) == [(0, "a"), (0, "c"), (1, "b")]
    assert groups(corpus.story_threads(window=7)) == [(0, "a"), (1, "b"), (2, "c")]
    assert corpus.story_threads()["thread"][0] == corpus.story_threads()["title"][0]


def test_known_threads_keep_their_numbers() -> None:
    corpus = corpus_of(["2024-04-09"] * 3)
    assert groups(corpus.story_threads(known=[["b"], ["c"]])) == [(0, "b"), (1, "a"), (1, "c")]


def test_wrong_options_are_named() -> None:
    corpus = corpus_of(["2024-04-09"] * 3)
    with pytest.raises(ValueError, match="threshold must be above 0, not -1"):
        corpus.story_threads(threshold=-1.0)
    with pytest.raises(ValueError, match="window"):
        corpus.story_threads(window=-1)
