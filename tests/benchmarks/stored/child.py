"""A part of the benchmark in a process of its own: ``python -m tests.benchmarks.stored.child``.

A process that has read the user's settings could only work on the user's archive. The part and its
arguments come as JSON; the answer is the one line of the output.
"""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from typing import Any

import django
from django.conf import settings


def main(part: str, arguments: dict[str, Any]) -> None:
    django.setup()
    answer = {"prepare": _prepare, "edit": _edit, "decide": _decide}[part](**arguments)
    sys.stdout.write(json.dumps(answer) + "\n")


def _prepare(**arguments: int) -> None:
    from tests.benchmarks.stored.storing import prepare

    prepare(settings.DATA_DIR, **arguments)


def _edit(**arguments: int) -> dict[str, Any]:
    from tests.benchmarks.edits.editing import edit_during_ingest

    return asdict(edit_during_ingest(**arguments))


def _decide(**arguments: int) -> dict[str, Any]:
    from tests.benchmarks.curation.deciding import decide_while_searching

    return asdict(decide_while_searching(**arguments))


if __name__ == "__main__":
    main(sys.argv[1], json.loads(sys.argv[2]))
