"""What the tests share: the sample pages, read once."""

from __future__ import annotations

from pathlib import Path

import pytest

import nutgraf as ng

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def root() -> Path:
    return ROOT


@pytest.fixture(scope="session")
def corpus() -> ng.Corpus:
    """The sample pages of the repository, with tokens."""
    return ng.read(ROOT / "seeds", tokens=True)


# Curly quotes, dashes, accents, native script and a character beyond the first plane: more bytes than characters.
FOREIGN = """\
Großbrand im Hafen von Larena 🚢

LARENA, April 9 — “The Größe sank at noon,” harbour master Éloïse Dürr (杜麗雅) told the Harbor Times yesterday.

Ms Dürr said that nobody died. “We were lucky,” she said.
"""


@pytest.fixture(scope="session")
def foreign() -> ng.Page:
    """A page whose byte and character offsets differ."""
    return ng.parse(FOREIGN, id="foreign", published="2024-04-10", tokens=True)
