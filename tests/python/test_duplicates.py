"""Copies of one report, and a corpus that counts each report once."""

from __future__ import annotations

import pytest

import nutgraf as ng

WIRE = """\
The ferry Maren sank off Port Lune at noon on Monday with 41 people aboard, the harbour master said.
Nobody was hurt; all of them were taken ashore by 3 fishing boats within the hour.
The company that owns the ferry said it had been inspected in March.
"""


def page(name: str, text: str, day: str, outlet: str) -> ng.Page:
    return ng.parse(text, id=name, published=day, outlet=outlet, layout="body")


@pytest.fixture(scope="module")
def copies() -> ng.Corpus:
    cut = "\n".join(WIRE.splitlines()[:2])
    other = "The mayor of Larena resigned on Tuesday after the council had voted against her for the 2nd time.\n"
    return ng.Corpus(
        [
            page("paper", "By our own reporter in the harbour of Larena.\n" + cut, "2024-04-11", "Paper"),
            page("other", other, "2024-04-09", "Paper"),
            page("wire", WIRE, "2024-04-09", "Wire"),
        ]
    )


def test_who_ran_it_and_what_was_cut(copies: ng.Corpus) -> None:
    rows = copies.duplicates().to_dicts()
    assert [(row["group"], row["size"], row["id"], row["kind"]) for row in rows] == [
        (0, 2, "wire", "original"),
        (0, 2, "paper", "contained"),
        (1, 1, "other", "original"),
    ]
    assert rows[1]["lag"] == 2
    assert rows[1]["cut"] == [WIRE.splitlines()[2]]
    assert rows[1]["added"] == ["By our own reporter in the harbour of Larena."]


def test_every_report_once(copies: ng.Corpus) -> None:
    once = copies.deduplicate()
    assert [page.id for page in once] == ["other", "wire"]
    assert once.terms().to_dicts() == ng.Corpus([copies[1], copies[2]]).terms().to_dicts()
    assert len(copies.deduplicate(threshold=1.0, figures=1.0)) == 3


def test_wrong_options_are_named(copies: ng.Corpus) -> None:
    with pytest.raises(ValueError, match="threshold must be from 0 to 1, not 2"):
        copies.duplicates(threshold=2.0)
    with pytest.raises(ValueError, match="first"):
        copies.deduplicate(keep="last")  # type: ignore[arg-type]
