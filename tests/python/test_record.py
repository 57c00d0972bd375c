"""What `to_json` and the command write is the record, as its schema says."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

import nutgraf as ng

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="module")
def validator(root: Path) -> Any:
    jsonschema = pytest.importorskip("jsonschema")
    path = root / "crates/core/schema/page.schema.json"
    if not path.exists():
        pytest.skip(f"{path} is not there")
    schema = json.loads(path.read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema)


def test_every_sample_page_is_a_record(corpus: ng.Corpus, foreign: ng.Page, validator: Any) -> None:
    for page in [*corpus, foreign, ng.parse("")]:
        validator.validate(page.to_dict())


def test_without_tokens(validator: Any, root: Path) -> None:
    for page in ng.read(root / "seeds", annotate=False):
        validator.validate(page.to_dict())


def test_the_schema_refuses_what_is_none(foreign: ng.Page, validator: Any) -> None:
    record = foreign.to_dict()
    record["articles"][0]["kind"] = "novel"
    assert not validator.is_valid(record)


def test_record_comes_back(corpus: ng.Corpus) -> None:
    for page in corpus:
        assert ng.Page.from_json(page.to_json()) == page
