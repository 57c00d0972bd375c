"""An installation brings the `nutgraf` command."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    import nutgraf as ng


def run(*arguments: str, text: str = "") -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "nutgraf", *arguments]
    return subprocess.run(command, input=text, capture_output=True, encoding="utf-8", check=False)


def test_help() -> None:
    done = run("--help")
    assert done.returncode == 0
    assert "parse" in done.stdout


def test_parse_writes_what_python_gives(corpus: ng.Corpus, root: Path) -> None:
    done = run("parse", "--tokens", str(root / "seeds"))
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines() == [page.to_json() for page in corpus]


def test_standard_input() -> None:
    done = run("parse", "-", text="The ferry sank at noon.\n")
    assert json.loads(done.stdout)["text"].strip() == "The ferry sank at noon."


def test_a_bad_input_is_told_and_counts(tmp_path: Path) -> None:
    done = run("parse", str(tmp_path / "none.txt"))
    assert done.returncode == 1
    assert "none.txt" in done.stderr
