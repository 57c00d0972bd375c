"""What is followed over time."""

from __future__ import annotations

import datetime

import pytest

import nutgraf as ng


def story(day: int, text: str) -> ng.Page:
    published = datetime.date(2024, 4, 1) + datetime.timedelta(days=day)
    return ng.parse(text, id=f"{day}-{text[:9]}", published=published.isoformat(), layout="body")


@pytest.fixture(scope="module")
def busy() -> ng.Corpus:
    """Forty days of four stories; on three of them, and from day 35 on, most are of a ferry."""
    ferry, vote = "The ferry sank in the harbour.", "The council voted on wages."
    return ng.Corpus(
        [
            story(day, f"{ferry if (10 <= day < 13 or day >= 35) and number else vote} Number {number}.")
            for day in range(40)
            for number in range(4)
        ]
    )


def test_timelines(busy: ng.Corpus) -> None:
    rows = busy.timeline(term="Ferry", relative=True)
    assert len(rows) == 40
    assert rows[0]["count"] == 0 and rows[11]["count"] == 3
    assert rows[11]["per_thousand_stories"] == 750.0
    assert busy.timeline(term="ferry").columns == ("start", "count", "stories")
    assert busy.timeline("month").columns == ("start", "stories", "words", "mentions", "quotations")
    assert busy.timeline("week", relative=True)["per_thousand_stories"][0] == 1000.0
    assert len(busy.timeline(term="raft")) == 0


def test_bursts_and_changes(busy: ng.Corpus) -> None:
    first = busy.bursts(term="ferry")
    assert {(row["start"], row["end"]) for row in first} == {
        (datetime.date(2024, 4, 11), datetime.date(2024, 4, 13)),
        (datetime.date(2024, 5, 6), datetime.date(2024, 5, 10)),
    }
    names = busy.bursts()["name"]
    assert {"ferry", "harbour", "sank"} <= set(names)
    days = [row["day"] for row in busy.changes(term="ferry")]
    assert datetime.date(2024, 5, 6) in days
    assert len(busy.changes()) == 0
    assert busy.bursts("topics").name == "bursts"


def test_novelties(busy: ng.Corpus) -> None:
    rows = busy.novelties(5, 20).to_dicts()
    assert [row["name"] for row in rows] == ["ferry", "harbour", "sank"]
    assert not any(row["new"] for row in rows)
    assert all(row["new"] for row in busy.novelties(3, 7, until="2024-04-13"))
    assert len(ng.Corpus().novelties()) == 0


def test_what_cannot_be_followed(busy: ng.Corpus) -> None:
    with pytest.raises(ValueError, match='no story names "Nobody"'):
        busy.timeline(entity="Nobody")
    with pytest.raises(ValueError, match='no story names "Nobody"'):
        busy.bursts(speaker="Nobody")
    with pytest.raises(ValueError, match="only one of term, entity and speaker"):
        busy.changes(term="a", entity="b")
    with pytest.raises(ValueError, match="of must be one of"):
        busy.bursts("words")  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="scaling must be above 1, not 1"):
        busy.bursts(scaling=1)
    with pytest.raises(ValueError, match="states must be from 2 to 16, not 1"):
        busy.bursts(states=1)
    with pytest.raises(ValueError, match="min_steps must be at least 1"):
        busy.changes(min_steps=0)
    with pytest.raises(ValueError, match="penalty must be a number not below 0"):
        busy.changes(penalty=-1)
    with pytest.raises(ValueError, match="until must be a date"):
        busy.novelties(until="last week")
    with pytest.raises(ValueError, match="days and before must be at least 1"):
        busy.novelties(0)
