"""Every offset counts characters: slicing the text with it gives what is said to stand there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    import nutgraf as ng


class Placed(Protocol):
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...
    @property
    def text(self) -> str: ...


def in_article(article: ng.Article) -> Iterator[Placed]:
    yield from article.blocks
    yield from article.sentences
    yield from article.tokens or ()
    yield from article.times
    if article.dateline:
        yield article.dateline
    for entity in article.entities:
        yield from entity.mentions
        yield from entity.title_spans
    for quotation in article.quotations:
        yield from quotation.parts
        yield from (span for span in (quotation.cue, quotation.speaker) if span)


def in_page(page: ng.Page) -> Iterator[Placed]:
    for article in page:
        for block in article.blocks:
            yield from block.source
    for furniture in page.furniture:
        yield from furniture.source
    yield from page.notes


def check(page: ng.Page) -> int:
    checked = 0
    for article in page:
        for found in in_article(article):
            assert article.text[found.start : found.end] == found.text, (page.id, found)
            checked += 1
        for entity in article.entities:
            assert tuple(span.text for span in entity.title_spans) == entity.titles
    for found in in_page(page):
        assert page.text[found.start : found.end] == found.text, (page.id, found)
    return checked


def test_every_sample_page(corpus: ng.Corpus, root: Path) -> None:
    pages = [path for path in (root / "seeds").iterdir() if path.suffix in (".txt", ".html")]
    assert len(corpus) == len(pages)
    assert sum(check(page) for page in corpus) > 1000


def test_text_of_more_bytes_than_characters(foreign: ng.Page) -> None:
    assert len(foreign.text.encode()) > len(foreign.text)
    assert check(foreign) > 10


def test_characters_agree_with_the_bytes_of_the_record(foreign: ng.Page) -> None:
    story = foreign.story
    assert story is not None
    text = story.text.encode()
    for sentence, (start, end) in zip(story.sentences, story.to_dict()["sentences"], strict=True):
        assert text[start:end].decode() == sentence.text


def test_sentence_at_a_character(foreign: ng.Page) -> None:
    story = foreign.story
    assert story is not None
    for sentence in story.sentences:
        for offset in range(sentence.start, sentence.end):
            assert story.sentence_at(offset) == sentence
    assert story.sentence_at(len(story.text) + 5) is None
