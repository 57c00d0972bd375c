"""The ``nutgraf`` command, as ``python -m nutgraf`` and as the script that an installation brings."""

from __future__ import annotations

import signal
import sys

from nutgraf import _native

__all__ = ["main"]


def main() -> int:
    """Runs the command with the process's arguments; returns its exit status."""
    # The command runs outside the interpreter, which would only note Ctrl-C and a closed pipe: the system's own
    # answer, an end at once, is what a command owes its shell.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    return _native.main(["nutgraf", *sys.argv[1:]])


if __name__ == "__main__":
    sys.exit(main())
