"""What the documentation shows runs, and what a `repr` shows stands on one line."""

from __future__ import annotations

import doctest
import re
from typing import TYPE_CHECKING

import pytest

import nutgraf as ng

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("name", [name for name in ng.__all__ if isinstance(getattr(ng, name), type)])
def test_examples_of_classes(name: str) -> None:
    thing = getattr(ng, name)
    assert thing.__doc__, f"{name} has no documentation"
    failed = sum(
        doctest.DocTestRunner().run(example).failed
        for example in doctest.DocTestFinder().find(thing, name, module=False)
    )
    assert not failed


def test_readme(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """All Python blocks of the README, one after the other, in a folder with the sample pages."""
    text = (root / "README.md").read_text(encoding="utf-8")
    blocks = re.findall(r"^```(?:python|py)\n(.*?)^```", text, re.DOTALL | re.MULTILINE)
    if not blocks:
        pytest.skip("the README shows no Python")
    (tmp_path / "seeds").symlink_to(root / "seeds")
    monkeypatch.chdir(tmp_path)
    names: dict[str, object] = {"__name__": "readme"}
    for block in blocks:
        if ">>>" in block:
            example = doctest.DocTestParser().get_doctest(block, names, "README.md", "README.md", 0)
            assert not doctest.DocTestRunner(optionflags=doctest.ELLIPSIS).run(example, clear_globs=False).failed
            names.update(example.globs)
        else:
            exec(compile(block, "README.md", "exec"), names)


def test_repr_is_one_line(corpus: ng.Corpus, foreign: ng.Page) -> None:
    shown: list[object] = [corpus, corpus.topics(), corpus.entities(), corpus.terms(), foreign]
    for page in [*corpus, foreign]:
        shown += [page, *page.articles, *page.furniture, *page.notes]
        for article in page:
            shown += [*article.blocks, *article.sentences, *article.entities, *article.quotations, *article.times]
            shown += [article.dateline, *article.authors, *article.images, *article.keyphrases]
            shown += [mention for entity in article.entities for mention in entity.mentions]
    for thing in shown:
        assert "\n" not in repr(thing)
        assert len(repr(thing)) < 300


def test_version_is_the_crate_s(root: Path) -> None:
    manifest = (root / "Cargo.toml").read_text(encoding="utf-8")
    assert f'version = "{ng.__version__}"' in manifest
